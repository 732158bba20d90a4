"""Show who may sit for a credential, each source's rule in a column of its own."""

import textwrap
from collections.abc import Iterator
from itertools import zip_longest

import click

from matcher.costs import exam_words, renewal_words
from matcher.eligibility import Credential, Verdict
from matcher.show import flat, terminal_width
from pipeline.concepts import Taxonomy
from pipeline.labels import concept_label
from pipeline.terminal import printable

_HELD = {
    "met": "you hold it",
    "in_progress": "in progress",
    "limited": "in progress",
    "expired": "expired",
    "denied": "you say you have not",
}
_MARKS = {"met": "+", "missing": "-", "unknown": "?"}
_COLOURS = {"+": "green", "-": "red", "?": "cyan"}
_NAMES = {
    "experience": "years", "supervising": "supervising", "credits": "credits", "degree": "degree",
    "education_hours": "education", "letter": "letters", "other": "besides",
}  # fmt: skip
_LABEL = 13
_GAP = 2
Cell = list[str]


def eligibility_lines(
    credentials: list[Credential], taxonomy: Taxonomy, name: str
) -> Iterator[str]:
    """Yield the lines of the credentials: a block each, the sources side by side."""
    width = terminal_width()
    of_whom = f" for {printable(name)}" if name else ""
    yield click.style(f"Credentials{of_whom}, by each source's own rule", bold=True)
    yield "+ met   - missing   ? your profile does not say"
    for credential in credentials:
        yield ""
        held = f": {_HELD[credential.held]}" if credential.held else ""
        words = f', "{flat(credential.words)}"' if credential.words else ""
        yield click.style(
            printable(f"{concept_label(credential.concept, taxonomy)}{held}{words}"), bold=True
        )
        verdicts = credential.verdicts
        column = (width - _LABEL - _GAP * len(verdicts)) // len(verdicts)
        for label, cells in _rows(verdicts):
            yield from _row(label, cells, column)
        for item in credential.contradictions:
            said = f"{item.about}. {item.sources_say}"
            yield from _wrapped("sources", said, width)


def _rows(verdicts: tuple[Verdict, ...]) -> Iterator[tuple[str, list[Cell]]]:
    """Yield the rows of a block, one cell a source: what it does not ask is a dash."""
    yield "", [[verdict.rule.source] for verdict in verdicts]
    yield "eligible", [[_result(verdict)] for verdict in verdicts]
    for name, label in _NAMES.items():
        cells = [list(_conditions(verdict, name)) for verdict in verdicts]
        if any(cells):
            yield label, [cell or ["not asked"] for cell in cells]
    for label, words_of in (("exam", exam_words), ("renewal", renewal_words)):
        said = [words_of(verdict.rule) for verdict in verdicts]
        if any(said):
            yield label, [[words or "not said"] for words in said]
    for label, told in (
        ("where", [verdict.rule.scope for verdict in verdicts]),
        ("confidence", [verdict.rule.confidence for verdict in verdicts]),
        ("note", [verdict.rule.note for verdict in verdicts]),
    ):
        if any(told):
            yield label, [[words] for words in told]


def _result(verdict: Verdict) -> str:
    if verdict.eligible:
        return "+ yes"
    if verdict.eligible is None:
        return "? if what is not said is met"
    if verdict.eligible_from:
        return f"- from {verdict.eligible_from}, if your present job goes on"
    if verdict.not_before:
        return f"- not before {verdict.not_before}, if your present job goes on"
    return "- not yet"


def _conditions(verdict: Verdict, name: str) -> Iterator[str]:
    for condition in verdict.conditions:
        if condition.name == name:
            yield f"{_MARKS[condition.state]} {condition.asks}"
            if condition.shows:
                yield f"  {flat(condition.shows)}"
            if condition.state == "missing":
                yield from (
                    f"  {words}"
                    for words in (
                        f"{condition.to_go:g} to go" if condition.to_go else "",
                        f"time alone: {condition.met_from}" if condition.met_from else "",
                    )
                    if words
                )


def _row(label: str, cells: list[Cell], column: int) -> Iterator[str]:
    wrapped = [
        [
            (line, said[:1])
            for said in cell
            for line in textwrap.wrap(printable(said), column, subsequent_indent="  ")
        ]
        for cell in cells
    ]
    for number, parts in enumerate(zip_longest(*wrapped, fillvalue=("", ""))):
        line = f"{label if number == 0 else '':>{_LABEL}}"
        for words, mark in parts:
            shown = click.style(words, fg=_COLOURS.get(mark)) if words else ""
            line += f"{' ' * _GAP}{shown}{' ' * (column - len(words))}"
        yield line.rstrip()


def _wrapped(label: str, words: str, width: int) -> Iterator[str]:
    for number, line in enumerate(textwrap.wrap(words, width - _LABEL - _GAP)):
        yield f"{label if number == 0 else '':>{_LABEL}}{' ' * _GAP}{line}"
