"""The page of a result: what it says in each state, to whom, and with how few questions to the database."""

import json
import re
from datetime import timedelta

import pytest
from django.urls import reverse

from samenspel.diagnosis.stands_out import Discussed
from samenspel.web.answering.models import Response
from samenspel.web.results import queries, services
from samenspel.web.rounds.models import Invitation
from tests.web.results.rounds import LATER, NOW, a_round, answer, close

COLD, WARM = 14, 11
"""How many questions a result asks the database: the first time, and once it was worked out."""


def address(name, round, *more):
    return reverse(f"results:{name}", args=[round.network.code, round.code, *more])


def seen(cast, round, who="viewer", lang="nl", route="alles"):
    response = cast.client(who, lang).get(address("result", round), {"lezen": route})
    return response.status_code, response.content.decode()


def published(cast, people=12, **fields):
    round = a_round(cast, people, **fields)
    services.publish(round, by=None, now=NOW)
    return round


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_a_viewer_reads_the_whole_result(cast, lang):
    round = published(cast, 24, instrument="conditions+phase+features")
    status, page = seen(cast, round, lang=lang)
    assert status == 200
    for anchor in ('id="scale-0"', 'id="choice-PHASE-now"', 'id="choice-FEA-seen"', 'id="flower-title"'):
        assert anchor in page
    assert ("Wat is beloofd" if lang == "nl" else "What was promised") in page
    assert len(re.findall(r"<h1[ >]", page)) == 1


def test_under_a_list_of_which_nothing_was_ticked_most_stands_no_empty_sentence(cast):
    round = a_round(cast, 12, instrument="features")
    for response in Response.objects.filter(round=round):
        response.document["FEA-seen"] = []
        response.save()
    services.publish(round, by=None, now=NOW)
    _, page = seen(cast, round)
    assert "2 of minder" in page
    assert "Het vaakst gekozen" not in page
    assert not re.search(r"<p[^>]*></p>", page[page.index('id="choice-FEA-seen"') :])


def test_pictures_take_their_colours_from_the_page_and_no_id_stands_there_twice(cast):
    round = published(cast, 24, instrument="conditions+phase+features")
    _, page = seen(cast, round)
    assert not re.search(r"#[0-9A-F]{6}\"", page[page.index('class="result"') :])
    assert " style=" not in page
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert sorted(ids) == sorted(set(ids))
    named = {ident for names in re.findall(r'aria-labelledby="([^"]+)"', page) for ident in names.split()}
    assert named <= set(ids)


def test_nobody_sees_anything_before_the_round_closes(cast):
    round = a_round(cast, 12, closed=None)
    status, page = seen(cast, round)
    assert status == 200
    assert "na het sluiten" in page
    assert "<svg xmlns" not in page or "flower" not in page
    assert cast.client("viewer").get(address("data", round)).status_code == 404


def test_a_round_just_closed_can_be_published_by_the_facilitator_at_once(cast):
    round = a_round(cast, 12)
    assert "Nu maken" not in seen(cast, round)[1]
    client = cast.client("facilitator")
    assert "Nu maken" in client.get(address("result", round)).content.decode()
    assert cast.client("viewer").post(address("publish", round)).status_code == 404
    for _ in range(2):
        assert client.post(address("publish", round)).headers["location"] == address("result", round)
    assert queries.reading_state(round).name == "published"


@pytest.mark.parametrize(("people", "words"), [(0, "Er zijn geen antwoorden"), (4, "Nog te weinig antwoorden")])
def test_too_few_answers_are_explained_without_numbers(cast, people, words):
    _, page = seen(cast, published(cast, people))
    assert words in page
    assert 'id="scale-0"' not in page


def test_a_room_asks_for_the_head_count_and_explains_a_difference(cast):
    round = a_round(cast, 12, door="open")
    client = cast.client("facilitator")
    assert "Hoeveel mensen waren er in de zaal?" in client.get(address("result", round)).content.decode()
    assert "zodra de procesbegeleider" in seen(cast, round)[1]
    assert cast.client("viewer").post(address("head-count", round), {"count": 12}).status_code == 404
    answer_ = client.post(address("head-count", round), {"count": "veel"})
    assert answer_.status_code == 400
    answer_ = client.post(address("head-count", round), {"count": 10})
    assert answer_.status_code == 400
    assert "Er zijn 12 antwoorden, en 10 mensen geteld." in answer_.content.decode()
    assert "Tel nog eens" in answer_.content.decode()
    answer_ = client.post(address("head-count", round), {"count": 14})
    assert "Niet iedereen heeft de antwoorden verstuurd" in answer_.content.decode()
    assert client.post(address("head-count", round), {"count": 12}).status_code == 302
    assert 'id="scale-0"' in seen(cast, round)[1]


