"""The balance of support and decisiveness, the two sides of organising (C-7), read from ORG-2 and ORG-3."""

from samenspel.diagnosis.caution import EACH_OTHER, HIGH, THERE, clearly_lower, height_sureness, is_high
from samenspel.diagnosis.finding import Finding, Sureness, finding, item_evidence
from samenspel.diagnosis.level import Level, item_level
from samenspel.reading.release import Release

SUPPORT, DECISIVENESS = "ORG-2", "ORG-3"


def support_and_decisiveness(release: Release) -> tuple[Finding, ...]:
    """One of the two imbalances, or the strength of having both, or nothing."""
    support, decisiveness = item_level(release, SUPPORT), item_level(release, DECISIVENESS)
    if support is None or decisiveness is None:
        return ()
    evidence = item_evidence(release, SUPPORT, DECISIVENESS)
    if sureness := _lacks(decisiveness, support):
        return (finding("support-without-decisiveness", (DECISIVENESS, SUPPORT), evidence, sureness),)
    if sureness := _lacks(support, decisiveness):
        return (finding("decisiveness-without-support", (SUPPORT, DECISIVENESS), evidence, sureness),)
    if is_high(support) and is_high(decisiveness):
        sureness = height_sureness(support, decisiveness)
        return (finding("support-and-decisiveness", (SUPPORT, DECISIVENESS), evidence, sureness),)
    return ()


def _lacks(low: Level, high: Level) -> Sureness | None:
    # where neither is there, both are lacking and there is no balance to speak of
    if high.value < THERE or low.value >= HIGH:
        return None
    return clearly_lower(low, high, EACH_OTHER / 2)
