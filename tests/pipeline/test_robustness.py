"""Whatever a source sends, its posting is read and kept, and in time."""

import json
import signal
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.posting import RawPosting
from pipeline.cli import pipeline
from pipeline.extract import read_posting
from pipeline.posting import Posting

NOW = datetime(2026, 11, 25, tzinfo=UTC)
ASKED = "<h2>Requirements</h2><ul><li>CMM required</li></ul>"
DEEP = 100_000
LONG = 200_000
"""Characters of a hostile text: a few tenths of a second each, where a scan that grows with the
square of them takes minutes. Ten megabytes in one line take some twenty seconds."""
PATIENCE = 60


@pytest.fixture(autouse=True)
def in_time() -> Iterator[None]:
    """Fail a reading that would take forever."""

    def fail(*_: object) -> None:
        raise TimeoutError(f"not read within {PATIENCE} s")

    before = signal.signal(signal.SIGALRM, fail)
    signal.alarm(PATIENCE)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def raw(
    text: str, form: str = "html", key: str = "1", title: str = "Practice Manager"
) -> RawPosting:
    return RawPosting(
        source="t", key=key, title=title, description=text, fetched_at=NOW,
        description_format=form,  # type: ignore[arg-type]
    )  # fmt: skip


def read(text: str, form: str = "html") -> Posting:
    """Return the posting read, after checking what must hold of any."""
    posting = read_posting(raw(text, form))
    assert posting.posting_id == "t:1"
    found = [*posting.requirements, *posting.facts]
    spans = [(item.start, item.end, item.evidence) for item in found if item.start is not None]
    if posting.pay is not None and posting.pay.start is not None:
        spans.append((posting.pay.start, posting.pay.end, posting.pay.evidence or ""))
    for start, end, evidence in spans:
        assert end is not None
        assert 0 <= start < end <= len(posting.text)
        assert posting.text[start:end] == evidence
    json.dumps(posting.to_json())
    return posting


def asks_for_cmm(posting: Posting) -> bool:
    return [(row.concept, row.strength) for row in posting.requirements] == [
        ("cert-cmm", "required")
    ]


ODD = {
    "empty": "",
    "white space": " \n\t\r\n\u00a0\u2003\u2028 ",
    "binary": bytes(range(256)).decode("latin-1") * 20,
    "binary as UTF-8": bytes(range(256)).decode("utf-8", "replace") * 20,
    "half surrogates": "CMM \ud800 \udc00 required \udfff",
    "beyond the basic plane": "\U0001f600\U0010ffff\U000e0001 CMM required \ue000",
    "no characters": "\ufffe\uffff\ufdd0",
    "combining": "C" + "\u0301" * 500 + "MM required",
    "changes length in lower case": "İİİ CMM required ẞ ŉ ǰ",
    "line ends of all kinds": "CMM\r\rrequired\x85CPC\x0bpreferred\x1cRN\u2029",
    "full-width": "ＣＭＭ　ｒｅｑｕｉｒｅｄ　＄２８．５０",
    "digits of other scripts": "٣ years of experience, ３ years, $٢٨ an hour, ²³ years",
    "no letters": "1) 2) 3) $ $ $ - - - ((( ))) ,,, ;;; :::",
}


@pytest.mark.parametrize("form", ["html", "text"])
@pytest.mark.parametrize("name", ODD)
def test_odd_characters_lose_no_posting(name: str, form: str) -> None:
    read(ODD[name], form)
    read(f"Requirements: {ODD[name]}", form)


@pytest.mark.parametrize(
    "mark", ["\u200b", "\u200c", "\u200d", "\ufeff", "\u00ad", "\u2060", "\x00"]
)
@pytest.mark.parametrize("form", ["html", "text"])
def test_marks_that_nobody_sees_split_no_word(mark: str, form: str) -> None:
    assert asks_for_cmm(read(f"{mark}C{mark}M{mark}M re{mark}quired{mark}", form))


@pytest.mark.parametrize("form", ["html", "text"])
def test_text_from_right_to_left_stands_beside_english(form: str) -> None:
    words = "\u202bمدير العيادة\u202c \u200fמנהל מרפאה\u200e"
    line = "We are looking for a manager who must have a CMM. The CMM is required."
    assert asks_for_cmm(read(f"{words} {line} {words}", form))


