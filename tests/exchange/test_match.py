"""Columns find their items by id, by text or by the map, and never by a guess."""

import pytest
import xlsxwriter

from samenspel.errors import AnswersError
from samenspel.exchange import Matching, match_columns, parse_map, read_answers, read_table
from tests.exchange.samples import instrument, only_problem, ratings, says, written

SMALL = instrument()


def matching(tmp_path, *headers: str, of=SMALL, mapping: str = "", **flags: str) -> Matching:
    table = read_table(written(tmp_path / "a.csv", [headers, ["x"] * len(headers)]))
    return match_columns(table, of, parse_map(mapping, "map.toml", of), **flags)


def found(result: Matching) -> dict[str, tuple[tuple[int, ...], str]]:
    return {match.item: (tuple(place.column for place in match.places), match.by) for match in result.matches}


def refused(tmp_path, *headers: str, **more: str):
    with pytest.raises(AnswersError) as error:
        matching(tmp_path, *headers, **more)
    return error.value


@pytest.mark.parametrize(
    "header", ["AMB-1", " amb-1 ", "AMB1", "amb_1", "G01Q01[AMB-1]", "G01Q01[AMB1]", "G01Q01_AMB1"]
)
def test_an_item_is_found_by_its_id(tmp_path, header):
    assert found(matching(tmp_path, "iets", header)) == {"AMB-1": ((1,), "id")}


@pytest.mark.parametrize(
    "header",
    [
        "We zijn het eens over wat we samen willen bereiken.",
        "we agree on what we want to achieve together",
        "  We\u00a0ZIJN het eens —\nover wat we samen willen bereiken…",
        "<p>We zijn het <b>eens</b>&nbsp;over wat we samen willen bereiken.</p>",
        "Eens over het doel",
        "Agreed on the goal",
        "AMB-1. We zijn het eens over wat we samen willen bereiken.",
        "AMB1 We agree on what we want to achieve together.",
        "Hoe is het bij jullie? [We zijn het eens over wat we samen willen bereiken.]",
        "Hoe is het? [We zijn het eens over wat we samen willen bereiken.|helemaal niet|helemaal wel]",
        "We zijn het eens over wat we samen willen bereiken.2",
        "3. We zijn het eens over wat we samen willen bereiken.",
        "3) We zijn het eens over wat we samen willen bereiken. (1-7)",
        "Vraag 12: Eens over het doel [1 t/m 5]",
        "Agreed on the goal (scale 1 to 7)",
        "4. Hoe is het? [We zijn het eens over wat we samen willen bereiken.]",
    ],
)
def test_an_item_is_found_by_its_text_in_either_language(tmp_path, header):
    assert found(matching(tmp_path, header)) == {"AMB-1": ((0,), "text")}


@pytest.mark.parametrize(
    "header",
    [
        "AMB-11",
        "AMB",
        "We zijn het eens over wat we willen bereiken",
        "AMB-1 [Opmerking]",
        "3. We zijn het eens over wat we willen bereiken (1-7)",
        "Eens over het doel (toelichting)",
        "Eens over het doel 1-7",
    ],
)
def test_a_wording_that_is_only_close_is_no_match(tmp_path, header):
    assert "AMB-1" in matching(tmp_path, "AMB-2", header).missing


def test_a_close_header_comes_with_the_item_that_it_may_mean(tmp_path):
    headers = ("AMB-2", "AMB-l", "We zijn het eens over wat we willen bereiken", "Waar staan we n…", "Kleur")
    result = matching(tmp_path, *headers)
    assert {one.place.header: one.close[:1] for one in result.unmatched} == {
        "AMB-l": ("AMB-1",),
        "We zijn het eens over wat we willen bereiken": ("AMB-1",),
        "Waar staan we n…": ("PHASE-now",),
        "Kleur": (),
    }


def test_what_a_tool_adds_itself_is_set_apart(tmp_path):
    headers = ("Id", "Begintijd", "E-mail", "Date submitted", "Group time: G1", "groupTime12", "Lengte")
    result = matching(tmp_path, *headers, "AMB-1")
    assert [place.header for place in result.of_tool] == list(headers[:-1])
    assert [one.place.header for one in result.unmatched] == ["Lengte"]
    assert result.submitted
    assert result.submitted.column == 3


