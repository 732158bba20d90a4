"""Write `docs/platforms.md` from the platforms' own words: `python -m crawler.platforms_page`."""

import inspect
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from crawler.platforms import Platform, load_platforms

_PAGE = Path("docs/platforms.md")
_ASKED = (
    "Job systems, by their own addresses",
    "Feeds and archives, by theirs",
    "Any site whose pages carry markup",
    "Any other page",
)
"""Headings by `precedence`: who is asked first whether a url is its own."""


def render() -> str:
    """Return the page: what each platform is, its addresses, what is read, and its traps."""
    platforms = load_platforms().values()
    lines = [
        "# Platforms",
        "",
        f"{len(platforms)} platforms, made from `crawler/platforms/` (`make docs`), in the order in which they are",
        "asked whether a source's url is theirs; `platform = ...` in `sources.toml` names one where the url",
        "does not tell. Unverified: no real response was at hand, the shape is known from documents only, or,",
        "for a plain page, guessed. `crawler add` shows what it reads of a board.",
    ]  # fmt: skip
    for precedence, members in groupby(platforms, key=lambda platform: platform.precedence):
        lines += ["", f"## {_ASKED[precedence]}"]
        for platform in members:
            mark = "" if platform.verified else " (unverified)"
            lines += ["", f"**{platform.name}**{mark}", *_facts(platform)]
    return "\n".join(lines) + "\n"


def _facts(platform: Platform) -> Iterator[str]:
    """Yield the lines of a platform: its module's docstring says what is read, then what to know."""
    module = inspect.getdoc(sys.modules[type(platform).__module__]) or ""
    reads, _, known = module.partition("\n")
    told = {
        "reads": reads,
        "hosts": inspect.getdoc(type(platform)) or "",
        "url": platform.url_help,
        "to know": " ".join(known.split()),
    }
    for name, words in told.items():
        if words:
            shown = words.removeprefix("give ").replace("<", "&lt;")  # Markdown lets tags through
            yield f"- {name}: {shown}"


if __name__ == "__main__":
    _PAGE.write_text(render(), "utf-8")
