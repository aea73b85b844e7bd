"""What is next in a network: one step at a time, from the first person to the next round."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from samenspel.diagnosis.outcome import Outcome
from samenspel.web.shared.words import say

if TYPE_CHECKING:
    from samenspel.web.networks.models import Network
    from samenspel.web.rounds.models import Round


@dataclass(frozen=True)
class NextStep:
    """A step, where it is taken, and what it is about. text, action: in the language of the page."""

    name: str
    href: str
    text: str
    action: str


@dataclass(frozen=True)
class Stand:
    """How far a network is. rounds: newest first, each with its counts. shown: the round of the last result."""

    people: int
    rounds: Sequence["Round"]
    published: frozenset[int]
    shown: "Round | None"
    outcome: Outcome | None


def next_step(network: "Network", stand: Stand) -> NextStep:
    """The one step that helps most now: what is under way goes before what could begin."""
    name, round = _found(stand)
    where = {
        "people": "parties:people",
        "round": "rounds:new",
        "again": "rounds:new",
        "result": "results:result",
        "conversation": "conversations:guide",
        "actions": "conversations:guide",
    }.get(name, "rounds:round")
    args = [network.code, round.code] if round and name != "again" else [network.code]
    return NextStep(name, reverse(where, args=args), _text(name, round, stand), say(f"networks-next-{name}-action"))


def _found(stand: Stand) -> tuple[str, "Round | None"]:
    if not stand.rounds:
        return ("round" if stand.people else "people"), None
    for state, name in (("open", "open"), ("closed", "result"), ("draft", "draft")):
        for round in stand.rounds:
            if round.state == state and round.pk not in stand.published:
                return name, round
    if stand.outcome is None:
        return "conversation", stand.shown
    left = any(action.state == "open" for action in stand.outcome.actions)
    return ("actions" if left else "again"), stand.shown


def _text(name: str, round: "Round | None", stand: Stand) -> str:
    values = {"round": round.title if round else ""}
    if name == "open" and round:
        values |= {"answered": str(getattr(round, "answered_count", 0)), "asked": str(getattr(round, "asked_count", 0))}
    if name == "actions" and stand.outcome:
        left = sum(action.state == "open" for action in stand.outcome.actions)
        return say(f"networks-next-actions-{'one' if left == 1 else 'many'}", n=left)
    return say(f"networks-next-{name}", **values)
