"""A loader of a lake, run as a process of its own: lands one run after another, and loads each.

Prints `loaded RUN CONFLICTS` once a load is acknowledged. Arguments: home, name, address, folder
of the data, how many runs.
"""

import sys
from pathlib import Path

from landed import land, posting, run_line, sighting

from crawler.home import Home
from warehouse.lake.address import Lake
from warehouse.load import load


def say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def main(folder: str, name: str, address: str, data_path: str, runs: str) -> None:
    home, lake = Home(Path(folder)), Lake.read(address, data_path)
    say("ready")
    sys.stdin.readline()
    for number in range(int(runs)):
        run = f"{name}{number}"
        lines = [posting(f"{run}-{n}", source=name) for n in range(3)]
        # What both loaders say: the same posting, another title each day, and a visit.
        lines += [posting("both", day=number, title=f"Medical Office Manager {number}")]
        lines += [sighting("seen", "both", number + 0.5), run_line(number) | {"source": name}]
        land(home, run, *lines, source=name)
        say(f"loaded {run} {load(home, lake).conflicts}")


if __name__ == "__main__":
    main(*sys.argv[1:])
