"""What can be asked of privacy: what is kept of people, what they are told of it, where they are named; who is gone."""

from typing import TYPE_CHECKING

from django.conf import settings

from samenspel.web.conversations import queries as conversations
from samenspel.web.networks import queries as networks
from samenspel.web.parties import queries as parties
from samenspel.web.privacy.kept import form_of
from samenspel.web.privacy.notice import Notice, notice_of
from samenspel.web.results import queries as results
from samenspel.web.rounds import queries as rounds
from samenspel.web.shared import ledger
from samenspel.web.shared.mentions import Mention
from samenspel.web.shared.words import alphabetical

if TYPE_CHECKING:
    from samenspel.web.parties.models import Participant

__all__ = ["Mention", "Notice", "forgotten_here_or_there", "forgotten_list", "form_of", "mentions_of", "notice_of"]


def mentions_of(person: "Participant") -> list[Mention]:
    """The texts of a network that name somebody, by name or address, and that only people can rewrite."""
    network, sought = person.network, (person.name, person.email)
    of_parts = (networks.mentions_of, parties.mentions_of, rounds.mentions_of, results.mentions_of)
    found = [one for part in (*of_parts, conversations.mentions_of) for one in part(network, sought)]
    return sorted(found, key=lambda one: (one.kind, alphabetical(one.text)))


def forgotten_list() -> str:
    """The list of who was forgotten as it stands here, one entry a line; empty when nobody was forgotten yet."""
    return "".join(f"{one.line()}\n" for one in ledger.read(settings.DATA))


def forgotten_here_or_there(there: str) -> list[ledger.Entry]:
    """What stands in the list here or in that of another place, once."""
    return list(dict.fromkeys((*ledger.read(settings.DATA), *ledger.parse(there))))
