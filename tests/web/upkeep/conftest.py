"""Installs and a database server for tests of backups, made once."""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from tests.web.postgresql import postgresql_server
from tests.web.upkeep import keep, worlds
from tests.web.upkeep.worlds import World


@pytest.fixture(scope="session")
def first(tmp_path_factory: pytest.TempPathFactory) -> World:
    """A filled install on SQLite. Copy it to change it."""
    world = World(tmp_path_factory.mktemp("first") / "data")
    world.folder.mkdir()
    world.do("migrate")
    world.call(worlds.fill)
    return world


@pytest.fixture(scope="session")
def made(first: World, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of the filled install."""
    path = tmp_path_factory.mktemp("made") / "made.samenspel"
    first.do("backup", path)
    return path


@pytest.fixture(scope="session")
def seen_at_first(first: World) -> Any:
    """What can be seen of the filled install."""
    return first.call(worlds.seen, keep.SECRET)


@pytest.fixture(scope="session")
def new_database() -> Iterator[Callable[[], str]]:
    """Makes an empty database on a PostgreSQL server, and gives the setting that leads to it."""
    import psycopg

    numbers = count(1)
    with postgresql_server() as server:

        def new() -> str:
            name = f"world{next(numbers)}"
            with psycopg.connect(server, autocommit=True) as connection:
                connection.execute(f"CREATE DATABASE {name}")
            return server.replace("/samenspel?", f"/{name}?")

        yield new


@pytest.fixture
def fresh(tmp_path: Path) -> World:
    """A computer on which nothing is yet but the program."""
    world = World(tmp_path / "fresh")
    world.folder.mkdir()
    return world
