"""The ids of a profile's first postings, every one scored in full: HOME PROFILE COUNT."""

import heapq
import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from matcher.filters import Filters
from matcher.index import open_current
from matcher.profile import read_profile
from matcher.resume import read_resume
from matcher.score import score_posting

AT_ONCE = 5_000

index = open_current(Path(sys.argv[1]) / "index")
assert index is not None
resume = read_resume(Path(sys.argv[2]))
profile = read_profile(resume, index.reader, datetime.now(UTC).date())
judge, words = index.judge(profile), index.words(profile)
chosen = index.chosen(Filters()).nonzero()[0]
best: list[tuple[int, int, str]] = []
for start in range(0, len(chosen), AT_ONCE):
    numbers = chosen[start : start + AT_ONCE]
    for number, detail in zip(numbers, index.details(numbers), strict=True):
        score = score_posting(
            detail, float(words.likeness[number]), float(words.title_fit[number]), profile, judge,
            index.weights, index.idf,
        )  # fmt: skip
        best.append((-score.hundredths, -score.possible, detail["posting_id"]))
    best = heapq.nsmallest(int(sys.argv[3]), best)
print(json.dumps([posting_id for _, _, posting_id in best]))
