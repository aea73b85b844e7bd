"""`python -m bench.site`: prints the tables; `--write` also puts them in docs/explanation/performance-of-the-site.md.

The site runs as it does for people: granian with two workers of two threads, SQLite that waits for the disk at every
commit (or the PostgreSQL that `--database` names), the middleware and the settings of the demo.
"""

import argparse
import datetime
import gzip
import json
import os
import platform
import re
import statistics
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bench.page import Row, longer, placed
from bench.site.load import Ask, Wire, seconds_for
from bench.site.server import in_its_world, served
from tests.web.serving import Site

HOME = Path(__file__).resolve().parents[2]
PAGE = HOME / "docs/explanation/performance-of-the-site.md"
PEOPLE, ROUNDS = 300, 5
PAGES = 200
MOST_BYTES = 150_000
HISTORY = (10, 5000)
HISTORY_MARKS = ("<!-- history: begin -->", "<!-- history: end -->")
COLD = ("overview of the network", "result, ten minutes", "result, all of it")


def main() -> None:
    """Measure and tell."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--write", action="store_true")
    options.add_argument("--history", action="store_true", help="only the pages of a network with many rounds")
    options.add_argument("--database", default="", help="postgresql://… instead of SQLite")
    given = options.parse_args()
    if given.history:
        measured = "\n\n".join([conditions(given.database), history(given.database)])
        print(measured)
        if given.write:
            put(HISTORY_MARKS, measured)
        return
    with tempfile.TemporaryDirectory() as folder, served(Path(folder), given.database) as (site, port):
        tables = [submissions(site, port), pages(site, port), weight(site, port)]
    measured = "\n\n".join([conditions(given.database), *tables])
    print(measured)
    if given.write:
        PAGE.write_text(placed(PAGE.read_text("utf-8"), measured), "utf-8")


def put(marks: tuple[str, str], measured: str) -> None:
    """Put a table between its own marks on the page."""
    begin, end = marks
    before, rest = PAGE.read_text("utf-8").split(begin)
    PAGE.write_text(f"{before}{begin}\n\n{measured}\n\n{end}{rest.split(end)[1]}", "utf-8")


def conditions(database: str) -> str:
    """When, with what and on what: everything but whose machine it is."""
    packages = ", ".join(f"{name} {version(name)}" for name in ("django", "granian"))
    kind = "PostgreSQL" if database else "SQLite"
    date = datetime.date.today()
    return (
        f"{date}, `python -m bench.site`, {kind}, 2 workers of 2 threads, {os.cpu_count()} cores "
        f"({platform.machine()}), CPython {platform.python_version()}, {packages}; the visitors share the cores."
    )


def submissions(site: Site, port: int) -> str:
    """Whole submissions and single answers, beside one bare insert of the same size."""
    bare, saved, sent, whole = [], [], [], []
    for _ in range(ROUNDS):
        made: dict[str, Any] = in_its_world(site, "make_round", PEOPLE)
        document = json.dumps(made["document"]).encode()
        insert = [Ask("POST", f"/bench/insert/{made['round']}", document)] * PEOPLE
        key = "bench-device-{}.{}"
        last = [
            _save(secret, {"key": key.format(n, 2), "answers": {}, "send": True})
            for n, secret in enumerate(made["secrets"])
        ]
        others = in_its_world(site, "make_round", PEOPLE)["secrets"]
        at_once = [
            _save(secret, {"key": key.format(n, 1), "answers": made["document"], "send": True})
            for n, secret in enumerate(others)
        ]
        one = [
            _save(secret, {"key": key.format(n, 1), "answers": dict([next(iter(made["document"].items()))])})
            for n, secret in enumerate(made["secrets"])
        ]
        bare.append(seconds_for(port, insert) / PEOPLE)
        saved.append(seconds_for(port, one) / PEOPLE)
        sent.append(seconds_for(port, last) / PEOPLE)
        whole.append(seconds_for(port, at_once) / PEOPLE)
    beside = statistics.median(bare)
    rows = [
        ("one answer saved", statistics.median(saved)),
        ("the last press: what was saved is sent", statistics.median(sent)),
        ("a whole questionnaire sent at once, as without script", statistics.median(whole)),
    ]
    lines = [
        f"| {PEOPLE} people, 16 at a time | per second | of a bare insert | aim |",
        "|---|--:|--:|--:|",
        f"| one bare insert, no checks | {1 / beside:.0f} | 1 | |",
        *(f"| {what} | {1 / seconds:.0f} | **{beside / seconds:.2f}** | ≥ 0.5 |" for what, seconds in rows),
    ]
    return "\n".join(lines)


def _save(secret: str, content: dict[str, Any]) -> Ask:
    """What the page of a participant sends."""
    token = "b" * 32
    return Ask(
        "POST",
        f"/d/{secret}/antwoord",
        json.dumps(content).encode(),
        (("Content-Type", "application/json"), ("Cookie", f"csrftoken={token}"), ("X-CSRFToken", token)),
    )


def pages(site: Site, port: int) -> str:
    """Pages as multiples of a bare page, each asked by sixteen visitors at a time."""
    made: dict[str, Any] = in_its_world(site, "make_pages")
    cookie = (("Cookie", f"sessionid={made['session']}; taal=nl"),)
    rows = []
    bare = _median(port, Ask("GET", "/bench/page", b"", cookie))
    for what, path in made["pages"].items():
        rows.append(Row(what, _median(port, Ask("GET", path, b"", cookie)), "a bare page", bare))
    return longer(rows)


def _median(port: int, ask: Ask, times: int = PAGES) -> float:
    return statistics.median(seconds_for(port, [ask] * times) / times for _ in range(3))


def history(database: str) -> str:
    """A network with ten rounds of which the site holds 5,000 answers each: its pages for the first time and later.

    Warm pages are asked by sixteen visitors at a time. "Cold" is the first request for a page, alone, in a server that
    has just started and has answered two other pages; the bare page beside it is asked just before.
    """
    cold: dict[str, list[float]] = {}
    bare: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        with served(Path(folder), database) as (site, port):
            made: dict[str, Any] = in_its_world(site, "make_history", *HISTORY)
            cookie = (("Cookie", f"sessionid={made['session']}; taal=nl"),)
            beside = _median(port, Ask("GET", "/bench/page", b"", cookie))
            warm = {what: _median(port, Ask("GET", path, b"", cookie), 40) for what, path in made["pages"].items()}
        for what in COLD:
            path = made["pages"][what]
            for _ in range(3):
                with served(Path(folder), database) as (_site, port):
                    wire, host = Wire(port), f"127.0.0.1:{port}"
                    wire.ask(Ask("GET", "/inloggen").on_the_wire(host))
                    bare.append(_once(wire, Ask("GET", "/bench/page", b"", cookie), host))
                    cold.setdefault(what, []).append(_once(wire, Ask("GET", path, b"", cookie), host))
    alone = statistics.median(bare)
    rounds, people = HISTORY
    heads = (f"{rounds} rounds of {people:,} answers", "warm", "of a bare page", "cold", "of a bare page")
    lines = [f"| {' | '.join(heads)} |", "|---|--:|--:|--:|--:|"]
    for what, took in warm.items():
        cells = [what, f"{took * 1000:.1f} ms", f"**{took / beside:.0f}**"]
        if what in cold:
            first = statistics.median(cold[what])
            cells += [f"{first * 1000:.0f} ms", f"**{first / alone:.0f}**"]
        lines.append(f"| {' | '.join(cells)} |" + " | |" * (what not in cold))
    return "\n".join(lines)


def _once(wire: Wire, ask: Ask, host: str) -> float:
    started = time.perf_counter()
    status, _, _ = wire.ask(ask.on_the_wire(host))
    if status != 200:
        raise RuntimeError(f"{status}: {ask.path}")
    return time.perf_counter() - started


def weight(site: Site, port: int) -> str:
    """What a phone takes in before the first question is there: page, style, script and fonts, as they are sent."""
    made: dict[str, Any] = in_its_world(site, "make_round", 1)
    wire, host = Wire(port), f"127.0.0.1:{port}"
    accept = (("Accept-Encoding", "br, gzip"), ("Accept-Language", "nl"))
    start = f"/d/{made['secrets'][0]}"
    seen: dict[str, int] = {}
    for path in (start, f"{start}/vragen"):
        text = _weigh(wire, host, path, accept, seen)
        for file in re.findall(r"(?:href|src)=\"(/static/[^\"]+)\"", text):
            if file not in seen and not file.endswith(".svg"):
                style = _weigh(wire, host, file, accept, seen)
                for font in re.findall(r"url\(\"?([^)\"]+)\"?\)", style if file.endswith(".css") else ""):
                    found = "/static/" + str(Path("samenspel", font)).replace("samenspel/../", "")
                    if found not in seen:
                        _weigh(wire, host, found, accept, seen)
    kinds = {"pages": "/d/", "style sheets": ".css", "scripts": ".js", "fonts": ".woff2"}
    lines = ["| From the link to the first question, compressed | bytes | aim |", "|---|--:|--:|"]
    for kind, mark in kinds.items():
        lines.append(f"| {kind} | {sum(size for path, size in seen.items() if mark in path):,} | |")
    lines.append(f"| **all together** | **{sum(seen.values()):,}** | ≤ {MOST_BYTES:,} |")
    return "\n".join(lines)


def _weigh(wire: Wire, host: str, path: str, headers: tuple[tuple[str, str], ...], seen: dict[str, int]) -> str:
    status, answered, body = wire.ask(Ask("GET", path, b"", headers).on_the_wire(host))
    if status != 200:
        raise RuntimeError(f"{status}: {path}")
    seen[path] = len(body)
    coding = answered.get("content-encoding", [""])[0]
    if coding == "gzip":
        body = gzip.decompress(body)
    elif coding == "br":
        import brotli

        body = brotli.decompress(body)
    return body.decode("utf-8", "replace")


if __name__ == "__main__":
    sys.exit(main())
