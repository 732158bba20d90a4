"""Fixtures shared by all tests: the repo, the shared reference, one run of the demo."""

from pathlib import Path

import pytest
from hypothesis import settings
from support import REPO, Run, run_command

from crawler.demo.server import serve_demo
from crawler.home import Home

# A busy machine is no fault of an example: speed is shown in benchmarks, never by a timed test.
settings.register_profile("project", deadline=None)
settings.load_profile("project")


@pytest.fixture(scope="session")
def repo() -> Path:
    return REPO


@pytest.fixture(scope="session")
def shared() -> Path:
    """The reference beside the repo; tests that need it say loudly that they skipped."""
    folder = REPO.parent / "shared"
    if not folder.is_dir():
        pytest.skip("SKIPPED LOUDLY: ../shared is not here, so real input was not tried")
    return folder


@pytest.fixture(scope="session")
def command() -> Run:
    return run_command


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


@pytest.fixture(scope="session")
def demo_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home on which the whole way was gone once: crawled, loaded, published, indexed."""
    home = Home(tmp_path_factory.mktemp("demo"))
    with serve_demo() as boards:
        home.sources.write_text(boards.sources_toml(), "utf-8")
        crawl = run_command("crawler", "run", "--home", home.path)
        assert crawl.returncode in (0, 3), crawl.stderr + crawl.stdout
    for stage in (("warehouse", "load"), ("matcher", "index")):
        done = run_command(*stage, "--home", home.path)
        assert done.returncode in (0, 3), done.stderr
    return home
