"""The index as scoring opens it: memory-mapped arrays and small JSON, nothing else.

Scoring opens no database, parses no rule file, and imports neither scikit-learn nor scipy.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np

from crawler.errors import Failed
from matcher.filters import NOT_STATED, Choice, Filters, choose, point_of
from matcher.inverted import Array, entries_of, places_of, spread
from matcher.profile import Profile, Reader
from matcher.score import occupation_kept, occupation_share, years_done
from matcher.tokens import tokens
from matcher.units import Judge, Need
from matcher.weights import Weights
from pipeline.ambiguity import Evidence
from pipeline.concepts import Taxonomy
from pipeline.phrases import PhraseMatcher
from pipeline.specialties import Branch

FORMAT = 11
"""Raised with every change of the files: another format is built anew."""

_RULES = ("ambiguous", "jobs", "specialties")
"""The rule files whose compiled form an index keeps."""
_PROFILE_KINDS = ("skill", "language", "certification", "licence", "degree", "field", "setting")


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an index is."""

    format: int
    publication: str | None
    postings: int
    made_of: str
    """Digest of the data files it was compiled from: weights, taxonomy, kinds of experience."""

    def to_json(self) -> dict[str, Any]:
        """Return plain values."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Words:
    """How a profile's words fit each posting, 0 to 1."""

    likeness: Array
    """Of its text."""
    title_fit: Array
    """Of its title."""


class OtherFormat(Failed):
    """An index that another version of this program wrote."""


