"""scikit-learn's TF-IDF end to end: `fit WAREHOUSE MODEL`, then `rank MODEL PROFILE`."""

import sys
from pathlib import Path

import joblib

if sys.argv[1] == "fit":
    import duckdb
    from sklearn.feature_extraction.text import TfidfVectorizer

    rows = duckdb.connect(sys.argv[2], read_only=True).execute("select text from postings order by posting_id")  # fmt: skip
    texts = (row[0] for row in iter(rows.fetchone, None))
    vectorizer = TfidfVectorizer(stop_words="english", sublinear_tf=True)
    joblib.dump((vectorizer, vectorizer.fit_transform(texts)), sys.argv[3])
else:
    from sklearn.metrics.pairwise import linear_kernel

    vectorizer, matrix = joblib.load(sys.argv[2], mmap_mode="r")
    query = vectorizer.transform([Path(sys.argv[3]).read_text("utf-8")])
    print(linear_kernel(query, matrix).ravel().argsort()[::-1][:10].tolist())
