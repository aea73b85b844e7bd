"""Saving and sending: whatever order, however often, the last word of a device stands, and it stands once."""

import datetime

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samenspel.web.answering import services
from samenspel.web.answering.documents import RefusedError
from samenspel.web.answering.models import Response
from samenspel.web.answering.services import NotTakenError
from samenspel.web.rounds import services as rounds
from samenspel.web.shared.clock import now
from tests.web.answering.scenes import HOUR, invite, open_round

A, B, C = "AMB-1", "AMB-2", "INT-1"
DEVICE = "a1b2c3d4"


@pytest.fixture
def round(cast):
    return open_round(cast.network, form="full")


@pytest.fixture
def invitation(cast, round):
    return invite(round, cast.participants["Pim"])[0]


def save(invitation, number, answers, device=DEVICE):
    return services.save(invitation, now=now(), key=f"{device}.{number}", answers=answers)


def test_an_answer_that_is_acknowledged_is_there(invitation):
    save(invitation, 1, {A: 5, B: None})
    assert Response.objects.get(invitation=invitation).document == {A: 5, B: None}


def test_the_same_save_twice_has_one_effect(invitation):
    save(invitation, 1, {A: 5})
    save(invitation, 2, {A: 6})
    save(invitation, 1, {A: 5})
    assert Response.objects.get().document == {A: 6}


def test_a_late_save_still_brings_what_was_not_replaced(invitation):
    save(invitation, 2, {A: 6})
    save(invitation, 1, {A: 5, B: 3})
    assert Response.objects.get().document == {A: 6, B: 3}


def test_another_device_may_change_an_answer(invitation):
    save(invitation, 9, {A: 5})
    save(invitation, 1, {A: 2}, device="other-device")
    assert Response.objects.get().document == {A: 2}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_order_of_saves_and_retries_ends_in_the_last_state_of_the_device(invitation, data):
    Response.objects.all().delete()
    some = st.dictionaries(st.sampled_from([A, B, C]), st.integers(1, 7), min_size=1)
    saves = list(enumerate(data.draw(st.lists(some, min_size=1, max_size=5)), 1))
    retries = data.draw(st.lists(st.sampled_from(saves), max_size=6))
    for number, answers in data.draw(st.permutations(saves + retries)):
        save(invitation, number, answers)
    expected = {}
    for _, answers in saves:
        expected |= answers
    assert Response.objects.get().document == expected


def test_receipts_stay_few(invitation):
    for one in range(40):
        save(invitation, 1, {A: 1}, device=f"device-{one:04}")
    assert len(Response.objects.get().receipts) == services.DEVICES


def test_sending_twice_is_sending_once(invitation):
    for _ in range(2):
        services.send(invitation, now=now(), key=f"{DEVICE}.2", answers={A: 4})
    response = Response.objects.get()
    invitation.refresh_from_db()
    assert response.sent
    assert response.document == {A: 4}
    assert invitation.answered


def test_a_correction_after_sending_counts_at_once(invitation):
    services.send(invitation, now=now(), key=f"{DEVICE}.1", answers={A: 4})
    save(invitation, 2, {A: 7})
    response = Response.objects.get()
    assert response.sent
    assert response.document == {A: 7}


def test_nothing_at_all_is_not_sent(invitation):
    with pytest.raises(RefusedError):
        services.send(invitation, now=now(), key=f"{DEVICE}.1", answers={"AMB-open": " "})
    assert not Response.objects.filter(sent=True).exists()


def test_leave_to_quote_is_kept_only_where_it_means_something(cast, round, invitation):
    services.send(invitation, now=now(), key=f"{DEVICE}.1", answers={A: 4}, may_quote=True)
    assert Response.objects.get().may_quote is None
    party = open_round(cast.network, visibility="party")
    other, _ = invite(party, cast.participants["Pim"])
    services.send(other, now=now(), key=f"{DEVICE}.1", answers={A: 4}, may_quote=True)
    assert Response.objects.get(round=party).may_quote is True


def test_leave_is_saved_at_once_and_a_late_retry_does_not_bring_it_back(cast):
    round = open_round(cast.network, visibility="party")
    invitation, _ = invite(round, cast.participants["Pim"])
    services.send(invitation, now=now(), key=f"{DEVICE}.1", answers={A: 4}, may_quote=True)
    services.save(invitation, now=now(), key=f"{DEVICE}.2", answers={}, may_quote=False)
    assert Response.objects.get().may_quote is False
    services.send(invitation, now=now(), key=f"{DEVICE}.1", answers={A: 4}, may_quote=True)
    assert Response.objects.get().may_quote is False
    services.save(invitation, now=now(), key=f"{DEVICE}.3", answers={B: 4})
    assert Response.objects.get().may_quote is False


