"""Money written in words, as digits: "fifty-two to fifty-eight thousand"."""

import re

from pipeline.durations import ONES

_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_VALUES = {word: value for value, word in enumerate(ONES)} | {
    word: 10 * value for value, word in enumerate(_TENS, 2)
}
_SMALL = rf"(?:(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(ONES[1:10])})\b)?|{'|'.join(reversed(ONES[1:20]))})\b"
_SPELLED = rf"(?:(?:one |a )?hundred(?: and)?(?: {_SMALL})?|{_SMALL})"
_MONEY = re.compile(
    rf"\b{_SPELLED}(?=(?: ?(?:to|and|or|-) ?{_SPELLED})? (?:thousand|grand|dollars|bucks|an hour)\b)"
)
_HUNDRED = 100


def in_digits(folded: str) -> str:
    """Return a folded text with money in words as digits, of the same length: zeros go before."""
    return _MONEY.sub(lambda match: str(_value(match[0])).zfill(len(match[0])), folded)


def _value(words: str) -> int:
    hundred, found, rest = words.rpartition("hundred")
    value = sum(_VALUES.get(word, 0) for word in re.split(r"[- ]", rest))
    return value + _HUNDRED if found and hundred in ("", "one ", "a ") else value
