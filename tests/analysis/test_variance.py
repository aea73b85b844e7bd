import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from samenspel.analysis.variance import one_way, one_way_counts


@settings(max_examples=100, deadline=None)
@given(
    counts=arrays(np.int64, st.tuples(st.integers(1, 5), st.integers(1, 6)), elements=st.integers(0, 4)),
    step=st.sampled_from([0.1, 1.0, 7.5]),
)
def test_counted_answers_vary_as_the_answers_themselves(counts, step):
    values = np.arange(counts.shape[1]) * step
    group, point = np.nonzero(counts)
    times = counts[group, point]
    expected = one_way(np.repeat(values[point], times), np.repeat(group, times))
    found = one_way_counts(counts, values)
    assert (found.n, found.groups) == (expected.n, expected.groups)
    assert found.msb == pytest.approx(expected.msb, rel=1e-9, abs=1e-12, nan_ok=True)
    assert found.msw == pytest.approx(expected.msw, rel=1e-9, abs=1e-12, nan_ok=True)


def test_a_group_that_nobody_is_in_is_no_group():
    assert one_way_counts([[1, 1, 0], [0, 0, 0], [0, 1, 1]], [1, 2, 3]).groups == 2


def test_counted_answers_that_are_all_alike_do_not_vary_at_all():
    found = one_way_counts([[0, 3], [0, 4]], [0.1, 0.7])
    assert (found.msb, found.msw) == (0.0, 0.0)
    assert np.isnan(found.icc1)


def test_without_answers_there_is_no_variance():
    assert one_way_counts(np.zeros((2, 3)), [1, 2, 3]).n == 0
    assert np.isnan(one_way_counts(np.zeros((2, 0)), []).msw)


def test_counts_need_a_value_each():
    with pytest.raises(ValueError, match="groups x values"):
        one_way_counts([[1, 2]], [1, 2, 3])
    with pytest.raises(ValueError, match="groups x values"):
        one_way_counts([1, 2], [1, 2])
