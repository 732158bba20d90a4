"""The forms of an English word that postings write: verbs inflected, nouns in the plural."""

_VOWELS = "aeiou"
_HISSING = ("s", "x", "z", "ch", "sh")
# Past forms and participles that no rule gives; the regular ones are kept beside them.
_IRREGULAR = {
    "bring": ("brought",), "build": ("built",), "buy": ("bought",), "catch": ("caught",),
    "deal": ("dealt",), "do": ("did", "done"), "draw": ("drew", "drawn"), "drive": ("drove", "driven"),
    "find": ("found",), "forecast": ("forecast",), "get": ("got",), "give": ("gave", "given"),
    "go": ("went", "gone"), "grow": ("grew", "grown"), "hold": ("held",), "keep": ("kept",),
    "know": ("knew", "known"), "lead": ("led",), "make": ("made",), "meet": ("met",),
    "oversee": ("oversaw", "overseen"), "pay": ("paid",), "put": ("put",), "run": ("ran",),
    "see": ("saw", "seen"), "send": ("sent",), "set": ("set",), "speak": ("spoke", "spoken"),
    "take": ("took", "taken"), "teach": ("taught",), "think": ("thought",),
    "understand": ("understood",), "write": ("wrote", "written"),
}  # fmt: skip
# Stressed on the last syllable: "submitting", but "covering". Of one syllable: told by its letters.
_DOUBLING = frozenset(
    ("admit", "commit", "outfit", "permit", "prefer", "refer", "submit", "transfer")
)


def plural(noun: str) -> str:
    """Return the regular plural of a phrase whose last word is a noun: "supply" → "supplies"."""
    if noun.endswith(_HISSING):
        return noun + "es"
    if noun.endswith("y") and noun[-2:-1] not in _VOWELS:
        return noun[:-1] + "ies"
    return noun + "s"


def verb_forms(verb: str) -> tuple[str, ...]:
    """Return a verb's forms, itself first: "order", "orders", "ordered", "ordering".

    Of a phrase the first word is inflected: "follow up" → "following up".
    """
    head, space, rest = verb.partition(" ")
    stem = _stem(head)
    past = _IRREGULAR.get(head, (_past(head, stem),))
    forms = (head, plural(head), *past, stem + "ing")
    return tuple(dict.fromkeys(form + space + rest for form in forms))


def _stem(verb: str) -> str:
    """Return what "-ing" is added to."""
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return verb[:-1]
    if verb in _DOUBLING or _is_short(verb):
        return verb + verb[-1]
    return verb


def _past(verb: str, stem: str) -> str:
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        return verb[:-1] + "ied"
    return verb + "d" if verb.endswith("e") else stem + "ed"


def _is_short(verb: str) -> bool:
    """Return whether a verb is one syllable of consonant, vowel, consonant: "plan", "stop"."""
    vowels = [letter in _VOWELS for letter in verb]
    return (
        sum(vowels) == 1
        and len(verb) > 2  # noqa: PLR2004 -- "do", "go"
        and vowels[-2]
        and not vowels[-1]
        and verb[-1] not in "wxy"
    )
