"""Experience: how long, of which kind, with or without a number."""

import re
from collections.abc import Iterator, Sequence

from pipeline.claims import Claim
from pipeline.context import Stance
from pipeline.durations import Years
from pipeline.experience.kinds import EQUIVALENT, HEALTH_CARE
from pipeline.experience.lengths import experience_lengths
from pipeline.experience.phrases import (
    DEGREE,
    ExperienceText,
    as_asked,
    kinds_of_lengths,
    open_text,
    reach_of,
)
from pipeline.experience.reductions import reductions
from pipeline.experience.substitutes import substitutes
from pipeline.experience.unstated import unstated
from pipeline.posting import Requirement
from pipeline.reading import QUALIFICATIONS, Facts, Reading

_EXPERIENCE = re.compile(r"experience|\bexp\b|\bworked\b|in charge\b|background")
_OPENING = re.compile(
    r"[^a-z0-9$]*(?:(?:proven track record|track record|experience|qualifications?|minimum|requirements?|required)\b[: ]*)?"
    r"(?:(?:an?|minimum|min|min\.|bring(?: us)?|come with|we (?:ask|look) for|we (?:want|need|require)|give us|at least|over|more than|with|of|degree|bachelor'?s|associate'?s|master'?s|ged|"
    r"diploma|high school|hs|and|or|plus|ideally|preferably|about|roughly|approximately|between)[\s,.:]+)*"
)
"""What may stand before a length that opens a sentence."""
_SOMEBODY = re.compile(
    r"\b(?:you|you've|you'd|somebody|someone|anybody|anyone|nobody|person|people|candidates?|applicants?|individuals?|us|looking for|to be considered|to qualify|to apply)\b"
)
"""The one who is asked, told in a text without headings."""
_LABEL = re.compile(r"[^a-z0-9$]*(?:[a-z/&'-]+ ?){1,4}: ")
_EVIDENCE_STOP = re.compile(r"[,;()\n]|\.\W*$")
_EVIDENCE_TRAIL = re.compile(
    r"\s(?:and|or|plus|with)(?: (?:an?|the))?(?:\s*$|\s(?=(?:high school|associate|bachelor|master|degree|diploma|ged)))"
)
_CONNECTING = (" and", " or", " plus", " with", " a", " an", " the")
_UNSURE = 0.6
"""Confidence where no word tells the kind."""
_UNSTATED = 0.7


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
    said = _EXPERIENCE.search(folded, sentence.start, reach)
    if kind and not said:
        said = DEGREE.search(folded, sentence.start, years.start)
    if kind and _SOMEBODY.search(folded, sentence.start, years.start):
        return True
    opens = _OPENING.fullmatch(folded, sentence.start, years.start)
    if stance.strength is None:
        opens = opens or _LABEL.fullmatch(folded, sentence.start, years.start)
        return bool(opens and (kind or said))
    return bool(said or (opens and kind))


def _evidence_end(folded: str, start: int, limit: int) -> int:
    """Return the end of the phrase that begins with the years: up to a comma or a bracket."""
    stop = _EVIDENCE_STOP.search(folded, start, limit)
    end = stop.start() if stop else limit
    words = folded[start:end].rstrip()
    if words.endswith(_CONNECTING) or DEGREE.search(words):
        trailing = _EVIDENCE_TRAIL.search(words)
        words = words[: trailing.start()] if trailing else words
    return start + len(words.rstrip())
