"""Files of the tools that people come from, as they are."""

import csv

import pytest

from samenspel.errors import AnswersError
from samenspel.exchange import parse_map, read_answers
from samenspel.reading.answers import BLANK
from tests.exchange.samples import instrument, ratings, says, written
from tests.shared import shared

LIMESURVEY = "formats/limesurvey/survey_100001_R_data_file.csv"
VISIT = """
[[items]]
id = "AGE"
kind = "choice"
text.nl = "Hoe oud ben je?"
text.en = "How old are you?"
options = [
  { id = "3", name.nl = "25 tot 34", name.en = "25 to 34" },
  { id = "4", name.nl = "35 tot 44", name.en = "35 to 44" },
]

[[items]]
id = "MED"
kind = "rating"
low = 1
high = 7
text.nl = "Bij pijn vraag ik hulp."
text.en = "If I'm out and I experience drugs-related problems, I intend to get help."

[[items]]
id = "ALC"
kind = "rating"
low = 1
high = 5
text.nl = "Drank"
text.en = "Alcohol:"

[[items]]
id = "STAY"
kind = "multiple"
text.nl = "Waar slaap je?"
text.en = "Where are you planning to stay?"
options = [
"""
STAYS = ["Hotel", "Hostel", "Airbnb apartment", "Camping", "Friends or family", "My own home", "Couchsurfing"]
STAYS += ["House swap", "I will not book accommodation", "I don’t know"]
OPTIONS = "".join(
    f'  {{ id = "o{number}", name.nl = "{name}", name.en = "{name}" }},\n' for number, name in enumerate(STAYS)
)
SLIDER = "[Alcohol:|absolutely not|absolutely]"


def test_a_limesurvey_export_with_the_text_of_questions_as_headings():
    visit = instrument(VISIT + OPTIONS + "]\n", "AGE")
    mapping = parse_map(
        f'[columns]\n"Please indicate whether you intend to drink alcohol.  {SLIDER}" = "ignore"', "m", visit
    )
    result = read_answers(shared(LIMESURVEY), visit, mapping=mapping)
    answers = result.answers
    assert (answers.people, result.unanswered, result.incomplete) == (2, 1, 0)
    assert answers.codes["AGE"].tolist() == [0, 1]
    assert answers.codes["MED"].tolist() == [BLANK, 3]
    assert answers.codes["ALC"].tolist() == [1, 1]
    assert answers.picks["STAY"].tolist() == [[0, 0, 0, 0, 1, 0, 1, 0, 0, 0], [0, 0, 0, 0, 1, 0, 0, 1, 0, 0]]
    assert result.matching.submitted
    assert result.matching.submitted.header == "Date submitted"
    assert len(result.matching.of_tool) > 300


def test_a_limesurvey_export_asks_which_of_two_equal_parts_is_meant():
    with pytest.raises(AnswersError) as refused:
        read_answers(shared(LIMESURVEY), instrument(VISIT + OPTIONS + "]\n", "AGE"))
    (problem,) = refused.value.problems
    says(problem, ["survey_100001", "item ALC"], ["survey_100001", "item ALC"])


def test_a_limesurvey_export_with_codes_as_headings(tmp_path):
    content = shared(LIMESURVEY).read_text("utf-8-sig")
    _, *people = (row for row in csv.reader(content.splitlines(keepends=True)) if row)
    header = ["id", "submitdate", "lastpage", "AGE", *[f"STAY[o{number}]" for number in range(10)], "G1[ALC]"]
    rows = [[*row[:3], row[8], *row[27:37], row[39]] for row in people]
    path = written(tmp_path / "codes.csv", [header, *rows], ",", "utf-8-sig")
    result = read_answers(path, instrument(VISIT + OPTIONS + "]\n", "AGE"))
    assert result.matching.missing == ("MED",)
    assert {match.by for match in result.matching.matches} == {"id"}
    assert result.answers.codes["AGE"].tolist() == [0, 1]
    assert result.answers.picks["STAY"].sum() == 4


