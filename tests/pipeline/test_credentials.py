"""Credentials asked for, wished for, waved away or somebody else's; and by when to have them."""

import pytest
from reading import read

R = "Requirements\n- "
CPC, CCS, CCSP, CMM, CMPE, CMOM = (
    "cert-cpc",
    "cert-ccs",
    "cert-ccsp",
    "cert-cmm",
    "cert-cmpe",
    "cert-cmom",
)
CODER, MANAGER, BLS, CMA, RMA = (
    "cert-generic-billing-coding",
    "cert-generic-manager",
    "cert-bls-cpr",
    "cert-cma-aama",
    "cert-rma",
)
CCMA, NOTARY, XRAY, NO_CERT = "cert-ccma", "cert-notary", "cert-xray-limited", "cert-none-required"
RN, LPN, DRIVER, DENTAL, RAD = "lic-rn", "lic-lpn-lvn", "lic-driver", "lic-dental", "lic-rad"
YES, WISH, NO = "required", "preferred", "not_required"

ASKED = [
    # Wishes in prose.
    ("A coding credential (CPC or CCS) would tickle us.", {(CPC, WISH), (CCS, WISH)}),
    ("FAADOM? Lovely, but it's a bonus.", {("cert-faadom", WISH)}),
    (R + "CMM or similar nice.", {(CMM, WISH), (MANAGER, WISH)}),
    ("A CMPE wouldn't hurt.", {(CMPE, WISH)}),
    ("We'd be thrilled with a CMOM.", {(CMOM, WISH)}),
    ("CPC gets you a second look and would set you apart.", {(CPC, WISH)}),
    ("A CMM after your name is icing on the cake.", {(CMM, WISH)}),
    ("Bonus points for CPC.", {(CPC, WISH)}),
    ("Nice to have CPC.", {(CPC, WISH)}),
    ("CPC nice to have.", {(CPC, WISH)}),
    (R + "CMPE a plus, not a requirement", {(CMPE, WISH)}),
    (R + "CPC preferred but not required", {(CPC, WISH)}),
    (R + "While not required, CPC is preferred", {(CPC, WISH)}),
    ("It helps if you are a notary.", {(NOTARY, WISH)}),
    ("A plus if you hold a CMM.", {(CMM, WISH)}),
    ("If you hold a CMM, even better.", {(CMM, WISH)}),
    (R + "Ideally a CPC", {(CPC, WISH)}),
    (R + "CMM and CMOM are both welcome", {(CMM, WISH), (CMOM, WISH)}),
    (R + "MA certification preferred", {(CMA, WISH)}),
    # Demands.
    ("You must be a CPC.", {(CPC, YES)}),
    (R + "CMA, RMA or CCMA", {(CMA, YES), (RMA, YES), (CCMA, YES)}),
    (R + "MA/RMA/CCMA", {(RMA, YES), (CCMA, YES)}),
    (R + "Certified as a medical assistant", {(CMA, YES)}),
    (R + "Certified or registered medical assistant", {(CMA, YES), (RMA, YES)}),
    (R + "Medical assistant certification", {(CMA, YES)}),
    (R + "Certification in medical coding", {(CODER, YES)}),
    (R + "AAPC or AHIMA certification", {(CODER, YES)}),
    (R + "Coding certification - CPC, CCS-P", {(CPC, YES), (CCSP, YES)}),
    (R + "CPC or equivalent coding credential", {(CPC, YES), (CODER, YES)}),
    (R + "Certification in practice management", {(MANAGER, YES)}),
    (R + "CPR card", {(BLS, YES)}),
    (R + "BLS Provider certification", {(BLS, YES)}),
    (R + "First aid/CPR within six months (training paid for by the agency)", {(BLS, YES)}),
    (R + "MA certificate", {(CMA, YES)}),
    (R + "PAHCOM certification", {(CMM, YES)}),
    (R + "A coder's certificate", {(CODER, YES)}),
    (R + "RN with current state license", {(RN, YES)}),
    (R + "BLS required, ACLS preferred", {(BLS, YES)}),
    ("Preferred: valid DL.", {(DRIVER, WISH)}),
    ("No car or license needed, the bus stops here.", {(DRIVER, NO)}),
    (R + "BLS for healthcare providers", {(BLS, YES)}),
    (R + "Valid driver's license", {(DRIVER, YES)}),
    ("You drive between sites, so a valid license and reliable car.", {(DRIVER, YES)}),
    (R + "Valid license and dependable car", {(DRIVER, YES)}),
    (R + "Current Ohio RN license", {(RN, YES)}),
    (R + "Active nursing license", {(RN, YES)}),
    (R + "LPN or RN", {(LPN, YES), (RN, YES)}),
    (R + "RN or LPN license", {(LPN, YES), (RN, YES)}),
    (R + "Three years in a dental office, or two if you hold the FAADOM", {("cert-faadom", YES)}),
    (R + "Dental hygiene license", {(DENTAL, YES)}),
    (R + "ARRT registration", {(RAD, YES)}),
    (R + "Dental radiography permit", {(XRAY, YES)}),
    (R + "Notary public", {(NOTARY, YES)}),
    (R + "One of the following:\n- CMM\n- CMPE", {(CMM, YES), (CMPE, YES)}),
    # Not needed.
    (R + "Certifications: No certification needed.", {(NO_CERT, NO)}),
    ("No certs needed.", {(NO_CERT, NO)}),
    ("You needn't bring a certificate.", {(NO_CERT, NO)}),
    ("An RN license is neither required nor preferred.", {(RN, NO)}),
    ("Neither an RN nor an LPN license is needed.", {(RN, NO), (LPN, NO)}),
    ("You do not have to be a nurse.", {(RN, NO)}),
    ("You do not need to be a clinician.", {("lic-any-clinical", NO)}),
    (R + "CPC optional", {(CPC, NO)}),
    (R + "BLS required. ACLS is not needed.", {(BLS, YES)}),
    # Somebody else's.
    ("Our previous administrator, a CPA and FACHE, led the group for years.", set()),
    ("Our office manager (FAADOM) will train you.", set()),
    (R + "Supervise two RNs and an LPN", set()),
    (R + "Experience supervising certified coders", set()),
    (R + "Experience leading RN and LPN staff", set()),
    (R + "Experience as an MA or LPN helpful", set()),
    (R + "Work with our CPA firm at year end", set()),
    (R + "Three years as an RN", set()),
    ("Duties\n- Keep every CPR card current", set()),
    ("Duties\n- Track RN and LPN licenses", set()),
    ("About us\nFounded by a nurse practitioner, led by two RNs.", set()),
    ("Reports to the RN manager.", set()),
    (R + "Gretchen (CPC, CPB) does the coding", set()),
    (R + "The coder we use is a CCS already", set()),
    (R + "CMM or CMPE (not CPA)", {(CMM, YES), (CMPE, YES)}),
    # Imagined or given.
    ("If you hold the credential, tell us: CMM holders, say hello.", set()),
    ("Should you come with a CMOM, we'll pay the renewal.", set()),
    ("Some positions may require an RN license.", set()),
    ("Benefits\n- CMM exam fees paid", set()),
    (R + "CPR required (the class is given on site)", {(BLS, YES)}),
    # Lengths and words that look like credentials.
    (R + "18 mos. in dermatology", set()),
    (R + "Knowledge of OSHA 10 standards", set()),
    (R + "Some PT work on weekends", set()),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ASKED, ids=[text[-40:] for text, _ in ASKED])
