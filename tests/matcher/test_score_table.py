"""What `warehouse sql` says of scores is what `matcher score` says, and only if it was asked to."""

import json
from pathlib import Path
from typing import Any

import pytest
from indexed import index_of, posting
from support import Run

from crawler.errors import Failed
from crawler.home import Home
from matcher.filters import Filters
from matcher.ranking import Ranking
from matcher.score_table import write_rankings

SCORES = "select * exclude (index_version) from matcher.scores order by profile, rank"
PARTS = "select * from matcher.score_parts order by profile, posting_id, part_no"


@pytest.fixture
def scored_home(demo_home: Home) -> Any:
    demo_home.scores.unlink(missing_ok=True)  # what another test may have asked for
    yield demo_home
    demo_home.scores.unlink(missing_ok=True)


def sql(command: Run, home: Home, query: str) -> Any:
    done = command("warehouse", "sql", query, "--json", "--home", home.path)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_sql_tells_the_scores_of_the_command_line(
    scored_home: Home, command: Run, repo: Path
) -> None:
    profiles = [str(repo / "examples" / f"{name}.json") for name in ("administrator", "profile")]
    score = ("matcher", "score", "--home", scored_home.path, "--format", "json")
    plain = command(*score, *profiles, "--top", "99")
    assert not scored_home.scores.exists(), "nobody asked for it"
    asked = command(*score, *profiles, "--top", "99", "--write-table")
    assert asked.returncode == 0, asked.stderr
    assert asked.stdout == plain.stdout
    answers = json.loads(asked.stdout)
    assert sum(len(answer["results"]) for answer in answers) > 100
    assert sql(command, scored_home, SCORES) == [
        {"profile": answer["profile"]}
        | {name: result[name] for name in ("posting_id", "rank", "score", "possible")}
        for answer in answers
        for result in answer["results"]
    ]
    assert sql(command, scored_home, PARTS) == [
        {
            "profile": answer["profile"], "posting_id": result["posting_id"], "part_no": number,
            "part": part["name"], "points": part["points"],
        }
        for answer in answers
        for result in sorted(answer["results"], key=lambda item: item["posting_id"])
        for number, part in enumerate(result["parts"], 1)
    ]  # fmt: skip
    odd = "from matcher.scores anti join postings using (posting_id)"
    assert sql(command, scored_home, odd) == []
    unequal = "from matcher.scores join (select profile, posting_id, sum(points) as points from matcher.score_parts group by all) using (profile, posting_id) where score <> points"
    assert sql(command, scored_home, unequal) == []

    again = command(*score, profiles[1], "--top", "3", "--write-table")
    assert again.returncode == 0, again.stderr
    counts = "select profile, count(*)::integer as rows from matcher.scores group by all order by profile"
    assert sql(command, scored_home, counts) == [
        {"profile": profiles[0], "rows": len(answers[0]["results"])},
        {"profile": profiles[1], "rows": 3},
    ]
    assert scored_home.scores.stat().st_mode & 0o077 == 0
    changed = command("warehouse", "sql", "delete from matcher.scores", "--home", scored_home.path)
    assert changed.returncode == 2
    assert len(sql(command, scored_home, SCORES)) == 3 + len(answers[0]["results"])


def test_a_damaged_file_of_scores_is_said_and_kept(tmp_path: Path, home: Home) -> None:
    index = index_of(tmp_path / "index", posting("1"))
    home.path.mkdir(parents=True)
    home.scores.write_text("torn")
    ranking = Ranking(Path("profile.json"), None, (), index.choice(Filters()))  # type: ignore[arg-type] # a ranking without results reads no profile
    with pytest.raises(Failed, match=r"cannot open .*scores\.duckdb"):
        write_rankings(home, index, [ranking])
    assert home.scores.read_text() == "torn"
    assert [path.name for path in home.path.iterdir() if path.suffix == ".duckdb"] == ["scores.duckdb"]  # fmt: skip
