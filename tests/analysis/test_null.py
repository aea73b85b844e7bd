import numpy as np
import pytest

from samenspel.analysis.agreement import agreement_a, agreement_null


def null(n, points=5, seed=1, **options):
    return agreement_null(n, points, rng=np.random.default_rng(seed), **options)


@pytest.mark.parametrize(
    ("n", "mean", "high"), [(4, 0.31, 0.88), (5, 0.27, 0.70), (7, 0.20, 0.57), (10, 0.18, 0.50), (20, 0.13, 0.37)]
)
def test_random_answers_of_small_groups_agree_as_much_as_measured_before(n, mean, high):
    found = null(n)
    assert found.mean == pytest.approx(mean, abs=0.02)
    assert found.high == pytest.approx(high, abs=0.02)
    assert -1 <= found.low < found.median < found.high <= 1


def test_an_observed_agreement_finds_its_place():
    found = null(5)
    assert found.share_at_or_above(-1.0) == 1.0
    assert found.share_at_or_above(1.1) == 0.0
    # five on one point of five by chance: 5 * (1/5)^5
    assert found.share_at_or_above(agreement_a([0, 0, 5, 0, 0])) == pytest.approx(5 * 0.2**5, abs=0.002)
    assert found.share_at_or_above(found.high) >= 0.05
    assert np.isnan(found.share_at_or_above(float("nan")))


def test_people_who_answer_kindly_agree_more_by_chance():
    assert null(10, shape="skewed").mean > null(10).mean + 0.1
    assert null(10, points=7, shape="skewed").mean > null(10, points=7).mean + 0.1


def test_the_skew_on_five_points_is_the_published_one():
    from samenspel.analysis.null import _chances

    np.testing.assert_allclose(_chances(5, "skewed"), (0.05, 0.15, 0.20, 0.35, 0.25))
    assert _chances(7, "skewed").sum() == pytest.approx(1)


def test_same_generator_same_null_and_the_global_one_is_left_alone():
    before = np.random.get_state()[1].copy()
    assert null(6, seed=4) == null(6, seed=4)
    assert null(6, seed=4) != null(6, seed=5)
    assert hash(null(6, seed=4)) == hash(null(6, seed=4))
    np.testing.assert_array_equal(np.random.get_state()[1], before)


def test_two_points_have_no_agreement_a():
    found = null(6, points=2)
    assert np.isnan([found.mean, found.low, found.median, found.high]).all()


def test_null_refuses_nobody_and_unknown_shapes():
    with pytest.raises(ValueError, match="at least one answer"):
        null(0)
    with pytest.raises(ValueError, match="unknown shape"):
        null(5, shape="round")
