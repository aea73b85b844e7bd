"""Forgetting at the moment at which somebody else does something: what is forgotten stays forgotten, and only that."""

import threading
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from samenspel.errors import UsageError
from samenspel.web.accounts.models import Account
from samenspel.web.answering import services as answering
from samenspel.web.answering.models import Response
from samenspel.web.networks import services as networks
from samenspel.web.networks.models import Membership, Network
from samenspel.web.parties import services as parties
from samenspel.web.parties.models import Participant
from samenspel.web.privacy import services
from samenspel.web.rounds import services as rounds
from samenspel.web.rounds.models import Invitation, Letter, Link, Mailing, Round
from samenspel.web.rounds.tasks import link_for
from samenspel.web.shared import chores, ledger
from samenspel.web.shared.bin import KEPT
from samenspel.web.shared.clock import now
from samenspel.web.shared.mishaps import NotAllowed
from samenspel.web.shared.models import AuditEntry
from tests.web.answering.scenes import invite, open_round
from tests.web.parallel import at_once
from tests.web.privacy.scenes import NAME, pim_took_part
from tests.web.results.rounds import NOW

pytestmark = pytest.mark.django_db(transaction=True)
A_MOMENT = 0.5
"""So many seconds somebody is given to do what must wait for us."""


@pytest.fixture(autouse=True)
def data(tmp_path, settings):
    settings.DATA = tmp_path
    return tmp_path


def forget(person):
    return services.forget_person(Participant.objects.get(pk=person.pk), by=None, now=now())


def while_under_way(first, second):
    """Do something second, while what was done first is not through yet. Gives whether it waited, and its outcome."""
    begun, done = threading.Event(), threading.Event()
    seen = {}

    def hold():
        with transaction.atomic():
            first()
            begun.set()
            seen["waited"] = not done.wait(A_MOMENT)

    def follow():
        begun.wait(5)
        try:
            return second()
        finally:
            done.set()

    _, outcome = at_once(hold, follow)
    return seen["waited"], outcome


def test_two_stewards_forget_somebody_once(cast, data):
    pim = pim_took_part(cast)
    assert at_once(*[lambda: forget(pim.person)] * 3) == [None] * 3
    assert AuditEntry.objects.filter(action="person-forgotten").count() == 1
    assert [one.code for one in ledger.read(data)] == [pim.person.code]


def test_an_answer_that_comes_in_while_its_writer_is_forgotten_does_not_stay(cast):
    person = cast.participants["Pim"]
    invitation, _ = invite(open_round(cast.network), person)

    def save():
        answering.save(invitation, now=now(), key="a1b2c3d4.1", answers={"AMB-1": 4})

    waited, outcome = while_under_way(save, lambda: forget(person))
    assert (waited, outcome) == (True, None)
    assert not Response.objects.exists()
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("released", [False, True])
def test_an_answer_of_who_is_being_forgotten_is_not_taken_in(cast, released):
    if released:
        pim = pim_took_part(cast)
        person, invitation = pim.person, pim.invitation
        rounds.reopen(pim.round, by=None, now=now(), closes_at=now() + timedelta(days=3))
    else:
        person = cast.participants["Pim"]
        invitation, _ = invite(open_round(cast.network), person)
    invitation = Invitation.objects.select_related("round").get(pk=invitation.pk)

    def save():
        answering.save(invitation, now=now(), key="a1b2c3d4.1", answers={"AMB-1": 4})

    waited, outcome = while_under_way(lambda: forget(person), save)
    assert waited
    assert isinstance(outcome, answering.NotTakenError)
    assert not Response.objects.filter(invitation=invitation.pk).exists()


def test_who_is_asked_at_the_moment_of_being_forgotten_is_not_asked(cast):
    person, round = cast.participants["Pim"], open_round(cast.network)
    asked = Participant.objects.get(pk=person.pk)
    while_under_way(lambda: rounds.invite(round, by=None, now=now(), participants=[asked]), lambda: forget(person))
    assert not Participant.objects.filter(pk=person.pk).exists()
    assert not Invitation.objects.exists()


