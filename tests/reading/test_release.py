"""What a release holds, and who can make one."""

import csv
import dataclasses
from pathlib import Path

import numpy as np
import pytest

from samenspel.errors import ReleaseError
from samenspel.reading.answers import SKIPPED, Answers, Groups
from samenspel.reading.cells import Policy
from samenspel.reading.release import Release, Remark, release, remarks_to_read, renewed, without_remark
from samenspel.reading.release import with_remarks as given_remarks
from samenspel.reading.score import read
from samenspel.theory.library import find_instrument, shipped_instrument
from samenspel.theory.read_instrument import read_instrument
from tests.present.rounds import a_release
from tests.shared import shared

LQ2002 = Path(__file__).parents[1] / "golden" / "lq2002.toml"


def answers_of(people, *, seed=1, items=None, mean=4.5, **more):
    conditions = shipped_instrument("conditions")
    rng = np.random.default_rng(seed)
    rated = items or [item.id for item in conditions.items if "-open" not in item.id]
    codes = {one: np.clip(np.round(rng.normal(mean, 1.1, people)), 0, 6).astype(np.int16) for one in rated}
    return Answers(conditions, people, codes, **more)


def parties(people, count):
    return Groups.of([f"Partij {place % count:02d}" for place in range(people)])


def test_only_the_release_module_makes_a_release():
    made = release(read(answers_of(30)), Policy())
    with pytest.raises(TypeError, match="nothing else"):
        dataclasses.replace(made, seal=None)
    with pytest.raises(TypeError):
        Release(**{field.name: None for field in dataclasses.fields(Release)})


def test_the_same_answers_give_the_same_release():
    assert release(read(answers_of(24)), Policy()) == release(read(answers_of(24)), Policy())


@pytest.mark.parametrize(
    ("people", "detail"), [(5, "none"), (6, "mean"), (9, "mean"), (10, "bands"), (19, "bands"), (20, "points")]
)
def test_more_answers_show_more(people, detail):
    codes = np.arange(people, dtype=np.int16) % 7
    one = answers_of(people, items=["AMB-1"])
    made = release(read(dataclasses.replace(one, codes={"AMB-1": codes})), Policy()).ratings["AMB-1"]
    assert made.detail == detail
    assert (made.bands is not None) == (detail in {"bands", "points"})
    assert (made.counts is not None) == (detail == "points")
    assert (made.agreement is not None and made.agreement.a is not None) == (detail == "points")


def test_below_six_answers_there_is_n_and_nothing_else():
    made = release(read(answers_of(5)), Policy())
    assert all(one.mean is None and one.n == 5 for one in made.ratings.values())
    assert all(one.mean is None and one.reliability is None for one in made.scales.values())


def test_answers_that_are_alike_show_a_mean_and_say_so():
    codes = np.array([5] * 13 + [6] * 12, dtype=np.int16)
    made = release(read(Answers(shipped_instrument("conditions"), 25, {"AMB-1": codes})), Policy())
    assert made.ratings["AMB-1"].detail == "mean"
    assert made.ratings["AMB-1"].alike


def test_a_mean_near_an_end_is_coded():
    codes = np.array([6] * 20 + [5] * 3 + [4] * 2 + [3], dtype=np.int16)
    mean = (
        release(read(Answers(shipped_instrument("conditions"), 26, {"AMB-1": codes})), Policy()).ratings["AMB-1"].mean
    )
    assert (mean.value, mean.bound, mean.high) == (6.5, "or more", 7.0)


def test_a_scale_is_the_mean_of_what_is_published():
    made = release(read(answers_of(30)), Policy())
    scale = made.scales["AMB"]
    assert scale.mean.value == pytest.approx(np.mean([made.ratings[item].mean.value for item in scale.items]), abs=1e-3)


@pytest.mark.parametrize("visibility", ["totals", "party"])
def test_a_scale_of_one_item_has_the_number_and_the_interval_of_that_item(visibility):
    released = a_release(people=7, invited=9, visibility=visibility, form="pulse")
    single = [scale for scale in released.scales.values() if len(scale.items) == 1]
    assert single
    for scale in single:
        of_item = released.ratings[scale.items[0]].mean
        assert scale.mean is not None
        assert of_item is not None
        assert scale.mean.bound == of_item.bound
        for end in ("value", "low", "high"):
            assert getattr(scale.mean, end) == pytest.approx(getattr(of_item, end), abs=0.0006)


