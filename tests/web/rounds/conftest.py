"""Rounds in every state, for the network of the cast."""

import datetime

import pytest

from samenspel.web.rounds import services

NOW = datetime.datetime(2026, 3, 2, 9, 0, tzinfo=datetime.UTC)
CLOSES = NOW + datetime.timedelta(days=14)


@pytest.fixture
def now(monkeypatch):
    """The time stands still; returns a setter of it, with the moment as `now.at`."""

    class Clock:
        at = NOW

        def set(self, at):
            self.at = at

    clock = Clock()
    views = [f"rounds.views{name}" for name in ("", ".course", ".preparing", ".people")]
    for place in ("shared.clock", "rounds.tasks", *views):
        monkeypatch.setattr(f"samenspel.web.{place}.now", lambda: clock.at)
    return clock


@pytest.fixture
def drafted(cast):
    """A function that drafts a round for all people of the cast."""

    def make(**chosen):
        fields = {
            "title": "Hoe werken wij samen?",
            "closes_at": CLOSES,
            "participants": list(cast.participants.values()),
            "message": "Fijn dat je meedoet.",
        }
        return services.draft(cast.network, by=cast.facilitator, now=NOW, **(fields | chosen))

    return make


@pytest.fixture
def opened(cast, drafted, now, django_capture_on_commit_callbacks):
    """A function that drafts and opens a round; the mails are sent."""

    def make(**chosen):
        round = drafted(**chosen)
        with django_capture_on_commit_callbacks(execute=True):
            services.open_round(round, by=cast.facilitator, now=NOW)
        round.refresh_from_db()
        return round

    return make


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """A context in which what waits for the end of a transaction is done."""
    return lambda: django_capture_on_commit_callbacks(execute=True)
