"""US states and territories, with their two-letter codes."""

CODES: dict[str, str] = {
    "alabama": "AL", "alaska": "AK", "arizona": "AZ", "arkansas": "AR", "california": "CA",
    "colorado": "CO", "connecticut": "CT", "delaware": "DE", "district of columbia": "DC",
    "florida": "FL", "georgia": "GA", "hawaii": "HI", "idaho": "ID", "illinois": "IL",
    "indiana": "IN", "iowa": "IA", "kansas": "KS", "kentucky": "KY", "louisiana": "LA",
    "maine": "ME", "maryland": "MD", "massachusetts": "MA", "michigan": "MI", "minnesota": "MN",
    "mississippi": "MS", "missouri": "MO", "montana": "MT", "nebraska": "NE", "nevada": "NV",
    "new hampshire": "NH", "new jersey": "NJ", "new mexico": "NM", "new york": "NY",
    "north carolina": "NC", "north dakota": "ND", "ohio": "OH", "oklahoma": "OK", "oregon": "OR",
    "pennsylvania": "PA", "rhode island": "RI", "south carolina": "SC", "south dakota": "SD",
    "tennessee": "TN", "texas": "TX", "utah": "UT", "vermont": "VT", "virginia": "VA",
    "washington": "WA", "west virginia": "WV", "wisconsin": "WI", "wyoming": "WY",
    "puerto rico": "PR", "guam": "GU", "american samoa": "AS",
    "northern mariana islands": "MP", "virgin islands": "VI",
}  # fmt: skip
ABBREVIATIONS = frozenset(CODES.values())


OLD_ABBREVIATIONS: dict[str, str] = {
    "ala": "AL", "ariz": "AZ", "ark": "AR", "calif": "CA", "colo": "CO", "conn": "CT",
    "del": "DE", "fla": "FL", "ga": "GA", "ill": "IL", "ind": "IN", "kan": "KS", "ky": "KY",
    "la": "LA", "md": "MD", "mass": "MA", "mich": "MI", "minn": "MN", "miss": "MS", "mo": "MO",
    "mont": "MT", "neb": "NE", "nev": "NV", "okla": "OK", "ore": "OR", "pa": "PA", "penn": "PA",
    "tenn": "TN", "tex": "TX", "vt": "VT", "va": "VA", "wash": "WA", "wis": "WI", "wyo": "WY",
}  # fmt: skip
"""As newspapers write them, with a full stop."""

TOWNS = frozenset((
    ("california", "MD"), ("california", "PA"), ("california", "MO"), ("delaware", "OH"),
    ("florida", "NY"), ("indiana", "PA"), ("jersey", "GA"), ("nevada", "IA"), ("nevada", "MO"),
    ("new york", "NY"), ("oregon", "IL"), ("oregon", "OH"), ("oregon", "WI"), ("virginia", "MN"),
    ("washington", "DC"), ("washington", "GA"), ("washington", "IA"), ("washington", "IL"),
    ("washington", "IN"), ("washington", "MO"), ("washington", "NC"), ("washington", "NJ"),
    ("washington", "PA"), ("washington", "UT"), ("wyoming", "MI"), ("wyoming", "MN"),
    ("wyoming", "OH"), ("wyoming", "PA"),
))  # fmt: skip
"""Towns named like a state, with the state they lie in."""


def state_code(words: str | None) -> str | None:
    """Return the code of a state written out or abbreviated; None if it is no US state."""
    if not words:
        return None
    plain = words.strip().strip(".")
    if plain[1:2] == ".":  # "S.C."
        plain = plain.replace(".", "")
    if plain.upper() in ABBREVIATIONS and len(plain) == 2:  # noqa: PLR2004 -- the codes' length
        return plain.upper()
    lower = " ".join(plain.lower().split())
    return CODES.get(lower) or (
        OLD_ABBREVIATIONS.get(lower) if words.strip().endswith(".") else None
    )
