"""What participants see: their own page and nobody else's, and an explanation for every link that does not open it."""

import re

import pytest
from django.core import mail
from django.db import connection
from django.test import Client

from samenspel.theory.instrument import Multiple, OpenText
from samenspel.web.answering.models import Response
from samenspel.web.answering.views import saving
from samenspel.web.results.services import publish
from samenspel.web.rounds import services as rounds
from samenspel.web.rounds.models import Invitation, Link, Round
from samenspel.web.rounds.queries import items_of
from samenspel.web.shared import limits
from samenspel.web.shared.clock import now
from tests.web.answering.scenes import HOUR, invite, open_round, post_answers, said, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def round(cast):
    return open_round(cast.network, made_by=cast.facilitator)


@pytest.fixture
def pim(cast, round):
    """Pim's invitation and secret."""
    return invite(round, cast.participants["Pim"])


def test_the_welcome_tells_who_asks_what_and_who_will_see_it(cast, pim, round):
    page = text_of(cast.client().get(f"/d/{pim[1]}"))
    for words in ("Dag Pim", cast.network.name, cast.network.challenge, "Farid", "Ongeveer 3 minuten", "13 vragen"):
        assert words in page, words
    from samenspel.web.rounds.queries import visibility_words

    for promise in visibility_words(round, "nl", party=cast.parties["Woonstede"]):
        assert promise in page.replace("&#x27;", "'").replace("&quot;", '"')


def test_the_message_of_the_facilitator_stands_above_the_questions_as_plain_text(cast, pim, round):
    Round.objects.filter(pk=round.pk).update(message="Tot tien december.\n<b>Fatima</b>")
    page = cast.client().get(f"/d/{pim[1]}").content.decode()
    assert "Tot tien december.<br>&lt;b&gt;Fatima&lt;/b&gt;" in page


def test_the_preview_promises_what_somebody_of_a_party_will_read(cast):
    round = open_round(cast.network, visibility="party")
    invite(round, cast.participants["Pim"])
    page = cast.client("viewer").get(f"/netwerken/{cast.network.code}/rondes/{round.code}/voorbeeld")
    assert "Woonstede" in text_of(page)


def test_who_is_alone_in_a_party_hears_it_before_the_first_question(cast):
    round = open_round(cast.network, visibility="party")
    invite(round, cast.participants["Pim"])
    invite(round, cast.participants["Noor"])
    _, secret = invite(round, cast.participants["Dirk"])
    assert said("rounds-promise-party-alone") in text_of(cast.client().get(f"/d/{secret}"))


def test_the_page_is_in_the_language_of_the_person_until_they_choose_another(cast, pim):
    person = cast.participants["Pim"]
    person.language = "en"
    person.save()
    client = cast.client(lang="nl")
    assert "Hello Pim" in text_of(client.get(f"/d/{pim[1]}"))
    client.post("/taal", {"language": "nl", "next": f"/d/{pim[1]}"})
    assert "Dag Pim" in text_of(client.get(f"/d/{pim[1]}"))


def test_every_question_stands_on_one_page_with_what_was_answered(cast, pim):
    client = cast.client()
    post_answers(client, pim[1], "a1b2c3d4.1", {"AMB-1": 3, "AMB-2": None})
    page = client.get(f"/d/{pim[1]}/vragen").content.decode()
    assert page.count('<section class="question"') == 14
    assert re.search(r'name="q-AMB-1" value="3" checked', page)
    assert re.search(r'name="q-AMB-2" value="skip" checked', page)
    assert page.count("checked") == 2


def test_no_page_of_a_participant_is_kept_by_a_cache_or_found_by_a_search_engine(cast, pim):
    for address in ("", "/vragen", "/apparaat", "/niet-ik", "/doorgeven"):
        response = cast.client().get(f"/d/{pim[1]}{address}")
        assert response.status_code == 200, address
        assert "no-store" in response["Cache-Control"]
        assert 'content="noindex"' in response.content.decode()


def test_the_form_without_script_sends_everything(cast, pim):
    client = cast.client()
    Round.objects.update(form="full")
    form = {"key": "abcdefghijkl", "q-AMB-1": "4", "q-INT-1": "skip", "q-AMB-open": "Meer\r\ntijd"}
    response = client.post(f"/d/{pim[1]}/vragen", form, follow=True)
    assert response.redirect_chain == [(f"/d/{pim[1]}/dank", 302)]
    assert said("answering-arrived") in text_of(response)
    kept = Response.objects.get()
    assert kept.sent
    assert kept.document == {"AMB-1": 4, "INT-1": None, "AMB-open": "Meer\ntijd"}


