"""Lists of parties and people that come in through the browser."""

import csv
import io
from datetime import UTC, datetime

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from samenspel.exchange.people.addresses import LONGEST as LONGEST_ADDRESS
from samenspel.exchange.people.cells import LONGEST
from samenspel.web.parties import queries, services
from samenspel.web.parties.forms import PartyForm, PersonForm
from samenspel.web.parties.models import Participant, Party
from samenspel.web.uploads.models import Upload
from tests.shared import shared

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def bring(cast, kind, *, text="", file=None, who="facilitator"):
    data = {"text": text} | ({"file": file} if file else {})
    return cast.client(who).post(f"/netwerken/{cast.network.code}/{kind}/inlezen", data, follow=True)


def columns(answer):
    """The columns as the page proposes them, as a browser would send them back."""
    form = answer.context["columns"]
    return {name: field.initial for name, field in form.fields.items()}


def heading(answer, tick=None):
    """What the page says of the first row, as a browser would send it back; or with the box ticked or not."""
    proposal = answer.context["proposal"]
    ticked = proposal.has_heading if tick is None else tick
    shown = {"heading-now": "yes" if proposal.has_heading else "no"} if proposal.asks_heading else {}
    return shown | ({"heading": "yes"} if ticked else {})


def send(cast, answer, do, tick=None, **more):
    """Press a button on the page where a list is looked at."""
    data = {**columns(answer), **heading(answer, tick), "do": do, **more}
    address = answer.redirect_chain[-1][0] if answer.redirect_chain else answer.request["PATH_INFO"]
    return cast.client("facilitator").post(address, data, follow=True)


def take(cast, answer, **more):
    return send(cast, answer, "take", **more)


def names(cast):
    return [party.name for party in queries.parties_of(cast.network)]


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


def test_a_party_that_looks_like_a_heading_is_shown_and_can_be_taken_for_a_party(cast):
    answer = bring(cast, "partijen", text="Gemeente\nVoedselbank\nKookgroep Zuid")
    page = answer.content.decode()
    assert "gelezen als kopregel" in page
    assert answer.context["proposal"].first_row == ("Gemeente",)
    assert 'name="heading" value="yes" aria-describedby="first-row" checked' in page
    again = send(cast, answer, "look", tick=False)
    assert [one.name for one in again.context["proposal"].comparison.new] == [
        "Gemeente",
        "Voedselbank",
        "Kookgroep Zuid",
    ]
    assert "telt mee als eerste rij" in again.content.decode()
    assert 'aria-describedby="first-row" checked' not in again.content.decode()
    assert Upload.objects.get().choices == {"header": False}
    take(cast, again)
    assert {"Gemeente", "Voedselbank", "Kookgroep Zuid"} <= set(names(cast))


def test_a_heading_that_was_not_recognised_can_be_said_to_be_one(cast):
    answer = bring(cast, "mensen", text="wie;waar\nAnna;Bibliotheek\nEls;Bibliotheek\n")
    assert [one.name for one in answer.context["proposal"].comparison.new] == ["wie", "Anna", "Els"]
    again = send(cast, answer, "look", tick=True)
    assert again.context["proposal"].table.header == ("wie", "waar")
    send(cast, again, "take", name="0", party="1")
    assert Participant.objects.get(name="Anna").party.name == "Bibliotheek"
    assert not Participant.objects.filter(name="wie").exists()


def test_nothing_is_taken_over_that_was_read_otherwise_than_it_was_shown(cast):
    answer = bring(cast, "partijen", text="Gemeente\nVoedselbank")
    before = names(cast)
    again = take(cast, answer, tick=False)
    assert names(cast) == before
    assert "opnieuw gelezen" in again.content.decode()
    take(cast, again)
    assert sorted(names(cast)) == sorted([*before, "Gemeente", "Voedselbank"])


def test_what_a_page_shows_is_taken_over_though_another_page_said_otherwise(cast):
    answer = bring(cast, "partijen", text="Gemeente\nVoedselbank")
    send(cast, answer, "look", tick=False)
    take(cast, answer)
    assert "Voedselbank" in names(cast)
    assert "Gemeente" not in names(cast)


def test_a_heading_with_nothing_below_it_is_refused_and_the_list_stays_as_it_was(cast):
    answer = bring(cast, "partijen", text="Voedselbank")
    again = send(cast, answer, "look", tick=True)
    assert again.status_code == 200
    assert "alleen kolomkoppen" in again.content.decode()
    assert [one.name for one in again.context["proposal"].comparison.new] == ["Voedselbank"]
    take(cast, again)
    assert "Voedselbank" in names(cast)


