"""The pages of rounds: who reaches them, what they show and never show, and that nothing happens twice."""

import datetime
import itertools
import time

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from samenspel.web.rounds import queries, services
from samenspel.web.rounds.models import Link, Round
from samenspel.web.rounds.urls import urlpatterns
from samenspel.web.shared.codes import fingerprint
from tests.web.rounds.conftest import CLOSES, NOW

READ = {"rounds", "round"}
POST_ONLY = {"example", "open", "mail-again", "restore", "link", "revoke", "ask-again", "revoke-room"}


def address(name, cast, round=None, invitation=None):
    pattern = next(one for one in urlpatterns if one.name == name).pattern
    parts = {"round": round and round.code, "invitation": invitation and invitation.code}
    wanted = [parts[key] for key in pattern.converters]
    return reverse(f"rounds:{name}", args=[cast.network.code, *wanted])


def first(round):
    return round.invitations.order_by("pk").first()


def form(cast, **changed):
    fields = {
        "code": "abcdefghjkmn",
        "title": "Hoe werken wij samen?",
        "instruments": ["conditions", "phase"],
        "form": "short",
        "door": "personal",
        "visibility": "totals",
        "breakdown": "sector",
        "k": "5",
        "message": "Welkom",
        "opens_at": "",
        "closes_at": "2026-03-16T17:00",
        "remind": ["3", "1"],
        "show_participants": "on",
        "participants": [one.code for one in cast.participants.values()],
    }
    return fields | changed


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


def test_a_round_is_prepared_checked_and_opened(cast, now, committed, mailoutbox):
    client = cast.client("facilitator")
    assert client.get(address("new", cast)).status_code == 200
    for _ in range(2):
        response = client.post(address("new", cast), form(cast))
        round = Round.objects.get()
        assert response.url == address("round", cast, round)
    assert (round.instrument, round.form, round.breakdown, round.remind) == (
        "conditions+phase",
        "short",
        "sector",
        [3, 1],
    )
    assert round.closes_at == datetime.datetime(2026, 3, 16, 16, 0, tzinfo=datetime.UTC)
    assert mailoutbox == []
    for _ in range(2):
        with committed():
            client.post(address("open", cast, round))
    assert len(mailoutbox) == 4


def test_what_was_typed_stays_when_something_is_wrong(cast, now):
    wrong = form(cast, title="", message="Dit blijft staan", closes_at="2026-03-01T10:00", k="3")
    response = cast.client("facilitator").post(address("new", cast), wrong)
    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"title", "closes_at", "k"}
    assert "Dit blijft staan" in response.text
    assert not Round.objects.exists()


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"closes_at": ""}, "closes_at"),
        ({"closes_at": "morgen"}, "closes_at"),
        ({"closes_at": "2026-03-29T02:30"}, "closes_at"),
        ({"opens_at": "2026-03-17T10:00"}, "closes_at"),
        ({"opens_at": "2026-03-01T10:00"}, "opens_at"),
        ({"visibility": "party", "door": "open"}, "door"),
        ({"instruments": ["../../../etc/passwd.toml"]}, "instruments"),
        ({"instruments": []}, "instruments"),
        ({"participants": ["zzzzzzzzzzzz"]}, "participants"),
        ({"k": "twaalf"}, "k"),
        ({"title": "x" * 121}, "title"),
    ],
)
def test_a_wrong_choice_is_told_at_its_field(cast, now, changed, field):
    response = cast.client("facilitator").post(address("new", cast), form(cast, **changed))
    assert response.status_code == 422
    assert field in response.context["form"].errors


def test_an_hour_that_strikes_twice_is_the_first_one(cast, now):
    cast.client("facilitator").post(address("new", cast), form(cast, closes_at="2026-10-25T02:30"))
    assert Round.objects.get().closes_at == datetime.datetime(2026, 10, 25, 0, 30, tzinfo=datetime.UTC)


def test_times_are_those_of_the_network(cast, now):
    cast.network.time_zone = "America/Curacao"
    cast.network.save()
    client = cast.client("facilitator")
    client.post(address("new", cast), form(cast))
    round = Round.objects.get()
    assert round.closes_at == datetime.datetime(2026, 3, 16, 21, 0, tzinfo=datetime.UTC)
    assert 'value="2026-03-16T17:00"' in client.get(address("edit", cast, round)).text


