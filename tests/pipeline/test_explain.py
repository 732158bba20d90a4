"""`pipeline explain`: findings stand where they are, and a stranger's text stays text."""

import json
import re
import unicodedata
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from pipeline.cli import pipeline
from pipeline.concepts import load_taxonomy
from pipeline.explain import explanation
from pipeline.labels import group_words
from pipeline.marks import Mark, marked
from pipeline.rule_places import rule_places
from pipeline.terminal import printable, wants_color

WORDS = """Practice Manager
Requirements
Bachelor's degree or five years of medical office experience
BLS within 60 days of hire
Preferred
CMPE
An RN license is not required. $62,000 a year, full-time."""


def explain(words: str | bytes = WORDS, *options: str, width: int = 120, **env: str) -> Result:
    told = CliRunner(env={"COLUMNS": str(width), "NO_COLOR": None, **env})
    return told.invoke(pipeline, ["explain", *options], input=words, catch_exceptions=False)


def written(text: str, marks: list[Mark]) -> str:
    return "".join(piece.text for piece in marked(text, marks))


@pytest.mark.parametrize(
    ("spans", "shown"),
    [
        ([], "five years running it"),
        ([(0, 4)], "[0 five] years running it"),
        ([(0, 21), (5, 10)], "[0 five [1 years] running it]"),
        ([(0, 10), (5, 18)], "[0 five [1 years 0] running] it"),
        ([(0, 10), (0, 4)], "[0 [1 five] years] running it"),
        ([(0, 4), (0, 4)], "[0 [1 five]] years running it"),
        ([(0, 4), (4, 10)], "[0 five][1  years] running it"),
    ],
)
def test_brackets_stand_around_the_words(spans: list[tuple[int, int]], shown: str) -> None:
    marks = [Mark(start, end, str(n), "skill") for n, (start, end) in enumerate(spans)]
    assert written("five years running it", marks) == shown


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    text = draw(st.text(alphabet="ab \n", min_size=1, max_size=30))
    spans = draw(
        st.lists(st.tuples(st.integers(0, len(text)), st.integers(0, len(text))), max_size=6)
    )
    pairs = [sorted(span) for span in spans]
    return text, [Mark(a, b, str(n), "") for n, (a, b) in enumerate(pairs) if a < b]


@given(marked_texts())
def test_a_reader_finds_every_span_again_by_the_brackets(case: tuple[str, list[Mark]]) -> None:
    text, marks = case
    opened: list[str] = []
    starts, found, plain = {}, set(), ""
    for part in re.split(r"(\[\d+ | \d+\]|\])", written(text, marks)):
        if part.startswith("["):
            opened.append(part[1:-1])
            starts[opened[-1]] = len(plain)
        elif part.endswith("]"):
            tag = part[1:-1] or opened[-1]
            opened.remove(tag)
            found.add((starts[tag], len(plain), tag))
        else:
            plain += part
    assert plain == text
    assert found == {(mark.start, mark.end, mark.tag) for mark in marks}


def test_text_table_and_facts() -> None:
    done = explain()
    assert done.exit_code == 0
    lines = done.output.splitlines()
    assert "[1! Bachelor's degree] or [2! five years of medical office experience]" in lines
    assert "[3! BLS] within 60 days of hire" in lines
    assert "[4? CMPE]" in lines
    assert "An [5- RN license] is not required. [pay $62,000 a year], full-time." in lines
    assert "group 1, one of: Bachelor's degree | 5+ years: Medical office experience" in lines
    assert "\x1b" not in done.output
    assert lines == [line.rstrip() for line in lines]
    table = "\n".join(lines[lines.index("requirements (5)") :])
    for words in (
        "within 60 days of hire", "group 1, option 2", "not required", "qualification",
        f"section.requirement  *\n?.*{rule_places()['section.requirement']}", "0.9 sure",
        r"occupation reason +occupation\.", "workplace +not stated", "employment types +full_time",
        'pay +min 62000, max 62000, unit year, currency USD, "\\$62,000 a year"',
    ):  # fmt: skip
        assert re.search(words.replace("  *\n?.*", r"\s(?:.*\n)?.*"), table), words


