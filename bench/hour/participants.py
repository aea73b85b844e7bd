"""People with a link: they open it, answer one by one, send, come back to correct, or never finish."""

import json
import random
import re
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from bench.hour.mail import Post
from bench.hour.pages import Form, Page
from bench.hour.visitor import Over, Pace, Stage, Visitor

WHO = re.compile(rb'data-store="samenspel:([^"]+)"')
REMARKS = ("Het overleg loopt beter dan vorig jaar.", "We weten te weinig van elkaar.", "Ja, en dat blijft zo.")
OPEN = frozenset({200, 302})
# the round may close, or the link be taken up twice, between the mail and the tap on it
MAY_BE_OVER = OPEN | {404, 409, 410, 422}


@dataclass
class Answered:
    """What the site said it has of someone. under_way: what was sent since, and not acknowledged when time was up."""

    document: dict[str, Any] = field(default_factory=dict)
    sent: bool = False
    under_way: dict[str, Any] = field(default_factory=dict)
    sending: bool = False

    def agrees(self, document: dict[str, Any], sent: bool) -> list[str]:
        """The items in which what is kept is neither what was acknowledged nor what was under way."""
        items = document.keys() | self.document.keys()
        wrong = [item for item in items if document.get(item) not in self._possible(item)]
        return sorted(wrong) + ([] if sent == self.sent or (sent and self.sending) else ["sent"])

    def _possible(self, item: str) -> list[Any]:
        return [self.document.get(item), *([self.under_way[item]] if item in self.under_way else [])]


class Receipts:
    """What was acknowledged, by the code of the invitation. One person answers on one device at a time."""

    def __init__(self) -> None:
        """Nothing yet."""
        self.of: dict[str, Answered] = {}
        self.in_rooms: Counter[str] = Counter()
        self.saves = 0
        self._busy: set[str] = set()
        self._lock = threading.Lock()

    @contextmanager
    def alone(self, code: str) -> Iterator[bool]:
        """Whether nobody else answers for this invitation now."""
        with self._lock:
            free = code not in self._busy
            self._busy.add(code)
        try:
            yield free
        finally:
            if free:
                with self._lock:
                    self._busy.discard(code)

    def begin(self, code: str, answers: dict[str, Any], *, sent: bool) -> None:
        """Note what is sent, before anything is said about it."""
        with self._lock:
            one = self.of.setdefault(code, Answered())
            one.under_way, one.sending = dict(answers), sent

    def keep(self, code: str, answers: dict[str, Any], *, sent: bool, room: str = "") -> None:
        """Note what was acknowledged. room: the link of the room in which it was answered."""
        with self._lock:
            one = self.of.setdefault(code, Answered())
            self.in_rooms[room] += sent and not one.sent
            one.document |= answers
            one.sent = one.sent or sent
            one.under_way, one.sending = {}, False
            self.saves += 1


def answer_all(stage: Stage, every: float, post: Post, rooms: list[str], receipts: Receipts) -> None:
    """One person after the other, for as long as it lasts."""
    pace = Pace(every, stage.over)
    while not stage.over.is_set():
        link = _taken_up(post, rooms)
        if not link:
            stage.over.wait(every)
            continue
        person = Person(stage, pace, receipts)
        try:
            person.visit(link)
        except Over:
            return


def _taken_up(post: Post, rooms: list[str]) -> str:
    """A link out of the mail, of a result now and then, or else the code in a room; empty when there is none."""
    for links in (post.results, post.asked) if random.random() < 0.3 else (post.asked,):
        try:
            return links.popleft()
        except IndexError:
            continue
    return random.choice(rooms) if rooms else ""


class Person:
    """Someone on a phone."""

    def __init__(self, stage: Stage, pace: Pace, receipts: Receipts) -> None:
        """With a device of their own."""
        self.device = Visitor(stage, pace, random.choice(("nl", "en")))
        self.receipts = receipts
        self.key, self.number = f"phone-{random.getrandbits(40):010x}", 0
        self.room = ""

    def visit(self, link: str) -> None:
        """From the link to the thanks, or as far as this person comes."""
        page = self.device.get(link, MAY_BE_OVER)
        self.room = link if link.startswith("/r/") else ""
        if self.room and page.form(link):
            choice = page.form(link).options.get("party", ["-"])  # type: ignore[union-attr]
            page = self.device.submit(page, link, MAY_BE_OVER, party=random.choice(choice))
        to_questions = page.link("/d/", "/vragen")
        if page.status != 200 or not to_questions:
            return
        if random.random() < 0.3:
            self.device.get(page.link("/static/", ".css") or "/status")
        page = self.device.get(to_questions, MAY_BE_OVER)
        who, form = WHO.search(page.body), page.form("/vragen")
        if page.status != 200 or who is None or form is None:
            return
        with self.receipts.alone(who.group(1).decode()) as free:
            if free:
                self._answer(who.group(1).decode(), page, form)

    def _answer(self, code: str, page: Page, form: Form) -> None:
        if random.random() < 0.1:
            self._whole(code, page, form)
            return
        fits = [(item, one) for name, item in page.items.items() if (one := _some(form, name)) is not None]
        halfway = random.random() < 0.1
        for item, value in fits[: len(fits) // 2] if halfway else fits:
            for _ in range(2 if random.random() < 0.05 else 1):
                if not self._save(code, page.path, {item: value}):
                    return
        if halfway or not self._save(code, page.path, {}, send=True):
            return
        self.device.get(page.path.replace("/vragen", "/dank"), MAY_BE_OVER)
        if fits and random.random() < 0.15:
            item, _ = random.choice(fits)
            name = next(name for name, one in page.items.items() if one == item)
            if self._save(code, page.path, {item: _some(form, name, always=True)}):
                self._save(code, page.path, {}, send=True)

    def _save(self, code: str, path: str, answers: dict[str, Any], *, send: bool = False) -> bool:
        """Sent again under the same key when nothing was said, as the page does."""
        self.number += 1
        content = {"key": f"{self.key}.{self.number}", "answers": answers} | ({"send": True} if send else {})
        self.receipts.begin(code, answers, sent=send)
        said = self.device.say(path.replace("/vragen", "/antwoord"), content, MAY_BE_OVER)
        if said.get("saved") is True:
            self.receipts.keep(code, answers, sent=send, room=self.room)
        elif said.get("state") not in ("closed", "unknown"):
            self.device.stage.tally.mishap("an answer was refused", f"{said.get('state')} {json.dumps(answers)[:80]}")
        return said.get("saved") is True

    def _whole(self, code: str, page: Page, form: Form) -> None:
        given = {name: _some(form, name, always=True) for name in page.items}
        answers = {page.items[name]: value for name, value in given.items()}
        self.receipts.begin(code, answers, sent=True)
        if self.device.send(form, page.path, MAY_BE_OVER, **given).path.endswith("/dank"):
            self.receipts.keep(code, answers, sent=True, room=self.room)


def _some(form: Form, name: str, *, always: bool = False) -> Any:
    """An answer to one question; now and then none."""
    if form.kinds[name] == "textarea":
        return random.choice(REMARKS) if always or random.random() < 0.4 else None
    chosen = random.choice([one for one in form.options[name] if one != "skip"])
    if form.kinds[name] == "checkbox":
        return [chosen]
    return int(chosen) if chosen.isdecimal() else chosen
