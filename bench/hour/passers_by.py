"""Everyone who is neither participant nor facilitator: a steward, people who come and go, and outsiders."""

import random
import secrets
from typing import Any

from bench.hour.mail import Post
from bench.hour.visitor import WELL, Over, Pace, Stage, Visitor

PATIENCE = 60.0
NOT_HERE = frozenset({404, 429})
MAYBE_AWAY = WELL | {404}
"""A facilitator may have put the network in the bin a moment ago, and will bring it back."""


def come_in(visitor: Visitor, email: str, post: Post) -> bool:
    """By a link in a mail; whether that worked."""
    asked = visitor.submit(visitor.get("/inloggen"), "/inloggen", email=email)
    door = post.door(email, PATIENCE) if asked.status == 200 else ""
    if not door:
        visitor.stage.tally.mishap("no link to come in", email)
        return False
    return visitor.submit(visitor.get(door), door).status == 200


def steward(stage: Stage, every: float, email: str, post: Post, networks: list[str]) -> None:
    """Looks at the networks, their results and their log; comes in anew every so often."""
    pace = Pace(every, stage.over)
    try:
        while True:
            one = Visitor(stage, pace)
            if not come_in(one, email, post):
                continue
            for _ in range(60):
                one.get("/")
                network = random.choice(networks) if networks else ""
                for place in ("", "/logboek", "/team", "/rondes", "/partijen", "/gesprek", "/als-dit-werkt")[:4]:
                    page = one.get(f"{network}{place}", MAYBE_AWAY) if network else None
                result = page and page.link("/uitkomst")
                if result:
                    one.get(result, MAYBE_AWAY)
    except Over:
        return


def comings_and_goings(stage: Stage, every: float, people: dict[str, str], post: Post) -> None:
    """By link or by password, look around, and out again. people: passwords by address."""
    pace = Pace(every, stage.over)
    emails = sorted(people)
    try:
        while True:
            emails.append(emails.pop(0))
            one, email = Visitor(stage, pace, random.choice(("nl", "en"))), emails[-1]
            if random.random() < 0.5:
                came = come_in(one, email, post)
            else:
                page = one.get("/inloggen/wachtwoord")
                if random.random() < 0.2:
                    page = one.submit(page, "/inloggen/wachtwoord", email=email, password="not this one")
                came = one.submit(page, "/inloggen/wachtwoord", email=email, password=people[email]).path == "/"
            if not came:
                stage.tally.mishap("somebody could not come in", email)
                continue
            one.get("/account")
            one.submit(one.get("/"), "/uitloggen")
    except Over:
        return


def outsiders(stage: Stage, every: float, networks: list[str]) -> None:
    """Try what is not theirs, with links that lead nowhere; each from an address of their own."""
    pace = Pace(every, stage.over)
    try:
        while True:
            _outsider(Visitor(stage, pace), networks)
    except Over:
        return


def _outsider(one: Visitor, networks: list[str]) -> None:
    wrong: Any = secrets.token_urlsafe(12)
    match random.randrange(6):
        case 0:
            one.get(f"/d/{wrong}", NOT_HERE)
        case 1:
            one.get(f"/inloggen/{wrong}", NOT_HERE)
        case 2:
            one.get(f"/{wrong}", NOT_HERE)
        case 3:
            one.get(random.choice(networks) if networks else "/")
        case 4:
            one.say(f"/d/{wrong}/antwoord", {"key": "x.1", "answers": {}}, frozenset({403}))
        case 5:
            one.get(f"/r/{wrong}", NOT_HERE)


def sign_of_life(stage: Stage, every: float) -> None:
    """Asks the barest page there is: the measure beside which the others stand."""
    one = Visitor(stage, Pace(every, stage.over))
    try:
        while True:
            one.get("/status")
    except Over:
        return
