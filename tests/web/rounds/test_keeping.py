"""A round ends before its answers are forgotten."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from samenspel.errors import UsageError
from samenspel.web.networks import services as networks
from samenspel.web.rounds import services
from samenspel.web.rounds.queries import obstacles
from samenspel.web.shared.clock import now
from tests.web.answering.scenes import open_round

DAYS = timedelta(days=1)


@pytest.fixture
def last_moment(cast):
    """The end of the last day of keeping, ten days from now, where the network is."""
    day = timezone.localdate(now()) + 10 * DAYS
    cast.network.keep_until = day
    cast.network.save()
    return datetime(day.year, day.month, day.day, 23, 59, tzinfo=ZoneInfo(cast.network.time_zone))


def refuses(operation, *args, **values):
    with pytest.raises(UsageError, match="keeps names and answers"):
        operation(*args, **values)


def test_no_round_is_planned_to_close_after_the_last_day(cast, last_moment):
    kept = {"by": cast.facilitator, "now": now(), "title": "Ronde"}
    refuses(services.draft, cast.network, **kept, closes_at=last_moment + timedelta(minutes=1))
    refuses(services.draft, cast.network, **kept, door="open", opens_at=last_moment + DAYS)
    draft = services.draft(cast.network, **kept, closes_at=last_moment)
    refuses(services.edit_draft, draft, **kept, closes_at=last_moment + DAYS)


def test_no_round_opens_when_the_last_day_comes_before_it_closes(cast, last_moment):
    draft = open_round(cast.network, opened_at=None, door="open", closes_at=last_moment + DAYS)
    assert [one.key for one in obstacles(draft, now())] == ["round-after-keeping"]
    refuses(services.open_round, draft, by=cast.facilitator, now=now())
    services.open_due(now() + DAYS)
    draft.refresh_from_db()
    assert draft.opened_at is None


def test_a_room_without_closing_time_does_not_open_after_the_last_day(cast, last_moment):
    draft = open_round(cast.network, opened_at=None, door="open", closes_at=None)
    assert obstacles(draft, last_moment) == []
    refuses(services.open_round, draft, by=cast.facilitator, now=last_moment + DAYS)


def test_no_round_is_prolonged_or_opened_again_beyond_the_last_day(cast, last_moment):
    kept = {"by": cast.facilitator, "now": now()}
    round = open_round(cast.network)
    refuses(services.change_course, round, **kept, closes_at=last_moment + DAYS)
    services.change_course(round, **kept, closes_at=last_moment)
    services.close_round(round, **kept)
    refuses(services.reopen, round, **kept, closes_at=last_moment + DAYS)
    services.reopen(round, **kept, closes_at=last_moment)


def test_the_form_says_so_at_the_field_and_keeps_what_was_typed(cast, last_moment):
    round = open_round(cast.network)
    late = (last_moment + DAYS).strftime("%Y-%m-%dT%H:%M")
    base = f"/netwerken/{cast.network.code}/rondes"
    given = {"title": "Straks", "instruments": "conditions", "form": "full", "door": "personal", "visibility": "totals",
             "breakdown": "", "k": "5", "closes_at": late}  # fmt: skip
    for path, values in ((f"{base}/nieuw", given), (f"{base}/{round.code}/tijden", {"closes_at": late})):
        answer = cast.client("facilitator").post(path, values)
        assert answer.status_code == 422, path
        assert "bewaart namen en antwoorden tot en met" in answer.content.decode()


def test_without_a_last_day_nothing_is_refused(cast):
    services.draft(
        cast.network, by=cast.facilitator, now=now(), title="Ooit", closes_at=now() + 5000 * DAYS
    )  # fmt: skip


@pytest.mark.parametrize(("day", "after"), [("2026-03-02", "2028-03-02"), ("2028-02-29", "2030-02-28")])
def test_a_new_network_keeps_for_two_years(cast, day, after):
    moment = datetime.fromisoformat(f"{day}T12:00:00+00:00")
    network = networks.create(by=cast.steward, now=moment, name="Nieuw")
    assert network.keep_until.isoformat() == after


def test_a_new_network_keeps_until_the_day_that_was_chosen_unless_it_is_past(cast):
    chosen = timezone.localdate(now()) + DAYS
    assert networks.create(by=cast.steward, now=now(), name="Nieuw", keep_until=chosen).keep_until == chosen
    with pytest.raises(UsageError, match="passed"):
        networks.create(by=cast.steward, now=now(), name="Nieuw", keep_until=chosen - 2 * DAYS)
    answer = cast.client("viewer").post("/netwerken/nieuw", {"name": "Oud", "keep_until": "2020-01-01"})
    assert "al voorbij" in answer.content.decode()