def test_a_small_room_is_told_how_many_are_needed(cast):
    assert "pas vanaf 10 antwoorden" in seen(cast, a_round(cast, 8, door="open"))[1]


def test_parties_stand_beside_each_other_only_where_that_was_agreed(cast):
    for visibility, shown in (("party", True), ("totals", False)):
        round = a_round(cast, 12, visibility=visibility)
        Invitation.objects.filter(round=round).update(party=cast.parties["Woonstede"])
        services.publish(round, by=None, now=NOW)
        assert ("Woonstede" in seen(cast, round)[1]) == shown


def test_the_page_says_that_a_reopened_round_kept_or_renewed_its_numbers(cast):
    round = published(cast, 14)
    close(round, None)
    assert "weer open" in seen(cast, round)[1]
    close(round)
    services.publish(round, by=None, now=LATER)
    assert "De uitkomst is gebleven zoals die was" in seen(cast, round)[1]
    answer(round, 14, seed=3)
    close(round, LATER + timedelta(days=1))
    services.publish(round, by=None, now=LATER)
    page = seen(cast, round)[1]
    assert "zijn vernieuwd" in page
    assert "Vernieuwd op 3 maart 2026" in page


def test_only_the_participant_sees_their_own_answers_beside_the_total(cast):
    round = published(cast, 12, instrument="conditions+phase+features")
    release, mine = queries.release_of(round), Response.objects.filter(published__has_key="AMB-1").first().document
    mine = mine | {"AMB-1": 7, "AMB-2": None, "PHASE-now": "do", "AMB-open": "mijn woorden"}
    del mine["AMB-3"]
    page = queries.page_of(release, Discussed(()), "nl", own=mine)
    rows = [row for scale in page.scales for row in scale["rows"]]
    assert rows[0]["own"].startswith("7")
    assert rows[1]["own"]
    assert rows[2]["own"] == "niet ingevuld"
    phase = next(choice for choice in page.choices if choice["key"] == "choice-PHASE-now")
    assert [row["mine"] for row in phase["rows"]].count(True) == 1
    assert phase["own"]
    assert [one["text"] for one in page.own_words if one["text"] == "mijn woorden"]
    without = queries.page_of(release, Discussed(()), "nl")
    assert not any(row["own"] for scale in without.scales for row in scale["rows"])
    assert without.own_words == []
    assert "Jij:" not in seen(cast, round)[1]


def test_remarks_that_nobody_read_for_names_are_nowhere(cast):
    round = published(cast, 12)
    assert Response.objects.filter(document__icontains="opmerking").exists()
    assert "opmerking 3" not in seen(cast, round)[1]


def test_the_numbers_can_be_taken_along_as_json(cast):
    round = published(cast, 12)
    answer_ = cast.client("viewer").get(address("data", round))
    assert json.loads(answer_.content)["format"] == "samenspel.release/1"
    assert answer_["content-disposition"] == 'attachment; filename="langer-thuis-nulmeting-uitkomst.json"'


def test_earlier_rounds_stand_beside_it_oldest_first_with_what_was_asked_alike(cast):
    old = published(cast, 12, title="Voorjaar", closed=NOW - timedelta(days=200))
    other = published(cast, 12, title="Fase", instrument="phase", closed=NOW - timedelta(days=100))
    new = published(cast, 14, seed=4, title="Najaar", instrument="conditions+phase")
    _, page = seen(cast, new)
    part = page[page.index('id="earlier"') :]
    assert part.index("Voorjaar") < part.index("Najaar")
    released = queries.release_of(old).scales["AMB"].mean
    assert f"{released.value:.1f}".replace(".", ",") in part
    assert "Kleine verschuivingen kunnen toeval zijn" in part
    assert 'id="earlier"' not in seen(cast, old)[1]
    assert other.title not in part  # it asks no rated statement that this round asks


def test_rounds_that_were_deleted_or_belong_to_others_are_not_beside_it(cast):
    published(cast, 12, title="Weg", closed=NOW - timedelta(days=200), deleted_at=NOW)
    published(cast, 12, title="Elders", closed=NOW - timedelta(days=200), network=cast.other_network)
    assert 'id="earlier"' not in seen(cast, published(cast, 12))[1]