def test_asked(text: str, expected: set[tuple[str, str]]) -> None:
    rows = [row for row in read(text).requirements if row.kind in ("certification", "licence")]
    assert {(row.concept, row.strength) for row in rows} == expected


DEADLINES = [
    ("CPR within 90 days", 90),
    ("CPR within ninety (90) days of hire", 90),
    ("CPR by your first anniversary", 365),
    ("CPR within six months of starting", 180),
    ("CPR within one year", 365),
    ("CPR in your first six months", 180),
    ("CPR during the first year", 365),
    ("CPR by the end of your first year", 365),
    ("CPR no later than 6 months after hire", 180),
    ("CPR, 30 days from hire", 30),
    ("CPR, or you have six months to earn it", 180),
    ("CPR before your one-year anniversary", 365),
    ("CPR by day 60", 60),
    ("CPR must be obtained within 2 weeks of your start date", 14),
    ("Within 60 days of hire: CPR", 60),
    ("CPR within forty-five days of hire", 45),
    ("CPR within twelve months of hire", 365),
    ("CPR before your second anniversary", 730),
    ("CPR by the end of your third month", 90),
    ("CPR by the end of the 120-day introductory period", 120),
    ("CPR obtained within the last two years", None),
    ("CPR within two years of graduation", None),
    ("CPR; answers calls within 2 days", None),
    ("CPR", None),
]


@pytest.mark.parametrize(("words", "days"), DEADLINES, ids=[words for words, _ in DEADLINES])
def test_deadlines(words: str, days: int | None) -> None:
    rows = [row for row in read(R + words).requirements if row.kind == "certification"]
    assert [row.within_days_of_hire for row in rows] == [days]


LANGUAGES = [
    ("Spanish would come in handy.", {("language-spanish", WISH)}),
    (R + "Speak Haitian Creole", {("language-other", YES)}),
    (R + "Bilingual (English/Spanish)", {("language-spanish", YES)}),
    (R + "Bilingual a plus", {("language-other", WISH)}),
    (R + "Conversational Vietnamese, Arabic or Spanish", {("language-other", YES), ("language-spanish", YES)}),
    (R + "Sign language helpful", {("language-other", WISH)}),
    (R + "Fluent in English and Spanish", {("language-spanish", YES)}),
    (R + "A second language is nice to have", {("language-other", WISH)}),
    ("An edge, as would Spanish be.", {("language-spanish", WISH)}),
    (R + "Bilingual candidates encouraged to apply", set()),
    ("Tagalog is spoken here every day.", set()),
    ("Some positions may require Spanish.", set()),
    ("If you happen to speak Hmong, our patients will love you.", set()),
    ("About us\nWe serve many Spanish-speaking families.", set()),
    ("Interpreters are on site for Spanish and ASL.", set()),
    (R + "Spanish not required", {("language-spanish", NO)}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), LANGUAGES, ids=[text[-40:] for text, _ in LANGUAGES])
def test_languages(text: str, expected: set[tuple[str, str]]) -> None:
    rows = [row for row in read(text).requirements if row.kind == "language"]
    assert {(row.concept, row.strength) for row in rows} == expected
