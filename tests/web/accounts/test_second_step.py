"""The second step: codes of an app and recovery codes."""

import re

import pyotp
import pytest

from samenspel.web.accounts.models import Account
from samenspel.web.accounts.services import login_secret
from samenspel.web.shared.models import AuditEntry
from tests.web.accounts.conftest import PASSWORD, log_in_by_link, user_of, words_of


def half_in(cast):
    """A browser that gave the right password, and still has to give a code."""
    client = cast.client()
    answer = client.post(
        "/inloggen/wachtwoord", {"email": cast.steward.email, "password": PASSWORD, "next": "/account"}
    )
    assert answer["Location"] == "/inloggen/code"
    return client


def test_turning_it_on_goes_by_a_picture_and_a_first_code(cast, clock, mailoutbox, django_capture_on_commit_callbacks):
    client = cast.client()
    log_in_by_link(client, cast.steward, clock.now)
    assert client.post("/account/tweede-stap/begin")["Location"] == "/account/tweede-stap/app"
    page = client.get("/account/tweede-stap/app")
    key = Account.objects.get(pk=cast.steward.pk).second_factor
    assert key in words_of(page).replace(" ", "")
    assert b"<svg" in page.content
    assert b"style=" not in page.content
    assert not Account.objects.get(pk=cast.steward.pk).second_factor_on
    assert "klopt niet" in words_of(client.post("/account/tweede-stap/aan", {"code": "000000"}))
    with django_capture_on_commit_callbacks(execute=True):
        shown = client.post("/account/tweede-stap/aan", {"code": pyotp.TOTP(key).at(clock.now)})
    codes = re.findall(r"<li>(\w{4}-\w{4}-\w{4})</li>", shown.content.decode())
    assert len(set(codes)) == 10
    account = Account.objects.get(pk=cast.steward.pk)
    assert account.second_factor_on
    assert all(
        code not in str(account.recovery) and code.replace("-", "") not in str(account.recovery) for code in codes
    )
    assert [mail.subject for mail in mailoutbox] == ["De tweede stap bij het inloggen staat aan"]
    again = client.post("/account/tweede-stap/aan", {"code": pyotp.TOTP(key).at(clock.now)}, follow=True)
    assert "staat al aan" in words_of(again)
    assert client.get("/account/tweede-stap/app").status_code == 302
    assert key not in client.get("/account/tweede-stap").content.decode()


def test_turning_it_on_asks_the_password_of_who_did_not_just_come_by_a_link(cast):
    client = cast.client("steward")
    assert b'name="current"' in client.get("/account/tweede-stap").content
    assert "huidige wachtwoord" in words_of(client.post("/account/tweede-stap/begin", {"current": "anders"}))
    assert not Account.objects.get(pk=cast.steward.pk).second_factor
    assert client.post("/account/tweede-stap/begin", {"current": PASSWORD}).status_code == 302


def test_after_link_or_password_nobody_is_logged_in_until_the_code_is_given(cast, clock, steward_with_app):
    read_app, _ = steward_with_app
    by_link = cast.client()
    assert log_in_by_link(by_link, cast.steward, clock.now)["Location"] == "/inloggen/code"
    for client in (by_link, half_in(cast)):
        assert user_of(client) is None
        assert client.get("/account").status_code == 302
        before = client.session.session_key
        client.post("/inloggen/code", {"code": read_app()})
        assert user_of(client) == str(cast.steward.pk)
        assert client.session.session_key != before
        clock.pass_by(minutes=1)
    assert AuditEntry.objects.filter(action="logged-in", detail__second="app").count() == 2


def test_a_second_tap_on_the_link_goes_to_the_code_as_the_first_did(cast, clock, steward_with_app):
    client, elsewhere = cast.client(), cast.client()
    link = f"/inloggen/{login_secret(cast.steward, now=clock.now)}"
    assert client.post(link)["Location"] == "/inloggen/code"
    assert client.post(link, follow=True).redirect_chain[-1] == ("/inloggen/code", 302)
    assert elsewhere.post(link, follow=True).status_code == 410


def test_a_code_works_once(cast, clock, steward_with_app):
    read_app, _ = steward_with_app
    code = read_app()
    assert half_in(cast).post("/inloggen/code", {"code": code})["Location"] == "/account"
    thief = half_in(cast)
    assert "al gebruikt" in words_of(thief.post("/inloggen/code", {"code": code}))
    assert user_of(thief) is None
    assert AuditEntry.objects.filter(action="second-factor-failed", account=cast.steward).count() == 1


def test_a_code_of_half_a_minute_ago_works_and_an_older_one_does_not(cast, clock, steward_with_app):
    read_app, _ = steward_with_app
    clock.pass_by(minutes=1)
    code = read_app()
    clock.pass_by(seconds=60)
    assert half_in(cast).post("/inloggen/code", {"code": code}).status_code == 200
    code = read_app()
    clock.pass_by(seconds=30)
    assert half_in(cast).post("/inloggen/code", {"code": f"{code[:3]} {code[3:]}"}).status_code == 302


