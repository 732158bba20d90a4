"""Avature career sites: a paged list of links, and job pages of labelled fields under headings.

Labels are the employer's own; the usual wordings of each are read.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import ClassVar
from urllib.parse import urlsplit

from lxml import etree
from selectolax.lexbor import LexborHTMLParser

from crawler.formats.cards import CardPlatform
from crawler.formats.feeds import is_feed, read_feed
from crawler.formats.jsonplatform import dates
from crawler.formats.reading import place, places, sections, whole, words_in
from crawler.formats.syndication import item_posting
from crawler.platforms.base import Fetch, Page, Parsed, absolute_url, host_of, origin_of, query_of
from crawler.platforms.jsonld import PLATFORM as JSON_LD
from crawler.posting import RawPosting

_SITE = re.compile(r"^(?P<site>/.*?)/(?:SearchJobs|JobDetail|Login|Home)\w*(?:/|$)", re.IGNORECASE)
_FIELD = ".article__content__view__field"
_LABELS = {
    "requisition_id": ("req #", "ref #", "requisition id", "req id", "job id", "reference number"),
    "employer": ("facility", "hospital", "company", "business unit", "employer"),
    "city": ("city",),
    "state": ("state", "state/province"),
    "country": ("country/region", "country"),
    "location": ("location", "work location", "work location(s)", "primary location", "office"),
    "employment_type": ("working time", "employment type", "work type", "schedule", "employment class"),
    "workplace": ("workplace type", "work mode", "remote", "remote?"),
    "posted": ("date", "date posted", "posted date", "date published"),
}  # fmt: skip


class Avature(CardPlatform):
    """TENANT.avature.net/careers, and employers' own hosts."""

    name: ClassVar[str] = "avature"
    url_help: ClassVar[str] = "give https://TENANT.avature.net/careers/SearchJobs"
    link: ClassVar[str] = "a[href*='/JobDetail/']"
    of_list: ClassVar[str] = "#jobResults, .results, .article--result, .section__content__results"
    counts: ClassVar[str] = ".list-controls__text__legend, .paginationLegend, .jobPaginationLegend"
    job_path: ClassVar[re.Pattern[str] | None] = re.compile(
        r"/JobDetail/(?:[^/?#]+/)?(\d+)/?$", re.IGNORECASE
    )

    def recognises(self, url: str) -> bool:
        """Return whether a url is of Avature's hosts or has the paths of its sites."""
        known = host_of(url).endswith(".avature.net")
        return known or bool(re.search(r"/(?:SearchJobs|JobDetail/)", urlsplit(url).path))

    def start(self, url: str) -> tuple[Fetch, ...]:
        """Return the first page of the list."""
        path = urlsplit(url).path
        if path.endswith(".xml"):
            return (Fetch(url=url),)
        found = _SITE.match(path)
        site = found["site"] if found else path.rstrip("/") or "/careers"
        return (Fetch(url=f"{origin_of(url)}{site}/SearchJobs/?jobOffset=0"),)

    def parse(self, source: str, page: Page) -> Parsed:
        """Read a list, a job's page, a sitemap of jobs, or the feed of the oldest."""
        if is_feed(page, b"rss"):
            return read_feed(page, "rss", "item", partial(self._item, source, page))
        if not is_feed(page, b"urlset", b"sitemapindex"):
            return super().parse(source, page)
        listed = JSON_LD.parse(source, page)
        fetches = tuple(
            replace(fetch, key=self.key_of(fetch.url)) if fetch.kind == "detail" else fetch
            for fetch in listed.fetches
            if fetch.kind == "list" or self.key_of(fetch.url)
        )
        keys = tuple(fetch.key for fetch in fetches if fetch.key)
        return replace(listed, fetches=fetches, listed=keys)

    def _item(
        self, source: str, page: Page, item: etree._Element, _: str | None
    ) -> RawPosting | None:
        posting = item_posting(source, item, page, platform=self.name)
        key = self.key_of(posting.url or "") if posting else None
        return replace(posting, key=key) if posting and key else None

    def next_pages(self, page: Page, tree: LexborHTMLParser) -> tuple[Fetch, ...]:
        """Return the next page that the list itself links to."""
        here = _offset(page.url)
        links = [
            absolute_url(page.url, link.attributes.get("href") or "")
            for link in tree.css("a[href*='jobOffset=']")
        ]
        further = [url for url in links if url and _offset(url) > here]
        return (Fetch(url=min(further, key=_offset)),) if further else ()

    def read_detail(self, source: str, page: Page, tree: LexborHTMLParser) -> Parsed:
        """Read a job's page by its JobPosting, or by its fields."""
        parsed = super().read_detail(source, page, tree)
        title = words_in(tree.css_first(".banner__text__title, h2.title, h1"))
        key = page.key or self.key_of(page.url)
        fields, texts = _fields(tree), list(_texts(tree))
        if parsed.postings or parsed.problems or title is None or key is None or not texts:
            return parsed
        said = {
            name: next((fields[label] for label in labels if label in fields), None)
            for name, labels in _LABELS.items()
        }
        where = place(
            said["location"], city=said["city"], state=said["state"], country=said["country"]
        )
        posting = RawPosting(
            source=source,
            platform=self.name,
            key=key,
            requisition_id=said["requisition_id"],
            url=page.url,
            apply_url=page.url,
            title=title,
            employer=said["employer"],
            locations=places([where]),
            workplace=said["workplace"],
            employment_type=said["employment_type"],
            **dates(page, posted=said["posted"]),
            description=sections(texts),
            fetched_at=page.fetched_at,
            payload={"title": title, "fields": fields, "texts": texts},
        )
        return Parsed(postings=(posting,))


def _offset(url: str) -> int:
    return whole(query_of(url).get("joboffset")) or 0


def _fields(tree: LexborHTMLParser) -> dict[str, str]:
    """Return what stands under each label, by the label in lower case without its colon."""
    found: dict[str, str] = {}
    for field in tree.css(_FIELD):
        label = words_in(field.css_first(f"{_FIELD}__label"))
        value = words_in(field.css_first(f"{_FIELD}__value"))
        if label and value:
            found.setdefault(label.rstrip(" :").lower(), value)
    return found


def _texts(tree: LexborHTMLParser) -> Iterator[tuple[str | None, str]]:
    """Yield the fields without a label, under the heading of their part of the page."""
    for article in tree.css("article"):
        heading = words_in(article.css_first("h2, h3, .article__header__text__title"))
        for field in article.css(_FIELD):
            value = field.css_first(f"{_FIELD}__value")
            hidden = "visibility--hidden" in (field.attributes.get("class") or "")
            if hidden or value is None or words_in(field.css_first(f"{_FIELD}__label")):
                continue
            yield heading, value.inner_html or ""
            heading = None


PLATFORM = Avature()
