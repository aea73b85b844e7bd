import datetime
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenspel.present.charts.told import CLOSE
from samenspel.present.comparison import MOST_ROUNDS, _moved, _Span, comparison
from samenspel.present.result import Moment
from tests.present.rounds import STORY, a_release, an_instrument

NOW = datetime.date(2026, 3, 3)
BEFORE = datetime.date(2025, 11, 3)
LOWER = {**STORY, "AMB": 4.6, "INT": 5.1}


def a_moment(release, title="Nulmeting", date=BEFORE) -> Moment:
    return Moment(title, date, release)


def beside(release, *earlier, lang="nl"):
    return comparison(release, "Tweede meting", NOW, [a_moment(one) for one in earlier], lang)


def row(found, key):
    return next(one for one in found.rows if one.key == key)


def test_there_is_nothing_to_compare_without_an_earlier_round_or_with_other_questions():
    assert beside(a_release()) is None
    assert beside(a_release(), a_release("phase")) is None


def test_the_round_that_is_read_stands_last_and_six_rounds_at_most():
    earlier = [a_moment(a_release(seed=seed), f"Ronde {seed}") for seed in range(7)]
    found = comparison(a_release(), "Nu", NOW, earlier, "nl")
    assert [title for title, _ in found.moments] == ["Ronde 2", "Ronde 3", "Ronde 4", "Ronde 5", "Ronde 6", "Nu"]
    assert all(len(one.cells) == MOST_ROUNDS for one in found.rows)


def test_a_round_that_asked_nothing_alike_takes_no_place():
    found = beside(a_release(), a_release("phase"), a_release(seed=2))
    assert len(found.moments) == 2


def test_cells_hold_the_numbers_as_they_were_released():
    release = a_release()
    cell = row(beside(release, a_release(seed=2)), "AMB-1").cells[-1]
    mean = release.ratings["AMB-1"].mean
    assert cell.mean == f"{mean.value:.1f}".replace(".", ",")
    assert cell.answers == f"{release.ratings['AMB-1'].n} antwoorden"
    assert (cell.at, cell.low, cell.high) == pytest.approx(
        [(value - 1) / 6 for value in (mean.value, mean.low, mean.high)]
    )


def test_what_is_hidden_has_no_place_and_did_not_move():
    found = beside(a_release(), a_release(people=5, seed=2))
    assert {one.moved for one in found.rows} == {""}
    assert row(found, "AMB").cells[0].mean == "niet getoond"
    assert row(found, "AMB").cells[0].at is None
    assert found.sentence.startswith("Er is geen gemiddelde dat in twee rondes te zien is.")


def test_a_statement_in_other_words_is_not_compared_and_nor_is_its_scale():
    was = a_release(seed=2)
    items = tuple(
        replace(one, text=replace(one.text, nl="Iets anders.")) if one.id == "AMB-1" else one
        for one in was.instrument.items
    )
    found = beside(a_release(), replace(was, instrument=replace(was.instrument, items=items)))
    assert {"AMB", "AMB-1"} & {one.key for one in found.rows} == set()
    assert {"AMB-2", "INT"} <= {one.key for one in found.rows}


def test_a_scale_that_counts_a_statement_from_the_other_end_is_not_compared():
    was = a_release(seed=2)
    scales = tuple(replace(one, reversed=("AMB-1",)) if one.id == "AMB" else one for one in was.instrument.scales)
    found = beside(a_release(), replace(was, instrument=replace(was.instrument, scales=scales)))
    assert "AMB" not in {one.key for one in found.rows}


@pytest.mark.parametrize("visibility", ["totals", "party"])
def test_what_clearly_rose_and_fell_is_told_in_that_order_with_both_means(visibility):
    found = beside(a_release(visibility=visibility), a_release(seed=2, story=LOWER, visibility=visibility))
    assert (row(found, "AMB").moved, row(found, "INT").moved) == ("up", "down")
    said = found.sentence
    assert said.startswith("Vergeleken met “Nulmeting” (3 november 2025). Hoger: Gedeelde ambitie (van ")
    assert said.index("Hoger:") < said.index("Ongeveer gelijk") < said.index("Lager:")
    assert f"van {row(found, 'INT').cells[0].mean} naar {row(found, 'INT').cells[1].mean}" in said
    assert said.endswith("Kleine verschuivingen kunnen toeval zijn, en misschien antwoordden nu andere mensen.")


