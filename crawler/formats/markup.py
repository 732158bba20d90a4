"""JobPosting in microdata and RDFa, given in the shape of JSON-LD: for pages that have no other."""

import re
from html import escape

from lxml import etree, html

from crawler.posting import Json

_PROSE = frozenset(
    [
        "description",
        "responsibilities",
        "qualifications",
        "skills",
        "educationrequirements",
        "experiencerequirements",
        "physicalrequirement",
        "jobbenefits",
        "benefits",
        "incentivecompensation",
        "incentives",
        "specialcommitments",
        "workhours",
    ]
)
"""Properties whose markup (lists, headings) is part of what they say."""
_ADDRESSES = frozenset(("url", "sameas", "logo", "image"))
"""Properties of which a link says its address; of any other it says its words."""
_VOCABULARY = "http://schema.org/"
_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
_LISTS = frozenset(("ul", "ol", "dl", "table"))
_LABEL = re.compile(r"\b(?:label|heading|section-title)\b")
_FARTHEST = 3
"""Steps outward in which a heading is still that of a property."""
_LONGEST_HEADING = 60


def read_markup(text: str, url: str) -> tuple[list[Json], str | None]:
    """Return the items of a page's microdata, else of its RDFa, and why they cannot be read."""
    folded = text.lower()
    if "jobposting" not in folded:
        return [], None
    try:
        if "itemprop" in folded:
            return _microdata(text, url), None
        if "typeof" in folded and "property" in folded:
            return _rdfa(text, url), None
    except Exception as error:  # noqa: BLE001 -- the readers of others raise anything on broken pages
        return [], " ".join(f"{type(error).__name__}: {error}".split())
    return [], None


def _microdata(text: str, url: str) -> list[Json]:
    # Slow to import, and most pages have JSON-LD.
    from extruct.w3cmicrodata import MicrodataExtractor  # noqa: PLC0415

    tree = _tree(text, html.HTMLParser(encoding="utf-8"))
    for node in tree.iter(etree.Element):
        if node.get("itemtype") and node.get("itemscope") is None and len(node):
            node.set("itemscope", "")
        names = node.get("itemprop")
        if names and _say(node, names) and node.get("content") is None:
            node.set("content", _with_heading(node))
    found = MicrodataExtractor().extract_items(tree, url)
    return [_as_json_ld(item) for item in found]


def _as_json_ld(value: Json) -> Json:
    if isinstance(value, list):
        return [_as_json_ld(item) for item in value]
    if not isinstance(value, dict):
        return value
    if "properties" not in value:
        return value.get("value")
    return {"@type": value.get("type")} | {
        name: _as_json_ld(item) for name, item in value["properties"].items()
    }


def _rdfa(text: str, url: str) -> list[Json]:
    from extruct.rdfa import RDFaExtractor  # noqa: PLC0415 -- as above
    from extruct.xmldom import XmlDomHTMLParser  # noqa: PLC0415 -- as above

    tree = _tree(text, XmlDomHTMLParser(encoding="utf-8"))
    if not tree.xpath("//*[@vocab or @prefix]"):
        tree.set("vocab", _VOCABULARY)
    for node in tree.iter(etree.Element):
        names = node.get("property")
        if not names or node.get("typeof"):
            continue
        prose = _say(node, names)
        if node.get("content") is not None:
            continue
        if node.get("datetime"):
            node.set("content", node.get("datetime"))
        elif prose:
            node.set("content", _with_heading(node))
    found: list[Json] = RDFaExtractor().extract_items(tree, base_url=url)
    return found


def _tree(text: str, parser: etree.HTMLParser) -> html.HtmlElement:
    return html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)


def _say(node: html.HtmlElement, names: str) -> bool:
    """Make a property's node say its words and its time; return whether its markup matters."""
    said = _plain_names(names)
    if node.tag == "time" and not node.get("datetime"):
        node.set("datetime", node.text_content().strip())
    elif node.tag == "a" and not said & _ADDRESSES and node.text_content().strip():
        node.tag = "span"
        node.attrib.pop("href", None)
    return bool(said & _PROSE) and len(node) > 0 and node.get("itemscope") is None


def _plain_names(names: str) -> set[str]:
    return {name.rsplit(":", 1)[-1].rsplit("/", 1)[-1].lower() for name in names.split()}


def _names_prose(node: html.HtmlElement) -> bool:
    names = node.get("itemprop") or node.get("property") or ""
    return bool(_plain_names(names) & _PROSE)


def _with_heading(node: html.HtmlElement) -> str:
    """Return the markup in a node under the heading that the page gives it."""
    parts = [node.text or ""]
    parts += [etree.tostring(child, encoding="unicode", method="html") for child in node]
    # Prose inside other prose stands under its heading there.
    inside = any(map(_names_prose, node.iterancestors()))
    heading = None if inside else _heading_of(node)
    title = f"<h3>{escape(heading)}</h3>\n" if heading else ""
    inner = "".join(parts).strip()
    return title + (f"<{node.tag}>{inner}</{node.tag}>" if node.tag in _LISTS else inner)


def _heading_of(node: html.HtmlElement) -> str | None:
    """Return the heading right before a node or before what it is the first part of."""
    for _ in range(_FARTHEST):
        before = node.getprevious()
        if before is not None:
            named = before.tag in _HEADINGS or _LABEL.search(before.get("class") or "")
            text = " ".join(before.text_content().split()).rstrip(":") if named else ""
            return text if 0 < len(text) <= _LONGEST_HEADING else None
        parent = node.getparent()
        if parent is None or parent.get("itemscope") is not None or parent.get("typeof"):
            return None
        node = parent
    return None
