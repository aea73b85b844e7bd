"""A living ambition: the shared ambition is high, and the connection to the challenge is there too (C-4, C-9)."""

from samenspel.diagnosis.caution import height_sureness, is_high
from samenspel.diagnosis.finding import Finding, finding, scale_evidence
from samenspel.diagnosis.level import scale_level
from samenspel.reading.release import Release

CONNECTED = 7 / 12
"""An ambition is nothing without deeds: the challenge must lie half a point of seven above the middle at least."""


def living_ambition(release: Release) -> tuple[Finding, ...]:
    """The finding, where the ambition is high and the challenge is not left out; nothing when either is not known."""
    ambition, challenge = scale_level(release, "AMB"), scale_level(release, "CHA")
    if ambition is None or challenge is None or not is_high(ambition):
        return ()
    if challenge.bound == "or less" or challenge.value < CONNECTED:
        return ()
    evidence = scale_evidence(release, "AMB", "CHA")
    return (finding("living-ambition", ("AMB", "CHA"), evidence, height_sureness(ambition)),)
