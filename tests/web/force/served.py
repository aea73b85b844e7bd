"""The site as it is really served, with its processes to be killed."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.web.serving import ROOT, SAMENSPEL, Site, free_port, furnished

PATIENCE = 120


@contextmanager
def served(folder: Path, *commands: tuple[str, ...], **settings: str) -> Iterator[Site]:
    """A site of which every command runs; PORT in a command is the port that it is served on."""
    port = free_port()
    site = furnished(folder, port, **settings)
    try:
        with site.log.open("ab") as log:
            for command in commands:
                words = [*SAMENSPEL, *(str(port) if word == "PORT" else word for word in command)]
                site.processes.append(subprocess.Popen(words, cwd=ROOT, env=site.environment, stdout=log, stderr=log))
        until(lambda: answers(site), site)
        yield site
    finally:
        site.stop()


def answers(site: Site) -> bool:
    """Whether the site answers."""
    from urllib.request import urlopen

    try:
        with urlopen(f"{site.address}/status", timeout=5) as response:
            return response.status == 200
    except OSError:
        return False


def until(true: Callable[[], Any], site: Site) -> Any:
    """Wait for something to be so; the log of the site is shown when it does not come."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if found := true():
            return found
        time.sleep(0.1)
    raise AssertionError(f"it did not come\n{site.log.read_text('utf-8')[-8000:]}")


def below(*parents: int) -> dict[int, str]:
    """The processes that these started, with their command."""
    lines = subprocess.run(["ps", "-eo", "pid=,ppid=,args="], capture_output=True, text=True, check=True).stdout
    table = [line.split(None, 2) for line in lines.splitlines()]
    return {int(pid): args for pid, parent, args in table if int(parent) in parents and "defunct" not in args}


def of_site(site: Site, command: str) -> list[int]:
    """The processes that run a command of Samenspel ("web", "worker"), started by us or by the parent of both."""
    mine = {process.pid: " ".join(map(str, process.args)) for process in site.processes if process.poll() is None}
    every = mine | below(*mine)
    return [pid for pid, args in every.items() if f"samenspel {command}" in args]


def web_workers(site: Site) -> list[int]:
    """The processes that make pages."""
    return list(below(*of_site(site, "web")))


def kill(pid: int) -> None:
    """As a computer out of memory would."""
    os.kill(pid, signal.SIGKILL)
