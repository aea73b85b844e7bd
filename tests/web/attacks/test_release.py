"""Somebody who may see every page wants to know what one person answered, or when, and has the whole course of a round
to try it with.
"""

import datetime
import re

import pytest

from samenspel.web.answering import services as answering
from samenspel.web.answering.models import Response
from samenspel.web.conversations import services as conversations
from samenspel.web.parties import services as parties
from samenspel.web.parties.models import Participant
from samenspel.web.results import releasing
from samenspel.web.results import services as results
from samenspel.web.results.models import Publication
from samenspel.web.results.remarks import desk_of
from samenspel.web.rounds import services
from samenspel.web.shared.clock import now
from samenspel.web.shared.models import AuditEntry
from tests.web.answering.scenes import invite, open_round
from tests.web.results.rounds import documents

MINUTE = datetime.timedelta(minutes=1)


def people(cast, count):
    """So many people, half of them of each of two parties in two sectors."""
    both = list(cast.parties.values())
    return Participant.objects.bulk_create(
        Participant(network=cast.network, name=f"Mens{number}", email=f"m{number}@veel.example", party=both[number % 2])
        for number in range(count)
    )


def answered(cast, count, **values):
    """An open round in which so many people sent everything; gives it with its invitations."""
    round = open_round(cast.network, form="full", **values)
    asked = [invite(round, person) for person in people(cast, count)]
    for number, ((invitation, _), document) in enumerate(zip(asked, documents("conditions", count), strict=True)):
        answering.send(invitation, now=now(), key=f"mens{number:08}", answers=document)
    return round, asked


def publish(cast, round, at=None):
    services.close_round(round, by=cast.facilitator, now=at or now())
    results.publish(round, by=cast.facilitator, now=at or now())
    round.refresh_from_db()


def again(cast, round, at):
    """Open the round for a minute more."""
    services.reopen(round, by=cast.facilitator, now=at, closes_at=at + MINUTE)
    round.refresh_from_db()


def released(cast, round, who="viewer"):
    return cast.client(who).get(f"/netwerken/{cast.network.code}/rondes/{round.code}/uitkomst.json").content


def test_opening_again_for_one_changed_answer_publishes_nothing_new(cast):
    round, asked = answered(cast, 24)
    publish(cast, round)
    before, later = released(cast, round), now() + MINUTE
    again(cast, round, later)
    answering.send(asked[0][0], now=later, key="anders12.1", answers={"AMB-1": 1, "AMB-2": 7})
    publish(cast, round, later + MINUTE)
    assert released(cast, round) == before


@pytest.mark.parametrize("breakdown", ["sector", "party"])
def test_moving_people_between_groups_and_opening_again_publishes_no_other_groups(cast, breakdown):
    round, asked = answered(cast, 24, breakdown=breakdown)
    publish(cast, round)
    before, later = released(cast, round), now() + MINUTE
    one, other = cast.parties.values()
    person = asked[0][0].participant
    parties.change_participant(person, by=cast.facilitator, now=later, party=other if person.party == one else one)
    again(cast, round, later)
    for number, (invitation, _) in enumerate(asked[:8]):
        answering.send(invitation, now=later, key=f"anders{number}2.1", answers={"AMB-1": 1 + number % 7})
    publish(cast, round, later + MINUTE)
    assert released(cast, round) == before


def test_putting_a_round_away_and_back_or_taking_people_out_gives_no_second_release(cast):
    round, asked = answered(cast, 12)
    publish(cast, round)
    before, later = released(cast, round), now() + MINUTE
    services.revoke(asked[0][0], by=cast.facilitator, now=later)
    parties.delete(asked[1][0].participant, by=cast.facilitator, now=later)
    parties.purge(later + MINUTE)
    services.delete(round, by=cast.facilitator, now=later)
    assert cast.client("viewer").get(f"/netwerken/{cast.network.code}/rondes/{round.code}/uitkomst").status_code == 404
    services.restore(round, by=cast.facilitator, now=later)
    again(cast, round, later)
    publish(cast, round, later + MINUTE)
    assert released(cast, round) == before
    assert Publication.objects.get().number == 1


