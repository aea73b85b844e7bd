"""What is kept of an account, to take along; and ending it."""

import json

import pytest

from samenspel.web.accounts.models import Account
from samenspel.web.networks.models import Membership, Network
from samenspel.web.shared.clock import now

PASSWORD = "een lang wachtwoord"


@pytest.fixture(autouse=True)
def data(tmp_path, settings):
    settings.DATA = tmp_path


def test_the_account_page_leads_to_both(cast):
    page = cast.client("viewer").get("/account").content.decode()
    assert 'href="/account/gegevens"' in page
    assert 'href="/account/opheffen"' in page


def test_the_file_holds_what_is_kept_of_this_account_only(cast):
    answer = cast.client("facilitator").get("/account/gegevens")
    assert answer["Content-Type"].startswith("application/json")
    assert answer["Content-Disposition"].startswith("attachment")
    form = json.loads(answer.content)
    assert form["takes_part"] == []
    assert form["account"]["email"] == "farid@samenspel.example"
    assert "sanne" not in answer.content.decode().lower()


@pytest.mark.parametrize("path", ["/account/gegevens", "/account/opheffen"])
def test_a_visitor_logs_in_first(cast, path):
    assert cast.client().get(path).url.startswith("/inloggen")
    assert cast.client().post(path).status_code in (302, 405)


def test_ending_asks_for_the_password_and_then_nothing_is_left(cast):
    client = cast.client("facilitator")
    assert cast.network.name in client.get("/account/opheffen").content.decode()
    for current in ("", "iets anders"):
        assert client.post("/account/opheffen", {"current": current}).status_code == 200
    assert Account.objects.filter(pk=cast.facilitator.pk).exists()
    gone = client.post("/account/opheffen", {"current": PASSWORD})
    assert "Je account is opgeheven" in gone.content.decode()
    assert not Account.objects.filter(pk=cast.facilitator.pk).exists()
    assert client.get("/account").url.startswith("/inloggen")


@pytest.mark.usefixtures("time_stands_still")
def test_guesses_at_the_password_are_counted(cast):
    client = cast.client("facilitator")
    answers = [client.post("/account/opheffen", {"current": "iets anders"}).status_code for _ in range(11)]
    assert answers[-1] == 429


def test_without_a_password_a_fresh_link_is_asked(cast):
    cast.viewer.set_unusable_password()
    cast.viewer.save()
    client = cast.client("viewer")
    assert "/account/link" in client.get("/account/opheffen").content.decode()
    client.post("/account/opheffen")
    assert Account.objects.filter(pk=cast.viewer.pk).exists()


def test_who_just_came_in_by_a_link_needs_no_password(cast):
    client = cast.client("viewer")
    session = client.session
    session["link_at"] = int(now().timestamp())
    session.save()
    client.post("/account/opheffen")
    assert not Account.objects.filter(pk=cast.viewer.pk).exists()


def test_the_last_steward_reads_where_to_hand_over(cast):
    away = Network.objects.create(name="Weggelegd", deleted_at=now())
    Membership.objects.create(network=away, account=cast.steward, role="steward")
    client = cast.client("steward")
    page = client.get("/account/opheffen").content.decode()
    assert f"/netwerken/{cast.network.code}/team" in page
    assert f"/netwerken/{away.code}/voorgoed-weg" in page
    assert client.post("/account/opheffen", {"current": PASSWORD}).status_code == 200
    assert Account.objects.filter(pk=cast.steward.pk).exists()