FORMS = """
[answers.agree]
kind = "rating"
low = 1
high = 5

[[items]]
id = "L-1"
answer = "agree"
text.nl = "Ik ben onder de indruk van de kwaliteit van de leiding"
text.en = "a"

[[items]]
id = "L-2"
answer = "agree"
text.nl = "Ik zou met een probleem naar de leiding gaan"
text.en = "b"

[[items]]
id = "WITH"
kind = "multiple"
text.nl = "Met wie werkt u samen? (meerdere keuzes)"
text.en = "c"
options = [
  { id = "town", name.nl = "Gemeente", name.en = "Town" },
  { id = "health", name.nl = "GGD", name.en = "Health service" },
]

[[items]]
id = "SAY"
kind = "text"
text.nl = "Opmerkingen"
text.en = "d"
"""
AGREEMENT = """
[labels]
"Helemaal mee oneens" = 1
"Mee oneens" = 2
"Niet mee eens, niet mee oneens" = 3
"Mee eens" = 4
"Helemaal mee eens" = 5
"""


def test_a_microsoft_forms_export():
    path = shared("formats/msforms/CONSTRUCTED_msforms_layout_nl.xlsx")
    forms = instrument(FORMS, "L-1")
    mapping = parse_map(AGREEMENT, "map.toml", forms)
    result = read_answers(path, forms, mapping=mapping, party="Tot welke organisatie behoort u?")
    answers = result.answers
    assert answers.people == 37
    assert answers.codes["L-1"][:4].tolist() == [2, 1, 2, 2]
    assert answers.picks["WITH"][:4].tolist() == [[1, 1], [0, 1], [1, 1], [0, 1]]
    assert answers.party is not None
    assert "Organisatie 50" in answers.party.names
    assert [one.place.header for one in result.matching.unmatched] == ["De lijn werkt goed"]
    assert len(result.matching.of_tool) == 5
    assert result.sheet == "Sheet1"


def test_a_microsoft_forms_export_without_its_labels_is_refused_with_row_and_column():
    with pytest.raises(AnswersError) as refused:
        read_answers(shared("formats/msforms/CONSTRUCTED_msforms_layout_nl.xlsx"), instrument(FORMS, "L-1"))
    first = refused.value.problems[0]
    says(first, ["rij 2", "kolom Ik ben onder", "Niet mee eens"], ["row 2", "column Ik ben onder", "Niet mee eens"])
    words = {problem.values["value"] for problem in refused.value.problems}
    assert len(refused.value.problems) == len(words) == 5


def test_a_plain_spreadsheet_of_two_thousand_people():
    path = shared("multilevel/lq2002.csv")
    lead = [f"LEAD{number:02}" for number in range(1, 12)]
    result = read_answers(path, ratings(*lead), party="compid", invited=2042)
    with path.open(newline="") as file:
        people = list(csv.DictReader(file))
    assert result.answers.people == len(people) == 2042
    for item in lead:
        assert (result.answers.codes[item] + 1).tolist() == [int(person[item]) for person in people]
    assert result.answers.party is not None
    assert len(result.answers.party.names) == 49
    assert "LEAD" in [one.place.header for one in result.matching.unmatched]


def test_points_from_zero_are_points(tmp_path):
    hostile = [f"HOSTIL{number:02}" for number in range(1, 6)]
    answers = read_answers(shared("multilevel/lq2002.csv"), ratings(*hostile, low=0, high=4)).answers
    assert {int(codes.min()) for codes in answers.codes.values()} == {0}
    assert {int(codes.max()) for codes in answers.codes.values()} == {4}


def test_an_empty_cell_is_blank(tmp_path):
    items = [f"COH{number:02}" for number in range(1, 6)]
    answers = read_answers(shared("multilevel/cohesion.csv"), ratings(*items), party="PLATOON").answers
    assert answers.codes["COH02"].tolist()[1] == BLANK
    assert sum(int((codes == BLANK).sum()) for codes in answers.codes.values()) == 1
