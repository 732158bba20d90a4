"""Score rankings against graded pairs of profile and posting: `make eval`.

The postings go the whole way: landed, loaded, published, indexed, ranked. Beside ours stand
plain scikit-learn TF-IDF and BM25 over the same words, and ours with one part of the score left
out at a time. Run as `python -m matcher.evaluation GRADES PROFILES POSTINGS…`.
"""

import csv
import json
import math
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from itertools import combinations
from pathlib import Path
from types import MappingProxyType

import click
from sklearn.feature_extraction.text import TfidfVectorizer

from crawler.home import Home
from crawler.landing import LandingWriter, landing_file
from matcher.filters import Filters
from matcher.fresh import build
from matcher.index import Index
from matcher.profile import read_profile
from matcher.rank import Result, rank
from matcher.resume import read_resume
from pipeline.evaluation import raw_posting, read_labels
from pipeline.text import to_document
from warehouse.load import load
from warehouse.publish import publish

_TOP = 10
_RELEVANT = 2
"""Grade from which a posting is one that the person should see (0 to 3)."""
_PARTS = ("requirements", "duties", "text", "occupation", "must_haves")

Grades = Mapping[str, Mapping[str, int]]
"""By profile, by posting: 0 (no) to 3 (apply today)."""
Scores = Mapping[str, float]
"""By posting: higher is better."""
Texts = Mapping[str, str]
"""By posting, or by profile: its words."""
Rival = Callable[[Texts, Texts], Callable[[str], Scores] | None]
"""Of the words of postings and of profiles: how a profile scores; None where it is not installed."""


@dataclass(frozen=True, slots=True)
class Quality:
    """How well rankings agree with the grades, averaged over profiles."""

    ndcg: float
    """At 10, gains 2^grade - 1, as in Burges et al. 2005."""
    average_precision: float
    pairs: float
    """Share of pairs of different grade in the right order; ties count half."""


def judge_ranking(grades: Mapping[str, int], scores: Scores) -> Quality:
    """Return the quality of one profile's ranking; equal scores are ordered by posting id."""
    order = sorted(grades, key=lambda posting: (-scores[posting], posting))
    gains = [2.0 ** grades[posting] - 1 for posting in order]
    best = _discounted(sorted(gains, reverse=True)[:_TOP])
    hits = 0
    precisions = []
    for place, posting in enumerate(order, 1):
        if grades[posting] >= _RELEVANT:
            hits += 1
            precisions.append(hits / place)
    different = [(a, b) for a, b in combinations(grades, 2) if grades[a] != grades[b]]
    right = sum(
        0.5 if scores[a] == scores[b] else (scores[a] > scores[b]) == (grades[a] > grades[b])
        for a, b in different
    )
    return Quality(
        _discounted(gains[:_TOP]) / best if best else 0.0,
        sum(precisions) / len(precisions) if precisions else 0.0,
        right / len(different) if different else 0.0,
    )


def _discounted(gains: Sequence[float]) -> float:
    return sum(gain / math.log2(place + 1) for place, gain in enumerate(gains, 1))


def average(grades: Grades, scores: Callable[[str], Scores]) -> Quality:
    """Return the mean quality over profiles."""
    each = [judge_ranking(graded, scores(profile)) for profile, graded in grades.items()]
    return Quality(
        sum(one.ndcg for one in each) / len(each),
        sum(one.average_precision for one in each) / len(each),
        sum(one.pairs for one in each) / len(each),
    )


