"""Rounds with a result to talk about, and what was agreed after them."""

from datetime import timedelta

from samenspel.web.conversations import queries, services
from samenspel.web.conversations.models import Conversation
from samenspel.web.conversations.page import slug_of
from samenspel.web.conversations.seen import stamp
from samenspel.web.results.services import publish
from samenspel.web.shared.codes import new_code
from tests.web.results.rounds import NOW, a_round


def a_talk(cast, title="Nulmeting", days=0, **fields):
    """A round with a result; days: how many days after the first it closed."""
    round = a_round(cast, title=title, closed=NOW + timedelta(days=days), **fields)
    publish(round, by=None, now=NOW + timedelta(days=days))
    return round


def agreed(cast, round, *whats, leverage="Eén loket"):
    """Keep what a conversation about a round led to; returns its actions."""
    kept = queries.conversation_of(round) or Conversation()
    services.record_conversation(
        round, by=cast.facilitator, now=NOW, seen=stamp(services.shown_of(kept)), held_on=NOW.date(), leverage=leverage
    )
    for what in whats:
        services.add_agreement(
            round, by=cast.facilitator, now=NOW, code=new_code(), what=what, who="Woonstede", until=None
        )
    return queries.agreed(queries.conversation_of(round))


def a_line(cast, what="Eén telefoontje is genoeg", whom="citizens", party=None):
    """A line of what will be there."""
    services.add_line(cast.network, by=cast.facilitator, now=NOW, code=new_code(), what=what, whom=whom, party=party)
    return queries.yields_of(cast.network)[-1]


def guide_address(round):
    return f"/netwerken/{round.network.code}/rondes/{round.code}/gesprek"


def part_address(round, key):
    return f"{guide_address(round)}/deel/{slug_of(key)}"


def keys(round, lang="nl"):
    """The keys of the parts of the programme, in their order."""
    return [part.key for part in queries.programme_of(round, lang).parts]


def part(round, key, lang="nl"):
    """One part of the programme, also when it was taken out."""
    shown = queries.programme_of(round, lang)
    return next(one for one in (*shown.parts, *shown.removed) if one.key == key)


def typed(page, **changed):
    """What the form of a page would send as it stands there, with some fields changed."""
    shown = {field.html_name: field.value() for field in page.context["form"]}
    return {name: "" if value is None else value for name, value in (shown | changed).items()}
