"""The list "when this works, then …": its lines, their order, and whether they can be felt."""

import datetime

import pytest
from django.urls import reverse

from samenspel.web.conversations import queries, services
from samenspel.web.conversations.models import Look, YieldLine
from samenspel.web.conversations.seen import stamp
from samenspel.web.rounds import services as rounds
from samenspel.web.shared.codes import new_code
from samenspel.web.shared.mishaps import NotAllowed
from tests.web.conversations.scenes import NOW, a_line, a_talk, typed


def place(cast, name, *more):
    return reverse(f"conversations:{name}", args=[cast.network.code, *more])


def look(cast, line, round, state="beginning", story=""):
    kept = line.looks.filter(round=round).first()
    seen = stamp(services.seen_of_look(kept))
    services.look(line, round, by=cast.facilitator, now=NOW, seen=seen, state=state, story=story)


def order(cast):
    return [line.what for line in queries.yields_of(cast.network)]


@pytest.mark.parametrize(("lang", "words"), [("nl", "op een gewone dinsdag"), ("en", "on an ordinary Tuesday")])
def test_an_empty_list_asks_questions_and_gives_an_example(cast, lang, words):
    page = cast.client("facilitator", lang).get(place(cast, "yields")).content.decode()
    assert words in page
    assert 'name="what"' in page
    assert 'name="what"' not in cast.client("viewer", lang).get(place(cast, "yields")).content.decode()


def test_a_line_is_for_residents_for_all_or_for_a_party(cast):
    client, party = cast.client("facilitator"), cast.parties["Woonstede"]
    for whom in ("citizens", "all", f"party:{party.code}"):
        client.post(place(cast, "yields"), {"what": f"Iets voor {whom[:5]}", "whom": whom, "code": new_code()})
    assert [(line.whom, line.party) for line in queries.yields_of(cast.network)] == [
        ("citizens", None), ("all", None), ("party", party),
    ]  # fmt: skip
    page = cast.client("viewer").get(place(cast, "yields")).content.decode()
    for words in ("voor inwoners", "voor ons allemaal", "voor Woonstede"):
        assert words in page


def test_a_double_submit_adds_one_line(cast):
    client, sent = cast.client("facilitator"), {"what": "Iets", "whom": "all", "code": new_code()}
    for _ in range(2):
        assert client.post(place(cast, "yields"), sent).status_code == 302
    assert order(cast) == ["Iets"]


@pytest.mark.parametrize(
    ("field", "value"),
    [("what", ""), ("what", "x" * 301), ("whom", "niemand"), ("whom", "party:elders"), ("code", "x")],
)
def test_a_line_that_cannot_be_kept_is_told_and_stays_typed(cast, field, value):
    sent = {"what": "Iets", "whom": "all", "code": new_code()} | {field: value}
    answer = cast.client("facilitator").post(place(cast, "yields"), sent)
    assert list(answer.context["form"].errors) == [field]
    assert answer.context["form"][field].value() == value
    assert order(cast) == []


def test_lines_move_and_a_second_press_of_the_same_button_does_nothing(cast):
    for what in ("een", "twee", "drie"):
        a_line(cast, what)
    line = queries.yields_of(cast.network)[2]
    client = cast.client("facilitator")
    for _ in range(2):
        client.post(place(cast, "move-line", line.code), {"place": "2", "do": "up"})
    assert order(cast) == ["een", "drie", "twee"]
    client.post(place(cast, "move-line", line.code), {"place": "1", "do": "down"})
    assert order(cast) == ["een", "twee", "drie"]
    client.post(place(cast, "move-line", line.code), {"place": "2", "do": "down"})
    client.post(place(cast, "move-line", line.code), {"place": "-1"})
    assert order(cast) == ["een", "twee", "drie"]


def test_a_removed_line_comes_back_with_its_stories(cast):
    line, talk = a_line(cast), a_talk(cast)
    look(cast, line, talk, story="De wijkzuster belde.")
    client = cast.client("facilitator")
    page = client.post(place(cast, "remove-line", line.code), follow=True).content.decode()
    assert place(cast, "restore-line", line.code) in page
    assert order(cast) == []
    assert client.get(place(cast, "line", line.code)).status_code == 404
    client.post(place(cast, "restore-line", line.code))
    assert "De wijkzuster belde." in client.get(place(cast, "yields")).content.decode()


def test_looks_make_a_line_of_rounds_oldest_first_and_nobody_counts_them(cast):
    line, first, second = a_line(cast), a_talk(cast, "Eerst"), a_talk(cast, "Toen", days=10)
    look(cast, line, second, "there", "Iedereen kent het nummer.")
    look(cast, line, first, "not-yet")
    page = cast.client("viewer").get(place(cast, "yields")).content.decode()
    assert page.index("nog niet te merken") < page.index("is er <")
    assert "Iedereen kent het nummer." in page
    assert page.index("· Eerst") < page.index("· Toen")
    rounds.delete(second, by=cast.facilitator, now=NOW)
    assert [one.round.title for one in queries.yields_of(cast.network)[0].looks.all()] == ["Eerst"]


