import datetime
from dataclasses import replace

import pytest

from samenspel.present.report.moved import MOST_COLUMNS, moved_page
from samenspel.present.result import Moment
from samenspel.present.words import interval_in_words, mean_in_words
from tests.present.report.results import EARLIER, a_result, everything
from tests.present.rounds import a_release, an_instrument


def moment(year, title="Ronde", **how):
    return Moment(title, datetime.date(year, 3, 1), a_release(**how))


def test_a_first_round_has_no_such_page():
    assert moved_page(a_result(a_release())) is None


def test_every_mean_stands_there_with_its_interval_and_number_of_answers():
    result = everything()
    page = moved_page(result)
    assert page["headings"] == [
        "Onderdeel",
        "Nulmeting · 3 maart 2025",
        "Deze ronde · 12 maart 2026",
        "Sinds de vorige keer",
    ]
    releases = (result.earlier[0].release, result.release)
    for row, scale in zip(page["rows"], result.release.scales, strict=True):
        for cell, release in zip(row["cells"], releases, strict=True):
            one = release.scales[scale]
            assert cell["mean"] == mean_in_words(one.mean, "nl")
            assert cell["meta"] == f"{interval_in_words(one.mean, 'nl')} · {one.n} antwoorden"
    assert {"hoger", "lager", "ongeveer gelijk"} <= {row["moved"] for row in page["rows"]}


def test_this_round_has_the_day_on_which_it_closed_and_not_that_of_its_release():
    page = moved_page(replace(everything(), closed=datetime.date(2025, 12, 1)))
    assert page["headings"][2] == "Deze ronde · 1 december 2025"


def test_it_says_that_it_tells_no_cause():
    assert "niet waardoor" in moved_page(everything())["care"]
    assert "toeval" in moved_page(everything())["sentence"]


def test_of_many_rounds_the_table_has_the_last_three_and_says_so():
    earlier = tuple(moment(2020 + year, f"Ronde {year}", seed=year) for year in range(1, 5))
    page = moved_page(a_result(a_release(), "en", earlier=earlier))
    assert [heading.split(" · ")[0] for heading in page["headings"][1:-1]] == ["Ronde 3", "Ronde 4", "This round"]
    assert {len(row["cells"]) for row in page["rows"]} == {MOST_COLUMNS}
    assert "last three rounds" in page["note"]
    assert "last three" not in moved_page(a_result(a_release(), "en", earlier=earlier[:2]))["note"]


def test_where_no_two_parts_were_asked_alike_the_statements_stand_in_the_table():
    shorter = a_release("conditions", form="short")
    page = moved_page(a_result(a_release(), earlier=(Moment("Eerder", EARLIER, shorter),)))
    assert page["picture"] is None
    assert [row["name"] for row in page["rows"] if row["whole"]] == ["Verbinding met de opgave"]
    assert len(page["rows"]) == 1 + len(shorter.ratings)


@pytest.mark.parametrize(("items", "drawn"), [(4, True), (5, False)])
def test_at_most_nine_single_statements_are_drawn(items, drawn):
    asked = replace(an_instrument(scales=2, items=items), scales=())
    now, then = (a_release(asked, people=30, invited=None, seed=seed) for seed in (1, 2))
    page = moved_page(a_result(now, earlier=(Moment("Eerder", EARLIER, then),)))
    assert (page["picture"] is not None) == drawn
    assert len(page["rows"]) == 2 * items


def test_what_was_not_asked_alike_is_said():
    earlier = tuple(moment(2024 + place, form=form) for place, form in enumerate(("short", "full")))
    page = moved_page(a_result(a_release(), earlier=earlier))
    said = {row["name"]: row["cells"][0] for row in page["rows"]}
    assert said["Belangen"] == {"mean": "", "meta": "niet zo gevraagd"}
    assert said["Verbinding met de opgave"]["mean"]
