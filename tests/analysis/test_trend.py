import numpy as np
import pytest

from samenspel.analysis.intervals import difference_interval, mean_interval
from samenspel.analysis.trend import change, reliable_change

VALUES = np.arange(1, 8)
BEFORE, AFTER = np.array([0, 1, 3, 4, 2, 0, 0]), np.array([0, 0, 0, 1, 4, 5, 2])


def test_change_holds_both_means_and_their_difference():
    found = change(BEFORE, AFTER, VALUES, rng=np.random.default_rng(1))
    assert found.before.estimate == pytest.approx(3.7)
    assert found.after.estimate == pytest.approx(5 + 2 / 3)
    assert found.difference.estimate == pytest.approx(found.after.estimate - found.before.estimate)
    assert 0 < found.difference.low < found.difference.estimate < found.difference.high
    assert found.difference.probability > 0.99


def test_change_is_what_the_intervals_say():
    found = change(BEFORE, AFTER, VALUES, rng=np.random.default_rng(2), invited_before=12, invited_after=14)
    rng = np.random.default_rng(2)
    assert found.before == mean_interval(BEFORE, VALUES, rng=rng, invited=12)
    assert found.after == mean_interval(AFTER, VALUES, rng=rng, invited=14)
    assert found.difference == difference_interval(BEFORE, AFTER, VALUES, rng=rng, invited_a=12, invited_b=14)


def test_a_round_without_answers_changes_nothing_known():
    found = change(np.zeros(7), AFTER, VALUES, rng=np.random.default_rng(1))
    assert np.isnan([found.before.estimate, found.difference.estimate, found.difference.probability]).all()
    assert (found.difference.low, found.difference.high) == (pytest.approx(-4 / 3), pytest.approx(14 / 3))


def test_reliable_change_of_jacobson_and_truax():
    found = reliable_change(32.5, 47.5, sd=7.5, reliability=0.80)
    assert round(found, 2) == 3.16
    assert 15 / found == pytest.approx(4.743, abs=5e-4)
    assert reliable_change(47.5, 32.5, sd=7.5, reliability=0.80) == -found


def test_reliable_change_needs_error_of_measurement():
    assert np.isnan(reliable_change(3, 4, sd=0, reliability=0.8))
    assert np.isnan(reliable_change(3, 4, sd=1, reliability=1))
    with pytest.raises(ValueError, match="reliability"):
        reliable_change(3, 4, sd=1, reliability=1.2)
