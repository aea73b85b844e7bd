"""`samenspel restore`: everything comes back as it was, or nothing changes."""

import hashlib
import os
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from samenspel.web.shared import ledger
from tests.web.upkeep import keep, worlds
from tests.web.upkeep.test_archive import read, told, write
from tests.web.upkeep.worlds import World


@pytest.fixture
def world(first: World, tmp_path: Path) -> World:
    return first.copy(tmp_path / "world")


def test_on_a_fresh_computer_everything_comes_back_row_for_row_and_page_for_page(seen_at_first, made, fresh):
    said = fresh.do("restore", made)
    assert "2 networks, 72 participants, 4 rounds, 133 questionnaires filled in." in said
    seen = fresh.call(worlds.seen, keep.SECRET)
    assert seen == seen_at_first
    assert seen["visits"] == [[200, True]]
    assert stat.S_IMODE(fresh.file.stat().st_mode) == 0o600
    assert [one.name for one in fresh.folder.iterdir() if ".sqlite3" in one.name and "-" not in one.name] == [
        "samenspel.sqlite3"
    ]


def test_a_database_with_something_in_it_is_replaced_only_when_asked(world, made):
    change(world.file)
    assert "--replace" in world.refused("restore", made)
    assert changed(world.file)
    said = world.do("restore", made, "--replace")
    assert not changed(world.file)
    (before,) = world.folder.glob("*.before-*")
    assert str(before) in said
    assert changed(before)


def change(file: Path) -> None:
    connection = sqlite3.connect(file)
    with connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("UPDATE networks_network SET name = 'Changed'")
    connection.close()


def changed(file: Path) -> bool:
    connection = sqlite3.connect(file)
    (count,) = connection.execute("SELECT count(*) FROM networks_network WHERE name = 'Changed'").fetchone()
    connection.close()
    return bool(count)


def test_a_damaged_database_is_kept_too(world, made, seen_at_first):
    damaged = b"\x00" * 5000
    world.file.write_bytes(damaged)
    Path(f"{world.file}-wal").write_bytes(b"of the damaged one")
    assert "--replace" in world.refused("restore", made)
    world.do("restore", made, "--replace")
    (before,) = (one for one in world.folder.glob("*.before-*") if not one.name.endswith("-wal"))
    assert before.read_bytes() == damaged
    assert world.call(worlds.rows) == seen_at_first["rows"]


WRITE_AND_DIE = """
import os, signal, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA cache_size=1")
for statement in sys.argv[2:]:
    connection.execute(statement)
os.kill(os.getpid(), signal.SIGKILL)
"""
ALL_CHANGED = "UPDATE networks_network SET name = 'Changed', challenge = hex(randomblob(90000))"


def write_and_die(file: Path, *statements: str) -> None:
    died = subprocess.run((sys.executable, "-c", WRITE_AND_DIE, str(file), *statements), check=False)
    assert died.returncode == -signal.SIGKILL


def in_the_wal(file: Path) -> Path:
    """Leaves rows that were written, and are in the database only together with what lies beside it."""
    write_and_die(file, "PRAGMA journal_mode=WAL", "PRAGMA wal_autocheckpoint=0", ALL_CHANGED)
    return Path(f"{file}-wal")


def half_written(file: Path) -> Path:
    """Leaves the pages of before a change that was not finished."""
    write_and_die(file, "PRAGMA journal_mode=DELETE", "BEGIN", ALL_CHANGED, "DELETE FROM rounds_invitation")
    return Path(f"{file}-journal")


@pytest.mark.parametrize("main", ["gone", "empty"])
@pytest.mark.parametrize("leave", [in_the_wal, half_written])
def test_what_a_database_left_behind_is_not_read_into_the_new_one(world, made, seen_at_first, tmp_path, leave, main):
    left = leave(world.file)
    content = left.read_bytes()
    assert len(content) > 20_000
    moved = world.file.rename(tmp_path / "moved.sqlite3")
    if main == "empty":
        world.file.touch()
    said = world.do("restore", made)
    assert whole(world.file)
    assert world.call(worlds.rows) == seen_at_first["rows"]
    (kept,) = world.folder.glob(f"*.before-*{left.name.removeprefix(world.file.name)}")
    assert str(kept) in said
    assert kept.read_bytes() == content
    kept.rename(tmp_path / left.name.replace(world.file.name, moved.name))
    assert whole(moved), "nothing was lost: put together they are the database of before"
    assert changed(moved) == (leave is in_the_wal)
    assert "--replace" in world.refused("restore", made)
    world.do("restore", made, "--replace")
    assert world.call(worlds.rows) == seen_at_first["rows"]


def whole(file: Path) -> bool:
    connection = sqlite3.connect(file)
    told = [connection.execute(f"PRAGMA {check}").fetchall() for check in ("integrity_check", "foreign_key_check")]
    connection.close()
    return told == [[("ok",)], []]


