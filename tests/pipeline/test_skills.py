"""Skills: how strongly they are asked for, and how they are said in many words."""

import pytest
from reading import read

ASKED = "Qualifications\n- "
REQ, PREF, NO = "required", "preferred", "not_required"


def skills(text: str) -> set[tuple[str, str]]:
    return {(row.concept, row.strength) for row in read(text).requirements if row.kind == "skill"}


STRENGTHS: list[tuple[str, set[tuple[str, str]]]] = [
    ("Athena experience would be great, but we will train.", {("athenahealth", PREF)}),
    ("NextGen required; training provided on the rest.", {("nextgen", REQ)}),
    ("Open Dental, but we will train.", {("open-dental", NO)}),
    ("Willing to train on Open Dental.", {("open-dental", NO)}),
    ("You will train staff on Epic.", {("epic", REQ), ("staff-training", REQ)}),
    ("We'll teach you eClinicalWorks.", {("eclinicalworks", NO)}),
    ("Don't worry if you have never used ModMed.", {("modmed", NO)}),
    ("NextGen? Never used it? No problem, we'll show you.", {("nextgen", NO)}),
    ("We do not expect you to know QuickBooks.", {("quickbooks", NO)}),
    ("Charting is in Greenway. Knowing it would be lovely.", {("greenway", PREF)}),
    ("We'd like you to know TherapyNotes or SimplePractice.", {("behavioral-ehr", PREF)}),
    ("We'd like you to be patient and organized.", {("patience", REQ), ("organization", REQ)}),
    ("You will never have to draw blood.", {("clinical-basics", NO)}),
    ("The incumbent does not provide patient care or draw blood.", {("clinical-basics", NO)}),
    ("This isn't a billing job.", {("medical-billing", NO)}),
    ("A coding certification is a plus.", set()),
    ("Knowledge of coding, certified or not.", {("medical-coding", REQ)}),
    ("Lean Six Sigma green belt.", set()),
    ("Epic certification.", {("epic", REQ)}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), STRENGTHS, ids=[text for text, _ in STRENGTHS])
def test_a_skill_is_asked_for_as_the_words_around_it_say(
    text: str, expected: set[tuple[str, str]]
) -> None:
    assert skills(ASKED + text) == expected


OTHERS = [
    "You'd lead nine people. Payroll is handled by our accountant.",
    "Duties\n- Coding is done off-site.",
    "Requirements\n- Calm\nAll employees complete HIPAA training.",
]


@pytest.mark.parametrize("text", OTHERS)
def test_work_that_another_does_asks_for_no_skill(text: str) -> None:
    assert not {"payroll", "medical-coding", "hipaa", "mandatory-training-tracking"} & {
        concept for concept, _ in skills(text)
    }


