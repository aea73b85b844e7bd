"""What must happen by itself: rounds that open and close, results, reminders, and clearing away what is past its time.

Every chore may be done by several workers at once, and as often as anyone likes.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from importlib import import_module

from django.db import close_old_connections
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from samenspel.web.shared import limits
from samenspel.web.shared.bin import KEPT
from samenspel.web.shared.failures import told
from samenspel.web.shared.models import SignOfLife

log = logging.getLogger(__name__)

DEAD_AFTER = timedelta(seconds=30)
MOST_TRIES = 3
TASKS_KEPT = timedelta(days=7)
SIGNS_KEPT = timedelta(days=1)
Chore = Callable[[datetime], object]


class WorkerDied(Exception):
    """The worker of a task died, and so did those that took it up again."""


def do_all(now: datetime) -> None:
    """Do every chore. One that fails is told in the log, without what it was about, and does not stop the others."""
    for name, chore in chores():
        try:
            chore(now)
        except Exception as error:
            log.error("chore %s failed: %s", name, told(error))
            close_old_connections()


def chores() -> list[tuple[str, Chore]]:
    """All chores in the order in which they help each other: what closes can be published the same moment."""
    of_apps = (
        "rounds.open_due", "rounds.close_due", "results.publish_due", "rounds.remind_due", "uploads.forget_old",
        "accounts.forget_old", "privacy.warn_due", "privacy.forget_due", "privacy.write_list",
    )  # fmt: skip
    purges = ("rounds", "privacy", "parties", "conversations")
    return [
        ("sweep", sweep),
        *((name, _service(name)) for name in of_apps),
        *((f"{app}.purge", _purge(app)) for app in purges),
        ("forget", forget),
    ]


def _service(name: str) -> Chore:
    app, _, function = name.partition(".")

    def chore(now: datetime) -> object:
        return getattr(import_module(f"samenspel.web.{app}.services"), function)(now)

    return chore


def _purge(app: str) -> Chore:
    purge = _service(f"{app}.purge")
    return lambda now: purge(now - KEPT)


def sweep(now: datetime) -> None:
    """Put back the tasks of workers that are dead. A task that was tried often enough has failed."""
    alive = set(SignOfLife.objects.filter(at__gt=now - DEAD_AFTER).values_list("worker", flat=True))
    for task in DBTaskResult.objects.running().filter(started_at__lt=now - DEAD_AFTER):
        if task.worker_ids and task.worker_ids[-1] in alive:
            continue
        same = DBTaskResult.objects.running().filter(pk=task.pk, started_at=task.started_at)
        if len(task.worker_ids) < MOST_TRIES:
            same.update(status=TaskResultStatus.READY)
        else:
            same.update(
                status=TaskResultStatus.FAILED,
                finished_at=now,
                exception_class_path=f"{WorkerDied.__module__}.{WorkerDied.__qualname__}",
                traceback=f"its worker died {len(task.worker_ids)} times",
            )
            log.error("task %s was given up: its worker died %d times", task.task_path, len(task.worker_ids))


def forget(now: datetime) -> None:
    """Clear away finished tasks, counts of tried doors, and workers of before."""
    DBTaskResult.objects.finished().filter(finished_at__lt=now - TASKS_KEPT).delete()
    limits.forget_over(now)
    SignOfLife.objects.filter(at__lt=now - SIGNS_KEPT).delete()
