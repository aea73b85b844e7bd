"""The site as it runs on a server: by the line of the unit, with the example settings, behind nginx, all on loopback.

Only what must differ on a computer of developers is changed: ports, folders, the name of the site and its certificate.
"""

import http.client
import os
import re
import shlex
import shutil
import ssl
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.web.serving import PATIENCE, free_port
from tests.web.upkeep.mail_server import mail_server

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
NAME = "samenspel.example.nl"
OTHER_ACCOUNT = "nobody"


@dataclass(frozen=True)
class Server:
    """Where everything is."""

    folder: Path
    environment: dict[str, str]
    https: int
    http: int

    @property
    def address(self) -> str:
        """Where people reach it."""
        return f"https://localhost:{self.https}"

    def get(self, path: str, **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
        """What somebody gets over https."""
        return self.ask("GET", path, headers=headers)

    def ask(
        self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None
    ) -> tuple[http.client.HTTPResponse, bytes]:
        """One request over https."""
        context = ssl.create_default_context(cafile=str(self.folder / "certificate.pem"))
        return _talk(
            http.client.HTTPSConnection("localhost", self.https, timeout=30, context=context),
            method,
            path,
            body,
            headers,
        )

    def plain(self, path: str, **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
        """What somebody gets without encryption."""
        return _talk(http.client.HTTPConnection("localhost", self.http, timeout=30), "GET", path, None, headers)

    def run(self, *words: str) -> subprocess.CompletedProcess:
        """A command of Samenspel with the settings of the server."""
        command = [sys.executable, "-m", "samenspel", *words]
        return subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)

    def logged(self) -> str:
        """Everything that nginx and the site wrote down."""
        return "".join(path.read_text("utf-8", errors="replace") for path in self.folder.rglob("*.log"))


def _talk(connection, method, path, body, headers):
    try:
        connection.request(
            method, path, body, {name.replace("_", "-"): value for name, value in (headers or {}).items()}
        )
        response = connection.getresponse()
        return response, response.read()
    finally:
        connection.close()


def needed(program: str) -> str:
    """The path of a program; skips where it is absent, and fails on CI, where it must be there."""
    found = shutil.which(program) or shutil.which(program, path="/usr/sbin:/usr/local/sbin")
    if found is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(f"there is no {program} here")
    return found


def line_of(unit: str, name: str) -> str:
    """The value of a line in a unit."""
    found = re.findall(rf"^{name}=(.*)$", (DEPLOY / unit).read_text("utf-8"), flags=re.MULTILINE)
    assert len(found) == 1, (unit, name)
    return found[0]


def example_settings() -> dict[str, str]:
    """The settings in samenspel.env, those behind a # included, read as systemd does."""
    lines = (DEPLOY / "samenspel.env").read_text("utf-8").splitlines()
    given = (re.fullmatch(r"#?(SAMENSPEL_\w+)='([^']*)'", line) for line in lines)
    return {match[1]: match[2] for match in given if match}


@contextmanager
def folder_for_all() -> Iterator[Path]:
    """A folder that other accounts may pass through too."""
    folder = Path(tempfile.mkdtemp(prefix="samenspel-server-", dir="/tmp"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def server() -> Iterator[Server]:
    """The whole of it."""
    nginx, openssl = needed("nginx"), needed("openssl")
    https, plain, inside = free_port(), free_port(), free_port()
    with folder_for_all() as folder, mail_server() as post_office:
        _certificate(openssl, folder)
        environment = _environment(folder, https, post_office.setting)
        with _running(_unit(folder, inside), environment, folder / "site.log"):
            _wait(inside)
            configure(folder, https, plain, inside)
            with nginx_running(nginx, folder, plain):
                yield Server(folder, environment, https, plain)


def _certificate(openssl: str, folder: Path) -> None:
    command = (
        f"{openssl} req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=localhost "
        f"-addext subjectAltName=DNS:localhost -keyout {folder}/key.pem -out {folder}/certificate.pem"
    )
    subprocess.run(shlex.split(command), check=True, capture_output=True)


def _environment(folder: Path, https: int, mail: str) -> dict[str, str]:
    """The example settings, with what no example can know."""
    data = folder / "data"
    data.mkdir(mode=0o750)
    key = folder / "secret-key"
    key.write_text("q7Zk2vYh9TqL4mWc8RbNx3JdFs6GpA1uEo5iVtKy0HjXq2Wd8Sz\n", "utf-8")
    if _closed(folder):
        shutil.chown(data, OTHER_ACCOUNT)
    ours = example_settings() | {
        "SAMENSPEL_DATA": str(data),
        "SAMENSPEL_ADDRESS": f"https://localhost:{https}",
        "SAMENSPEL_SECRET_KEY_FILE": str(key),
        "SAMENSPEL_MAIL": mail,
    }
    del ours["SAMENSPEL_DATABASE"]  # behind a # in the example
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SAMENSPEL_", "DJANGO_"))}
    kept["DJANGO_SETTINGS_MODULE"] = "samenspel.web.config.settings"
    return kept | ours | {"SSL_CERT_FILE": str(folder / "certificate.pem"), "PYTHONDONTWRITEBYTECODE": "1"}


def _unit(folder: Path, port: int) -> list[str]:
    """The command of the unit; for root as another account, with all but the data folder closed, as the unit has it."""
    program, *words = shlex.split(line_of("samenspel.service", "ExecStart"))
    assert program.endswith("/.venv/bin/samenspel")
    words[words.index("--port") + 1] = str(port)
    return [*_closed(folder), sys.executable, "-m", "samenspel", *words]


def _closed(folder: Path) -> list[str]:
    """What comes before a command to close everything but the data folder; nothing where that is not allowed."""
    # the unit has a /tmp of its own; here that would cover the folder
    close = (
        f"mount --make-rprivate / && mount --bind {folder}/data {folder}/data && mount -t tmpfs tmpfs /var/tmp && "
        "mount -o remount,bind,ro /"
    )
    # only to be let through to the Python and the source of developers, which may be in a folder of their own
    through = "+dac_read_search"
    account = (
        f"setpriv --reuid {OTHER_ACCOUNT} --clear-groups --inh-caps=-all,{through} --ambient-caps=-all,{through} "
        f"--bounding-set=-all,{through} --no-new-privs"
    )
    before = ["unshare", "--mount", "sh", "-c", f'{close} && exec {account} "$@"', "sh"]
    allowed = os.geteuid() == 0 and subprocess.run([*before, "true"], capture_output=True, check=False).returncode == 0
    return before if allowed else []


def configure(folder: Path, https: int, plain: int, inside: int) -> None:
    """Write nginx.conf as the example has it, for these ports."""
    text = (DEPLOY / "nginx.conf").read_text("utf-8")
    for before, after in (
        (r"\n *listen \[::\][^\n]*", ""), (r"listen 80;", f"listen 127.0.0.1:{plain};"),
        (r"listen 443", f"listen 127.0.0.1:{https}"), (r"127\.0\.0\.1:8000", f"127.0.0.1:{inside}"),
        (r"/etc/letsencrypt/live/[\w.]+/fullchain\.pem", f"{folder}/certificate.pem"),
        (r"/etc/letsencrypt/live/[\w.]+/privkey\.pem", f"{folder}/key.pem"),
        (r"/var/log/nginx/", f"{folder}/"), (re.escape(NAME), "localhost"),
    ):  # fmt: skip
        text, count = re.subn(before, after, text)
        assert count, before
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    scratch = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in kinds)
    account = "user root;" if os.geteuid() == 0 else ""
    # what stands around a site on Debian: requests are logged where a site does not say otherwise
    around = f"access_log {folder}/access.log; error_log {folder}/error.log info; gzip on; {scratch}"
    whole = f"{account}\npid {folder}/pid;\nerror_log {folder}/main.log;\nevents {{}}\nhttp {{\n{around}\n{text}\n}}\n"
    (folder / "nginx.conf").write_text(whole, "utf-8")


@contextmanager
def nginx_running(nginx: str, folder: Path, port: int) -> Iterator[None]:
    """nginx with the configuration in a folder."""
    place = ("-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / "start.log"))
    looked = subprocess.run((nginx, "-t", *place), capture_output=True, text=True, check=False)
    assert looked.returncode == 0, looked.stderr
    with _running([nginx, *place, "-g", "daemon off;"], dict(os.environ), folder / "nginx-said.log"):
        _wait(port)
        yield


@contextmanager
def _running(command: list[str], environment: dict[str, str], log: Path) -> Iterator[None]:
    with log.open("ab") as said:
        process = subprocess.Popen(command, env=environment, stdout=said, stderr=said, cwd="/")
    try:
        yield
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _wait(port: int) -> None:
    """Until somebody listens."""
    import socket

    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError(f"nobody listens on {port}")
