"""Sitemaps and the robots.txt that names them, as sitemaps.org describes them and sites write them."""

import html
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from crawler.platforms.base import absolute_url, host_of

_ROBOTS_SITEMAP = re.compile(r"^[ \t]*sitemap[ \t]*:[ \t]*(\S+)", re.IGNORECASE | re.MULTILINE)
_LOC = re.compile(r"<(?!image:|video:|news:)(?:\w{1,20}:)?loc\b[^<>]*>", re.IGNORECASE)
_KIND = re.compile(rb"<(?:\w{1,20}:)?(urlset|sitemapindex)\b", re.IGNORECASE)
_CDATA = "<![CDATA["
_GZIP = b"\x1f\x8b"
_MOST_EXPANDED = 60 * 1024 * 1024
"""Bytes of one sitemap after unpacking: the protocol allows 50 MB, a bomb has more."""
_SNIFFED = 2048
JOB_PATH = re.compile(
    r"/(?:jobs?|careers?/(?:job|position|opening)s?|(?:view|show)-?job|postings?|vacanc(?:y|ies)|positions?|openings?|"
    r"job[-_]?(?:details?|openings?|postings?|listings?|descriptions?|offers?|view)|current-openings?|"
    r"opportunit(?:y|ies)|requisitions?|careers?(?=/[^/?#]*[\d-]))/[^/?#]+",
    re.IGNORECASE,
)
_LIST_PATH = re.compile(
    r"/(?:search\w*|all|index|categor(?:y|ies)|page|tag|locations?|log-?in|register|jobdetails?)(?:[.?#]|/[^/\d]*$|$)"
    r"|/(?:search|category|categories|page|tag|locations?)/",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sitemap:
    """What a sitemap lists."""

    urls: tuple[str, ...]
    is_index: bool
    """The urls are of further sitemaps."""
    fault: str | None = None
    """Why not all of it could be read."""


def named_in_robots(text: str, url: str) -> list[str]:
    """Return the sitemaps that a robots.txt names; its Sitemap lines stand outside its groups."""
    return list(
        filter(
            None, dict.fromkeys(absolute_url(url, item) for item in _ROBOTS_SITEMAP.findall(text))
        )
    )


def unpacked(body: bytes) -> tuple[bytes, str | None]:
    """Return a body without its gzip, and why not all of it could be unpacked."""
    if not body.startswith(_GZIP):
        return body, None
    stream = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        data = stream.decompress(body, _MOST_EXPANDED)
    except zlib.error as error:
        return b"", f"cannot unpack: {error}"
    if stream.unconsumed_tail:
        return data, "cannot unpack all: larger than a sitemap may be"
    return data, None if stream.eof else "cannot unpack all: it is cut short"


def read_sitemap(body: bytes, url: str, *, expected: bool = False) -> Sitemap | None:
    """Return what a body lists; None for one that is no sitemap.

    A sitemap may also be a text of one url a line, where a sitemap is `expected`.
    """
    kind = _KIND.search(body[:_SNIFFED])
    if kind is None:
        lines = body.decode("utf-8-sig", "replace").split() if expected and b"<" not in body else []
        urls = [line for line in lines if line.startswith(("http://", "https://"))]
        return Sitemap(tuple(urls), is_index=False) if lines and len(urls) == len(lines) else None
    text = body.decode("utf-8", "replace")
    said = filter(None, _locations(text))
    found = dict.fromkeys(
        item for loc in said if (item := absolute_url(url, loc)) and host_of(item)
    )
    name = kind[1].decode("ascii").lower()
    whole = re.search(rf"</(?:\w{{1,20}}:)?{name}\s*>", text[-_SNIFFED:], re.IGNORECASE)
    return Sitemap(
        tuple(found), name == "sitemapindex", None if whole else "the sitemap is cut short"
    )


def _locations(text: str) -> Iterator[str]:
    for found in _LOC.finditer(text):
        end = text.find("</", found.end())
        if end < 0:
            return
        said = text[found.end() : end].strip()
        if said.startswith(_CDATA):
            yield said.removeprefix(_CDATA).removesuffix("]]>").strip()
        else:
            yield html.unescape(said)


def is_job_page(url: str) -> bool:
    """Return whether a url's path is that of one job's page, as job systems name them."""
    path = urlsplit(url).path
    return bool(JOB_PATH.search(path)) and not _LIST_PATH.search(path)


def job_part(url: str) -> str:
    """Return the part of a job's path that is about the job: what stands before is the site's."""
    path = unquote(urlsplit(url).path)
    match = JOB_PATH.search(path)
    return path[match.start() :].split("/", 2)[-1] if match else path
