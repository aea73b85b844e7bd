"""Trust that carries: people trust each other when things get tense, and nearly all do (C-6, REL-3)."""

from samenspel.diagnosis.caution import HARDLY_ANYONE, height_sureness, is_high
from samenspel.diagnosis.finding import Finding, finding, item_evidence
from samenspel.diagnosis.level import item_level
from samenspel.reading.release import Release

TRUST = "REL-3"


def trust(release: Release) -> tuple[Finding, ...]:
    """The strength, or nothing. Where bands were released hardly anyone may answer low: trust of most carries less."""
    level = item_level(release, TRUST)
    if level is None or not is_high(level):
        return ()
    one = release.ratings[TRUST]
    if one.bands and one.bands[0] > HARDLY_ANYONE * one.n:
        return ()
    return (finding("trust-that-carries", (TRUST,), item_evidence(release, TRUST), height_sureness(level)),)
