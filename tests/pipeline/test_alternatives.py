"""Alternatives in more of the ways people say them: `pipeline/rules/joins.toml` at work.

The tables are read as those of `test_groups.py`.
"""

import pytest

from tests.pipeline.test_groups import POSTING, choices, expected
from tests.pipeline.test_reading import read

OFFERED = [
    ("Associate degree required, though four years of front office experience can be swapped for it.", "associate|4"),
    ("Bachelor's degree (six years of medical office management can substitute).", "bachelor|6"),
    ("Bachelor's degree preferred or 4+ years equivalent work experience.", "bachelor|4"),
    ("Minimum of an associate degree or an equivalent mix of schooling and on-the-job experience.", "associate|exp"),
    ("Bachelor's degree/equivalent experience.", "bachelor|exp"),
    ("Degree preferred, but hands-on experience may be considered in place of formal education.", "college-unspecified|exp"),
    ("Bachelor's degree. No degree? Seven years managing a clinic will get you an interview.", "bachelor|7"),
    ("A bachelor's degree is required. Applicants with no degree must show eight years of practice management.", "bachelor|8"),
    ("A bachelor's degree is what we ask for. Short of that, show us nine years at the helm of a practice.", "bachelor|9"),
    ("Two years of college. Two years of medical office work count the same.", "some-college|2"),
    ("Bachelor's degree, ideally in business. Not a graduate? Six years of running a medical office is just as good to us.", "bachelor|6"),
    ("Bachelor's degree, CMPE, or five years of practice management experience.", "bachelor|cmpe|5"),
    ("Two years of medical front desk work. We'd also look at someone with five years in hospitality.", "2|5"),
    ("Must hold a bachelor's degree; ten years of practice management experience is an acceptable alternative.", "bachelor|10"),
    ("Bachelor's degree. We would trade it for seven years at the helm of a busy practice.", "bachelor|7"),
    ("Bachelor's preferred. Commensurate experience will be weighed in place of it.", "bachelor|exp"),
    ("At least two years as a supervisor in a clinic or at least four in retail banking.", "2|4"),
    ("Bachelor's degree or equivalent work experience plus five years of management experience", "bachelor|exp"),
    ("Minimum 5 years of experience, or an equivalent combination of education and experience", "5|exp"),
    ("Bachelor's degree required\nMay substitute 4 years of healthcare management for degree", "bachelor|4"),
]  # fmt: skip

BY_WHAT_IS_HELD = [
    ("BS/BA in Business or HCA w/ 3 yrs exp or AA w/ 6 yrs exp.", "3+bachelor|6+associate"),
    ("Master's degree in health administration with two years' experience. A bachelor's with six years will also be considered.", "2+master|6+bachelor"),
    ("Five years running a medical office required. With a bachelor's degree, three years.", "5|3+bachelor"),
    ("Six years of practice management experience is required. A bachelor's degree reduces this to four.", "6|4+bachelor"),
    ("7 years' experience (5 with a bachelor's, 3 with a master's).", "7|5+bachelor|3+master"),
    ("Experience: 4 years with HS diploma, 2 years with associate degree.", "4+hs-ged|2+associate"),
    ("Five years' practice management experience with an associate degree, three years with a bachelor's degree, or one year with a master's degree.", "5+associate|3+bachelor|1+master"),
    ("HS diploma + 5 yrs, AA + 3 yrs, or BA + 1 yr medical office experience.", "5+hs-ged|3+associate|1+bachelor"),
    ("Three years of dental office experience; one year will do for a certified dental assistant.", "3|1+cda"),
    ("We need eight years of experience, but will take five from someone with a master's degree.", "8|5+master"),
    ("Five years of medical office experience required (a bachelor's degree is worth two years).", "5|3+bachelor"),
    ("Four years in patient access. Completion of a medical assisting program may replace one year.", "4|3+certificate"),
    ("Five years of practice management. CMPE certification may offset one year.", "5|4+cmpe"),
    ("RN with two years of experience, or LPN with five", "2+rn|5+lpn-lvn"),
    ("Bachelor's degree and 4 years of experience\nAssociate degree and 6 years of experience\nHigh school diploma and 8 years of experience", "4+bachelor|6+associate|8+hs-ged"),
    ("Master's: 2 years of leadership. Bachelor's: 5 years of leadership.", "2+master|5+bachelor"),
    ("Minimum of 3 years in dental office management, or 1 year if you're a CDA.", "3|1+cda"),
    ("8 years of practice management experience. A CMPE lowers that to six.", "8|6+cmpe"),
    ("Four years of medical office experience. For holders of an associate degree, two years.", "4|2+associate"),
    ("Five years in a medical office, less two for a bachelor's degree.", "5|3+bachelor"),
    ("You must meet (1) or (2):\n(1) Bachelor's degree and one year of experience\n(2) Four years of experience", "1+bachelor|4"),
    ("A master's in any health discipline, a bachelor's with five years of leadership, or an RN with ten.", "master|5+bachelor|10+rn"),
    ("Bachelor's degree. Substitution: an associate degree plus two years of related experience, or four years of related experience.", "bachelor|2+associate|4"),
    ("Minimum three years' experience in medical practice management, or six years' experience in a medical office with at least two in a lead role", "3|2+6"),
    ("3 years of experience with bachelor's degree; 5 years without", "3+bachelor|5"),
    ("5 years of relevant experience without a degree or 2 years with a degree", "5|2+college-unspecified"),
]  # fmt: skip

