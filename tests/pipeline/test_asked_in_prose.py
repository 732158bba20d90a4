"""Qualifications in prose, in many hands: asked for, wished for, waved away, or somebody else's."""

import pytest
from reading import read

HS, SOME, ASSOC, BACH, MAST = (
    "edu-hs-ged", "edu-some-college", "edu-associate", "edu-bachelor", "edu-master",
)  # fmt: skip
CERTIFICATE, COLL, NO_DEGREE = "edu-certificate", "edu-college-unspecified", "edu-none"
CPC, CPB, CCS, CMM, CMPE, CMOM, COC, CRC, CHC = (
    "cert-cpc", "cert-cpb", "cert-ccs", "cert-cmm", "cert-cmpe", "cert-cmom", "cert-coc", "cert-crc", "cert-chc",
)  # fmt: skip
BLS, CMA, RMA, CCMA, RDA, CDA, DANB, XRAY = (
    "cert-bls-cpr", "cert-cma-aama", "cert-rma", "cert-ccma", "cert-rda", "cert-cda", "cert-danb",
    "cert-xray-limited",
)  # fmt: skip
NOTARY, COA, FACHE, PMP, SIGMA, FAADOM = (
    "cert-notary", "cert-coa", "cert-fache", "cert-pmp", "cert-six-sigma", "cert-faadom",
)  # fmt: skip
CODER, MANAGER, NO_CERT, EPIC = (
    "cert-generic-billing-coding", "cert-generic-manager", "cert-none-required", "cert-epic",
)  # fmt: skip
RN, LPN, DRIVER, RAD, CLINICAL, DENTAL = (
    "lic-rn", "lic-lpn-lvn", "lic-driver", "lic-rad", "lic-any-clinical", "lic-dental",
)  # fmt: skip
SPANISH, ANY_LANGUAGE, VIETNAMESE = "language-spanish", "language-other", "language-vietnamese"
YES, WISH, NO = "required", "preferred", "not_required"

