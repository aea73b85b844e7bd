"""What can be asked of privacy: what is kept of people, what they are told about it, and where they are named."""

from typing import TYPE_CHECKING

from samenspel.web.conversations import queries as conversations
from samenspel.web.networks import queries as networks
from samenspel.web.parties import queries as parties
from samenspel.web.privacy.kept import form_of
from samenspel.web.privacy.notice import Notice, notice_of
from samenspel.web.results import queries as results
from samenspel.web.rounds import queries as rounds
from samenspel.web.shared.mentions import Mention
from samenspel.web.shared.words import alphabetical
from samenspel.web.uploads.queries import under_way

if TYPE_CHECKING:
    from samenspel.web.parties.models import Participant

__all__ = ["Mention", "Notice", "form_of", "mentions_of", "notice_of", "under_way"]


def mentions_of(person: "Participant") -> list[Mention]:
    """The texts of a network that name somebody, by name or address, and that only people can rewrite."""
    network, sought = person.network, (person.name, person.email)
    of_parts = (networks.mentions_of, parties.mentions_of, rounds.mentions_of, results.mentions_of)
    found = [one for part in (*of_parts, conversations.mentions_of) for one in part(network, sought)]
    return sorted(found, key=lambda one: (one.kind, alphabetical(one.text)))
