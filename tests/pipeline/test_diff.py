"""`pipeline diff`: what a changed rule changed, and nothing that only looks changed."""

import copy
import json
import random
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from pipeline.cli import pipeline
from pipeline.diff import OnlyIn, compare, compare_readings
from pipeline.diff_output import Totals

Posting = dict[str, Any]


def row(concept: str, start: int = 0, **said: Any) -> Posting:
    return {
        "kind": "certification", "concept": concept, "strength": "required", "group": None,
        "option": None, "years_min": None, "fields": [], "evidence": concept.upper(),
        "start": start, "end": start + len(concept), "rule": "section.requirement",
    } | said  # fmt: skip


def posting(*rows: Posting, key: str = "1", **said: Any) -> Posting:
    return {
        "posting_id": f"acme:{key}", "title": "Office Manager", "occupation": "other",
        "workplace": None, "pay": None, "text": "some text", "requirements": list(rows),
        "extractor_version": "a",
    } | said  # fmt: skip


def signs(old: Posting, new: Posting, *ignored: str) -> list[tuple[str, str, tuple[str, ...]]]:
    found = compare(old, new, frozenset(ignored)).changes
    return [(change.field, change.sign, change.parts) for change in found]


def lines(path: Path, *postings: Posting) -> Path:
    path.write_text("".join(json.dumps(item) + "\n" for item in postings), "utf-8")
    return path


def diff(*words: object, stdin: bytes = b"") -> Result:
    return CliRunner().invoke(
        pipeline, ["diff", *map(str, words)], input=stdin, standalone_mode=False
    )


def test_lost_gained_and_changed_in_text_order() -> None:
    old = posting(row("cma", 40), row("cmm", 10), row("cpc", 20))
    new = posting(row("cmm", 10, strength="preferred", rule="x"), row("cpc", 20), row("bls", 30))
    assert signs(old, new) == [
        ("requirements", "changed", ("strength", "rule")),
        ("requirements", "gained", ()),
        ("requirements", "lost", ()),
    ]


def test_facts_are_lost_gained_and_changed() -> None:
    pay = {"min": 20, "max": 25, "unit": "hour", "evidence": "$20-25", "start": 1, "end": 7}
    old = posting(workplace="remote", pay=pay)
    new = posting(occupation="medical_office_manager", pay=pay | {"max": 30}, workplace=None)
    assert signs(old, new) == [
        ("occupation", "changed", ()), ("workplace", "lost", ()), ("pay", "changed", ("max",)),
    ]  # fmt: skip
    assert signs(new, posting(workplace="hybrid"), "occupation") == [
        ("workplace", "gained", ()), ("pay", "lost", ()),
    ]  # fmt: skip


def test_the_version_of_the_reading_is_no_difference() -> None:
    assert signs(posting(), posting(extractor_version="b", fetched_at="2026-11-25")) == []


def test_a_group_is_its_logic_not_its_number() -> None:
    def pair(group: int, option: int = 1) -> list[Posting]:
        return [row("cmm", 10, group=group, option=option), row("cpc", 20, group=group, option=2)]

    before = [row("x", 1, group=1, option=1), row("y", 2, group=1, option=2)]
    assert signs(posting(*before, *pair(2)), posting(*pair(1))) == [
        ("requirements", "lost", ()), ("requirements", "lost", ()),
    ]  # fmt: skip
    both = signs(posting(*pair(1)), posting(*pair(1, option=2)))  # one of -> both
    assert both == [("requirements", "changed", ("group",))] * 2


def test_the_same_thing_asked_twice_is_paired_by_what_is_alike() -> None:
    three, five = row("exp", 1, years_min=3.0), row("exp", 50, years_min=5.0)
    assert signs(posting(three, five), posting(five | {"strength": "preferred"})) == [
        ("requirements", "lost", ()), ("requirements", "changed", ("strength",)),
    ]  # fmt: skip


