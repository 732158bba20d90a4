"""Marks hide, "new" means since the last run, and both stay in small files of the home."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from indexed import index_of, posting
from support import Run

from crawler.errors import Failed
from crawler.home import Home
from matcher.filters import Filters
from matcher.last_run import remember_run
from matcher.marks import Mark, hidden_numbers, read_marks, set_marks

DAY = date(2026, 11, 25)
FIRST = datetime(2026, 11, 1, 3, 17, tzinfo=UTC)


def test_a_mark_is_kept_until_it_is_cleared(home: Home) -> None:
    assert read_marks(home) == {}
    set_marks(home, ["test:1", "test:2"], "applied", DAY)
    set_marks(home, ["test:2"], "dismissed", DAY)
    assert read_marks(home) == {"test:1": Mark("applied", DAY), "test:2": Mark("dismissed", DAY)}
    set_marks(home, ["test:1"], None, DAY)
    assert list(read_marks(home)) == ["test:2"]


@pytest.mark.parametrize("text", ["", "[]", '{"a": 1}', '{"a": {"mark": "liked", "day": "2026-01-01"}}', '{"a": {"mark": "applied", "day": "soon"}}'])  # fmt: skip
def test_a_damaged_file_of_marks_is_said_and_kept(home: Home, text: str) -> None:
    home.state.mkdir(parents=True)
    (home.state / "marks.json").write_text(text)
    with pytest.raises(Failed, match=r"marks\.json cannot be read .*; mend or remove it"):
        read_marks(home)
    with pytest.raises(Failed):
        set_marks(home, ["test:1"], "applied", DAY)
    assert (home.state / "marks.json").read_text() == text


def test_a_mark_hides_the_job_whichever_board_shows_it(tmp_path: Path) -> None:
    index = index_of(
        tmp_path,
        posting("1", job_id="test:1"),
        posting("2", job_id="test:1"),
        posting("3"),
    )
    for marked in (["test:1"], ["test:2"], ["test:2", "gone:9"]):
        hidden = hidden_numbers(index, marked)
        choice = index.choice(Filters(hidden=hidden))
        assert list(choice.mask) == [False, False, True]
        assert choice.hidden == 1


def test_new_is_what_came_after_the_run_before(tmp_path: Path, home: Home) -> None:
    profile = tmp_path / "profile.json"
    old = index_of(tmp_path / "a", posting("1", first_seen_at=FIRST))
    later = FIRST + timedelta(days=1)
    new = index_of(
        tmp_path / "b", posting("1", first_seen_at=FIRST), posting("2", first_seen_at=later)
    )
    assert remember_run(home, profile, old) is None
    assert remember_run(home, profile, old) is None, "the same postings: still the first run"
    for _ in range(2):
        since = remember_run(home, profile, new)
        assert since == FIRST, "asked twice, the answer is the same"
        assert list(new.chosen(Filters(seen_after=since))) == [False, True]
    assert remember_run(home, tmp_path / "other.json", new) is None


def test_nothing_of_the_profile_is_in_the_state(tmp_path: Path, home: Home) -> None:
    index = index_of(tmp_path / "index", posting("1", first_seen_at=FIRST))
    remember_run(home, tmp_path / "renata-solis.json", index)
    [path] = (home.state / "last_runs").iterdir()
    assert "renata" not in path.name
    assert set(json.loads(path.read_text())) == {"seen", "before"}
    path.write_text("torn")
    assert remember_run(home, tmp_path / "renata-solis.json", index) is None


def test_the_commands_mark_hide_and_show(demo_home: Home, command: Run, repo: Path) -> None:
    profile = repo / "examples" / "profile.json"

    def score(*options: str) -> dict[str, object]:
        done = command("matcher", "score", profile, "--home", demo_home.path, "--format", "json", *options)  # fmt: skip
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    before = score()
    best = before["results"][0]["posting_id"]  # type: ignore[index]
    try:
        assert command("matcher", "mark", best, "applied", "--home", demo_home.path).returncode == 0
        assert best in command("matcher", "mark", "--home", demo_home.path).stdout
        after, whole = score(), score("--all")
        assert best not in [result["posting_id"] for result in after["results"]]  # type: ignore[attr-defined]
        assert after["hidden"] == 1
        assert (whole["results"][0]["posting_id"], whole["results"][0]["mark"]) == (best, "applied")  # type: ignore[index]
    finally:
        cleared = command("matcher", "mark", best, "clear", "--home", demo_home.path)
    assert cleared.returncode == 0, cleared.stderr
    assert score()["results"] == before["results"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("mark", "nobody:1", "applied"), "no posting 'nobody:1' in the index"),
        (("mark", "nobody:1", "clear"), "'nobody:1' is not marked"),
        (("mark", "nobody:1"), "say what: matcher mark nobody:1 applied"),
        (("score", "examples/profile.json", "--within", "20"), "states no basics.location.postalCode"),
        (("score", "examples/profile.json", "--near", "00000"), "no US ZIP code"),
        (("score", "examples/profile.json", "--setting", "moon base"), "--setting 'moon base' is not known; known: addiction"),
        (("score", "examples/profile.json", "--pay-min", "25"), "25 an hour is 52000"),
        (("score", "examples/profile.json", "--state", "Narnia"), "no US state"),
        (("score", "examples/profile.json", "--posted-since", "yesterday"), "yesterday"),
    ],
)  # fmt: skip
def test_wrong_use_is_one_clear_line(
    demo_home: Home, command: Run, words: tuple[str, ...], said: str
) -> None:
    done = command("matcher", *words, "--home", demo_home.path)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_filters_of_the_command_line_reach_the_postings(
    demo_home: Home, command: Run, tmp_path: Path, repo: Path
) -> None:
    resume = json.loads((repo / "examples" / "profile.json").read_text("utf-8"))
    resume["basics"]["location"]["postalCode"] = "85201"
    profile = tmp_path / "profile.json"
    profile.write_text(json.dumps(resume), "utf-8")

    def places(*options: str) -> set[str]:
        done = command("matcher", "score", profile, "--home", demo_home.path, "--format", "json", "--top", "99", *options)  # fmt: skip
        assert done.returncode == 0, done.stderr
        return {
            place for result in json.loads(done.stdout)["results"] for place in result["places"]
        }

    near = places("--within", "30")
    assert near == places("--near", "85201", "--within", "30") <= places("--state", "Arizona")
    assert "Tempe, AZ" in near
    assert not any(place.endswith("OH") for place in near)
    gaps = command("matcher", "gaps", profile, "--home", demo_home.path, "--within", "30", "--top", "1")  # fmt: skip
    assert gaps.returncode == 0, gaps.stderr
    assert "left out because they do not state it: place" in gaps.stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_names_the_commands(command: Run, shell: str) -> None:
    script = command("matcher", "completion", shell)
    assert script.returncode == 0, script.stderr
    assert "_MATCHER_COMPLETE" in script.stdout
    asked = {
        "_MATCHER_COMPLETE": f"{shell}_complete",
        "COMP_WORDS": "matcher sc",
        "COMP_CWORD": "1",
    }
    if shell == "fish":
        asked["COMP_CWORD"] = "sc"
    found = command("matcher", env=asked)
    assert "score" in found.stdout
