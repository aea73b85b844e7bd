from dataclasses import replace

import pytest

from samenspel.diagnosis.outcome import Outcome
from samenspel.diagnosis.stands_out import stands_out
from samenspel.present.report import one_page_pdf
from samenspel.present.report.one_page import one_page_content
from samenspel.theory.words import Bilingual
from tests.present.pdf import opened, text_of
from tests.present.report.results import UNEVEN, a_result, everything
from tests.present.rounds import a_release


def one_page(release, findings=None, title="Langer thuis wonen", lang="nl"):
    found = stands_out(release) if findings is None else findings
    return one_page_pdf(a_result(release, lang, title, findings=tuple(found)))


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
    well, attention = one_page_content(a_result(release))["found"]
    assert len(well["cards"]) == 2
    assert len(attention["cards"]) == 3


def test_it_says_how_many_more_points_are_in_the_report():
    release = a_release("conditions+phase", story=UNEVEN)
    risks = [one for one in stands_out(release) if one.pattern.kind == "risk"]
    assert "staan in het rapport" not in text_of(one_page(release, risks[:3]))
    assert "Nog 2 punten staan in het rapport." in text_of(one_page(release, [*risks[:3], *risks[:2]]))


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
    asked = one_page_content(a_result(release))["asked"]
    assert first.questions[0].nl in asked["lines"][0]


def test_without_findings_it_asks_what_people_recognise():
    text = text_of(one_page(a_release(), ()))
    assert "Wat herken je hierin" in text


def test_the_connection_to_the_challenge_is_on_it():
    assert "Verbinding met de" in text_of(one_page(a_release()))


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("text", ["", "lange afspraak " * 300, "w" * 400, "مرحبا #eval(1) \n" * 40])
def test_it_is_one_page_with_all_that_a_group_wrote(lang, text):
    assert len(opened(one_page_pdf(everything(lang, text=text))).pages) == 1


def test_what_was_agreed_takes_the_place_of_what_is_asked():
    asked = one_page_content(everything())["asked"]
    assert asked["heading"] == "Wat is afgesproken"
    assert asked["lines"][:2] == [
        "Het punt dat jullie kozen: Eén straat kiezen",
        "De besluitenlijst bijhouden · Marit · uiterlijk 3 maart 2025",
    ]
    assert asked["lines"][-1].startswith("Wat kun jij thuis")
    empty = replace(everything(), agreed=Outcome("Ronde", None, " "))
    assert one_page_content(empty)["asked"]["heading"] == "Wat van jou wordt gevraagd"


def test_the_direction_since_last_round_is_there_only_where_it_is_certain():
    result = everything()
    said = one_page_content(result)["cover"]["since"]
    assert said.startswith("Vergeleken met “Nulmeting” (3 maart 2025). Hoger: Relaties en groepsdynamiek. Lager: ")
    assert said in plain_words(text_of(one_page_pdf(result)))
    same = replace(result.earlier[0], release=result.release)
    assert one_page_content(replace(result, earlier=(same,)))["cover"]["since"] == ""
    assert one_page_content(replace(result, earlier=()))["cover"]["since"] == ""


def plain_words(text):
    return " ".join(text.split())


def test_a_finding_stands_in_the_words_of_the_group():
    told = [card["see"] for part in one_page_content(everything())["found"] for card in part["cards"]]
    assert "Thuis praten we er te weinig over." in told
