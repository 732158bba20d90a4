"""The demo's content: every file loads, refuses what it does not know, and there is enough."""

import html
import re
from pathlib import Path

import pytest

from crawler.demo.boards import DemoBoard, DemoPosting, load_boards, read_boards
from crawler.errors import Failed

BOARDS = load_boards()
POSTINGS = [(board, posting) for board in BOARDS for posting in board.postings]
BOARD = 'employer = "Acme"\nplatform = "{platform}"\nsetting = "dental"\n'
POSTING = 'title = "Office Manager"\noccupation = "other"\ndescription = "<p>Run it.</p>"\n'


def write(folder: Path, platform: str = "jsonld", **files: str) -> Path:
    board = folder / "acme"
    board.mkdir()
    (board / "board.toml").write_text(BOARD.format(platform=platform))
    for name, text in files.items():
        (board / f"{name}.toml").write_text(text)
    return folder


def test_there_is_enough_to_make_sense_of() -> None:
    managers = [p for _, p in POSTINGS if p.occupation == "medical_office_manager"]
    assert len(BOARDS) >= 12
    assert len(POSTINGS) >= 80
    assert len(managers) >= 55
    assert len(POSTINGS) - len(managers) >= 15, "near-misses show that reading tells them apart"
    assert {board.platform for board in BOARDS} == {"greenhouse", "workday", "jsonld"}


def test_every_kind_of_page_and_a_shared_job_are_among_them() -> None:
    assert {p.page for _, p in POSTINGS} == {"plain", "broken_jsonld", "closed", "gone"}
    assert any(p.same_as for _, p in POSTINGS)


def test_a_hospital_has_more_than_one_page_of_postings() -> None:
    assert any(board.platform == "workday" and len(board.postings) > 20 for board in BOARDS)


@pytest.mark.parametrize(
    ("board", "posting"), POSTINGS, ids=[f"{board.slug}/{p.key}" for board, p in POSTINGS]
)
def test_posting_is_one_a_system_could_serve(board: DemoBoard, posting: DemoPosting) -> None:
    assert posting.title.strip() == posting.title != ""
    assert html.unescape(re.sub(r"<[^>]+>", " ", html.unescape(posting.description))).split()
    assert posting.posted_days_ago >= 0
    assert all(place["words"] for place in posting.locations)
    if board.platform == "greenhouse":
        assert posting.key.isdigit()
    for mail in re.findall(r"[\w.+-]+@([\w.-]+\w)", posting.description):
        assert mail.endswith((".example", "example.com", "example.org")), "no real address"


@pytest.mark.parametrize("board", BOARDS, ids=lambda board: board.slug)
def test_keys_and_requisitions_are_told_apart_within_a_board(board: DemoBoard) -> None:
    wanted = [p.requisition_id or p.key for p in board.postings]
    assert len(set(wanted)) == len(wanted)


def test_same_job_on_another_board_has_its_words_and_requisition() -> None:
    by_id = {f"{board.slug}/{p.key}": p for board, p in POSTINGS}
    shared = [p for _, p in POSTINGS if p.same_as]
    for posting in shared:
        other = by_id[posting.same_as]
        assert posting.description == other.description
        assert posting.requisition_id == other.requisition_id
        assert posting.occupation == other.occupation


@pytest.mark.parametrize(
    ("posting", "says"),
    [
        (POSTING + 'salary = "much"\n', "unknown key salary"),
        (POSTING + "locations = [{ words = 'Reno, NV', town = 'Reno' }]\n", "unknown key town"),
        (POSTING + "pay = { min = '20', period = 'HOUR' }\n", "unknown key period"),
        (POSTING + 'page = "vanished"\n', "'vanished'; choose from plain"),
        (POSTING.replace('"other"', '"dentist"'), "'dentist'; choose from medical_office_manager"),
        (POSTING.replace('title = "Office Manager"\n', ""), "missing title"),
        (POSTING + 'same_as = "acme/nowhere"\n', "'acme/nowhere' is not there"),
        (POSTING + "title again", "acme/one.toml"),
    ],
)
def test_file_that_is_not_understood_fails_to_load(tmp_path: Path, posting: str, says: str) -> None:
    with pytest.raises(Failed, match=re.escape(says)):
        read_boards(write(tmp_path, one=posting))


def test_board_of_another_system_may_not_promise_what_it_cannot_serve(tmp_path: Path) -> None:
    files = write(tmp_path, "greenhouse", one=POSTING + 'page = "closed"\n')
    with pytest.raises(Failed, match="page and pay are for jsonld boards"):
        read_boards(files)


def test_unknown_platform_fails_to_load(tmp_path: Path) -> None:
    with pytest.raises(Failed, match="'fax'; choose from greenhouse, workday, jsonld"):
        read_boards(write(tmp_path, "fax", one=POSTING))
