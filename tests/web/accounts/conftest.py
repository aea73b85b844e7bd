"""Time that stands still until a test moves it, and reading what is in a mail or on a page."""

import datetime
import re
from html import unescape

import pyotp
import pytest
from django.utils import timezone

from samenspel.web.accounts import second_factor, services

PASSWORD = "een lang wachtwoord"
START = datetime.datetime(2026, 3, 3, 9, 0, tzinfo=datetime.UTC)


class Clock:
    def __init__(self):
        self.now = START

    def pass_by(self, **time):
        self.now += datetime.timedelta(**time)
        return self.now


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr(timezone, "now", lambda: clock.now)
    return clock


@pytest.fixture
def steward_with_app(cast, clock):
    """Sanne with a second step; gives a way to read her app, and her recovery codes."""
    account = cast.steward
    second_factor.begin(account, now=clock.now)
    account.refresh_from_db()
    app = pyotp.TOTP(account.second_factor)
    codes = second_factor.confirm(account, now=clock.now, code=app.at(clock.now))
    account.refresh_from_db()
    clock.pass_by(minutes=1)
    return lambda: app.at(clock.now), codes


def path_in(mail):
    """The path of the only link in a mail."""
    (link,) = re.findall(r"https?://[^/\s]+(/\S+)", mail.body)
    return link


def words_of(response):
    """What a page says, without its tags."""
    text = response.content.decode()
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text.partition("<main")[2].partition("</main>")[0])).split())


def log_in_by_link(client, account, now, **options):
    """Come in by a link; gives what the site answers to the button."""
    return client.post(f"/inloggen/{services.login_secret(account, now=now)}", **options)


def user_of(client):
    """Who is logged in with this browser: the number of the account, or nothing."""
    return client.session.get("_auth_user_id")
