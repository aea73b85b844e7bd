"""What a facilitator does with results: read, judge, talk, take away, read in; and what goes wrong meanwhile."""

import random
import re
from dataclasses import dataclass
from importlib.resources import files

from bench.hour.mail import Post
from bench.hour.pages import Page
from bench.hour.participants import Receipts
from bench.hour.visitor import WELL, Visitor

ANSWERS_FILE = "langer-thuis-wonen-1.csv"
KINDS = ("whole", "one-page", "slides", "sheet")
GONE = WELL | {404}


@dataclass
class Town:
    """What all facilitators share. networks: addresses, for others to look at; rooms: open links to come in by."""

    post: Post
    receipts: Receipts
    networks: list[str]
    rooms: list[str]


class Desk:
    """Somebody who works with results. home, round: addresses of the network and the round of this moment."""

    def __init__(self, by: Visitor, town: Town) -> None:
        """Nothing on it yet."""
        self.by, self.town = by, town
        self.home = self.round = ""
        self.seen = self.turn = 0
        self.results: list[str] = []

    def result(self) -> str:
        """A result to work with."""
        self.seen += 1
        return self.results[self.seen % len(self.results)] if self.results else f"{self.round}/uitkomst"

    def read(self) -> None:
        """A result by every route."""
        result = self.result()
        for route in ("minuut", "tien", "alles", "vast"):
            self.by.get(f"{result}?lezen={route}")
        step = self.by.get(f"{result}/scherm?stap=1", GONE)
        for number in (2, 3):
            if step.link(f"stap={number}"):
                self.by.get(f"{result}/scherm?stap={number}")
        self.by.get(f"{result}.json", GONE)

    def judge(self) -> None:
        """Say what the group makes of something that stands out; and take it back."""
        result = self.result()
        page = self.by.get(f"{result}?lezen=alles")
        if page.form("/uitkomst/oordeel"):
            said = f"Wij zien het zo: {random.getrandbits(16)}."
            page = self.by.submit(page, "/uitkomst/oordeel", choice="rephrase", words=said)
            if random.random() < 0.5 and page.form("/oordeel/terug"):
                self.by.submit(page, "/oordeel/terug")

    def talk(self) -> None:
        """Change the guide, and keep what was agreed."""
        guide = self.result().replace("/uitkomst", "/gesprek")
        page = self.by.get(guide)
        length = page.form("/gesprek/duur")
        if length is None:
            return
        page = self.by.send(length, page.path, **dict([random.choice(length.buttons)]))
        part = next((link for link in page.links if re.fullmatch(rf"{guide}/deel/[^/#]+", link)), "")
        if part:
            page = self.by.submit(self.by.get(part), part, title=f"Begin {random.getrandbits(16)}")
        outcome = f"{guide}/afgesproken"
        page = self.by.submit(self.by.get(outcome), f"{outcome}/erbij", what="Elkaar om de week bellen", who="Gemeente")
        agreement = next((link for link in page.links if re.fullmatch(rf"{outcome}/[^/#]+", link)), "")
        if agreement:
            self.by.submit(self.by.get(agreement), agreement, came_of_it=f"Gedaan: {random.getrandbits(16)}")

    def report(self) -> None:
        """Ask for a document, wait for it, take it away."""
        page = self.by.get(self.result())
        if page.form("/rapport") is None:
            return
        kind, language = KINDS[self.turn // 8 % len(KINDS)], random.choice(("nl", "en"))
        page = self.by.submit(page, "/rapport", kind=kind, language=language)
        for _ in range(10):
            file = page.link("/rapport/", "/pdf")
            if file:
                self.by.get(file, GONE)
                return
            page = self.by.get(page.path, GONE)

    def remarks(self) -> None:
        """Read what people wrote, find it fit or not, and release it."""
        here = f"{self.round}/uitkomst/opmerkingen"
        page = self.by.get(here)
        for choice in ("show", "hide", "show"):
            form = next((one for one in page.forms if re.fullmatch(rf"{here}/(?!vrijgeven)[^/]+", one.action)), None)
            if form is not None:
                page = self.by.send(form, page.path, GONE, choice=choice)
        if page.form("/vrijgeven"):
            self.by.submit(page, "/vrijgeven")

    def import_answers(self) -> None:
        """Answers from a file become a round of their own."""
        bring = f"{self.home}/rondes/inlezen"
        content = (files("samenspel.examples") / ANSWERS_FILE).read_bytes()
        page = self.by.submit(self.by.get(bring), bring, file=(ANSWERS_FILE, content))
        page = self._columns(page)
        number = random.getrandbits(16)
        page = self.by.submit(page, "/ronde", title=f"Van elders {number}", visibility="totals")
        if page.path.endswith("/uitkomst"):
            self.results.append(page.path)
        else:
            self.by.stage.tally.mishap("a file did not become a round", page.path)

    def _columns(self, page: Page) -> Page:
        return page if page.path.endswith("/ronde") else self.by.submit(page, page.path)

    def mistake(self) -> None:
        """What people do wrong: an empty form, a page that is not there, the wrong file."""
        match self.turn % 3:
            case 0:
                self.by.submit(self.by.get("/netwerken/nieuw"), "/netwerken/nieuw", name="")
            case 1:
                self.by.get(f"{self.home}/rondes/niet-hier", frozenset({404}))
            case 2:
                bring = f"{self.home}/rondes/inlezen"
                self.by.submit(self.by.get(bring), bring, frozenset({400}), file=("plaatje.csv", b"\x89PNG\r\n\x1a\n"))
