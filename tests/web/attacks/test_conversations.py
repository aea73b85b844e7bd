"""Somebody who works in another network, and somebody who types too much or what no database keeps."""

import json

import pytest
from django.db import connection

from samenspel.errors import UsageError
from samenspel.web.conversations import queries, services
from samenspel.web.conversations.models import Agreement, KeptGuide, YieldLine
from samenspel.web.conversations.services.room import MOST
from samenspel.web.networks.models import Membership
from samenspel.web.results.models import Report
from samenspel.web.results.services import ask_report
from samenspel.web.rounds import services as rounds
from samenspel.web.shared.codes import new_code
from samenspel.web.shared.mishaps import NotAllowed
from samenspel.web.shared.models import AuditEntry
from tests.web.conversations.scenes import a_line, a_talk, agreed, guide_address, part_address
from tests.web.results.rounds import NOW

HALF = "%ED%A0%80"
SECRET = "Kees moet weg"


@pytest.fixture
def elsewhere(cast):
    """A round with a result, an action and a line in the network of the outsider, whom the facilitator knows too."""
    Membership.objects.create(network=cast.other_network, account=cast.facilitator, role="facilitator")
    mine, cast.network = cast.network, cast.other_network
    round = a_talk(cast, title="Elders")
    (action,) = agreed(cast, round, SECRET)
    found = {"round": round, "action": action, "line": a_line(cast, SECRET)}
    cast.network = mine
    return found


def test_a_code_that_is_in_use_elsewhere_is_refused_and_changes_nothing_there(cast, elsewhere):
    round, kept = a_talk(cast), {"by": cast.facilitator, "now": NOW}
    other = a_talk(cast, title="Tussen", days=1)
    (action,) = agreed(cast, other, "Eén loket")
    client = cast.client("facilitator")
    for code in (elsewhere["action"].code, action.code):
        with pytest.raises(NotAllowed):
            services.add_agreement(round, code=code, what="Van ons", who="", until=None, **kept)
        given = {"code": code, "what": "Van ons"}
        assert client.post(f"{guide_address(round)}/afgesproken/erbij", given).status_code == 404
    given = {"code": elsewhere["line"].code, "what": "Van ons", "whom": "all"}
    assert client.post(f"/netwerken/{cast.network.code}/als-dit-werkt", given).status_code == 404
    assert not Agreement.objects.filter(what="Van ons").exists()
    assert not YieldLine.objects.filter(what="Van ons").exists()


def test_what_is_in_another_network_or_round_cannot_be_reached_from_ones_own(cast, elsewhere):
    round = a_talk(cast)
    (action,) = agreed(cast, round, "Eén loket")
    line, other = a_line(cast), a_talk(cast, title="Tussen", days=1)
    client, base = cast.client("facilitator"), f"/netwerken/{cast.network.code}"
    ends = ("", "/hoe", "/weg", "/terugzetten", "/terug/1")
    theirs, there = elsewhere["action"].code, elsewhere["line"].code
    for address in (
        *(f"{guide_address(round)}/afgesproken/{theirs}{end}" for end in ends),
        *(f"{guide_address(other)}/afgesproken/{action.code}{end}" for end in ends),
        *(f"{base}/als-dit-werkt/{there}{end}" for end in ("", "/weg", "/terugzetten", "/verplaatsen")),
        f"{base}/als-dit-werkt/{there}/nu/{round.code}",
        f"{base}/als-dit-werkt/{line.code}/nu/{elsewhere['round'].code}",
        f"{base}/rondes/{elsewhere['round'].code}/gesprek",
        part_address(round, "own/nergens"),
    ):
        answer = client.post(address, {"what": "Kaping", "state": "there", "whom": "all", "place": "0"})
        assert answer.status_code in (404, 405), address
        assert SECRET not in answer.content.decode()
        assert SECRET not in client.get(address).content.decode()
    assert not Agreement.objects.filter(what="Kaping").exists()
    assert Agreement.objects.get(code=theirs).version == 0
    assert not elsewhere["line"].looks.exists()


