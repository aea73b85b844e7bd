"""`samenspel backup`: everything in the database in one file, from one moment, while the site goes on working."""

import hashlib
import os
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import DatabaseError, OperationalError, connection
from django.utils import timezone

from samenspel.errors import Problem, UsageError, Where
from samenspel.web.privacy.queries import forgotten_list
from samenspel.web.shared.clock import now
from samenspel.web.shared.disk import on_disk
from samenspel.web.shared.words import counted, say
from samenspel.web.upkeep import tables
from samenspel.web.upkeep.archive import opened
from samenspel.web.upkeep.files import clear_litter, said_kindly
from samenspel.web.upkeep.manifest import ERASED, NAME, Manifest, Member

SUFFIX = ".samenspel"
NEWEST = "last-backup"
OURS = re.compile(r"samenspel-(\d{4}-\d\d-\d\d-\d{6})(?:-(\d+))?\.samenspel")
COUNTED = {
    "networks": "networks.network",
    "people": "parties.participant",
    "rounds": "rounds.round",
    "answers": "answering.response",
}


def command(into: str, *, keep: int | None, lang: str) -> str:
    """Make a backup and say what is in it. Raises UsageError; then there is no file."""
    place, moment = Path(into).expanduser().absolute(), now()
    folder = place if place.is_dir() else place.parent
    if keep is not None and (keep < 1 or not place.is_dir()):
        raise UsageError(Problem("backup-keep"))
    path = _free(place, moment) if place.is_dir() else _named(place)
    with said_kindly(path):
        manifest = make(path, moment)
        gone = _keep(folder, keep, path) if keep is not None else 0
        _note(path, moment)
    lines = [say("backup-made", lang, file=path), said_of(manifest, lang)]
    if gone:
        lines.append(counted("backup-gone", gone, lang))
    return "\n".join(lines)


def said_of(manifest: Manifest, lang: str) -> str:
    """How many networks, people, rounds and answers are in a backup."""
    counts = {name: manifest.rows(table) for name, table in COUNTED.items()}
    return ", ".join(counted(f"backup-{name}", n, lang) for name, n in counts.items()) + "."


def make(path: Path, moment: datetime) -> Manifest:
    """Write a backup and read it back before it gets its name. Raises UsageError and OSError."""
    if connection.vendor == "sqlite" and not Path(str(connection.settings_dict["NAME"])).exists():
        raise UsageError(Problem("backup-no-tables"))
    clear_litter(path.parent, f".*{SUFFIX}.half")
    half = path.with_name(f".{path.name}.{os.getpid()}{SUFFIX}.half")
    try:
        with open(half, "xb", opener=partial(os.open, mode=0o600)) as file:
            with _from_database(), zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed, tables.snapshot():
                manifest = _write(packed, moment)
            file.flush()
            os.fsync(file.fileno())
        with opened(half):
            pass
        _give_name(half, path)
    finally:
        half.unlink(missing_ok=True)
    on_disk(path.parent)
    return manifest


@contextmanager
def _from_database() -> Iterator[None]:
    try:
        yield
    except OperationalError as error:
        raise UsageError(Problem("database-not-reached", values={"name": "SAMENSPEL_DATABASE"})) from error
    except DatabaseError as error:
        raise UsageError(Problem("database-damaged")) from error
    finally:
        connection.close()


def _write(packed: zipfile.ZipFile, moment: datetime) -> Manifest:
    loader, applied = tables.applied_here()
    migrations: dict[str, list[str]] = defaultdict(list)
    for app, name in sorted(applied):
        migrations[app].append(name)
    members = {}
    for name, model in tables.kept(loader, applied).items():
        with packed.open(_entry(name, moment), "w", force_zip64=True) as member:
            members[name] = _fill(member, tables.rows(model), tables.columns(model))
    with packed.open(_entry(ERASED, moment), "w") as member:
        members[ERASED] = _fill(member, forgotten_list().encode("ascii").splitlines(keepends=True), ())
    manifest = Manifest(version("samenspel"), moment, {app: tuple(names) for app, names in migrations.items()}, members)
    packed.writestr(_entry(NAME, moment), manifest.dump())
    return manifest


def _entry(name: str, moment: datetime) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, timezone.localtime(moment).timetuple()[:6])
    entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
    return entry


def _fill(member: IO[bytes], lines: Iterable[bytes], fields: tuple[str, ...]) -> Member:
    digest, rows, size = hashlib.sha256(), 0, 0
    for line in lines:
        member.write(line)
        digest.update(line)
        rows, size = rows + 1, size + len(line)
    return Member(fields, rows, size, digest.hexdigest())


def _named(path: Path) -> Path:
    """The file that was asked for. Raises UsageError when that is no name for a backup, or taken."""
    if path.suffix != SUFFIX or not path.parent.is_dir():
        raise UsageError(Problem("backup-no-folder", Where(str(path))))
    if path.exists():
        raise UsageError(Problem("backup-name-taken", Where(str(path))))
    return path


def _free(folder: Path, moment: datetime) -> Path:
    """A name by day and time that no other backup in the folder has."""
    stem = f"samenspel-{timezone.localtime(moment):%Y-%m-%d-%H%M%S}"
    path, number = folder / f"{stem}{SUFFIX}", 1
    while path.exists():
        number += 1
        path = folder / f"{stem}-{number}{SUFFIX}"
    return path


def _give_name(half: Path, path: Path) -> None:
    """Give a file its name, unless another took it meanwhile."""
    try:
        os.link(half, path)
    except FileExistsError as error:
        raise UsageError(Problem("backup-name-taken", Where(str(path)))) from error
    except OSError:  # a disk that knows no second name for a file
        half.rename(path)


def _keep(folder: Path, keep: int, made: Path) -> int:
    """Remove all but the newest backups that have a name by day and time; returns how many went."""
    found = [(match, one) for one in folder.iterdir() if (match := OURS.fullmatch(one.name)) and one.is_file()]
    in_order = sorted(found, key=lambda pair: (pair[1] == made, pair[0][1], int(pair[0][2] or 1)))
    for _, one in in_order[:-keep]:
        one.unlink()
    return len(in_order[:-keep])


def _note(path: Path, moment: datetime) -> None:
    """Let `samenspel doctor` know how old the newest backup is."""
    (settings.DATA / NEWEST).write_text(f"{moment.isoformat()} {path}\n", "utf-8")
