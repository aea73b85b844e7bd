"""The front page of a network, and the networks of one account side by side: put together from what each part knows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from samenspel.web.conversations import queries as conversations
from samenspel.web.networks import queries
from samenspel.web.networks.access import may
from samenspel.web.networks.models import Network, Role
from samenspel.web.networks.next_step import NextStep, Stand, next_step
from samenspel.web.parties import queries as parties
from samenspel.web.results import queries as results
from samenspel.web.rounds import queries as rounds
from samenspel.web.shared.clock import now

if TYPE_CHECKING:
    from samenspel.web.rounds.models import Round

MOST_ROUNDS, MOST_YIELDS = 5, 5
NEAR = timedelta(days=30)


@dataclass(frozen=True)
class Line:
    """A network among others. edits: whether who looks may take its next step."""

    network: Network
    glance: results.Glance | None
    step: NextStep
    edits: bool


def overview_of(network: Network, role: str, lang: str) -> dict[str, Any]:
    """All that the front page of a network shows."""
    counts, found = queries.counts_of(network), list(rounds.rounds_of(network))
    front = results.front_of(network, lang)
    shown = front.glance.publication.round if front else None
    outcome = conversations.outcome_of(shown) if shown else None
    stand = Stand(counts["people"], found, results.published_among(found), shown, outcome)
    return {
        "counts": counts,
        "front": front,
        "agreed": outcome or (conversations.outcome_before(shown) if shown else None),
        "yields": conversations.yields_of(network)[:MOST_YIELDS],
        "rounds": found[:MOST_ROUNDS],
        "parties": parties.by_name(parties.parties_of(network)),
        "kind": queries.kind_of(network),
        "next_step": next_step(network, stand),
        "edits": may(role, Role.FACILITATOR),
        "keeping": keeping_of(network, found, now()) if may(role, Role.STEWARD) else "",
    }


def keeping_of(network: Network, found: Sequence["Round"], moment: datetime) -> str:
    """What a steward should know about keeping: "near" when the last day is close, "unsaid" when a round is being
    prepared and nobody said who is responsible or until when; else nothing.
    """
    last, today = network.keep_until, queries.today_in(network, moment)
    if last and network.forgotten_at is None and last - NEAR <= today <= last:
        return "near"
    if (last is None or not network.responsible) and any(one.state == "draft" for one in found):
        return "unsaid"
    return ""


def portfolio(networks: Sequence[Network], lang: str) -> list[Line]:
    """Every one of these networks with its last result at a glance and its next step, in the order given."""
    glances = results.glances_of(networks, lang)
    found = rounds.rounds_in(networks)
    published = results.published_among([one for some in found.values() for one in some])
    outcomes = conversations.outcomes_of(glance.publication.round for glance in glances.values())
    lines = []
    for network in networks:
        glance = glances.get(network.pk)
        shown = glance.publication.round if glance else None
        people: int = network.people_count  # type: ignore[attr-defined]
        outcome = outcomes.get(shown.pk) if shown else None
        step = next_step(network, Stand(people, found.get(network.pk, ()), published, shown, outcome))
        lines.append(Line(network, glance, step, may(network.role, Role.FACILITATOR)))  # type: ignore[attr-defined]
    return lines
