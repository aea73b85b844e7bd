"""Coming in by a link in a mail."""

import pytest

from samenspel.web.accounts.models import LoginLink
from samenspel.web.accounts.services import login_secret
from samenspel.web.shared.models import AuditEntry
from tests.web.accounts.conftest import log_in_by_link, path_in, user_of, words_of


def test_whoever_asks_a_link_gets_one_in_the_mail_and_comes_in_with_it(cast, clock, mailoutbox):
    client = cast.client()
    answer = client.post("/inloggen", {"email": " Sanne@Samenspel.example "}, follow=True)
    assert answer.redirect_chain == [("/inloggen/verstuurd", 302)]
    (mail,) = mailoutbox
    assert mail.to == ["sanne@samenspel.example"]
    link = path_in(mail)
    page = client.get(link)
    assert "sanne@samenspel.example" in words_of(page)
    assert user_of(client) is None
    assert client.post(link)["Location"] == "/"
    assert user_of(client) == str(cast.steward.pk)
    entry = AuditEntry.objects.get(action="logged-in")
    assert (entry.account, entry.network, entry.detail["way"]) == (cast.steward, None, "link")


def test_the_mail_is_in_the_language_of_the_account_not_of_the_page(cast, mailoutbox):
    cast.outsider.language = "en"
    cast.outsider.save()
    cast.client().post("/inloggen", {"email": cast.outsider.email})
    cast.client(lang="en").post("/inloggen", {"email": cast.steward.email})
    assert [mail.subject for mail in mailoutbox] == [
        "Your link to log in to Samenspel",
        "Je link om in te loggen bij Samenspel",
    ]


def test_opening_a_link_uses_nothing_up_however_often_a_scanner_does_it(cast, clock):
    path = f"/inloggen/{login_secret(cast.steward, now=clock.now)}"
    for _ in range(3):
        assert cast.client().get(path).status_code == 200
        assert cast.client().head(path).status_code == 200
    assert LoginLink.objects.get().used_at is None
    assert cast.client().post(path).status_code == 302


def test_a_link_works_once(cast, clock):
    path = f"/inloggen/{login_secret(cast.steward, now=clock.now)}"
    cast.client().post(path)
    other = cast.client()
    answer = other.post(path, follow=True)
    assert answer.status_code == 410
    assert "Deze link is al gebruikt" in words_of(answer)
    assert user_of(other) is None


def test_pressing_the_button_twice_ends_where_pressing_it_once_does(cast, clock):
    client, path = cast.client(), f"/inloggen/{login_secret(cast.steward, now=clock.now)}"
    client.post(path)
    answer = client.post(path, follow=True)
    assert answer.redirect_chain[-1] == ("/", 302)
    assert user_of(client) == str(cast.steward.pk)


def test_a_link_works_for_half_an_hour(cast, clock):
    first, second = (f"/inloggen/{login_secret(cast.steward, now=clock.now)}" for _ in range(2))
    clock.pass_by(minutes=29, seconds=59)
    assert cast.client().post(first)["Location"] == "/"
    clock.pass_by(seconds=1)
    client = cast.client()
    answer = client.post(second, follow=True)
    assert answer.status_code == 410
    assert "Deze link is verlopen" in words_of(answer)
    assert user_of(client) is None


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_a_mistyped_link_explains_itself_and_offers_a_new_one(cast, mailoutbox, lang):
    page = cast.client(lang=lang).get("/inloggen/abcdefgh")
    assert page.status_code == 404
    assert ("We do not know this link" if lang == "en" else "Deze link kennen we niet") in words_of(page)
    assert b'action="/inloggen"' in page.content
    assert cast.client().post("/inloggen/abcdefgh", follow=True).status_code == 404


def test_a_link_may_be_typed_over_with_capitals_and_hyphens(cast, clock):
    secret = login_secret(cast.steward, now=clock.now)
    typed = "-".join((secret[:8], secret[8:16], secret[16:])).upper()
    assert cast.client().post(f"/inloggen/{typed}")["Location"] == "/"


def test_a_link_of_an_account_that_was_switched_off_is_not_known(cast, clock):
    path = f"/inloggen/{login_secret(cast.steward, now=clock.now)}"
    cast.steward.is_active = False
    cast.steward.save()
    assert cast.client().get(path).status_code == 404
    assert cast.client().post(path, follow=True).status_code == 404


def test_of_a_link_only_the_hash_is_kept_and_no_page_is_cached(cast, clock):
    secret = login_secret(cast.steward, now=clock.now)
    assert secret not in str(LoginLink.objects.values().get())
    assert "no-store" in cast.client().get(f"/inloggen/{secret}")["Cache-Control"]


def test_a_link_says_so_when_someone_else_is_logged_in_and_then_swaps_them(cast, clock):
    client = cast.client("outsider")
    path = f"/inloggen/{login_secret(cast.steward, now=clock.now)}"
    assert "otto@samenspel.example" in words_of(client.get(path))
    client.post(path)
    assert user_of(client) == str(cast.steward.pk)
    assert not cast.outsider.sessions.exists()


def test_the_mail_leads_on_to_where_someone_was_going(cast, mailoutbox):
    client, going = cast.client(), f"/netwerken/{cast.network.code}?a=1&b=2"
    client.post("/inloggen", {"email": cast.steward.email, "next": going})
    assert client.post(path_in(mailoutbox[0]))["Location"] == going


@pytest.mark.parametrize(
    "evil",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "evil", "/" + "a" * 600],
)
def test_nobody_is_led_to_another_site(cast, clock, mailoutbox, evil):
    cast.client().post("/inloggen", {"email": cast.steward.email, "next": evil})
    assert "next" not in mailoutbox[0].body
    path = f"/inloggen/{login_secret(cast.steward, now=clock.now)}"
    assert cast.client().post(path, query_params={"next": evil})["Location"] == "/"


def test_coming_in_always_gives_a_new_session(cast, clock):
    client = cast.client()
    client.session.save()
    session = client.session
    session["planted"] = "by someone else"
    session.save()
    client.cookies["sessionid"] = planted = session.session_key
    log_in_by_link(client, cast.steward, clock.now)
    first = client.session.session_key
    assert first != planted
    log_in_by_link(client, cast.steward, clock.now)
    assert client.session.session_key != first
    assert not type(client.session)().exists(first)
    assert cast.steward.sessions.get().session_key == client.session.session_key


def test_coming_in_sets_the_language_of_the_account(cast, clock):
    cast.steward.language = "en"
    cast.steward.save()
    client = cast.client()
    assert log_in_by_link(client, cast.steward, clock.now).cookies["taal"].value == "en"
