"""A site that is well has nothing wrong; what breaks it is seen."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from samenspel.web.shared.models import SignOfLife
from tests.web.config.test_checks import GOOD, KEY
from tests.web.serving import served
from tests.web.upkeep.doctor.diagnosis import SECRETS, diagnosis
from tests.web.upkeep.mail_server import mail_server


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
