"""Limits count in the database, per door and visitor, within a window; of who came only a hash is kept."""

import datetime
import hashlib

import pytest
from django.test import RequestFactory

from samenspel.web.shared import limits
from samenspel.web.shared.models import Attempts

NOW = datetime.datetime(2026, 5, 1, 12, 1, tzinfo=datetime.UTC)
WINDOW = datetime.timedelta(minutes=10)


def tries(times, door="log-in", who="203.0.113.7", now=NOW, most=3):
    """How many of so many attempts are let through."""
    through = 0
    for _ in range(times):
        try:
            limits.count(door, who, most=most, per=WINDOW, now=now)
        except limits.TooOften:
            continue
        through += 1
    return through


def test_more_than_the_limit_is_refused_until_the_window_is_over(db):
    assert tries(5) == 3
    assert tries(1, now=NOW + datetime.timedelta(minutes=8)) == 0
    assert tries(5, now=NOW + datetime.timedelta(minutes=9)) == 3


def test_doors_and_visitors_are_counted_apart(db):
    assert tries(5) == tries(5, door="second-step") == tries(5, who="203.0.113.8") == 3


def test_the_refusal_says_when_it_may_be_tried_again(db):
    limits.count("log-in", "x", most=1, per=WINDOW, now=NOW)
    with pytest.raises(limits.TooOften) as caught:
        limits.count("log-in", "x", most=1, per=WINDOW, now=NOW)
    assert caught.value.problems[0].values["minutes"] == 9


def test_of_who_came_only_a_hash_is_kept_and_not_for_long(db):
    tries(1, who="piet@samenspel.example")
    assert "piet" not in Attempts.objects.get().visitor
    limits.forget_over(NOW + datetime.timedelta(minutes=8))
    assert Attempts.objects.exists()
    limits.forget_over(NOW + datetime.timedelta(minutes=9))
    assert not Attempts.objects.exists()


def test_of_whom_the_hash_is_cannot_be_found_without_the_key_of_the_site(db, settings):
    """The number of an invitation is soon guessed: whoever has only the database may not find who answered."""
    tries(1, door="save", who="17")
    settings.SECRET_KEY = "another key, as whoever guesses has to choose one"
    tries(1, door="save", who="17")
    kept = set(Attempts.objects.values_list("visitor", flat=True))
    assert len(kept) == 2
    assert hashlib.sha256(b"17").hexdigest() not in kept


@pytest.mark.parametrize(
    ("proxies", "chain", "found"),
    [
        (0, None, "127.0.0.1"),
        (0, "198.51.100.1", "127.0.0.1"),
        (1, "198.51.100.1", "198.51.100.1"),
        (1, "made-up, 198.51.100.1", "198.51.100.1"),
        (2, "made-up, 198.51.100.1, 10.0.0.2", "198.51.100.1"),
        (2, "10.0.0.2", "127.0.0.1"),
    ],
)
def test_a_visitor_is_known_by_what_our_own_proxies_wrote_down(settings, proxies, chain, found):
    settings.PROXIES = proxies
    headers = {"X-Forwarded-For": chain} if chain else {}
    assert limits.visitor(RequestFactory().get("/", headers=headers)) == found
