"""The pages of parties and people as each of the cast sees them."""

import pytest

from samenspel.web.parties.models import Participant, Party


def addresses(cast):
    party, person = cast.parties["Woonstede"].code, cast.participants["Pim"].code
    return [
        "partijen", "partijen/inlezen", "partijen/inlezen/voorbeeld.csv", f"partijen/{party}",
        f"partijen/{party}/verwijderen", "mensen", "mensen/inlezen", "mensen/inlezen/voorbeeld.csv", f"mensen/{person}",
        f"mensen/{person}/verwijderen",
    ]  # fmt: skip


@pytest.mark.parametrize("number", range(10))
def test_the_facilitator_sees_a_page_that_the_outsider_gets_404_for(cast, number):
    address = f"/netwerken/{cast.network.code}/{addresses(cast)[number]}"
    for lang in ("nl", "en"):
        assert cast.client("facilitator", lang).get(address).status_code == 200
    assert cast.client("outsider").get(address).status_code == 404


def test_a_party_of_another_network_is_not_found_under_this_one(cast):
    other = Party.objects.create(network=cast.other_network, name="Elders")
    client = cast.client("steward")
    assert client.get(f"/netwerken/{cast.network.code}/partijen/{other.code}").status_code == 404
    assert client.post(f"/netwerken/{cast.network.code}/partijen/{other.code}/verwijderen").status_code == 404


def test_a_person_is_not_put_with_a_party_of_another_network(cast):
    other = Party.objects.create(network=cast.other_network, name="Elders")
    data = {"name": "Lot", "language": "nl", "party": other.pk}
    answer = cast.client("facilitator").post(f"/netwerken/{cast.network.code}/mensen", data)
    assert answer.status_code == 200
    assert not Participant.objects.filter(name="Lot").exists()


def test_a_double_submit_adds_one_party_and_says_so_at_the_field(cast):
    client, address = cast.client("facilitator"), f"/netwerken/{cast.network.code}/partijen"
    client.post(address, {"name": "Bibliotheek", "ring": "2"})
    again = client.post(address, {"name": "Bibliotheek", "ring": "2"})
    assert Party.objects.filter(name="Bibliotheek").count() == 1
    assert "Er is al een partij" in again.content.decode()


def test_a_deleted_person_is_brought_back_by_the_undo_of_the_next_page(cast):
    client, pim = cast.client("facilitator"), cast.participants["Pim"]
    answer = client.post(f"/netwerken/{cast.network.code}/mensen/{pim.code}/verwijderen", follow=True)
    undo = f"/netwerken/{cast.network.code}/mensen/{pim.code}/terugzetten"
    assert undo in answer.content.decode()
    client.post(undo)
    pim.refresh_from_db()
    assert pim.deleted_at is None


def test_names_with_markup_are_shown_as_they_were_written(cast):
    cast.client("facilitator").post(
        f"/netwerken/{cast.network.code}/partijen", {"name": "<script>alert(1)</script> & co"}
    )
    page = cast.client("viewer").get(f"/netwerken/{cast.network.code}/partijen").content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize("page", ["partijen", "mensen"])
def test_a_list_of_a_hundred_asks_no_more_of_the_database_than_one_of_two(cast, page, django_assert_max_num_queries):
    parties = Party.objects.bulk_create(Party(network=cast.network, name=f"Partij {n}") for n in range(100))
    Participant.objects.bulk_create(
        Participant(network=cast.network, name=f"Mens {n}", party=party) for n, party in enumerate(parties)
    )
    client = cast.client("facilitator")
    with django_assert_max_num_queries(11):
        client.get(f"/netwerken/{cast.network.code}/{page}")
