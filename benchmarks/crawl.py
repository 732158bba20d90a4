"""Crawl one local site of 5,000 postings, beside a bare Scrapy spider that follows and yields.

Shown: pages per second of both, in turns, each asking one request at a time and eight; bytes of a
second visit to the unchanged site; the crawler's peak of memory at 5,000 and 50,000 postings; and
what twenty kills at random moments leave behind. The server and each crawl are processes of their
own. Run: python benchmarks/crawl.py [POSTINGS] [MANY] [KILLED], e.g. 5000 50000 1000.
"""

import asyncio
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

import scrapy
from scrapy.crawler import CrawlerProcess

from crawler.landing import read_landing

ROUNDS, KILLS = 3, 20
PARAGRAPH = (
    "<p>Run the front office of a busy practice: scheduling, billing, supplies, and a team.</p>"
)


def page(number: int) -> bytes:
    """Return a job page of some 6 kB, as employers' own sites have them."""
    job = {
        "@context": "https://schema.org", "@type": "JobPosting", "title": f"Office Manager {number}",
        "description": PARAGRAPH * 25, "datePosted": "2026-11-02", "identifier": str(number),
        "hiringOrganization": {"@type": "Organization", "name": "Clinic"},
        "jobLocation": {"@type": "Place", "address": {"addressLocality": "Kent", "addressRegion": "OH"}},
    }  # fmt: skip
    body = f"<h1>Office Manager {number}</h1>{PARAGRAPH * 25}"
    return f'<html><head><script type="application/ld+json">{json.dumps(job)}</script></head><body>{body}</body></html>'.encode()


async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, site: dict) -> None:
    """Answer the requests of one connection: robots.txt, a sitemap, job pages, 304 to their ETags."""
    try:
        while head := (await reader.readuntil(b"\r\n\r\n")).decode("latin-1"):
            path = head.split(" ", 2)[1]
            tag = f'"{path}"'
            status, body = "200 OK", b""
            if path == "/sitemap.xml":
                body = site["map"]
            elif path.startswith("/jobs/"):
                body = page(int(path[6:]))
            elif path == "/sent":
                body = str(site["sent"]).encode()
            else:
                status = "404 Not Found"
            if f"if-none-match: {tag}" in head.lower():
                status, body = "304 Not Modified", b""
            fields = f"ETag: {tag}\r\nContent-Type: text/html\r\nContent-Length: {len(body)}"
            data = f"HTTP/1.1 {status}\r\n{fields}\r\n\r\n".encode() + body
            site["sent"] += len(data)
            writer.write(data)
            await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        writer.close()


