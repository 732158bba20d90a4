"""spaCy's PhraseMatcher with our taxonomy's forms: TEXTS SECONDS FORMS -> {count, seconds}.

It finds phrases and reads nothing around them: the least that any extractor on spaCy costs.
"""

import json
import sys
import time
from pathlib import Path

import spacy
from spacy.matcher import PhraseMatcher

texts = [json.loads(line) for line in Path(sys.argv[1]).read_text("utf-8").splitlines()]
budget = float(sys.argv[2])
forms: dict[str, list[str]] = json.loads(Path(sys.argv[3]).read_text("utf-8"))
nlp = spacy.blank("en")
nlp.max_length = 10**8
matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
for concept, spellings in forms.items():
    matcher.add(concept, [nlp.make_doc(spelling) for spelling in spellings])
matcher(nlp.make_doc(texts[-1]))
count = found = 0
started = time.process_time()
while count < len(texts) and time.process_time() - started < budget:
    found += len(matcher(nlp.make_doc(texts[count])))
    count += 1
print(json.dumps({"count": count, "seconds": time.process_time() - started, "found": found}))
