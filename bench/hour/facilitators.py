"""Facilitators: each makes networks, asks people in rounds, and works with what comes of it."""

import random
from typing import Any

from bench.hour.desk import Desk, Town
from bench.hour.passers_by import come_in
from bench.hour.visitor import WELL, Over, Pace, Stage, Visitor

PEOPLE = 40
PARTIES = ("Gemeente", "Woonstichting", "Zorggroep", "Welzijnswerk", "Bewonersraad")
ROUNDS = 3
FORMS = ("pulse", "short", "full")
STEWARD = "steward@hour.example"
FEW_LEFT, LEAST, MOST = 5, 4, 80


def facilitate(stage: Stage, every: float, email: str, town: Town, ready: Any) -> None:
    """Prepare a first round at once, tell that by `ready`, and go on at the pace of a person."""
    one = Facilitator(Visitor(stage), email, town)
    try:
        try:
            one.begin()
        finally:
            ready()
        one.by.pace = Pace(every, stage.over)
        while True:
            one.go_on()
            one.another_round()
    except Over:
        return


class Facilitator(Desk):
    """Somebody at a desk."""

    def __init__(self, by: Visitor, email: str, town: Town) -> None:
        """Not come in yet."""
        super().__init__(by, town)
        self.email, self.room, self.rounds = email, "", 0

    def begin(self) -> None:
        """Come in, and have a round open."""
        if not come_in(self.by, self.email, self.town.post):
            raise Over
        self.make_network()
        self.import_answers()
        self.open_round()

    def go_on(self) -> None:
        """Work meanwhile until most links were taken up, then close the round and make the result."""
        doings = (
            self.look, self.read, self.judge, self.talk, self.report, self.import_answers, self.mistake, self.remind,
        )  # fmt: skip
        for turn in range(MOST):
            self.turn += 1
            doings[self.turn % len(doings)]()
            if turn >= LEAST and len(self.town.post.asked) <= FEW_LEFT and (not self.room or turn > 2 * LEAST):
                break
        self.close_round()

    def another_round(self) -> None:
        """In the same network, or in a new one; the old one is deleted, and now and then brought back."""
        self.rounds += 1
        if self.rounds % ROUNDS == 0:
            if random.random() < 0.5:
                old = self.by.submit(self.by.get(f"{self.home}/verwijderen"), "/verwijderen")
                self.by.submit(old, f"{self.home}/terugzetten")
            self.make_network()
            self.import_answers()
        self.open_round()

    def make_network(self) -> None:
        """A network with people from a pasted list, and a steward who looks along."""
        number = random.getrandbits(32)
        page = self.by.submit(
            self.by.get("/netwerken/nieuw"), "/netwerken/nieuw", name=f"Netwerk {number:08x}",
            challenge="Ouderen kunnen thuis oud worden.",
        )  # fmt: skip
        self.home, self.results = page.path, []
        lines = ["naam;e-mail;organisatie"]
        for person in range(PEOPLE):
            email = f"p{person}-{number:08x}@hour.example" if person else ""
            lines.append(f"Mens {person} van {number:08x};{email};{PARTIES[person % len(PARTIES)]} {number:08x}")
        bring = f"{self.home}/mensen/inlezen"
        page = self.by.submit(self.by.get(bring), bring, text="\n".join(lines))
        self.by.submit(page, page.path, do="take")
        team = f"{self.home}/team"
        self.by.submit(self.by.get(team), team, email=STEWARD, name="Steward", role="steward")
        self.town.networks.append(self.home)
        del self.town.networks[:-20]

    def open_round(self) -> None:
        """By mail, or every third time in a room."""
        new, door = f"{self.home}/rondes/nieuw", "open" if self.rounds % ROUNDS == 2 else "personal"
        form = FORMS[self.rounds % len(FORMS)]
        page = self.by.get(new)
        chosen = {"title": f"Ronde {self.rounds + 1}", "form": form, "door": door}
        shown = page.form("/rondes/nieuw")
        if shown is not None:
            self.by.send(shown, page.path, **chosen, show="1")
        page = self.by.submit(page, new, **chosen)
        self.round = page.path
        self.by.get(f"{self.round}/mail")
        self.by.submit(page, f"{self.round}/openen")
        if door == "open":
            self._show_room()

    def _show_room(self) -> None:
        page = self.by.submit(self.by.get(f"{self.round}/zaal"), f"{self.round}/zaal")
        form = page.form(f"{self.round}/zaal")
        if form is not None and form.fields.get("secret"):
            self.room = f"/r/{form.fields['secret'][0]}"
            self.town.rooms.append(self.room)
            self.by.send(form, page.path, poster="1")

    def close_round(self) -> None:
        """Close, and make the result unless the clock was first."""
        if self.room:
            self.town.rooms.remove(self.room)
        close = f"{self.round}/sluiten"
        self.by.submit(self.by.get(close), close)
        self.by.submit(self.by.get(close), close)  # twice, as an impatient finger does
        page = self.by.get(f"{self.round}/uitkomst")
        if self.room:
            count = self.town.receipts.in_rooms[self.room]
            if page.form("/uitkomst/telling"):
                self.by.submit(page, "/uitkomst/telling", WELL | {400}, count=count)
        elif page.form("/uitkomst/maken"):
            self.by.submit(page, "/uitkomst/maken", WELL | {400})
        self.room = ""
        self.results.append(f"{self.round}/uitkomst")
        self.read()
        self.remarks()

    def look(self) -> None:
        """How the round goes, and links for who has no mail."""
        page = self.by.get(self.round)
        self.by.get(self.home)
        if page.link("/links"):
            taken = random.choice(("letters", "csv", "list"))
            links = f"{self.round}/links"
            self.by.submit(self.by.get(links), links, who="unmailed", **{taken: "1"})

    def remind(self) -> None:
        """Remind who has not answered."""
        remind = f"{self.round}/herinneren"
        page = self.by.get(remind)
        if page.path == remind and b'class="button">' in page.body:
            self.by.submit(page, remind)
