"""Imports go one way, and what must start fast does not load what is slow."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from crawler.home import Home

ORDER = ("crawler", "pipeline", "warehouse", "matcher")
"""Each may import itself and those before it."""
SCRAPY_ROOMS = (
    "spiders", "settings.py", "politeness.py", "guard.py", "failures.py", "runner.py", "check.py",
)  # fmt: skip
"""The only places of the crawler that may import Scrapy: what runs it and what plugs into it."""


def imports_of(path: Path) -> set[str]:
    tree = ast.parse(path.read_text("utf-8"))
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path}: relative import"
            names.add(node.module)
    return names


def modules(repo: Path, package: str) -> list[Path]:
    found = sorted((repo / package).rglob("*.py"))
    assert found, package
    return found


@pytest.mark.parametrize("package", ORDER)
def test_imports_point_up_one_way(repo: Path, package: str) -> None:
    above = ORDER[ORDER.index(package) + 1 :]
    for path in modules(repo, package):
        for name in imports_of(path):
            assert name.split(".")[0] not in above, f"{path} imports {name}"


def test_scrapy_stays_in_its_rooms(repo: Path) -> None:
    for package in ORDER:
        for path in modules(repo, package):
            if any(name.split(".")[0] in ("scrapy", "twisted") for name in imports_of(path)):
                room = path.relative_to(repo / package).parts[0]
                assert (package, room) in {("crawler", name) for name in SCRAPY_ROOMS}, path


def test_only_the_connection_module_and_publishing_open_duckdb(repo: Path) -> None:
    for package in ORDER:
        for path in modules(repo, package):
            if "duckdb.connect" in path.read_text("utf-8"):
                # The dialect asks an empty database of its own how a statement reads.
                assert path.name in ("connection.py", "publish.py", "dialect.py"), path


def loaded_after(code: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys; print(' '.join(sys.modules))"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return set(done.stdout.split())


PUBLIC = {
    "crawler": "import crawler.landing, crawler.sources, crawler.platforms, crawler.command, crawler.crawl, crawler.demo.server",
    "pipeline": "import pipeline.extract; pipeline.extract.load_extractors()",
    "warehouse": "import warehouse.load, warehouse.publish, warehouse.read, warehouse.answers",
    "matcher": "import matcher.rank, matcher.fresh, matcher.refresh, matcher.cli",
}


@pytest.mark.parametrize("package", ORDER)
def test_importing_a_package_does_not_import_scrapy(package: str) -> None:
    loaded = loaded_after(PUBLIC[package])
    assert package in loaded
    assert not loaded & {"scrapy", "twisted"}


@pytest.mark.parametrize("package", ORDER)
def test_help_starts_light(package: str) -> None:
    loaded = loaded_after(f"import {package}.cli")
    assert not loaded & {"scrapy", "sklearn", "duckdb", "pyarrow", "numpy", "rich", "selectolax"}


def test_scoring_imports_no_heavy_library(repo: Path, demo_home: Home) -> None:
    code = (
        "import sys\n"
        "from matcher.cli import matcher\n"
        f"sys.argv = ['matcher', 'score', {str(repo / 'examples' / 'profile.json')!r}, '--home', {str(demo_home.path)!r}, '--format', 'json']\n"
        "matcher.main(standalone_mode=False)\n"
        "print(' '.join(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stderr.split())
    assert "numpy" in loaded
    assert not loaded & {
        "sklearn",
        "scipy",
        "duckdb",
        "pyarrow",
        "scrapy",
        "tomllib",
        "rich",
        "selectolax",
    }