def test_a_line_is_for_no_party_of_another_network_and_goes_back_to_no_round_of_one(cast, elsewhere):
    round = a_talk(cast)
    (action,) = agreed(cast, round, "Eén loket")
    party = cast.other_network.parties.create(name="Geheime partij")
    client = cast.client("facilitator")
    given = {"code": new_code(), "what": "Kaping", "whom": f"party:{party.code}"}
    answer = client.post(f"/netwerken/{cast.network.code}/als-dit-werkt", given)
    assert answer.status_code == 200
    assert "Geheime partij" not in answer.content.decode()
    assert not YieldLine.objects.filter(what="Kaping").exists()
    course = f"{guide_address(round)}/afgesproken/{action.code}/hoe"
    seen = client.get(course).context["form"]["seen"].value()
    back = client.post(course, {"state": "done", "seen": seen, "guide": elsewhere["round"].code})
    assert back.url.startswith(guide_address(round))


def test_what_belongs_to_a_round_that_was_put_away_is_not_seen_or_changed(cast):
    first, round = a_talk(cast), a_talk(cast, title="Later", days=1)
    (action,) = agreed(cast, first, SECRET)
    line = a_line(cast)
    services.look(line, first, by=cast.facilitator, now=NOW, seen=_stamp_of_nothing(), state="there", story=SECRET)
    rounds.delete(first, by=cast.facilitator, now=NOW)
    client, base = cast.client("facilitator"), f"/netwerken/{cast.network.code}"
    for address in (base, "/", f"{base}/gesprek", f"{base}/als-dit-werkt", guide_address(round)):
        assert SECRET not in client.get(address).content.decode()
    for end in ("afgesproken", f"afgesproken/{action.code}", f"afgesproken/{action.code}/weg", "duur", "erbij"):
        assert client.post(f"{guide_address(first)}/{end}", {"minutes": "60"}).status_code == 404
    assert client.get(f"{base}/als-dit-werkt/{line.code}/nu/{first.code}").status_code == 404


def test_files_of_later_rounds_do_not_go_on_telling_what_was_taken_out_of_an_earlier_one(cast):
    """Nor the numbers of a round that was put away: a file is made anew when anything changes that it looks back at."""
    first, round = a_talk(cast), a_talk(cast, title="Later", days=1)
    alone = a_talk(cast, title="Eerder", days=-1)
    (action,) = agreed(cast, first, SECRET)
    kept = {"by": cast.facilitator, "now": NOW}
    for change in (
        lambda: services.remove_agreement(action, **kept),
        lambda: rounds.delete(first, **kept),
        lambda: rounds.restore(first, **kept),
    ):
        for one in (alone, round):
            ask_report(one.publication, by=cast.viewer, now=NOW, kind="whole", language="nl")
        change()
        assert list(Report.objects.values_list("publication__round", flat=True)) == [alone.pk]


TYPED = [
    "\0", "een\0twee", "\x01\x0b\x1f", "<script>x()</script>{0}{n}%s", "x" * 50_000, "1" * 5000, " \n ", "\u202e",
]  # fmt: skip


@pytest.mark.parametrize("typed", TYPED, ids=lambda typed: repr(typed)[:14])
def test_every_field_survives_whatever_is_typed(cast, typed):
    """What is kept has nothing in it that a database refuses, and no page takes any of it for markup."""
    round, line = a_talk(cast), a_line(cast)
    (action,) = agreed(cast, round, "Eén loket")
    client, base, guide = cast.client("facilitator"), f"/netwerken/{cast.network.code}", guide_address(round)
    new = {"code": new_code()}
    words = ("what", "who", "leverage", "title", "text", "questions", "story", "came_of_it")
    given = dict.fromkeys(words, typed)
    fields = {
        f"{guide}/duur": {"minutes": typed},
        f"{guide}/erbij": given | new | {"minutes": "10"},
        f"{guide}/afgesproken": given | {"held_on": "2026-03-02"},
        f"{guide}/afgesproken/erbij": given | new | {"until": "9999-12-31"},
        f"{guide}/afgesproken/{action.code}": given | {"until": typed, "state": typed},
        f"{guide}/afgesproken/{action.code}/hoe": given | {"state": "done", "guide": typed},
        part_address(round, "opening"): given | {"minutes": "10"},
        f"{part_address(round, 'opening')}/verplaatsen": {"place": typed, "do": typed},
        f"{base}/als-dit-werkt": given | {"code": new_code(), "whom": "all"},
        f"{base}/als-dit-werkt/{line.code}": given | {"whom": typed},
        f"{base}/als-dit-werkt/{line.code}/verplaatsen": {"place": typed, "do": typed},
        f"{base}/als-dit-werkt/{line.code}/nu/{round.code}": given | {"state": "there"},
    }
    for address, values in fields.items():
        for seen in (typed, ""):
            answer = client.post(address, values | {"seen": seen})
            assert answer.status_code in (200, 302, 404), address
            assert b"<script>x()" not in answer.content
    for address in (base, f"{base}/gesprek", guide, f"{guide}/afgesproken", f"{base}/als-dit-werkt"):
        assert b"<script>x()" not in client.get(address).content
    assert "\0" not in _everything_kept()


