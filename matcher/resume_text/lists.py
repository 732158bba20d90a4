"""Read the lists of a résumé: certificates, skills, languages."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from matcher.profile import Reader
from matcher.resume import parse_day
from matcher.resume_text.dates import find_day, find_span
from matcher.resume_text.lines import Line, Unread
from matcher.resume_text.sections import labelled
from pipeline.phrases import fold

_ENTRY = re.compile(r"\s*[;|•·▪\t]\s*|,\s+(?![^()]*\))|\s{3,}")
_CERTIFICATE = re.compile(r"\s*[;|•▪\t]\s*|\s{3,}")
_EXPIRY = re.compile(
    r"\b(?:expir(?:es?|ed|y|ation)|exp\.?|valid (?:through|until|to|thru)|renew(?:ed|s) (?:through|until)|good through|through|until)(?:\s+date)?\b[:.]?\s*"
)
_LEVEL = r"(?:native|fluent|bilingual|proficien\w+|professional|conversational|intermediate|basic|elementary|limited|beginner|advanced|full|working|mother tongue|spoken|written|read|[abc][12])"
_FLUENCY = re.compile(
    rf"^(?P<language>[A-Z][a-zA-Z ]*?)\s*(?:[:(–—-]\s*|,\s+|\s+)(?P<fluency>{_LEVEL}\b[^()]*)\)?\.?$",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"^(?P<fluency>{_LEVEL}(?: proficiency)?)\s+(?:in\s+)?(?P<language>.+)$", re.IGNORECASE
)


def read_certificates(lines: Sequence[Line], today: date) -> list[dict[str, Any]]:
    """Return certificates: JSON Resume has no expiry, so the name says "expires" or "expired"."""
    found = []
    for line in lines:
        for entry in _CERTIFICATE.split(line.text):
            words = " ".join(entry.split()).strip(" -–—")
            if words:
                found.append(certificate(words, today))
    return found


def certificate(words: str, today: date) -> dict[str, Any]:
    """Return one certificate: its date apart, its expiry in words that a profile is read by."""
    rest, span = words, find_span(words)
    if span is not None and span.end is not None:
        rest = f"{words[: span.begins]}{span.start}, expires {span.end}{words[span.ends :]}"
    return _certificate(rest, today)


def _certificate(words: str, today: date) -> dict[str, Any]:
    said: dict[str, Any] = {}
    rest, expiry = words, _EXPIRY.search(fold(words))
    ends = find_day(words[expiry.end() :]) if expiry else None
    if expiry and ends and ends[1] <= 1:
        rest = words[: expiry.start()] + words[expiry.end() + ends[2] :]
    else:
        ends = None
    when = find_day(rest, last=True)
    if when is not None and not re.search(
        r"\b(?:exam|scheduled|expected|anticipated)\b", fold(rest)
    ):
        rest = rest[: when[1]] + rest[when[2] :]
        said["date"] = when[0]
    name = re.sub(
        r"\(\s*[,;]?\s*\)|\[\s*\]|(?:issued|obtained|earned|received|since|in)\s*:?\s*$",
        "",
        rest,
        flags=re.IGNORECASE,
    )
    name = " ".join(name.split()).strip(" ,;:-–—|")
    name = name + ")" * (name.count("(") - name.count(")"))
    if ends is not None:
        last = parse_day(ends[0], end=True)
        name += f", {'expired' if last is not None and last < today else 'expires'} {ends[0]}"
    return {"name": name, **said}


def read_skills(lines: Sequence[Line]) -> list[dict[str, Any]]:
    """Return skills: a labelled line is one skill with its keywords, the others stand together."""
    found: list[dict[str, Any]] = []
    alone: list[str] = []
    for line in lines:
        label, rest = labelled(line)
        entries = [entry.strip(" .") for entry in _ENTRY.split(rest) if entry.strip(" .")]
        if label and len(label.split()) <= 5:  # noqa: PLR2004 -- a label, not a clause
            found.append({"name": label, "keywords": entries})
        else:
            alone += entries if label is None else [line.words]
    if alone:
        found.append({"name": "Skills", "keywords": alone})
    return found


def read_languages(lines: Sequence[Line], reader: Reader, unread: Unread) -> list[dict[str, Any]]:
    """Return languages with their fluency, where stated."""
    found: list[dict[str, Any]] = []
    for line in lines:
        for words in _spoken(line.words):
            match = _FLUENCY.match(words) or _BEFORE.match(words)
            if match:
                found.append(
                    {"language": match["language"].strip(), "fluency": match["fluency"].strip()}
                )
            elif _is_language(words, reader):
                found.append({"language": words})
            elif found and fold(words).split()[0].strip("()") in (
                "native",
                "fluent",
                "full",
                "professional",
                "limited",
                "elementary",
            ):
                found[-1].setdefault("fluency", words.strip("()"))
            else:
                unread.add(line, f'"{words}" is not understood under languages')
    return found


def _is_language(words: str, reader: Reader) -> bool:
    named = reader.matcher.find(words)
    return fold(words) == "english" or any(c.kind == "language" for m in named for c in m.concepts)


def _spoken(words: str) -> Iterator[str]:
    both = re.sub(r"\bbilingual(?: in|:)?\s*(?=[A-Z])", "", words)
    for part in re.split(
        r"\s*[;|•\t/]\s*|,\s+(?![^()]*\))(?!(?i:fluent|native|basic|conversational|professional))|\s+(?:and|&)\s+(?=[A-Z])",
        both,
    ):
        if part.strip(" ."):
            yield part.strip(" .")
