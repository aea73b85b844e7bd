import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from samenspel.analysis import scales as module
from samenspel.analysis.scales import (
    alpha_from_covariance,
    complete_covariance,
    cronbach_alpha,
    item_rest,
    omega_from_covariance,
    omega_total,
    score,
)

NAN = float("nan")

# Thurstone & Thurstone 1941, nine tests of ability, as in R psych.
THURSTONE = np.array(
    [
        [1.000, 0.828, 0.776, 0.439, 0.432, 0.447, 0.447, 0.541, 0.380],
        [0.828, 1.000, 0.779, 0.493, 0.464, 0.489, 0.432, 0.537, 0.358],
        [0.776, 0.779, 1.000, 0.460, 0.425, 0.443, 0.401, 0.534, 0.359],
        [0.439, 0.493, 0.460, 1.000, 0.674, 0.590, 0.381, 0.350, 0.424],
        [0.432, 0.464, 0.425, 0.674, 1.000, 0.541, 0.402, 0.367, 0.446],
        [0.447, 0.489, 0.443, 0.590, 0.541, 1.000, 0.288, 0.320, 0.325],
        [0.447, 0.432, 0.401, 0.381, 0.402, 0.288, 1.000, 0.555, 0.598],
        [0.541, 0.537, 0.534, 0.350, 0.367, 0.320, 0.555, 1.000, 0.452],
        [0.380, 0.358, 0.359, 0.424, 0.446, 0.325, 0.598, 0.452, 1.000],
    ]
)

answers_with_gaps = arrays(
    float, st.tuples(st.integers(0, 12), st.integers(1, 5)), elements=st.sampled_from([1.0, 2.0, 3.0, 5.0, NAN])
)


def one_factor(loadings):
    matrix = np.outer(loadings, loadings)
    np.fill_diagonal(matrix, 1.0)
    return matrix


def some_answers(people=300, items=6, seed=1):
    rng = np.random.default_rng(seed)
    common = rng.normal(size=(people, 1))
    return np.clip(np.round(4 + 1.2 * common + rng.normal(scale=1.1, size=(people, items))), 1, 7)


def test_loadings_of_eight_seven_six():
    matrix = one_factor([0.8, 0.7, 0.6])
    assert omega_from_covariance(matrix) == pytest.approx(0.744932, abs=5e-7)
    assert alpha_from_covariance(matrix) == pytest.approx(0.739865, abs=5e-7)


def test_thurstone_correlations():
    assert alpha_from_covariance(THURSTONE) == pytest.approx(0.8914575, abs=5e-8)
    assert omega_from_covariance(THURSTONE) == pytest.approx(0.8928666, abs=2e-7)


def test_minres_finds_what_scipy_finds():
    from scipy.optimize import least_squares

    for matrix in (THURSTONE, np.corrcoef(some_answers().T)):
        pairs = np.triu_indices(len(matrix), 1)

        def misfit(loadings, matrix=matrix, pairs=pairs):
            return (matrix - np.outer(loadings, loadings))[pairs]

        best = least_squares(misfit, np.full(len(matrix), 0.5), xtol=1e-12, ftol=1e-12).x
        np.testing.assert_allclose(np.abs(module._one_factor(matrix)), np.abs(best), atol=1e-6)


def test_omega_counts_items_as_they_stand():
    loadings, deviations = np.array([0.8, 0.7, 0.6, 0.5]), np.array([1.0, 2.0, 0.5, 1.5])
    covariance = one_factor(loadings) * np.outer(deviations, deviations)
    common = (loadings @ deviations) ** 2
    assert omega_from_covariance(covariance) == pytest.approx(common / covariance.sum())


def test_a_loading_beyond_one_stops_just_short_of_it():
    matrix = np.array([[1, 0.9, 0.9], [0.9, 1, 0.5], [0.9, 0.5, 1.0]])
    found = omega_from_covariance(matrix)
    assert 0.8 < found < 1
    assert np.abs(module._one_factor(matrix)).max() == pytest.approx(0.995**0.5)


def test_unrelated_items_have_no_omega_to_speak_of():
    assert omega_from_covariance(np.eye(4)) == pytest.approx(0, abs=1e-6)


def test_alpha_by_hand():
    # item variances 1 and 1, variance of the sum 3: 2 (1 - 2/3)
    assert cronbach_alpha([[1, 2], [2, 1], [3, 3]]) == pytest.approx(2 * (1 - 2 / 3))
    assert cronbach_alpha([[1, 1], [2, 2], [3, 3]]) == pytest.approx(1)


