"""What a backup holds: the tables as the database has them now, also when that is not yet how this version has them.

Left out is what means nothing on another day: who is logged in and where, links to log in by, changes of address that
wait for a click, files in the middle of an import, counts of tried doors, signs of life, and work that lies ready or
was done. So are reports, which are made again from the result, mail of a demo, and what Django fills in by itself.
"""

import base64
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.models import Model

from samenspel.errors import Problem, UsageError

APPS_LEFT_OUT = {"auth", "contenttypes", "sessions", "django_tasks_database"}
LEFT_OUT = {
    "accounts.emailchange",
    "accounts.loginlink",
    "accounts.opensession",
    "results.report",
    "shared.attempts",
    "shared.demomail",
    "shared.signoflife",
    "uploads.upload",
}
AT_ONCE = 100
BYTES_AT_ONCE = 16 * 1024 * 1024
"""So many rows in memory, and fewer when they are large: one may hold a whole release."""


def kept(loader: MigrationLoader, applied: set[tuple[str, str]]) -> dict[str, type[Model]]:
    """The tables that go into a backup, as these migrations made them, by "app.model"."""
    apps = loader.project_state(sorted(applied)).apps
    found = {one._meta.label_lower: one for one in apps.get_models(include_auto_created=True)}
    return {
        name: model
        for name, model in sorted(found.items())
        if model._meta.managed
        and not model._meta.proxy
        and model._meta.app_label not in APPS_LEFT_OUT
        and name not in LEFT_OUT
    }


def columns(model: type[Model]) -> tuple[str, ...]:
    """The names of what is kept of a row, in the order in which it is written."""
    return tuple(field.attname for field in model._meta.concrete_fields)


def applied_here() -> tuple[MigrationLoader, set[tuple[str, str]]]:
    """The migrations that were applied to the database. Raises UsageError when there are none, or unknown ones."""
    loader = MigrationLoader(connections[DEFAULT_DB_ALIAS])
    applied = set(loader.applied_migrations)
    if not applied:
        raise UsageError(Problem("backup-no-tables"))
    if applied - set(loader.graph.nodes):
        raise UsageError(Problem("database-newer"))
    return loader, applied


@contextmanager
def snapshot() -> Iterator[None]:
    """The database as it is at one moment, while others go on writing. Takes no lock that they wait for."""
    connection: Any = connections[DEFAULT_DB_ALIAS]
    connection.ensure_connection()
    if connection.vendor != "sqlite":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
        return
    usual, connection.transaction_mode = connection.transaction_mode, "DEFERRED"
    try:
        with transaction.atomic():
            yield
    finally:
        connection.transaction_mode = usual


def rows(model: type[Model]) -> Iterator[bytes]:
    """The rows of a table, each as a line of JSON."""
    for row in model._base_manager.order_by("pk").values_list(*columns(model)).iterator(AT_ONCE):
        yield json.dumps(row, default=_plain, separators=(",", ":")).encode("ascii") + b"\n"


def batches(lines: Iterable[bytes]) -> Iterator[list[bytes]]:
    """The lines of a table, as many at once as go into memory."""
    batch: list[bytes] = []
    size = 0
    for line in lines:
        batch.append(line)
        size += len(line)
        if len(batch) == AT_ONCE or size > BYTES_AT_ONCE:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def row_of(model: type[Model], line: bytes) -> Model:
    """The row that a line tells. Raises ValueError, TypeError or ValidationError when it tells none."""
    values = json.loads(line)
    fields = model._meta.concrete_fields
    told = {field.attname: field.to_python(value) for field, value in zip(fields, values, strict=True)}
    return model(**told)


def as_they_were(model: type[Model]) -> None:
    """Let no field of a model of a migration fill in a moment of its own."""
    for field in model._meta.concrete_fields:
        vars(field).update(auto_now=False, auto_now_add=False)


def _plain(value: object) -> str:
    match value:
        case datetime() | date():
            return value.isoformat()
        case UUID():
            return str(value)
        case bytes() | memoryview():
            return base64.b64encode(value).decode("ascii")
    raise TypeError(type(value).__name__)
