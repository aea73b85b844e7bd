"""Every address of the site, walked by the outsider and by a visitor."""

import pytest
from django.utils import timezone

from samenspel.web.accounts.models import Account
from samenspel.web.uploads.models import Upload
from tests.web.addresses import address, private


@pytest.fixture
def filled(cast):
    """What each part of an address stands for in the network of the cast, so that only access can refuse."""
    from samenspel.web.conversations.models import Agreement, Conversation, YieldLine
    from samenspel.web.results.models import Publication, Report
    from samenspel.web.rounds.models import Invitation, Round

    round_ = Round.objects.create(
        network=cast.network, title="Ronde", instrument="conditions", version=1, digest="x", form="pulse"
    )
    invitation = Invitation.objects.create(round=round_, participant=cast.participants["Pim"])
    upload = Upload.objects.create(
        network=cast.network,
        by=cast.facilitator,
        at=timezone.now(),
        purpose="people",
        name="a.csv",
        content=b"naam\nA\n",
    )
    publication = Publication.objects.create(round=round_, made_at=timezone.now(), closing=timezone.now(), frozen={})
    report = Report.objects.create(
        publication=publication, number=1, kind="report", language="nl", asked_at=timezone.now()
    )
    conversation = Conversation.objects.create(round=round_)
    return {
        "part": "opening",
        "agreement": Agreement.objects.create(conversation=conversation, what="Iets").code,
        "line": YieldLine.objects.create(network=cast.network, what="Iets").code,
        "version": 1,
        "network": cast.network.code,
        "party": cast.parties["Woonstede"].code,
        "person": cast.participants["Pim"].code,
        "round": round_.code,
        "invitation": invitation.code,
        "upload": upload.code,
        "report": report.code,
        "remark": "0" * 64,
        "member": cast.network.memberships.first().pk,
    }


def test_there_are_private_addresses_in_every_part():
    parts = {name.partition(":")[0] for name, _ in private()}
    assert {"networks", "parties", "rounds", "results", "conversations"} <= parts


@pytest.mark.parametrize(("name", "route"), private())
def test_to_an_outsider_a_private_address_does_not_exist(cast, filled, name, route):
    path = address(route, filled)
    client = cast.client("outsider")
    assert client.get(path).status_code in (404, 405)
    assert client.post(path).status_code in (404, 405)
    assert 404 in {client.get(path).status_code, client.post(path).status_code}


@pytest.mark.parametrize(("name", "route"), private())
def test_a_visitor_is_asked_to_log_in_and_comes_back_to_the_page(cast, filled, name, route):
    path = address(route, filled)
    client = cast.client()
    answers = [client.get(path), client.post(path)]
    assert {answer.status_code for answer in answers} <= {302, 405}
    assert all(answer.url.startswith("/inloggen") for answer in answers if answer.status_code == 302)


def test_an_account_that_was_closed_gets_nowhere(cast):
    client = cast.client("steward")
    Account.objects.filter(pk=cast.steward.pk).update(is_active=False)
    assert client.get(f"/netwerken/{cast.network.code}").status_code in (302, 404)


def test_no_page_may_be_shown_inside_another_or_load_from_elsewhere(cast):
    answer = cast.client("steward").get("/")
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["X-Content-Type-Options"] == "nosniff"
