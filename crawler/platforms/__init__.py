"""One module a job system: plain request builders and parsers, no Scrapy.

Each module has a `PLATFORM`; modules are discovered, so a new platform is one new file.
"""

import importlib
import pkgutil
from functools import cache

from crawler.platforms.base import Fetch, Page, Parsed, Platform, Problem

__all__ = [
    "Fetch", "Page", "Parsed", "Platform", "Problem",
    "find_platform", "load_platforms", "read_by_url",
]  # fmt: skip
GUESSED = 3
"""The precedence of what reads pages that say nothing in any form."""


@cache
def load_platforms() -> dict[str, Platform]:
    """Return the platforms by name in the order in which they are asked for a url."""
    names = [module.name for module in pkgutil.iter_modules(__path__) if module.name != "base"]
    found = [importlib.import_module(f"{__name__}.{name}").PLATFORM for name in names]
    found.sort(key=lambda platform: (platform.precedence, platform.name))
    return {platform.name: platform for platform in found}


def find_platform(url: str) -> Platform:
    """Return the platform whose url this is; a site of an employer's own is read by JSON-LD."""
    for platform in load_platforms().values():
        if platform.recognises(url):
            return platform
    raise ValueError(f"no platform reads {url!r}")


def read_by_url(source: str, page: Page, *, guess: bool = True) -> Parsed:
    """Read a page by the platforms whose url it is, in order, until one finds something in it.

    Without `guess`, a page that says nothing in a system's form or in markup has nothing.
    """
    first = None
    for platform in load_platforms().values():
        if platform.recognises(page.url) and (guess or platform.precedence < GUESSED):
            parsed = platform.parse(source, page)
            if parsed.postings or parsed.listed or parsed.fetches:
                return parsed
            if first is None or (parsed.problems and not first.problems):
                first = parsed
    return first or Parsed(problems=(Problem(page.url, "no platform reads this address"),))
