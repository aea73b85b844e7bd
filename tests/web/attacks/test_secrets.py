"""Somebody guesses, keeps, plants or uses again what lets another in: links, codes, cookies and passwords."""

import datetime
import re
from http.cookies import SimpleCookie

import pyotp
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samenspel.web.accounts import second_factor, services
from samenspel.web.accounts.links import email_secret
from samenspel.web.networks import services as networks
from samenspel.web.rounds import services as rounds
from samenspel.web.rounds.models import Link
from samenspel.web.shared import codes, limits
from samenspel.web.shared.clock import now
from samenspel.web.shared.codes import ALPHABET, fingerprint, new_secret
from tests.web.accounts.conftest import PASSWORD, clock, log_in_by_link, steward_with_app, user_of  # noqa: F401
from tests.web.addresses import address, patterns
from tests.web.answering.scenes import invite, open_round
from tests.web.attacks.test_doors import filled  # noqa: F401

DAY = datetime.timedelta(days=1)
NO_SECRET_THERE = {"shared:status", "shared:components", "accounts:log-out", "shared:language", "shared:look"}


def test_a_secret_is_too_long_to_guess_and_drawn_by_the_operating_system(monkeypatch):
    drawn = []
    choice = codes.secrets.choice
    monkeypatch.setattr(codes.secrets, "choice", lambda signs: drawn.append(signs) or choice(signs))
    made = {new_secret() for _ in range(200)}
    assert len(made) == 200
    assert {len(one) for one in made} == {24}
    assert len(ALPHABET) ** 24 > 2**118
    assert len(drawn) == 200 * 24
    assert codes.secrets.choice.__module__ != "random"
    assert set("".join(made)) == set(ALPHABET)


def test_of_a_link_only_the_hash_is_looked_up_so_that_no_sign_can_be_timed(cast):

    _, secret = invite(open_round(cast.network), cast.participants["Pim"])
    for path in (f"/d/{secret}", f"/d/{secret[:-1]}{'a' if secret[-1] != 'a' else 'b'}", "/inloggen/" + secret):
        with CaptureQueriesContext(connection) as queries:
            cast.client().get(path)
        assert not [one["sql"] for one in queries if secret[:12] in one["sql"]]
        assert any(fingerprint(path.rpartition("/")[2]) in one["sql"] for one in queries)
    assert not Link.objects.filter(hash__contains=secret).exists()


def test_who_nearly_guesses_hears_the_same_as_who_is_far_off(cast):
    _, secret = invite(open_round(cast.network), cast.participants["Pim"])
    login = services.login_secret(cast.steward, now=now())
    for door, right in (("d", secret), ("inloggen", login)):
        tries = [right[:-1], right[:-1] + ("a" if right[-1] != "a" else "b"), "a" * 24, right + "a", "é" * 24]
        answers = [cast.client().get(f"/{door}/{one}") for one in tries]
        assert {one.status_code for one in answers} == {404}
        assert len({_words(one) for one in answers}) == 1


def _words(answer):
    return re.sub(r"<[^>]+>", " ", answer.content.decode())


@pytest.mark.usefixtures("time_stands_still")
def test_a_machine_with_a_whole_network_of_addresses_is_one_visitor(cast):
    statuses = []
    for number in range(70):
        visitor = f"2001:db8:1:2:{number:x}::1"
        statuses.append(Client(REMOTE_ADDR=visitor).get(f"/d/{number:024}").status_code)
    assert statuses == [404] * 60 + [429] * 10
    assert Client(REMOTE_ADDR="2001:db8:1:3::1").get(f"/d/{1:024}").status_code == 404
    assert Client(REMOTE_ADDR="::ffff:192.0.2.1").get(f"/d/{1:024}").status_code == 404


@pytest.mark.usefixtures("time_stands_still")
def test_an_address_of_the_older_kind_in_the_clothes_of_the_newer_is_the_same_visitor(db):
    for who in ("192.0.2.1", "::ffff:192.0.2.1"):
        limits.count("x", who, most=2, per=DAY, now=now())
    with pytest.raises(limits.TooOften):
        limits.count("x", "::ffff:c000:201", most=2, per=DAY, now=now())


