from dataclasses import replace
from xml.etree import ElementTree

import pytest

from samenspel.diagnosis.perception_gap import perception_gap
from samenspel.present.charts.apart import absent, alternative, apart, lines, sentence, table
from samenspel.present.palette import CONDITIONS
from samenspel.present.words import mean_in_words
from samenspel.reading.cells import Mean
from samenspel.reading.release import Cell
from tests.present.charts.drawings import SVG, is_safe, outside, overlapping, words
from tests.present.rounds import PARTIES, a_release

LONG = tuple(
    f"Stichting Samenwerkende Welzijnsorganisaties en Buurtverenigingen {place} Omstreken" for place in "ABCDEFGHIJKLMN"
)
HOSTILE = ("<b onload='x'>", "W" * 300, "a b " * 60, "{0} {x}", "ﷺ" * 40, "=1+1", "\x00\x07naam")
SIZES = ["narrow", "normal", "huge"]


def planted(low=("Buurtbus",), parties=PARTIES, by=3.0, people=42):
    """A round by party in which everyone answers much alike, but for a party that lies lower on process."""
    release = a_release(visibility="party", people=people, invited=people, parties=parties, spread=0.6)
    cells = []
    for group in release.breakdown.groups:
        scales = {}
        for key, cell in group.scales.items():
            value = release.scales[key].mean.value
            value = max(1.0, value - by) if group.name in low and key == "PRO" else value
            scales[key] = Cell(cell.n, Mean(value, "exact", value, value))
        cells.append(replace(group, scales=scales))
    return replace(release, breakdown=replace(release.breakdown, groups=tuple(cells)))


def drawn(release, lang="nl", **how):
    return ElementTree.fromstring(apart(release, lang, **how))


def triangles(picture):
    return list(picture.iter(f"{SVG}polygon"))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("parties", [PARTIES, PARTIES[:6], LONG, LONG[:3], HOSTILE, PARTIES[:2]])
def test_no_words_overlap_or_leave_the_picture(size, lang, parties):
    picture = drawn(planted(parties[:1], parties), lang, size=size)
    assert overlapping(picture) == []
    assert outside(picture) == []


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("parties", [PARTIES, LONG])
def test_every_name_is_there_and_none_is_cut(size, parties):
    said = words(drawn(planted(parties=parties), size=size))
    assert "…" not in said
    assert all(name in said for name in parties)


def test_the_order_is_that_of_the_alphabet_and_never_that_of_a_number():
    names = [line.name for line in lines(planted(("Woonstede",)), "nl")]
    assert names == sorted(names, key=str.casefold)


@pytest.mark.parametrize("size", SIZES)
def test_who_clearly_differs_has_a_triangle_and_its_number_and_the_others_a_small_dot(size):
    release = planted()
    marks = {line.name: [mark.stands for mark in line.marks] for line in lines(release, "nl")}
    assert marks.pop("Buurtbus") == ["about", "about", "about", "about", "lower", "about"]
    assert {stand for stands in marks.values() for stand in stands} == {"about"}
    picture = drawn(release, size=size)
    assert len(triangles(picture)) == 2  # the mark and its legend
    value = next(group for group in release.breakdown.groups if group.name == "Buurtbus").scales["PRO"].mean
    assert mean_in_words(value, "nl") in words(picture)
    assert "duidelijk lager dan de rest" in words(picture)


def test_lower_and_higher_point_another_way():
    low, high = (triangles(drawn(planted(by=by)))[0].get("points").split() for by in (3.0, -2.4))
    feet = [[float(corner.split(",")[1]) for corner in corners] for corners in (low, high)]
    assert feet[0][2] > feet[0][0]
    assert feet[1][2] < feet[1][0]


def test_what_the_picture_marks_is_what_the_finding_tells():
    found = perception_gap(planted())
    assert [one.key.split("/")[-1] for one in found] == ["Buurtbus"]
    assert found[0].about == ("PRO",)


def test_the_sentence_says_where_and_never_who():
    said = sentence(planted(), "nl")
    assert said.startswith("Op één plek ziet een partij het duidelijk anders dan de rest, bij Proces.")
    assert not any(name in said for name in PARTIES)
    assert sentence(planted(low=()), "en") == "Nobody clearly stands apart."


def test_a_hidden_cell_is_a_dash_with_its_word():
    release = a_release(breakdown=True, people=60, invited=70)
    hidden = sum(mark.stands == "hidden" for line in lines(release, "nl") for mark in line.marks)
    assert hidden
    said = words(drawn(release)).split()
    assert said.count("–") == hidden + 1
    assert "niet getoond" in {cell for row in table(release, "nl").rows for cell in row}


def test_in_totals_the_groups_are_those_of_the_breakdown_and_the_sentence_says_why():
    said = sentence(a_release(breakdown=True, people=60, invited=70), "nl")
    assert "Partijen staan er niet bij" in said
    assert "(sector)" in said


def test_without_a_breakdown_there_is_no_picture_but_a_reason():
    release = a_release()
    assert apart(release, "nl") is None
    assert sentence(release, "en") == absent(release, "en")
    assert absent(release, "en").startswith("Parties and groups are left out")


def test_a_breakdown_without_any_group_says_so():
    release = a_release(breakdown=True, people=12)
    assert apart(release, "nl") is None
    assert "sector" in absent(release, "nl")


def test_a_round_open_by_party_needs_no_reason():
    assert absent(planted(), "nl") == ""


def test_the_table_and_the_alternative_say_what_the_picture_shows():
    release = planted()
    rows = table(release, "en").rows
    assert [row[0] for row in rows] == [line.name for line in lines(release, "en")]
    assert all(len(row) == 2 + 6 for row in rows)
    assert "Buurtbus: Process" in alternative(release, "en")
    assert "Much like the rest, or not certain: Bewonersraad Noord" in alternative(release, "en")


def test_few_answers_make_nobody_stand_apart():
    release = a_release(visibility="party", people=14, invited=14, parties=PARTIES)
    assert {mark.stands for line in lines(release, "nl") for mark in line.marks} <= {"about", "hidden"}


@pytest.mark.parametrize("size", SIZES)
def test_a_strict_content_policy_holds(size):
    assert is_safe(apart(planted(parties=HOSTILE), "nl", size=size))


def test_both_themes_have_their_own_colours():
    assert CONDITIONS["dark"]["PRO"] in apart(planted(), "nl", theme="dark")
    assert CONDITIONS["light"]["PRO"] not in apart(planted(), "nl", theme="dark")
