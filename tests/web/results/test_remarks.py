"""Open remarks are read for names by a facilitator, released when found fit, and taken out when somebody objects."""

import pytest

from samenspel.web.answering.models import Response
from samenspel.web.results import queries, releasing, services
from samenspel.web.results.models import ReadRemark, Report
from samenspel.web.results.remarks import desk_of
from samenspel.web.results.spotted import Spotter
from samenspel.web.rounds.models import Invitation
from samenspel.web.shared.mishaps import NotAllowed
from samenspel.web.shared.models import AuditEntry
from tests.web.answering.scenes import invite
from tests.web.results.rounds import LATER, NOW, a_round, answer, close

ITEM = "AMB-open"


def spoken(cast, *texts, people=12, **fields):
    """A published round in which the first people wrote these remarks, and nobody anything else."""
    round = a_round(cast, people, **fields)
    for number, response in enumerate(Response.objects.filter(round=round).order_by("pk")):
        words = {key: "" for key in response.document if key.endswith("-open")}
        response.document |= words | ({ITEM: texts[number]} if number < len(texts) else {})
        response.save()
    services.publish(round, by=None, now=NOW)
    round.refresh_from_db()
    return round


def desk(round):
    return desk_of(queries.publication_of(round))


def decide(cast, round, text, choice="show", instead=None):
    publication = queries.publication_of(round)
    one = next(one for one in desk_of(publication).remarks if one.text == text)
    given = {"digest": one.digest, "choice": choice, "text": text if instead is None else instead}
    releasing.decide(publication, by=cast.facilitator, now=NOW, **given)


def release(cast, round):
    releasing.release_remarks(queries.publication_of(round), by=cast.facilitator, now=LATER)


def shown(round):
    return [one.text for one in queries.release_of(round).remarks]


def page(cast, round, who="facilitator", lang="nl"):
    return cast.client(who, lang).get(f"/netwerken/{cast.network.code}/rondes/{round.code}/uitkomst/opmerkingen")


def test_a_remark_is_read_released_and_then_seen_by_the_team_and_by_who_took_part(cast):
    round = spoken(cast, "Pim helpt mij altijd", "Meer rust", show_participants=True)
    decide(cast, round, "Pim helpt mij altijd", instead="[naam] helpt mij altijd")
    assert shown(round) == []
    release(cast, round)
    assert shown(round) == ["[naam] helpt mij altijd"]
    assert queries.release_of(round).remarks_held == 1
    _, secret = invite(round, cast.participants["Dirk"])
    result = f"/netwerken/{cast.network.code}/rondes/{round.code}/uitkomst"
    for who, address in (("viewer", result), (None, f"/d/{secret}/uitkomst")):
        seen = cast.client(who).get(address, {"lezen": "alles"}).content.decode()
        assert "[naam] helpt mij altijd" in seen
        assert "Pim helpt" not in seen


def test_releasing_replaces_the_result_throws_reports_away_and_notes_counts_only(cast):
    round = spoken(cast, "een", "twee")
    publication = queries.publication_of(round)
    services.ask_report(publication, by=cast.viewer, now=NOW, kind="whole", language="nl")
    decide(cast, round, "een")
    release(cast, round)
    publication.refresh_from_db()
    assert (publication.number, publication.made_at) == (2, LATER)
    assert not Report.objects.exists()
    entry = AuditEntry.objects.get(action="remarks-released")
    assert entry.detail == {"shown": 1, "held": 1}
    release(cast, round)
    assert AuditEntry.objects.filter(action="remarks-released").count() == 1


def test_numbers_stay_as_they_are(cast):
    round = spoken(cast, "een", "twee")
    before = queries.release_of(round)
    decide(cast, round, "een")
    release(cast, round)
    after = queries.release_of(round)
    assert (after.ratings, after.scales, after.people) == (before.ratings, before.scales, before.people)


def test_who_objects_sees_their_remark_go_at_once(cast):
    round = spoken(cast, "een", "twee")
    decide(cast, round, "een")
    decide(cast, round, "twee")
    release(cast, round)
    decide(cast, round, "een", "hide")
    assert shown(round) == ["twee"]
    assert ReadRemark.objects.filter(choice="hide").get().text == ""


