"""Read what stands above the first heading: name, how to reach the person, place, summary."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from matcher.profile import Reader
from matcher.resume_text.lines import NAME, Line, Unread, find_place, says
from matcher.resume_text.lists import certificate

_EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<![\d/])(?:\+?1[\s.-]?)?\(?\d{3}\)?[\s.-]{0,2}\d{3}[\s.-]?\d{4}(?!\d)")
_URL = re.compile(r"\b(?:https?://|www\.|linkedin\.com/)[^\s|,;]+", re.IGNORECASE)
_ZIP = re.compile(r"\b\d{5}(?:-\d{4})?\b")
_STREET = re.compile(
    r"^\d+\s+\w+.*|\b(?:street|st|avenue|ave|road|rd|drive|dr|lane|ln|blvd|apt|suite|court|ct|way)\b\.?",
    re.IGNORECASE,
)
_LABELS = re.compile(
    r"^(?:e-?mail|phone|tel|cell|mobile|address|linkedin|location|name|r[eé]sum[eé](?: of)?|curriculum vitae)\s*:?\s*",
    re.IGNORECASE,
)
_CUT = re.compile(r"\s*[|•·\t]\s*|\s{3,}|\s+[–—]\s+")
_LONGEST_LABEL = 90


def read_head(
    lines: Sequence[Line], reader: Reader, unread: Unread, today: date
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return JSON Resume's `basics`, and the certificates whose letters stand behind the name."""
    basics: dict[str, Any] = {}
    letters: list[dict[str, Any]] = []
    sentences: list[str] = []
    for line in lines:
        rest = _take_contact(line.text, basics)
        for part in _CUT.split(rest):
            words = _LABELS.sub("", " ".join(part.split())).strip(" ,;:|-–—")
            if not words or _ZIP.fullmatch(words):
                continue
            if "name" not in basics and _takes_name(words, basics, letters, reader, today):
                continue
            if says("title", words) and len(words) <= _LONGEST_LABEL and "label" not in basics:
                basics["label"] = words
            elif len(words.split()) > 5:  # noqa: PLR2004 -- shorter is no sentence
                sentences.append(words)
            elif not _STREET.search(words) and "name" in basics:
                unread.add(line, f'"{words}" above the first heading is not understood')
    if sentences:
        basics["summary"] = " ".join(sentences)
    return basics, letters


def _take_contact(text: str, basics: dict[str, Any]) -> str:
    """Put mail, phone, address into `basics` and return what is left of the line."""
    for name, pattern in (("email", _EMAIL), ("url", _URL), ("phone", _PHONE)):
        match = pattern.search(text)
        if match:
            basics.setdefault(name, match[0].strip())
            text = pattern.sub("\t", text)
    place = find_place(text)
    if place is not None:
        if "location" not in basics:
            location = {"city": place.city, "region": place.state, "postalCode": place.postal_code}
            basics["location"] = {k: v for k, v in location.items() if v} | {"countryCode": "US"}
        text = f"{text[: place.start]}\t{text[place.end :]}"
    return text


def _takes_name(
    words: str, basics: dict[str, Any], letters: list[dict[str, Any]], reader: Reader, today: date
) -> bool:
    """Put a name, and the credentials behind it, where they belong; return whether it is one."""
    name, *behind = re.split(r",\s*", words)
    held = [part for part in behind if _is_credential(part, reader)]
    if len(held) != len(behind) or not NAME.match(name) or says("employer", name):
        return False
    if says("title", name) and not behind:
        return False
    basics["name"] = name.title() if name.isupper() else name
    letters += [certificate(part, today) for part in held]
    return True


def _is_credential(words: str, reader: Reader) -> bool:
    kinds = {
        concept.kind
        for mention in reader.matcher.find(words)
        for concept in (*mention.concepts, *mention.open)
    }
    return bool(kinds & {"certification", "licence", "degree"})
