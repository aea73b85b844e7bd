from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from samenspel.present.charts.phases import alternative, phases, sentence, stones, table
from samenspel.present.palette import PAPER
from samenspel.reading.cells import ChoiceRelease
from tests.present.charts.drawings import SVG, is_safe, outside, overlapping, words
from tests.present.rounds import a_release

SIZES = ["narrow", "normal", "huge"]


def placed(*counts, most=None):
    release = a_release("phase", people=31)
    n = sum(counts) if counts else 9
    detail = "counts" if counts else "most" if most else "none"
    one = ChoiceRelease("PHASE-now", n, detail, counts=counts or None, most=most)
    return replace(release, choices={**release.choices, "PHASE-now": one})


ROUNDS = [placed(2, 8, 11, 4, 2, 4), placed(0, 0, 0, 0, 120, 0), placed(most="do"), placed(), placed(0, 0, 0, 0, 0, 0)]


def drawn(release, lang="nl", **how):
    return ElementTree.fromstring(phases(release, lang, **how))


def radii(picture):
    return [float(one.get("r")) for one in picture.iter(f"{SVG}circle")]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("release", ROUNDS)
def test_no_words_overlap_or_leave_the_picture(size, lang, release):
    picture = drawn(release, lang, size=size)
    assert overlapping(picture) == []
    assert outside(picture) == []


@pytest.mark.parametrize("size", SIZES)
def test_all_six_phases_stand_there_with_their_counts(size):
    said = words(drawn(placed(2, 8, 11, 4, 0, 4), size=size))
    for name in ("Verkennen", "Delen", "Vormgeven", "Afspreken", "Doen", "Vernieuwen"):
        assert name in said
    assert "11" in said


@pytest.mark.parametrize("size", SIZES)
def test_no_stone_touches_the_next(size):
    picture = drawn(placed(9, 9, 9, 9, 9, 9), size=size)
    spots = [tuple(float(one.get(key)) for key in ("cx", "cy", "r")) for one in picture.iter(f"{SVG}circle")]
    for (x, y, r), (to_x, to_y, to_r) in pairwise(spots):
        assert (to_x - x) ** 2 + (to_y - y) ** 2 > (r + to_r) ** 2


def test_four_times_the_people_is_twice_as_wide():
    wide = radii(drawn(placed(3, 12, 3, 3, 3, 3)))
    assert wide[1] == pytest.approx(2 * wide[0], abs=0.02)


def test_a_phase_that_nobody_chose_is_an_open_stone():
    stone = list(drawn(placed(2, 8, 0, 4, 2, 4)).iter(f"{SVG}circle"))[2]
    assert stone.get("fill") == PAPER["light"].card
    assert stone.get("stroke-dasharray") is None


def test_where_only_most_is_known_one_stone_is_full_and_no_number_is_given():
    picture = drawn(placed(most="do"))
    full = [one for one in picture.iter(f"{SVG}circle") if one.get("fill") == PAPER["light"].accent]
    assert len(full) == 1
    assert "meer dan de helft" in words(picture)
    assert sentence(placed(most="do"), "nl").startswith("Meer dan de helft van 9 mensen")


def test_what_may_not_be_shown_is_dashed_and_said():
    picture = drawn(placed())
    assert all(one.get("stroke-dasharray") for one in picture.iter(f"{SVG}circle"))
    assert "niet getoond" in words(picture)
    assert "niet te tonen" in sentence(placed(), "nl")


def test_a_spread_is_a_matter_to_talk_about():
    said = sentence(placed(9, 0, 4, 0, 10, 0), "nl")
    assert said.startswith(
        "10 van 23 mensen plaatsen de samenwerking bij Doen. De antwoorden lopen van Verkennen tot Doen."
    )
    assert "iets om over te praten" in said
    assert said.endswith("Daartussen noemt niemand Delen en Afspreken.")


def test_a_shared_idea_is_told_as_it_is():
    assert (
        sentence(placed(0, 0, 0, 3, 20, 2), "en")
        == "20 of 25 people place the collaboration at Do. The rest choose a phase next to it."
    )
    assert sentence(placed(0, 0, 0, 0, 12, 0), "en") == "All 12 people place the collaboration at Do."
    assert sentence(placed(0, 0, 0, 9, 9, 0), "en") == "Named most often: Agree and Do, each 9 of 18."
    assert "Nobody answered" in sentence(placed(0, 0, 0, 0, 0, 0), "en")


def test_a_round_that_did_not_ask_it_has_no_picture_and_no_words():
    release = a_release()
    assert phases(release, "nl") is None
    assert (sentence(release, "nl"), alternative(release, "nl"), table(release, "nl").rows) == ("", "", ())


def test_the_table_and_the_alternative_hold_every_count():
    release = placed(2, 8, 11, 4, 0, 4)
    assert [row[1] for row in table(release, "nl").rows] == ["2", "8", "11", "4", "0", "4"]
    assert "Vormgeven: 11" in alternative(release, "nl")
    assert [stone.count for stone in stones(release, "nl")] == [2, 8, 11, 4, 0, 4]
    assert {row[1] for row in table(placed(), "nl").rows} == {"niet getoond"}


def test_a_strict_content_policy_holds_in_both_themes():
    for theme in ("light", "dark"):
        text = phases(placed(2, 8, 11, 4, 2, 4), "nl", theme=theme)
        assert is_safe(text)
        assert PAPER[theme].accent in text
