"""What participants are told about what is kept of them: only what is true of this network and this round."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.conf import settings

from samenspel.errors import TheoryError
from samenspel.web.answering.queries import promised_to
from samenspel.web.networks import queries as networks
from samenspel.web.rounds.queries import visibility_words
from samenspel.web.shared.words import language, say

if TYPE_CHECKING:
    from samenspel.web.networks.models import Network
    from samenspel.web.rounds.models import Invitation, Round


@dataclass(frozen=True)
class Notice:
    """What the page fills in. responsible: the organisation, or empty while nobody said.

    contact, contact_name: an address to ask at, and whose it is when it is that of a steward. door: of the round, empty
    without one. promises: who sees what; unreadable: whether that cannot be told, since the questionnaire of the round
    is not on this server any more. team: how many work in the network, and so can see who answered. until: the last day
    of keeping; over: whether that has passed and all was forgotten.
    """

    responsible: str
    contact: str
    contact_name: str
    door: str
    promises: tuple[str, ...]
    unreadable: bool
    team: int
    until: date | None
    over: bool


def notice_of(
    network: "Network", now: datetime, round: "Round | None" = None, invitation: "Invitation | None" = None
) -> Notice:
    """The notice for one participant, or for anybody when there is no invitation."""
    contact, name = contact_of(network)
    promises = _promises(round, invitation)
    return Notice(
        responsible=network.responsible,
        contact=contact,
        contact_name=name,
        door=round.door if round else "",
        promises=tuple(promises or ()),
        unreadable=promises is None,
        team=networks.team_size(network, networks.today_in(network, now)),
        until=network.keep_until,
        over=network.forgotten_at is not None,
    )


def contact_of(network: "Network") -> tuple[str, str]:
    """Where to ask, and whose address that is: what the network said, or else a steward, or whoever runs the site."""
    if network.contact:
        return network.contact, ""
    steward = next(iter(networks.stewards_of(network)), None)
    return (steward.email, steward.name) if steward else (settings.CONTACT, "")


def _promises(round: "Round | None", invitation: "Invitation | None") -> list[str] | None:
    """Who sees what; None when the questionnaire of the round is not on this server any more."""
    if round is None:
        return []
    try:
        if invitation is None and round.door != "open":
            return visibility_words(round, language(), party=say("rounds-round-a-party"))
        return promised_to(round, invitation)
    except TheoryError:
        return None