def test_the_page_of_a_round_is_the_same_before_and_after_an_answer_changes(cast):
    round, asked = answered(cast, 3)
    path = f"/netwerken/{cast.network.code}/rondes/{round.code}"
    pages = []
    for value in (1, 7):
        answering.send(asked[0][0], now=now(), key=f"anders{value}2.{value}", answers={"AMB-1": value})
        pages.append(cast.client("viewer").get(path).content.decode())
    strip = [page.split("<main")[1].split("</main")[0] for page in pages]
    assert strip[0] == strip[1]


def test_the_order_of_names_does_not_follow_the_order_of_answering(cast):
    round = open_round(cast.network, form="full")
    asked = {name: invite(round, person)[0] for name, person in reversed(cast.participants.items())}
    path = f"/netwerken/{cast.network.code}/rondes/{round.code}"
    orders = []
    for name in ("Roos", "Dirk", "Pim"):
        answering.send(asked[name], now=now(), key=f"{name}sleutel.1", answers={"AMB-1": 4})
        page = cast.client("viewer").get(path).content.decode()
        orders.append(sorted(cast.participants, key=page.index))
    assert orders[0] == orders[1] == orders[2]


def test_answering_leaves_nothing_in_the_log_of_the_network(cast):
    before = AuditEntry.objects.count()
    answered(cast, 3)
    assert AuditEntry.objects.count() == before


@pytest.mark.parametrize("counted", ["9", "10", "0", "-1", "1e3", "9" * 40])
def test_no_head_count_opens_a_room_of_fewer_than_ten(cast, counted):
    round, _ = answered(cast, 9, door="open")
    services.close_round(round, by=cast.facilitator, now=now())
    path = f"/netwerken/{cast.network.code}/rondes/{round.code}/uitkomst"
    assert cast.client("facilitator").post(f"{path}/telling", {"count": counted}).status_code == 400
    assert cast.client("facilitator").post(f"{path}/maken").status_code == 400
    assert cast.client("viewer").get(f"{path}.json").status_code == 404


def test_a_result_that_is_not_for_participants_is_not_shown_to_them(cast):
    round, asked = answered(cast, 12, show_participants=False)
    publish(cast, round)
    page = cast.client().get(f"/d/{asked[0][1]}/uitkomst").content.decode()
    assert 'role="img"' not in page.split("<main")[1]
    assert "12" not in re.sub(r"<[^>]+>", " ", page.split("<main")[1].split("</main")[0])


def test_while_a_round_is_open_nobody_gets_a_result(cast):
    round, asked = answered(cast, 12)
    for path in ("uitkomst.json", "rapport"):
        client = cast.client("steward")
        where = f"/netwerken/{cast.network.code}/rondes/{round.code}/{path}"
        assert (client.get if path.endswith("json") else client.post)(where).status_code == 404
    assert 'role="img"' not in cast.client().get(f"/d/{asked[0][1]}/uitkomst").content.decode().split("<main")[1]


def test_in_a_round_in_totals_no_way_out_names_a_party(cast):
    round, _ = answered(cast, 24)
    publish(cast, round)
    assert b"Woonstede" not in released(cast, round)
    page = cast.client("viewer").get(f"/netwerken/{cast.network.code}/rondes/{round.code}/uitkomst").content.decode()
    assert "Woonstede" not in page


def remark(round, number, text):
    """One person of a round wrote this."""
    response = Response.objects.filter(round=round).order_by("invitation")[number]
    response.document["AMB-open"] = text
    response.save()


def on_desk(round):
    return {one.text for one in desk_of(Publication.objects.get(round=round)).remarks if one.item == "AMB-open"}


def show_everything(cast, round, at):
    """A facilitator finds every remark fit that is not shown yet, and releases them."""
    publication = Publication.objects.get(round=round)
    for one in (remark for remark in desk_of(publication).remarks if not remark.shown):
        given = {"digest": one.digest, "choice": "show", "text": one.text}
        releasing.decide(publication, by=cast.facilitator, now=at, **given)
    releasing.release_remarks(publication, by=cast.facilitator, now=at)


