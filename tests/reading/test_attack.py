"""No insider finds another person's answer in what is published, nor narrows it to fewer than three of seven points.

Exhaustive where all worlds can be listed (every cell up to 12 people on seven points, up to 20 on five); beyond, all
worlds of the only class that hides detail; and whole releases, in which people's answers are really swapped.
"""

import dataclasses
import itertools
from functools import cache

import numpy as np
import pytest

from samenspel.reading import disclosure
from samenspel.reading.answers import Answers, Groups
from samenspel.reading.cells import Policy
from samenspel.reading.release import release
from samenspel.reading.score import read
from samenspel.theory.library import shipped_instrument
from tests.reading.attack import all_counts, enough, fewest_possible_answers

K = disclosure.DEFAULT_K


def total_published(counts, k=K, broken_down=False):
    """All that the totals tell of one rating. Intervals and agreement follow from this, or from varied answers."""
    return _total_published(tuple(counts.tolist()), k, broken_down)


@cache
def _total_published(counts, k, broken_down):
    how = disclosure.detail(counts, k, broken_down=broken_down)
    if how == "none":
        return ("none", sum(counts))
    if how == "points":
        return (how, *counts)
    return (how, mean_published(counts), disclosure.bands(counts) if how == "bands" else None)


@cache
def mean_published(counts):
    return disclosure.published_mean(counts)


def choice_published(counts, k=K):
    how = disclosure.choice_detail(counts, k)
    return (how, *(map(int, counts) if how == "counts" else ()), disclosure.most_chosen(counts, k))


def groups_published(groups, k=K):
    """All that one item tells with a breakdown: the totals and the means of the groups that are shown."""
    total = groups.sum(axis=0)
    shown = disclosure.breakdown_to_show(groups, total, k)
    means = [mean_published(tuple(group.tolist())) if show else None for group, show in zip(groups, shown, strict=True)]
    return (total_published(total, k, broken_down=True), *means)


def worlds_of(n, points):
    return (counts[None, :] for counts in all_counts(n, points))


@pytest.mark.parametrize(
    ("points", "n"),
    [(7, n) for n in range(6, 13)] + [(5, n) for n in range(6, 21)] + [(10, 7), (4, 12), (3, 14), (2, 9)],
)
def test_totals_of_a_rating_hide_every_answer(points, n):
    fewest, where = fewest_possible_answers(worlds_of(n, points), lambda world: total_published(world[0]))
    assert fewest >= enough(points), where


@pytest.mark.parametrize("k", [4, 6])
def test_totals_hide_every_answer_at_another_k(k):
    for n in range(k + 1, 11):
        fewest, where = fewest_possible_answers(worlds_of(n, 7), lambda world: total_published(world[0], k))
        assert fewest >= 3, (n, where)


def alike_worlds(n, points):
    """Every way of answering in which fewer than three kinds would remain: the class that shows a mean only."""
    for kinds in (1, 2, 3):
        for chosen in itertools.combinations(range(points), kinds):
            for first in range(1, n):
                for second in [n - first] if kinds == 2 else range(1, n - first) if kinds == 3 else [0]:
                    counts = np.zeros((1, points), dtype=np.int64)
                    parts = (
                        [n] if kinds == 1 else [first, second] if kinds == 2 else [first, second, n - first - second]
                    )
                    counts[0, list(chosen)] = parts
                    if not disclosure.is_varied(counts[0]):
                        yield counts
                    if kinds == 1:
                        break
                if kinds == 1:
                    break


@pytest.mark.parametrize("n", [14, 17, 19, 20, 21, 25, 30, 41])
def test_answers_that_are_alike_stay_hidden_in_larger_rounds(n):
    fewest, where = fewest_possible_answers(alike_worlds(n, 7), lambda world: total_published(world[0]))
    assert fewest >= 3, where


@pytest.mark.parametrize("n", [20, 30])
def test_all_points_are_shown_only_of_varied_answers(n):
    rng = np.random.default_rng(n)
    for shares in rng.dirichlet(np.full(7, 0.3), size=300):
        counts = rng.multinomial(n, shares)
        if disclosure.detail(counts, K) == "points":
            left = [np.count_nonzero(counts - np.eye(7, dtype=int)[own]) for own in np.flatnonzero(counts)]
            assert min(left) >= 3


@pytest.mark.parametrize(("options", "n"), [(6, 10), (6, 12), (4, 15), (3, 12), (2, 12)])
def test_totals_of_a_choice_hide_every_answer(options, n):
    fewest, where = fewest_possible_answers(worlds_of(n, options), lambda world: choice_published(world[0]))
    assert fewest >= min(2, options) if options < 5 else fewest >= 3, where


