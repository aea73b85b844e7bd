"""The doctor sees what is broken on purpose, says what to do about it, and never says a secret."""

import ast
import json
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import threading
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core import signing
from django.db import connection
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from samenspel.errors import LANGUAGES
from samenspel.web.rounds.models import Invitation, Letter, Mailing, Round
from samenspel.web.shared import ledger, mirror
from samenspel.web.shared.clock import now
from samenspel.web.shared.models import SignOfLife
from samenspel.web.upkeep import backup, doctor
from samenspel.web.upkeep.doctor import computer, database, finding, folder, given, post, safety, site, work
from tests.web.config.test_checks import GOOD, KEY
from tests.web.config.test_checks import run as run_in_production
from tests.web.serving import free_port, served
from tests.web.upkeep.mail_server import mail_server

SOURCE = Path(doctor.__file__).parent
SECRETS = (KEY, "mailgeheim", "dbgeheim")


def keys(findings):
    return [one.key for one in findings]


def diagnosis(place, *words, **changed):
    """What the doctor says in a production with these settings; None takes one away."""
    done = run_in_production(place, "samenspel", "doctor", "--lang", "en", *words, **changed)
    assert "Traceback" not in done.stderr, done.stderr
    assert not [secret for secret in SECRETS if secret in done.stdout + done.stderr]
    return done


# ---- Words


