"""The pages of who is asked: reminders, links shown once, lists, letters and a room."""

import time

import pytest
from django.contrib.messages import get_messages

from samenspel.web.rounds import queries
from samenspel.web.rounds.models import Link
from samenspel.web.shared.codes import fingerprint
from tests.web.rounds.conftest import NOW, address


def test_reminding_asks_for_a_word_the_second_time(cast, opened, now, committed, mailoutbox):
    round, client = opened(), cast.client("facilitator")
    where = address("remind", cast, round)
    mailoutbox.clear()
    for _ in range(2):
        with committed():
            client.post(where)
    assert len(mailoutbox) == 4
    page = client.get(where).text
    again = page.partition('name="again" value="')[2].partition('"')[0]
    for _ in range(2):
        with committed():
            client.post(where, {"again": again})
    assert len(mailoutbox) == 8


@pytest.mark.parametrize("again", ["²", "9" * 40, "x"])
def test_a_made_up_word_reminds_nobody(cast, opened, now, again):
    round, client = opened(), cast.client("facilitator")
    client.post(address("remind", cast, round))
    client.post(address("remind", cast, round), {"again": again})
    assert round.mailings.filter(kind="reminder").count() == 1


def test_links_are_shown_once_and_kept_as_hashes(cast, opened, now):
    round, client = opened(), cast.client("facilitator")
    page = client.post(address("links", cast, round), {"who": "all", "list": "1"})
    assert "no-store" in page.headers["Cache-Control"]
    secrets = [line.split("/d/")[1].strip() for line in page.text.splitlines() if "/d/" in line]
    assert len(secrets) == 4
    for secret in secrets:
        assert Link.objects.filter(hash=fingerprint(secret), handed=True).exists()
    assert not any(secret in client.get(address("round", cast, round)).text for secret in secrets)


def test_the_list_for_excel_runs_no_formula(cast, opened, now):
    cast.participants["Pim"].name = "=HYPERLINK(1)"
    cast.participants["Pim"].save()
    response = cast.client("facilitator").post(address("links", cast, opened()), {"who": "all", "csv": "1"})
    text = response.content.decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in text
    assert text.count("/d/") == 4
    assert "attachment" in response.headers["Content-Disposition"]


def test_letters_are_a_pdf_for_those_without_mail_unless_all_are_asked(cast, opened, now):
    cast.participants["Roos"].email = ""
    cast.participants["Roos"].save()
    round, client = opened(), cast.client("facilitator")
    response = client.post(address("links", cast, round), {"who": "unmailed", "letters": "1"})
    assert response.content.startswith(b"%PDF")
    handed = Link.objects.filter(handed=True)
    assert [link.invitation.participant.name for link in handed] == ["Roos"]


def test_fifty_letters_are_made_while_one_waits(cast, drafted, now):
    crowd = [cast.network.participants.create(name=f"Mens {n}") for n in range(50)]
    round = drafted(participants=crowd)
    start = time.perf_counter()
    response = cast.client("facilitator").post(address("links", cast, round), {"who": "all", "letters": "1"})
    assert response.content.startswith(b"%PDF")
    assert time.perf_counter() - start < 5


def test_no_link_is_shown_of_who_has_begun(cast, opened, now):
    round = opened()
    pim = round.invitations.get(participant__name="Pim")
    client = cast.client("facilitator")
    before = client.post(address("link", cast, round, pim))
    assert before.status_code == 200
    assert "/d/" in before.text
    round.responses.create(invitation=pim, document={})
    after = client.post(address("link", cast, round, pim))
    assert after.status_code == 302
    assert "al begonnen" in str(next(iter(get_messages(after.wsgi_request))))


def test_a_room_shows_a_code_that_lets_people_in_and_a_poster_with_the_same(cast, opened, now):
    round, client = opened(door="open", participants=[]), cast.client("facilitator")
    page = client.post(address("room", cast, round))
    assert "<svg" in page.text
    secret = page.context["secret"]
    assert queries.visitor_by(secret, NOW).state == "room"
    poster = client.post(address("room", cast, round), {"secret": secret, "poster": "1"})
    assert poster.content.startswith(b"%PDF")
    assert Link.objects.count() == 1
    client.post(address("revoke-room", cast, round))
    assert queries.visitor_by(secret, NOW).state == "revoked"
    client.post(address("room", cast, round), {"secret": secret, "poster": "1"})
    assert Link.objects.count() == 2, "a link that was taken back is not printed again"


def test_people_come_in_by_the_page(cast, opened, now, committed, mailoutbox):
    round, client = opened(participants=[cast.participants["Pim"]]), cast.client("facilitator")
    mailoutbox.clear()
    codes = [cast.participants[name].code for name in ("Noor", "Roos")]
    for _ in range(2):
        with committed():
            client.post(address("add", cast, round), {"participants": codes})
    assert len(mailoutbox) == 2


@pytest.mark.parametrize(("host", "told"), [("127.0.0.1", True), ("samenspel.example.nl", False)])
def test_a_site_that_no_phone_can_reach_says_so_beside_its_links(cast, opened, settings, host, told):
    settings.HOST = host
    page = (
        cast.client("facilitator").get(f"/netwerken/{cast.network.code}/rondes/{opened().code}/links").content.decode()
    )
    assert ("HOST=0.0.0.0" in page) == told
