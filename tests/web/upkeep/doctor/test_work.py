"""What the doctor sees of the database and of the work in the background."""

from datetime import timedelta

import pytest
from django.db import connection
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from samenspel.errors import LANGUAGES
from samenspel.web.rounds.models import Invitation, Letter, Mailing, Round
from samenspel.web.shared.clock import now
from samenspel.web.shared.models import SignOfLife
from samenspel.web.upkeep import doctor
from samenspel.web.upkeep.doctor import database, work
from tests.web.upkeep.doctor.diagnosis import keys


@pytest.mark.skipif(connection.vendor != "postgresql", reason="the database of these tests is SQLite")
def test_postgresql_is_told_by_its_version(db):
    found = list(database._reached(None))
    assert keys(found) == ["database", "migrations"]
    assert found[0].values["kind"] == "PostgreSQL"


def test_tables_that_are_gone_are_named(db):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE shared_signoflife RENAME TO somewhere_else")
    found = database._tables()
    assert (found.key, found.values) == ("tables-missing", {"tables": "shared_signoflife"})


def test_a_worker_that_is_alive_silent_or_ahead_of_time_is_told(db):
    assert keys(work.worker()) == ["worker-none"]
    for age, key in ((0, "worker"), (300, "worker-silent"), (-300, "worker-ahead")):
        SignOfLife.objects.update_or_create(worker="one", defaults={"at": now() - timedelta(seconds=age)})
        assert keys(work.worker()) == [key]


def test_work_that_waits_long_or_failed_is_counted(db):
    assert keys(work.tasks()) == ["tasks"]
    for status, age in ((TaskResultStatus.READY, 1), (TaskResultStatus.READY, 11), (TaskResultStatus.FAILED, 11)):
        one = DBTaskResult.objects.create(
            status=status, args_kwargs={"args": [], "kwargs": {}}, task_path="x.y", priority=0, queue_name="default",
            backend_name="default", run_after=now() - timedelta(hours=1), exception_class_path="", traceback="",
        )  # fmt: skip
        DBTaskResult.objects.filter(pk=one.pk).update(enqueued_at=now() - timedelta(minutes=age))
    assert [(one.key, one.values["n"]) for one in work.tasks()] == [("tasks-waiting", 1), ("tasks-failed", 1)]


def test_mails_that_nobody_sends_again_are_counted(cast):
    assert keys(work.mails()) == ["mails"]
    round = Round.objects.create(
        network=cast.network, title="Ronde", instrument="conditions", version=1, digest="x", form="full"
    )
    mailing = Mailing.objects.create(round=round, kind="invitation", occasion="open", made_at=now())
    for tries, name in ((1, "Pim"), (3, "Noor")):
        invitation = Invitation.objects.create(round=round, participant=cast.participants[name])
        Letter.objects.create(mailing=mailing, invitation=invitation, tries=tries, failed="refused")
    assert [(one.key, one.values["n"]) for one in work.mails()] == [("mails-failed", 1)]


def test_an_examination_that_breaks_off_is_told_by_its_kind_only():
    def examine():
        raise ValueError("dbgeheim")

    found = list(doctor._safely(examine))
    assert keys(found) == ["broke-off"]
    assert not [lang for lang in LANGUAGES if "dbgeheim" in found[0].what(lang) + found[0].do(lang)]
