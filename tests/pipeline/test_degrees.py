"""Degrees in the many ways they are asked for, wished for, waved away, and not meant at all."""

import pytest
from reading import read

R = "Requirements\n- "
HCA, BUS, BA = (
    "field-healthcare-administration",
    "field-business-management",
    "field-business-administration",
)
ANY, NURSE, OFFICE = "field-any-related", "field-nursing", "field-medical-office-administration"
HS, SOME, CERT, ASSOC = "edu-hs-ged", "edu-some-college", "edu-certificate", "edu-associate"
BACH, MAST, DOC, COLL, NONE = (
    "edu-bachelor",
    "edu-master",
    "edu-doctoral",
    "edu-college-unspecified",
    "edu-none",
)

LEVELS = [
    # High school, however short.
    (R + "HS grad", {(HS, "required")}),
    (R + "High school grads welcome", {(HS, "preferred")}),
    (R + "Diploma or GED", {(HS, "required")}),
    (R + "HS/GED required", {(HS, "required")}),
    (R + "High school diploma, GED or equivalent", {(HS, "required")}),
    (R + "Graduation from high school", {(HS, "required")}),
    (R + "Finished high school", {(HS, "required")}),
    (R + "H.S. diploma or G.E.D.", {(HS, "required")}),
    (R + "Work with high school students on career day", set()),
    ("About us\nOur clinic is behind the high school.", set()),
    # College without a level.
    (R + "College grad preferred", {(COLL, "preferred")}),
    (R + "A college degree is a plus", {(COLL, "preferred")}),
    (R + "Degreed professional", {(COLL, "required")}),
    (R + "Degree in anything", {(COLL, "required")}),
    (R + "Degree from an accredited university", {(COLL, "required")}),
    (R + "A high degree of accuracy", set()),
    (R + "Some degree of flexibility", set()),
    (R + "360-degree feedback", set()),
    (R + "Degree-seeking interns report to you", set()),
    # Some college.
    (R + "Some college", {(SOME, "required")}),
    (R + "HS diploma (college a plus)", {(HS, "required"), (SOME, "preferred")}),
    (R + "Two years of college", {(SOME, "required")}),
    (R + "30 semester hours of college coursework", {(SOME, "required")}),
    (R + "60 college credits or more", {(SOME, "required")}),
    (R + "College-level coursework helpful", {(SOME, "preferred")}),
    (R + "12 hours of continuing education a year", set()),
    # Schools of a profession.
    (R + "Graduate of an accredited medical assistant program", {(CERT, "required")}),
    (R + "Completion of a medical assisting program", {(CERT, "required")}),
    (R + "Graduate of a school of nursing", {(CERT, "required")}),
    (R + "Vocational school diploma", {(CERT, "required")}),
    (R + "Medical secretary diploma preferred", {(CERT, "preferred")}),
    (R + "Completion of daily charts", set()),
    # Associate.
    (R + "Associate's preferred", {(ASSOC, "preferred")}),
    (R + "Associates degree", {(ASSOC, "required")}),
    (R + "AA or AS degree", {(ASSOC, "required")}),
    (R + "Two-year degree", {(ASSOC, "required")}),
    (R + "Associate degree or higher", {(ASSOC, "required")}),
    (R + "Associate (Required)", {(ASSOC, "required")}),
    (R + "Develop and coach associates", set()),
    (R + "Respects fellow associates and patients", set()),
    (R + "Client service associate background", set()),
    (R + "An AA plus two years", {(ASSOC, "required")}),
    (R + "Diploma from a four-year school", {(BACH, "required")}),
    (R + "MSN or MHA (not MBA)", {(MAST, "required")}),
    ("Benefits\n- Tuition waiver for degree programs", set()),
    # Bachelor.
    (R + "BA/BS", {(BACH, "required")}),
    (R + "B.S. or B.A. required", {(BACH, "required")}),
    (R + "4-year degree", {(BACH, "required")}),
    (R + "Four year college degree preferred", {(BACH, "preferred")}),
    (R + "Bachelor's or equivalent experience", {(BACH, "required")}),
    (R + "Undergraduate degree a must", {(BACH, "required")}),
    (R + "Bachelor's degree required, Master's preferred", {(BACH, "required"), (MAST, "preferred")}),
    (R + "BSN required; MSN a plus", {(BACH, "required"), (MAST, "preferred")}),
    (R + "Baccalaureate degree", {(BACH, "required")}),
    (R + "Graduate of an accredited four-year college", {(BACH, "required")}),
    (R + "Graduate of a two-year college", {(ASSOC, "required")}),
    (R + "Graduate of a college or university", {(COLL, "required")}),
    (R + "College-level business courses desirable", {(SOME, "preferred")}),
    (R + "Degreed or not", {(NONE, "not_required")}),
    (R + "Some college or trade school\n- College degree desired", {(SOME, "required"), (CERT, "required"), (COLL, "preferred")}),
    (R + "Organizes the odd bachelor party", set()),
    ("Benefits\n- Tuition help toward a bachelor's degree", set()),
    ("We need someone with a bachelor's degree and a calm voice.", {(BACH, "required")}),
    ("You hold a bachelor's degree. You have run an office.", {(BACH, "required")}),
    ("Our founder earned her bachelor's degree here in town.", set()),
    # Master and doctor.
    (R + "Master's prepared", {(MAST, "required")}),
    (R + "MHA or MBA strongly preferred", {(MAST, "preferred")}),
    (R + "Graduate degree desirable", {(MAST, "preferred")}),
    (R + "Advanced degree would be nice", {(MAST, "preferred")}),
    (R + "Master the EHR within weeks", set()),
    (R + "Keep the master schedule", set()),
    (R + "MA preferred", set()),
    (R + "MA/RMA/CCMA", set()),
    (R + "MA in Health Administration", {(MAST, "required")}),
    (R + "MS Office", set()),
    (R + "Doctorate helpful", {(DOC, "preferred")}),
    (R + "Ph.D. a plus", {(DOC, "preferred")}),
    ("About us\nTwo DDS partners and a DMD see 40 patients a day.", set()),
    # None needed.
    ("No degree needed.", {(NONE, "not_required")}),
    ("No college degree? No problem.", {(NONE, "not_required")}),
    (R + "Degree optional", {(NONE, "not_required")}),
    ("We do not care whether you finished college.", {(NONE, "not_required")}),
    ("We couldn't care less where you went to school.", {(NONE, "not_required")}),
    ("You don't need a degree to run this place.", {(NONE, "not_required")}),
    ("A degree isn't necessary.", {(NONE, "not_required")}),
    ("A degree? Not a must here.", {(NONE, "not_required")}),
    ("A degree? We don't require one.", {(NONE, "not_required")}),
    ("There is no education requirement.", {(NONE, "not_required")}),
    ("With or without a degree, you run the desk.", {(NONE, "not_required")}),
    ("We hire for heart, not degrees.", {(NONE, "not_required")}),
    ("No formal education required.", {(NONE, "not_required")}),
    (R + "Bachelor's degree not required", {(BACH, "not_required")}),
    (R + "High school diploma required; no college needed", {(HS, "required"), (NONE, "not_required")}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), LEVELS, ids=[text[-40:] for text, _ in LEVELS])
