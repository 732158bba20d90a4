"""The crawler on the demo boards: what lands, what is left alone, what a second visit costs."""

import json
import signal
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from demo_client import BY_SLUG, of_kind
from support import REPO, run_command

from crawler.demo.boards import DemoPosting
from crawler.demo.origin import Served
from crawler.demo.server import DemoBoards, serve_demo
from crawler.home import Home


@dataclass
class Visits:
    demo: DemoBoards
    landed: list[list[dict]]
    """The lines of each of two visits."""
    served: list[list[Served]]
    """The requests of each."""


@pytest.fixture(scope="module")
def visits(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visits]:
    home = Home(tmp_path_factory.mktemp("home"))
    with serve_demo() as demo:
        home.sources.write_text(demo.sources_toml(), "utf-8")
        landed, served = [], []
        for run in ("first", "second"):
            before = len(demo.served)
            done = run_command("crawler", "run", "--home", home.path, "--run-id", run)
            assert done.returncode == 0, done.stdout + done.stderr
            served.append(demo.served[before:])
            files = sorted((home.landing / run).glob("*.jsonl"))
            landed.append([json.loads(line) for f in files for line in f.open(encoding="utf-8")])
        yield Visits(demo, landed, served)


def postings(lines: list[dict]) -> dict[str, dict]:
    """Return the landed postings by requisition within their source."""
    return {
        f"{line['source']}/{line['requisition_id']}": line
        for line in lines
        if line["type"] == "posting"
    }


def identity(slug: str, posting: DemoPosting) -> str:
    return f"{slug}/{posting.requisition_id or posting.key}"


def test_every_medical_office_manager_that_is_served_lands(visits: Visits) -> None:
    landed = postings(visits.landed[0])
    wanted = {
        identity(board.slug, posting)
        for board in BY_SLUG.values()
        for posting in board.postings
        if posting.occupation == "medical_office_manager" and posting.page != "gone"
    }
    assert len(wanted) >= 55
    assert wanted <= set(landed)


def test_what_lands_is_what_was_written(visits: Visits) -> None:
    landed = postings(visits.landed[0])
    compared = Counter[str]()
    for board in BY_SLUG.values():
        for posting in board.postings:
            line = landed.get(identity(board.slug, posting))
            # Recruiters' addresses are taken out before landing: those texts differ on purpose.
            if line is None or "@" in posting.description:
                continue
            compared[board.platform] += 1
            assert line["title"] == posting.title
            assert line["employer"] == (posting.employer or board.employer)
            if posting.page == "plain" and "<" in posting.description:
                assert "".join(line["description"].split()) == "".join(posting.description.split())
    assert min(compared[name] for name in ("greenhouse", "workday", "jsonld")) >= 15


def test_recruiter_of_the_demo_never_lands(visits: Visits) -> None:
    written = [p for b in BY_SLUG.values() for p in b.postings if "555-01" in p.description]
    assert written, "a posting with a recruiter's phone shows that the crawler takes it out"
    lines = json.dumps(visits.landed[0])
    assert "555-01" not in lines
    assert "dana.whitlock" not in lines


def test_broken_markup_is_mended(visits: Visits) -> None:
    board, posting = of_kind("broken_jsonld")
    line = postings(visits.landed[0])[identity(board.slug, posting)]
    assert line["title"] == posting.title
    assert line["pay"]["min"] == posting.pay["min"]


def test_closed_lands_closed_and_gone_not_at_all(visits: Visits) -> None:
    landed = postings(visits.landed[0])
    board, posting = of_kind("closed")
    assert landed[identity(board.slug, posting)]["closed"]
    board, posting = of_kind("gone")
    assert identity(board.slug, posting) not in landed
    assert not any(line.get("closed") for line in landed.values() if "pay" not in line)


def test_shared_job_lands_from_both_boards(visits: Visits) -> None:
    landed = postings(visits.landed[0])
    shared = [(b, p) for b in BY_SLUG.values() for p in b.postings if p.same_as]
    for board, posting in shared:
        slug, _, _ = posting.same_as.partition("/")
        ours, theirs = landed[identity(board.slug, posting)], landed[identity(slug, posting)]
        assert ours["title"] == theirs["title"]
        assert ours["source"] != theirs["source"]


def test_what_robots_disallows_is_never_asked_for(visits: Visits) -> None:
    asked = [request.path for served in visits.served for request in served]
    assert not [path for path in asked if path.startswith(("/careers/apply/", "/internal/"))]
    assert {request.origin for request in visits.served[0]} == {
        visits.demo.greenhouse,
        visits.demo.workday,
        *visits.demo.sites.values(),
    }


def test_second_visit_costs_no_posting(visits: Visits) -> None:
    assert not postings(visits.landed[1])
    again = visits.served[1]
    details = [r for r in again if "/careers/jobs/" in r.path or "content=true" in r.path]
    assert {r.status for r in details} == {304, 410}
    assert not [r for r in again if r.method == "GET" and "/wday/cxs/" in r.path]
    assert not [line for line in visits.landed[1] if line.get("status") == "gone"]


def test_serving_from_the_command_line_stops_when_asked(tmp_path: Path) -> None:
    sources = tmp_path / "new" / "sources.toml"
    with subprocess.Popen(
        [sys.executable, "-m", "crawler.demo", "--write-sources", str(sources)],
        cwd=REPO,
        stdout=subprocess.PIPE,
        text=True,
    ) as serving:
        said = []
        for line in serving.stdout:
            said.append(line)
            if "Ctrl-C" in line:
                break
        names = [source["name"] for source in tomllib.loads(sources.read_text("utf-8"))["source"]]
        serving.send_signal(signal.SIGINT)
        rest = serving.stdout.read()
    assert names == sorted(BY_SLUG)
    assert any(line.startswith("greenhouse ") and "http://127.0.0.1:" in line for line in said)
    assert "stopped after 0 requests" in rest
    assert serving.returncode == 0


def test_demo_says_where_to_run_it_from(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "crawler.demo", "run", "--home", str(tmp_path / "home")],
        cwd=tmp_path,
        env={"PYTHONPATH": str(REPO)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "run the demo from the project's folder" in done.stderr
    assert not (tmp_path / "home").exists()