NAMES = [
    ("Associate's degree or higher. In place of the degree we take a CMM.", "associate|cmm"),
    ("CMPE required. A bachelor's degree in health administration can take its place.", "cmpe|bachelor"),
    ("CMM, CMPE, or equivalent certification.", "cmm|cmpe|generic-manager"),
    ("Credentialed as a CPC, CCS, or similar.", "cpc|ccs|generic-billing-coding"),
    ("CMM - CMPE - or FACMPE credential", "cmm|cmpe|facmpe"),
    ("CMPE preferred, CMM accepted.", "cmpe|cmm"),
    ("Certifications (at least one): CPC, CPB, CRCR", "cpc|cpb|crcr"),
    ("Certifications (one required):\n- CPC\n- CPB\n- CRCR", "cpc|cpb|crcr"),
    ("Epic, Cerner, or Meditech preferred", "epic|oracle-health"),
    ("eClinicalWorks (or something comparable)", "eclinicalworks|ehr"),
    ("Comfort with Athena or whatever EMR you've used", "athenahealth|ehr"),
    ("Epic experience, or experience with a similar system", "epic|ehr"),
    ("Knows eClinicalWorks or can show us another EHR learned well", "eclinicalworks|ehr"),
    ("We chart in Epic; Cerner experience also counts", "epic|oracle-health"),
    ("Dentrix preferred; Eaglesoft or Open Dental acceptable", "dentrix|eaglesoft|open-dental"),
    ("ModMed experience (Nextech or PatientNow translate well)", "modmed|nextech|aesthetic-ehr"),
    ("Spanish- or Arabic-speaking preferred", "spanish|other"),
    ("Spanish preferred; Polish also welcome", "spanish|other"),
    ("We require the CMM; the CMOM or CMPE would serve just as well.", "cmm|cmom|cmpe"),
    ("A current CMA or RMA. An LPN license is also accepted.", "cma-aama|rma|lpn-lvn"),
    ("Epic (Cerner users are welcome)", "epic|oracle-health"),
    ("Experience in athenaOne, or a comparable platform", "athenahealth|ehr"),
    ("Able to work in Dentrix, Eaglesoft, or any similar program", "dentrix|eaglesoft|practice-management-system"),
    ("You know Epic. Or you know Cerner.", "epic|oracle-health"),
    ("Experience with Epic strongly preferred; other EHRs considered", "epic|ehr"),
    ("ModMed, Nextech, PatientNow: any of these will do", "modmed|nextech|aesthetic-ehr"),
    ("Must be certified (CPC, CCS, CCS-P) or certification-eligible", "cpc|ccs|ccsp"),
    ("Bachelor's degree required (will consider associate's with significant experience)", "bachelor|associate"),
    ("RN (preferred) or LPN", "rn|lpn-lvn"),
    ("Experience with Word, Excel, or similar", "ms-word|ms-excel"),
    ("CCMA, CMA, RMA or equivalent national certification", "ccma|cma-aama|rma"),
    ("Proficient with at least one major EHR (Epic, Cerner, athenahealth)", "epic|oracle-health|athenahealth"),
    ("Excel or Google Sheets, Zoom or Teams, and Slack", "ms-excel|google-workspace;ms-teams|video-conferencing"),
    ("Fluent in Spanish or in Vietnamese", "spanish|other"),
    ("Education: Bachelor's degree. In lieu of degree, six years of healthcare management experience.\nExperience: Three years of leadership\nLicenses: None. LPN licensure may be considered in place of the bachelor's degree.", "bachelor|6|lpn-lvn"),
    ("Education: Bachelor's degree. Master's degree may substitute for two years of experience.\nExperience: Six years of practice management, or four years with a master's degree.", "6|4+master"),
    ("10 years of practice management required, 7 if you hold a degree", "10|7+college-unspecified"),
    ("A bachelor's degree or an associate's plus two years in a clinic or four years without a degree.", "bachelor|2+associate|4"),
    ("3+ years of dental office experience, or 2 years of it plus RDA or CDA certification", "3|2+rda|2+cda"),
    ("Four years in a medical office.\nSubstitution: An associate's degree may be substituted for one year of it.", "4|3+associate"),
    ("A bachelor's degree. We will accept two years of relevant experience for each year of college.", "bachelor|exp"),
    ("One of these must be held at time of hire or earned within 24 months: CMPE, CMM, CPPM.", "cmpe|cmm|cppm"),
    ("A bachelor's degree (they'll flex to an AA if you have 8 years of experience)", "bachelor|8+associate"),
]  # fmt: skip