def test_what_the_form_without_script_left_open_is_no_answer(cast):
    """On another device the form is empty: nothing that was written before is thrown away by sending it."""
    round = open_round(cast.network, instrument="features", form="full")
    invitation, _ = invite(round, cast.participants["Pim"])
    ((_, secret),) = rounds.hand_links(round, by=cast.facilitator, now=now(), invitations=[invitation])
    first, second = cast.client(), cast.client()
    first.get(f"/d/{secret}/vragen")
    items = items_of(round)
    ticks = next(one for one in items if isinstance(one.kind, Multiple))
    text = next(one for one in items if isinstance(one.kind, OpenText))
    other = next(one for one in items[items.index(text) + 1 :] if isinstance(one.kind, OpenText))
    given = {ticks.id: [ticks.kind.options[0].id], text.id: "Meer tijd graag"}
    post_answers(first, secret, "a1b2c3d4.1", given)
    untouched = {"key": "abcdefghijkl", f"q-{text.id}": ""}
    assert second.post(f"/d/{secret}/vragen", untouched).status_code == 422
    second.get(f"/d/{secret}/vragen")
    sent = second.post(f"/d/{secret}/vragen", untouched | {f"q-{other.id}": "En geld"})
    assert sent.status_code == 302
    assert Response.objects.get().document == given | {other.id: "En geld"}


def test_an_empty_form_is_not_sent_though_it_holds_a_list_to_tick(cast):
    round = open_round(cast.network, instrument="features", form="full")
    _, secret = invite(round, cast.participants["Pim"])
    assert cast.client().post(f"/d/{secret}/vragen", {"key": "abcdefghijkl"}).status_code == 422
    assert not Response.objects.filter(sent=True).exists()


def test_what_is_taken_away_in_the_form_without_script_is_gone(cast, pim):
    client = cast.client()
    Round.objects.update(form="full")
    form = {"key": "abcdefghijkl", "q-AMB-1": "4", "q-AMB-open": "Meer tijd"}
    client.post(f"/d/{pim[1]}/vragen", form)
    client.post(f"/d/{pim[1]}/vragen", form | {"key": "abcdefghijkm", "q-AMB-open": ""})
    assert Response.objects.get().document == {"AMB-1": 4, "AMB-open": ""}


def test_a_form_that_is_not_in_order_keeps_what_was_filled_in(cast, pim):
    response = cast.client().post(f"/d/{pim[1]}/vragen", {"key": "abcdefghijkl", "q-AMB-1": "99", "q-AMB-2": "4"})
    assert response.status_code == 422
    assert re.search(r'name="q-AMB-2" value="4" checked', response.content.decode())
    assert "AMB-1" in text_of(response)
    assert not Response.objects.exists()


def test_the_thanks_say_when_and_where_the_result_can_be_seen(cast, pim, round):
    client = cast.client()
    assert client.get(f"/d/{pim[1]}/dank").status_code == 302
    post_answers(client, pim[1], "a1b2c3d4.1", {"AMB-1": 3}, send=True)
    assert said("answering-result-here") in text_of(client.get(f"/d/{pim[1]}/dank"))
    Round.objects.update(show_participants=False)
    assert said("answering-result-elsewhere") in text_of(client.get(f"/d/{pim[1]}/dank"))
    assert said("answering-already-sent") in text_of(client.get(f"/d/{pim[1]}"))


def explained(client, secret, state):
    response = client.get(f"/d/{secret}")
    assert said(f"answering-state-title-{state}") in text_of(response)
    assert client.get(f"/d/{secret}/vragen").content.decode().count('class="question"') == 0
    return response


def test_a_mistyped_link_explains_itself_and_offers_a_new_one(cast, pim):
    response = explained(cast.client(), "zomaariets", "unknown")
    assert response.status_code == 404
    assert said("answering-new-link-send") in text_of(response)


def test_a_link_typed_over_with_capitals_and_spaces_opens(cast, pim):
    typed = f"{pim[1][:8].upper()}-{pim[1][8:16]} {pim[1][16:]}"
    assert cast.client().get(f"/d/{typed}").status_code == 200


@pytest.mark.parametrize("state", ["passed-on", "not-me", "revoked"])
def test_a_link_that_is_out_explains_itself(cast, pim, state):
    Invitation.objects.update(out=state)
    assert explained(cast.client(), pim[1], state).status_code == 410


