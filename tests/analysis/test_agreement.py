import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from samenspel.analysis.agreement import (
    OneWay,
    average_deviation,
    awg,
    icc1,
    icc2,
    krippendorff_alpha,
    lindell_rwg_j,
    one_way,
    rwg,
    rwg_j,
)

NAN = float("nan")

# Shrout & Fleiss 1979: six targets, each rated by four judges.
SHROUT_FLEISS = np.array([[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]])

# Krippendorff's example C: four observers, twelve units, some not rated.
KRIPPENDORFF = np.array(
    [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, NAN, NAN, NAN],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NAN, 3],
        [NAN, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, NAN],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NAN],
    ]
)

answer = st.sampled_from([1.0, 2.0, 3.0, 4.0, 5.0, NAN])
column = arrays(float, st.integers(0, 12), elements=answer)
table = arrays(float, st.tuples(st.integers(0, 8), st.integers(1, 4)), elements=answer)

ON_TABLES = {
    "rwg_j": lambda answers: rwg_j(answers, points=5),
    "lindell": lambda answers: lindell_rwg_j(answers, points=5),
    "ad": average_deviation,
    "ad_median": lambda answers: average_deviation(answers, about="median"),
    "awg": lambda answers: awg(answers, low=1, high=5),
    "alpha_k": krippendorff_alpha,
    "alpha_k_interval": lambda answers: krippendorff_alpha(answers, metric="interval"),
}


def same(figure):
    return pytest.approx(figure, rel=1e-12, abs=1e-12, nan_ok=True)


def test_five_answers_by_hand():
    answers = [4, 4, 5, 4, 3]
    assert rwg(answers, points=5) == 0.75
    assert average_deviation(answers) == pytest.approx(0.4)
    assert average_deviation(answers, about="median") == pytest.approx(0.4)
    # mean 4, variance .5: the largest possible is (6 * 4 - 16 - 5) * 5/4 = 3.75
    assert awg(answers, low=1, high=5) == pytest.approx(1 - 2 * 0.5 / 3.75)


def test_missing_answers_are_left_out():
    assert rwg([4, NAN, 4, 5, 4, 3, NAN], points=5) == 0.75
    # the second item keeps 5 and 3 (variance 2), the first 4, 4, 4 (variance 0): q = .5, J = 2
    answers = [[4, 5], [4, NAN], [4, 3]]
    assert rwg_j(answers, points=5) == pytest.approx(2 * 0.5 / (2 * 0.5 + 0.5))
    assert lindell_rwg_j(answers, points=5) == pytest.approx(0.5)
    assert average_deviation(answers) == pytest.approx((0 + 1) / 2)


def test_an_item_with_a_single_answer_does_not_count():
    assert rwg_j([[4, 5, 1], [3, NAN, 1], [5, NAN, 1]], points=5) == rwg_j([[4, 1], [3, 1], [5, 1]], points=5)


def test_rwg_floors_at_zero_and_lindell_does_not():
    split = [1, 5, 1, 5]
    assert rwg(split, points=5) == 0.0
    assert rwg_j(np.array([split, split]).T, points=5) == 0.0
    assert lindell_rwg_j(np.array([split, split]).T, points=5) == pytest.approx(1 - (16 / 3) / 2)


def test_awg_runs_from_minus_one_to_one():
    assert awg([1, 5, 1, 5], low=1, high=5) == pytest.approx(-1)
    assert awg([3, 3, 3], low=1, high=5) == 1.0
    assert awg([5, 5, 5], low=1, high=5) == 1.0


def test_awg_refuses_an_answer_outside_the_scale():
    with pytest.raises(ValueError, match="between 1 and 5"):
        awg([0, 4, 4], low=1, high=5)


@pytest.mark.parametrize("measure", ON_TABLES)
def test_nothing_to_compare_is_nan(measure):
    for answers in (np.full((3, 2), NAN), np.empty((0, 2)), np.array([[3.0, NAN], [NAN, 4.0]])):
        assert np.isnan(ON_TABLES[measure](answers))


def test_a_single_answer_is_nan():
    for answers in ([], [3], [3, NAN]):
        assert np.isnan(rwg(answers, points=5))
        assert np.isnan(average_deviation(answers))


def test_wrong_shapes_and_names_are_refused():
    with pytest.raises(ValueError, match="1-D"):
        rwg([[1, 2]], points=5)
    with pytest.raises(ValueError, match="2-D"):
        rwg_j([1, 2], points=5)
    with pytest.raises(ValueError, match="two points"):
        rwg([1, 1], points=1)
    with pytest.raises(ValueError, match="mean or median"):
        average_deviation([1, 2], about="mode")
    with pytest.raises(ValueError, match="ordinal or interval"):
        krippendorff_alpha(KRIPPENDORFF, metric="nominal")


@settings(max_examples=40, deadline=None)
@given(answers=table, seed=st.integers(0, 99))
@pytest.mark.parametrize("measure", ON_TABLES)
def test_order_of_people_and_items_does_not_matter(measure, answers, seed):
    rng, before = np.random.default_rng(seed), answers.copy()
    shuffled = rng.permutation(rng.permutation(answers, axis=0), axis=1)
    assert ON_TABLES[measure](shuffled) == same(ON_TABLES[measure](answers))
    np.testing.assert_array_equal(answers, before)


@settings(max_examples=60, deadline=None)
@given(answers=table)
def test_measures_stay_in_their_range(answers):
    for measure, low, high in (("rwg_j", 0, 1), ("lindell", -3, 1), ("ad", 0, 2), ("awg", -1, 1), ("alpha_k", -1, 1)):
        figure = ON_TABLES[measure](answers)
        assert np.isnan(figure) or low - 1e-9 <= figure <= high + 1e-9, measure


