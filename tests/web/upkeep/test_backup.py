"""`samenspel backup`: whole or not there, of one moment, and never in the way of the site."""

import json
import os
import resource
import signal
import sqlite3
import stat
import subprocess
import sys
import threading
import time
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from samenspel.web.upkeep.archive import opened
from tests.web.upkeep import worlds
from tests.web.upkeep.worlds import World

OLD = "samenspel-2020-01-0{}-020733.samenspel"


@pytest.fixture
def world(first: World, tmp_path: Path) -> World:
    return first.copy(tmp_path / "world")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    folder = tmp_path / "backups"
    folder.mkdir()
    return folder


def test_it_says_what_is_in_it_where_it_is_and_nobody_else_may_read_it(world, place):
    said = world.do("backup", place)
    (made,) = place.iterdir()
    assert str(made) in said
    assert "2 networks, 72 participants, 4 rounds, 133 questionnaires filled in." in said
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    moment, _, where = (world.folder / "last-backup").read_text("utf-8").partition(" ")
    assert (datetime.now(UTC) - datetime.fromisoformat(moment)).total_seconds() < 600
    assert where.strip() == str(made)


def test_in_a_folder_every_backup_has_its_own_name_and_only_the_newest_stay(world, place):
    others = {"notes.txt", "samenspel.samenspel", "samenspel-2020-01-01.samenspel", f"x{OLD.format(1)}"}
    for name in others | {OLD.format(day) for day in range(1, 6)}:
        (place / name).write_text("x")
    said = world.do("backup", place, "--keep", 3)
    left = {one.name for one in place.iterdir()} - others
    assert "3 older backups were removed." in said
    assert left > {OLD.format(4), OLD.format(5)}
    assert len(left) == 3
    assert {one.name for one in place.iterdir()} >= others


def test_a_file_that_is_there_is_never_overwritten(world, place):
    taken = place / "taken.samenspel"
    taken.write_text("kept")
    assert "already exists" in world.refused("backup", taken)
    assert taken.read_text() == "kept"
    assert list(place.iterdir()) == [taken]


def test_what_cannot_be_is_said_before_anything_is_written(world, place, fresh):
    at = str(place)
    asked = [[f"{at}/gone", None], [f"{at}/gone/x.samenspel", None], [f"{at}/x.samenspel", 2], [at, 0]]
    for said, word in zip(world.call(worlds.refusals, asked, []), ["no such folder"] * 2 + ["--keep"] * 2, strict=True):
        assert word in said
    assert "no database" in fresh.refused("backup", place)
    assert not fresh.file.exists()
    assert list(place.iterdir()) == []


def test_a_database_that_is_damaged_or_newer_is_called_that_and_its_backups_stay(world, place):
    (place / OLD.format(1)).write_text("x")
    with sqlite3.connect(world.file) as connection:
        connection.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('rounds', '0999_later', '2030')")
    connection.close()
    assert "newer" in world.refused("backup", place, "--keep", 1)
    content = bytearray(world.file.read_bytes())
    content[0:16] = b"no database here"
    world.file.write_bytes(content)
    assert "cannot be read" in world.refused("backup", place, "--keep", 1)
    assert [one.name for one in place.iterdir()] == [OLD.format(1)]


def test_a_disk_that_is_full_leaves_nothing(world, place):
    limited = subprocess.run(
        (sys.executable, "-m", "samenspel", "backup", str(place), "--lang", "en"),
        env=world.environment,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (36_000, 36_000)),
    )
    assert limited.returncode == 2
    assert "not enough room" in limited.stderr
    assert "Traceback" not in limited.stderr
    assert list(place.iterdir()) == []


def test_a_killed_backup_leaves_nothing_that_looks_like_one(world, place):
    many(world.file, 60_000)
    process = world.start("backup", place)
    while process.poll() is None and not any(one.stat().st_size for one in place.iterdir()):
        time.sleep(0.002)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    (half,) = place.iterdir()
    assert half.name.startswith(".")
    assert not half.name.endswith(".samenspel")
    os.utime(half, (0, 0))
    world.do("backup", place)
    assert not half.exists()


