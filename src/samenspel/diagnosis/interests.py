"""Interests in the open, or the bargaining that goes on where the talk about them was passed over (C-5, C-9)."""

from samenspel.diagnosis.caution import clearly_lacks, height_sureness, is_high
from samenspel.diagnosis.finding import Finding, finding, item_evidence, scale_evidence
from samenspel.diagnosis.level import asked, item_level, items_level, scale_level
from samenspel.reading.release import Release

AMBITION = "AMB"
DIALOGUE = "INT-4"
GIVE_AND_TAKE = ("INT-3", DIALOGUE)
IN_THE_OPEN = ("INT-1", "INT-3", DIALOGUE)


def interests(release: Release) -> tuple[Finding, ...]:
    """Bargaining where people do want something together, or the strength across from it, or nothing."""
    if item_level(release, DIALOGUE) is None:
        return ()
    lacking = asked(release, *GIVE_AND_TAKE)
    if sureness := clearly_lacks(items_level(release, *lacking), scale_level(release, AMBITION)):
        evidence = item_evidence(release, *lacking) + scale_evidence(release, AMBITION, "CHA")
        return (finding("permanent-negotiation", (*lacking, AMBITION), evidence, sureness),)
    levels = [level for item in IN_THE_OPEN if (level := item_level(release, item))]
    if len(levels) == len(IN_THE_OPEN) and all(is_high(level) for level in levels):
        evidence = item_evidence(release, *IN_THE_OPEN)
        return (finding("interests-in-the-open", IN_THE_OPEN, evidence, height_sureness(*levels)),)
    return ()