def test_the_map_goes_before_ids_and_ids_before_nothing(tmp_path):
    mapping = '[columns]\n"AMB-1" = "AMB-2"\n"Toelichting" = "AMB-open"\n"AMB2" = "ignore"\n"Org" = "party"\n'
    result = matching(tmp_path, "AMB-1", "AMB2", "toelichting!", "Org", "PHASE-now", mapping=mapping)
    assert found(result) == {"AMB-2": ((0,), "map"), "PHASE-now": ((4,), "id"), "AMB-open": ((2,), "map")}
    assert [place.header for place in result.ignored] == ["AMB2"]
    assert result.party
    assert result.party.header == "Org"
    assert result.missing == ("AMB-1", "FEA-seen")


def test_a_party_named_by_hand_goes_before_the_map(tmp_path):
    mapping = '[columns]\nOrg = "party"\nEens = "AMB-1"\n'
    result = matching(tmp_path, "Org", "Eens", "AMB-2", mapping=mapping, party="EENS")
    assert result.party
    assert result.party.header == "Eens"
    assert found(result) == {"AMB-2": ((2,), "id")}


def test_texts_that_forms_repeats_are_found_in_the_order_of_the_instrument(tmp_path):
    twins = ratings("NU", "STRAKS", "MEER", texts=("Hoe gaat het?", "Hoe gaat het?", "Anders"))
    result = matching(tmp_path, "Anders", "Hoe gaat het?", "Hoe gaat het?2", of=twins)
    assert found(result) == {"NU": ((1,), "order"), "STRAKS": ((2,), "order"), "MEER": ((0,), "text")}


def test_a_shared_text_without_its_repetition_is_not_guessed(tmp_path):
    twins = ratings("NU", "STRAKS", "MEER", texts=("Hoe gaat het?", "Hoe gaat het?", "Anders"))
    result = matching(tmp_path, "Anders", "Hoe gaat het?", of=twins)
    assert result.missing == ("NU", "STRAKS")
    assert [one.place.header for one in result.unmatched] == ["Hoe gaat het?"]


def test_a_number_that_belongs_to_the_text_is_not_taken_for_a_repetition(tmp_path):
    numbered = ratings("EEN", "TWEE", texts=("Idee 1", "Idee 12"))
    assert found(matching(tmp_path, "Idee 12", "Idee 1", of=numbered)) == {
        "EEN": ((1,), "text"),
        "TWEE": ((0,), "text"),
    }


@pytest.mark.parametrize(
    "headers",
    [
        ("7. Wat herken je? [Macht]", "7. Wat herken je? [Thuis]", "7. Wat herken je? [Vertrouwen, of juist niet]"),
        ("Wat herken je? [Macht]", "Wat herken je? [Thuis]", "Wat herken je? [Vertrouwen, of juist niet]"),
        ("What do you recognise? [Power]", "FEA-seen[home]", "FEAseen[trust]"),
        ("FEAseen_power", "FEAseen_home", "FEAseen_trust"),
    ],
)
def test_every_option_may_have_a_column(tmp_path, headers):
    match = matching(tmp_path, *headers, "FEA-seen [Anders]").of("FEA-seen")
    assert match is not None
    assert (match.options, [place.column for place in match.places]) == (("power", "home", "trust"), [0, 1, 2])


def test_an_option_without_a_column_is_told(tmp_path):
    problem = only_problem(refused(tmp_path, "FEA-seen[power]", "FEA-seen[home]", "FEA-seen[trut]"))
    says(problem, ["a.csv", "FEA-seen", "niet voor: trust"], ["a.csv", "FEA-seen", "not for: trust"])


def test_an_option_is_found_by_the_map(tmp_path):
    mapping = '[columns]\n"Iets" = "fea-seen[trust]"\n'
    match = matching(tmp_path, "FEA-seen[power]", "FEA-seen[home]", "Iets", mapping=mapping).of("FEA-seen")
    assert match is not None
    assert set(match.options) == {"power", "home", "trust"}


