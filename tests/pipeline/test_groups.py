"""Alternatives as a careful recruiter reads them: what the options of a choice are.

A table's second column: groups parted by ";", options by "|", what an option holds by "+".
Years are numbers, experience of no length is "exp".
"""

import pytest

from pipeline.posting import Posting, Requirement
from tests.pipeline.test_reading import read

POSTING = "Our clinic sees patients.\n\nRequirements\n"

HOSPITAL = [
    ("Bachelor's degree in Health Administration or Business required. Four years of ambulatory experience may be accepted in lieu of the degree.", "bachelor|4"),
    ("Bachelor's degree required. In lieu of degree, six years of related experience.", "bachelor|6"),
    ("Bachelor's degree in a related field, or an equivalent combination of education and experience.", "bachelor|exp"),
    ("Bachelor's degree required; equivalent combination of education and experience will be considered.", "bachelor|exp"),
    ("Bachelor's degree and three years of supervisory experience, or associate degree and five years of supervisory experience.", "3+bachelor|5+associate"),
    ("Master's degree with 2 years of healthcare experience OR Bachelor's degree with 5 years of healthcare experience.", "2+master|5+bachelor"),
    ("High school diploma with five years, associate's with three years or bachelor's with one year of clinic experience.", "5+hs-ged|3+associate|1+bachelor"),
    ("Education: Associate's degree or two years of equivalent work experience. Experience: Three years in a physician practice.", "associate|2"),
    ("Associate degree preferred. Two years of supervisory experience required.", ""),
    ("Bachelor's degree. Master's degree preferred. Five years of clinic management experience.", ""),
    ("BLS required. CMM or CMPE preferred.", "cmm|cmpe"),
    ("RN or LPN license with two years of clinic experience.", "rn|lpn-lvn"),
    ("Current RN license, and CMM or CMPE.", "cmm|cmpe"),
    ("Bachelor's degree in nursing, business or healthcare administration.", ""),
    ("Bachelor's or Master's degree in a health-related field.", "bachelor|master"),
    ("Seven years of progressive experience in healthcare, or five years with a bachelor's degree.", "7|5+bachelor"),
    ("Ten years of experience in healthcare; eight with a bachelor's degree; five with a master's.", "10|8+bachelor|5+master"),
    ("Five years of healthcare experience, including two years of supervisory experience, or a bachelor's degree and two years of supervisory experience.", "2+5|2+bachelor"),
    ("Bachelor's degree and three years of clinic experience, and certification as CMPE or CMM.", "cmpe|cmm"),
    ("Associate degree, or CMA certification and two years in a clinic.", "associate|2+cma-aama"),
    ("Three years in a clinic. A bachelor's degree may substitute for two years of experience.", "3|1+bachelor"),
    ("Five years of experience in a medical office. A master's degree may be substituted for two years of the experience.", "5|3+master"),
    ("Four years of clinic experience (an associate degree may count as two).", "4|2+associate"),
    ("Two years of supervisory experience; one year may be waived for holders of the CMM.", "2|1+cmm"),
]  # fmt: skip

