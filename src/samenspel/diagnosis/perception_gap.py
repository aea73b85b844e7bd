"""A perception gap: a party (or a released group) whose picture differs from that of all others (O-3).

Parties are named only where the round was open by party; in totals the groups are those of the released breakdown.
"""

import math
from dataclasses import replace

from samenspel.diagnosis.caution import (
    GAP_HIGHER,
    GAP_LOWER,
    ROUNDING,
    SMALLEST_GAP,
    Direction,
    gap_sureness,
)
from samenspel.diagnosis.contrast import Contrast, contrasts, throughout
from samenspel.diagnosis.finding import Finding, finding, group_evidence, listed, scale_evidence, scale_name
from samenspel.reading.release import GroupRelease, Release
from samenspel.theory.words import Bilingual

FEWEST_ALIKE = 3
PARTIES = Bilingual("partijen", "parties")
GROUPS = Bilingual("groepen", "groups")


def perception_gap(release: Release) -> tuple[Finding, ...]:
    """A finding per group and direction, in the order of the groups; or the strength of a shared view; or nothing.

    A group is told of where it stands apart on a scale at least; where its gap runs through all scales, that is said
    instead. Of two groups only the lower is told: the other is its mirror.
    """
    single = contrasts(release)
    whole = throughout(single)
    if release.breakdown is None or not single:
        return ()
    directions: tuple[Direction, ...] = ("lower",) if len(release.breakdown.groups) == 2 else ("lower", "higher")
    own: dict[str, list[Contrast]] = {}
    for one in single:
        own.setdefault(one.group, []).append(one)
    found: list[Finding] = []
    for group in release.breakdown.groups:
        for direction in directions:
            found += _of_group(release, group, own.get(group.name, []), direction, len(single))
    return tuple(found) or _shared_view(release, whole)


def _of_group(
    release: Release, group: GroupRelease, own: list[Contrast], direction: Direction, tests: int
) -> list[Finding]:
    chance = {"lower": GAP_LOWER, "higher": GAP_HIGHER}[direction] / tests
    apart = [one for one in own if _away(one, direction) >= SMALLEST_GAP - ROUNDING and one.chance <= chance]
    if not apart:
        return []
    if _runs_through(own, direction):
        return [_finding(release, group, own, apart, f"{direction}-throughout")]
    return [_finding(release, group, apart, apart, direction)]


def _away(one: Contrast, direction: Direction) -> float:
    """How far a contrast lies in a direction; nan where a coded mean leaves that direction open."""
    size, can = (-one.size, one.can_be_lower) if direction == "lower" else (one.size, one.can_be_higher)
    return size if can else math.nan


def _runs_through(own: list[Contrast], direction: Direction) -> bool:
    """Whether a gap is there on every scale, if smaller on some, and on all of them together matters."""
    away = [_away(one, direction) for one in own]
    return len(own) > 1 and min(away) >= SMALLEST_GAP / 2 and sum(away) / len(away) >= SMALLEST_GAP


def _finding(
    release: Release,
    group: GroupRelease,
    shown: list[Contrast],
    decisive: list[Contrast],
    variant: str,
) -> Finding:
    scales = [one.scale for one in shown if one.scale]
    sure = any(gap_sureness(abs(one.size), one.se) == "clear" for one in decisive)
    found = finding(
        "perception-gap",
        scales,
        [line for scale in scales for line in group_evidence(release, group, scale)],
        "clear" if sure else "indication",
        variant=variant,
        group=_as_said(release, group.name),
        scales=listed([scale_name(release, scale) for scale in scales]),
    )
    return replace(found, key=f"perception-gap/{variant}/{group.name}")  # the bare name, however it is said


def _as_said(release: Release, name: str) -> Bilingual:
    """A party by its name; a group of the totals as a group, for its name can be any word ("dichtbij")."""
    if release.policy.visibility == "party":
        return Bilingual(name, name)
    return Bilingual(f"de groep “{name}”", f"the group “{name}”")


def _shared_view(release: Release, whole: tuple[Contrast, ...]) -> tuple[Finding, ...]:
    """The strength: at least three groups, none of which lies a difference that matters away from the others."""
    if len(whole) < FEWEST_ALIKE or any(abs(one.size) >= SMALLEST_GAP for one in whole):
        return ()
    if not all(one.can_be_lower and one.can_be_higher for one in whole):
        return ()
    sure = all(abs(one.size) + 2 * one.se < SMALLEST_GAP for one in whole)
    names = PARTIES if release.policy.visibility == "party" else GROUPS
    about = tuple(release.scales)
    return (
        finding("shared-view", about, scale_evidence(release, *about), "clear" if sure else "indication", groups=names),
    )
