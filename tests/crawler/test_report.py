"""The report of a run: its files, what is mailed, and the exit code, from real crawls on loopback."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from local_site import LocalSite, Reply, serving
from support import run_command

from crawler.home import Home

BOARD = "/v1/boards/{}/jobs?content=true&pay_transparency=true"


def jobs(count: int, **more: object) -> Reply:
    entry = {"title": "Office Manager", "content": "Run it.", "location": {"name": "Kent, OH"}}
    return Reply(json.dumps({"jobs": [entry | {"id": i + 1} | more for i in range(count)]}))


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Home, list[int]]]:
    """Two nights: well, and then one source fails, one shrinks, and one has a faulty line."""
    home = Home(tmp_path_factory.mktemp("home"))
    with serving(1) as (site,):
        site.routes |= {BOARD.format(name): jobs(10) for name in ("calm", "shrinks", "fails")}
        write(home, site, "calm", "shrinks", "fails")
        codes = [run_command("crawler", "run", "--home", home.path, "--run-id", "1").returncode]
        site.routes[BOARD.format("shrinks")] = jobs(4)
        site.routes[BOARD.format("fails")] = Reply("no", status=403)
        write(home, site, "calm", "shrinks", "fails", "Bad Name")
        codes.append(run_command("crawler", "run", "--home", home.path, "--run-id", "2").returncode)
        yield home, codes


def write(home: Home, site: LocalSite, *names: str) -> None:
    home.path.mkdir(exist_ok=True)
    home.sources.write_text(
        "\n".join(
            f'[[source]]\nname = "{name}"\nurl = "{site.origin}/v1/boards/{name}"\ndelay = 0'
            for name in names
        ),
        "utf-8",
    )


def report(home: Home, run: str) -> dict:
    return json.loads((home.runs / f"{run}.json").read_text("utf-8"))


def test_exit_code_says_whether_anything_needs_attention(nights: tuple[Home, list[int]]) -> None:
    home, codes = nights
    assert codes == [0, 3]
    assert [report(home, run)["exit_code"] for run in ("1", "2")] == codes


def test_report_has_counts_fill_errors_and_the_night_before(nights: tuple[Home, list[int]]) -> None:
    by_name = {item["source"]: item for item in report(nights[0], "2")["sources"]}
    calm, fails, shrinks = (by_name[name] for name in ("calm", "fails", "shrinks"))
    assert calm["counts"]["listed"] == calm["previous"]["listed"] == 10
    assert (calm["fill"]["description"], calm["fill"]["locations"], calm["fill"]["pay"]) == (
        1,
        1,
        0,
    )
    assert (calm["errors"], calm["alarms"]) == ([], [])
    assert shrinks["counts"]["gone"] == 6
    assert shrinks["alarms"] == ["4 postings listed, usually 10: did the site change?"]
    assert len(fails["errors"]) == 1
    assert fails["errors"][0].endswith(
        "/v1/boards/fails/jobs?content=true&pay_transparency=true: HTTP 403"
    )
    assert fails["counts"]["unknown"] == 10
    assert report(nights[0], "2")["faults"][0]["source"] == "Bad Name"


def test_report_for_people_has_each_error_in_a_line(nights: tuple[Home, list[int]]) -> None:
    text = (nights[0].runs / "2.txt").read_text("utf-8")
    assert "crawl 2: 3 of 4 sources need attention" in text
    assert "calm     10 listed (before: 10): 10 postings; " in text
    assert text.count("HTTP 403") == 2, "once in the message, once in the list"
    header, row = (line for line in text.splitlines() if (line.startswith(("fill rates", "calm  ")) and "%" in line) or "workplace" in line)  # fmt: skip
    assert header.split()[-11:] == ["description", "employer", "locations", "url", "apply_url", "requisition_id", "employment_type", "workplace", "pay", "posted_at", "valid_through"]  # fmt: skip
    assert row.split()[1:4] == ["10", "100%", "0%"]


def test_mail_has_a_subject_and_only_what_needs_attention(nights: tuple[Home, list[int]]) -> None:
    done = run_command("crawler", "report", "--mail", "--home", nights[0].path)
    assert (done.returncode, done.stderr) == (3, "")
    subject, empty, *lines = done.stdout.splitlines()
    assert subject == "Subject: crawl 2: 3 of 4 sources need attention"
    assert empty == ""
    assert lines[1] == "14 listed, 14 postings, 6 gone, 10 unknown"
    assert not any(line.startswith("calm") for line in lines)
    assert sum(line.startswith(("fails", "shrinks", "! ")) for line in lines) == 3


def test_any_run_can_be_shown_again(nights: tuple[Home, list[int]]) -> None:
    home = nights[0]
    shown = run_command("crawler", "report", "1", "--home", home.path)
    assert shown.returncode == 0
    assert shown.stdout == (home.runs / "1.txt").read_text("utf-8")
    as_json = run_command("crawler", "report", "1", "--json", "--home", home.path)
    assert json.loads(as_json.stdout) == report(home, "1")


def test_a_run_without_report_is_wrong_use(nights: tuple[Home, list[int]], tmp_path: Path) -> None:
    unknown = run_command("crawler", "report", "9", "--home", nights[0].path)
    assert (unknown.returncode, unknown.stdout) == (2, "")
    assert "no report 9 in " in unknown.stderr
    assert "the newest: 1, 2" in unknown.stderr
    none = run_command("crawler", "report", "--home", tmp_path)
    assert none.returncode == 2
    assert "`crawler run` makes one" in none.stderr