class Index:
    """An opened version of the index."""

    def __init__(self, folder: Path, version: str) -> None:
        self.version = version
        self._path = folder / version
        self._arrays: dict[str, Array] = {}
        try:
            values = json.loads((self._path / "manifest.json").read_text("utf-8"))
            if values["format"] != FORMAT:
                raise OtherFormat(f"index {self._path} is of format {values['format']}")
            self.manifest = Manifest(**values)
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise Failed(f"index {self._path} is damaged ({error}); run `matcher index`") from error

    def _array(self, name: str) -> Array:
        if name not in self._arrays:
            # A plain view of the mapping: each slice of a memmap object costs three microseconds.
            self._arrays[name] = np.asarray(np.load(self._path / f"{name}.npy", mmap_mode="r"))
        return self._arrays[name]

    @cached_property
    def taxonomy(self) -> Taxonomy:
        """The taxonomy the index was built with."""
        return Taxonomy.from_json((self._path / "taxonomy.json").read_text("utf-8"))

    @cached_property
    def _compiled(self) -> dict[str, Any]:
        compiled: dict[str, Any] = json.loads((self._path / "compiled.json").read_text("utf-8"))
        return compiled

    @cached_property
    def weights(self) -> Weights:
        """The weights the index was built with."""
        return Weights.from_json(self._compiled["weights"])

    @property
    def idf(self) -> Mapping[str, float]:
        """How telling each concept is."""
        idf: Mapping[str, float] = self._compiled["idf"]
        return idf

    @cached_property
    def reader(self) -> Reader:
        """What reading a profile needs."""
        rules = self._compiled["experience"]
        return Reader(
            self.taxonomy,
            PhraseMatcher(self.taxonomy, _PROFILE_KINDS),  # type: ignore[arg-type] # literal kinds
            tuple((concept, re.compile(pattern)) for concept, pattern in rules),
            tuple(Branch.from_json(branch) for branch in self._compiled["branches"]),
            Evidence(self._compiled["evidence"]),
        )

    def judge(self, profile: Profile) -> Judge:
        """Return the judge of a profile under this index's weights."""
        ranks = {c.id: c.rank for c in self.taxonomy if c.kind == "degree" and c.rank is not None}
        ranks["edu-college-unspecified"] = ranks.get("edu-associate", 4)
        return Judge(profile, self.weights, ranks, self.reader.branches)

    def likeness(self, text: str) -> Array:
        """Return for each posting how like a text its words are, 0 to 1.

        The dot product of the posting's TF-IDF vector (length 1) and the text's binary one,
        brought below 1 by x / (x + half): more words never lower it, repeating adds nothing.
        """
        terms = self._array("terms")
        product = np.zeros(self.manifest.postings, np.float32)
        wanted = np.array(sorted(token.encode("utf-8") for token in tokens(text)), dtype=bytes)
        columns = places_of(terms, wanted)
        indptr, postings = self._array("term_indptr"), self._array("term_postings")
        data = self._array("term_weights")
        for column in columns:
            span = slice(indptr[column], indptr[column + 1])
            np.add.at(product, postings[span], data[span])
        likeness: Array = product / (product + self.weights.text["half"])
        return likeness

    def title_fit(self, titles: str) -> Array:
        """Return for each posting the share of its title's words that a candidate's titles have."""
        fit = np.zeros(self.manifest.postings, np.float64)
        terms = self._array("title_terms")
        wanted = np.array(sorted(token.encode("utf-8") for token in tokens(titles)), dtype=bytes)
        indptr, postings = self._array("title_indptr"), self._array("title_postings")
        shares = self._array("title_shares")
        for place in places_of(terms, wanted):
            span = slice(indptr[place], indptr[place + 1])
            np.add.at(fit, postings[span], shares[span])
        rounded: Array = np.minimum(fit.round(6), 1.0)
        return rounded

    def words(self, profile: Profile) -> Words:
        """Return how a profile's words fit each posting."""
        return Words(self.likeness(profile.text), self.title_fit(profile.titles))

    def estimate(self, profile: Profile, judge: Judge, words: Words) -> Array:
        """Return the score of every posting as `score_posting` gives it, before rounding.

        Each distinct unit is judged once; its credit is scattered to the postings that ask it.
        """
        earned, left = self.of_units(*self.of_needs(judge))
        return self.totals(*self.sums(earned, np.log(left)), profile, words)

    @cached_property
    def needs(self) -> tuple[Need, ...]:
        """Each distinct need that a posting states."""
        return tuple(
            Need(kind, concept, years, tuple(fields), tuple(branches))
            for kind, concept, years, fields, branches in json.loads(
                (self._path / "needs.json").read_text("utf-8")
            )
        )

    def of_needs(self, judge: Judge) -> tuple[Array, Array]:
        """Return for each need the share that a profile earns and the share a must-have leaves."""
        shares = [judge.need(need).share for need in self.needs]
        return np.array(shares, float), np.array([judge.kept_of(n)[0] for n in self.needs], float)

    def of_units(self, shares: Array, left: Array) -> tuple[Array, Array]:
        """Return for each distinct unit what share it earns and what share a must-have leaves.

        `Judge.unit` and `Judge.kept` for all units at once, from the shares of the needs.
        """
        if not len(shares):
            return np.zeros(0), np.ones(0)
        needs_of, starts = self._array("option_needs"), self._array("option_indptr")
        units = self._array("unit_options")[:-1]
        sizes = np.diff(starts)
        of_option = np.add.reduceat(shares[needs_of], starts[:-1]) / sizes
        of_option = np.where(sizes > 1, of_option * of_option, of_option)
        left_of_option = np.minimum.reduceat(left[needs_of], starts[:-1])
        return np.maximum.reduceat(of_option, units), np.maximum.reduceat(left_of_option, units)

    def sums(self, earned: Array, logs: Array) -> tuple[Array, Array]:
        """Return for each posting the sums of what its units earn, and of logarithms of what is left.

        Linear in both: the sums of differences are the differences of the sums. Products are sums
        of logarithms, for nothing required takes the whole score.
        """
        total, load = self.manifest.postings, self._array
        points = spread(
            total, load("unit_indptr"), load("unit_postings"), earned, load("unit_points")
        )
        return points, spread(total, load("must_indptr"), load("must_postings"), logs, None)

    def totals(self, points: Array, logs: Array, profile: Profile, words: Words) -> Array:
        """Return the score of every posting, before rounding, from the `sums` over its units."""
        part_points = self._array("part_points")
        wanted = self._array("is_wanted").astype(np.float64)
        done = years_done(profile)
        scores = points + part_points[2] * words.likeness
        scores += part_points[3] * occupation_share(wanted, done, words.title_fit)
        kept = np.exp(logs) * occupation_kept(wanted, words.title_fit, self.weights)
        held: Array = scores * kept
        return held

    def needs_asked(self, postings: Array, units: Array) -> Array:
        """Return the numbers of the needs that some postings ask in some units (a mask)."""
        indptr, asked_by = self._array("unit_indptr"), self._array("unit_postings")
        chosen = np.zeros(self.manifest.postings, np.int64)
        chosen[postings] = 1
        asked = np.flatnonzero(np.add.reduceat(chosen[asked_by], indptr[:-1]) * units)
        options = self._array("option_indptr")[self._array("unit_options")]
        entries, _ = entries_of(options, asked)
        needs: Array = np.unique(self._array("option_needs")[entries])
        return needs

    def choice(self, filters: Filters) -> Choice:
        """Return which postings pass the filters, and how many could not be told."""
        return choose(self._array, filters)

    def chosen(self, filters: Filters) -> Array:
        """Return which postings pass the filters."""
        return self.choice(filters).mask

    @property
    def newest_seen(self) -> int:
        """Microseconds since 1970 (UTC) of the youngest posting's first visit; -1 without one."""
        return int(self._array("first_seen").max(initial=NOT_STATED))

    def knows_zip(self, zip_code: str) -> bool:
        """Return whether a ZIP code has a place on the map."""
        return point_of(self._array, zip_code) is not None

    def details(self, numbers: Iterable[int]) -> list[dict[str, Any]]:
        """Return what is stored of some postings."""
        offsets = self._array("detail_offsets")
        found = []
        with (self._path / "details.jsonl").open("rb") as file:
            for number in numbers:
                file.seek(int(offsets[number]))
                line = file.read(int(offsets[number + 1] - offsets[number]))
                found.append(json.loads(line.decode("utf-8", "surrogatepass")))
        return found

    def find(self, posting_id: str) -> int | None:
        """Return the number of a posting; postings are sorted by id."""
        low, high = 0, self.manifest.postings
        while low < high:
            middle = (low + high) // 2
            if self.details([middle])[0]["posting_id"] < posting_id:
                low = middle + 1
            else:
                high = middle
        if low < self.manifest.postings and self.details([low])[0]["posting_id"] == posting_id:
            return low
        return None


def made_of() -> str:
    """Return the digest of the data files an index is compiled from, without parsing them."""
    pipeline = files("pipeline")
    taxonomy = sorted(pipeline.joinpath("taxonomy").iterdir(), key=lambda item: item.name)
    digest = hashlib.sha256()
    for path in (
        files("matcher").joinpath("weights.toml"),
        *(pipeline.joinpath("rules", f"{name}.toml") for name in _RULES),
        *taxonomy,
    ):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def current_version(folder: Path) -> str | None:
    """Return the name of the version in use; None without an index."""
    try:
        return (folder / "CURRENT").read_text("utf-8").strip() or None
    except FileNotFoundError:
        return None


def open_current(folder: Path) -> Index | None:
    """Open the index in use; None without one, or where its format is another."""
    version = current_version(folder)
    if version is None or not (folder / version / "manifest.json").exists():
        return None
    try:
        index = Index(folder, version)
    except OtherFormat:
        return None
    return index if index.manifest.made_of == made_of() else None
