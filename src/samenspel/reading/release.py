"""What may be seen of a reading. This is the only door: no other code turns answers into published numbers.

`release` applies `disclosure` and makes the one type that pages, reports, findings, JSON and the terminal accept.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from samenspel.errors import Problem, ReleaseError
from samenspel.reading import disclosure
from samenspel.reading.cells import (
    ChoiceRelease,
    Mean,
    MultipleRelease,
    Policy,
    RatingRelease,
    ScaleRelease,
    choice_cell,
    coarse_mean,
    mean_of_items,
    multiple_cell,
    open_scale,
    rating_cell,
    scale_cell,
)
from samenspel.reading.score import RatingReading, Reading, ScaleReading
from samenspel.theory.instrument import Instrument, Rating

FORMAT = "samenspel.release/1"
_SEAL = object()
T = TypeVar("T")


@dataclass(frozen=True)
class Cell:
    """The mean of one group on one item or scale."""

    n: int
    mean: Mean


@dataclass(frozen=True)
class GroupRelease:
    """One group (a party, or a value of the breakdown): its people, and the cells that may be seen."""

    name: str
    people: int
    items: Mapping[str, Cell]
    scales: Mapping[str, Cell]


@dataclass(frozen=True)
class Breakdown:
    """Groups side by side. `alike`: items of which no group may be seen since answers are too much alike."""

    name: str
    groups: tuple[GroupRelease, ...]
    hidden_groups: int
    alike: tuple[str, ...] = ()


@dataclass(frozen=True)
class Remark:
    """An open remark that somebody with the right to do so has read for names."""

    item: str
    text: str


@dataclass(frozen=True)
class Release:
    """Everything of one round that may be seen, and nothing else. Only this module makes one.

    missing: items that the form of the round has and that nobody was asked, so that no part passes for the whole.
    """

    instrument: Instrument
    policy: Policy
    people: int
    invited: int | None
    parties: int | None
    missing: tuple[str, ...]
    ratings: Mapping[str, RatingRelease]
    choices: Mapping[str, ChoiceRelease]
    multiples: Mapping[str, MultipleRelease]
    scales: Mapping[str, ScaleRelease]
    breakdown: Breakdown | None
    remarks: tuple[Remark, ...]
    remarks_held: int
    seal: object = field(repr=False, compare=False)

    def __post_init__(self) -> None:
        """Refuse any maker but this module: a number that did not pass the rules is not a release."""
        if self.seal is not _SEAL:
            raise TypeError("a Release is made by samenspel.reading.release.release, and by nothing else")


def release(reading: Reading, policy: Policy, *, remarks: Sequence[Remark] | None = None) -> Release:
    """What may be seen of a reading under a policy.

    remarks: the open remarks as they were after reading for names; None when nobody has read them yet, and then none
    are released. Raises ReleaseError when a round by open link is too small or has no confirmed head count.
    """
    answers = reading.answers
    _check_open_link(policy, answers.people)
    shown = _readable(reading, policy, remarks)
    broken_down = answers.breakdown is not None
    ratings = {item: rating_cell(one, policy, broken_down=broken_down) for item, one in reading.ratings.items()}
    return Release(
        instrument=answers.instrument,
        policy=policy,
        people=answers.people,
        invited=answers.invited,
        parties=len(answers.party.names) if answers.party else None,
        missing=tuple(item.id for item in answers.missing),
        ratings=ratings,
        choices={item: choice_cell(one, policy) for item, one in reading.choices.items()},
        multiples={item: multiple_cell(one, policy) for item, one in reading.multiples.items()},
        scales={scale: _scale(one, reading, ratings, policy) for scale, one in reading.scales.items()},
        breakdown=_parties(reading) if policy.visibility == "party" else _breakdown(reading, policy),
        remarks=shown,
        remarks_held=_remarks_held(reading, policy, len(shown)),
        seal=_SEAL,
    )


def resealed(instrument: Instrument, kept: Mapping[str, Any]) -> Release:
    """A release that was frozen, whole again; kept: all fields but the instrument and the seal. For `frozen.thaw` only.

    It is safe because it counts nothing: these numbers were released once by `release` or `renewed` and frozen as they
    were, so whoever sees them now learns nothing that could not be seen then. `frozen` takes no answers and no reading.
    """
    return Release(instrument=instrument, **kept, seal=_SEAL)


def renewed(old: Release, new: Release, may_change: Mapping[str, bool]) -> Release:
    """Rule 5: the release that replaces an old one after a round was reopened or corrected.

    may_change: per item whether `disclosure.may_replace` allows its new number, judged against the answers behind the
    number that is published now. The other items keep their old number, and scales follow. Remarks stay as they were: a
    new one would be that of a latecomer. A round in totals with a breakdown is not renewed at all, since old groups
    could be subtracted from new totals. In a round open by party everything is renewed.
    """
    if new.policy.visibility == "party":
        return new
    if old.breakdown is not None or new.breakdown is not None:
        return old
    ratings = _chosen(old.ratings, new.ratings, may_change)
    return replace(
        new,
        ratings=ratings,
        choices=_chosen(old.choices, new.choices, may_change),
        multiples=_chosen(old.multiples, new.multiples, may_change),
        scales={name: _rescaled(one, new.instrument, ratings) for name, one in new.scales.items()},
        remarks=old.remarks,
        remarks_held=old.remarks_held,
    )


def with_remarks(old: Release, reading: Reading, remarks: Sequence[Remark]) -> Release:
    """A release with these open remarks in place of those it had; every number in it stays as it is.

    reading: of the answers behind the release, so that nobody who answered later is in it. A release tells how many
    remarks were written, and that stays so: whoever lays two releases side by side sees that somebody read on or took
    something out, not that somebody wrote. Raises ReleaseError as `release` does, and when the release knows of fewer.
    """
    shown = _readable(reading, old.policy, remarks)
    written = len(old.remarks) + old.remarks_held
    if shown and not written:
        raise ReleaseError(Problem("release-no-remarks"))
    if len(shown) > written:
        values = {"item": shown[-1].item, "given": len(shown), "there": written}
        raise ReleaseError(Problem("release-more-remarks", values=values))
    return replace(old, remarks=shown, remarks_held=written - len(shown))


def without_remark(old: Release, remark: Remark) -> Release:
    """A release without this remark, for when somebody objects. It needs no answers, so it can be done at any time."""
    kept = tuple(one for one in old.remarks if one != remark)
    return replace(old, remarks=kept, remarks_held=old.remarks_held + len(old.remarks) - len(kept))


def _chosen(old: Mapping[str, T], new: Mapping[str, T], may_change: Mapping[str, bool]) -> dict[str, T]:
    return {item: one if may_change.get(item, False) else old[item] for item, one in new.items()}


def _rescaled(one: ScaleRelease, instrument: Instrument, ratings: Mapping[str, RatingRelease]) -> ScaleRelease:
    scale = instrument.scale(one.scale)
    assert scale is not None
    means = {item: ratings[item].mean for item in one.items}
    n = min(ratings[item].n for item in one.items)
    return replace(one, n=n, mean=mean_of_items(scale, one.items, instrument, means))


def _scale(one: ScaleReading, reading: Reading, ratings: Mapping[str, RatingRelease], policy: Policy) -> ScaleRelease:
    answers = reading.answers
    if policy.visibility == "party":
        return open_scale(one, answers.invited, answers.instrument, ratings)
    return scale_cell(one, answers.instrument, ratings)


def remarks_to_read(reading: Reading, policy: Policy) -> tuple[Remark, ...]:
    """Rule 6: the remarks that may be released once somebody has read them for names. They carry no group.

    Their order follows from the words alone, so it tells nothing about who wrote when. In the totals of a round with
    fewer than 10 people there are none; in a round open by party only those whose writer gave leave.
    """
    answers = reading.answers
    leave = answers.may_quote if policy.visibility == "party" else np.full(answers.people, True)
    if leave is None or _too_few_for_remarks(reading, policy):
        return ()
    return tuple(
        Remark(item, text)
        for item, texts in reading.texts.items()
        for text in sorted((t for t, may in zip(texts, leave, strict=True) if t and may), key=_order)
    )


def _too_few_for_remarks(reading: Reading, policy: Policy) -> bool:
    least = max(disclosure.REMARKS_FROM, policy.k + 1)
    return policy.visibility == "totals" and reading.answers.people < least


def _remarks_held(reading: Reading, policy: Policy, shown: int) -> int:
    """How many remarks are held back; 0 where there are too few people to tell even that somebody wrote one."""
    if _too_few_for_remarks(reading, policy):
        return 0
    return sum(1 for texts in reading.texts.values() for text in texts if text) - shown


def _order(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _readable(reading: Reading, policy: Policy, remarks: Sequence[Remark] | None) -> tuple[Remark, ...]:
    if not remarks:
        return ()
    waiting = remarks_to_read(reading, policy)
    if not waiting:
        raise ReleaseError(Problem("release-no-remarks"))
    places = list(reading.texts)
    for item in {remark.item for remark in remarks}:
        given, there = (sum(1 for one in some if one.item == item) for some in (remarks, waiting))
        if given > there:
            raise ReleaseError(Problem("release-more-remarks", values={"item": item, "given": given, "there": there}))
    return tuple(sorted(remarks, key=lambda one: (places.index(one.item), _order(one.text))))


def _check_open_link(policy: Policy, people: int) -> None:
    if not policy.open_link:
        return
    if people < disclosure.OPEN_LINK_FROM:
        raise ReleaseError(Problem("release-open-link-few", values={"n": people, "least": disclosure.OPEN_LINK_FROM}))
    if policy.head_count != people:
        values = {"n": people, "counted": policy.head_count if policy.head_count is not None else "?"}
        raise ReleaseError(Problem("release-head-count", values=values))


def _breakdown(reading: Reading, policy: Policy) -> Breakdown | None:
    """Rules 1 and 2: the one breakdown of a totals-only round, item by item."""
    groups = reading.answers.breakdown
    if groups is None:
        return None
    cells: dict[str, dict[str, Cell]] = {name: {} for name in groups.names}
    alike = []
    for item, one in reading.ratings.items():
        assert one.by_breakdown is not None
        shown = disclosure.breakdown_to_show(one.by_breakdown, one.counts, policy.k)
        sizes = one.by_breakdown.sum(axis=1)
        if not any(shown) and sum(disclosure.is_big_enough(int(size), policy.k) for size in sizes) > 1:
            alike.append(item)
        for place, name in enumerate(groups.names):
            if shown[place]:
                cells[name][item] = _group_cell(one, one.by_breakdown[place])
    people = np.bincount(groups.member[groups.member >= 0], minlength=len(groups.names))
    return Breakdown(
        reading.answers.breakdown_name or "",
        tuple(
            GroupRelease(name, int(people[place]), cells[name], _group_scales(reading, cells[name]))
            for place, name in enumerate(groups.names)
            if cells[name]
        ),
        hidden_groups=sum(1 for name in groups.names if not cells[name]),
        alike=tuple(alike),
    )


def _group_cell(one: RatingReading, counts: NDArray[np.int64]) -> Cell:
    return Cell(int(counts.sum()), coarse_mean(one.item.kind, counts, None))


def _group_scales(reading: Reading, cells: Mapping[str, Cell]) -> dict[str, Cell]:
    means = {item: cell.mean for item, cell in cells.items()}
    found = {}
    for name, one in reading.scales.items():
        mean = mean_of_items(one.scale, one.items, reading.answers.instrument, means)
        if mean is not None:
            found[name] = Cell(min(cells[item].n for item in one.items), mean)
    return found


def _parties(reading: Reading) -> Breakdown:
    """Rule 9: every party as it answered, in a round that was open by party."""
    groups = reading.answers.party
    if groups is None:
        raise ReleaseError(Problem("release-party-unknown"))
    people = np.bincount(groups.member[groups.member >= 0], minlength=len(groups.names))
    values = {item: _point_values(one) for item, one in reading.ratings.items()}
    return Breakdown(
        "party",
        tuple(
            GroupRelease(name, int(people[place]), _party_items(reading, values, place), _party_scales(reading, place))
            for place, name in enumerate(groups.names)
        ),
        hidden_groups=0,
    )


def _point_values(one: RatingReading) -> NDArray[np.float64]:
    assert isinstance(one.item.kind, Rating)
    return np.array(one.item.kind.values)


def _party_items(reading: Reading, values: Mapping[str, NDArray[np.float64]], place: int) -> dict[str, Cell]:
    cells = {}
    for item, one in reading.ratings.items():
        assert one.by_party is not None
        counts = one.by_party[place]
        n = int(counts.sum())
        if n:
            mean = float(counts @ values[item]) / n
            # a party is its people: nobody was drawn, so there is no interval
            cells[item] = Cell(n, Mean(mean, "exact", mean, mean))
    return cells


def _party_scales(reading: Reading, place: int) -> dict[str, Cell]:
    cells = {}
    for name, scale in reading.scales.items():
        n, means = scale.party_means
        if n[place]:
            cells[name] = Cell(
                int(n[place]), Mean(float(means[place]), "exact", float(means[place]), float(means[place]))
            )
    return cells
