"""Files and pasted text become a table, whatever they look like."""

import time
from contextlib import suppress
from pathlib import Path

import pytest
import xlsxwriter

from samenspel.errors import AnswersError
from samenspel.exchange.people import match_fields, read_list, read_people
from tests.exchange.people.lists import parties, people, who
from tests.exchange.samples import only_problem, says, written

ANNA, BO = ("Anna Jansen", "anna@x.nl"), ("Bo", "bo@x.nl")


@pytest.mark.parametrize(
    "text",
    [
        "Anna Jansen\tanna@x.nl\nBo\tbo@x.nl",
        "Anna Jansen;anna@x.nl\r\nBo;bo@x.nl\r\n",
        "Anna Jansen, anna@x.nl\nBo, bo@x.nl",
        "naam;e-mail\nAnna Jansen;anna@x.nl\nBo;bo@x.nl",
        "E-mail address,Name\nanna@x.nl,Anna Jansen\nbo@x.nl,Bo",
        "Anna Jansen <anna@x.nl>\nBo <bo@x.nl>",
        "Anna Jansen <anna@x.nl>; Bo <bo@x.nl>;",
        "Anna Jansen <anna@x.nl>, Bo <mailto:bo@x.nl>",
        '"Anna Jansen" <anna@x.nl>, "Bo" <bo@x.nl>',
        "Anna Jansen anna@x.nl\nBo (bo@x.nl)",
        "\n\n  Anna Jansen ; anna@x.nl\u200b \n\n\ufeffBo;\xa0bo@x.nl",
    ],
)
def test_two_people_are_found_however_they_are_pasted(text):
    assert who(text) == [ANNA, BO]


@pytest.mark.parametrize("text", ["a@x.nl\nb@x.nl", "a@x.nl; b@x.nl", "a@x.nl, b@x.nl", "e-mail\na@x.nl\nb@x.nl"])
def test_addresses_alone_are_people_without_a_name(text):
    assert who(text) == [("", "a@x.nl"), ("", "b@x.nl")]


def test_a_name_from_a_mail_program_may_hold_a_comma():
    assert who("Jansen, Anna <a@x.nl>; Bos, Bo <b@x.nl>") == [("Jansen, Anna", "a@x.nl"), ("Bos, Bo", "b@x.nl")]
    assert who('"Jansen, Anna" <a@x.nl>, b@x.nl') == [("Jansen, Anna", "a@x.nl"), ("", "b@x.nl")]


def test_one_name_a_line_needs_no_header():
    assert [one.name for one in parties("Gemeente Goes\nGGD Zeeland\n\nStichting A, B en C").rows] == [
        "Gemeente Goes",
        "GGD Zeeland",
        "Stichting A, B en C",
    ]
    assert [one.name for one in parties("Gemeente Goes").rows] == ["Gemeente Goes"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Gemeente Goes, Zeeland\nGGD Zeeland\nStichting A, B en C",
            ["Gemeente Goes, Zeeland", "GGD Zeeland", "Stichting A, B en C"],
        ),
        ('"De Brug" Goes\nStichting "X"', ['"De Brug" Goes', 'Stichting "X"']),
        ("- GGD\n• Goes\n1. Sluis\n12) Hulst", ["GGD", "Goes", "Sluis", "Hulst"]),
        ("Deelnemende organisaties:\nGGD\nGoes", ["GGD", "Goes"]),
        ("113 Zelfmoordpreventie\n's Heeren Loo", ["113 Zelfmoordpreventie", "'s Heeren Loo"]),
    ],
)
def test_a_name_a_line_is_taken_whole(text, names):
    assert [one.name for one in parties(text).rows] == names


def test_commas_cut_cells_where_every_line_has_as_many():
    rows = people("Anna Jansen, GGD\nBo Bos, Goes").rows
    assert [(one.name, one.party) for one in rows] == [("Anna Jansen", "GGD"), ("Bo Bos", "Goes")]


def test_a_separator_named_above_the_header_is_followed():
    assert who("sep=;\nnaam;mail\nAnna Jansen;anna@x.nl") == [ANNA]