def test_what_no_database_keeps_is_taken_out(cast, now):
    cast.client("facilitator").post(address("new", cast), form(cast, title="Hoi\n  daar", message="a\r\nb"))
    round = Round.objects.get()
    assert (round.title, round.message) == ("Hoi daar", "a\nb")


def test_the_example_follows_the_choices_and_keeps_nothing(cast, now):
    client = cast.client("facilitator")
    totals = client.post(address("example", cast), form(cast)).text
    assert "Als deze 4 mensen allemaal antwoorden" in totals
    assert "vanaf 6 antwoorden" in totals
    party = client.post(address("example", cast), form(cast, visibility="party")).text
    assert "dat zijn de antwoorden van één mens" in party
    room = client.post(address("example", cast), form(cast, door="open")).text
    assert "vanaf 10 antwoorden" in room
    assert not Round.objects.exists()


@pytest.mark.parametrize(
    "changed",
    [{"k": "-1"}, {"k": ""}, {"k": "9" * 5000}, {"k": "²"}, {"breakdown": "shoes"}, {"visibility": ""}, {"door": "?"}],
)
def test_the_example_survives_what_nobody_should_send(cast, now, changed):
    assert cast.client("facilitator").post(address("example", cast), form(cast, **changed)).status_code == 200


def test_without_script_the_example_is_a_button_that_saves_nothing(cast, now):
    response = cast.client("facilitator").post(address("new", cast), form(cast, show="1", visibility="party"))
    assert response.status_code == 200
    assert "dat zijn de antwoorden van één mens" in response.text
    assert not Round.objects.exists()


# ---- the page of a round


def test_the_page_says_who_answered_and_never_when_or_what(cast, opened, now):
    round = opened()
    pim = round.invitations.get(participant__name="Pim")
    round.responses.create(invitation=pim, document={"AMB-1": 7, "AMB-open": "Geheim verhaal"}, sent=True)
    services.mark_answered(pim)
    now.set(NOW + datetime.timedelta(hours=5, minutes=17))
    for who in ("viewer", "facilitator"):
        page = cast.client(who).get(address("round", cast, round)).text
        assert "1 van 4 hebben geantwoord" in page
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


def test_people_come_in_by_the_page(cast, opened, now, committed, mailoutbox):
    round, client = opened(participants=[cast.participants["Pim"]]), cast.client("facilitator")
    mailoutbox.clear()
    codes = [cast.participants[name].code for name in ("Noor", "Roos")]
    for _ in range(2):
        with committed():
            client.post(address("add", cast, round), {"participants": codes})
    assert len(mailoutbox) == 2


def test_deleting_says_what_goes_along_and_can_be_undone(cast, opened, now):
    round, client = opened(), cast.client("facilitator")
    services.mark_answered(first(round))
    assert "De antwoorden van 1 mens gaan mee" in client.get(address("delete", cast, round)).text
    response = client.post(address("delete", cast, round))
    told = next(iter(get_messages(response.wsgi_request)))
    undo = told.extra_tags.removeprefix("undo:")
    assert client.get(address("round", cast, round)).status_code == 404
    client.post(undo)
    assert client.get(address("round", cast, round)).status_code == 200


def test_the_mails_can_be_read_beforehand_in_both_languages(cast, drafted, now):
    page = cast.client("facilitator").get(address("mail", cast, drafted())).text
    assert "Hallo Samira," in page
    assert "Hello Samira," in page
    assert not Link.objects.exists()


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


@pytest.mark.parametrize(("host", "told"), [("127.0.0.1", True), ("samenspel.example.nl", False)])
def test_a_site_that_no_phone_can_reach_says_so_beside_its_links(cast, opened, settings, host, told):
    settings.HOST = host
    page = (
        cast.client("facilitator").get(f"/netwerken/{cast.network.code}/rondes/{opened().code}/links").content.decode()
    )
    assert ("HOST=0.0.0.0" in page) == told
