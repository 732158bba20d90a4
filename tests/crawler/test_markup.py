"""Microdata and RDFa of any make are read without a fault and without the network."""

import socket

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.formats.jsonld import job_postings
from crawler.formats.markup import read_markup

URL = "https://clinic.example/jobs/1"
PIECES = [
    '<div itemscope itemtype="http://schema.org/JobPosting">', '<div itemscope="true">', "</div>", "</span>",
    '<div vocab="http://schema.org/" typeof="JobPosting">', '<span property="title" typeof="x:y">', "<h2>About</h2>",
    '<span property="schema:description" content="d">', '<p itemprop="description"><ul><li>a', "<table><tr itemprop=title>",
    '<meta itemprop="datePosted">', '<a itemprop="hiringOrganization">', '<time itemprop="datePosted">now</time>',
    '<a href="http://[x" property="url">', '<div itemref="a b" itemid="">', '<div id="a" itemprop="">', "text", "&bogus;", "\x00", "<!--", "<script>",
]  # fmt: skip


@pytest.fixture(autouse=True, scope="module")
def without_network() -> object:
    """A page's prefixes and profiles name addresses: none of them may be asked for."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket, "create_connection", _no_network)
        patch.setattr(socket.socket, "connect", _no_network)
        yield


def _no_network(*_: object, **__: object) -> None:
    raise AssertionError("a page's markup made a request")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_any_markup_is_read_or_its_fault_is_told(text: str) -> None:
    items, fault = read_markup(f"<html>JobPosting{text}</html>", URL)
    assert isinstance(items, list)
    assert fault is None or "request" not in fault
    list(job_postings(items))


@pytest.mark.parametrize(
    "head", ["", 'profile="http://a.example/p"', 'prefix="s: http://b.example/"']
)
def test_rdfa_asks_nobody(head: str) -> None:
    text = f'<html {head}><body vocab="http://schema.org/" typeof="JobPosting"><b property="title">Manager</b></body></html>'
    items, fault = read_markup(text, URL)
    assert fault is None
    titles = [job["http://schema.org/title"] for job in job_postings(items)]
    assert titles == [[{"@value": "Manager"}]]


@pytest.mark.parametrize("text", ["", "<p>no job</p>", "<p>a JobPosting is spoken of</p>"])
def test_a_page_without_markup_costs_nothing(text: str) -> None:
    assert read_markup(text, URL) == ([], None)
