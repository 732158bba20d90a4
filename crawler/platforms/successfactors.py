"""SAP SuccessFactors: career sites on employers' hosts, and the older ones on the vendor's.

A career site has a feed of all its jobs (spelt /sitemal.xml), lists in HTML, and job pages with
microdata; an older site, at careerN.successfactors.com, has one list in XML.
"""

import re
from dataclasses import replace
from functools import partial
from typing import ClassVar
from urllib.parse import quote, urlsplit

from lxml import etree
from selectolax.lexbor import LexborHTMLParser

from crawler.formats.cards import Card, CardPlatform
from crawler.formats.feeds import is_feed, read_feed
from crawler.formats.jsonplatform import dates
from crawler.formats.reading import place, places, words
from crawler.formats.successfactors_xml import old_list
from crawler.formats.syndication import item_posting
from crawler.formats.xmlstream import text_of
from crawler.platforms.base import Fetch, Page, Parsed, host_of, origin_of, query_of
from crawler.posting import RawLocation, RawPosting

_OLD_HOSTS = re.compile(r"(?:^|\.)(?:successfactors\.(?:com|eu|cn)|sapsf\.(?:com|eu|cn))$")
_JOB = re.compile(r"/job/[^/]+/(\d{6,})/?$")
_LIST_QUERY = re.compile(r"(?:^|&)(?:startrow|createNewAlert|optionsFacetsDD_\w+)=")
_PLACE_IN_TITLE = re.compile(r"\s*\(([^()]*,[^()]*)\)\s*$")
_MORE = re.compile(r"\s*\+\s*\d+\s+more.*$", re.IGNORECASE)
_PLACE = re.compile(
    r"(?P<city>[^,]+), (?P<state>[A-Z]{2}), (?P<country>[A-Z]{2})(?:, (?P<postal_code>[\w -]+))?$"
)


class SuccessFactors(CardPlatform):
    """Career sites on employers' own hosts, and the older ones of the vendor's."""

    name: ClassVar[str] = "successfactors"
    url_help: ClassVar[str] = (
        "give https://HOST/sitemal.xml of the career site or, where it has none, "
        "https://HOST/search/?q=&startrow=0, or "
        "https://careerN.successfactors.com/career?company=ID"
    )
    link: ClassVar[str] = "a.jobTitle-link"
    parts: ClassVar[dict[str, str]] = {
        "location": ".jobLocation",
        "posted": ".jobDate",
        "employer": ".jobFacility",
        "employment_type": ".jobShifttype",
    }
    of_list: ClassVar[str] = "#searchresults, .searchResults, #job-table, #noresults"
    counts: ClassVar[str] = ".paginationLabel"
    job_path: ClassVar[re.Pattern[str] | None] = _JOB

    def recognises(self, url: str) -> bool:
        """Return whether a url is of the vendor's hosts, or has the feed's or a list's name."""
        parts = urlsplit(url)
        known = bool(_OLD_HOSTS.search(host_of(url))) or host_of(url).endswith(".jobs2web.com")
        of_site = parts.path.endswith("/sitemal.xml") or bool(_JOB.search(parts.path))
        return known or of_site or bool(_LIST_QUERY.search(parts.query))

    def start(self, url: str) -> tuple[Fetch, ...]:
        """Return the request of the site's feed; of a list where one is given: some have no feed."""
        if _LIST_QUERY.search(urlsplit(url).query):
            return (Fetch(url=url),)
        if not _OLD_HOSTS.search(host_of(url)):
            return (Fetch(url=f"{origin_of(url)}/sitemal.xml"),)
        company = query_of(url).get("company")
        if not company:
            raise ValueError(f"{url!r} names no company; {self.url_help}")
        asked = f"company={quote(company)}&career_ns=job_listing_summary&resultType=XML"
        return (Fetch(url=f"{origin_of(url)}/career?{asked}"),)

    def parse(self, source: str, page: Page) -> Parsed:
        """Read a feed, an old site's XML, a list or a job's page."""
        if is_feed(page, b"Job-Listing"):
            return old_list(source, page)
        if is_feed(page, b"rss"):
            return read_feed(page, "rss", "item", partial(self._item, source, page))
        return super().parse(source, page)

    def next_pages(self, page: Page, tree: LexborHTMLParser) -> tuple[Fetch, ...]:
        """Return the request of the list's next page: it says "Results 1 - 25 of 107"."""
        said = self.counted(tree)
        if said is None or said[0] >= said[1]:
            return ()
        kept = [
            pair for pair in urlsplit(page.url).query.split("&")
            if pair and not pair.startswith("startrow=")
        ]  # fmt: skip
        query = "&".join([*kept, f"startrow={said[0]}"])
        return (Fetch(url=f"{page.url.partition('?')[0]}?{query}"),)

    def entry(self, source: str, page: Page, card: Card, key: str) -> RawPosting:
        """Return the posting of a list entry; its place has parts in a fixed order."""
        posting = super().entry(source, page, card, key)
        return replace(posting, locations=places(map(_place, [card.said.get("location")])))

    def _item(
        self, source: str, page: Page, item: etree._Element, _: str | None
    ) -> RawPosting | None:
        feed = item_posting(source, item, page, platform=self.name)
        if feed is None:
            return None
        key = self.key_of(feed.url or "") or words(text_of(item, "id")) or feed.key
        in_title = _PLACE_IN_TITLE.search(feed.title)
        said = words(text_of(item, "location")) or (in_title[1] if in_title else None)
        stated = dates(
            page,
            posted=text_of(item, "publish_date"),
            until=text_of(item, "expiration_date"),
        )
        if stated["posted_at"] is None:
            stated |= {"posted_at": feed.posted_at, "posted_at_basis": feed.posted_at_basis}
        return replace(
            feed,
            key=key,
            title=feed.title[: in_title.start()] if in_title else feed.title,
            employer=words(text_of(item, "employer")),
            locations=places([_place(said)]),
            employment_type=words(text_of(item, "job_type")),
            **stated,
        )


def _place(said: str | None) -> RawLocation | None:
    text = _MORE.sub("", said or "")
    found = _PLACE.match(text)
    return place(text, **found.groupdict()) if found else place(text)


PLATFORM = SuccessFactors()
