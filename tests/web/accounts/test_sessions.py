"""The list of devices on which one is logged in."""

import datetime

import pytest
from django.contrib.sessions.models import Session

from samenspel.web.accounts.devices import device
from samenspel.web.accounts.models import OpenSession
from samenspel.web.accounts.services import forget_old
from samenspel.web.shared.models import AuditEntry
from tests.web.accounts.conftest import log_in_by_link, words_of

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
EDGE = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 Version/18.0 Mobile Safari/604.1"
ANDROID = "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36"
MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 14_0) AppleWebKit/605.1 (KHTML, like Gecko) Version/18.0 Safari/605.1"


@pytest.mark.parametrize(
    ("user_agent", "known"),
    [
        (FIREFOX, "Firefox|Windows"),
        (EDGE, "Edge|Windows"),
        (IPHONE, "Safari|iPhone"),
        (ANDROID, "Chrome|Android"),
        (MAC, "Safari|Mac"),
        ("curl/8", "|"),
        ("", "|"),
    ],
)
def test_a_browser_is_known_by_what_it_says_of_itself(user_agent, known):
    assert device(user_agent) == known


def logged_in(cast, clock, user_agent, who="steward"):
    client = cast.client()
    log_in_by_link(client, getattr(cast, who), clock.now, headers={"user-agent": user_agent})
    return client


def test_the_list_says_in_words_where_one_is_logged_in(cast, clock):
    logged_in(cast, clock, IPHONE)
    logged_in(cast, clock, "")
    logged_in(cast, clock, MAC, who="outsider")
    page = words_of(logged_in(cast, clock, FIREFOX).get("/account"))
    assert "Firefox op Windows dit apparaat" in page
    assert "Safari op iPhone" in page
    assert "Onbekend apparaat" in page
    assert "Mac" not in page


def test_one_device_can_be_logged_out_from_another(cast, clock):
    phone, here = logged_in(cast, clock, IPHONE), logged_in(cast, clock, FIREFOX)
    row = OpenSession.objects.get(device="Safari|iPhone")
    assert here.post(f"/account/apparaten/{row.pk}/uit")["Location"] == "/account#devices"
    assert phone.get("/account").status_code == 302
    assert here.get("/account").status_code == 200
    assert AuditEntry.objects.filter(action="session-ended", account=cast.steward).count() == 1


def test_a_device_of_someone_else_does_not_exist(cast, clock):
    phone = logged_in(cast, clock, IPHONE)
    row = OpenSession.objects.get()
    assert cast.client("outsider").post(f"/account/apparaten/{row.pk}/uit").status_code == 404
    assert cast.client().post(f"/account/apparaten/{row.pk}/uit").status_code == 302
    assert phone.get("/account").status_code == 200


def test_all_other_devices_can_be_logged_out_at_once(cast, clock):
    others = [logged_in(cast, clock, agent) for agent in (IPHONE, MAC)]
    here, stranger = logged_in(cast, clock, FIREFOX), logged_in(cast, clock, EDGE, who="outsider")
    assert "2 andere apparaten zijn uitgelogd" in words_of(here.post("/account/apparaten/uit", follow=True))
    assert [client.get("/account").status_code for client in others] == [302, 302]
    assert [client.get("/account").status_code for client in (here, stranger)] == [200, 200]
    assert here.post("/account/apparaten/uit").status_code == 302


def test_logging_out_is_a_post_and_takes_the_session_away(cast, clock):
    client = logged_in(cast, clock, FIREFOX)
    assert client.get("/uitloggen").status_code == 405
    key = client.session.session_key
    assert client.post("/uitloggen")["Location"] == "/inloggen"
    assert not OpenSession.objects.exists()
    assert not Session.objects.filter(session_key=key).exists()
    assert client.post("/uitloggen").status_code == 302


def test_use_is_noted_at_most_once_in_five_minutes(cast, clock, django_assert_num_queries):
    client = logged_in(cast, clock, FIREFOX)
    started = clock.now
    clock.pass_by(minutes=4, seconds=59)
    client.get("/account")
    assert OpenSession.objects.get().seen_at == started
    seen = clock.pass_by(seconds=1)
    client.get("/account")
    assert OpenSession.objects.get().seen_at == seen
    assert "pending" not in client.session


def test_the_account_page_takes_a_fixed_number_of_queries_and_writes_nothing(cast, clock, django_assert_num_queries):
    here = logged_in(cast, clock, FIREFOX)
    with django_assert_num_queries(4):
        here.get("/account")
    for agent in (IPHONE, MAC, EDGE, ANDROID):
        logged_in(cast, clock, agent)
    with django_assert_num_queries(4):
        here.get("/account")


def test_a_visitor_without_a_session_costs_no_query(cast, django_assert_num_queries):
    with django_assert_num_queries(0):
        cast.client().get("/inloggen")


def test_what_ran_out_is_forgotten_and_what_is_open_stays(cast, clock):
    logged_in(cast, clock, IPHONE)
    clock.pass_by(days=29)
    here = logged_in(cast, clock, FIREFOX)
    forget_old(clock.now)
    assert OpenSession.objects.count() == 2
    clock.pass_by(days=2)
    assert "iPhone" not in words_of(here.get("/account"))
    forget_old(clock.now)
    assert OpenSession.objects.get().device == "Firefox|Windows"
    assert cast.steward.links.count() == 1
    forget_old(clock.now + datetime.timedelta(days=8))
    assert cast.steward.links.count() == 0
