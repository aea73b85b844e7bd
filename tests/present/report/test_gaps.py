import re
from dataclasses import replace

from samenspel.present.report.gaps import MOST_UNSURE, gaps_page
from samenspel.reading.answers import BLANK
from samenspel.reading.release import Policy, release
from samenspel.reading.score import read
from samenspel.theory.library import find_instrument
from tests.present.rounds import PARTIES, REMARKS, STORY, a_release, an_instrument, some_answers


def told(made, lang="nl"):
    return {part["heading"]: " ".join([*part["text"], *part["rows"]]) for part in gaps_page(made, lang)["parts"]}


def left_open(items, many):
    """A round in which so many people leave these questions open."""
    whole = find_instrument("conditions+phase")
    answers = some_answers(whole, 38, 44, REMARKS, "full", 1, STORY, PARTIES, 1.2, breakdown=False)
    codes = {item: one.copy() for item, one in answers.codes.items()}
    for one in codes.values():
        one[one == BLANK] = 3
    for item in items:
        codes[item][:many] = BLANK
    return release(read(replace(answers, codes=codes)), Policy())


def test_it_says_how_many_did_not_answer_and_why_their_parties_are_not_named():
    said = told(a_release())["Wie we niet hoorden"]
    assert "6 genodigden antwoordden niet" in said
    assert "dit rapport noemt alleen totalen" in said
    by_party = told(a_release(visibility="party"))["Wie we niet hoorden"]
    assert "Een partij waarvan niemand antwoordde, ontbreekt" in by_party


def test_when_everyone_answered_nobody_is_missed():
    said = told(a_release(people=42, invited=42))["Wie we niet hoorden"]
    assert "Iedereen die was uitgenodigd, deed mee." in said
    assert "alleen totalen" not in said


def test_the_questions_that_people_left_open_are_named_with_their_numbers():
    page = told(left_open(["AMB-1", "PHASE-now"], 10))
    names = [find_instrument("conditions+phase").item(item).short.nl for item in ("AMB-1", "PHASE-now")]
    assert all(f"{name}: 28 antwoorden van 38 mensen" in page["Waar mensen het niet wisten"] for name in names)
    assert "Waar mensen het niet wisten" not in told(left_open([], 0))


def test_of_many_open_questions_the_most_open_are_named():
    items = [f"{scale}-{item}" for scale in ("AMB", "INT") for item in range(1, 5)]
    page = gaps_page(left_open(items, 9), "nl")
    rows = next(part["rows"] for part in page["parts"] if part["rows"])
    assert len(rows) == MOST_UNSURE


def test_a_question_whose_number_may_not_be_seen_is_not_named():
    made = a_release(people=6, invited=9, seed=4, remarks=())
    hidden = [made.instrument.item(item).short.nl for item, one in made.ratings.items() if one.mean is None]
    assert hidden
    assert not any(name in told(made).get("Waar mensen het niet wisten", "") for name in hidden)


def test_what_is_hidden_is_named_with_the_rule():
    said = told(a_release(people=6, invited=9, seed=4))["Wat niet te zien is, en waarom"]
    assert "Een cijfer staat er vanaf 6 antwoorden." in said
    assert re.search("uitspra.* was dat aantal te klein", said)


def test_choices_without_numbers_are_named():
    made = a_release("conditions+phase", people=8, invited=12)
    assert made.choices["PHASE-now"].counts is None
    said = told(made)["Wat niet te zien is, en waarom"]
    assert made.instrument.item("PHASE-now").short.nl in said


def test_a_totals_round_says_why_parties_are_absent_and_a_round_by_party_does_not():
    assert "alleen totalen te tonen" in told(a_release())["Wat niet te zien is, en waarom"]
    assert "alleen totalen" not in " ".join(told(a_release(visibility="party")).values())


def test_conditions_asked_without_the_challenge_are_a_gap():
    whole = find_instrument("conditions")
    asked = [item.id for item in whole.items if not item.id.startswith("CHA")]
    made = a_release(an_instrument(whole, asked))
    assert "De verbinding met de opgave is in deze ronde niet gevraagd." in told(made)["Wat niet gevraagd is"]
    assert "Wat niet gevraagd is" not in told(a_release())


def test_it_always_says_that_answers_tell_no_cause():
    for made in (a_release(), a_release("phase"), a_release(people=0)):
        assert "Wat antwoorden niet kunnen zeggen" in told(made)
        assert "What answers cannot tell" in told(made, "en")
