"""The rules themselves, one by one, and the coarse interval that goes with a coarse mean."""

import numpy as np
import pytest

from samenspel.reading.disclosure import (
    PublishedMean,
    bands,
    breakdown_to_show,
    coarse_interval,
    detail,
    end_band,
    is_varied,
    kinds_needed,
    most_chosen,
    published_mean,
    published_share,
)

SHAPES = {
    "skewed": (0.02, 0.03, 0.05, 0.1, 0.2, 0.35, 0.25),
    "polarised": (0.35, 0.1, 0.05, 0, 0.05, 0.1, 0.35),
    "two camps": (0.5, 0, 0, 0, 0, 0, 0.5),
    "near unanimous": (0, 0, 0, 0.02, 0.06, 0.9, 0.02),
    "even": (1 / 7,) * 7,
}


@pytest.mark.parametrize(("points", "needed"), [(2, 2), (3, 2), (4, 2), (5, 3), (7, 3), (10, 5), (11, 5)])
def test_three_of_seven_in_proportion(points, needed):
    assert kinds_needed(points) == needed


def test_varied_means_three_kinds_whoever_is_left_out():
    assert is_varied([0, 0, 2, 2, 2, 0, 0])
    assert not is_varied([0, 0, 5, 5, 1, 0, 0])
    assert is_varied([0, 1, 5, 5, 1, 0, 0])
    assert not is_varied([6, 6])


@pytest.mark.parametrize(("n", "band"), [(6, 8 / 6), (8, 1.0), (16, 0.5), (200, 0.5)])
def test_ends_are_wider_for_small_groups_and_never_below_half_a_point(n, band):
    assert end_band(n, 7) == pytest.approx(band)


def test_means_are_rounded_to_one_decimal_and_coded_near_the_ends():
    assert published_mean([0, 0, 0, 3, 4, 3, 0]) == PublishedMean(4.0, "exact")
    assert published_mean([0, 0, 0, 0, 0, 0, 16]) == PublishedMean(5.5, "or more")
    assert published_mean([16, 0, 0, 0, 0, 0, 0]) == PublishedMean(0.5, "or less")


@pytest.mark.parametrize(
    ("counts", "expected"),
    [([1, 2, 3, 4, 5, 6, 7], (3, 12, 13)), ([1, 2, 3, 4, 5], (3, 3, 9)), ([1, 2, 3], (1, 2, 3)), ([4, 5], (4, 0, 5))],
)
def test_bands_are_thirds_of_the_range(counts, expected):
    assert bands(counts) == expected


def test_nothing_is_shown_of_five_and_a_mean_of_six():
    assert detail([1, 1, 1, 1, 1, 0, 0], 5) == "none"
    assert detail([1, 1, 1, 1, 1, 1, 0], 5) == "mean"


def test_a_breakdown_is_withheld_when_one_group_is_alike():
    varied, alike = np.array([0, 2, 2, 2, 2, 0, 0]), np.array([0, 0, 0, 0, 8, 0, 0])
    assert breakdown_to_show(np.array([varied, varied]), 2 * varied, 5) == (True, True)
    assert breakdown_to_show(np.array([varied, alike]), varied + alike, 5) == (False, False)


def test_a_hidden_rest_that_is_alike_withholds_the_breakdown_too():
    varied, rest = np.array([0, 2, 2, 2, 2, 0, 0]), np.array([0, 0, 0, 0, 0, 3, 3])
    assert breakdown_to_show(np.array([varied]), varied + rest, 5) == (False,)


def test_the_most_chosen_is_told_only_above_half_and_from_ten():
    assert most_chosen([6, 4], 5) == 0
    assert most_chosen([5, 5], 5) is None
    assert most_chosen([9, 0], 5) is None


def test_few_and_nearly_all_ticks_are_not_told_apart():
    assert [published_share(count, 12) for count in (0, 2, 3, 9, 10, 12)] == [
        (2, "or less"), (2, "or less"), (3, "exact"), (9, "exact"), (10, "or more"), (10, "or more"),
    ]  # fmt: skip


def test_at_full_response_nothing_is_uncertain():
    assert coarse_interval(PublishedMean(3.2, "exact"), 8, 7, 8) == (3.2, 3.2)


@pytest.mark.parametrize("n", [6, 7, 8, 9, 12])
@pytest.mark.parametrize("shape", SHAPES)
def test_the_coarse_interval_holds_the_true_mean(n, shape):
    rng = np.random.default_rng(n)
    shares = np.array(SHAPES[shape])
    truth, hits = float(shares @ np.arange(7)), 0
    for counts in rng.multinomial(n, shares, size=600):
        mean = published_mean(counts)
        low, high = coarse_interval(mean, n, 7, None)
        hits += low <= truth <= high
    # of people at the two ends only, a mean jumps in large steps, and no interval of this kind is always 88%
    assert hits / 600 >= (0.82 if shape == "two camps" else 0.88)
