"""Take personal data of recruiters out of what sources say, before the first write.

E-mail addresses, phone numbers and the names that stand by "contact …" go; a role mailbox
(jobs@, careers@ …) may stay, but only as the address to apply to.
"""

import re
from dataclasses import replace

from crawler.posting import Json, RawPosting

REMOVED = "[removed]"

_EMAIL = re.compile(r"[A-Za-z0-9._%+'-]+(?:@|\s?\[at\]\s?|&#64;)[A-Za-z0-9.-]+\.[A-Za-z]{2,}")
_PHONE = re.compile(
    r"(?<![\d$.,/-])(?:\+?1[\s.-]?)?(?:\(\d{3}\)\s?|\d{3}[\s.-])\d{3}[\s.-]\d{4}(?![\d-])(?:\s?(?:x|ext\.?)\s?\d{1,5})?"
)
_NAME = r"(?:(?:Mr|Ms|Mrs|Dr)\.?\s+)?[A-Z][a-z\u00c0-\u024f'\u2019-]+(?:\s+[A-Z]\.)?(?:\s+[A-Z][a-z\u00c0-\u024f'\u2019-]+){1,2}"
_NOT_NAMES = r"(?!(?:Human|Our|The|Hiring|Practice|Office|Medical|Clinic|Health|Talent|Patient|Front|Regional|Customer|Billing|Please|Equal|Us)\b)"
_CONTACT = re.compile(
    rf"(?P<cue>\b(?:[Cc]ontact(?: person)?|[Rr]ecruiter|[Hh]iring [Mm]anager|[Tt]alent [Pp]artner|[Aa]ttn|[Aa]ttention|"
    rf"[Ss]end (?:your )?(?:r[eé]sum[eé]s?|CV) to|[Qq]uestions\? (?:[Cc]all|[Ee]mail|[Aa]sk)|[Rr]each out to|[Cc]all or text|[Aa]sk for)\s*(?:is|:|-)?\s+)"
    rf"{_NOT_NAMES}(?P<name>{_NAME})"
)
_ROLE = re.compile(
    r"^(?:mailto:)?(?:jobs?|careers?|hr|hiring|recruit\w*|talent\w*|apply|applications?|employment|resumes?|humanresources)[\w.+-]*@",
    re.IGNORECASE,
)
_PERSONAL_KEYS = frozenset(
    ("recruiter", "recruiters", "recruitername", "recruiteremail", "recruiterphone", "contact",
     "contacts", "contactname", "contactemail", "contactphone", "contactperson", "email", "phone",
     "telephone", "fax", "faxnumber", "applicationcontact", "hiringmanager", "hiring_manager",
     "hiring_team", "creator", "author", "contactpoint", "owner")
)  # fmt: skip


def scrub(text: str) -> str:
    """Return a text without e-mail addresses, phone numbers and contact names."""
    if "@" in text or "[at]" in text or "&#64;" in text:
        text = _EMAIL.sub(REMOVED, text)
    text = _PHONE.sub(REMOVED, text)
    return _CONTACT.sub(lambda match: match["cue"] + REMOVED, text)


def without_personal_data(posting: RawPosting) -> RawPosting:
    """Return the posting without personal data, in every part of it."""
    return replace(
        posting,
        title=scrub(posting.title),
        description=scrub(posting.description),
        apply_url=_apply_url(posting.apply_url),
        url=scrub(posting.url) if posting.url and "@" in posting.url else posting.url,
        payload=_clean(posting.payload),
    )


def _apply_url(url: str | None) -> str | None:
    if url and "@" in url.split("?", 1)[0] and not url.startswith("http"):
        return url if _ROLE.match(url) else None
    return url


def _clean(value: Json) -> Json:
    if isinstance(value, str):
        return scrub(value)
    if isinstance(value, list):
        return [_clean(item) for item in value]
    if isinstance(value, dict):
        return {
            key: _clean(item)
            for key, item in value.items()
            if str(key).lower().replace("-", "") not in _PERSONAL_KEYS
        }
    return value
