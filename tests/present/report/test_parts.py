from dataclasses import replace

import pytest

from samenspel.present.words import end
from samenspel.reading.answers import BLANK
from samenspel.reading.release import Policy, release
from samenspel.reading.score import read
from samenspel.theory.library import find_instrument
from tests.present.pdf import text_of
from tests.present.report.results import a_report, content, plain
from tests.present.rounds import PARTIES, REMARKS, STORY, a_release, an_instrument, some_answers


def test_a_page_of_a_condition_asks_its_plain_question():
    pages = content(a_release())["scales"]
    assert [page["heading"] for page in pages][:2] == ["Waar willen we samen heen?", "Wat is voor ieder belangrijk?"]
    assert pages[-1]["heading"] == "Heeft de opgave er iets aan?"


@pytest.mark.parametrize("visibility", ["totals", "party"])
def test_any_instrument_gets_a_page_per_scale(visibility):
    release = a_release(an_instrument(scales=3, items=5, high=5), people=30, invited=None, visibility=visibility)
    pages = content(release)["scales"]
    assert [len(page["rows"]) for page in pages] == [5, 5, 5]
    assert "telt omgekeerd mee" in pages[1]["rows"][0]["meta"]
    assert "van 5" in plain(text_of(a_report(release)))


def test_phases_show_how_many_chose_each_and_which_were_skipped():
    release = a_release("phase", people=38)
    block = content(release)["choices"][0]
    counts = release.choices["PHASE-now"].counts
    assert [row["count"] for row in block["rows"]] == [str(count) for count in counts]
    assert f"{max(counts)} van 38 mensen" in block["sentence"]


def test_a_choice_says_how_many_did_not_choose():
    whole = find_instrument("conditions+phase")
    answers = some_answers(whole, 38, 44, REMARKS, "full", 1, STORY, PARTIES, 1.2, breakdown=False)
    codes = {item: one.copy() for item, one in answers.codes.items()}
    codes["PHASE-now"][:2] = BLANK
    made = release(read(replace(answers, codes=codes)), Policy())
    said = {block["key"]: block["meta"] for block in content(made)["choices"]}
    assert said == {
        "choice-PHASE-now": "36 antwoorden · 2 kozen niet of wisten het niet",
        "choice-PHASE-next": "38 antwoorden",
    }


def without(*left_out):
    """A round in which nobody was asked these items of its form."""
    whole = find_instrument("conditions+phase")
    answers = some_answers(whole, 38, 44, REMARKS, "full", 1, STORY, PARTIES, 1.2, breakdown=False)
    codes = {item: one for item, one in answers.codes.items() if item not in left_out}
    return release(read(replace(answers, codes=codes)), Policy())


def test_items_that_were_not_in_the_file_are_named_and_the_scale_says_how_many_are_left():
    made = without("INT-1", "INT-2", "PHASE-next")
    text = plain(text_of(a_report(made)))
    names = "; ".join(made.instrument.item(item).short.nl for item in ("INT-1", "INT-2"))
    assert f"2 van de 23 uitspraken stonden niet in het bestand: {names}." in text
    assert f"niet in het bestand stonden: {made.instrument.item('PHASE-next').short.nl}." in text
    assert "geen enkele uitspraak helemaal weggelaten" not in text
    assert [page["mean"]["asked"] for page in content(made)["scales"]][:3] == ["", "2 van 4 uitspraken", ""]


def test_of_many_missing_items_the_first_eight_are_named():
    made = without(*(f"{scale}-{item}" for scale in ("INT", "REL", "ORG") for item in range(1, 5)))
    text = plain(text_of(a_report(made, "en")))
    assert "12 of the 23 statements were not in the file" in text
    assert "and 4 more." in text


def test_a_reversed_statement_is_not_named_lowest():
    made = a_release(an_instrument(scales=2, items=3), people=60, invited=None, story={"S0": 6.0, "S1": 2.0}, seed=2)
    reverse = made.instrument.item("S1-0").short.nl
    said = [page["sentence"] for page in content(made)["scales"]]
    assert reverse not in said[1]
    assert said[1].endswith("Uitspraken die omgekeerd meetellen, zijn hier niet vergeleken.")
    assert "omgekeerd" not in said[0]


def test_the_ends_of_the_range_are_said_once_a_page():
    for people in (8, 14, 38):
        for page in content(a_release(people=people, invited=50))["scales"]:
            assert " ".join(page["legend"]).count("(helemaal niet)") == 1


def test_the_scale_of_a_row_is_explained_with_its_own_ends():
    page = content(a_release())["scales"][0]
    kind = a_release().instrument.item("AMB-1").kind
    assert f"{end(kind.low, 'nl')} (helemaal niet)" in page["legend"][0]


def test_remarks_about_a_part_that_was_not_rated_are_kept():
    whole = find_instrument("conditions")
    asked = [item.id for item in whole.items if not item.id.startswith("AMB-") or item.id == "AMB-open"]
    made = a_release(an_instrument(whole, asked))
    assert any(remark.item == "AMB-open" for remark in made.remarks)
    assert [one["heading"] for one in content(made)["remarks"]] == [made.instrument.item("AMB-open").short.nl]
