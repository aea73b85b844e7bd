"""What must be done before the site can be served: tables, static files, and a look at the settings."""

import hashlib
import sys
from pathlib import Path

from django.conf import settings
from django.core import checks
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, OperationalError, connections
from django.db.migrations.executor import MigrationExecutor

from samenspel.errors import Problem, UsageError

STAMP = "static.stamp"


def make_ready() -> None:
    """Look at the settings, bring the tables of a small site up to date, and collect the static files that changed.

    On PostgreSQL others may be at work, so there the administrator says when tables change.
    """
    look_at_settings()
    if connections[DEFAULT_DB_ALIAS].vendor == "sqlite":
        migrate()
    else:
        require_tables()
    collect()


def look_at_settings() -> None:
    """Print what the checks have to say. Raises UsageError when one of them says that it cannot go on like this."""
    all_found = checks.run_checks(include_deployment_checks=not settings.DEMO, databases=[DEFAULT_DB_ALIAS])
    found = [one for one in all_found if not one.is_silenced()]
    for one in found:
        if one.level >= checks.WARNING:
            print(one, file=sys.stderr)
    serious = [str(one.id) for one in found if one.is_serious()]
    if serious:
        raise UsageError(Problem("settings-not-in-order", values={"checks": ", ".join(serious)}))


def waiting() -> int:
    """How many migrations the database still lacks. Raises UsageError when it cannot be reached."""
    try:
        return pending()
    except OperationalError as error:
        raise UsageError(Problem("database-not-reached", values={"name": "SAMENSPEL_DATABASE"})) from error


def pending() -> int:
    """The same, with the error of the database itself when it does not answer."""
    executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def migrate() -> int:
    """Bring the tables up to date; returns how many migrations that took."""
    count = waiting()
    if count:
        call_command("migrate", interactive=False, verbosity=0)
    return count


def require_tables() -> None:
    """Raise UsageError when the tables are not those of this version."""
    if waiting():
        raise UsageError(Problem("database-behind"))


def collect() -> None:
    """Collect static files when one of them is not as it was, or when they were never collected."""
    if collected():
        return
    call_command("collectstatic", interactive=False, verbosity=0)
    (settings.DATA / STAMP).write_text(_digest(), "utf-8")


def collected() -> bool:
    """Whether the static files lie ready as they are now."""
    stamp = settings.DATA / STAMP
    return stamp.exists() and Path(settings.STATIC_ROOT).is_dir() and stamp.read_text("utf-8") == _digest()


def _digest() -> str:
    """What the static files are now, by name, size and time of change."""
    from django.contrib.staticfiles.finders import get_finders

    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in sorted(finder.list([]), key=lambda found: found[0]):
            facts = Path(storage.path(path)).stat()
            digest.update(f"{path}\0{facts.st_size}\0{facts.st_mtime_ns}\n".encode())
    return digest.hexdigest()
