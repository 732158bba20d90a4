"""What the documents say is so: their commands run, their files exist, their lists are short."""

import importlib
import json
import re
import shlex
import subprocess
from pathlib import Path

import pytest
from support import Run

from crawler.home import Home

_BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
_PATH = re.compile(
    r"`((?:crawler|pipeline|warehouse|matcher|tests|docs|examples|benchmarks|deploy)/[\w./-]*)`"
)
PAGES = ("README.md", "CONTRIBUTING.md", "docs/operating.md")


def console_commands(page: str) -> list[str]:
    return [
        line.removeprefix("$ ")
        for block in _BLOCK.findall(page)
        for line in block.splitlines()
        if line.startswith("$ ")
    ]


def test_every_command_of_the_readme_runs(repo: Path, demo_home: Home, command: Run) -> None:
    commands = [
        line
        for line in console_commands((repo / "README.md").read_text("utf-8"))
        if not line.startswith(("make ", "git ", "cd "))
    ]
    assert len(commands) >= 8
    posting = json.loads(
        command(
            "matcher",
            "score",
            "examples/profile.json",
            "--home",
            demo_home.path,
            "--format",
            "json",
        ).stdout
    )["results"][0]["posting_id"]
    for line in commands:
        words = shlex.split(line.replace("POSTING_ID", posting))
        assert words[0].startswith(".venv/bin/"), line
        program = words[0].removeprefix(".venv/bin/")
        if (program, words[1]) in {("crawler", "run"), ("matcher", "refresh")}:
            words = [*words[:2], "--help"]  # the real ones go to the network
        if program == "scrapy":
            continue  # shown by tests of the spiders
        done = command(program, *words[1:], env={"MATCHER_HOME": str(demo_home.path)})
        assert done.returncode in (0, 3), f"{line}: {done.stderr}"


def test_make_targets_of_the_documents_exist(repo: Path) -> None:
    makefile = (repo / "Makefile").read_text("utf-8")
    for page in PAGES:
        for target in re.findall(r"`?make ([a-z]+)`?", (repo / page).read_text("utf-8")):
            if target not in ("it", "sure", "a"):
                assert re.search(rf"^{target}:", makefile, re.MULTILINE), f"{page}: make {target}"


@pytest.mark.parametrize("name", PAGES)
def test_paths_named_in_the_documents_exist(repo: Path, name: str) -> None:
    for path in _PATH.findall((repo / name).read_text("utf-8")):
        if not re.search(r"NAME|CASE|EMPLOYER|KEY|RUN|SOURCE", path):
            assert (repo / path).exists(), f"{name}: {path}"


def test_each_way_to_contribute_is_short(repo: Path) -> None:
    sections = (repo / "CONTRIBUTING.md").read_text("utf-8").split("\n## ")[1:]
    titles = {section.splitlines()[0] for section in sections}
    assert {"Add a source", "Add an extractor", "Add a rule", "Add a report"} <= titles
    for section in sections:
        assert len(section.strip().splitlines()) <= 11, section.splitlines()[0]


def test_no_tracked_file_names_a_path_of_a_machine_or_an_index(repo: Path) -> None:
    listed = subprocess.run(
        ["git", "ls-files"], cwd=repo, capture_output=True, text=True, check=False
    )
    if listed.returncode:
        pytest.skip("SKIPPED LOUDLY: not a git checkout")
    bad = re.compile(
        r"(?<![\w.])/(?:work|farm|root)/|pypi\.o" + r"rg|pythonhos" + r"ted|npmjs\.o" + r"rg"
    )
    for name in listed.stdout.split():
        path = repo / name
        if path.suffix in (".py", ".toml", ".md", ".sql", ".txt", ".cfg", "") and path.is_file():
            found = bad.search(path.read_text("utf-8", "replace"))
            assert not found, f"{name}: {found[0]}"


@pytest.mark.parametrize(
    ("name", "module"),
    [
        ("data_dictionary", "warehouse.data_dictionary"),
        ("platforms", "crawler.platforms_page"),
        ("taxonomy", "pipeline.taxonomy_page"),
    ],
)
def test_generated_pages_are_as_generated(repo: Path, name: str, module: str) -> None:
    rendered = importlib.import_module(module).render()
    assert (repo / "docs" / f"{name}.md").read_text("utf-8") == rendered, "run `make docs`"
