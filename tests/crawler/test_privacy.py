"""No person of a source lands: the table of what goes and what stays, and every part of a posting."""

import json
import re
import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.posting import RawLocation, RawPay, RawPosting
from crawler.privacy import REMOVED, clean, scrub, without_personal_data

TABLE = tomllib.loads((Path(__file__).parent / "privacy.toml").read_text("utf-8"))


@pytest.mark.parametrize(("said", "landed"), TABLE["hits"])
def test_personal_data_goes(said: str, landed: str) -> None:
    assert scrub(said) == landed


@pytest.mark.parametrize("said", TABLE["misses"])
def test_what_only_looks_like_it_stays(said: str) -> None:
    assert scrub(said) == said


WORDS = st.lists(
    st.sampled_from([
        "contact ", "Call ", "Jane ", "Doe", " 614-555-0134", "jd@c.example", "<b>", "&lt;p&gt;",
        "6145550134", " at ", "$20.00", "\n", "mailto:", "<a href=tel:1>", "</a>", "é", " (", "@",
    ]),
    max_size=14,
).map("".join)  # fmt: skip


@given(WORDS)
def test_nothing_is_left_to_take_out(text: str) -> None:
    once = scrub(text)
    assert scrub(once) == once
    assert not re.search(r"\w@\w+\.\w", once)


PERSON = "Contact Jane Doe at jane@clinic.example or 614-555-0134"


def test_every_part_of_a_posting_is_cleaned() -> None:
    posting = RawPosting(
        source="clinic",
        key="614-555-0134",
        requisition_id="614-555-0134",
        title=f"Office Manager. {PERSON}",
        description=PERSON,
        employer=PERSON,
        workplace=PERSON,
        employment_type=PERSON,
        locations=(RawLocation(words=PERSON),),
        pay=RawPay(words=PERSON),
        url="https://clinic.example/jobs/614-555-0134?by=jane@clinic.example",
        apply_url="mailto:jane@clinic.example",
        fetched_at=datetime(2026, 11, 20, tzinfo=UTC),
        payload={"a": [PERSON, {"b": PERSON}]},
    )
    landed = without_personal_data(posting)
    text = json.dumps(landed.to_json(), default=str)
    assert "Jane" not in text
    assert "jane" not in text
    assert landed.key == landed.requisition_id == "614-555-0134", "ids are no phone numbers"
    assert landed.url == f"https://clinic.example/jobs/614-555-0134?by={REMOVED}"
    assert landed.apply_url is None


@pytest.mark.parametrize(
    ("url", "landed"),
    [
        ("mailto:careers@clinic.example", "mailto:careers@clinic.example"),
        ("hr@clinic.example", "hr@clinic.example"),
        ("mailto:jane.doe@clinic.example", None),
        ("https://clinic.example/apply?id=7", "https://clinic.example/apply?id=7"),
    ],
)
def test_a_role_mailbox_may_stay_as_the_address_to_apply_to(url: str, landed: str | None) -> None:
    posting = RawPosting(
        source="s", key="1", title="t", apply_url=url, fetched_at=datetime(2026, 11, 20, tzinfo=UTC)
    )
    assert without_personal_data(posting).apply_url == landed


def test_contact_keys_of_a_payload_go_whole() -> None:
    payload = {
        "title": "Office Manager",
        "recruiterName": "J. D.",
        "hiring_manager": {"name": "J. D."},
        "applicationContact": ["J. D."],
        "Contact-Phone": "5550134",
        "email": "x",
        "SupervisorName": "J. D.",
        "contactless_payment": True,
        "metadata": [
            {"name": "Recruiter", "value": "J. D.", "value_type": "short_text"},
            {"name": "Owner", "value": {"user_id": 7}, "value_type": "user"},
            {"name": "Employment Type", "value": "Full-time", "value_type": "single_select"},
        ],
    }
    cleaned = clean(payload)
    assert set(cleaned) == {"title", "contactless_payment", "metadata"}
    assert [item["value"] for item in cleaned["metadata"]] == [REMOVED, REMOVED, "Full-time"]


@pytest.mark.parametrize(
    "field",
    [
        {"name": "Recruiter", "value": "J. D."},
        {"fieldLabel": "Hiring Manager", "valueLabel": "J. D.", "valueId": "J. D."},
        {"Prompt": "Recruiter Name", "Value": "J. D."},
        {"nameCode": {"codeValue": "HiringManager"}, "stringValue": "J. D."},
    ],
)
def test_a_custom_field_that_names_a_person_is_emptied(field: dict) -> None:
    assert "J. D." not in json.dumps(clean(field))


@pytest.mark.parametrize(
    "field",
    [
        {"fieldLabel": "Brands", "valueLabel": "Alder"},
        {"Prompt": "Shift", "Value": "Days"},
        {"nameCode": {"codeValue": "ExternalJobID"}, "stringValue": "551"},
    ],
)
def test_a_custom_field_of_the_job_stays(field: dict) -> None:
    assert clean(field) == field