def test_other_words_for_a_remark_that_is_shown_take_it_out_until_it_is_released_again(cast):
    round = spoken(cast, "Pim en Noor helpen")
    decide(cast, round, "Pim en Noor helpen", instead="[naam] en Noor helpen")
    release(cast, round)
    decide(cast, round, "Pim en Noor helpen", instead="[naam] en [naam] helpen")
    assert shown(round) == []
    release(cast, round)
    assert shown(round) == ["[naam] en [naam] helpen"]


def test_two_who_wrote_the_same_are_read_once_and_shown_twice(cast):
    round = spoken(cast, "meer rust", "meer rust")
    assert len(desk(round).remarks) == 1
    decide(cast, round, "meer rust")
    release(cast, round)
    assert shown(round) == ["meer rust", "meer rust"]


def test_a_remark_that_was_not_read_stays_closed(cast):
    round = spoken(cast, "een", "twee")
    decide(cast, round, "een", "hide")
    release(cast, round)
    assert shown(round) == []


@pytest.mark.parametrize(
    ("texts", "fields", "state"),
    [
        (["een"], {"people": 9}, "few"),
        ([], {}, "none"),
        (["een"], {"visibility": "party", "people": 12}, "leave"),
        (["een"], {}, "ready"),
    ],
)
def test_the_page_says_why_there_is_nothing_to_read(cast, texts, fields, state):
    round = _spoken_by_party(cast, *texts) if fields.get("visibility") else spoken(cast, *texts, **fields)
    assert desk(round).state == state
    assert page(cast, round).status_code == 200
    assert page(cast, round, lang="en").status_code == 200


def test_before_there_is_a_result_there_is_nothing_to_read(cast):
    round = a_round(cast, 12, closed=None)
    assert "opmerking 3" not in page(cast, round).content.decode()
    assert not AuditEntry.objects.filter(action="remarks-read").exists()


def _spoken_by_party(cast, *texts, leave=()):
    round = a_round(cast, 12, closed=NOW, visibility="party")
    for number, response in enumerate(Response.objects.filter(round=round).order_by("pk")):
        words = {key: "" for key in response.document if key.endswith("-open")}
        response.document |= words | ({ITEM: texts[number]} if number < len(texts) else {})
        response.may_quote = number < len(texts) and texts[number] in leave
        response.save()
        Invitation.objects.filter(response=response).update(party=cast.parties["Woonstede"])
    services.publish(round, by=None, now=NOW)
    round.refresh_from_db()
    return round


def test_by_party_only_remarks_with_leave_are_read(cast):
    round = _spoken_by_party(cast, "een", "twee", leave=["een"])
    assert [one.text for one in desk(round).remarks] == ["een"]
    content = page(cast, round).content.decode()
    assert "alleen opmerkingen van mensen die hebben aangekruist" in content
    assert "twee" not in content.split("<main")[1]


def test_while_a_round_is_open_again_remarks_can_only_be_taken_out(cast):
    round = spoken(cast, "een", "twee")
    decide(cast, round, "een")
    release(cast, round)
    round.closed_at = None
    round.save()
    assert [one.text for one in desk(round).remarks] == ["een"]
    content = page(cast, round).content.decode()
    assert "twee" not in content.split("<main")[1]
    with pytest.raises(NotAllowed):
        decide(cast, round, "een", "show", "anders")
    decide(cast, round, "een", "hide")
    assert shown(round) == []


def test_a_renewed_round_by_party_keeps_the_remarks_whose_writers_let_them_stand(cast):
    round = _spoken_by_party(cast, "een", "twee", "drie", leave=["een", "twee", "drie"])
    for text in ("een", "twee"):
        decide(cast, round, text)
    release(cast, round)
    gone = next(one for one in Response.objects.filter(round=round) if one.document[ITEM] == "twee")
    gone.document[ITEM] = "anders"
    gone.save()
    answer(round, 6, seed=5)
    Response.objects.filter(published__isnull=True).update(may_quote=True)
    close(round)
    services.publish(round, by=None, now=LATER)
    assert queries.release_of(round).people == 18
    assert shown(round) == ["een"]
    assert {one.text for one in desk(round).remarks} == {"een", "drie"}


def counted(round):
    """How many remarks are shown and held."""
    release = queries.release_of(round)
    return len(release.remarks), release.remarks_held


