"""Rows become people and parties, or everything that is wrong is told at once."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samenspel.errors import AnswersError
from samenspel.exchange.people import (
    EntryList,
    Party,
    Person,
    is_address,
    match_fields,
    parties_of,
    read_list,
    read_parties,
    read_people,
)
from samenspel.exchange.people.addresses import holds_address, name_and_address
from tests.exchange.people.lists import ALLOWED, parties, people
from tests.exchange.samples import only_problem, says


def told(text, read=people, **how):
    with pytest.raises(AnswersError) as refused:
        read(text, **how)
    return refused.value.problems


def test_a_person_has_everything_that_the_list_says():
    (anna,) = people(
        "Voornaam;Tussenvoegsel;Achternaam;E-mail;Partij;Taal;Rol;Sector\n"
        " Anna ;de;Vries;anna@x.nl;GGD  Zeeland;Engels;Arts;zorg",
        allowed=ALLOWED,
    ).rows
    assert anna == Person("Anna de Vries", "anna@x.nl", "GGD Zeeland", "en", "Arts", "care")


def test_a_party_keeps_the_zeros_of_its_code():
    (party,) = parties("Partij;Sector;Soort;Ring;Code\nMiddelburg;state;gemeente;outer RING;0687", allowed=ALLOWED).rows
    assert party == Party("Middelburg", "state", "gemeente", "outer", "0687")


def test_a_code_written_as_text_for_a_spreadsheet_is_its_text():
    assert [one.code for one in parties('Partij;Code\nSluis;="0678"').rows] == ["0678"]


def test_without_options_any_text_is_a_sector():
    assert [one.sector for one in parties("Partij;Sector\nGoes;Iets nieuws").rows] == ["Iets nieuws"]


def test_every_problem_is_told_at_once_with_row_and_column():
    problems = told(
        "Naam;E-mail;Taal;Sector\nAnna;anna@x;Frans;zorg\n;bo@x.nl;nl;Sport\nCas;cas@x.nl;;\nDe;CAS@x.nl;;",
        allowed=ALLOWED,
    )
    assert [(one.key, one.where.row, one.where.column) for one in problems] == [
        ("list-bad-email", 2, "E-mail"),
        ("list-unknown-language", 2, "Taal"),
        ("list-no-name", 3, "Naam"),
        ("list-unknown-option", 3, "Sector"),
        ("list-email-twice", 5, "E-mail"),
    ]
    says(problems[0], ["rij 2, kolom E-mail", "anna@x"], ["row 2, column E-mail"])
    says(problems[1], ["Frans"], ["Frans"])
    says(problems[3], ["Sport", "Zorg, Overheid"], ["Sport", "Care, Government"])
    says(problems[4], ["rij 4"], ["row 4"])


def test_rows_with_problems_are_left_out_only_when_asked_and_are_listed_then():
    text = "Naam;E-mail\nAnna;anna@x.nl\nBo;geen\nCas;cas@x.nl"
    assert len(told(text)) == 1
    result = people(text, skip_bad_rows=True)
    assert [one.name for one in result.rows] == ["Anna", "Cas"]
    (bad,) = result.bad_rows
    assert (bad.number, bad.cells, [one.key for one in bad.problems]) == (3, ("Bo", "geen"), ["list-bad-email"])


def test_a_person_of_a_bad_row_is_not_half_there():
    result = people("Naam;E-mail;Partij;Sector\nAnna;fout;Nieuw;Zorg", skip_bad_rows=True, allowed=ALLOWED)
    assert result.rows == ()
    assert parties_of(result.rows) == ()


def test_fifty_problems_are_told_and_the_others_are_counted():
    text = "Naam;E-mail\n" + "".join(f"P{number};fout\n" for number in range(60))
    problems = told(text)
    assert len(problems) == 51
    says(problems[-1], ["10"], ["10"])
    assert len(people(text, skip_bad_rows=True).bad_rows) == 60


def test_two_people_of_one_name_need_addresses_of_their_own():
    assert len(people("Naam;Mail;Partij\nAnna;a@x.nl;GGD\nAnna;b@x.nl;GGD\nAnna;;Goes")) == 3
    (problem,) = told("Naam;Mail;Partij\nAnna;a@x.nl;GGD\nanna;;ggd")
    assert (problem.key, problem.where.row) == ("list-person-twice", 3)


def test_a_party_is_spelled_as_it_came_first_and_is_listed_once():
    rows = people("Naam;Partij;Sector\nAnna;GGD Zeeland;\nBo;ggd  zeeland;Zorg\nCas;Goes;", allowed=ALLOWED).rows
    assert [one.party for one in rows] == ["GGD Zeeland", "GGD Zeeland", "Goes"]
    assert parties_of(rows) == (Party("GGD Zeeland", "care"), Party("Goes"))


def test_one_party_in_two_sectors_is_told():
    (problem,) = told("Naam;Partij;Sector\nAnna;GGD;Zorg\nBo;GGD;Overheid", allowed=ALLOWED)
    assert (problem.key, problem.where.row, problem.values["other"]) == ("list-party-differs", 3, 2)


def test_rows_that_agree_are_one_party_and_fill_each_other_in():
    result = parties("Partij;Sector;Code\nGoes;;0664\ngoes;Overheid;\nGoes;;0664")
    assert result.rows == (Party("Goes", "Overheid", code="0664"),)
    assert result.repeated == 2


def test_rows_that_contradict_are_told():
    keys = [one.key for one in told("Partij;Code\nGoes;0664\nGoes;0665\nSluis;664", parties)]
    assert keys == ["list-party-differs", "list-code-twice"]


def test_a_list_without_names_is_refused():
    table = read_list("Leeftijd;Gewicht\n40;70")
    for read, kind in ((read_people, "people"), (read_parties, "parties")):
        with pytest.raises(AnswersError) as refused:
            read(table, match_fields(table, kind))
        says(only_problem(refused.value), ["kolom"], ["column"])


@pytest.mark.parametrize(
    ("header", "row", "column", "most"),
    [
        ("Naam;Partij", f"{'a' * 121};GGD", "Naam", 120),
        ("Naam;Partij", f"{'a' * 121} <anna@x.nl>;GGD", "Naam", 120),
        ("Naam;Partij", f"Anna;{'a' * 121}", "Partij", 120),
        ("Voornaam;Achternaam", f"{'a' * 60};{'b' * 60}", "Achternaam", 120),
        ("E-mail;Partij", f"{'a' * 121} <anna@x.nl>;GGD", "E-mail", 120),
        ("E-mail;Partij", f"anna@{'a' * 60}.{'b' * 60}.nl;GGD", "E-mail", 120),
    ],
)
def test_text_too_long_for_what_is_kept_of_a_person_is_told(header, row, column, most):
    (problem,) = told(f"{header}\n{row}")
    assert (problem.key, problem.where.column) == ("list-too-long", column)
    says(problem, [str(most), "…"], [str(most), "…"])


@pytest.mark.parametrize(
    ("row", "column", "most"), [(f"{'a' * 121};0678", "Partij", 120), (f"Sluis;{'9' * 41}", "Code", 40)]
)
def test_text_too_long_for_what_is_kept_of_a_party_is_told(row, column, most):
    (problem,) = told(f"Partij;Code\n{row}", parties)
    assert (problem.key, problem.where.column) == ("list-too-long", column)
    says(problem, [column, str(most)], [str(most)])


def test_text_as_long_as_may_be_is_read():
    name, address = "a" * 120, f"anna@{'a' * 60}.{'b' * 60}.{'c' * 60}.nl"
    (person,) = people(f"Naam;E-mail;Partij\n{name};{name} <{address}>;{name}").rows
    assert (person.name, person.email, person.party) == (name, address, name)
    assert [one.code for one in parties(f"Partij;Code\n{name};{'9' * 40}").rows] == ["9" * 40]


def test_unseen_signs_do_not_make_another_name():
    rows = people("Naam;Partij\nAnna;GGD\u200b\n\u202eBo\u202c;G\u00adGD").rows
    assert [(one.name, one.party) for one in rows] == [("Anna", "GGD"), ("Bo", "GGD")]


@pytest.mark.parametrize("text", ["a@x.nl", "a.b+c@sub.gemeente-goes.nl", "o'neil@x.co", "a@münchen.de", "A_1@X.NL"])
def test_addresses_that_mail_can_reach(text):
    assert is_address(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        "@x.nl",
        "a@",
        "a@x",
        "a b@x.nl",
        "a@@x.nl",
        "a@x..nl",
        ".a@x.nl",
        "a.@x.nl",
        "a@-x.nl",
        "a@x.n",
        "a@1.2.3.4",
        "a@x.nl\n",
        "a@x.nl\nbcc:b@x.nl",
        "a,b@x.nl",
        "<a@x.nl>",
        f"{'a' * 65}@x.nl",
        f"a@{'x.' * 130}nl",
    ],
)
def test_addresses_that_mail_cannot_reach(text):
    assert not is_address(text)


LINES = st.lists(st.lists(st.text(max_size=12), min_size=1, max_size=5), max_size=6)
WORDS = st.sampled_from(
    ["naam", "e-mail", "partij", "taal", "code", "a@x.nl", "Anna <b@x.nl>", "nl", "0678", '"', "<", ""]
)


def outcome(read) -> EntryList | AnswersError:
    """A list, or an error that says what is wrong in both languages."""
    try:
        return read()
    except AnswersError as error:
        error.say("nl")
        error.say("en")
        return error


@settings(deadline=None, max_examples=150)
@given(LINES | st.lists(st.lists(WORDS, min_size=1, max_size=5), max_size=6), st.sampled_from(";\t,|"), st.booleans())
def test_any_text_gives_a_list_or_an_error_for_people(lines, separator, skip):
    text = "\n".join(separator.join(line) for line in lines)
    for read in (people, parties):
        result = outcome(lambda read=read: read(text, allowed=ALLOWED, skip_bad_rows=skip))
        assert isinstance(result, AnswersError) or skip or not result.bad_rows


@settings(deadline=None, max_examples=50)
@given(LINES, st.sampled_from([None, True, False]))
def test_any_file_gives_a_list_or_an_error_for_people_too(tmp_path_factory, lines, header):
    path = tmp_path_factory.mktemp("list") / "a.csv"
    path.write_bytes("\n".join(";".join(line) for line in lines).encode("utf-8", "replace"))

    def read():
        table = read_list(path, header=header)
        return read_people(table, match_fields(table, "people"), skip_bad_rows=True)

    result = outcome(read)
    assert isinstance(result, AnswersError) or result.file == "a.csv"


@given(st.text())
def test_the_name_beside_an_address_is_never_an_address(text):
    name, address = name_and_address(text)
    assert not (address and holds_address(name))
