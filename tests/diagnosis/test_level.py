"""A level and its error follow from what was released, for every instrument alike."""

from dataclasses import replace

import numpy as np
import pytest

from samenspel.diagnosis.caution import clearly_lower, is_high
from samenspel.diagnosis.level import Level, item_level, mean_level, scale_level, spread
from samenspel.reading.answers import Answers
from samenspel.reading.cells import RatingRelease
from samenspel.reading.release import release
from samenspel.reading.score import read
from samenspel.theory.instrument import Rating
from tests.diagnosis.networks import TOTALS, instrument, plain

SEVEN = Rating(1, 7, 7)


def test_a_level_is_a_share_of_the_range_of_five_and_of_seven_points():
    assert item_level(plain({"AMB-1": 4}), "AMB-1").value == pytest.approx(0.5)
    assert item_level(plain({"AMB-1": 3}, points=5), "AMB-1").value == pytest.approx(0.5)


def test_a_reversed_item_is_counted_from_the_other_end():
    whole = instrument()
    turned = tuple(replace(scale, reversed=("ORG-2",)) if scale.id == "ORG" else scale for scale in whole.scales)
    codes = np.resize([4, 5, 6, 5], 12).astype(np.int16)
    round_ = release(read(Answers(replace(whole, scales=turned), 12, {"ORG-2": codes})), TOTALS)
    assert item_level(round_, "ORG-2").value == pytest.approx(1 - 5 / 6)


def test_the_spread_of_counts_is_that_of_the_answers_and_never_zero():
    given = np.repeat([3, 4, 5], [10, 20, 10])
    counts = tuple(np.bincount(given, minlength=7))
    assert spread(RatingRelease("x", 40, "points", counts=counts), SEVEN) == pytest.approx(given.std() / 6, rel=0.15)
    assert spread(RatingRelease("x", 40, "points", counts=(0, 0, 0, 40, 0, 0, 0)), SEVEN) > 0


def test_the_less_is_released_the_wider_the_spread_is_taken():
    ways = [spread(plain({"AMB-1": 5}, n=n).ratings["AMB-1"], SEVEN) for n in (20, 12, 8)]
    assert ways == sorted(ways)
    assert ways[0] < ways[2]


def test_a_scale_errs_as_if_its_items_moved_together():
    round_ = plain({"AMB": 5}, n=20)
    items = [item_level(round_, f"AMB-{number}").se for number in (1, 2, 3, 4)]
    assert scale_level(round_, "AMB").se == pytest.approx(np.mean(items))


def test_what_was_not_asked_or_not_released_has_no_level():
    assert item_level(plain({"AMB-1": 5}), "AMB-2") is None
    assert item_level(plain({"AMB-1": 5}, n=5), "AMB-1") is None
    assert scale_level(plain({"AMB": 5}), "INT") is None


def test_everyone_invited_having_answered_makes_no_difference():
    codes = {"AMB-1": np.resize([3, 4, 5], 12).astype(np.int16)}
    some, all_of_them = (
        release(read(Answers(instrument(), 12, codes, invited=invited)), TOTALS) for invited in (None, 12)
    )
    assert item_level(some, "AMB-1") == item_level(all_of_them, "AMB-1")


def test_a_mean_of_levels_coded_at_both_ends_is_not_known():
    up, down = Level(0.9, 0.1, "or more"), Level(0.1, 0.1, "or less")
    assert mean_level([up, down], move_together=True) is None
    assert mean_level([up, Level(0.5, 0.1)], move_together=True).bound == "or more"


def test_a_level_that_may_be_higher_is_never_the_lower_one():
    low, high = Level(0.2, 0.01), Level(0.8, 0.01)
    assert clearly_lower(low, high, 0.01) == "clear"
    assert clearly_lower(replace(low, bound="or more"), high, 0.01) is None
    assert clearly_lower(low, replace(high, bound="or less"), 0.01) is None
    assert clearly_lower(low, replace(high, bound="or more"), 0.01) == "clear"


def test_a_difference_must_both_matter_and_be_sure():
    assert clearly_lower(Level(0.5, 0.001), Level(0.6, 0.001), 0.01) is None
    assert clearly_lower(Level(0.5, 0.1), Level(0.7, 0.1), 0.01) is None
    assert clearly_lower(Level(0.5, 0.03), Level(0.7, 0.03), 0.01) == "indication"


def test_a_level_only_known_to_be_low_is_not_high():
    assert is_high(Level(0.9, 0.01))
    assert not is_high(Level(0.9, 0.01, "or less"))
    assert not is_high(None)
