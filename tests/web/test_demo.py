"""The network of the demo: it is there once, it tells the story of the examples, and a newcomer can go on from it."""

import datetime
from collections import Counter
from importlib.resources import as_file, files

import pytest
from django.test import Client

from samenspel.examples.generate import story
from samenspel.exchange.remarks import read_remarks
from samenspel.web import demo
from samenspel.web.accounts.models import Account
from samenspel.web.conversations.queries import outcome_before, outcome_of, yields_of
from samenspel.web.networks.models import Network
from samenspel.web.parties.models import Participant, Party
from samenspel.web.results.queries import publication_of, release_of
from samenspel.web.results.remarks import desk_of
from samenspel.web.rounds.models import Round
from samenspel.web.rounds.queries import response_counts
from samenspel.web.shared.clock import now


@pytest.fixture
def account(db):
    return demo.seed(now(), "nl")


def test_its_parties_and_people_are_those_of_the_example():
    invited = {party["name"]: party["invited"] for party in story()["parties"]}
    assert {party["name"]: len(party["people"]) for party in demo.told()["parties"]} == invited
    names = [name for party in demo.told()["parties"] for name in party["people"]]
    assert len({demo.email_of(name) for name in names}) == 44
    assert demo.email_of("Ömer Aydin") == "omer.aydin@voorbeeld.example"
    assert {party["sector"] for party in demo.told()["parties"]} <= set(Party.SECTORS)
    assert {party["kind"] for party in demo.told()["parties"]} <= set(Party.KINDS)


def test_two_rounds_have_a_result_and_a_short_one_is_open(account):
    network = Network.objects.get(name="Langer thuis wonen")
    past = list(Round.objects.filter(door="import", network=network).order_by("closed_at"))
    assert [release_of(one).people for one in past] == [36, 40]
    assert [one.visibility for one in past] == ["party", "party"]
    assert past[0].closed_at < past[1].closed_at < now()
    (open_now,) = Round.objects.filter(door="personal")
    assert (open_now.state, open_now.visibility, open_now.form) == ("open", "totals", "pulse")
    answered, asked = response_counts(open_now)
    assert asked == network.participants.count() == 44
    assert 20 <= answered <= 30


def test_a_second_network_shows_totals_only(account):
    network = Network.objects.get(name="Warme buurten")
    round = network.rounds.get()
    release = release_of(round)
    assert (round.visibility, round.breakdown, release.people) == ("totals", "sector", 26)
    assert {group.name for group in release.breakdown.groups} == {"bedrijven", "inwoners", "overheid"}
    invited = {party["name"]: party["invited"] for party in story("warme-buurten")["parties"]}
    assert {party.name: party.participants.count() for party in network.parties.all()} == invited


def test_the_remarks_of_the_second_round_are_read_for_names_and_those_in_totals_still_wait(account):
    first, second = Round.objects.filter(door="import", network__name="Langer thuis wonen").order_by("closed_at")
    with as_file(files("samenspel.examples").joinpath(demo.REMARKS)) as file:
        assert Counter(release_of(second).remarks) == Counter(read_remarks(file))
    assert any("[naam]" in one.text for one in release_of(second).remarks)
    assert release_of(first).remarks == ()
    waiting = desk_of(publication_of(Round.objects.get(network__name="Warme buurten")))
    assert (waiting.state, waiting.read) == ("ready", 0)
    assert waiting.unread > 3


def test_people_talked_about_the_first_round_and_look_back_at_the_second(account):
    first, second = Round.objects.filter(door="import", network__name="Langer thuis wonen").order_by("closed_at")
    outcome = outcome_of(first)
    assert {action.state for action in outcome.actions} == {"open", "done", "changed"}
    assert outcome_before(second) == outcome
    assert outcome_of(second) is None
    assert [len(line.looks.all()) for line in yields_of(first.network)] == [2, 2, 2, 2]


def test_it_is_made_once_and_each_time_a_new_link_lets_in_once(account):
    again = demo.seed(now(), "nl")
    assert again == account
    assert (Network.objects.count(), Participant.objects.count(), Account.objects.count()) == (2, 44 + 28, 1)
    first, second = (demo.entrances(account, now(), phone=False) for _ in range(2))
    assert first.login != second.login
    assert (first.person, first.answering) == ("", "")
    link = account.links.latest("made_at")
    assert link.expires_at - link.made_at == datetime.timedelta(hours=demo.LINK_HOURS)


def test_a_phone_gets_the_link_of_somebody_who_has_not_answered(account):
    found = demo.entrances(account, now(), phone=True)
    assert Participant.objects.get(name=found.person).invitations.get().answered is False
    response = Client().get(found.answering.removeprefix("http://127.0.0.1:8000"))
    assert response.status_code == 200
    assert found.person in response.content.decode()