def test_a_recovery_code_works_once_in_any_spelling(cast, clock, steward_with_app):
    _, codes = steward_with_app
    client = half_in(cast)
    assert client.post("/inloggen/code", {"recovery": codes[0].upper().replace("-", " ")})["Location"] == "/account"
    assert "Je hebt nog 9 herstelcodes" in words_of(client.get("/account"))
    assert user_of(client) == str(cast.steward.pk)
    assert half_in(cast).post("/inloggen/code", {"recovery": codes[0]}).status_code == 200
    assert half_in(cast).post("/inloggen/code", {"recovery": codes[1]}).status_code == 302


def test_five_wrong_codes_are_enough_for_five_minutes(cast, clock, steward_with_app):
    read_app, _ = steward_with_app
    statuses = [half_in(cast).post("/inloggen/code", {"code": "000000"}).status_code for _ in range(6)]
    assert statuses == [200] * 5 + [429]
    client = half_in(cast)
    assert client.post("/inloggen/code", {"code": read_app()}).status_code == 429
    assert user_of(client) is None
    clock.pass_by(minutes=4)
    assert client.post("/inloggen/code", {"code": read_app()}).status_code == 302


def test_the_code_comes_within_five_minutes(cast, clock, steward_with_app):
    read_app, _ = steward_with_app
    client = half_in(cast)
    clock.pass_by(minutes=5, seconds=1)
    answer = client.post("/inloggen/code", {"code": read_app()}, follow=True)
    assert answer.redirect_chain == [("/inloggen", 302)]
    assert "te laat" in words_of(answer)
    assert user_of(client) is None


def test_a_planted_session_gains_nothing_from_half_a_log_in(cast, clock, steward_with_app):
    client = cast.client()
    session = client.session
    session["planted"] = True
    session.save()
    client.cookies["sessionid"] = session.session_key
    client.post("/inloggen/wachtwoord", {"email": cast.steward.email, "password": PASSWORD})
    assert client.session.session_key != session.session_key
    assert not type(session)().exists(session.session_key)


def test_the_code_page_is_of_nobody_without_a_first_step(cast):
    assert cast.client().get("/inloggen/code")["Location"] == "/inloggen"
    assert cast.client().post("/inloggen/code", {"code": "123456"})["Location"] == "/inloggen"
    assert cast.client("outsider").get("/inloggen/code")["Location"] == "/"


def test_an_empty_code_is_told_at_the_field(cast, steward_with_app):
    assert "Typ de code uit je app" in words_of(half_in(cast).post("/inloggen/code", {"code": " "}))


def test_turning_it_off_needs_a_code(cast, clock, mailoutbox, steward_with_app, django_capture_on_commit_callbacks):
    read_app, _ = steward_with_app
    client = cast.client("steward")
    assert client.post("/account/tweede-stap/uit", {"code": "000000"}).status_code == 200
    assert Account.objects.get(pk=cast.steward.pk).second_factor_on
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post("/account/tweede-stap/uit", {"code": read_app()})["Location"] == "/account"
    account = Account.objects.get(pk=cast.steward.pk)
    assert (account.second_factor_on, account.second_factor, account.recovery) == (False, "", [])
    assert [mail.subject for mail in mailoutbox] == ["De tweede stap bij het inloggen staat uit"]
    assert client.post("/account/tweede-stap/uit", {"code": "000000"}).status_code == 302


def test_new_recovery_codes_replace_the_old_ones_and_need_a_code(cast, clock, steward_with_app):
    read_app, old = steward_with_app
    client = cast.client("steward")
    assert client.post("/account/tweede-stap/herstelcodes", {"code": "000000"}).status_code == 200
    page = client.post("/account/tweede-stap/herstelcodes", {"code": read_app()})
    new = re.findall(r"<li>(\w{4}-\w{4}-\w{4})</li>", page.content.decode())
    assert len(new) == 10
    assert not set(new) & set(old)
    assert half_in(cast).post("/inloggen/code", {"recovery": old[3]}).status_code == 200
    assert half_in(cast).post("/inloggen/code", {"recovery": new[3]}).status_code == 302


@pytest.mark.parametrize("typed", ["１２３４５６", "abcdef", "-1", "00000a"])
def test_a_code_that_is_no_number_is_just_wrong(cast, steward_with_app, typed):
    assert half_in(cast).post("/inloggen/code", {"code": typed}).status_code == 200


def test_beginning_again_when_it_is_on_changes_no_key(cast, clock, steward_with_app):
    key = cast.steward.second_factor
    client = cast.client("steward")
    assert client.post("/account/tweede-stap/begin", {"current": PASSWORD})["Location"] == "/account/tweede-stap"
    assert Account.objects.get(pk=cast.steward.pk).second_factor == key


def test_who_is_switched_off_halfway_does_not_come_in(cast, clock, steward_with_app):
    read_app, _ = steward_with_app
    client = half_in(cast)
    Account.objects.filter(pk=cast.steward.pk).update(is_active=False)
    assert client.post("/inloggen/code", {"code": read_app()})["Location"] == "/inloggen"
    assert login_secret(cast.steward, now=clock.now)
    assert user_of(client) is None
