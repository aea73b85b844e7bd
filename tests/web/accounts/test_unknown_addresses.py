"""Nobody learns from the door who has an account, not from what it says and not from what it does."""

from unittest.mock import patch

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samenspel.web.accounts import tasks
from samenspel.web.accounts.services import invite
from tests.web.accounts.conftest import PASSWORD, user_of, words_of

KNOWN, UNKNOWN = "sanne@samenspel.example", "sunne@samenspel.example"


def answer_to(cast, path, email, **data):
    cast.client().post(path, {"email": "eerder@samenspel.example", **data})  # the first count of a visitor is an insert
    client = cast.client()
    with CaptureQueriesContext(connection) as queries:
        response = client.post(path, {"email": email, **data})
    shapes = [query["sql"].split("WHERE")[0].split("SAVEPOINT")[0][:60] for query in queries]
    return response.status_code, response.headers.get("Location"), shapes, words_of(response).replace(email, "…")


@pytest.fixture
def queued(monkeypatch):
    """What goes to the background, which is not waited for."""
    calls = []
    monkeypatch.setattr(type(tasks.send_login_link), "enqueue", lambda self, *args: calls.append(args))
    return calls


@pytest.mark.parametrize("path", ["/inloggen", "/inloggen/vergeten"])
def test_asking_a_link_looks_and_works_the_same_for_an_unknown_address(cast, queued, path):
    assert answer_to(cast, path, KNOWN) == answer_to(cast, path, UNKNOWN)
    reset = path.endswith("vergeten")
    assert queued[1::2] == [(cast.steward.pk, reset, ""), (0, reset, "")]


def test_an_unknown_address_gets_no_mail(cast, mailoutbox):
    for path in ("/inloggen", "/inloggen/vergeten"):
        cast.client().post(path, {"email": UNKNOWN})
    assert mailoutbox == []


def test_a_wrong_password_looks_the_same_for_known_unknown_and_passwordless(cast, clock):
    invite("nieuw@samenspel.example", name="Nieuw", language="nl", now=clock.now)
    answers = [
        answer_to(cast, "/inloggen/wachtwoord", email, password="verkeerd wachtwoord")
        for email in (KNOWN, UNKNOWN, "nieuw@samenspel.example")
    ]
    assert answers[0][0] == 200
    assert "horen niet bij elkaar" in answers[0][3]
    assert answers[0] == answers[1] == answers[2]


@pytest.mark.parametrize("email", [KNOWN, UNKNOWN, "nieuw@samenspel.example"])
def test_a_wrong_password_costs_a_hash_whoever_it_is(cast, clock, email):
    invite("nieuw@samenspel.example", name="Nieuw", language="nl", now=clock.now)
    with patch.object(MD5PasswordHasher, "encode", autospec=True, side_effect=MD5PasswordHasher.encode) as encode:
        cast.client().post("/inloggen/wachtwoord", {"email": email, "password": "verkeerd wachtwoord"})
    assert encode.call_count == 1


def test_too_many_links_or_passwords_for_one_address_are_refused_whether_or_not_it_is_known(cast, clock, mailoutbox):
    for email in (KNOWN, UNKNOWN):
        for path, data, most in (("/inloggen", {}, 5), ("/inloggen/wachtwoord", {"password": "verkeerd"}, 10)):
            statuses = [cast.client().post(path, {"email": email, **data}).status_code for _ in range(most + 1)]
            assert statuses[-2:] == [302 if path == "/inloggen" else 200, 429]
    assert len(mailoutbox) == 5
    right = cast.client()
    answer = right.post("/inloggen/wachtwoord", {"email": KNOWN, "password": PASSWORD})
    assert answer.status_code == 429
    assert "Wacht" in words_of(answer)
    assert user_of(right) is None
    clock.pass_by(minutes=15)
    assert right.post("/inloggen/wachtwoord", {"email": KNOWN, "password": PASSWORD}).status_code == 302


def test_a_room_behind_one_address_comes_in_but_a_machine_that_tries_many_addresses_does_not(cast, clock):
    statuses = [cast.client().post("/inloggen", {"email": f"a{n}@samenspel.example"}).status_code for n in range(101)]
    assert statuses == [302] * 100 + [429]
