"""Settings from the environment. A reader gives a value of its type, or says which setting is wrong and what to do."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from samenspel.errors import Problem, UsageError

PREFIX = "SAMENSPEL_"
POSTGRESQL = {"host", "sslmode", "sslrootcert"}
"""What may stand behind the question mark of a PostgreSQL database."""


@dataclass(frozen=True)
class Environment:
    """The settings as they were given."""

    given: Mapping[str, str]

    @classmethod
    def of_process(cls) -> "Environment":
        """The environment of this process."""
        return cls(os.environ)

    def text(self, name: str, default: str | None = None) -> str:
        """A text; it may also stand in the file that NAME_FILE points to. Raises UsageError when there is none."""
        value = self.given.get(PREFIX + name, "").strip()
        file = self.given.get(f"{PREFIX}{name}_FILE", "").strip()
        if file and not value:
            try:
                value = Path(file).read_text("utf-8").strip()
            except (OSError, UnicodeDecodeError) as error:
                raise self._wrong(f"{name}_FILE", file, "setting-file") from error
        if value:
            return value
        if default is None:
            raise UsageError(Problem("setting-missing", values={"name": PREFIX + name}))
        return default

    def choice(self, name: str, choices: tuple[str, ...], default: str) -> str:
        """One of a few words."""
        value = self.text(name, default)
        if value not in choices:
            raise self._wrong(name, value, "setting-choice", choices=", ".join(choices))
        return value

    def number(self, name: str, default: int, least: int, most: int) -> int:
        """A whole number between two bounds."""
        value = self.text(name, str(default))
        if not (value.isascii() and value.isdecimal()) or not least <= int(value) <= most:
            raise self._wrong(name, value, "setting-number", least=least, most=most)
        return int(value)

    def yes(self, name: str, default: bool) -> bool:
        """Yes or no."""
        value = self.choice(name, ("yes", "no"), "yes" if default else "no")
        return value == "yes"

    def folder(self, name: str, default: str | None = None) -> Path:
        """A folder, made when it is not there and can be."""
        path = Path(self.text(name, default)).expanduser().resolve()
        try:
            path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise self._wrong(name, str(path), "setting-folder") from error
        if not os.access(path, os.W_OK):
            raise self._wrong(name, str(path), "setting-folder")
        return path

    def address(self, name: str, default: str | None = None) -> str:
        """The address at which people reach the site: scheme and host, no path."""
        value = self.text(name, default).rstrip("/")
        try:
            parts = urlsplit(value)
            good = parts.port != 0 and parts.hostname and parts.netloc == parts.netloc.rpartition("@")[2]
        except ValueError:  # a port that is no number
            good = False
        if not good or parts.scheme not in ("http", "https") or parts.path or parts.query or parts.fragment:
            raise self._wrong(name, _without_secret(value), "setting-address")
        return value

    def database(self, name: str, default: str) -> dict[str, Any]:
        """A database for Django: `sqlite:///path` or `postgresql://user:password@host:port/name?sslmode=…`.

        A socket of this computer is named as `postgresql://user@/name?host=/folder`.
        """
        value = self.text(name, default)
        try:
            parts = urlsplit(value)
            given = dict(parse_qsl(parts.query, strict_parsing=bool(parts.query)))
            if parts.scheme == "sqlite" and not parts.netloc and len(parts.path) > 1 and not given:
                return _sqlite("/" + unquote(parts.path).lstrip("/"))
            if parts.scheme in ("postgres", "postgresql") and len(parts.path) > 1 and given.keys() <= POSTGRESQL:
                return _postgresql(parts, given)
        except ValueError:  # a port that is no number, an address that is cut off
            pass
        raise self._wrong(name, _without_secret(value), "setting-database")

    def mail(self, name: str) -> dict[str, Any]:
        """A mail server: `smtp://user:password@host:port` (STARTTLS), `smtps://…` (TLS), `smtp+plain://…` (none)."""
        value = self.text(name)
        ports = {"smtp": 587, "smtps": 465, "smtp+plain": 25}
        try:
            parts = urlsplit(value)
            port = parts.port or ports.get(parts.scheme)
        except ValueError:
            port = None
        if not port or not parts.hostname:
            raise self._wrong(name, _without_secret(value), "setting-mail")
        return {
            "EMAIL_HOST": parts.hostname,
            "EMAIL_PORT": port,
            "EMAIL_HOST_USER": unquote(parts.username or ""),
            "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
            "EMAIL_USE_TLS": parts.scheme == "smtp",
            "EMAIL_USE_SSL": parts.scheme == "smtps",
        }

    @staticmethod
    def _wrong(name: str, value: str, key: str, **values: object) -> UsageError:
        return UsageError(Problem(key, values={"name": PREFIX + name, "value": value, **values}))


def _without_secret(value: str) -> str:
    """A value to show: of an address only what comes behind name and password, for those may be real."""
    return value.rpartition("@")[2]


def _postgresql(parts: SplitResult, given: Mapping[str, str]) -> dict[str, Any]:
    """PostgreSQL, over connections that are kept for a minute and looked at before use."""
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": given.get("host") or unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {name: given[name] for name in ("sslmode", "sslrootcert") if name in given},
    }


def _sqlite(path: str) -> dict[str, Any]:
    """SQLite that many processes write to: readers beside one writer, and every commit on the disk.

    IMMEDIATE takes the write lock at the start of a transaction, so that two of them wait instead of failing halfway.
    """
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 30,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16000;",
        },
        "TEST": {"NAME": None},
    }
