"""An employer's own site: robots.txt, sitemap index, job pages with JobPosting JSON-LD."""

import gzip
import html
import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from crawler.demo.answers import Answer, Asked, text
from crawler.demo.boards import DemoBoard, DemoPosting

_XML = "application/xml"
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def app(board: DemoBoard, origin: str, today: datetime) -> Callable[[Asked], Answer]:
    """Return the application of the site."""
    pages = {f"/careers/jobs/{posting.key}": posting for posting in board.postings}

    def answer(asked: Asked) -> Answer:
        path = asked.path.split("?", 1)[0]
        if path == "/robots.txt":
            return text(_robots(board, origin))
        if path == "/sitemap.xml":
            return text(_index(origin), content_type=_XML)
        if path == "/sitemap-pages.xml":
            return text(_urls([f"{origin}/", f"{origin}/about"]), content_type=_XML)
        if path == "/sitemap-jobs.xml.gz":
            body = gzip.compress(_urls([origin + page for page in pages]).encode(), mtime=0)
            return Answer(200, body, "application/gzip")
        posting = pages.get(path)
        if posting is None:
            known = path in ("/", "/about", "/careers")
            return text(_frame(board, f"<h1>{html.escape(board.employer)}</h1><p>{html.escape(board.about)}</p>"),
                        200 if known else 404, "text/html; charset=utf-8")  # fmt: skip
        if posting.page == "gone":
            return text(_frame(board, "<h1>This position has been filled</h1>"), 410, "text/html; charset=utf-8")
        return text(_job_page(board, posting, origin + path, today), content_type="text/html; charset=utf-8")

    return answer


def _robots(board: DemoBoard, origin: str) -> str:
    delay = f"Crawl-delay: {board.crawl_delay}\n" if board.crawl_delay else ""
    return f"User-agent: *\nDisallow: /careers/apply/\n{delay}\nSitemap: {origin}/sitemap.xml\n"


def _index(origin: str) -> str:
    children = "".join(
        f"<sitemap><loc>{origin}/{name}</loc></sitemap>"
        for name in ("sitemap-pages.xml", "sitemap-jobs.xml.gz")
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex xmlns="{_NAMESPACE}">{children}</sitemapindex>'


def _urls(urls: list[str]) -> str:
    locs = "".join(f"<url><loc>{html.escape(url)}</loc></url>" for url in urls)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{_NAMESPACE}">{locs}</urlset>'


def _job_page(board: DemoBoard, posting: DemoPosting, url: str, today: datetime) -> str:
    markup = json.dumps(_job_posting(board, posting, url, today), indent=2).replace("</", "<\\/")
    if posting.page == "broken_jsonld":
        # As met in the wild: a comment and a trailing comma inside, a raw tab in a string.
        markup = markup.replace("{\n", '{\n  /* "baseSalary": {"value": "N/A"}, */\n', 1)
        markup = markup[: markup.rindex("\n}")] + ",\n}"
        markup = markup.replace('"title": "', '"title": "\t', 1)
    script = f"<script type='application/ld+json'>\n{markup}\n</script>"
    body = f"<h1>{html.escape(posting.title)}</h1>\n{posting.description}"
    return _frame(board, body, script)


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
        "identifier": {"@type": "PropertyValue", "name": board.employer, "value": posting.requisition_id or posting.key},
        "hiringOrganization": {"@type": "Organization", "name": posting.employer or board.employer},
        "jobLocation": [_place(place) for place in posting.locations],
        "description": posting.description,
    }  # fmt: skip
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


def _frame(board: DemoBoard, body: str, head: str = "") -> str:
    name = html.escape(board.employer)
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{name}</title>\n{head}</head>\n'
        f'<body><nav><a href="/">{name}</a> <a href="/about">About</a> <a href="/careers">Careers</a></nav>\n'
        f"<main>{body}</main>\n<footer>&copy; {name}</footer></body></html>\n"
    )
