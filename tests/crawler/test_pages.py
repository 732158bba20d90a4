"""Every folder of pages/PLATFORM/CASE/: a response, what it is, and what is read from it.

`input.*` is the response as it came; `meta.json` has its url, the instant of fetching, what was
asked (`fetch`: kind, key, context) where that matters, and what is said besides postings
(problems, fetches, closed, total); `expected.jsonl` has a line a posting,
without the payload and what is not stated. A new page's test is a new folder.
"""

import json
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.platforms import Fetch, Page, Parsed, load_platforms
from crawler.privacy import without_personal_data

PAGES = Path(__file__).parent / "pages"
CASES = sorted(PAGES.glob("*/*/meta.json"))
NOW = datetime.fromisoformat("2026-11-20T09:30:00+00:00")
LEFT_OUT = ("type", "payload", "fetched_at", "source", "platform")


def read(case: Path) -> tuple[Parsed, dict]:
    meta = json.loads(case.read_text("utf-8"))
    (given_page,) = case.parent.glob("input.*")
    asked = {"context": {"robots": True}} if meta.get("robots") else meta.get("fetch")
    page = Page(
        url=meta["url"],
        body=given_page.read_bytes(),
        fetched_at=datetime.fromisoformat(meta["fetched_at"]),
        fetch=Fetch(url=meta["url"], **asked) if asked else None,
    )
    return load_platforms()[case.parent.parent.name].parse("case", page), meta


def lines(parsed: Parsed) -> list[dict]:
    postings = [without_personal_data(posting).to_json() for posting in parsed.postings]
    return [stated(posting) for posting in postings]


def stated(value: dict) -> dict:
    """Return what a posting states: without empty values, and without what every test knows."""
    kept = {k: v for k, v in value.items() if k not in LEFT_OUT and v not in (None, "", (), False)}
    if "pay" in kept:
        kept["pay"] = {k: v for k, v in kept["pay"].items() if v is not None}
    if "locations" in kept:
        kept["locations"] = [
            {k: v for k, v in p.items() if v is not None} for p in kept["locations"]
        ]
    return kept


def test_there_are_pages_of_every_platform() -> None:
    assert {case.parent.parent.name for case in CASES} == set(load_platforms())


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case.parent.relative_to(PAGES)))
def test_page_reads_as_expected(case: Path) -> None:
    parsed, meta = read(case)
    expected = (case.parent / "expected.jsonl").read_text("utf-8").splitlines()
    assert lines(parsed) == [json.loads(line) for line in expected]
    problems = meta.get("problems", [])
    assert len(parsed.problems) == len(problems)
    pages = meta.get("problem_urls", [meta["url"]] * len(problems))
    for found, said, url in zip(parsed.problems, problems, pages, strict=True):
        assert said in found.reason
        assert found.url == url
    assert [fetch.url for fetch in parsed.fetches] == meta.get("fetches", [])
    assert list(parsed.closed) == meta.get("closed", [])
    assert parsed.total == meta.get("total")


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case.parent.relative_to(PAGES)))
def test_no_person_of_a_page_lands(case: Path) -> None:
    parsed, _ = read(case)
    landed = json.dumps([without_personal_data(p).to_json() for p in parsed.postings], default=str)
    for person in ("Marta", "Quill", "Ivo", "Brandt", "555-01"):
        assert person not in landed


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)


def whole(path: Path) -> list[object]:
    """Return the JSON of a page; nothing of one that is cut short."""
    try:
        return [json.loads(path.read_bytes())]
    except ValueError:
        return []


GOOD = [value for path in PAGES.glob("*/*/input.json") for value in whole(path)] + [
    {"@type": "JobPosting", "title": "t", "description": "d", "baseSalary": {"value": {"minValue": 1}},
     "jobLocation": [{"address": {"addressLocality": "c"}}], "identifier": {"value": "1"},
     "hiringOrganization": {"name": "n"}, "datePosted": "2026-01-01", "validThrough": "2026-01-01"}
]  # fmt: skip


def spoilt(value: object, draw: st.DrawFn) -> object:
    """Return a value like one that systems send, with any part of it replaced by anything."""
    if draw(st.integers(0, 7)) == 0:
        return draw(JSON)
    if isinstance(value, dict):
        return {key: spoilt(item, draw) for key, item in value.items()}
    if isinstance(value, list):
        return [spoilt(item, draw) for item in value]
    return value


@settings(deadline=None)  # the first page of a system may import its library
@given(data=st.data())
def test_a_reader_reports_and_never_raises(data: st.DataObject) -> None:
    value = spoilt(data.draw(st.sampled_from(GOOD)), data.draw)
    body = json.dumps(value)
    for platform in load_platforms().values():
        text = body
        if platform.name == "jsonld":
            text = f'<script type="application/ld+json">{body}</script>'
        page = Page(url="https://host.example/v1/boards/x/jobs", body=text.encode(), fetched_at=NOW)
        for posting in platform.parse("case", page).postings:
            assert posting.key
            assert posting.title
            json.dumps(without_personal_data(posting).to_json(), default=str)
