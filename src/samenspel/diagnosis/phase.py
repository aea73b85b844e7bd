"""Whether people have the same idea of the phase that the collaboration is in (C-8)."""

from itertools import combinations

from samenspel.diagnosis.finding import Evidence, Finding, Sureness, finding
from samenspel.reading.release import Release
from samenspel.theory.instrument import Choice

ITEM = "PHASE-now"
FEWEST = 8
APART = 2
"""Neighbouring phases run into each other; from two steps on, people see another collaboration."""
CONFUSED = 1 / 4
"""Of all pairs of people, so many must place it at least two steps apart. Of people who choose at random half do."""
CROWDED = 0.6
"""Where more than this share chose one phase, most people do agree."""
SURELY = 2 / 5
ALIKE = 2 / 3
HARDLY = 1 / 10


def phase(release: Release) -> tuple[Finding, ...]:
    """Confusion, or a shared idea of the phase, or nothing; nothing too when the counts were not released."""
    one = release.choices.get(ITEM)
    if one is None or one.counts is None or one.n < FEWEST:
        return ()
    kind = release.instrument.item(ITEM).kind
    assert isinstance(kind, Choice)
    counts, apart, most = one.counts, share_apart(one.counts), max(one.counts)
    evidence = [
        Evidence(option.name, one.n, share=(count, one.n))
        for option, count in zip(kind.options, counts, strict=True)
        if count
    ]
    if apart >= CONFUSED and most <= CROWDED * one.n:
        first, second = (kind.options[place].name for place in _far_and_frequent(counts))
        sureness: Sureness = "clear" if apart >= SURELY else "indication"
        return (finding("phase-confusion", (ITEM,), evidence, sureness, first=first, second=second),)
    if most >= ALIKE * one.n and apart <= HARDLY:
        return (finding("shared-phase", (ITEM,), evidence, "clear", phase=kind.options[counts.index(most)].name),)
    return ()


def share_apart(counts: tuple[int, ...]) -> float:
    """Of all pairs of people, the share that places the collaboration at least two phases apart (0 to 1)."""
    n = sum(counts)
    pairs = sum(counts[a] * counts[b] for a, b in _far_pairs(counts))
    return pairs / (n * (n - 1) / 2)


def _far_and_frequent(counts: tuple[int, ...]) -> tuple[int, int]:
    """The two phases, at least two steps apart, whose rarer one was chosen most."""
    return max(_far_pairs(counts), key=lambda pair: (min(counts[pair[0]], counts[pair[1]]), counts[pair[0]]))


def _far_pairs(counts: tuple[int, ...]) -> list[tuple[int, int]]:
    return [(a, b) for a, b in combinations(range(len(counts)), 2) if b - a >= APART]
