"""A profile says what its words say: years once, denials as denials, levels as levels."""

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from indexed import TODAY, candidate, index_of, job

from crawler.errors import WrongUse
from crawler.posting import Json
from matcher.index import Index
from matcher.profile import Profile, read_profile
from matcher.resume import check_resume, read_resume
from matcher.understood import reader

CLINIC = "Millrace Family Medicine"


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    return index_of(tmp_path_factory.mktemp("index"))


def read(index: Index, **parts: Json) -> Profile:
    return candidate(index, {"skills": [{"name": "Filing"}]} | parts)


def years(profile: Profile, kind: str, **where: Json) -> float:
    return profile.experience.years(kind, **where)[0]


def test_overlapping_jobs_count_once(index: Index) -> None:
    jobs = [
        job("Practice Manager", CLINIC, "2020-01-01", "2023-12-31"),
        job("Office Manager", "Stillbrook Pediatrics clinic", "2022-01-01", "2024-12-31"),
    ]
    assert years(read(index, work=jobs), "exp-practice-management") == pytest.approx(5, abs=0.01)


def test_an_open_job_counts_until_today_and_a_future_one_not_at_all(index: Index) -> None:
    jobs = [job("Practice Manager", CLINIC, "2024-11-25"), job("Clinic Manager", CLINIC, "2027-01")]
    assert years(read(index, work=jobs), "exp-practice-management") == pytest.approx(2, abs=0.01)


@pytest.mark.parametrize(
    ("title", "place", "has", "has_not"),
    [
        ("Practice Manager", CLINIC, ("exp-practice-management", "exp-supervisory", "exp-medical-office"), ()),
        ("Front Desk Supervisor", CLINIC, ("exp-supervisory", "exp-medical-office"), ("exp-practice-management",)),
        ("Medical Receptionist", "Stillbrook Pediatrics", ("exp-medical-office", "exp-specialty"), ("exp-supervisory",)),
        ("Billing Lead", "Ironbridge Orthopaedic Group", ("exp-medical-billing", "exp-specialty"), ("exp-practice-management",)),
        ("Medical Assistant", "Foxglove Clinic", ("exp-medical-assistant", "exp-clinical"), ("exp-supervisory",)),
        ("Front Office Manager", "The Halden House Hotel", ("exp-supervisory",), ("exp-medical-office", "exp-practice-management", "exp-health-care")),
        ("Nurse Manager", "Larch Hospital", ("exp-clinical", "exp-supervisory"), ("exp-practice-management",)),
    ],
)  # fmt: skip
def test_a_job_gives_the_kinds_its_title_and_place_tell(
    index: Index, title: str, place: str, has: tuple[str, ...], has_not: tuple[str, ...]
) -> None:
    kinds = read(index, work=[job(title, place, "2020-01")]).experience.kinds
    assert not set(has) - set(kinds)
    assert not set(has_not) & set(kinds)


def test_years_are_told_apart_by_branch(index: Index) -> None:
    jobs = [
        job("Practice Manager", "Sandpiper Dermatology", "2022-01-01", "2023-12-31"),
        job("Practice Manager", "Fernbank Dental Studio", "2019-01-01", "2021-12-31"),
    ]
    profile = read(index, work=jobs)
    assert years(profile, "exp-practice-management", only=("skin",)) == pytest.approx(2, abs=0.01)
    assert years(profile, "exp-practice-management", only=("dental",)) == pytest.approx(3, abs=0.01)
    assert years(profile, "exp-practice-management", only=("urgent",)) == 0
    assert years(profile, "exp-practice-management", without=("dental",)) == pytest.approx(2, abs=0.01)  # fmt: skip


def test_stated_years_stand_in_where_dates_are_missing(index: Index) -> None:
    profile = read(index, meta={"matcher": {"years": {"exp-practice-management": 6}}})
    assert years(profile, "exp-practice-management") == 6
    assert years(profile, "exp-supervisory") == 6


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("Daily Epic user", "met"),
        ("No experience with Epic", "denied"),
        ("No experience with Epic yet, but daily Phreesia user", "denied"),
        ("Never used Epic or Cerner", "denied"),
        ("Phreesia daily; no direct experience with Epic", "denied"),
        ("No-nonsense Epic trainer", "met"),
        ("Not a biller, but ten years on Epic", "met"),
    ],
)
def test_a_skill_is_what_its_clause_says(index: Index, words: str, status: str) -> None:
    claim = read(index, basics={"summary": words}).claims["epic"]
    assert (claim.status, claim.words) == (status, words)


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("Certified Medical Manager (CMM), current through May 2027", "met"),
        ("Certified Medical Manager (CMM)", "met"),
        ("Pursuing Certified Medical Manager (CMM)", "in_progress"),
        ("CMM candidate, exam scheduled", "in_progress"),
        ("CMM (expired August 2024, not renewed)", "expired"),
        ("CMM, valid through 2025", "expired"),
    ],
)
def test_a_certificate_is_current_expired_or_under_way(
    index: Index, name: str, status: str
) -> None:
    assert read(index, certificates=[{"name": name}]).claims["cert-cmm"].status == status


def test_a_credential_told_of_others_is_not_held(index: Index) -> None:
    jobs = [
        job("Practice Manager", CLINIC, "2020", highlights=["Audit charts monthly with our CPC"])
    ]
    assert "cert-cpc" not in read(index, work=jobs).claims