@settings(max_examples=60, deadline=None)
@given(answers=column)
def test_one_item_is_a_scale_of_one(answers):
    scale = answers[:, None]
    assert rwg(answers, points=5) == same(rwg_j(scale, points=5))
    assert average_deviation(answers) == same(average_deviation(scale))
    assert awg(answers, low=1, high=5) == same(awg(scale, low=1, high=5))


def test_shrout_and_fleiss_table():
    found = one_way(SHROUT_FLEISS.ravel(), np.repeat(np.arange(6), 4))
    assert (round(found.icc1, 4), round(found.icc2, 4)) == (0.1657, 0.4428)
    assert (found.n, found.groups, found.mean_group_size) == (24, 6, 4.0)


def test_analysis_of_variance_is_that_of_scipy():
    from scipy.stats import f_oneway

    rng = np.random.default_rng(3)
    groups = rng.integers(0, 5, 60)
    values = rng.normal(size=60) + 0.4 * groups
    expected = f_oneway(*(values[groups == group] for group in range(5)))
    found = one_way(values, groups)
    assert (found.f, found.p) == (pytest.approx(expected.statistic), pytest.approx(expected.pvalue))


def test_people_without_group_or_value_do_not_count():
    values, groups = [1, 2, 4, 5, 9, NAN], [0, 0, 3, 3, -1, 3]
    assert one_way(values, groups) == one_way([1, 2, 4, 5], [0, 0, 1, 1])
    # means 1.5 and 4.5 around 3: MSB = 2 * 2 * 1.5^2 = 9; MSW = 4 * .5^2 / 2 = .5
    found = one_way(values, groups)
    assert (found.msb, found.msw, found.f) == (pytest.approx(9), pytest.approx(0.5), pytest.approx(18))
    assert icc1(values, groups) == pytest.approx((9 - 0.5) / (9 + 0.5))
    assert icc2(values, groups) == pytest.approx((9 - 0.5) / 9)


@pytest.mark.parametrize(
    ("values", "groups"),
    [([], []), ([NAN, NAN], [0, 1]), ([1, 2, 3], [0, 0, 0]), ([1, 2, 3], [0, 1, 2]), ([3.7] * 6, [0, 0, 0, 1, 1, 1])],
)
def test_undefined_analysis_of_variance_is_nan(values, groups):
    found = one_way(values, groups)
    assert np.isnan([found.f, found.p, found.icc1, found.icc2]).all()


def test_groups_that_agree_within_and_differ_between_have_icc_one():
    found = one_way([1, 1, 5, 5], [0, 0, 1, 1])
    assert (found.f, found.p, found.icc1, found.icc2) == (float("inf"), 0.0, 1.0, 1.0)


def test_equal_group_means_give_no_icc2_even_after_rounding():
    found = one_way([0.1, 0.3, 1.1, 0.1, 1.1, 0.3], [0, 0, 0, 1, 1, 1])
    assert found.msb == 0.0
    assert np.isnan(found.icc2)
    assert found.icc1 == pytest.approx(-1 / 2)


@settings(max_examples=50, deadline=None)
@given(data=st.data())
def test_groups_may_be_named_and_people_ordered_otherwise(data):
    values = data.draw(arrays(float, 12, elements=answer))
    groups = data.draw(arrays(np.int64, 12, elements=st.integers(-1, 3)))
    order = np.array(data.draw(st.permutations(range(12))))
    names = np.array([*data.draw(st.permutations(range(9))), -1])
    kept = values.copy(), groups.copy()
    found, again = one_way(values, groups), one_way(values[order], names[groups][order])
    assert (again.n, again.groups) == (found.n, found.groups)
    for measure in ("msb", "msw", "icc1"):
        assert getattr(again, measure) == pytest.approx(getattr(found, measure), rel=1e-9, abs=1e-9, nan_ok=True)
    assert np.isnan(found.icc1) or -1 / (found.mean_group_size - 1) - 1e-9 <= found.icc1 <= 1
    np.testing.assert_array_equal(values, kept[0])
    np.testing.assert_array_equal(groups, kept[1])


def test_one_way_refuses_unequal_lengths():
    with pytest.raises(ValueError, match="equally long"):
        one_way([1, 2], [0])


def test_one_way_result_cannot_be_changed():
    with pytest.raises(AttributeError):
        OneWay(1.0, 1.0, 4, 2).msb = 2.0


def test_krippendorff_example_c():
    assert round(krippendorff_alpha(KRIPPENDORFF), 3) == 0.815
    assert round(krippendorff_alpha(KRIPPENDORFF, metric="interval"), 3) == 0.849


def test_krippendorff_by_hand():
    # pairs (1,1), (1,2): observed 2 of 4 values differ by 1; expected from three 1s and one 2
    assert krippendorff_alpha([[1, 1], [1, 2]], metric="interval") == pytest.approx(1 - (2 / 4) / (6 / 12))
    assert krippendorff_alpha([[1, 5], [1, 5]]) == pytest.approx(1)


def test_krippendorff_needs_two_ratings_that_can_differ():
    assert np.isnan(krippendorff_alpha([[3, 3], [3, 3]]))
    assert np.isnan(krippendorff_alpha([[3, NAN], [NAN, 4]]))


def test_ordinal_alpha_looks_at_order_only():
    assert krippendorff_alpha(KRIPPENDORFF**3) == pytest.approx(krippendorff_alpha(KRIPPENDORFF), rel=1e-12)
