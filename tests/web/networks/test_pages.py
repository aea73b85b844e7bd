"""The pages of networks as each of the cast sees them."""

from datetime import date

import pytest

from samenspel.web.networks.models import Network

PAGES = ("", "/instellingen", "/verwijderen", "/team", "/logboek", "/prullenbak")


@pytest.mark.parametrize("page", PAGES)
def test_the_outsider_gets_404_and_a_visitor_the_login_page(cast, page):
    address = f"/netwerken/{cast.network.code}{page}"
    assert cast.client("outsider").get(address).status_code == 404
    assert cast.client().get(address).url.startswith("/inloggen")


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_a_steward_sees_every_page_in_both_languages(cast, page, lang):
    answer = cast.client("steward", lang).get(f"/netwerken/{cast.network.code}{page}")
    assert answer.status_code == 200
    assert f'<html lang="{lang}"' in answer.content.decode()


@pytest.mark.parametrize(("page", "status"), [("", 200), ("/team", 200), ("/instellingen", 404), ("/logboek", 404)])
def test_a_viewer_sees_what_is_there_but_no_settings(cast, page, status):
    assert cast.client("viewer").get(f"/netwerken/{cast.network.code}{page}").status_code == status


def test_a_newcomer_makes_a_network_from_an_empty_page(cast):
    client = cast.client("viewer")
    cast.network.memberships.filter(account=cast.viewer).delete()
    assert "/netwerken/nieuw" in client.get("/").content.decode()
    made = client.post(
        "/netwerken/nieuw",
        {"name": "  Schone   lucht ", "challenge": "Schone lucht voor ieder kind.", "kind": "challenge",
         "language": "nl", "time_zone": "Europe/Amsterdam", "keep_until": "2099-12-31"},
        follow=True,
    )  # fmt: skip
    assert "Schone lucht voor ieder kind." in made.content.decode()
    network = Network.objects.get(name="Schone lucht")
    assert network.memberships.get().account == cast.viewer
    assert network.keep_until == date(2099, 12, 31)


def test_a_new_network_keeps_dutch_time_unless_somebody_chooses_another(cast):
    page = cast.client("viewer").get("/netwerken/nieuw").content.decode()
    assert '<option value="Europe/Amsterdam" selected>' in page


def test_a_mistake_in_a_form_keeps_what_was_typed(cast):
    answer = cast.client("viewer").post("/netwerken/nieuw", {"name": "", "challenge": "Dit blijft staan"})
    assert answer.status_code == 200
    assert "Dit blijft staan" in answer.content.decode()


def test_a_deleted_network_can_be_brought_back_from_the_page_that_follows(cast):
    client = cast.client("steward")
    answer = client.post(f"/netwerken/{cast.network.code}/verwijderen", follow=True)
    restore = f"/netwerken/{cast.network.code}/terugzetten"
    assert restore in answer.content.decode()
    assert cast.client("outsider").post(restore).status_code == 404
    assert cast.client("facilitator").post(restore).status_code == 404
    assert client.post(restore, follow=True).status_code == 200
    assert Network.objects.get(pk=cast.network.pk).deleted_at is None


def test_a_viewer_cannot_let_someone_in_by_posting_to_the_team(cast):
    data = {"email": "x@samenspel.example", "name": "X", "role": "steward"}
    assert cast.client("viewer").post(f"/netwerken/{cast.network.code}/team", data).status_code == 404
    assert cast.network.memberships.count() == 3


def test_a_member_of_another_network_cannot_be_changed_from_here(cast):
    stranger = cast.other_network.memberships.get()
    address = f"/netwerken/{cast.network.code}/team/{stranger.pk}"
    assert cast.client("steward").post(address, {"role": "viewer"}).status_code == 404
    assert cast.client("steward").post(f"{address}/weg").status_code == 404


@pytest.mark.parametrize("page", ["", "/team", "/logboek"])
def test_a_page_asks_the_database_as_much_for_many_as_for_few(cast, page, django_assert_max_num_queries):
    from tests.web.conftest import Party

    Party.objects.bulk_create(Party(network=cast.network, name=f"Partij {n}") for n in range(60))
    client = cast.client("steward")
    with django_assert_max_num_queries(14):
        client.get(f"/netwerken/{cast.network.code}{page}")


@pytest.mark.usefixtures("time_stands_still")
def test_one_account_does_not_mail_the_whole_world(cast, monkeypatch):
    monkeypatch.setattr("samenspel.web.networks.views.MOST_INVITED", 2)
    client, address = cast.client("steward"), f"/netwerken/{cast.network.code}/team"
    answers = [
        client.post(address, {"email": f"nieuw{n}@samenspel.example", "name": "Nieuw", "role": "viewer"}).status_code
        for n in range(3)
    ]
    assert answers == [302, 302, 429]
    assert cast.network.memberships.count() == 5
