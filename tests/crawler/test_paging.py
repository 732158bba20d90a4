"""Every posting of a list is met once its pages are read, however its system cuts it in pages.

Each site is an invented one that answers as its system does, with all the quirks of its paging.
"""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest

from crawler.platforms import Fetch, Page, Parsed, load_platforms

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
Site = Callable[[Fetch], object]


def walk(platform: str, url: str, site: Site) -> tuple[set[str], list[Parsed], list[Fetch]]:
    """Return the keys met, the answers and the requests of reading a list to its end."""
    reader = load_platforms()[platform]
    waiting, asked, answers, keys = list(reader.start(url)), [], [], set()
    while waiting:
        fetch = waiting.pop(0)
        identity = (fetch.url, fetch.body)
        if fetch.kind == "detail" or identity in [(f.url, f.body) for f in asked]:
            continue
        asked.append(fetch)
        assert len(asked) < 200, "the list never ends"
        body = json.dumps(site(fetch)).encode()
        parsed = reader.parse("s", Page(url=fetch.url, body=body, fetched_at=NOW, fetch=fetch))
        answers.append(parsed)
        keys |= {posting.key for posting in parsed.postings}
        waiting += parsed.fetches
    return keys, answers, asked


def query(fetch: Fetch, name: str) -> int:
    return int(parse_qs(urlsplit(fetch.url).query)[name][0])


def workday(count: int, *, facets: bool) -> Site:
    """A site of `count` postings that names 2,000 at most, and starts over past the end."""
    kinds = {"jobFamilyGroup": lambda n: f"g{n % 3}", "timeType": lambda n: f"t{n % 2}"}

    def answer(fetch: Fetch) -> object:
        asked = json.loads(fetch.body or "")
        chosen = [
            n
            for n in range(count)
            if all(kinds[name](n) in ids for name, ids in asked["appliedFacets"].items())
        ]
        named = chosen[:2000]
        start = asked["offset"] if asked["offset"] < len(named) else 0
        values = {
            name: [
                {"id": value, "descriptor": value, "count": sum(kind(n) == value for n in chosen)}
                for value in sorted({kind(n) for n in chosen})
            ]
            for name, kind in kinds.items()
        }
        group = {"facetParameter": "group", "values": [
            {"facetParameter": "timeType", "values": values["timeType"]},
        ]}  # fmt: skip
        top = {"facetParameter": "jobFamilyGroup", "values": values["jobFamilyGroup"]}
        return {
            "total": len(named) if asked["offset"] == 0 else 0,
            "jobPostings": [
                {"title": "Clerk", "externalPath": f"/job/x/Clerk_R{n}"}
                for n in named[start : start + asked["limit"]]
            ],
            "facets": [group, top] if facets else [],
        }

    return answer


WORKDAY = "https://acme.wd5.myworkdayjobs.com/External"


def test_a_workday_list_ends_by_its_first_total() -> None:
    keys, answers, asked = walk("workday", WORKDAY, workday(45, facets=True))
    assert keys == {f"R{n}" for n in range(45)}
    assert len(asked) == 3
    assert [answer.total for answer in answers] == [45, 45, 45]


def test_a_workday_list_above_its_cap_is_read_in_parts() -> None:
    keys, answers, _ = walk("workday", WORKDAY, workday(2300, facets=True))
    assert keys == {f"R{n}" for n in range(2300)}
    assert not any(answer.problems for answer in answers)


def test_a_workday_list_above_its_cap_that_cannot_be_parted_is_told() -> None:
    keys, answers, _ = walk("workday", WORKDAY, workday(2300, facets=False))
    assert len(keys) == 2000
    (problem,) = [problem for answer in answers for problem in answer.problems]
    assert "names 2000 at most" in problem.reason


def test_the_query_of_a_workday_url_chooses_a_part() -> None:
    url = f"{WORKDAY}?jobFamilyGroup=g1&jobFamilyGroup=g2&q=manager&source=x"
    (fetch,) = load_platforms()["workday"].start(url)
    asked = json.loads(fetch.body or "")
    assert asked["appliedFacets"] == {"jobFamilyGroup": ["g1", "g2"]}
    assert asked["searchText"] == "manager"


def oracle(fetch: Fetch) -> object:
    """A site of 250 postings that keeps two of its first page to itself and counts them."""
    finder = parse_qs(urlsplit(fetch.url).query, separator="&")["finder"][0]
    said = dict(part.split("=") for part in finder.split(";")[1].split(","))
    offset, limit = int(said["offset"]), int(said["limit"])
    shown = [n for n in range(offset, min(offset + limit, 250)) if n not in (3, 4)]
    rows = [{"Id": str(n), "Title": "Clerk"} for n in shown]
    return {"items": [{"TotalJobsCount": 250, "Limit": limit, "requisitionList": rows}]}


