"""`pipeline extract --format warc`: each page of an archive by its address, told what is broken."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from support import REPO, run_command

PAGES = REPO / "tests" / "crawler" / "pages" / "warc"
WHOLE = PAGES / "all_kinds_of_records" / "input.warc.gz"
BROKEN = PAGES / "unpacked_and_broken" / "input.warc"


def titles(output: str) -> list[str]:
    return [json.loads(line)["title"] for line in output.splitlines()]


@pytest.mark.parametrize("form", ["warc", "auto"])
def test_postings_are_read_and_each_fault_is_a_line(form: str) -> None:
    done = run_command("pipeline", "extract", WHOLE, "--format", form)
    assert "Brotli Manager" in titles(done.stdout)
    assert len(titles(done.stdout)) == 9
    assert done.returncode == 1, "two records were not whole"
    assert "jobs/10: cut short by the archive's crawler" in done.stderr
    first = json.loads(done.stdout.splitlines()[0])
    assert first["posting_id"] == "juniper.example:jobs/1"


def test_a_broken_archive_from_a_pipe_gives_what_stands_before_the_break() -> None:
    with BROKEN.open("rb") as stream:
        done = subprocess.run(
            [sys.executable, "-m", "pipeline", "extract", "-"],
            input=stream.read(), capture_output=True, cwd=REPO, check=False,
        )  # fmt: skip
    assert titles(done.stdout.decode()) == ["Office Manager"]
    assert done.stderr.decode().startswith("pipeline: stdin: broken: ")
    assert done.returncode == 1


def test_an_index_has_no_postings_to_read(tmp_path: Path) -> None:
    index = tmp_path / "cdx.jsonl"
    index.write_text('{"url": "https://juniper.example/jobs/1", "status": "200"}\n', "utf-8")
    done = run_command("pipeline", "extract", index, "--format", "warc")
    assert (done.stdout, done.stderr, done.returncode) == ("", "", 0)


def test_what_is_no_archive_says_so() -> None:
    done = run_command(
        "pipeline", "extract", PAGES / "no_archive" / "input.txt", "--format", "warc"
    )
    assert done.returncode == 1
    assert "broken: " in done.stderr
    assert len(done.stderr.splitlines()) == 1
