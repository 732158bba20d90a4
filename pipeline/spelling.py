"""How words are compared: folded one to one, and each form in the spellings people use."""

import re

# One to one: folding must not change the length, or every span behind it would be wrong.
_PLAIN = {
    "\u2018": "'", "\u2019": "'", "\u02bc": "'", "\u201b": "'", "\u00b4": "'", "\u201c": '"',
    "\u201d": '"', "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-",
    "\u2212": "-", "\u00a0": " ", "\u2007": " ", "\u202f": " ",
}  # fmt: skip
_HALF = re.compile("[\ud800-\udfff]")
_SHORTEST_PLURAL = 4
_HISSING = ("s", "x", "z", "ch", "sh")
_WRITTEN_TWO_WAYS = (
    ("healthcare", "health care"),
    (" and ", " & "),
    ("email", "e-mail"),
    ("organis", "organiz"),
    ("authoris", "authoriz"),
    ("prioritis", "prioritiz"),
    ("licence", "license"),
    ("centre", "center"),
    ("counsell", "counsel"),
)


def fold(text: str) -> str:
    """Return the text for comparing: lower case, plain quotes, dashes and spaces, same length."""
    # Replacing what is there beats a translation table: most texts hold two or three of these.
    plain = text.replace("`", "'").replace("\t", " ")
    if not plain.isascii():
        plain = whole(plain)
        for odd, usual in _PLAIN.items():
            if odd in plain:
                plain = plain.replace(odd, usual)
    folded = plain.lower()
    if len(folded) == len(text):
        return folded
    return "".join(
        lower if len(lower := character.lower()) == 1 else character for character in plain
    )


def whole(text: str) -> str:
    """Return the text with U+FFFD for halves of surrogate pairs, which no automaton or file takes."""
    try:
        text.encode()
    except UnicodeEncodeError:  # finding out this way costs the usual text next to nothing
        return _HALF.sub("\ufffd", text)
    return text


def compared(folded: str) -> str:
    """Return a folded text as phrases are looked up in it: a hyphen is as good as a space."""
    return folded.replace("-", " ")


def spellings(form: str) -> tuple[str, ...]:
    """Return how a form may be written, itself first: plural, British, "&" for "and".

    Capitals stay as they are; hyphens need no spelling of their own (see `compared`).
    """
    found = [form]
    for one, other in _WRITTEN_TWO_WAYS:
        if one in form:
            found += [item.replace(one, other) for item in found]
        elif other in form:
            found += [item.replace(other, one) for item in found]
    found += [plural for item in found if (plural := _plural(item))]
    return tuple(dict.fromkeys(found))


def _plural(form: str) -> str:
    last = form.rsplit(" ", 1)[-1]
    if last.isupper() and last.isalpha():
        return form + "s" if len(last) > 1 else ""
    if len(form) < _SHORTEST_PLURAL or not form[-1].isalpha():
        return ""
    if form.endswith(_HISSING):
        return "" if form.endswith(("s", "z")) and not form.endswith("ss") else form + "es"
    if form.endswith("y") and form[-2] not in "aeiou":
        return form[:-1] + "ies"
    return form + "s"
