"""The setting of the practice: urgent care, health center and others."""

from pipeline.practice import described, named
from pipeline.reading import Facts, Reading


def extract(reading: Reading) -> Facts:
    """Read the settings, each once, the title's first."""
    found = described(reading, "setting", "") | named(reading, "setting")
    return {"facts": tuple(found.values())} if found else {}
