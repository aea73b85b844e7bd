"""Networks with known answers: healthy ones, and ones in which something was planted (bench/pattern_rates uses them).

Healthy is what the design says: seven points, mean 5.5, standard deviation 1.1, no difference between parties; answers
are normal, rounded and cut off at the ends. Items are independent, or share an effect of the person (a part of the
variance). Three quarters see the same phase, the others one next to it.
"""

from collections.abc import Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache

import numpy as np

from samenspel.diagnosis.stands_out import stands_out
from samenspel.reading import score
from samenspel.reading.answers import Answers, Groups
from samenspel.reading.cells import Policy
from samenspel.reading.release import Release, release
from samenspel.reading.score import read
from samenspel.theory.instrument import Instrument, Rating, combine
from samenspel.theory.library import shipped_instrument

MEAN, SD = 5.5, 1.1
PARTY = Policy(visibility="party")
TOTALS = Policy()
FEW_DRAWS = 2


def instrument() -> Instrument:
    """The conditions scan with the question about the phase."""
    return combine(shipped_instrument("conditions"), shipped_instrument("phase"))


RATED = tuple(item.id for item in shipped_instrument("conditions").of_kind(Rating))
PHASES = 6
CONDITION = {name: [item for item in RATED if item.startswith(name)] for name in ("AMB", "INT", "REL", "ORG", "PRO")}


@dataclass(frozen=True)
class Network:
    """What a simulated network is like.

    shifts: points added to the mean of an item, for everyone or for one party. apart: items on which every second
    person lies this many points lower, and the others one higher. sd: how far people lie apart on every item.
    """

    sizes: tuple[int, ...]
    policy: Policy = TOTALS
    person: float = 0.0
    sectors: int = 0
    shifts: Mapping[str, float] = field(default_factory=dict, hash=False)
    one_party: Mapping[str, float] = field(default_factory=dict, hash=False)
    apart: Mapping[str, float] = field(default_factory=dict, hash=False)
    sd: float = SD
    phases: Sequence[float] | None = field(default=None, hash=False)

    @property
    def people(self) -> int:
        return sum(self.sizes)


def answers(network: Network, rng: np.random.Generator) -> Answers:
    """Answers of such a network. The party in which something is planted is the first."""
    party = np.repeat(np.arange(len(network.sizes), dtype=np.int32), network.sizes)
    n = network.people
    shifts = np.zeros((n, len(RATED)))
    for place, item in enumerate(RATED):
        shifts[:, place] += network.shifts.get(item, 0.0)
        shifts[party == 0, place] += network.one_party.get(item, 0.0)
        if item in network.apart:
            shifts[::2, place] -= network.apart[item]
            shifts[1::2, place] += 1
    shared = rng.normal(size=(n, 1)) * network.person**0.5
    own = rng.normal(size=(n, len(RATED))) * (1 - network.person) ** 0.5
    codes = np.clip(np.rint(MEAN + shifts + network.sd * (shared + own)), 1, 7).astype(np.int16) - 1
    return Answers(
        instrument(),
        n,
        {item: codes[:, place].copy() for place, item in enumerate(RATED)} | {"PHASE-now": _phases(network, rng)},
        party=Groups(tuple(f"Partij {place + 1:02}" for place in range(len(network.sizes))), party),
        breakdown=_sectors(network, party),
        breakdown_name="sector" if network.sectors else None,
    )


def told(network: Network, pattern: str, *, networks: int = 50, seed: int = 1) -> float:
    """The share of simulated networks in which a pattern is told.

    Of fifty, a pattern that is told in two out of three is told in four out of five with a chance of 3%.
    """
    return sum(pattern in found for found in _found(network, networks, seed)) / networks


@cache
def _found(network: Network, networks: int, seed: int) -> list[set[str]]:
    """Per simulated network what is told of it; several tests look for something else in the same ones."""
    rng = np.random.default_rng(seed)
    with quick_intervals():
        return [{one.pattern.slug for one in stands_out(released(network, rng))} for _ in range(networks)]


def plain(
    levels: Mapping[str, float],
    *,
    n: int = 12,
    policy: Policy = TOTALS,
    points: int = 7,
    phases: Sequence[int] = (),
    **more: object,
) -> Release:
    """The release of a round without chance: everyone answers an item at its level, one below or one above.

    levels: per item, or per scale for its items, the point (from 1) around which answers lie; what is not named is not
    asked. phases: how many chose each phase.
    """
    asked = {item: levels.get(item, levels.get(item[:3])) for item in RATED}
    around = np.resize([0, 1, 0, -1], n)
    steps = np.arange(1, n + 1)
    codes = {
        item: np.clip(np.diff(np.floor(level * steps), prepend=0) - 1 + around, 0, points - 1).astype(np.int16)
        for item, level in asked.items()
        if level is not None
    }
    if phases:
        codes["PHASE-now"] = np.repeat(np.arange(PHASES, dtype=np.int16), phases)
    return release(read(Answers(_with_points(points), n, codes, **more)), policy)


def given(counts: Mapping[str, Sequence[int]], *, policy: Policy = TOTALS) -> Release:
    """The release of a round in which so many people chose each point of an item, from the lowest.

    Every item has as many answers. In a round by party everyone is a party.
    """
    codes = {item: np.repeat(np.arange(len(each), dtype=np.int16), each) for item, each in counts.items()}
    n = len(next(iter(codes.values())))
    alone = Groups(tuple(f"P{place:03}" for place in range(n)), np.arange(n, dtype=np.int32))
    return release(read(Answers(instrument(), n, codes, party=alone if policy == PARTY else None)), policy)


def _with_points(points: int) -> Instrument:
    whole = instrument()
    line = Rating(1, points, points)
    items = tuple(replace(item, kind=line) if isinstance(item.kind, Rating) else item for item in whole.items)
    return replace(whole, items=items)


def _phases(network: Network, rng: np.random.Generator) -> np.ndarray:
    chances = network.phases
    if chances is None:
        most = rng.integers(PHASES)
        beside = [place for place in (most - 1, most + 1) if 0 <= place < PHASES]
        chances = np.zeros(PHASES)
        chances[most], chances[beside] = 0.75, 0.25 / len(beside)
    return rng.choice(PHASES, size=network.people, p=chances).astype(np.int16)


def _sectors(network: Network, party: np.ndarray) -> Groups | None:
    if not network.sectors:
        return None
    # in blocks, so that the party in which something is planted can be a sector of its own size
    sector = np.arange(network.people) * network.sectors // network.people
    return Groups(tuple(f"Sector {place + 1}" for place in range(network.sectors)), sector.astype(np.int32))


def released(network: Network, rng: np.random.Generator) -> Release:
    """The release of such a network."""
    return release(read(answers(network, rng)), network.policy)


@contextmanager
def quick_intervals():
    """Fewer draws behind the intervals of items: no finding uses them, and they take most of the time."""
    before, score.DRAWS = score.DRAWS, FEW_DRAWS
    try:
        yield
    finally:
        score.DRAWS = before