def adp(fetch: Fetch) -> object:
    skip, top = query(fetch, "$skip"), query(fetch, "$top")
    rows = [{"itemID": str(n), "requisitionTitle": "Clerk"} for n in range(230)]
    return {"jobRequisitions": rows[skip : skip + top], "meta": {"totalNumber": 230}}


def myjobs(fetch: Fetch) -> object:
    if "career-site" in fetch.url:
        return {"orgoid": "G1", "clientName": "Acme Clinics", "domain": "acme"}
    assert fetch.headers["orgoid"] == "G1"
    skip, top = query(fetch, "$skip"), query(fetch, "$top")
    rows = [{"reqId": str(n), "jobTitle": "Clerk", "jobDescription": "d"} for n in range(130)]
    return {"jobRequisitions": rows[skip : skip + top], "count": 130}


def lever(fetch: Fetch) -> object:
    skip, limit = query(fetch, "skip"), query(fetch, "limit")
    return [{"id": str(n), "text": "Clerk"} for n in range(200)][skip : skip + limit]


def smartrecruiters(fetch: Fetch) -> object:
    offset, limit = query(fetch, "offset"), query(fetch, "limit")
    rows = [{"id": str(n), "name": "Clerk"} for n in range(210)][offset : offset + limit]
    return {"offset": offset, "limit": limit, "totalFound": 210, "content": rows}


def rippling(fetch: Fetch) -> object:
    number = query(fetch, "page") if "page=" in fetch.url else 0
    rows = [{"id": str(n), "name": "Clerk"} for n in range(50)]
    return {"items": rows[number * 20 : number * 20 + 20], "page": number, "totalPages": 3,
            "totalItems": 50}  # fmt: skip


@pytest.mark.parametrize(
    ("platform", "url", "site", "wanted"),
    [
        ("oracle", "https://a.fa.us2.oraclecloud.com/hcmUI/CandidateExperience/en/sites/CX_1", oracle, 248),
        ("adp", "https://workforcenow.adp.com/x/recruitment.html?cid=1&ccId=2", adp, 230),
        ("adp", "https://myjobs.adp.com/acme", myjobs, 130),
        ("lever", "https://jobs.lever.co/acme", lever, 200),
        ("smartrecruiters", "https://careers.smartrecruiters.com/Acme", smartrecruiters, 210),
        ("rippling", "https://ats.rippling.com/api/v2/board/acme/jobs", rippling, 50),
    ],
)  # fmt: skip
def test_every_page_of_a_list_is_read(platform: str, url: str, site: Site, wanted: int) -> None:
    keys, answers, _ = walk(platform, url, site)
    assert len(keys) == wanted
    assert not any(answer.problems for answer in answers)
    totals = [answer.total for answer in answers if answer.total is not None]
    # A total above what the list names would say for ever that something was missed.
    assert all(total == wanted for total in totals)


def test_a_myjobs_posting_names_its_site_and_employer() -> None:
    reader = load_platforms()["adp"]
    facts = Page(url="https://myjobs.adp.com/public/staffing/v1/career-site/acme", fetched_at=NOW,
                 body=json.dumps(myjobs(Fetch(url="career-site"))).encode())  # fmt: skip
    (fetch,) = reader.parse("s", facts).fetches
    body = {"count": 1, "jobRequisitions": [{"reqId": "5", "jobTitle": "Clerk"}]}
    page = Page(url=fetch.url, body=json.dumps(body).encode(), fetched_at=NOW, fetch=fetch)
    parsed = reader.parse("s", page)
    (posting,), (detail,) = parsed.postings, parsed.fetches
    assert posting.employer == "Acme Clinics"
    assert posting.url == "https://myjobs.adp.com/acme/cx/job-details?reqId=5"
    assert (detail.kind, detail.key, detail.headers["orgoid"]) == ("detail", "5", "G1")


def test_an_answer_for_another_posting_is_told() -> None:
    fetch = Fetch(url="https://workforcenow.adp.com/x", kind="detail", key="7")
    body = {"itemID": "8", "requisitionTitle": "Clerk", "requisitionDescription": "d"}
    page = Page(url=fetch.url, body=json.dumps(body).encode(), fetched_at=NOW, fetch=fetch)
    parsed = load_platforms()["adp"].parse("s", page)
    assert parsed.postings == ()
    assert [problem.reason for problem in parsed.problems] == ["asked for 7 and got 8"]


def test_a_detail_without_a_description_is_no_entry_of_a_list() -> None:
    fetch = Fetch(url="https://api.smartrecruiters.com/v1/companies/a/postings/7", kind="detail")
    body = {"id": "7", "name": "Clerk", "jobAd": {"sections": {}}}
    page = Page(url=fetch.url, body=json.dumps(body).encode(), fetched_at=NOW, fetch=fetch)
    (posting,) = load_platforms()["smartrecruiters"].parse("s", page).postings
    assert not posting.partial
    assert posting.detail_url is None
