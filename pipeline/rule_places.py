"""Where each rule stands, so that what it found leads back to its line."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

_ID = re.compile(r'^id\s*=\s*"([^"]+)"')


@cache
def rule_places() -> Mapping[str, str]:
    """Return the place of each rule by its id: "rules/strength.toml:56".

    A rule that code decides, such as `section.KIND` of a kind without headings, has none.
    """
    return dict(_places(files("pipeline").joinpath("rules"), "rules/"))


def _places(folder: Traversable, prefix: str) -> Iterator[tuple[str, str]]:
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        if entry.is_dir():
            yield from _places(entry, f"{prefix}{entry.name}/")
        elif entry.name.endswith(".toml"):
            for number, line in enumerate(entry.read_text("utf-8").splitlines(), 1):
                if found := _ID.match(line):
                    yield found[1], f"{prefix}{entry.name}:{number}"
