"""A group is set against all others with no more certainty than the release carries."""

import math

import numpy as np
import pytest
from scipy import stats

from samenspel.diagnosis.contrast import contrasts, throughout
from samenspel.reading.answers import Answers, Groups
from samenspel.reading.release import release
from samenspel.reading.score import read
from tests.diagnosis.networks import PARTY, RATED, TOTALS, instrument

SIZES = (3, 1, 4, 2)


def round_of(codes, sizes=SIZES, policy=PARTY, items=RATED[:4]):
    """A release in which column i of codes (people x items) answers item i; groups follow each other."""
    member = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)
    groups = Groups(tuple("ABCDEFGH"[: len(sizes)]), member)
    columns = {item: codes[:, place].astype(np.int16) for place, item in enumerate(items)}
    how = {"party": groups} if policy is PARTY else {"breakdown": groups, "breakdown_name": "sector"}
    return release(read(Answers(instrument(), len(member), columns, **how)), policy)


def codes(seed, people=10, items=4):
    return np.random.default_rng(seed).integers(0, 7, size=(people, items))


@pytest.mark.parametrize("seed", range(5))
def test_one_scale_by_party_gives_the_two_sample_t_test(seed):
    given = codes(seed)
    scores, member = given.mean(axis=1), np.repeat(range(len(SIZES)), SIZES)
    for place, one in enumerate(contrasts(round_of(given))):
        test = stats.ttest_ind(scores[member == place], scores[member != place])
        assert one.chance == pytest.approx(test.pvalue / 2)
        assert one.degrees == sum(SIZES) - 2
        assert one.size * 6 == pytest.approx(scores[member == place].mean() - scores[member != place].mean())


def test_scales_lend_each_other_degrees_of_freedom_but_not_to_a_party_of_one():
    found = contrasts(round_of(codes(1, items=8), items=RATED[:3] + RATED[4:9]))
    degrees = {one.group: one.degrees for one in found}
    assert degrees["B"] == sum(SIZES) - 2
    assert sum(SIZES) - 2 < degrees["A"] <= 3 * (sum(SIZES) - 2)


def test_items_that_hang_together_lend_less():
    person = np.random.default_rng(2).integers(0, 7, size=(sum(SIZES), 1))
    alike = contrasts(round_of(np.repeat(person, 8, axis=1), items=RATED[:8]))
    loose = contrasts(round_of(codes(2, items=8), items=RATED[:8]))
    assert alike[0].degrees == pytest.approx(sum(SIZES) - 2)
    assert loose[0].degrees > alike[0].degrees


def test_parties_of_one_are_set_against_each_other():
    found = contrasts(round_of(codes(3, people=6), sizes=(1,) * 6))
    assert len(found) == 6
    assert all(0 < one.chance <= 0.5 for one in found)


def test_all_answers_equal_is_no_contrast():
    (first, *_) = contrasts(round_of(np.full((10, 4), 4)))
    assert (first.size, first.chance) == (pytest.approx(0), pytest.approx(0.5))


def test_in_totals_the_spread_is_assumed_wide_instead_of_estimated():
    given = codes(4, people=24)
    scores = given.mean(axis=1)
    (one, *_) = contrasts(round_of(given, sizes=(8, 8, 8), policy=TOTALS))
    assert math.isinf(one.degrees)
    assert one.se * 6 > scores.std() * math.sqrt(1 / 8 + 1 / 16)


def test_a_mean_that_is_only_known_to_be_high_is_never_called_lower():
    high = np.tile([[6], [6], [5], [4], [6], [5], [6], [4]], 4)
    low = np.tile([[0], [2], [3], [1], [4], [3], [2], [1]], 4)
    found = contrasts(round_of(np.concatenate([high, low]), sizes=(8, 8), policy=TOTALS))
    assert [(one.can_be_lower, one.can_be_higher) for one in found] == [(False, True), (True, False)]


def test_without_groups_there_is_nothing_to_set_against_each_other():
    assert contrasts(release(read(Answers(instrument(), 3, {"AMB-1": np.array([1, 2, 3])})), TOTALS)) == ()


def test_throughout_is_the_mean_of_all_scales_with_their_full_error():
    single = contrasts(round_of(codes(6, items=8), items=RATED[:8]))
    (first, *_) = throughout(single)
    own = [one for one in single if one.group == first.group]
    assert len(own) > 1
    assert first.size == pytest.approx(np.mean([one.size for one in own]))
    assert first.se == pytest.approx(np.mean([one.se for one in own]))


def test_one_scale_alone_is_no_throughout():
    assert throughout(contrasts(round_of(codes(7)))) == ()
