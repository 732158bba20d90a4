"""LinkedIn's own export of a member's data: a zip file of CSV files, asked for in its settings."""

import csv
import io
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from matcher.archive import check_sizes, names_in, read_files
from matcher.importers.base import Importer
from matcher.importers.text import decoded
from matcher.profile import Reader
from matcher.resume_text.dates import find_day
from matcher.resume_text.lines import lines_of
from matcher.resume_text.lists import certificate
from matcher.resume_text.read import Draft, finished

_READ = (
    "Profile.csv", "Positions.csv", "Education.csv", "Skills.csv", "Certifications.csv",
    "Languages.csv", "Volunteering.csv", "Email Addresses.csv", "PhoneNumbers.csv",
)  # fmt: skip
_MOST_BYTES = 5_000_000
_TELLING = frozenset(("Profile.csv", "Positions.csv"))

Row = Mapping[str, str]


def _recognises(data: bytes) -> bool:
    return bool(_TELLING & {PurePosixPath(name).name for name in names_in(data)})


def _read(data: bytes, reader: Reader, today: date) -> Draft:
    paths = {PurePosixPath(name).name: name for name in sorted(names_in(data), reverse=True)}
    wanted = {name: paths[name] for name in _READ if name in paths}
    check_sizes(data, wanted.values(), _MOST_BYTES)
    files = read_files(data, wanted.values())
    rows = {name: list(_rows(files[path])) for name, path in wanted.items()}
    unread: list[str] = [f"{name}: not in this export" for name in _READ[:6] if name not in wanted]
    resume = {
        "basics": _basics(rows),
        "work": [_job(row, "Positions.csv", unread) for row in rows.get("Positions.csv", ())],
        "volunteer": [_unpaid(row, unread) for row in rows.get("Volunteering.csv", ())],
        "education": [_school(row) for row in rows.get("Education.csv", ())],
        "certificates": [
            _certificate(row, today)
            for row in rows.get("Certifications.csv", ())
            if row.get("Name")
        ],
        "skills": _skills(rows.get("Skills.csv", ())),
        "languages": [
            _without_empty({"language": row.get("Name"), "fluency": row.get("Proficiency")})
            for row in rows.get("Languages.csv", ())
        ],
    }
    return finished(resume, unread, reader, today)


def _rows(data: bytes) -> Iterator[Row]:
    for row in csv.DictReader(io.StringIO(decoded(data), newline="")):
        yield {str(name): str(value or "").strip() for name, value in row.items()}


def _basics(rows: Mapping[str, list[Row]]) -> dict[str, Any]:
    profile: Row = next(iter(rows.get("Profile.csv", ())), {})
    mails = rows.get("Email Addresses.csv", [])
    primary = [row for row in mails if row.get("Primary", "").lower() == "yes"] or mails
    phone: Row = next(iter(rows.get("PhoneNumbers.csv", ())), {})
    city = profile.get("Geo Location", "").split(",")
    return _without_empty(
        {
            "name": " ".join(filter(None, (profile.get("First Name"), profile.get("Last Name")))),
            "label": profile.get("Headline"),
            "summary": profile.get("Summary"),
            "email": primary[0].get("Email Address") if primary else None,
            "phone": phone.get("Number"),
            "location": _without_empty(
                {
                    "city": city[0].strip(),
                    "region": city[1].strip() if len(city) > 1 else None,
                    "postalCode": profile.get("Zip Code"),
                }
            ),
        }
    )


def _job(row: Row, file: str, unread: list[str]) -> dict[str, Any]:
    start, end = _day(row.get("Started On")), _day(row.get("Finished On"))
    name, title = row.get("Company Name"), row.get("Title") or row.get("Role")
    if start is None:
        unread.append(f'{file}: "{title}" has no start; its years are not counted')
    elif end is not None and end < start[: len(end)]:
        unread.append(f'{file}: "{title}" ends before it starts; its years are not counted')
        start = end = None
    lines = lines_of(row.get("Description") or "")
    prose = " ".join(line.words for line in lines if not line.item)
    return _without_empty(
        {
            "name": name, "position": title, "location": row.get("Location"), "startDate": start,
            "endDate": end, "summary": prose, "highlights": [line.words for line in lines if line.item],
        }
    )  # fmt: skip


def _unpaid(row: Row, unread: list[str]) -> dict[str, Any]:
    job = _job(row, "Volunteering.csv", unread)
    named = {"organization": job["name"]} if "name" in job else {}
    return named | {name: value for name, value in job.items() if name not in ("name", "location")}


def _school(row: Row) -> dict[str, Any]:
    degree, _, area = (row.get("Degree Name") or "").partition(",")
    return _without_empty(
        {
            "institution": row.get("School Name"), "studyType": degree.strip(),
            "area": area.strip(), "startDate": _day(row.get("Start Date")),
            "endDate": _day(row.get("End Date")),
        }
    )  # fmt: skip


def _certificate(row: Row, today: date) -> dict[str, Any]:
    ends = _day(row.get("Finished On"))
    words = row["Name"] + (f", expires {ends}" if ends else "")
    dated = {"date": _day(row.get("Started On")), "issuer": row.get("Authority")}
    return certificate(words, today) | _without_empty(dated)


def _skills(rows: "list[Row] | tuple[()]") -> list[dict[str, Any]]:
    names = [row["Name"] for row in rows if row.get("Name")]
    return [{"name": "Skills", "keywords": names}] if names else []


def _day(words: str | None) -> str | None:
    found = find_day(words) if words else None
    return found[0] if found else None


def _without_empty(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}


IMPORTER = Importer("LinkedIn export", _recognises, _read)
