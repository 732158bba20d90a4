"""boardwatch's requirement detector over texts: TEXTS SECONDS -> {count, seconds}.

All its families are asked for, as its own engine would with a profile that states everything.
"""

import json
import sys
import time
from pathlib import Path

from boardwatch.eligibility.catalog import load_rules
from boardwatch.eligibility.detect import detect

texts = [json.loads(line) for line in Path(sys.argv[1]).read_text("utf-8").splitlines()]
budget = float(sys.argv[2])
catalog = load_rules(Path("no-override"))
families = frozenset(family.id for family in catalog.families)
detect(texts[-1], catalog, enabled_families=families)
count = found = 0
started = time.process_time()
while count < len(texts) and time.process_time() - started < budget:
    found += len(detect(texts[count], catalog, enabled_families=families))
    count += 1
print(json.dumps({"count": count, "seconds": time.process_time() - started, "found": found}))