DUTIES = [
    ("Sits down with each employee once a year and tells them, on paper, how they are doing.", "performance-evaluation"),
    ("Reads every applicant's resume and decides who comes in for a talk.", "hiring,interviewing"),
    ("Shows new people around, sets up their logins and walks them through their first week.", "onboarding"),
    ("Finds someone to fill in when a medical assistant calls out.", "staff-scheduling"),
    ("Gives write-ups when rules are broken and, if it comes to that, lets people go.", "disciplinary-action"),
    ("Divides the day's work among the assistants.", "delegation"),
    ("Calls insurers about claims that came back and gets them paid.", "claims-management,denial-management,payer-relations"),
    ("Files applications so that new doctors can bill Aetna and Cigna.", "provider-credentialing"),
    ("Haggles with plans over our rates.", "contract-negotiation,negotiation,payer-contracting"),
    ("Explains to the partners each month where we made and lost money.", "financial-reporting"),
    ("Is the person our IT company, our shredding service and our cleaners call.", "vendor-management"),
    ("Reads what people write about us on Google and answers it.", "patient-satisfaction-measurement"),
    ("Visits referring offices with lunch and a smile.", "business-development"),
    ("Phones patients who missed their yearly exam and gets them back on the books.", "patient-retention,phone-management"),
    ("Keeps the waiting room moving.", "patient-flow"),
    ("Finds out why visits run late and fixes it.", "patient-flow,process-improvement"),
    ("Assigns the yearly online courses and chases whoever has not finished them.", "mandatory-training-tracking"),
    ("Tracks how many patients each doctor sees and charts it for the owners.", "kpi-reporting"),
    ("Moves the office from paper charts to a new computer system this spring.", "ehr-implementation"),
    ("Spreads her week over our three clinics.", "multi-site-management"),
    ("Thanks people for good work and keeps spirits up.", "employee-retention,team-motivation"),
    ("Listens when two employees cannot get along and helps them settle it.", "conflict-resolution,employee-relations"),
    ("Takes younger supervisors under a wing.", "mentoring"),
    ("Speaks for the staff to the doctors and for the doctors to the staff.", "clinician-liaison"),
    ("Keeps up with the state's rules on wages and leave.", "employment-law,regulatory-currency"),
    ("Collects co-pays at the window.", "cash-handling,collections,front-desk-operations"),
    ("Takes the lead when we change how we work.", "change-management"),
    ("Puts ads on the job boards and calls the good ones back.", "hiring"),
    ("Sets who takes lunch when and who stays late.", "staff-scheduling"),
    ("Lets an employee go when coaching has not helped.", "coaching,disciplinary-action"),
    ("Makes sure charges are in by the end of the day.", "charge-capture"),
    ("Keeps spending inside the plan and explains it when it is not.", "budgeting,cost-control"),
    ("Calls for repairs when the elevator sticks.", "facilities-management"),
    ("Negotiates with the copier company.", "negotiation"),
    ("Brings lunch to the offices that send us patients.", "business-development"),
    ("Adjusts the doctors' schedules when somebody is out.", "provider-schedule-management"),
    ("Checks eyewash stations and sharps boxes.", "osha"),
    ("Sets up laptops and logins and calls IT when they fail.", "equipment-maintenance"),
    ("Covers the window when a receptionist is sick.", "front-desk-operations,staff-scheduling"),
    ("Hands out the morning's assignments.", "delegation"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), DUTIES, ids=[text for text, _ in DUTIES])
def test_a_duty_is_a_skill_in_whatever_words(text: str, expected: str) -> None:
    wanted = {(concept, REQ) for concept in expected.split(",")}
    assert skills("Responsibilities\n- " + text) == wanted


QUALITIES = [
    ("You notice when a date of birth is off by one digit.", "attention-to-detail"),
    ("You do not need someone looking over your shoulder.", "work-independently"),
    ("You keep secrets.", "integrity"),
    ("You know what has to be done first.", "prioritization"),
    ("You find answers on your own.", "problem-solving,resourcefulness"),
    ("A kind heart and a thick skin.", "empathy,stress-tolerance"),
    ("You own up to mistakes.", "integrity"),
    ("You dress and act the part.", "professionalism"),
    ("A tidy desk and a tidy mind.", "organization"),
    ("You make up your mind and stand by it.", "decision-making"),
    ("You keep your word.", "integrity,reliability"),
    ("You can say no politely.", "communication"),
    ("You are never late.", "reliability"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), QUALITIES, ids=[text for text, _ in QUALITIES])
def test_a_quality_of_the_person_is_said_by_what_they_do(text: str, expected: str) -> None:
    assert skills(ASKED + text) == {(concept, REQ) for concept in expected.split(",")}


TOLD = [
    ("What would you do all day? Hire and train, keep the schedule full, and pay the bills.", "accounts-payable,appointment-scheduling,hiring,staff-training"),
    ("In this job you answer for the budget.", "budgeting"),
    ("The manager hires, schedules and reviews a staff of nine.", "hiring,performance-evaluation,staff-scheduling,staff-supervision"),
    ("Your first task will be to get our accounts receivable under control.", "accounts-receivable"),
    ("Expect to spend half your day on the phone with insurance companies.", "payer-relations,phone-management"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TOLD, ids=[text for text, _ in TOLD])
def test_a_job_told_in_prose_names_its_skills(text: str, expected: str) -> None:
    assert skills(text) == {(concept, REQ) for concept in expected.split(",")}


MENTIONED = [
    "Payroll is handled by our accountant.",
    "Our marketing team in Dallas brings in new patients.",
    "You would join a team of friendly, organized professionals.",
    "Patients love our patient portal.",
    "We are known for our customer service and our attention to detail.",
    "Our billing department works denials, posts payments and follows up on claims.",
    "We recruit, train and promote from within.",
    "Please write a short cover letter and send it with your resume.",
    "Marketing is handled by our corporate team.",
    "We were voted best place to work for our employee recognition.",
]


@pytest.mark.parametrize("text", MENTIONED)
def test_what_the_employer_tells_of_itself_asks_for_no_skill(text: str) -> None:
    assert not skills(text)