def test_of_addresses_from_a_mail_program_nothing_is_asked_about_a_heading(cast):
    answer = bring(cast, "mensen", text="Anna <anna@samenspel.example>; Bo <bo@samenspel.example>")
    assert not answer.context["proposal"].asks_heading
    assert 'name="heading"' not in answer.content.decode()


@pytest.mark.parametrize(
    ("field", "kept"),
    [
        (LONGEST["name"], (Party, "name")),
        (LONGEST["name"], (Participant, "name")),
        (LONGEST["party"], (Party, "name")),
        (LONGEST["code"], (Party, "external_code")),
        (LONGEST_ADDRESS, (Participant, "email")),
    ],
)
def test_a_list_brings_no_more_than_is_kept(field, kept):
    model, name = kept
    assert field == model._meta.get_field(name).max_length
    form = PartyForm if model is Party else PersonForm
    assert form.base_fields[name].max_length == field  # what came in can be changed by hand


@pytest.mark.parametrize(
    ("kind", "header", "row"),
    [("partijen", "naam;code", f"{'a' * 121};1"), ("partijen", "naam;code", f"Q;{'9' * 41}"),
     ("mensen", "naam;partij", f"{'a' * 121};Q"), ("mensen", "naam;partij", f"Q;{'a' * 121}")],
)  # fmt: skip
def test_what_is_too_long_to_keep_is_told_with_its_row_and_not_kept(cast, kind, header, row):
    answer = bring(cast, kind, text=f"{header}\nGoed;Bibliotheek\n{row}\n")
    (bad,) = answer.context["proposal"].bad_rows
    assert [(one.key, one.where.row) for one in bad.problems] == [("list-too-long", 3)]
    take(cast, answer, skip="yes")
    assert not Party.objects.filter(name__startswith="aaa").exists()
    assert not Participant.objects.filter(name="Q").exists()


@pytest.mark.parametrize("email", ["pim@samenspel.example", ""])
def test_people_whose_party_is_in_the_bin_come_to_the_party_of_the_list(cast, email):
    party = Party.objects.create(network=cast.network, name="Bibliotheek")
    pim = Participant.objects.create(network=cast.network, name="Pim Bos", email=email and "bos@x.nl", party=party)
    services.delete(party, by=cast.facilitator, now=NOW)
    answer = bring(cast, "mensen", text=f"naam;e-mail;partij\nPim Bos;{pim.email};Bibliotheek\n")
    (changed,) = answer.context["proposal"].comparison.changed
    assert [(one.field, one.old, one.new) for one in changed.changes] == [("party", "", "Bibliotheek")]
    assert "Deze partijen komen erbij: Bibliotheek" in " ".join(answer.content.decode().split())
    take(cast, answer)
    pim.refresh_from_db()
    assert (pim.party.name, pim.party.deleted_at) == ("Bibliotheek", None)
    assert Participant.objects.filter(name="Pim Bos").count() == 1
    again = bring(cast, "mensen", text=f"naam;e-mail;partij\nPim Bos;{pim.email};Bibliotheek\n")
    assert [one.name for one in again.context["proposal"].comparison.same] == ["Pim Bos"]
    assert not again.context["proposal"].new_parties


def test_a_list_that_says_nothing_of_a_party_in_the_bin_leaves_it_be(cast):
    party = Party.objects.create(network=cast.network, name="Bibliotheek")
    pim = Participant.objects.create(network=cast.network, name="Pim Bos", email="bos@x.nl", party=party)
    services.delete(party, by=cast.facilitator, now=NOW)
    answer = bring(cast, "mensen", text="naam;e-mail\nPim Bos;bos@x.nl\n")
    assert [one.name for one in answer.context["proposal"].comparison.same] == ["Pim Bos"]
    take(cast, answer)
    pim.refresh_from_db()
    assert pim.party == party  # and it is theirs again when it comes back


def test_merged_parties_are_read_as_meant_and_that_is_said(cast):
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Naam", "Partij"])
        sheet.write_column(1, 0, ["Anna", "Bo", "Cas"])
        sheet.merge_range("B2:B4", "Bibliotheek")
    answer = bring(cast, "mensen", file=SimpleUploadedFile("lijst.xlsx", made.getvalue()))
    assert "In 2 rijen staan samengevoegde cellen" in answer.content.decode()
    take(cast, answer)
    assert {one.party.name for one in Participant.objects.filter(name__in=["Anna", "Bo", "Cas"])} == {"Bibliotheek"}
