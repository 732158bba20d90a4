"""Texts made to be slow to read: each shape at any length."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pipeline.concepts import load_taxonomy


@dataclass(frozen=True)
class Shape:
    """A way to write a long text."""

    name: str
    made: Callable[[int], str]
    """From a number of characters to a text of about so many."""
    format: Literal["html", "text"] = "text"


def _repeated(unit: str, before: str = "Requirements\n") -> Callable[[int], str]:
    return lambda size: before + unit * max(1, size // len(unit))


def _nested(opening: str, closing: str) -> Callable[[int], str]:
    def made(size: int) -> str:
        depth = max(1, size // (len(opening) + len(closing)))
        return opening * depth + "Certified Medical Manager" + closing * depth

    return made


@cache
def _concepts() -> str:
    return ", ".join(form for concept in load_taxonomy() for form in concept.forms) + ", "


def _every_concept(size: int) -> str:
    return "Requirements\n" + (_concepts() * (size // len(_concepts()) + 1))[:size]


SHAPES = (
    Shape("one line of words", _repeated("managing the medical office with great care ", "")),
    Shape("one line, no end of sentence", _repeated("must have experience and skills in billing ")),
    Shape("many bullets on one line", _repeated("• Epic experience preferred ")),
    Shape("many lines of bullets", _repeated("• Epic experience preferred\n")),
    Shape("many commas", _repeated("CMM, CPC, ")),
    Shape("only commas", _repeated(",")),
    Shape("nested brackets", _repeated("(")),
    Shape("brackets and words", _repeated("(CMM ")),
    Shape("semicolons in a bracket", _repeated("Epic; ", "Requirements\n(")),
    Shape("years or years", _repeated("years of experience or ")),
    Shape("numbers of years", _repeated("5 years of experience or ")),
    Shape("ranges of years", _repeated("3-5 ")),
    Shape("a", _repeated("a", "")),
    Shape("A", _repeated("A", "")),
    Shape("capitalised words", _repeated("Aaa ", "")),
    Shape("white space", _repeated(" \t", "Requirements\nx")),
    Shape("digits", _repeated("7", "Pay ")),
    Shape("dollars and digits", _repeated("$28.50-", "Pay ")),
    Shape("dollars", _repeated("$", "Pay ")),
    Shape("figures", _repeated("28,500 to ", "Pay ")),
    Shape("ranges of pay", _repeated("$50,000 - $60,000 a year, ", "Pay ")),
    Shape("pay in words", _repeated("salary up to from minimum ", "")),
    Shape("hours of a week", _repeated("40 hours ", "")),
    Shape("degrees", _repeated("bachelor's degree or master's degree in nursing, ")),
    Shape("fields of study", _repeated("business, ", "Requirements\nBachelor's degree in ")),
    Shape("degrees without a field", _repeated("degree ")),
    Shape("ors", _repeated("or ", "Requirements\nBachelor's degree ")),
    Shape("places", _repeated("Tampa, FL, ", "")),
    Shape("cities and cities", _repeated("Garden City, ", "Offices in ")),
    Shape("states", _repeated("FL, ", "Candidates may live in ")),
    Shape("headings", _repeated("Requirements: ", "")),
    Shape("colons", _repeated(": ", "")),
    Shape("glued sentences", _repeated("care.Requirements", "")),
    Shape("full stops", _repeated("Dr. ", "")),
    Shape("abbreviations", _repeated("e.g.", "")),
    Shape("full time", _repeated("full-time or part-time ", "")),
    Shape("remote", _repeated("not remote, hybrid ", "")),
    Shape("no and not", _repeated("no degree required, not ")),
    Shape("preferred", _repeated("preferred ")),
    Shape("staff", _repeated("our staff must have a CPC and ", "")),
    Shape("languages", _repeated("bilingual Spanish, ")),
    Shape("within days of hire", _repeated("CPR within 90 days ")),
    Shape("every concept", _every_concept),
    Shape("asterisks", _repeated("**", "")),
    Shape("bold Markdown", _repeated("**a ", "")),
    Shape("underscores", _repeated("__a", "")),
    Shape("angle brackets", _repeated("<")),
    Shape("open tags", _repeated("<a", "")),
    Shape("escaped tags", _repeated("&lt;p", "")),
    Shape("ampersands", _repeated("&amp;", "")),
    Shape("nested div", _nested("<div>", "</div>"), "html"),
    Shape("nested item", _nested("<ul><li>", "</li></ul>"), "html"),
    Shape("nested bold", _nested("<b>", "</b>"), "html"),
    Shape("nested span", _nested("<span>", "</span>"), "html"),
    Shape("open tags never closed", _repeated("<div><p>", "Epic"), "html"),
    Shape("open and close", _repeated("<p>CMM or CMPE</p>", ""), "html"),
    Shape("line breaks", _repeated("Epic<br>", ""), "html"),
    Shape("misnested tags", _repeated("<b><p>Epic</b></p>", ""), "html"),
    Shape("tables in tables", _nested("<table><tr><td>", "</td></tr></table>"), "html"),
    Shape("comments", _repeated("<!-- x --!> -->", ""), "html"),
    Shape("one attribute", lambda size: f'<p class="{"x " * (size // 2)}">CMM required</p>', "html"),
    Shape("one style", lambda size: f'<p style="{"display " * (size // 8)}">CMM</p>', "html"),
    Shape("many attributes", lambda size: f"<p {' '.join(f'a{n}=1' for n in range(size // 8))}>CMM</p>", "html"),
    Shape("scripts", _repeated("<script>if (a<b) {}</script>", ""), "html"),
    Shape("entities", _repeated("&nbsp;&#8203;&shy;", ""), "html"),
    Shape("twice escaped", _repeated("&amp;lt;p&amp;gt;Epic", ""), "html"),
)  # fmt: skip
