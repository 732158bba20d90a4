"""What the words around a qualification say of it, in sentences of many writers."""

import pytest
from reading import read

(
    ASSOC, BACH, BLS, CLIN, CMA, CMAA, CMM, CMOM, CMPE, COA, CODER, COLL,
    COT, CPB, CPC, CPHQ, CPPM, DENTAL, DRIVER, FAADOM, FACHE, HS, LNHA, MAST,
    NOCERT, NODEG, NOTARY, PTOT, RDA, RMA, RN, SOME, SW, XRAY,
) = (
    "edu-associate", "edu-bachelor", "cert-bls-cpr", "lic-any-clinical", "cert-cma-aama",
    "cert-cmaa", "cert-cmm", "cert-cmom", "cert-cmpe", "cert-coa",
    "cert-generic-billing-coding", "edu-college-unspecified", "cert-cot-coe", "cert-cpb", "cert-cpc",
    "cert-cphq", "cert-cppm", "lic-dental", "lic-driver", "cert-faadom",
    "cert-fache", "edu-hs-ged", "lic-lnha", "edu-master", "cert-none-required",
    "edu-none", "cert-notary", "lic-pt-ot", "cert-rda", "cert-rma",
    "lic-rn", "edu-some-college", "lic-social-work", "cert-xray-limited",
)  # fmt: skip
YES, WISH, NO = "required", "preferred", "not_required"

