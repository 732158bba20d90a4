"""The reports on a small market of which every answer can be counted by hand."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from landed import Line, Say, land, posting, run_line, sighting

from crawler.home import Home
from warehouse.reports import load_reports

Rows = list[dict[str, Any]]
Ask = Callable[..., Rows]


def job(key: str, *asked: str, pay: int | None = None, state: str = "TX", **said: Any) -> Line:
    wanted = "".join(f"<li>{words}</li>" for words in asked)
    offered = f"<p>Pay: ${pay:,} per year.</p>" if pay else ""
    return posting(
        key,
        description=f"<h2>Requirements</h2><ul>{wanted}</ul>{offered}",
        requisition_id=f"R{key}",
        locations=[{"words": f"Austin, {state}", "city": "Austin", "state": state}],
        **said,
    )


MARKET = (
    job("1", "CMPE required", "Epic required", pay=90_000, posted_at="2026-10-20"),
    job("2", "CMPE preferred", "Epic preferred", pay=80_000, posted_at="2026-10-25"),
    job("3", "Epic required", "NextGen required", pay=60_000, posted_at="2026-11-01"),
    job("4", "Bachelor's degree or 5 years of medical office experience", pay=70_000, state="OH"),
    job("5", "Bachelor's degree required", state="OH", employer="Buckeye Dental"),
    job("6", "High school diploma not required", title="Dental Office Manager", state="OH"),
    job("9", "CMPE required", title="Registered Nurse", pay=200_000),
)


@pytest.fixture
def market(home: Home, say: Say) -> None:
    """A market of six jobs; the first closed after four days, and one came back since."""
    land(home, "r1", *MARKET, run_line())
    land(home, "r2", sighting("gone", "3", 4, "absent from a complete list"))
    again = job("30", "Epic required", pay=60_000, day=6) | {"requisition_id": "R3"}
    land(home, "r3", again, *(sighting("seen", key, 6, "in the list") for key in "12456"))
    assert say("load").code == 0


@pytest.fixture
def ask(market: None, say: Say) -> Ask:  # noqa: ARG001 -- it must be there before it is asked
    def rows(name: str, *parameters: str) -> Rows:
        given = [word for item in parameters for word in ("-p", item)]
        done = say("report", name, *given, "--json")
        assert done.code == 0, done.err
        answer: Rows = json.loads(done.out)
        return answer

    return rows


def column(rows: Rows, key: str, *names: str) -> dict[str, Any]:
    """Return what stands beside each value of a column."""
    return {
        row[key]: row[names[0]] if len(names) == 1 else tuple(row[name] for name in names)
        for row in rows
    }


CMPE = "Certified Medical Practice Executive (CMPE)"


def test_demand_counts_required_preferred_and_either(ask: Ask) -> None:
    counts = ("required", "preferred", "jobs", "percent")
    assert column(ask("demand", "kind=certification"), "asked", *counts) == {CMPE: (1, 1, 2, 33.3)}
    records = column(ask("demand", "within=ehr"), "asked", *counts)
    assert records["Epic"] == (2, 1, 3, 50.0)
    wide = column(ask("demand", "kind=skill"), "asked", *counts)
    assert wide["Electronic health records"] == records["Epic"]
    degree = column(ask("demand", "kind=degree"), "asked", "jobs", "only_as_alternative")
    assert degree == {"Bachelor's degree": (2, 1)}


def test_demand_can_be_asked_of_a_state_a_month_and_a_status(ask: Ask) -> None:
    assert ask("demand", "kind=certification", "state=OH") == []
    october = ask("demand", "kind=skill", "within=ehr", "month=2026-10")
    assert column(october, "asked", "jobs", "percent") == {"Epic": (2, 100.0)}
    assert ask("demand", "status=closed") == []


def test_demand_by_state_compares_the_states(ask: Ask) -> None:
    rows = ask("demand_by", "by=state", "kind=degree", "status=open")
    assert [(row["value"], row["jobs_there"], row["required"], row["percent"]) for row in rows] == [
        ("OH", 3, 2, 66.7)
    ]
    dental = column(ask("demand_by", "by=employer", "kind=degree"), "value", "asked")
    assert dental["Buckeye Dental"] == "Bachelor's degree"


def test_jobs_are_counted_by_trait(ask: Ask) -> None:
    assert column(ask("jobs_by", "by=state"), "value", "jobs") == {"TX": 3, "OH": 3}
    assert column(ask("jobs_by", "by=setting"), "value", "jobs") == {"Dental office": 1}


def test_what_is_asked_together_is_set_against_chance(ask: Ask) -> None:
    (pair,) = ask("together", "with=cert-cmpe", "jobs=2")
    assert (pair["asked"], pair["asked_too"], pair["jobs"]) == (CMPE, "Epic", 2)
    # Two of the five jobs that ask for anything ask for it, three for Epic: 2 * 5 / (2 * 3).
    assert (pair["percent_of_first"], pair["times_chance"]) == (100.0, 1.67)
    assert len(ask("together", "jobs=1")) > len(ask("together", "jobs=2")) == 1


def test_pay_is_that_of_stated_pay_only(ask: Ask) -> None:
    pay = column(ask("pay", "by=state"), "value", "jobs", "with_pay", "median", "highest")
    assert pay == {"TX": (3, 3, 80_000, 90_000), "OH": (3, 1, 70_000, 70_000)}


def test_a_premium_shows_its_sample_and_spread(ask: Ask) -> None:
    (cmpe,) = ask("premium", "jobs=2")
    assert (cmpe["jobs_asking"], cmpe["jobs_not_asking"]) == (2, 2)
    assert (cmpe["median_asking"], cmpe["median_not_asking"]) == (85_000, 65_000)
    assert (cmpe["lower_quarter"], cmpe["upper_quarter"]) == (82_500, 87_500)
    assert cmpe["difference"] == 20_000
    assert ask("premium") == [], "two jobs are no sample"


def test_experience_in_place_of_a_degree(ask: Ask) -> None:
    (degree,) = ask("degrees")
    assert (degree["jobs"], degree["take_experience"], degree["percent"]) == (2, 1, 50.0)
    assert (degree["fewest_years"], degree["median_years"], degree["most_years"]) == (5, 5, 5)


def test_employers_closings_and_what_came_back(ask: Ask) -> None:
    acme = column(ask("employers"), "employer", "open", "closed", "reposts")
    assert acme == {"Acme Family Medicine": (5, 0, 1), "Buckeye Dental": (1, 0, 0)}
    months = column(ask("closings"), "month", "opened", "closed", "opened_that_came_back")
    assert months == {"2026-11": (4, 0, 1), "2026-10": (2, 0, 0)}


def test_a_closed_job_was_open_from_its_day_of_posting(home: Home, say: Say) -> None:
    land(home, "r1", job("1", "Epic required", posted_at="2026-10-20"), run_line())
    land(home, "r2", sighting("gone", "1", 4, "HTTP 410"))
    assert say("load").code == 0
    (month,) = [row for row in json.loads(say("report", "closings", "--json").out) if row["closed"]]
    # From 20 October to the visit of 6 November.
    assert (month["month"], month["median_days_open"]) == ("2026-11", 17)


def test_new_since_a_day(ask: Ask) -> None:
    assert len(ask("new_since")) == 6
    assert [row["posting_id"] for row in ask("new_since", "since=2026-11-08")] == ["acme:30"]


def test_the_documents_figures_stand_beside_the_markets(ask: Ask) -> None:
    rows = ask("salary_statements")
    assert (rows[-1]["amount"], rows[-1]["jobs"]) == (75_000, 4)
    stated = {(row["year"], row["of_whom"]): row["amount"] for row in rows[:-1]}
    assert stated[2018, "all"] == 99_730
    assert stated[None, "all"] == 60_000
    assert stated[2009, "cardiology"] == 58_899


def test_fill_rates_are_of_postings_not_closed(ask: Ask) -> None:
    (acme,) = ask("fill_rates")
    assert (acme["postings"], acme["of_this_occupation"]) == (7, 6)
    assert (acme["employer"], acme["place"]) == (100, 100)
    assert acme["posted"] == pytest.approx(28.6)


@pytest.mark.usefixtures("market")
def test_a_person_qualifies_by_the_logic_of_the_requirements(say: Say) -> None:
    def qualifies(has: list[str], years: int) -> dict[str, list[str]]:
        query = f"select posting_id, missing from qualifying_jobs({has}, {years})"
        return column(json.loads(say("sql", query, "--json").out), "posting_id", "missing")

    # A group is met by either option; a wider degree shows a lower one; wishes do not count.
    assert qualifies([], 5)["acme:4"] == []
    assert qualifies(["edu-master"], 0)["acme:4"] == []
    assert len(qualifies([], 2)["acme:4"]) == 1
    assert qualifies([], 0)["acme:1"] == [CMPE]
    assert qualifies(["cert-cmpe"], 0)["acme:1"] == []
    assert qualifies([], 0)["acme:2"] == []
    # Years of a kind that is named count for it and what is wider, not for other kinds.
    assert len(qualifies(["exp-clinical"], 9)["acme:4"]) == 1
    assert qualifies(["exp-practice-management"], 9)["acme:4"] == []


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("nonsense=1", "no parameter 'nonsense=1'; give NAME=VALUE of: kind, within"),
        ("kind", "no parameter 'kind'"),
        ("top=many", "top must be a whole number"),
    ],
)
def test_a_wrong_parameter_is_one_clear_line(say: Say, given: str, words: str) -> None:
    done = say("report", "demand", "-p", given)
    assert done.code == 2
    assert words in done.err
    assert done.err.count("\n") == 1


def test_a_wrong_day_says_how_a_day_is_written(say: Say) -> None:
    done = say("report", "new_since", "-p", "since=last week")
    assert "since must be a day as 2026-11-01" in done.err


def test_every_parameter_is_used() -> None:
    for report in load_reports().values():
        for parameter in report.parameters:
            assert f"${parameter.name}" in report.sql, report.name


def test_duplicates_show_where_a_job_was_seen_and_why(ask: Ask) -> None:
    found = ask("duplicates")
    assert [(row["posting_id"], row["job_id"], row["postings"]) for row in found] == [
        ("acme:3", "acme:3", 2),
        ("acme:30", "acme:3", 2),
    ]
    assert [row["job_reason"] for row in found] == [
        "seen here first",
        "posted again after it had ended: same employer and requisition",
    ]
    assert ask("duplicates", "state=OH") == []
    assert ask("duplicates", "source=acme") == found
