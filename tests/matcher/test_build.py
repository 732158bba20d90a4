"""A rebuild splits new texts only, and gives the same index as a build from nothing."""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from indexed import Tables, posting, row, sources_of

from matcher.build import build_index
from matcher.index import Index, current_version, open_current

WORDS = ("Epic", "payroll", "billing", "hires", "Ünïted", "a/r", "the", "x" * 80)
texts = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)
boards = st.dictionaries(st.sampled_from("abcdef"), texts, min_size=1)


def built(folder: Path, board: Mapping[str, str]) -> list[str]:
    """Build an index of postings by key with a text each; return whose texts were read."""
    said = [posting(key, text=text) for key, text in sorted(board.items())]
    rows = [{"posting_id": item["posting_id"]} | row("skill", "epic") for item in said]
    sources = sources_of(said, rows)
    build_index(folder, sources)
    assert isinstance(sources.stock, Tables)
    return sorted(posting_id.removeprefix("test:") for posting_id in sources.stock.asked_for)


def arrays(folder: Path) -> dict[str, Any]:
    version = current_version(folder)
    assert version is not None
    return {path.name: np.load(path) for path in sorted((folder / version).glob("*.npy"))}


def test_only_new_texts_are_read(tmp_path: Path) -> None:
    first = {"a": "Epic and payroll", "b": "billing", "c": "billing"}
    assert built(tmp_path, first) == ["a", "b"], "the same text is read once"
    assert built(tmp_path, first) == []
    assert built(tmp_path, {"b": "billing", "c": "Epic, billing", "d": "Epic and payroll"}) == ["c"]
    [version] = [path for path in tmp_path.iterdir() if path.is_dir()]
    assert version.name == current_version(tmp_path)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
@given(st.lists(boards, min_size=2, max_size=4))
def test_a_rebuild_is_the_index_that_a_build_from_nothing_gives(
    tmp_path_factory: pytest.TempPathFactory, nights: Sequence[Mapping[str, str]]
) -> None:
    kept, fresh = (tmp_path_factory.mktemp(name) for name in ("kept", "fresh"))
    for board in nights:
        built(kept, board)
    built(fresh, nights[-1])
    expected, found = arrays(fresh), arrays(kept)
    assert found.keys() == expected.keys()
    for name, values in expected.items():
        assert found[name].dtype == values.dtype, name
        assert np.array_equal(found[name], values, equal_nan=values.dtype.kind == "f"), name


def other_words(version: Path) -> None:
    (version / "text_split_by.json").write_text(json.dumps({"pattern": "."}), "utf-8")


def torn(version: Path) -> None:
    path = version / "text_counts.npy"
    path.write_bytes(path.read_bytes()[:-1])


def lost(version: Path) -> None:
    (version / "text_terms.npy").unlink()


@pytest.mark.parametrize("harm", [other_words, torn, lost])
def test_counts_that_cannot_be_used_are_made_anew(
    tmp_path: Path, harm: Callable[[Path], None]
) -> None:
    board = {"a": "Epic and payroll", "b": "billing"}
    built(tmp_path, board)
    before = arrays(tmp_path)
    harm(tmp_path / str(current_version(tmp_path)))
    assert built(tmp_path, board) == ["a", "b"]
    assert all(np.array_equal(before[n], a, equal_nan=a.dtype.kind == "f") for n, a in arrays(tmp_path).items())  # fmt: skip


def test_a_posting_may_have_no_words_and_a_word_may_be_endless(tmp_path: Path) -> None:
    built(tmp_path, {"a": "", "b": "x" * 5000})
    index = open_current(tmp_path)
    assert isinstance(index, Index)
    likeness = index.likeness("medical office")
    assert likeness[0] == likeness[1] > 0, "both have their titles only"
    assert arrays(tmp_path)["terms.npy"].dtype.itemsize <= 64


def test_a_build_that_fails_leaves_the_index_before_it(tmp_path: Path) -> None:
    built(tmp_path, {"a": "Epic"})
    before = current_version(tmp_path)
    with pytest.raises(KeyError):
        build_index(tmp_path, sources_of([posting("b")], [{"posting_id": "test:b"}]))
    assert current_version(tmp_path) == before
    assert built(tmp_path, {"a": "Epic"}) == []
    assert len([path for path in tmp_path.iterdir() if path.is_dir()]) == 1, "what it left is gone"
