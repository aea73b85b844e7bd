"""The work in the background: whether somebody does it, what waits, and what did not succeed."""

from collections.abc import Iterator
from datetime import timedelta

from django_tasks_db.models import DBTaskResult

from samenspel.web.rounds.queries import mails_that_failed
from samenspel.web.shared.chores import DEAD_AFTER
from samenspel.web.shared.clock import now
from samenspel.web.shared.models import SignOfLife
from samenspel.web.upkeep.doctor.finding import Finding

LONG = timedelta(minutes=10)
"""A task that waits longer is not merely in a queue."""


def worker() -> Iterator[Finding]:
    """When a worker was last heard of."""
    last = SignOfLife.objects.order_by("-at").first()
    moment = now()
    if last is None:
        yield Finding("worker-none")
    elif last.at > moment + DEAD_AFTER:
        yield Finding("worker-ahead")
    elif last.at > moment - DEAD_AFTER:
        yield Finding("worker")
    else:
        yield Finding("worker-silent", {"minutes": int((moment - last.at).total_seconds() // 60)})


def tasks() -> Iterator[Finding]:
    """Tasks that wait long, and that failed in the days that they are kept."""
    waiting = DBTaskResult.objects.ready().filter(enqueued_at__lt=now() - LONG).count()
    failed = DBTaskResult.objects.failed().count()
    if waiting:
        yield Finding("tasks-waiting", {"n": waiting})
    if failed:
        yield Finding("tasks-failed", {"n": failed})
    if not waiting and not failed:
        yield Finding("tasks")


def mails() -> Iterator[Finding]:
    """Mails of rounds that did not come through and wait for somebody."""
    n = mails_that_failed()
    yield Finding("mails-failed", {"n": n}) if n else Finding("mails")
