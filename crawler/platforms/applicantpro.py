"""ApplicantPro (also as isolved): job pages found through the sitemap, read by their JSON-LD.

Its dates are odd ("2031-09-09 00:00:00T23:59") and far ahead: such a last day states nothing.
"""

import re
from typing import ClassVar
from urllib.parse import urlsplit

from crawler.platforms.base import Fetch, host_of, in_path, origin_of
from crawler.platforms.jsonld import JsonLd, page_key

_JOB = re.compile(r"/jobs/(\d+)(?:[./-]|$)")
_HOSTS = (".applicantpro.com", ".isolvedhire.com")


class ApplicantPro(JsonLd):
    """COMPANY.applicantpro.com."""

    name: ClassVar[str] = "applicantpro"
    url_help: ClassVar[str] = "give https://COMPANY.applicantpro.com/jobs/"
    precedence: ClassVar[int] = 0

    def recognises(self, url: str) -> bool:
        """Return whether a url is of an employer's host at ApplicantPro."""
        return host_of(url).endswith(_HOSTS)

    def start(self, url: str) -> tuple[Fetch, ...]:
        """Return the sitemap given, else robots.txt, which names the sitemaps."""
        return super().start(url if urlsplit(url).path.endswith(".xml") else f"{origin_of(url)}/")

    def key_of(self, url: str) -> str:
        """Return the job's number."""
        return in_path(url, _JOB) or page_key(url)


PLATFORM = ApplicantPro()
