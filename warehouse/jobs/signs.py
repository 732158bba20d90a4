"""What is compared of a posting, made once when it is read: a row of `job_signs`.

Two postings that say the same in other capitals and punctuation have one wording; only different
wordings are ever compared with each other. Wordings that may be alike share a bucket: a band of
the MinHash of their shingles, or the employer, each together with a place of work, so that
a chain's text for a thousand places is no million of pairs.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import blake2b, sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from zlib import crc32

import numpy as np
import numpy.typing as npt

from warehouse.jobs.limits import load_limits
from warehouse.jobs.words import (
    city_words,
    employer_words,
    is_agency,
    named_sites,
    plain,
    stated_hours,
    title_levels,
    title_words,
    words_of,
)

if TYPE_CHECKING:
    from datasketch import MinHash

Digests = npt.NDArray[np.uint32]
_MIXER = np.uint32(0x9E3779B1)
"""Knuth's multiplier for hashing: the order of the words of a run counts."""


@dataclass(frozen=True, slots=True)
class Sign:
    """What is compared of one posting."""

    posting_id: str
    wording: int
    """Digest of everything below but the requisition: equal where the same is said."""
    title: str
    """Words of the title as compared."""
    employer: str
    """Words of the name as compared; "" where none is stated."""
    agency: bool
    """Whoever posts hires for somebody else."""
    places: tuple[str, ...]
    """"TX:austin"; sorted. A place without its city is left out: it contradicts nothing."""
    marks: tuple[str, ...]
    """"level:assistant", "hours:night", "specialty:…", "site:…", "type:part_time"; sorted."""
    requisition: str | None
    """The employer's number, in capitals without punctuation."""
    numbering: str | None
    """Its shape, each digit a 9: numbers of one employer and shape are of one count."""
    buckets: tuple[int, ...]


@cache
def signs_version() -> str:
    """Return a digest of what makes signs and links: when it changes, all are made anew."""
    package = files("warehouse")
    digest = sha256(package.joinpath("rules", "same_job.toml").read_bytes())
    folder = package.joinpath("jobs")
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        if entry.name.endswith((".py", ".toml")):
            digest.update(entry.name.encode() + b"\0" + entry.read_bytes())
    return digest.hexdigest()[:12]


def sign(row: dict[str, Any]) -> Sign:
    """Return the sign of a posting: its columns, and `specialties` its facts name."""
    text, employer = row["text"], employer_words(row["employer"])
    said = f"{plain(row['title'])}\n{plain(text)}"
    places = tuple(sorted(_places(row["locations"] or ())))
    title = title_words(row["title"])
    marks = [f"level:{level}" for level in title_levels(row["title"])]
    marks += [f"hours:{hours}" for hours in stated_hours(said)]
    marks += [f"specialty:{concept}" for concept in row["specialties"] or ()]
    marks += [f"type:{kind}" for kind in row["employment_types"] or ()]
    marks += [f"site:{site}" for site in named_sites(text)]
    requisition = _requisition(row["requisition_id"])
    agency = is_agency(row["employer"], said)
    kept = tuple(sorted(set(marks)))
    parts = (title, employer, agency, places, kept, " ".join(words_of(plain(text))))
    return Sign(
        row["posting_id"],
        int.from_bytes(blake2b(repr(parts).encode(), digest_size=8).digest(), "big"),
        title, employer, agency, places, kept, requisition,
        re.sub(r"\d", "9", requisition) if requisition else None,
        tuple(sorted(_buckets(text, places, employer))),
    )  # fmt: skip


def _requisition(said: str | None) -> str | None:
    """Return a requisition number as compared; None for "N/A", "TBD" and the like."""
    kept = "".join(words_of(plain(said or ""))).upper()
    return kept if any(character.isdigit() for character in kept) else None


def _places(locations: Iterable[dict[str, str | None]]) -> Iterable[str]:
    for place in locations:
        city = city_words(place["city"] or "")
        if city:
            yield f"{place['state'] or place['country'] or ''}:{city}"


@lru_cache(maxsize=20_000)
def shingles(text: str) -> Digests:
    """Return the digests of all runs of some words of a text: sorted, each once."""
    words = np.array([crc32(word.encode()) for word in words_of(plain(text))], np.uint32)
    size = load_limits().shingles["words"]
    runs = np.zeros(max(0, len(words) - size + 1), np.uint32)
    for start in range(size if len(runs) else 0):
        runs = runs * _MIXER + words[start : start + len(runs)]
    return np.unique(runs)


def _buckets(text: str, places: Sequence[str], employer: str) -> Iterable[int]:
    """Yield the buckets of a posting; none without a place: it could be anywhere."""
    blocks = [block_of(place) for place in places[: load_limits().buckets["most_places"]]]
    for block in blocks:
        for band in _bands(text):
            yield crc32(block.encode() + band)
        if employer:
            yield crc32(f"{block}\0{employer}".encode())


def block_of(place: str) -> str:
    """Return a town's state, first letter and consonants: most faults of typing keep them."""
    state, _, city = place.partition(":")
    return f"{state}:{city[:1]}{''.join(sorted(set(city) - set('aeiouy ')))}"


@lru_cache(maxsize=20_000)
def _bands(text: str) -> tuple[bytes, ...]:
    limits, shingled = load_limits(), shingles(text)
    if len(shingled) < limits.shingles["fewest"]:
        return ()
    minhash = _empty_minhash().copy()
    minhash.update_batch(shingled)
    rows = limits.buckets["rows"]
    values = minhash.hashvalues
    return tuple(
        b"%d:" % at + values[at : at + rows].tobytes() for at in range(0, len(values), rows)
    )


@cache
def _empty_minhash() -> "MinHash":
    from datasketch import MinHash  # noqa: PLC0415 -- a second to import, for loads only

    buckets = load_limits().buckets
    # Shingles are digests already, and 32 bits of each are enough to keep.
    return MinHash(
        num_perm=buckets["bands"] * buckets["rows"], hashfunc=_as_it_is, scheme="affine32"
    )


def _as_it_is(digest: int) -> int:
    return digest
