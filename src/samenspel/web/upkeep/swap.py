"""A new database in the place of the one that is there: all of it, or nothing."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, OperationalError, connection, transaction
from django.utils import timezone

from samenspel.errors import Problem, UsageError
from samenspel.web.shared.chores import DEAD_AFTER
from samenspel.web.shared.disk import on_disk
from samenspel.web.upkeep import backup, tables
from samenspel.web.upkeep.files import clear_litter, said_kindly

FILLED = ("accounts_account", "networks_network")
SIGNS = "shared_signoflife"
BESIDE = ("-wal", "-shm", "-journal")
PATIENCE = 2
"""So many seconds another may take to let go of the database."""


def is_filled(moment: datetime) -> bool:
    """Whether there is anything to lose. Raises UsageError while the site is at work, or out of reach."""
    path = _file()
    if path is not None and not path.exists():
        return False
    try:
        names = set(connection.introspection.table_names())
        if SIGNS in names and _any(f"{SIGNS} WHERE at > %s", moment - DEAD_AFTER):
            raise UsageError(Problem("restore-site-works"))
        return any(_any(table) for table in FILLED if table in names)
    except DatabaseError as error:
        if path is None and isinstance(error, OperationalError):
            raise UsageError(Problem("database-not-reached", values={"name": "SAMENSPEL_DATABASE"})) from error
        return True  # damaged, so nobody knows what is in it
    finally:
        connection.close()


def _any(what: str, *values: datetime) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM {what} LIMIT 1", values)
        return cursor.fetchone() is not None


@contextmanager
def in_its_place(moment: datetime, filled: bool) -> Iterator[list[Path]]:
    """An empty database to fill. It takes the place of the other one when the block ends well.

    Gives a list that will hold the file in which the former database is kept, if there was anything in it.
    """
    before: list[Path] = []
    path = _file()
    with _a_new_file(path, moment, filled, before) if path else _a_transaction(moment, filled, before):
        yield before


def _file() -> Path | None:
    """The file of the database; None when it is a server."""
    return Path(str(connection.settings_dict["NAME"])).resolve() if connection.vendor == "sqlite" else None


@contextmanager
def _a_new_file(path: Path, moment: datetime, filled: bool, before: list[Path]) -> Iterator[None]:
    _require_nobody(path)
    clear_litter(path.parent, f"{path.name}.restoring-*")
    new = path.with_name(f"{path.name}.restoring-{os.getpid()}")
    connection.settings_dict["NAME"] = str(new)
    try:
        with said_kindly(path):
            new.touch(mode=path.stat().st_mode & 0o777 if path.exists() else 0o600)
        yield
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        with said_kindly(path):
            if path.exists():
                _require_nobody(path)
                if filled:
                    before.append(_kept(path, moment))
            _take_its_place(new, path)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = str(path)
        for one in (new, *(Path(f"{new}{end}") for end in BESIDE)):
            one.unlink(missing_ok=True)


def _kept(path: Path, moment: datetime) -> Path:
    """The former database under another name, beside its own as long as the disk allows that."""
    kept = path.with_name(f"{path.name}.before-{timezone.localtime(moment):%Y-%m-%d-%H%M%S}")
    try:
        os.link(path, kept)
    except OSError:  # a disk that knows no second name for a file
        path.rename(kept)
    for end in BESIDE:  # left behind by a damaged one; the new one must not take them for its own
        if Path(f"{path}{end}").exists():
            Path(f"{path}{end}").rename(f"{kept}{end}")
    return kept


def _take_its_place(new: Path, path: Path) -> None:
    """Rename, so that at each moment there is a whole database."""
    with new.open("rb") as file:
        os.fsync(file.fileno())
    os.replace(new, path)
    on_disk(path.parent)


def _require_nobody(path: Path) -> None:
    """Raise UsageError while another process has the database open: only the last one may leave the WAL mode."""
    if not path.exists():
        return
    alone = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
    try:
        alone.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.DatabaseError as error:  # a damaged one is kept as it is
        if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise UsageError(Problem("restore-site-works")) from error
    finally:
        alone.close()


@contextmanager
def _a_transaction(moment: datetime, filled: bool, before: list[Path]) -> Iterator[None]:
    if filled:
        kept = settings.DATA / f"before-{timezone.localtime(moment):%Y-%m-%d-%H%M%S}{backup.SUFFIX}"
        backup.make(kept, moment)
        before.append(kept)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = '{PATIENCE}s'")
            _empty()
        yield


def _empty() -> None:
    """Drop the tables of the site, and no others. Raises UsageError for those of a newer version."""
    names = set(connection.introspection.table_names())
    if "django_migrations" not in names:
        return
    loader, applied = tables.applied_here()
    models = loader.project_state(sorted(applied)).apps.get_models(include_auto_created=True)
    with connection.cursor() as cursor:
        for table in ("django_migrations", *(one._meta.db_table for one in models)):
            cursor.execute(f"DROP TABLE IF EXISTS {connection.ops.quote_name(table)} CASCADE")
