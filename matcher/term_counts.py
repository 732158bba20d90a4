"""How often each text has each word, kept beside the index: a text is split into words once.

Texts are known by their digest. A build takes the counts of known texts from the version before
and splits the others only, so that a new rule, weight or posting costs no second reading.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import sklearn
from scipy.sparse import csr_matrix, vstack
from sklearn.feature_extraction.text import CountVectorizer

from matcher.tokens import WORD_PATTERN

Array = npt.NDArray[Any]

_MOST = np.iinfo(np.uint16).max
_LONGEST = 64
"""Bytes of a term; longer ones are no words, and every term takes as many bytes as the longest."""
_SPLIT_BY = {"pattern": WORD_PATTERN, "stop_words": "english", "scikit-learn": sklearn.__version__}
_FILES = ("digests", "terms", "indptr", "indices", "counts")


@dataclass(frozen=True, slots=True)
class TermCounts:
    """A row a text, a column a term."""

    digests: Array
    """Of the texts, sorted."""
    terms: Array
    """As UTF-8 bytes, sorted."""
    matrix: csr_matrix
    """uint16; each row's columns sorted. The same texts give the same matrix, however they came."""

    def rows_of(self, digests: Array) -> Array:
        """Return the row of each of some digests; -1 where there is none."""
        if not len(self.digests):
            return np.full(len(digests), -1)
        places = np.minimum(np.searchsorted(self.digests, digests), len(self.digests) - 1)
        return np.where(self.digests[places] == digests, places, -1)

    def save(self, target: Path) -> None:
        """Write it into a version of the index."""
        arrays = (
            self.digests,
            self.terms,
            self.matrix.indptr.astype(np.int64),
            self.matrix.indices,
            self.matrix.data,
        )
        for name, values in zip(_FILES, arrays, strict=True):
            np.save(target / f"text_{name}.npy", values)
        (target / "text_split_by.json").write_text(json.dumps(_SPLIT_BY), "utf-8")


_NONE = TermCounts(np.zeros(0, "S32"), np.zeros(0, "S1"), csr_matrix((0, 0), dtype=np.uint16))


def read_counts(version: Path) -> TermCounts:
    """Return the counts of a version of the index; empty where it has none, or of other words."""
    try:
        if json.loads((version / "text_split_by.json").read_text("utf-8")) != _SPLIT_BY:
            return _NONE
        digests, terms, indptr, indices, counts = (
            np.load(version / f"text_{name}.npy", mmap_mode="r") for name in _FILES
        )
        matrix = csr_matrix((counts, indices, indptr), (len(digests), len(terms)), copy=False)
    except (OSError, ValueError):
        return _NONE  # none yet, or damaged: every text is split anew
    return TermCounts(digests, terms, matrix)


def count_terms(
    known: TermCounts, wanted: Array, batches: Iterable[Mapping[str, str]]
) -> TermCounts:
    """Return the counts of the wanted texts.

    `wanted`: distinct digests, sorted. `batches`: by digest, the texts that are not known.
    """
    rows = known.rows_of(wanted)
    numbers = {term: n for n, term in enumerate(known.terms.tolist())}
    digests, parts = [wanted[rows >= 0]], [known.matrix[rows[rows >= 0]]]
    for batch in batches:
        digests.append(np.array([digest.encode("ascii") for digest in batch], "S32"))
        parts.append(_count(batch.values(), numbers))
    for part in parts:
        part.resize(part.shape[0], len(numbers))
    of_text = np.concatenate(digests)
    order = np.argsort(of_text)
    matrix = vstack(parts, "csr", dtype=np.uint16)[order]
    del parts
    terms, column_of = _sorted_terms(list(numbers), matrix)
    matrix = csr_matrix(
        (matrix.data, column_of[matrix.indices], matrix.indptr), (len(order), len(terms))
    )
    matrix.sort_indices()
    return TermCounts(of_text[order], terms, matrix)


def _count(texts: Iterable[str], numbers: dict[bytes, int]) -> csr_matrix:
    """Return the counts of some texts, giving numbers to terms that have none yet."""
    vectorizer = CountVectorizer(
        lowercase=True, token_pattern=WORD_PATTERN, stop_words="english", dtype=np.uint32
    )
    found = list(texts)
    try:
        counts = vectorizer.fit_transform(found)
    except ValueError:  # none of them has a word
        return csr_matrix((len(found), len(numbers)), dtype=np.uint16)
    encoded = [term.encode("utf-8") for term in vectorizer.get_feature_names_out()]
    kept = np.array([len(term) <= _LONGEST for term in encoded])
    columns = [numbers.setdefault(t, len(numbers)) for t in encoded if len(t) <= _LONGEST]
    counts = counts[:, kept]
    data = np.minimum(counts.data, _MOST).astype(np.uint16)
    indices = np.array(columns, np.int32)[counts.indices]
    return csr_matrix((data, indices, counts.indptr), (len(found), len(numbers)))


def _sorted_terms(terms: list[bytes], matrix: csr_matrix) -> tuple[Array, Array]:
    """Return the terms that some text has, sorted, and the place of each old column among them."""
    used = np.flatnonzero(np.bincount(matrix.indices, minlength=len(terms)))
    encoded = np.array([terms[number] for number in used], dtype=bytes)
    order = np.argsort(encoded)
    column_of = np.zeros(len(terms), np.int32)
    column_of[used[order]] = np.arange(len(used), dtype=np.int32)
    return encoded[order], column_of
