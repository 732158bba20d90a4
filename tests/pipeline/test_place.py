"""Places of work with every state's collisions, and the kind of workplace."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.posting import RawLocation, RawPosting
from pipeline.anchored import AnchoredFinder
from pipeline.extract import open_reading
from pipeline.extractors import place
from pipeline.extractors.place import WorkplaceRule
from pipeline.phrases import fold
from pipeline.places import find_places
from pipeline.reading import Facts
from pipeline.rulebook import load_rules
from pipeline.states import ABBREVIATIONS

NOW = datetime(2026, 11, 25, tzinfo=UTC)
Places = list[tuple[str | None, str | None]]


def read(
    text: str,
    *,
    given: tuple[RawLocation, ...] = (),
    workplace: str | None = None,
    title: str = "x",
) -> Facts:
    posting = RawPosting(
        source="t", key="1", title=title, description=text, fetched_at=NOW,
        description_format="text", locations=given, workplace=workplace,
    )  # fmt: skip
    return place.extract(open_reading(posting))


def places(facts: Facts) -> Places:
    return [(location.city, location.state) for location in facts.get("locations", ())]


STATED: list[tuple[str, Places]] = [
    ("Our clinic in Garden City, KS 67846 is growing. RNs, MAs and PAs welcome.", [("Garden City", "KS")]),
    ("PRACTICE MANAGER - BOISE, ID", [("Boise", "ID")]),
    ("offices in Dallas and Plano, TX", [("Dallas", "TX"), ("Plano", "TX")]),
    ("in Lincoln, NE, Omaha, NE and Grand Island, NE.", [("Lincoln", "NE"), ("Omaha", "NE"), ("Grand Island", "NE")]),
    ("Medicare, Medicaid, VA and private payers", []),
    ("Word, Excel, MS Office", []),
    ("LPN, MA or RN", []),
    ("Reports to Anna Reed, MD", []),
    ("based in Salem, OR; call IN OR EMAIL", [("Salem", "OR")]),
    ("Coeur d'Alene, ID", [("Coeur d'Alene", "ID")]),
    ("St. Paul, MN", [("St. Paul", "MN")]),
    ("Port St. Lucie, FL", [("Port St. Lucie", "FL")]),
    ("O'Fallon, MO", [("O'Fallon", "MO")]),
    ("King of Prussia, PA", [("King of Prussia", "PA")]),
    ("The Villages, FL", [("The Villages", "FL")]),
    ("Winston-Salem, NC", [("Winston-Salem", "NC")]),
    ("Location: Ames, Iowa", [("Ames", "IA")]),
    ("1200 Main Street, Portland, OR 97201", [("Portland", "OR")]),
    ("1200 Main Street Portland, OR 97201", [("Portland", "OR")]),
    ("Washington, DC 20001", [("Washington", "DC")]),
    ("Washington, D.C.", [("Washington", "DC")]),
    ("New York, NY", [("New York", "NY")]),
    ("a company headquartered in Chicago, IL", []),
    ("licensed in Denver, CO", []),
    ("Bluff Dental Group Laramie, WY", [("Laramie", "WY")]),
    ("Practice Coordinator-Evansville, IN", [("Evansville", "IN")]),
    ("office in Yonkers NY needs help", [("Yonkers", "NY")]),
    ("Jackson MS 39216", [("Jackson", "MS")]),
    ("travel to Mesa, AZ", []),
    ("(remote; applicants in MA, ME, PA and IN only)", [(None, "MA"), (None, "ME"), (None, "PA"), (None, "IN")]),
    ("must reside in Oregon", [(None, "OR")]),
    ("licensed in Oregon", []),
    ("Colorado, New Mexico and Utah", []),
    ("PA-C, MD or DO", []),
    ("An MA in Business, MS in Nursing", []),
    ("Kansas City, MO; Overland Park, KS", [("Kansas City", "MO"), ("Overland Park", "KS")]),
    ("sites: Mesa, AZ | Gilbert, AZ | Chandler, AZ", [("Mesa", "AZ"), ("Gilbert", "AZ"), ("Chandler", "AZ")]),
    ("Bachelor's in Business, IN addition", []),
    ("Ability to travel between Reading, PA and Exeter, PA offices", [("Reading", "PA"), ("Exeter", "PA")]),
    ("We are in Hilo, HI", [("Hilo", "HI")]),
    ("Oklahoma City, OK", [("Oklahoma City", "OK")]),
    ("Position located in Mobile, AL.", [("Mobile", "AL")]),
    ("Follow AR over 90 days", []),
    ("Join us in Bangor, ME, where", [("Bangor", "ME")]),
    ("Experience in Pediatrics, MA preferred", []),
    ("in Phoenix, Arizona.", [("Phoenix", "AZ")]),
    ("We serve Dayton, Ohio and nearby", [("Dayton", "OH")]),
    ("near the MD Anderson campus", []),
    ("San Juan, PR", [("San Juan", "PR")]),
    ("Hanover, PA 17331-1234", [("Hanover", "PA")]),
    ("RENO, NV", [("Reno", "NV")]),
    ("Dr. Alan Price, DC leads", []),
    ("Current RN, NV license", []),
    ("Valid driver's license, AZ", []),
    ("City of Larkspur, CA", [("Larkspur", "CA")]),
    ("Degree, OR equivalent", []),
    ("Where\nElko, NV", [("Elko", "NV")]),
    ("La Crosse, Wisconsin (main office)", [("La Crosse", "WI")]),
    ("We are in La Crosse, WI.", [("La Crosse", "WI")]),
    ("Our clinic in Las Cruces, NM is hiring", [("Las Cruces", "NM")]),
    ("Los Alamos, New Mexico", [("Los Alamos", "NM")]),
    ("our office in El Paso, Texas", [("El Paso", "TX")]),
    ("De Pere, WI", [("De Pere", "WI")]),
    ("De Kalb, Illinois", [("De Kalb", "IL")]),
    ("La Jolla, CA 92037", [("La Jolla", "CA")]),
    ("Du Bois, PA 15801", [("Du Bois", "PA")]),
    ("Des Moines, Iowa", [("Des Moines", "IA")]),
    ("Eau Claire, WI", [("Eau Claire", "WI")]),
    ("Fond du Lac, WI", [("Fond du Lac", "WI")]),
    ("Baton Rouge, LA", [("Baton Rouge", "LA")]),
    ("New Ulm, MN", [("New Ulm", "MN")]),
    ("New Braunfels, TX", [("New Braunfels", "TX")]),
    ("COLUMBIA, SOUTH CAROLINA (WASHINGTON STREET OFFICE)", [("Columbia", "SC")]),
    ("COLUMBIA, SC 29201", [("Columbia", "SC")]),
    ("Columbia, South Carolina", [("Columbia", "SC")]),
    ("Rapid City, South Dakota", [("Rapid City", "SD")]),
    ("Charleston, West Virginia", [("Charleston", "WV")]),
    ("MANCHESTER, NEW HAMPSHIRE", [("Manchester", "NH")]),
    ("LAS VEGAS, NEVADA", [("Las Vegas", "NV")]),
    ("Tulsa OK", [("Tulsa", "OK")]),
    ("Peds office manager, Tulsa OK. 3 docs.", [("Tulsa", "OK")]),
    ("Busy peds office Tulsa OK seeks manager", [("Tulsa", "OK")]),
    ("Office manager needed, Bangor ME, four days", [("Bangor", "ME")]),
    ("Fort Wayne IN", [("Fort Wayne", "IN")]),
    ("Boise ID - practice manager", [("Boise", "ID")]),
    ("Duluth MN 55802", [("Duluth", "MN")]),
    ("Campus: Indiana, Pennsylvania; on campus five days a week", [("Indiana", "PA")]),
    ("Our office is in Indiana, PA", [("Indiana", "PA")]),
    ("Nevada, Missouri", [("Nevada", "MO")]),
    ("Location: Wyoming, MI", [("Wyoming", "MI")]),
    ("Delaware, Ohio", [("Delaware", "OH")]),
    ("Location: California, MD", [("California", "MD")]),
    ("Our providers include MDs, ARNPs, PA-Cs and LICSWs", []),
    ("We have MDs, ARNPs, PAs", []),
    ("MDs, DOs, ARNPs, PA", []),
    ("two NPs, PA students, and MAs", []),
    ("Anna Reed, MD", []),
    ("Meet Anna Reed, MD, our founder", []),
    ("The practice of Anna B. Reed, MD is hiring", []),
    ("Drs. Lee and Anna Reed, MD", []),
    ("Contact Jo Hill, PA at the clinic", []),
    ("Tom Ortiz, DC, and Lin Ortiz, DC", []),
    ("Karen Wills, MS, RD", []),
    ("Susan Park, MA, LPC", []),
    ("Hagerstown, MD", [("Hagerstown", "MD")]),
    ("Silver Spring, MD", [("Silver Spring", "MD")]),
    ("Silver Spring, MD office of a cardiology group", [("Silver Spring", "MD")]),
    ("State College, PA", [("State College", "PA")]),
    ("we're in State College, PA", [("State College", "PA")]),
    ("New Bedford, MA", [("New Bedford", "MA")]),
    ("Great Falls, MT", [("Great Falls", "MT")]),
    ("based at our Scottsdale and Mesa, Arizona clinics", [("Scottsdale", "AZ"), ("Mesa", "AZ")]),
    ("split the week between our Plano and Frisco, Texas clinics", [("Plano", "TX"), ("Frisco", "TX")]),
    ("our Greenville, SC office", [("Greenville", "SC")]),
    ("the Ann Arbor, Michigan location", [("Ann Arbor", "MI")]),
    ("Offices: Akron, Canton and Massillon, OH", [("Akron", "OH"), ("Canton", "OH"), ("Massillon", "OH")]),
    ("Clinics in Yakima, Sunnyside, and Toppenish, WA", [("Yakima", "WA"), ("Sunnyside", "WA"), ("Toppenish", "WA")]),
    ("Denver, Colorado or Boulder, Colorado", [("Denver", "CO"), ("Boulder", "CO")]),
    ("City, State\nMissoula, Montana", [("Missoula", "MT")]),
    ("Dover, Delaware | Full-Time", [("Dover", "DE")]),
    ("400 Alder Street, Yreka, California", [("Yreka", "CA")]),
    ("Practice Manager (Yakima, WA)", [("Yakima", "WA")]),
    ("Practice Manager — Winona, MN — full-time", [("Winona", "MN")]),
    ("Lee's Summit, MO", [("Lee's Summit", "MO")]),
    ("Coral Gables, Fla.", [("Coral Gables", "FL")]),
    ("Worcester, Mass.", [("Worcester", "MA")]),
    ("Ann Arbor, Mich.", [("Ann Arbor", "MI")]),
    ("St. Cloud, Minn.", [("St. Cloud", "MN")]),
    ("Lancaster, Pa.", [("Lancaster", "PA")]),
    ("Charlottesville, Va. 22903", [("Charlottesville", "VA")]),
    ("Medford, Ore.", [("Medford", "OR")]),
    ("must live in CO, ME, OR or PA", [(None, "CO"), (None, "ME"), (None, "OR"), (None, "PA")]),
    ("fully remote; must live in Arizona or New Mexico", [(None, "AZ"), (None, "NM")]),
    ("Open to residents of TX, OK, AR and LA", [(None, "TX"), (None, "OK"), (None, "AR"), (None, "LA")]),
    ("Licensed in CO, ME and PA", []),
    ("Our parent company is in Nashville, TN", []),
    ("graduated from a college in Salem, OR", []),
    ("annual retreat in Asheville, NC", []),
    ("Home office: Omaha, NE; this job is in Ames, IA", [("Ames", "IA")]),
    ("the corporate team in Nashville, TN", []),
    ("Location: Eugene, Oregon 97401", [("Eugene", "OR")]),
    ("Gresham, Oregon office", [("Gresham", "OR")]),
    ("located in beautiful Bend, Oregon", [("Bend", "OR")]),
    ("Sault Ste. Marie, MI", [("Sault Ste. Marie", "MI")]),
    ("Ft. Collins, CO", [("Ft. Collins", "CO")]),
    ("Mt. Pleasant, SC", [("Mt. Pleasant", "SC")]),
    ("Winston Salem, NC", [("Winston Salem", "NC")]),
    ("three certified nurse midwives in Indianapolis, IN, seek", [("Indianapolis", "IN")]),
    ("board certified dermatologists in Naples, FL", [("Naples", "FL")]),
    ("must be licensed in Denver, CO", []),
    ("Register at our Boise, ID office", [("Boise", "ID")]),
    ("Cleveland, OH area", [("Cleveland", "OH")]),
    ("Cleveland, Ohio suburb", [("Cleveland", "OH")]),
    ("Lincoln, NE · PRN", [("Lincoln", "NE")]),
    ("Moscow, ID", [("Moscow", "ID")]),
    ("The job is at 12 Elm St, Dover, DE.", [("Dover", "DE")]),
    ("Excel, MS Word", []),
    ("Speak Spanish, OK to train", []),
    ("Medicaid, OR self-pay", []),
    ("Billing, AR follow-up", []),
    ("Reception, MA duties", []),
    ("Experience with NextGen, AL", []),
    ("Valid NM driver's license", []),
    ("Current RN CA license", []),
    ("New grads OK.", []),
    ("Bilingual OK", []),
    ("Remote OK", []),
    ("Office of Maria Lopez, DO, and Kim Tran, MD", []),
    ("Jean Foss, PA-C", []),
    ("Sarah Kent, MS, CCC-SLP", []),
    ("With offices in Akron, OH, and Kent, OH", [("Akron", "OH"), ("Kent", "OH")]),
    ("Akron, OH; Kent, OH", [("Akron", "OH"), ("Kent", "OH")]),
    ("Bowling Green, Kentucky", [("Bowling Green", "KY")]),
    ("Tucson, Arizona (east side)", [("Tucson", "AZ")]),
    ("Practice Manager - Tucson AZ", [("Tucson", "AZ")]),
    ("Practice Manager | Tucson AZ | Full-time", [("Tucson", "AZ")]),
    ("Salem Oregon", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), STATED, ids=[text for text, _ in STATED])
def test_places_are_those_the_text_states(text: str, expected: Places) -> None:
    assert places(read(text)) == expected


GIVEN: list[tuple[str, Places]] = [
    ("North Carolina, United States", [(None, "NC")]),
    ("Massachusetts", [(None, "MA")]),
    ("US, TX, Fort Worth", [("Fort Worth", "TX")]),
    ("US-TX-Austin", [("Austin", "TX")]),
    ("Austin, TX, US", [("Austin", "TX")]),
    ("Austin, Texas, United States of America", [("Austin", "TX")]),
    ("TX - Austin", [("Austin", "TX")]),
    ("CA, Los Angeles", [("Los Angeles", "CA")]),
    ("Boise, ID (On-site)", [("Boise", "ID")]),
    ("Remote, OH", [(None, "OH")]),
    ("Remote", []),
    ("2 Locations", []),
    ("Remote - US", []),
    ("GB, MAN, Manchester", [("Manchester", None)]),
    ("Boise ID 83702", [("Boise", "ID")]),
    ("Hartford County, CT", [("Hartford County", "CT")]),
    ("The Villages, FL", [("The Villages", "FL")]),
    ("Main Campus", []),
    ("Georgia", [(None, "GA")]),
    ("St. Luke's Clinic - Twin Falls, ID", [("Twin Falls", "ID")]),
]  # fmt: skip


@pytest.mark.parametrize(("words", "expected"), GIVEN, ids=[words for words, _ in GIVEN])
def test_places_are_read_from_the_source_s_words(words: str, expected: Places) -> None:
    assert places(read("Join us.", given=(RawLocation(words=words),))) == expected


def test_a_physician_s_degree_is_no_place_where_the_source_names_one() -> None:
    facts = read(
        "Anna Reed, MD, founded us.", given=(RawLocation(words="Boise", city="Boise", state="ID"),)
    )
    assert places(facts) == [("Boise", "ID")]


def test_an_employer_s_name_is_no_part_of_the_city() -> None:
    posting = RawPosting(
        source="t", key="1", title="x", employer="Bluff View", fetched_at=NOW,
        description="Bluff View Laramie, WY", description_format="text",
    )  # fmt: skip
    assert places(place.extract(open_reading(posting))) == [("Laramie", "WY")]


def test_parts_given_apart_keep_their_zip_and_country() -> None:
    raw = RawLocation(words="x", city="Elko", state="Nevada", postal_code="89801", country="USA")
    (location,) = read("Join us.", given=(raw,))["locations"]
    assert (location.city, location.state, location.postal_code, location.country) == (
        "Elko", "NV", "89801", "US",
    )  # fmt: skip


@pytest.mark.parametrize("state", sorted(ABBREVIATIONS))
def test_every_state_is_read_after_a_city_and_none_without(state: str) -> None:
    assert places(read(f"Our office in Fairview, {state} 12345 is open.")) == [("Fairview", state)]
    assert places(read(f"Our office in Fairview, {state}.")) == [("Fairview", state)]
    assert places(read(f"Skills: charts, {state.lower()} claims; {state} AND MORE")) == []


WORKPLACES: list[tuple[str, str | None]] = [
    ("This is not a remote position.", "on_site"),
    ("Hybrid: 3 days in office", "hybrid"),
    ("Fully remote", "remote"),
    ("CPC preferred. Remote after a month.", "remote"),
    ("Pay is weekly. On site, full time.", "on_site"),
    ("Coordinates remote patient monitoring and telehealth.", None),
    ("Greet patients by phone and in person.", None),
    ("Answer questions in person, by phone and by mail.", None),
    ("On-site lab and x-ray", None),
    ("Full-time, on-site.", "on_site"),
    ("Work Location: In person", "on_site"),
    ("Work Location: Remote", "remote"),
    ("Work Location: Hybrid remote in Boise, ID 83702", "hybrid"),
    ("Work from home Fridays", "hybrid"),
    ("Telework: No", "on_site"),
    ("No remote work.", "on_site"),
    ("Remote deposit of checks", None),
    ("supervise our remote coders", None),
    ("Biller (Remote)", "remote"),
    ("(remote; applicants in OH only)", "remote"),
    ("This position is remote.", "remote"),
    ("X-ray is done on site.", None),
    ("Two days per week from home after training", "hybrid"),
    ("Location: Remote - US", "remote"),
    ("remote access to the EHR", None),
    ("hybrid vehicle discount", None),
    ("All work is performed in our Tulsa clinic", None),
    ("This role is on-site five days a week", "on_site"),
    ("an in-office role", "on_site"),
    ("100% onsite", "on_site"),
    ("Ability to commute to Dayton", "on_site"),
    ("Schedule: hybrid", "hybrid"),
    ("We provide telehealth and in-person visits", None),
    ("in-person, virtual and phone visits", None),
    ("Reliable internet to work remotely", "remote"),
    ("remote workers on our billing team", None),
    ("can't be done from home", "on_site"),
    ("cannot be performed remotely", "on_site"),
    ("you'd be in the office five days", "on_site"),
    ("You would be in the office all five days", "on_site"),
    ("In the office five days a week", "on_site"),
    ("in the office (I need to be able to shout for you)", None),
    ("Thirty-six hours, in the office.", "on_site"),
    ("on campus five days a week", "on_site"),
    ("in clinic five days a week", "on_site"),
    ("Work model\nIn clinic, with travel between sites", "on_site"),
    ("Work model: in clinic", "on_site"),
    ("Work Arrangement: Onsite", "on_site"),
    ("Work arrangement: 100% in clinic", "on_site"),
    ("performed fully on site", "on_site"),
    ("This is an in-person job.", "on_site"),
    ("On-site five days, split as you see fit", "on_site"),
    ("The job can't be done from a couch; you must be here", None),
    ("This job is done here, in person", "on_site"),
    ("We need you here in person every day", "on_site"),
    ("There is no work from home", "on_site"),
    ("Working from home is not an option", "on_site"),
    ("Remote work isn't possible in this role", "on_site"),
    ("Remote work is not available", "on_site"),
    ("Remote: no", "on_site"),
    ("Remote? No.", "on_site"),
    ("this is not a work-from-home job", "on_site"),
    ("This role does not offer remote or hybrid work", "on_site"),
    ("Sorry, no remote", "on_site"),
    ("not a remote or hybrid job", "on_site"),
    ("must be on site", "on_site"),
    ("must be physically present in the clinic", "on_site"),
    ("requires an on-site presence", "on_site"),
    ("The position is based on site at our Dover office", "on_site"),
    ("Location type: On-site", "on_site"),
    ("Workplace: on-site", "on_site"),
    ("Setting: onsite, Monday to Friday", "on_site"),
    ("You will work on-site with the team", "on_site"),
    ("In-office, Monday through Friday", "on_site"),
    ("from your home office, anywhere in Ohio", "remote"),
    ("You will work from your home office", "remote"),
    ("work from your own home", "remote"),
    ("work entirely from home", "remote"),
    ("the whole job is done from home", "remote"),
    ("Remote, anywhere in the U.S., with up to 50% travel", "remote"),
    ("Where: fully remote; must live in Arizona", "remote"),
    ("100% remote", "remote"),
    ("a fully remote job", "remote"),
    ("this is a remote job", "remote"),
    ("a work-from-home position", "remote"),
    ("Work-from-home role", "remote"),
    ("Remote - Texas residents only", "remote"),
    ("Remote (US)", "remote"),
    ("Location: Remote, United States", "remote"),
    ("You can do this job remotely", "remote"),
    ("This job is done remotely", "remote"),
    ("virtual position", "remote"),
    ("home-based position", "remote"),
    ("remote-first company; you work where you like", None),
    ("two days from home", "hybrid"),
    ("with two days from home after training", "hybrid"),
    ("Three days in the clinic and two at home", "hybrid"),
    ("four days on campus, one from home", "hybrid"),
    ("one day from home each week", "hybrid"),
    ("one day a week may be worked from home", "hybrid"),
    ("hybrid (two days at home after training)", "hybrid"),
    ("option to work remotely up to two days per week", "hybrid"),
    ("work from home two days a week", "hybrid"),
    ("You may work from home on Fridays", "hybrid"),
    ("remote Fridays", "hybrid"),
    ("partly remote", "hybrid"),
    ("Split between home and the office", "hybrid"),
    ("in the office Tuesday through Thursday and home the rest", "hybrid"),
    ("hybrid schedule", "hybrid"),
    ("Hybrid role: 3 days onsite", "hybrid"),
    ("3 days onsite, 2 remote", "hybrid"),
    ("Flexible hybrid schedule after 90 days", "hybrid"),
    ("up to 40% remote", "hybrid"),
    ("60% on site, 40% remote", "hybrid"),
    ("On-site gym and child care", None),
    ("on-site interpreters", None),
    ("Fluent interpreters are on site", None),
    ("in-person interviews", None),
    ("Interviews are held in person", None),
    ("communicate clearly in writing and in person", None),
    ("immaculate in person and on paper", None),
    ("Apply in person", None),
    ("lead go-lives in person", None),
    ("We see children both in the office and by telehealth", None),
    ("$1,000 for your home office", None),
    ("manages remote sites", None),
    ("supervises remote staff", None),
    ("a remote rural county", None),
    ("hybrid imaging suite", None),
    ("work in the office of a doctor", None),
    ("surgeries are done in the office", None),
    ("on-site x-ray and lab", None),
    ("supports a hybrid team of billers", None),
    ("Reporting to the office each day is a must", None),
    ("You'll be here, at the desk by the door, every weekday", None),
    ("Everyone works on site", "on_site"),
    ("This position works on site Monday through Friday", "on_site"),
    ("On-site position", "on_site"),
    ("Onsite role in our Ames clinic", "on_site"),
    ("In-person only; no remote option", "on_site"),
    ("This is an on-site, full-time position", "on_site"),
    ("This is a full-time, on-site position", "on_site"),
    ("Full-time | On-site | Exempt", "on_site"),
    ("Full time · in person · days", "on_site"),
    ("Status: full-time, on-site", "on_site"),
    ("(full time, on site)", "on_site"),
    ("100% in office", "on_site"),
    ("100% in-person", "on_site"),
    ("fully in-office", "on_site"),
    ("entirely on site", "on_site"),
    ("strictly in the office", None),
    ("five days a week, on site", "on_site"),
    ("on site every day", "on_site"),
    ("not eligible for remote work", "on_site"),
    ("remote work is not offered", "on_site"),
    ("We do not offer remote work", "on_site"),
    ("There is no remote component", "on_site"),
    ("This can't be a remote job", "on_site"),
    ("This job cannot be remote", "on_site"),
    ("You can't do this job from home", "on_site"),
    ("Nobody works from home here", "on_site"),
    ("no hybrid, no remote", "on_site"),
    ("Work site: on-site", "on_site"),
    ("Work environment: on-site", "on_site"),
    ("Remote status: On-site", "on_site"),
    ("Remote Type: Onsite", "on_site"),
    ("Remote Type\nHybrid", "hybrid"),
    ("Remote Type: Fully Remote", "remote"),
    ("Workplace type: Remote", "remote"),
    ("Telecommuting: 100%", None),
    ("Job is hybrid", "hybrid"),
    ("a hybrid position", "hybrid"),
    ("hybrid work arrangement", "hybrid"),
    ("We work a hybrid week", "hybrid"),
    ("Hybrid (Mon & Fri from home)", "hybrid"),
    ("Mondays and Fridays from home", "hybrid"),
    ("Fridays from home", "hybrid"),
    ("Wednesdays are work-from-home days", "hybrid"),
    ("work from home one day a week", "hybrid"),
    ("remote up to two days", "hybrid"),
    ("up to two remote days a week", "hybrid"),
    ("two remote days", "hybrid"),
    ("in office 3 days, remote 2", "hybrid"),
    ("in the office three days a week", "hybrid"),
    ("some remote work is possible", None),
    ("occasional remote work", None),
    ("remote work possible after training", "remote"),
    ("This is a 100% work-from-home job", "remote"),
    ("100% work from home", "remote"),
    ("Work from home (Ohio residents)", "remote"),
    ("Work from anywhere in the U.S.", "remote"),
    ("work remotely from anywhere in Texas", "remote"),
    ("you'll work remotely", "remote"),
    ("Our team is fully remote", "remote"),
    ("the team is fully distributed; you work from home", "remote"),
    ("remote full-time", "remote"),
    ("Full-time remote", "remote"),
    ("full-time, remote", "remote"),
    ("Remote • Full time", "remote"),
    ("Remote position open to residents of Texas", "remote"),
    ("Type: Remote", "remote"),
    ("remote eligible", None),
    ("telehealth visits from home", None),
    ("help patients recover at home", None),
    ("send patients from home to hospital", None),
    ("home visits one day a week", None),
    ("remote check deposit; remote scribes", None),
    ("our remote billing company", None),
    ("work with our remote call center", None),
    ("train staff in person and on Zoom", None),
    ("in-person patient visits", None),
    ("on-site lab, on-site parking, on-site gym", None),
    ("Visits each campus monthly", None),
    ("five days of training on site", None),
    ("We see patients five days a week in the clinic", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), WORKPLACES, ids=[text for text, _ in WORKPLACES])
def test_the_workplace_is_the_job_s(text: str, expected: str | None) -> None:
    assert read(text).get("workplace") == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("TELECOMMUTE", "remote"),
        ("Hybrid", "hybrid"),
        ("On-site", "on_site"),
        ("unspecified", None),
        ("Flexible", None),
    ],
)
def test_the_source_s_field_is_a_closed_list(given: str, expected: str | None) -> None:
    assert read("Join us.", workplace=given).get("workplace") == expected


def test_the_text_goes_before_title_and_field() -> None:
    facts = read("Work location: In person", workplace="Remote", title="Manager (Remote)")
    assert facts.get("workplace") == "on_site"
    assert read("Join us.", workplace="Hybrid", title="Lead (Remote)").get("workplace") == "remote"


def test_anchors_find_what_the_patterns_find() -> None:
    for rule in load_rules("workplace", WorkplaceRule):
        for text in rule.hits:
            searched = rule.search(fold(text))
            assert searched is not None
            spans = {match.span() for _, match in AnchoredFinder([rule]).find(fold(text))}
            assert searched.span() in spans, f"{rule.id}: {text}"


@given(st.text(alphabet="AbZ ,.-\nMDOR1INé’Tx", max_size=120))
def test_any_text_gives_places_with_states(text: str) -> None:
    for found in find_places(text):
        assert found.location.state in ABBREVIATIONS
        assert found.location.city


def test_a_long_line_is_read_in_linear_time() -> None:
    assert len(list(find_places("Aa Bb Cc Dd, OR " * 20_000))) <= 20_000
