"""Load rules from `rules/*.toml` of a package: each has its reason, hits and near-misses.

The allowed keys are the dataclass's fields, so that a rule cannot say what nobody reads.
"""

import re
from dataclasses import MISSING, dataclass, fields
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
    """A regular expression over folded text."""

    def search(self, folded: str) -> re.Match[str] | None:
        """Return the first match in a folded text."""
        return re.compile(self.pattern).search(folded)


R = TypeVar("R", bound=Rule)


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
    rules = tuple(_rule(name, table, cls) for table in tables.get("rule", ()))
    ids = [rule.id for rule in rules]
    twice = sorted({item for item in ids if ids.count(item) > 1})
    if twice:
        raise Failed(f"rules/{name}.toml: id used twice: {', '.join(twice)}")
    return rules


def _rule(name: str, table: dict[str, object], cls: type[R]) -> R:
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
    return cls(**values)  # type: ignore[arg-type] # keys are the fields; types are TOML's own
