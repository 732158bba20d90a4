"""Take personal data of recruiters out of what sources say, before the first write.

E-mail addresses, phone numbers and the names that stand by "contact …" go; a role mailbox
(jobs@, careers@ …) may stay, but only as the address to apply to.
"""

import re
from dataclasses import replace
from functools import lru_cache

from crawler.posting import Json, RawPosting

REMOVED = "[removed]"

_GAP = r"(?:\s|&nbsp;|&\#160;|</?[a-z][^<>]{0,200}>|&lt;/?[a-z](?:(?!&gt;).){0,200}&gt;)"
"""White space and tags, also as they stand in entity-encoded text."""
_EMAIL = re.compile(
    r"[A-Za-z0-9][A-Za-z0-9._%+'-]{0,63}(?:@|&#0?64;|&commat;|\s?[\[(]at[\])]\s?)"
    r"[A-Za-z0-9-]+(?:(?:\.|\s?[\[(]dot[\])]\s?)[A-Za-z0-9-]+){0,5}(?:\.|\s?[\[(]dot[\])]\s?)[A-Za-z]{2,24}"
)
_EMAIL_SIGNS = ("@", "&#64;", "&#064;", "&commat;", "[at]", "(at)")
_PHONE = re.compile(
    r"(?<![\d$.,/#-])(?<![A-Za-z]-)(?:\+?1(?:[\s.-]|&nbsp;)?)?"
    r"(?:\(\d{3}\)(?:\s|&nbsp;)?-?|\d{3}(?:[\s.-]|&nbsp;))\d{3}(?:[\s.-]|&nbsp;)\d{4}(?![\d-])"
    r"(?:,?\s?(?:x|ext\.?|extension)\s?\d{1,5})?",
    re.IGNORECASE,
)
_ENDS_A_PHONE = re.compile(r"\d{3}(?:[\s.-]|&nbsp;)\d{4}")
_TEN_DIGITS = re.compile(r"\d{10}")
_BARE_PHONE = re.compile(
    r"(?<![A-Za-z])(?P<cue>(?:call|text|phone|tel|telephone|fax|cell|mobile)\b(?:\s(?:us\s)?at\b)?[\s.:]{0,3})\+?1?\d{10}(?!\d)",
    re.IGNORECASE,
)
_WORD = r"[A-Z][a-z\u00c0-\u024f'\u2019-]+(?:[A-Z][a-z]+)?"
_NAME = rf"(?:(?:Mr|Ms|Mrs|Dr)\.?\s+)?{_WORD}(?:\s+[A-Z]\.)?(?:\s+{_WORD}){{1,2}}"
_CUE = (
    r"[Cc]ontact(?: [Pp]erson)?|(?:[Yy]our |[Oo]ur )?(?:[Tt]alent )?[Rr]ecruiter|[Hh]iring [Mm]anager|"
    r"[Tt]alent [Pp]artner|[Aa]ttn|[Aa]ttention|[Ss]end (?:your )?(?:r[eé]sum[eé]s?|CVs?)(?: and cover letters?)? to|"
    r"[Qq]uestions(?:\? (?:[Cc]all|[Ee]mail|[Aa]sk))?|[Rr]each out to|[Cc]all or text|[Aa]sk for|"
    r"[Ss]peak (?:to|with)|[Ee]-?mail|[Cc]all"
)
_CONTACT = re.compile(
    rf"(?P<cue>(?<![A-Za-z])(?:{_CUE})\s*(?:is|:|,|-|\u2013)?{_GAP}+)(?P<name>{_NAME})"
)
_CUE_STEMS = (
    "ontact", "ecruiter", "iring ", "alent ", "ttn", "ttention", "sum", "CV", "uestions", "each out",
    "call", "Call", "sk for", "peak ", "mail",
)  # fmt: skip
"""One of them is in every cue: most texts have none, and looking for names takes longest."""
_LINKED = re.compile(
    r"(?P<link><a\b[^<>]{0,300}href\s*=\s*[\"']?(?:mailto|tel):[^<>]*>)[^<>]{0,200}(?=</a)",
    re.IGNORECASE,
)
_NO_PERSONS = re.compile(
    r"\b(?:Human|Resources?|Our|The|Hiring|Practice|Office|Medical|Clinic|Clinics|Clinical|Health|Healthcare|"
    r"Care|Talent|Acquisition|Patients?|Front|Desk|Regional|Customers?|Billing|Please|Equal|Us|Team|"
    r"Manager|Director|Administrator|Coordinator|Supervisor|Department|Center|Centers|Hospital|Services?|"
    r"Dental|Family|Group|Associates|Physicians?|Providers?|Insurance|Emergency|Management|Operations|"
    r"Services|University|County|State|City|Monday|Tuesday|Wednesday|Thursday|Friday)\b"
)
"""Words that make of two capitalised words a department, a title or a firm."""
_ROLE = re.compile(
    r"^(?:mailto:)?(?:jobs?|careers?|hr|hiring|recruit\w*|talent\w*|apply|applications?|employment|resumes?|humanresources)[\w.+-]*@",
    re.IGNORECASE,
)
_PERSON = r"(?:(?:external|internal|primary|agency|person)_?)?(?:recruiter|contact|hiring_?manager|hiring_?team|application_?contact|talent_?partner|sourcer)"
_PERSONAL_KEY = re.compile(
    rf"{_PERSON}s?(?:_?(?:name|e?mail|phone|info|person|details|point|first_?name|last_?name|id|title))?"
    r"|contact_?point|e_?mail(?:_?address)?|(?:tele)?phone(?:_?number)?|fax(?:_?number)?|creator|author|owner|"
    r"posted_?by|created_?by|updated_?by|(?:supervisor|manager)_?(?:name|id|e?mail|phone)|supervisor",
    re.IGNORECASE,
)
_PERSONAL_LABEL = re.compile(
    r"recruiter|hiring[ _]?manager|\bHM\b|talent[ _]?partner|sourcer|\bcontact\b|"
    r"(?:posted|created) by|(?:supervisor|manager)(?:'s)? name",
    re.IGNORECASE,
)
_LABELS = ("name", "label", "fieldLabel", "Prompt", "nameCode")
_LABELLED = frozenset(("value", "Value", "valueLabel", "valueId", "stringValue"))
"""How systems spell a custom field: its label, and what stands under it."""


