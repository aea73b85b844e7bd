"""Too little organised, or more than helps: both lead away from working together (C-7)."""

from samenspel.diagnosis.caution import EACH_OTHER, MIDDLE, clearly_lacks, clearly_lower, is_high, is_there
from samenspel.diagnosis.finding import Finding, Sureness, finding, item_evidence, scale_evidence
from samenspel.diagnosis.level import asked, item_level, items_level, mean_level, scale_level
from samenspel.reading.release import Release

ORGANISATION = "ORG"
CARRIES = ("AMB", "REL")
"""Where these are there, people want to work together and can: then it is the organising that lacks."""
FEWEST = 2
"""One item is too little to say something of organising as a whole."""
ARRANGED = ("ORG-1", "ORG-4", "PRO-3")
YIELD = ("ORG-3", "PRO-4", "CHA-2")


def organisation(release: Release) -> tuple[Finding, ...]:
    """Under-organisation, or over-organisation, or nothing."""
    if sureness := _under(release):
        evidence = scale_evidence(release, ORGANISATION, *CARRIES, "CHA")
        return (finding("under-organisation", (ORGANISATION, *CARRIES), evidence, sureness),)
    if sureness := _over(release):
        about = (*YIELD, *ARRANGED)
        return (finding("over-organisation", about, item_evidence(release, *about), sureness),)
    return ()


def _under(release: Release) -> Sureness | None:
    """Organisation as a whole: where one part of it is there, the balance between its parts is another story."""
    items = release.scales[ORGANISATION].items if ORGANISATION in release.scales else ()
    if len(items) < FEWEST or any(is_there(item_level(release, item)) for item in items):
        return None
    carries = [level for scale in CARRIES if is_there(level := scale_level(release, scale)) and level]
    if len(carries) < len(CARRIES):
        return None
    return clearly_lacks(scale_level(release, ORGANISATION), mean_level(carries, move_together=False))


def _over(release: Release) -> Sureness | None:
    """More than helps: neither decisions nor results are there, in spite of all that is arranged."""
    if asked(release, *ARRANGED, *YIELD) != (*ARRANGED, *YIELD):
        return None
    arranged, yields = items_level(release, *ARRANGED), items_level(release, *YIELD)
    if arranged is None or yields is None or not is_high(arranged) or yields.value >= MIDDLE:
        return None
    if any(is_there(item_level(release, item)) for item in YIELD):
        return None
    return clearly_lower(yields, arranged, EACH_OTHER)
