"""An employer's own site: robots.txt, sitemap index, job pages with JobPosting JSON-LD."""

import gzip
import html
import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any

from crawler.demo.answers import Answer, App, Asked, text, web_page
from crawler.demo.boards import DemoBoard, DemoPosting

_XML = "application/xml"
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_JOBS = "/careers/jobs/"
_APPLY = "/careers/apply/"
"""Forms, which robots.txt disallows and means it; job pages link to them."""
_OTHER_PAGES = ("/", "/about", "/careers", "/careers/benefits")
"""In the sitemap too, and no jobs: the last looks like one by its path."""


def app(board: DemoBoard, origin: str, today: datetime) -> App:
    """Return the application of the site."""
    pages = {f"{_JOBS}{posting.key}": posting for posting in board.postings}
    posted = {path: _posted(posting, today) for path, posting in pages.items()}
    newest = max(posted.values(), default=_posted(None, today))
    fixed: dict[str, Callable[[], Answer]] = {
        "/robots.txt": lambda: text(_robots(board, origin)),
        "/sitemap.xml": lambda: text(_index(origin), content_type=_XML),
        "/sitemap-pages.xml": lambda: text(
            _urls((origin + path, newest) for path in _OTHER_PAGES), content_type=_XML
        ),
        "/sitemap-jobs.xml.gz": lambda: Answer(
            200,
            gzip.compress(
                _urls((origin + path, instant) for path, instant in posted.items()).encode(),
                mtime=0,  # the same bytes each time, else the ETag lies
            ),
            "application/gzip",
        ),
    }

    def answer(asked: Asked) -> Answer:
        path = asked.path.split("?", 1)[0]
        if path in fixed:
            return replace(fixed[path](), modified=newest)
        if path in pages:
            return _job_answer(board, pages[path], origin + path, today)
        if path.removeprefix(_APPLY) in {posting.key for posting in board.postings}:
            return web_page(board.employer, "<h1>Apply</h1><form method='post'></form>")
        if path in _OTHER_PAGES:
            return web_page(board.employer, _about(board, pages), modified=newest)
        return web_page(board.employer, "<h1>Page not found</h1>", status=404)

    return answer


def _posted(posting: DemoPosting | None, today: datetime) -> datetime:
    midnight = datetime.combine(today.astimezone(UTC).date(), time(), UTC)
    return midnight - timedelta(days=posting.posted_days_ago if posting else 0)


def _robots(board: DemoBoard, origin: str) -> str:
    delay = f"Crawl-delay: {board.crawl_delay}\n" if board.crawl_delay else ""
    return f"User-agent: *\nDisallow: {_APPLY}\n{delay}\nSitemap: {origin}/sitemap.xml\n"


def _index(origin: str) -> str:
    children = "".join(
        f"<sitemap><loc>{origin}/{name}</loc></sitemap>"
        for name in ("sitemap-pages.xml", "sitemap-jobs.xml.gz")
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<sitemapindex xmlns="{_NAMESPACE}">{children}</sitemapindex>'
    )


def _urls(urls: Iterable[tuple[str, datetime]]) -> str:
    entries = "".join(
        f"<url><loc>{html.escape(url)}</loc><lastmod>{modified.date()}</lastmod></url>"
        for url, modified in urls
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{_NAMESPACE}">{entries}</urlset>'
    )


def _about(board: DemoBoard, pages: dict[str, DemoPosting]) -> str:
    links = "".join(
        f'<li><a href="{path}">{html.escape(posting.title)}</a></li>'
        for path, posting in pages.items()
        if posting.page in ("plain", "broken_jsonld")
    )
    return (
        f"<h1>{html.escape(board.employer)}</h1><p>{html.escape(board.about)}</p>"
        f"<h2>Open positions</h2><ul>{links}</ul>"
    )


def _job_answer(board: DemoBoard, posting: DemoPosting, url: str, today: datetime) -> Answer:
    if posting.page == "gone":
        return web_page(board.employer, "<h1>This position has been filled</h1>", status=410)
    markup = json.dumps(_job_posting(board, posting, url, today), indent=2).replace("</", "<\\/")
    if posting.page == "broken_jsonld":
        markup = _broken(markup)
    script = f"<script type='application/ld+json'>\n{markup}\n</script>"
    # Some editors store the description entity-encoded; a site's page shows it decoded.
    shown = posting.description
    if "<" not in shown:
        shown = html.unescape(shown)
    places = "; ".join(place["words"] for place in posting.locations)
    body = (
        f"<h1>{html.escape(posting.title)}</h1>\n<p>{html.escape(places)}</p>\n{shown}\n"
        f'<p><a href="{_APPLY}{posting.key}">Apply now</a></p>'
    )
    return web_page(board.employer, body, script, modified=_posted(posting, today))


def _broken(markup: str) -> str:
    """Break JSON-LD as met in the wild: a comment, a trailing comma, raw tab and newlines."""
    markup = markup.replace("{\n", '{\n  /* "baseSalary": {"value": "N/A"}, */\n', 1)
    markup = markup[: markup.rindex("\n}")] + ",\n}"
    markup = markup.replace('"title": "', '"title": "\t', 1)
    return markup.replace("\\n", "\n")


def _job_posting(
    board: DemoBoard, posting: DemoPosting, url: str, today: datetime
) -> dict[str, Any]:
    posted = today.date() - timedelta(days=posting.posted_days_ago)
    job: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": posting.title,
        "url": url,
        "datePosted": posted.isoformat(),
        "identifier": {
            "@type": "PropertyValue",
            "name": board.employer,
            "value": posting.requisition_id or posting.key,
        },
        "hiringOrganization": {
            "@type": "Organization",
            "name": posting.employer or board.employer,
        },
        "jobLocation": [_place(place) for place in posting.locations],
        "description": posting.description,
    }
    if posting.employment_type:
        job["employmentType"] = posting.employment_type.upper().replace(" ", "_").replace("-", "_")
    closes = posting.closes_in_days
    if posting.page == "closed" and closes is None:
        closes = -3
    if closes is not None:
        job["validThrough"] = (today.date() + timedelta(days=closes)).isoformat() + "T23:59:59Z"
    if posting.workplace.lower() == "remote":
        job["jobLocationType"] = "TELECOMMUTE"
    if posting.pay:
        job["baseSalary"] = {
            "@type": "MonetaryAmount",
            "currency": "USD",
            "value": {
                "@type": "QuantitativeValue",
                "minValue": posting.pay.get("min"),
                "maxValue": posting.pay.get("max"),
                "unitText": posting.pay["unit"],
            },
        }
    return job


def _place(place: dict[str, str]) -> dict[str, Any]:
    address = {
        "@type": "PostalAddress",
        "addressLocality": place.get("city"),
        "addressRegion": place.get("state"),
        "postalCode": place.get("postal_code"),
        "addressCountry": "US",
    }
    return {"@type": "Place", "address": {k: v for k, v in address.items() if v}}
