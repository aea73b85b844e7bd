"""The pages of rounds: who reaches them, what they show and never show, and that nothing happens twice."""

import datetime
import itertools
import re

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from samenspel.web.rounds import services
from samenspel.web.rounds.models import Round
from samenspel.web.rounds.urls import urlpatterns
from tests.web.rounds.conftest import CLOSES, NOW, address, first, form

READ = {"rounds", "round"}
POST_ONLY = {"example", "open", "mail-again", "restore", "link", "revoke", "ask-again", "revoke-room"}


@pytest.mark.parametrize("who", ["outsider", "viewer", None])
def test_who_does_not_belong_finds_nothing(cast, opened, who):
    rounds = {"room": opened(door="open", participants=[]), "personal": opened()}
    before = list(Round.objects.order_by("pk").values())
    for name in (one.name for one in urlpatterns):
        round = rounds["room" if "room" in name else "personal"]
        where = address(name, cast, round, first(round))
        client = cast.client(who)
        for ask in (client.get, client.post):
            status = ask(where).status_code
            if who is None:
                assert status == 302, name
            elif who == "viewer" and name in READ:
                assert status in (200, 405), name
            else:
                assert status == 404, name
        assert list(Round.objects.order_by("pk").values()) == before, name


def test_a_round_of_another_network_is_not_found_under_ones_own(cast, opened):
    round, client = opened(), cast.client("outsider")
    own = reverse("rounds:rounds", args=[cast.other_network.code])
    for name in (one.name for one in urlpatterns if one.name not in ("rounds", "new", "example")):
        where = address(name, cast, round, first(round)).replace(cast.network.code, cast.other_network.code)
        assert where.startswith(own)
        assert {client.get(where).status_code, client.post(where).status_code} <= {404, 405}, name


@pytest.mark.parametrize("state", ["draft", "open", "closed", "room", "import"])
def test_every_page_opens_in_every_state_and_language(cast, opened, drafted, now, state):
    if state == "import":
        round = services.import_round(
            cast.network, by=None, now=NOW, title="Uit Forms", instrument="conditions", form="", visibility="totals",
            breakdown="", k=5, invited=None, closed_on=NOW,
        )  # fmt: skip
    elif state == "draft":
        round = drafted(opens_at=NOW + datetime.timedelta(hours=1))
    else:
        round = opened(**({"door": "open", "participants": []} if state == "room" else {}))
    if state == "closed":
        services.close_round(round, by=None, now=NOW)
    for lang, one in itertools.product(("nl", "en"), urlpatterns):
        if one.name in POST_ONLY or (one.name == "room" and state != "room"):
            continue
        response = cast.client("facilitator", lang).get(address(one.name, cast, round, first(round)))
        assert response.status_code in (200, 302), (one.name, lang)
        if response.status_code == 200:
            assert b"<h1>" in response.content


def test_the_page_says_who_answered_and_never_when_or_what(cast, opened, now):
    round = opened()
    pim = round.invitations.get(participant__name="Pim")
    round.responses.create(invitation=pim, document={"AMB-1": 7, "AMB-open": "Geheim verhaal"}, sent=True)
    services.mark_answered(pim)
    now.set(NOW + datetime.timedelta(hours=5, minutes=17))
    for who in ("viewer", "facilitator"):
        page = cast.client(who).get(address("round", cast, round)).text
        assert "Geantwoord: 1 van 4" in page
        assert "Geheim verhaal" not in page
        assert "15:17" not in page


def test_who_is_out_is_shown_as_such(cast, opened, now):
    round = opened()
    services.not_me(round.invitations.get(participant__name="Pim"), now=NOW)
    services.pass_on(
        round.invitations.get(participant__name="Dirk"), now=NOW, name="Carla", email="c@samenspel.example"
    )
    page = cast.client("viewer").get(address("round", cast, round)).text
    assert "zegt: niet voor mij" in page
    assert "doorgegeven aan Carla" in page
    assert "in plaats van Dirk" in page


