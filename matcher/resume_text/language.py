"""Say when a résumé is in a language that is not understood."""

from pipeline.phrases import fold
from pipeline.text_language import ENGLISH, language_of


def other_language(text: str) -> str | None:
    """Return what to say of a text that is not English; None where it is, or is too short to tell."""
    language = language_of(fold(text))
    if language in (None, ENGLISH):
        return None
    return f"the text looks to be in another language ({language}); only English is understood"