def test_a_round_that_is_not_open_yet_explains_itself(cast, pim):
    Round.objects.update(opened_at=None, opens_at=now() + HOUR)
    assert said("answering-closed-opens") in text_of(explained(cast.client(), pim[1], "not-open"))


def test_a_closed_round_tells_honestly_whether_the_answers_are_in(cast, pim):
    client = cast.client()
    post_answers(client, pim[1], "a1b2c3d4.1", {"AMB-1": 3})
    Round.objects.update(closed_at=now())
    assert said("answering-closed-begun") in text_of(explained(client, pim[1], "closed"))
    Response.objects.update(sent=True)
    assert said("answering-closed-sent") in text_of(explained(client, pim[1], "closed"))


def test_a_secret_opens_its_own_page_and_saves_in_its_own_row_only(cast, pim, round):
    other, _ = invite(round, cast.participants["Noor"])
    client = cast.client()
    post_answers(client, pim[1], "a1b2c3d4.1", {"AMB-1": 3})
    assert not Response.objects.filter(invitation=other).exists()
    # codes are no secrets
    for guess in (other.code, str(other.pk), round.code, "", "%00"):
        assert client.get(f"/d/{guess}").status_code == 404
        assert post_answers(client, guess or "x", "a1b2c3d4.1", {"AMB-1": 3}).status_code in (404, 409)
    assert Response.objects.count() == 1


def test_the_door_for_saves_tells_what_became_of_them(cast, pim):
    client = cast.client()
    taken = post_answers(client, pim[1], "a1b2c3d4.1", {"AMB-1": 3})
    assert (taken.status_code, taken.json()) == (200, {"saved": True, "key": "a1b2c3d4.1", "sent": False})
    assert post_answers(client, pim[1], "a1b2c3d4.2", {"AMB-1": 3}, send=True).json()["sent"] is True
    refused = post_answers(client, pim[1], "a1b2c3d4.3", {"AMB-1": 99})
    assert (refused.status_code, refused.json()["saved"]) == (422, False)
    Round.objects.update(closed_at=now())
    late = post_answers(client, pim[1], "a1b2c3d4.4", {"AMB-1": 3})
    assert (late.status_code, late.json()["state"]) == (409, "closed")


BROKEN = [b"", b"{", b"[]", b"null", b'{"key": 3}', b'{"key":"a1b2c3d4"', b"\xff", b"[" * 90000]


@pytest.mark.parametrize("body", BROKEN, ids=range(len(BROKEN)))
def test_what_is_no_save_is_refused(cast, pim, body):
    response = cast.client().post(f"/d/{pim[1]}/antwoord", body, content_type="application/json")
    assert response.status_code == 422
    assert not Response.objects.exists()


def test_saves_without_a_token_are_refused(cast, pim):
    client = Client(enforce_csrf_checks=True)
    assert post_answers(client, pim[1], "a1b2c3d4.1", {"AMB-1": 3}).status_code == 403


@pytest.mark.usefixtures("time_stands_still")
def test_guessing_secrets_stops_after_a_while_and_hinders_nobody_else_at_that_address(cast, pim, monkeypatch):
    client = cast.client()
    codes = [client.get(f"/d/guess{one}").status_code for one in range(61)]
    assert codes == [404] * 60 + [429]
    assert client.get(f"/d/{pim[1]}").status_code == 200
    assert post_answers(client, pim[1], "a1b2c3d4.1", {"AMB-1": 3}).status_code == 200


@pytest.mark.usefixtures("time_stands_still")
def test_saves_are_counted_now_and_then_and_limited(cast, pim, monkeypatch):
    monkeypatch.setattr(saving.secrets, "randbelow", lambda _: 0)
    monkeypatch.setattr(saving, "SAVES", 40)
    codes = [post_answers(cast.client(), pim[1], f"a1b2c3d4.{n}", {"AMB-1": 3}).status_code for n in range(1, 4)]
    assert codes == [200, 200, 429]


def test_not_me_closes_the_link_and_can_be_taken_back(cast, pim):
    client = cast.client()
    assert said("answering-not-me-confirm") in text_of(client.get(f"/d/{pim[1]}/niet-ik"))
    assert said("answering-not-me-done") in text_of(client.post(f"/d/{pim[1]}/niet-ik"))
    explained(client, pim[1], "not-me")
    assert client.post(f"/d/{pim[1]}/toch-ik").status_code == 302
    assert client.get(f"/d/{pim[1]}").status_code == 200


