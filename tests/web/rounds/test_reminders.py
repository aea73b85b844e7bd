"""Reminders go once, on the clock of the network, and skip who answered."""

import datetime
from zoneinfo import ZoneInfo

import pytest

from samenspel.errors import UsageError
from samenspel.web.parties.services import delete
from samenspel.web.rounds import queries, services
from samenspel.web.shared.words import texts
from tests.web.rounds.conftest import DAY, HOUR, NOW, address, key_of, of


def test_reminders_skip_who_answered_or_is_out(cast, opened, committed, mailoutbox):
    round = opened()
    services.mark_answered(of(round, "Pim"))
    services.not_me(of(round, "Noor"), now=NOW)
    mailoutbox.clear()
    with committed():
        services.remind(round, by=cast.facilitator, now=NOW + DAY)
    assert sorted(mail.to[0] for mail in mailoutbox) == ["dirk@samenspel.example", "roos@samenspel.example"]


def test_who_is_in_the_bin_is_not_waited_for_and_the_pages_say_so(cast, opened, committed):
    with committed():
        round = opened()
    for name in ("Pim", "Roos", "Dirk"):
        services.mark_answered(of(round, name))
    delete(cast.participants["Noor"], by=cast.facilitator, now=NOW)
    team = cast.client("facilitator")
    page = team.get(address("round", cast, round)).content.decode()
    assert texts()["rounds-out-deleted"]["nl"] in page
    assert address("link", cast, round, of(round, "Noor")) not in page
    assert address("remind", cast, round) not in page
    reminding = team.get(address("remind", cast, round)).content.decode()
    assert "Noor" not in reminding
    assert texts()["rounds-remind-nobody"]["nl"] in reminding


def test_reminding_twice_within_a_day_needs_a_word(cast, opened, committed, mailoutbox):
    round = opened()
    mailoutbox.clear()
    with committed():
        services.remind(round, by=cast.facilitator, now=NOW)
    with pytest.raises(UsageError) as error:
        services.remind(round, by=cast.facilitator, now=NOW + HOUR)
    assert key_of(error) == "round-reminded-today"
    last = queries.last_reminder(round)
    with committed():
        services.remind(round, by=cast.facilitator, now=NOW + HOUR, again=last.pk)
    with pytest.raises(UsageError):
        services.remind(round, by=cast.facilitator, now=NOW + HOUR, again=last.pk)
    assert len(mailoutbox) == 8


def test_reminders_go_by_themselves_once_on_the_clock_of_the_network(cast, opened, committed, now, mailoutbox):
    zone = ZoneInfo("Europe/Amsterdam")
    # the night of 28 to 29 March is an hour shorter: three days before is 71 hours
    closes = datetime.datetime(2026, 3, 30, 17, 0, tzinfo=zone)
    round = opened(closes_at=closes, remind=[3])
    mailoutbox.clear()
    moment = datetime.datetime(2026, 3, 27, 17, 0, tzinfo=zone)
    for at, mails in (
        (moment - datetime.timedelta(minutes=1), 0),
        (moment, 4),
        (moment + HOUR, 4),
        (moment + DAY * 2, 4),
    ):
        now.set(at)
        for _ in range(2):
            with committed():
                services.remind_due(at)
        assert len(mailoutbox) == mails, at
    assert closes.astimezone(datetime.UTC) - moment.astimezone(datetime.UTC) == datetime.timedelta(hours=71)
    assert round.mailings.filter(kind="reminder").count() == 1


def test_no_reminder_follows_an_opening_or_another_reminder_on_its_heels(cast, opened, committed, mailoutbox):
    round = opened(closes_at=NOW + DAY * 2, remind=[3, 1])
    mailoutbox.clear()
    with committed():
        services.remind_due(NOW + HOUR)
        services.remind(round, by=cast.facilitator, now=NOW + DAY - HOUR)
        services.remind_due(NOW + DAY)
    assert len(mailoutbox) == 4
