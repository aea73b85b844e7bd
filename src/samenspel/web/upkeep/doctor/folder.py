"""The data folder: who may read and change it, how much room there is, and what should lie in it."""

import os
import shutil
import tempfile
from collections.abc import Iterator

from django.conf import settings
from django.db import connection

from samenspel.web.config.ready import collected
from samenspel.web.shared import ledger as forgotten
from samenspel.web.upkeep.doctor.finding import Finding

MEGABYTE = 1024 * 1024
LITTLE, TOO_LITTLE = 1024 * MEGABYTE, 100 * MEGABYTE


def rights() -> Iterator[Finding]:
    """Whether files can be made in the folder: tried, since rights alone do not say it of every disk."""
    values = {"folder": settings.DATA}
    try:
        with tempfile.TemporaryFile(dir=settings.DATA) as one:
            one.write(b"\0" * 4096)
    except OSError:
        yield Finding("folder-not-writable", values)
    else:
        yield Finding("folder", values)


def room() -> Iterator[Finding]:
    """What is free on the disk."""
    free = shutil.disk_usage(settings.DATA).free
    key = "room-none" if free < TOO_LITTLE else "room-little" if free < LITTLE else "room"
    yield Finding(key, {"free": f"{free / MEGABYTE:,.0f}".replace(",", " ")})


def static() -> Iterator[Finding]:
    """Style sheets, scripts and fonts, as they belong to this version."""
    yield Finding("static" if collected() else "static-stale")


def ledger() -> Iterator[Finding]:
    """The list of who was forgotten, without which an older backup would bring them back."""
    path = settings.DATA / forgotten.NAME
    if not path.exists():
        yield Finding("ledger-none")
    elif os.access(path, os.R_OK | os.W_OK):
        yield Finding("ledger", {"n": len(forgotten.read(settings.DATA))})
    else:
        yield Finding("ledger-closed", {"file": path})


def set_aside() -> Iterator[Finding]:
    """Databases that a restore put aside, or a move to PostgreSQL left: people forgotten since are still in them."""
    old = [*settings.DATA.glob("*before-*")]
    if connection.vendor == "postgresql":
        old += settings.DATA.glob("samenspel.sqlite3")
    found = sorted(one.name for one in old)
    if found:
        yield Finding("set-aside", {"files": ", ".join(found)})
