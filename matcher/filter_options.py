"""The options that choose postings, and the filters they ask for."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import click

from crawler.command import F
from crawler.errors import WrongUse

if TYPE_CHECKING:  # they load numpy, and help starts fast
    from matcher.filters import Filters, Near
    from matcher.index import Index
    from matcher.resume import Resume

_OPTIONS = (
    click.option("--state", "states", multiple=True, metavar="XX", help="Only postings in this state; may be given again."),
    click.option("--near", metavar="ZIP", help="Only postings with a place near this ZIP code. Default with --within: your profile's."),
    click.option("--within", type=click.FloatRange(0, min_open=True), metavar="MILES", help="How near, as the crow flies. Default with --near: 25."),
    click.option("--remote", is_flag=True, help="Only remote postings."),
    click.option("--workplace", "workplaces", multiple=True, type=click.Choice(["on_site", "hybrid", "remote"]), help="Only postings of this workplace; may be given again."),
    click.option("--pay-min", "--min-pay", "min_pay", type=float, metavar="DOLLARS", help="Only postings that pay at least this a year."),
    click.option("--full-time", "employment_types", flag_value="full_time", multiple=True, help="Only full-time postings."),
    click.option("--part-time", "employment_types", flag_value="part_time", multiple=True, help="Only part-time postings; with --full-time, either."),
    click.option("--setting", "settings", multiple=True, metavar="WORDS", help="Only this kind of practice: dental, urgent care, cardiology …; may be given again."),
    click.option("--posted-since", type=click.DateTime(["%Y-%m-%d"]), metavar="DAY", help="Only postings of this day (2026-11-01) or later."),
    click.option("--keep-unknown", is_flag=True, help="Keep postings that do not state what a filter asks about."),
    click.option("--all", "show_all", is_flag=True, help="Also postings marked as applied to or dismissed."),
    click.option("--all-occupations", is_flag=True, help="Also postings of other occupations."),
)  # fmt: skip
_MILES = 25.0
_LEAST_YEARLY = 1_000


def with_filters(function: F) -> F:
    """Add the options that `chosen_filters` reads."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function


def chosen_filters(
    index: "Index",
    marks: Iterable[str],
    resume: "Resume",
    *,
    states: tuple[str, ...],
    near: str | None,
    within: float | None,
    remote: bool,
    workplaces: tuple[str, ...],
    min_pay: float | None,
    employment_types: tuple[str, ...],
    settings: tuple[str, ...],
    posted_since: datetime | None,
    keep_unknown: bool,
    show_all: bool,
    all_occupations: bool,
) -> "Filters":
    """Return the filters that the options ask for.

    `marks` are the ids of the postings that the person has done with.

    Raises:
        WrongUse: a state, ZIP code or setting is none, or the pay is no year's.
    """
    from matcher.filters import Filters  # noqa: PLC0415 -- help starts fast
    from matcher.marks import hidden_numbers  # noqa: PLC0415 -- idem

    if min_pay is not None and min_pay < _LEAST_YEARLY:
        raise WrongUse(
            f"--pay-min is a year's pay; {min_pay:g} an hour is {min_pay * 2080:,.0f}".replace(
                ",", ""
            )
        )
    return Filters(
        states=tuple(_state(words) for words in states),
        min_pay=min_pay,
        workplaces=(*workplaces, *(["remote"] if remote else [])),
        all_occupations=all_occupations,
        near=_near(index, resume, near, within),
        employment_types=employment_types,
        settings=tuple(concept for words in settings for concept in _settings(index, words)),
        posted_since=None if posted_since is None else _day(posted_since),
        hidden=() if show_all else hidden_numbers(index, marks),
        keep_unknown=keep_unknown,
    )


def _day(instant: datetime) -> date:
    return instant.date()


def _state(words: str) -> str:
    from pipeline.states import state_code  # noqa: PLC0415 -- help starts fast

    code = state_code(words)
    if code is None:
        raise WrongUse(f"--state {words!r} is no US state; give it as TX or Texas")
    return code


def _near(
    index: "Index", resume: "Resume", zip_code: str | None, within: float | None
) -> "Near | None":
    """Return the circle asked for; its middle is the profile's own place where none is named."""
    from matcher.filters import Near  # noqa: PLC0415 -- help starts fast

    if zip_code is None and within is None:
        return None
    if zip_code is None:
        location: dict[str, Any] = resume.basics.get("location") or {}
        zip_code = str(location.get("postalCode") or "")[:5]
        if not zip_code:
            raise WrongUse(
                "the profile states no basics.location.postalCode; say --near ZIP --within MILES"
            )
    if not index.knows_zip(zip_code):
        raise WrongUse(f"--near {zip_code!r} is no US ZIP code; it has five digits")
    return Near(zip_code, within or _MILES)


def _settings(index: "Index", words: str) -> list[str]:
    """Return the settings and specialties that words name: "dental" is an office and a specialty."""
    from pipeline.spelling import spellings  # noqa: PLC0415 -- help starts fast

    wanted = words.strip().lower()
    named = {}
    for concept in index.taxonomy:
        if concept.kind in ("setting", "specialty"):
            plain = concept.id.partition("-")[2]
            forms = (concept.id, plain, plain.replace("-", " "), concept.label, *concept.forms)
            known = {spelling.lower() for form in forms for spelling in spellings(form)}
            named[concept.id] = wanted in known
    found = [concept for concept, is_named in named.items() if is_named]
    if not found:
        known_ids = ", ".join(sorted({concept.partition("-")[2] for concept in named}))
        raise WrongUse(f"--setting {words!r} is not known; known: {known_ids}")
    return found
