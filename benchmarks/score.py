"""Cold `matcher score` processes beside scikit-learn and bm25s end to end, and the index's building.

Postings are made by shuffling the sentences and requirements of our labelled ones and published
in a warehouse; each contender builds its index of the same texts, and then ranks the same profile
in whole processes that take turns. Times are CPU seconds, so that a busy machine does not change
them; wall time stands beside. Run: python benchmarks/score.py [POSTINGS…] (10,000 and 100,000).

--without NAME  leave a rival out: building one takes much memory at a million postings.
--exact         also score every posting in full and compare the first ten (always to 100,000).
"""

import argparse
import json
import tempfile
from pathlib import Path

from ranking.processes import Took, run, taking_turns

PROFILE = Path(__file__).parent.parent / "examples" / "profile.json"
RANKING = Path(__file__).parent / "ranking"
RIVALS = RANKING / "rivals"
ROUNDS = 7
EXACT_TO = 100_000


def compare(count: int, rivals: list[str], *, exact: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        published = home / "published" / "warehouse.duckdb"
        print(run(RANKING / "made.py", published, str(count)).said, end="", flush=True)
        for what in ("index, the first", "index again, texts known"):
            tell(what, run("-m", "matcher", "index", "--home", home))
        [version] = [path for path in (home / "index").iterdir() if path.is_dir()]
        files = list(version.iterdir())
        kept = sum(path.stat().st_size for path in files if path.name.startswith("text_")) / 1e6
        size = sum(path.stat().st_size for path in files) / 1e6
        print(
            f"  on disk {size:,.0f} MB, of which {kept:,.0f} MB are the counts for the next build"
        )
        ours = ("-m", "matcher", "score", PROFILE, "--home", home, "--format", "json")
        commands = {"bare Python with numpy": ("-c", "import json, numpy"), "matcher score": ours}
        for name in rivals:
            model = Path(folder) / name
            tell(f"{name} built", run(RIVALS / f"{name}.py", "fit", published, model))
            commands[name] = (RIVALS / f"{name}.py", "rank", model, PROFILE)
        found = taking_turns(ROUNDS, commands)
        mine = found["matcher score"]
        for name, took in found.items():
            tell(name, took, f"{took.cpu / mine.cpu:6.2f} x ours")
        if exact or count <= EXACT_TO:
            top = [result["posting_id"] for result in json.loads(mine.said)["results"]]
            same = top == json.loads(run(RANKING / "exact.py", home, PROFILE, str(len(top))).said)
            print(
                f"  the first {len(top)} are {'' if same else 'NOT '}those of scoring all in full"
            )


def tell(what: str, took: Took, more: str = "") -> None:
    print(
        f"  {what:<26}{took.cpu:9.3f} s CPU {took.wall:9.3f} s  {took.megabytes:7,.0f} MB  {more}",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("counts", type=int, nargs="*", default=[10_000, 100_000])
    parser.add_argument("--without", action="append", default=[])
    parser.add_argument("--exact", action="store_true")
    given = parser.parse_args()
    rivals = [path.stem for path in sorted(RIVALS.glob("*.py")) if path.stem not in given.without]
    for count in given.counts:
        compare(count, rivals, exact=given.exact)


if __name__ == "__main__":
    main()
