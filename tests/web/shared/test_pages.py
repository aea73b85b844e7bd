"""The frame of every page: language, look, tabs, messages, mishaps, the mail of a demo."""

import re

import pytest
from django.contrib import messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.core.exceptions import DisallowedHost
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from samenspel.errors import Problem
from samenspel.web.accounts.models import Account
from samenspel.web.networks.models import Network
from samenspel.web.shared.limits import TooOften
from samenspel.web.shared.mishaps import MishapMiddleware, bad_request, csrf_failure, server_error
from samenspel.web.shared.models import DemoMail
from samenspel.web.shared.tabs import place_of, tabs_of

ELSEWHERE = ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil.example"]


def anonymous(path="/", **headers):
    return RequestFactory().get(path, **headers)


# language and look


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_a_visitor_chooses_a_language_and_stays_on_the_page(client, lang):
    answer = client.post("/taal", {"language": lang, "next": "/inloggen?x=1"})
    assert (answer.status_code, answer["Location"]) == (302, "/inloggen?x=1")
    assert f'<html lang="{lang}"'.encode() in client.get("/bestaat-niet").content


@pytest.mark.parametrize("door", ["/taal", "/weergave"])
@pytest.mark.parametrize("address", ELSEWHERE)
def test_a_switch_never_leads_to_another_site(client, door, address):
    answer = client.post(door, {"language": "en", "look": "dark", "next": address}, headers={"referer": address})
    assert (answer.status_code, answer["Location"]) == (302, "/")


def test_a_look_is_kept_and_given_back_to_the_device(client, db):
    client.post("/weergave", {"look": "dark", "next": "/"})
    assert b'data-look="dark"' in client.get("/bestaat-niet").content
    client.post("/weergave", {"look": "", "next": "/"})
    assert b"data-look" not in client.get("/bestaat-niet").content


def test_a_made_up_look_does_nothing(client, db):
    client.cookies["weergave"] = '"><script>'
    assert b"data-look" not in client.get("/bestaat-niet").content
    assert client.post("/weergave", {"look": "neon"}).cookies["weergave"].value == ""


@pytest.mark.parametrize(
    ("lang", "words"), [("nl", "Naar de pagina met het formulier"), ("en", "To the page with the form")]
)
def test_a_language_chosen_beside_a_mistake_leads_to_a_page_with_a_way_back_to_the_form(cast, lang, words):
    client, network = cast.client("steward"), f"/netwerken/{cast.network.code}"
    answer = client.post("/taal", {"language": lang, "next": f"{network}/team/1/weg"}, follow=True)
    page = answer.content.decode()
    assert answer.status_code == 405
    assert f'<a class="button" href="{network}/team/1">{words}</a>' in page


def test_switches_want_a_token_of_our_own_page():
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/weergave", {"look": "dark"}).status_code == 403
    assert strict.get("/weergave").status_code == 405


# the frame


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_page_can_be_skipped_through_and_is_told_in_its_language(cast, lang):
    page = cast.client("steward", lang).get("/post").content.decode()
    assert f'<html lang="{lang}"' in page
    assert page.index('class="skip-link" href="#main"') < page.index("<header")
    assert page.count('id="main"') == 1
    assert page.count("<h1") == 1


def test_a_visitor_sees_no_menu_no_demo_banner_and_a_way_in(client, db):
    page = client.get("/bestaat-niet").content.decode()
    assert "demo-banner" not in page
    assert 'class="menu"' not in page
    assert 'href="/inloggen"' in page


def test_who_is_logged_in_sees_the_demo_banner_only_in_a_demo(cast, settings):
    client = cast.client("viewer")
    assert b"demo-banner" in client.get("/bestaat-niet").content
    settings.DEMO = False
    assert b"demo-banner" not in client.get("/bestaat-niet").content


def test_a_name_on_the_page_is_text(cast):
    cast.viewer.name = "<b>Vera</b>"
    cast.viewer.save()
    page = cast.client("viewer").get("/bestaat-niet").content.decode()
    assert "<b>Vera" not in page
    assert "&lt;b&gt;Vera" in page


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/netwerken/abc", "overview"),
        ("/netwerken/abc/partijen/x", "parties"),
        ("/netwerken/abc/partijen/inlezen", "parties"),
        ("/netwerken/abc/mensen", "people"),
        ("/netwerken/abc/rondes/x/uitkomst", "rounds"),
        ("/netwerken/abc/rondes/x/gesprek", "conversation"),
        ("/netwerken/abc/als-dit-werkt", "conversation"),
        ("/netwerken/abc/logboek", "settings"),
        ("/netwerken/abc/iets-anders", ""),
    ],
)
def test_an_address_belongs_to_one_place(path, place):
    assert place_of(path) == place


def test_people_are_no_place_for_a_viewer_and_settings_only_for_the_steward():
    network = Network(code="abc", name="Langer thuis")
    facilitator = ["overview", "parties", "people", "rounds", "conversation", "team"]
    assert [tab.place for tab in tabs_of(network, "viewer")] == [one for one in facilitator if one != "people"]
    assert [tab.place for tab in tabs_of(network, "facilitator")] == facilitator
    assert [tab.place for tab in tabs_of(network, "steward")] == [*facilitator, "settings"]


