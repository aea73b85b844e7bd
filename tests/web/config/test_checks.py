"""What an administrator can get wrong is told with a number and a remedy, and a good production is silent."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from samenspel.web.config import checks

KEY = "q7Zk2vYh9TqL4mWc8RbNx3JdFs6GpA1uEo5iVtKy0HjXq2Wd8Sz"
GOOD = {
    "PROFILE": "production",
    "ADDRESS": "https://samenspel.example",
    "SECRET_KEY": KEY,
    "PROXIES": "1",
    "MAIL": "smtp://piet:mailgeheim@mail.example",
    "MAIL_FROM": "Samenspel <samenspel@samenspel.example>",
}


def run(folder, *words, **changed):
    """A command of Django in a production with these settings; None takes one away."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("SAMENSPEL_", "DJANGO_"))}
    given = {key: value for key, value in (GOOD | {"DATA": str(folder)} | changed).items() if value is not None}
    environment = kept | {f"SAMENSPEL_{key}": value for key, value in given.items()}
    environment["DJANGO_SETTINGS_MODULE"] = "samenspel.web.config.settings"
    return subprocess.run([sys.executable, "-m", *words], env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def folder(tmp_path):
    tmp_path.chmod(0o750)
    return tmp_path


def test_a_good_production_passes_every_check(folder):
    done = run(folder, "django", "check", "--deploy", "--fail-level", "DEBUG")
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


@pytest.mark.parametrize(
    ("changed", "number"),
    [
        ({"ADDRESS": "http://samenspel.example"}, "E001"),
        ({"PROXIES": "0"}, "E002"),
        ({"SECRET_KEY": "geheim"}, "E003"),
        ({"SECRET_KEY": "a" * 60}, "E003"),
        ({"DATABASE": "postgresql://piet@db.example/samen?sslmode=require"}, "W006"),
        ({"DATABASE": "postgresql://piet:dbgeheim@db.example/samen"}, "W007"),
        ({"MAIL_FROM": "Samenspel"}, "E008"),
        ({"MAIL": "smtp+plain://piet:mailgeheim@mail.example"}, "W009"),
    ],
)
def test_a_mistake_is_told_by_its_number_with_a_remedy_and_without_secrets(folder, changed, number):
    done = run(folder, "django", "check", "--deploy", "--fail-level", "WARNING", **changed)
    assert done.returncode != 0
    assert f"samenspel.{number}" in done.stderr
    assert "HINT" in done.stderr
    assert not [secret for secret in (KEY, "mailgeheim", "dbgeheim") if secret in done.stderr]


def test_what_we_say_ourselves_is_not_said_by_django_as_well(folder):
    changed = {"ADDRESS": "http://samenspel.example", "PROXIES": "0", "SECRET_KEY": "short"}
    done = run(folder, "django", "check", "--deploy", **changed)
    assert sorted(re.findall(r"\(([a-z]+\.[EW]\d+)\)", done.stderr)) == ["samenspel.E001", "samenspel.E003"]


def test_a_data_folder_that_others_can_read_is_told(folder):
    folder.chmod(0o755)
    assert "samenspel.W004" in run(folder, "django", "check", "--deploy").stderr


def test_the_kind_of_file_system_is_that_of_the_nearest_mount():
    mounts = "disk / ext4 rw 0 0\nserver:/x /srv nfs4 rw 0 0\ndisk2 /srv/local\\040disk ext4 rw 0 0\nbad line"
    assert checks.file_system(Path("/var/samen.sqlite3"), mounts) == "ext4"
    assert checks.file_system(Path("/srv/samen.sqlite3"), mounts) == "nfs4"
    assert checks.file_system(Path("/srv/local disk/samen.sqlite3"), mounts) == "ext4"
    assert checks.file_system(Path("/srv/samen.sqlite3"), "") == ""


def test_sqlite_on_a_network_disk_is_refused(settings, tmp_path, monkeypatch):
    sqlite = {"ENGINE": "django.db.backends.sqlite3", "NAME": "/srv/samen.sqlite3"}
    monkeypatch.setitem(settings.DATABASES, "default", sqlite)
    monkeypatch.setattr(checks, "MOUNTS", tmp_path / "mounts")
    checks.MOUNTS.write_text("server:/x /srv nfs4 rw 0 0", "utf-8")
    assert [one.id for one in checks.sqlite_place()] == ["samenspel.E005"]
    checks.MOUNTS.write_text("disk / ext4 rw 0 0", "utf-8")
    assert checks.sqlite_place() == []


def test_a_time_zone_that_this_computer_does_not_know_is_told(settings):
    assert checks.time_zone() == []
    settings.TIME_ZONE = "Europe/Nergens"
    assert [one.id for one in checks.time_zone()] == ["samenspel.E010"]


@pytest.mark.parametrize("name", ["ADDRESS", "SECRET_KEY", "MAIL", "MAIL_FROM"])
def test_production_wants_to_be_told_what_a_demo_makes_up(folder, name):
    done = run(folder, "samenspel", "ready", "--lang", "en", **{name: None})
    assert done.returncode == 2
    assert done.stderr.startswith(f"The setting SAMENSPEL_{name} is missing.")
    assert "Traceback" not in done.stderr


def test_the_site_is_not_made_ready_with_settings_that_cannot_be(folder):
    done = run(folder, "samenspel", "ready", "--lang", "en", PROXIES="0")
    assert done.returncode == 2
    assert "samenspel.E002" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (folder / "static").exists()


def test_a_database_that_cannot_be_reached_is_told_without_its_password(folder):
    done = run(folder, "samenspel", "migrate", "--lang", "en", DATABASE="postgresql://piet:dbgeheim@127.0.0.1:9/samen")
    assert done.returncode == 2
    assert "cannot be reached" in done.stderr
    assert "dbgeheim" not in done.stderr


def test_the_page_of_settings_names_every_check():
    page = Path(__file__).resolve().parents[3] / "docs" / "reference" / "settings.md"
    numbers = re.findall(r'id="(samenspel\.[EW]\d+)"', Path(checks.__file__).read_text("utf-8"))
    assert len(numbers) == len(set(numbers)) == 10
    assert re.findall(r"^\| `(samenspel\.\w+)` \|", page.read_text("utf-8"), flags=re.MULTILINE) == sorted(
        numbers, key=lambda number: number[-3:]
    )
