"""A spreadsheet becomes answers, or every reason why not."""

import subprocess
import sys
import unicodedata
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samenspel.errors import AnswersError
from samenspel.exchange import Import, parse_map, read_answers
from samenspel.reading.answers import BLANK, SKIPPED, Answers
from tests.exchange.samples import instrument, only_problem, ratings, says, written

SMALL = instrument()
HEADER = ["Organisatie", "AMB-1", "AMB-2", "PHASE-now", "FEA-seen", "AMB-open"]


def read(tmp_path: Path, *rows: list[str], of=SMALL, mapping: str = "", **options) -> Import:
    path = written(tmp_path / "a.csv", rows)
    return read_answers(path, of, mapping=parse_map(mapping, "map.toml", of), **options)


def refused(tmp_path: Path, *rows: list[str], **options) -> AnswersError:
    with pytest.raises(AnswersError) as error:
        read(tmp_path, *rows, **options)
    return error.value


def test_a_small_file_becomes_answers(tmp_path):
    first = ["Gemeente", "7", "niet voor mij", "Verkennen", "Macht;Thuis;", "Meer tijd."]
    second = ["GGD", "helemaal niet", "", "", "", ""]
    answers = read(tmp_path, HEADER, first, second, party="organisatie", invited=3).answers
    assert (answers.people, answers.invited) == (2, 3)
    assert {item: codes.tolist() for item, codes in answers.codes.items()} == {
        "AMB-1": [6, 0],
        "AMB-2": [SKIPPED, BLANK],
        "PHASE-now": [0, BLANK],
    }
    assert answers.picks["FEA-seen"].tolist() == [[1, 0, 1], [BLANK] * 3]
    assert answers.texts["AMB-open"] == ("Meer tijd.", "")
    assert answers.party is not None
    assert (answers.party.names, answers.party.member.tolist()) == (("Gemeente", "GGD"), [0, 1])
    assert answers.breakdown is None
    assert answers.may_quote is None
    assert all(codes.dtype == np.int16 for codes in (*answers.codes.values(), *answers.picks.values()))


def test_rows_without_any_answer_are_left_out_and_counted(tmp_path):
    rows = [["id", "Date submitted", "AMB-1"], ["1", "2025-01-01", "3"], ["2", "", ""], ["3", "", "4"], ["4", "", "NA"]]
    result = read(tmp_path, *rows)
    assert (result.answers.people, result.unanswered, result.incomplete) == (2, 2, 1)
    assert result.skipped_rows == ()


def test_names_of_groups_are_tidied_and_spellings_joined(tmp_path):
    names = ["GGD  Twente ", "ggd twente", "Caf\u0065\u0301 X", "Caf\u00e9 X", "GGD\u00a0Twente", "", "NA"]
    result = read(tmp_path, ["Groep", "AMB-1"], *[[name, "1"] for name in names], breakdown="groep")
    groups = result.answers.breakdown
    assert groups is not None
    assert groups.names == ("Café X", "GGD Twente")
    assert groups.member.tolist() == [1, 1, 0, 0, 1, -1, -1]
    assert result.matching.joined == (("GGD Twente", ("ggd twente",)),)
    assert result.answers.breakdown_name == "Groep"


def test_a_group_that_nobody_answered_for_has_no_name(tmp_path):
    result = read(tmp_path, ["Groep", "AMB-1"], ["A", "1"], ["B", ""], party="Groep")
    assert result.answers.party is not None
    assert result.answers.party.names == ("A",)


def test_consent_for_remarks_is_read_from_its_column(tmp_path):
    rows = [["Mag dit erin?", "AMB-open"], ["Ja", "a"], ["no", "b"], ["", "c"]]
    answers = read(tmp_path, *rows, mapping='[columns]\n"Mag dit erin?" = "may-quote"').answers
    assert answers.may_quote is not None
    assert answers.may_quote.tolist() == [True, False, False]
    for header in ("may-quote", "Mijn opmerkingen mogen in het verslag"):
        assert read(tmp_path, [header, "AMB-open"], ["ja", "a"]).answers.may_quote is not None


def test_consent_that_is_neither_yes_nor_no_is_told(tmp_path):
    problem = only_problem(refused(tmp_path, ["may-quote", "AMB-1"], ["1", "1"], ["tja", "1"]))
    says(problem, ["a.csv", "rij 3", "kolom may-quote", "'tja'"], ["a.csv", "row 3", "column may-quote", "'tja'"])


def test_labels_of_the_map_decide(tmp_path):
    mapping = '[labels]\n"Mee eens" = 6\n[labels."AMB-2"]\n"mee eens" = 7\n'
    answers = read(tmp_path, HEADER[1:3], ["Mee eens", "mee eens"], mapping=mapping).answers
    assert [codes.tolist() for codes in answers.codes.values()] == [[5], [6]]


