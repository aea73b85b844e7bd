"""Which column holds which field: by header, by content, or as a person chose."""

import pytest

from samenspel.errors import LANGUAGES, AnswersError
from samenspel.exchange.people import field_name, fields_of, match_fields, read_list, remembered
from samenspel.exchange.people.words import KINDS, header_words
from samenspel.exchange.wording import plain
from tests.exchange.people.lists import people
from tests.exchange.samples import only_problem, says


def found(text, kind="people", chosen=None):
    matching = match_fields(read_list(text, header=True), kind, chosen)
    return {match.field: match.place.column for match in matching.matches}


@pytest.mark.parametrize(
    ("header", "fields"),
    [
        ("Naam;E-mailadres;Organisatie;Taal", {"name": 0, "email": 1, "party": 2, "language": 3}),
        ("NAME;E-Mail;Party;Preferred language", {"name": 0, "email": 1, "party": 2, "language": 3}),
        ("Gemeente;Contactpersoon;Mail;Sector", {"name": 1, "email": 2, "party": 0, "sector": 3}),
        ("Voornaam;Tussenvoegsel;Achternaam;Functie", {"first_name": 0, "infix": 1, "last_name": 2, "role": 3}),
        ("Voornaam;Naam;E-mail", {"first_name": 0, "last_name": 1, "email": 2}),
        ("Organisatie;Gemeente;Naam;Leeftijd", {"name": 2, "party": 0}),
    ],
)
def test_headers_of_people_are_known_in_both_languages(header, fields):
    assert found(f"{header}\na;b;c") == fields


@pytest.mark.parametrize(
    ("header", "fields"),
    [
        ("Gemeente;CBS;Provincies;Inwoneraantal van regio", {"name": 0, "code": 1}),
        ("Party;Sector;Kind;Ring", {"name": 0, "sector": 1, "kind": 2, "ring": 3}),
        ("Organisatie;Naam;Code;Soort", {"name": 1, "code": 2, "kind": 3}),
    ],
)
def test_headers_of_parties_are_known_in_both_languages(header, fields):
    assert found(f"{header}\na;b;c;d", "parties") == fields


def test_an_address_column_is_known_by_its_header_only_if_addresses_stand_in_it():
    assert found("Naam;Mail gestuurd?;E-mail (werk)\nAnna;ja;a@x.nl\nBo;nee;b@x.nl") == {"name": 0, "email": 2}


def test_columns_without_a_header_are_known_by_what_they_hold():
    table = read_list("Anna;nl;a@x.nl;GGD\nBo;Engels;b@x.nl;GGD")
    matching = match_fields(table, "people")
    assert {one.field: one.place.column for one in matching.matches} == {
        "name": 0,
        "language": 1,
        "email": 2,
        "party": 3,
    }
    assert {one.by for one in matching.matches} == {"content"}
    table = read_list("0678;Middelburg\n0687;Goes")
    assert {one.field: one.place.column for one in match_fields(table, "parties").matches} == {"code": 0, "name": 1}


def test_names_beside_addresses_leave_the_other_words_to_the_party():
    (anna, bo) = people("Anna <a@x.nl>;Goes\nBo <b@x.nl>;Tholen").rows
    assert (anna.name, anna.party, bo.name, bo.party) == ("Anna", "Goes", "Bo", "Tholen")


def test_what_a_person_chooses_goes_before_headers():
    text = "Naam;Weet niet\nGGD;Anna"
    assert found(text, chosen={"name": 1, "party": 0}) == {"name": 1, "party": 0}
    assert found(text, chosen={"name": None}) == {}


def test_a_choice_is_remembered_by_header_and_found_in_the_next_list():
    first = match_fields(read_list("Naam;Wie\nGGD;Anna"), "people", {"name": 1, "party": 0})
    again = read_list("Datum;wie?;NAAM\n1;Anna;GGD")
    assert remembered(again, first.headers()) == {"name": 1, "party": 2}
    assert remembered(read_list("Voornaam\nAnna"), first.headers()) == {}


def test_what_was_not_found_is_named():
    matching = match_fields(read_list("Naam;Leeftijd\nAnna;40"), "people")
    assert [place.header for place in matching.unmatched] == ["Leeftijd"]
    assert "email" in matching.missing


@pytest.mark.parametrize("chosen", [{"name": 2}, {"name": -1}, {"shoe": 0}])
def test_a_choice_of_what_is_not_there_is_refused(chosen):
    with pytest.raises(AnswersError) as refused:
        match_fields(read_list("Naam;Mail\nAnna;a@x.nl"), "people", chosen)
    says(only_problem(refused.value), ["niet in deze lijst"], ["not in this list"])


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_is_known_by_the_name_that_the_product_gives_it(kind):
    for name in fields_of(kind):
        for lang in LANGUAGES:
            assert plain(field_name(name)[lang]) in header_words(kind)[name]


@pytest.mark.parametrize("kind", KINDS)
def test_a_header_means_one_field_and_is_written_as_it_is_compared(kind):
    said = [word for words in header_words(kind).values() for word in words]
    assert len(said) == len(set(said))
    assert said == [plain(word) for word in said]
