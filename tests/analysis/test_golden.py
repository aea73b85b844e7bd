"""The R package multilevel 2.8 gives these figures on real data; so do we, to 1e-6."""

import csv
from collections import defaultdict

import numpy as np
import pytest

from samenspel.analysis.agreement import average_deviation, awg, lindell_rwg_j, one_way, rwg, rwg_j
from samenspel.analysis.scales import complete_covariance, cronbach_alpha
from tests.shared import shared

LEAD = tuple(f"LEAD{number:02d}" for number in range(1, 12))
TSIG = tuple(f"TSIG{number:02d}" for number in range(1, 4))
HOSTIL = tuple(f"HOSTIL{number:02d}" for number in range(1, 6))
COHESION = tuple(f"COH{number:02d}" for number in range(1, 6))


def rows(name):
    with shared(f"multilevel/{name}").open(newline="") as file:
        return list(csv.DictReader(file))


def numbers(table, columns):
    return np.array([[float(row[column] or "nan") for column in columns] for row in table])


def by_group(table, columns, *group_columns):
    groups = defaultdict(list)
    for row in table:
        groups[" ".join(row[column] for column in group_columns)].append(row)
    return {name: numbers(members, columns) for name, members in groups.items()}


def exactly(figure):
    return pytest.approx(float(figure), rel=1e-6, abs=1e-9)


MEASURES = {
    "rwg_j": lambda answers: rwg_j(answers, points=5),
    "rwg_j_lindell": lambda answers: lindell_rwg_j(answers, points=5),
    "ad_mean": average_deviation,
    "ad_median": lambda answers: average_deviation(answers, about="median"),
    "awg": lambda answers: awg(answers, low=1, high=5),
}


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize(("scale", "items"), [("lq2002 LEAD01-11 (A=5)", LEAD), ("lq2002 TSIG01-03 (A=5)", TSIG)])
def test_agreement_of_lq2002_companies_is_that_of_multilevel(measure, scale, items):
    companies = by_group(rows("lq2002.csv"), items, "COMPID")
    expected = [row for row in rows("expected_agreement_by_group.csv") if row["scale"] == scale]
    assert len(expected) == len(companies) == 49
    found = {name: MEASURES[measure](answers) for name, answers in companies.items()}
    for row in expected:
        assert found[row["group"]] == exactly(row[measure]), row["group"]
    (overall,) = (row for row in rows("expected_agreement_means.csv") if row["scale"] == scale)
    assert np.mean(list(found.values())) == exactly(overall[measure])


def test_rwg_of_one_score_is_that_of_multilevel():
    companies = by_group(rows("lq2002.csv"), ("LEAD",), "COMPID")
    expected = rows("expected_rwg_single.csv")
    assert len(expected) == 49
    for row in expected:
        assert rwg(companies[row["grpid"]][:, 0], points=5) == exactly(row["rwg"]), row["grpid"]


def test_rwg_j_with_a_missing_answer_is_that_of_multilevel():
    platoons = by_group(rows("cohesion.csv"), COHESION, "UNIT", "PLATOON")
    assert np.isnan(platoons["1044B 1ST"]).sum() == 1
    for row in rows("expected_cohesion_rwgj.csv"):
        assert rwg_j(platoons[row["grpid"]], points=5) == exactly(row["rwg.j"]), row["grpid"]


def people_in_groups(dataset, variable):
    name, *group_columns = {
        "bh1996": ("bh1996.csv", "GRP"),
        "lq2002": ("lq2002.csv", "COMPID"),
        "cohesion/PLATOON(UNIT.PLATOON)": ("cohesion.csv", "UNIT", "PLATOON"),
    }[dataset]
    table = rows(name)
    labels = [" ".join(row[column] for column in group_columns) for row in table]
    return numbers(table, (variable,))[:, 0], np.unique(labels, return_inverse=True)[1]


def test_analysis_of_variance_is_that_of_multilevel():
    expected = rows("expected_icc.csv")
    assert len(expected) == 12
    for row in expected:
        values, groups = people_in_groups(row["dataset"], row["variable"])
        found = one_way(values, groups)
        pairs = {"MSB": found.msb, "MSW": found.msw, "F": found.f, "ICC1_anova": found.icc1, "ICC2_anova": found.icc2}
        for column, figure in pairs.items():
            assert figure == exactly(row[column]), (row["variable"], column)
        assert found.p == pytest.approx(float(row["p"]), rel=1e-6)
        assert (found.groups, values.size) == (int(row["groups"]), int(row["n"]))
        assert found.n == values.size - np.isnan(values).sum()


def test_wellbeing_in_bh1996_has_the_published_icc():
    found = one_way(*people_in_groups("bh1996", "WBEING"))
    assert round(found.icc1, 8) == 0.04336905
    hours = one_way(*people_in_groups("bh1996", "HRS"))
    assert (round(hours.icc1, 8), round(hours.icc2, 8)) == (0.13310668, 0.91967320)


def test_alpha_is_that_of_multilevel():
    table = rows("lq2002.csv")
    for row in rows("expected_alpha.csv"):
        items = {"LEAD01-11": LEAD, "TSIG01-03": TSIG, "HOSTIL01-05": HOSTIL}[row["scale"].removeprefix("lq2002 ")]
        assert cronbach_alpha(numbers(table, items)) == exactly(row["alpha"])


def test_covariance_of_real_answers_is_that_of_numpy_and_leaves_out_who_missed_an_item():
    answers = numbers(rows("lq2002.csv"), LEAD)
    np.testing.assert_allclose(complete_covariance(answers), np.cov(answers.T), rtol=1e-12)
    cohesion = numbers(rows("cohesion.csv"), COHESION)
    complete = cohesion[~np.isnan(cohesion).any(axis=1)]
    assert len(complete) == 10
    np.testing.assert_allclose(complete_covariance(cohesion), np.cov(complete.T), rtol=1e-12)
