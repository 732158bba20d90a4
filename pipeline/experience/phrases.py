"""Where the words stand that tell a kind: behind a length, before it, in its label."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

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
from pipeline.sayings import Sayings, load_sayings
from pipeline.spelling import fold

_SILENT = frozenset(("experience", "was", "nothing"))
_NEAR = 16


@cache
def _words() -> Sayings:
    return load_sayings("experience_phrases")


def names_schooling(folded: str, start: int = 0, end: int | None = None) -> bool:
    """Return whether a degree or a nurse's licence is named in a span of a folded text."""
    limit = len(folded) if end is None else end
    return _words().search("degree", folded, start, limit) is not None


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
        _words().search("health", reading.folded) is not None
        or _words().search("health", title) is not None,
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
    return _words().fullmatch("connector_between", reading.folded, start, end) is not None


def _is_completed(reading: Reading, lengths: Sequence[Years], position: int) -> bool:
    """Return whether the next length says the kind: "a diploma and 5 years or a degree and 2 of …"."""
    if position + 1 >= len(lengths):
        return False
    start, end = lengths[position].end, lengths[position + 1].start
    if reading.context.sentence_at(start).end < end:
        return False
    return (
        names_schooling(reading.folded, start, end)
        and "experience" not in (reading.folded[start:end])
    )


def reach_of(reading: Reading, lengths: Sequence[Years], position: int) -> int:
    """Return the end of what may speak of a length: its sentence's end or the next length."""
    end = reading.context.sentence_at(lengths[position].start).end
    return min(end, lengths[position + 1].start) if position + 1 < len(lengths) else end


def _kind_beside(text: ExperienceText, start: int, years: Years, end: int) -> str | None:
    folded = text.reading.folded
    label = (
        _words().search("label_before", folded, start, years.start)
        if ":" in folded[start : years.start]
        else None
    )
    if label and not names_schooling(label["kind"]):
        kind = text.kind(label.start("kind"), label.end("kind"))
        if kind is not None:
            return kind
    if _words().match("bracket_after", folded, years.end) or _is_worked_for(
        folded, start, years.start
    ):
        kind = _kind_before(text, start, years.start)
        if kind is not None:
            return kind
    if not label or not folded[years.end : end].lstrip().startswith("("):
        near = phrase_end(folded, years.end, end)
        kind = text.kind(years.end, near)
        goes_on = _words().match("further_after", folded, near, end)
        if kind is None and goes_on and not _words().search("related", folded, years.end, near):
            kind = text.kind(near, end)
        if kind is not None:
            return kind
    if (
        _words().fullmatch("only_marked_between", folded, years.end, end)
        and not folded[start : years.start].strip()
    ):
        said = text.reading.context.sentence_at(max(0, start - 1)).start
        return text.kind(said, start) if "\n" not in folded[said:start] else None
    return _kind_before(text, start, years.start)


def _kind_before(text: ExperienceText, start: int, end: int) -> str | None:
    """Return the kind said before a length: in its clause, then in what stands before that."""
    folded = text.reading.folded
    if folded.find("combination of", start, end) >= 0 and _words().search(
        "combination_before", folded, start, end
    ):
        return EQUIVALENT
    if names_schooling(folded, start, end):
        return None
    mark = max(folded.rfind(mark, start, end) for mark in ",.)")
    alone = mark > start and not _is_worked_for(folded, start, end)
    kind = text.kind(mark, end) if alone else None
    return kind or text.kind(start, end)


def _is_worked_for(folded: str, start: int, end: int) -> bool:
    """Return whether words say what was done for the length behind them: "run a clinic for"."""
    if folded.rfind("for", max(start, end - _NEAR), end) < 0:
        return False
    return _words().search("worked_for_before", folded, start, end) is not None


def phrase_end(folded: str, start: int, limit: int) -> int:
    """Return the end of the phrase at a place: a comma ends it unless a list goes on."""
    cut = _words().search("cut", folded, start + 1, limit) if start < limit else None
    end = cut.start() if cut else limit
    comma = folded.find(",", start, end)
    if comma < 0:
        return end
    if not folded[start:comma].strip():
        return comma
    if not _words().match("list_after", folded, comma, end):
        return comma
    joined = _words().search("or", folded, comma, end)
    after = folded.find(",", joined.end() + 1, end) if joined else -1
    if joined and joined.start() - comma <= len(", ") and after >= 0:
        return folded.find(",", after + 1, end) if folded.find(",", after + 1, end) >= 0 else end
    return end if after < 0 else after


def _goes_on(
    reading: Reading, start: int, years: Years, lengths: Sequence[Years], position: int
) -> bool:
    """Return whether a length without a kind is of the kind before: "or a diploma and nine years"."""
    folded, words = reading.folded, _words()
    after = folded[years.end : reach_of(reading, lengths, position)]
    if words.search("related", folded, years.start, years.end) or words.search("related", after):
        return False
    if words.search("described", after) or words.fullmatch("only_marked_between", after):
        return True
    said = folded[start : years.start] + after
    return names_schooling(said) or not words.search("complete", folded, years.start, years.end)


def as_asked(stance: Stance) -> Stance:
    """Return the stance of what is asked for where nothing beside it and no heading says so."""
    return stance._replace(strength=stance.strength or "required", source="qualification")