@pytest.mark.parametrize("n", [10, 13, 40])
def test_ticks_hide_who_ticked(n):
    fewest, where = fewest_possible_answers(worlds_of(n, 2), lambda world: disclosure.published_share(world[0][1], n))
    assert fewest == 2, where


@pytest.mark.parametrize("sizes", [(6, 6), (6, 7), (7, 3), (6, 3, 3)])
def test_a_breakdown_beside_its_total_hides_every_answer(sizes):
    points = 5 if len(sizes) == 2 else 4
    worlds = map(np.array, itertools.product(*(all_counts(size, points) for size in sizes)))
    fewest, where = fewest_possible_answers(worlds, groups_published)
    assert fewest >= enough(points), where


def test_a_breakdown_on_seven_points_hides_every_answer_in_random_rounds():
    rng = np.random.default_rng(7)
    cells = all_counts(6, 7)
    sums = cells @ np.arange(7)
    thirds = np.array([disclosure.bands(cell) for cell in cells])
    means = [mean_published(tuple(cell)) for cell in cells.tolist()]
    # the mean follows from the sum, so worlds that could publish the same are found by their sums
    mean_of = {int(sum(c * p for p, c in enumerate(counts))): disclosure.published_mean(counts) for counts in
               (np.bincount(np.repeat([low, low + 1], [12 - up, up]), minlength=8)[:7] for low in range(6)
                for up in range(13))}  # fmt: skip
    for _ in range(8):
        world = np.array([rng.multinomial(6, rng.dirichlet(np.full(7, 0.4))) for _ in range(2)])
        mine = mean_of[int((world @ np.arange(7)).sum())]
        totals = [total for total, mean in mean_of.items() if mean == mine]
        near = np.argwhere(np.isin(sums[:, None] + sums[None, :], totals))
        near = near[rng.permutation(len(near))[:20000]]
        published = groups_published(world)
        # only worlds with the same bands, and the same mean of each group that is shown, can publish the same
        bands = published[0][-1]
        near = near[(thirds[near].sum(axis=1) == bands).all(axis=1)] if bands else near
        for place, mean in enumerate(published[1:]):
            near = near[[mean in (None, means[cell]) for cell in near[:, place]]]
        same = [w for a, b in near if groups_published(w := np.array([cells[a], cells[b]])) == published]
        # a sample of the class can only make the insider seem to know more
        assert fewest_possible_answers([*same, world], lambda _: None)[0] >= 3, published


@pytest.mark.parametrize(
    ("sizes", "shown"),
    [
        ((3, 6), (False, False)),
        ((5, 3), (False, False)),
        ((6, 6), (True, True)),
        ((6, 8, 3), (False, True, False)),
        ((6, 7, 7), (True, True, True)),
        ((9, 6, 3, 3), (True, True, False, False)),
        ((5, 5, 5), (False, False, False)),
    ],
)
def test_the_published_cases(sizes, shown):
    assert disclosure.groups_to_show(sizes, 0, K) == shown


def test_people_outside_every_group_are_a_hidden_rest_too():
    assert disclosure.groups_to_show((6, 7), 2, K) == (False, True)


def test_the_end_coding_of_half_a_point_alone_would_not_hold():
    """Why `end_band` is wider than half a point for small n: the plain rule lets an insider at the far end see all."""

    def half_a_point(world):
        mean = world[0] @ np.arange(7) / world[0].sum()
        return "high" if mean >= 5.5 else "low" if mean <= 0.5 else round(mean, 1)

    assert fewest_possible_answers(worlds_of(6, 7), half_a_point)[0] == 1


def test_a_renewed_number_hides_who_came_later():
    def published(world):
        stayed, came = world
        old, new = total_published(stayed), total_published(stayed + came)
        return (old, new if disclosure.may_replace(stayed, np.zeros(5, int), came, K) else "kept")

    worlds = map(np.array, itertools.product(all_counts(6, 5), all_counts(6, 5)))
    fewest, where = fewest_possible_answers(worlds, published)
    assert fewest >= 3, where


