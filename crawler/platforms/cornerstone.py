"""Cornerstone OnDemand career sites: a page that hands every visitor a token, then a list by POST.

The token lives for minutes, so it is used in the visit that got it and kept nowhere. What a list
says of a job's text is a stripped part of the ad; the ad is a request of its own.
"""

import base64
import html
import json
import re
from functools import partial
from typing import ClassVar
from urllib.parse import quote, urlsplit

from crawler.formats.jsonld import decode
from crawler.formats.jsonplatform import (
    Entry,
    JsonPlatform,
    dates,
    is_markup,
    not_understood,
    read_each,
)
from crawler.formats.reading import as_html, items, part, place, places, sections, words
from crawler.platforms.base import Fetch, Page, Parsed, Problem, host_of, query_of
from crawler.posting import Json, RawPosting

_PAGE_SIZE = 100
_SITE = re.compile(r"/careersite/(\d+)", re.IGNORECASE)
_AD = re.compile(r"/JobRequisitions?/(\d+)|/requisition/(\d+)", re.IGNORECASE)
_CONTEXT = re.compile(r"csod\.context\s{0,5}=\s{0,5}(?=\{)")
_SEARCH = "rec-job-search/external/jobs"
_TEMPLATE = re.compile(r"<<[^<>]{0,80}>>")
_FEWEST_LETTERS = 30
"""A text with fewer says "see the ad"."""


class Cornerstone(JsonPlatform):
    """CORP.csod.com/ux/ats/careersite/N."""

    name: ClassVar[str] = "cornerstone"
    url_help: ClassVar[str] = "give https://CORP.csod.com/ux/ats/careersite/N/home?c=CORP"

    def recognises(self, url: str) -> bool:
        """Return whether a url is of Cornerstone's hosts."""
        return host_of(url).endswith(".csod.com")

    def start(self, url: str) -> tuple[Fetch, ...]:
        """Return the request of the career site's page, which has the token."""
        site, corp = _SITE.search(urlsplit(url).path), _corp(url)
        if site is None or corp is None:
            raise ValueError(f"{url!r} names no career site; {self.url_help}")
        return (Fetch(url=f"https://{corp}.csod.com/ux/ats/careersite/{site[1]}/home?c={corp}"),)

    def parse(self, source: str, page: Page) -> Parsed:
        """Read a career site's page, a page of its list, or an ad."""
        return _site(page) if is_markup(page) else super().parse(source, page)

    def read(self, source: str, data: Json, page: Page) -> Parsed:
        """Read a page of the list, or an ad."""
        if isinstance(part(data, "data", "requisitions"), list):
            return _list(source, data["data"], page)
        return _ad(source, data, page)


def _corp(url: str) -> str | None:
    corp = host_of(url).removesuffix(".csod.com").removesuffix(".api").lower()
    return query_of(url).get("c") or (corp if corp and ".api." not in host_of(url) else None)


def _site(page: Page) -> Parsed:
    text = decode(page.body, page.content_type)
    site, corp = _SITE.search(urlsplit(page.url).path), _corp(page.url)
    found = _CONTEXT.search(text)
    try:
        told = json.JSONDecoder().raw_decode(text, found.end())[0] if found else None
    except (ValueError, RecursionError):
        told = None
    token, cloud = words(part(told, "token")), words(part(told, "endpoints", "cloud"))
    if token is None or cloud is None or site is None or corp is None:
        return Parsed(
            problems=(Problem(page.url, "the page hands out no token: is it a career site?"),)
        )
    context = {"cloud": cloud, "site": int(site[1]), "corp": corp}
    return Parsed(fetches=(_list_page(context, f"Bearer {token}", 1),))


def _list_page(context: dict[str, Json], token: str, number: int) -> Fetch:
    site = context["site"]
    body = {
        "careerSiteId": site, "careerSitePageId": site, "pageNumber": number,
        "pageSize": _PAGE_SIZE, "cultureId": 1, "cultureName": "en-US", "searchText": "",
    }  # fmt: skip
    return Fetch(
        url=f"{context['cloud'].rstrip('/')}/{_SEARCH}",
        method="POST",
        body=json.dumps(body),
        headers={"Content-Type": "application/json", "Authorization": token},
        context=context | {"page": number},
    )