def test_everything_wrong_is_told_at_once_with_row_column_and_value(tmp_path):
    good = ["x", "1", "1", "doing", "power", "ok"]
    bad = [["x", "9", "1", "dansen", "power", ""], ["x", "1", "1", "doing", "Macht;Geld", ""], ["x", "1"]]
    rating, choice, picks, short = refused(tmp_path, HEADER, good, *bad).problems
    says(rating, ["a.csv, rij 3, kolom AMB-1", "'9'", "1, 2"], ["a.csv, row 3, column AMB-1", "'9'", "1, 2"])
    says(
        choice,
        ["rij 3, kolom PHASE-now", "'dansen'", "Verkennen"],
        ["row 3, column PHASE-now", "'dansen'", "Exploring"],
    )
    says(
        picks, ["rij 4, kolom FEA-seen", "'Macht;Geld'", "Thuis"], ["row 4, column FEA-seen", "'Macht;Geld'", "At home"]
    )
    says(short, ["a.csv, rij 5", "2 cellen"], ["a.csv, row 5", "2 cells"])


def test_a_tick_that_cannot_be_read_is_told_in_its_own_column(tmp_path):
    rows = [["FEA-seen[home]", "FEA-seen[power]", "FEA-seen[trust]"], ["1", "1", "1"], ["1", "0", "misschien"]]
    problem = only_problem(refused(tmp_path, *rows))
    says(problem, ["rij 3, kolom FEA-seen[trust]", "ja, nee"], ["row 3, column FEA-seen[trust]", "yes, no"])


def test_at_most_fifty_problems_are_told_and_the_others_counted(tmp_path):
    rows = [[f"x{number}", f"y{number}"] for number in range(40)]
    problems = refused(tmp_path, ["AMB-1", "AMB-2"], *rows).problems
    assert len(problems) == 51
    assert [problem.where.row for problem in problems[:4]] == [2, 2, 3, 3]
    says(problems[-1], ["problemen: 30"], ["problems: 30"])


def test_cells_with_the_same_word_are_one_problem_with_a_line_for_the_map(tmp_path):
    rows = [["1", "Eens"], ["Eens", "eens"], ["Oneens", "1"], ["9", "9"], ["9", "9"]]
    word, other, one, two = refused(tmp_path, ["AMB-1", "AMB-2"], *rows).problems
    says(word, ["rij 2, kolom AMB-2", "3 cellen, in 2 kolommen", '[labels]: "Eens" = ?'], ["3 cells, in 2 columns"])
    says(other, ["rij 4, kolom AMB-1", "'Oneens' is hier geen antwoord."], ["'Oneens' is not an answer here."])
    says(one, ["rij 5, kolom AMB-1", "'9'", "in 2 cellen)"], ["row 5, column AMB-1", "in 2 cells)"])
    says(two, ["rij 5, kolom AMB-2", "'9'", "in 2 cellen)"], ["row 5, column AMB-2", "in 2 cells)"])


def test_a_line_for_the_map_does_what_it_promises(tmp_path):
    rows = [["AMB-1"], ['Zeg "ja" \\ nee'], ["2"]]
    problem = only_problem(refused(tmp_path, *rows))
    line = f"{problem.values['label']} = 3"
    assert line in problem.say("nl").replace("= ?", "= 3")
    assert read(tmp_path, *rows, mapping=f"[labels]\n{line}").answers.codes["AMB-1"].tolist() == [2, 1]


def test_refused_answers_still_say_which_columns_were_recognised(tmp_path):
    heard = []
    refused(tmp_path, ["AMB-1", "AMB-l"], ["veel", "1"], matched=heard.append)
    (matching,) = heard
    assert [match.item for match in matching.matches] == ["AMB-1"]
    assert [one.place.header for one in matching.unmatched] == ["AMB-l"]


def test_bad_rows_are_left_out_on_request_and_named(tmp_path):
    rows = [HEADER, ["x", "1", "1", "", "", ""], ["x", "9", "nee", "", "", ""], ["x", "2"], ["x", "3", "", "", "", ""]]
    result = read(tmp_path, *rows, skip_bad_rows=True)
    assert result.answers.codes["AMB-1"].tolist() == [0, 2]
    assert [(row, len(problems)) for row, problems in result.skipped_rows] == [(3, 2), (4, 1)]
    assert result.unanswered == 0