@pytest.mark.parametrize("who", ["viewer", "facilitator", "steward"])
def test_every_tab_leads_to_a_page(cast, who):
    client = cast.client(who)
    assert {client.get(tab.href).status_code for tab in tabs_of(cast.network, who)} == {200}


def test_one_tab_is_where_you_are(cast):
    page = cast.client("viewer").get(f"/netwerken/{cast.network.code}/team").content.decode()
    tabs = page[page.index('class="head__tabs"') :]
    assert re.findall(r'aria-current="page">([^<]+)', tabs[: tabs.index("</nav>")]) == ["Team"]


def test_a_message_can_be_undone_with_a_form_and_is_text():
    request = RequestFactory().get("/")
    request.session = {}
    store = FallbackStorage(request)
    store.add(messages.SUCCESS, "<i>Noor</i> is weg", extra_tags="undo:/terug")
    store.add(messages.ERROR, "Dat ging niet")
    page = render_to_string("components/messages.html", {"messages": store})
    assert re.findall(r'<form method="post" action="([^"]*)"', page) == ["/terug"]
    assert "&lt;i&gt;Noor" in page
    assert page.count("notice--good") == page.count("notice--error") == 1


# mishaps


@pytest.mark.parametrize(("lang", "words"), [("nl", "Deze pagina is er niet"), ("en", "This page is not here")])
def test_what_is_not_there_says_so_and_keeps_a_way_out(cast, lang, words):
    answer = cast.client("viewer", lang).get("/bestaat-niet")
    assert answer.status_code == 404
    assert words in answer.content.decode()
    assert 'class="button button--quiet" href="/"' in answer.content.decode()


def test_a_form_that_stood_open_leads_back_to_where_it_was():
    page = csrf_failure(anonymous(headers={"referer": "http://testserver/netwerken/abc"})).content.decode()
    assert 'href="http://testserver/netwerken/abc"' in page
    stranger = csrf_failure(anonymous(headers={"referer": "https://evil.example/"})).content.decode()
    assert "evil.example" not in stranger


def test_too_often_says_how_long_to_wait():
    error = TooOften(Problem("too-often", values={"minutes": 7}))
    answer = MishapMiddleware(lambda request: None).process_exception(anonymous(), error)
    assert answer.status_code == 429
    assert "7 min" in answer.content.decode()


def test_a_wrong_host_gets_a_page_and_not_a_fault(settings):
    settings.ALLOWED_HOSTS = ["samenspel.example"]
    request = anonymous(headers={"host": "evil.example", "referer": "http://evil.example/x"})
    answer = bad_request(request, DisallowedHost())
    assert answer.status_code == 400
    assert b"evil.example" not in answer.content


def test_a_fault_of_ours_is_told_in_both_languages_without_a_database():
    page = server_error(anonymous()).content.decode()
    assert "Er ging iets mis bij ons" in page
    assert "Something went wrong on our side" in page
    assert page == render_to_string("server_error.html")


# the mail of a demo, and the living page


def test_mail_of_the_demo_is_for_who_is_logged_in(cast):
    mail = DemoMail.objects.create(to="pim@x.example", subject="Doe mee", body="Kijk: http://testserver/d/x\n<script>")
    for path in ("/post", f"/post/{mail.pk}"):
        visit = cast.client().get(path)
        assert visit.status_code == 302
        assert visit["Location"].startswith("/inloggen")
    page = cast.client("viewer").get(f"/post/{mail.pk}").content.decode()
    assert '<a href="http://testserver/d/x"' in page
    assert "&lt;script&gt;" in page
    assert "Doe mee" in cast.client("viewer").get("/post").content.decode()


def test_mail_that_is_not_there_yet_says_what_will_be_there(cast):
    assert "Nog geen mail" in cast.client("viewer").get("/post").content.decode()


def test_there_is_no_mail_page_outside_a_demo(cast, settings):
    mail = DemoMail.objects.create(to="pim@x.example", subject="Doe mee", body="")
    settings.DEMO = False
    for path in ("/post", f"/post/{mail.pk}"):
        assert cast.client("steward").get(path).status_code == 404


def test_the_living_page_is_for_staff_and_shows_every_state(cast):
    assert cast.client("steward").get("/ontwerp").status_code == 404
    Account.objects.filter(pk=cast.steward.pk).update(is_staff=True)
    for lang in ("nl", "en"):
        page = cast.client("steward", lang).get("/ontwerp").content.decode()
        for part in (
            "field--wrong",
            "errorlist",
            "disabled",
            'class="empty"',
            "choice-card",
            'class="key"',
            'class="thumb"',
        ):
            assert part in page, part
        described = re.findall(r'aria-describedby="([^"]+)"', page)
        ids = set(re.findall(r'\bid="([^"]+)"', page))
        assert described
        assert {one for names in described for one in names.split()} <= ids
