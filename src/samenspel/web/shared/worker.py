"""The background worker: it does the tasks that lie ready, shows that it lives, and keeps the clock."""

import logging
import resource
import threading
import time
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.db import InterfaceError, OperationalError, close_old_connections, connections
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult
from django_tasks_db.utils import exclusive_transaction

from samenspel.web.shared import chores
from samenspel.web.shared.clock import now
from samenspel.web.shared.codes import new_secret
from samenspel.web.shared.failures import told, without_message
from samenspel.web.shared.models import SignOfLife

log = logging.getLogger(__name__)

INTERVAL = 0.5
BEAT = 5.0
CLOCK, DEMO_CLOCK = 30.0, 2.0
PATIENCE = 2.0
LARGEST = 300 * 1024 * 1024
"""Making documents takes memory that the process does not give back. With more than this it makes room."""


class BackgroundWorker(Worker):  # type: ignore[misc]
    """Takes up tasks one by one. Looking whether there are any takes no lock, which on SQLite would be everyone's."""

    def __init__(self, interval: float = INTERVAL, batch: bool = False) -> None:
        """batch: stop when there is nothing to do any more."""
        super().__init__(
            queue_names=["*"],
            interval=interval,
            batch=batch,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=new_secret(),
            excluded_queue_names=[],
        )
        self.grown = False

    def run(self) -> None:
        """Work until asked to stop, or until this process has `grown`. A database that is away is waited for."""
        while self.running:
            try:
                close_old_connections()
                task = self._take()
                if task is not None:
                    self.run_task(task)
                    self.grown = memory() > LARGEST and not self.batch
                    if self.grown:
                        return
                    continue
            except (OperationalError, InterfaceError) as error:
                log.warning("the database does not answer: %s", type(error).__name__)
                connections.close_all()
                time.sleep(PATIENCE)
            if self.batch:
                return
            if self.running:
                time.sleep(self.interval)

    def run_task(self, db_task_result: DBTaskResult) -> None:
        """Do a task. Of one that fails is kept what kind of error it was and where, not what it was about."""
        super().run_task(db_task_result)
        if db_task_result.traceback:
            db_task_result.traceback = without_message(db_task_result.traceback)
            db_task_result.save(update_fields=["traceback"])

    def _take(self) -> DBTaskResult | None:
        """The next task, claimed for this worker alone."""
        ready = DBTaskResult.objects.ready().filter(backend_name=self.backend_name)
        if not ready.exists():
            return None
        with exclusive_transaction(ready.db):
            task: DBTaskResult | None = ready.get_locked()
            if task is not None:
                task.claim(self.worker_id)
        return task


def memory() -> int:
    """How many bytes of memory this process takes now; 0 where the system does not tell."""
    statm = Path("/proc/self/statm")
    return int(statm.read_text("ascii").split()[1]) * resource.getpagesize() if statm.exists() else 0


def run() -> bool:
    """Work until asked to stop; what is under hands then is finished first.

    True when nobody asked: this process has grown, and a fresh one must go on.
    """
    worker = BackgroundWorker()
    worker.configure_signals()
    show_life(worker.worker_id)  # before the first task, or another worker would take this one for dead
    every(BEAT, lambda: show_life(worker.worker_id))
    every(DEMO_CLOCK if settings.DEMO else CLOCK, lambda: chores.do_all(now()))
    try:
        worker.run()
        return worker.grown and worker.running
    finally:
        connections.close_all()
        SignOfLife.objects.filter(worker=worker.worker_id).delete()


def show_life(worker: str) -> None:
    """Note that a worker is alive."""
    SignOfLife.objects.update_or_create(worker=worker, defaults={"at": now()})


def every(seconds: float, do: Callable[[], object]) -> threading.Thread:
    """Do something now and then for as long as the process lives, beside its other work. What fails is tried again."""

    def again() -> None:
        while True:
            close_old_connections()
            try:
                do()
            except Exception as error:
                log.error("background work failed: %s", told(error))
            time.sleep(seconds)

    thread = threading.Thread(target=again, daemon=True)
    thread.start()
    return thread
