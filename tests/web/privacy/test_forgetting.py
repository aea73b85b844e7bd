"""Who is forgotten is gone, and what was released stays (rule 13)."""

from datetime import timedelta

import pytest

from samenspel.errors import UsageError
from samenspel.web.accounts.models import Account
from samenspel.web.answering.models import Response
from samenspel.web.conversations.models import Agreement
from samenspel.web.networks.models import Membership, Network
from samenspel.web.parties import services as parties
from samenspel.web.parties.models import Participant
from samenspel.web.privacy import keeping, services
from samenspel.web.results.models import Publication
from samenspel.web.results.remarks import desk_of
from samenspel.web.results.services import publish
from samenspel.web.rounds import services as rounds
from samenspel.web.rounds.models import Invitation, Link
from samenspel.web.rounds.queries import response_counts
from samenspel.web.shared import chores, ledger
from samenspel.web.shared.bin import KEPT
from samenspel.web.shared.mishaps import NotAllowed
from tests.web.answering.scenes import invite, open_round
from tests.web.privacy.scenes import EMAIL, NAME, WORDS, everything_kept, pim_took_part, somebody_else_wrote_the_same
from tests.web.results.rounds import NOW, a_round, answer, close, released


@pytest.fixture(autouse=True)
def data(tmp_path, settings):
    settings.DATA = tmp_path
    return tmp_path


@pytest.mark.parametrize("visibility", ["totals", "party"])
def test_nothing_of_who_is_forgotten_is_left_anywhere(cast, visibility, django_capture_on_commit_callbacks):
    pim = pim_took_part(cast, visibility=visibility)
    Response.objects.filter(pk=pim.response.pk).update(seat="f" * 64)
    assert all(word in everything_kept() for word in (NAME, EMAIL, WORDS, pim.person.code))
    with django_capture_on_commit_callbacks(execute=True):
        services.forget_person(pim.person, by=cast.steward, now=NOW)
    kept = everything_kept()
    for trace in (NAME, "Zonderling", EMAIL, WORDS, pim.person.code, "f" * 64):
        assert trace not in kept
    assert not Link.objects.filter(invitation=pim.invitation).exists()


@pytest.mark.parametrize("visibility", ["totals", "party"])
def test_the_ratings_stay_in_the_release_which_is_not_computed_anew(cast, visibility):
    pim = pim_took_part(cast, visibility=visibility)
    before, written = released(pim.round), {value for value in pim.response.document.values() if value}
    counts = response_counts(pim.round)
    services.forget_person(pim.person, by=cast.steward, now=NOW)
    after = released(pim.round)
    assert (after.ratings, after.scales, after.people) == (before.ratings, before.scales, before.people)
    gone = {one.text for one in before.remarks if one not in after.remarks}
    assert WORDS in gone
    assert gone <= written
    assert response_counts(pim.round) == counts
    left = Response.objects.get(pk=pim.response.pk)
    assert left.invitation is None
    assert left.published
    assert {type(value) for value in left.published.values()} <= {int, float, str, list, type(None)}
    assert WORDS not in left.published.values()


def test_a_round_of_which_somebody_was_forgotten_keeps_its_release(cast):
    pim = pim_took_part(cast)
    rounds.reopen(pim.round, by=cast.facilitator, now=NOW, closes_at=NOW + timedelta(days=3))
    answer(pim.round, 8, seed=5)
    services.forget_person(pim.person, by=cast.steward, now=NOW)
    before = released(pim.round)
    close(pim.round)
    publish(pim.round, by=None, now=NOW)
    assert released(pim.round) == before
    assert Publication.objects.get(round=pim.round).course == "stayed"


def test_a_round_of_which_somebody_was_forgotten_does_not_open_again(cast):
    pim = pim_took_part(cast)
    services.forget_person(pim.person, by=cast.steward, now=NOW)
    with pytest.raises(UsageError, match="cannot be opened again"):
        rounds.reopen(pim.round, by=cast.facilitator, now=NOW, closes_at=NOW + timedelta(days=3))


