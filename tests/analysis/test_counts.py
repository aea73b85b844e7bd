import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from samenspel.analysis import counts as module
from samenspel.analysis.counts import agreement_a, agreement_a_each, count_by_group, count_points, polarization

counts_on_points = st.integers(3, 9).flatmap(lambda points: arrays(np.int64, points, elements=st.integers(0, 9)))


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((30, 40, 210, 130, 530, 50, 10), 0.6113333),
        ((2.4, 2.8, 3.2, 6.2, 13.5, 30.4, 41.6), 0.6097),
        ((1.6, 2.6, 8.2, 21, 29.3, 27, 10.3), 0.4823),
        ((2, 2, 2, 2, 2), 0.0),
        ((1, 0, 0, 0, 1), -1.0),
        ((0, 0, 7, 0, 0), 1.0),
        ((0, 3, 3, 0, 0), 0.75),
    ],
)
def test_agreement_a_has_its_known_answers(counts, expected):
    assert agreement_a(counts) == pytest.approx(expected, abs=5e-5 if 0.4 < expected < 0.61 else 1e-6)


def test_polarisation_is_half_of_what_lacks_in_agreement():
    assert polarization((30, 40, 210, 130, 530, 50, 10)) == pytest.approx(0.1943333, abs=1e-7)
    assert polarization((1, 0, 0, 0, 1)) == 1.0
    assert polarization((0, 0, 4)) == 0.0


def by_the_book(counts):
    """Van der Eijk's own recipe: peel off layers, and in each count the triples one by one."""
    left, total, agreement = list(map(float, counts)), float(sum(counts)), 0.0
    points = len(left)
    while any(left):
        height = min(part for part in left if part > 0)
        filled = [part > 0 for part in left]
        size = sum(filled)
        triples = [
            (filled[i], filled[j], filled[k])
            for i in range(points)
            for j in range(i + 1, points)
            for k in range(j + 1, points)
        ]
        one = sum(triple in ((True, True, False), (False, True, True)) for triple in triples)
        two = triples.count((True, False, True))
        unimodal = ((points - 2) * one - (points - 1) * two) / ((points - 2) * (one + two)) if one + two else 1.0
        agreement += height * size / total * unimodal * (1 - (size - 1) / (points - 1))
        left = [part - height if part > 0 else 0.0 for part in left]
    return agreement


@settings(max_examples=80, deadline=None)
@given(counts=counts_on_points.filter(lambda counts: counts.sum() > 0))
def test_agreement_a_follows_the_book(counts):
    assert agreement_a(counts) == pytest.approx(by_the_book(counts), abs=1e-12)


@settings(max_examples=50, deadline=None)
@given(counts=counts_on_points.filter(lambda counts: counts.sum() > 0), factor=st.floats(0.1, 50))
def test_agreement_a_knows_no_direction_and_no_size(counts, factor):
    before = counts.copy()
    found = agreement_a(counts)
    assert -1 - 1e-12 <= found <= 1 + 1e-12
    assert agreement_a(counts[::-1]) == pytest.approx(found, abs=1e-12)
    assert agreement_a(counts * factor) == pytest.approx(found, abs=1e-9)
    np.testing.assert_array_equal(counts, before)


def test_many_distributions_at_once_are_each_their_own():
    many = np.random.default_rng(1).multinomial(9, np.full(7, 1 / 7), size=(4, 5))
    found = agreement_a_each(many)
    assert found.shape == (4, 5)
    assert found[2, 3] == agreement_a(many[2, 3])


def test_long_scales_are_worked_out_without_the_table(monkeypatch):
    many = np.random.default_rng(2).multinomial(30, np.full(7, 1 / 7), size=50)
    by_table = agreement_a_each(many)
    monkeypatch.setattr(module, "MOST_POINTS_IN_TABLE", 2)
    np.testing.assert_allclose(agreement_a_each(many), by_table, atol=1e-12)
    monkeypatch.undo()
    assert agreement_a([1] + [0] * 19 + [1]) == pytest.approx(-1)


def test_agreement_a_is_undefined_without_answers_or_a_middle():
    assert np.isnan(agreement_a([0, 0, 0]))
    assert np.isnan(agreement_a([3, 4]))
    assert np.isnan(polarization([0, 0, 0]))
    np.testing.assert_array_equal(np.isnan(agreement_a_each([[0, 0, 0], [1, 0, 0]])), [True, False])


def test_agreement_a_refuses_what_cannot_be_counted():
    with pytest.raises(ValueError, match="negative"):
        agreement_a([1, -1, 2])
    with pytest.raises(ValueError, match="agreement_a_each"):
        agreement_a([[1, 1, 1]])


def test_counts_leave_missing_answers_out():
    assert count_points(np.array([0, 2, 2, -1, -2, 4], dtype=np.int8), 5).tolist() == [1, 0, 2, 0, 1]
    assert count_points(np.array([], dtype=np.int64), 3).tolist() == [0, 0, 0]
    assert count_points([], 3).tolist() == [0, 0, 0]


def test_counts_by_group_leave_missing_answers_and_people_without_group_out():
    codes, groups = np.array([0, 2, -1, 1, 1, 2]), np.array([0, 0, 0, 2, -1, 2])
    assert count_by_group(codes, groups, 3, 4).tolist() == [[1, 0, 1], [0, 0, 0], [0, 1, 1], [0, 0, 0]]


@settings(max_examples=50, deadline=None)
@given(data=st.data())
def test_counts_by_group_add_up_and_know_no_order(data):
    codes = data.draw(arrays(np.int16, 20, elements=st.integers(-2, 4)))
    groups = data.draw(arrays(np.int8, 20, elements=st.integers(-2, 3)))
    order = np.array(data.draw(st.permutations(range(20))))
    kept = codes.copy(), groups.copy()
    table = count_by_group(codes, groups, 5, 4)
    np.testing.assert_array_equal(table.sum(axis=0), count_points(codes[groups >= 0], 5))
    np.testing.assert_array_equal(table, count_by_group(codes[order], groups[order], 5, 4))
    np.testing.assert_array_equal(codes, kept[0])
    np.testing.assert_array_equal(groups, kept[1])


def test_counts_refuse_what_is_not_a_point_or_a_group():
    with pytest.raises(ValueError, match="codes run to 5"):
        count_points([0, 5], 5)
    with pytest.raises(ValueError, match="groups run to 2"):
        count_by_group([0, 1], [0, 2], 2, 2)
    with pytest.raises(ValueError, match="whole numbers"):
        count_points([0.5], 5)
    with pytest.raises(ValueError, match="differ in length"):
        count_by_group([0, 1], [0], 2, 2)
