"""The measures of rankings, on rankings whose measures are known."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.evaluation import evaluate, judge_ranking, read_grades


def test_the_right_order_is_perfect() -> None:
    quality = judge_ranking({"a": 3, "b": 2, "c": 0}, {"a": 9.0, "b": 5.0, "c": 1.0})
    assert (quality.ndcg, quality.average_precision, quality.pairs) == (1.0, 1.0, 1.0)


def test_one_relevant_posting_in_the_second_place() -> None:
    quality = judge_ranking({"a": 0, "b": 3}, {"a": 2.0, "b": 1.0})
    assert quality.ndcg == pytest.approx(0.6309, abs=1e-4)  # 1 / log2(3)
    assert quality.average_precision == 0.5
    assert quality.pairs == 0.0


def test_equal_scores_are_half_right() -> None:
    assert judge_ranking({"a": 0, "b": 3}, {"a": 1.0, "b": 1.0}).pairs == 0.5


@given(st.dictionaries(st.text("abcdef", min_size=1), st.tuples(st.integers(0, 3), st.floats(0, 9)), min_size=1))  # fmt: skip
def test_measures_lie_between_nothing_and_one(judged: dict[str, tuple[int, float]]) -> None:
    grades = {posting: grade for posting, (grade, _) in judged.items()}
    scores = {posting: score for posting, (_, score) in judged.items()}
    quality = judge_ranking(grades, scores)
    assert all(
        0 <= value <= 1 for value in (quality.ndcg, quality.average_precision, quality.pairs)
    )


def test_ours_holds_its_floors_and_beats_what_looks_words_up(repo: Path) -> None:
    labels = repo / "tests" / "labels"
    floors = tomllib.loads((labels / "floors.toml").read_text("utf-8"))["ranking"]
    quality = evaluate(
        read_grades(labels / "relevance.csv"), labels / "profiles", [labels / "develop"]
    )
    ours = quality["ours"]
    assert ours.ndcg >= floors["ndcg"]
    assert ours.average_precision >= floors["average_precision"]
    assert ours.pairs >= floors["pairs"]
    for other in ("plain TF-IDF", "BM25"):
        assert ours.ndcg - quality[other].ndcg >= floors["beaten_by"], other
