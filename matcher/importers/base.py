"""What an importer of one file format is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from matcher.profile import Reader
from matcher.resume_text.read import Draft


@dataclass(frozen=True, slots=True)
class Importer:
    """Reads one format of résumés."""

    name: str
    """For people: "PDF", "Word document"."""
    recognises: Callable[[bytes], bool]
    """Told by content: file names lie."""
    read: Callable[[bytes, Reader, date], Draft]
    """Raises WrongUse where the content cannot be read, without the file's name."""
    fallback: bool = False
    """Tried after all others."""