@pytest.mark.parametrize(
    ("study", "end", "concept", "status"),
    [
        ("Associate of Applied Science", "2020-05", "edu-associate", "met"),
        ("Bachelor of Science (in progress, expected 2028)", "2028-05", "edu-bachelor", "in_progress"),
        ("Bachelor of Science", "2028-05", "edu-bachelor", "in_progress"),
        ("Master of Health Administration", None, "edu-master", "met"),
        ("Bachelor's, not completed", "2012", "edu-bachelor", "in_progress"),
    ],
)  # fmt: skip
def test_a_degree_is_completed_or_under_way(
    index: Index, study: str, end: str | None, concept: str, status: str
) -> None:
    item = {"studyType": study, "area": "Healthcare Administration"}
    found = read(index, education=[item | ({"endDate": end} if end else {})]).degrees[0]
    assert (found.concept, found.status) == (concept, status)
    assert "field-healthcare-administration" in found.fields


def test_an_elementary_language_is_limited(index: Index) -> None:
    spanish = {"language": "Spanish", "fluency": "Elementary proficiency"}
    assert read(index, languages=[spanish]).claims["language-spanish"].status == "limited"
    fluent = spanish | {"fluency": "Fluent"}
    assert read(index, languages=[fluent]).claims["language-spanish"].status == "met"


def test_the_narrower_shows_the_broader_and_not_the_reverse(index: Index) -> None:
    epic = read(index, skills=[{"name": "Epic"}])
    shown = epic.claim_of("ehr")
    assert shown is not None
    assert (shown.status, shown.words) == ("met", "Epic")
    assert read(index, skills=[{"name": "EHR"}]).claim_of("epic") is None
    assert read(index, basics={"summary": "No Epic"}).claim_of("ehr") is None


LINES = [
    "Epic", "No Epic", "Pursuing CMM", "CMM", "Denials and appeals", "No experience with denials",
    "Bilingual in Spanish", "Payroll", "BLS expired in 2024", "BLS",
]  # fmt: skip


@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=8), st.randoms())
def test_order_and_repetition_never_matter(
    index: Index, lines: list[str], chance: random.Random
) -> None:
    shuffled = lines * 2
    chance.shuffle(shuffled)
    for section in ("skills", "certificates"):
        first = read(index, **{section: [{"name": line} for line in lines]})
        second = read(index, **{section: [{"name": line} for line in shuffled]})
        status = {concept: claim.status for concept, claim in first.claims.items()}
        assert status == {concept: claim.status for concept, claim in second.claims.items()}


@pytest.mark.parametrize(
    ("name", "held"),
    [
        ("CMAA, certified by NHA", {"cert-cmaa"}),
        ("NHA license", {"lic-lnha"}),
        ("Mental Health First Aid", set()),
        ("CPR and First Aid", {"cert-bls-cpr"}),
        ("RDA", {"cert-rda"}),
    ],
)
def test_an_issuer_or_a_lookalike_is_no_credential(index: Index, name: str, held: set[str]) -> None:
    claims = read(index, certificates=[{"name": name}]).claims
    assert {concept for concept in claims if concept.startswith(("cert-", "lic-"))} == held


def test_the_index_reads_profiles_as_the_package_does(index: Index, repo: Path) -> None:
    """The compiled taxonomy and rules in the index lose nothing."""
    for path in sorted((repo / "examples").glob("*.json")):
        resume = read_resume(path)
        profile = read_profile(resume, index.reader, TODAY)
        plain = read_profile(resume, reader(), TODAY)
        assert profile.experience == plain.experience
        assert profile.degrees == plain.degrees
        assert profile.claims == plain.claims


@pytest.mark.parametrize(
    ("resume", "said"),
    [
        ([], "a profile is a JSON object, this is a list"),
        ({}, "nothing to match"),
        ({"work": []}, "nothing to match"),
        ({"work": {}}, "work: must be a list, is an object"),
        ({"work": ["x"]}, r"work\[0\]: must be an object, is text"),
        ({"work": [{}, {"startDate": "May 2020"}]}, r'work\[1\]\.startDate: must be a date like 2022-10 or 2022-10-03, is "May 2020"'),
        ({"work": [{"startDate": "2020-13"}]}, r"work\[0\]\.startDate: must be a date"),
        ({"work": [{"startDate": "2022-02", "endDate": "2021-01"}]}, r"work\[0\]: endDate 2021-01 is before startDate 2022-02"),
        ({"work": [{"highlights": "many"}]}, r'work\[0\]\.highlights: must be list of texts, is "many"'),
        ({"basics": "Ann"}, "basics: must be an object, is text"),
        ({"basics": {"location": "Austin"}}, "basics.location: must be an object, is text"),
        ({"meta": 3}, "meta: must be an object, is a number"),
        ({"meta": {"matcher": {"pay": "much"}}}, 'meta.matcher.pay: must be number, is "much"'),
        ({"meta": {"matcher": {"years": {"exp-clinical": True}}}}, "meta.matcher.years: must be numbers from 0 to 80 by kind"),
        ({"meta": {"matcher": {"years": {"exp-clinical": -1}}}}, "meta.matcher.years: must be numbers from 0 to 80 by kind"),
    ],
)  # fmt: skip
def test_a_faulty_profile_is_refused_with_the_path_to_the_fault(resume: Json, said: str) -> None:
    with pytest.raises(WrongUse, match=said):
        check_resume(resume)


def test_what_is_not_understood_is_said(index: Index) -> None:
    resume = {
        "hobbies": [], "work": [{"position": "Manager"}],
        "meta": {"matcher": {"salary": 1, "years": {"exp-flying": 2}}},
    }  # fmt: skip
    said = "\n".join(candidate(index, resume).warnings)
    for words in ("hobbies: not a part", "work[0]: no startDate", "meta.matcher.salary: unknown", "meta.matcher.years.exp-flying: unknown"):  # fmt: skip
        assert words in said
