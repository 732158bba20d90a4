"""The specialty of the practice, by its title, its name, or as "our dermatology office"."""

from pipeline.practice import described, named
from pipeline.reading import Facts, Reading


def extract(reading: Reading) -> Facts:
    """Read the specialties, each once, the title's first."""
    found = described(reading, "specialty", "practice_after") | named(reading, "specialty")
    return {"facts": tuple(found.values())} if found else {}