@pytest.mark.parametrize(
    "answers",
    [
        {"AMB-9": 3}, {"PHASE-now": "do"}, {A: 8}, {A: 0}, {A: 4.5}, {A: "4"}, {A: True}, {A: float("nan")}, {A: [4]},
        {A: {}}, {"AMB-open": 3}, {"AMB-open": None}, {"AMB-open": "x" * 2001}, [A], "x", None,
    ],
)  # fmt: skip
def test_what_is_no_answer_is_refused_and_nothing_is_kept(invitation, answers):
    with pytest.raises(RefusedError) as refused:
        save(invitation, 1, answers)
    assert refused.value.say("nl")
    assert refused.value.say("en")
    assert not Response.objects.exists()


def test_one_wrong_answer_keeps_the_right_ones_out_too(invitation):
    with pytest.raises(RefusedError):
        save(invitation, 1, {A: 4, B: 9})
    assert not Response.objects.exists()


@pytest.mark.parametrize("key", ["", "x", "a b c d e f g h", "a" * 99, f"{DEVICE}.-1", f"{DEVICE}.1234567890"])
def test_a_key_that_is_none_is_refused(invitation, key):
    with pytest.raises(RefusedError):
        services.save(invitation, now=now(), key=key, answers={A: 4})


def test_unprintable_marks_do_not_reach_the_database(invitation):
    save(invitation, 1, {"AMB-open": " a\0b\ud800c\r\nd "})
    assert Response.objects.get().document == {"AMB-open": "abc\nd"}


def test_after_closing_nothing_more_comes_in(round, invitation):
    save(invitation, 1, {A: 4})
    rounds.close_round(round, by=None, now=now())
    for call in (services.save, services.send):
        with pytest.raises(NotTakenError) as late:
            call(invitation, now=now(), key=f"{DEVICE}.2", answers={A: 5})
        assert late.value.state == "closed"
    assert Response.objects.get().document == {A: 4}


def test_a_round_past_its_time_is_closed_though_nobody_closed_it_yet(invitation):
    with pytest.raises(NotTakenError):
        services.save(invitation, now=now() + 8 * 24 * HOUR, key=f"{DEVICE}.1", answers={A: 4})


@pytest.mark.parametrize("out", ["revoked", "passed-on", "not-me"])
def test_who_is_out_saves_nothing(invitation, out):
    stale = type(invitation).objects.select_related("round").get(pk=invitation.pk)
    type(invitation).objects.update(out=out)
    with pytest.raises(NotTakenError) as gone:
        save(stale, 1, {A: 4})
    assert gone.value.state == out


def test_a_round_that_did_not_open_takes_nothing(cast):
    draft = open_round(cast.network, opened_at=None)
    with pytest.raises(NotTakenError) as early:
        save(invite(draft, cast.participants["Pim"])[0], 1, {A: 4})
    assert early.value.state == "not-open"


def test_saving_costs_two_questions_and_one_row(invitation, django_assert_num_queries):
    save(invitation, 1, {A: 4})
    locks = 2 if connection.vendor == "postgresql" else 0  # the round, so that it closes afterwards; the invitation
    # transaction in and out, whether all is open, the response, the row
    with django_assert_num_queries(5 + locks):
        save(invitation, 2, {B: 4})
    with django_assert_num_queries(4 + locks):
        save(invitation, 2, {B: 4})


def test_no_moment_is_kept_with_an_answer(invitation):
    save(invitation, 1, {A: 4})
    kept = Response.objects.filter(invitation=invitation).values().get()
    assert not [value for value in kept.values() if isinstance(value, datetime.datetime)]


def test_a_form_at_the_door_handed_in_twice_lets_one_person_in(cast):
    room = open_round(cast.network, door="open")
    link = room.links.create(hash="x" * 64)
    party = cast.parties["Woonstede"]
    (one, first), (other, second) = (services.enter(link, now=now(), party=party, key="k" * 24) for _ in range(2))
    assert one == other
    assert first != second
    assert room.invitations.count() == 1
    assert services.enter(link, now=now(), party=party, key="z" * 24)[0] != one