def test_answers_of_before_a_release_go_altogether(cast):
    pim = cast.participants["Pim"]
    round = open_round(cast.network)
    invitation, _ = invite(round, pim)
    Response.objects.create(round=round, invitation=invitation, document={"AMB-1": 3}, sent=True)
    Invitation.objects.filter(pk=invitation.pk).update(answered=True)
    services.forget_person(pim, by=cast.steward, now=NOW)
    assert not round.responses.exists()
    assert not round.invitations.exists()


def test_of_a_round_that_is_over_it_still_counts_that_somebody_was_asked(cast):
    pim = cast.participants["Pim"]
    round = a_round(cast)
    Invitation.objects.create(round=round, participant=pim)
    publish(round, by=None, now=NOW)
    asked = response_counts(round)
    services.forget_person(pim, by=cast.steward, now=NOW)
    assert response_counts(round) == asked == (12, 13)


def test_the_name_goes_out_of_who_does_what_and_the_others_stay(cast):
    pim = pim_took_part(cast)
    services.forget_person(pim.person, by=cast.steward, now=NOW)
    one = Agreement.objects.get()
    assert (one.what, one.who) == ("Eén loket", "Noor")


def test_a_remark_of_somebody_else_in_the_same_words_stays_read(cast):
    pim = pim_took_part(cast)
    somebody_else_wrote_the_same(pim)
    services.forget_person(pim.person, by=cast.steward, now=NOW)
    assert WORDS in [one.text for one in pim.publication.read_remarks.all()]


@pytest.mark.parametrize("who", ["facilitator", "viewer", "outsider"])
def test_only_a_steward_forgets(cast, who):
    with pytest.raises(NotAllowed):
        services.forget_person(cast.participants["Pim"], by=getattr(cast, who), now=NOW)
    assert Participant.objects.filter(name="Pim").exists()


def test_who_lay_in_the_bin_for_thirty_days_is_gone_and_what_they_wrote_is_nobodys(cast):
    pim = pim_took_part(cast)
    parties.delete(pim.person, by=cast.facilitator, now=NOW)
    chores.do_all(NOW + KEPT - timedelta(minutes=1))
    assert Participant.objects.filter(name=NAME).exists()
    chores.do_all(NOW + KEPT + timedelta(minutes=1))
    assert not Participant.objects.filter(name=NAME).exists()
    assert EMAIL not in everything_kept()
    assert WORDS in [one.text for one in released(pim.round).remarks]


def test_a_round_does_not_open_again_when_somebody_who_answered_is_nobody_now(cast):
    pim = pim_took_part(cast, visibility="party")
    parties.delete(pim.person, by=cast.facilitator, now=NOW)
    chores.do_all(NOW + KEPT + timedelta(minutes=1))
    with pytest.raises(UsageError, match="cannot be opened again"):
        rounds.reopen(pim.round, by=cast.facilitator, now=NOW, closes_at=NOW + timedelta(days=3))


@pytest.mark.parametrize("visibility", ["totals", "party"])
def test_who_prefers_it_lets_remarks_stand_without_a_name(cast, visibility):
    pim = pim_took_part(cast, visibility=visibility)
    before, desk = released(pim.round), desk_of(pim.publication).remarks
    services.forget_person(pim.person, by=None, now=NOW, remarks=False)
    assert released(pim.round) == before
    assert desk_of(Publication.objects.get(round=pim.round)).remarks == desk
    assert NAME not in everything_kept()


# ---- Accounts


def test_a_forgotten_account_is_gone_from_teams_and_trails(cast):
    parties.delete(cast.participants["Pim"], by=cast.facilitator, now=NOW)
    cast.client("facilitator")
    services.forget_account(cast.facilitator, now=NOW)
    kept = everything_kept()
    assert "farid" not in kept.lower()
    assert "person-deleted" in kept
    assert not Membership.objects.filter(network=cast.network, role="facilitator").exists()


def test_the_last_steward_of_a_network_is_not_forgotten_before_somebody_takes_over(cast):
    with pytest.raises(UsageError, match=cast.network.name):
        services.forget_account(cast.steward, now=NOW)
    Membership.objects.filter(account=cast.viewer).update(role="steward")
    services.forget_account(cast.steward, now=NOW)
    assert "Sanne" not in everything_kept()


