"""Lists of parties and people that come in through the browser."""

import csv

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from samenspel.web.parties import queries
from samenspel.web.parties.models import Participant
from tests.shared import shared


def bring(cast, kind, *, text="", file=None, who="facilitator"):
    data = {"text": text} | ({"file": file} if file else {})
    return cast.client(who).post(f"/netwerken/{cast.network.code}/{kind}/inlezen", data, follow=True)


def columns(answer):
    """The columns as the page proposes them, as a browser would send them back."""
    form = answer.context["columns"]
    return {name: field.initial for name, field in form.fields.items()}


def take(cast, answer, **more):
    data = {**columns(answer), "do": "take", **more}
    return cast.client("facilitator").post(answer.redirect_chain[-1][0], data, follow=True)


def test_pasted_people_come_in_with_their_parties(cast):
    answer = bring(
        cast, "mensen", text="naam;e-mail;organisatie\nAnna;anna@samenspel.example;Bibliotheek\nBas;;Woonstede\n"
    )
    assert answer.status_code == 200
    assert "Bibliotheek" in answer.content.decode()
    assert not Participant.objects.filter(name="Anna").exists()  # looking changes nothing
    take(cast, answer)
    anna = Participant.objects.get(name="Anna")
    assert (anna.email, anna.party.name) == ("anna@samenspel.example", "Bibliotheek")
    assert Participant.objects.get(name="Bas").party == cast.parties["Woonstede"]


def test_the_same_list_twice_changes_nothing_and_a_double_submit_neither(cast):
    text = "naam;e-mail\nAnna;anna@samenspel.example\n"
    answer = bring(cast, "mensen", text=text)
    take(cast, answer)
    again = take(cast, answer)
    assert "al overgenomen" in again.content.decode()
    assert Participant.objects.filter(name="Anna").count() == 1
    proposal = bring(cast, "mensen", text=text).context["proposal"]
    assert (len(proposal.comparison.new), len(proposal.comparison.same)) == (0, 1)


def test_a_second_list_shows_what_is_new_changed_and_gone_and_deletes_only_what_is_ticked(cast):
    answer = bring(cast, "mensen", text="naam;e-mail\nPim de Wit;pim@samenspel.example\nEls;els@samenspel.example\n")
    comparison = answer.context["proposal"].comparison
    assert [one.name for one in comparison.new] == ["Els"]
    assert [one.existing.name for one in comparison.changed] == ["Pim"]
    assert sorted(one.name for one in comparison.gone) == ["Dirk", "Noor", "Roos"]
    take(cast, answer, gone=[cast.participants["Noor"].pk, 999_999])
    names = sorted(one.name for one in queries.participants_of(cast.network))
    assert names == ["Dirk", "Els", "Pim de Wit", "Roos"]


def test_somebody_of_another_network_cannot_be_deleted_through_a_list(cast):
    stranger = Participant.objects.create(network=cast.other_network, name="Ver weg")
    answer = bring(cast, "mensen", text="naam\nEls\n")
    take(cast, answer, gone=[stranger.pk])
    stranger.refresh_from_db()
    assert stranger.deleted_at is None


def test_rows_that_are_not_right_are_told_with_row_and_remedy_and_nothing_comes_in_by_halves(cast):
    answer = bring(cast, "mensen", text="naam;e-mail\nAnna;geen adres\nEls;els@samenspel.example\n")
    assert "rij 2" in answer.content.decode()
    refused = take(cast, answer)
    assert not Participant.objects.filter(name="Els").exists()
    assert refused.status_code == 200
    take(cast, answer, skip="yes")
    assert Participant.objects.filter(name="Els").exists()


def test_columns_can_be_corrected_and_are_remembered(cast):
    text = "wie;waar;extra\nAnna;Bibliotheek;x\nEls;Bibliotheek;y\n"
    answer = bring(cast, "mensen", text=text)
    address = answer.redirect_chain[-1][0] if answer.redirect_chain else None
    assert address, "the page to correct columns must come even when no column is recognised"
    cast.client("facilitator").post(address, {"name": "0", "party": "1", "do": "take"}, follow=True)
    assert Participant.objects.get(name="Anna").party.name == "Bibliotheek"
    again = bring(cast, "mensen", text=text)
    assert columns(again)["name"] == 0


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", b"PK\x03\x04broken", "naam\n".encode("utf-16")])
def test_a_file_that_is_no_list_gets_a_kind_message(cast, content):
    answer = bring(cast, "partijen", file=SimpleUploadedFile("lijst.xlsx", content))
    assert answer.status_code in (200, 400)
    assert "Traceback" not in answer.content.decode()
    assert queries.parties_of(cast.network).count() == 2


@pytest.mark.parametrize("page", ["partijen", "mensen"])
def test_the_outsider_cannot_bring_or_look(cast, page):
    answer = bring(cast, page, text="naam\nX\n")
    assert cast.client("outsider").get(answer.redirect_chain[-1][0]).status_code == 404
    assert bring(cast, page, text="naam\nX\n", who="outsider").status_code == 404
    assert bring(cast, page, text="naam\nX\n", who="viewer").status_code == 404


def test_the_municipalities_of_a_region_come_in_with_their_codes_as_they_are(cast):
    path = shared("dutch_gr/regioatlas_2016/ggds.csv")
    answer = bring(cast, "partijen", file=SimpleUploadedFile(path.name, path.read_bytes()))
    take(cast, answer)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))[1:]
    assert queries.parties_of(cast.network).count() == len(rows) + 2
    assert queries.parties_of(cast.network).filter(external_code__startswith="0").exists()
