from dataclasses import replace

from samenspel.diagnosis.programme import Programme
from samenspel.present.report.guide import clock, guide_pages
from tests.present.report.results import a_programme, a_result
from tests.present.rounds import a_release


def guide(programme, lang="nl"):
    return guide_pages(a_result(a_release(), lang, programme=programme))


def test_the_clock_runs_on_and_ends_at_the_total():
    page = guide(a_programme())
    assert [part["clock"] for part in page["parts"]] == ["0:00–0:05", "0:05–1:05", "1:05–1:15"]
    assert [part["minutes"] for part in page["parts"]] == ["5 minuten", "60 minuten", "10 minuten"]
    assert page["total"].startswith("Alles samen 75 minuten, van 0:00 tot 1:15.")


def test_it_says_what_it_was_made_for_only_where_that_is_different():
    assert "60 minutes" in guide(a_programme(), "en")["total"]
    assert guide(replace(a_programme(), asked=75), "en")["total"] == "Altogether 75 minutes, from 0:00 to 1:15."


def test_every_part_holds_its_questions_and_the_steps_of_its_form_and_none_that_was_taken_out():
    page = guide(a_programme())
    assert [part["title"] for part in page["parts"]] == ["Welkom", "Over besluiten", "Afspreken"]
    assert page["parts"][1]["how"] == ["Trek een lijn.", "Ga staan."]
    assert page["parts"][1]["needs"] == "Nodig: Ruimte om te staan."
    assert page["parts"][0]["questions"] == ["Wat hoop je vandaag?", "Wat heb je nodig?"]


def test_without_a_programme_or_parts_there_is_no_page():
    assert guide(None) is None
    assert guide(Programme(60, ())) is None


def test_hours_and_minutes_are_written_as_on_a_clock():
    assert [clock(minutes) for minutes in (0, 9, 60, 125)] == ["0:00", "0:09", "1:00", "2:05"]
