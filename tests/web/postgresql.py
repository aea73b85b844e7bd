"""A PostgreSQL server of our own for tests, on a socket in a folder that is gone afterwards."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ACCOUNT = "postgres"
QUICK = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"


def programs() -> Path | None:
    """The folder of the programs of a server; Debian keeps them out of the path."""
    found = shutil.which("pg_ctl")
    places = [Path(found).resolve().parent] if found else []
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    wanted = ("initdb", "pg_ctl", "createdb")
    return next((place for place in places if all((place / name).exists() for name in wanted)), None)


def needed() -> Path:
    """The programs; skips where they are absent, and fails on CI, where they must be there."""
    place = programs()
    if place is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)("there is no PostgreSQL here")
    return place


@contextmanager
def postgresql_server(quick: bool = True) -> Iterator[str]:
    """The setting that leads to a fresh, empty database. A quick server forgets everything when it is killed."""
    place = needed()
    # a short path below /tmp: that of a socket holds no more than about a hundred characters
    folder = Path(tempfile.mkdtemp(prefix="samenspel-pg-", dir="/tmp"))
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, ACCOUNT)
        _run(folder, place / "initdb", "-D", folder / "data", "-U", ACCOUNT, "-A", "trust", "-E", "UTF8", "--locale=C")
        options = f"-k {folder} -c listen_addresses='' -c max_connections=100 {QUICK if quick else ''}"
        _run(folder, place / "pg_ctl", "-D", folder / "data", "-l", folder / "log", "-w", "-o", options, "start")
        try:
            _run(folder, place / "createdb", "-h", folder, "-U", ACCOUNT, "samenspel")
            yield f"postgresql://{ACCOUNT}@/samenspel?host={folder}"
        finally:
            _run(folder, place / "pg_ctl", "-D", folder / "data", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(folder: Path, *command: object) -> None:
    """Run a program of PostgreSQL, which refuses to be run by root."""
    words = [str(word) for word in command]
    if os.geteuid() == 0:
        words = ["runuser", "-u", ACCOUNT, "--", *words]
    # its server would keep a pipe open for as long as it runs
    with (folder / "said").open("w+") as said:
        done = subprocess.run(words, cwd=folder, stdout=said, stderr=said, check=False)
        said.seek(0)
        assert done.returncode == 0, f"{words}\n{said.read()}"
