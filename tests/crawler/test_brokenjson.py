"""Broken JSON: what is mended, what is saved, and that whole JSON is read as it is."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.formats.brokenjson import mend, read_values

PROSE = "Runs the practice. " * 12


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ('{"a": 1,}', [{"a": 1}]),
        ('{"a": [1, 2, ], "b": {},\n}', [{"a": [1, 2], "b": {}}]),
        ("{'a': 'it\\'s', 'b': 'the \"hub\"'}", [{"a": "it's", "b": 'the "hub"'}]),
        ("{'a': 'the clinic's manager'}", [{"a": "the clinic's manager"}]),
        ('{"a": "Known as "the hub" here", "b": 2}', [{"a": 'Known as "the hub" here', "b": 2}]),
        ('{"a": 1, /* "a": 2, */ "b": 3} // end', [{"a": 1, "b": 3}]),
        ('{"url": "https://x.example/a//b/*c*/"}', [{"url": "https://x.example/a//b/*c*/"}]),
        ('{"a": "C:\\Practice", "b": "\\u00e9\\u12"}', [{"a": "C:\\Practice", "b": "é\\u12"}]),
        ('{"a": "line\none\ttwo"}', [{"a": "line\none\ttwo"}]),
        ('{"a": 1}\n{"a": 2};\n', [{"a": 1}, {"a": 2}]),
        ('{"a": 1}; track()', [{"a": 1}]),
        ("null", [None]),
    ],
)
def test_what_is_only_spelt_wrong_is_mended(text: str, values: list[object]) -> None:
    assert read_values(text) == (tuple(values), None)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ('{"a": {"b": [1, {"c": "d", "e', [{"a": {"b": [1, {"c": "d"}]}}]),
        ('{"a": 1, "b": tru', [{"a": 1}]),
        ('{"title": "Office Man', [{}]),
        ('{"a": 1, "text": "' + PROSE, [{"a": 1, "text": PROSE}]),
        ('{"a": 1} {"b": [', [{"a": 1}, {"b": []}]),
    ],
)
def test_what_is_cut_short_is_saved_and_said(text: str, values: list[object]) -> None:
    assert read_values(text) == (tuple(values), "cut short")


@pytest.mark.parametrize("text", ["", "  ", "oops", '{"a": "x" "b": 1}', "[" * 100_000])
def test_what_cannot_be_read_is_said(text: str) -> None:
    values, fault = read_values(text)
    assert not values
    assert fault


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(JSON)
def test_whole_json_is_mended_to_itself(value: object) -> None:
    text = json.dumps(value)
    assert read_values(text) == ((value,), None)
    assert json.loads(mend(text)) == value


@given(st.dictionaries(st.text(max_size=6), JSON, max_size=4), st.data())
def test_a_cut_never_raises_nor_passes_in_silence(value: dict, data: st.DataObject) -> None:
    text = json.dumps(value)
    _, fault = read_values(text[: data.draw(st.integers(0, len(text) - 1))])
    assert fault


@pytest.mark.parametrize("part", ["{'", '{"', "\\", "/*", ",", "{", "// ", '{"a', "[,"])
def test_hostile_input_is_said_to_be_broken_without_trying_forever(part: str) -> None:
    assert read_values(part * 60_000)[1]
