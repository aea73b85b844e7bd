import re

import pytest

from samenspel.present.charts.flower import flower
from samenspel.present.charts.parts import beside, petal_groups
from samenspel.present.charts.petals import BUD, half_width, length, outline, sampled, turned
from tests.present.rounds import a_release


def test_an_outline_runs_from_its_foot_to_its_tip_and_back():
    points = list(sampled(outline(2, 10)))
    assert points[0] == points[-1] == (0, 0)
    assert min(y for _, y in points) == pytest.approx(-10)
    assert max(x for x, _ in points) == pytest.approx(2, rel=0.01)
    assert max(x for x, _ in points) == pytest.approx(-min(x for x, _ in points))


def test_a_turned_outline_points_clockwise_and_grows_from_the_middle():
    curves = turned(outline(2, 10), 90, 0.5, (100, 50))
    assert curves[1].end == pytest.approx((105, 50))
    assert curves[-1].end == pytest.approx((100, 50))


def test_a_petal_runs_from_a_bud_to_the_ring():
    part = petal_groups(a_release())[0].parts[0]
    assert length(part, part.kind.low) == BUD
    assert length(part, part.kind.high) == 1


def test_petals_of_a_full_flower_are_narrower_than_those_of_a_short_one():
    full, short = (half_width(petal_groups(a_release(form=form))) for form in ("full", "pulse"))
    assert full < short


@pytest.mark.parametrize("size", ["tiny", "normal", "huge", "stage", "half"])
def test_every_scale_can_be_found_by_its_name_in_the_picture(size):
    release = a_release()
    scales = [group.scale.id for group in petal_groups(release)]
    said = re.findall(r'<g data-scale="(\w+)"', flower(release, "nl", size=size))
    times = 2 if size == "tiny" else 3  # pale petals, filled petals, and a name
    assert {scale: said.count(scale) for scale in scales} == dict.fromkeys(scales, times)
    assert said.count(beside(release).scale.id) == 1
