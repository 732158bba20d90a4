"""Build the index: fitted with scikit-learn, stored so that scoring needs neither it nor scipy."""

import json
import os
import re
import secrets
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from scipy.sparse import diags
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer

from crawler.errors import Failed
from matcher.experience import JobRule
from matcher.filter_columns import write_filter_columns
from matcher.index import FORMAT, Manifest, made_of
from matcher.score import points_of, weigh
from matcher.tokens import TITLE_STOP_WORDS, WORD_PATTERN, tokens
from matcher.units import Need, Unit
from matcher.weights import Weights
from pipeline.ambiguity import load_evidence
from pipeline.concepts import Taxonomy
from pipeline.rulebook import load_rules
from pipeline.specialties import ANY_HEALTH, Branch, load_branches, named_in

_OR_MEDICAL = re.compile(
    r"\bor (?:an?y? |other |another )*(?:medical|related|similar|health)|\bmedical or\b"
)
"""Where another branch will do: "optical or medical front office"."""
_OF_ANY_TRADE = ("exp-supervisory", "exp-administrative-assistant")
"""Kinds that say nothing of health care by themselves."""
_ROW = (
    "kind",
    "concept",
    "strength",
    "years_min",
    "years_max",
    "fields",
    "within_days_of_hire",
    "asked_as",
    "evidence",
)
_NOT_SHOWN = ("text", "locations", "settings")
_FILTERED = (
    "posting_id", "job_id", "occupation", "states", "locations", "workplace", "employment_types",
    "settings", "pay_annual_min", "pay_annual_max", "posted_at", "first_seen_at",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sources:
    """What an index is built from: plain tables, so that it can be built in memory."""

    postings: pa.Table
    requirements: pa.Table
    taxonomy: Taxonomy
    weights: Weights
    publication: str | None
    """Mark of the published warehouse it was read from."""


def build_index(folder: Path, sources: Sources) -> str:
    """Build a version of the index and switch to it at once; return its name.

    A kill before the switch leaves the index before it in use.

    Raises:
        Failed: the folder cannot be written.
    """
    version = f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{secrets.token_hex(3)}"
    target = folder / version
    try:
        target.mkdir(parents=True)
        _write(target, sources)
        current = folder / f".current-{os.getpid()}"
        current.write_text(version, "utf-8")
        current.replace(folder / "CURRENT")
    except OSError as error:
        shutil.rmtree(target, ignore_errors=True)
        raise Failed(f"cannot write the index in {folder}: {error.strerror}") from error
    _remove_old(folder, version)
    return version


def _write(target: Path, sources: Sources) -> None:
    branches = load_branches()
    details = list(_details(sources, branches))
    idf = _concept_idf(details)
    _write_text_index(target, _texts(sources.postings))
    _write_titles(target, sources.postings.column("title").to_pylist())
    _write_units(target, details, sources.weights, idf)
    _write_details(target, details)
    write_filter_columns(target, sources.postings.select(_FILTERED).to_pylist())
    rules = load_rules("jobs", JobRule)
    compiled = {
        "weights": sources.weights.to_json(),
        "idf": idf,
        "experience": [[rule.concept, rule.pattern] for rule in rules],
        "branches": [branch.to_json() for branch in branches],
        "evidence": load_evidence().words,
    }
    (target / "compiled.json").write_text(json.dumps(compiled), "utf-8")
    (target / "taxonomy.json").write_text(sources.taxonomy.to_json(), "utf-8")
    manifest = Manifest(FORMAT, sources.publication, len(details), made_of())
    (target / "manifest.json").write_text(json.dumps(manifest.to_json()), "utf-8")


def _details(sources: Sources, branches: tuple[Branch, ...]) -> Iterator[dict[str, Any]]:
    """Yield each posting with its requirement rows; both tables are sorted by posting_id."""
    rows = iter(sources.requirements.to_pylist())
    row = next(rows, None)
    shown = [name for name in sources.postings.column_names if name not in _NOT_SHOWN]
    for posting in sources.postings.select(shown).to_pylist():
        found = []
        while row is not None and row["posting_id"] == posting["posting_id"]:
            found.append(
                {name: row[name] for name in _ROW}
                | {"group": row["group_no"], "option": row["option_no"]}
                | {
                    "branches": _branches_asked(row, posting["title"], branches),
                    "weighs_as": _weighs_as(row, sources.taxonomy),
                }
            )
            row = next(rows, None)
        detail = {k: v.isoformat() if isinstance(v, date) else v for k, v in posting.items()}
        yield detail | {"requirements": found}


def _weighs_as(row: Mapping[str, Any], taxonomy: Taxonomy) -> str:
    """Return the kind by which a row weighs: a skill by its sort, where it has one."""
    concept = taxonomy.concepts.get(row["concept"])
    return (
        concept.subtype if row["kind"] == "skill" and concept and concept.subtype else row["kind"]
    )


def _branches_asked(row: Mapping[str, Any], title: str, branches: tuple[Branch, ...]) -> list[str]:
    """Return the branches that experience must be in, one of them; none where any will do.

    "Nephrology practice manager … specialty experience": the title says which. A dental office
    that asks for "office experience" means a dental one.
    """
    if row["kind"] != "experience":
        return []
    said = named_in(row["evidence"], branches)
    if row["concept"] not in _OF_ANY_TRADE or said > {ANY_HEALTH}:
        said -= {ANY_HEALTH}
    if said and _OR_MEDICAL.search(row["evidence"].lower()):
        return []
    if not said:
        told = named_in(title, branches) - {ANY_HEALTH}
        apart = {branch.id for branch in branches if branch.apart}
        said = told if row["concept"] == "exp-specialty" else told & apart
    return sorted(said)


def _concept_idf(details: Sequence[dict[str, Any]]) -> dict[str, float]:
    """Return how telling each concept is: 1 for one that all ask for, up to 2 for a rare one.

    The smooth IDF of scikit-learn, ln((1 + n) / (1 + df)) + 1, brought to 1..2 so that a rare
    skill weighs double a common one, not ten times.
    """
    counts: dict[str, int] = {}
    for detail in details:
        for concept in {row["concept"] for row in detail["requirements"]}:
            counts[concept] = counts.get(concept, 0) + 1
    total = len(details)
    most = np.log(1 + total) + 1.0
    scale = max(most - 1.0, 1e-9)
    return {
        concept: round(float(1.0 + np.log((1 + total) / (1 + count)) / scale), 4)
        for concept, count in sorted(counts.items())
    }


def _texts(postings: pa.Table) -> list[str]:
    """Return title and text of each posting: the title says what the text is about."""
    columns = (postings.column("title").to_pylist(), postings.column("text").to_pylist())
    return [f"{title}\n{text}" for title, text in zip(*columns, strict=True)]


def _write_text_index(target: Path, texts: Sequence[str]) -> None:
    """Store TF-IDF term-major: for each term the postings that have it, with their weights.

    A posting's vector has length 1, whatever its size. Each weight is multiplied by the term's
    IDF already: a profile's vector is binary times IDF, so summing is the dot product.
    """
    vectorizer = CountVectorizer(
        lowercase=True, token_pattern=WORD_PATTERN, stop_words="english", dtype=np.float32
    )
    try:
        counts = vectorizer.fit_transform(texts)
        terms = vectorizer.get_feature_names_out()
    except ValueError:  # no posting has a word: an empty vocabulary
        counts, terms = None, np.array([], dtype=str)
    if counts is None:
        indptr, indices, data = (
            np.zeros(1, np.int64),
            np.zeros(0, np.int32),
            np.zeros(0, np.float32),
        )
    else:
        transformer = TfidfTransformer(norm="l2", sublinear_tf=True)
        weighted = (transformer.fit_transform(counts) @ diags(transformer.idf_)).tocsc()
        weighted.sort_indices()
        indptr, indices = weighted.indptr.astype(np.int64), weighted.indices.astype(np.int32)
        data = weighted.data.astype(np.float32)
    encoded = np.array([term.encode("utf-8") for term in terms], dtype=bytes)
    order = np.argsort(encoded)
    np.save(target / "terms.npy", encoded[order])
    np.save(target / "term_columns.npy", order.astype(np.int32))
    np.save(target / "term_indptr.npy", indptr)
    np.save(target / "term_postings.npy", indices)
    np.save(target / "term_weights.npy", data)


def _write_titles(target: Path, titles: Sequence[str]) -> None:
    """Store titles term-major, each word with its share of its title: rare words tell more."""
    words = [sorted(tokens(title) - TITLE_STOP_WORDS) for title in titles]
    counts: dict[str, int] = {}
    for said in words:
        for word in said:
            counts[word] = counts.get(word, 0) + 1
    idf = {word: 1.0 + float(np.log((1 + len(titles)) / (1 + n))) for word, n in counts.items()}
    entries = [
        (word.encode("utf-8"), number, idf[word] / sum(idf[other] for other in said))
        for number, said in enumerate(words)
        for word in said
    ]
    entries.sort()
    terms = np.array(sorted(word.encode("utf-8") for word in counts), dtype=bytes)
    ends = np.searchsorted(np.array([entry[0] for entry in entries], dtype=bytes), terms)
    np.save(target / "title_terms.npy", terms)
    np.save(target / "title_indptr.npy", np.append(ends, len(entries)).astype(np.int64))
    np.save(target / "title_postings.npy", np.array([entry[1] for entry in entries], np.int32))
    np.save(target / "title_shares.npy", np.array([entry[2] for entry in entries], np.float64))


def _write_units(
    target: Path, details: Sequence[dict[str, Any]], weights: Weights, idf: dict[str, float]
) -> None:
    """Store requirement units unit-major: each distinct unit once, with the postings that ask it."""
    numbers: dict[Unit, int] = {}
    entries: list[tuple[int, int, float, bool]] = []
    part_points = np.zeros((len(details), 4), np.float32)
    for posting, detail in enumerate(details):
        weighed = weigh(detail["requirements"], weights, idf)
        totals = {duty: sum(w.weight for w in weighed if w.duty == duty) for duty in (False, True)}
        points = points_of(weights, qualifications=totals[False] > 0, duties=totals[True] > 0)
        part_points[posting] = [
            points.get(n, 0.0) for n in ("requirements", "duties", "text", "occupation")
        ]
        for item in weighed:
            name = "duties" if item.duty else "requirements"
            worth = points[name] * item.weight / (totals[item.duty] + weights.unsaid[name])
            number = numbers.setdefault(item.unit, len(numbers))
            entries.append((number, posting, worth, item.must))
    entries.sort(key=lambda entry: entry[:2])
    of_unit = np.array([entry[0] for entry in entries], np.int64)
    np.save(target / "unit_indptr.npy", np.searchsorted(of_unit, np.arange(len(numbers) + 1)))
    np.save(target / "unit_postings.npy", np.array([entry[1] for entry in entries], np.int32))
    np.save(target / "unit_points.npy", np.array([entry[2] for entry in entries], np.float32))
    np.save(target / "unit_musts.npy", np.array([entry[3] for entry in entries], np.bool_))
    np.save(target / "part_points.npy", part_points)
    _write_needs(target, numbers)


def _write_needs(target: Path, units: Iterable[Unit]) -> None:
    """Store each distinct need once, and units as lists of options, options as lists of needs."""
    numbers: dict[Need, int] = {}
    needs_of: list[int] = []
    option_ends, unit_ends = [0], [0]
    for unit in units:
        for option in unit.options:
            needs_of += [numbers.setdefault(need, len(numbers)) for need in option]
            option_ends.append(len(needs_of))
        unit_ends.append(len(option_ends) - 1)
    np.save(target / "option_needs.npy", np.array(needs_of, np.int32))
    np.save(target / "option_indptr.npy", np.array(option_ends, np.int64))
    np.save(target / "unit_options.npy", np.array(unit_ends, np.int64))
    needs = [[n.kind, n.concept, n.years_min, n.fields, n.branches] for n in numbers]
    (target / "needs.json").write_text(json.dumps(needs), "utf-8")


def _write_details(target: Path, details: Sequence[dict[str, Any]]) -> None:
    """Store what is displayed: a JSON line a posting, found by offset."""
    offsets = [0]
    with (target / "details.jsonl").open("wb") as file:
        for detail in details:
            line = json.dumps(detail, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n"
            file.write(line)
            offsets.append(offsets[-1] + len(line))
    np.save(target / "detail_offsets.npy", np.array(offsets, np.int64))


def _remove_old(folder: Path, current: str) -> None:
    """Remove versions that nobody will open any more, and what kills left behind."""
    for path in folder.iterdir():
        if path.is_dir() and path.name != current:
            shutil.rmtree(path, ignore_errors=True)
