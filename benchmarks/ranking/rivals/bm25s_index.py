"""bm25s end to end: `fit WAREHOUSE MODEL`, then `rank MODEL PROFILE`, its arrays mapped."""

import sys
from pathlib import Path

import bm25s

if sys.argv[1] == "fit":
    import duckdb

    rows = duckdb.connect(sys.argv[2], read_only=True).execute("select text from postings order by posting_id")  # fmt: skip
    texts = [row[0] for row in rows.fetchall()]
    tokens = bm25s.tokenize(texts, stopwords="en", show_progress=False)
    del texts
    index = bm25s.BM25()
    index.index(tokens, show_progress=False)
    index.save(sys.argv[3])
else:
    index = bm25s.BM25.load(sys.argv[2], mmap=True)
    profile = Path(sys.argv[3]).read_text("utf-8")
    query = bm25s.tokenize([profile], stopwords="en", show_progress=False)
    found, _ = index.retrieve(query, k=10, show_progress=False)
    print(found[0].tolist())
