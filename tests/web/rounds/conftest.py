"""Rounds in every state, for the network of the cast."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from samenspel.web.rounds import services
from samenspel.web.rounds.urls import urlpatterns

NOW = datetime.datetime(2026, 3, 2, 9, 0, tzinfo=datetime.UTC)
CLOSES = NOW + datetime.timedelta(days=14)
HOUR = datetime.timedelta(hours=1)
DAY = datetime.timedelta(days=1)


def key_of(error):
    """Which message an error would give."""
    return error.value.problems[0].key


def of(round, name):
    """The invitation of who has this name."""
    return round.invitations.get(participant__name=name)


def first(round):
    """The first invitation of a round."""
    return round.invitations.order_by("pk").first()


def address(name, cast, round=None, invitation=None):
    """Where a page of rounds stands, by its name."""
    pattern = next(one for one in urlpatterns if one.name == name).pattern
    parts = {"round": round and round.code, "invitation": invitation and invitation.code}
    wanted = [parts[key] for key in pattern.converters]
    return reverse(f"rounds:{name}", args=[cast.network.code, *wanted])


def form(cast, **changed):
    """What the form of a round sends, with what the test changes."""
    fields = {
        "code": "abcdefghjkmn",
        "title": "Hoe werken wij samen?",
        "instruments": ["conditions", "phase"],
        "form": "short",
        "door": "personal",
        "visibility": "totals",
        "breakdown": "sector",
        "k": "5",
        "message": "Welkom",
        "opens_at": "",
        "closes_at": "2026-03-16T17:00",
        "remind": ["3", "1"],
        "show_participants": "on",
        "participants": [one.code for one in cast.participants.values()],
    }
    return fields | changed


@pytest.fixture
def now(monkeypatch):
    """The time stands still; returns a setter of it, with the moment as `now.at`."""

    class Clock:
        at = NOW

        def set(self, at):
            self.at = at

    clock = Clock()
    monkeypatch.setattr(timezone, "now", lambda: clock.at)
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