SOLO_DOCTOR = [
    ("My last manager was a CMM and it showed.", set()),
    ("Marge, who is retiring, has her CPC.", set()),
    ("I hold a master's in public health myself.", set()),
    ("My nurse is an RN and does not need supervising.", set()),
    ("I don't care about degrees.", {(NO_DEGREE, NO)}),
    ("A diploma on the wall means nothing to me.", {(NO_DEGREE, NO)}),
    ("If you happen to be a CPC, we will put it to use.", set()),
    ("You need a CPC, or to be well on the way to one.", {(CPC, YES)}),
    ("Certified? Great. A CMM would be the sort I mean.", {(CMM, WISH)}),
    ("I would be very happy with a CMPE.", {(CMPE, WISH)}),
    ("You do not have to be a nurse.", {(RN, NO)}),
    ("You needn't be a clinician of any kind.", {(CLINICAL, NO)}),
    ("Our patients speak Spanish and Vietnamese at home.", set()),
    ("Finish high school and we can talk.", {(HS, YES)}),
    ("Two years of college would do, and nobody will ask for the diploma.", {(SOME, YES)}),
    ("A driver's license is needed, for the bank and the post.", {(DRIVER, YES)}),
    ("You will not need a license to drive, we are on the bus line.", {(DRIVER, NO)}),
    ("The coder is certified, you need not be.", set()),
    ("No letters behind your name are needed.", {(NO_CERT, NO)}),
    ("Some of the best managers I knew never saw a college from inside.", set()),
    ("Please have your bachelor's degree in hand.", {(BACH, YES)}),
    ("Whether you have a bachelor's matters less than how you treat people.", {(BACH, NO)}),
    ("Spanish is spoken by most of those who call, and we hope you speak it.", {(SPANISH, WISH)}),
]
COUNTY = [
    ("Possession of a valid Class C driver's license at time of appointment.", {(DRIVER, YES)}),
    ("Must obtain CPR certification within six (6) months of appointment.", {(BLS, YES)}),
    ("Must be a graduate of an accredited college with a bachelor's degree.", {(BACH, YES)}),
    ("Incumbents in this class supervise registered nurses and licensed vocational nurses.", set()),
    (
        "Substitution: a master's degree may be substituted for one year of experience.",
        {(MAST, YES)},
    ),
    ("A registered nurse license is not required for this classification.", {(RN, NO)}),
    ("Positions at the jail clinic may require a BLS card.", set()),
    ("Bilingual candidates receive a differential of $75 a month.", set()),
    ("Certification as a notary public is desirable.", {(NOTARY, WISH)}),
    ("Applicants with a CMPE receive five additional points.", {(CMPE, WISH)}),
    ("Completion of the twelfth grade or its equivalent is required.", {(HS, YES)}),
    ("The medical director holds an MD and reports to the board.", set()),
    ("This classification differs from the Nurse Manager, which requires an RN license.", set()),
    (
        "Successful candidates must possess an associate degree by the date of appointment.",
        {(ASSOC, YES)},
    ),
    ("Licenses: none.", set()),
]
HOSPITAL = [
    ("Bachelor's degree required; master's degree preferred.", {(BACH, YES), (MAST, WISH)}),
    ("BLS required at hire, CMPE required within 24 months.", {(BLS, YES), (CMPE, YES)}),
    ("RN not required for this position.", {(RN, NO)}),
    ("Candidates with PMP or Six Sigma will stand out.", {(PMP, WISH), (SIGMA, WISH)}),
    ("Tuition reimbursement for those who go on to a bachelor's or master's degree.", set()),
    ("We pay the exam fee for the CMPE.", set()),
    ("Supports the certification of staff in BLS and ACLS.", set()),
    ("Maintains a current roster of RN and LPN licenses.", set()),
    ("Partners with the RN clinical lead in a dyad.", set()),
    ("Our coders hold CPC or CCS credentials.", set()),
    ("FACHE is neither required nor expected.", {(FACHE, NO)}),
    ("Ensures that all MAs keep their CMA or RMA current.", set()),
    ("Non-clinical role: no patient care license needed.", {(CLINICAL, NO)}),
    ("Bachelor's degree or four additional years of experience.", {(BACH, YES)}),
    ("Current BLS certification through the American Heart Association.", {(BLS, YES)}),
    ("The nursing director, an RN with an MSN, runs the clinical side.", set()),
    ("Epic certification is provided after hire.", set()),
    ("MHA or MBA preferred.", {(MAST, WISH)}),
    ("You bring a CPC plus five years of coding.", {(CPC, YES)}),
    ("CPC a plus.", {(CPC, WISH)}),
    ("Certification in risk adjustment coding (CRC) is desired.", {(CRC, WISH)}),
    ("The CRC sees colonoscopy patients with CRC in the family.", set()),
    ("Reports to the COA of the medical group.", set()),
    ("Works closely with the CHC board and its CEO.", set()),
]
DENTAL = [
    ("RDA or CDA? Wonderful, but we can do without.", {(RDA, WISH), (CDA, WISH)}),
    ("Our hygienists are licensed, our assistants are DANB certified.", set()),
    (
        "An X-ray license is a must if you want to help chairside, and is not part of this job.",
        set(),
    ),
    ("Dr. Patel, DDS, founded the office in 2009.", set()),
    ("You don't need to be an RDA.", {(RDA, NO)}),
    ("FAADOM would make our day.", {(FAADOM, WISH)}),
    ("We will send you for your CPR card in your first 30 days.", {(BLS, YES)}),
    ("CPR within 60 days of hire.", {(BLS, YES)}),
    ("We cover CPR renewals and your RDA license fee.", set()),
    ("High school diploma is all the school you need.", {(HS, YES)}),
    ("Spanish? You will use it every day.", {(SPANISH, WISH)}),
    ("Bilingual in Spanish is a must.", {(SPANISH, YES)}),
    ("We speak English and Spanish here.", set()),
    ("A notary stamp would save us a trip.", {(NOTARY, WISH)}),
    ("Valid driver's license, you will drive between offices.", {(DRIVER, YES)}),
    ("Not required: dental license.", {(DENTAL, NO)}),
    ("A college degree? Not needed.", {(NO_DEGREE, NO)}),
    ("Degree or no degree, what counts is how you run a schedule.", {(NO_DEGREE, NO)}),
    ("No experience, no degree, no problem.", {(NO_DEGREE, NO)}),
]
LISTS = [
    ("The short list:\n- CPC: yes\n- RN: no\n- BLS: yes\n", {(CPC, YES), (BLS, YES), (RN, NO)}),
    ("Have: HS diploma, BLS, two years.", {(HS, YES), (BLS, YES)}),
    ("Certifications: CPC (required), CMM (nice).", {(CPC, YES), (CMM, WISH)}),
    ("Degree: Associate\nCertification: CMA (AAMA)\nLicense: none", {(ASSOC, YES), (CMA, YES)}),
    ("Education: High school or GED. Bachelor's helpful.", {(HS, YES), (BACH, WISH)}),
    ("BLS - must\nACLS - no\nCMM - bonus", {(BLS, YES), (CMM, WISH)}),
    ("Must-haves: HS/GED; current CPR. Nice: Spanish, CMOM.", {(HS, YES), (BLS, YES), (SPANISH, WISH), (CMOM, WISH)}),
    ("Need: CPC-A or CPC. Don't need: RHIA.", {(CPC, YES), ("cert-rhia", NO)}),
]  # fmt: skip