@pytest.mark.parametrize("minutes", ["1000000000", "-1", "0", "1e9", "९", "9" * 5000, "75"])
def test_no_part_or_conversation_lasts_as_long_as_somebody_likes(cast, minutes):
    round, client = a_talk(cast), cast.client("facilitator")
    client.post(f"{guide_address(round)}/duur", {"minutes": minutes})
    given = {"code": new_code(), "title": "Pauze", "minutes": minutes}
    client.post(f"{guide_address(round)}/erbij", given)
    shown = queries.programme_of(round, "nl")
    assert shown.asked == 90
    assert all(0 < part.minutes <= 240 for part in shown.parts)


def test_half_a_character_is_kept_as_nothing_that_a_database_refuses(cast):
    round, client = a_talk(cast), cast.client("facilitator")
    body = f"code={new_code()}&what={HALF}een&who={HALF}"
    kind = "application/x-www-form-urlencoded"
    assert client.post(f"{guide_address(round)}/afgesproken/erbij", body, content_type=kind).status_code == 302
    Agreement.objects.get().what.encode()


def test_thousands_of_parts_actions_and_lines_are_refused_in_words(cast):
    """Each is one more on a page and in a file that the server sets for everybody; putting them away makes no room."""
    round, kept = a_talk(cast), {"by": cast.facilitator, "now": NOW}

    def part():
        services.add_part(round, code=new_code(), minutes=1, title="Pauze", text="", questions=(), **kept)

    def action():
        services.add_agreement(round, code=new_code(), what="Iets", who="", until=None, **kept)

    def line():
        services.add_line(cast.network, code=new_code(), what="Iets", whom="all", party=None, **kept)

    for add in (part, action, line):
        for _ in range(MOST):
            add()
        with pytest.raises(UsageError) as caught:
            add()
        assert caught.value.problems[0].key == "conversation-full"
    services.remove_line(queries.yields_of(cast.network)[0], **kept)
    client = cast.client("facilitator")
    given = {"code": new_code(), "what": "Wat ik typte", "title": "Wat ik typte", "minutes": "5", "whom": "all"}
    for address in (
        f"{guide_address(round)}/erbij",
        f"{guide_address(round)}/afgesproken/erbij",
        f"/netwerken/{cast.network.code}/als-dit-werkt",
    ):
        page = client.post(address, given).content.decode()
        assert "Wat ik typte" in page
        assert str(MOST) in page.split("<main")[1]


def test_a_form_without_its_mark_of_what_was_seen_comes_back_in_words(cast):
    round, line = a_talk(cast), a_line(cast)
    address = f"/netwerken/{cast.network.code}/als-dit-werkt/{line.code}/nu/{round.code}"
    answer = cast.client("facilitator").post(address, {"state": "there", "story": "Er is een nummer.", "seen": "x"})
    assert answer.status_code == 200
    assert "Er is een nummer." in answer.content.decode()


def test_the_log_of_a_network_holds_no_word_of_what_was_said(cast):
    round, kept = a_talk(cast), {"by": cast.facilitator, "now": NOW}
    (action,) = agreed(cast, round, SECRET, leverage=SECRET)
    line = a_line(cast, SECRET)
    services.look(line, round, seen=_stamp_of_nothing(), state="there", story=SECRET, **kept)
    services.add_part(round, code=new_code(), minutes=1, title=SECRET, text=SECRET, questions=(SECRET,), **kept)
    services.remove_agreement(action, **kept)
    log = json.dumps(list(AuditEntry.objects.values_list("action", "subject", "detail")))
    assert SECRET not in log
    assert "agreement-removed" in log


def _stamp_of_nothing():
    return services.guides.stamp(services.seen_of_look(None))


def _everything_kept():
    with connection.cursor() as cursor:
        rows = []
        for model in (Agreement, KeptGuide, YieldLine):
            cursor.execute(f"SELECT * FROM {model._meta.db_table}")
            rows += cursor.fetchall()
    return str(rows).replace("\\x00", "\0").replace("\\u0000", "\0")
