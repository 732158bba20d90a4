"""Show rankings and explanations to people."""

import shutil
from collections.abc import Iterable, Mapping
from typing import Any

import click

from matcher.rank import Result
from matcher.score import Judged
from pipeline.concepts import Taxonomy
from pipeline.labels import label_of

_WORDS = {"met": "have", "partly": "partly", "unmet": "missing", "unknown": "not known"}
_COLOURS = {"met": "green", "partly": "yellow", "unmet": "red", "unknown": "cyan"}
_MARKS = {"met": "+", "partly": "~", "unmet": "-", "unknown": "?"}
_SHOWN = 4
_PERIODS = {
    "hour": "an hour", "day": "a day", "week": "a week", "two_weeks": "every two weeks",
    "half_month": "twice a month", "month": "a month", "year": "a year", "visit": "a visit",
}  # fmt: skip
_UNIT_NAMES = {"required": "", "preferred": " (preferred)", "not_required": " (not required)"}


def terminal_width() -> int:
    """Return the columns to fill: those of the terminal, at most 120."""
    return min(shutil.get_terminal_size((100, 24)).columns, 120)


def ranking(results: list[Result], taxonomy: Taxonomy, name: str, considered: str) -> Iterable[str]:
    """Yield the lines of a ranking: each posting with what speaks for it and what is missing."""
    width = terminal_width()
    yield click.style(
        f"{len(results)} best of {considered}{f' for {name}' if name else ''}", bold=True
    )
    for result in results:
        detail, score = result.detail, result.score
        yield ""
        head = f"{result.rank:>3}. {score.hundredths / 100:6.2f}  "
        yield click.style(head, bold=True) + click.style(
            cut(detail["title"], width - len(head)), bold=True
        )
        facts = [detail["employer"], _places(detail["places"]), pay_words(detail)]
        yield cut(" " * 13 + " · ".join(fact for fact in facts if fact), width)
        for label, outcomes, colour in (
            ("for you", ("met",), "green"),
            ("partly", ("partly",), "yellow"),
            ("missing", ("unmet",), "red"),
            ("not known", ("unknown",), "cyan"),
        ):
            said = _summary(score.requirements, outcomes, taxonomy)
            if said:
                yield click.style(f"    {label:>9}  ", fg=colour) + cut(said, width - 15)
        if score.possible > score.hundredths:
            yield f"{' ' * 13}up to {score.possible / 100:.2f} if all that is not known were met"
        yield click.style(cut(f"{' ' * 13}{detail['posting_id']}", width), dim=True)


def explanation(result: Result, taxonomy: Taxonomy) -> Iterable[str]:
    """Yield the lines of one explained score: parts, then requirement by requirement."""
    detail, score = result.detail, result.score
    width = terminal_width()
    yield click.style(detail["title"], bold=True)
    facts = [detail["employer"], _places(detail["places"]), pay_words(detail), detail["url"]]
    yield " · ".join(fact for fact in facts if fact)
    yield ""
    yield (
        click.style(f"Score {score.hundredths / 100:.2f}", bold=True)
        + f" of 100, rank {result.rank}; possible {score.possible / 100:.2f}"
    )
    for part in score.parts:
        yield f"  {part.hundredths / 100:7.2f}  {part.name}"
    for note in score.notes:
        yield f"  note: {note}"
    yield ""
    group = None
    for judged in score.requirements:
        row = judged.row
        if row["group"] is not None and row["group"] != group:
            yield "  one of these:"
        group = row["group"]
        yield from _requirement_lines(judged, taxonomy, width)


def _requirement_lines(judged: Judged, taxonomy: Taxonomy, width: int) -> Iterable[str]:
    row, outcome = judged.row, judged.credit.outcome
    indent = "    " if row["group"] is not None else "  "
    if row["strength"] == "not_required":
        outcome_words, colour, mark = "not needed", None, " "
    else:
        outcome_words, colour, mark = _WORDS[outcome], _COLOURS[outcome], _MARKS[outcome]
    option = f"option {row['option']}: " if row["group"] is not None else ""
    label = f"{option}{label_of(row, taxonomy)}{_UNIT_NAMES[row['strength']]}"
    if row["within_days_of_hire"]:
        label += f", within {row['within_days_of_hire']} days of hire"
    points = f"{judged.hundredths / 100:5.2f}"
    yield (
        indent
        + click.style(f"{mark} {outcome_words:<10}", fg=colour)
        + f" {points}  {cut(label, width - len(indent) - 21)}"
    )
    yield click.style(
        cut(f'{indent}{" " * 20}they say: "{flat(row["evidence"])}"', width), dim=True
    )
    if judged.credit.words:
        yield click.style(
            cut(f'{indent}{" " * 20}you say:  "{flat(judged.credit.words)}"', width), dim=True
        )


def pay_words(detail: Mapping[str, Any]) -> str:
    """Return the pay as people say it; "pay not stated" where it is not."""
    unit = detail["pay_unit"]
    if not unit:
        return "pay not stated"
    low, high = detail["pay_min"], detail["pay_max"]
    if low is None:
        said = f"up to {money(high)}"
    elif high is None:
        said = f"from {money(low)}"
    else:
        said = money(low) if low == high else f"{money(low)} to {money(high)}"
    return f"{said} {_PERIODS[unit]}"


def _summary(rows: Iterable[Judged], outcomes: tuple[str, ...], taxonomy: Taxonomy) -> str:
    """Return what of some outcome weighs most, each thing once.

    What another option of its group already meets is not missing.
    """
    rows = list(rows)
    met_groups = {
        j.row["group"] for j in rows if j.credit.outcome == "met" and j.row["group"] is not None
    }
    chosen = [
        judged
        for judged in rows
        if judged.row["strength"] != "not_required"
        and judged.credit.outcome in outcomes
        and not (judged.row["group"] in met_groups and judged.credit.outcome != "met")
    ]
    chosen.sort(
        key=lambda j: (j.row["strength"] != "required", j.row["asked_as"] == "duty", -j.hundredths)
    )
    labels = list(dict.fromkeys(label_of(judged.row, taxonomy) for judged in chosen))
    more = f" and {len(labels) - _SHOWN} more" if len(labels) > _SHOWN else ""
    return "; ".join(labels[:_SHOWN]) + more


def _places(places: list[str] | None) -> str:
    if not places:
        return ""
    return places[0] + (f" and {len(places) - 1} more" if len(places) > 1 else "")


def money(figure: float) -> str:
    """Return dollars as people write them."""
    return f"${figure:,.2f}".removesuffix(".00")


def flat(words: str) -> str:
    """Return words on one line."""
    return " ".join(words.split())


def cut(words: str, width: int) -> str:
    """Return words no wider than a width; an ellipsis where some are left out."""
    return words if len(words) <= width else words[: max(1, width - 1)] + "…"
