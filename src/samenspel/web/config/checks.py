"""What an administrator can get wrong, told before it hurts. Numbers stay with their check; docs and logs name them."""

import stat
from collections.abc import Sequence
from email.utils import parseaddr
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

LOOPBACK = ("127.0.0.1", "localhost", "::1")
SHORTEST_KEY = 50
NETWORK_FILE_SYSTEMS = ("nfs", "cifs", "smb", "9p", "ceph", "gluster", "afs", "fuse.sshfs", "fuse.gluster", "lustre")
SAFE_MODES = ("require", "verify-ca", "verify-full")
MOUNTS = Path("/proc/mounts")


@register(Tags.security)
def address(**_: Any) -> Sequence[CheckMessage]:
    """The address is encrypted, and who takes the encryption off is known."""
    host = urlsplit(settings.ADDRESS).hostname
    if settings.DEMO or host in LOOPBACK:
        return []
    if not settings.SECURE:
        hint = "Give SAMENSPEL_ADDRESS an address that starts with https, and let a proxy before the site encrypt."
        return [
            Error(
                f"{settings.ADDRESS} is not encrypted: links and answers could be read along.",
                hint,
                id="samenspel.E001",
            )
        ]
    if not settings.PROXIES:
        hint = (
            "The site itself does not encrypt, so a proxy of yours must. Set SAMENSPEL_PROXIES to the number of "
            "proxies (usually 1), and let them set X-Forwarded-Proto and X-Forwarded-For."
        )
        return [Error("Without a proxy an https address leads visitors round in a circle.", hint, id="samenspel.E002")]
    return []


@register(Tags.security)
def secret_key(**_: Any) -> Sequence[CheckMessage]:
    """The secret key cannot be guessed."""
    key = settings.SECRET_KEY
    if len(key) >= SHORTEST_KEY and len(set(key)) > 12:
        return []
    hint = "Make one with: python -c 'import secrets; print(secrets.token_urlsafe(50))'"
    return [Error("SAMENSPEL_SECRET_KEY is so short or plain that it can be guessed.", hint, id="samenspel.E003")]


@register(Tags.security)
def data_folder(**_: Any) -> Sequence[CheckMessage]:
    """Nobody else on the computer reads the database."""
    mode = settings.DATA.stat().st_mode
    if settings.DEMO or not mode & (stat.S_IRWXO | stat.S_IWGRP):
        return []
    hint = f"chmod 750 {settings.DATA}"
    return [Warning("Others on this computer can read or change the data folder.", hint, id="samenspel.W004")]


@register("database_place")
def sqlite_place(**_: Any) -> Sequence[CheckMessage]:
    """SQLite stands on a disk of this computer: over a network its locks do not hold."""
    database: dict[str, Any] = {**settings.DATABASES["default"]}
    if not database["ENGINE"].endswith("sqlite3"):
        return []
    kind = file_system(Path(str(database["NAME"])).resolve(), MOUNTS.read_text("utf-8") if MOUNTS.exists() else "")
    if not kind.startswith(NETWORK_FILE_SYSTEMS):
        return []
    hint = "Put SAMENSPEL_DATA on a disk of this computer, or use PostgreSQL."
    return [
        Error(
            f"The SQLite database is on a network file system ({kind}), where answers can get lost.",
            hint,
            id="samenspel.E005",
        )
    ]


def file_system(path: Path, mounts: str) -> str:
    """The kind of file system that a path is on, by the list of what is mounted; empty when that does not say."""
    found = ("", "")
    for line in mounts.splitlines():
        words = line.split()
        if len(words) < 3:
            continue
        place = words[1].replace("\\040", " ")
        if path.is_relative_to(place) and len(place) >= len(found[0]):
            found = (place, words[2])
    return found[1]


@register(Tags.security)
def postgresql(**_: Any) -> Sequence[CheckMessage]:
    """A database on another computer asks for a password and is spoken to in secret."""
    database: dict[str, Any] = {**settings.DATABASES["default"]}
    host = database.get("HOST", "")
    if not database["ENGINE"].endswith("postgresql") or not host or host.startswith("/") or host in LOOPBACK:
        return []
    found: list[CheckMessage] = []
    if not database["PASSWORD"]:
        hint = "Give the database account a password, and put it in SAMENSPEL_DATABASE (or in SAMENSPEL_DATABASE_FILE)."
        found.append(Warning("The database on another computer is used without password.", hint, id="samenspel.W006"))
    if database["OPTIONS"].get("sslmode") not in SAFE_MODES:
        hint = "Add ?sslmode=verify-full (or require) to SAMENSPEL_DATABASE."
        found.append(Warning("Answers travel to the database without certain encryption.", hint, id="samenspel.W007"))
    return found


@register(Tags.security)
def mail(**_: Any) -> Sequence[CheckMessage]:
    """Mail comes from an address, and travels encrypted."""
    found: list[CheckMessage] = []
    try:
        validate_email(parseaddr(settings.DEFAULT_FROM_EMAIL)[1])
    except ValidationError:
        hint = "Give SAMENSPEL_MAIL_FROM as samenspel@example.org or Samenspel <samenspel@example.org>."
        found.append(Error("SAMENSPEL_MAIL_FROM holds no e-mail address.", hint, id="samenspel.E008"))
    plain = not (settings.EMAIL_USE_TLS or settings.EMAIL_USE_SSL)
    if not settings.DEMO and plain and settings.EMAIL_HOST not in LOOPBACK:
        hint = "Use smtp:// (STARTTLS) or smtps:// (TLS) in SAMENSPEL_MAIL."
        found.append(Warning("Mails with personal links go to the mail server unencrypted.", hint, id="samenspel.W009"))
    return found


@register("time")
def time_zone(**_: Any) -> Sequence[CheckMessage]:
    """This computer knows the time zones: closing times hang on them."""
    try:
        ZoneInfo(settings.TIME_ZONE)
    except ZoneInfoNotFoundError:
        hint = "Install the time zones of the system (the package is usually called tzdata)."
        return [Error(f"The time zone {settings.TIME_ZONE} is not known here.", hint, id="samenspel.E010")]
    return []
