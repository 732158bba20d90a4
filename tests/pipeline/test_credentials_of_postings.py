"""Degrees and credentials of whole postings, each in another hand."""

import pytest
from reading import read

(
    ASSOC, BACH, BLS, CLIN, CMA, CMAA, CMM, CMPE, COLL, CPC, DENTAL, DRIVER,
    FAADOM, FACHE, HS, LPN, MAST, NOCERT, NODEG, NOTARY, RDA, RN, SOME, XRAY,
) = (
    "edu-associate", "edu-bachelor", "cert-bls-cpr", "lic-any-clinical", "cert-cma-aama",
    "cert-cmaa", "cert-cmm", "cert-cmpe", "edu-college-unspecified", "cert-cpc",
    "lic-dental", "lic-driver", "cert-faadom", "cert-fache", "edu-hs-ged",
    "lic-lpn-lvn", "edu-master", "cert-none-required", "edu-none", "cert-notary",
    "cert-rda", "lic-rn", "edu-some-college", "cert-xray-limited",
)  # fmt: skip
YES, WISH, NO = "required", "preferred", "not_required"

POSTINGS = [
    (
        (
            "FRONT OFFICE BOSS WANTED, foot & ankle clinic, Tulsa\n"
            "We're 3 DPMs, 4 MAs, 1 you.\n"
            "YOU DO\n"
            "the schedule, the staff, the money, the mess\n"
            "YOU HAVE\n"
            "3 yrs running a desk like ours\n"
            "HS or GED\n"
            "a car, a license\n"
            "NICE IF\n"
            "CPC\n"
            "spanish\n"
            "SKIP IT IF\n"
            "you hate feet\n"
            "DON'T NEED\n"
            "a degree\n"
            "PMAC\n"
            "PAY $25-29/hr"
        ),
        {(HS, YES), (DRIVER, YES), (CPC, WISH), (NODEG, NO)},
    ),
    (
        (
            "Position Summary\n"
            "The Clinic Operations Manager plans, organizes and directs the operations of two primary "
            "care clinics. Supervises RNs, LPNs, MAs and patient service staff through subordinate "
            "leads.\n"
            "Education\n"
            "Bachelor's degree in healthcare administration, business or related field required. "
            "Master's degree preferred. Four additional years of relevant experience may be "
            "substituted for the degree.\n"
            "Licensure/Certification\n"
            "None required. CMPE preferred. BLS within 90 days of hire.\n"
            "Other\n"
            "Valid driver's license and ability to travel between sites."
        ),
        {(BACH, YES), (MAST, WISH), (NOCERT, NO), (CMPE, WISH), (BLS, YES), (DRIVER, YES)},
    ),
    (
        (
            "CLASSIFICATION: Clinic Supervisor II\n"
            "MINIMUM QUALIFICATIONS: Education equivalent to an Associate degree from an accredited "
            "college with major work in business or health administration; and three years of lead or "
            "supervisory experience in an outpatient clinic. Additional qualifying experience may be "
            "substituted for the education on a year-for-year basis.\n"
            "LICENSES AND CERTIFICATES: Possession of a valid Class C driver's license. Certain "
            "positions may require BLS certification.\n"
            "DESIRABLE: Bachelor's degree; Certified Medical Manager; bilingual ability.\n"
            "DISTINGUISHING CHARACTERISTICS: Clinic Supervisor II is distinguished from Nurse "
            "Supervisor by the absence of a requirement for registered nurse licensure."
        ),
        {(ASSOC, YES), (DRIVER, YES), (BACH, WISH), (CMM, WISH)},
    ),
    (
        (
            "You're the calm one.\n"
            "When the phones melt, you don't. You've spent at least four years in a medical office, "
            "two of them in charge. Maybe you came up as an MA and your CMA is in a drawer somewhere; "
            "maybe you've an MBA and got tired of banks. Both have worked here. What we do ask: "
            "finish what you start, a GED at least, and a driver's licence because Tuesdays are in "
            "Hobbs. If you have a CPC we will fight over you."
        ),
        {(HS, YES), (DRIVER, YES), (CPC, WISH)},
    ),
    (
        (
            "About the role\n"
            "- Own daily operations for our dermatology clinic and med spa\n"
            "- Lead a team of 14, including 2 PAs, 3 RN injectors and 4 estheticians\n"
            "- Keep licenses, DEA certificates and laser safety certs current\n"
            "About you\n"
            "- 5+ years of practice management\n"
            "- Bachelor's degree or equivalent experience\n"
            "- CMPE or CMM is a strong plus\n"
            "- You don't need a clinical license, but you respect those who hold one\n"
            "About the perks\n"
            "- Botox at cost\n"
            "- Tuition help toward a bachelor's or MBA"
        ),
        {(BACH, YES), (CMPE, WISH), (CMM, WISH), (CLIN, NO)},
    ),
    (
        (
            "Job Title: Medical Office Manager\n"
            "Req. ed: HS dipl. Pref. ed: assoc. deg.\n"
            "Req. exp: 3 yrs supv.\n"
            "Req. cert: CPR w/in 60 days of hire. Pref. cert: CMAA.\n"
            "Lic: none\n"
            "Hrs: M-F 8-5"
        ),
        {(HS, YES), (ASSOC, WISH), (BLS, YES), (CMAA, WISH)},
    ),
    (
        (
            "The successful candidate will demonstrate five years of progressive management in "
            "ambulatory care. A baccalaureate degree is expected. A graduate degree and FACHE or CMPE "
            "credential will strengthen an application. Nurses (RN) with management backgrounds are "
            "encouraged to apply; however, licensure is not a condition of appointment."
        ),
        {(BACH, YES), (MAST, WISH), (FACHE, WISH), (CMPE, WISH), (CLIN, NO)},
    ),
    (
        (
            "Skills & Experience\n"
            "• Must have: 2+ years dental front desk lead, Dentrix, HS diploma/GED\n"
            "• Great to have: FAADOM, treatment coordinating, x-ray certification\n"
            "• Not a must: college degree, chairside time, RDA\n"
            "Benefits: 401k, CE allowance, CPR class on us"
        ),
        {(HS, YES), (FAADOM, WISH), (XRAY, WISH), (NODEG, NO), (RDA, NO)},
    ),
    (
        (
            "Seeking experienced Practice Administrator (RN or non-RN) for 12-physician GI group and "
            "ASC. Bachelor's req'd, MBA/MHA pref'd. CASC credential desired. If RN, must hold active "
            "NC license."
        ),
        {(BACH, YES), (MAST, WISH)},
    ),
    (
        (
            "Practice Manager - Orthopedics (Reno)\n"
            "About Us: Twelve board-certified surgeons and eight PA-Cs across three clinics and one "
            "surgery center (AAAHC).\n"
            "Role: Leads front office, billing liaison and clinical support leads. Partners with the "
            "RN Director on staffing.\n"
            "Qualifications: Bachelor's degree preferred; Associate's required. 4+ years orthopedic "
            "or surgical practice leadership. CMPE, CMM or CPC desirable. Must hold current CPR. "
            "Valid NV driver license.\n"
            "Not required: surgical or clinical certification."
        ),
        {
            (BACH, WISH),
            (ASSOC, YES),
            (CMPE, WISH),
            (CMM, WISH),
            (CPC, WISH),
            (BLS, YES),
            (DRIVER, YES),
        },
    ),
    (
        (
            "The Basics: You've got a bachelor's, or you've got experience so good we won't notice. "
            "You know your way around an EHR. You can drive to Sequim on Thursdays (license and "
            "insurance, please).\n"
            "The Nice Stuff: a CMPE, an MHA, or time in rural health.\n"
            "The Stuff We'll Handle: clinical supervision. Our Director of Nursing is an RN with 30 "
            "years in and does that part."
        ),
        {(BACH, YES), (DRIVER, YES), (CMPE, WISH), (MAST, WISH)},
    ),
    (
        (
            "Urgent care group seeks traveling Center Manager. Requirements: HS diploma (college "
            "preferred), 2 yrs supervising, valid DL and willingness to drive 60 miles. X-ray tech or "
            "MA certification highly valued since managers cover shifts. If licensed as RT(R) or LMRT "
            "please list the number on your application."
        ),
        {(HS, YES), (SOME, WISH), (DRIVER, YES), (CMA, WISH)},
    ),
    (
        (
            "MINIMUM EDUCATION: High School Diploma or GED\n"
            "PREFERRED EDUCATION: Bachelor's degree\n"
            "MINIMUM EXPERIENCE: 3 years\n"
            "REQUIRED CERTIFICATIONS/LICENSURE: None\n"
            "PREFERRED CERTIFICATIONS/LICENSURE: Certified Medical Practice Executive\n"
            "SUPERVISES: Medical Assistants (CMA/RMA), LPNs, Patient Access"
        ),
        {(HS, YES), (BACH, WISH), (NOCERT, NO), (CMPE, WISH)},
    ),
    (
        (
            "I'm a solo psychiatrist. My needs are small. Somebody pleasant, punctual and unafraid of "
            "insurance companies. My therapist colleagues down the hall are LCSWs and LMFTs and will "
            "not be your concern. I don't ask for a degree and I don't ask for a certificate; I ask "
            "for two years in a behavioral health office. A notary would be useful for the occasional "
            "form."
        ),
        {(NODEG, NO), (NOCERT, NO), (NOTARY, WISH)},
    ),
    (
        (
            "Responsibilities\n"
            "• Directs daily work of MAs, LPNs, schedulers\n"
            "• Conducts annual reviews and competency sign-off with the RN educator\n"
            "• Verifies licensure on Nursys\n"
            "Minimum Qualifications\n"
            "• Associate's degree or 60 college credits; will consider HS diploma with 6 years\n"
            "• 3 years clinic supervision\n"
            "Preferred Qualifications\n"
            "• Bachelor's\n"
            "• LPN or RN\n"
            "• Bilingual\n"
            "Conditions of Employment\n"
            "• BLS within 30 days\n"
            "• Flu shot"
        ),
        {(ASSOC, YES), (SOME, YES), (HS, YES), (BACH, WISH), (LPN, WISH), (RN, WISH), (BLS, YES)},
    ),
    (
        (
            "Ready to lead? Bring your business degree and your people skills to our busy OB/GYN "
            "practice. We'd prefer five years of practice management but would talk to a sharp lead "
            "MA with three. No nights, no call, no license needed. Our midwives (CNMs) and NPs will "
            "teach you the rest."
        ),
        {(COLL, YES), (CLIN, NO)},
    ),
    (
        (
            "Dental Office Manager, Denver Tech Center\n"
            "Must have: 3+ years dental, Eaglesoft or Dentrix, treatment presentation\n"
            "Should have: Diploma/GED, CPR (or we'll send you)\n"
            "Could have: EDDA, X-ray cert, FAADOM\n"
            "Won't need: Bachelor's, hygiene license"
        ),
        {(HS, YES), (BLS, YES), (XRAY, WISH), (FAADOM, WISH), (BACH, NO), (DENTAL, NO)},
    ),
    (
        (
            "This may be the right seat for a nurse who's done with shift work. An RN or LPN license, "
            "in good standing, is what the state asks of whoever signs our narcotics log, and that "
            "will be you. Add three years as a charge nurse or lead. A bachelor's wouldn't hurt. ACLS "
            "isn't needed."
        ),
        {(RN, YES), (LPN, YES), (BACH, WISH), (BLS, NO)},
    ),
    (
        (
            "Campus Health seeks Operations Manager. Required: Master's degree, or bachelor's degree "
            "and 5 years of related experience. Preferred: CMPE, college health experience. Employees "
            "receive tuition remission for up to 6 credits a semester toward any university degree."
        ),
        {(MAST, YES), (BACH, YES), (CMPE, WISH)},
    ),
]


@pytest.mark.parametrize(("text", "expected"), POSTINGS, ids=[text[:40] for text, _ in POSTINGS])
def test_a_posting_asks_for(text: str, expected: set[tuple[str, str]]) -> None:
    found = {
        (item.concept, item.strength)
        for item in read(text).requirements
        if item.kind in ("degree", "certification", "licence")
    }
    assert found == expected