def test_places_in_another_text_are_not_compared() -> None:
    old, new = posting(row("cmm", 10)), posting(row("cmm", 30), text="another")
    assert signs(old, new) == [("text", "changed", ())]
    assert signs(old, new | {"text": old["text"]}) == [
        ("requirements", "changed", ("start", "end"))
    ]


def test_names_that_may_differ_are_left_out() -> None:
    new = row("cmm", rule="other", strength="preferred")
    assert signs(posting(row("cmm")), posting(new), "rule", "strength") == []


def test_a_field_of_tomorrow_is_compared_and_one_that_a_reading_lacks_is_told_of() -> None:
    fact = {"kind": "bonus", "value": 500, "evidence": "$500", "start": 3, "end": 7, "rule": "b"}
    old, new = posting(facts=[fact]), posting(facts=[fact | {"value": 900}])
    assert signs(old, new) == [("facts", "changed", ("value",))]
    found = compare(posting(), new)
    assert (found.changes, found.uncompared) == ((), ("facts",))


@st.composite
def readings(draw: st.DrawFn) -> list[Posting]:
    concepts = st.lists(st.sampled_from(("cmm", "cpc", "bls")), max_size=3)
    keys = draw(st.lists(st.sampled_from("abcde"), max_size=6))
    return [posting(*map(row, draw(concepts)), key=key) for key in keys]


@given(readings(), readings())
def test_every_posting_is_paired_or_told_to_stand_alone(
    old: list[Posting], new: list[Posting]
) -> None:
    forward, back = list(compare_readings(old, new)), list(compare_readings(new, old))
    alone = [item for item in forward if isinstance(item, OnlyIn)]
    assert 2 * (len(forward) - len(alone)) + len(alone) == len(old) + len(new)
    assert sum(item.side == "old" for item in alone) == sum(
        isinstance(item, OnlyIn) and item.side == "new" for item in back
    )
    there, again = Totals(), Totals()
    for item in forward:
        there.add(item)
    for item in back:
        again.add(item)
    turned = {"lost": "gained", "gained": "lost", "changed": "changed"}
    assert {(by, value, turned[sign]): n for (by, value, sign), n in there.counts.items()} == dict(
        again.counts
    )
    assert all(not item.changes for item in compare_readings(old, copy.deepcopy(old)) if not isinstance(item, OnlyIn))  # fmt: skip


def test_the_order_of_lines_does_not_matter_to_what_is_found() -> None:
    old = [posting(row("cmm"), key=str(n)) for n in range(40)]
    new = [posting(row("cpc"), key=str(n)) for n in range(1, 41)]
    straight = {repr(item) for item in compare_readings(old, new)}
    random.Random(7).shuffle(new)
    assert {repr(item) for item in compare_readings(old, new)} == straight
    assert [item.posting_id for item in compare_readings(old, new) if isinstance(item, OnlyIn)] == [
        "acme:0", "acme:40",
    ]  # fmt: skip


def test_text_shows_words_rules_and_totals(tmp_path: Path) -> None:
    old = lines(tmp_path / "old", posting(row("cmm", 5)), posting(key="2"), posting(key="3"))
    new = lines(
        tmp_path / "new",
        posting(row("cmm", 5, strength="preferred"), row("bls", 9), workplace="on_site"),
        posting(key="2"),
    )
    done = diff(old, new)
    assert done.return_value == 3
    assert done.output == (
        "acme:1  Office Manager\n"
        "  + workplace: on_site\n"
        '  ~ certification cmm: strength required -> preferred  "CMM"  (section.requirement)\n'
        '  + certification bls: strength required  "BLS"  (section.requirement)\n'
        "\n"
        "only in OLD: acme:3  Office Manager\n"
        "2 postings in both, 1 differ; 1 only in OLD, 0 only in NEW\n"
        "\n"
        "                                lost  gained  changed\n"
        "field    requirements              0       1        1\n"
        "field    workplace                 0       1        0\n"
        "kind     certification             0       1        1\n"
        "concept  bls                       0       1        0\n"
        "concept  cmm                       0       0        1\n"
        "rule     section.requirement       0       1        1\n"
    )
    assert diff(old, old).return_value == 0


