"""Whoever is in one network, or in a lesser role, tries every address of another; pages elsewhere post here."""

import pytest
from django.test import Client

from samenspel.web.answering import services as answering
from samenspel.web.conversations import services as conversations
from samenspel.web.conversations.page import slug_of
from samenspel.web.networks.models import Membership
from samenspel.web.results import services as results
from samenspel.web.results.models import Report
from samenspel.web.rounds import services
from samenspel.web.shared.clock import now
from samenspel.web.shared.codes import new_code
from samenspel.web.uploads.models import Upload
from tests.web.addresses import address, parts, patterns, private
from tests.web.answering.scenes import invite, open_round

OTHERS = {
    "party", "person", "round", "invitation", "upload", "report", "member", "part", "agreement", "line", "remark",
}  # fmt: skip
OWN_CHOICE = {"networks:remove-member"}
VIEWERS_MAY = {"results:ask-report"}


@pytest.fixture
def filled(cast):
    """What each part of an address stands for in the network of the cast."""
    round = open_round(cast.network, title="Geheime ronde")
    invitation, secret = invite(round, cast.participants["Pim"])
    answering.send(invitation, now=now(), key="a1b2c3d4.1", answers={"AMB-1": 4})
    services.close_round(round, by=None, now=now())
    publication = results.publish(round, by=None, now=now())
    agreement, line, kept = new_code(), new_code(), {"by": None, "now": now()}
    conversations.take_out(round, key="look", **kept)
    conversations.add_agreement(round, code=agreement, what="Eén loket", who="Pim", until=None, **kept)
    conversations.add_line(cast.network, code=line, what="Eén nummer", whom="all", party=None, **kept)
    report = Report.objects.create(
        publication=publication, number=1, kind="whole", language="nl", asked_at=now(), state="ready", file=b"%PDF"
    )
    upload = Upload.objects.create(
        network=cast.network, by=cast.outsider, at=now(), purpose="people", name="a.csv", content=b"naam\nA\n"
    )
    return {
        "network": cast.network.code,
        "party": cast.parties["Woonstede"].code,
        "person": cast.participants["Pim"].code,
        "round": round.code,
        "invitation": invitation.code,
        "upload": upload.code,
        "report": report.code,
        "part": slug_of("look"),
        "version": 1,
        "agreement": agreement,
        "line": line,
        "remark": "0" * 64,
        "member": cast.network.memberships.get(account=cast.viewer).pk,
        "secret": secret,
        "session": 1,
        "number": 1,
    }


@pytest.mark.parametrize(("name", "route"), [one for one in private() if OTHERS & set(parts(one[1]))])
def test_in_ones_own_network_the_codes_of_another_open_nothing(cast, filled, name, route):
    path = address(route, filled | {"network": cast.other_network.code})
    client = cast.client("outsider")
    for ask in (client.get, client.post):
        answer = ask(path)
        assert answer.status_code in (302, 404, 405)
        if answer.status_code == 302:  # the list is gone already: back to the lists of one's own network
            assert answer.url.startswith(f"/netwerken/{cast.other_network.code}/")
        assert b"Geheime ronde" not in answer.content


def test_an_invitation_or_report_of_one_round_does_not_exist_in_the_next(cast, filled):
    other = open_round(cast.network, title="Volgende")
    client = cast.client("steward")
    for route in ("mensen/{invitation}/link", "mensen/{invitation}/intrekken", "mensen/{invitation}/opnieuw"):
        path = f"/netwerken/{cast.network.code}/rondes/{other.code}/{route.format(**filled)}"
        assert client.post(path).status_code == 404
    report = f"/netwerken/{cast.network.code}/rondes/{other.code}/rapport/{filled['report']}/pdf"
    assert client.get(report).status_code == 404


@pytest.mark.parametrize(("name", "route"), private())
def test_a_viewer_changes_nothing(cast, filled, name, route):
    if name in VIEWERS_MAY:
        return
    answer = cast.client("viewer").post(address(route, filled | {"member": _member(cast, "facilitator")}))
    assert answer.status_code in (404, 405), name


@pytest.mark.parametrize(
    "path", ["instellingen", "verwijderen", "logboek", "team/{member}", "team/{member}/overdragen", "team"]
)
def test_a_facilitator_does_nothing_that_is_the_stewards(cast, path):
    where = f"/netwerken/{cast.network.code}/{path.format(member=_member(cast, 'facilitator'))}"
    data = {"email": "kwaad@elders.example", "name": "Kwaad", "role": "steward", "until": ""}
    assert cast.client("facilitator").post(where, data).status_code in (404, 405)
    assert cast.network.memberships.get(account=cast.facilitator).role == "facilitator"


def test_a_facilitator_removes_no_one_else_from_the_team(cast):
    for who in ("steward", "viewer"):
        path = f"/netwerken/{cast.network.code}/team/{_member(cast, who)}/weg"
        assert cast.client("facilitator").post(path).status_code == 404


def test_a_facilitator_whose_time_is_over_finds_nothing(cast, filled):
    Membership.objects.filter(account=cast.facilitator).update(until=now().date().replace(year=2020))
    client = cast.client("facilitator")
    for _, route in private():
        answer = client.get(address(route, filled))
        assert answer.status_code in (404, 405)
    assert "Langer thuis" not in client.get("/").content.decode()


@pytest.mark.parametrize(("name", "route"), list(patterns()))
def test_a_page_from_elsewhere_posts_nothing(cast, filled, name, route):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.steward)
    assert client.post(address(route, filled)).status_code == 403


@pytest.mark.parametrize(("name", "route"), private())
def test_no_cache_keeps_a_page_of_a_network(cast, filled, name, route):
    answer = cast.client("steward").get(address(route, filled))
    if answer.status_code == 200:
        assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("path", ["/", "/account", "/d/{secret}", "/d/{secret}/uitkomst", "/d/{secret}/vragen"])
def test_no_cache_keeps_what_belongs_to_one_person(cast, filled, path):
    assert "no-store" in cast.client("steward").get(path.format(**filled))["Cache-Control"]


@pytest.mark.parametrize("path", ["/taal", "/weergave", "/inloggen"])
@pytest.mark.parametrize("evil", ["//kwaad.example", "https://kwaad.example/", "/\\kwaad.example", "javascript:x()"])
def test_nobody_is_sent_to_another_site(cast, path, evil):
    answer = cast.client().post(path, {"next": evil, "language": "en", "look": "dark", "email": "x@y.example"})
    assert "kwaad" not in answer.get("Location", "")
    assert "javascript" not in answer.get("Location", "")


@pytest.mark.parametrize("proxies", [0, 1])
@pytest.mark.usefixtures("time_stands_still")
def test_writing_ones_own_address_in_a_header_evades_no_limit(cast, settings, proxies):
    settings.PROXIES = proxies
    statuses = []
    for number in range(70):
        forged = f"198.51.100.{number}" + (", 203.0.113.9" if proxies else "")
        statuses.append(cast.client().get(f"/d/{number:024}", headers={"X-Forwarded-For": forged}).status_code)
    assert statuses[:60] == [404] * 60
    assert set(statuses[60:]) == {429}


def test_guessing_costs_the_others_behind_one_address_nothing(cast, filled):
    for number in range(70):
        cast.client().get(f"/d/{number:024}")
    assert cast.client().get(f"/d/{filled['secret']}").status_code == 200


def _member(cast, who):
    return cast.network.memberships.get(account=getattr(cast, who)).pk
