"""What stands in `backup.json`: of which software a backup is, from when, and what every member of it must hold."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

FORMAT = "samenspel.backup/1"
NAME = "backup.json"
ERASED = "erased"
_TABLE = re.compile(r"[a-z_]{1,60}\.[a-z_]{1,60}")
_DIGEST = re.compile(r"[0-9a-f]{64}")


class NoManifest(ValueError):
    """This is no `backup.json` of ours."""


class OtherFormat(NoManifest):
    """It is one, in a format that this version does not know."""


@dataclass(frozen=True)
class Member:
    """One member: its columns in the order of the values, how many lines and bytes, and their SHA-256."""

    fields: tuple[str, ...]
    rows: int
    bytes: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """members: by name; of a table "app.model", and "erased" for the list of whom was forgotten."""

    software: str
    made_at: datetime
    migrations: Mapping[str, tuple[str, ...]]
    members: Mapping[str, Member]

    @property
    def tables(self) -> dict[str, Member]:
        """The members that are tables."""
        return {name: one for name, one in self.members.items() if name != ERASED}

    @property
    def applied(self) -> set[tuple[str, str]]:
        """The migrations that made these tables, as (app, name)."""
        return {(app, name) for app, names in self.migrations.items() for name in names}

    def rows(self, table: str) -> int:
        """How many rows a table has; 0 when this backup is of before there was such a table."""
        return self.members[table].rows if table in self.members else 0

    def dump(self) -> bytes:
        """As it is written."""
        told = {
            "format": FORMAT,
            "software": self.software,
            "made_at": self.made_at.isoformat(),
            "migrations": {app: list(names) for app, names in self.migrations.items()},
            "members": {name: asdict(one) for name, one in self.members.items()},
        }
        return json.dumps(told, indent=1, sort_keys=True).encode("ascii")


def parse(raw: bytes) -> Manifest:
    """Read it back, trusting nothing. Raises NoManifest."""
    try:
        told = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise NoManifest from error
    if not isinstance(told, dict) or not str(told.get("format")).startswith("samenspel.backup/"):
        raise NoManifest
    if told["format"] != FORMAT:
        raise OtherFormat
    try:
        made_at = datetime.fromisoformat(_text(told["made_at"]))
        migrations = {_text(app): tuple(map(_text, names)) for app, names in told["migrations"].items()}
        members = {_name(name): _member(one) for name, one in told["members"].items()}
        software = _text(told["software"])
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise NoManifest from error
    if made_at.tzinfo is None:
        raise NoManifest
    return Manifest(software, made_at, migrations, members)


def _member(told: dict[str, Any]) -> Member:
    rows, size, digest = told["rows"], told["bytes"], told["sha256"]
    if type(rows) is not int or type(size) is not int or min(rows, size) < 0 or not _DIGEST.fullmatch(digest):
        raise NoManifest
    return Member(tuple(map(_text, told["fields"])), rows, size, digest)


def _name(name: str) -> str:
    if name != ERASED and not _TABLE.fullmatch(name):
        raise NoManifest
    return name


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > 200 or not value.isprintable():
        raise NoManifest
    return value
