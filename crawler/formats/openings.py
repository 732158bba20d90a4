"""Find the openings that a plain page tells of: by its headings and words, where it has no markup.

What is found is a guess with evidence. A heading that reads like a job's title is not enough: the
text under it must ask, offer or hire, so that a page about the staff has no openings.
"""

import re
from collections import Counter
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from urllib.parse import urlsplit

from bs4 import BeautifulSoup, Tag

from crawler.titles import is_job_title

_NOT_ABOUT_JOBS = (
    "script, style, noscript, template, nav, footer, aside, [hidden], [aria-hidden=true]"
)
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6", "summary", "dt", "strong", "b")
_LEVELS = {name: level for level, name in enumerate(_HEADINGS, 1)} | {"b": 9}
_CAREERS = re.compile(
    r"career|employment|job|opening|position|vacanc|opportunit|hiring|join (?:our|the|us)|work (?:with|for|at) ",
    re.IGNORECASE,
)
_NONE_OPEN = re.compile(
    r"\bno (?:current |open |available |job )*(?:openings?|positions?|vacanc\w+|opportunities|jobs)\b"
    r"|(?:positions?|openings?) (?:are|is) (?:currently )?(?:all )?filled|not (?:currently )?hiring",
    re.IGNORECASE,
)
_EVIDENCE = {
    "asks": re.compile(
        r"\b(?:requirements?|qualifications?|responsibilit\w+|duties|must have|required|preferred|"
        r"you (?:will|have|bring)|experience (?:in|with|as)|years(?:'|\u2019)? (?:of )?experience)\b", re.IGNORECASE
    ),
    "hires": re.compile(
        r"\b(?:we(?: are|'re|\u2019re) (?:currently )?(?:seeking|looking|hiring)|now hiring|is (?:seeking|hiring|looking for)|"
        r"seeking an?|job (?:summary|description|type)|this (?:position|role)|immediate opening)\b", re.IGNORECASE
    ),
    "offers": re.compile(
        r"\b(?:full|part)[- ]time\b|\bper diem\b|\bPRN\b|\$\s?\d|\bbenefits\b|\b401\s?\(?k\)?|\bpaid time off\b|\bsalary\b",
        re.IGNORECASE,
    ),
    "applies": re.compile(
        r"\bapply\b|\bapplications?\b|\bsend (?:your )?(?:resume|r\u00e9sum\u00e9|cv)\b|\bresumes?\b", re.IGNORECASE
    ),
}  # fmt: skip
_KINDS_ON_JOB_PAGES, _KINDS_ELSEWHERE = 2, 3
"""How many kinds of evidence the words under a heading must have."""
_FEWEST_WORDS = 12
"""Words of a text that can be an opening's; fewer are a card that leads to it."""


@dataclass(frozen=True, slots=True)
class Opening:
    """One opening of a page."""

    title: str
    section: Tag
    """Copy of what stands under its heading."""
    evidence: tuple[str, ...]
    """Which kinds of words make it an opening: asks, hires, offers, applies."""


@dataclass(frozen=True, slots=True)
class Lead:
    """A link on a page about jobs whose words read like a job's title."""

    title: str
    href: str


def clean_soup(text: str) -> BeautifulSoup:
    """Return a page without what is hidden, and without its frame."""
    soup = BeautifulSoup(text, "lxml")
    for node in soup.select(_NOT_ABOUT_JOBS):
        node.decompose()
    for node in soup.find_all(style=_HIDDEN):
        node.decompose()
    return soup


def is_about_jobs(soup: BeautifulSoup, url: str) -> bool:
    """Return whether a page's address, title or first headings say that it is about jobs."""
    said = [node.get_text(" ") for node in soup.find_all(("title", "h1"))]
    return any(_CAREERS.search(text) for text in (urlsplit(url).path, *said))


def says_none_open(soup: BeautifulSoup) -> bool:
    """Return whether a page says that there is no opening now."""
    return bool(_NONE_OPEN.search(soup.get_text(" ")))


def find_openings(soup: BeautifulSoup, *, about_jobs: bool) -> list[Opening]:
    """Return the openings that a page tells of in full, in order.

    On a page that is not about jobs an opening must also say how to apply.
    """
    headings = list(_job_headings(soup))
    holders = Counter(id(node) for heading in headings for node in (heading, *heading.parents))
    found = []
    for heading in headings:
        section = _section(heading, holders)
        text = section.get_text(" ")
        evidence = tuple(name for name, words in _EVIDENCE.items() if words.search(text))
        needed = _KINDS_ON_JOB_PAGES if about_jobs else _KINDS_ELSEWHERE
        enough = len(evidence) >= needed and (about_jobs or "applies" in evidence)
        if enough and len(text.split()) >= _FEWEST_WORDS:
            found.append(Opening(_words(heading), section, evidence))
    return found


def find_leads(soup: BeautifulSoup) -> list[Lead]:
    """Return the links of a page whose words, or the heading they stand in or under, are a title."""
    found: dict[str, Lead] = {}
    for link in soup.find_all("a", href=True):
        for said in (_words(link), _heading_of(link)):
            if is_job_title(said):
                found.setdefault(str(link["href"]), Lead(said, str(link["href"])))
                break
    return list(found.values())


def _heading_of(link: Tag) -> str:
    card = link.find_parent(("li", "article", "tr", "div"))
    headings = card.find_all(_HEADINGS[:6]) if card is not None else []
    return _words(headings[0]) if len(headings) == 1 else ""


def _job_headings(soup: BeautifulSoup) -> Iterator[Tag]:
    for node in soup.find_all(_HEADINGS):
        alone = node.name not in ("strong", "b") or _is_alone(node)
        inside = node.find_parent(_HEADINGS) is not None
        if alone and not inside and is_job_title(_words(node)):
            yield node


def _is_alone(node: Tag) -> bool:
    """Return whether bold words are all that their paragraph has: a heading in all but name."""
    parent = node.parent
    return parent is not None and parent.name in ("p", "div") and _words(parent) == _words(node)


def _section(heading: Tag, holders: Counter[int]) -> Tag:
    """Return a copy of what belongs to a heading: its card, or what follows up to the next one.

    `holders` counts the headings of jobs in each node, the heading itself among them.
    """
    top = heading
    while (parent := top.parent) is not None and parent.name not in ("body", "html", "[document]"):
        if holders[id(parent)] > 1:
            break
        top = parent
    section = BeautifulSoup("", "lxml").new_tag("div")
    if top is not heading and len(_words(top).split()) > len(_words(heading).split()):
        for node in top.contents:
            section.append(copy(node))
        _drop_first(section, heading)
        return section
    level = _LEVELS[heading.name]
    for node in top.next_siblings:
        if isinstance(node, Tag) and (holders[id(node)] or _level(node) <= level):
            break
        section.append(copy(node))
    return section


def _level(node: Tag) -> int:
    return _LEVELS.get(node.name, len(_LEVELS) + 1)


def _drop_first(section: Tag, heading: Tag) -> None:
    for node in section.find_all(heading.name):
        if _words(node) == _words(heading):
            (node.parent if _is_alone(node) and node.parent else node).decompose()
            return


def _words(node: Tag) -> str:
    return " ".join(node.get_text(" ").split())
