"""What the doctor sees of the data folder, the files in it, the backups and the computer."""

import shutil
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

from samenspel.web.shared import ledger
from samenspel.web.shared.clock import now
from samenspel.web.upkeep import backup
from samenspel.web.upkeep.doctor import computer, folder, safety
from tests.web.upkeep.doctor.diagnosis import keys


def test_a_folder_that_cannot_be_written_to_and_a_full_disk_are_seen(settings, tmp_path, monkeypatch):
    settings.DATA = tmp_path
    assert keys([*folder.rights(), *folder.room(), *folder.ledger()])[0] == "folder"
    settings.DATA = Path("/proc/self")
    assert keys(folder.rights()) == ["folder-not-writable"]
    settings.DATA = tmp_path
    for free, key in (
        (folder.TOO_LITTLE - 1, "room-none"),
        (folder.LITTLE - 1, "room-little"),
        (folder.LITTLE, "room"),
    ):
        monkeypatch.setattr(shutil, "disk_usage", lambda _, free=free: SimpleNamespace(free=free))
        assert keys(folder.room()) == [key]


def test_static_files_that_were_not_collected_are_seen(settings, tmp_path):
    settings.DATA, settings.STATIC_ROOT = tmp_path, tmp_path / "static"
    assert keys(folder.static()) == ["static-stale"]


def test_the_list_of_the_forgotten_must_be_readable(settings, tmp_path, monkeypatch):
    settings.DATA = tmp_path
    assert keys(folder.ledger()) == ["ledger-none"]
    (tmp_path / ledger.NAME).write_text("person abc 2026-03-02\n", "utf-8")
    assert [one.values["n"] for one in folder.ledger()] == [1]
    monkeypatch.setattr("os.access", lambda *_: False)
    assert keys(folder.ledger()) == ["ledger-closed"]


def test_a_backup_that_is_absent_or_old_is_seen(settings, tmp_path):
    settings.DATA = tmp_path
    assert keys(safety.backup()) == ["backup-none"]
    for age, key in ((timedelta(days=6), "backup"), (timedelta(days=8), "backup-old")):
        (tmp_path / backup.NEWEST).write_text(f"{(now() - age).isoformat()}\n", "utf-8")
        assert keys(safety.backup()) == [key]
    (tmp_path / backup.NEWEST).write_text("last week", "utf-8")
    assert keys(safety.backup()) == ["backup-none"]


def test_a_document_that_cannot_be_made_is_seen(monkeypatch):
    assert keys(computer.documents()) == ["documents"]
    monkeypatch.setattr("samenspel.present.typeset.FONT_PACKAGES", ("no_such_font",))
    assert keys(computer.documents()) == ["documents-not-made"]


def test_a_clock_that_begins_in_the_past_is_seen(monkeypatch):
    assert keys(computer.clock()) == ["clock"]
    monkeypatch.setattr(computer, "now", lambda: computer.WRITTEN - timedelta(days=1))
    assert keys(computer.clock()) == ["clock-past"]


def test_old_databases_are_seen_for_forgotten_people_are_still_in_them(settings, tmp_path, monkeypatch):
    settings.DATA = tmp_path
    (tmp_path / "samenspel.sqlite3").touch()
    monkeypatch.setattr(folder, "connection", SimpleNamespace(vendor="sqlite"))
    assert list(folder.set_aside()) == []
    (tmp_path / "samenspel.sqlite3.before-2026-11-21-120000").touch()
    folder.connection.vendor = "postgresql"
    (found,) = folder.set_aside()
    assert "samenspel.sqlite3, samenspel.sqlite3.before-2026-11-21-120000" in found.what("en")
