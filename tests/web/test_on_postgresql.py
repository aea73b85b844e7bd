"""The tests that ask much of a database once more, on PostgreSQL: what SQLite lets pass may be refused there."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.web.postgresql import postgresql_server

ROOT = Path(__file__).resolve().parents[2]
OWN_DATABASE = ("site.call(", "served(", "tests.web.upkeep.worlds")
ASKS = (
    "agreed", "beside", "commands", "course", "drafts", "forgetting", "invitations", "judging", "keeping", "kept",
    "limits", "links", "listed", "mailings", "overview", "publish", "queries", "race", "release", "reminders",
    "services", "tables", "twice", "work", "worker",
)  # fmt: skip
"""Words in the names of tests in which it matters how a database answers, locks and orders."""


def test_the_site_passes_its_tests_on_postgresql():
    if os.environ.get("SAMENSPEL_DATABASE", "").startswith("postgresql"):
        pytest.skip("this is that one more time")
    with postgresql_server() as database:
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-n", "2", "-p", "no:cacheprovider", *_tests()],
            cwd=ROOT,
            env=os.environ | {"SAMENSPEL_DATABASE": database, "DJANGO_SETTINGS_MODULE": "tests.web.settings"},
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 0, done.stdout[-20000:] + done.stderr[-2000:]
    assert "[100%]" in done.stdout


def _tests() -> list[str]:
    """The files with tests, but for those that have a site or an install with a database of its own."""
    files = sorted((ROOT / "tests" / "web").rglob("test_*.py"))
    return [
        str(path.relative_to(ROOT))
        for path in files
        if path != Path(__file__)
        and "force" not in path.parts
        and not set(ASKS).isdisjoint(path.stem.split("_"))
        and not any(sign in path.read_text("utf-8") for sign in OWN_DATABASE)
    ]
