"""What a missing thing would change is what scoring with it says, posting by posting."""

import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from indexed import TODAY, candidate, index_of, job, posting, row
from landed import land, run_line
from landed import posting as landed_posting
from support import Run

from crawler.home import Home
from matcher.costs import cost_of
from matcher.filters import Filters
from matcher.fresh import build
from matcher.gaps import Gap, Gaps
from matcher.index import Index
from matcher.items import Item, Items
from matcher.profile import Profile
from matcher.score import Score, score_posting
from pipeline.source_documents import load_eligibility
from warehouse.load import load
from warehouse.publish import publish

CLINIC = "Millrace Family Medicine"
ASKED = [
    ("skill", "epic", {}), ("skill", "ehr", {}), ("skill", "payroll", {}), ("skill", "hiring", {}),
    ("certification", "cert-cmm", {}), ("certification", "cert-cmpe", {"strength": "preferred"}),
    ("certification", "cert-bls-cpr", {"within_days_of_hire": 60}), ("licence", "lic-rn", {}),
    ("language", "language-spanish", {}), ("degree", "edu-hs-ged", {}),
    ("degree", "edu-bachelor", {"fields": ["field-nursing", "field-any-related"]}),
    ("degree", "edu-bachelor", {}), ("degree", "edu-master", {}),
    ("experience", "exp-practice-management", {"years_min": 3.0}),
    ("experience", "exp-practice-management", {"years_min": 5.0, "evidence": "in a dental office"}),
    ("experience", "exp-supervisory", {"years_min": 2.0, "evidence": "supervising in a clinic"}),
    ("experience", "exp-health-care", {"years_min": 1.0, "evidence": "in hospitality"}),
    ("experience", "exp-specialty", {"evidence": "dermatology"}),
    ("experience", "exp-equivalent", {}),
]  # fmt: skip
RESUMES: list[dict[str, Any]] = [
    {"skills": [{"name": "Filing"}]},
    {
        "work": [job("Front Desk Supervisor", CLINIC, "2022-01")],
        "education": [{"studyType": "Associate degree", "area": "Business"}],
        "certificates": [{"name": "Pursuing CMM"}],
        "basics": {"summary": "No Epic yet."},
    },
    {
        "work": [job("Practice Manager", CLINIC, "2023-05"), job("Cashier", "Shop", "2015", "2017")],
        "education": [{"studyType": "Bachelor of Science", "area": "Nursing", "endDate": "2019"}],
        "skills": [{"name": "Epic"}],
        "meta": {"matcher": {"years": {"exp-supervisory": 4}}},
    },
]  # fmt: skip


def board(seed: int, size: int = 24) -> list[dict[str, Any]]:
    chance = random.Random(seed)
    postings = []
    for number in range(size):
        rows = []
        for kind, concept, more in chance.sample(ASKED, chance.randint(0, 6)):
            group = chance.choice((None, None, 1))
            option = None if group is None else chance.randint(1, 2)
            duty = {"asked_as": "duty"} if kind == "skill" and chance.random() < 0.4 else {}
            rows.append(row(kind, concept, group_no=group, option_no=option, **more, **duty))
        pay = chance.choice((None, 40_000.0, 61_000.0))
        postings.append(
            posting(
                f"{number:02}", rows, title=chance.choice(("Practice Manager", "Office Lead")),
                occupation=chance.choice(("medical_office_manager",) * 3 + ("other",)),
                pay_annual_min=pay, pay_annual_max=pay and pay + 9_000,
            )
        )  # fmt: skip
    return postings


def scores(index: Index, profile: Profile) -> list[Score]:
    words, judge = index.words(profile), index.judge(profile)
    return [
        score_posting(
            detail, float(words.likeness[n]), float(words.title_fit[n]), profile, judge,
            index.weights, index.idf,
        )
        for n, detail in enumerate(index.details(range(index.manifest.postings)))
    ]  # fmt: skip


def items(index: Index, profile: Profile) -> Items:
    return Items(profile, index.reader, index.weights, index.needs, TODAY)


