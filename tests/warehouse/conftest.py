"""Fixtures shared by the tests of the warehouse."""

import pytest
from landed import Said, Say

from crawler.command import run
from crawler.home import Home
from warehouse.cli import warehouse


@pytest.fixture
def say(home: Home, capsys: pytest.CaptureFixture[str]) -> Say:
    def said(*words: str) -> Said:
        with pytest.raises(SystemExit) as left:
            run(warehouse, [*words, "--home", str(home.path)])
        return Said(left.value.code, *capsys.readouterr())

    return said
