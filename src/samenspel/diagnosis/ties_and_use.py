"""Strong ties, and whether the challenge gains from them (C-2: strong ties are not the aim).

Use is what two of the three standing items ask: whether the work helps, and whether those concerned notice it. Feeling
connected to the challenge, the third, is no use to it yet.
"""

from samenspel.diagnosis.caution import EACH_OTHER, HIGH, clearly_lower, height_sureness, is_high
from samenspel.diagnosis.finding import Finding, finding, item_evidence, scale_evidence
from samenspel.diagnosis.level import asked, items_level, scale_level
from samenspel.reading.release import Release

TIES = "REL"
USE = ("CHA-2", "CHA-3")


def ties_and_use(release: Release) -> tuple[Finding, ...]:
    """The risk, or the strength across from it, or nothing."""
    ties, use = scale_level(release, TIES), items_level(release, *USE)
    if ties is None or use is None or not is_high(ties):
        return ()
    items = asked(release, *USE)
    evidence = scale_evidence(release, TIES) + item_evidence(release, *USE)
    if is_high(use):
        return (finding("ties-that-serve", (TIES, *items), evidence, height_sureness(ties, use)),)
    sureness = clearly_lower(use, ties, EACH_OTHER) if use.value < HIGH else None
    # what lags comes first: it is what the talk is about
    return (finding("strong-ties-little-use", (*items, TIES), evidence, sureness),) if sureness else ()
