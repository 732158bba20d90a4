"""Words of a text, split the same way when the index is built and when a profile is scored."""

import re

WORD_PATTERN = r"(?u)\b[a-z][a-z0-9+#/&-]*[a-z0-9+#]\b"
"""Of lower-case text: words and codes such as icd-10, a/r, p&l."""

TITLE_STOP_WORDS = frozenset(("and", "at", "for", "in", "of", "or", "the", "to", "with"))
"""Words of titles that name nothing."""

_TOKEN = re.compile(WORD_PATTERN)


def tokens(text: str) -> set[str]:
    """Return the distinct words of a text."""
    return set(_TOKEN.findall(text.lower().replace("\u2019", "'")))
