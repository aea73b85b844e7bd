"""A million people share few patterns of answers, forty have one each: both ways give the same figures."""

import dataclasses

import numpy as np
import pytest

from samenspel.analysis.scales import cronbach_alpha, item_rest, omega_total, score
from samenspel.analysis.variance import one_way
from samenspel.reading import score as module
from samenspel.reading.answers import BLANK, SKIPPED, Answers, Groups
from samenspel.reading.score import read
from samenspel.theory.library import shipped_instrument

PARTIES = ("Buurtbus", "Corporatie", "Gemeente", "Niemand")


def a_round(people, seed=1):
    """People in three of the parties, some in none, who leave things open; one item counts from the other end."""
    rng = np.random.default_rng(seed)
    conditions = shipped_instrument("conditions")
    scales = [dataclasses.replace(one, reversed=one.items[1:2]) for one in conditions.scales]
    person = rng.normal(0, 1, people)
    codes = {}
    for item in ("AMB-1", "AMB-2", "AMB-3", "AMB-4", "INT-1", "INT-2", "INT-3"):
        chosen = np.clip(np.rint(3 + person + rng.normal(0, 1, people)), 0, 6).astype(np.int16)
        chosen[rng.random(people) < 0.15] = BLANK
        chosen[rng.random(people) < 0.15] = SKIPPED
        codes[item] = chosen
    member = rng.integers(-1, 3, people).astype(np.int32)
    return Answers(
        dataclasses.replace(conditions, scales=tuple(scales)),
        people,
        codes,
        party=Groups(PARTIES, member),
        breakdown=Groups(("a", "b"), (member % 2).astype(np.int32)),
        breakdown_name="half",
    )


def by_hand(answers, scale):
    columns = []
    for item in scale.items:
        values = np.where(answers.codes[item] < 0, np.nan, answers.codes[item] + 1.0)
        columns.append(8 - values if item in scale.scale.reversed else values)
    return np.column_stack(columns)


@pytest.mark.parametrize("people", [40, 20_000])
def test_a_scale_is_scored_person_by_person(people):
    answers = a_round(people)
    for scale in read(answers).scales.values():
        values = by_hand(answers, scale)
        np.testing.assert_array_equal(scale.ratings, values)
        np.testing.assert_allclose(scale.scores, score(values), rtol=1e-12)
        assert scale.n == np.isfinite(score(values)).sum()
        assert scale.alpha == pytest.approx(cronbach_alpha(values), rel=1e-9)
        assert scale.omega == pytest.approx(omega_total(values), rel=1e-9)
        np.testing.assert_allclose(scale.item_rest, item_rest(values), rtol=1e-9)
        assert (len(scale.patterns) == people) == (people == 40)


@pytest.mark.parametrize("people", [40, 20_000])
def test_parties_are_compared_on_the_scores_of_their_people(people):
    answers = a_round(people)
    for scale in read(answers).scales.values():
        scores, member = scale.scores, answers.party.member
        expected = one_way(scores, member)
        assert (scale.between_parties.n, scale.between_parties.groups) == (expected.n, expected.groups)
        assert scale.between_parties.icc1 == pytest.approx(expected.icc1, rel=1e-9)
        assert scale.between_parties.icc2 == pytest.approx(expected.icc2, rel=1e-9)
        n, means = scale.party_means
        for party in range(3):
            known = scores[(member == party) & np.isfinite(scores)]
            assert n[party] == known.size
            assert means[party] == pytest.approx(known.mean(), rel=1e-12)
        assert (n[3], np.isnan(means[3])) == (0, True)


def test_who_is_in_no_party_counts_in_the_totals_only():
    answers = a_round(200)
    for item, one in read(answers).ratings.items():
        codes, member = answers.codes[item], answers.party.member
        np.testing.assert_array_equal(one.counts, np.bincount(codes[codes >= 0], minlength=7))
        for party in range(4):
            theirs = codes[(member == party) & (codes >= 0)]
            np.testing.assert_array_equal(one.by_party[party], np.bincount(theirs, minlength=7))
        assert one.by_breakdown.shape == (2, 7)
        assert one.by_breakdown.sum() == np.count_nonzero(codes >= 0)
        assert one.skipped == np.count_nonzero(codes == SKIPPED)


def test_without_parties_nothing_is_said_of_them():
    scale = read(dataclasses.replace(a_round(30), party=None)).scales["AMB"]
    assert scale.between_parties is None
    assert scale.party_means[0].size == 0


def test_reading_leaves_the_answers_as_they_were():
    answers = a_round(20_000)
    before = {item: codes.copy() for item, codes in answers.codes.items()}
    for scale in read(answers).scales.values():
        assert scale.alpha == scale.alpha
        assert scale.between_parties is not None
    for item, codes in answers.codes.items():
        np.testing.assert_array_equal(codes, before[item])


def test_patterns_number_every_way_to_answer_once():
    columns = [np.array([-2, -1, 0, 1, 1, 0] * 4, np.int16), np.array([0, 2, 1, -1, 2, -2] * 4, np.int16)]
    table, pattern = module._patterns(columns, [4, 5])
    assert len({tuple(row) for row in table.tolist()}) == len(table) == 20
    np.testing.assert_array_equal(table[pattern], np.column_stack(columns))