@pytest.mark.parametrize("visibility", ["totals", "party"])
@pytest.mark.parametrize("late", [1, 8])
def test_what_a_latecomer_wrote_is_never_read_or_released(cast, visibility, late):
    round, _ = answered(cast, 16, visibility=visibility)
    Response.objects.filter(round=round).update(may_quote=True)
    publish(cast, round)
    show_everything(cast, round, now())
    before, later = on_desk(round), now() + MINUTE
    again(cast, round, later)
    for number in range(late):
        person = Participant.objects.create(
            network=cast.network,
            name=f"Laat{number}",
            email=f"laat{number}@veel.example",
            party=cast.parties["Woonstede"],
        )
        document = documents("conditions", late, seed=7)[number] | {"AMB-open": f"van een laatkomer {number}"}
        invitation, _ = invite(round, person)
        answering.send(invitation, now=later, key=f"laat{number:08}", answers=document, may_quote=True)
    publish(cast, round, later + MINUTE)
    assert on_desk(round) == before
    show_everything(cast, round, later + MINUTE)
    assert b"laatkomer" not in released(cast, round)
    assert all(text.encode() in released(cast, round) for text in before)


def test_who_takes_back_a_remark_when_the_round_is_open_again_is_not_released_afterwards(cast):
    round, asked = answered(cast, 16)
    remark(round, 0, "ik heb spijt")
    publish(cast, round)
    later = now() + MINUTE
    again(cast, round, later)
    written = {one: Response.objects.get(invitation=one).document["AMB-open"] for one, _ in asked}
    invitation = next(one for one, text in written.items() if text == "ik heb spijt")
    answering.send(invitation, now=later, key="spijt1234.1", answers={"AMB-open": ""})
    assert on_desk(round) == set()
    publish(cast, round, later + MINUTE)
    show_everything(cast, round, later + MINUTE)
    assert b"ik heb spijt" not in released(cast, round)


def test_nine_who_wrote_stay_unread_when_others_come_later(cast):
    round, _ = answered(cast, 9)
    publish(cast, round)
    later = now() + MINUTE
    again(cast, round, later)
    for number, document in enumerate(documents("conditions", 9, seed=3)):
        person = Participant.objects.create(network=cast.network, name=f"Laat{number}", email=f"l{number}@veel.example")
        answering.send(invite(round, person)[0], now=later, key=f"laat{number:08}", answers=document)
    publish(cast, round, later + MINUTE)
    assert Publication.objects.get(round=round).course == "renewed"
    assert on_desk(round) == set()


def test_reading_remarks_tells_nothing_of_who_wrote_them_or_in_which_order(cast):
    pages = []
    for order in (1, -1):
        round, _ = answered(cast, 12)
        for number in range(12):
            remark(round, number, f"woorden {(number * order) % 12}")
        publish(cast, round)
        path = f"/netwerken/{cast.network.code}/rondes/{round.code}/uitkomst/opmerkingen"
        page = cast.client("facilitator").get(path).content.decode().split("<main")[1]
        pages.append(sorted((f"woorden {number}" for number in range(12)), key=page.index))
        assert not any(name in page for name in ("Mens0", "Woonstede", "veel.example"))
        Participant.objects.filter(email__endswith="@veel.example").delete()
    assert pages[0] == pages[1]


@pytest.mark.parametrize("way", ["revoked", "passed-on", "not-me", "put-away", "other-round"])
def test_a_link_that_no_longer_counts_shows_no_result_and_nothing_of_the_talk_about_it(cast, way):
    round, asked = answered(cast, 12)
    invitation, secret = invite(round, cast.participants["Pim"])
    if way == "passed-on":
        services.pass_on(invitation, now=now(), name="Collega", email="collega@veel.example")
    elif way == "not-me":
        services.not_me(invitation, now=now())
    publish(cast, round)
    conversations.add_agreement(
        round, by=None, now=now(), code="abcdefghjkmn", what="Eén loket", who="Woonstede", until=None
    )
    if way == "revoked":
        services.revoke(invitation, by=cast.facilitator, now=now())
    elif way == "put-away":
        services.delete(round, by=cast.facilitator, now=now())
    elif way == "other-round":
        _, secret = invite(open_round(cast.network, form="full"), invitation.participant)
    for address in (f"/d/{secret}/uitkomst", f"/d/{secret}/uitkomst?lezen=alles"):
        page = cast.client().get(address).content.decode().split("<main")[1].split("</main")[0]
        assert 'role="img"' not in page
        assert "Eén loket" not in page
    still = cast.client().get(f"/d/{asked[0][1]}/uitkomst").content.decode()
    assert ('role="img"' in still) == (way != "put-away")
