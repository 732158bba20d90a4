"""Feeds of any size and in any state: read element by element, faults told, nothing resolved."""

import gzip
import io
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.errors import Unreadable
from crawler.formats import xmlstream
from crawler.formats.xmlstream import as_json, read_elements

Job = dict[str, object]


def read(body: bytes, *roots: str) -> tuple[list[Job], str]:
    """Return the jobs of a document, and why it could not be read further."""
    jobs: list[Job] = []
    try:
        jobs.extend(map(as_json, read_elements(io.BytesIO(body), ("job",), roots)))
    except Unreadable as error:
        return jobs, str(error)
    return jobs, ""


@pytest.mark.parametrize(
    ("inner", "said"),
    [
        (b"R&D &amp; more", "R&D & more"),
        (b"a&nbsp;b &eacute; &lt;p&gt;", "a\xa0b \xe9 <p>"),
        (b"&bogus; &amp;nbsp;", "&bogus; &nbsp;"),
        (b"<![CDATA[A & B &nbsp; <p>]]>", "A & B &nbsp; <p>"),
        (b"<![CDATA[a]]]]><![CDATA[> & b]]>", "a]]> & b"),
        (b"caf\xe9 caf\xc3\xa9 \x92s", "caf\xe9 caf\xe9 \u2019s"),
        (b"bell\x07 nul\x00 form\x0c", "bell nul form"),
    ],
)
@pytest.mark.parametrize("chunk", [1, 7, 1 << 16])
def test_what_feeds_do_wrong_is_mended_wherever_a_chunk_ends(
    monkeypatch: pytest.MonkeyPatch, inner: bytes, said: str, chunk: int
) -> None:
    monkeypatch.setattr(xmlstream, "_CHUNK", chunk)
    assert read(b"<source><job><t>" + inner + b"</t></job></source>") == ([{"t": said}], "")


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1", "windows-1252", "iso-8859-15"]
)
def test_a_declared_encoding_is_used(encoding: str) -> None:
    label = encoding.removesuffix("-sig")
    text = f'<?xml version="1.0" encoding="{label}"?><s><job><t>caf\xe9</t></job></s>'
    assert read(text.encode(encoding)) == ([{"t": "caf\xe9"}], "")


def test_a_wrong_label_loses_nothing() -> None:
    for label in (b"utf-16", b"no-such-code", b"us-ascii"):
        body = (
            b'<?xml version="1.0" encoding="' + label + b'"?><s><job><t>caf\xc3\xa9</t></job></s>'
        )
        assert read(body) == ([{"t": "caf\xe9"}], "")


def test_no_entity_of_a_document_is_resolved(tmp_path_factory: pytest.TempPathFactory) -> None:
    secret = tmp_path_factory.mktemp("secret") / "file"
    secret.write_text("secret", "utf-8")
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
    body = (
        f'<!DOCTYPE s [<!ENTITY l0 "lol">{laughs}<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
        "<s><job><t>&l8; &x;</t></job></s>"
    )
    jobs, _ = read(body.encode())
    assert jobs == [{"t": "&l8; &x;"}]


@pytest.mark.parametrize(
    ("body", "roots", "count", "says"),
    [
        (b"<s><job/><job/></s>", ("s",), 2, ""),
        (b"<s><job/><job><t>half", (), 1, "cut short: <s> does not end"),
        (b"<html><job/></html>", (), 1, "a web page where a feed should be"),
        (b"<!doctype html><p>no", ("s",), 0, "a web page where <s> should be"),
        (b"<urlset></urlset>", ("s", "t"), 0, "<urlset> where <s> or <t> should be"),
        (b'{"jobs": []}', (), 0, "not XML: no element"),
        (b"", (), 0, "not XML: no element"),
        (gzip.compress(b"<s><job/></s>") + b"\0\0", (), 1, ""),
        (gzip.compress(b"<s><job/>") + gzip.compress(b"<job/></s>"), (), 2, ""),
        (
            gzip.compress(b"<s><job/></s>")[:-9],
            (),
            1,
            "cannot unpack: the packed file is cut short",
        ),
        (b"\x1f\x8b broken", (), 0, "cannot unpack"),
    ],
)
def test_what_stands_before_a_fault_is_read_and_the_fault_told(
    body: bytes, roots: tuple[str, ...], count: int, says: str
) -> None:
    jobs, fault = read(body, *roots)
    assert len(jobs) == count
    assert fault.startswith(says)
    assert bool(fault) == bool(says)


@given(st.binary(max_size=200), st.integers(0, 60))
def test_any_bytes_end_in_elements_or_one_clear_error(junk: bytes, at: int) -> None:
    whole = b"<source><job><t>one</t></job><job><t>two</t></job></source>"
    jobs, fault = read(whole[:at] + junk + whole[at:])
    assert jobs or fault
    assert "\n" not in fault


def test_memory_stays_flat_however_long_the_feed() -> None:
    code = (
        "import io, resource, sys\n"
        "from crawler.formats.xmlstream import read_elements\n"
        "class Feed(io.RawIOBase):\n"
        "    left = int(sys.argv[1]); ready = b'<source>'\n"
        "    def read(self, size=-1):\n"
        "        while len(self.ready) < size and self.left:\n"
        "            self.left -= 1\n"
        "            self.ready += b'<job><t>t</t><d>' + b'words of a job ' * 200 + b'</d></job>'\n"
        "            if not self.left: self.ready += b'</source>'\n"
        "        given, self.ready = self.ready[:size], self.ready[size:]\n"
        "        return given\n"
        "count = sum(1 for _ in read_elements(Feed(), ('job',)))\n"
        "print(count, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    used = []
    for jobs in (200, 6000):
        done = subprocess.run(
            [sys.executable, "-c", code, str(jobs)], capture_output=True, text=True, check=True
        )
        count, kilobytes = map(int, done.stdout.split())
        assert count == jobs
        used.append(kilobytes)
    assert used[1] - used[0] < 4000, "18 MB of jobs must not be held at once"
