"""Load rules from `rules/*.toml` of a package: each has its reason, hits and near-misses.

The allowed keys are the dataclass's fields, so that a rule cannot say what nobody reads.
"""

import re
from dataclasses import MISSING, dataclass, fields
from functools import cache
from importlib.resources import files
from typing import TypeVar

from crawler.errors import Failed


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule: what it finds, why it exists, and the examples that prove it."""

    id: str
    why: str
    hits: tuple[str, ...]
    """Texts it must fire on."""
    misses: tuple[str, ...]
    """Near-misses it must leave alone."""
    pattern: str = ""
    """A regular expression over folded text; {name} in it stands for a piece of `rules/parts.toml`."""

    def search(self, folded: str) -> re.Match[str] | None:
        """Return the first match in a folded text."""
        return re.compile(self.pattern).search(folded)


R = TypeVar("R", bound=Rule)

_PARTS = "parts"
_PART = re.compile(r"\{([a-z_]+)\}")


def load_rules(name: str, cls: type[R], package: str = "pipeline") -> tuple[R, ...]:
    """Return the rules of a package's `rules/NAME.toml`, in file order.

    Raises:
        Failed: unreadable TOML, an unknown or missing key, an id used twice.
    """
    import tomllib  # noqa: PLC0415 -- scoring imports rule classes and never loads a rule

    path = files(package).joinpath("rules", f"{name}.toml")
    try:
        tables = tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise Failed(f"rules/{name}.toml: {error}") from error
    extra = sorted(set(tables) - {"rule"})
    if extra:
        raise Failed(f"rules/{name}.toml: unknown table {', '.join(extra)}; rules are [[rule]]")
    pieces: dict[str, str] | None = {} if name == _PARTS else None
    rules = tuple(_rule(name, table, cls, pieces) for table in tables.get("rule", ()))
    ids = [rule.id for rule in rules]
    twice = sorted({item for item in ids if ids.count(item) > 1})
    if twice:
        raise Failed(f"rules/{name}.toml: id used twice: {', '.join(twice)}")
    return rules


@cache
def _parts() -> dict[str, str]:
    """Return the patterns of `rules/parts.toml` by the ids of their rules."""
    return {part.id: part.pattern for part in load_rules(_PARTS, Rule)}


def _expanded(where: str, pattern: str, parts: dict[str, str] | None = None) -> str:
    """Return a pattern with its pieces put in.

    Raises:
        Failed: a piece that is not there.
    """

    def piece(match: re.Match[str]) -> str:
        known = _parts() if parts is None else parts
        if match[1] not in known:
            raise Failed(f"{where}: no piece {match[0]}; known: {', '.join(known)}")
        return f"(?:{known[match[1]]})"

    return _PART.sub(piece, pattern)


def _rule(name: str, table: dict[str, object], cls: type[R], parts: dict[str, str] | None) -> R:
    where = f"rules/{name}.toml: rule {table.get('id', '?')}"
    allowed = {field.name: field for field in fields(cls)}
    unknown = sorted(set(table) - set(allowed))
    if unknown:
        raise Failed(f"{where}: unknown key {', '.join(unknown)}; known: {', '.join(allowed)}")
    missing = [
        key for key, field in allowed.items() if field.default is MISSING and key not in table
    ]
    if missing:
        raise Failed(f"{where}: missing {', '.join(missing)}")
    values = {
        key: tuple(value) if isinstance(value, list) else value for key, value in table.items()
    }
    pattern = values.get("pattern")
    if isinstance(pattern, str):
        values["pattern"] = whole = _expanded(where, pattern, parts)
        if parts is not None:
            parts[str(values["id"])] = whole
    return cls(**values)  # type: ignore[arg-type] # keys are the fields; types are TOML's own
