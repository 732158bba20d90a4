"""Where the words stand that tell a kind: behind a length, before it, in its label."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.context import Stance
from pipeline.cues import Cue
from pipeline.durations import Years
from pipeline.experience.kinds import (
    EQUIVALENT,
    TRIGGERS,
    ExperienceRule,
    Words,
    experience_words,
    kind_of,
    trigger_words,
)
from pipeline.reading import Reading
from pipeline.spelling import fold

DEGREE = re.compile(r"\b(?:rn|lpn|lvn)\b|degree|bachelor|master'?s|associate'?s|diploma|\bged\b")
_HEALTH_WORDS = (
    "patient",
    "clinic",
    "physician",
    "doctor",
    "dentist",
    "nurs",
    "mental health",
    "health center",
    "behavioral health",
    "medical practice",
)
_SILENT = frozenset(("experience", "was", "nothing"))
_CUT = re.compile(
    r"[;(\n]|\b(?:preferably|ideally|preferred|required|knowledge of|proficien\w+|ability to|familiar\w*|strong|"
    r"excellent|skills?|understanding of|experience with|a plus|in addition|desired|is a must|a must)\b"
)
_LIST = re.compile(
    r",(?: or\b|(?! (?:and|with|including|plus|some|of which|preferably|ideally)\b)[^,;(.]{1,45}(?:,[^,;(.]{1,45})*?,? (?:or|and/or) )"
)
_OR = re.compile(r"\bor\b")
_LABEL = re.compile(r"([^:;,.()\n]{2,60}):\s*(?:at least |minimum(?: of)? |min\.? )?\(?$")
"""Of the form of job boards, "Medical office: 3 years"."""
_RELATED = re.compile(r"\b(?:related|relevant|similar|comparable|equivalent|additional|extra)\b")
_DESCRIBED = re.compile(
    r"(?:experience|that|those) (?:described|listed|above|stated)|\bsuch experience|\bthe (?:above|same|required)\b"
)
# Between two lengths that say one thing: "at least 5 and ideally 8 years of …".
_CONNECTOR = re.compile(
    r"[\s,(/]*(?:\(?(?:(?:of )?experience )?(?:required|preferred|minimum)\)?[\s,]*)?(?:and|or|but|to|plus)?[\s,]*"
    r"(?:ideally|preferably|at least|up to)?\s*"
)
_FURTHER = re.compile(
    r"[\s,;:()/-]*(?:(?:preferably|ideally|preferred|required|desired|in|working|with|experience|as|of|for|including|incl|"
    r"managing|supervising|leading|running|some|mostly|at|medical|healthcare|health care|dental|a must|is a must)\b|\(|:)"
)
"""What goes on speaking of a length past a comma or bracket."""
_ONLY_MARKED = re.compile(
    r"\s*(?:of )?(?:experience )?(?:is |are |would be |strongly |highly )*(?:preferred|required|desired|ideal|a plus|a must)\W*"
)
_BRACKET = re.compile(r"[\s+]*(?:min(?:imum)?\.?|or more)?\s*\)")
_COMBINATION = re.compile(
    r"combination of \w+,? (?:\w+,? ){0,3}(?:experience|education|training)\W+(?:\w+ ){1,3}$"
)
_WORKED_FOR = re.compile(r"\w{3,} .{5,60}\bfor(?: at least| about| over| more than)?\s*$")
_NEAR = 16
_COMPLETE = re.compile(r"\byears?\b|\byrs?\b|month|\bmos?\b|decade")


@dataclass(frozen=True, slots=True)
class ExperienceText:
    """A reading whose words for kinds of experience are found a sentence at a time, when asked."""

    reading: Reading
    triggers: Words
    """Words that ask for the kind beside them: "experience", "have run"."""
    branches: Words
    """Branches of care."""
    health: bool
    """The posting is one of health care."""
    _sentences: dict[int, Words] = field(default_factory=dict)

    def words_in(self, start: int, end: int) -> list[Cue[ExperienceRule]]:
        """Return the telling words inside a span of one sentence."""
        sentence = self.reading.context.sentence_at(start)
        words = self._sentences.get(sentence.start)
        if words is None:
            found = experience_words().find(self.reading.folded[sentence.start : sentence.end])
            words = [
                Cue(cue.start + sentence.start, cue.end + sentence.start, cue.rule)
                for cue in found
                if cue.rule.says not in _SILENT
            ]
            self._sentences[sentence.start] = words
        return [cue for cue in words if start <= cue.start and cue.end <= end]

    def kind(self, start: int, end: int) -> str | None:
        """Return the kind that the words in a span tell."""
        if start >= end:
            return None
        return kind_of(self.reading.folded, self.words_in(start, end), health=self.health)


def open_text(reading: Reading) -> ExperienceText:
    """Return a reading opened for experience."""
    title = fold(reading.raw.title)
    found = trigger_words().find(reading.folded)
    return ExperienceText(
        reading,
        [cue for cue in found if cue.rule.says in TRIGGERS],
        [cue for cue in found if cue.rule.says == "specialty"],
        any(word in reading.folded for word in _HEALTH_WORDS)
        or any(word in title for word in _HEALTH_WORDS),
    )


def kinds_of_lengths(text: ExperienceText, lengths: Sequence[Years]) -> list[str | None]:
    """Return the kind of each length: behind, before, or that of its neighbour; None if untold."""
    reading = text.reading
    befores = [
        max(
            reading.context.sentence_at(years.start).start, lengths[number - 1].end if number else 0
        )
        for number, years in enumerate(lengths)
    ]
    kinds = [
        _kind_beside(text, before, years, reach_of(reading, lengths, number))
        for number, (before, years) in enumerate(zip(befores, lengths, strict=True))
    ]
    for number in range(len(lengths) - 2, -1, -1):
        if kinds[number] is None and _shares(reading, lengths, number):
            kinds[number] = _kind_beside(
                text,
                lengths[number + 1].start,
                lengths[number + 1],
                reach_of(reading, lengths, number + 1),
            )
    for number, years in enumerate(lengths):
        untold = kinds[number] is None and number > 0
        if untold and _goes_on(reading, befores[number], years, lengths, number):
            kinds[number] = kinds[number - 1]
    for number in range(len(lengths) - 2, -1, -1):
        if kinds[number] is None and _is_completed(reading, lengths, number):
            kinds[number] = kinds[number + 1]
    return kinds


def _shares(reading: Reading, lengths: Sequence[Years], number: int) -> bool:
    """Return whether a length and the next say one thing: "at least 5 and ideally 8 years of …"."""
    start, end = lengths[number].end, lengths[number + 1].start
    return _CONNECTOR.fullmatch(reading.folded, start, end) is not None


def _is_completed(reading: Reading, lengths: Sequence[Years], position: int) -> bool:
    """Return whether the next length says the kind: "a diploma and 5 years or a degree and 2 of …"."""
    if position + 1 >= len(lengths):
        return False
    start, end = lengths[position].end, lengths[position + 1].start
    if reading.context.sentence_at(start).end < end:
        return False
    return (
        bool(DEGREE.search(reading.folded, start, end))
        and "experience" not in (reading.folded[start:end])
    )


def reach_of(reading: Reading, lengths: Sequence[Years], position: int) -> int:
    """Return the end of what may speak of a length: its sentence's end or the next length."""
    end = reading.context.sentence_at(lengths[position].start).end
    return min(end, lengths[position + 1].start) if position + 1 < len(lengths) else end