@pytest.mark.parametrize("separator", ["\t", ";", " | "])
def test_a_typed_list_may_leave_out_the_last_cells(separator):
    lines = [["Anna"], ["Bo", "bo@x.nl"], ["Cas", "cas@x.nl", "GGD"], ["De", "", "Goes"]]
    rows = people("\n".join(separator.join(line) for line in lines)).rows
    assert [(one.name, one.email, one.party) for one in rows] == [
        ("Anna", "", ""),
        ("Bo", "bo@x.nl", ""),
        ("Cas", "cas@x.nl", "GGD"),
        ("De", "", "Goes"),
    ]


def test_rows_count_from_the_first_when_there_is_no_header():
    assert read_list("Anna;anna@x.nl\nBo;bo@x.nl").numbers.tolist() == [1, 2]
    assert read_list("naam;mail\nAnna;anna@x.nl").numbers.tolist() == [2]


def test_a_person_can_say_whether_the_first_row_is_a_header():
    text = "Wie er meedoen\nGGD"
    assert read_list(text).header == ("",)
    assert read_list(text, header=True).header == ("Wie er meedoen",)
    assert len(read_list("naam\nAnna", header=False)) == 2


def test_an_unknown_header_above_addresses_is_a_header():
    table = read_list("Wie;Hoe te bereiken\nAnna;anna@x.nl\nBo;bo@x.nl")
    assert table.header == ("Wie", "Hoe te bereiken")
    assert match_fields(table, "people").headers() == {"email": "Hoe te bereiken"}


def test_a_workbook_of_one_row_is_a_list_of_one(tmp_path):
    path = tmp_path / "een.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Leden").write_row(0, 0, ["Anna", "anna@x.nl", "GGD"])
    table = read_list(path)
    (anna,) = read_people(table, match_fields(table, "people")).rows
    assert (anna.name, anna.email, anna.party, table.sheet) == ("Anna", "anna@x.nl", "GGD", "Leden")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_file_in_any_encoding_gives_the_same_people(tmp_path, encoding):
    path = written(tmp_path / "a.csv", [["Naam", "Mail"], ["Zoë", "zoe@x.nl"], ["René", ""]], ";", encoding)
    table = read_list(path)
    assert [one.name for one in read_people(table, match_fields(table, "people")).rows] == ["Zoë", "René"]


@pytest.mark.parametrize(
    ("content", "key"),
    [
        ("", "list-empty"),
        (" \n\t", "list-empty"),
        ("naam;e-mail\n", "list-only-header"),
        ("%PDF-1.7", "list-not-a-table"),
        ("a\x00b", "list-not-a-table"),
    ],
)
def test_what_is_no_list_is_said_in_words_about_lists(tmp_path, content, key):
    path = Path(tmp_path / "a.csv")
    path.write_text(content)
    for source in (content, path):
        with pytest.raises(AnswersError) as refused:
            read_list(source)
        problem = only_problem(refused.value)
        assert problem.key == key
        says(problem, [], [])
        assert "antwoorden" not in problem.say("nl")


def test_a_row_with_cells_too_many_is_told_and_one_with_fewer_is_not():
    text = "naam;e-mail;partij\nAnna;a@x.nl\nBo;b@x.nl;GGD;Goes\nCas;c@x.nl;GGD\nDe;d@x.nl;GGD"
    with pytest.raises(AnswersError) as refused:
        people(text)
    says(only_problem(refused.value), ["rij 3", "4 cellen"], ["row 3", "4 cells"])


@pytest.mark.parametrize(
    ("piece", "end", "many"), [("a", " @", 50_000), ("a ", "@b <", 12_000), ('"', "@", 4_000), ("a@b,", "<", 5_000)]
)
def test_four_times_as_much_of_a_hostile_paste_takes_no_sixteen_times_as_long(piece, end, many):
    less, more = (min(_work(piece * size + end) for _ in range(3)) for size in (many, 4 * many))
    assert more < 10 * less


def _work(text):
    """How much the processor works on a paste, in seconds; other programs do not count."""
    start = time.process_time()
    with suppress(AnswersError):
        people(text, skip_bad_rows=True)
    return time.process_time() - start
