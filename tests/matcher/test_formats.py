"""Rankings in every format: the same figures, and what strangers wrote is only text."""

import csv
import io
import json
import re
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from indexed import candidate, index_of, job, posting, row
from lxml import html
from support import Run

from crawler.home import Home
from matcher.filters import Filters
from matcher.formats import format_names, load_format
from matcher.index import Index
from matcher.marks import Mark
from matcher.rank import rank
from matcher.ranking import Ranking

EVIL = '<script>alert("1")</script> & </title> \x1b[31m'
ASKED = [row("skill", "epic", evidence="=HYPERLINK(1)"), row("certification", "cert-cmm")]
RENATA = {
    "basics": {"name": f"Renata {EVIL}"},
    "work": [job("Practice Manager", "Millrace Family Medicine", "2019-01")],
    "skills": [{"name": "Epic <b>"}],
}
ODETTE = {"basics": {"name": "@Odette"}, "skills": [{"name": "Payroll"}]}


@pytest.fixture
def index(tmp_path: Path) -> Index:
    return index_of(
        tmp_path,
        posting("1", ASKED, title=f"Office Manager {EVIL}", employer="=cmd|' /C calc'!A0", url="javascript:alert(1)"),
        posting("2", ASKED, title="+Practice Manager", employer="-1+1", url='https://example.org/?a=1&b="2"', places=["Mesa, AZ", "Tempe, AZ"]),
    )  # fmt: skip


def rankings(index: Index) -> list[Ranking]:
    found = []
    for name, resume in (("renata.json", RENATA), ("odette.json", ODETTE)):
        profile = candidate(index, resume)
        results = tuple(rank(index, profile, Filters(), 5))
        marks = {"test:2": Mark("applied", date(2026, 11, 1))}
        found.append(Ranking(Path(name), profile, results, index.choice(Filters()), marks=marks))
    return found


def test_every_format_is_the_same_each_time(index: Index) -> None:
    for name in format_names():
        render = load_format(name)
        assert render(rankings(index), index, False) == render(rankings(index), index, False)
        assert not render(rankings(index), index, False).endswith("\n")


def test_no_cell_of_a_csv_is_a_formula(index: Index) -> None:
    text = load_format("csv")(rankings(index), index, False)
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [line["profile"] for line in rows] == ["renata.json"] * 2 + ["odette.json"] * 2
    for line in rows:
        assert not any(
            str(cell).startswith(("=", "+", "-", "@", "\t", "\r")) for cell in line.values()
        )
    by_id = {line["posting_id"]: line for line in rows[2:]}
    assert by_id["test:1"]["employer"] == "'=cmd|' /C calc'!A0"
    assert by_id["test:2"]["name"] == "'@Odette"
    assert by_id["test:2"]["mark"] == "applied"
    assert by_id["test:2"]["places"] == "Mesa, AZ; Tempe, AZ"


def test_all_formats_say_the_same_scores(index: Index) -> None:
    found = rankings(index)
    said = {name: load_format(name)(found, index, False) for name in format_names()}
    answers: list[dict[str, Any]] = json.loads(said["json"])
    rows = list(csv.DictReader(io.StringIO(said["csv"])))
    results = [result for answer in answers for result in answer["results"]]
    assert [f"{result['score']:.2f}" for result in results] == [line["score"] for line in rows]
    page = html.document_fromstring(said["html"])
    assert [node.text for node in page.find_class("score")] == [line["score"] for line in rows]
    for line in rows:
        assert line["score"] in said["table"]
    single = json.loads(load_format("json")(found[:1], index, False))
    assert single == answers[0], "one profile is the contract's object"


def test_a_page_is_whole_and_runs_nothing(index: Index) -> None:
    text = load_format("html")(rankings(index), index, False)
    page = html.document_fromstring(text)
    assert not page.xpath("//script | //img | //iframe | //link | //form | //b")
    assert not page.xpath("//@onclick | //@onload | //@src")
    assert any("default-src 'none'" in said for said in page.xpath("//meta/@content"))
    assert page.xpath("//a/@href") == ['https://example.org/?a=1&b="2"'] * 2
    assert "url(" not in text
    assert "\x1b" not in text
    assert '<script>alert("1")</script>' in page.xpath("//h3")[0].text_content() + page.xpath("//h3")[1].text_content()  # fmt: skip


def test_a_page_can_be_read_without_eyes_on_it(index: Index) -> None:
    page = html.document_fromstring(load_format("html")(rankings(index), index, False))
    assert page.get("lang") == "en"
    assert page.xpath("//title")
    assert len(page.xpath("//h1")) == 1
    levels = [int(node.tag[1]) for node in page.xpath("//h1|//h2|//h3")]
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
    for table in page.xpath("//table"):
        assert table.xpath("./caption")
        assert not table.xpath(".//th[not(@scope)]")
    assert page.xpath("//main")


def ratio(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG 2.1 defines it."""

    def light(colour: str) -> float:
        digits = colour if len(colour) == 7 else "#" + "".join(2 * digit for digit in colour[1:])
        parts = [int(digits[n : n + 2], 16) / 255 for n in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_words_stand_out_from_the_page_in_light_and_dark(repo: Path) -> None:
    style = (repo / "matcher" / "templates" / "ranking.html").read_text("utf-8")
    themes = re.findall(r":root \{([^}]*)\}", style)
    assert len(themes) == 2
    for theme in themes:
        colours = dict(re.findall(r"--(\w+): (#\w+)", theme))
        for name in ("ink", "quiet", "link", "met", "partly", "missing", "unknown"):
            assert ratio(colours[name], colours["paper"]) >= 4.5, name


def test_the_commands_formats_reach_a_file(demo_home: Home, command: Run, tmp_path: Path) -> None:
    for form in format_names():
        target = tmp_path / f"ranking.{form}"
        done = command(
            "matcher", "score", "examples/profile.json", "examples/administrator.json", "--top", "2",
            "--home", demo_home.path, "--format", form, "--output", target,
        )  # fmt: skip
        assert (done.returncode, done.stdout) == (0, ""), done.stderr
        text = target.read_text("utf-8")
        assert "Renata Solis" in text or form == "json"
        assert text.count("\n") >= 4
