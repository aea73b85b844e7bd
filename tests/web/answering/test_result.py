"""The result for who took part: only after closing, only where the round says so, with one's own answers beside it."""

import pytest

from samenspel.web.answering import services
from samenspel.web.conversations import services as conversations
from samenspel.web.conversations.seen import stamp
from samenspel.web.parties.models import Participant
from samenspel.web.results.services import publish
from samenspel.web.rounds import services as rounds
from samenspel.web.rounds.models import Round
from samenspel.web.shared.clock import now
from tests.web.answering.scenes import invite, open_round
from tests.web.answering.test_pages import said, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def secrets(cast):
    """The links of twelve people, eleven of whom answered; the round is closed and published."""
    round = open_round(cast.network)
    found = []
    for number in range(12):
        person = Participant.objects.create(network=cast.network, name=f"P{number}", email=f"p{number}@s.example")
        invitation, secret = invite(round, person)
        found.append(secret)
        if number:
            answers = {"AMB-1": 2 if number == 1 else 5, "AMB-2": None}
            services.send(invitation, now=now(), key="a1b2c3d4.1", answers=answers)
    rounds.close_round(round, by=None, now=now())
    publish(round, by=None, now=now())
    return found


def test_the_total_is_there_with_ones_own_answers_beside_it(cast, secrets):
    page = cast.client().get(f"/d/{secrets[1]}/uitkomst")
    assert page.status_code == 200
    assert said("results-own") in text_of(page)
    assert said("answering-see-result") in text_of(cast.client().get(f"/d/{secrets[1]}"))


def test_who_did_not_answer_sees_the_total_without_answers(cast, secrets):
    page = cast.client().get(f"/d/{secrets[0]}/uitkomst")
    assert page.status_code == 200
    assert said("answering-result-title") in text_of(page)


def test_a_round_that_keeps_its_result_to_the_team_shows_nothing(cast, secrets):
    Round.objects.update(show_participants=False)
    page = text_of(cast.client().get(f"/d/{secrets[1]}/uitkomst"))
    assert said("answering-state-title-closed") in page
    assert said("answering-see-result") not in page


def test_a_reopened_round_shows_no_result(cast, secrets):
    Round.objects.update(closed_at=None)
    page = text_of(cast.client().get(f"/d/{secrets[1]}/uitkomst"))
    assert said("answering-state-title-no-result-yet") in page


def test_a_link_that_was_taken_back_shows_no_result(cast, secrets):
    Round.objects.get().invitations.update(out="revoked")
    page = text_of(cast.client().get(f"/d/{secrets[1]}/uitkomst"))
    assert said("answering-state-title-revoked") in page


def test_who_may_see_the_result_reads_what_the_group_agreed(cast, secrets):
    round = Round.objects.get()
    kept = {"by": cast.facilitator, "now": now()}
    unseen = stamp({"held_on": None, "leverage": ""})
    conversations.record_conversation(round, **kept, seen=unseen, held_on=None, leverage="Wie mag wat beslissen?")
    conversations.add_agreement(round, **kept, code="afspraak0001", what="Een lijst maken", who="Pim", until=None)
    page = text_of(cast.client().get(f"/d/{secrets[1]}/uitkomst"))
    assert "Wie mag wat beslissen?" in page
    assert "Een lijst maken" in page
    Round.objects.update(show_participants=False)
    assert "Een lijst maken" not in text_of(cast.client().get(f"/d/{secrets[1]}/uitkomst"))
