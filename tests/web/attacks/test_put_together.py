"""An insider lays everything side by side that a network ever shows: two rounds, every page, file and slide, their own
result, and what changes when somebody is erased or a round opens again.

Two others who swapped an answer would have left all of it as it is, to the byte. So none of it tells what one of them
answered.
"""

import io
import re
import zipfile
from datetime import timedelta

import pytest
from django.db import transaction

from samenspel.web.answering.models import Response
from samenspel.web.parties.models import Participant
from samenspel.web.results import queries
from samenspel.web.results import services as results
from samenspel.web.results.kept import forget
from samenspel.web.results.models import Report
from samenspel.web.results.tasks import make_report
from samenspel.web.rounds import services
from samenspel.web.shared.clock import now
from tests.web.answering.scenes import invite, open_round
from tests.web.attacks.test_release import people
from tests.web.results.rounds import documents

WEEK = timedelta(days=7)
PASSING = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"|nonce-?[\w=+/"-]+')


@pytest.fixture
def scene(cast, settings):
    """Two open rounds in which the same twelve people are asked, and the link of the insider, who is the first."""
    who = people(cast, 12)
    rounds = [open_round(cast.network, form="full", title=title) for title in ("Eerste", "Tweede")]
    asked = [[invite(round, person) for person in who] for round in rounds]
    return rounds, asked


def told(cast, scene, swapped, moment, breakdown=""):
    """Everything that can be seen of the network, after its course in a world in which some others swapped answers."""
    rounds, asked = scene
    forget()
    seen = {}
    for number, (round, invitations) in enumerate(zip(rounds, asked, strict=True)):
        given = documents("conditions", 12, seed=5 + number)
        for one, other, items in swapped:
            for item in items:
                given[one][item], given[other][item] = given[other][item], given[one][item]
        for (invitation, _), document in zip(invitations, given, strict=True):
            Response.objects.create(round=round, invitation=invitation, document=document, sent=True)
        round.invitations.update(answered=True)
        round.closed_at = moment + number * WEEK
        round.breakdown = breakdown
        round.save()
        results.publish(round, by=cast.facilitator, now=round.closed_at)
        seen |= {f"{number} {name}": page for name, page in looked_at(cast, round, invitations[0][1]).items()}
    _opened_again(cast, rounds[1], moment + 2 * WEEK)
    seen |= {f"again {name}": page for name, page in looked_at(cast, rounds[1], asked[1][0][1]).items()}
    return seen


def _opened_again(cast, round, moment):
    """The last person changes everything, which is not enough to tell anything new."""
    services.reopen(round, by=cast.facilitator, now=moment, closes_at=now() + WEEK)
    late = round.responses.order_by("pk").last()
    late.document = {item: value for item, value in late.document.items() if item == "AMB-1"}
    late.save()
    services.close_round(round, by=cast.facilitator, now=moment)
    round.refresh_from_db()
    results.publish(round, by=cast.facilitator, now=moment)


def looked_at(cast, round, secret):
    """What the insider and somebody of the team see of a round."""
    base = f"/netwerken/{cast.network.code}"
    there = f"{base}/rondes/{round.code}"
    paths = ["/", base, f"{base}/rondes", there, f"{base}/gesprek", f"{base}/partijen", f"{base}/mensen"]
    paths += [f"{base}/partijen/{party.code}" for party in cast.parties.values()]
    paths += [f"{there}/{way}" for way in ("uitkomst", "uitkomst.json", "gesprek", "uitkomst/opmerkingen")]
    paths += [f"{there}/uitkomst?lezen={way}" for way in ("minuut", "alles", "vast")]
    publication = queries.publication_of(round)
    paths += [f"{there}/uitkomst/scherm?stap={step + 1}" for step in range(len(queries.screen_for(publication, "nl")))]
    client = cast.client("viewer")
    seen = {path: PASSING.sub(b"", client.get(path).content) for path in paths}
    own = f"/d/{secret}/uitkomst"
    seen |= {way: PASSING.sub(b"", cast.client().get(own + way).content) for way in ("", "?lezen=alles")}
    return seen | {kind: _file(cast, publication, kind) for kind in Report.KINDS}


def _file(cast, publication, kind):
    """The contents of a file; of one that is an archive its parts, without the moment at which it was packed."""
    report = results.ask_report(publication, by=cast.viewer, now=now(), kind=kind, language="nl")
    make_report.func(report.pk)
    report.refresh_from_db()
    data = bytes(report.file)
    if not data.startswith(b"PK"):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        return {name: parts.read(name) for name in parts.namelist() if not name.startswith("docProps")}


def worlds(cast, scene, *swaps, breakdown=""):
    """What is told in each of these worlds, all of which begin the same."""
    moment = now()
    for swapped in swaps:
        with transaction.atomic():
            yield told(cast, scene, swapped, moment, breakdown)
            transaction.set_rollback(True)


ALIKE = [(1, 3, ["AMB-1", "INT-2", "REL-1"]), (2, 4, ["ORG-1", "PRO-3"]), (5, 7, ["CHA-2", "AMB-1"])]
"""Who swaps what: the insider never, and each with somebody of the same party, so that no group changes."""


@pytest.mark.parametrize("breakdown", ["", "sector"])
def test_others_could_have_swapped_answers_and_nothing_anywhere_would_differ(cast, scene, breakdown):
    as_it_was, swapped = worlds(cast, scene, [], ALIKE, breakdown=breakdown)
    assert len(as_it_was) > 60
    assert {path for path in as_it_was if as_it_was[path] != swapped[path]} == set()


def test_other_answers_do_show_or_the_test_above_would_see_nothing(cast, scene):
    moment = now()
    with transaction.atomic():
        as_it_was = told(cast, scene, [], moment)
        transaction.set_rollback(True)
    with transaction.atomic():
        Participant.objects.filter(pk=0).delete()
        changed = told(cast, [scene[0], scene[1][:1] + [scene[1][1]]], [(1, 3, ["AMB-1"])], moment)
        transaction.set_rollback(True)
    assert as_it_was.keys() == changed.keys()
