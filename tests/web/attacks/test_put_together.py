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
PASSING = re.compile(rb"\b[A-Za-z0-9]{64}\b|(?<=/rapport/)[a-z0-9]{12}")
"""Drawn anew for each page: what guards its forms, and the names of files."""


@pytest.fixture
def scene(cast, settings):
    """Two open rounds in which the same twelve people are asked, and the link of the insider, who is the first."""
    who = people(cast, 12)
    rounds = [open_round(cast.network, form="full", title=title) for title in ("Eerste", "Tweede")]
    asked = [[invite(round, person) for person in who] for round in rounds]
    return rounds, asked


def told(cast, scene, swapped, moment, besides):
    """Everything that can be seen of the network, after its course in a world in which some others swapped answers."""
    rounds, asked = scene
    forget()
    seen = {}
    for number, (round, invitations) in enumerate(zip(rounds, asked, strict=True)):
        given = documents("conditions", 12, seed=5 + number)
        for one, other, items in swapped:
            for item in items:
                given[one][item], given[other][item] = given[other][item], given[one][item]
        given[-1] |= besides
        for (invitation, _), document in zip(invitations, given, strict=True):
            Response.objects.create(round=round, invitation=invitation, document=document, sent=True)
        round.invitations.update(answered=True)
        round.closed_at = moment + number * WEEK
        round.breakdown = ("sector", "")[number]
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
    publication = queries.publication_of(round)
    paths = ["/", base, f"{base}/rondes", there, f"{base}/gesprek", f"{base}/partijen", f"{base}/mensen"]
    paths += [f"{base}/partijen/{party.code}" for party in cast.parties.values()]
    paths += [f"{there}/{way}" for way in ("uitkomst", "uitkomst.json", "gesprek", "uitkomst/opmerkingen")]
    paths += [f"{there}/uitkomst?lezen={way}" for way in ("minuut", "alles", "vast")]
    steps = range(1, len(queries.screen_for(publication, "nl")) + 1)
    paths += [f"{there}/uitkomst/scherm?stap={step}" for step in steps]
    client = cast.client("viewer")
    seen = {path: PASSING.sub(b"", client.get(path).content) for path in paths}
    own = f"/d/{secret}/uitkomst"
    seen |= {way: PASSING.sub(b"", cast.client().get(own + way).content) for way in ("", "?lezen=alles")}
    later = round.title == "Tweede"  # its files hold the comparison with the first
    return seen | {kind: _file(cast, publication, kind) for kind in Report.KINDS if later}


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


def world(cast, scene, swapped, moment, besides=None):
    """What is told in a world that begins as all others do, and is then taken back."""
    with transaction.atomic():
        seen = told(cast, scene, swapped, moment, besides or {})
        transaction.set_rollback(True)
    return seen


ALIKE = [(1, 3, ["AMB-1", "INT-2", "REL-1"]), (2, 4, ["ORG-1", "PRO-3"]), (5, 7, ["CHA-2", "AMB-1"])]
"""Who swaps what: the insider never, and each with somebody of the same party, so that no group changes."""


def test_others_could_have_swapped_answers_and_nothing_anywhere_would_differ(cast, scene):
    moment = now() - 3 * WEEK
    as_it_was, swapped = (world(cast, scene, swaps, moment) for swaps in ([], ALIKE))
    assert len(as_it_was) > 60
    assert {path for path in as_it_was if as_it_was[path] != swapped[path]} == set()
    other = world(cast, scene, [], moment, {"AMB-1": 1, "AMB-2": 1, "INT-1": 7})
    assert len([path for path in as_it_was if as_it_was[path] != other[path]]) > 10  # so a difference would be seen