MORE = [
    # Answers.
    ("A bachelor's? We'd be impressed.", {(BACH, WISH)}),
    ("Finished high school? Good enough.", {(HS, YES)}),
    ('"Must I be a nurse?" No.', {(RN, NO)}),
    ('"BLS?" Yes, for everyone.', {(BLS, YES)}),
    ("CMPE? Lovely. CPC? No need.", {(CMPE, WISH), (CPC, NO)}),
    # Wishes said softly, with no word of preferring.
    ("An MBA tilts it your way.", {(MAST, WISH)}),
    ("A CMM would open my eyes.", {(CMM, WISH)}),
    ("We have a soft spot for a CMOM.", {(CMOM, WISH)}),
    ("The partners lean toward somebody with a bachelor's.", {(BACH, WISH)}),
    ("Not a must - college of any kind.", {(NO_DEGREE, NO)}),
    ("Would be swell - CPC. Spanish. CMM.", {(CPC, WISH), (SPANISH, WISH), (CMM, WISH)}),
    # Of others.
    ("No CPC is needed, because Gretchen (CPC, CPB) does all that.", {(CPC, NO)}),
    ("Ask Lou (RN) for a tour.", set()),
    ("If you turn out well we could grow you into a biller, and then you'd want your CPB.", set()),
    ("It differs from Clinic Director, which requires a master's degree.", set()),
    ("BLS is required only of clinical staff.", set()),
    ("We hope to find somebody with a CPC.", {(CPC, YES)}),
    # Not needed, in other words.
    ("Your DANB papers can stay in the drawer.", {(DANB, NO)}),
    ("It doesn't matter whether you hold an RN.", {(RN, NO)}),
    ("Driving isn't part of this job.", {(DRIVER, NO)}),
    ("Nobody here will ask about college.", {(NO_DEGREE, NO)}),
    ("Licenses and Certifications\nNone required.", {(NO_CERT, NO)}),
    ("You do not have to be a licensed technician.", {(CLINICAL, NO)}),
    # "CPC-A" is an apprentice; "CPC a plus" is none.
    ("Requirements\n- CPC a plus", {(CPC, WISH)}),
    ("Requirements\n- CPC-A", {(CPC, YES)}),
    ("We hope for:\n- a bachelor's\n- CMM", {(BACH, WISH), (CMM, WISH)}),
]
LOOK_ALIKES = [
    ("Requirements\n- Experience in a CHC or FQHC", set()),
    ("Requirements\n- CHC or CPHQ certification", {(CHC, YES), ("cert-cphq", YES)}),
    ("Requirements\n- Knowledge of CRC screening measures", set()),
    ("Requirements\n- Able to keep the chart of accounts (COA)", set()),
    ("Requirements\n- COA or COT", {(COA, YES), ("cert-cot-coe", YES)}),
    ("Requirements\n- Handles vendor returns and RMA numbers", set()),
    ("Requirements\n- CPA or CMA", {("cert-cpa", YES)}),
    ("Requirements\n- RMA or CMA", {(RMA, YES), (CMA, YES)}),
    ("Requirements\n- ACHC or CHAP accreditation surveys", set()),
    ("Requirements\n- Center of excellence (COE) work in bariatric care", set()),
    ("Requirements\n- Students at Skyline High School", set()),
    # Glued by a lost line break.
    (
        "Requirements\n- Certified Medical AssistantAssociate's degree",
        {(CMA, YES), (ASSOC, YES)},
    ),
    ("Requirements\n- Nursing\n- Associate degree", {(ASSOC, YES)}),
]
BY_WHEN = [
    ("Requirements\n- BLS before you've been here eight weeks", 56),
    ("Requirements\n- BLS, before your 90 days are up", 90),
    ("Requirements\n- BLS before probation ends (90 days)", 90),
    ("Requirements\n- BLS during the 6-month probationary period", 180),
    ("Requirements\n- BLS by your second anniversary", 730),
    ("Requirements\n- BLS before your first year is out", 365),
    ("Requirements\n- BLS within the first year", 365),
    ("Requirements\n- BLS by the 60-day mark", 60),
    ("Requirements\n- BLS by month six", 180),
    ("Requirements\n- BLS 45 days after you start", 45),
    ("A BLS card is required. Please get it within six months.", 180),
    ("CMM within a year and BLS within 30 days of hire.", 30),
    ("A BLS card is required. We see patients within a day.", None),
]


@pytest.mark.parametrize(("text", "days"), BY_WHEN)
def test_by_when(text: str, days: int | None) -> None:
    found = {item.within_days_of_hire for item in read(text).requirements if item.concept == BLS}
    assert found == {days}


@pytest.mark.parametrize(
    ("text", "expected"), [*MORE, *LOOK_ALIKES, *SOLO_DOCTOR, *COUNTY, *HOSPITAL, *DENTAL, *LISTS]
)
def test_prose(text: str, expected: set[tuple[str, str]]) -> None:
    found = {
        (item.concept, item.strength)
        for item in read(text).requirements
        if item.kind in ("degree", "certification", "licence", "language")
    }
    assert found == expected
