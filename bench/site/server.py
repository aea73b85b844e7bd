"""The site on a port of its own, as it runs for people: two workers of two threads."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.web.serving import Site, free_port

HOME = Path(__file__).resolve().parents[2]


def in_its_world(site: Site, function: str, *args: Any) -> dict[str, Any]:
    """What a function of bench.site.world returns inside the served site."""
    found: dict[str, Any] = site.call(f"bench.site.world:{function}", *args)
    return found


@contextmanager
def served(folder: Path, database: str) -> Iterator[tuple[Site, int]]:
    """The site with fresh data in a folder, and its port."""
    port = free_port()
    ours = {"PROFILE": "demo", "DATA": str(folder), "ADDRESS": f"http://127.0.0.1:{port}"}
    ours |= {"DATABASE": database} if database else {}
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("SAMENSPEL_", "DJANGO_"))}
    environment = kept | {f"SAMENSPEL_{key}": value for key, value in ours.items()}
    environment |= {"DJANGO_SETTINGS_MODULE": "bench.site.settings", "PYTHONPATH": str(HOME)}
    site = Site(ours["ADDRESS"], environment, folder / "log.txt")
    site.run(sys.executable, "-m", "django", "migrate", "--verbosity", "0")
    site.run(sys.executable, "-m", "django", "collectstatic", "--no-input", "--verbosity", "0")
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
        "--workers", "2", "--blocking-threads", "2", "--log-level", "warning", "samenspel.web.config.wsgi:application",
    ]  # fmt: skip
    with site.log.open("ab") as log:
        server = subprocess.Popen(command, cwd=HOME, env=environment, stdout=log, stderr=log)
    site.processes.append(server)
    try:
        site._wait()
        yield site, port
    finally:
        site.stop()
