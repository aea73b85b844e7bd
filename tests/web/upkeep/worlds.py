"""Installs of their own: a folder and a database, worked with as an administrator does, by commands.

`world.call(function, …)` runs a function of a test module inside; its arguments and what it returns pass as JSON.
"""

import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from tests.web.inside import Inside

ROOT = Path(__file__).resolve().parents[3]
HOST = "127.0.0.1"
KEPT = sorted((Path(__file__).parent / "kept").glob("*.samenspel"))


@dataclass
class World:
    """One install. database: as in SAMENSPEL_DATABASE; empty for a file in the folder."""

    folder: Path
    database: str = ""

    @property
    def file(self) -> Path:
        """The database, when it is a file."""
        return self.folder / "samenspel.sqlite3"

    @property
    def environment(self) -> dict[str, str]:
        """What its processes know; static files as they lie, so that nothing has to be collected."""
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("SAMENSPEL_", "DJANGO_"))}
        ours = {"SAMENSPEL_PROFILE": "demo", "SAMENSPEL_DATA": str(self.folder), "PYTHONPATH": str(ROOT)}
        where = {"SAMENSPEL_DATABASE": self.database} if self.database else {}
        return kept | ours | where | {"DJANGO_SETTINGS_MODULE": "tests.web.settings"}

    @cached_property
    def inside(self) -> Inside:
        """The process in which commands and functions run, for starting one takes longest."""
        return Inside(self.environment)

    def start(self, *words: object) -> subprocess.Popen:
        """A command in a process of its own, that goes on."""
        command = (sys.executable, "-m", "samenspel", *map(str, words), "--lang", "en")
        return subprocess.Popen(
            command, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )

    def ask(self, *words: object) -> tuple[int, str]:
        """A command to its end: the exit code, and what it said. It never shows a traceback."""
        code, said = self.call(command, *map(str, words))
        assert "Traceback" not in said, said
        return code, said

    def do(self, *words: object) -> str:
        """A command that must succeed."""
        code, said = self.ask(*words)
        assert code == 0, said
        return said

    def refused(self, *words: object) -> str:
        """A command that must be refused."""
        code, said = self.ask(*words)
        assert code == 2, (code, said)
        return said

    def call(self, function: Callable[..., Any], *args: Any) -> Any:
        """Run a function of a test module inside."""
        return self.inside.call(function, *args)

    def copy(self, folder: Path) -> "World":
        """The same with another folder."""
        shutil.copytree(self.folder, folder)
        return World(folder)


def command(*words: str) -> tuple[int, str]:
    """A command of the program: its exit code, and what it said."""
    from samenspel.cli import main

    said = io.StringIO()
    with redirect_stdout(said), redirect_stderr(said):
        code = main([*words, "--lang", "en"])
    return code, said.getvalue()


def fill() -> None:
    """The demo, and what people leave behind when they are halfway."""
    from tests.web.upkeep import keep

    keep.fill()


def rows() -> dict[str, list[str]]:
    """Every row of every table that a backup must hold, by table, as the models of this version read them."""
    from django.apps import apps

    from samenspel.web.upkeep.tables import APPS_LEFT_OUT, LEFT_OUT

    return {
        model._meta.label_lower: [
            json.dumps(row, default=str, sort_keys=True)
            for row in model._base_manager.order_by("pk").values_list(*sorted(f.attname for f in model._meta.fields))
        ]
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label not in APPS_LEFT_OUT and model._meta.label_lower not in LEFT_OUT
    }


def seen(*secrets: str) -> dict[str, Any]:
    """All that can be seen of an install: rows, pages, and what is behind links."""
    return {"rows": rows(), "pages": pages(), "visits": [visit(one) for one in secrets]}


def pages() -> dict[str, str]:
    """What people see of every network and every result, without the marks of the page itself."""
    from django.test import Client

    from samenspel.web.accounts.models import Account
    from samenspel.web.networks.models import Network

    client = Client(SERVER_NAME=HOST)
    client.force_login(Account.objects.get(email="demo@voorbeeld.example"))
    seen = {}
    for network in Network.objects.order_by("pk"):
        base = f"/netwerken/{network.code}"
        seen[f"{network.name} overview"] = _seen(client, base)
        seen[f"{network.name} yields"] = _seen(client, f"{base}/als-dit-werkt")
        for round in network.rounds.filter(publication__isnull=False).order_by("pk"):
            seen[f"{round.title} result"] = _seen(client, f"{base}/rondes/{round.code}/uitkomst")
            seen[f"{round.title} data"] = _seen(client, f"{base}/rondes/{round.code}/uitkomst.json")
            seen[f"{round.title} guide"] = _seen(client, f"{base}/rondes/{round.code}/gesprek")
    Account.objects.update(last_login=None)
    return seen


def refusals(backups: list[list[Any]], restores: list[str]) -> list[str]:
    """What is said to each of these, which must all be refused; in one process, for starting takes longest."""
    from samenspel.errors import UsageError
    from samenspel.web.upkeep import backup, restore

    asked = [partial(backup.command, into, keep=keep, lang="en") for into, keep in backups]
    asked += [partial(restore.command, file, replace=True, lang="en") for file in restores]
    said = []
    for one in asked:
        try:
            said.append(f"not refused: {one()}")
        except UsageError as error:
            said.append(error.say("en"))
    return said


def _seen(client: Any, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    text = body.decode()
    return text if address.endswith(".json") else " ".join(re.sub(r"<[^>]+>", " ", text).split())


def visit(secret: str) -> list[Any]:
    """What somebody meets behind a link: the status, and whether there are questions."""
    from django.test import Client

    answer = Client(SERVER_NAME=HOST).get(f"/d/{secret}/vragen", follow=True)
    return [answer.status_code, "AMB-1" in answer.content.decode() or "<form" in answer.content.decode()]
