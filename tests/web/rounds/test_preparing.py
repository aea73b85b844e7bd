"""The pages on which a round is prepared: what is typed stays, and the example follows the choices."""

import datetime

import pytest

from samenspel.web.rounds.models import Link, Round
from tests.web.rounds.conftest import address, form


def test_a_round_is_prepared_checked_and_opened(cast, now, committed, mailoutbox):
    client = cast.client("facilitator")
    assert client.get(address("new", cast)).status_code == 200
    for _ in range(2):
        response = client.post(address("new", cast), form(cast))
        round = Round.objects.get()
        assert response.url == address("round", cast, round)
    assert (round.instrument, round.form, round.breakdown, round.remind) == (
        "conditions+phase",
        "short",
        "sector",
        [3, 1],
    )
    assert round.closes_at == datetime.datetime(2026, 3, 16, 16, 0, tzinfo=datetime.UTC)
    assert mailoutbox == []
    for _ in range(2):
        with committed():
            client.post(address("open", cast, round))
    assert len(mailoutbox) == 4


def test_what_was_typed_stays_when_something_is_wrong(cast, now):
    wrong = form(cast, title="", message="Dit blijft staan", closes_at="2026-03-01T10:00", k="3")
    response = cast.client("facilitator").post(address("new", cast), wrong)
    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"title", "closes_at", "k"}
    assert "Dit blijft staan" in response.text
    assert not Round.objects.exists()


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"closes_at": ""}, "closes_at"),
        ({"closes_at": "morgen"}, "closes_at"),
        ({"closes_at": "2026-03-29T02:30"}, "closes_at"),
        ({"opens_at": "2026-03-17T10:00"}, "closes_at"),
        ({"opens_at": "2026-03-01T10:00"}, "opens_at"),
        ({"visibility": "party", "door": "open"}, "door"),
        ({"instruments": ["../../../etc/passwd.toml"]}, "instruments"),
        ({"instruments": []}, "instruments"),
        ({"participants": ["zzzzzzzzzzzz"]}, "participants"),
        ({"k": "twaalf"}, "k"),
        ({"title": "x" * 121}, "title"),
    ],
)
def test_a_wrong_choice_is_told_at_its_field(cast, now, changed, field):
    response = cast.client("facilitator").post(address("new", cast), form(cast, **changed))
    assert response.status_code == 422
    assert field in response.context["form"].errors


def test_an_hour_that_strikes_twice_is_the_first_one(cast, now):
    cast.client("facilitator").post(address("new", cast), form(cast, closes_at="2026-10-25T02:30"))
    assert Round.objects.get().closes_at == datetime.datetime(2026, 10, 25, 0, 30, tzinfo=datetime.UTC)


def test_times_are_those_of_the_network(cast, now):
    cast.network.time_zone = "America/Curacao"
    cast.network.save()
    client = cast.client("facilitator")
    client.post(address("new", cast), form(cast))
    round = Round.objects.get()
    assert round.closes_at == datetime.datetime(2026, 3, 16, 21, 0, tzinfo=datetime.UTC)
    assert 'value="2026-03-16T17:00"' in client.get(address("edit", cast, round)).text


def test_what_no_database_keeps_is_taken_out(cast, now):
    cast.client("facilitator").post(address("new", cast), form(cast, title="Hoi\n  daar", message="a\r\nb"))
    round = Round.objects.get()
    assert (round.title, round.message) == ("Hoi daar", "a\nb")


def test_the_example_follows_the_choices_and_keeps_nothing(cast, now):
    client = cast.client("facilitator")
    totals = client.post(address("example", cast), form(cast)).text
    assert "Als deze 4 mensen allemaal antwoorden" in totals
    assert "vanaf 6 antwoorden" in totals
    party = client.post(address("example", cast), form(cast, visibility="party")).text
    assert "dat zijn de antwoorden van één mens" in party
    room = client.post(address("example", cast), form(cast, door="open")).text
    assert "vanaf 10 antwoorden" in room
    assert not Round.objects.exists()


@pytest.mark.parametrize(
    "changed",
    [{"k": "-1"}, {"k": ""}, {"k": "9" * 5000}, {"k": "²"}, {"breakdown": "shoes"}, {"visibility": ""}, {"door": "?"}],
)
def test_the_example_survives_what_nobody_should_send(cast, now, changed):
    assert cast.client("facilitator").post(address("example", cast), form(cast, **changed)).status_code == 200


def test_without_script_the_example_is_a_button_that_saves_nothing(cast, now):
    response = cast.client("facilitator").post(address("new", cast), form(cast, show="1", visibility="party"))
    assert response.status_code == 200
    assert "dat zijn de antwoorden van één mens" in response.text
    assert not Round.objects.exists()


def test_the_mails_can_be_read_beforehand_in_both_languages(cast, drafted, now):
    page = cast.client("facilitator").get(address("mail", cast, drafted())).text
    assert "Hallo Samira," in page
    assert "Hello Samira," in page
    assert not Link.objects.exists()
