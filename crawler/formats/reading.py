"""Small readers that platforms share: JSON bodies, days, figures, empty values."""

import html
import json
import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

from selectolax.lexbor import LexborNode

from crawler.platforms.base import Page
from crawler.posting import Json, RawLocation, RawPay, whole_characters

_NOTHING = frozenset(
    ("", "n/a", "na", "none", "null", "unavailable", "not displayed", "not specified", "-")
)
_EARLIEST_YEAR = 1990
_LATEST_YEARS_AHEAD = 2
_HALF = re.compile(r"\\u[dD][89a-fA-F]")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z?))?$")
_ISO = re.compile(
    r"(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?"
)
_SHORT_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})$")
_US = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_NAMED = (
    "%d-%b-%Y", "%b %d, %Y", "%B %d, %Y", "%A, %B %d, %Y", "%d %b %Y", "%d %B %Y", "%a, %d %b %Y",
    "%a %b %d %H:%M:%S UTC %Y",
)  # fmt: skip
_FRACTION = re.compile(r"(\d{2}:\d{2}:\d{2}):\d+$")
MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>|&(?:[a-zA-Z]{2,8}|#\d{1,6}|#x[0-9a-fA-F]{1,5});")
_STATES_PAY = re.compile(r"[1-9]")
_AGO = re.compile(r"(\d+)(\+)?\s*(day|week|month|hour)s?\s+ago", re.IGNORECASE)


def load_json(page: Page) -> Json:
    """Return the JSON of a page; raw control characters in strings are let through.

    Raises:
        ValueError: not JSON.
    """
    text = page.body.decode("utf-8-sig", "replace")
    data = json.loads(text, strict=False)
    # Halves of characters come by escapes only; most answers have none to look through.
    return whole_characters(data) if _HALF.search(text) else data


def part(value: Json, *names: str) -> Json:
    """Return what stands under names, one inside the other; None where anything is missing."""
    for name in names:
        if not isinstance(value, dict):
            return None
        value = value.get(name)
    return value


def items(value: Json) -> list[Json]:
    """Return a list's items; none where it is no list."""
    return value if isinstance(value, list) else []


def listed(value: Json) -> list[Json]:
    """Return what some answers give as a list, and others, where it is one thing, by itself."""
    return value if isinstance(value, list) else [] if value in (None, "") else [value]


def words(value: Json) -> str | None:
    """Return a value as text without outer white space; None where it says nothing."""
    if value is None or isinstance(value, bool | dict | list):
        return None
    text = " ".join(str(value).split())
    return None if text.lower() in _NOTHING else text


def named(value: Json, *names: str) -> str | None:
    """Return a text, or what the first of some names says in an object: {"label": "Full-time"}."""
    if not isinstance(value, dict):
        return words(value)
    return next((said for said in map(words, map(value.get, names)) if said), None)


def joined(values: Iterable[Json]) -> str | None:
    """Return the different values that say something, joined by ", "."""
    return ", ".join(dict.fromkeys(filter(None, map(words, values)))) or None


def whole(value: Json) -> int | None:
    """Return a whole number, 0 or more, also where it is spelt as text; None where it is none."""
    text = words(value)
    return int(text) if text and text.isdecimal() else None


def words_in(node: LexborNode | None) -> str | None:
    """Return the words of a part of a page; None where it is not there or says nothing."""
    return words(node.text(separator=" ")) if node is not None else None


def figure(value: Json) -> str | None:
    """Return a pay figure as the source spells it; None for 0, N/A and words."""
    text = words(value)
    if text is None:
        return None
    plain = text.replace(",", "").lstrip("$").strip()
    try:
        return plain if float(plain) > 0 else None
    except ValueError:
        return None


def day(value: Json, now: datetime) -> str | None:
    """Return a stated date as ISO 8601, with its time and offset where the source gives them.

    Sentinels (before 1990, more than two years ahead) state nothing.
    """
    text = words(value)
    if text is None:
        return None
    stated = _iso_of(text)
    if stated is None:
        return None
    year = int(stated[:4])
    return stated if _EARLIEST_YEAR <= year <= now.year + _LATEST_YEARS_AHEAD else None


def _iso_of(text: str) -> str | None:
    compact = _COMPACT.fullmatch(text)
    if compact:
        text = f"{compact[1]}-{compact[2]}-{compact[3]}" + (
            f"T{compact[4]}:{compact[5]}:{compact[6]}{compact[7]}" if compact[4] else ""
        )
    iso = _ISO.match(text)
    try:
        if iso:
            date.fromisoformat(iso[1])
            if iso[2] and iso[3]:
                offset = iso[3] if iso[3][0] in "+-" else "+00:00"
                return datetime.fromisoformat(f"{iso[1]}T{iso[2]}{offset}").isoformat()
            return iso[1]
        short = _SHORT_ISO.match(text)
        if short:
            return date(*map(int, short.groups())).isoformat()
        american = _US.match(text)
        if american:
            return date(int(american[3]), int(american[1]), int(american[2])).isoformat()
    except ValueError:
        return None
    for form in _NAMED:
        try:
            return datetime.strptime(text, form).date().isoformat()  # noqa: DTZ007 -- only its day
        except ValueError:
            continue
    try:
        moment = parsedate_to_datetime(_FRACTION.sub(r"\1", text))
    except (ValueError, TypeError):
        return None
    return moment.isoformat() if moment.tzinfo else moment.date().isoformat()


def is_past(valid_through: str | None, now: datetime) -> bool:
    """Return whether the last day of a posting, as `day` returns it, is over."""
    return valid_through is not None and valid_through[:10] < now.date().isoformat()


def days_ago(text: str | None, now: datetime) -> str | None:
    """Return the day of "Posted Today", "Posted 3 Days Ago"; None for "30+": only a floor."""
    if not text:
        return None
    lower = text.lower()
    if "today" in lower or "just posted" in lower:
        return now.date().isoformat()
    if "yesterday" in lower:
        return (now.date() - timedelta(days=1)).isoformat()
    match = _AGO.search(lower)
    if match is None or match[2]:
        return None
    number = int(match[1])
    scale = {"hour": 0, "day": 1, "week": 7, "month": 30}[match[3]]
    return (now.date() - timedelta(days=number * scale)).isoformat()


def instant(milliseconds: Json) -> str | None:
    """Return an instant given in milliseconds since 1970 as ISO 8601 in UTC."""
    if isinstance(milliseconds, bool) or not isinstance(milliseconds, int | float):
        return None
    try:
        return datetime.fromtimestamp(milliseconds / 1000, UTC).isoformat()
    except (OverflowError, ValueError, OSError):
        return None


def place(
    said: Json = None,
    *,
    city: Json = None,
    state: Json = None,
    postal_code: Json = None,
    country: Json = None,
) -> RawLocation | None:
    """Return a place, in the source's words or in those of its parts; None where all are empty."""
    parts = {
        "city": words(city),
        "state": words(state),
        "postal_code": words(postal_code),
        "country": words(country),
    }
    text = words(said) or joined(parts.values())
    return RawLocation(words=text, **parts) if text else None


def places(found: Iterable[RawLocation | None]) -> tuple[RawLocation, ...]:
    """Return the different places in order."""
    return tuple(dict.fromkeys(item for item in found if item is not None))


def pay(
    low: Json = None,
    high: Json = None,
    *,
    unit: Json = None,
    currency: Json = None,
    said: Json = None,
) -> RawPay | None:
    """Return pay in figures, in words, or both; None where neither has a figure above zero."""
    least, most = figure(low), figure(high)
    if least and most and float(least) > float(most):
        least, most = most, least
    text = words(said)
    text = text if text and _STATES_PAY.search(text) else None
    if least is None and most is None and text is None:
        return None
    return RawPay(words=text, min=least, max=most, unit=words(unit), currency=words(currency))


def lines(value: Json) -> str | None:
    """Return a text that some answers give as a list of its lines."""
    said = [item.strip() for item in listed(value) if isinstance(item, str) and item.strip()]
    return "\n".join(said) or None


def pay_span(bands: Iterable[tuple[Json, Json, Json, Json]], *, said: Json = None) -> RawPay | None:
    """Return the span of several bands (low, high, unit, currency) of pay.

    Only those that share unit and currency with the first that has a figure are of one kind.
    """
    kinds: dict[tuple[str | None, str | None], tuple[list[str], list[str]]] = {}
    for low, high, unit, currency in bands:
        least, most = figure(low), figure(high)
        if least or most:
            lows, highs = kinds.setdefault((words(unit), words(currency)), ([], []))
            lows += [least] if least else []
            highs += [most] if most else []
    if not kinds:
        return pay(said=said)
    (unit, currency), (lows, highs) = next(iter(kinds.items()))
    low, high = min(lows, key=float, default=None), max(highs, key=float, default=None)
    return pay(low, high, unit=unit, currency=currency, said=said)


def sections(parts: Iterable[tuple[str | None, Json]]) -> str:
    """Return the parts of a description as HTML in reading order, each under its heading."""
    found = []
    for heading, value in parts:
        if not isinstance(value, str) or not value.strip():
            continue
        title = f"<h3>{html.escape(heading, quote=False)}</h3>\n" if heading else ""
        found.append(title + as_html(value.strip()))
    return "\n".join(found)


def as_html(text: str) -> str:
    """Return a text as HTML: as it is where it has markup, its lines kept where it has none."""
    return text if MARKUP.search(text) else plain_as_html(text)


def plain_as_html(text: str) -> str:
    """Return a text that is no markup, whatever it looks like, as HTML with its lines."""
    return html.escape(text, quote=False).replace("\n", "<br>\n")
