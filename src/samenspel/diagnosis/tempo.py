"""A steady tempo with progress to see, or stagnation, where energy drains away (C-8, C-9).

Tempo is read from the order of the steps and from what they yield (PRO-1, PRO-4). That energy drains away is told only
where people also say that the challenge notices little, or that the people who count do not care.
"""

from samenspel.diagnosis.caution import depth_sureness, height_sureness, is_high, is_low, is_there
from samenspel.diagnosis.finding import Finding, finding, item_evidence, item_names, listed
from samenspel.diagnosis.level import item_level, mean_level
from samenspel.reading.release import Release

STEPS, YIELD = "PRO-1", "PRO-4"
DIFFERENCE = "CHA-2"
ENERGY = (DIFFERENCE, "AMB-4")


def tempo(release: Release) -> tuple[Finding, ...]:
    """The risk, or the strength across from it, or nothing; nothing too where one of the two was not asked."""
    steps, outcome = item_level(release, STEPS), item_level(release, YIELD)
    if steps is None or outcome is None:
        return ()
    if is_high(steps) and is_high(outcome) and is_there(item_level(release, DIFFERENCE)):
        evidence = item_evidence(release, STEPS, YIELD, DIFFERENCE)
        return (finding("steady-tempo", (STEPS, YIELD, DIFFERENCE), evidence, height_sureness(steps, outcome)),)
    pace = mean_level([steps, outcome], move_together=True)
    drained = [item for item in ENERGY if is_low(item_level(release, item))]
    if pace is None or not is_low(pace) or not drained:
        return ()
    about = (STEPS, YIELD, *drained)
    also = listed(item_names(release, *drained))
    return (finding("stagnation", about, item_evidence(release, *about), depth_sureness(pace), also=also),)
