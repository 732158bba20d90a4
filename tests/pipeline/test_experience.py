"""Experience as a careful recruiter reads it: lengths, kinds, and what is nobody's experience.

A table's second column: kind and years, "?" where preferred, "!" where not required.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.durations import find_years
from pipeline.spelling import fold
from tests.pipeline.test_reading import read

KINDS = {
    "aa": "exp-administrative-assistant", "adm": "exp-administration", "bill": "exp-medical-billing",
    "clin": "exp-clinical", "ehr": "exp-ehr", "eq": "exp-equivalent", "hc": "exp-health-care",
    "ma": "exp-medical-assistant", "mo": "exp-medical-office", "pm": "exp-practice-management",
    "sec": "exp-medical-secretary", "sp": "exp-specialty", "sup": "exp-supervisory",
}  # fmt: skip
STRENGTHS = {"?": "preferred", "!": "not_required"}
POSTING = "Our clinic sees patients.\n\nRequirements\n- "

STATED = [
    ("Minimum of 3 years' progressively responsible management experience in a physician practice", "pm:3"),
    ("At least two years of supervisory experience required; five preferred", "sup:2 sup:5?"),
    ("Two years' experience in a fast-paced clinic (required)", "mo:2"),
    ("5+ yrs healthcare office mgmt", "pm:5"),
    ("3-5 years of healthcare leadership experience", "sup:3"),
    ("Minimum three years experience in a medical office, including one year in a lead role", "mo:3 sup:1"),
    ("You've spent at least four years working in a private practice", "mo:4"),
    ("4 years in health care, 2 of which were in management", "hc:4 sup:2"),
    ("One year of experience with eClinicalWorks", "ehr:1"),
    ("Proven track record: 7+ years managing multi-site dermatology clinics", "pm:7"),
    ("Ten years of experience, or six with a master's degree", "hc:10 hc:6"),
    ("Bachelor's degree and three years of experience; or associate's degree and five years of experience", "hc:3 hc:5"),
    ("Associate degree with 4 years, or bachelor's with 2 years, of practice management experience", "pm:4 pm:2"),
    ("Experience: 2 years minimum in a dental practice", "mo:2"),
    ("Minimum 5 years of related experience", "hc:5"),
    ("6 months' front desk experience", "mo:0.5"),
    ("Six to twelve months of experience in a call center", "mo:0.5"),
    ("At least 24 months as a lead medical assistant", "sup:2"),
    ("Three or more years in revenue cycle", "bill:3"),
    ("1+ year of medical billing experience", "bill:1"),
    ("Min. 2 yrs exp in family practice or urgent care", "sp:2"),
    ("A minimum of eight (8) years of healthcare experience with at least three (3) years in a management capacity", "hc:8 sup:3"),
    ("Five years of increasingly responsible administrative experience in health care, two of which must have been supervisory", "adm:5 sup:2"),
    ("7 years' experience in ambulatory care operations", "adm:7"),
    ("Over five years in an ophthalmology practice", "sp:5"),
    ("More than two years of experience handling insurance claims", "bill:2"),
    ("A couple of years running a busy front office", "sup:2"),
    ("Three years as an office manager in a medical setting", "pm:3"),
    ("2 years office management experience (medical)", "pm:2"),
    ("Medical Office Management: 3 years (Preferred)", "pm:3?"),
    ("Supervising experience: 1 year (Required)", "sup:1"),
    ("Customer service: 1 year (Preferred)", "eq:1?"),
    ("Dental: 2 years (Required)", "sp:2"),
    ("Epic: 1 year (Preferred)", "ehr:1?"),
    ("Healthcare management: 5 years", "pm:5"),
    ("Years of experience: 3-5", "hc:3"),
    ("Required experience: 3 years in healthcare", "hc:3"),
    ("3 years experience required, 5 years preferred, in medical office management", "pm:3 pm:5?"),
    ("We prefer three years of experience in cardiology", "sp:3?"),
    ("At least a year of leadership experience", "sup:1"),
    ("A year in a doctor's office", "mo:1"),
    ("Five years in healthcare, with at least two in a supervisory role", "hc:5 sup:2"),
    ("Five years in healthcare, two as a supervisor", "hc:5 sup:2"),
    ("Five (5) years in healthcare, including two (2) as a supervisor", "hc:5 sup:2"),
    ("5 years of health care experience, 3 of which must be in practice management", "hc:5 pm:3"),
    ("Six years' clinic experience, half of it in a lead role", "mo:6"),
    ("3 years in a medical office (1 year as lead preferred)", "mo:3 sup:1?"),
    ("Four years experience in a medical practice setting, minimum two in leadership", "mo:4 sup:2"),
    ("7 years in healthcare administration, with 3+ leading teams", "adm:7 sup:3"),
    ("Eight years in a hospital or clinic with four years in management", "mo:8 sup:4"),
    ("Ten years' experience with five in management", "hc:10 sup:5"),
    ("At least 2 years of medical office experience; at least 1 year of which was supervisory", "mo:2 sup:1"),
    ("3 years of experience (2 of those in a dental setting)", "hc:3 mo:2"),
    ("A minimum of 5 years experience in medical billing and at least 2 years in management", "bill:5 sup:2"),
    ("2+ years front office, 1+ years billing", "mo:2 bill:1"),
    ("2 years in a pediatric practice and one year with Athena", "sp:2 ehr:1"),
    ("Bachelor's degree OR 5 years of medical office management", "pm:5"),
    ("Bachelor's degree or 7+ years experience in lieu of degree", "hc:7"),
    ("Four years of experience may substitute for the bachelor's degree", "hc:4"),
    ("HS diploma with 6 years of experience or Bachelor's with 2", "hc:6 hc:2"),
    ("Bachelor's and 3 years, Associate's and 5 years, or HS diploma and 7 years of healthcare experience", "hc:3 hc:5 hc:7"),
    ("Master's degree with two years of healthcare management experience, or bachelor's degree with four", "pm:2 pm:4"),
    ("Associate degree (or two years of relevant experience)", "hc:2"),
    ("Degree or 4 years' equivalent experience", "hc:4"),
    ("3 years as a Registered Nurse", "clin:3"),
    ("Two years of bedside nursing and one year as charge nurse", "clin:2 sup:1"),
    ("5 years in behavioral health administration", "sp:5"),
    ("3 years' experience in an FQHC or community health setting", "sp:3"),
    ("1 year in an OB/GYN office", "sp:1"),
    ("2 years working in an eye clinic", "sp:2"),
    ("Four years in orthopedics", "sp:4"),
    ("5 years managing providers and staff in a clinic", "sup:5"),
    ("3 years of people leadership", "sup:3"),
    ("3 years of experience supervising front office staff", "sup:3"),
    ("4 years overseeing daily operations of a medical practice", "pm:4"),
    ("4 years directing a surgery center", "pm:4"),
    ("6 years running ASC operations", "pm:6"),
    ("2 years in medical office operations", "mo:2"),
    ("3 years in clinic operations", "adm:3"),
    ("3 years experience in physician office management", "pm:3"),
    ("2 years of experience managing an outpatient therapy clinic", "pm:2"),
    ("5 years as clinic administrator", "pm:5"),
    ("5 years as a practice administrator or office manager", "pm:5"),
    ("5 years in a management or supervisory role within healthcare", "sup:5"),
    ("2 years' supervisory or lead experience in a medical or dental office", "sup:2"),
    ("3 years in human resources", "adm:3"),
    ("2 years of bookkeeping experience", "adm:2"),
    ("1 year insurance verification or prior authorization experience", "mo:1"),
    ("2 years surgical scheduling", "mo:2"),
    ("3 years of medical coding and billing", "bill:3"),
    ("2 years with practice management software", "ehr:2"),
    ("Two years using Dentrix or Eaglesoft", "ehr:2"),
    ("1 year of receptionist experience in a doctor's office", "mo:1"),
    ("1 year as a receptionist", "aa:1"),
    ("1 year medical receptionist experience", "sec:1"),
    ("3 years hospitality or retail management", "sup:3"),
    ("3 years in a customer-facing role", "hc:3"),
    ("4 years of professional experience", "hc:4"),
    ("5+ years managing a billing department", "bill:5"),
    ("3 years supervising a billing team", "sup:3"),
    ("Minimum three (3) years’ experience as a Practice Manager, Office Manager, or similar role in a healthcare setting", "pm:3"),
    ("At least 5 years of progressive healthcare experience, 3 of which are in a leadership capacity", "hc:5 sup:3"),
    ("2-3 years of experience in a medical office environment; supervisory experience a plus", "mo:2 sup?"),
    ("5 years' medical practice management experience, preferably in a multi-specialty group", "pm:5 sp?"),
    ("3+ years of office management experience (medical office preferred)", "pm:3"),
    ("Three years of experience in a physician practice or similar outpatient setting required; five years preferred", "mo:3 mo:5?"),
    ("One to three years of supervisory experience, preferably in health care", "sup:1"),
    ("Minimum one year of leadership/supervisory experience in healthcare", "sup:1"),
    ("4-6 years of healthcare operations experience with people management responsibilities", "adm:4"),
    ("2 years clinical experience in primary care", "clin:2"),
    ("Minimum 2 years' experience in an acute or ambulatory care setting", "mo:2"),
    ("1-3 years customer service experience in a healthcare setting", "hc:1"),
    ("Three years of general office experience", "aa:3"),
    ("3 years of experience in nonprofit health care", "hc:3"),
    ("Two years' experience working with Medicare billing", "bill:2"),
    ("Experience: minimum of five years in physician practice management", "pm:5"),
    ("Experience/Skills: 3+ years in dermatology or plastic surgery practice", "sp:3"),
    ("Required: 2 yrs. in a chiropractic office", "sp:2"),
    ("Preferred: 2 yrs. in an optometry practice", "sp:2?"),
    ("MUST HAVE 3 YRS DENTAL OFFICE MANAGER EXPERIENCE", "pm:3"),
    ("Dental Office Manager: 3 years", "pm:3"),
    ("Dental office experience: 2 years (Required)", "mo:2"),
    ("Practice management: 2 years (Preferred)", "pm:2?"),
    ("Management: 1 year (Required)", "sup:1"),
    ("Medical terminology: 1 year (Preferred)", "hc:1?"),
    ("Front desk: 1 year (Required)", "mo:1"),
    ("Healthcare: 3 years (Required)", "hc:3"),
    ("Two (2) to four (4) years of related experience in a clinical setting", "mo:2"),
    ("Seven years total healthcare experience including three years of management", "hc:7 sup:3"),
    ("Ten or more years in medical practice leadership", "sup:10"),
    ("Five years of leadership experience in a large medical group", "sup:5"),
    ("4 years progressive experience in a clinic, with 2 in supervision", "mo:4 sup:2"),
    ("At least three years of those in a management role", "sup:3"),
    ("Minimum of 3 years managing teams of 10 or more", "sup:3"),
    ("2 years of RN experience", "clin:2"),
    ("RN with 5 years of clinical experience and 2 years of management experience", "clin:5 sup:2"),
    ("Certified medical assistant with at least 3 years of experience", "ma:3"),
    ("Five years of sterile processing or surgery center experience", "sp:5"),
    ("2+ years of experience in a behavioral health setting", "sp:2"),
    ("1+ years in substance use treatment", "sp:1"),
    ("3 years' experience in long-term care", "sp:3"),
    ("3 years in a federally qualified health center (FQHC)", "sp:3"),
    ("5 years in physician services", "hc:5"),
    ("Knowledge gained through 3 years in a doctor's office", "mo:3"),
    ("You bring 3+ years of experience running a clinic or similar operation", "pm:3"),
    ("You have three years under your belt as an office manager", "pm:3"),
    ("You've got at least 2 years of supervising under your belt", "sup:2"),
    ("You've managed a medical practice for three years or more", "pm:3"),
    ("You have been a practice manager for at least 3 years", "pm:3"),
    ("Has worked as a clinic supervisor for at least two years", "sup:2"),
    ("At least 5 but preferably 7 years of practice management", "pm:5 pm:7?"),
    ("Two years required, four preferred, in a dental office", "mo:2 mo:4?"),
    ("Minimum: 1 year. Preferred: 3 years in cardiology", "hc:1 sp:3?"),
    ("1 yr. experience w/ NextGen", "ehr:1"),
    ("2 years w/ Dentrix", "ehr:2"),
    ("3 years' accounting or bookkeeping experience", "adm:3"),
    ("Master's degree plus 3 years or Bachelor's degree plus 5 years of experience in healthcare management", "pm:3 pm:5"),
    ("MHA with 2 years' experience, or BS with 4 years' experience", "hc:2 hc:4"),
    ("High school diploma with five years of relevant experience, or bachelor's degree with two", "hc:5 hc:2"),
    ("No experience less than three years will be considered", "hc:3"),
    ("Three years or an associate degree", "hc:3"),
]  # fmt: skip

UNSTATED = [
    ("Experience in a pediatric office preferred", "sp?"),
    ("Previous experience as a medical assistant a plus", "ma?"),
    ("Prior supervisory experience required", "sup"),
    ("Background in nursing helpful but not required", "clin?"),
    ("Experience managing a medical practice", "pm"),
    ("Demonstrated experience leading teams", "sup"),
    ("You have run a practice before", "pm"),
    ("Must have worked in a medical office", "mo"),
    ("No prior medical experience necessary", "hc!"),
    ("Two years of college or equivalent work experience", "eq"),
    ("Bachelor's degree, or an equivalent combination of education and experience", "eq"),
    ("Relevant experience may be substituted for the degree on a year-for-year basis", "eq"),
    ("Nurse experience within the last 3 years", "clin"),
    ("Experience in lieu of degree will be considered", "eq"),
    ("A degree or equivalent experience", "eq"),
    ("Will accept relevant work experience in place of a degree", "eq"),
    ("A combination of education and experience will be considered", "eq"),
    ("Bachelor's or commensurate work experience", "eq"),
    ("Bachelor's degree preferred; equivalent experience accepted", "eq"),
    ("Each year of medical office experience may substitute for one year of college", "eq"),
    ("Experience in a private practice setting", "mo"),
    ("Dermatology experience strongly preferred", "sp?"),
    ("Prior dental office experience a plus", "mo?"),
    ("Leadership experience preferred", "sup?"),
    ("Management experience in healthcare required", "sup"),
    ("Former practice managers welcome", "pm?"),
    ("Experience working in a multi-specialty group", "sp"),
    ("Background in healthcare administration", "adm"),
    ("Prior experience as a practice manager", "pm"),
    ("Experience supervising a team", "sup"),
    ("Exposure to women's health", "sp?"),
    ("Ortho a plus", "sp?"),
    ("Pediatrics preferred", "sp?"),
    ("Ideally in cardiology", "sp?"),
    ("Experience in a dental or orthodontic office", "mo"),
    ("Someone who has managed people", "sup"),
    ("Time spent in an FQHC is welcome", "sp?"),
    ("Urgent care or emergency department background helpful", "sp?"),
    ("No management experience needed", "sup!"),
    ("Dental experience is not required", "sp!"),
    ("Healthcare experience preferred but not required", "hc?"),
    ("Medical background a must", "hc"),
]  # fmt: skip

NONE = [
    "Several years of office experience",
    "Must be at least 18 years of age",
    "Valid driver's license for at least 3 years",
    "Ability to commit to two years in the role",
    "CPR certification renewed every two years",
    "Current CPC or ability to obtain within one year",
    "Completion of a two-year medical office program",
    "Must have graduated within the past 5 years",
    "No more than two jobs in the last five years",
    "Two years of postsecondary education",
    "High school diploma or equivalent",
    "Education equivalent to a bachelor's degree",
    "Experience may not be substituted for the degree",
    "We have been caring for patients in Tulsa for 30 years",
    "Our providers have over 40 years of combined experience",
    "Our manager of 12 years is moving on",
    "Recognized by our peers three years in a row",
    "Named a top workplace five years running",
    "This is a 12-month contract",
    "A six-month assignment with possible extension",
    "After 90 days and again after 1 year, pay is reviewed",
    "PTO: 15 days, 20 days after five years",
    "Pension vesting after three years of service",
    "$60,000 a year",
    "Equipment comes with a 5 year warranty",
    "Develop a three-year strategic plan",
    "Keep records for seven years",
    "Retain charts for ten years as the law says",
    "Patients from 2 months to 18 years",
    "We see children from birth to 21 years",
    "Patient recall every six months",
    "Rotate through two sites each year",
    "Grow revenue 10% within two years",
    "Our lease runs another four years",
    "Two-year associate degree",
    "Four-year college degree",
    "Graduate of a one-year coding program",
    "Must be 21 years or older",
    "DEA renewal every 3 years",
    "Complete 30 CEUs every two years",
    "No felony convictions in the past seven years",
    "Clean driving record for the past 3 years",
    "Residency in the county for one year",
    "Physician with 20 years in practice",
    "Founded 15 years ago by Dr. Lee",
    "The practice has doubled in the last three years",
    "You'll close each month within five business days",
    "Must pass a background check",
    "Create a great patient experience",
    "Ensure an exceptional experience for every patient",
    "Pay depends on experience",
    "Salary commensurate with experience",
    "Compensation: $25-30/hr based on experience and skills",
    "All backgrounds welcome",
    "A manager who improves the patient experience in our clinic",
    "Experienced staff who support each other",
    "Stay at least two years",
    "We ask for a two-year commitment",
    "Train new hires during their first three months",
    "Staff are reviewed at six months and one year",
    "Sign-on bonus paid after one year of employment",
    "CMM within 2 years of hire",
    "Board certification within five years",
    "One year probationary period",
    "An intern for 6 months",
    "Experience with Epic",
    "Experience in payroll",
    "Experience with scheduling and billing",
    "Knowledge of medical terminology",
    "Someone who has managed a budget",
    "Experience in hospitality or retail is fine",
]  # fmt: skip

LENGTHS = [
    ("3-5 yrs managing", "3-5"),
    ("five (5) years", "5"),
    ("18 months of", "1.5"),
    ("a couple of years in", "2"),
    ("a couple years in", "2"),
    ("two-plus years", "2"),
    ("5+ yrs. exp", "5"),
    ("18 mos. of", "1.5"),
    ("minimum two years' experience", "2"),
    ("three to five (5) years", "3-5"),
    ("at least 5 and ideally 8 years at the helm", "5 8"),
    ("six months to one year of", "0.5-1"),
    ("5 years+ in", "5"),
    ("2 years or more", "2"),
    ("a year and a half of", "1.5"),
    ("one and a half years", "1.5"),
    ("half a year", "0.5"),
    ("between 3 and 5 years", "3-5"),
    ("years of experience: 3-5", "3-5"),
    ("minimum years of experience required: 2", "2"),
    ("over a decade of", "10"),
    ("3 (three) years", "3"),
    ("1-2yrs", "1-2"),
    ("experience5 years of health", "5"),
    ("six-plus years", "6"),
    ("four full-time years", "4"),
    ("two (2)-four (4) years", "2-4"),
    ("per year", ""),
    ("$5 year", ""),
    ("yearly reviews", ""),
    ("1,200 months", ""),
]  # fmt: skip


def said(text: str) -> set[tuple[str, float | None, str]]:
    return {
        (row.concept, row.years_min, row.strength)
        for row in read(text).requirements
        if row.kind == "experience"
    }


def expected(words: str) -> set[tuple[str, float | None, str]]:
    rows = set()
    for word in words.split():
        kind, _, years = word.rstrip("?!").partition(":")
        rows.add(
            (KINDS[kind], float(years) if years else None, STRENGTHS.get(word[-1], "required"))
        )
    return rows


@pytest.mark.parametrize(("text", "words"), STATED, ids=[text for text, _ in STATED])
def test_years_are_read_with_their_kind(text: str, words: str) -> None:
    assert said(POSTING + text) == expected(words)


@pytest.mark.parametrize(("text", "words"), UNSTATED, ids=[text for text, _ in UNSTATED])
def test_experience_without_years(text: str, words: str) -> None:
    assert said(POSTING + text) == expected(words)


@pytest.mark.parametrize("text", NONE)
def test_what_is_nobody_s_experience(text: str) -> None:
    assert said(POSTING + text) == set()


@pytest.mark.parametrize(("text", "words"), LENGTHS, ids=[text for text, _ in LENGTHS])
def test_lengths(text: str, words: str) -> None:
    found = [
        f"{years.low:g}" + (f"-{years.high:g}" if years.high else "")
        for years in find_years(fold(text))
    ]
    assert found == words.split()


@given(st.text(alphabet="0123456789 .,-()+$aefhimnorstwy'", max_size=60))
def test_lengths_lie_in_the_text_in_order_and_are_no_longer_than_a_career(text: str) -> None:
    reached = 0
    for years in find_years(text):
        assert reached <= years.start < years.end <= len(text)
        assert 0 <= years.low <= 40
        reached = years.end