def found_in(
    index: Index, resume: dict[str, Any], bar: float = 45.0, top: int | None = None
) -> dict[Item, Gap]:
    gaps = Gaps(index, candidate(index, resume), Filters(all_occupations=True), bar, TODAY)
    return {gap.item: gap for gap in gaps.find(top)}


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("resume", RESUMES, ids=("filing", "supervisor", "manager"))
def test_every_count_and_rank_is_that_of_scoring_all_again(
    tmp_path: Path, seed: int, resume: dict[str, Any]
) -> None:
    index = index_of(tmp_path, *board(seed))
    profile = candidate(index, resume)
    before = scores(index, profile)
    ids = [detail["posting_id"] for detail in index.details(range(len(before)))]

    def ranks(scored: list[Score]) -> dict[str, int]:
        keys = [(-s.hundredths, -s.possible, ids[n]) for n, s in enumerate(scored)]
        return {key[2]: place for place, key in enumerate(sorted(keys), 1)}

    # A bar that is somebody's very score: reaching it exactly counts.
    bar = sorted(score.hundredths for score in before)[len(before) * 2 // 3]
    found = found_in(index, resume, bar / 100)
    assert found
    for item, gap in found.items():
        after = scores(index, items(index, profile).added(item))
        pairs = list(zip(ids, before, after, strict=True))
        opened = [i for i, old, new in pairs if old.hundredths < bar <= new.hundredths]
        assert list(gap.opened) == opened, item
        # Whether a rise of half a hundredth shows is a matter of rounding.
        surely = sum(new.hundredths > old.hundredths + 1 for _, old, new in pairs)
        assert surely <= gap.raised, item
        old_ranks, new_ranks = ranks(before), ranks(after)
        moved = {i: (old_ranks[i], new_ranks[i]) for i in ids if new_ranks[i] <= 10}
        expected = {i: pair for i, pair in moved.items() if pair[1] < pair[0]}
        got = {move.posting_id: (move.rank_now, move.rank) for move in gap.moves}
        assert got == expected, item


@pytest.mark.parametrize("resume", RESUMES, ids=("filing", "supervisor", "manager"))
def test_an_item_meets_the_need_it_was_made_of(tmp_path: Path, resume: dict[str, Any]) -> None:
    index = index_of(tmp_path, *board(1, 60))
    profile = candidate(index, resume)
    made = items(index, profile)
    judge = index.judge(profile)
    for need in index.needs:
        if judge.need(need).outcome == "met":
            continue
        for item in made.of(need):
            if need.fields and item.field is None:
                continue  # any degree of that level: met but for its field
            assert index.judge(made.added(item)).need(need).outcome == "met", (need, item)


@settings(deadline=None)
@given(st.floats(0.1, 30), st.sampled_from(("2020-03-17", "2024-02-29", "2026-11-01")))
def test_years_reach_what_they_are_to_reach(
    tmp_path_factory: pytest.TempPathFactory, years: float, start: str
) -> None:
    index = _empty(tmp_path_factory)
    stated = {"matcher": {"years": {"exp-practice-management": 2}}}
    for meta in ({}, stated):
        resume = {"work": [job("Front Desk Supervisor", CLINIC, start)], "meta": meta}
        profile = candidate(index, resume)
        item = Item("experience", "exp-supervisory", years)
        made = items(index, profile)
        had = profile.experience.years("exp-supervisory")[0]
        after = made.added(item).experience.years("exp-supervisory")[0]
        assert made.to_go(item) == round(max(0, years - had), 2)
        assert years - 0.006 <= after <= max(years, had) + 0.02


_indexes: list[Index] = []


def _empty(folders: pytest.TempPathFactory) -> Index:
    if not _indexes:
        _indexes.append(index_of(folders.mktemp("empty")))
    return _indexes[0]


def test_nothing_is_asked_and_nothing_is_missing(tmp_path: Path) -> None:
    assert found_in(index_of(tmp_path), RESUMES[0]) == {}
    assert found_in(index_of(tmp_path, posting("1")), RESUMES[0]) == {}


def test_what_another_option_meets_is_not_missing(tmp_path: Path) -> None:
    either = [
        row("certification", "cert-cmm", group_no=1, option_no=1),
        row("skill", "epic", group_no=1, option_no=2),
    ]
    index = index_of(tmp_path, posting("1", either))
    assert found_in(index, {"skills": [{"name": "Epic"}]}) == {}
    assert {item.concept for item in found_in(index, RESUMES[0])} == {"cert-cmm", "epic"}


def test_pay_is_the_median_of_the_opened_postings_that_state_it(tmp_path: Path) -> None:
    asked = [row("certification", "cert-cmm")]
    pays = [(50_000.0, 60_000.0), (None, 70_000.0), (80_000.0, None), (None, None)]
    board = [
        posting(str(n), asked, pay_annual_min=low, pay_annual_max=high)
        for n, (low, high) in enumerate(pays)
    ]
    (gap,) = found_in(index_of(tmp_path, *board), RESUMES[0], bar=10).values()
    assert (len(gap.opened), gap.pay_median, gap.pay_stated) == (4, 70_000.0, 3)


def test_what_costs_more_and_opens_no_more_is_left_out_of_the_first(tmp_path: Path) -> None:
    board = [
        posting(str(years), [row("experience", "exp-practice-management", years_min=years)])
        for years in (3.0, 5.0, 8.0)
    ]
    index = index_of(tmp_path, *board)
    every = found_in(index, RESUMES[1], bar=99)
    assert {item.years for item in every} == {3.0, 5.0, 8.0}
    assert [item.years for item in found_in(index, RESUMES[1], bar=99, top=10)] == [3.0]


def test_years_of_one_kind_stand_together_among_the_first(tmp_path: Path) -> None:
    asked = [row("experience", "exp-practice-management", years_min=years) for years in (1.0, 6.0)]
    index = index_of(tmp_path, posting("1", asked[:1]), posting("2", asked[1:]))
    a_year = items(index, candidate(index, RESUMES[1])).added(
        Item("experience", "exp-practice-management", 1.0)
    )
    bar = max(score.hundredths for score in scores(index, a_year)) / 100
    (gap,) = found_in(index, RESUMES[1], bar, top=10).values()
    assert (gap.item.years, len(gap.opened)) == (6.0, 2)
    assert [(item.years, opened) for item, opened in gap.lesser] == [(1.0, 1)]


def test_order_of_the_profile_never_matters(tmp_path: Path) -> None:
    index = index_of(tmp_path, *board(7))
    resume = RESUMES[2] | {"skills": [{"name": "Epic"}, {"name": "Hiring"}, {"name": "Payroll"}]}
    turned = resume | {part: list(reversed(resume[part])) for part in ("work", "skills")}
    assert list(found_in(index, resume).values()) == list(found_in(index, turned).values())


def test_the_way_to_a_credential_is_told_by_each_source(tmp_path: Path) -> None:
    index = index_of(tmp_path, posting("1", [row("certification", "cert-cmm")]))
    resume = {"work": [job("Practice Manager", CLINIC, "2021-11-25")], "education": []}
    profile = candidate(index, resume)
    (gap,) = found_in(index, resume).values()
    cost = cost_of(gap, profile, index.taxonomy, load_eligibility(), TODAY).to_json()
    assert cost["years"] == 0
    assert cost["credits"] is None  # 10 by one source, 9 by the other: not merged
    assert (cost["exam"], cost["renewal"]) == ("200 questions", "every 2 years, 24 hours of education")  # fmt: skip
    asked = [rule["unknown"][0]["asked"] for rule in cost["by_source"]]
    assert asked == [10, 9]


def test_from_landed_postings_to_gaps(home: Home) -> None:
    openings = [landed_posting(key, requisition_id=f"R{key}") for key in "12"]
    land(home, "r1", *openings, run_line())
    load(home)
    publish(home)
    index = build(home)
    best = max(score.hundredths for score in scores(index, candidate(index, RESUMES[0])))
    found = found_in(index, RESUMES[0], bar=best / 100 + 1)
    by_concept = {item.concept: gap for item, gap in found.items()}
    assert {"epic", "cert-cmpe", "edu-bachelor", "exp-medical-office"} <= set(by_concept)
    assert by_concept["epic"].opened
    assert by_concept["epic"].raised == 2
    assert by_concept["epic"].pay_median == pytest.approx(65_000)  # $28.50 to $34 an hour


def test_the_command_prints_the_contract(demo_home: Home, command: Run) -> None:
    before = sorted(path for path in demo_home.path.rglob("*") if path.is_file())
    words = ("matcher", "gaps", "examples/profile.json", "--home", demo_home.path)
    done = command(*words, "--format", "json")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert answer["bar"] == 45
    assert answer["items"]
    counts = [item["postings_opened"] for item in answer["items"]]
    assert counts == sorted(counts, reverse=True)
    for item in answer["items"]:
        assert {"concept", "kind", "postings_opened", "rank_changes", "pay", "how"} <= set(item)
        assert {"years", "credits", "exam", "renewal"} <= set(item["how"])
        assert set(item["pay"]) == {"median", "n"}
        assert len(item["postings"]) == item["postings_opened"]
    kinds = {item["kind"] for item in answer["items"]}
    assert {"degree", "experience", "certification", "skill"} <= kinds
    assert command(*words, "--format", "json").stdout == done.stdout
    table = command(*words)
    assert "postings reach 45 points for Renata Solis" in table.stdout
    assert sorted(path for path in demo_home.path.rglob("*") if path.is_file()) == before


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--bar", "0"), 2, "'--bar'"),
        (("--bar", "101"), 2, "'--bar'"),
        (("--top", "0"), 2, "'--top'"),
        (("--state", "Narnia"), 2, "is no US state"),
        (("--home", "{nowhere}"), 1, "no published warehouse"),
    ],
)
def test_wrong_use_is_told(
    demo_home: Home, tmp_path: Path, command: Run, words: tuple[str, ...], code: int, said: str
) -> None:
    given_words = [word.format(nowhere=tmp_path / "nowhere") for word in words]
    home = ("--home", demo_home.path) if "--home" not in words else ()
    done = command("matcher", "gaps", "examples/profile.json", *home, *given_words)
    assert done.returncode == code
    assert said in done.stderr
    assert "Traceback" not in done.stderr