BROKEN = {
    "never closed": "<div><h2>Requirements<ul><li>CMM required",
    "closed twice": "</div></p></ul>" + ASKED + "</li></li></html></body>",
    "misnested": "<p><b><i>Requirements</b></i></p><ul><li><i>CMM required</li></i></ul>",
    "a lone bracket": ASKED + "< p > <",
    "cut inside a tag": ASKED + '<p class="a',
    "cut inside an entity": ASKED + "&nbs",
    "cut inside a comment": ASKED + "<!-- CPC required",
    "unknown tags": f"<x-posting><o:p>{ASKED}</o:p></x-posting>",
    "deep": "<div>" * DEEP + ASKED + "</div>" * DEEP,
    "deep and never closed": "<b><span>" * DEEP + ASKED,
    "deep lists": "<ul><li>" * DEEP + "CMM required",
    "a script": f"<script>var a = '<li>CPC required</li>' < 3;</script>{ASKED}",
    "a style": f"<style>li:after {{content: 'CPC required'}}</style>{ASKED}",
    "a template": f"<template><li>CPC required</li></template>{ASKED}",
    "comments": f"<!-- CPC required --><!--[if mso]>CPC required<![endif]-->{ASKED}",
    "a huge attribute": f"<p data-x='{'CPC required ' * 50_000}'></p>{ASKED}",
    "a huge style": f"<p style='{'color: red; ' * 50_000}'></p>{ASKED}",
    "an image as data": f"<img src='data:image/png;base64,{'A' * LONG}'>{ASKED}",
    "entities that grow": (
        "<!DOCTYPE x [<!ENTITY a 'CPC CPC'><!ENTITY b '&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;'>]>"
        f"{ASKED}<p>&c;</p>"
    ),
    "many entities": f"{'&nbsp;&zwj;&#8203;' * 20_000}{ASKED}",
    "entities of no character": f"&#0;&#xD800;&#1114112;&#99999999999;&nosuch;{ASKED}",
    "CDATA": f"<![CDATA[<li>x</li>]]>{ASKED}",
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_asked_is_found_in_any_markup(name: str) -> None:
    assert asks_for_cmm(read(BROKEN[name]))


HOSTILE = {
    "words": "managing the medical office with great care ",
    "no end of sentence": "must have experience and skills in billing for the office and ",
    "cues": "no degree required, not the least of our staff must have a CPC and ",
    "commas": "CMM, CPC, and ",
    "brackets": "((((",
    "open brackets": "(the CMM ",
    "semicolons": "(; and ",
    "lengths": "5 years of experience or ",
    "degrees": "bachelor's degree or master's degree of ",
    "figures": "$28,500 to ",
    "places": "the Tampa, FL, ",
    "one word": "a",
    "glued": "careStrong",
    "headings": "Requirements: the ",
    "bullets": "• the ",
    "angle brackets": "<",
    "stars": "**",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_page_in_one_line_is_read_in_time(name: str) -> None:
    unit = HOSTILE[name]
    # As dense as it is, a text of findings alone takes seconds for a megabyte.
    size = LONG if name in ("words", "one word", "brackets", "glued", "stars") else LONG // 4
    read("You must have the best for the office. " + unit * (size // len(unit)), "text")


TEXTS = [
    "Requirements\n- Bachelor's degree or 5 years of medical office experience\n- CMM preferred",
    "Buscamos una persona responsable para dirigir nuestro consultorio médico y la facturación de la clínica.",
    "Pay: $28.50 - $34.00 an hour. Must have Epic. Our clinic is in Tampa, FL 33606.",
    "<h2>Duties</h2><ul><li>Payroll and billing</li></ul>",
    "",
    "Full-time. BLS within 60 days of hire. Bilingual Spanish required.",
]  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(TEXTS), max_size=8).flatmap(st.permutations))
def test_no_posting_changes_how_another_is_read(texts: list[str]) -> None:
    alone = {text: read_posting(raw(text)) for text in TEXTS}
    assert [read_posting(raw(text)) for text in texts] == [alone[text] for text in texts]


MARKUP = st.sampled_from(
    ["<p>", "</p>", "<li>", "<b>", "</b>", "<br>", "<!--", "-->", "<script>", "</script>", "&amp;",
     "&lt;p&gt;", "&#8203;", "<td>", "<h2>Requirements</h2>", "CMM required", "five years", "(", ";",
     "• ", "**", "\ud800", "\u202e", "İ", "\n", "$28 to $34 an hour", "bachelor's degree or ",
     "part-time", "not required", "within 30 days of hire", "Tampa, FL ", "15% travel "]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(MARKUP, st.text(max_size=6)), max_size=40).map("".join), st.booleans())
def test_all_that_is_found_lies_in_the_text_where_it_says(text: str, html: bool) -> None:
    form = "html" if html else "text"
    assert read(text, form) == read(text, form)


def test_half_a_character_in_a_landing_line_loses_no_posting(tmp_path: Path) -> None:
    line = {
        "type": "posting", "source": "t", "key": "1", "title": "Practice \ud800 Manager",
        "employer": "\udc00", "description": "CMM \ud800 required", "fetched_at": NOW.isoformat(),
    }  # fmt: skip
    path = tmp_path / "line.jsonl"
    path.write_text(json.dumps(line), "utf-8")
    done = CliRunner().invoke(pipeline, ["extract", str(path), "--json"])
    assert done.exit_code == 0, done.output
    posting = json.loads(done.output.splitlines()[0])
    assert posting["title"] == "Practice \ufffd Manager"
    assert [row["concept"] for row in posting["requirements"]] == ["cert-cmm"]
