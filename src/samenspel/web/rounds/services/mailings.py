"""Writing to the people of a round: invitations, reminders, and that the result is there."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Q, QuerySet

from samenspel.errors import Problem, UsageError
from samenspel.web.networks.access import require
from samenspel.web.rounds import tasks
from samenspel.web.rounds.models import MOST_TRIES, Invitation, Letter, Mailing, Round
from samenspel.web.rounds.queries import last_reminder
from samenspel.web.rounds.services.drafts import LEAST
from samenspel.web.shared.audit import record

A_DAY = timedelta(days=1)
REST = timedelta(hours=20)
"""Between two reminders that go out by themselves; less than a day, so that a day later the next one may."""


def write(
    round: Round, kind: str, occasion: str, invitations: Iterable[Invitation], *, now: datetime
) -> Mailing | None:
    """Prepare a mailing to everyone with an address, and send it once this transaction is through.

    None when there was a mailing on this occasion already: nobody is written to twice for one thing.
    """
    mailing, new = Mailing.objects.get_or_create(
        round=round, occasion=occasion, defaults={"kind": kind, "made_at": now}
    )
    if not new:
        return None
    reachable = [one.pk for one in invitations if one.participant and one.participant.email]
    Letter.objects.bulk_create(Letter(mailing=mailing, invitation_id=one) for one in reachable)
    transaction.on_commit(partial(tasks.send_mailing.enqueue, mailing.pk))
    return mailing


@transaction.atomic
def remind(round: Round, *, by: Any, now: datetime, again: int | None = None) -> None:
    """Remind those who have not answered. again: the number of the last reminder, to do so within a day of it.

    Raises UsageError when the round is not open, or when people were reminded within a day and nobody says again.
    """
    require(by, round.network, LEAST)
    fresh = Round.objects.select_for_update().get(pk=round.pk)
    if fresh.state != "open" or fresh.deleted_at:
        raise UsageError(Problem("round-not-open"))
    last = last_reminder(round)
    if last and now - last.made_at < A_DAY and again != last.pk:
        raise UsageError(Problem("round-reminded-today"))
    write(round, "reminder", f"reminder-after-{last.pk if last else 0}", waiting(round), now=now)
    record("round-reminded", by=by, network=round.network, subject=f"round:{round.code}", now=now)


def waiting(round: Round) -> QuerySet[Invitation]:
    """Who was asked and has not answered."""
    return round.invitations.filter(out="", answered=False, participant__deleted_at=None).select_related("participant")


def remind_due(now: datetime) -> None:
    """Send the reminders of which the moment has come, and the mails that were left behind when a worker died."""
    rounds = Round.objects.filter(closed_at=None, deleted_at=None, network__deleted_at=None, closes_at__gt=now)
    for round in rounds.exclude(opened_at=None).exclude(remind=[]).select_related("network"):
        days = _due(round, now)
        if days is not None:
            _remind_by_itself(round, days, now)
    send_left(now)


def _due(round: Round, now: datetime) -> int | None:
    """The reminder of which the moment came within a day: so many days before closing, at the same local hour."""
    assert round.closes_at is not None
    assert round.opened_at is not None
    local = round.closes_at.astimezone(ZoneInfo(round.network.time_zone))
    for days in sorted(round.remind):
        moment = local - timedelta(days=days)  # on the clock of the zone, whatever its summer time does in between
        if max(moment, round.opened_at) <= now < moment + A_DAY and round.opened_at < moment:
            return int(days)
    return None


@transaction.atomic
def _remind_by_itself(round: Round, days: int, now: datetime) -> None:
    last = last_reminder(round)
    if last is None or now - last.made_at >= REST:
        assert round.closes_at is not None
        write(round, "reminder", f"reminder-{days}-{round.closes_at:%Y%m%d}", waiting(round), now=now)


@transaction.atomic
def announce_result(round: Round, now: datetime) -> None:
    """Write to everyone who was asked that the result is there; once for every time that the round closed."""
    if round.closed_at is None or round.door != "personal" or not round.show_participants:
        return
    asked = round.invitations.filter(out="", participant__deleted_at=None).select_related("participant")
    write(round, "result", f"result-{round.closed_at:%Y%m%dT%H%M%S}", asked, now=now)


def send_left(now: datetime) -> None:
    """Take up the mailings that have letters left: their worker died, or a mail server was away. Later every time."""
    for tries in range(MOST_TRIES):
        before = now - tasks.patience(tries)
        left = Letter.objects.filter(tasks.SENDABLE, tries=tries).filter(
            Q(claimed_at__lte=before) | Q(claimed_at=None, mailing__made_at__lte=before)
        )
        for mailing in set(left.values_list("mailing_id", flat=True)):
            tasks.send_mailing.enqueue(mailing)


@transaction.atomic
def try_again(round: Round, *, by: Any, now: datetime) -> None:
    """Send the mails that did not come through once more."""
    require(by, round.network, LEAST)
    failed = Letter.objects.filter(mailing__round=round, sent_at=None, tries__gte=MOST_TRIES)
    mailings = sorted(set(failed.values_list("mailing_id", flat=True)))
    failed.update(tries=0, claimed_at=None, failed="")
    record("round-mail-retried", by=by, network=round.network, subject=f"round:{round.code}", now=now)
    for mailing in mailings:
        transaction.on_commit(partial(tasks.send_mailing.enqueue, mailing))
