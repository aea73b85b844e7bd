import datetime
from dataclasses import replace

import pytest

from samenspel.diagnosis.stands_out import stands_out
from samenspel.present.report import one_page_pdf
from samenspel.present.report.one_page import one_page_content
from samenspel.theory.words import Bilingual
from tests.present.pdf import opened, text_of
from tests.present.rounds import a_release

DATE = datetime.date(2026, 3, 12)
UNEVEN = {"AMB": 6.2, "INT": 3.0, "REL": 6.0, "ORG": 4.3, "PRO": 3.2, "CHA": 2.8}


def one_page(release, findings=None, title="Langer thuis wonen", lang="nl"):
    found = stands_out(release) if findings is None else findings
    return one_page_pdf(release, found, title=title, lang=lang, date=DATE)


def plain(text):
    return "".join(text.split())


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("people", [0, 5, 8, 38])
@pytest.mark.parametrize("visibility", ["totals", "party"])
def test_it_is_one_page_for_any_round(lang, people, visibility):
    release = a_release("conditions+phase", people=people, visibility=visibility, story=UNEVEN)
    assert len(opened(one_page(release, lang=lang)).pages) == 1


def test_it_stays_one_page_when_every_text_is_long():
    release = a_release(story=UNEVEN)
    long = Bilingual("Een heel lange zin over wat er opvalt. " * 40, "A very long sentence about it. " * 40)
    findings = [
        replace(one, see=long, questions=(long, long), pattern=replace(one.pattern, name=long))
        for one in stands_out(release)
    ]
    pdf = one_page(release, findings, title="Een titel die maar niet ophoudt " * 30)
    assert len(opened(pdf).pages) == 1
    assert "Wat van jou wordt gevraagd" in text_of(pdf)


def test_it_shows_at_most_three_strengths_and_three_things_that_ask_attention():
    release = a_release("conditions+phase", story=UNEVEN)
    well, attention = one_page_content(release, stands_out(release), title="", lang="nl", date=DATE)["found"]
    assert len(well["cards"]) == 2
    assert len(attention["cards"]) == 3


def test_every_strength_that_fits_is_set_and_the_first_always():
    release = a_release("conditions+phase", story=UNEVEN)
    names = [one.pattern.name.nl for one in stands_out(release) if one.pattern.kind == "strength"]
    assert all(plain(name) in plain(text_of(one_page(release))) for name in names[:3])
    long = Bilingual("Een lange zin over wat er opvalt. " * 40, "A long sentence about it. " * 40)
    crowded = [replace(one, see=long, questions=(long,)) for one in stands_out(release)]
    assert plain(names[0]) in plain(text_of(one_page(release, crowded)))


def test_the_question_comes_from_what_asks_attention_first():
    release = a_release(story=UNEVEN)
    first = next(one for one in stands_out(release) if one.pattern.kind == "risk")
    asked = one_page_content(release, stands_out(release), title="", lang="nl", date=DATE)["asked"]
    assert first.questions[0].nl in asked[0]


def test_without_findings_it_asks_what_people_recognise():
    text = text_of(one_page(a_release(), ()))
    assert "Wat herken je hierin" in text


def test_the_connection_to_the_challenge_is_on_it():
    assert "Verbinding met de" in text_of(one_page(a_release()))
