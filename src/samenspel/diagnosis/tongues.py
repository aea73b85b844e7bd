"""Confusion of tongues (C-4): the aim moves people, but whether it is one aim they do not agree upon."""

from samenspel.diagnosis.agreement import fell_apart, split_evidence, split_sureness
from samenspel.diagnosis.caution import THERE, clearly_lacks, is_high
from samenspel.diagnosis.finding import Finding, finding, item_evidence
from samenspel.diagnosis.level import asked, item_level, items_level
from samenspel.reading.release import Release

AGREED = "AMB-1"
MOVES = ("AMB-2", "AMB-4")


def tongues(release: Release) -> tuple[Finding, ...]:
    """The risk, in words of its own where people fall apart over what they agree upon; or nothing."""
    moves = asked(release, *MOVES)
    level = items_level(release, *moves)
    if not is_high(level):
        return ()
    about, beside = (AGREED, *moves), item_evidence(release, *moves)
    if fell_apart(release, AGREED):
        evidence = (*split_evidence(release, AGREED), *beside)
        return (finding("confusion-of-tongues", about, evidence, split_sureness(release, AGREED), variant="divided"),)
    sureness = clearly_lacks(item_level(release, AGREED), level, below=THERE)
    evidence = item_evidence(release, AGREED) + beside
    return (finding("confusion-of-tongues", about, evidence, sureness),) if sureness else ()
