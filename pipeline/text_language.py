"""The language a posting is written in: the rules read English and would misread any other."""

from functools import cache
from typing import Any

ENGLISH = "en"
# Words that other languages of Latin letters do not have, or hardly use.
_ENGLISH_WORDS = frozenset(
    ("the", "and", "of", "to", "for", "with", "are", "our", "will", "you", "your", "this", "have",
     "by", "from", "or", "be", "must", "that", "who")
)  # fmt: skip
_ENGLISH_SHARE = 0.06
"""English prose has a fifth of such words, a list in note form a twelfth, other languages none."""
_SHORTEST, _SHORTEST_OTHER = 40, 100
"""Characters that tell English by its words; bytes that the detector needs to be right."""
_OTHER_SCRIPT = 0.3
"""Bytes over characters: Chinese has 2, Russian nearly 1, English with its dashes 0.02."""
_GLANCE, _LOOK = 350, 1500
"""Characters of beginning, middle and end: for the words, and for the detector."""
_LIKELY = 0.7
_TO_ISO = {"fil": "tl", "iw": "he"}


def language_of(folded: str) -> str | None:
    """Return the language of a folded text; None where it is too short or mixed to tell.

    ISO 639-1, or 639-3 where a language has none (Hmong, Cebuano). A text with some of each is
    English as soon as its English is more than a note. Only a text that hardly has English
    words is shown to the detector (CLD3), so most texts pay for counting words alone.
    """
    if len(folded) < _SHORTEST:
        return None
    glance = _sample(folded, _GLANCE)
    words = glance.split()
    if sum(map(_ENGLISH_WORDS.__contains__, words)) >= _ENGLISH_SHARE * len(words) and (
        glance.isascii() or len(_utf8(glance)) < (1 + _OTHER_SCRIPT) * len(glance)
    ):
        return ENGLISH
    shown = _utf8(_sample(folded, _LOOK))
    if len(shown) < _SHORTEST_OTHER:
        return None
    found = _detector().FindLanguage(shown)
    language: str = found.language
    if not found.is_reliable or found.probability < _LIKELY or "-Latn" in language:
        return None
    return _TO_ISO.get(language, language)


@cache
def _detector() -> Any:  # noqa: ANN401 -- a compiled module without types
    from gcld3 import NNetLanguageIdentifier  # noqa: PLC0415 -- few postings need it

    return NNetLanguageIdentifier(min_num_bytes=0, max_num_bytes=20_000)


def _sample(text: str, width: int) -> str:
    """Return the beginning, middle and end of a text, or all of a short one."""
    if len(text) <= 3 * width:
        return text
    middle = (len(text) - width) // 2
    return " ".join((text[:width], text[middle : middle + width], text[-width:]))


def _utf8(text: str) -> bytes:
    return text.encode("utf-8", "ignore")  # half a surrogate pair is no letter