@pytest.fixture
def letter(cast):
    """A mail to Pim that a worker has just taken up."""
    round = open_round(cast.network)
    invitation, _ = invite(round, cast.participants["Pim"])
    mailing = Mailing.objects.create(round=round, kind="invitation", occasion="open", made_at=now())
    return Letter.objects.create(mailing=mailing, invitation=invitation)


def test_a_mail_that_is_being_written_to_who_is_forgotten_leaves_no_link(cast, letter):
    waited, outcome = while_under_way(lambda: link_for(letter), lambda: forget(cast.participants["Pim"]))
    assert (waited, outcome) == (True, None)
    assert not Link.objects.exists()


def test_no_mail_is_written_to_who_is_being_forgotten(cast, letter):
    waited, outcome = while_under_way(lambda: forget(cast.participants["Pim"]), lambda: link_for(letter))
    assert (waited, outcome) == (True, None)
    assert not Link.objects.exists()


def test_a_round_does_not_open_again_while_somebody_in_it_is_forgotten(cast):
    pim = pim_took_part(cast)

    def reopen():
        rounds.reopen(pim.round, by=None, now=NOW, closes_at=NOW + timedelta(days=3))

    waited, outcome = while_under_way(lambda: forget(pim.person), reopen)
    assert waited
    assert isinstance(outcome, UsageError)
    assert Round.objects.get(pk=pim.round.pk).state == "closed"


def test_a_last_day_that_is_moved_at_the_last_moment_counts(cast):
    pim_took_part(cast)
    Network.objects.filter(pk=cast.network.pk).update(keep_until=timezone.localdate(now()) - timedelta(days=1))
    fields = {"responsible": "", "contact": "", "keep_until": timezone.localdate(now()) + timedelta(days=9)}

    def move():
        networks.change_keeping(cast.network, by=cast.steward, now=now(), **fields)

    waited, outcome = while_under_way(move, lambda: services.forget_due(now()))
    assert (waited, outcome) == (True, None)
    assert Participant.objects.filter(name=NAME).exists()


def test_a_network_that_is_brought_back_at_the_last_moment_is_not_thrown_away(cast):
    networks.delete(cast.network, by=cast.steward, now=now())
    network = Network.objects.get(pk=cast.network.pk)

    def throw_away():
        services.forget_network(Network.objects.get(pk=network.pk), by=cast.steward, now=now())

    waited, outcome = while_under_way(lambda: networks.restore(network, by=cast.steward, now=now()), throw_away)
    assert waited
    assert isinstance(outcome, UsageError)


def test_two_stewards_throw_a_network_away_once(cast, data):
    networks.delete(cast.network, by=cast.steward, now=now())
    Membership.objects.filter(account=cast.facilitator).update(role="steward", until=None)

    def throw_away(by):
        network = Network.objects.get(pk=cast.network.pk)
        return lambda: services.forget_network(network, by=by, now=now())

    outcomes = at_once(throw_away(cast.steward), throw_away(cast.facilitator))
    assert {type(one) for one in outcomes} == {type(None), NotAllowed}
    assert len(ledger.read(data)) == 1


def test_the_last_two_stewards_do_not_both_end_their_account(cast):
    Membership.objects.filter(account=cast.facilitator).update(role="steward", until=None)

    def end(account):
        return lambda: services.forget_account(Account.objects.get(pk=account.pk), now=now())

    outcomes = at_once(end(cast.steward), end(cast.facilitator))
    assert [type(one) for one in outcomes if one] == [UsageError]
    assert Membership.objects.filter(network=cast.network, role="steward").count() == 1


def test_who_lay_in_the_bin_for_thirty_days_becomes_nobody_outside_a_transaction_too(cast):
    pim = pim_took_part(cast)
    parties.delete(pim.person, by=None, now=NOW)
    chores.do_all(NOW + KEPT + timedelta(minutes=1))
    assert not Participant.objects.filter(name=NAME).exists()
    assert Response.objects.get(pk=pim.response.pk).invitation is None