def _kind_beside(text: ExperienceText, start: int, years: Years, end: int) -> str | None:
    folded = text.reading.folded
    label = (
        _LABEL.search(folded, start, years.start) if ":" in folded[start : years.start] else None
    )
    if label and not DEGREE.search(label[1]):
        kind = text.kind(label.start(1), label.end(1))
        if kind is not None:
            return kind
    if _BRACKET.match(folded, years.end) or _is_worked_for(folded, start, years.start):
        kind = _kind_before(text, start, years.start)
        if kind is not None:
            return kind
    if not label or not folded[years.end : end].lstrip().startswith("("):
        near = phrase_end(folded, years.end, end)
        kind = text.kind(years.end, near)
        goes_on = _FURTHER.match(folded, near, end)
        if kind is None and goes_on and not _RELATED.search(folded, years.end, near):
            kind = text.kind(near, end)
        if kind is not None:
            return kind
    if _ONLY_MARKED.fullmatch(folded, years.end, end) and not folded[start : years.start].strip():
        said = text.reading.context.sentence_at(max(0, start - 1)).start
        return text.kind(said, start) if "\n" not in folded[said:start] else None
    return _kind_before(text, start, years.start)


def _kind_before(text: ExperienceText, start: int, end: int) -> str | None:
    """Return the kind said before a length: in its clause, then in what stands before that."""
    folded = text.reading.folded
    if folded.find("combination of", start, end) >= 0 and _COMBINATION.search(folded, start, end):
        return EQUIVALENT
    if DEGREE.search(folded, start, end):
        return None
    mark = max(folded.rfind(mark, start, end) for mark in ",.)")
    alone = mark > start and not _is_worked_for(folded, start, end)
    kind = text.kind(mark, end) if alone else None
    return kind or text.kind(start, end)


def _is_worked_for(folded: str, start: int, end: int) -> bool:
    """Return whether words say what was done for the length behind them: "run a clinic for"."""
    if folded.rfind("for", max(start, end - _NEAR), end) < 0:
        return False
    return _WORKED_FOR.search(folded, start, end) is not None


def phrase_end(folded: str, start: int, limit: int) -> int:
    """Return the end of the phrase at a place: a comma ends it unless a list goes on."""
    cut = _CUT.search(folded, start + 1, limit) if start < limit else None
    end = cut.start() if cut else limit
    comma = folded.find(",", start, end)
    if comma < 0:
        return end
    if not folded[start:comma].strip():
        return comma
    if not _LIST.match(folded, comma, end):
        return comma
    joined = _OR.search(folded, comma, end)
    after = folded.find(",", joined.end() + 1, end) if joined else -1
    if joined and joined.start() - comma <= len(", ") and after >= 0:
        return folded.find(",", after + 1, end) if folded.find(",", after + 1, end) >= 0 else end
    return end if after < 0 else after


def _goes_on(
    reading: Reading, start: int, years: Years, lengths: Sequence[Years], position: int
) -> bool:
    """Return whether a length without a kind is of the kind before: "or a diploma and nine years"."""
    folded = reading.folded
    after = folded[years.end : reach_of(reading, lengths, position)]
    if _RELATED.search(folded, years.start, years.end) or _RELATED.search(after):
        return False
    if _DESCRIBED.search(after) or _ONLY_MARKED.fullmatch(after):
        return True
    said = folded[start : years.start] + after
    return bool(DEGREE.search(said)) or not _COMPLETE.search(folded, years.start, years.end)


def as_asked(stance: Stance) -> Stance:
    """Return the stance of what is asked for where nothing beside it and no heading says so."""
    return stance._replace(strength=stance.strength or "required", source="qualification")
