"""The commands for the site: `serve` and its parts, `demo`, `account`."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from samenspel.cli import demo, main
from tests.web.serving import free_port

PATIENCE = 90


def environment(folder, **given):
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("SAMENSPEL_", "DJANGO_"))}
    ours = {"PROFILE": "demo", "DATA": str(folder / "data"), **given}
    return kept | {f"SAMENSPEL_{key}": value for key, value in ours.items()}


def run(folder, *words, **given):
    command = [sys.executable, "-m", "samenspel", *words]
    return subprocess.run(command, env=environment(folder, **given), capture_output=True, text=True, check=False)


def get(address, headers=None):
    parts = urlsplit(address)
    with closing(http.client.HTTPConnection(parts.hostname, parts.port, timeout=20)) as connection:
        connection.request("GET", parts.path, headers=headers or {})
        response = connection.getresponse()
        return response.status, response.read().decode()


def test_a_port_that_is_taken_is_told_before_anything_is_started(tmp_path, capsys):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert main(["serve", "--port", str(port), "--lang", "en"]) == 2
        assert main(["demo", "--port", str(port), "--into", str(tmp_path / "demo"), "--lang", "nl"]) == 2
    said = capsys.readouterr().err.splitlines()
    assert said[0].startswith(f"Cannot listen on 127.0.0.1, port {port}")
    assert f"poort {port}" in said[-1]
    assert not (tmp_path / "demo").exists()


def test_tables_are_made_once(tmp_path):
    first, second = (run(tmp_path, "migrate", "--lang", "en") for _ in range(2))
    assert re.fullmatch(r"The database is up to date; steps: \d+\.\n", first.stdout)
    assert second.stdout == "The database was up to date already.\n"


def test_a_worker_does_not_start_on_tables_of_another_version(tmp_path):
    done = run(tmp_path, "worker", "--lang", "en")
    assert done.returncode == 2
    assert "not those of this version" in done.stderr


def test_static_files_are_collected_again_only_when_they_changed(tmp_path):
    assert run(tmp_path, "ready").returncode == 0
    stamp, manifest = tmp_path / "data" / "static.stamp", tmp_path / "data" / "static" / "staticfiles.json"
    first = manifest.stat().st_mtime_ns
    assert run(tmp_path, "ready").returncode == 0
    assert manifest.stat().st_mtime_ns == first
    stamp.write_text("of another version", "utf-8")
    assert run(tmp_path, "ready").returncode == 0
    assert manifest.stat().st_mtime_ns > first


def test_an_account_is_made_and_let_in_from_the_terminal(tmp_path):
    assert run(tmp_path, "migrate").returncode == 0
    made = run(tmp_path, "account", "add", "Piet@Samenspel.example", "--name", "Piet", "--admin")
    assert "http://127.0.0.1:8000/inloggen/" in made.stdout, made.stderr
    again = run(tmp_path, "account", "link", "piet@samenspel.example", "--lang", "en")
    assert "/inloggen/" in again.stdout
    unknown = run(tmp_path, "account", "link", "nobody@samenspel.example", "--lang", "en")
    assert unknown.returncode == 2
    assert "nobody@samenspel.example" in unknown.stderr


@pytest.fixture(scope="module")
def served_demo(tmp_path_factory):
    """`make demo HOST=0.0.0.0`, and what it said."""
    folder, port = tmp_path_factory.mktemp("demo"), free_port()
    command = [
        sys.executable, "-m", "samenspel", "demo",
        "--into", str(folder / "demo"), "--host", "0.0.0.0", "--port", str(port), "--lang", "en",
    ]  # fmt: skip
    log = folder / "log"
    with log.open("w") as file:
        process = subprocess.Popen(command, env=environment(folder), stdout=file, stderr=file)
    end = time.monotonic() + PATIENCE
    while "Ctrl+C.\n" not in log.read_text("utf-8") and process.poll() is None and time.monotonic() < end:
        time.sleep(0.2)
    yield process, log.read_text("utf-8"), port
    process.send_signal(signal.SIGINT)
    assert process.wait(PATIENCE) == 0


def test_the_demo_prints_a_link_that_logs_in_and_one_for_a_phone_with_a_warning(served_demo):
    _, said, port = served_demo
    address = f"http://{demo._own_address()}:{port}"
    login = re.search(rf"^  {re.escape(address)}/inloggen/\w+$", said, flags=re.MULTILINE)
    phone = re.search(rf"^  {re.escape(address)}/d/\w+$", said, flags=re.MULTILINE)
    assert login, said
    assert phone, said
    assert "without encryption" in said
    status, page = get(phone[0].strip(), {"Accept-Language": "nl"})
    assert status == 200
    assert "Langer thuis wonen" in page
    assert get(login[0].strip())[0] == 200


def test_the_demo_is_reached_at_this_computer_and_nowhere_it_does_not_live(served_demo):
    _, _, port = served_demo
    assert get(f"http://127.0.0.1:{port}/status")[0] == 200
    assert get(f"http://127.0.0.1:{port}/status", {"Host": "elsewhere.example"})[0] == 400


GROWN = """
import sys
from samenspel.cli import main
from samenspel.web.config.load import load
load()
from samenspel.web.shared import worker
worker.memory = lambda: worker.LARGEST + 1
sys.exit(main(["worker"]))
"""


def test_a_worker_that_has_grown_goes_on_as_a_fresh_process(tmp_path):
    assert run(tmp_path, "migrate").returncode == 0
    ask = "from samenspel.web.config.load import load; load(); from tests.cli.test_serve import ask; ask()"
    told = "from samenspel.web.config.load import load; load(); from tests.cli.test_serve import told; told()"
    python = [sys.executable, "-c"]
    world = {"env": environment(tmp_path), "text": True, "check": True, "capture_output": True}
    subprocess.run([*python, ask], **world)
    process = subprocess.Popen([*python, GROWN], env=environment(tmp_path))
    try:
        end, said = time.monotonic() + PATIENCE, ""
        while said != "0 1\n" and process.poll() is None and time.monotonic() < end:
            time.sleep(0.2)
            said = subprocess.run([*python, told], **world).stdout
        assert said == "0 1\n"
        assert "-m\0samenspel\0worker" in Path(f"/proc/{process.pid}/cmdline").read_text()
    finally:
        process.terminate()
        process.wait(PATIENCE)


def ask():
    """Leave two mails to be written, to an account that is not there."""
    from samenspel.web.accounts.tasks import tell

    tell.enqueue(0, "password")
    tell.enqueue(0, "password")


def told():
    """Print how many tasks wait, and how many workers show that they live."""
    from django_tasks_db.models import DBTaskResult

    from samenspel.web.shared.models import SignOfLife

    print(DBTaskResult.objects.ready().count(), SignOfLife.objects.count())