LISTS = [
    ("One of the following:\n- Bachelor's degree\n- Associate degree and two years of clinic experience\n- Six years of clinic experience", "bachelor|2+associate|6"),
    ("Candidates must meet one of the following:\n(1) Two years of clinic experience; or\n(2) Four years of office experience.", "2|4"),
    ("Pattern I\nGraduation from college with a bachelor's degree.\nOR\nPattern II\nFour years of experience in a medical office.", "bachelor|4"),
    ("Either:\n1. A bachelor's degree and one year of clinic experience;\nOR\n2. An associate degree and three years of clinic experience;\nOR\n3. Five years of clinic experience.", "1+bachelor|3+associate|5"),
    ("EITHER I: One year of experience as an Office Supervisor in a county health center.\nOR II: Three years of experience in a medical office, including one year as a lead.", "1|1+3"),
    ("Option A: Bachelor's degree and two years of healthcare experience\nOption B: Associate degree and four years of healthcare experience\nOption C: High school diploma and six years of healthcare experience", "2+bachelor|4+associate|6+hs-ged"),
    ("- Bachelor's degree\nOR\n- Four years of medical office experience", "bachelor|4"),
    ("- Bachelor's degree, or\n- Four years of medical office experience", "bachelor|4"),
    ("- Bachelor's degree in business\n- OR five years of medical office experience", "bachelor|5"),
    ("- Bachelor's degree --OR-- five years of medical office experience", "bachelor|5"),
    ("- Active certification: one of CPC, CCS, or RHIT", "cpc|ccs|rhit"),
    ("- At least one of the following certifications: CMM, CMPE, CMOM", "cmm|cmpe|cmom"),
    ("- One or more of the following: CMM, CMPE or FACMPE", "cmm|cmpe|facmpe"),
    ("- Any of these: CMM, CMPE, CPPM", "cmm|cmpe|cppm"),
    ("Must hold one of the following:\n- CPC\n- CCS\n- RHIT", "cpc|ccs|rhit"),
    ("- BLS\n- CMM\n- CPC", ""),
    ("Associate degree required; bachelor's degree preferred. Candidates lacking the degree may offset it with experience.", "associate|exp"),
    ("Ten years in medical groups, and not less than four with budget responsibility.", ""),
    ("Any combination equivalent to the following:\n(1) A bachelor's degree AND two years of clinic experience; OR\n(2) An associate degree AND four years of clinic experience.\nOne year of the required experience must have been in a supervisory capacity.", "exp|2+bachelor|4+associate"),
    ("Five years in eye care, two of them in charge; a two-year degree, or the COE instead of it.", "associate|cot-coe"),
    ("- Bachelor's degree\n- Five years of clinic experience\n- CMM or CMPE preferred", "cmm|cmpe"),
    ("- CMA, RMA or LPN", "cma-aama|rma|lpn-lvn"),
    ("- RN, LPN, CMA or RMA preferred", "rn|lpn-lvn|cma-aama|rma"),
    ("A typical way to obtain the knowledge would be:\nEducation: Bachelor's degree in business.\nExperience: Three years in a medical office.", ""),
    ("Any combination of training and experience equivalent to the following: a bachelor's degree and two years of clinic experience.", ""),
    ("- High school diploma or GED", ""),
    ("- High school diploma or equivalent and two years of clinic experience", ""),
    ("- Graduation from high school and six years of clinic experience, or graduation from college with a bachelor's degree and two years of clinic experience", "6+hs-ged|2+bachelor"),
]  # fmt: skip

PROSE = [
    ("We'd like you to have a bachelor's degree, but five years in a practice will do just as well.", "bachelor|5"),
    ("You have a degree in business or you have run a doctor's office for four years; either is fine with us.", "college-unspecified|4"),
    ("We require a bachelor's degree or, failing that, the CMPE.", "bachelor|cmpe"),
    ("Three years in a dental office, or two if you hold the FAADOM.", "3|2+faadom"),
    ("Three years in a dental office, though we would take two if you also hold FAADOM.", "3|2+faadom"),
    ("Must have CPC or CCS or be willing to obtain within one year.", "cpc|ccs"),
    ("CPC or CCS-P required within 12 months of hire.", "cpc|ccsp"),
    ("CMM, or willingness to sit for the exam within a year.", ""),
    ("You are either a CMM or a CMPE.", "cmm|cmpe"),
    ("You hold a CMM or comparable certification.", "cmm|generic-manager"),
    ("Certification through PAHCOM (CMM), MGMA (CMPE) or AAPC (CPPM).", "cmm|cmpe|cppm"),
    ("Certified Medical Manager (CMM) or Certified Medical Practice Executive (CMPE).", "cmm|cmpe"),
    ("Three years managing a practice (retail management of five years will also be considered).", "3|5"),
    ("Three years of clinic management or five years of retail management.", "3|5"),
    ("Two years of medical office experience or four years in customer service.", "2|4"),
    ("Either two years as a medical assistant or a year at our front desk.", "2|1"),
    ("We'll consider a high school graduate with six years in a practice in place of a bachelor's degree.", "bachelor|6+hs-ged"),
    ("A bachelor's degree is preferred, but we will accept equivalent experience.", "bachelor|exp"),
    ("A bachelor's degree is required. Candidates without one will be considered if they have eight years of experience.", "bachelor|8"),
    ("A bachelor's degree is required, unless you have eight years of practice management experience.", "bachelor|8"),
    ("Bachelor's (or eight years running a practice) and CMPE.", "bachelor|8"),
    ("Bachelor's degree or equivalent experience, CMM or CMPE, and Spanish or Russian.", "bachelor|exp;cmm|cmpe;spanish|other"),
    ("An associate's degree with one year in a practice, or four years in a practice without a degree.", "1+associate|4"),
    ("A bachelor's degree. A master's degree in any field may be counted as one of the five years we ask for.", ""),
    ("Seven years of practice management experience, ideally in ENT. A master's degree may be counted as two of those years.", "7|5+master"),
    ("Three years of clinic experience; an associate's degree may stand in for one of the three.", "3|2+associate"),
    ("Prior experience as a medical assistant or LPN required.", "exp"),
    ("CMM preferred; CMPE would do as well.", "cmm|cmpe"),
    ("Four years running a dental practice. Retail managers with six years of multi-unit management are welcome too.", "4|6"),
]  # fmt: skip

