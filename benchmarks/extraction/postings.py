"""Postings for benchmarks: the project's own, each repetition with words of its own."""

import itertools
import json
import random
import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from crawler.posting import RawPosting
from pipeline.evaluation import raw_posting, read_labels

REPO = Path(__file__).parent.parent.parent
SEED = 11
# A line or element of three words or more; headings are left alone: they do repeat in life.
_SAID = re.compile(
    r"(?<=[>\n])[^<>\n]*\w \w+ \w[^<>\n]*[^<>\n:\s](?=\s*(?:</(?:li|p|td|div)|\n|$))"
)
_LETTERS = "bcdfglmnprstvz"


def own_postings() -> list[RawPosting]:
    """Return the labelled postings and those of the demo boards."""
    found = [
        raw_posting(label)
        for label in read_labels(REPO / "tests" / "labels" / "develop" / "dev.jsonl")
    ]
    for path in sorted((REPO / "crawler" / "demo" / "boards").glob("*/*.toml")):
        table = tomllib.loads(path.read_text("utf-8"))
        if table.get("description"):
            found.append(
                replace(
                    found[0], key=f"{path.parent.name}-{path.stem}", title=table["title"],
                    employer=path.parent.name, description=table["description"],
                    description_format="html", locations=(),
                )
            )  # fmt: skip
    return found


def varied_postings() -> Iterator[RawPosting]:
    """Yield the postings without end, in random order, no two with a line in common.

    A coined word ends every line, so that neither a whole text nor a line of it is ever read
    twice: what a cache knows by heart is no speed.
    """
    own, coined = own_postings(), _coined()
    order = random.Random(SEED)
    for number in itertools.count():
        raw = own[order.randrange(len(own))]
        text = _SAID.sub(lambda match: f"{match[0]} {next(coined)}", raw.description)
        yield replace(raw, key=f"{number}", description=text)


def _coined() -> Iterator[str]:
    for length in itertools.count(4):
        for letters in itertools.product(_LETTERS, "aeiou", *[_LETTERS] * (length - 2)):
            yield "".join(letters)


def write_texts(path: Path, texts: list[str]) -> None:
    """Write texts as JSON lines, for programs in environments of their own."""
    path.write_text("".join(json.dumps(text) + "\n" for text in texts), "utf-8")
