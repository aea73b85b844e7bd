"""Somebody who may read every page of a network sees two results of the same people, because a file came in twice, and
subtracts them.
"""

import re

import numpy as np
import pytest

from samenspel.theory.library import find_instrument
from samenspel.web.results import queries, services
from samenspel.web.results.models import Publication
from samenspel.web.rounds import services as rounds
from samenspel.web.rounds.models import Round
from samenspel.web.shared.clock import now
from tests.web.results.rounds import a_round
from tests.web.results.test_import import bring, confirm, set_columns

RATED = [item.id for item in find_instrument("conditions").items if "-open" not in item.id]
HIDDEN = 6
"""What the thirteenth person answered to everything, which nobody else may find out."""


def rows(people, seed=3):
    rng = np.random.default_rng(seed)
    return [[int(point) for point in rng.integers(1, 8, len(RATED))] for _ in range(people)]


def file_of(answers, sectors=None):
    head = ["Sector", *RATED]
    lines = [[sectors[n] if sectors else ("zorg", "wonen")[n % 2], *row] for n, row in enumerate(answers)]
    return "\n".join(";".join(map(str, line)) for line in [head, *lines]).encode()


def take_in(cast, data, groups="breakdown", **plan):
    """Bring a file to the end; gives the answer to the last page. groups: what the column with groups is."""
    _, upload = bring(cast, data, "antwoorden.csv")
    set_columns(cast, upload, changes={"Sector": groups})
    return confirm(cast, upload, title=f"Uit een bestand {upload.pk}", **plan)


