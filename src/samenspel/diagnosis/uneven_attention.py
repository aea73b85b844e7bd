"""Uneven attention: a condition that clearly lags behind the others, or clearly leads the way (C-9, both dynamics)."""

from samenspel.diagnosis.caution import EACH_OTHER, HIGH, clearly_lower, is_high
from samenspel.diagnosis.finding import Finding, finding, scale_evidence
from samenspel.diagnosis.level import Level, mean_level, scale_level
from samenspel.reading.release import Release

CONDITIONS = ("AMB", "INT", "REL", "ORG", "PRO")
FEWEST = 3
"""With two conditions nobody can say which of them is the odd one."""


def uneven_attention(release: Release) -> tuple[Finding, ...]:
    """A finding for every condition that lies clearly away from the mean of the others, in the instrument's order.

    Nobody calls a condition at five of seven neglected, nor one below it a strength.
    """
    levels = {name: level for name in CONDITIONS if (level := scale_level(release, name))}
    if len(levels) < FEWEST:
        return ()
    found = (_finding(release, name, levels) for name in release.scales if name in levels)
    return tuple(one for one in found if one)


def _finding(release: Release, name: str, levels: dict[str, Level]) -> Finding | None:
    own = levels[name]
    others = mean_level([level for other, level in levels.items() if other != name], move_together=False)
    if others is None:
        return None
    chance = EACH_OTHER / len(levels)
    # no reading of the conditions without the connection to the challenge beside it (C-2)
    evidence = scale_evidence(release, name, *(other for other in levels if other != name), "CHA")
    if own.value < HIGH and (sureness := clearly_lower(own, others, chance)):
        return finding("uneven-attention", (name,), evidence, sureness, variant=name)
    if is_high(own) and (sureness := clearly_lower(others, own, chance)):
        return finding("attention-that-pays", (name,), evidence, sureness, variant=name)
    return None