def test_nobody_left_is_told_with_the_reasons(tmp_path):
    nobody, reason = refused(tmp_path, ["AMB-1", "x"], ["9", "a"], skip_bad_rows=True).problems
    says(nobody, ["a.csv", "geen enkele rij"], ["a.csv", "No row"])
    says(reason, ["rij 2", "kolom AMB-1"], ["row 2", "column AMB-1"])
    assert only_problem(refused(tmp_path, ["AMB-1", "x"], ["", "a"])).key == "answers-nobody"


def test_more_people_than_invited_is_told(tmp_path):
    problem = only_problem(refused(tmp_path, ["AMB-1", "AMB-2"], *[["1", "1"]] * 3, invited=2))
    says(problem, ["a.csv", "3 mensen", "de 2 die"], ["a.csv", "3 people", "the 2 invited"])


def test_a_missing_last_piece_of_a_file_is_told(tmp_path):
    path = written(tmp_path / "a.csv", [HEADER, *[["x", "1", "1", "doing", "power", "Prima zo"]] * 4])
    path.write_bytes(path.read_bytes()[:-25])
    with pytest.raises(AnswersError) as error:
        read_answers(path, SMALL)
    says(only_problem(error.value), ["a.csv, rij 5", "breekt af"], ["a.csv, row 5", "breaks off"])


def test_importing_this_room_loads_nothing_heavy():
    code = "import samenspel.exchange, sys; print({'numpy', 'python_calamine'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


# Letters that Windows-1252 can write too, and everything that could be taken for structure.
TEXTS = st.text("abé€’ ;,|\t\"'\n-1", max_size=12).map(str.strip)
ROW = st.tuples(
    st.sampled_from(["", "Gemeente", "GGD", 'Zorg; en meer, "ja"']),
    st.sampled_from(["", "1", "7", "4,0", "not at all", "n.v.t."]),
    st.sampled_from(["", "2", "weet ik niet", "helemaal wel"]),
    st.sampled_from(["", "exploring", "Samen doen, en leren"]),
    st.sampled_from(["", "power", "Macht;Thuis;", "Vertrouwen, of juist niet", "weet niet"]),
    TEXTS,
)
ROWS = st.lists(ROW, min_size=1, max_size=12).filter(lambda rows: any(any(row[1:]) for row in rows))
CODES = {
    "AMB-1": {"": BLANK, "1": 0, "7": 6, "4,0": 3, "not at all": 0, "n.v.t.": SKIPPED},
    "AMB-2": {"": BLANK, "2": 1, "weet ik niet": SKIPPED, "helemaal wel": 6},
    "PHASE-now": {"": BLANK, "exploring": 0, "Samen doen, en leren": 1},
}
PICKS = {
    "": [BLANK] * 3,
    "power": [1, 0, 0],
    "Macht;Thuis;": [1, 0, 1],
    "Vertrouwen, of juist niet": [0, 1, 0],
    "weet niet": [SKIPPED] * 3,
}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    rows=ROWS,
    separator=st.sampled_from(";,\t|"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
    order=st.permutations(range(len(HEADER))),
)
def test_answers_survive_any_separator_encoding_and_order_of_columns(tmp_path, rows, separator, encoding, order):
    content = [[row[place] for place in order] for row in (HEADER, *rows)]
    path = written(tmp_path / "a.csv", content, separator, encoding)
    result = read_answers(path, SMALL, party="Organisatie")
    kept = [row for row in rows if any(row[1:])]
    answers = result.answers
    assert result.unanswered == len([row for row in rows if row[0]]) - len([row for row in kept if row[0]])
    assert_equal(answers, kept)


def assert_equal(answers: Answers, rows: list[tuple[str, ...]]) -> None:
    columns = dict(zip(HEADER, zip(*rows, strict=True), strict=True))
    for item, codes in CODES.items():
        assert answers.codes[item].tolist() == [codes[cell] for cell in columns[item]]
    assert answers.picks["FEA-seen"].tolist() == [PICKS[cell] for cell in columns["FEA-seen"]]
    assert answers.texts["AMB-open"] == columns["AMB-open"]
    assert answers.party is not None
    names = [answers.party.names[place] if place >= 0 else "" for place in answers.party.member]
    assert names == [unicodedata.normalize("NFC", name) for name in columns["Organisatie"]]


def test_rows_beyond_one_chunk_keep_their_order(tmp_path):
    many = ratings("A", "B")
    result = read(tmp_path, ["A", "B"], *[[str(1 + row % 5), str(5 - row % 5)] for row in range(25_000)], of=many)
    assert result.answers.people == 25_000
    assert result.answers.codes["A"][:6].tolist() == [0, 1, 2, 3, 4, 0]
    assert (result.answers.codes["A"] + result.answers.codes["B"] == 4).all()
