"""The database: reached, of this version, whole."""

from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.db import DatabaseError, InterfaceError, OperationalError, connection

from samenspel.web.config.ready import pending
from samenspel.web.upkeep.doctor.finding import Finding

MEGABYTE = 1024 * 1024


def database() -> Iterator[Finding]:
    """What can be said of the database, up to the first thing that is wrong with it."""
    file = Path(str(connection.settings_dict["NAME"])) if connection.vendor == "sqlite" else None
    if file is not None and not file.exists():
        yield Finding("database-none", {"file": file})
        return
    try:
        yield from _reached(file)
    except (OperationalError, InterfaceError):
        yield Finding("database-not-opened", {"file": file}) if file else Finding("database-not-reached")
    except DatabaseError:
        yield Finding("database-damaged")
    finally:
        connection.close()


def _reached(file: Path | None) -> Iterator[Finding]:
    if file is None:
        version, size = _ask("SHOW server_version"), int(_ask("SELECT pg_database_size(current_database())"))
        values: dict[str, object] = {"kind": "PostgreSQL", "version": version}
    else:
        version, size = _ask("SELECT sqlite_version()"), file.stat().st_size
        values = {"kind": "SQLite", "version": version}
    yield Finding("database", {**values, "size": f"{size / MEGABYTE:.1f}"})
    yield _tables()
    if file is not None:
        yield Finding("wal" if _ask("PRAGMA journal_mode") == "wal" else "wal-not")
        yield Finding("whole" if _ask("PRAGMA quick_check(1)") == "ok" else "database-damaged")


def _tables() -> Finding:
    there = set(connection.introspection.table_names())
    if not there:
        return Finding("database-empty")
    behind = pending()
    if behind:
        return Finding("migrations-behind", {"n": behind})
    wanted = {one._meta.db_table for one in apps.get_models(include_auto_created=True) if one._meta.managed}
    missing = sorted(wanted - there)  # nobody should work in a database by hand, and somebody will
    return Finding("tables-missing", {"tables": ", ".join(missing)}) if missing else Finding("migrations")


def _ask(question: str) -> str:
    """The first value of the first row."""
    with connection.cursor() as cursor:
        cursor.execute(question)
        return str(cursor.fetchone()[0])