@pytest.mark.parametrize("texts", [("een", "twee", "drie"), ("een",), ()])
@pytest.mark.parametrize("read", [True, False])
@pytest.mark.parametrize("writes", ["geheim", ""])
def test_by_party_reopening_does_not_tell_whether_a_latecomer_wrote_anything(cast, texts, read, writes):
    round = _spoken_by_party(cast, *texts, leave=texts)
    if read and texts:
        decide(cast, round, "een")
        release(cast, round)
    before = counted(round)
    answer(round, 1, seed=5)
    late = Response.objects.get(published__isnull=True)
    late.may_quote, late.document = True, {**late.document, **dict.fromkeys(_open_items(late), writes)}
    late.save()
    close(round)
    assert services.publish(round, by=None, now=LATER).course == "renewed"
    assert queries.release_of(round).people == 13
    assert counted(round) == before


def _open_items(response):
    return [key for key in response.document if key.endswith("-open")]


def _writes_now(round, before, after):
    one = next(one for one in Response.objects.filter(round=round) if one.document[ITEM] == before)
    one.document[ITEM] = after
    one.save()


@pytest.mark.parametrize(("before", "after"), [("twee", ""), ("twee", "anders"), ("", "alsnog")])
def test_by_party_a_round_in_which_only_words_that_stay_closed_changed_keeps_its_result(cast, before, after):
    round = _spoken_by_party(cast, "een", "twee", leave=["een", "twee"])
    decide(cast, round, "een")
    release(cast, round)
    _writes_now(round, before, after)
    close(round)
    publication = services.publish(round, by=None, now=LATER)
    assert (publication.course, publication.number, counted(round)) == ("stayed", 2, (1, 1))
    assert not AuditEntry.objects.filter(action="result-renewed").exists()


def test_by_party_a_remark_that_its_writer_emptied_goes_and_the_sum_stays(cast):
    round = _spoken_by_party(cast, "een", "twee", leave=["een", "twee"])
    for text in ("een", "twee"):
        decide(cast, round, text)
    release(cast, round)
    _writes_now(round, "twee", "")
    answer(round, 1, seed=5)
    close(round)
    services.publish(round, by=None, now=LATER)
    assert (shown(round), counted(round)) == (["een"], (1, 1))


def test_a_facilitator_who_opens_the_remarks_is_noted_once(cast):
    round = spoken(cast, "een")
    for who in ("facilitator", "facilitator", "steward"):
        assert page(cast, round, who).status_code == 200
    noted = AuditEntry.objects.filter(action="remarks-read")
    assert [(one.account, one.subject, one.detail) for one in noted.order_by("pk")] == [
        (cast.facilitator, f"round:{round.code}", {}),
        (cast.steward, f"round:{round.code}", {}),
    ]


def addresses(cast, round):
    where = f"/netwerken/{cast.network.code}/rondes/{round.code}/uitkomst/opmerkingen"
    return [where, f"{where}/vrijgeven", f"{where}/{desk(round).remarks[0].digest}"]


@pytest.mark.parametrize("who", ["viewer", "outsider"])
@pytest.mark.parametrize("number", range(3))
def test_to_viewers_and_outsiders_these_pages_do_not_exist(cast, who, number):
    round = spoken(cast, "een")
    address, client = addresses(cast, round)[number], cast.client(who)
    assert (client.post(address, {"choice": "show", "text": "x"}) if number else client.get(address)).status_code == 404
    assert shown(round) == []


@pytest.mark.parametrize("who", ["viewer", "outsider"])
def test_viewers_and_outsiders_decide_nothing(cast, who):
    round = spoken(cast, "een")
    publication, by = queries.publication_of(round), getattr(cast, who)
    given = {"digest": desk(round).remarks[0].digest, "choice": "show", "text": "een"}
    for do in (
        lambda: releasing.decide(publication, by=by, now=NOW, **given),
        lambda: releasing.release_remarks(publication, by=by, now=NOW),
        lambda: releasing.opened(publication, by=by, now=NOW),
    ):
        with pytest.raises(NotAllowed):
            do()


