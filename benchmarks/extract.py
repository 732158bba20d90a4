"""Extraction from HTML to requirements on one core, beside other tools on the same postings.

Ours reads HTML to requirements, groups, pay and places; the others are given the visible text:
boardwatch detects requirements with its rules, spaCy's PhraseMatcher only looks up our taxonomy's
forms. Each runs in its own environment and process; rates are postings a second of CPU, the
median of rounds that take turns. Run: python benchmarks/extract.py [--rounds N] [--seconds S].

--memory [N]  read N postings (100,000) and show memory on the way: it must stay flat.
--length      read hostile texts of 10 kB to 1 MB: the exponent of time over length must stay at 1.
"""

import argparse
import itertools
import json
import math
import signal
import statistics
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from extraction import rivalry
from extraction.hostile import SHAPES, Shape
from extraction.postings import own_postings, varied_postings, write_texts
from extraction.stages import Stages

from pipeline import extract
from pipeline.concepts import load_taxonomy
from pipeline.extract import read_posting
from pipeline.text import to_document

POSTINGS = 20_000
"""More than any tool reads in a round."""
SIZES = (10_000, 100_000, 1_000_000)
LONGEST = 30
"""Seconds of CPU after which a hostile text is given up."""
LINEAR = 1.15


def speed(rounds: int, seconds: float) -> None:
    raws = list(itertools.islice(varied_postings(), POSTINGS))
    texts = [to_document(raw.description, raw.description_format).text for raw in raws]
    tools = rivalry.names()
    rates: dict[str, list[float]] = {name: [] for name in ("ours", *tools)}
    with tempfile.TemporaryDirectory() as folder:
        for name in tools:
            rivalry.environment(name)
        write_texts(Path(folder) / "texts.jsonl", texts)
        forms = {concept.id: concept.forms for concept in load_taxonomy()}
        (Path(folder) / "forms.json").write_text(json.dumps(forms), "utf-8")
        read_posting(raws[-1])
        for _ in range(rounds):
            count, started = 0, time.process_time()
            while time.process_time() - started < seconds and count < len(raws):
                read_posting(raws[count])
                count += 1
            rates["ours"].append(count / (time.process_time() - started))
            for name in tools:
                arguments = (f"{folder}/texts.jsonl", str(seconds), f"{folder}/forms.json")
                rates[name].append(rivalry.run(name, arguments).rate)
    print(f"{statistics.mean(map(len, texts)):,.0f} characters a posting, {rounds} rounds")
    ours = statistics.median(rates["ours"])
    for name, measured in rates.items():
        rate = statistics.median(measured)
        print(
            f"{name:<24}{rate:9,.0f} postings/s  ({min(measured):,.0f} to {max(measured):,.0f})"
            + ("" if name == "ours" else f"   ours is {ours / rate:,.1f} x")
        )
    show_stages(raws[: int(ours * seconds)])


def show_stages(raws: list) -> None:  # type: ignore[type-arg]
    stages = Stages()
    started = time.process_time()
    with stages.watching():
        for raw in raws:
            read_posting(raw)
    total = time.process_time() - started
    print(f"\nwhere {1000 * total / len(raws):.3f} ms a posting go (measuring costs some itself)")
    for name, took in stages.seconds.most_common():
        print(f"  {name:<26}{1000 * took / len(raws):8.3f} ms {took / total:6.1%}")
    rest = total - sum(stages.seconds.values())
    print(f"  {'all else':<26}{1000 * rest / len(raws):8.3f} ms {rest / total:6.1%}")


def memory(count: int) -> None:
    for raw in own_postings():
        read_posting(raw)
    marks = {round(count * part): part for part in (0, 0.25, 0.5, 0.75, 1)}
    figures = []
    started = time.process_time()
    for number, raw in enumerate(varied_postings()):
        if number in marks:
            figures.append(resident())
            print(
                f"{marks[number]:5.0%}  {number:>10,} postings  {figures[-1]:8.1f} MB", flush=True
            )
        if number == count:
            break
        read_posting(raw)
    grown = figures[-1] - figures[1]
    each = grown * 1e6 / (0.75 * count)
    print(f"{each:+.0f} bytes a posting after the first quarter, {each:+.0f} MB a million")
    print(f"{count / (time.process_time() - started):,.0f} postings/s, making them included")


def resident() -> float:
    """Return the megabytes this process holds."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1000
    return math.nan


def length(wanted: str) -> None:
    print(f"{'shape':<32}{'s/MB':>8}{'exponent':>10}  slowest stage")
    bad = 0
    shapes = [shape for shape in SHAPES if wanted in shape.name]
    for shape in shapes:
        took, given_up = timings(shape)
        size, seconds, stage = took[-1]
        exponent = math.nan
        if len(took) > 1:
            before, earlier, _ = took[-2]
            exponent = math.log(seconds / earlier) / math.log(size / before)
        notes = [f"given up at {given_up:,} characters"] if given_up else []
        if given_up or exponent > LINEAR:
            bad += 1
            notes.append("<--")
        print(
            f"{shape.name:<32}{1e6 * seconds / size:8.2f}{exponent:10.2f}  {stage}"
            f"  {' '.join(notes)}",
            flush=True,
        )
    print(f"{bad} of {len(shapes)} shapes are not linear, or given up")


def timings(shape: Shape) -> tuple[list[tuple[int, float, str]], int]:
    """Return length, seconds and slowest stage at each size; the length given up at, or 0."""
    raw = own_postings()[0]
    read_posting(raw)
    took = []
    signal.signal(signal.SIGPROF, stop)
    extract.language_of = lambda _: "en"  # what is in no language would not be read at all
    for size in SIZES:
        text = shape.made(size)
        stages = Stages()
        signal.setitimer(signal.ITIMER_PROF, LONGEST)
        started = time.process_time()
        try:
            with stages.watching():
                read_posting(replace(raw, description=text, description_format=shape.format))
        except TimeoutError:
            return took, len(text)
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
        slowest = stages.seconds.most_common(1)[0][0]
        took.append((len(text), time.process_time() - started, slowest))
    return took, 0


def stop(*_: object) -> None:
    raise TimeoutError


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--memory", type=int, nargs="?", const=100_000, metavar="N")
    parser.add_argument("--length", nargs="?", const="", metavar="SHAPE")
    given = parser.parse_args()
    if given.memory:
        memory(given.memory)
    elif given.length is not None:
        length(given.length)
    else:
        speed(given.rounds, given.seconds)


if __name__ == "__main__":
    main()
