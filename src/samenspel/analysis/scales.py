"""Scales: how well items hang together, and one score per person. `values` is people x items, nan = missing.

Reliability uses the people who answered every item (listwise), read in blocks of rows, so that a million people take no
second copy of their answers.
"""

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]

NAN = float("nan")
BLOCK = 1 << 14
# A loading may come this near to 1 and no nearer: the least unique variance is .005 (a Heywood case otherwise).
LARGEST_LOADING = 0.995**0.5
# Below this share of the total a variance is rounding, not variation.
ROUNDING = 1e-12


def cronbach_alpha(values: npt.ArrayLike) -> float:
    """Cronbach's alpha, at most 1 and below 0 when items run against each other.

    k / (k - 1) (1 - sum of item variances / variance of the sum), over the people who answered every item. nan with
    fewer than two items or two such people, or when their sums are all equal. Source: Cronbach 1951.
    """
    return alpha_from_covariance(complete_covariance(values))


def omega_total(values: npt.ArrayLike) -> float:
    """McDonald's omega of a one-factor model, from 0 to 1: the share of the sum's variance that is common.

    (sum of loadings)^2 / ((sum of loadings)^2 + sum of unique variances) over the people who answered every item. The
    factor is fitted to the correlations by least squares outside the diagonal (minres; Harman & Jones 1966); loadings
    are then put back on the scale of the items, since a score is the mean of items as they stand. nan with fewer than
    three items, where one factor is not determined, or when an item does not vary. With exactly three items the model
    always fits. Source: McDonald 1999.
    """
    return omega_from_covariance(complete_covariance(values))


def item_rest(values: npt.ArrayLike) -> FloatArray:
    """Per item its correlation with the sum of the other items (corrected item-rest correlation), shape (items,).

    Over the people who answered every item; nan for an item that does not vary, or whose others together do not.
    """
    return item_rest_from_covariance(complete_covariance(values))


def score(values: npt.ArrayLike, *, minimum_share: float = 0.5) -> FloatArray:
    """One score per person, shape (people,): the mean of the items they answered, in the unit of the items.

    nan for who answered fewer than `minimum_share` of the items, or none.
    """
    table = _as_table(values)
    people, items = table.shape
    scores = np.full(people, NAN)
    if not items:
        return scores
    ones = np.ones(items)
    for start in range(0, people, BLOCK):
        block = np.asarray(table[start : start + BLOCK], dtype=np.float64)
        scores[start : start + BLOCK] = block @ ones / items
    partly = np.flatnonzero(np.isnan(scores))
    answers = np.asarray(table[partly], dtype=np.float64)
    given = ~np.isnan(answers)
    count = given.sum(axis=1)
    enough = (count > 0) & (count >= minimum_share * items)
    sums = np.where(given, answers, 0.0).sum(axis=1)
    scores[partly] = np.where(enough, sums / np.maximum(count, 1), NAN)
    return scores


def complete_covariance(values: npt.ArrayLike, *, times: npt.ArrayLike | None = None) -> FloatArray:
    """Covariance (n - 1) of the items over the people who answered all of them, shape (items, items).

    `times`, shape (rows,), tells how many people gave each row of answers; None: every row is one person. All nan with
    fewer than two people who answered every item.
    """
    table = _as_table(values)
    rows, items = table.shape
    weight = np.ones(rows) if times is None else np.asarray(times, dtype=np.float64)
    n, sums, products = 0.0, np.zeros(items), np.zeros((items, items))
    origin: FloatArray | None = None
    ones = np.ones(items)
    for start in range(0, rows, BLOCK):
        block = np.asarray(table[start : start + BLOCK], dtype=np.float64)
        given = weight[start : start + BLOCK]
        counted = (given > 0) & ~np.isnan(block @ ones)
        if not counted.all():
            block, given = block[counted], given[counted]
        if not len(block):
            continue
        # Distances from one person's answers keep the products small, and are zero for an item that does not vary.
        if origin is None:
            origin = block[0].copy()
        block = block - origin
        n += float(given.sum())
        sums += given @ block
        products += block.T @ (block * given[:, None])
    if n < 2:
        return np.full((items, items), NAN)
    covariance: FloatArray = (products - np.outer(sums, sums) / n) / (n - 1)
    return covariance


def alpha_from_covariance(covariance: FloatArray) -> float:
    """Cronbach's alpha of a covariance (or correlation) matrix of items; nan as in `cronbach_alpha`."""
    items = len(covariance)
    trace, total = float(np.trace(covariance)), float(covariance.sum())
    if items < 2 or not total > ROUNDING * trace:
        return NAN
    return items / (items - 1) * (1.0 - trace / total)


def omega_from_covariance(covariance: FloatArray) -> float:
    """One-factor omega of a covariance (or correlation) matrix of items; nan as in `omega_total`."""
    variances = np.diagonal(covariance)
    if len(covariance) < 3 or not (variances > 0.0).all():
        return NAN
    deviations = np.sqrt(variances)
    loadings = _one_factor(covariance / np.outer(deviations, deviations))
    common = float(loadings @ deviations) ** 2
    unique = float((1.0 - loadings**2) @ variances)
    return common / (common + unique)


def item_rest_from_covariance(covariance: FloatArray) -> FloatArray:
    """Item-rest correlations of a covariance (or correlation) matrix of items; shape and nan as in `item_rest`."""
    own = np.diagonal(covariance)
    with_all = covariance.sum(axis=1)
    total = with_all.sum()
    rest = total - 2.0 * with_all + own
    varies = (own > ROUNDING * total) & (rest > ROUNDING * total)
    spread = np.sqrt(np.where(varies, own * rest, 1.0))
    return np.where(varies, (with_all - own) / spread, NAN)


def _one_factor(correlations: FloatArray, tolerance: float = 1e-12, rounds: int = 10_000) -> FloatArray:
    """Loadings that come closest to the correlations outside the diagonal, found one loading at a time.

    Given the others, the best loading is a plain regression, so every step lowers the misfit; the start is the first
    principal component.
    """
    off = correlations.copy()
    np.fill_diagonal(off, 0.0)
    sizes, directions = np.linalg.eigh(correlations)
    loadings: FloatArray = np.clip(directions[:, -1] * sizes[-1] ** 0.5, -LARGEST_LOADING, LARGEST_LOADING)
    known, rows = loadings.tolist(), list(off)
    for _ in range(rounds):
        moved = 0.0
        for item, row in enumerate(rows):
            others = float(loadings.dot(loadings)) - known[item] ** 2
            best = float(row.dot(loadings)) / others if others > 0.0 else 0.0
            best = min(max(best, -LARGEST_LOADING), LARGEST_LOADING)
            moved = max(moved, abs(best - known[item]))
            loadings[item] = known[item] = best
        if moved < tolerance:
            break
    return loadings


def _as_table(values: npt.ArrayLike) -> npt.NDArray[np.number]:
    given: npt.NDArray[np.number] = np.asarray(values)
    if given.ndim != 2:
        raise ValueError("values must be 2-D, people x items")
    return given