def many(file: Path, rows: int) -> None:
    """More in the trail than there was."""
    connection = sqlite3.connect(file)
    with connection:
        connection.executemany(
            "INSERT INTO shared_auditentry (at, action, subject, detail) VALUES (?, 'many', ?, '{}')",
            (("2026-11-21 12:00:00", os.urandom(20).hex()) for _ in range(rows)),
        )
    connection.close()


def test_while_others_write_a_backup_is_of_one_moment_and_holds_nobody_up(world, place):
    """Two rows in two tables are written at once, again and again: each pair is in the backup, or neither."""
    many(world.file, 30_000)
    process, waits = world.start("backup", place / "made.samenspel"), []
    written = threading.Event()

    def write() -> None:
        connection = sqlite3.connect(world.file, timeout=5, isolation_level=None)
        number = 0
        while process.poll() is None:
            begun = time.monotonic()
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("UPDATE networks_network SET challenge = ? WHERE id = 1", (str(number),))
            connection.execute(
                "INSERT INTO shared_auditentry (at, action, subject, detail) VALUES ('2026-11-21', 'pair', ?, '{}')",
                (str(number),),
            )
            connection.execute("COMMIT")
            waits.append(time.monotonic() - begun)
            number += 1
            written.set()
            time.sleep(0.001)
        connection.close()

    writer = threading.Thread(target=write)
    writer.start()
    assert process.wait(timeout=120) == 0, process.communicate()
    writer.join()
    process.communicate()
    assert written.is_set()
    network, pairs = pairs_in(place / "made.samenspel")
    assert pairs == [str(number) for number in range(len(pairs))]
    assert network == (pairs[-1] if pairs else network)
    assert len(waits) > len(pairs) + 10, "writing went on while the backup was made"


def pairs_in(path: Path) -> tuple[str, list[str]]:
    with opened(path) as made:
        fields = made.manifest.members["networks.network"].fields
        network = json.loads(next(made.lines("networks.network")))[fields.index("challenge")]
        fields = made.manifest.members["shared.auditentry"].fields
        trail = (dict(zip(fields, json.loads(line), strict=True)) for line in made.lines("shared.auditentry"))
        return network, [one["subject"] for one in trail if one["action"] == "pair"]


def test_whoever_answers_cannot_stop_the_backups(fresh, place, tmp_path):
    """Some people fill every remark with one sign: their answers pack as tightly as a bomb."""
    fresh.do("migrate")
    fresh.call(twenty_answer_and_twenty_write_one_sign)
    made = place / "made.samenspel"
    assert "40 questionnaires filled in." in fresh.do("backup", made)
    with zipfile.ZipFile(made) as packed:
        table = packed.getinfo("answering.response")
    assert table.file_size > 2_000_000
    assert table.file_size > 250 * table.compress_size
    other = World(tmp_path / "other")
    other.folder.mkdir()
    other.do("restore", made)
    assert other.call(worlds.rows) == fresh.call(worlds.rows)


def twenty_answer_and_twenty_write_one_sign() -> None:
    """Through the door by which answers come in, which allows no more than the instrument does."""
    from samenspel.theory.instrument import OpenText
    from samenspel.web.answering import services
    from samenspel.web.networks.models import Network
    from samenspel.web.rounds.queries import items_of
    from samenspel.web.shared.clock import now
    from tests.web.answering.scenes import invite, open_round

    round = open_round(Network.objects.create(name="Een kring"), instrument="features", form="full", door="open")
    items = items_of(round)
    longest = {item.id: item.kind.longest for item in items if isinstance(item.kind, OpenText)}
    assert len(longest) == 6
    for number in range(20):
        usual = dict.fromkeys(longest, f"We meet {number} times a year.")
        signs = {item: "😀" * most for item, most in longest.items()}
        services.send(invite(round)[0], now=now(), key=f"usual-{number:04}", answers=usual)
        services.send(invite(round)[0], now=now(), key=f"signs-{number:04}", answers=signs)


def test_nothing_that_lets_somebody_in_is_in_it(made):
    with zipfile.ZipFile(made) as packed:
        names = set(packed.namelist())
    assert {"accounts.account", "rounds.link"} < names
    assert not {"accounts.loginlink", "accounts.opensession", "sessions.session", "uploads.upload"} & names
