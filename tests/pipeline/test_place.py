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