# ── Whole releases ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_no_cell_tells_of_another():
    """The draws behind the intervals of one item may not depend on what is hidden of another."""
    rng = np.random.default_rng(5)
    answers = dataclasses.replace(random_round(rng, 22), breakdown=None)
    few = np.full(22, -1, dtype=np.int16)
    hidden = []
    for points in ([0, 0, 0], [6, 3, 1], [5, 5, 5]):
        column = few.copy()
        column[:3] = points
        changed = dataclasses.replace(answers, codes={**answers.codes, "AMB-1": column})
        hidden.append(release(read(changed), Policy()))
    assert hidden[0].ratings["AMB-1"].detail == "none"
    assert hidden[0] == hidden[1] == hidden[2]


def walked(world, rng, steps):
    """Other worlds that publish the same, found by moving two people at a time, one up and one down."""
    published, found, now = groups_published(world), [world], world
    for _ in range(steps):
        other = now.copy()
        for step in (1, -1):
            group, point = rng.choice(np.argwhere(other > 0))
            if 0 <= point + step < other.shape[1]:
                other[group, point] -= 1
                other[group, point + step] += 1
        if groups_published(other) == published:
            now = other
            found.append(now)
    return found


@pytest.mark.parametrize(
    "world",
    [
        # beside all points of the total, an insider in the first group who said 3 would know all nine others
        [[5, 4, 1, 0, 0, 0, 0], [0, 1, 4, 3, 3, 3, 0]],
        [[0, 0, 0, 0, 4, 4, 0], [3, 3, 0, 3, 0, 0, 3]],
        [[1, 0, 0, 0, 4, 4, 0], [2, 3, 0, 3, 0, 0, 3]],
    ],
)
def test_a_withheld_breakdown_gives_no_group_away(world):
    world = np.array(world)
    shown = groups_published(world)
    assert shown[0][0] == "bands"
    assert shown[1:] == (None, None)
    same = walked(world, np.random.default_rng(1), 4000)
    # a sample of the worlds can only make the insider seem to know more; they know their own answer in this one
    for group, own in np.argwhere(world):
        mine = np.array([one for one in same if one[group, own]])
        mine[:, group, own] -= 1
        assert (mine > 0).any(axis=0).sum(axis=1).min() >= 3


def random_round(rng, people):
    conditions = shipped_instrument("conditions")
    rated = [item for item in conditions.items if "-open" not in item.id]
    columns = {}
    for item in rated:
        centre, spread = rng.uniform(0.5, 6), rng.uniform(0.1, 2)
        codes = np.clip(np.round(rng.normal(centre, spread, people)), 0, 6).astype(np.int16)
        codes[rng.random(people) < 0.05] = -1
        columns[item.id] = codes
    sectors = Groups.of([["care", "housing", "welfare", ""][one] for one in rng.integers(0, 4, people)])
    return Answers(conditions, people, columns, breakdown=sectors, breakdown_name="sector", invited=people + 4)


def with_swapped(answers, item, one, other):
    column = answers.codes[item].copy()
    column[[one, other]] = column[[other, one]]
    return dataclasses.replace(answers, codes={**answers.codes, item: column})


@pytest.mark.parametrize("people", [8, 12, 24, 40])
def test_others_could_swap_their_answers_and_nothing_published_would_change(people):
    """Whatever a whole release tells (means, intervals, bands, agreement, groups, scales), it tells of groups only."""
    rng = np.random.default_rng(people)
    answers = random_round(rng, people)
    published = release(read(answers), Policy())
    for item in rng.choice(list(answers.codes), size=4, replace=False):
        group = rng.integers(-1, len(answers.breakdown.names))
        members = np.flatnonzero((answers.breakdown.member == group) & (answers.codes[item] >= 0))
        if len(members) < 2:
            continue
        one, other = rng.choice(members, size=2, replace=False)
        assert release(read(with_swapped(answers, item, one, other)), Policy()) == published


@pytest.mark.parametrize("people", [6, 9, 14, 24, 40])
def test_every_cell_of_a_release_is_big_and_varied_or_coarse(people):
    rng = np.random.default_rng(people)
    for _ in range(4):
        reading = read(random_round(rng, people))
        published = release(reading, Policy())
        for item, cell in published.ratings.items():
            counts = reading.ratings[item].counts
            assert cell.n >= K + 1 or cell.mean is None
            assert (cell.bands is None and cell.counts is None and cell.agreement is None) or disclosure.is_varied(
                counts
            )
            assert cell.counts is None or cell.n >= disclosure.POINTS_FROM
            assert cell.bands is None or cell.n >= disclosure.BANDS_FROM
        for place, name in enumerate(reading.answers.breakdown.names):
            group = next((one for one in published.breakdown.groups if one.name == name), None)
            for item in group.items if group else ():
                assert disclosure.is_safe_cell(reading.ratings[item].by_breakdown[place], K)