# ---- Networks


def test_a_network_is_thrown_away_for_good_from_the_bin_only(cast, django_capture_on_commit_callbacks, data):
    pim = pim_took_part(cast)
    with pytest.raises(UsageError):
        services.forget_network(cast.network, by=cast.steward, now=NOW)
    cast.network.deleted_at = NOW
    cast.network.save()
    with pytest.raises(NotAllowed):
        services.forget_network(cast.network, by=cast.facilitator, now=NOW)
    code = cast.network.code
    with django_capture_on_commit_callbacks(execute=True):
        services.forget_network(cast.network, by=cast.steward, now=NOW)
    kept = everything_kept()
    assert code not in kept
    assert NAME not in kept
    assert pim.round.code not in kept
    assert Network.objects.filter(pk=cast.other_network.pk).exists()
    assert [(one.kind, one.code) for one in ledger.read(data)] == [("network", code)]


# ---- Until when


def keep_until(network, day):
    network.keep_until = day
    network.save()


def test_when_the_time_for_keeping_is_over_names_and_answers_go_and_results_stay(cast):
    pim = pim_took_part(cast)
    before = released(pim.round)
    counts = response_counts(pim.round)
    keep_until(cast.network, NOW.date())
    chores.do_all(NOW)
    assert NAME in everything_kept()
    chores.do_all(NOW + timedelta(days=1))
    kept = everything_kept()
    for trace in (NAME, EMAIL, WORDS, "Noor", "dirk@"):
        assert trace not in kept
    assert not Response.objects.exists()
    assert not Participant.objects.filter(network=cast.network).exists()
    after = released(pim.round)
    assert (after.ratings, after.remarks) == (before.ratings, ())
    assert response_counts(pim.round) == counts
    assert Network.objects.get(pk=cast.network.pk).forgotten_at


def test_a_network_that_fails_keeps_no_other_waiting(cast, monkeypatch, caplog):
    pim_took_part(cast)
    for network in (cast.network, cast.other_network):
        keep_until(network, NOW.date())
    inner = keeping._forget_all

    def failing(network, now):
        if network == cast.network:
            raise ValueError(NAME)
        inner(network, now)

    monkeypatch.setattr(keeping, "_forget_all", failing)
    keeping.forget_due(NOW + timedelta(days=2))
    assert Network.objects.get(pk=cast.other_network.pk).forgotten_at
    assert not Network.objects.get(pk=cast.network.pk).forgotten_at
    assert "could not be forgotten: ValueError" in caplog.text
    assert NAME not in caplog.text


def test_twice_is_once(cast):
    pim_took_part(cast)
    keep_until(cast.network, NOW.date())
    chores.do_all(NOW + timedelta(days=2))
    before = everything_kept()
    chores.do_all(NOW + timedelta(days=2))
    assert everything_kept() == before


# ---- The list outside the database


def test_who_was_forgotten_after_a_backup_is_forgotten_again(cast, django_capture_on_commit_callbacks, data):
    pim, made = cast.participants["Pim"], cast.facilitator.created_at
    with django_capture_on_commit_callbacks(execute=True):
        services.forget_person(pim, by=cast.steward, now=NOW)
        services.forget_account(Account.objects.get(pk=cast.facilitator.pk), now=NOW)
    entries = ledger.read(data)
    assert [one.kind for one in entries] == ["person", "account"]
    # what an older backup would put back: the same rows
    Participant.objects.create(network=cast.network, name="Pim", code=entries[0].code)
    cast.facilitator.save(force_insert=True)
    Account.objects.filter(pk=cast.facilitator.pk).update(created_at=made)
    assert services.forget_again(entries, now=NOW) == 2
    assert services.forget_again(entries, now=NOW) == 0
    assert "Pim" not in everything_kept()


def test_nothing_is_noted_when_forgetting_did_not_go_through(cast, data):
    with pytest.raises(NotAllowed):
        services.forget_person(cast.participants["Pim"], by=cast.viewer, now=NOW)
    assert ledger.read(data) == ()
