"""One's own account: name, language, and a new address."""

import pytest

from samenspel.web.accounts.models import Account
from samenspel.web.accounts.services import invite, login_secret
from samenspel.web.shared.models import AuditEntry
from tests.web.accounts.conftest import PASSWORD, log_in_by_link, path_in, words_of

OWN_PAGES = ["/account", "/account/wachtwoord", "/account/adres", "/account/adres/abc", "/account/tweede-stap",
             "/account/tweede-stap/app"]  # fmt: skip
OWN_POSTS = ["/account/link", "/account/apparaten/uit", "/account/tweede-stap/begin", "/account/tweede-stap/aan",
             "/account/tweede-stap/uit", "/account/tweede-stap/herstelcodes"]  # fmt: skip


@pytest.mark.parametrize("path", [*OWN_PAGES, *OWN_POSTS])
def test_a_visitor_is_sent_to_the_door(cast, path):
    answer = cast.client().post(path) if path in OWN_POSTS else cast.client().get(path)
    assert answer["Location"] == f"/inloggen?next={path}"


@pytest.mark.parametrize("path", OWN_POSTS)
def test_what_changes_something_is_never_a_get(cast, path):
    assert cast.client("steward").get(path).status_code == 405


@pytest.mark.parametrize("path", ["/inloggen", "/inloggen/wachtwoord", "/inloggen/vergeten"])
def test_who_is_in_already_goes_straight_on(cast, path):
    assert cast.client("steward").get(path, {"next": "/account"})["Location"] == "/account"


def test_name_and_language_can_be_changed_and_the_page_follows(cast):
    client = cast.client("steward")
    answer = client.post("/account", {"name": "  Sanne   de Wit ", "language": "en"})
    assert answer.cookies["taal"].value == "en"
    account = Account.objects.get(pk=cast.steward.pk)
    assert (account.name, account.language) == ("Sanne de Wit", "en")
    page = words_of(client.get("/account"))
    assert "Your account" in page
    assert "Saved." in page
    assert client.post("/account", {"name": "", "language": "xx"}).status_code == 200
    assert Account.objects.get(pk=cast.steward.pk).name == "Sanne de Wit"


def test_a_new_address_counts_after_its_link_is_opened_and_the_old_one_is_told(
    cast, clock, mailoutbox, django_capture_on_commit_callbacks
):
    client = cast.client("steward")
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/account/adres", {"email": " Nieuw@Samenspel.example", "current": PASSWORD})
    (mail,) = mailoutbox
    assert mail.to == ["nieuw@samenspel.example"]
    assert Account.objects.get(pk=cast.steward.pk).email == "sanne@samenspel.example"
    assert "nieuw@samenspel.example" in words_of(client.get("/account"))
    path, old_link = path_in(mail), login_secret(cast.steward, now=clock.now)
    assert "nieuw@samenspel.example" in words_of(client.get(path))
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(path)["Location"] == "/account"
    assert Account.objects.get(pk=cast.steward.pk).email == "nieuw@samenspel.example"
    assert mailoutbox[1].to == ["sanne@samenspel.example"]
    assert "nieuw@samenspel.example" in mailoutbox[1].body
    assert client.post(path)["Location"] == "/account"
    assert client.get(path).status_code == 410
    assert len(mailoutbox) == 2
    assert cast.client().get(f"/inloggen/{old_link}").status_code == 410
    assert AuditEntry.objects.filter(action="email-changed").count() == 1


def asked(cast, client, email, capture, **data):
    with capture(execute=True):
        return client.post("/account/adres", {"email": email, "current": PASSWORD, **data})


def test_only_the_account_that_asked_can_confirm_so_that_a_mistyped_address_gives_nothing_away(
    cast, mailoutbox, django_capture_on_commit_callbacks
):
    asked(cast, cast.client("steward"), "vreemde@samenspel.example", django_capture_on_commit_callbacks)
    path = path_in(mailoutbox[0])
    assert cast.client().get(path)["Location"].startswith("/inloggen?")
    for answer in (cast.client("outsider").get(path), cast.client("outsider").post(path)):
        assert answer.status_code == 404
        assert "vreemde@" not in words_of(answer)
    assert Account.objects.get(pk=cast.steward.pk).email == "sanne@samenspel.example"


def test_an_address_that_has_an_account_is_not_given_away_and_gets_no_link(
    cast, mailoutbox, django_capture_on_commit_callbacks
):
    cast.outsider.language = "en"
    cast.outsider.save()
    client = cast.client("steward")
    taken = asked(cast, client, cast.outsider.email, django_capture_on_commit_callbacks)
    free = asked(cast, client, "vrij@samenspel.example", django_capture_on_commit_callbacks)
    assert (taken.status_code, taken["Location"]) == (free.status_code, free["Location"])
    assert mailoutbox[0].to == ["otto@samenspel.example"]
    assert mailoutbox[0].subject == "You already have an account with Samenspel"
    assert "/account/adres/" not in mailoutbox[0].body
    assert all("Sanne" not in mail.body for mail in mailoutbox)  # a name is free text, and these go to strangers
    assert "/account/adres/" in mailoutbox[1].body


def test_an_address_that_was_taken_meanwhile_is_refused_with_a_reason(
    cast, clock, mailoutbox, django_capture_on_commit_callbacks
):
    client = cast.client("steward")
    asked(cast, client, "nieuw@samenspel.example", django_capture_on_commit_callbacks)
    invite("nieuw@samenspel.example", name="Ander", language="nl", now=clock.now)
    answer = client.post(path_in(mailoutbox[0]))
    assert answer.status_code == 409
    assert "intussen bezet" in words_of(answer)
    assert Account.objects.get(pk=cast.steward.pk).email == "sanne@samenspel.example"


def test_a_link_to_a_new_address_works_a_day_and_only_the_last_one_counts(
    cast, clock, mailoutbox, django_capture_on_commit_callbacks
):
    client = cast.client("steward")
    for email in ("een@samenspel.example", "twee@samenspel.example"):
        asked(cast, client, email, django_capture_on_commit_callbacks)
    first, second = (path_in(mail) for mail in mailoutbox)
    assert client.get(first).status_code == 404
    clock.pass_by(hours=24)
    page = client.post(second)
    assert page.status_code == 410
    assert "Vraag een nieuwe" in words_of(page)
    assert Account.objects.get(pk=cast.steward.pk).email == "sanne@samenspel.example"


def test_a_new_address_asks_the_password_unless_one_just_came_by_a_link(cast, clock):
    client = cast.client("steward")
    page = client.post("/account/adres", {"email": "nieuw@samenspel.example", "current": "anders"})
    assert "niet je huidige wachtwoord" in words_of(page)
    assert b'value="nieuw@samenspel.example"' in page.content
    assert "heb je al" in words_of(client.post("/account/adres", {"email": cast.steward.email, "current": PASSWORD}))
    log_in_by_link(client, cast.steward, clock.now)
    assert client.post("/account/adres", {"email": "nieuw@samenspel.example"})["Location"] == "/account"


def test_links_to_oneself_are_limited_too(cast, mailoutbox):
    client = cast.client("steward")
    for _ in range(6):
        answer = client.post("/account/link", {"next": "https://evil.example"})
    assert answer["Location"] == "/account"
    assert len(mailoutbox) == 5
    assert "Wacht" in words_of(client.get("/account"))