def test_a_decision_of_the_page_is_kept_and_leads_to_the_next_remark(cast):
    round = spoken(cast, "een", "twee")
    first, second = desk(round).remarks
    client = cast.client("facilitator")
    address = f"/netwerken/{cast.network.code}/rondes/{round.code}/uitkomst/opmerkingen"
    given = {"choice": "show", "text": first.text}
    assert client.post(f"{address}/{first.digest}", given).url == f"{address}#r-{second.digest}"
    assert client.post(f"{address}/{second.digest}", {"choice": "hide", "text": ""}).url == f"{address}#release"
    assert client.post(f"{address}/vrijgeven", follow=True).status_code == 200
    assert shown(round) == [first.text]


def test_a_script_gets_one_remark_and_the_count_back(cast):
    round = spoken(cast, "een", "twee")
    first = desk(round).remarks[0]
    address = f"/netwerken/{cast.network.code}/rondes/{round.code}/uitkomst/opmerkingen/{first.digest}"
    client = cast.client("facilitator")
    made = client.post(address, {"choice": "show", "text": first.text}, headers={"HX-Request": "true"}).content.decode()
    assert made.count("<article") == 1
    assert "1 van 2 gelezen" in made
    assert "<html" not in made


@pytest.mark.parametrize("typed", ["", "   ", "x" * 2001])
@pytest.mark.parametrize("script", [True, False])
def test_words_that_cannot_be_shown_are_told_at_the_field_and_nothing_is_lost(cast, typed, script):
    round = spoken(cast, "een")
    digest = desk(round).remarks[0].digest
    address = f"/netwerken/{cast.network.code}/rondes/{round.code}/uitkomst/opmerkingen/{digest}"
    headers = {"HX-Request": "true"} if script else {}
    made = cast.client("facilitator").post(address, {"choice": "show", "text": typed}, headers=headers)
    assert made.status_code == (200 if script else 400)
    assert "errorlist" in made.content.decode()
    assert typed.strip() in made.content.decode()
    assert not ReadRemark.objects.exists()


def test_a_remark_of_line_ends_and_markup_comes_back_as_it_was_written(cast):
    text = "eerste regel\n<b>tweede</b> & \u202bregel"
    round = spoken(cast, text)
    one = desk(round).remarks[0]
    assert "<b>tweede" not in page(cast, round).content.decode()
    address = f"/netwerken/{cast.network.code}/rondes/{round.code}/uitkomst/opmerkingen/{one.digest}"
    cast.client("facilitator").post(address, {"choice": "show", "text": text.replace("\n", "\r\n")})
    assert ReadRemark.objects.get().text == text


def test_names_addresses_and_numbers_are_marked(cast):
    round = spoken(cast, "Vraag het PIM of pim@samenspel.example, bel 06-1234 5678, of Woonstede. Pimpelen niet.")
    content = page(cast, round).content.decode()
    for marked in ("PIM", "pim@samenspel.example", "06-1234 5678", "Woonstede"):
        assert f"<mark>{marked}</mark>" in content
    assert "<mark>Pim</mark>pelen" not in content


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Ömer Aydin zei het", ["Ömer Aydin"]),
        ("dat zei Aydin", ["Aydin"]),
        ("van der Berg kwam", ["Berg"]),
        ("van alles en nog wat", []),
        ("in 2024-2025 en 12.500 euro", []),
        ("bel +31 6 12 34 56 78", ["+31 6 12 34 56 78"]),
        ("(C++ is geen naam)", []),
    ],
)
def test_a_spotter_finds_whole_words_only(text, marked):
    spotter = Spotter(["Ömer Aydin", "Jan van der Berg", ""], ["Zorg (oost)"])
    pieces = spotter.pieces(text)
    assert [one.text for one in pieces if one.marked] == marked
    assert "".join(one.text for one in pieces) == text


def test_the_page_of_a_result_tells_the_facilitator_how_many_wait_and_a_viewer_nothing(cast):
    round = spoken(cast, "een", "twee")
    result = f"/netwerken/{cast.network.code}/rondes/{round.code}/uitkomst"
    assert "2 opmerkingen wachten" in cast.client("facilitator").get(result).content.decode()
    assert "wachten tot iemand" not in cast.client("viewer").get(result).content.decode()


def test_a_hundred_remarks_ask_no_more_of_the_database_than_two(cast, django_assert_max_num_queries):
    round = spoken(cast, *(f"opmerking {n}" for n in range(100)), people=100)
    client = cast.client("facilitator")
    client.get(addresses(cast, round)[0])
    with django_assert_max_num_queries(21):
        client.get(addresses(cast, round)[0])
