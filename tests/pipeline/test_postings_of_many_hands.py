"""Degrees, credentials and their choices in whole postings of many hands and shapes.

Behind each posting: what is required, preferred and not required, parted by "|", without the
prefixes of the ids; and its choices, written as those of `test_groups.py`.
"""

from dataclasses import replace

import pytest

from tests.pipeline.test_groups import choices, expected
from tests.pipeline.test_reading import read

STRENGTHS = ("required", "preferred", "not_required")
POSTINGS = [
    ("""
<h3>Position Summary</h3><p>Provides day-to-day leadership for the Heart &amp; Vascular clinic. Oversees MAs, LPNs and patient service reps.</p>
<h3>Minimum Qualifications</h3><p><b>Education:</b> Bachelor's Degree in Healthcare Administration, Business or related field. Nursing diploma with active RN license accepted in place of degree.</p><p><b>Experience:</b> Three (3) years of leadership experience in a healthcare setting.</p><p><b>Licensure/Certification:</b> BLS (American Heart Association) within 30 days of start. Valid driver's license for roles covering more than one site.</p>
<h3>Preferred Qualifications</h3><p>Master's Degree. FACHE or CMPE.</p><p>The hospital offers tuition assistance of up to $5,250 toward an approved degree.</p>
""",
     "bachelor bls-cpr certificate rn | cmpe fache master |",
     "bachelor|certificate+rn;fache|cmpe"),
    ("""
Our manager is leaving after eleven good years and we are sorry to see her go. She held a CMM and, near the end, a CPC too; neither was ever on our list, and neither is now. What we need is someone who finished high school, has spent three years or more around a medical front desk, and can be trusted with the keys.

A two-year degree in anything at all would be welcome. We'll need you to get your CPR card in your first couple of months, and a notary stamp if you haven't one already. You don't need to be a nurse, and please don't apply if you have no license to drive, because the other office is in Pella.
""",
     "bls-cpr driver hs-ged notary | associate | rn",
     ""),
    ("""
CLINIC OFFICE SUPERVISOR
County of Marrow, Department of Public Health
Salary: $2,311 - $2,810 biweekly

TYPICAL TASKS
Supervises Office Assistants and Medical Records Clerks; confers with Public Health Nurses on scheduling; maintains personnel files.

EMPLOYMENT STANDARDS
Education and Experience:
Any combination of education and experience that would provide the required knowledge is qualifying. A typical way would be: Equivalent to graduation from high school, supplemented by 15 semester units in business; and four years of clerical experience in a health care setting, one of them as a lead.
Substitution: An Associate's degree may be substituted for one year of the required experience.

License: Possession of, or ability to obtain, a valid California Class C driver's license.
Some positions require possession of a CPR certificate.
Possession of a nursing license is not a requirement of this class.
""",
     "associate driver hs-ged some-college |  | rn",
     "1+4|3+associate"),
    ("""
Hi Dana,

I'm working with a 7-provider urology group in Greenville that wants a Practice Manager ASAP. Quick rundown:

* Must: bachelors (they'll flex to an AA if you've 8+ yrs), 5 yrs managing in a specialty practice
* Should: CMPE or be willing to sit for it inside 18 months
* Plus: MBA, athena, ASC background
* Not looking for: clinical folks. RN is fine, but they won't pay for it.
* Driver's license, clean record (2 sites)

Comp is 90-105 + bonus. Can you talk Thursday?
""",
     "associate bachelor cmpe driver | master | rn",
     "bachelor|8+associate"),
    ("""
Site Manager II - FQHC

Minimum Education & Experience
- BA/BS in public health, business, social services or similar AND 2 years supervising; OR
- AA/AS AND 4 years supervising in a community health center; OR
- HS diploma/GED AND 6 years supervising in a community health center

Licenses & Certifications
- Valid TX DL & auto insurance
- CPR/BLS (may be obtained w/in 60 days)
- Certified Community Health Worker or CMA a plus
- Nursing license not required; RNs and LVNs are welcome to apply

Employees who complete 2 years of service may qualify for loan repayment toward their degree.
""",
     "associate bachelor bls-cpr driver hs-ged | cma-aama | rn",
     "2+bachelor|4+associate|6+hs-ged"),
    ("""
Medical Office Manager, Q&A

Q: Do I need a degree?
A: We'd like an associate's, but four years in a practice is just as good.
Q: What about certification?
A: The CMM or CMOM will get you a second look. We don't require either.
Q: Do I have to be a nurse or an MA?
A: Nope. Our MAs are certified; you won't room patients.
Q: CPR?
A: Yes, before your first day.
Q: Will I drive?
A: Between Lehi and Provo, twice a week. So a license and insurance, please.
""",
     "associate bls-cpr driver | cmm cmom | rn",
     "associate|4;cmm|cmom"),
    ("""
<table><tr><th></th><th>Required</th><th>Preferred</th></tr>
<tr><td>Education</td><td>High school diploma or equivalent</td><td>Bachelor's degree in health administration</td></tr>
<tr><td>Experience</td><td>Four years in a physician office</td><td>Two years as a manager</td></tr>
<tr><td>Certification</td><td>BLS</td><td>CMM or CMPE</td></tr>
<tr><td>License</td><td>Valid driver's license</td><td>RN or LPN</td></tr></table>
""",
     "bls-cpr driver hs-ged | bachelor cmm cmpe lpn-lvn rn |",
     "cmm|cmpe;rn|lpn-lvn"),
    ("""
<p><strong>Education:</strong></p><ul><li>Associate degree (Required)</li><li>Bachelor's degree (Preferred)</li></ul><p><strong>Experience:</strong></p><ul><li>Practice management: 3 years (Required)</li></ul><p><strong>License/Certification:</strong></p><ul><li>CPR Certification (Required)</li><li>CMPE (Preferred)</li><li>RN License (Not Required)</li><li>Driver's License (Required)</li></ul><p><strong>Application questions</strong></p><ul><li>Do you hold an active LPN license?</li></ul>
""",
     "associate bls-cpr driver | bachelor cmpe | rn",
     ""),
    ("""
Lotus Behavioral is eleven LCSWs, four LPCs and one psychiatric NP. The person who runs the business side need not be any of those. Ideally you bring a bachelor's (a master's would be even better), though a person with ten years at the head of an outpatient program and no degree should apply. We'd expect a current first aid card, or that you will take the class with us in September. Somebody with a CPC or other coding credential would save us a headache. State law says the administrator of a licensed program must be at least a Qualified Mental Health Associate; we will file that paperwork for you.
""",
     "| bachelor cpc generic-billing-coding master | counselor social-work",
     "cpc|generic-billing-coding"),
    ("""
**Job Title:** Clinic Manager
**Department:** Pediatrics - Westside

**Education/Training:** Required: High School/GED. Preferred: College degree.
**Certification/Registration:** Required: none. Preferred: CMA, RMA or CCMA.
**Licensure:** Required: none. Preferred: LPN.
**Experience:** Required: 3 years. Preferred: 1 year supervisory.
""",
     "hs-ged | ccma cma-aama college-unspecified lpn-lvn rma | none-required",
     "cma-aama|rma|ccma"),
    ("""
REQUIRED EDUCATION AND EXPERIENCE
1. Bachelor's degree from an accredited institution; or completion of an accredited LPN or surgical technology program and five years of clinic experience.
2. Demonstrated supervisory experience.

REQUIRED LICENSURE/CERTIFICATION
One of the following must be held at time of hire or earned within 24 months: CMPE, CMM, CPPM.
American Heart Association BLS.

PREFERRED
Lean or Six Sigma training; MHA or MBA.

OTHER
This position does not provide patient care, and licensure as a nurse is therefore neither required nor compensated.
""",
     "bachelor bls-cpr certificate cmm cmpe cppm | master six-sigma | rn",
     "bachelor|5+certificate;cmpe|cmm|cppm;master|master"),
    ("""
office manager - chiropractic + massage, Boise
looking for 1 person to run everything for 2 DCs
need: 2 yrs office mgmt, hs diploma, quickbooks, smile
would love: chiro office exp, CA cert (chiropractic assistant), notary
don't need: college, massage license, x ray license
must be ok w/ getting cpr certified in first month (we pay!)
m-th 8-6 $22-26
""",
     "bls-cpr hs-ged | notary | none xray-limited",
     ""),
    ("""
What we're hoping you have:
A bachelor's degree in a business or health discipline. (Five more years in practice management counts as one.)
A CMPE, or the patience to earn one in your first two years.
Your own car and a driver's license in good standing.

What would make us say wow:
An MHA.
RHIT or RHIA.

What we can teach:
CPR. ModMed. Our payers.

What isn't needed:
Anything clinical: no nursing license, no MA certificate.
""",
     "| bachelor cmpe driver master rhia rhit | any-clinical cma-aama rn",
     "bachelor|5;rhit|rhia"),
    ("""
Are you the one who knows where everything is? Good. Sunrise Pain & Spine wants you.
We ask for: a college degree OR 4 years in a surgical or pain practice; one certification (CMM, CMPE, CMOM or CPC, your pick) by the end of year one; BLS.
We don't ask for: ACLS, an RT license, a master's.
We'd do a little dance for: Spanish, a CASC, somebody who's been through a AAAHC survey.
""",
     "bls-cpr cmm cmom cmpe college-unspecified cpc |  | master rad",
     "college-unspecified|4;cmm|cmpe|cmom|cpc"),
    ("""
<div>Optometry practice (3 ODs) is seeking an Office Manager.<br>Qualifications:<br>- High school graduate, some college helpful<br>- 3 years optical or medical office; ABO, CPO or COA certification may substitute for one year<br>- Optician license not necessary, we have two on staff<br>- Able to drive to our Salem office (license + insurance)<br>- CPR-certified within 6 months<br>Benefits:<br>- Exam and glasses at cost<br>- We pay for ABO and NCLE study courses</div>
""",
     "bls-cpr coa driver hs-ged | some-college |",
     "3|2+coa"),
    ("""
You should know up front that this is a management job and not a clinical one. We have had RNs in the chair and we have had an MBA in it; the best we ever had had neither. So: no degree requirement, no license requirement. There is one certificate we do care about, the CPC, since you'll be auditing charts, and if you don't hold it when you start we'll expect you to pass within a year. Other letters (CPMA, CRC, CPPM) will be noticed. Valid driver's license? Only if you want to use the company car.
""",
     "cpc | cpma cppm crc | any-clinical none",
     "cpma|crc|cppm"),
    ("""
<p><u>What you need</u></p><ul><li>Associate's Degree in a health care field, or LPN license plus three years of ambulatory experience</li><li>Two years of supervisory experience</li><li>Current American Heart Association BLS</li></ul><p><u>What would help</u></p><ul><li>Bachelor's Degree</li><li>Certified Medical Practice Executive (CMPE) through MGMA</li></ul><p><u>What we will teach</u></p><ul><li>Epic</li><li>Lean (Yellow Belt)</li></ul>
""",
     "associate bls-cpr lpn-lvn | bachelor cmpe |",
     "associate|3+lpn-lvn"),
    ("""
POSITION: Health Clinic Supervisor (Exempt)
AGENCY: Sawyer County
PAY GRADE: 21

QUALIFICATIONS
A. Training and Experience: Graduation from an accredited college or university with a bachelor's degree in public health, nursing, business or a related field and two years of supervisory experience; or any equivalent combination of training and experience which provides the required skills.
B. Necessary Special Requirements: Valid State driver's license. CPR certification within three months of appointment. Persons appointed to positions that provide clinical services must hold a license as a Registered Nurse; this position does not.
C. Preference: Certified Public Health Manager; Master of Public Health.
""",
     "bachelor bls-cpr driver | master | rn",
     "2+bachelor|exp"),
    ("""
I'm a periodontist. My office manager is retiring in May and I'd like you to overlap with her in April. I don't much care about school. I care that you've run a dental office, at least four years of it, and that you know your codes. Dental assisting? A plus, because you'd cover chairside when we are short: RDA, CDA or just experience. Radiation safety card? You'll need one if you do, and we will get you certified. CPR yes, always, by law. A hygiene license, no.
""",
     "bls-cpr | cda rda | dental none",
     "rda|cda"),
    ("""
Community Health of Pine River
Center Operations Manager

Education: Bachelor's degree required. Candidates with an associate degree and at least five years of FQHC experience will also be considered.
Experience: three years supervising in a clinic.
Licenses/Certifications: Current BLS or obtained within the first 90 days. Valid driver's license, acceptable MVR and proof of insurance.
Preferred: PCMH CCE, bilingual Spanish, Master's.
Please note: while many of our managers are RNs, a nursing license is not required for this role and carries no additional pay.
""",
     "associate bachelor bls-cpr driver | master | rn",
     "bachelor|5+associate"),
    ("""
<table><tr><td>Minimum education</td><td>High school diploma/GED</td></tr><tr><td>Preferred education</td><td>Associate's degree</td></tr><tr><td>Minimum experience</td><td>3 years in a medical office</td></tr><tr><td>Required licenses/certifications</td><td>BLS within 60 days of hire</td></tr><tr><td>Preferred licenses/certifications</td><td>CMA (AAMA), RMA or LPN</td></tr><tr><td>Driver's license</td><td>Not required</td></tr></table>
""",
     "bls-cpr hs-ged | associate cma-aama lpn-lvn rma | driver",
     "cma-aama|rma|lpn-lvn"),
    ("""
The Practice Manager for our three-provider behavioral practice plans, budgets, hires and listens. A degree in psychology, social work or business is wanted, or else a good six years of the work. Our therapists are licensed (LCSW, LMFT); you won't be asked to be. The payers require that whoever signs the claims be a CPC or a CPB, and that will be you, so if you aren't one yet we'd need you to pass the exam in your first year. First-year bonus for doing so: $1,500.
""",
     "college-unspecified cpb cpc |  | counselor social-work",
     "college-unspecified|6;cpc|cpb"),
    ("""
JOB SUMMARY
Directs operations of a 14-provider multispecialty clinic.

EDUCATION REQUIRED
Bachelor's degree or 4 years' related experience beyond that required below

EDUCATION PREFERRED
Master's degree

EXPERIENCE REQUIRED
5 years in health care, 2 of which supervisory

LICENSURE/CERTIFICATION REQUIRED
N/A

LICENSURE/CERTIFICATION PREFERRED
Registered Nurse (RN); Certified Medical Practice Executive (CMPE)

LICENSURE/CERTIFICATION REQUIRED WITHIN 6 MONTHS
Basic Life Support (BLS)
""",
     "bachelor bls-cpr | cmpe master rn | none-required",
     "bachelor|4"),
    ("""
Minimum Qualifications:
- Bachelor's degree in a relevant field and four (4) years of progressively responsible experience in a medical practice, OR
- An equivalent combination of education and experience totaling eight (8) years.
Desired Qualifications:
- Master's degree. Certification such as CMPE, FACHE or CPHQ.
License/Certification:
- None at time of hire; HIPAA certification is provided in orientation.
- CPR/AED is optional.
""",
     "bachelor | cmpe cphq fache master | bls-cpr",
     "4+bachelor|8;cmpe|fache|cphq"),
    ("""
Eye care manager, 2 MDs and 3 ODs. The must-list is short: finished high school, five years in eye care, COA or better (COT, COMT) or you agree to sit for the COA within a year. The nice-list is longer: COE, a two-year degree, optical experience, EyeMD. The don't-bother list: bachelor's, optician's license, scribe certificate.
""",
     "coa cot-coe hs-ged | associate cot-coe | bachelor",
     "coa|cot-coe"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "rows", "groups"), POSTINGS, ids=[text[1:41] for text, *_ in POSTINGS]
)
def test_a_posting_asks_for(text: str, rows: str, groups: str) -> None:
    posting = read(text)
    asked = [row for row in posting.requirements if row.kind not in ("skill", "language")]
    wanted = {
        (name, strength)
        for strength, names in zip(STRENGTHS, rows.split("|"), strict=True)
        for name in names.split()
    }
    found = {
        (row.concept.partition("-")[2], row.strength) for row in asked if row.kind != "experience"
    }
    assert found == wanted
    assert choices(replace(posting, requirements=tuple(asked))) == expected(groups)
