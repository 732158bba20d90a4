"""Experience: how long, of which kind, with or without a number."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from pipeline.claims import Claim
from pipeline.context import Stance
from pipeline.durations import Years
from pipeline.experience.kinds import EQUIVALENT, HEALTH_CARE
from pipeline.experience.lengths import experience_lengths
from pipeline.experience.phrases import (
    ExperienceText,
    as_asked,
    kinds_of_lengths,
    names_schooling,
    open_text,
    reach_of,
)
from pipeline.experience.reductions import reductions
from pipeline.experience.substitutes import substitutes
from pipeline.experience.unstated import unstated
from pipeline.posting import Requirement
from pipeline.reading import QUALIFICATIONS, Facts, Reading
from pipeline.sayings import Sayings, load_sayings

_LABEL = re.compile(r"[^a-z0-9$]*(?:[a-z/&'-]+ ?){1,4}: ")
_EVIDENCE_STOP = re.compile(r"[,;()\n]|\.\W*$")
_UNSURE = 0.6
"""Confidence where no word tells the kind."""
_UNSTATED = 0.7


@cache
def _words() -> Sayings:
    return load_sayings("experience_lengths")


def extract(reading: Reading) -> Facts:
    """Read experience requirements."""
    text = open_text(reading)
    lengths = experience_lengths(reading)
    stated = list(_stated(text, lengths))
    found = [*stated, *reductions(reading, stated)]
    found += [
        claim.requirement(reading, "experience", confidence=_UNSTATED)
        for claim in unstated(text, lengths)
    ]
    found += [claim.requirement(reading, "experience") for claim in substitutes(text, lengths)]
    return {"requirements": tuple(sorted(found, key=lambda row: row.start))}


def _stated(text: ExperienceText, lengths: Sequence[Years]) -> Iterator[Requirement]:
    """Read "5 years of …" where the candidate is asked for them."""
    reading, folded = text.reading, text.reading.folded
    untold = HEALTH_CARE if text.health else EQUIVALENT
    asked = -1
    for position, (years, kind) in enumerate(
        zip(lengths, kinds_of_lengths(text, lengths), strict=True)
    ):
        stance = reading.context.stance(years.start, years.end)
        reach = reach_of(reading, lengths, position)
        sentence = reading.context.sentence_at(years.start).start
        goes_on = sentence == asked and not stance.marked and stance.subject == "candidate"
        if not goes_on and not _is_asked(text, years, kind, stance, reach):
            continue
        asked = sentence
        stance = as_asked(stance)
        end = _evidence_end(folded, years.end, reach)
        yield Claim(years.start, end, kind or untold, stance).requirement(
            reading, "experience", years_min=years.low, years_max=years.high,
            confidence=None if kind else _UNSURE,
        )  # fmt: skip


def _is_asked(
    text: ExperienceText, years: Years, kind: str | None, stance: Stance, reach: int
) -> bool:
    """Return whether the candidate is asked for a length.

    A sentence that opens with years of a kind asks for them, whatever heading it stands under.
    """
    if stance.subject not in ("candidate", "staff") or (stance.marked and stance.strength is None):
        return False
    if stance.marked or stance.section in QUALIFICATIONS:
        return True
    folded = text.reading.folded
    sentence = text.reading.context.sentence_at(years.start)
    words = _words()
    said = words.search("says_experience", folded, sentence.start, reach) is not None
    if kind and not said:
        said = names_schooling(folded, sentence.start, years.start)
    if kind and words.search("somebody", folded, sentence.start, years.start):
        return True
    opens = words.fullmatch("opening_whole", folded, sentence.start, years.start)
    if stance.strength is None:
        opens = opens or _LABEL.fullmatch(folded, sentence.start, years.start)
        return bool(opens and (kind or said))
    return bool(said or (opens and kind))


def _evidence_end(folded: str, start: int, limit: int) -> int:
    """Return the end of the phrase that begins with the years: up to a comma or a bracket."""
    stop = _EVIDENCE_STOP.search(folded, start, limit)
    end = stop.start() if stop else limit
    words = folded[start:end].rstrip()
    if _words().search("joining_before", words) or names_schooling(words):
        trailing = _words().search("evidence_trail", words)
        words = words[: trailing.start()] if trailing else words
    return start + len(words.rstrip())