def test_levels(text: str, expected: set[tuple[str, str]]) -> None:
    rows = [row for row in read(text).requirements if row.kind == "degree"]
    assert {(row.concept, row.strength) for row in rows} == expected


FIELDS = [
    ("Bachelor's degree in healthcare", BACH, {HCA}),
    ("Bachelor's degree in a business or healthcare field", BACH, {BUS, HCA}),
    ("Bachelor's in business, nursing, or a related field", BACH, {BUS, NURSE, ANY}),
    ("Bachelor's degree, preferably in health administration", BACH, {HCA}),
    ("Degree in health administration or closely related", COLL, {HCA, ANY}),
    ("Bachelor's degree required in business administration", BACH, {BA}),
    ("Bachelor's (business, marketing, hospitality)", BACH, {BUS, "field-communications"}),
    ("A bachelor's is preferred (nursing or business)", BACH, {NURSE, BUS}),
    ("Associate degree with coursework in accounting", ASSOC, {"field-accounting"}),
    ("Associate's in medical assisting", ASSOC, {OFFICE}),
    ("Associate degree in billing and coding or HIM", ASSOC, {"field-medical-billing-coding", "field-health-information-management"}),
    ("Accounting degree", COLL, {"field-accounting"}),
    ("Nursing or business degree", COLL, {NURSE, BUS}),
    ("Healthcare degree", COLL, {HCA}),
    ("Bachelor's degree in human services", BACH, {"field-social-work"}),
    ("Bachelor's degree in any major", BACH, set()),
    ("Bachelor's degree, billing experience", BACH, set()),
    ("Bachelor's degree and management experience", BACH, set()),
    ("Bachelor's degree or accounting background", BACH, set()),
    ("BS Business Administration", BACH, {BA}),
    ("Master's degree (MHA, MBA)", MAST, {HCA, BA}),
    ("Bachelor of Science in Nursing", BACH, {NURSE}),
    ("Bachelor's degree from an accredited college in public health", BACH, {"field-public-health"}),
    ("Graduate of a licensed practical nursing program", CERT, {NURSE}),
    ("Graduate of a radiography program", CERT, {"field-health-sciences"}),
    ("Completed a dental assisting program", CERT, {"field-dental"}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "level", "fields"), FIELDS, ids=[words for words, _, _ in FIELDS]
)
def test_fields_of_study(words: str, level: str, fields: set[str]) -> None:
    rows = [row for row in read(R + words).requirements if row.kind == "degree"]
    assert [(row.concept, set(row.fields)) for row in rows] == [(level, fields)]


def test_levels_share_their_fields() -> None:
    rows = read(R + "Associate's or bachelor's degree in nursing").requirements
    assert [(row.concept, row.fields) for row in rows if row.kind == "degree"] == [
        (ASSOC, (NURSE,)),
        (BACH, (NURSE,)),
    ]


def test_the_same_fields_are_meant_again() -> None:
    text = "Bachelor's degree in business or finance, or a master's in one of those fields"
    rows = [row for row in read(R + text).requirements if row.kind == "degree"]
    assert [(row.concept, set(row.fields)) for row in rows] == [
        (BACH, {BUS, "field-finance"}),
        (MAST, {BUS, "field-finance"}),
    ]


def test_named_masters_stand_for_themselves() -> None:
    rows = read(R + "Master's degree (MPH, MHA or MBA)").requirements
    assert [set(row.fields) for row in rows if row.kind == "degree"] == [
        {"field-public-health"},
        {HCA},
        {BA},
    ]


def test_a_degree_told_of_again_is_asked_once() -> None:
    text = (
        R + "Bachelor's degree in nursing. An RN license counts in place of the bachelor's degree."
    )
    assert [row.fields for row in read(text).requirements if row.kind == "degree"] == [(NURSE,)]
