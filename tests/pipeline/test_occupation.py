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
        "Assistant Director for Administration, Student Health",
        "Health Center Business Manager",
        "Practice Manager II",
        "Site Manager, Eastside Clinic",
        "Peds Office Manager",
        "Practice Manager, Dermatology (2 clinics)",
        "Office Manager (Podiatry)",
        "Imaging Center Manager",
        "Surgery Center Business Office & Practice Manager",
        "Oncology Practice Manager",
        "Manager, Physician Practice",
        "Physician Office Manager",
        "Doctor's Office Manager",
        "Medical Practice Administrator",
        "Multi-Site Practice Manager",
        "Clinic Manager - Behavioral Health",
        "Outpatient Clinic Manager",
        "Wound Care Center Manager",
        "Sleep Center Manager",
        "Dialysis Clinic Administrator",
        "Office Administrator - Pediatric Dentistry",
        "Office Manager for Pediatric Practice",
        "Manager of Practice Operations",
        "Practice Operations Manager",
        "Director of Practice Operations",
        "Clinic Coordinator/Office Manager",
        "Lead Office Manager, Family Practice",
        "Chiropractic Office Manager",
        "Practice Manager/Biller",
        "Ambulatory Practice Manager",
        "Manager Practice Operations - Cardiology",
        "Community Health Center Site Administrator",
        "Clinic Administrator",
        "Ambulatory Clinic Manager",
        "Associate Practice Administrator",
        "Manager, Clinic Operations",
        "Medical Group Practice Manager",
        "Endoscopy Center Administrator",
        "Women's Clinic Manager",
        "Dental Practice Manager",
        "Vein Clinic Manager",
        "Allergy Office Manager",
        "Health Clinic Administrator (County)",
        "Clinic Practice Manager - Physical Therapy",
        "Optical & Optometry Office Manager",
        "Hearing Clinic Manager",
        "Audiology Practice Manager",
        "Acupuncture Clinic Manager",
        "Pain Management Practice Manager",
        "Practice Manager - Wound Care Management",
        "Rehab Clinic Office Manager",
        "Practice Manager - Care Management Clinic",
        "School-Based Health Center Manager",
        "Concierge Practice Manager",
        "Office Manager (Medical)",
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
        "Front Desk - Family Dentistry",
        "Front Desk Coordinator - Medical Office",
        "Patient Accounts Supervisor",
        "Nurse Manager, Women's Ambulatory Services",
        "Hospital Manager (Animal)",
        "Practice Manager, Healthcare Analytics",
        "Central Billing Office Manager (Remote)",
        "Patient Services Associate - Per Diem (Ophthalmology)",
        "Practice Manager, Epic Consulting",
        "Practice Lead, Health IT",
        "Managing Consultant, Ambulatory Practice",
        "Practice Manager - Estate Planning",
        "CPA Firm Practice Manager",
        "Practice Manager, Wealth Advisory",
        "Practice Manager, Revenue Cycle Consulting",
        "Project Manager, Clinic Openings",
        "Vet Clinic Manager",
        "Animal Hospital Administrator",
        "Emergency Vet Practice Manager",
        "Implementation Manager, Dental Practices",
        "Territory Manager, Dental",
        "Regional Director of Operations",
        "VP of Practice Operations",
        "Vice President, Physician Practices",
        "Chief Administrative Officer, Medical Group",
        "Regional Director, Practice Operations",
        "Executive Director, Health Center",
        "Clinical Nurse Manager - Pediatrics Clinic",
        "Clinic Nurse Manager",
        "RN Manager, Ambulatory Clinic",
        "Clinic Charge Nurse",
        "Clinical Practice Manager (RN)",
        "Physical Therapist - Clinic Manager",
        "Clinic Manager / Physical Therapist",
        "Front Office Manager - Hotel",
        "Front Desk Supervisor",
        "Dental Receptionist",
        "Medical Front Office Lead",
        "Patient Access Manager, Clinics",
        "Billing Office Manager",
        "Medical Billing Office Manager",
        "Revenue Cycle Manager, Physician Practices",
        "Coding Manager",
        "Referral Office Manager",
        "Call Center Manager, Medical Group",
        "Practice Development Manager",
        "Practice Growth Manager, Dental",
        "Physician Practice Liaison",
        "Physician Recruiter",
        "Lead Medical Assistant",
        "Medical Assistant Supervisor",
        "Surgery Scheduling Supervisor",
        "Treatment Coordinator",
        "Dental Insurance Coordinator",
        "Lab Manager",
        "Pharmacy Manager",
        "Radiology Supervisor",
        "Director of Nursing, Clinic",
        "Assisted Living Administrator",
        "Medical Office Specialist",
        "Medical Secretary",
        "Office Coordinator, Cardiology",
        "Dental Hygiene Manager",
        "Optician Manager",
        "Optical Manager",
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
    ("Office Manager", "Keep the schedule full, work insurance claims in Dentrix, and greet families. Two hygienists and one dentist.", "Bright Smiles", True),
    ("Office Manager", "Answer phones, order paper, pay the vendors. We sell roofing.", "Peak Roofing", False),
    ("Practice Manager", "Lead our consulting practice: sell statements of work to hospitals, staff projects with consultants, and help clinics and physicians implement their EHR.", None, False),
    ("Practice Manager", "Our consultants help health systems, physician practices and clinics. You would not be running a doctor's office; you manage consultants, utilization and billable hours.", None, False),
    ("Practice Manager", "Our advisors serve physicians and dentists with financial planning and wealth management.", "Keel Advisory", False),
    ("Practice Manager", "Support the attorneys of our medical malpractice defense team. Patients' records, physicians as clients.", "Lowe & Price", False),
    ("Practice Manager", "Four veterinarians, twelve technicians, cats and dogs. Our patients have fur.", "Tall Grass", False),
    ("Hospital Manager", "Our doctors and patients, furry and otherwise, rely on you. Cats, dogs and exotics.", "Clover & Paw", False),
    ("Office Manager", "Our accountants serve doctors. Payroll, tax season, month end.", "Grove CPAs", False),
    ("Center Manager", "Sell memberships and lead personal trainers.", "Fit Life", False),
    ("Practice Manager", "Run the daily work of a three-provider rheumatology office with infusion.", None, True),
    ("Administrator", "Nursing facility with 90 beds; residents and families; census.", None, False),
    ("Office Manager", "Therapists and a psychiatrist see clients here; check eligibility and superbills.", "Oak Counseling", True),
    ("Operations Manager", "Warehouse of medical supplies; drivers, shipping and customers.", None, False),
    ("Manager", "Software for dental practices: customers, SaaS, implementation.", None, False),
    ("Front Office Manager", "Guests, room keys, night audit.", "Shore Inn", False),
    ("Practice Manager, Ambulatory Solutions", "Carry the P&L for a book of business, manage consultants and lead Epic go-lives at hospitals and clinics. You would be running a line of consulting business for physician groups.", "Kestrel Consulting", False),
    ("Practice Manager - Pain Solutions", "Run our pain clinic: patients, two physicians, front desk, insurance verification.", "Summit Pain Solutions", True),
    ("Clinic Manager", "Our doctors see dogs and cats. Technicians, surgery, dental cleanings, patients.", "Oak Vet Clinic", False),
    ("Clinic Manager", "Physical therapists treat patients after surgery; you run the front desk.", "Motion PT", True),
    ("Clinic Manager", "Run the day to day of our clinic.", "Harbor Health", True),
    ("Office Manager", "Attorneys and paralegals count on you.", "Dane LLP", False),
    ("Office Manager", "Home builder seeks office manager; subcontractors and homeowners.", None, False),
    ("Office Manager", "Church office: bulletins, donors, events.", "Grace", False),
    ("Office Manager", "Two chiropractors and a massage therapist; schedule patients, post payments.", "Align", True),
    ("Office Manager", "Eye exams, frames, insurance. Two optometrists.", "Clear View", True),
    ("Practice Leader", "Lead 12 consultants, sell statements of work, keep utilization up.", "North Systems", False),
    ("Business Manager", "Dealership: finance, customers, loans.", "Auto One", False),
    ("Business Manager", "Three oral surgeons; patients, implants, insurance claims.", "Tidewater Jaw", True),
    ("Site Manager", "Construction site: contractors, safety.", "BuildCo", False),
    ("Center Manager", "Urgent care with x-ray; patients, MAs, front desk.", "QuickHarbor", True),
    ("Center Manager", "Tutoring center: students, parents.", "MathMinds", False),
    ("Center Manager", "Child development center for toddlers; health insurance, dental and vision.", "Kid Place", False),
    ("Hospital Manager", "Small animal hospital: patients, doctors, technicians.", None, False),
    ("Practice Manager", "Equine and small animal medicine, four DVMs, patients of every size.", "Grassland", False),
    ("Practice Manager", "Oversee tax preparers and CPAs; clients include physicians.", "Ledger", False),
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
