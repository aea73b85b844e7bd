from xml.etree import ElementTree

import pytest

from samenspel.present.charts.rows import WIDTH, count_bar, described, distribution
from tests.present.rounds import a_release

SVG = "{http://www.w3.org/2000/svg}"


def row(release, item="AMB-1", lang="nl"):
    asked = release.instrument.item(item)
    return ElementTree.fromstring(distribution(asked, release.ratings[item], "#C77D0A", lang))


def test_all_points_give_a_piece_for_every_point_that_was_chosen():
    release = a_release(people=38)
    chosen = sum(1 for count in release.ratings["AMB-1"].counts if count)
    pieces = [path for path in row(release).iter(f"{SVG}path") if path.get("fill") != "none"]
    assert len(pieces) == chosen


def test_three_bands_give_at_most_three_pieces():
    release = a_release(people=14, invited=20)
    found = next(item for item, one in release.ratings.items() if one.detail == "bands")
    pieces = [path for path in row(release, found).iter(f"{SVG}path") if path.get("fill") != "none"]
    assert len(pieces) == sum(1 for count in release.ratings[found].bands if count)


def test_a_mean_alone_is_a_dot_with_its_interval_on_a_line():
    picture = row(a_release(people=8, invited=12))
    band, dot = picture.find(f"{SVG}rect"), picture.find(f"{SVG}circle")
    left, wide = float(band.get("x")), float(band.get("width"))
    assert left < float(dot.get("cx")) < left + wide
    assert not list(picture.iter(f"{SVG}path"))


def test_what_may_not_be_shown_is_a_dashed_line_and_nothing_else():
    shapes = [child for child in row(a_release(people=5)) if child.tag not in (f"{SVG}title", f"{SVG}desc")]
    assert [shape.tag for shape in shapes] == [f"{SVG}line"]
    assert shapes[0].get("stroke-dasharray")


@pytest.mark.parametrize("people", [5, 8, 14, 38])
def test_a_row_says_in_words_what_it_shows(people):
    release = a_release(people=people)
    one = release.ratings["AMB-1"]
    said = described(release.instrument.item("AMB-1"), one, "en")
    expected = {"points": "How often", "bands": "Low:", "mean": "Mean", "none": "Not shown."}[one.detail]
    assert said.startswith(expected)


def test_a_count_is_drawn_as_its_share_of_the_track():
    picture = ElementTree.fromstring(count_bar("Doen", 15, "exact", 30, "#1F5D57", "nl"))
    track, bar = picture.findall(f"{SVG}rect")
    assert float(track.get("width")) == WIDTH
    assert float(bar.get("width")) == WIDTH / 2
    assert picture.find(f"{SVG}desc").text == "15 van 30"


def test_nobody_gives_an_empty_track():
    assert len(ElementTree.fromstring(count_bar("Doen", 0, "exact", 0, "#1F5D57", "nl")).findall(f"{SVG}rect")) == 1
