"""Cold `matcher score` processes at 100,000 postings beside bare Python with numpy.

Postings are made by shuffling the sentences and requirements of our own labelled ones. Run:
python benchmarks/score.py [POSTINGS]. With --sklearn, also scikit-learn end to end on the same
texts: load the fitted matrix, transform the profile, multiply.
"""

import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import pyarrow as pa

from matcher.build import Sources, build_index
from matcher.weights import load_weights
from pipeline.concepts import load_taxonomy
from pipeline.evaluation import raw_posting, read_labels
from pipeline.extract import read_posting

REPO = Path(__file__).parent.parent
PROFILE = REPO / "examples" / "profile.json"
SEED, ROUNDS, STATES = 4, 9, ("TX", "OH", "CA", "SC", "AZ")
BARE = "import json, numpy"
RIVAL = """
import json, sys
import joblib, numpy
from sklearn.metrics.pairwise import linear_kernel
vectorizer, matrix = joblib.load(sys.argv[1])
query = vectorizer.transform([open(sys.argv[2]).read()])
scores = linear_kernel(query, matrix).ravel()
print(scores.argsort()[::-1][:10])
"""
POSTING_SCHEMA = pa.schema(
    {
        "posting_id": pa.string(), "job_id": pa.string(), "title": pa.string(),
        "employer": pa.string(), "url": pa.string(), "apply_url": pa.string(),
        "occupation": pa.string(), "places": pa.list_(pa.string()),
        "states": pa.list_(pa.string()), "workplace": pa.string(),
        "employment_types": pa.list_(pa.string()), "pay_min": pa.float64(),
        "pay_max": pa.float64(), "pay_unit": pa.string(), "pay_annual_min": pa.float64(),
        "pay_annual_max": pa.float64(), "posted_at": pa.date32(), "status": pa.string(),
        "first_seen_at": pa.timestamp("us", "UTC"), "text": pa.string(),
        "settings": pa.list_(pa.string()),
        "locations": pa.list_(pa.struct([(part, pa.string()) for part in ("city", "state", "postal_code", "country")])),
    }
)  # fmt: skip
ROW_SCHEMA = pa.schema(
    {
        "posting_id": pa.string(), "requirement_no": pa.int32(), "kind": pa.string(),
        "concept": pa.string(), "strength": pa.string(), "group_no": pa.int32(),
        "option_no": pa.int32(), "years_min": pa.float64(), "years_max": pa.float64(),
        "fields": pa.list_(pa.string()), "within_days_of_hire": pa.int32(),
        "asked_as": pa.string(), "evidence": pa.string(),
    }
)  # fmt: skip


def made(count: int) -> tuple[pa.Table, pa.Table, list[str]]:
    """Return postings, their requirements, and the texts."""
    random.seed(SEED)
    read = [
        read_posting(raw_posting(label))
        for label in read_labels(REPO / "tests" / "labels" / "develop" / "dev.jsonl")
    ]
    lines = [line for posting in read for line in posting.text.split("\n") if line.strip()]
    alone = [row for posting in read for row in posting.requirements if row.group is None]
    groups = [
        [row for row in posting.requirements if row.group == number]
        for posting in read
        for number in {row.group for row in posting.requirements} - {None}
    ]
    postings: list[dict[str, Any]] = []
    rows: list[dict[str, Any]] = []
    for number in range(count):
        posting_id = f"made:{number:07d}"
        pattern = random.choice(read)
        pay = random.randrange(40_000, 120_000)
        postings.append(
            {
                "posting_id": posting_id, "job_id": posting_id, "title": pattern.title,
                "employer": f"Employer {number % 5000}", "url": None, "apply_url": None,
                "occupation": pattern.occupation, "places": [], "states": [random.choice(STATES)],
                "workplace": None, "employment_types": [], "pay_min": pay, "pay_max": pay,
                "pay_unit": "year", "pay_annual_min": pay, "pay_annual_max": pay,
                "posted_at": None, "status": "open", "first_seen_at": None,
                "text": "\n".join(random.sample(lines, 22)),
            }
        )  # fmt: skip
        asked = random.sample(alone, 16) + [
            row for group in random.sample(groups, 2) for row in group
        ]
        # Years vary more in life than in 45 postings: each distinct requirement is judged once.
        rows += [
            {
                "posting_id": posting_id, "requirement_no": place, "kind": row.kind,
                "concept": row.concept, "strength": row.strength,
                "group_no": None if row.group is None else 1 + (place > 18),
                "option_no": row.option, "years_min": row.years_min and random.randint(1, 12),
                "years_max": None, "fields": list(row.fields),
                "within_days_of_hire": row.within_days_of_hire, "asked_as": row.source,
                "evidence": row.evidence,
            }
            for place, row in enumerate(asked)
        ]  # fmt: skip
    texts = [posting["text"] for posting in postings]
    return (
        pa.Table.from_pylist(postings, POSTING_SCHEMA),
        pa.Table.from_pylist(rows, ROW_SCHEMA),
        texts,
    )


def timed(command: list[str]) -> float:
    """Return the median seconds of a whole process."""
    seconds = []
    for _ in range(ROUNDS):
        begin = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        seconds.append(time.perf_counter() - begin)
    return statistics.median(seconds)


def main() -> None:
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()]
    count = numbers[0] if numbers else 100_000
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        postings, requirements, texts = made(count)
        begin = time.perf_counter()
        version = build_index(
            home / "index", Sources(postings, requirements, load_taxonomy(), load_weights(), None)
        )
        built = time.perf_counter() - begin
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
        size = sum(path.stat().st_size for path in (home / "index" / version).iterdir()) / 2**20
        units = len(json.loads((home / "index" / version / "units.json").read_text("utf-8")))
        print(f"{count} postings, {requirements.num_rows} requirements, {units} distinct units")
        print(
            f"index: {built:.1f} s, {count / built:.0f} postings/s, {size:.0f} MB, peak {memory:.1f} GB"
        )
        bare = timed([sys.executable, "-c", BARE])
        score = timed(
            [sys.executable, "-m", "matcher", "score", str(PROFILE), "--home", folder, "--format", "json"]
        )  # fmt: skip
        print(f"bare Python with numpy {1000 * bare:4.0f} ms")
        print(f"matcher score          {1000 * score:4.0f} ms = {score / bare:.2f} x bare")
        if "--sklearn" in sys.argv:
            import joblib
            from sklearn.feature_extraction.text import TfidfVectorizer

            vectorizer = TfidfVectorizer(stop_words="english")
            joblib.dump((vectorizer, vectorizer.fit_transform(texts)), home / "rival.joblib")
            (home / "rival.py").write_text(RIVAL, "utf-8")
            rival = timed(
                [sys.executable, str(home / "rival.py"), str(home / "rival.joblib"), str(PROFILE)]
            )
            print(f"scikit-learn end to end {1000 * rival:4.0f} ms = {rival / score:.1f} x ours")


if __name__ == "__main__":
    main()