def test_only_people_who_answered_every_item_count():
    answers = some_answers()
    holes = answers.copy()
    holes[[0, 5, 9], [1, 2, 0]] = NAN
    complete = np.delete(answers, [0, 5, 9], axis=0)
    assert cronbach_alpha(holes) == pytest.approx(cronbach_alpha(complete), rel=1e-12)
    assert omega_total(holes) == pytest.approx(omega_total(complete), rel=1e-9)
    np.testing.assert_allclose(item_rest(holes), item_rest(complete), rtol=1e-12)


def test_item_rest_is_the_correlation_with_the_sum_of_the_others():
    answers = some_answers()
    found = item_rest(answers)
    for item in range(answers.shape[1]):
        others = np.delete(answers, item, axis=1).sum(axis=1)
        assert found[item] == pytest.approx(np.corrcoef(answers[:, item], others)[0, 1])


def test_reliability_is_undefined_where_nothing_varies_or_too_little_is_known():
    assert np.isnan(cronbach_alpha(np.full((5, 3), 3.7)))
    assert np.isnan(omega_total(np.full((5, 3), 3.7)))
    assert np.isnan(item_rest(np.full((5, 3), 3.7))).all()
    for answers in (np.empty((0, 3)), np.full((4, 3), NAN), [[1, 2, 3]], [[1], [2], [3]]):
        assert np.isnan(cronbach_alpha(answers))
        assert np.isnan(omega_total(answers))
        assert np.isnan(item_rest(answers)).all()
    assert np.isnan(omega_total([[1, 2], [2, 1], [3, 3]]))


def test_an_item_that_does_not_vary_has_no_item_rest():
    answers = np.column_stack([some_answers(items=2), np.full(300, 4.0)])
    found = item_rest(answers)
    assert np.isnan(found).tolist() == [False, False, True]
    assert np.isnan(omega_total(answers))
    assert 0 < cronbach_alpha(answers) < 1


def test_answers_that_cancel_out_have_no_alpha():
    assert np.isnan(cronbach_alpha([[1, 5], [2, 4], [3, 3]]))


def test_more_people_than_fit_in_a_block_give_the_same(monkeypatch):
    answers = some_answers()
    answers[17, 2] = NAN
    whole = complete_covariance(answers), score(answers)
    monkeypatch.setattr(module, "BLOCK", 16)
    np.testing.assert_allclose(complete_covariance(answers), whole[0], rtol=1e-12)
    np.testing.assert_allclose(score(answers), whole[1], rtol=1e-12)


def test_score_is_the_mean_of_items_answered():
    answers = [[1, 2, 3, 6], [NAN, 2, NAN, 6], [NAN, NAN, NAN, 6], [NAN, NAN, NAN, NAN]]
    np.testing.assert_array_equal(score(answers), [3, 4, NAN, NAN])
    np.testing.assert_array_equal(score(answers, minimum_share=0.75), [3, NAN, NAN, NAN])
    np.testing.assert_array_equal(score(answers, minimum_share=0), [3, 4, 6, NAN])
    assert score(np.empty((0, 3))).shape == (0,)
    assert np.isnan(score(np.empty((2, 0)))).all()


@settings(max_examples=50, deadline=None)
@given(answers=answers_with_gaps, data=st.data())
def test_order_of_people_and_items_does_not_matter(answers, data):
    people, items = answers.shape
    rows = np.array(data.draw(st.permutations(range(people))), dtype=int)
    columns = np.array(data.draw(st.permutations(range(items))), dtype=int)
    before, shuffled = answers.copy(), answers[rows][:, columns]
    alike = {"rtol": 1e-9, "atol": 1e-9}
    np.testing.assert_allclose(cronbach_alpha(shuffled), cronbach_alpha(answers), **alike)
    np.testing.assert_allclose(item_rest(shuffled), item_rest(answers)[columns], **alike)
    np.testing.assert_allclose(score(shuffled), score(answers)[rows], **alike)
    assert not cronbach_alpha(answers) > 1 + 1e-9
    assert not (np.abs(item_rest(answers)) > 1 + 1e-9).any()
    omega = omega_total(answers)
    assert np.isnan(omega) or 0 <= omega <= 1
    np.testing.assert_array_equal(answers, before)


def test_reliability_does_not_depend_on_the_unit():
    answers = some_answers()
    assert cronbach_alpha(answers * 10 - 3) == pytest.approx(cronbach_alpha(answers), rel=1e-9)
    assert omega_total(answers * 10 - 3) == pytest.approx(omega_total(answers), rel=1e-9)


def test_values_must_be_people_by_items():
    for function in (cronbach_alpha, omega_total, item_rest, score):
        with pytest.raises(ValueError, match="people x items"):
            function([1, 2, 3])