def test_a_reversed_item_counts_from_the_other_end():
    conditions = shipped_instrument("conditions")
    scales = tuple(
        dataclasses.replace(one, reversed=(one.items[0],)) if one.id == "AMB" else one for one in conditions.scales
    )
    turned = dataclasses.replace(answers_of(30), instrument=dataclasses.replace(conditions, scales=scales))
    made = release(read(turned), Policy())
    means = [made.ratings[item].mean.value for item in ("AMB-1", "AMB-2", "AMB-3", "AMB-4")]
    assert made.scales["AMB"].mean.value == pytest.approx((8 - means[0] + sum(means[1:])) / 4, abs=1e-3)
    reading = read(turned).scales["AMB"]
    assert reading.ratings[:, 0] == pytest.approx(7.0 - turned.codes["AMB-1"])


def test_a_part_of_a_scale_does_not_pass_for_the_whole():
    items = ["AMB-1", "AMB-2", "AMB-3", "AMB-4", "INT-1", "INT-2", "CHA-1", "PRO-1", "PRO-2", "PRO-3", "PRO-4"]
    made = release(read(answers_of(12, items=items)), Policy())
    assert set(made.scales) == {"AMB", "INT", "PRO"}
    assert "CHA-2" in made.missing
    assert "AMB-open" not in made.missing


@pytest.mark.parametrize("form", ["full", "short", "pulse"])
def test_a_shorter_form_is_whole_in_itself(form):
    conditions = shipped_instrument("conditions")
    asked = next(one.items for one in conditions.forms if one.id == form)
    made = release(read(answers_of(12, items=[item for item in asked if "-open" not in item])), Policy())
    assert made.missing == ()
    assert len(made.scales) == 6


def test_dont_know_is_no_answer():
    one = answers_of(12, items=["AMB-1"])
    codes = one.codes["AMB-1"].copy()
    codes[:3] = SKIPPED
    reading = read(dataclasses.replace(one, codes={"AMB-1": codes}))
    assert reading.ratings["AMB-1"].n == 9
    assert reading.ratings["AMB-1"].skipped == 3
    assert release(reading, Policy()).ratings["AMB-1"].detail == "mean"


def test_totals_tell_nothing_by_party():
    made = release(read(answers_of(36, party=parties(36, 12))), Policy())
    assert made.breakdown is None
    assert made.parties == 12
    assert all(one.reliability is None for one in made.scales.values())


def test_a_round_open_by_party_shows_every_party_as_it_answered():
    answers = answers_of(36, party=parties(36, 12))
    made = release(read(answers), Policy("party"))
    first = made.breakdown.groups[0]
    assert (first.name, first.people) == ("Partij 00", 3)
    mine = answers.codes["AMB-1"][answers.party.member == 0] + 1.0
    assert first.items["AMB-1"].mean.value == pytest.approx(mine.mean())
    assert made.scales["AMB"].reliability.alpha is not None


def test_by_party_needs_to_know_the_parties():
    with pytest.raises(ReleaseError, match="--party"):
        release(read(answers_of(30)), Policy("party"))


def test_a_breakdown_hides_small_groups_and_their_rest():
    sectors = Groups.of(["zorg"] * 14 + ["wonen"] * 12 + ["welzijn"] * 4)
    made = release(read(answers_of(30, breakdown=sectors, breakdown_name="sector")), Policy())
    assert [group.name for group in made.breakdown.groups] == ["zorg"]
    assert made.breakdown.hidden_groups == 2


def test_an_open_link_needs_ten_people_and_a_head_count():
    with pytest.raises(ReleaseError, match="at least 10"):
        release(read(answers_of(9)), Policy(open_link=True, head_count=9))
    with pytest.raises(ReleaseError, match="counted"):
        release(read(answers_of(12)), Policy(open_link=True, head_count=11))
    assert release(read(answers_of(12)), Policy(open_link=True, head_count=12)).people == 12
    with pytest.raises(ReleaseError, match="totals only"):
        Policy("party", open_link=True)


def test_k_is_never_below_four():
    with pytest.raises(ReleaseError, match="protects nobody"):
        Policy(k=3)


def with_remarks(people, **more):
    texts = {"AMB-open": tuple(f"opmerking {place}" if place % 2 else "" for place in range(people))}
    return read(dataclasses.replace(answers_of(people, **more), texts=texts))


def test_remarks_wait_until_somebody_has_read_them():
    made = release(with_remarks(12), Policy())
    assert made.remarks == ()
    assert made.remarks_held == 6


