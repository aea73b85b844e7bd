"""The background worker: tasks are done, those of dead workers are taken up again, and one bad chore harms no other."""

import datetime
import logging
import resource

import pytest
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from samenspel.web.shared import chores, worker
from samenspel.web.shared.models import Attempts, SignOfLife

NOW = datetime.datetime(2026, 5, 1, 12, 0, tzinfo=datetime.UTC)
done = []


@task()
def note(number: int) -> None:
    done.append(number)


@task()
def fail() -> None:
    raise ValueError("piet@samenspel.example")


@pytest.fixture
def queue(settings, transactional_db):
    """Tasks that wait for a worker, as in the served site."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
    done.clear()


def running(*worker_ids, since=60):
    """A task that a worker took up so many seconds ago."""
    result = note.enqueue(1)
    started = NOW - datetime.timedelta(seconds=since)
    DBTaskResult.objects.filter(pk=result.id).update(
        status="RUNNING", started_at=started, worker_ids=list(worker_ids), enqueued_at=started
    )
    return DBTaskResult.objects.get(pk=result.id)


def state(one):
    one.refresh_from_db()
    return one.status


def work():
    worker.BackgroundWorker(interval=0, batch=True).run()


def test_a_worker_does_what_lies_ready_and_a_failure_does_not_stop_it(queue):
    note.enqueue(1)
    fail.enqueue()
    note.enqueue(2)
    work()
    assert done == [1, 2]
    assert sorted(DBTaskResult.objects.values_list("status", flat=True)) == ["FAILED", "SUCCESSFUL", "SUCCESSFUL"]


def test_of_a_failed_task_is_kept_where_it_failed_and_not_what_it_was_about(queue):
    fail.enqueue()
    work()
    one = DBTaskResult.objects.get()
    assert one.exception_class_path == "builtins.ValueError"
    assert "in fail" in one.traceback
    assert "piet" not in one.traceback


def test_a_process_that_has_grown_stops_after_its_task_for_a_fresh_one_to_go_on(queue, monkeypatch):
    monkeypatch.setattr(worker, "LARGEST", 0)
    note.enqueue(1)
    note.enqueue(2)
    one = worker.BackgroundWorker(interval=0)
    one.run()
    assert one.grown
    assert done == [1]
    assert sorted(DBTaskResult.objects.values_list("status", flat=True)) == ["READY", "SUCCESSFUL"]


def test_this_process_knows_how_much_memory_it_takes():
    before = worker.memory()
    kept = bytearray(64 * 1024 * 1024)
    kept[:: resource.getpagesize()] = b"x" * len(kept[:: resource.getpagesize()])
    assert worker.memory() - before > 32 * 1024 * 1024
    assert before > 1024 * 1024


def test_the_task_of_a_dead_worker_is_done_by_another(queue):
    one = running("dead")
    chores.sweep(NOW)
    assert state(one) == "READY"
    work()
    assert state(one) == "SUCCESSFUL"
    assert done == [1]


def test_the_task_of_a_living_worker_is_left_alone_however_long_it_takes(queue):
    SignOfLife.objects.create(worker="busy", at=NOW - datetime.timedelta(seconds=10))
    one = running("dead", "busy", since=3600)
    chores.sweep(NOW)
    assert state(one) == "RUNNING"


def test_a_worker_that_was_quiet_for_too_long_is_dead(queue):
    SignOfLife.objects.create(worker="quiet", at=NOW - datetime.timedelta(seconds=31))
    one = running("quiet")
    chores.sweep(NOW)
    assert state(one) == "READY"


def test_a_task_that_was_just_taken_up_is_left_alone(queue):
    one = running("new", since=1)
    chores.sweep(NOW)
    assert state(one) == "RUNNING"


def test_a_task_that_kills_its_workers_is_given_up(queue):
    one = running("first", "second", "third")
    chores.sweep(NOW)
    assert state(one) == "FAILED"
    assert one.finished_at == NOW
    assert one.exception_class_path.endswith("WorkerDied")
    assert "3 times" in one.traceback


def test_a_worker_shows_that_it_lives(db):
    worker.show_life("one")
    worker.show_life("one")
    assert SignOfLife.objects.count() == 1


def test_a_chore_that_fails_is_told_without_what_it_was_about_and_the_others_are_done(db, monkeypatch, caplog):
    who = "piet@samenspel.example"

    def bad(now):
        raise ValueError(who)

    told = []
    monkeypatch.setattr(chores, "chores", lambda: [("bad", bad), ("good", told.append)])
    with caplog.at_level(logging.ERROR):
        chores.do_all(NOW)
    assert told == [NOW]
    assert "bad failed: ValueError" in caplog.text
    assert "piet" not in caplog.text


def test_every_chore_can_be_done_on_an_empty_site_again_and_again(db, caplog):
    with caplog.at_level(logging.ERROR):
        chores.do_all(NOW)
        chores.do_all(NOW)
    assert caplog.text == ""
    names = [name for name, _ in chores.chores()]
    assert len(names) == len(set(names))
    assert {"rounds.open_due", "rounds.close_due", "rounds.remind_due", "results.publish_due"} <= set(names)


def test_what_is_past_its_time_is_cleared_away(queue):
    old, new = running("x"), running("x")
    for one, days in ((old, 8), (new, 6)):
        finished = NOW - datetime.timedelta(days=days)
        DBTaskResult.objects.filter(pk=one.pk).update(status="SUCCESSFUL", finished_at=finished)
    for seconds in (-1, 1):
        Attempts.objects.create(door="x", visitor="y", over=NOW + datetime.timedelta(seconds=seconds))
    SignOfLife.objects.create(worker="of-before", at=NOW - datetime.timedelta(days=2))
    chores.forget(NOW)
    assert list(DBTaskResult.objects.values_list("pk", flat=True)) == [new.pk]
    assert Attempts.objects.count() == 1
    assert not SignOfLife.objects.exists()