def words_of(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


@pytest.fixture
def unguarded(monkeypatch):
    """The site as it was before: every file is let in."""
    monkeypatch.setattr("samenspel.web.results.services.refuse_again", lambda *given: None)


PLANTED = [*rows(12), [HIDDEN] * len(RATED)]


def means(cast):
    return [Publication.objects.order_by("pk").values_list("frozen", flat=True)[place] for place in (0, 1)]


def recovered(cast):
    """What an attacker makes of the two results: per item the answers that the last person may have given."""
    old, new = (queries.release_of(one) for one in Round.objects.order_by("pk"))
    found = {}
    for item in RATED:
        one, other = old.ratings[item], new.ratings[item]
        if one.mean and other.mean and one.mean.bound == other.mean.bound == "exact":
            pairs = [(before, after) for before in totals(one) for after in totals(other)]
            found[item] = {after - before for before, after in pairs if 1 <= after - before <= 7}
    return found


def totals(cell):
    """The sums of answers that a published mean may stand for."""
    return [total for total in range(7 * cell.n + 1) if round(total / cell.n, 1) == cell.mean.value]


def test_without_the_rule_two_results_give_away_who_came_in_between(cast, unguarded):
    assert take_in(cast, file_of(PLANTED[:-1])).status_code == 302
    assert take_in(cast, file_of(PLANTED)).status_code == 302
    found = recovered(cast)
    assert all(HIDDEN in answers for answers in found.values())
    assert sum(answers == {HIDDEN} for answers in found.values()) >= 3  # known for sure
    assert sum(len(answers) < 3 for answers in found.values()) > len(RATED) / 2  # and narrowed to less than is allowed


def test_the_file_with_one_row_more_is_refused_and_only_one_result_is_there(cast):
    assert take_in(cast, file_of(PLANTED[:-1])).status_code == 302
    first = Round.objects.get()
    answer = take_in(cast, file_of(PLANTED))
    assert answer.status_code == 400
    assert f"Antwoorden uit dit bestand staan al in de ronde “{first.title}”" in words_of(answer)
    assert "Verwijder die dan eerst" in words_of(answer)
    assert list(Round.objects.all()) == [first]
    assert Publication.objects.count() == 1


@pytest.mark.parametrize(
    ("again", "plan"),
    [
        (PLANTED[1:], {}),
        ([*PLANTED[:-1], [1] * len(RATED)], {}),
        (PLANTED, {"breakdown": "sector"}),
        (PLANTED, {"breakdown": "party", "groups": "party"}),
        ([*PLANTED, *rows(8, seed=9)], {}),
        ([[*row[:8], row[8] % 7 + 1, *row[9:]] for row in PLANTED[:1]] + PLANTED[1:], {}),
    ],
    ids=["one fewer", "one other", "another breakdown", "by party", "eight more", "one answer mended"],
)
def test_beside_a_result_stands_no_other_of_the_same_answers(cast, again, plan):
    take_in(cast, file_of(PLANTED))
    assert take_in(cast, file_of(again), **plan).status_code == 400
    assert Publication.objects.count() == 1


SPLIT = pytest.mark.parametrize(
    "split", [{"breakdown": "sector"}, {"breakdown": "party", "groups": "party"}], ids=["sector", "party"]
)
"""The same groups in totals, whether the column holds sectors or parties."""


@SPLIT
def test_groups_may_not_change_between_two_results(cast, split):
    by_half = ["zorg"] * 6 + ["wonen"] * 7
    assert take_in(cast, file_of(PLANTED, by_half), **split).status_code == 302
    assert take_in(cast, file_of(PLANTED, by_half[1:] + by_half[:1]), **split).status_code == 400
    assert take_in(cast, file_of(PLANTED, by_half)).status_code == 400  # nor without groups beside one with
    rounds.delete(Round.objects.get(), by=cast.facilitator, now=now())
    assert take_in(cast, file_of(PLANTED, by_half[1:] + by_half[:1]), **split).status_code == 400


@SPLIT
def test_after_a_result_without_groups_that_was_thrown_away_none_with_groups_comes_in(cast, split):
    fourteen, six = rows(14), rows(6, seed=9)
    assert take_in(cast, file_of(fourteen), groups=split.get("groups", "breakdown")).status_code == 302
    rounds.delete(Round.objects.get(), by=cast.facilitator, now=now())
    answer = take_in(cast, file_of([*fourteen, *six]), **split)
    assert answer.status_code == 400
    assert "die in de prullenbak ligt" in words_of(answer)
    assert take_in(cast, file_of([*fourteen, *six])).status_code == 302  # without groups six more are enough


@SPLIT
def test_the_very_same_file_by_the_same_groups_comes_in(cast, split):
    for _ in range(2):
        assert take_in(cast, file_of(PLANTED), **split).status_code == 302
    one, other = means(cast)
    assert one["release"]["breakdown"] == other["release"]["breakdown"] is not None
    assert one["release"]["ratings"] == other["release"]["ratings"]


def test_the_very_same_file_tells_nothing_new_and_comes_in(cast):
    assert [take_in(cast, file_of(PLANTED)).status_code for _ in range(2)] == [302, 302]
    one, other = means(cast)
    assert one["release"]["ratings"] == other["release"]["ratings"]


@pytest.mark.parametrize(("more", "status"), [(1, 400), (5, 400), (9, 302)])
def test_after_a_result_that_was_thrown_away_another_needs_enough_people_more(cast, more, status):
    take_in(cast, file_of(PLANTED))
    rounds.delete(Round.objects.get(), by=cast.facilitator, now=now())
    answer = take_in(cast, file_of([*PLANTED, *rows(more, seed=9)]))
    assert answer.status_code == status
    if status == 400:
        assert "die in de prullenbak ligt" in words_of(answer)


def test_out_of_the_bin_comes_no_round_whose_answers_came_in_again(cast):
    take_in(cast, file_of(PLANTED))
    gone = Round.objects.get()
    rounds.delete(gone, by=cast.facilitator, now=now())
    assert take_in(cast, file_of([*PLANTED, *rows(9, seed=9)])).status_code == 302
    answer = cast.client("facilitator").post(f"/netwerken/{cast.network.code}/rondes/{gone.code}/terugzetten")
    assert answer.status_code == 400
    assert "Kies welke van de twee je houdt" in words_of(answer)
    gone.refresh_from_db()
    assert gone.deleted_at is not None
    rounds.delete(Round.objects.get(deleted_at=None), by=cast.facilitator, now=now())
    assert cast.client("facilitator").post(f"/netwerken/{cast.network.code}/rondes/{gone.code}/terugzetten").url


def test_other_answers_to_the_same_questions_and_other_networks_are_left_alone(cast):
    assert take_in(cast, file_of(rows(12, seed=1))).status_code == 302
    assert take_in(cast, file_of(rows(12, seed=2))).status_code == 302


def test_who_answers_on_the_site_is_never_told_that_this_was_answered_before(cast):
    first, second = (a_round(cast, 12, seed=4) for _ in range(2))
    for round in (first, second):
        assert services.publish(round, by=cast.facilitator, now=now())
