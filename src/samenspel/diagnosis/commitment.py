"""Work that goes on while the reason for it is missing (C-9): the why question that returns, and sham collaboration."""

from samenspel.diagnosis.caution import clearly_lacks, is_low
from samenspel.diagnosis.finding import Finding, finding, item_evidence, scale_evidence
from samenspel.diagnosis.level import asked, items_level, mean_level, scale_level
from samenspel.reading.release import Release

WHY = ("AMB-1", "AMB-2")
WORK = ("ORG", "PRO")
BEHIND_IT = ("AMB-2", "AMB-4", "ORG-2")
GOES_ON = ("ORG-1", "PRO-1", "PRO-3")
USE = ("CHA-2", "CHA-3")


def sham_collaboration(release: Release) -> tuple[Finding, ...]:
    """The risk where the arranging goes on, but people are hardly behind it any more and the challenge gains little."""
    behind, goes_on, use = (asked(release, *items) for items in (BEHIND_IT, GOES_ON, USE))
    if len(behind) < 2 or not is_low(items_level(release, *use)):
        return ()
    sureness = clearly_lacks(items_level(release, *behind), items_level(release, *goes_on))
    about = (*behind, *use, *goes_on)
    return (finding("sham-collaboration", about, item_evidence(release, *about), sureness),) if sureness else ()


def why_question(release: Release) -> tuple[Finding, ...]:
    """The risk where the aim is neither agreed upon nor reason enough, while people are at work; or nothing."""
    work = [level for scale in WORK if (level := scale_level(release, scale))]
    if asked(release, *WHY) != WHY or len(work) < len(WORK):
        return ()
    sureness = clearly_lacks(items_level(release, *WHY), mean_level(work, move_together=False))
    evidence = item_evidence(release, *WHY) + scale_evidence(release, *WORK, "CHA")
    return (finding("recurring-why-question", (*WHY, *WORK), evidence, sureness),) if sureness else ()
