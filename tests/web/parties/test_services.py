"""Parties and people: adding, changing, deleting, making one of two."""

import pytest
from django.utils import timezone

from samenspel.errors import UsageError
from samenspel.web.parties import queries, services
from samenspel.web.shared.mishaps import NotAllowed

NOW = timezone.now()


def test_a_viewer_and_an_outsider_change_nothing(cast):
    party = cast.parties["Woonstede"]
    for who in (cast.viewer, cast.outsider):
        with pytest.raises(NotAllowed):
            services.add_party(cast.network, by=who, now=NOW, name="X")
        with pytest.raises(NotAllowed):
            services.delete(party, by=who, now=NOW)
        with pytest.raises(NotAllowed):
            services.add_participant(cast.network, by=who, now=NOW, name="X")


def test_a_party_name_and_an_e_mail_address_are_there_once(cast):
    with pytest.raises(UsageError, match="already"):
        services.add_party(cast.network, by=cast.facilitator, now=NOW, name="WOONSTEDE")
    with pytest.raises(UsageError, match="already"):
        services.add_participant(
            cast.network, by=cast.facilitator, now=NOW, name="Pim 2", email="PIM@samenspel.example"
        )
    other = services.add_party(cast.other_network, by=cast.outsider, now=NOW, name="Woonstede")
    assert other.network == cast.other_network


def test_what_was_deleted_is_in_the_bin_and_comes_back(cast):
    pim = cast.participants["Pim"]
    services.delete(pim, by=cast.facilitator, now=NOW)
    assert pim not in queries.participants_of(cast.network)
    assert [one.name for one in queries.deleted_in(cast.network)] == ["Pim"]
    services.restore(pim, by=cast.facilitator, now=NOW)
    assert pim in queries.participants_of(cast.network)
    assert queries.deleted_in(cast.network) == []


def test_someone_whose_address_was_taken_meanwhile_does_not_come_back_as_a_double(cast):
    pim = cast.participants["Pim"]
    services.delete(pim, by=cast.facilitator, now=NOW)
    services.add_participant(cast.network, by=cast.facilitator, now=NOW, name="Pim B", email=pim.email)
    with pytest.raises(UsageError):
        services.restore(pim, by=cast.facilitator, now=NOW)


def test_names_that_look_alike_are_suggested_until_somebody_says_they_are_two(cast):
    twin = services.add_party(cast.network, by=cast.facilitator, now=NOW, name="Gem. Ommerdal")
    one = cast.parties["Gemeente Ommerdal"]
    assert [{two.one, two.other} for two in queries.alike_in(cast.network)] == [{one, twin}]
    services.keep_apart(twin, one, by=cast.facilitator, now=NOW)
    assert queries.alike_in(cast.network) == []
    assert queries.parties_of(cast.network).count() == 3


def test_two_parties_become_one_with_all_their_people(cast):
    twin = services.add_party(cast.network, by=cast.facilitator, now=NOW, name="Woonstede (WS)", external_code="0678")
    lotte = services.add_participant(cast.network, by=cast.facilitator, now=NOW, name="Lotte", party=twin)
    keep = cast.parties["Woonstede"]
    services.merge(keep, twin, by=cast.facilitator, now=NOW)
    lotte.refresh_from_db()
    keep.refresh_from_db()
    assert lotte.party == keep
    assert keep.external_code == "0678"
    assert twin not in queries.parties_of(cast.network)


def test_parties_of_two_networks_are_never_made_one(cast):
    other = services.add_party(cast.other_network, by=cast.outsider, now=NOW, name="Woonstede")
    with pytest.raises(UsageError):
        services.merge(cast.parties["Woonstede"], other, by=cast.facilitator, now=NOW)