@lru_cache(maxsize=16)  # a posting's text stands in its payload again
def scrub(text: str) -> str:
    """Return a text without e-mail addresses, phone numbers and contact names."""
    if "mailto:" in text or "tel:" in text:
        text = _LINKED.sub(rf"\g<link>{REMOVED}", text)
    if any(sign in text for sign in _EMAIL_SIGNS):
        text = _EMAIL.sub(REMOVED, text)
    if _ENDS_A_PHONE.search(text):
        text = _PHONE.sub(REMOVED, text)
    if _TEN_DIGITS.search(text):
        text = _BARE_PHONE.sub(rf"\g<cue>{REMOVED}", text)
    if any(stem in text for stem in _CUE_STEMS):
        text = _CONTACT.sub(_without_name, text)
    return text


def _without_name(match: re.Match[str]) -> str:
    return match[0] if _NO_PERSONS.search(match["name"]) else match["cue"] + REMOVED


def without_personal_data(posting: RawPosting) -> RawPosting:
    """Return the posting without personal data, in every part of it that is no id."""
    pay = posting.pay
    return replace(
        posting,
        title=scrub(posting.title),
        description=scrub(posting.description),
        employer=_scrubbed(posting.employer),
        workplace=_scrubbed(posting.workplace),
        employment_type=_scrubbed(posting.employment_type),
        locations=tuple(replace(place, words=scrub(place.words)) for place in posting.locations),
        pay=replace(pay, words=_scrubbed(pay.words)) if pay else None,
        apply_url=_apply_url(posting.apply_url),
        url=scrub_address(posting.url) if posting.url else None,
        payload=clean(posting.payload),
    )


def _scrubbed(text: str | None) -> str | None:
    return None if text is None else scrub(text)


def scrub_address(url: str) -> str:
    """Return a url without mail addresses in it; its digits are ids, not phone numbers."""
    return _EMAIL.sub(REMOVED, url)


def _apply_url(url: str | None) -> str | None:
    if url is None or _ROLE.match(url):
        return url
    web = url.lower().startswith(("http://", "https://"))
    return scrub_address(url) if web else None


def clean(value: Json) -> Json:
    """Return a payload without personal data: keys of contacts go whole, texts are scrubbed."""
    if isinstance(value, str):
        web = value.startswith(("http://", "https://")) and not any(c.isspace() for c in value)
        return scrub_address(value) if web else scrub(value)
    if isinstance(value, list):
        return [clean(item) for item in value]
    if not isinstance(value, dict):
        return value
    kept = {
        key: clean(item)
        for key, item in value.items()
        if not _PERSONAL_KEY.fullmatch(str(key).replace("-", "_"))
    }
    # {"name": "Recruiter", "value": "…"}: custom fields carry their key as a value.
    if value.get("value_type") == "user" or any(
        is_personal_label(_code_of(value.get(name))) for name in _LABELS
    ):
        kept |= dict.fromkeys(_LABELLED & kept.keys(), REMOVED)
    return kept


def _code_of(label: Json) -> Json:
    return label.get("codeValue") if isinstance(label, dict) else label


def is_personal_label(label: Json) -> bool:
    """Return whether a custom field of this label holds a person: "Recruiter"."""
    return isinstance(label, str) and bool(_PERSONAL_LABEL.search(label))
