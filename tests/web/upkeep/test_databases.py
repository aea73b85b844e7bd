"""A backup knows no database: it moves a site from SQLite to PostgreSQL, and back."""

import threading
import time

import psycopg

from tests.web.upkeep import keep, worlds
from tests.web.upkeep.test_backup import pairs_in
from tests.web.upkeep.test_restore import a_person, is_known, show_life
from tests.web.upkeep.worlds import World


def test_from_sqlite_to_postgresql_and_back_every_row_and_page_is_the_same(
    seen_at_first, made, new_database, fresh, tmp_path
):
    server = World(tmp_path / "server", new_database())
    server.folder.mkdir()
    server.do("restore", made)
    assert server.call(worlds.seen, keep.SECRET) == seen_at_first
    assert server.call(add_network) > 2, "numbers go on behind those that were put back"
    server.do("backup", tmp_path / "back.samenspel")
    fresh.do("restore", tmp_path / "back.samenspel")
    assert fresh.call(worlds.rows) == server.call(worlds.rows)


def add_network() -> int:
    from samenspel.web.networks.models import Network

    return Network.objects.create(name="Nog een").pk


def test_on_postgresql_too_something_is_replaced_only_when_asked_and_kept(made, new_database, tmp_path):
    server = World(tmp_path / "server", new_database())
    server.folder.mkdir()
    server.do("restore", made)
    server.call(add_network)
    assert "--replace" in server.refused("restore", made)
    server.call(show_life)
    assert "still using this database" in server.refused("restore", made, "--replace")
    server.call(no_life)
    assert "do not fit" in server.refused("restore", broken(made, tmp_path), "--replace")
    assert len(server.call(worlds.rows)["networks.network"]) == 3
    kept = {one.name for one in server.folder.glob("before-*")}
    said = server.do("restore", made, "--replace")
    (before,) = (one for one in server.folder.glob("before-*") if one.name not in kept)
    assert str(before) in said
    assert len(server.call(worlds.rows)["networks.network"]) == 2
    code = server.call(a_person)
    (server.folder / "erased").write_text(f"person {code} 2026-11-21\n")
    assert "forgotten again" in server.do("restore", before, "--replace")
    assert server.call(is_known, code) is False
    assert len(server.call(worlds.rows)["networks.network"]) == 3


def no_life() -> None:
    from samenspel.web.shared.models import SignOfLife

    SignOfLife.objects.all().delete()


def broken(made, tmp_path):
    from tests.web.upkeep.test_archive import read, write
    from tests.web.upkeep.test_restore import with_rows

    members = read(made)
    rows = members["rounds.link"].splitlines(keepends=True)
    return write(tmp_path / "broken.samenspel", with_rows(members, "rounds.round", []) if rows else {})


def test_a_server_that_is_written_to_is_kept_as_it_was_at_one_moment(made, new_database, tmp_path):
    database = new_database()
    server = World(tmp_path / "server", database)
    server.folder.mkdir()
    server.do("restore", made)
    process = server.start("backup", tmp_path / "pairs.samenspel")
    number = [0]

    def write() -> None:
        with psycopg.connect(database, autocommit=True) as connection:
            while process.poll() is None:
                with connection.transaction():
                    connection.execute("UPDATE networks_network SET challenge = %s WHERE id = 1", (str(number[0]),))
                    connection.execute(
                        "INSERT INTO shared_auditentry (at, action, subject, detail) VALUES (now(), 'pair', %s, '{}')",
                        (str(number[0]),),
                    )
                number[0] += 1
                time.sleep(0.001)

    writer = threading.Thread(target=write)
    writer.start()
    said = process.communicate(timeout=120)
    writer.join()
    assert process.returncode == 0, said
    network, pairs = pairs_in(tmp_path / "pairs.samenspel")
    assert pairs == [str(one) for one in range(len(pairs))]
    assert network == (pairs[-1] if pairs else network)