def test_few_answers_make_no_movement_certain():
    found = beside(a_release(people=8, invited=12), a_release(people=8, invited=12, seed=2, story=LOWER), lang="en")
    assert {one.moved for one in found.rows} == {"unsure"}
    assert "not certain that anything moved" in found.sentence
    assert "Ambition" not in found.sentence


def test_everyone_having_answered_does_not_make_a_small_group_certain():
    found = beside(
        a_release(people=8, invited=8, visibility="party"), a_release(people=8, invited=8, seed=3, visibility="party")
    )
    assert "up" not in {one.moved for one in found.rows if one.whole}


def test_the_same_round_again_stays_alike():
    release = a_release(people=120, invited=200)
    found = beside(release, release)
    assert {one.moved for one in found.rows if one.whole} == {"alike"}


def test_a_network_in_which_nothing_changes_is_rarely_told_that_something_did():
    told = 0
    for seed in range(30):
        rounds = (a_release(seed=seed * 2 + place + 1000, invited=None, remarks=()) for place in (0, 1))
        told += any(one.moved in ("up", "down") for one in beside(*rounds).rows if one.whole)
    assert told <= 3


def test_a_round_in_between_that_did_not_ask_it_is_skipped():
    short = a_release(form="pulse", seed=3)
    found = beside(a_release(), a_release(seed=2, story=LOWER), short)
    scale = row(found, "AMB")
    assert [bool(cell.answers) for cell in scale.cells] == [True, False, True]
    assert scale.before == 0
    assert scale.moved == "up"


def test_it_is_said_when_the_challenge_is_not_beside_the_conditions():
    conditions = a_release().instrument
    form = next(form for form in conditions.forms if form.id == "full")
    without = an_instrument(conditions, tuple(item for item in form.items if not item.startswith("CHA")))
    assert "eerder niet op dezelfde manier" in beside(a_release(), a_release(without, seed=2)).sentence
    assert "in deze ronde niet gevraagd" in beside(a_release(without), a_release(seed=2)).sentence


def test_an_instrument_without_scales_compares_its_statements():
    made = an_instrument(scales=1, items=3)
    loose = replace(made, scales=())
    found = beside(a_release(loose), a_release(loose, seed=2))
    assert [one.whole for one in found.rows] == [False] * 3
    assert "Uitspraak 0.0" in found.sentence


def test_names_with_braces_and_markup_are_told_as_they_are():
    made = an_instrument(scales=2, items=2, name="{{x}} <b> {}")
    found = comparison(a_release(made), "Nu", NOW, [a_moment(a_release(made, seed=2), "{hello} <i>")], "en")
    assert "“{hello} <i>”" in found.sentence


spans = st.builds(
    lambda low, wide, half: _Span(low, min(1.0, low + wide), half),
    st.floats(0, 1),
    st.sampled_from([0.0, 0.0, 0.3]),
    st.floats(0, 1),
)


@given(spans, spans)
def test_up_one_way_is_down_the_other_way(one, other):
    mirror = {"up": "down", "down": "up", "alike": "alike", "unsure": "unsure"}
    assert _moved(other, one) == mirror[_moved(one, other)]


@given(spans, spans)
def test_nothing_moves_by_less_than_half_a_point_of_seven_or_less_than_its_error(before, now):
    if _moved(before, now) == "up":
        assert now.low - before.high >= CLOSE - 1e-9
        assert now.low - before.high > max(before.half, now.half)


@given(spans)
def test_what_has_no_known_error_is_never_certain(before):
    assert _moved(before, _Span(1.0, 1.0, float("nan"))) == "unsure"


def test_a_coded_mean_counts_with_all_that_it_may_be():
    exact, coded = _Span(0.85, 0.85, 0.01), _Span(0.9, 1.0, 0.01)
    assert _moved(exact, coded) == "unsure"
    assert _moved(_Span(0.6, 0.6, 0.01), coded) == "up"