@pytest.mark.parametrize("width", [1, 20, 60, 96, 100, 200])
def test_any_width_keeps_every_word_and_the_width(width: int) -> None:
    words = explain(width=width).output
    if width >= 20:
        assert max(map(len, words.splitlines())) <= width
    seen = re.sub(r"\s", "", words)
    for part in ("Bachelor'sdegree", "strength.not-required-after", "fulltime"):
        assert part in seen.replace("-time", "time"), (width, part)


def test_colour_is_off_in_a_pipe_on_by_choice_and_off_by_no_color() -> None:
    assert "\x1b[" not in explain().output
    coloured = explain(WORDS, "--color").output
    assert "\x1b[" in coloured
    assert click.unstyle(coloured) == explain().output
    assert "\x1b[" not in explain(WORDS, "--no-color").output
    assert "\x1b[" in explain(WORDS, "--color", NO_COLOR="1").output


def test_no_color_is_obeyed_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert wants_color(None) is None
    monkeypatch.setenv("NO_COLOR", "1")
    assert wants_color(None) is False
    assert wants_color(True) is True


def test_no_control_character_of_a_text_reaches_the_terminal() -> None:
    evil = WORDS.replace(
        "BLS", "B\x1b]0;owned\x07LS \x9b2J\x08 \u202eevil\u2066 [bold]BLS[/bold] :bomb:"
    )
    for options in ((), ("--title", "M\x1b[2Janager\r")):
        shown = explain(evil, *options).output
        assert not [c for c in shown if c != "\n" and unicodedata.category(c) in ("Cc", "Cf")]
        assert "[bold]" in shown
        assert ":bomb:" in shown


@given(st.text(st.characters(codec=None), max_size=40))
def test_printable_keeps_length_and_lines_and_can_be_written(text: str) -> None:
    shown = printable(text)
    assert len(shown) == len(text)
    assert [n for n, c in enumerate(shown) if c == "\n"] == [
        n for n, c in enumerate(text) if c == "\n"
    ]
    shown.encode()
    assert printable(shown) == shown


def test_a_field_added_tomorrow_shows_up() -> None:
    posting = json.loads(CliRunner().invoke(pipeline, ["extract"], input=WORDS).output)
    start = posting["text"].index("full-time")
    posting["oddities"] = [
        {"kind": "schedule", "concept": None, "value": 40, "evidence": "full-time",
         "start": start, "end": start + 9, "rule": "schedule.unheard-of"},
        {"kind": "setting", "concept": "cert-cmm", "value": None, "evidence": "Manager",
         "start": None, "end": None, "rule": "x"},
    ]  # fmt: skip
    posting["benefits_from"] = "day one"
    shown = click.unstyle(explanation(posting, load_taxonomy(), 120))
    assert re.search(r"\[\d+ full-time\]\.", shown)
    assert "oddities (2)" in shown
    assert re.search(r"setting +Certified Medical Manager \(CMM\) +Manager +x", shown)
    assert "schedule.unheard-of" in shown
    assert re.search("benefits from +day one", shown)


def test_groups_read_as_logic() -> None:
    rows = [
        {"group": 1, "option": 1, "concept": "a"}, {"group": 1, "option": 1, "concept": "b"},
        {"group": None, "option": None, "concept": "x"}, {"group": 1, "option": 2, "concept": "c"},
    ]  # fmt: skip
    assert group_words(rows, 1, lambda row: str(row["concept"])) == "a and b | c"


def test_rules_lead_back_to_their_lines(repo: Path) -> None:
    places = rule_places()
    assert len(places) > 100
    for rule, place in places.items():
        name, _, line = place.partition(":")
        assert (
            f'"{rule}"' in (repo / "pipeline" / name).read_text("utf-8").splitlines()[int(line) - 1]
        )


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "stdin: empty input"),
        (b'{"type": "posting", "sour', "stdin:1: not JSON"),
        (bytes(range(256)) * 3, "stdin: not text: it has zero bytes"),
    ],
)
def test_bad_input_is_one_clear_line(data: bytes, words: str) -> None:
    done = CliRunner().invoke(pipeline, ["explain"], input=data, standalone_mode=False)
    assert done.return_value == 1
    assert done.stdout == ""
    assert done.stderr.startswith(f"pipeline: {words}")
    assert done.stderr.count("\n") == 1
