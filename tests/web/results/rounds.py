"""Rounds with answers, made for the tests of results."""

from datetime import UTC, datetime, timedelta

import numpy as np

from samenspel.reading.frozen import thaw
from samenspel.theory.instrument import Choice, Multiple, OpenText, Rating
from samenspel.theory.library import find_instrument
from samenspel.web.answering.models import Response
from samenspel.web.results.models import Publication
from samenspel.web.rounds.models import Invitation, Round
from samenspel.web.rounds.pinned import instrument_of

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
LATER = NOW + timedelta(days=1)


def a_round(cast, people=12, *, seed=1, door="personal", closed=NOW, instrument="conditions", **fields):
    """A round in which so many people sent their answers."""
    asked = find_instrument(instrument)
    given = {"title": "Nulmeting", "form": asked.forms[0].id, "network": cast.network} | fields
    round = Round.objects.create(
        instrument=asked.slug, version=asked.version, digest=asked.digest, door=door,
        opened_at=NOW - timedelta(days=7), closed_at=closed, **given,
    )  # fmt: skip
    answer(round, people, seed)
    return round


def a_telling_round(cast, people=24, **fields):
    """A round in which something stands out: the ambition lives and parties give support, but decisions wait."""
    round = a_round(cast, people, **fields)
    for number, response in enumerate(round.responses.order_by("invitation")):
        told = {"AMB": 6, "CHA": 6, "INT": 4, "REL": 4, "ORG": 4, "PRO": 4, "ORG-3": 6, "ORG-2": 2}
        rated = {item: told.get(item, told.get(item[:3])) for item in response.document if item[-1].isdigit()}
        response.document |= {item: value + number % 2 for item, value in rated.items()}
        response.save()
    return round


def answer(round, people, seed=1):
    """So many more people send their answers."""
    made = documents(round.instrument, people, seed)
    for document in made:
        invitation = Invitation.objects.create(round=round, answered=True)
        Response.objects.create(round=round, invitation=invitation, document=document, sent=True)


def documents(instrument, people, seed=1):
    rng = np.random.default_rng(seed)
    return [_document(find_instrument(instrument), rng, number) for number in range(people)]


def _document(instrument, rng, number):
    found = {}
    for item in instrument.items:
        match item.kind:
            case Rating(values=points):
                found[item.id] = int(points[(number + int(rng.integers(0, 4))) % len(points)])
            case Choice(options=options):
                found[item.id] = options[(number + int(rng.integers(0, 3))) % len(options)].id
            case Multiple(options=options):
                found[item.id] = [option.id for option in options if rng.random() < 0.5]
            case OpenText():
                found[item.id] = f"opmerking {number}" if number % 3 == 0 else ""
    return found


def close(round, moment=LATER):
    round.closed_at = moment
    round.save(update_fields=["closed_at"])


def released(round):
    """What was released of a round, as it was kept."""
    return thaw(Publication.objects.get(round=round).frozen, instrument_of(round))
