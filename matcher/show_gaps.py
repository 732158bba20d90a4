"""Show what is missing, and what each missing thing would change, to people."""

from collections.abc import Iterable, Iterator, Sequence

import click

from matcher.costs import Cost, exam_words, renewal_words, to_go
from matcher.eligibility import Verdict
from matcher.gaps import Gap, Gaps, Move
from matcher.items import Item
from matcher.show import cut, flat, money, terminal_width
from pipeline.concepts import Taxonomy
from pipeline.labels import label_of
from pipeline.terminal import printable

_NOW = {
    "unmet": "missing",
    "unknown": "not said: if you have it, write it down",
    "partly": "partly",
    "in_progress": "in progress",
    "limited": "at a low level",
    "expired": "expired",
    "denied": "you say you have not",
    "met": "not enough",
}
_MOVES_SHOWN = 3
_STEPS_SHOWN = 5


def gap_lines(
    found: Sequence[tuple[Gap, Cost]], gaps: Gaps, taxonomy: Taxonomy, name: str, bar: float
) -> Iterator[str]:
    """Yield the lines of a list of gaps, the most telling first."""
    width = terminal_width()
    head = f"{gaps.reached} of {gaps.considered} postings reach {bar:g} points"
    yield click.style(f"{head}{f' for {printable(name)}' if name else ''}", bold=True)
    if not found:
        yield "No missing thing would raise the score of any of them."
        return
    if not any(gap.opened for gap, _ in found):
        yield f"No single thing lifts another one to {bar:g}; these raise the scores most."
    for number, (gap, cost) in enumerate(found, 1):
        yield ""
        label = f"{number:>3}. {item_label(gap.item, taxonomy)}"
        yield click.style(cut(printable(label), width), bold=True)
        for heading, said in _facts(gap, cost, taxonomy):
            yield cut(printable(f"{heading:>13}  {said}"), width)


def item_label(item: Item, taxonomy: Taxonomy) -> str:
    """Return the words for an item: "3+ years: Supervisory experience (dental)"."""
    row = {
        "concept": item.concept,
        "years_min": item.years,
        "fields": [item.field] if item.field else [],
    }
    branch = f" ({item.branch.replace('-', ' ')})" if item.branch else ""
    return f"{label_of(row, taxonomy)}{branch}"


def _facts(gap: Gap, cost: Cost, taxonomy: Taxonomy) -> Iterator[tuple[str, str]]:
    count = len(gap.opened)
    pay = "they state no pay"
    if gap.pay_median is not None:
        pay = f"{money(gap.pay_median)} a year (median of {gap.pay_stated})"
    lifted = f"{count} posting{'' if count == 1 else 's'} more" if count else "none by itself"
    yield "opens", f"{lifted}{f', {pay}' if count else ''}; raises {gap.raised}"
    steps = [
        f"{count}: {item_label(other, taxonomy)}" for other, count in gap.lesser[:_STEPS_SHOWN]
    ]
    for place, step in enumerate(steps):
        yield "" if place else "or", step
    for place, move in enumerate(gap.moves[:_MOVES_SHOWN]):
        yield "" if place else "top ten", _move(move)
    if len(gap.moves) > _MOVES_SHOWN:
        yield "", f"and {len(gap.moves) - _MOVES_SHOWN} more"
    words = f': "{flat(gap.words)}"' if gap.words else ""
    yield "now", f"{_NOW[gap.outcome]}{words}"
    for place, said in enumerate(cost_lines(cost)):
        yield "" if place else "takes", said


def _move(move: Move) -> str:
    return (
        f"{move.rank_now} to {move.rank}, {move.score_now / 100:.2f} to {move.score / 100:.2f}  "
        f"{flat(move.title)}, {flat(move.employer)}"
    )


def cost_lines(cost: Cost) -> Iterator[str]:
    """Yield what an item takes; each source for itself where there are rules."""
    for verdict in cost.verdicts:
        yield f"{verdict.rule.source}: {'; '.join(_of_source(verdict))}"
    if not cost.verdicts and cost.years:
        yield _more(cost.years)
    if not cost.verdicts and cost.prerequisites:
        yield cost.prerequisites
    if not cost.verdicts and cost.renewal:
        yield f"renewal: {cost.renewal}"


def _more(years: float) -> str:
    return f"{years:g} more year{'' if years == 1 else 's'}"


def _of_source(verdict: Verdict) -> Iterable[str]:
    years, credits_to_go = to_go(verdict, "experience"), to_go(verdict, "credits")
    if years is not None:
        yield _more(years) if years else "years done"
    if credits_to_go is not None:
        yield f"{credits_to_go:g} credits" if credits_to_go else "credits done"
    yield from (
        condition.asks
        for condition in verdict.conditions
        if condition.state != "met" and condition.name not in ("experience", "credits")
    )
    exam, renewal = exam_words(verdict.rule), renewal_words(verdict.rule)
    if exam:
        yield f"exam: {exam}"
    if renewal:
        yield f"renewed {renewal}"
