"""Somebody who took part in everything, so that forgetting has much to reach."""

import json
from dataclasses import dataclass

from samenspel.web.answering.models import Response
from samenspel.web.conversations.models import Agreement
from samenspel.web.results import releasing
from samenspel.web.results.models import Publication
from samenspel.web.results.remarks import desk_of
from samenspel.web.results.services import publish
from samenspel.web.rounds import services as rounds
from samenspel.web.rounds.models import Invitation, Round
from samenspel.web.shared.codes import fingerprint, new_code
from tests.web.results.rounds import NOW, a_round

NAME = "Pim Zonderling"
EMAIL = "pim.zonderling@samenspel.example"
WORDS = "zwaluwstaartverbinding tussen de wijken"
"""What Pim wrote, to be looked for everywhere."""


@dataclass
class Pim:
    """A participant, the round that Pim answered in, and the secret of Pim's link."""

    person: object
    round: Round
    invitation: Invitation
    response: Response
    publication: Publication
    secret: str


def pim_took_part(cast, **fields) -> Pim:
    """Pim answered in a round of twelve that was released, with a remark that is shown, and agreed to do something."""
    person = cast.participants["Pim"]
    person.name, person.email = NAME, EMAIL
    person.save()
    round = a_round(cast, **fields)
    response = round.responses.order_by("pk").first()
    invitation = response.invitation
    invitation.participant, invitation.party, invitation.mailed_to = person, person.party, fingerprint(EMAIL)
    invitation.save()
    remark = next(item for item, value in response.document.items() if isinstance(value, str))
    response.document[remark], response.may_quote = WORDS, True
    response.receipts = {"device": {"AMB-1": 1}}
    response.save()
    secret = rounds.new_link(invitation)
    publication = publish(round, by=None, now=NOW)
    for one in desk_of(publication).remarks:
        releasing.decide(publication, by=cast.facilitator, now=NOW, digest=one.digest, choice="show", text=one.text)
    publication = releasing.release_remarks(publication, by=cast.facilitator, now=NOW)
    agree(cast, round)
    return Pim(person, round, invitation, response, publication, secret)


def agree(cast, round):
    from samenspel.web.conversations import services

    code = new_code()
    services.add_agreement(
        round, by=cast.facilitator, now=NOW, code=code, what="Eén loket", who=f"{NAME}, Noor", until=None
    )
    one = Agreement.objects.get(code=code)
    services.change_agreement(
        one, by=cast.facilitator, now=NOW, seen=_stamp(one), what="Eén loket", who=f"Noor en {NAME}", until=None
    )


def _stamp(one):
    from samenspel.web.conversations import services
    from samenspel.web.conversations.seen import stamp

    return stamp(services.shown_of(one))


def everything_kept():
    """Every row of every table, as one text."""
    from django.apps import apps

    rows = []
    for model in apps.get_models():
        rows += [f"{model.__name__} {row}" for row in model.objects.values()]
    return "\n".join(json.dumps(row, default=str, ensure_ascii=False) for row in rows)


def somebody_else_wrote_the_same(pim):
    """A remark in the words of Pim, of somebody who stays."""
    other = pim.round.responses.exclude(pk=pim.response.pk).first()
    item = next(item for item, value in pim.response.document.items() if value == WORDS)
    other.document[item] = other.published[item] = WORDS
    other.save()