def test_remarks_after_reading_are_released_in_an_order_of_their_own():
    reading = with_remarks(12)
    read_over = [Remark("AMB-open", "een"), Remark("AMB-open", "twee"), Remark("AMB-open", "drie")]
    made = release(reading, Policy(), remarks=read_over)
    assert made.remarks == release(reading, Policy(), remarks=read_over[::-1]).remarks
    assert made.remarks_held == 3


def test_no_remarks_leave_a_round_of_nine():
    assert remarks_to_read(with_remarks(9), Policy()) == ()
    with pytest.raises(ReleaseError, match="No open remarks"):
        release(with_remarks(9), Policy(), remarks=[Remark("AMB-open", "een")])


def test_more_remarks_than_were_written_are_refused():
    with pytest.raises(ReleaseError, match="were written"):
        release(with_remarks(12), Policy(), remarks=[Remark("AMB-open", "x")] * 7)


def test_by_party_only_remarks_with_leave_are_read():
    group = parties(12, 4)
    assert remarks_to_read(with_remarks(12, party=group), Policy("party")) == ()
    leave = np.arange(12) < 4
    remarks = remarks_to_read(with_remarks(12, party=group, may_quote=leave), Policy("party"))
    assert {one.text for one in remarks} == {"opmerking 1", "opmerking 3"}


def test_a_reopened_round_keeps_old_numbers_that_would_give_late_answers_away():
    old = release(read(answers_of(30, seed=1)), Policy())
    new = release(read(answers_of(31, seed=2)), Policy())
    kept = renewed(old, new, {"AMB-1": True})
    assert kept.ratings["AMB-1"] == new.ratings["AMB-1"]
    assert kept.ratings["AMB-2"] == old.ratings["AMB-2"]
    expected = np.mean([kept.ratings[item].mean.value for item in kept.scales["AMB"].items])
    assert kept.scales["AMB"].mean.value == pytest.approx(expected, abs=1e-3)
    assert kept.remarks == old.remarks


def test_a_reopened_round_with_a_breakdown_is_not_renewed():
    sectors = Groups.of(["zorg"] * 14 + ["wonen"] * 16)
    old = release(read(answers_of(30, breakdown=sectors, breakdown_name="sector")), Policy())
    new = release(read(answers_of(30, seed=2, breakdown=sectors, breakdown_name="sector")), Policy())
    assert renewed(old, new, dict.fromkeys(new.ratings, True)) is old


def test_a_reopened_round_by_party_shows_the_new_answers():
    old, new = (release(read(answers_of(12, seed=seed, party=parties(12, 4))), Policy("party")) for seed in (1, 2))
    assert renewed(old, new, {}) is new


def test_a_round_with_a_breakdown_shows_bands_at_most():
    sectors = Groups.of(["zorg"] * 14 + ["wonen"] * 16)
    made = release(read(answers_of(30, breakdown=sectors, breakdown_name="sector")), Policy())
    assert {one.detail for one in made.ratings.values()} <= {"mean", "bands"}
    assert all(one.counts is None for one in made.ratings.values())


def test_a_larger_k_holds_for_ticks_and_remarks_too():
    features = find_instrument("features")
    ticks = np.ones((12, 5), dtype=np.int16)
    assert (
        release(read(Answers(features, 12, {}, {"FEA-seen": ticks})), Policy(k=12)).multiples["FEA-seen"].ticked is None
    )
    assert remarks_to_read(with_remarks(12), Policy(k=12)) == ()


def test_of_few_people_not_even_the_number_of_remarks_is_told():
    assert release(with_remarks(9), Policy()).remarks_held == 0


def test_the_order_of_people_changes_nothing():
    answers = answers_of(26, party=parties(26, 8))
    shuffle = np.random.default_rng(3).permutation(26)
    mixed = dataclasses.replace(
        answers,
        codes={item: column[shuffle] for item, column in answers.codes.items()},
        party=Groups(answers.party.names, answers.party.member[shuffle]),
    )
    assert release(read(mixed), Policy()) == release(read(answers), Policy())


def test_a_choice_tells_counts_of_varied_answers_and_the_most_of_others():
    phase = find_instrument("phase")
    varied = np.array([0, 1, 1, 2, 2, 2, 3, 3, 4, 4, 5], dtype=np.int16)
    alike = np.array([4] * 10 + [3], dtype=np.int16)
    made = release(read(Answers(phase, 11, {"PHASE-now": varied, "PHASE-next": alike})), Policy())
    assert sum(made.choices["PHASE-now"].counts) == 11
    assert made.choices["PHASE-next"].counts is None
    assert made.choices["PHASE-next"].most == "do"


