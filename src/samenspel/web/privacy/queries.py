"""What can be asked of privacy: what is kept of people, what they are told of it, where they are named; who is gone."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.conf import settings

from samenspel.web.conversations import queries as conversations
from samenspel.web.networks import queries as networks
from samenspel.web.parties import queries as parties
from samenspel.web.privacy.kept import form_of
from samenspel.web.privacy.notice import Notice, contact_of, notice_of
from samenspel.web.results import queries as results
from samenspel.web.rounds import queries as rounds
from samenspel.web.shared import ledger
from samenspel.web.shared.mentions import Mention, pattern_of
from samenspel.web.shared.words import alphabetical

if TYPE_CHECKING:
    from samenspel.web.networks.models import Network
    from samenspel.web.parties.models import Participant

__all__ = [
    "Mention", "Notice", "contact_of", "forgotten_here_or_there", "forgotten_list", "form_of", "is_theirs_alone",
    "mentions_of", "names_of_people_alone", "notice_of",
]  # fmt: skip


def mentions_of(person: "Participant") -> list[Mention]:
    """The texts of a network that name somebody, by name or address, and that only people can rewrite."""
    network, sought = person.network, (person.name, person.email)
    of_parts = (networks.mentions_of, parties.mentions_of, rounds.mentions_of, results.mentions_of)
    found = [one for part in of_parts for one in part(network, sought)]
    found += conversations.mentions_of(network, sought, who=not is_theirs_alone(person))
    return sorted(found, key=lambda one: (one.kind, alphabetical(one.text)))


def is_theirs_alone(person: "Participant") -> bool:
    """Whether a name leads to this person only. A name that others bear too, or that holds that of another or of a
    party, is not taken out of what was agreed: whoever chooses it would take out others.
    """
    people = [one.name for one in parties.participants_of(person.network) if one.pk != person.pk]
    return not _overlap(person.name, [*people, *_names_that_stay(person.network)])


def names_of_people_alone(network: "Network", names: Iterable[str]) -> list[str]:
    """Those of these names of participants that may go out of what was agreed when all participants go at once: not
    those that a party or somebody in the team has, in whole or in part.
    """
    stay = _names_that_stay(network)
    return [one for one in names if not _overlap(one, stay)]


def _names_that_stay(network: "Network") -> list[str]:
    """What the team and the parties are called, whoever of the participants goes."""
    team = [one.account.name for one in networks.team_of(network)]
    return [*team, *(one.name for one in parties.parties_of(network))]


def _overlap(name: str, others: list[str]) -> bool:
    named = pattern_of([name])
    return bool(pattern_of(others).search(name)) or any(named.search(one) for one in others)


def forgotten_list() -> str:
    """The list of who was forgotten as it stands here, one entry a line; empty when nobody was forgotten yet."""
    return "".join(f"{one.line()}\n" for one in ledger.read(settings.DATA))


def forgotten_here_or_there(there: str) -> list[ledger.Entry]:
    """What stands in the list here or in that of another place, once."""
    return list(dict.fromkeys((*ledger.read(settings.DATA), *ledger.parse(there))))
