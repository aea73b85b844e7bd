"""The place of conversations: what there is to talk about, what was agreed, what is open."""

import pytest

from samenspel.web.conversations import queries
from tests.web.conversations.scenes import a_line, a_talk, agreed, guide_address
from tests.web.results.rounds import a_round


def place(cast):
    return f"/netwerken/{cast.network.code}/gesprek"


@pytest.mark.parametrize(
    ("lang", "words"), [("nl", "Nog niets om over te praten"), ("en", "Nothing to talk about yet")]
)
def test_before_the_first_result_the_place_says_how_to_begin(cast, lang, words):
    a_round(cast)
    page = cast.client("viewer", lang).get(place(cast)).content.decode()
    assert words in page
    assert f"/netwerken/{cast.network.code}/rondes" in page


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_round_has_its_guide_and_what_it_led_to_newest_first(cast, lang):
    first, second = a_talk(cast, "Eerst"), a_talk(cast, "Toen", days=10)
    agreed(cast, first, "Eén nummer openen", leverage="Eén loket")
    a_line(cast, "Eén telefoontje is genoeg")
    page = cast.client("viewer", lang).get(place(cast)).content.decode()
    assert page.index(f">{second.title}<") < page.index(f">{first.title}<")
    for words in (guide_address(first), guide_address(second), "Eén nummer openen", "Eén loket", "telefoontje"):
        assert words in page


def test_the_tab_is_marked_at_the_place_and_at_a_guide(cast):
    client, talk = cast.client("viewer"), a_talk(cast)
    for address in (place(cast), guide_address(talk), f"/netwerken/{cast.network.code}/als-dit-werkt"):
        page = client.get(address).content.decode()
        assert f'<a href="{place(cast)}" aria-current="page">Gesprek</a>' in page


def test_whoever_is_not_in_the_network_finds_nothing(cast):
    talk = a_talk(cast)
    for address in (place(cast), guide_address(talk), f"/netwerken/{cast.network.code}/als-dit-werkt"):
        assert cast.client("outsider").get(address).status_code == 404
        assert cast.client().get(address).status_code == 302


def test_a_participant_with_a_link_does_not_come_here(cast):
    from samenspel.web.rounds.services import new_link

    talk = a_talk(cast)
    invitation = talk.invitations.select_related("round").first()
    client = cast.client()
    client.get(f"/d/{new_link(invitation)}", follow=True)
    assert client.get(guide_address(talk)).status_code == 302
    assert client.post(f"{guide_address(talk)}/duur", {"minutes": "60"}).status_code == 302
    assert queries.programme_of(talk, "nl").asked == 90


def test_the_place_asks_the_database_no_more_for_many_rounds(cast, django_assert_num_queries):
    client = cast.client("viewer")
    for number in range(2):
        agreed(cast, a_talk(cast, f"Ronde {number}", days=number), "Iets")
    a_line(cast)
    with django_assert_num_queries(PAGE_QUERIES):
        client.get(place(cast))
    for number in range(2, 6):
        agreed(cast, a_talk(cast, f"Ronde {number}", days=number), "Iets", "En nog iets")
        a_line(cast)
    with django_assert_num_queries(PAGE_QUERIES):
        client.get(place(cast))


PAGE_QUERIES = 11
"""Session, account, network, role, publications, conversations, actions, lengths, what is open, lines, looks."""
