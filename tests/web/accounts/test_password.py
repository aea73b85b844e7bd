"""Coming in by password, choosing one, and a new one when it is forgotten."""

import pytest

from samenspel.web.accounts.models import Account, LoginLink
from samenspel.web.accounts.services import invite, login_secret
from samenspel.web.shared.models import AuditEntry
from tests.web.accounts.conftest import PASSWORD, log_in_by_link, path_in, user_of, words_of

NEW = "viool appelboom dinsdag"


def by_password(cast, who="steward", password=PASSWORD):
    client = cast.client()
    email = getattr(cast, who).email
    return client, client.post("/inloggen/wachtwoord", {"email": email, "password": password})


def test_the_first_page_brings_the_address_along_to_the_second(cast):
    page = cast.client().post("/inloggen/wachtwoord", {"email": "sanne@samenspel.example", "next": "/account"})
    assert page.status_code == 200
    assert b'value="sanne@samenspel.example"' in page.content
    assert b'value="/account"' in page.content
    assert "niet bij elkaar" not in words_of(page)


def test_the_right_password_lets_in_and_the_wrong_one_does_not(cast):
    client, answer = by_password(cast)
    assert answer["Location"] == "/"
    assert user_of(client) == str(cast.steward.pk)
    client, answer = by_password(cast, password=PASSWORD + "!")
    assert answer.status_code == 200
    assert user_of(client) is None
    assert b"sanne@samenspel.example" in answer.content
    assert PASSWORD.encode() not in answer.content


def test_a_new_password_asks_the_current_one_and_ends_other_sessions(
    cast, clock, mailoutbox, django_capture_on_commit_callbacks
):
    here, _ = by_password(cast)
    elsewhere, _ = by_password(cast)
    stranger, _ = by_password(cast, "outsider")
    link = login_secret(cast.steward, now=clock.now)
    wrong = here.post("/account/wachtwoord", {"current": "iets anders", "new": NEW, "again": NEW})
    assert "Dit is niet je huidige wachtwoord" in words_of(wrong)
    assert Account.objects.get(pk=cast.steward.pk).check_password(PASSWORD)
    with django_capture_on_commit_callbacks(execute=True):
        answer = here.post("/account/wachtwoord", {"current": PASSWORD, "new": NEW, "again": NEW})
    assert answer["Location"] == "/account"
    assert here.get("/account").status_code == 200
    assert elsewhere.get("/account").status_code == 302
    assert stranger.get("/account").status_code == 200
    assert cast.steward.sessions.get().session_key == here.session.session_key
    assert cast.client().get(f"/inloggen/{link}").status_code == 410
    assert [mail.subject for mail in mailoutbox] == ["Je wachtwoord voor Samenspel is gewijzigd"]
    assert AuditEntry.objects.filter(action="password-changed", account=cast.steward).exists()
    assert by_password(cast, password=NEW)[1].status_code == 302


@pytest.mark.parametrize(
    ("new", "complaint"),
    [
        ("te kort", "te kort"),
        ("sanne@samenspel.example", "lijkt te veel op je e-mailadres"),
        ("123123123123", "gebruiken te veel mensen"),
    ],
)
def test_a_weak_password_is_refused_with_the_reason(cast, new, complaint):
    here, _ = by_password(cast)
    page = here.post("/account/wachtwoord", {"current": PASSWORD, "new": new, "again": new})
    assert complaint in words_of(page)
    assert Account.objects.get(pk=cast.steward.pk).check_password(PASSWORD)


def test_twice_the_same_is_asked(cast):
    here, _ = by_password(cast)
    page = here.post("/account/wachtwoord", {"current": PASSWORD, "new": NEW, "again": NEW + "n"})
    assert "niet hetzelfde" in words_of(page)


def test_guesses_at_the_current_password_are_counted(cast, clock):
    here, _ = by_password(cast)
    guess = {"current": "geraden wachtwoord", "new": NEW, "again": NEW}
    statuses = [here.post("/account/wachtwoord", guess).status_code for _ in range(10)]
    assert statuses[-1] == 429
    right = {"current": PASSWORD, "new": NEW, "again": NEW}
    assert here.post("/account/wachtwoord", right).status_code == 429


def test_who_forgot_gets_a_link_that_leads_to_a_new_password(cast, clock, mailoutbox):
    client = cast.client()
    client.post("/inloggen/vergeten", {"email": cast.steward.email, "next": "/account"})
    assert mailoutbox[0].subject == "Kies een nieuw wachtwoord voor Samenspel"
    path = path_in(mailoutbox[0])
    assert "Daarna kies je een nieuw wachtwoord" in words_of(client.get(path))
    assert client.post(path)["Location"] == "/account/wachtwoord"
    assert b'name="current"' not in client.get("/account/wachtwoord").content
    assert client.post("/account/wachtwoord", {"new": NEW, "again": NEW})["Location"] == "/account"
    assert by_password(cast, password=NEW)[1].status_code == 302


def test_half_an_hour_after_a_link_the_current_password_is_asked_again(cast, clock):
    client = cast.client()
    log_in_by_link(client, cast.steward, clock.now)
    clock.pass_by(minutes=30, seconds=1)
    page = client.post("/account/wachtwoord", {"new": NEW, "again": NEW})
    assert page.status_code == 200
    assert b'name="current"' in page.content
    assert Account.objects.get(pk=cast.steward.pk).check_password(PASSWORD)


def test_who_has_no_password_shows_who_they_are_by_a_fresh_link(cast, clock, mailoutbox):
    account = invite("nieuw@samenspel.example", name="Nieuw", language="nl", now=clock.now)
    client = cast.client()
    log_in_by_link(client, account, clock.now)
    clock.pass_by(hours=1)
    page = client.get("/account/wachtwoord")
    assert b'name="new"' not in page.content
    assert client.post("/account/wachtwoord", {"new": NEW, "again": NEW}).status_code == 200
    assert not Account.objects.get(pk=account.pk).has_usable_password()
    client.post("/account/link", {"next": "/account/wachtwoord"})
    assert client.post(path_in(mailoutbox[0]))["Location"] == "/account/wachtwoord"
    assert client.post("/account/wachtwoord", {"new": NEW, "again": NEW})["Location"] == "/account"
    assert Account.objects.get(pk=account.pk).check_password(NEW)


def test_a_link_to_a_password_is_no_shortcut_around_the_second_step(cast, clock, steward_with_app):
    client = cast.client()
    path = f"/inloggen/{login_secret(cast.steward, now=clock.now, to_password=True)}"
    assert client.post(path)["Location"] == "/inloggen/code"
    assert client.get("/account/wachtwoord")["Location"].startswith("/inloggen?")
    read_app, _ = steward_with_app
    assert client.post("/inloggen/code", {"code": read_app()})["Location"] == "/account/wachtwoord"
    assert LoginLink.objects.filter(used_at=None).count() == 0