def _list(source: str, data: dict[str, Json], page: Page) -> Parsed:
    postings, problems = read_each(data["requisitions"], page, partial(_entry, source, page))
    total = data["totalCount"] if isinstance(data.get("totalCount"), int) else None
    if page.fetch is None or not page.fetch.headers:
        return Parsed(postings=postings, problems=problems, total=total)
    context, token = dict(page.fetch.context), page.fetch.headers["Authorization"]
    fetches = [_ad_page(context, token, posting) for posting in postings]
    number = context["page"]
    if data["requisitions"] and total is not None and number * _PAGE_SIZE < total:
        fetches.append(_list_page(context, token, number + 1))
    return Parsed(postings=postings, problems=problems, fetches=tuple(fetches), total=total)


def _entry(source: str, page: Page, entry: Entry) -> RawPosting | None:
    key, title = words(entry.get("requisitionId")), words(entry.get("displayJobTitle"))
    if key is None or title is None:
        return None
    context = page.fetch.context if page.fetch else {}
    url = _public_url(context["corp"], context["site"], key) if "corp" in context else None
    said = html.unescape(words(entry.get("externalDescription")) or "")
    return RawPosting(
        source=source,
        platform=Cornerstone.name,
        key=key,
        requisition_id=words(entry.get("requisitionNumber")) or key,
        url=url,
        apply_url=url,
        title=html.unescape(title),
        locations=places(
            place(
                part(item, "displayName"),
                city=part(item, "city"),
                state=part(item, "state"),
                postal_code=part(item, "postalCode"),
                country=part(item, "country"),
            )
            for item in items(entry.get("locations"))
        ),
        **dates(
            page, posted=entry.get("postingEffectiveDate"), until=entry.get("postingExpirationDate")
        ),
        description=as_html(said) if _says_something(said) else "",
        partial=True,
        detail_url=url,
        fetched_at=page.fetched_at,
        payload=entry,
    )


def _ad_page(context: dict[str, Json], token: str, posting: RawPosting) -> Fetch:
    return Fetch(
        url=f"https://{context['corp']}.csod.com/Services/API/ATS/CareerSite/{context['site']}"
        f"/JobRequisitions/{quote(posting.key)}?useMobileAd=false&cultureId=1",
        kind="detail",
        headers={"Accept": "application/json", "Authorization": token} | _session(token),
        key=posting.key,
        title=posting.title,
        context=context | {"listed": posting.description},
    )


def _session(token: str) -> dict[str, str]:
    """Return the session that the token itself names: some hosts ask for it beside the token."""
    claims = token.removeprefix("Bearer ").split(".")[1:2]
    try:
        told = json.loads(base64.urlsafe_b64decode(f"{claims[0]}===" if claims else ""))
    except ValueError:
        return {}
    session = words(part(told, "aud"))
    return {"Cookie": f"ASP.NET_SessionId={session}"} if session else {}


def _ad(source: str, data: Json, page: Page) -> Parsed:
    """Read a job's ad; one that is left empty is what the list said of it."""
    first = next(iter(items(part(data, "data"))), None)
    fields = part(next(iter(items(part(first, "items"))), None), "fields")
    fields = fields if isinstance(fields, dict) else {}
    context = page.fetch.context if page.fetch else {}
    found = _AD.search(urlsplit(page.url).path)
    key = page.key or (found and (found[1] or found[2]))
    title = words(fields.get("title")) or (page.fetch.title if page.fetch else None)
    if key is None or title is None:
        return not_understood(page, "neither a list nor an ad of Cornerstone")
    said = fields.get("ad")
    text = said if isinstance(said, str) and _says_something(said) else context.get("listed")
    site, corp = _SITE.search(urlsplit(page.url).path), _corp(page.url)
    url = _public_url(corp, int(site[1]), key) if site and corp else None
    posting = RawPosting(
        source=source,
        platform=Cornerstone.name,
        key=key,
        url=url,
        apply_url=url,
        title=html.unescape(title),
        description=sections([(None, text)]),
        fetched_at=page.fetched_at,
        payload=data,
    )
    return Parsed(postings=(posting,))


def _says_something(text: str) -> bool:
    plain = re.sub(r"<[^<>]*>", " ", _TEMPLATE.sub(" ", text))
    return sum(letter.isalnum() for letter in plain) >= _FEWEST_LETTERS


def _public_url(corp: str, site: int, key: str) -> str:
    return f"https://{corp}.csod.com/ux/ats/careersite/{site}/home/requisition/{key}?c={corp}"


PLATFORM = Cornerstone()
