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
SHARED_LOCK = 128
"""The byte of a `-shm` that is locked as long as a process reads it: UNIX_SHM_DMS in SQLite's os_unix.c."""
PATIENCE = 2
"""So many seconds another may take to let go of the database."""


def is_filled(moment: datetime) -> bool:
    """Whether there is anything to lose. Raises UsageError while the site is at work, or out of reach."""
    path = _file()
    if path is not None and not _is_there(path):
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


def _is_there(path: Path) -> bool:
    """Whether there is a database. To open an empty file would be to make one, and SQLite then throws a `-wal` away."""
    return path.exists() and path.stat().st_size > 0


@contextmanager
def _a_new_file(path: Path, moment: datetime, filled: bool, before: list[Path]) -> Iterator[None]:
    with said_kindly(path):
        _require_nobody(path)
        clear_litter(path.parent, f"{path.name}.restoring-*")
    new = path.with_name(f"{path.name}.restoring-{os.getpid()}")
    connection.settings_dict["NAME"] = str(new)
    try:
        with said_kindly(path):
            _remove(new)  # of a process with the same number that was killed
            new.touch(mode=path.stat().st_mode & 0o777 if path.exists() else 0o600)
        yield
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        with said_kindly(path):
            _require_nobody(path)
            before += _put_aside(path, moment, filled)
            _take_its_place(new, path)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = str(path)
        _remove(new)


def _remove(path: Path) -> None:
    for one in (path, *_beside(path)):
        one.unlink(missing_ok=True)


def _beside(path: Path) -> tuple[Path, ...]:
    """Where SQLite keeps what is not yet, or may not stay, in the database itself."""
    return tuple(Path(f"{path}{end}") for end in BESIDE)


def _put_aside(path: Path, moment: datetime, filled: bool) -> list[Path]:
    """The former database under another name, and what lies beside it, also when it is gone itself.

    SQLite reads what bears the name of the database: a `-wal` of before would be read into the new one. So it goes
    first. Only a former database that is damaged or gone can be without it for a moment: `_require_nobody` left nothing
    beside any other. Gives what was kept, to tell about.
    """
    kept = path.with_name(f"{path.name}.before-{timezone.localtime(moment):%Y-%m-%d-%H%M%S}")
    if filled and _is_there(path):
        _keep(path, kept)
    aside = []
    for old, one in zip(_beside(path), _beside(kept), strict=True):
        if old.exists():
            old.rename(one)
            aside.append(one)
    on_disk(path.parent)
    return [kept] if kept.exists() else aside


def _keep(path: Path, kept: Path) -> None:
    """Another name, beside its own as long as the disk allows that."""
    try:
        os.link(path, kept)
    except OSError:  # a disk that knows no second name for a file
        path.rename(kept)


def _take_its_place(new: Path, path: Path) -> None:
    """Rename, so that at each moment there is a whole database."""
    with new.open("rb") as file:
        os.fsync(file.fileno())
    os.replace(new, path)
    on_disk(path.parent)


def _require_nobody(path: Path) -> None:
    """Raise UsageError while another process has the database open: only the last one may leave the WAL mode."""
    if not _is_there(path):
        if _is_held(Path(f"{path}-shm")):
            raise UsageError(Problem("restore-site-works"))
        return
    alone = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
    try:
        alone.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.DatabaseError as error:  # a damaged one is kept as it is
        if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise UsageError(Problem("restore-site-works")) from error
    finally:
        alone.close()


def _is_held(shared: Path) -> bool:
    """Whether a process has a database open that was moved away under its hands, by the lock it holds on the `-shm`.

    When it stops it would remove what lies beside the new one. On Windows no file that is open can be moved away.
    """
    if os.name == "nt" or not shared.exists():
        return False
    import fcntl

    with shared.open("r+b") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, SHARED_LOCK)
        except (BlockingIOError, PermissionError):  # which of the two, differs from system to system
            return True
    return False


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