def test_a_site_that_works_on_is_noticed_when_its_database_was_moved_away(world, made, tmp_path):
    connection = sqlite3.connect(world.file)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("SELECT count(*) FROM networks_network").fetchone()
    world.file.rename(tmp_path / "moved.sqlite3")
    assert "still using this database" in world.refused("restore", made)
    assert not world.file.exists()
    connection.close()
    world.do("restore", made)


def test_what_a_killed_restore_left_is_not_taken_for_ones_own(fresh, made, seen_at_first):
    ours = f"{fresh.file}.restoring-{fresh.call(os.getpid)}"
    for end in ("", "-wal", "-journal"):
        Path(f"{ours}{end}").write_bytes(b"of a process that had the same number")
    fresh.do("restore", made)
    assert fresh.call(worlds.rows) == seen_at_first["rows"]
    assert list(fresh.folder.glob("*.restoring-*")) == []


def test_a_site_that_was_never_used_is_replaced_and_leaves_nothing(fresh, made):
    fresh.do("migrate")
    assert "4 rounds" in fresh.do("restore", made)
    assert list(fresh.folder.glob("*.before-*")) == []


def test_a_list_of_the_forgotten_that_may_not_be_read_is_named(fresh, made):
    (fresh.folder / ledger.NAME).mkdir()
    said = fresh.refused("restore", made)
    assert str(fresh.folder / ledger.NAME) in said
    assert not fresh.file.exists()


def test_while_the_site_works_nothing_is_replaced(world, made):
    connection = sqlite3.connect(world.file)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("SELECT count(*) FROM networks_network").fetchone()
    assert "still using this database" in world.refused("restore", made, "--replace")
    connection.close()
    world.call(show_life)
    assert "still using this database" in world.refused("restore", made, "--replace")
    assert list(world.folder.glob("*.before-*")) == []


def show_life() -> None:
    from samenspel.web.shared.worker import show_life

    show_life("a worker")


def test_a_killed_restore_leaves_the_database_as_it_was(world, made):
    change(world.file)
    process = world.start("restore", made, "--replace")
    while process.poll() is None and not any(one.stat().st_size for one in world.folder.glob("*.restoring-*")):
        time.sleep(0.002)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    assert changed(world.file)
    assert len(world.call(worlds.rows)["rounds.round"]) == 4
    litter = list(world.folder.glob("*.restoring-*"))
    for one in litter:
        os.utime(one, (0, 0))
    world.do("restore", made, "--replace")
    assert litter
    assert list(world.folder.glob("*.restoring-*")) == []


def test_rows_that_do_not_fit_change_nothing(world, tmp_path, made):
    """The digests are right here: somebody took trouble."""
    change(world.file)
    members = read(made)
    rows = members["rounds.invitation"].splitlines(keepends=True)
    wrong = {
        "points to nobody": rows[0].replace(b"[1,", b"[1000,").replace(b",1,", b",99999,"),
        "is of another length": b"[1]\n",
        "is no list": b"{}\n",
        "is no text": b"\xff\n",
        "holds what is no number": rows[0].replace(b"[1,", b'["one",'),
    }
    files = []
    for number, line in enumerate(wrong.values()):
        assert line not in rows
        forged = with_rows(members, "rounds.invitation", [line, *rows[1:]])
        files.append(str(write(tmp_path / f"{number}.samenspel", forged)))
    for what, said in zip(wrong, world.call(worlds.refusals, [], files), strict=True):
        assert "do not fit" in said, what
    assert changed(world.file)
    assert list(world.folder.glob("*.restoring-*")) == []


def with_rows(members: dict[str, bytes], table: str, lines: list[bytes]) -> dict[str, bytes]:
    content = b"".join(lines)
    facts = {"rows": len(lines), "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    return told(members, lambda manifest: manifest["members"][table].update(facts)) | {table: content}


def test_a_backup_of_a_newer_version_is_refused(fresh, made, tmp_path):
    later = told(read(made), lambda manifest: manifest["migrations"]["rounds"].append("0999_later"))
    assert "newer version" in fresh.refused("restore", write(tmp_path / "later.samenspel", later))
    assert not fresh.file.exists()


def test_who_was_forgotten_after_the_backup_is_forgotten_again(world, made):
    code = world.call(a_person)
    ledger.note(world.folder, [ledger.Entry("person", code, date(2026, 11, 21))])
    said = world.do("restore", made, "--replace")
    assert "forgotten again" in said
    assert world.call(is_known, code) is False


def test_who_was_forgotten_before_the_backup_stays_in_the_list_of_another_computer(world, fresh, tmp_path):
    entry = ledger.Entry("network", "23456789abcd", date(2026, 11, 20))
    ledger.note(world.folder, [entry])
    world.do("backup", tmp_path / "later.samenspel")
    fresh.do("restore", tmp_path / "later.samenspel")
    assert ledger.read(fresh.folder) == (entry,)


def a_person() -> str:
    from samenspel.web.parties.models import Participant

    return Participant.objects.filter(deleted_at=None).order_by("pk")[3].code


def is_known(code: str) -> bool:
    from samenspel.web.parties.models import Participant

    return Participant.objects.filter(code=code).exists()