OTHERS = [
    ("Epic or Cerner experience", "epic|oracle-health"),
    ("Epic, Cerner or athenahealth", "epic|oracle-health|athenahealth"),
    ("Epic or similar EMR", "epic|ehr"),
    ("Experience with eClinicalWorks or another EHR", "eclinicalworks|ehr"),
    ("Experience with an EHR (Epic, Cerner or NextGen)", "epic|oracle-health|nextgen"),
    ("Experience with an EHR such as NextGen or eClinicalWorks", "nextgen|eclinicalworks"),
    ("Dentrix, Eaglesoft, Open Dental or equivalent practice management software", "dentrix|eaglesoft|open-dental|practice-management-system"),
    ("Proficiency in at least one of Epic and athenahealth", "epic|athenahealth"),
    ("Proficiency in Epic and QuickBooks", ""),
    ("Knowledge of Word, Excel and Outlook", ""),
    ("Epic and Excel or Google Sheets", "ms-excel|google-workspace"),
    ("MEDITECH or Epic", "meditech|epic"),
    ("Athena (or comparable EMR)", "athenahealth|ehr"),
    ("Google Sheets is fine in place of Excel", "ms-excel|google-workspace"),
    ("DrChrono, Zedox or a similar EMR", "drchrono|ehr"),
    ("Athena/eCW", "athenahealth|eclinicalworks"),
    ("ModMed, Nextech, or any modern EHR", "modmed|nextech|ehr"),
    ("Spanish or Portuguese", "spanish|other"),
    ("Bilingual in Spanish or Vietnamese preferred", "spanish|other"),
    ("Spanish and English", ""),
    ("Bilingual (Spanish or Haitian Creole) a plus", "spanish|other"),
    ("Fluency in Spanish, Mandarin or Russian", "spanish|other"),
]  # fmt: skip


def choices(posting: Posting) -> set[frozenset[frozenset[str]]]:
    found: dict[int, dict[int, set[str]]] = {}
    for row in posting.requirements:
        if row.group is not None and row.option is not None:
            found.setdefault(row.group, {}).setdefault(row.option, set()).add(_short(row))
    return {
        frozenset(frozenset(option) for option in options.values()) for options in found.values()
    }


def _short(row: Requirement) -> str:
    if row.kind == "experience":
        return "exp" if row.years_min is None else f"{row.years_min:g}"
    kind, _, name = row.concept.partition("-")
    return name if kind in ("edu", "cert", "lic", "language") else row.concept


def expected(words: str) -> set[frozenset[frozenset[str]]]:
    return {
        frozenset(frozenset(option.split("+")) for option in group.split("|"))
        for group in words.split(";")
        if group
    }


TABLE = HOSPITAL + LISTS + PROSE + OTHERS


@pytest.mark.parametrize(("text", "words"), TABLE, ids=[text[-60:] for text, _ in TABLE])
def test_options_of_a_choice(text: str, words: str) -> None:
    assert choices(read(POSTING + text)) == expected(words)