NEEDLESS = [
    ("You don't have to be an RDA or a hygienist. We have plenty of those!", {(RDA, NO), (DENTAL, NO)}),
    ("What you don't need: a degree, dental experience, or a certificate of any sort.", {(NODEG, NO), (NOCERT, NO)}),
    ("An AADOM fellowship isn't something we require, though we'll gladly pay for you to get there.", {(FAADOM, NO)}),
    ("Not a nurse? Not a problem.", {(RN, NO)}),
    ("It is not essential that you hold a coding certificate.", {(CODER, NO)}),
    ("Incumbents are not required to possess a clinical license.", {(CLIN, NO)}),
    ("We look for skill, not sheepskins.", {(NODEG, NO)}),
    ("You do not need to be a PT or PTA to run this clinic.", {(PTOT, NO)}),
    ("Clinical Directors must hold an LCSW; the Office Manager need not.", {(SW, NO)}),
    ("Therapist licensure not necessary.", {(PTOT, NO)}),
    ("Is a degree needed? It is not.", {(NODEG, NO)}),
    ("Do I need to be certified? No.", {(NOCERT, NO)}),
    ("The degree itself matters little.", {(NODEG, NO)}),
    ("We dropped our degree requirement in 2022.", {(NODEG, NO)}),
    ("This job does not call for a degree.", {(NODEG, NO)}),
    ("You can do this job without a degree.", {(NODEG, NO)}),
    ("Nobody here will ask you for a diploma.", {(NODEG, NO)}),
    ("We don't require that you be a nurse, a tech or anything clinical.", {(RN, NO), (CLIN, NO)}),
    ("CPR/BLS: Required for clinical staff; optional for this role.", {(BLS, NO)}),
    ("Hospital-wide policy requires all clinical employees to hold BLS; this position is exempt.", {(BLS, NO)}),
    ("An undergraduate degree is the norm among our managers, but it isn't mandatory.", {(BACH, NO)}),
    ("No assisting license needed, you'll be up front.", {(DENTAL, NO)}),
    ("Somebody asked whether this job takes a college degree. It doesn't.", {(NODEG, NO)}),
    ("What matters to us is not the letters after your name.", {(NOCERT, NO)}),
    ("Coding is done for us by a firm in Tulsa, so save your CPC for somebody else.", {(CPC, NO)}),
    ("It's a small town. Your license gets you to work and your degree gets you nothing.", {(NODEG, NO)}),
    ("Requirements\n- None of the usual letters (CPC, CMM, MBA)", {(CPC, NO), (CMM, NO), (MAST, NO)}),
    ("CMOM, CMM, CMPE: we don't know the difference and we don't ask for any of them.", {(CMOM, NO), (CMM, NO), (CMPE, NO)}),
    ("As Clinic Manager you will be the supervisor of record for five LPNs. You need not hold a nursing license yourself, because the Director of Nursing signs off on practice matters.", {(RN, NO)}),
    ("Job is open to RNs, but being one isn't a condition.", {(RN, NO)}),
    ("CPR is part of orientation, so you don't need it to apply.", {(BLS, NO)}),
    ("Not certified? That's okay, we can help with that.", {(NOCERT, NO)}),
    ("Administrators of our SNF clinics must hold an LNHA license; this outpatient job doesn't require one.", {(LNHA, NO)}),
    ("Your nursing license can rest. We want you for your management.", {(RN, NO)}),
]  # fmt: skip
OF_OTHERS = [
    ("Knowledge of: state licensing laws; principles of supervision; RN and LVN scope of practice.", set()),
    ("Employees may complete their bachelor's degree tuition free through our partnership.", set()),
    ("Being a notary public gets you an extra dollar an hour.", set()),
    ("We'd rather have kindness than a master's degree.", set()),
    ("Qualifications\n- You may be a LPN or RN looking to move into management, but that's up to you", set()),
    ("Bring your notary stamp if you have one.", set()),
    ("College students pursuing a nursing degree love this job.", set()),
    ("Serves as a resource to staff seeking CMA certification.", set()),
    ("A PhD in patience is required.", set()),
    ("Doctorate in common sense preferred.", set()),
    ("LCSW or LPC license is a must for the clinical supervisor track only.", set()),
    ("We will train the right person for CPR and first aid.", set()),
    ("Medical assistants wanting to step up: your CMA counts toward the experience.", set()),
    ("Certification/licensure: RN, current, unrestricted (for clinical manager applicants only).", set()),
    ("You can be a CPA, a former teacher or a retired sergeant, so long as you can run a schedule.", set()),
]  # fmt: skip
WISHED = [
    ("Master's prepared candidates are encouraged; a bachelor's is our minimum.", {(MAST, WISH), (BACH, YES)}),
    ("Licenses and Certifications\n- None required, CMPE a plus", {(CMPE, WISH), (NOCERT, NO)}),
    ("Candidates holding a CPHQ will be given first consideration.", {(CPHQ, WISH)}),
    ("If you happen to have your FAADOM, that's awesome.", {(FAADOM, WISH)}),
    ("Bachelor's degree is a must, master's is a plus, and certification as a medical practice executive would be icing on the cake.", {(BACH, YES), (MAST, WISH), (CMPE, WISH)}),
    ("You have a GED or diploma. You may have some college too; we'd like that.", {(HS, YES), (SOME, WISH)}),
    ("Bachelor's in exercise science, business or similar is welcome; a PT license isn't part of it.", {(BACH, WISH), (PTOT, NO)}),
    ("If you have your COA or COT you'll be able to cover the lanes, which we'd welcome.", {(COA, WISH), (COT, WISH)}),
    ("I will take a CMM over an MBA any day.", {(CMM, WISH)}),
    ("Education: HS req, college pref", {(HS, YES), (SOME, WISH)}),
    ("Certifications: not required (CMM/CMPE nice)", {(CMM, WISH), (CMPE, WISH), (NOCERT, NO)}),
    ("Must haves:\n* diploma or GED\n* valid DL and insurance\nWe'd like but don't need:\n* bachelor's\n* CPPM", {(HS, YES), (DRIVER, YES), (BACH, WISH), (CPPM, WISH)}),
    ("A CMM would be wonderful. So would a CMPE.", {(CMM, WISH), (CMPE, WISH)}),
    ("We'd love a CPC. A CPB works too.", {(CPC, WISH), (CPB, WISH)}),
    ("It would be a plus if you had your CMPE. Same goes for FACHE.", {(CMPE, WISH), (FACHE, WISH)}),
    ("An associate's degree is what we ask for, and a bachelor's is what we hope for.", {(ASSOC, YES), (BACH, WISH)}),
    ("Job Requirements\nHigh School Diploma or Equivalent\nPreferred Job Requirements\nAssociate's Degree in Business Administration", {(HS, YES), (ASSOC, WISH)}),
    ("If you've ever earned an RDA or EFDA, great. If not, also great.", {(RDA, WISH), (DENTAL, WISH)}),
    ("Quals: 5 yrs exp., Assoc. degree min., Bach. pref., CPR cert.", {(ASSOC, YES), (BACH, WISH), (BLS, YES)}),
    ("HS diploma; CMA or RMA cert a +.", {(HS, YES), (CMA, WISH), (RMA, WISH)}),
    ("Desirable qualifications: Possession of a master's degree in health administration; certification through the American College of Medical Practice Executives.", {(MAST, WISH), (CMPE, WISH)}),
    ("Nice extras\n- BLS instructor\n- Any coding credential", {(BLS, WISH), (CODER, WISH)}),
    ("Lakeshore Pediatrics is hiring a practice manager. We have six pediatricians, two PNPs, an RN triage line and a dozen medical assistants, most of them certified. You'd run the business side. We want five years in a medical office, three of them in charge of people. A bachelor's would be great. You don't need to be clinical.", {(BACH, WISH), (CLIN, NO)}),
    ("What gets you hired: three years running an office, a diploma or GED. What gets you hired faster: CMM, CPC, a few words of Somali.", {(HS, YES), (CMM, WISH), (CPC, WISH)}),
    ("The bar: HS/GED, BLS, valid DL. Above the bar: CMPE, MBA.", {(HS, YES), (BLS, YES), (DRIVER, YES), (CMPE, WISH), (MAST, WISH)}),
    ("Education: we'd like some college but it isn't a must.", {(SOME, WISH)}),
    ("Required: None of the following, but each is a plus: CMOM, notary, BLS.", {(CMOM, WISH), (NOTARY, WISH), (BLS, WISH)}),
    ("Priority goes to applicants with a current CMA, RMA or NCMA.", {(CMA, WISH), (RMA, WISH)}),
    ("Top candidates will have an MHA; solid ones will have a bachelor's and grit.", {(MAST, WISH), (BACH, YES)}),
    ("Minimum education: High school diploma or GED\nPreferred education: Associate's\nMinimum certification: none\nPreferred certification: CMAA, CPC", {(HS, YES), (ASSOC, WISH), (NOCERT, NO), (CMAA, WISH), (CPC, WISH)}),
]  # fmt: skip
ASKED = [
    ("Applicants lacking a high school diploma cannot be considered.", {(HS, YES)}),
    ("Education equivalent to completion of the twelfth grade.", {(HS, YES)}),
    ("Certification by JCAHPO is required, or to be earned in the first 18 months.", {(COT, YES)}),
    ("Please be licensed to drive, as the satellite office is 30 miles out.", {(DRIVER, YES)}),
    ("Degree: none needed. Certs: CPC or CPB wanted.", {(NODEG, NO), (CPC, YES), (CPB, YES)}),
    ("A high school diploma is required. A bachelor's isn't.", {(HS, YES), (BACH, NO)}),
    ("Minimum: Bachelor's degree, or high school diploma with four years of relevant experience in lieu of degree.", {(BACH, YES), (HS, YES)}),
    ("Must be willing to get your radiology certificate within 90 days (we pay).", {(XRAY, YES)}),
    ("A two-year degree is about right.", {(ASSOC, YES)}),
    ("Satellite clinic days mean a car and a license.", {(DRIVER, YES)}),
    ("You will need your own car and license.", {(DRIVER, YES)}),
    ("About the job\nYou'll supervise our RN and two LPNs and report to the CFO (a CPA).\nAbout you\nYou've finished college.", {(COLL, YES)}),
    ("We do not require a degree of any kind. We do require a clean background check, a valid Texas driver's license and a sense of humor.", {(NODEG, NO), (DRIVER, YES)}),
    ("License: valid driver's.", {(DRIVER, YES)}),
    ("We require BLS, we prefer ACLS, we provide PALS.", {(BLS, YES)}),
    ("To cover the front when we're short you will want a CPR card; we can arrange one in your first two weeks.", {(BLS, YES)}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [*NEEDLESS, *OF_OTHERS, *WISHED, *ASKED])
def test_words_around(text: str, expected: set[tuple[str, str]]) -> None:
    found = {
        (item.concept, item.strength)
        for item in read(text).requirements
        if item.kind in ("degree", "certification", "licence")
    }
    assert found == expected
