"""Write words term-major: for each term the postings that have it, with their weights."""

from array import array
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import pyarrow as pa
from sklearn.feature_extraction.text import TfidfTransformer

from matcher.term_counts import Array, count_terms, read_counts
from matcher.tokens import TITLE_STOP_WORDS, tokens


class Worded(Protocol):
    """Postings and their words."""

    @property
    def postings(self) -> pa.Table:
        """With `posting_id` and `text_digest`."""

    def texts(self, posting_ids: Sequence[str]) -> Iterator[Any]:
        """Yield Arrow batches with `posting_id` and `words` of some postings."""


def write_texts(target: Path, worded: Worded, before: Path | None) -> None:
    """Store TF-IDF term-major, and the counts it is made of for the next build.

    A posting's vector has length 1, whatever its size. Each weight is multiplied by the term's
    IDF already: a profile's vector is binary times IDF, so summing is the dot product.

    `before`: the version of the index before this one.
    """
    digests = worded.postings.column("text_digest").to_numpy(zero_copy_only=False).astype("S32")
    wanted, first, text_of = np.unique(digests, return_index=True, return_inverse=True)
    known = read_counts(before) if before else read_counts(target)
    missing = first[known.rows_of(wanted) < 0]
    counts = count_terms(known, wanted, _words(worded, missing))
    counts.save(target)
    terms, matrix = counts.terms, counts.matrix[text_of].astype(np.float32)
    del counts, known
    np.save(target / "terms.npy", terms)
    if not len(terms):  # no posting has a word
        columns = matrix.tocsc()
    else:
        transformer = TfidfTransformer(norm="l2", sublinear_tf=True).fit(matrix)
        matrix = transformer.transform(matrix, copy=False)
        columns = matrix.tocsc()
        del matrix
        columns.data *= np.repeat(transformer.idf_.astype(np.float32), np.diff(columns.indptr))
    np.save(target / "term_indptr.npy", columns.indptr.astype(np.int64))
    np.save(target / "term_postings.npy", columns.indices.astype(np.int32))
    np.save(target / "term_weights.npy", columns.data.astype(np.float32))


def _words(worded: Worded, missing: Array) -> Iterator[dict[str, str]]:
    """Yield the words of the postings of some numbers, by digest, some thousand at once."""
    if not len(missing):
        return
    chosen = worded.postings.select(["posting_id", "text_digest"]).take(pa.array(missing))
    digest_of = dict(zip(*(column.to_pylist() for column in chosen.columns), strict=True))
    for batch in worded.texts(list(digest_of)):
        pairs = zip(*(batch.column(n).to_pylist() for n in ("posting_id", "words")), strict=True)
        yield {digest_of[posting_id]: words for posting_id, words in pairs}


def write_titles(target: Path, titles: Sequence[str]) -> None:
    """Store titles term-major, each word with its share of its title: rare words tell more."""
    words: dict[str, int] = {}
    of_entry, postings = array("i"), array("i")
    for number, title in enumerate(titles):
        for word in sorted(tokens(title) - TITLE_STOP_WORDS):
            of_entry.append(words.setdefault(word, len(words)))
            postings.append(number)
    places = np.asarray(of_entry)
    counts = np.bincount(places, minlength=len(words))
    idf = 1.0 + np.log((1 + len(titles)) / (1 + counts))
    totals = np.bincount(np.asarray(postings), idf[places], len(titles))
    shares = idf[places] / totals[np.asarray(postings)]
    encoded = np.array([word.encode("utf-8") for word in words], dtype=bytes)
    alphabetical = np.argsort(encoded)
    rank_of = np.argsort(alphabetical)
    order = np.argsort(rank_of[places], kind="stable")
    np.save(target / "title_terms.npy", encoded[alphabetical])
    ends = np.cumsum(counts[alphabetical])
    np.save(target / "title_indptr.npy", np.concatenate([[0], ends]).astype(np.int64))
    np.save(target / "title_postings.npy", np.asarray(postings)[order].astype(np.int32))
    np.save(target / "title_shares.npy", shares[order])