def test_a_result_takes_few_queries_however_many_answers_and_rounds(cast, django_assert_num_queries):
    for days in (100, 200, 300):
        published(cast, 10, closed=NOW - timedelta(days=days))
    round, client = published(cast, 30), cast.client("viewer")
    with django_assert_num_queries(COLD):
        assert client.get(address("result", round)).status_code == 200
    with django_assert_num_queries(WARM):
        assert client.get(address("result", round)).status_code == 200


def test_what_was_worked_out_once_is_not_worked_out_again_until_it_changes(cast, monkeypatch):
    round, made = published(cast, 12), []
    whole = queries.page_of
    monkeypatch.setattr(queries, "page_of", lambda *given, **more: made.append(1) or whole(*given, **more))
    for lang, times in (("nl", 1), ("nl", 1), ("en", 2)):
        seen(cast, round, lang=lang)
        assert len(made) == times
    answer(round, 12, seed=8)
    close(round)
    services.publish(round, by=None, now=LATER)
    assert "Wat 24 mensen zeggen" in seen(cast, round)[1]
    assert len(made) == 3


ROUTES = {
    "minuut": ({"flower", "minute"}, {"matter", "found", "stuck", "scale-0"}),
    "tien": ({"flower", "matter", "found", "apart"}, {"minute", "stuck", "scale-0"}),
    "alles": ({"flower", "matter", "found", "apart", "scale-0"}, {"minute", "stuck"}),
    "vast": ({"flower", "stuck"}, {"minute", "matter", "found", "scale-0"}),
    "anders": ({"flower", "matter", "found"}, {"minute", "scale-0"}),
}


@pytest.mark.parametrize("route", ROUTES)
def test_a_reading_route_shows_what_there_is_time_for_and_the_picture_always(cast, route):
    _, page = seen(cast, published(cast, 24), route=route)
    there, absent = ROUTES[route]
    assert {one for one in there | absent if f'id="{one}"' in page} == there
    assert len(re.findall(r'class="filter" href="[^"]+" aria-current', page)) == 1


def test_the_title_says_who_speaks(cast):
    assert "<h1>Wat 12 mensen zeggen</h1>" in seen(cast, published(cast, 12))[1]
    assert "<h1>What 12 people say</h1>" in seen(cast, published(cast, 12), lang="en")[1]
    round = a_round(cast, 12, visibility="party")
    Invitation.objects.filter(round=round).update(party=cast.parties["Woonstede"])
    services.publish(round, by=None, now=NOW)
    assert "<h1>Wat 12 mensen zeggen</h1>" in seen(cast, round)[1]


def test_totals_say_why_parties_are_not_there(cast):
    _, page = seen(cast, published(cast, 12), route="tien")
    part = page[page.index('id="apart"') :]
    assert "Partijen" in part[: part.index("</section>")]


def test_statements_to_begin_with_stand_in_the_order_of_the_questionnaire(cast):
    release = queries.release_of(published(cast, 24))
    rows = queries.page_of(release, Discussed(()), "nl").matter["rows"]
    order = [release.instrument.item(item).short["nl"] for item in release.ratings]
    names = [row["name"] for row in rows]
    assert len(names) == 6
    assert names == sorted(names, key=order.index)
    means = {release.instrument.item(item).short["nl"]: one.mean.value for item, one in release.ratings.items()}
    assert {max(means, key=means.get), min(means, key=means.get)} <= set(names)


def test_publishing_takes_few_queries_however_many_answers(cast, django_assert_max_num_queries):
    round = a_round(cast, 40, show_participants=False)
    with django_assert_max_num_queries(14):
        services.publish(round, by=cast.facilitator, now=NOW)


PAGES = [("get", "result"), ("get", "data"), ("get", "screen"), ("get", "head-count"), ("post", "head-count"),
         ("post", "judge"), ("post", "withdraw-judgement"), ("post", "publish"),
         ("post", "ask-report")]  # fmt: skip


@pytest.mark.parametrize(("method", "name"), PAGES)
def test_an_outsider_finds_nothing_and_a_visitor_logs_in_first(cast, method, name):
    round = published(cast, 12)
    assert getattr(cast.client("outsider"), method)(address(name, round)).status_code == 404
    assert getattr(cast.client(), method)(address(name, round)).status_code == 302
    theirs = reverse(f"results:{name}", args=[cast.other_network.code, round.code])
    assert getattr(cast.client("outsider"), method)(theirs).status_code == 404


def test_of_a_round_that_nobody_answered_there_is_one_sentence_and_no_empty_pictures(cast):
    round = published(cast, 0, instrument="conditions+phase")
    status, page = seen(cast, round)
    assert status == 200
    assert "choice-PHASE-now" not in page
    assert "flower-title" not in page
    assert "/rapport" not in page
