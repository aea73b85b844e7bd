"""A living ambition: the shared ambition is high, and the connection to the challenge is there too (C-4, C-9)."""

from samenspel.diagnosis.caution import height_sureness, is_high, is_there
from samenspel.diagnosis.finding import Finding, finding, scale_evidence
from samenspel.diagnosis.level import scale_level
from samenspel.reading.release import Release


def living_ambition(release: Release) -> tuple[Finding, ...]:
    """The finding, where the ambition is high and the challenge is not left out; nothing when either is not known."""
    ambition, challenge = scale_level(release, "AMB"), scale_level(release, "CHA")
    # an ambition is nothing without deeds
    if ambition is None or not is_high(ambition) or not is_there(challenge):
        return ()
    evidence = scale_evidence(release, "AMB", "CHA")
    return (finding("living-ambition", ("AMB", "CHA"), evidence, height_sureness(ambition)),)
