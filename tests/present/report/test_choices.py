"""What is said under a choice and a list to tick: what the numbers say, and no more."""

from functools import cache

import numpy as np
import pytest

from samenspel.present.report import one_page_pdf, report_pdf
from samenspel.present.report.choices import choice_blocks
from samenspel.present.slides import slides
from samenspel.reading.answers import BLANK, Answers, Groups
from samenspel.reading.release import Policy, release
from samenspel.reading.score import read
from samenspel.theory.instrument import Choice, Multiple
from samenspel.theory.library import find_instrument
from tests.present.pdf import text_of
from tests.present.report.results import a_result, content, plain
from tests.present.slides.deck import opened, titled, words_of

LIST = next(item for item in find_instrument("features").items if isinstance(item.kind, Multiple))
ONE, TWO, *_ = [option.name for option in LIST.kind.options]


@cache
def ticked(*counts, people=12, visibility="totals"):
    """A list of which the first options were ticked by so many people, and the others by nobody."""
    picks = np.zeros((people, len(LIST.kind.options)), np.int16)
    for place, count in enumerate(counts):
        picks[:count, place] = 1
    return _released("features", people, visibility, picks={LIST.id: picks})


def unanswered(slug, visibility, people=12):
    """A round in which nobody answered any choice or list."""
    asked = find_instrument(slug).items
    codes = {item.id: np.full(people, BLANK, np.int16) for item in asked if isinstance(item.kind, Choice)}
    lists = [item for item in asked if isinstance(item.kind, Multiple)]
    picks = {item.id: np.full((people, len(item.kind.options)), BLANK, np.int16) for item in lists}
    return _released(slug, people, visibility, codes, picks)


def _released(slug, people, visibility, codes=None, picks=None):
    party = Groups.of([f"P{place % 4}" for place in range(people)]) if visibility == "party" else None
    answers = Answers(find_instrument(slug), people, codes or {}, picks or {}, party=party)
    return release(read(answers), Policy(visibility=visibility))


def said(made, lang="nl"):
    return choice_blocks(made, lang)[0]["sentence"]


def test_what_was_ticked_most_is_named_with_its_number():
    assert said(ticked(7, 3)) == f"Het vaakst gekozen: {ONE.nl} (7 van 12)."
    assert said(ticked(12, 5), "en") == f"Chosen most often: {ONE.en} (10 or more of 12)."
    assert said(ticked(6, 6), "en") == f"Chosen most often: {ONE.en} and {TWO.en} (6 of 12)."


@pytest.mark.parametrize("counts", [(2, 1), (2,), ()])
def test_of_options_that_few_ticked_none_is_called_the_most(counts):
    for lang in ("nl", "en"):
        assert said(ticked(*counts), lang) == ""


def test_of_a_list_by_party_on_which_nobody_ticked_anything_none_is_the_most():
    made = ticked(visibility="party")
    assert made.multiples[LIST.id].n == 12
    assert said(made) == ""
    assert said(ticked(2, 1, visibility="party")) == f"Het vaakst gekozen: {ONE.nl} (2 van 12)."


def test_options_that_nearly_everyone_ticked_are_not_said_to_be_level():
    assert said(ticked(12, 10, 3)) == f"Bijna iedereen koos: {ONE.nl} en {TWO.nl} (10 of meer van 12)."
    assert said(ticked(12, 10, 3), "en") == f"Chosen by nearly everyone: {ONE.en} and {TWO.en} (10 or more of 12)."
    both = ticked(12, 12, 3, visibility="party")
    assert said(both) == f"Het vaakst gekozen: {ONE.nl} en {TWO.nl} (12 van 12)."


@pytest.mark.parametrize("visibility", ["totals", "party"])
@pytest.mark.parametrize("slug", ["features", "kind", "phase"])
def test_where_nobody_answered_that_is_the_reason_and_there_are_no_bars(slug, visibility):
    made = unanswered(slug, visibility)
    for lang, told in (("nl", "Niemand gaf antwoord op deze vraag."), ("en", "Nobody answered this question.")):
        blocks = choice_blocks(made, lang)
        assert blocks
        assert {block["sentence"] for block in blocks} == {told}
        assert not any(row["svg"] for block in blocks for row in block["rows"])
    assert {block["sentence"] for block in content(made)["choices"]} == {"Niemand gaf antwoord op deze vraag."}
    assert not any(shape.has_chart for slide in opened(slides(a_result(made))).slides for shape in slide.shapes)


def test_documents_leave_no_gap_where_there_is_no_sentence():
    made = ticked(2, 1)
    result = a_result(made)
    for make in (report_pdf, one_page_pdf):
        text = plain(text_of(make(result)))
        assert "2 of minder" in text
        assert "Het vaakst gekozen" not in text
    slide = titled(opened(slides(result)), LIST.text.nl)
    assert "2 of minder van 12" in words_of(slide)
    assert all(place.text_frame.text for place in slide.placeholders)