PROSE = [
    ("We are looking for somebody with a degree in health administration, or, if not that, five years at the front of a practice.", "college-unspecified|5"),
    ("You must have managed a practice for three years, or assisted in managing one for five.", "3|5"),
    ("We need someone who knows Dentrix or Eaglesoft; Open Dental will do too.", "dentrix|eaglesoft|open-dental"),
    ("Candidates should hold a bachelor's degree or CMM certification and have three years of experience.", "bachelor|cmm"),
    ("We require three years as a practice manager. Five years as an assistant manager would also qualify you.", "3|5"),
    ("Applicants must have completed two years of college. One year of medical office work may be substituted for each year of college.", "some-college|exp"),
    ("You need to know athenahealth or eClinicalWorks. Any other cloud EMR is OK if you learn fast.", "athenahealth|eclinicalworks|ehr"),
    ("School: a bachelor's. If school wasn't your road, seven years managing a practice gets you the same interview.", "bachelor|7"),
    ("Dentrix is what we use, but if you grew up on Eaglesoft you'll be fine.", "dentrix|eaglesoft"),
    ("A bachelor's degree is required, or let your ten years of running practices speak for you.", "bachelor|10"),
    ("Need HS diploma plus 4 yrs dental office, or RDA plus 2.", "4+hs-ged|2+rda"),
    ("We want a certified manager: CMM through PAHCOM, CMOM through PMI, we take both.", "cmm|cmom"),
    ("Three years of supervising others is the minimum; two if they were in a medical office.", "3|2"),
    ("You need an associate's degree; if you never got one, show us four years running a front office.", "associate|4"),
    ("We require a bachelor's degree and three years in charge of a practice. With a master's, one year will satisfy us.", "3+bachelor|1+master"),
    ("You must have three years as an office manager in a medical practice, or two plus a CMM.", "3|2+cmm"),
    ("You must hold a CMA, RMA, or NRCMA.", "cma-aama|rma"),
    ("You must be fluent in Dentrix; Eaglesoft fluency is a fair substitute.", "dentrix|eaglesoft"),
    ("You should know Epic, or at least Cerner.", "epic|oracle-health"),
    ("You need three years of dental experience, one if you are a registered dental assistant.", "3|1+rda"),
]  # fmt: skip

MORE = [
    ("You have run a practice for five years, or been second in command at one for eight.", "5|8"),
    ("A two-year degree gets you in the door; so do three years at a medical front desk.", "associate|3"),
    ("The right candidate knows Athena or has lived in some other EHR long enough to switch.", "athenahealth|ehr"),
    ("You've managed a clinic for 3+ years (or a hospital department for 2+)", "3|2"),
    ("A CPC (CCS-P also okay)", "cpc|ccsp"),
    ("Certified: CMM, CMOM, or working on it", "cmm|cmom"),
    ("Medical office experience: 3 years (2 with CMAA)", "3|2+cmaa"),
    ("Two years running a dental office, or else five at its front desk, is what we need.", "2|5"),
    ("You should have Dentrix, Eaglesoft or Curve under your fingers.", "dentrix|eaglesoft"),
    ("You hold a CPC, a CCS, or any AAPC specialty credential.", "cpc|ccs"),
    ("Five years in a doctor's office; a nursing license counts for two of them.", "5|3+rn"),
    ("A degree, an RN license, or ten years in the trenches of a medical office: we'll take any of the three.", "college-unspecified|rn|10"),
    ("At least an associate degree (or the CMM and three years in a practice).", "associate|3+cmm"),
    ("We require CPR, and either an RDA or two years of chairside assisting.", "rda|2"),
    ("A bachelor's degree is needed. Your eight years as a practice manager would be a fine substitute.", "bachelor|8"),
    ("Candidates must possess a bachelor's degree. A candidate with six years of medical practice management may be exempted.", "bachelor|6"),
    ("Master's degree preferred; bachelor's degree with 5 years' experience will be considered in lieu of master's", "master|5+bachelor"),
    ("Minimum 3 yrs. exp. in med. office; 1 yr. if you've completed a medical office program", "3|1+certificate"),
    ("Certification (CMM, CMPE) preferred", "cmm|cmpe"),
    ("Working knowledge of Epic or equivalent", "epic|ehr"),
    ("English/Spanish or English/Vietnamese bilingual", "spanish|other"),
    ("At least one of: bachelor's degree, CMPE, five years as a practice administrator", "bachelor|cmpe|5"),
    ("Education/Experience: HS diploma w/ 5 years, AA w/ 3 years, BA/BS w/ 1 year", "5+hs-ged|3+associate|1+bachelor"),
]  # fmt: skip