def test_ticks_are_coded_at_both_ends():
    features = find_instrument("features")
    ticks = np.zeros((12, 5), dtype=np.int16)
    ticks[:, 0], ticks[:6, 1] = 1, 1
    made = release(read(Answers(features, 12, {}, {"FEA-seen": ticks})), Policy())
    assert made.multiples["FEA-seen"].ticked[:3] == ((10, "or more"), (6, "exact"), (2, "or less"))


def test_lq2002_gives_the_figures_of_r_in_a_round_by_party():
    with shared("multilevel/lq2002.csv").open() as file:
        rows = list(csv.DictReader(file))
    instrument = read_instrument(LQ2002)
    codes = {
        item.id: np.array([int(row[item.id]) for row in rows], dtype=np.int16) - int(item.kind.low)
        for item in instrument.items
    }
    answers = Answers(instrument, len(rows), codes, party=Groups.of([row["COMPID"] for row in rows]))
    made = release(read(answers), Policy("party"))
    expected = {"LEAD": (0.902236565759766, 0.0879562185219268, 0.800754373013908),
                "TSIG": (0.8231407807075, 0.0803839995653478, 0.784607839174352),
                "HOSTILE": (0.872924439983708, 0.054004942791579, 0.704059183926384)}  # fmt: skip
    for scale, figures in expected.items():
        known = made.scales[scale].reliability
        assert (known.alpha, known.icc1, known.icc2) == pytest.approx(figures, abs=1e-6)


# ---- remarks after the release


def test_remarks_come_into_a_release_that_is_there_and_no_number_changes():
    reading = with_remarks(12)
    old = release(reading, Policy())
    read_over = [Remark("AMB-open", "een"), Remark("AMB-open", "twee")]
    made = given_remarks(old, reading, read_over)
    assert made == release(reading, Policy(), remarks=read_over)
    assert dataclasses.replace(made, remarks=old.remarks, remarks_held=old.remarks_held) == old


def test_a_later_release_of_remarks_never_says_that_more_or_fewer_were_written():
    reading = with_remarks(12)
    made = release(reading, Policy())
    for shown in (2, 6, 0, 1):
        made = given_remarks(made, reading, [Remark("AMB-open", f"gelezen {n}") for n in range(shown)])
        assert (len(made.remarks), len(made.remarks) + made.remarks_held) == (shown, 6)


def test_adding_a_remark_puts_it_where_its_words_say_and_not_at_the_end():
    reading = with_remarks(12)
    all_of_them = [Remark("AMB-open", f"gelezen {n}") for n in range(6)]
    at_once = given_remarks(release(reading, Policy()), reading, all_of_them)
    for last in all_of_them:
        first = given_remarks(release(reading, Policy()), reading, [one for one in all_of_them if one != last])
        assert given_remarks(first, reading, all_of_them) == at_once


def test_the_remark_of_a_latecomer_does_not_fit_in_a_release_of_before():
    early, late = with_remarks(12), with_remarks(14)
    old = release(early, Policy())
    assert len(remarks_to_read(late, Policy())) == 7
    with pytest.raises(ReleaseError, match="were written"):
        given_remarks(old, late, remarks_to_read(late, Policy()))


def test_a_round_that_grew_after_its_release_does_not_open_the_remarks_of_the_few_of_then():
    old = release(with_remarks(9), Policy())
    with pytest.raises(ReleaseError, match="No open remarks"):
        given_remarks(old, with_remarks(12), [Remark("AMB-open", "een")])


def test_by_party_a_release_takes_only_as_many_remarks_as_there_is_leave_for():
    reading = with_remarks(12, party=parties(12, 4), may_quote=np.arange(12) < 4)
    old = release(reading, Policy("party"))
    assert len(given_remarks(old, reading, remarks_to_read(reading, Policy("party"))).remarks) == 2
    with pytest.raises(ReleaseError, match="were written"):
        given_remarks(old, reading, [Remark("AMB-open", "x")] * 3)


def test_a_remark_that_somebody_objects_to_goes_out_and_nothing_else():
    reading = with_remarks(12)
    made = release(reading, Policy(), remarks=[Remark("AMB-open", "een"), Remark("AMB-open", "twee")])
    fewer = without_remark(made, Remark("AMB-open", "een"))
    assert fewer == release(reading, Policy(), remarks=[Remark("AMB-open", "twee")])
    assert without_remark(fewer, Remark("AMB-open", "een")) == fewer