def test_after_each_round_the_list_asks_how_it_is_now_until_somebody_looked(cast):
    line, talk = a_line(cast), a_talk(cast)
    client, ask = cast.client("facilitator"), place(cast, "look", line.code, talk.code)
    assert "Is het al te merken?" in client.get(place(cast, "yields")).content.decode()
    sent = typed(client.get(ask), state="beginning", story="Er is een nummer.")
    for _ in range(2):
        assert client.post(ask, sent).status_code == 302
    assert Look.objects.count() == 1
    assert "Is het al te merken?" not in client.get(place(cast, "yields")).content.decode()
    later = a_talk(cast, "Later", days=10)
    assert place(cast, "look", line.code, later.code) in client.get(place(cast, "yields")).content.decode()


def test_a_look_without_a_state_or_with_too_long_a_story_is_told(cast):
    line, talk = a_line(cast), a_talk(cast)
    client, address = cast.client("facilitator"), place(cast, "look", line.code, talk.code)
    assert list(client.post(address, {"story": "x"}).context["form"].errors) == ["state"]
    long = client.post(address, {"state": "there", "story": "x" * 1001})
    assert list(long.context["form"].errors) == ["story"]


def test_two_people_who_change_the_same_line_hear_of_each_other(cast):
    line, talk = a_line(cast), a_talk(cast)
    client = cast.client("facilitator")
    for address, field in (
        (place(cast, "line", line.code), "what"),
        (place(cast, "look", line.code, talk.code), "story"),
    ):
        mine, theirs = (typed(client.get(address), state="there", **{field: who}) for who in ("Van mij", "Van hen"))
        client.post(address, theirs)
        again = client.post(address, mine)
        page = again.content.decode()
        assert "Iemand anders heeft dit intussen gewijzigd" in page
        assert "Van hen" in page
        assert "Van mij" in page
        assert client.post(address, typed(again)).status_code == 302
    assert queries.line_of(cast.network, line.code).what == "Van mij"
    assert Look.objects.get().story == "Van mij"


def test_a_look_waits_for_a_result(cast):
    from tests.web.results.rounds import a_round

    line, round = a_line(cast), a_round(cast)
    assert cast.client("facilitator").get(place(cast, "look", line.code, round.code)).status_code == 404


def test_a_viewer_and_an_outsider_change_nothing(cast):
    line, talk = a_line(cast), a_talk(cast)
    client = cast.client("viewer")
    assert client.post(place(cast, "yields"), {"what": "x", "whom": "all", "code": new_code()}).status_code == 404
    assert client.get(place(cast, "line", line.code)).status_code == 404
    assert client.get(place(cast, "look", line.code, talk.code)).status_code == 404
    for who in (cast.viewer, cast.outsider):
        with pytest.raises(NotAllowed):
            services.remove_line(line, by=who, now=NOW)
        with pytest.raises(NotAllowed):
            services.look(line, talk, by=who, now=NOW, seen="", state="there", story="")


def test_a_line_of_another_network_is_not_found_here(cast):
    code = new_code()
    services.add_line(cast.other_network, by=None, now=NOW, code=code, what="Elders", whom="all", party=None)
    client = cast.client("facilitator")
    assert client.get(place(cast, "line", code)).status_code == 404
    for name in ("move-line", "remove-line", "restore-line"):
        assert client.post(place(cast, name, code)).status_code == 404


def test_what_was_put_away_long_ago_is_gone(cast):
    gone, kept = a_line(cast, "weg"), a_line(cast, "blijft")
    services.remove_line(gone, by=cast.facilitator, now=NOW)
    services.purge(NOW + datetime.timedelta(days=1))
    assert list(YieldLine.objects.all()) == [kept]


def test_a_line_for_a_party_that_has_gone_stays(cast):
    party = cast.parties["Woonstede"]
    a_line(cast, whom="party", party=party)
    party.delete()
    page = cast.client("facilitator").get(place(cast, "yields")).content.decode()
    assert "voor een partij" in page


def test_a_long_list_asks_no_more_of_the_database_than_a_short_one(cast, django_assert_num_queries):
    client, talk = cast.client("facilitator"), a_talk(cast)
    look(cast, a_line(cast), talk)
    with django_assert_num_queries(PAGE_QUERIES):
        client.get(place(cast, "yields"))
    for number in range(20):
        look(cast, a_line(cast, f"regel {number}"), talk, story="verhaal")
    with django_assert_num_queries(PAGE_QUERIES):
        client.get(place(cast, "yields"))


PAGE_QUERIES = 8
"""Session, account, network, role, the parties to choose from, publications, lines, looks."""