def test_every_word_is_used_and_every_finding_says_what_to_do_when_it_is_wrong():
    constants = {
        node.value
        for path in SOURCE.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    findings = finding.words()["findings"]
    checks = (SOURCE.parents[1] / "config" / "checks.py").read_text("utf-8")
    of_checks = {f"check-{number.lower()}" for number in re.findall(r'id="samenspel\.([EW]\d+)"', checks)}
    assert {key for key in findings if key.startswith("check-")} == of_checks | {"check-other"}
    assert set(findings) - constants - of_checks == set()
    assert set(finding.words()["page"]) - constants == set()
    assert {one["mark"] for one in findings.values()} == set(finding.MARKS)
    assert [key for key, one in findings.items() if one["mark"] == "wrong" and "do" not in one] == []
    assert [key for key, one in findings.items() if one["mark"] == "ok" and "do" in one] == []


def test_the_doctor_knows_each_setting():
    page = (SOURCE.parents[4] / "docs" / "reference" / "settings.md").read_text("utf-8")
    assert set(re.findall(r"^\| `SAMENSPEL_(\w+)`", page, flags=re.MULTILINE)) == set(given.SETTINGS)


# ---- Settings


def test_without_any_setting_all_that_is_missing_is_told_at_once(tmp_path):
    done = diagnosis(tmp_path, **dict.fromkeys([*GOOD, "DATA"]))
    assert done.returncode == 1
    assert "Not a single setting was given" in done.stdout
    missing = set(re.findall(r"The setting SAMENSPEL_(\w+) is missing", done.stdout))
    assert missing == {"DATA", "ADDRESS", "SECRET_KEY", "MAIL", "MAIL_FROM"}
    assert "Reports and posters can be made" in done.stdout


def test_settings_that_are_wrong_do_not_keep_the_rest_from_being_looked_at(tmp_path):
    tmp_path.chmod(0o755)
    done = diagnosis(
        tmp_path,
        PROXIES="9",
        ADDRESS="samenspel",
        SECRET_KEY="geheim",
        ADRES="x",
        DATABASE="postgresql://piet:dbgeheim@127.0.0.1:9/samen",
        MAIL=f"smtp+plain://piet:mailgeheim@127.0.0.1:{free_port()}",
    )
    assert done.returncode == 1
    for said in (
        "SAMENSPEL_ADRES is not a setting of Samenspel", 'SAMENSPEL_PROXIES is "9"', 'SAMENSPEL_ADDRESS is "samenspel"',
        "The secret key is so short", "Others on this computer can read", "SAMENSPEL_DATABASE cannot be reached",
        "cannot be reached", "in order yet: SAMENSPEL_ADDRESS", "in order yet: SAMENSPEL_DATABASE",
    ):  # fmt: skip
        assert said in " ".join(done.stdout.split()), said


def test_looking_makes_no_folder_and_no_database(tmp_path):
    done = diagnosis(tmp_path / "absent", MAIL=None)
    assert "absent is not there" in " ".join(done.stdout.split())
    assert not (tmp_path / "absent").exists()
    done = diagnosis(tmp_path, MAIL=None)
    assert "There is no database yet" in done.stdout
    assert not list(tmp_path.glob("*.sqlite3*"))


# ---- A site that is well, and what breaks it


@pytest.fixture(scope="module")
def production(tmp_path_factory):
    """A site in the profile of a server, and a mail server that takes its mail."""
    place = tmp_path_factory.mktemp("production")
    place.chmod(0o750)
    with mail_server() as post_office:
        names = {"SECRET_KEY": KEY, "MAIL": post_office.setting, "MAIL_FROM": GOOD["MAIL_FROM"]}
        with served(place, PROFILE="production", **names) as one:
            one.run(sys.executable, "-m", "samenspel", "ready")
            yield one, post_office


def doctor_of(one, *words):
    command = [sys.executable, "-m", "samenspel", "doctor", "--lang", "en", *words]
    done = subprocess.run(command, env=one.environment, capture_output=True, text=True, check=False)
    assert not [secret for secret in SECRETS if secret in done.stdout + done.stderr]
    return done


def test_a_site_that_is_well_has_nothing_wrong_and_sends_a_test_mail_when_asked(production):
    one, post_office = production
    with one.at_work():
        one.call(wait_for_a_worker)
        assert post_office.mails == []
        done = doctor_of(one, "--mail", "jan@voorbeeld.example")
    assert done.returncode == 0, done.stdout
    assert "WRONG" not in done.stdout
    assert f"{one.address} is this site" in done.stdout
    assert [mail for mail in post_office.mails if "To: jan@voorbeeld.example" in mail and one.address in mail]
    assert len(post_office.mails) == 1


def wait_for_a_worker():
    import time

    from django.db import close_old_connections

    end = time.monotonic() + 30
    while not SignOfLife.objects.exists() and time.monotonic() < end:
        close_old_connections()
        time.sleep(0.1)


def test_no_worker_and_a_database_that_is_behind_empty_or_damaged_are_seen(production, tmp_path):
    one, _ = production
    done = doctor_of(one)
    assert done.returncode == 1
    assert "Nobody does the work in the background" in done.stdout

    copy = tmp_path / "samenspel.sqlite3"
    with sqlite3.connect(Path(one.environment["SAMENSPEL_DATA"]) / copy.name) as original, sqlite3.connect(copy) as own:
        original.backup(own)
        own.execute("DELETE FROM django_migrations WHERE id = (SELECT max(id) FROM django_migrations)")
    behind = diagnosis(tmp_path, MAIL=None)
    assert "Steps to go: 1." in behind.stdout
    assert "in order yet: SAMENSPEL_DATABASE" in " ".join(behind.stdout.split())

    copy.write_bytes(b"")
    assert "still empty" in diagnosis(tmp_path, MAIL=None).stdout

    for left in tmp_path.glob("samenspel.sqlite3-*"):
        left.unlink()
    copy.write_bytes(b"no database at all, but a file of text" * 100)
    assert "The database is damaged" in diagnosis(tmp_path, MAIL=None).stdout


# ---- Folder, files, backup


def test_a_folder_that_cannot_be_written_to_and_a_full_disk_are_seen(settings, tmp_path, monkeypatch):
    settings.DATA = tmp_path
    assert keys([*folder.rights(), *folder.room(), *folder.ledger()])[0] == "folder"
    settings.DATA = Path("/proc/self")
    assert keys(folder.rights()) == ["folder-not-writable"]
    settings.DATA = tmp_path
    for free, key in (
        (folder.TOO_LITTLE - 1, "room-none"),
        (folder.LITTLE - 1, "room-little"),
        (folder.LITTLE, "room"),
    ):
        monkeypatch.setattr(shutil, "disk_usage", lambda _, free=free: SimpleNamespace(free=free))
        assert keys(folder.room()) == [key]


def test_static_files_that_were_not_collected_are_seen(settings, tmp_path):
    settings.DATA, settings.STATIC_ROOT = tmp_path, tmp_path / "static"
    assert keys(folder.static()) == ["static-stale"]


def test_the_list_of_the_forgotten_must_be_readable(settings, tmp_path, monkeypatch):
    settings.DATA = tmp_path
    assert keys(folder.ledger()) == ["ledger-none"]
    (tmp_path / ledger.NAME).write_text("person abc 2026-03-02\n", "utf-8")
    assert [one.values["n"] for one in folder.ledger()] == [1]
    monkeypatch.setattr("os.access", lambda *_: False)
    assert keys(folder.ledger()) == ["ledger-closed"]


def test_a_backup_that_is_absent_or_old_is_seen(settings, tmp_path):
    settings.DATA = tmp_path
    assert keys(safety.backup()) == ["backup-none"]
    for age, key in ((timedelta(days=6), "backup"), (timedelta(days=8), "backup-old")):
        (tmp_path / backup.NEWEST).write_text(f"{(now() - age).isoformat()}\n", "utf-8")
        assert keys(safety.backup()) == [key]
    (tmp_path / backup.NEWEST).write_text("last week", "utf-8")
    assert keys(safety.backup()) == ["backup-none"]


def test_a_document_that_cannot_be_made_is_seen(monkeypatch):
    assert keys(computer.documents()) == ["documents"]
    monkeypatch.setattr("samenspel.present.typeset.FONT_PACKAGES", ("no_such_font",))
    assert keys(computer.documents()) == ["documents-not-made"]


def test_a_clock_that_begins_in_the_past_is_seen(monkeypatch):
    assert keys(computer.clock()) == ["clock"]
    monkeypatch.setattr(computer, "now", lambda: computer.WRITTEN - timedelta(days=1))
    assert keys(computer.clock()) == ["clock-past"]


# ---- Database and background


@pytest.mark.skipif(connection.vendor != "postgresql", reason="the database of these tests is SQLite")
def test_postgresql_is_told_by_its_version(db):
    found = list(database._reached(None))
    assert keys(found) == ["database", "migrations"]
    assert found[0].values["kind"] == "PostgreSQL"


def test_a_worker_that_is_alive_silent_or_ahead_of_time_is_told(db):
    assert keys(work.worker()) == ["worker-none"]
    for age, key in ((0, "worker"), (300, "worker-silent"), (-300, "worker-ahead")):
        SignOfLife.objects.update_or_create(worker="one", defaults={"at": now() - timedelta(seconds=age)})
        assert keys(work.worker()) == [key]


def test_work_that_waits_long_or_failed_is_counted(db):
    assert keys(work.tasks()) == ["tasks"]
    for status, age in ((TaskResultStatus.READY, 1), (TaskResultStatus.READY, 11), (TaskResultStatus.FAILED, 11)):
        one = DBTaskResult.objects.create(
            status=status, args_kwargs={"args": [], "kwargs": {}}, task_path="x.y", priority=0, queue_name="default",
            backend_name="default", run_after=now() - timedelta(hours=1), exception_class_path="", traceback="",
        )  # fmt: skip
        DBTaskResult.objects.filter(pk=one.pk).update(enqueued_at=now() - timedelta(minutes=age))
    assert [(one.key, one.values["n"]) for one in work.tasks()] == [("tasks-waiting", 1), ("tasks-failed", 1)]


def test_mails_that_nobody_sends_again_are_counted(cast):
    assert keys(work.mails()) == ["mails"]
    round = Round.objects.create(
        network=cast.network, title="Ronde", instrument="conditions", version=1, digest="x", form="full"
    )
    mailing = Mailing.objects.create(round=round, kind="invitation", occasion="open", made_at=now())
    for tries, name in ((1, "Pim"), (3, "Noor")):
        invitation = Invitation.objects.create(round=round, participant=cast.participants[name])
        Letter.objects.create(mailing=mailing, invitation=invitation, tries=tries, failed="refused")
    assert [(one.key, one.values["n"]) for one in work.mails()] == [("mails-failed", 1)]


def test_an_examination_that_breaks_off_is_told_by_its_kind_only():
    def examine():
        raise ValueError("dbgeheim")

    found = list(doctor._safely(examine))
    assert keys(found) == ["broke-off"]
    assert not [lang for lang in LANGUAGES if "dbgeheim" in found[0].what(lang) + found[0].do(lang)]


# ---- Mail


@pytest.fixture
def real_mail(settings):
    """The site set to a mail server on this computer, as production is."""
    settings.DEMO = False
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.DEFAULT_FROM_EMAIL = "Samenspel <samenspel@samenspel.example>"
    settings.EMAIL_TIMEOUT = 5

    def at(port, tls=False, ssl=False):
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "piet", "mailgeheim"
        settings.EMAIL_USE_TLS, settings.EMAIL_USE_SSL = tls, ssl

    return at


def test_a_mail_server_that_takes_us_is_good_and_gets_no_mail(real_mail):
    with mail_server() as one:
        real_mail(one.port)
        assert keys(post.server()) == ["mail-plain"]
        assert one.mails == []


@pytest.mark.parametrize(
    ("says", "asks", "key"),
    [
        ({"login": False}, {}, "mail-login"),
        ({}, {"tls": True}, "mail-no-encryption"),
        ({}, {"ssl": True}, "mail-certificate"),
    ],
)
def test_what_is_wrong_with_a_mail_server_is_told(real_mail, says, asks, key):
    with mail_server(**says) as one:
        real_mail(one.port, **asks)
        assert keys(post.server()) == [key]


def test_a_mail_server_that_is_not_there_is_told(real_mail, settings):
    real_mail(free_port())
    assert keys(post.server()) == ["mail-not-reached"]
    settings.EMAIL_HOST = "mail.invalid"
    assert keys(post.server()) in (["mail-no-such-server"], ["mail-not-reached"])


def test_a_test_mail_that_is_refused_or_has_nowhere_to_go_is_told(real_mail):
    with mail_server(sender=False) as one:
        real_mail(one.port)
        assert keys(post.send("jan@voorbeeld.example", "nl")) == ["test-mail-refused"]
        assert keys(post.send("jan@voorbeeld.example\nBcc: x@y.example", "nl")) == ["test-mail-no-address"]
        assert one.mails == []


# ---- The site at its address


@contextmanager
def answering(settings, status=200, body=b"ok\n", headers=()):
    """A server at the address of the site that says this to everyone."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(status)
            for name, value in headers:
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        settings.ADDRESS, settings.SECURE = f"http://127.0.0.1:{server.server_port}", False
        yield server.server_port
        server.shutdown()


@pytest.mark.parametrize(
    ("status", "body", "expected"),
    [
        (200, b"ok\n", ["site-of-another"]),
        (200, b"[1]", ["site-of-another"]),
        (502, b"", ["site-not-well"]),
        (200, json.dumps({"visitor": "127.0.0.1", "encrypted": False}).encode(), ["site", "visitor"]),
        (200, json.dumps({"visitor": site.MADE_UP, "encrypted": False}).encode(), ["site", "visitor-forged"]),
        (200, json.dumps({"visitor": "192.0.2.9", "encrypted": False}).encode(), ["site", "visitor-other"]),
    ],
)
def test_what_answers_at_the_address_is_judged(settings, status, body, expected):
    with answering(settings, status, body):
        assert keys(site.at_its_address()) == expected


def test_a_proxy_that_keeps_back_what_the_site_must_know_is_told(settings):
    settings.SECURE = True
    answer = site.Answer(200, {"visitor": "127.0.0.1", "encrypted": False}, "192.0.2.9", now() + timedelta(days=3))
    assert keys(site._judged(answer)) == ["site", "certificate-short", "proto-not-passed", "visitor-is-proxy"]


def test_an_address_where_nobody_is_is_told(settings):
    settings.ADDRESS = f"http://127.0.0.1:{free_port()}"
    assert keys(site.at_its_address()) == ["site-not-reached"]
    with answering(settings) as port:
        settings.ADDRESS = f"https://127.0.0.1:{port}"
        assert keys(site.at_its_address()) == ["site-no-tls"]


def test_a_site_that_does_not_answer_in_time_is_told(settings, monkeypatch):
    monkeypatch.setattr(site, "TIMEOUT", 0.1)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        settings.ADDRESS = f"http://127.0.0.1:{silent.getsockname()[1]}"
        assert keys(site.at_its_address()) == ["site-slow"]


@pytest.mark.parametrize(
    ("status", "headers", "key"),
    [
        (301, [("Location", "https://127.0.0.1/inloggen")], "plain-sent-on"),
        (301, [("Location", "http://127.0.0.1/elsewhere")], "plain-answered"),
        (200, [], "plain-answered"),
    ],
)
def test_who_comes_without_encryption_must_be_sent_on(settings, monkeypatch, status, headers, key):
    with answering(settings, status, headers=headers) as port:
        monkeypatch.setattr(site, "PLAIN_PORT", port)
        settings.ADDRESS, settings.SECURE = "https://127.0.0.1", True
        assert keys(site._plain()) == [key]
    assert keys(site._plain()) == ["plain-closed"]


# ---- What only the administrator hears


def test_the_site_tells_how_it_sees_a_visitor_only_to_who_has_its_key(client, db, settings):
    settings.PROXIES = 1
    said = client.get("/status", headers={mirror.HEADER: mirror.note(), "X-Forwarded-For": "192.0.2.7"}).json()
    assert said == {"visitor": "192.0.2.7", "encrypted": False}
    other = signing.TimestampSigner(key="another key", salt="samenspel.web.shared.mirror").sign("doctor")
    for note in ("", "doctor", mirror.note() + "x", other):
        assert client.get("/status", headers={mirror.HEADER: note}).content == b"ok\n"


def test_the_note_is_old_after_a_minute(client, db, monkeypatch):
    note = mirror.note()
    monkeypatch.setattr(mirror, "AGE", -1)
    assert client.get("/status", headers={mirror.HEADER: note}).content == b"ok\n"