def test_a_colleague_gets_a_link_of_their_own(cast, pim, round):
    client = cast.client()
    form = {"name": "Karin", "email": "karin@samenspel.example"}
    assert said("answering-pass-on-done") in text_of(client.post(f"/d/{pim[1]}/doorgeven", form))
    explained(client, pim[1], "passed-on")
    assert round.invitations.filter(participant__name="Karin", out="").count() == 1


def test_passing_on_to_oneself_is_told_at_the_form(cast, pim):
    form = {"name": "Pim", "email": cast.participants["Pim"].email}
    page = cast.client().post(f"/d/{pim[1]}/doorgeven", form)
    assert page.status_code == 200
    assert "karin" not in text_of(page)
    assert Invitation.objects.get(pk=pim[0].pk).out == ""


def test_a_new_link_is_mailed_and_the_page_tells_nothing(cast, pim, django_capture_on_commit_callbacks):
    client = cast.client()
    pages = []
    for email in (cast.participants["Pim"].email.upper(), "niemand@samenspel.example", cast.participants["Noor"].email):
        with django_capture_on_commit_callbacks(execute=True):
            pages.append(text_of(client.post("/nieuwe-link", {"email": email})))
    assert len(set(pages)) == 1
    assert [letter.to for letter in mail.outbox] == [[cast.participants["Pim"].email]]
    secret = re.search(r"/d/(\w{24})", mail.outbox[0].body)[1]
    assert "Dag Pim" in text_of(client.get(f"/d/{secret}"))
    assert "Dag Pim" in text_of(client.get(f"/d/{pim[1]}"))


@pytest.mark.usefixtures("time_stands_still")
def test_new_links_cannot_be_asked_for_without_end(cast, pim):
    client = cast.client()
    codes = [client.post("/nieuwe-link", {"email": "pim@samenspel.example"}).status_code for _ in range(4)]
    assert codes == [200, 200, 200, 429]


@pytest.fixture
def room(cast):
    round = open_round(cast.network, door="open", made_by=cast.facilitator)
    return round, rounds.open_link(round, by=None, now=now())


def test_a_room_asks_for_a_party_and_gives_everyone_a_link_of_their_own(cast, room):
    round, secret = room
    places = set()
    for party in (cast.parties["Woonstede"], cast.parties["Woonstede"], None):
        client = cast.client()
        page = client.get(f"/r/{secret}").content.decode()
        assert "Woonstede" in page
        key = re.search(r'name="key" value="(\w+)"', page)[1]
        response = client.post(f"/r/{secret}", {"key": key, "party": party.code if party else "-"})
        places.add(response["Location"])
        assert client.get(response["Location"]).status_code == 200
    assert len(places) == 3
    names = [one.party and one.party.name for one in round.invitations.order_by("pk")]
    assert names == ["Woonstede", "Woonstede", None]


def test_a_double_tap_at_the_door_lets_one_person_in(cast, room):
    round, secret = room
    client, same_device_without_cookie = cast.client(), cast.client()
    key = re.search(r'name="key" value="(\w+)"', client.get(f"/r/{secret}").content.decode())[1]
    for one in (client, same_device_without_cookie):
        assert one.post(f"/r/{secret}", {"key": key, "party": "-"}).status_code == 302
    assert round.invitations.count() == 1


def test_a_second_scan_on_the_same_device_goes_on_where_it_was(cast, room):
    round, secret = room
    client = cast.client()
    key = re.search(r'name="key" value="(\w+)"', client.get(f"/r/{secret}").content.decode())[1]
    mine = client.post(f"/r/{secret}", {"key": key, "party": "-"})["Location"]
    assert client.get(f"/r/{secret}")["Location"] == mine
    assert client.post(f"/r/{secret}", {"key": "n" * 24, "party": "-"})["Location"] == mine
    post_answers(client, mine.removeprefix("/d/"), "a1b2c3d4.1", {"AMB-1": 3}, send=True)
    page = client.get(f"/r/{secret}")
    assert said("answering-room-mine") in text_of(page)
    assert round.invitations.count() == 1


