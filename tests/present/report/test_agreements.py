from dataclasses import replace

from samenspel.diagnosis.outcome import Action, Outcome
from samenspel.present.report.agreements import agreements_page
from samenspel.present.report.content import report_content
from tests.present.report.results import DATE, a_result, everything
from tests.present.rounds import a_release


def test_what_was_agreed_last_time_says_what_came_of_each():
    page = agreements_page(everything())
    assert page["before"]["meta"] == "In het gesprek over “Nulmeting”, op 3 maart 2025."
    assert page["before"]["leverage"] == "Eerder besluiten"
    assert page["before"]["headings"] == ["Wat", "Wie", "Uiterlijk", "Wat ervan kwam"]
    assert [row[-1] for row in page["before"]["rows"]] == [
        "Gedaan. Hangt in de hal.",
        "Anders gelopen. Het werd een lunch.",
        "Losgelaten",
    ]


def test_what_this_conversation_led_to_says_who_does_what_and_until_when():
    page = agreements_page(everything("en"))
    assert page["now"]["rows"][0] == ["De besluitenlijst bijhouden", "Marit", "3 March 2025"]
    assert page["now"]["headings"] == ["What", "Who", "By"]


def test_columns_in_which_nothing_stands_are_left_out():
    outcome = Outcome("Ronde", None, "", (Action("Bellen"),))
    page = agreements_page(a_result(a_release(), agreed=outcome, before=outcome))
    assert (page["now"]["headings"], page["now"]["widths"]) == (["Wat"], [1.6])
    assert page["before"]["rows"] == [["Bellen", "Loopt"]]
    assert page["before"]["meta"] == "In het gesprek over “Ronde”."


def test_where_nothing_was_agreed_there_is_room_to_write():
    for agreed in (None, Outcome("Ronde", DATE, "  ")):
        page = agreements_page(replace(everything(), agreed=agreed))
        assert page["now"] is None
        assert page["labels"] == ["Wat", "Wie", "Uiterlijk"]


def test_a_round_that_nobody_answered_asks_for_no_agreement():
    assert report_content(a_result(a_release(people=0)))["agreements"] is None
