"""The course of a round: opening, closing, opening again. Two clocks, or a clock and a person, may do it at once."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction

from samenspel.errors import Problem, SamenspelError, UsageError
from samenspel.web.networks.access import require
from samenspel.web.rounds.keeping import beyond_keeping
from samenspel.web.rounds.models import Round
from samenspel.web.rounds.queries import has_forgotten, instrument_of, obstacles
from samenspel.web.rounds.services.drafts import LEAST, REMIND_DAYS, note_parties
from samenspel.web.rounds.services.mailings import write
from samenspel.web.shared.audit import record


@transaction.atomic
def open_round(round: Round, *, by: Any, now: datetime) -> None:
    """Open a round and write to whom it asks. From here on what was promised is fixed. Does nothing when it is open.

    Raises UsageError when nobody is asked or the closing time is past.
    """
    require(by, round.network, LEAST)
    instrument_of(round)
    problems = obstacles(round, now)
    if problems and Round.objects.filter(pk=round.pk, opened_at=None).exists():
        raise UsageError(*problems)
    if not Round.objects.filter(pk=round.pk, opened_at=None, deleted_at=None).update(opened_at=now):
        return
    round.opened_at = now
    note_parties(round)
    record("round-opened", by=by, network=round.network, subject=f"round:{round.code}", now=now)
    if round.door == "personal":
        write(round, "invitation", "invitation", round.invitations.select_related("participant"), now=now)


@transaction.atomic
def close_round(round: Round, *, by: Any, now: datetime) -> None:
    """Close a round: nobody can answer any more, and the result can be made. Does nothing when it is closed."""
    require(by, round.network, LEAST)
    open_now = Round.objects.filter(pk=round.pk, closed_at=None, deleted_at=None).exclude(opened_at=None)
    if not open_now.update(closed_at=now):
        return
    round.closed_at = now
    record("round-closed", by=by, network=round.network, subject=f"round:{round.code}", now=now)


def hold(rounds: Collection[int]) -> None:
    """Let nobody open, close, publish or answer these rounds, or ask people in them, before this transaction ends."""
    list(Round.objects.select_for_update(no_key=True).filter(pk__in=rounds).order_by("pk").values_list("pk"))


@transaction.atomic
def reopen(round: Round, *, by: Any, now: datetime, closes_at: datetime) -> None:
    """Open a closed round again until a new closing time. Rule 5 says when another release takes its place."""
    require(by, round.network, LEAST)
    _check_closing(round, closes_at, now)
    if round.door == "import":
        raise UsageError(Problem("round-import-stays-closed"))
    hold([round.pk])
    if has_forgotten(round):
        raise UsageError(Problem("round-forgotten-stays-closed"))
    closed = Round.objects.filter(pk=round.pk, deleted_at=None).exclude(closed_at=None)
    if not closed.update(closed_at=None, closes_at=closes_at):
        return
    round.closed_at, round.closes_at = None, closes_at
    record("round-reopened", by=by, network=round.network, subject=f"round:{round.code}", now=now)


@transaction.atomic
def change_course(
    round: Round, *, by: Any, now: datetime, closes_at: datetime | None, remind: list[int] | None = None
) -> None:
    """Change when an open round closes, and when it reminds. Raises UsageError when it is not open."""
    require(by, round.network, LEAST)
    if closes_at is not None or round.door == "personal":
        _check_closing(round, closes_at, now)
    days = sorted(set(round.remind if remind is None else remind) & set(REMIND_DAYS), reverse=True)
    open_now = Round.objects.filter(pk=round.pk, closed_at=None, deleted_at=None).exclude(opened_at=None)
    if not open_now.update(closes_at=closes_at, remind=days):
        raise UsageError(Problem("round-not-open"))
    round.closes_at, round.remind = closes_at, days
    record("round-course-changed", by=by, network=round.network, subject=f"round:{round.code}", now=now)


def close_for_good(rounds: Collection[int], *, now: datetime) -> None:
    """Close those of these rounds that are open, also in the bin: after the last day of keeping nothing comes in."""
    running = Round.objects.filter(pk__in=rounds, closed_at=None).exclude(opened_at=None)
    for round in running.select_related("network"):
        Round.objects.filter(pk=round.pk).update(closed_at=now)
        record("round-closed", by=None, network=round.network, subject=f"round:{round.code}", now=now)


def _check_closing(round: Round, closes_at: datetime | None, now: datetime) -> None:
    if closes_at is None or closes_at <= now:
        raise UsageError(Problem("round-closing-past"))
    problems = beyond_keeping(round.network, closes_at)
    if problems:
        raise UsageError(*problems)


def open_due(now: datetime) -> None:
    """Open the rounds of which the opening time has come. One that cannot open stays a draft, which says why."""
    due = Round.objects.filter(opens_at__lte=now, opened_at=None, deleted_at=None, network__deleted_at=None)
    for round in due.select_related("network"):
        try:
            open_round(round, by=None, now=now)
        except SamenspelError:
            continue


def close_due(now: datetime) -> None:
    """Close the rounds of which the closing time has come."""
    due = Round.objects.filter(closes_at__lte=now, closed_at=None, deleted_at=None).exclude(opened_at=None)
    for round in due.select_related("network"):
        close_round(round, by=None, now=now)