def test_codes_of_an_app_cannot_be_guessed_for_days_on_end(cast, clock, steward_with_app):  # noqa: F811
    client = cast.client()
    refused = 0
    for _ in range(60):
        clock.pass_by(minutes=5)
        log_in_by_link(client, cast.steward, clock.now)
        refused += client.post("/inloggen/code", {"code": "000000"}).status_code == 429
    assert refused >= 9
    clock.pass_by(days=1)
    log_in_by_link(client, cast.steward, clock.now)
    client.post("/inloggen/code", {"code": steward_with_app[0]()})
    assert user_of(client) == str(cast.steward.pk)


@pytest.mark.parametrize(
    "spelling", ["SANNE@samenspel.example", " sanne@samenspel.example ", "sanne@SAMENSPEL.example"]
)
@pytest.mark.usefixtures("time_stands_still")
def test_another_spelling_of_an_address_is_the_same_door(cast, spelling, mailoutbox):
    for number in range(5):
        cast.client().post("/inloggen", {"email": spelling if number % 2 else "sanne@samenspel.example"})
    assert cast.client().post("/inloggen", {"email": spelling}).status_code == 429
    assert len(mailoutbox) == 5


@pytest.mark.parametrize("other", ["sanne+x@samenspel.example", "s.anne@samenspel.example", "sanne@samenspel.example."])
def test_an_address_that_only_looks_alike_gets_no_mail_of_another(cast, other, mailoutbox):
    cast.client().post("/inloggen", {"email": other})
    cast.client().post("/nieuwe-link", {"email": other.replace("sanne", "pim").replace("s.anne", "p.im")})
    assert mailoutbox == []


@pytest.mark.usefixtures("time_stands_still")
def test_many_browsers_are_one_visitor(cast):
    statuses = [Client(headers={"user-agent": f"b{n}"}).get(f"/d/{n:024}").status_code for n in range(61)]
    assert statuses[-1] == 429


def test_a_link_to_a_new_address_works_once_and_not_after_another_was_asked(cast, clock):  # noqa: F811
    client = cast.client("steward")
    services.ask_email(cast.steward, now=clock.now, email="eerst@samenspel.example")
    first = email_secret(cast.steward.email_change)
    services.ask_email(cast.steward, now=clock.now, email="daarna@samenspel.example")
    assert client.post(f"/account/adres/{first}").status_code == 404
    cast.steward.refresh_from_db()
    second = email_secret(cast.steward.email_change)
    assert client.post(f"/account/adres/{second}").status_code == 302
    services.ask_email(cast.steward, now=clock.now, email="terug@samenspel.example")
    assert client.post(f"/account/adres/{second}").status_code == 404
    cast.steward.refresh_from_db()
    assert cast.steward.email == "daarna@samenspel.example"


def test_a_first_code_turns_the_second_step_on_once(cast, clock):  # noqa: F811

    second_factor.begin(cast.steward, now=clock.now)
    cast.steward.refresh_from_db()
    code = pyotp.TOTP(cast.steward.second_factor).at(clock.now)
    assert second_factor.confirm(cast.steward, now=clock.now, code=code)
    assert second_factor.confirm(cast.steward, now=clock.now, code=code) is None
    assert second_factor.check(cast.steward, now=clock.now, code=code) == ""


def test_coming_into_a_room_twice_with_one_form_is_one_person(cast):
    round = open_round(cast.network, door="open")
    secret = rounds.open_link(round, by=cast.facilitator, now=now())
    for _ in range(3):
        assert cast.client().post(f"/r/{secret}", {"party": "-", "key": "k" * 24}).status_code == 302
    assert round.invitations.count() == 1
    other = open_round(cast.network, title="Andere zaal", door="open")
    elsewhere = rounds.open_link(other, by=cast.facilitator, now=now())
    cast.client().post(f"/r/{elsewhere}", {"party": "-", "key": "k" * 24})
    assert (round.invitations.count(), other.invitations.count()) == (1, 1)


