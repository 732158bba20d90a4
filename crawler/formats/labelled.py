"""The labelled fields of a posting's card or page in HTML, as employers name them.

A label is a `.field-label` or a `dt`; tenants of one system give the same field many names.
"""

import re

from selectolax.lexbor import LexborNode

from crawler.formats.reading import words

_WHEN = re.compile(r"\bago\b|\byesterday\b|^\d{1,2}/\d{1,2}/\d{4}", re.IGNORECASE)
_NO_VALUES = frozenset(("a", "div", "dl", "dt", "h1", "h2", "h3", "h4", "li", "ul"))
"""What ends the words beside a label."""
_FIELDS = {
    name: re.compile(pattern, re.IGNORECASE)
    for name, pattern in {
        "requisition_id": r"(?:job |req(?:uisition)? ?|position )?(?:id|number|no\.?|#|num)",
        "location": r"(?:job |work |primary |posting )?locations?(?: name)?",
        "city": r"(?:job )?location ?: ?city|city",
        "state": r"(?:job )?location ?: ?(?:state|state/province|region)|state(?:/province)?",
        "postal_code": r"(?:job )?location ?: ?(?:zip|postal)(?: ?code)?|(?:zip|postal) code",
        "employer": r"(?:facility|hospital|practice|clinic|company|employer|entity)(?: name)?",
        "employment_type": r"(?:position|employment|job|worker|employee) ?(?:type|status|category type)|type|status"
        r"|full[- ]time ?/ ?part[- ]time|(?:ft|pt)/(?:pt|ft)",
        "workplace": r"(?:remote|workplace|work (?:arrangement|model|environment))(?: type| status|\?)?",
        "posted": r"(?:date )?posted(?: date)?|posting date",
        "pay_min": r"(?:pay |salary |compensation )?min(?:imum)?(?: pay| salary| rate)?|pay range minimum",
        "pay_max": r"(?:pay |salary |compensation )?max(?:imum)?(?: pay| salary| rate)?|pay range maximum",
        "pay": r"(?:(?:base )?(?:pay|salary|compensation|wages?)|hourly)(?: ?(?:range|rate|rates|scale))?",
    }.items()
}
"""Labels that tenants give to what a posting has of its own fields."""


def labelled(box: LexborNode) -> dict[str, str]:
    """Return the labelled values of a card or a page by the field that each label names."""
    found: dict[str, str] = {}
    for label in box.css(".field-label, dt"):
        if label.tag != "dt" and label.parent is not None and label.parent.tag == "dt":
            continue
        name = words(label.text(separator=" ").replace(":", " : ").strip(" :\n")) or ""
        field = next((key for key, said in _FIELDS.items() if said.fullmatch(name)), None)
        value = _value_of(label)
        if field == "location" and value and _WHEN.search(value):
            field = "posted"  # a tenant's label for the wrong field
        if field and value:
            found.setdefault(field, value)
    return found


def _value_of(label: LexborNode) -> str | None:
    """Return the words beside a label: those of the next dd, else of what follows in its line."""
    parts: list[str] = []
    node = label.next
    while node is not None:
        names = ((node.attributes or {}).get("class") or "").split()
        if node.tag in _NO_VALUES or "field-label" in names:
            break
        if node.tag != "-comment":
            parts.append(node.text(separator=" "))
        if node.tag == "dd":
            break
        node = node.next
    return words(" ".join(parts))