NO_CHOICE = [
    ("Bachelor's degree strongly desired; candidates with at least six years in practice operations are encouraged to apply without one.", ""),
    ("BLS required; ACLS or PALS preferred", ""),
    ("3 to 5 years of clinic or hospital experience", ""),
    ("Two years of supervisory or lead experience", ""),
    ("Three years of experience in a medical office, including one year as a supervisor", ""),
    ("QuickBooks or Xero", ""),
    ("QuickBooks (Xero is fine)", ""),
    ("EHR experience (athena, eCW, NextGen, etc.)", ""),
    ("Proficient in Epic, Excel and Word", ""),
    ("Bilingual English/Spanish", ""),
    ("Bachelor's degree or higher in nursing or business, and RN license", ""),
    ("HS diploma or GED; BLS or CPR card", ""),
    ("Bachelor's degree in business, finance, or accounting; five years of experience; Epic", ""),
    ("Associate's degree with 3 years of experience required. Bachelor's degree with 5 years preferred.", ""),
    ("CMM preferred. Bachelor's degree required. Three years of experience required.", ""),
    ("Experience may not be substituted for the bachelor's degree.", ""),
    ("Five years of experience, three of them in management, and a bachelor's degree", ""),
    ("Bachelor's degree or work experience that shows the same ability.", ""),
    ("2-3 years' experience in a medical or dental office", ""),
    ("Three years of practice management or related experience", ""),
    ("Must have a valid driver's license and CPR card", ""),
    ("Bachelor's degree in accounting or finance and a CPA or CMA", ""),
    ("Bachelor's degree preferred. Three or more years of experience required.", ""),
    ("High school diploma required, bachelor's degree preferred; five years of experience.", ""),
    ("CPC-A accepted if you have a year of coding behind you; otherwise CPC.", ""),
    ("Bachelor's Degree (B.A. or B.S.) or equivalent", ""),
]  # fmt: skip

TABLE = OFFERED + BY_WHAT_IS_HELD + NAMES + MORE + NO_CHOICE


@pytest.mark.parametrize(("text", "words"), TABLE, ids=[text[-60:] for text, _ in TABLE])
def test_options_of_a_choice(text: str, words: str) -> None:
    assert choices(read(POSTING + text)) == expected(words)


@pytest.mark.parametrize(("text", "words"), PROSE, ids=[text[-60:] for text, _ in PROSE])
def test_options_told_without_a_heading(text: str, words: str) -> None:
    assert choices(read("Our clinic sees patients every day. " + text)) == expected(words)


@pytest.mark.parametrize(
    ("text", "concept", "strength"),
    [
        ("Bachelor's degree preferred or four years in a medical office", "exp-medical-office", "preferred"),
        ("Dentrix preferred; Eaglesoft acceptable", "eaglesoft", "preferred"),
        ("We require the CMM; the CMOM would serve just as well", "cert-cmom", "required"),
        ("Associate degree preferred. Two years of supervisory experience required", "exp-supervisory", "required"),
    ],
)  # fmt: skip
def test_what_is_offered_for_a_thing_is_asked_for_as_strongly(
    text: str, concept: str, strength: str
) -> None:
    rows = read(POSTING + text).requirements
    assert {row.strength for row in rows if row.concept == concept} == {strength}


def test_the_like_of_a_product_is_its_sort_with_the_words_that_say_so() -> None:
    rows = read(POSTING + "You should be at home in ModMed or something like it.").requirements
    assert [(row.concept, row.evidence) for row in rows if row.group] == [
        ("modmed", "ModMed"),
        ("ehr", "something like it"),
    ]