def test_json_is_an_object_a_line_with_the_totals_last(tmp_path: Path) -> None:
    old = lines(tmp_path / "old", posting(row("cmm")), posting(key="2"))
    new = lines(tmp_path / "new", posting(), posting(key="3"))
    done = diff(old, new, "--format", "json")
    told = [json.loads(line) for line in done.output.splitlines()]
    assert [item["type"] for item in told] == ["difference", "only_in", "only_in", "totals"]
    assert told[0]["changes"][0]["old"]["concept"] == "cmm"
    assert (told[1]["side"], told[1]["posting_id"]) == ("old", "acme:2")
    assert told[-1]["differing"] == told[-1]["only_in_old"] == told[-1]["only_in_new"] == 1
    assert {"by": "concept", "value": "cmm", "lost": 1, "gained": 0, "changed": 0} in told[-1]["counts"]  # fmt: skip


def test_landing_lines_are_read_now(tmp_path: Path) -> None:
    said = {
        "type": "posting", "source": "acme", "key": "1", "title": "Practice Manager",
        "description": "Requirements\nCMPE", "description_format": "text",
        "fetched_at": "2026-11-02T06:00:00+00:00",
    }  # fmt: skip
    landing = lines(tmp_path / "landing.jsonl", said, {"type": "run"}, {"type": "sighting"})
    read = CliRunner().invoke(pipeline, ["extract", str(landing)]).output
    assert diff("-", landing, stdin=read.encode()).return_value == 0
    changed = json.loads(read)
    changed["requirements"][0]["rule"] = "gone.rule"
    told = diff(lines(tmp_path / "old", changed), landing)
    assert told.return_value == 3
    assert "rule gone.rule -> section.requirement" in told.output
    assert diff(tmp_path / "old", landing, "--ignore", "rule").return_value == 0


def test_colour_and_control_characters(tmp_path: Path) -> None:
    old = lines(tmp_path / "old", posting(title="O\x1b[2J"), posting(key="9\x07\u202e"))
    new = lines(tmp_path / "new", posting(row("cmm", evidence="C\x1b]0;x\x07M\nM")))
    plain = diff(old, new).output
    assert not set(plain) & set("\x1b\x07\u202e")
    assert '"C␛]0;x␇M M"' in plain
    assert "\x1b[32m" in diff(old, new, "--color").output


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "old: empty input"),
        (b"\n \n", "old: empty input"),
        (b'{"posting_id": "a:1", "requ', "old:1: torn, or not a JSON line"),
        (b'{"posting_id": "a:1"}\n{"posting', "old:2: torn, or not a JSON line"),
        (bytes(range(255, 0, -1)), "old:1: torn, or not a JSON line"),
        (b"[1, 2]", "old:1: neither an extracted posting nor a landing line"),
        (b'{"posting_id": 7}', "old:1: neither an extracted posting nor a landing line"),
        (b'{"type": "posting", "source": "s"}', "old:1: posting line without key"),
    ],
)
def test_bad_input_is_one_clear_line(tmp_path: Path, data: bytes, words: str) -> None:
    (tmp_path / "old").write_bytes(data)
    done = diff(tmp_path / "old", lines(tmp_path / "new", posting()))
    assert done.exception.exit_code == 1  # type: ignore[union-attr]
    assert str(done.exception).startswith(words)


def test_wrong_use_says_what_to_do(tmp_path: Path) -> None:
    for words, said in ((("-", "-"), "only one of OLD and NEW"), ((tmp_path, "-"), "cannot read")):
        done = diff(*words)
        assert done.exception.exit_code == 2  # type: ignore[union-attr]
        assert said in str(done.exception)