def test_once_a_room_has_closed_its_link_leads_each_device_to_its_own_result(cast, room):
    round, secret = room
    devices = [cast.client() for _ in range(10)]
    for number, client in enumerate(devices):
        key = re.search(r'name="key" value="(\w+)"', client.get(f"/r/{secret}").content.decode())[1]
        mine = client.post(f"/r/{secret}", {"key": key, "party": "-"})["Location"]
        post_answers(client, mine.removeprefix("/d/"), f"a1b2c3d{number}.1", {"AMB-1": 3}, send=True)
    Round.objects.update(head_count=10)
    round.refresh_from_db()
    rounds.close_round(round, by=cast.facilitator, now=now())
    here, elsewhere = client.get(f"/r/{secret}"), cast.client().get(f"/r/{secret}")
    assert said("answering-closed-sent") in text_of(here)
    assert said("answering-closed-result-later") in text_of(here)
    assert said("answering-closed-room") in text_of(elsewhere)
    publish(round, by=cast.facilitator, now=now())
    assert f'href="{mine}/uitkomst"' in client.get(f"/r/{secret}").content.decode()
    assert client.get(f"/d/{secret}/uitkomst").status_code == 200
    assert said("answering-closed-room") in text_of(cast.client().get(f"/d/{secret}/uitkomst"))


def test_a_cookie_that_was_tampered_with_opens_nothing(cast, room, pim):
    round, secret = room
    client = cast.client()
    link = round.links.get(invitation=None)
    client.cookies[f"kamer-{link.pk}"] = f"{pim[1]}:vals:vals"
    assert client.get(f"/r/{secret}").status_code == 200


def test_a_room_without_a_choice_asks_again(cast, room):
    response = cast.client().post(f"/r/{room[1]}", {"key": "k" * 24, "party": "elders"})
    assert response.status_code == 422
    assert said("answering-room-forgot") in text_of(response)


def test_a_personal_link_opens_no_room_and_the_other_way_round(cast, pim, room):
    assert said("answering-state-title-ok") in text_of(cast.client().get(f"/r/{pim[1]}"))
    assert said("answering-state-title-room") in text_of(cast.client().get(f"/d/{room[1]}"))


def test_the_preview_is_for_the_team_and_saves_nothing(cast, round):
    address = f"/netwerken/{cast.network.code}/rondes/{round.code}/voorbeeld"
    for step in ("", "?stap=questions", "?stap=thanks"):
        page = cast.client("viewer").get(address + step)
        assert page.status_code == 200
        assert said("answering-preview") in text_of(page)
    assert cast.client("outsider").get(address).status_code == 404
    assert cast.client().get(address).status_code == 302
    assert not Response.objects.exists()
    assert not Invitation.objects.exists()


def test_the_pages_ask_the_database_little(cast, pim, django_assert_max_num_queries, monkeypatch):
    # one save in so many is counted against too many saves, and which one is left to chance
    monkeypatch.setattr("samenspel.web.answering.views.saving.secrets.randbelow", lambda _: 1)
    client = cast.client()
    post_answers(client, pim[1], "a1b2c3d4.1", {"AMB-1": 3})
    with django_assert_max_num_queries(3):
        client.get(f"/d/{pim[1]}")
    with django_assert_max_num_queries(3):
        client.get(f"/d/{pim[1]}/vragen")
    with django_assert_max_num_queries(6 + 2 * (connection.vendor == "postgresql")):
        post_answers(client, pim[1], "a1b2c3d4.2", {"AMB-1": 4})


def test_the_code_for_another_device_holds_the_whole_link(cast, pim, settings):
    page = cast.client().get(f"/d/{pim[1]}/apparaat").content.decode()
    assert f"{settings.ADDRESS}/d/{pim[1]}" in page
    assert "<svg" in page


def test_limits_count_a_visitor_by_their_address(rf):
    assert limits.visitor(rf.get("/", REMOTE_ADDR="192.0.2.7")) == "192.0.2.7"


def test_a_link_that_the_team_had_in_hands_shows_answers_only_where_they_were_given(cast, pim):
    Link.objects.update(handed=True)
    own, other = cast.client(), cast.client()
    own.get(f"/d/{pim[1]}/vragen")
    post_answers(own, pim[1], "a1b2c3d4.1", {"AMB-1": 3})
    assert "checked" in own.get(f"/d/{pim[1]}/vragen").content.decode()
    page = other.get(f"/d/{pim[1]}/vragen").content.decode()
    assert "checked" not in page
    assert said("answering-covered") in page
    post_answers(other, pim[1], "e5f6a7b8.1", {"AMB-2": 3})
    assert "checked" not in other.get(f"/d/{pim[1]}/vragen").content.decode()
    assert said("answering-device-empty") in text_of(own.get(f"/d/{pim[1]}/apparaat"))
