"""The same figures as somebody who knows pandas and pingouin gets them: the fastest call that the packages offer."""

from collections.abc import Sequence

import krippendorff
import numpy as np
import pandas as pd
import pingouin as pg
from scipy import stats

from bench.figures import Figures
from samenspel.theory.instrument import Scale


def of_a_round(frame: pd.DataFrame, scales: Sequence[Scale]) -> Figures:
    made: dict[str, np.ndarray] = {}
    for item in (item for scale in scales for item in scale.items):
        column = frame[item]
        made[f"{item} counts"] = column.value_counts().sort_index().to_numpy()
        made[f"{item} mean"] = np.array([column.count(), column.mean()])
        made[f"{item} interval"] = _interval(column)
        sizes = frame.groupby(["party", item], observed=True).size()
        made[f"{item} by party"] = sizes.unstack(fill_value=0).to_numpy()
    for scale in scales:
        made |= _of_a_scale(frame, scale)
    return made


def _of_a_scale(frame: pd.DataFrame, scale: Scale) -> Figures:
    items = frame[list(scale.items)]
    complete = items.dropna()
    total = complete.sum(axis=1)
    score = items.mean(axis=1).where(items.count(axis=1) >= len(scale.items) / 2)
    with_party = pd.DataFrame({"score": score, "party": frame["party"]})
    by_party = with_party.groupby("party", observed=True)["score"].agg(["count", "mean"])
    return {
        f"{scale.id} scores": score.to_numpy(),
        f"{scale.id} alpha": np.array(pg.cronbach_alpha(items, nan_policy="listwise")[0]),
        f"{scale.id} item-rest": np.array([complete[item].corr(total - complete[item]) for item in scale.items]),
        f"{scale.id} by party": by_party.to_numpy().T,
        f"{scale.id} between": _between(with_party, "score", "party")[1:],
    }


def between_companies(frame: pd.DataFrame, scores: Sequence[str]) -> Figures:
    return {f"{name} between": _between(frame, name, "GRP") for name in scores}


def mean_of(hours: pd.Series) -> Figures:
    return {"mean": np.array([hours.count(), hours.mean()]), "interval": _interval(hours)}


def mean_of_by_resampling(hours: pd.Series) -> Figures:
    limits = pg.compute_bootci(hours.to_numpy(), func="mean", n_boot=4000, method="per", decimals=9, seed=0)
    return {"mean": np.array([hours.count(), hours.mean()]), "interval": limits}


def alpha_of_raters(ratings: np.ndarray) -> Figures:
    return {"alpha": np.array(krippendorff.alpha(ratings, level_of_measurement="ordinal"))}


def _between(frame: pd.DataFrame, score: str, group: str) -> np.ndarray:
    """People counted, ICC(1), ICC(2), F and p. pingouin's own ICC asks for as many people in every group."""
    table = pg.anova(data=frame, dv=score, between=group, detailed=True)
    msb, msw = table["MS"]
    groups, n = table["DF"][0] + 1, table["DF"].sum() + 1
    icc1 = (msb - msw) / (msb + (n / groups - 1) * msw)
    return np.array([n, icc1, (msb - msw) / msb, table["F"][0], table["p_unc"][0]])


def _interval(column: pd.Series) -> np.ndarray:
    return np.array(stats.t.interval(0.95, column.count() - 1, loc=column.mean(), scale=column.sem()))
