"""Medical office manager or not: every kind of title, and its near-misses."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.posting import RawPosting
from pipeline.extract import open_reading
from pipeline.extractors import occupation
from pipeline.reading import Facts

NOW = datetime(2026, 11, 25, tzinfo=UTC)
AT_A_PRACTICE = (
    "Run the front desk, schedule patients and support two physicians. Verify insurance and keep "
    "charts in the EHR."
)


def decide(title: str, text: str = AT_A_PRACTICE, employer: str | None = None) -> Facts:
    posting = RawPosting(
        source="t", key="1", title=title, employer=employer, description=text, fetched_at=NOW,
        description_format="text",
    )  # fmt: skip
    return occupation.extract(open_reading(posting))


@pytest.mark.parametrize(
    "title",
    [
        "Medical Office Manager",
        "Practice Manager",
        "Practice Administrator",
        "Clinic Manager",
        "Center Manager",
        "Health Center Manager",
        "Assistant Health Center Manager - Dayton, OH",
        "Assistant Practice Manager",
        "Dental Office Manager",
        "Orthodontic Office Manager",
        "Office Manager - Dermatology",
        "Practice Manager, Radiology",
        "Physician Practice Manager",
        "Urgent Care Center Manager",
        "Urgent Care Manager",
        "Office Manager/Biller",
        "HR Generalist/Office Manager",
        "Senior Practice Manager II",
        "Manager, Ambulatory Clinic",
        "Clinic Administrator, Cardiology",
        "Office Manager",
        "office mgr - busy 2 doctor office",
        "Site Manager",
        "Operations Manager",
        "Business Manager",
        "Clinic Operations Manager",
        "ASC Business Manager",
        "Practice Manager - Physical Therapy",
        "Regional Practice Manager",
        "Clinic Director",
        "CARE CENTER MANAGER",
        "Practice Leader",
        "Administrative Officer (Outpatient Clinic)",
        "Optometry Office Manager",
        "Medical Spa and Practice Manager",
        "Front-to-Back Office Manager",
        "Practice Manager (Non-Clinical)",
        "Manager, Pediatric Practice",
        "Health Clinic Office Supervisor",
        "Medical Practice Supervisor",
        "Women's Health Practice Manager",
        "Practice Manager | Family Medicine",
        "Eye Clinic Manager",
        "Interim Practice Manager",
    ],
)
def test_who_runs_the_office_of_a_practice(title: str) -> None:
    facts = decide(title)
    assert facts["occupation"] == "medical_office_manager", facts["occupation_reason"]


@pytest.mark.parametrize(
    "title",
    [
        "Nurse Manager",
        "RN Clinic Manager",
        "Clinic Manager - RN",
        "Clinical Manager",
        "Clinician Manager - Twin Cities",
        "Billing Manager",
        "Medical Billing Manager",
        "Medical Receptionist",
        "Medical Coder",
        "Patient Access Supervisor",
        "Patient Access Manager",
        "Front Desk Manager",
        "Front Office Supervisor",
        "Call Center Manager",
        "Veterinary Practice Manager",
        "Practice Manager - Law Firm",
        "Practice Manager (Tax & Accounting)",
        "Hotel Front Office Manager",
        "Wealth Management Practice Manager",
        "Implementation Manager, Practice Management Software",
        "Product Manager, Dental Software",
        "Nursing Home Administrator",
        "Licensed Nursing Home Administrator",
        "Vice President, Ambulatory Services",
        "Director of Nursing",
        "Medical Assistant",
        "Dental Assistant",
        "Medical Device Sales Manager",
        "Healthcare Program Manager",
        "Grant Administrator",
        "Clinic Sustainability Manager",
        "Medical Records Manager",
        "Medical Staff Coordinator",
        "Credentialing Manager",
        "Home Health Administrator",
        "Hospice Administrator",
        "Child Care Center Manager",
        "Car Care Center Manager",
        "Executive Assistant to the Practice Manager",
        "Practice Coordinator",
        "Dental Hygienist",
        "Physician - Family Medicine",
        "Medical Director",
        "Customer Success Manager",
        "Business Office Manager",
        "Radiology Manager",
        "Patient Services Representative",
        "Facilities Manager",
        "Case Manager",
        "Medical Office Assistant",
        "Referral Coordinator",
        "Chief Operating Officer",
        "Nurse Practitioner",
        "Quality Manager, Health Center",
        "Medical Scheduler",
    ],
)
def test_near_misses_are_other_even_at_a_practice(title: str) -> None:
    facts = decide(title)
    assert facts["occupation"] == "other", facts["occupation_reason"]


SETTINGS = [
    ("Practice Manager", "Our three veterinarians see patients all day. Doctors, technicians, dental cleanings for pets. Animals of all kinds, patient charts.", None, False),
    ("Practice Manager", "Lead the office of a law firm: attorneys, paralegals, medical malpractice patients and doctors as witnesses, medical records.", None, False),
    ("Practice Manager", "Support our financial advisors and clients.", "Harbor Wealth Management", False),
    ("Office Manager", "Run our home builder's office. Benefits: medical, dental and vision, health insurance.", None, False),
    ("Office Manager", "Greet guests, book rooms.", "Shoreline Hotel", False),
    ("Practice Manager", "Keep the doctors' schedules.", "Tall Oaks Animal Hospital", False),
    ("Practice Manager", "Our attorney and our CPA firm help you. Patients, physicians, front desk, copays, charts, EHR, HIPAA.", None, True),
    ("Center Manager", "Teach classes and sell memberships at our yoga studio gym.", None, False),
    ("Administrator", "Patients and physicians of our clinic rely on you.", None, True),
    ("Office Manager", "Order supplies and answer phones.", None, False),
    ("Office Manager", "Order supplies and answer phones.", "Dunmore Family Dentistry", True),
    ("General Manager", "Run the restaurant and its kitchen. Medical insurance.", None, False),
]  # fmt: skip


@pytest.mark.parametrize(
    ("title", "text", "employer", "is_health"),
    SETTINGS,
    ids=[text[:40] for _, text, _, _ in SETTINGS],
)
def test_a_title_of_any_trade_is_decided_by_the_setting(
    title: str, text: str, employer: str | None, is_health: bool
) -> None:
    facts = decide(title, text, employer)
    assert (facts["occupation"] == "medical_office_manager") is is_health, facts[
        "occupation_reason"
    ]


def test_the_reason_names_the_rule_and_the_words() -> None:
    assert decide("Dental Office Manager")["occupation_reason"] == (
        "occupation.plain: office manager"
    )
    reason = decide("Office Manager", "Patients and patients.")["occupation_reason"]
    assert reason.startswith("occupation.by-setting: office manager; health 2, other trades 0")
    assert "patients" in reason
    assert decide("Ski Instructor")["occupation_reason"] == "no title rule fits"


@given(st.text(max_size=120), st.text(max_size=200))
def test_every_posting_is_decided_with_a_reason(title: str, text: str) -> None:
    facts = decide(title, text)
    assert facts["occupation"] in ("medical_office_manager", "other")
    assert facts["occupation_reason"]
