"""One page that needs nothing else: no script, no network; readable by screen readers and on paper."""

from collections.abc import Iterator, Sequence
from html import escape
from importlib.resources import files
from string import Template
from urllib.parse import urlsplit

from matcher.index import Index
from matcher.rank import Result
from matcher.ranking import Ranking
from matcher.score import Judged
from matcher.show import OUTCOMES, STATUS_WORDS, flat, pay_words, place_words, things
from pipeline.concepts import Taxonomy
from pipeline.labels import label_of
from pipeline.terminal import printable

_CLASSES = {"met": "met", "partly": "partly", "unmet": "missing", "unknown": "unknown"}

_HEADS = "".join(
    f'<th scope="col">{head}</th>' for head in ("Asked", "Status", "Points", "They say", "You say")
)


def render(rankings: Sequence[Ranking], index: Index, kept_unknown: bool) -> str:
    """Return the page; whatever a posting or a profile says is text in it, never markup."""
    names = [ranking.profile.name for ranking in rankings if ranking.profile.name]
    title = " for ".join(filter(None, ("Medical office manager jobs", ", ".join(names))))
    body = "\n".join(
        line for ranking in rankings for line in _ranking(ranking, index.taxonomy, kept_unknown)
    )
    page = files("matcher").joinpath("templates", "ranking.html").read_text("utf-8")
    return Template(page).substitute(title=_text(title), body=body).rstrip("\n")


def _text(words: object) -> str:
    return escape(printable(flat(str(words))))


def _ranking(ranking: Ranking, taxonomy: Taxonomy, kept_unknown: bool) -> Iterator[str]:
    name = ranking.profile.name or ranking.path.name
    yield f"<section><h2>{_text(name)}</h2>"
    yield f"<p>{len(ranking.results)} best of {ranking.considered} postings.</p>"
    for remark in ranking.remarks(kept_unknown=kept_unknown):
        yield f'<p class="quiet">{_text(remark)}</p>'
    yield "<ol>"
    for result in ranking.results:
        yield from _result(ranking, result, taxonomy)
    yield "</ol></section>"


def _result(ranking: Ranking, result: Result, taxonomy: Taxonomy) -> Iterator[str]:
    detail, score = result.detail, result.score
    title = _text(detail["title"])
    if _is_link(detail["url"]):
        title = f'<a href="{escape(detail["url"])}" rel="noopener noreferrer">{title}</a>'
    yield f"<li><article><h3>{result.rank}. {title}</h3>"
    facts = (detail["employer"], place_words(detail["places"]), pay_words(detail))
    yield f'<p class="quiet">{" · ".join(_text(fact) for fact in facts if fact)}</p>'
    told = f'Score <span class="score">{score.hundredths / 100:.2f}</span> of 100'
    if score.possible > score.hundredths:
        told += f", up to {score.possible / 100:.2f} if all that is not known were met"
    mark = ranking.mark_of(result)
    yield f"<p>{told}.{f' You {_text(mark.words)}.' if mark else ''}</p><dl>"
    for name, outcome in OUTCOMES:
        said = "; ".join(things(score.requirements, outcome, taxonomy))
        if said:
            yield f'<dt class="{_CLASSES[outcome]}">{_text(name)}</dt><dd>{_text(said)}</dd>'
    yield "</dl>"
    yield from _details(score.requirements, taxonomy, detail["title"])
    yield f'<p class="quiet">{_text(detail["posting_id"])}</p></article></li>'


def _details(rows: Sequence[Judged], taxonomy: Taxonomy, title: str) -> Iterator[str]:
    if not rows:
        return
    yield "<details><summary>Requirement by requirement</summary><table>"
    yield f"<caption>What {_text(title)} asks for, and what the profile shows</caption>"
    yield f"<thead><tr>{_HEADS}</tr></thead><tbody>"
    for judged in rows:
        row, outcome = judged.row, judged.credit.outcome
        not_needed = row["strength"] == "not_required"
        status = "not needed" if not_needed else STATUS_WORDS[outcome]
        shown = "" if not_needed else f' class="{_CLASSES[outcome]}"'
        yield (
            f'<tr><th scope="row">{_text(label_of(row, taxonomy))}</th><td{shown}>{status}</td>'
            f'<td class="points">{judged.hundredths / 100:.2f}</td><td>{_text(row["evidence"])}</td>'
            f"<td>{_text(judged.credit.words)}</td></tr>"
        )
    yield "</tbody></table></details>"


def _is_link(url: str | None) -> bool:
    """Return whether an address may be followed: a script is an address, too."""
    return bool(url) and urlsplit(str(url)).scheme in ("http", "https")
