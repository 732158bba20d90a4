"""JobPosting in microdata and RDFa, given in the shape of JSON-LD: for pages that have no other."""

from collections.abc import Iterator

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
_LITERAL_HTML = "rdf:HTML"


def read_markup(text: str, url: str) -> list[Json]:
    """Return the items of a page's microdata, else of its RDFa; none where neither names a job."""
    folded = text.lower()
    if "jobposting" not in folded:
        return []
    if "itemprop" in folded:
        return list(_microdata(text, url))
    return _rdfa(text, url) if "typeof" in folded and "property" in folded else []


def _microdata(text: str, url: str) -> Iterator[Json]:
    # Slow to import, and most pages have JSON-LD.
    from extruct.w3cmicrodata import MicrodataExtractor  # noqa: PLC0415

    tree = _tree(text, html.HTMLParser(encoding="utf-8"))
    if tree is None:
        return
    for node in tree.iter(etree.Element):
        if node.get("itemtype") and node.get("itemscope") is None:
            node.set("itemscope", "")
        if node.get("itemprop"):
            _say(node, node.get("itemprop"), "content" if node.get("content") is None else None)
    for item in MicrodataExtractor().extract_items(tree, url):
        yield _as_json_ld(item)


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
    if tree is None:
        return []
    for node in tree.iter(etree.Element):
        if node.get("property") and not node.get("typeof"):
            _say(node, node.get("property"), None)
            if node.get("content") is None and node.get("datetime"):
                node.set("content", node.get("datetime"))
    found: list[Json] = RDFaExtractor().extract_items(tree, base_url=url)
    return found


def _tree(text: str, parser: etree.HTMLParser) -> html.HtmlElement | None:
    try:
        return html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        return None


def _say(node: html.HtmlElement, names: str, markup_goes_to: str | None) -> None:
    """Make a property's node say what it means: its markup, its words, its time."""
    said = {name.rsplit(":", 1)[-1].rsplit("/", 1)[-1].lower() for name in names.split()}
    if node.tag == "time" and not node.get("datetime"):
        node.set("datetime", node.text_content().strip())
    elif node.tag == "a" and not said & _ADDRESSES and node.text_content().strip():
        node.tag = "span"
        node.attrib.pop("href", None)
    if said & _PROSE and len(node) and node.get("itemscope") is None:
        if markup_goes_to:
            node.set(markup_goes_to, _inner(node))
        else:
            node.set("datatype", _LITERAL_HTML)


def _inner(node: html.HtmlElement) -> str:
    parts = [node.text or ""]
    parts += [etree.tostring(child, encoding="unicode", method="html") for child in node]
    return "".join(parts).strip()
