"""The operator's list of employers: one table a source, read without losing the good lines."""

import re
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import MISSING, Field, dataclass, field, fields
from math import inf
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from crawler.errors import WrongUse
from crawler.health import FIELDS
from crawler.platforms import Platform, find_platform, load_platforms

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,79}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One employer's public board."""

    name: str
    """Lower case, digits, `.`, `-`, `_`: it is a file's name and part of every posting id."""
    url: str
    """The board as a person opens it, or its API."""
    platform: str = ""
    """Found from the url where it is left out."""
    employer: str = ""
    """Used where the board does not name the employer."""
    expect_min: int = 0
    """Fewer postings than this need attention."""
    expect_fill: dict[str, float] = field(default_factory=dict)
    """Share of the postings, 0 to 1, that must have a field: `{ pay = 0.3 }`."""
    delay: float | None = None
    """Seconds between requests; a longer Crawl-delay of the site stands."""
    title_words: tuple[str, ...] = ()
    """Fetch only details whose title holds one of these, "*" for all; empty: the crawler's list."""
    private: bool = False
    """Its host may stand on a private network, as an intranet's does."""
    verified: bool = False
    """`crawler check` has seen it work."""
    note: str = ""


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_words(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) and item for item in value)


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_seconds(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < inf


def _is_shares(value: object) -> bool:
    return isinstance(value, dict) and all(
        name in FIELDS and _is_seconds(share) and share <= 1 for name, share in value.items()
    )


_KIND_OF: dict[str, tuple[Callable[[object], bool], str]] = {
    "str": (_is_text, "text in quotes"),
    "int": (_is_count, "a whole number, 0 or more"),
    "float | None": (_is_seconds, "a number of seconds, 0 or more"),
    "tuple[str, ...]": (_is_words, 'a list of words, as ["manager"]'),
    "dict[str, float]": (_is_shares, f"shares from 0 to 1 of {', '.join(FIELDS)}"),
    "bool": (lambda value: isinstance(value, bool), "true or false"),
}
"""How a value of each type of `Source` is checked, and what to write for it."""


@dataclass(frozen=True, slots=True)
class SourceFault:
    """A line of the source list that cannot be used, and what to do about it."""

    name: str
    message: str


@dataclass(frozen=True, slots=True)
class SourceList:
    """The usable sources and the faults beside them."""

    sources: tuple[Source, ...]
    faults: tuple[SourceFault, ...]
    contact: str = ""
    """Whom a site's owner may write to; it stands in the user agent."""

    def named(self, names: Iterable[str]) -> tuple[Source, ...]:
        """Return the sources of some names, all for none.

        Raises:
            WrongUse: a name that is not in the list.
        """
        wanted = tuple(names)
        by_name = {source.name: source for source in self.sources}
        faulty = {fault.name: fault.message for fault in self.faults}
        for name in wanted:
            if name in faulty:
                raise WrongUse(faulty[name])
            if name not in by_name:
                known = ", ".join(sorted(by_name)[:8]) or "none"
                raise WrongUse(f"no source named {name!r} in the list; it has: {known}")
        return tuple(by_name[name] for name in wanted) if wanted else self.sources


def load_sources(path: Path) -> SourceList:
    """Read a source list; a faulty table is reported and the others go on.

    Raises:
        WrongUse: no such file, or not TOML at all.
    """
    try:
        tables = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise WrongUse(f"cannot read {path}: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WrongUse(f"{path}: not TOML: {error}; mend that line and run again") from error
    unknown = sorted(set(tables) - {"source", "contact"})
    if unknown:
        keys = ", ".join(unknown)
        raise WrongUse(f"{path}: unknown key {keys}; it has `contact` and tables [[source]]")
    contact, listed = tables.get("contact", ""), tables.get("source", [])
    if not isinstance(contact, str) or not contact.isprintable():
        raise WrongUse(f"{path}: contact must be an address in quotes, on one line")
    if not isinstance(listed, list) or not all(isinstance(table, dict) for table in listed):
        raise WrongUse(f"{path}: each source is a table of its own; write [[source]] above it")
    sources: dict[str, Source] = {}
    faults: list[SourceFault] = []
    for number, table in enumerate(listed, 1):
        name = str(table.get("name") or f"source {number}")
        try:
            source = _source(table)
        except ValueError as error:
            faults.append(SourceFault(name, f"{path}: source {name!r}: {error}"))
            continue
        if source.name in sources:
            message = f"{path}: source {name!r}: the name is used twice; give this line another"
            faults.append(SourceFault(name, message))
        else:
            sources[source.name] = source
    return SourceList(tuple(sources.values()), tuple(faults), contact)


def _source(table: dict[str, Any]) -> Source:
    allowed = {item.name: item for item in fields(Source)}
    unknown = sorted(set(table) - set(allowed))
    if unknown:
        raise ValueError(f"unknown key {', '.join(unknown)}; known: {', '.join(allowed)}")
    needed = [k for k, f in allowed.items() if f.default is f.default_factory is MISSING]
    missing = [key for key in needed if not table.get(key)]
    if missing:
        raise ValueError(f"missing {', '.join(missing)}")
    for key, value in table.items():
        fits, wanted = _KIND_OF[_type_name(allowed[key])]
        if not fits(value):
            raise ValueError(f"{key} is {value!r}; it must be {wanted}")
    values: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in table.items()
    }
    source = Source(**values)
    if not _NAME.fullmatch(source.name):
        raise ValueError("the name may have lower-case letters, digits, '.', '-' and '_' only")
    parts = urlsplit(source.url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(f"bad url {source.url!r}; give it as https://host/path")
    platform = platform_of(source)
    platform.start(source.url)  # raises where the url names no board of its system
    return Source(**(values | {"platform": platform.name}))


def _type_name(item: Field[Any]) -> str:
    return item.type.__name__ if isinstance(item.type, type) else str(item.type)


def platform_of(source: Source) -> Platform:
    """Return the platform a source names or its url shows.

    Raises:
        ValueError: neither names a platform we know.
    """
    platforms = load_platforms()
    if source.platform:
        if source.platform not in platforms:
            known = ", ".join(sorted(platforms))
            raise ValueError(f"unknown platform {source.platform!r}; choose from {known}")
        platform = platforms[source.platform]
        if not platform.recognises(source.url):
            raise ValueError(f"{source.url!r} is no {platform.name} url; {platform.url_help}")
        return platform
    return find_platform(source.url)
