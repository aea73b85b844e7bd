"""The page of a party shows its answers beside those of everyone where that was agreed, and else says why not."""

import re

import pytest

from samenspel.web.answering.models import Response
from samenspel.web.parties import services as parties
from samenspel.web.results import services as results
from samenspel.web.results.queries import party_rounds, release_of
from samenspel.web.rounds.models import Invitation
from tests.web.results.rounds import LATER, NOW, a_round


def by_party(cast, people=12, **fields):
    """A published round of which half the people answered for each of the two parties."""
    round = a_round(cast, people, **({"visibility": "party"} | fields))
    both = list(cast.parties.values())
    for number, response in enumerate(Response.objects.filter(round=round).order_by("invitation")):
        Invitation.objects.filter(response=response).update(party=both[number % 2])
    results.publish(round, by=None, now=NOW)
    return round


def page(cast, who="viewer", party="Woonstede", lang="nl"):
    code = cast.parties[party].code
    return cast.client(who, lang).get(f"/netwerken/{cast.network.code}/partijen/{code}").content.decode()


def test_a_party_reads_its_answers_beside_those_of_everyone(cast):
    round = by_party(cast)
    (told,) = party_rounds(cast.network, "Woonstede", "nl")
    release = release_of(round)
    group = next(one for one in release.breakdown.groups if one.name == "Woonstede")
    assert (told.state, told.people, told.everyone) == ("shown", 6, 12)
    assert len(told.rows) == len(release.scales) == len(group.scales)
    content = page(cast)
    assert "6 mensen van Woonstede antwoordden, van 12 in totaal" in content
    assert content.count('class="beside__line"') == len(release.scales)
    assert "Verbinding met de opgave" in content
    assert not re.search(r'(?:cx|x|width)="[\d.]*,', content)


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_no_other_party_is_named_beside_it(cast, lang):
    by_party(cast)
    assert "Gemeente Ommerdal" not in page(cast, lang=lang).split("<main")[1]


def test_what_stands_out_and_names_another_party_is_not_on_its_page(cast, monkeypatch):
    from samenspel.diagnosis import stands_out

    by_party(cast, 40)
    for response in Response.objects.filter(invitation__party=cast.parties["Woonstede"]):
        response.document |= {item: 1 for item, value in response.document.items() if isinstance(value, int)}
        response.save()
    low = by_party_again(cast)
    found = stands_out.stands_out(release_of(low))
    named = {one.key.split("/", 2)[2] for one in found if one.pattern.slug == "perception-gap"}
    assert "Woonstede" in named
    told = party_rounds(cast.network, "Woonstede", "nl")[0]
    assert {card["finding"].split("/", 2)[2] for card in told.cards} == {"Woonstede"}


def by_party_again(cast):
    """A later round in which Woonstede answers 2 where the others answer 6."""
    round = a_round(cast, 40, visibility="party", closed=LATER, title="Later")
    both = list(cast.parties.values())
    for number, response in enumerate(Response.objects.filter(round=round).order_by("invitation")):
        Invitation.objects.filter(response=response).update(party=both[number % 2])
        value = 2 if both[number % 2].name == "Woonstede" else 6
        response.document |= {item: value for item, one in response.document.items() if isinstance(one, int)}
        response.save()
    results.publish(round, by=None, now=LATER)
    return round


def test_the_round_that_closed_last_stands_first(cast):
    by_party(cast)
    by_party_again(cast)
    assert [one.publication.round.title for one in party_rounds(cast.network, "Woonstede", "nl")] == [
        "Later", "Nulmeting",
    ]  # fmt: skip


def test_a_round_in_totals_shows_nothing_by_party_and_says_why(cast):
    by_party(cast, visibility="totals")
    assert [one.state for one in party_rounds(cast.network, "Woonstede", "nl")] == ["totals"]
    assert "alleen totalen" in page(cast)
    assert "beside__line" not in page(cast)
    assert "only totals" in page(cast, lang="en")


def test_a_breakdown_by_party_shows_only_what_it_may(cast):
    by_party(cast, 30, visibility="totals", breakdown="party")
    assert [one.state for one in party_rounds(cast.network, "Woonstede", "nl")] == ["shown"]
    by_party(cast, 8, visibility="totals", breakdown="party", closed=LATER)
    assert party_rounds(cast.network, "Woonstede", "nl")[0].state == "few"


def test_a_party_that_was_renamed_is_told_that_a_result_keeps_old_names(cast):
    by_party(cast)
    party = cast.parties["Woonstede"]
    fields = {"sector": party.sector, "kind": party.kind, "ring": party.ring}
    parties.change_party(party, by=cast.facilitator, now=LATER, name="Woonstede Oost", **fields)
    assert "geen partij met deze naam" in page(cast)


def test_without_a_result_the_page_says_what_will_be_here(cast):
    assert "Er is nog geen uitkomst" in page(cast)


def test_the_details_are_folded_for_a_facilitator_and_absent_for_a_viewer(cast):
    assert "Gegevens van deze partij wijzigen" in page(cast, "facilitator")
    assert "<details" in page(cast, "facilitator").split("<main")[1]
    assert "Gegevens van deze partij wijzigen" not in page(cast)


def test_a_mistake_in_the_details_unfolds_them(cast):
    code = cast.parties["Woonstede"].code
    answer = cast.client("facilitator").post(
        f"/netwerken/{cast.network.code}/partijen/{code}", {"name": "", "ring": "1"}
    )
    assert 'party__change" open' in answer.content.decode()


def test_more_rounds_ask_no_more_of_the_database(cast, django_assert_max_num_queries):
    for number in range(6):
        by_party(cast, title=f"Ronde {number}")
    client, code = cast.client("facilitator"), cast.parties["Woonstede"].code
    with django_assert_max_num_queries(11):
        client.get(f"/netwerken/{cast.network.code}/partijen/{code}")