async def serve(count: int) -> None:
    site = {"sent": 0, "map": b""}
    server = await asyncio.start_server(lambda r, w: answer(r, w, site), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    urls = "".join(f"<url><loc>http://127.0.0.1:{port}/jobs/{n}</loc></url>" for n in range(count))
    site["map"] = f"<urlset>{urls}</urlset>".encode()
    print(port, flush=True)
    await server.serve_forever()


class Bare(scrapy.Spider):
    """Follow every link of the sitemap and yield what the page says."""

    name = "bare"

    def parse(self, response: scrapy.http.Response) -> Iterator[object]:
        for url in response.xpath("//*[local-name()='loc']/text()").getall():
            yield response.follow(url, self.parse_page)

    def parse_page(self, response: scrapy.http.Response) -> Iterator[object]:
        yield {"url": response.url, "title": response.css("h1::text").get(), "html": response.text}


def bare(origin: str, at_once: str) -> None:
    process = CrawlerProcess({"LOG_ENABLED": False, "CONCURRENT_REQUESTS_PER_DOMAIN": at_once, "DOWNLOAD_DELAY": 0})  # fmt: skip
    process.crawl(Bare, start_urls=[f"{origin}/sitemap.xml"])
    process.start()


@contextmanager
def serving(count: int) -> Iterator[str]:
    command = [sys.executable, __file__, "serve", str(count)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            yield f"http://127.0.0.1:{int(server.stdout.readline())}"
        finally:
            server.kill()


def timed(command: list[str]) -> tuple[float, int]:
    """Return seconds and the peak of memory in MB of a process."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    assert os.waitstatus_to_exitcode(status) == 0, command
    return time.perf_counter() - started, usage.ru_maxrss // 1024


def ours(home: Path, origin: str, at_once: int = 1) -> list[str]:
    home.mkdir(parents=True, exist_ok=True)
    line = f'[[source]]\nname = "site"\nurl = "{origin}/sitemap.xml"\ndelay = 0\n'
    (home / "sources.toml").write_text(line, "utf-8")
    settings = ("-s", f"CONCURRENT_REQUESTS_PER_DOMAIN={at_once}")
    return [sys.executable, "-m", "crawler", "run", "--home", str(home), *settings]


def sent(origin: str) -> int:
    from urllib.request import urlopen

    with urlopen(f"{origin}/sent") as response:
        return int(response.read())


def compare(folder: Path, count: int) -> None:
    with serving(count) as origin:
        for at_once in (1, 8):
            ratios = []
            for turn in range(ROUNDS):
                alone, _ = timed([sys.executable, __file__, "bare", origin, str(at_once)])
                home = folder / f"{at_once}-{turn}"
                seconds, memory = timed(ours(home, origin, at_once))
                ratios.append(alone / seconds)
                print(
                    f"{at_once} at once, turn {turn + 1}: bare {count / alone:,.0f} pages/s, crawler "
                    f"{count / seconds:,.0f} pages/s, {memory} MB"
                )
            print(f"{at_once} at once: {median(ratios):.2f} of the bare spider (floor 0.8)")
        before = sent(origin)
        timed(ours(folder / "bytes", origin))
        first = sent(origin) - before
        timed(ours(folder / "bytes", origin))
        again = sent(origin) - before - first
        print(f"second visit: {again:,} bytes, {again / first:.1%} of the first's {first:,}")


def remember(folder: Path, counts: tuple[int, int]) -> None:
    for count in counts:
        with serving(count) as origin:
            command = ours(folder / f"memory-{count}", origin, 8)
            peaks = [timed(command)[1] for _ in range(2)]
        print(f"memory at {count:,} postings: {peaks[0]} MB, on a second visit {peaks[1]} MB")


def kill(folder: Path, count: int) -> None:
    home = folder / "killed"
    chance = random.Random(5)
    with serving(count) as origin:
        whole, _ = timed(ours(folder / "unkilled", origin, 8))
        command = ours(home, origin, 8)
        for _ in range(KILLS):
            process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
            time.sleep(chance.uniform(0.2, 0.95) * whole)
            process.kill()
            process.wait()
        timed(command)
    lines = [line.value for path in sorted(home.glob("landing/*/*.jsonl")) for line in read_landing(path)]  # fmt: skip
    landed = Counter(line["key"] for line in lines if line and line["type"] == "posting")
    texts = {(line["key"], line["title"]) for line in lines if line and line["type"] == "posting"}
    gone = sum(bool(line) and line.get("status") == "gone" for line in lines)
    load = [sys.executable, "-m", "warehouse", "load", "--home", str(home)]
    subprocess.run(load, check=True, stdout=subprocess.DEVNULL)
    query = "select count(*), count(distinct source_key) from postings where status = 'open'"
    asked = [sys.executable, "-m", "warehouse", "sql", query, "--home", str(home), "--csv"]  # fmt: skip
    shown = subprocess.run(asked, check=True, capture_output=True, text=True).stdout.strip()
    print(
        f"killed {KILLS} times: {len(landed):,} of {count:,} postings landed, "
        f"{sum(landed.values()) - len(landed):,} of them more than once, {len(texts) - len(landed)} "
        f"in two wordings, {gone} said gone; open in the warehouse, and ids: {shown.split()[-1]}"
    )


def main() -> None:
    count, many, killed = (int(word) for word in [*sys.argv[1:], *["5000", "50000", "1000"][len(sys.argv) - 1 :]])  # fmt: skip
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        compare(folder, count)
        kill(folder, killed)
        remember(folder, (count, many))


if __name__ == "__main__":
    if sys.argv[1:2] == ["serve"]:
        asyncio.run(serve(int(sys.argv[2])))
    elif sys.argv[1:2] == ["bare"]:
        bare(*sys.argv[2:])
    else:
        main()