def read_grades(path: Path) -> Grades:
    """Return the graded pairs of a CSV file: profile, posting, grade."""
    grades: dict[str, dict[str, int]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            grades.setdefault(row["profile"], {})[row["posting"]] = int(row["grade"])
    return grades


def evaluate(
    grades: Grades,
    profiles: Path,
    labels: Sequence[Path],
    others: Mapping[str, Rival] = MappingProxyType({}),
) -> dict[str, Quality]:
    """Return the quality of our ranking, of ours without each part, and of the rivals and others."""
    rows = {label["id"]: label for path in labels for label in read_labels(path)}
    graded = sorted({posting for postings in grades.values() for posting in postings})
    raws = {key: raw_posting(rows[key]) for key in graded}
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder))
        with LandingWriter(landing_file(home.landing, "labels", "labels")) as landing:
            for raw in raws.values():
                landing.write(raw)
        load(home)
        publish(home)
        index = build(home)
        ranked = {profile: _ranked(index, profiles / f"{profile}.json") for profile in grades}
    texts = {
        key: f"{raw.title}\n{to_document(raw.description, raw.description_format).text}"
        for key, raw in raws.items()
    }
    words = {profile: _words(profiles / f"{profile}.json") for profile in grades}
    qualities = {"ours": average(grades, partial(_scores, ranked, ""))}
    for part in _PARTS:
        qualities[f"  without {part}"] = average(grades, partial(_scores, ranked, part))
    for name, rival in {"plain TF-IDF": _tfidf, "BM25": _bm25, **others}.items():
        scores = rival(texts, words)
        if scores is not None:
            qualities[name] = average(grades, scores)
    return qualities


def _ranked(index: Index, path: Path) -> list[Result]:
    profile = read_profile(read_resume(path), index.reader, datetime.now(UTC).date())
    return rank(index, profile, Filters(all_occupations=True), index.manifest.postings)


def _scores(ranked: Mapping[str, Sequence[Result]], without: str, profile: str) -> Scores:
    return {
        result.detail["posting_id"].partition(":")[2]: sum(
            part.hundredths for part in result.score.parts if part.name != without
        )
        for result in ranked[profile]
    }


def _words(path: Path) -> str:
    """Return all the words of a profile's file, keys left out."""
    found: list[str] = []

    def walk(value: object) -> None:
        if isinstance(value, str):
            found.append(value)
        elif isinstance(value, dict):
            for item in value.values():
                walk(item)
        elif isinstance(value, list):
            for item in value:
                walk(item)

    walk(json.loads(path.read_text("utf-8")))
    return "\n".join(found)


def _tfidf(texts: Texts, words: Texts) -> Callable[[str], Scores]:
    vectorizer = TfidfVectorizer(stop_words="english", sublinear_tf=True)
    matrix = vectorizer.fit_transform(texts.values())

    def scores(profile: str) -> Scores:
        likeness = (matrix @ vectorizer.transform([words[profile]]).T).toarray().ravel()
        return dict(zip(texts, map(float, likeness), strict=True))

    return scores


def _bm25(texts: Texts, words: Texts) -> Callable[[str], Scores] | None:
    try:
        import bm25s  # noqa: PLC0415 -- only here, and only where it is installed
    except ImportError:
        return None
    index = bm25s.BM25()
    index.index(
        bm25s.tokenize(list(texts.values()), stopwords="en", show_progress=False),
        show_progress=False,
    )

    def scores(profile: str) -> Scores:
        query = bm25s.tokenize(
            [words[profile]], stopwords="en", return_ids=False, show_progress=False
        )
        return dict(zip(texts, map(float, index.get_scores(query[0])), strict=True))

    return scores


@click.command()
@click.argument("grades", type=click.Path(exists=True, path_type=Path))
@click.argument("profiles", type=click.Path(exists=True, path_type=Path))
@click.argument("labels", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
def main(grades: Path, profiles: Path, labels: tuple[Path, ...]) -> None:
    """Print nDCG@10, mean average precision and pairwise agreement of rankings.

    Example: python -m matcher.evaluation tests/labels/relevance.csv tests/labels/profiles tests/labels/develop
    """
    pairs = read_grades(grades)
    show(grades.stem, pairs, evaluate(pairs, profiles, labels))


def show(title: str, pairs: Grades, qualities: Mapping[str, Quality]) -> None:
    """Print qualities, a line each."""
    click.echo(f"{title}: {len(pairs)} profiles, {sum(map(len, pairs.values()))} graded pairs")
    click.echo(f"  {'ranking':<24}{'nDCG@10':>9}{'MAP':>7}{'pairs':>7}")
    for name, quality in qualities.items():
        click.echo(
            f"  {name:<24}{quality.ndcg:>9.3f}{quality.average_precision:>7.3f}{quality.pairs:>7.3f}"
        )


if __name__ == "__main__":
    main()