def test_a_viewer_sees_no_button(cast, opened, now):
    page = cast.client("viewer").get(address("round", cast, opened())).text
    main = page.partition("<main")[2].partition("</main>")[0]
    assert "<form" not in main


@pytest.mark.parametrize("people", [1, 30])
def test_the_page_takes_as_many_queries_for_one_as_for_thirty(cast, opened, now, people, django_assert_max_num_queries):
    crowd = [
        cast.network.participants.create(
            name=f"Mens {n}", email=f"m{n}@samenspel.example", party=cast.parties["Woonstede"]
        )
        for n in range(people)
    ]
    round = opened(participants=crowd)
    client = cast.client("facilitator")
    with django_assert_max_num_queries(13):
        assert client.get(address("round", cast, round)).status_code == 200


def test_a_round_closes_and_opens_again_by_its_pages(cast, opened, now):
    round, client = opened(), cast.client("facilitator")
    assert "Niemand kan daarna nog antwoorden" in client.get(address("close", cast, round)).text
    for _ in range(2):
        client.post(address("close", cast, round))
    round.refresh_from_db()
    assert round.state == "closed"
    wrong = client.post(address("reopen", cast, round), {"closes_at": "2026-03-01T10:00"})
    assert wrong.status_code == 422
    client.post(address("reopen", cast, round), {"closes_at": "2026-03-20T10:00"})
    round.refresh_from_db()
    assert round.state == "open"


def test_the_closing_time_and_reminders_can_change_while_it_is_open(cast, opened, now):
    round, client = opened(), cast.client("facilitator")
    client.post(address("closing", cast, round), {"closes_at": "2026-04-01T12:00", "remind": ["7"]})
    round.refresh_from_db()
    assert (round.closes_at.hour, round.remind) == (10, [7])


def test_every_mistake_that_is_named_above_the_form_leads_to_its_place(cast):
    wrong = form(cast, title="", instruments=[], door="", visibility="", participants=[], k="x", closes_at="gisteren")
    response = cast.client("facilitator").post(address("new", cast), wrong)
    assert response.status_code == 422
    places = re.findall(r'<li><a href="#([^"]+)"', response.text)
    assert {"id_title", "id_instruments", "id_door", "id_visibility"} <= set(places)
    assert [place for place in places if response.text.count(f'id="{place}"') != 1] == []


def test_deleting_says_what_goes_along_and_can_be_undone(cast, opened, now):
    round, client = opened(), cast.client("facilitator")
    services.mark_answered(first(round))
    assert "De antwoorden van 1 mens gaan mee" in client.get(address("delete", cast, round)).text
    response = client.post(address("delete", cast, round))
    told = next(iter(get_messages(response.wsgi_request)))
    undo = told.extra_tags.removeprefix("undo:")
    assert client.get(address("round", cast, round)).status_code == 404
    assert client.post(address("delete", cast, round))["Location"] == address("rounds", cast)  # tapped twice
    assert cast.client("outsider").post(address("delete", cast, round)).status_code == 404
    client.post(undo)
    assert client.get(address("round", cast, round)).status_code == 200


def test_a_round_with_an_instrument_that_changed_says_so(cast, opened, now):
    round = opened()
    Round.objects.update(digest="0" * 64)
    response = cast.client("facilitator").get(address("round", cast, round))
    assert response.status_code == 400
    assert "andere versie" in response.text


def test_the_closing_moment_stands_on_the_clock_of_the_network(cast, opened, now):
    round = opened()
    assert round.closes_at == CLOSES
    assert "16 maart 2026, 10:00" in cast.client("viewer").get(address("round", cast, round)).text


@pytest.mark.parametrize("who", ["facilitator", "viewer"])
def test_a_network_without_rounds_says_what_comes_here(cast, who):
    assert "Nog geen ronde" in cast.client(who).get(address("rounds", cast)).text
