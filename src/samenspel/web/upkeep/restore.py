"""`samenspel restore`: a backup back into the database, whole or not at all, and then up to this version."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import DataError, Error, IntegrityError, OperationalError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.models import Model
from django.utils import timezone

from samenspel.errors import Problem, UsageError
from samenspel.present.words import date_long
from samenspel.web.privacy.queries import forgotten_here_or_there
from samenspel.web.privacy.services import forget_again, take_over
from samenspel.web.shared import ledger
from samenspel.web.shared.clock import now
from samenspel.web.shared.words import counted, say
from samenspel.web.upkeep import swap, tables
from samenspel.web.upkeep.archive import Archive, opened, refused
from samenspel.web.upkeep.backup import said_of
from samenspel.web.upkeep.files import said_kindly
from samenspel.web.upkeep.manifest import Manifest


def command(file: str, *, replace: bool, lang: str) -> str:
    """Put a backup back and say what is there now. Raises UsageError; then the database is as it was."""
    path, moment = Path(file).expanduser().absolute(), now()
    with said_kindly(path), opened(path) as archive:
        _require_known(archive)
        filled = swap.is_filled(moment)
        if filled and not replace:
            raise UsageError(Problem("restore-not-empty"))
        with said_kindly(settings.DATA / ledger.NAME):
            erased = forgotten_here_or_there(archive.erased())
        with _said_kindly(path), swap.in_its_place(moment, filled) as before:
            fill(archive)
            again = forget_again(erased, now=moment)
            take_over(erased)  # before this database counts, or a stop in between would leave the list without them
        return "\n".join(_told(archive.manifest, again, before, lang))


def _told(manifest: Manifest, again: int, before: list[Path], lang: str) -> Iterator[str]:
    local = timezone.localtime(manifest.made_at)
    moment = {"day": date_long(local.date(), lang), "time": f"{local:%H:%M}"}
    yield say("restore-done", lang, **moment, version=manifest.software)
    yield said_of(manifest, lang)
    if again:
        yield counted("restore-forgotten", again, lang)
    for kept in before:
        yield say("restore-before", lang, file=kept)
    yield say("restore-log-in", lang)


def _require_known(archive: Archive) -> None:
    """Raise UsageError for a backup of a version that is newer than this one."""
    loader = MigrationLoader(None)
    if archive.manifest.applied - set(loader.graph.nodes):
        raise refused("backup-newer", archive.path, version=archive.manifest.software)


def fill(archive: Archive) -> None:
    """Make the tables as they were, fill them, and bring them up to date. The database must be empty."""
    applied = archive.manifest.applied
    executor = MigrationExecutor(connection)
    executor.migrate(_last_of_each(executor.loader, applied))
    loader, made = tables.applied_here()
    models = tables.kept(loader, applied)
    told = {name: one.fields for name, one in archive.manifest.tables.items()}
    if made != applied or told != {name: tables.columns(model) for name, model in models.items()}:
        raise refused("backup-not-fitting", archive.path, member="backup.json")
    with transaction.atomic():
        _links_count("at the end")
        for model in models.values():
            model._base_manager.all()._raw_delete(connection.alias)  # what a migration put there itself
        for name, model in models.items():
            _insert(archive, name, model)
        _look_at_links(archive)
        _count_on(list(models.values()))
    call_command("migrate", interactive=False, verbosity=0)
    _links_count("at the end")


def _last_of_each(loader: MigrationLoader, applied: set[tuple[str, str]]) -> list[tuple[str, str]]:
    """The last migration of each part: going to an earlier one would undo the later."""
    return [
        one
        for one in sorted(applied)
        if not any(child.key[0] == one[0] and child.key in applied for child in loader.graph.node_map[one].children)
    ]


def _insert(archive: Archive, name: str, model: type[Model]) -> None:
    tables.as_they_were(model)
    try:
        for batch in tables.batches(archive.lines(name)):
            model._base_manager.bulk_create([tables.row_of(model, line) for line in batch])
    except (ValidationError, ValueError, TypeError, AttributeError, RecursionError, DataError, IntegrityError) as error:
        raise refused("backup-not-fitting", archive.path, member=name) from error


def _look_at_links(archive: Archive) -> None:
    """Every row that another points to must be there. On PostgreSQL tables can be changed only after this."""
    try:
        connection.check_constraints()
        _links_count("at once")
    except IntegrityError as error:
        raise refused("backup-not-fitting", archive.path, member="backup.json") from error


def _links_count(when: Literal["at once", "at the end"]) -> None:
    """When PostgreSQL looks whether rows point to rows that are there, until the end of the transaction."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SET CONSTRAINTS ALL {'IMMEDIATE' if when == 'at once' else 'DEFERRED'}")


def _count_on(models: list[type[Model]]) -> None:
    """Let numbers that the database gives out go on behind those that are there."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)


@contextmanager
def _said_kindly(path: Path) -> Iterator[None]:
    try:
        yield
    except OperationalError as error:
        if "lock" in str(error):
            raise UsageError(Problem("restore-site-works")) from error
        if "full" in str(error) or "space" in str(error):
            raise UsageError(Problem("disk-full")) from error
        raise UsageError(Problem("restore-failed", values={"reason": str(error).strip()})) from error
    except Error as error:
        raise UsageError(Problem("restore-failed", values={"reason": str(error).strip()})) from error
    finally:
        connection.close()