def test_a_cookie_of_one_room_opens_no_other_and_cannot_be_written_by_hand(cast):
    round = open_round(cast.network, door="open")
    secret = rounds.open_link(round, by=cast.facilitator, now=now())
    client = cast.client()
    client.post(f"/r/{secret}", {"party": "-", "key": "k" * 24})
    (name,) = [one for one in client.cookies if one.startswith("kamer-")]
    kept = client.cookies[name].value
    other = open_round(cast.network, title="Andere zaal", door="open")
    elsewhere = rounds.open_link(other, by=cast.facilitator, now=now())
    for forged in (kept, "a" * 24, kept.replace(":", "-")):
        visitor = cast.client()
        visitor.cookies = SimpleCookie({f"kamer-{other.links.get().pk}": forged})
        assert visitor.get(f"/r/{elsewhere}").status_code == 200  # the door, and no answers of anyone


def test_a_session_that_was_kept_aside_is_worth_nothing_after_it_ended(cast, clock):  # noqa: F811
    def kept(client):
        copy = Client()
        copy.cookies = SimpleCookie({"sessionid": client.cookies["sessionid"].value})
        return copy

    client = cast.client()
    log_in_by_link(client, cast.steward, clock.now)
    copy = kept(client)
    assert copy.get("/account").status_code == 200
    client.post("/uitloggen")
    assert kept(client).get("/account").status_code == 302
    assert copy.get("/account").status_code == 302

    other, here = cast.client(), cast.client()
    for one in (other, here):
        log_in_by_link(one, cast.steward, clock.now)
    copy = kept(here)
    new = "een heel ander lang wachtwoord"
    assert here.post("/account/wachtwoord", {"current": PASSWORD, "new": new, "again": new}).status_code == 302
    assert [one.get("/account").status_code for one in (here, other, copy)] == [200, 302, 302]


def test_who_is_taken_out_of_the_team_is_out_at_once_with_every_page_still_open(cast, filled):  # noqa: F811
    client = cast.client("viewer")
    path = f"/netwerken/{cast.network.code}/rondes/{filled['round']}/uitkomst"
    assert client.get(path).status_code == 200
    networks.remove_member(cast.network.memberships.get(account=cast.viewer), by=cast.steward, now=now())
    for one in (path, path + ".json", f"/netwerken/{cast.network.code}"):
        assert client.get(one).status_code == 404
    report = f"/netwerken/{cast.network.code}/rondes/{filled['round']}/rapport"
    assert client.post(report, {"kind": "sheet", "language": "nl"}).status_code == 404


def test_cookies_go_to_no_script_and_come_from_no_other_site(cast, settings, clock):  # noqa: F811
    client = cast.client()
    client.get("/inloggen")
    log_in_by_link(client, cast.steward, clock.now)
    for name in ("sessionid", "csrftoken"):
        assert client.cookies[name]["samesite"] == "Lax"
        assert client.cookies[name]["httponly"]
    assert client.cookies["taal"]["samesite"] == "Lax"
    round = open_round(cast.network, door="open")
    secret = rounds.open_link(round, by=cast.facilitator, now=now())
    client.post(f"/r/{secret}", {"party": "-", "key": "k" * 24})
    for name in [one for one in client.cookies if one.startswith(("kamer-", "eigen-"))]:
        assert client.cookies[name]["samesite"] == "Lax"
        assert client.cookies[name]["httponly"]


@pytest.mark.parametrize(("name", "route"), list(patterns()))
def test_no_page_with_something_private_is_framed_kept_or_told_to_another_site(cast, filled, name, route):  # noqa: F811
    answer = cast.client("steward").get(address(route, filled))
    assert answer["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
    assert answer["Referrer-Policy"] == "same-origin"
    if answer.status_code == 200 and name not in NO_SECRET_THERE:
        assert "no-store" in answer.get("Cache-Control", ""), name
