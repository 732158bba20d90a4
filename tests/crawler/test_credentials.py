"""Keys that an operator keeps in the environment: sent to their host, written nowhere."""

import json
from pathlib import Path

from local_site import Asked, LocalSite, Reply, serving
from support import run_command

from crawler.home import Home

KEYS = {"USAJOBS_KEY": "k-7f3a", "USAJOBS_EMAIL": "ops@heron.example"}


def federal(asked: Asked) -> Reply:
    if asked.headers.get("Authorization-Key") != KEYS["USAJOBS_KEY"]:
        return Reply(status=401)
    number = 2 if "Page=2" in asked.path else 1
    job = {"PositionTitle": "Practice Manager", "UserArea": {"Details": {"JobSummary": "Runs it."}}}
    found = {
        "SearchResultCountAll": 2,
        "SearchResultItems": [{"MatchedObjectId": str(number), "MatchedObjectDescriptor": job}],
        "UserArea": {"NumberOfPages": "2"},
    }
    return Reply(json.dumps({"SearchResult": found}), headers={"ETag": f'"{number}"'})


def federal_home(folder: Path, site: LocalSite) -> Home:
    home = Home(folder)
    home.sources.parent.mkdir(parents=True, exist_ok=True)
    url = f"{site.origin}/api/search?Keyword=clinic"
    home.sources.write_text(f'[[source]]\nname = "federal"\nurl = "{url}"\ndelay = 0', "utf-8")
    return home


FIRST = "/api/search?Keyword=clinic&Fields=Full&ResultsPerPage=500&Page=1"


def test_an_operators_key_is_sent_and_kept_nowhere(tmp_path: Path) -> None:
    with serving(1) as (site,):
        site.routes = {FIRST: federal, FIRST.replace("Page=1", "Page=2"): federal}
        home = federal_home(tmp_path, site)
        done = run_command("crawler", "run", "--home", home.path, env=KEYS)
        again = run_command("crawler", "run", "--home", home.path, env=KEYS)
    assert done.returncode == 0, done.stdout
    assert "2 postings" in done.stdout
    assert "2 unchanged" in again.stdout, "the second page is asked for with the key again"
    asked = [item for item in site.asked if item.path.startswith("/api")]
    assert {item.headers["User-Agent"] for item in asked} == {KEYS["USAJOBS_EMAIL"]}
    written = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    written += (done.stdout + done.stderr + again.stdout).encode()
    assert all(value.encode() not in written for value in KEYS.values())


def test_a_source_without_its_key_is_one_clear_line(tmp_path: Path) -> None:
    with serving(1) as (site,):
        home = federal_home(tmp_path, site)
        env = KEYS | {"USAJOBS_KEY": ""}
        done = run_command("crawler", "run", "--home", home.path, "--json", env=env)
    (source,) = json.loads(done.stdout)["sources"]
    (said,) = source["errors"]
    assert said.endswith("needs USAJOBS_KEY in the environment: set it and run again")
    assert site.paths("/api") == []


def test_a_redirect_does_not_carry_the_key_away(tmp_path: Path) -> None:
    with serving(2) as (site, other):
        site.routes = {FIRST: Reply(status=302, headers={"Location": f"{other.origin}/api/search"})}
        home = federal_home(tmp_path, site)
        done = run_command("crawler", "run", "--home", home.path, "--json", env=KEYS)
    (source,) = json.loads(done.stdout)["sources"]
    assert source["errors"][0].endswith("HTTP 302")
    assert other.asked == []