@pytest.mark.parametrize(
    "headers",
    [
        ("AMB-1", "Eens over het doel"),
        ("Eens over het doel", "3. Eens over het doel (1-7)"),
        ("We zijn het eens over wat we samen willen bereiken.", "We zijn het eens over wat we samen willen bereiken.2"),
    ],
)
def test_two_columns_for_one_item_are_told(tmp_path, headers):
    problem = only_problem(refused(tmp_path, *headers))
    says(problem, ["a.csv", "item AMB-1", headers[1], '"ignore"'], ["a.csv", "item AMB-1", headers[1], '"ignore"'])


def test_one_column_and_a_column_per_option_are_told(tmp_path):
    headers = ("FEA-seen", "FEA-seen[power]", "FEA-seen[home]", "FEA-seen[trust]")
    assert only_problem(refused(tmp_path, *headers)).key == "answers-item-twice"
    assert only_problem(refused(tmp_path, *headers[1:], headers[1])).key == "answers-item-twice"


def test_no_match_at_all_says_what_was_expected(tmp_path):
    problem = only_problem(refused(tmp_path, "Kleur", "Maat"))
    says(problem, ["a.csv", "'small'", '"Kleur", "Maat"', "AMB-1"], ["a.csv", "'small'", '"Kleur", "Maat"', "AMB-1"])


def test_no_match_on_one_of_several_sheets_names_them_all(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        for name, header in (("Uitleg", "Lees dit"), ("Antwoorden", "AMB-1")):
            book.add_worksheet(name).write_column(0, 0, [header, "4"])
    with pytest.raises(AnswersError) as error:
        read_answers(tmp_path / "a.xlsx", SMALL)
    words = ["a.xlsx", "'Uitleg'", "Uitleg, Antwoorden", "--sheet"]
    says(only_problem(error.value), words, words)
    assert read_answers(tmp_path / "a.xlsx", SMALL, sheet="Antwoorden").answers.people == 1


def test_a_party_or_breakdown_that_is_not_there_is_told_with_the_headers(tmp_path):
    party, breakdown = refused(tmp_path, "AMB-1", "Organisatie", party="Org", breakdown="Sector").problems
    says(party, ["a.csv", "geen kolom 'Org'", '"Organisatie"'], ["a.csv", "no column 'Org'", '"Organisatie"'])
    says(breakdown, ["geen kolom 'Sector'"], ["no column 'Sector'"])


@pytest.mark.parametrize("asked", ["Org", "Organistie", "organisatie van jou"])
def test_the_nearest_header_is_asked_about_and_comes_first_of_a_short_list(tmp_path, asked):
    headers = [f"Kolom {number}" for number in range(30)]
    problem = only_problem(refused(tmp_path, "AMB-1", *headers, "Organisatie", party=asked))
    nl = ['Bedoel je \'Organisatie\'? De kolommen zijn: "Organisatie", "AMB-1"', '"Kolom 9", …']
    says(problem, nl, ["Do you mean 'Organisatie'? The columns are: \"Organisatie\""])
    assert '"Kolom 10"' not in problem.say("nl")


def test_nothing_is_asked_when_no_header_comes_close(tmp_path):
    problem = only_problem(refused(tmp_path, "AMB-1", "Organisatie", party="Sector"))
    says(problem, ["'Sector'. De kolommen zijn: \"AMB-1\""], ["'Sector'. The columns are: \"AMB-1\""])


def test_a_number_that_belongs_to_a_text_decides_before_it_is_left_out(tmp_path):
    numbered = ratings("EEN", "TWEE", texts=("1. Idee", "Idee"))
    assert found(matching(tmp_path, "Idee", "1. Idee", of=numbered)) == {"EEN": ((1,), "text"), "TWEE": ((0,), "text")}


def test_a_party_column_that_is_there_twice_is_told(tmp_path):
    problem = only_problem(refused(tmp_path, "AMB-1", "Organisatie", "organisatie:", party="ORGANISATIE"))
    says(problem, ["a.csv", "meer kolommen"], ["a.csv", "more than one column"])


def test_a_header_of_the_map_that_is_not_there_is_told_with_its_line(tmp_path):
    problem = only_problem(refused(tmp_path, "AMB-1", mapping='[columns]\n"Org" = "party"\n'))
    says(problem, ["map.toml", "regel 2", "columns.Org", '"AMB-1"'], ["map.toml", "line 2", "columns.Org", '"AMB-1"'])
