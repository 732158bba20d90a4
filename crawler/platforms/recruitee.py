"""Recruitee: one public answer with all offers of an employer, whole.

The documented text of an offer is `description` and `requirements`; own domains answer the same
paths as SUB.recruitee.com.
"""

import re
from collections.abc import Iterator
from typing import ClassVar
from urllib.parse import urlsplit

from crawler.formats.jsonplatform import Entry, JsonPlatform, dates, not_understood, read_each
from crawler.formats.reading import items, joined, part, pay, place, places, sections, words
from crawler.platforms.base import Fetch, Page, Parsed, host_of, origin_of
from crawler.posting import Json, RawLocation, RawPay, RawPosting

_OFFERS = "/api/offers"
_WORKPLACES = (("remote", "remote"), ("hybrid", "hybrid"), ("on_site", "on-site"))


class Recruitee(JsonPlatform):
    """SUB.recruitee.com and own domains with its API's path."""

    name: ClassVar[str] = "recruitee"
    url_help: ClassVar[str] = "give https://SUB.recruitee.com or https://HOST/api/offers"

    def recognises(self, url: str) -> bool:
        """Return whether a url is a Recruitee site or has its API's path."""
        host = host_of(url)
        own = host.endswith(".recruitee.com") and not host.startswith("www.")
        return own or _is_api(url)

    def start(self, url: str) -> tuple[Fetch, ...]:
        """Return the one request of a site."""
        return (Fetch(url=f"{origin_of(url)}{_OFFERS}/"),)

    def read(self, source: str, data: Json, page: Page) -> Parsed:
        """Read all offers, or one."""
        offers = list(_offers(data))
        if not offers and not isinstance(part(data, "offers"), list):
            return not_understood(page, "no offers in the answer")
        postings, problems = read_each(offers, page, lambda offer: _posting(source, offer, page))
        return Parsed(postings=postings, problems=problems)


def _is_api(url: str) -> bool:
    path = urlsplit(url).path
    return path == _OFFERS or path.startswith(f"{_OFFERS}/")


def _offers(data: Json) -> Iterator[Json]:
    one = part(data, "offer")
    yield from [one] if isinstance(one, dict) else items(part(data, "offers"))


def _posting(source: str, offer: Entry, page: Page) -> RawPosting | None:
    key, title = words(offer.get("id")) or words(offer.get("slug")), words(offer.get("title"))
    if key is None or title is None:
        return None
    stated = dates(
        page,
        posted=offer.get("published_at") or offer.get("created_at"),
        until=offer.get("close_at"),
    )
    status = words(offer.get("status"))
    return RawPosting(
        source=source,
        platform=Recruitee.name,
        key=key,
        url=words(offer.get("careers_url")) or _url(offer, page),
        apply_url=words(offer.get("careers_apply_url")),
        title=title,
        employer=words(offer.get("company_name")),
        locations=_locations(offer),
        workplace=joined(text for name, text in _WORKPLACES if offer.get(name) is True),
        employment_type=_employment(offer),
        pay=_pay(offer.get("salary")),
        description=sections(((None, offer.get("description")), (None, offer.get("requirements")))),
        fetched_at=page.fetched_at,
        payload=offer,
        **stated | {"closed": stated["closed"] or status not in (None, "published")},
    )


def _pay(salary: Json) -> RawPay | None:
    return pay(
        part(salary, "min"),
        part(salary, "max"),
        unit=part(salary, "period"),
        currency=part(salary, "currency"),
        said=None if isinstance(salary, dict) else salary,
    )


def _url(offer: Entry, page: Page) -> str | None:
    slug = words(offer.get("slug"))
    return f"{origin_of(page.url)}/o/{slug}" if slug else None


def _locations(offer: Entry) -> tuple[RawLocation, ...]:
    found = places(_location(item) for item in items(offer.get("locations")))
    return found or places((place(offer.get("location"), **_parts(offer)),))


def _location(item: Json) -> RawLocation | None:
    if not isinstance(item, dict):
        return place(item)
    # Its name may be the branch's own ("Germany/Remote"): the place is told beside it.
    parts = _parts(item)
    name = words(item.get("name"))
    said = joined((name, parts["city"], parts["state"], parts["country"])) if name else None
    return place(said, **parts)


def _parts(item: Entry) -> dict[str, Json]:
    return {
        "city": item.get("city"),
        "state": item.get("state") or item.get("state_name") or item.get("state_code"),
        "postal_code": item.get("postal_code"),
        "country": item.get("country") or item.get("country_code"),
    }


def _employment(offer: Entry) -> str | None:
    said = words(offer.get("employment_type_code")) or words(offer.get("employment_type"))
    return re.sub(r"[_\s]+", " ", said) if said else None


PLATFORM = Recruitee()
