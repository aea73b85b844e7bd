import datetime
from xml.etree import ElementTree

import pytest

from samenspel.present.charts.slope import alternative, slope, slopes, table
from samenspel.present.comparison import Cell, Row, comparison
from samenspel.present.palette import CONDITIONS
from samenspel.present.result import Moment
from tests.present.charts.drawings import SVG, is_safe, outside, overlapping, words
from tests.present.rounds import STORY, a_release, an_instrument

HIGH = dict.fromkeys(STORY, 6.9)
NOW = datetime.date(2026, 3, 3)


def a_comparison(rounds=2, lang="nl", instrument="conditions", **how):
    earlier = [
        Moment(
            f"Ronde {place}",
            datetime.date(2024 + place // 4, 1 + 3 * (place % 4), 2),
            a_release(instrument, seed=place + 2, **how),
        )
        for place in range(rounds - 1)
    ]
    release = a_release(instrument, **how)
    return comparison(release, "Nu", NOW, earlier, lang), release


def drawn(found, release, lang="nl", **how):
    return ElementTree.fromstring(slopes(found, release, lang, **how))


def a_row(*places):
    cells = tuple(
        Cell() if at is None else Cell(f"{1 + 6 * at:.1f}", "", "9 antwoorden", at, max(0, at - 0.1), min(1, at + 0.1))
        for at in places
    )
    return Row("AMB", "Ambitie", True, cells, "up")


@pytest.mark.parametrize("size", ["narrow", "normal", "huge"])
@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("rounds", [2, 3, 6])
def test_no_words_overlap_or_leave_the_picture(size, lang, rounds):
    for how in ({}, {"people": 8, "invited": 20, "story": HIGH}, {"people": 5}):
        picture = drawn(*a_comparison(rounds, lang, **how), lang, size=size)
        assert overlapping(picture) == []
        assert outside(picture) == []


@pytest.mark.parametrize("size", ["narrow", "normal", "huge"])
def test_each_condition_has_its_name_and_the_numbers_at_both_ends(size):
    found, release = a_comparison(4)
    said = words(drawn(found, release, size=size))
    for row in found.rows:
        if row.whole:
            assert row.name in said
            assert row.cells[0].mean in said
            assert row.cells[-1].mean in said
    assert "januari 2024" in said
    assert "maart 2026" in said


@pytest.mark.parametrize("size", ["narrow", "normal", "huge"])
def test_long_names_from_elsewhere_are_not_cut(size):
    name = "Een onderdeel met een naam die over heel veel regels moet lopen, nummer {}"
    found, release = a_comparison(2, instrument=an_instrument(scales=5, items=2, name=name))
    picture = drawn(found, release, size=size)
    assert overlapping(picture) == []
    assert outside(picture) == []
    assert "…" not in words(picture)


def test_what_moved_is_said_in_words():
    found, release = a_comparison()
    said = words(drawn(found, release))
    assert "ongeveer gelijk" in said
    assert "sinds de vorige keer" not in said
    assert "sinds de vorige keer" in words(drawn(*a_comparison(3)))


def test_a_small_line_runs_through_all_rounds_with_a_band():
    picture = ElementTree.fromstring(slope(a_row(0.2, 0.5, 0.8), "#C77D0A", "nl"))
    heights = [float(dot.get("cy")) for dot in picture.iter(f"{SVG}circle")]
    assert heights == sorted(heights, reverse=True)
    assert len(heights) == 3
    assert len(list(picture.iter(f"{SVG}polygon"))) == 1
    assert not [one for one in picture.iter(f"{SVG}path") if one.get("stroke-dasharray")]


def test_a_round_without_a_mean_is_bridged_by_a_dashed_line():
    picture = ElementTree.fromstring(slope(a_row(0.2, None, 0.8), "#C77D0A", "nl"))
    (line,) = picture.iter(f"{SVG}path")
    assert line.get("stroke-dasharray")
    assert len(list(picture.iter(f"{SVG}polygon"))) == 2
    found, release = a_comparison(3)
    assert "Stippellijn" not in words(drawn(found, release))


def test_a_row_without_any_mean_is_dashed_and_says_so():
    picture = ElementTree.fromstring(slope(a_row(None, None), "#C77D0A", "en"))
    assert not list(picture.iter(f"{SVG}circle"))
    assert picture.find(f"{SVG}desc").text.startswith("not asked like this; not asked like this.")


def test_the_alternative_and_the_table_hold_every_mean():
    found, _ = a_comparison(3)
    said, rows = alternative(found, "nl"), table(found, "nl").rows
    assert "Ronde 0 (2 januari 2024); Ronde 1 (2 april 2024); Nu (3 maart 2026)" in said
    assert len(rows) == len(found.rows)
    for row, told in zip(found.rows, rows, strict=True):
        assert told[0] == row.name
        for cell, written in zip(row.cells, told[1:-1], strict=True):
            assert cell.mean in written
            assert cell.answers in written
        if row.whole:
            assert f"{row.name}: {'; '.join(cell.mean for cell in row.cells)}." in said


def test_two_rounds_in_one_month_are_told_apart_by_day():
    release = a_release()
    moment = Moment("Eerst", datetime.date(2026, 3, 1), a_release(seed=2))
    said = words(drawn(comparison(release, "Nu", NOW, [moment], "nl"), release))
    assert "1 maart 2026" in said
    assert "3 maart 2026" in said


def test_a_strict_content_policy_holds_and_names_stay_text():
    found, release = a_comparison(instrument=an_instrument(scales=1, items=2, name='<b onload="x">&{}\x00'))
    text = slopes(found, release, "nl")
    assert is_safe(text)
    assert '<b onload="x">&0' in words(ElementTree.fromstring(text))


def test_both_themes_have_their_own_colours():
    found, release = a_comparison()
    assert CONDITIONS["dark"]["AMB"] in slopes(found, release, "nl", theme="dark")
    assert CONDITIONS["light"]["AMB"] not in slopes(found, release, "nl", theme="dark")


def test_the_same_comparison_gives_the_same_picture():
    assert slopes(*a_comparison(), "nl") == slopes(*a_comparison(), "nl")
