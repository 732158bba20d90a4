"""RSS and Atom items as raw postings: what the formats themselves say, before any system's own.

`pubDate` may be the time at which the feed was made, so it is the feed's unless the reader knows
better; a `guid` may be no address; `content:encoded` and `content` say more than `description` and
`summary`; Atom's `published` is the first time, `updated` only the last.
"""

import html
import re
from typing import Literal

from lxml import etree

from crawler.formats.reading import as_html, day, is_past, pay, place, places, words
from crawler.formats.xmlstream import as_json, inner_text, local_name, text_of
from crawler.platforms.base import Page, absolute_url
from crawler.posting import DateBasis, RawPosting

ITEMS = ("item", "entry")
ROOTS = ("rss", "feed", "RDF")
_TEXTS = ("encoded", "content", "description", "summary")
_ENDS = ("expires", "expirationDate", "validThrough", "closingDate")
_EMPLOYERS = ("company", "company_name", "employer")
_KINDS = ("job_type", "jobtype", "employmentType")
"""How job boards' engines name what the formats have no element for, in namespaces of their own."""
_ENCODED_TAG = re.compile(r"&lt;/?[a-zA-Z]")
_WEB = ("http://", "https://")


def item_posting(
    source: str, item: etree._Element, page: Page, *, platform: str, basis: DateBasis = "feed"
) -> RawPosting | None:
    """Return the posting of an RSS item or an Atom entry; None without a title or an address."""
    title = words(plain(text_of(item, "title") or ""))
    url = _link(item, page.url)
    identity = words(text_of(item, "guid", "id"))
    key = identity or url
    if title is None or key is None:
        return None
    if url is None and identity and identity.startswith(_WEB):
        url = absolute_url(page.url, identity)
    first = day(text_of(item, "published", "issued"), page.fetched_at)
    said = first or day(text_of(item, "pubDate", "date", "updated"), page.fetched_at)
    told: DateBasis = "stated" if first else basis
    until = day(text_of(item, *_ENDS), page.fetched_at)
    description, form = _description(item)
    return RawPosting(
        source=source,
        platform=platform,
        key=key,
        url=url,
        apply_url=url,
        title=title,
        employer=words(text_of(item, *_EMPLOYERS)),
        locations=places((place(text_of(item, "location")),)),
        employment_type=words(text_of(item, *_KINDS)),
        pay=pay(said=text_of(item, "salary")),
        description=description,
        description_format=form,
        posted_at=said,
        posted_at_basis=told if said else None,
        valid_through=until,
        valid_through_basis="stated" if until else None,
        closed=is_past(until, page.fetched_at),
        fetched_at=page.fetched_at,
        payload=as_json(item),
    )


def decoded(text: str) -> str:
    """Return HTML; entity-encoded once more, as some feeds have it, it is decoded once more."""
    if "<" not in text and _ENCODED_TAG.search(text):
        text = html.unescape(text)
    return as_html(text)


def plain(text: str) -> str:
    """Return a title without the markup that some feeds put into it."""
    return re.sub(r"</?[a-zA-Z][^<>]{0,200}>", " ", text) if "<" in text else text


def _link(item: etree._Element, base: str) -> str | None:
    for child in item:
        if local_name(child) != "link":
            continue
        if child.get("rel", "alternate") != "alternate":
            continue
        said = (child.get("href") or inner_text(child)).strip()
        if said:
            return absolute_url(base, said)
    return None


def _description(item: etree._Element) -> tuple[str, Literal["html", "text"]]:
    """Return the longest text that an item has of itself."""
    found = []
    for child in item:
        if local_name(child) in _TEXTS and (text := inner_text(child)):
            is_text = child.get("type") in ("text", "text/plain")
            found.append((len(text), text if is_text else decoded(text), is_text))
    if not found:
        return "", "html"
    _, text, is_text = max(found, key=lambda item: item[0])
    return text, "text" if is_text else "html"
