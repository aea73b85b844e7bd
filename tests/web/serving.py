"""The site as people meet it: served on a port of its own, with a fresh database, and a browser to visit it with.

Every test below tests/web may ask for the fixtures `site` and `browser`. Do not import them in a test module: that
would make a second of each.

The site does no background work but in a block `with site.at_work():`.

`site.call(function, …)` runs a function of a test module inside the served site's world: see inside.py.
"""

import atexit
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

from tests.web.inside import ROOT, Inside

CHROMIUM = "/usr/bin/chromium"
PATIENCE = 60
SAMENSPEL = (sys.executable, "-m", "samenspel")


@dataclass
class Site:
    """A served site. `address` has no slash at the end."""

    address: str
    environment: dict[str, str]
    log: Path
    processes: list[subprocess.Popen] = field(default_factory=list)

    @cached_property
    def inside(self) -> Inside:
        """The process that runs functions in the world of the site, from the first call on."""
        return Inside(self.environment)

    def call(self, function: Callable[..., Any] | str, *args: Any) -> Any:
        """Run a function of a test module in the world of the site."""
        return self.inside.call(function, *args)

    def run(self, *command: str) -> subprocess.CompletedProcess:
        """Run a command in the world of the site; what it said is shown when it fails."""
        done = subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True)
        assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
        return done

    def start(self, port: int) -> None:
        """Start the server and wait until it answers."""
        server = [
            sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
            "--workers", "1", "--blocking-threads", "4", "--log-level", "warning",
            "samenspel.web.config.wsgi:application",
        ]  # fmt: skip
        with self.log.open("ab") as log:
            self.processes.append(subprocess.Popen(server, cwd=ROOT, env=self.environment, stdout=log, stderr=log))
        self._wait()

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """With the background worker, for as long as the block lasts."""
        with self.log.open("ab") as log:
            worker = subprocess.Popen(
                (sys.executable, "-m", "samenspel", "worker"), cwd=ROOT, env=self.environment, stdout=log, stderr=log
            )
        try:
            yield
        finally:
            worker.terminate()
            worker.wait(timeout=PATIENCE)

    def stop(self) -> None:
        """End what was started."""
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            process.wait(timeout=PATIENCE)
        self.inside.end()

    def _wait(self) -> None:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and self.processes[-1].poll() is None:
            try:
                with urlopen(f"{self.address}/status", timeout=2):
                    return
            except OSError:
                time.sleep(0.1)
        self.stop()
        raise AssertionError(f"the site does not answer\n{self.log.read_text('utf-8')}")


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def furnished(folder: Path, port: int, **settings: str) -> Site:
    """A site in a folder, with its tables and static files, that is not started yet; settings add to a demo."""
    address = f"http://127.0.0.1:{port}"
    site = Site(address, _environment(folder, **{"ADDRESS": address} | settings), folder / "log.txt")
    elsewhere = "DATABASE" in settings
    if elsewhere:
        site.run(*SAMENSPEL, "migrate")
    for one in _ready().iterdir():
        if not (elsewhere and one.name.startswith("samenspel.sqlite3")):
            (shutil.copytree if one.is_dir() else shutil.copy2)(one, folder / one.name)
    return site


@cache
def _ready() -> Path:
    """A folder with what takes long and is the same for every site; it is copied."""
    folder = Path(tempfile.mkdtemp(prefix="samenspel-ready-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    Site("", _environment(folder), folder / "log.txt").run(*SAMENSPEL, "ready")
    (folder / "secret-key").unlink()
    return folder


def _environment(folder: Path, **settings: str) -> dict[str, str]:
    ours = {"PROFILE": "demo", "DATA": str(folder), **settings}
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("SAMENSPEL_", "DJANGO_"))}
    ours = {f"SAMENSPEL_{key}": value for key, value in ours.items()}
    return kept | ours | {"DJANGO_SETTINGS_MODULE": "samenspel.web.config.settings"}


@contextmanager
def served(folder: Path, **settings: str) -> Iterator[Site]:
    """A site on a free port with its data in a folder; settings as DATABASE="…" add to a demo."""
    port = free_port()
    site = furnished(folder, port, **settings)
    try:
        site.start(port)
        yield site
    finally:
        site.stop()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The served site, one for all browser tests: every test makes a network of its own in it."""
    with served(tmp_path_factory.mktemp("served")) as one:
        yield one


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium without a window; skips where it is absent, and fails on CI, where it must be there."""
    program = installed_chromium()
    if program is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)("there is no Chromium here")
    # Playwright keeps an event loop in this thread, which Django takes for asynchronous code in every later test.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with chromium(program) as one:
        yield one


def installed_chromium() -> str | None:
    """Where Chromium is on this computer, if anywhere."""
    return CHROMIUM if Path(CHROMIUM).exists() else shutil.which("chromium") or shutil.which("google-chrome")


@contextmanager
def chromium(program: str) -> Iterator[Any]:
    """A browser without a window."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield found
        found.close()


def watch(context: Any, site: Site, besides: tuple[str, ...] = ()) -> list[str]:
    """What goes wrong in the pages of a browser context, filled as it happens: errors that a page throws or writes on
    the console, and requests to elsewhere. besides: parts of what the console may say.
    """
    wrong: list[str] = []

    def on_console(line: Any) -> None:
        if line.type == "error" and not any(part in line.text for part in besides):
            wrong.append(f"{line.page.url if line.page else ''}: {line.text}")

    def on_request(request: Any) -> None:
        if not request.url.startswith(f"{site.address}/"):
            wrong.append(f"request to elsewhere: {request.url}")

    context.on("console", on_console)
    context.on("request", on_request)
    context.on("weberror", lambda error: wrong.append(str(error.error)))
    return wrong


def until(true: Callable[[], Any]) -> None:
    """Wait until something is so. A script that Playwright itself waits for is refused by the policy of our pages."""
    end = time.monotonic() + 20
    while not true():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.05)
