"""The settings, each looked at by itself: one that does not hold is told, and the rest is examined all the same."""

import importlib
import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from samenspel.errors import Problem, UsageError
from samenspel.web.config import load
from samenspel.web.config.environment import PREFIX
from samenspel.web.upkeep.doctor.finding import Finding, of_problem

NOWHERE = "not-given.invalid"
SETTINGS = {
    "PROFILE": "production",
    "DATA": "",
    "ADDRESS": f"https://{NOWHERE}",
    "SECRET_KEY": "",
    "DATABASE": "",
    "MAIL": f"smtp://{NOWHERE}",
    "MAIL_FROM": f"samenspel@{NOWHERE}",
    "CONTACT": f"samenspel@{NOWHERE}",
    "PROXIES": "1",
    "HSTS_SUBDOMAINS": "no",
}
"""Every setting, with what stands in for it while the rest is examined; the empty ones are made up on the spot."""


@contextmanager
def settings_as_given() -> Iterator[tuple[list[Finding], set[str]]]:
    """Load the site with the settings that hold and stand-ins for the others.

    Gives what is wrong with them, and the names of those that cannot be examined any further.
    """
    kept = dict(os.environ)
    with TemporaryDirectory(prefix="samenspel-doctor-") as folder:
        stand_ins = SETTINGS | {
            "DATA": folder,
            "SECRET_KEY": secrets.token_urlsafe(50),
            "DATABASE": f"sqlite:///{folder}/samenspel.sqlite3",
        }
        try:
            yield _load(stand_ins)
        finally:
            os.environ.clear()
            os.environ.update(kept)


def _load(stand_ins: dict[str, str]) -> tuple[list[Finding], set[str]]:
    found = list(_names())
    wrong: set[str] = set()
    if absent := _absent_data():
        found.append(absent)
        wrong |= _replace("DATA", stand_ins)
    while problems := _refused():
        found += [of_problem(problem) for problem in problems]
        for problem in problems:
            name = str(problem.values["name"]).removeprefix(PREFIX).removesuffix("_FILE")
            wrong |= _replace(name, stand_ins)
    load.load()
    return found, wrong


def _names() -> Iterator[Finding]:
    """Whether anything was given at all, and whether every name is one that we know."""
    given = sorted(name for name in os.environ if name.startswith(PREFIX))
    if not given:
        yield Finding("settings-none")
    for name in given:
        if name.removeprefix(PREFIX).removesuffix("_FILE") not in SETTINGS:
            yield Finding("setting-unknown", {"name": name})


def _absent_data() -> Finding | None:
    """A folder that is not there yet would be made by reading the setting; looking makes nothing."""
    given = os.environ.get(f"{PREFIX}DATA", "").strip()
    if not given or Path(given).expanduser().is_dir():
        return None
    return Finding("data-absent", {"folder": given})


def _refused() -> tuple[Problem, ...]:
    """What the settings are refused for; nothing when they hold."""
    sys.modules.pop(load.SETTINGS, None)
    try:
        importlib.import_module(load.SETTINGS)
    except UsageError as error:
        return error.problems
    return ()


def _replace(name: str, stand_ins: dict[str, str]) -> set[str]:
    """Put the stand-in in the place of a setting; returns the names of all that can no longer be examined."""
    os.environ.pop(f"{PREFIX}{name}_FILE", None)
    os.environ[PREFIX + name] = stand_ins.pop(name)
    no_database = name == "DATA" and not {f"{PREFIX}DATABASE", f"{PREFIX}DATABASE_FILE"} & set(os.environ)
    return {PREFIX + one for one in ((name, "DATABASE") if no_database else (name,))}
