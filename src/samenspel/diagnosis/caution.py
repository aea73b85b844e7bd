"""How sure a finding must be before it is told, and how large a difference before it matters.

Whoever looks at many numbers always finds something. So the chance that a network in which nothing is the matter is
told of any risk is divided beforehand: 3% for perception gaps, which ask the most questions, and 0.2% for each of the
nine other comparisons. Together less than 5% (Bonferroni 1936). Phases, a divided view and what is low by itself have
fixed rules, which healthy networks hardly ever meet. What comes of it is simulated in
`docs/explanation/what-stands-out.md`.
"""

import math
from typing import Literal

from samenspel.diagnosis.finding import Sureness
from samenspel.diagnosis.level import Level

# To miss a group that lacks something costs a network more than to miss one that is content: most goes to "lower".
GAP_LOWER = 0.0275
GAP_HIGHER = 0.0025
EACH_OTHER = 0.002

SMALLEST_GAP = 1 / 6
"""The smallest difference that matters, as a share of the range: one point of seven."""
HIGH = 2 / 3
"""From here an answer is called high: five of seven."""
THERE = 7 / 12
"""From here, half a point of seven above the middle, something is there: not yet high, but not lacking either."""
MIDDLE = 1 / 2
LOW = 5 / 12
"""Up to here, half a point of seven below the middle, an answer is called low."""
HARDLY_ANYONE = 1 / 10
"""The largest share of people that "hardly anyone" stands for."""
CAUTIOUS = 2.0
"""How many standard errors lie between an estimate and its cautious end: about 97.5 in 100 lie on this side of it."""
ROUNDING = 1e-9

Direction = Literal["lower", "higher"]


def is_high(level: Level | None) -> bool:
    """Whether a level is high, and lies above the middle at its cautious end too."""
    if level is None or level.bound == "or less":
        return False
    return level.value >= HIGH - ROUNDING and _cautious_end(level) > MIDDLE


def is_there(level: Level | None) -> bool:
    """Whether a level lies half a point of seven above the middle at least."""
    return level is not None and level.bound != "or less" and level.value >= THERE - ROUNDING


def is_low(level: Level | None) -> bool:
    """Whether a level is low, and lies below the middle at its cautious end too."""
    if level is None or level.bound == "or more":
        return False
    return level.value <= LOW + ROUNDING and _cautious_top(level) < MIDDLE


def height_sureness(*levels: Level) -> Sureness:
    """How sure it is that levels are high: clear when all are so at their cautious end."""
    return "clear" if all(_cautious_end(level) >= HIGH - ROUNDING for level in levels) else "indication"


def depth_sureness(*levels: Level) -> Sureness:
    """How sure it is that levels are low: clear when all are so at their cautious end."""
    return "clear" if all(_cautious_top(level) <= LOW + ROUNDING for level in levels) else "indication"


def _cautious_end(level: Level) -> float:
    return level.value - CAUTIOUS * level.se


def _cautious_top(level: Level) -> float:
    return level.value + CAUTIOUS * level.se


def clearly_lower(low: Level, high: Level, chance: float) -> Sureness | None:
    """How sure it is that one level lies below another by a difference that matters; None when it is not.

    chance: how often a difference this large may appear by chance where there is none (one-sided). A level that is only
    known to be "or more" cannot be the lower one, and one known as "or less" not the higher.
    """
    from scipy.special import ndtri

    if low.bound == "or more" or high.bound == "or less":
        return None
    gap, se = high.value - low.value, math.hypot(low.se, high.se)
    if gap < SMALLEST_GAP - ROUNDING or gap < float(ndtri(1 - chance)) * se:
        return None
    return gap_sureness(gap, se)


def clearly_lacks(low: Level | None, high: Level | None, *, below: float = MIDDLE) -> Sureness | None:
    """How sure it is that one thing is there and another lacking; None when it is not, or either is not known.

    The one must be there, and the other lie below `below` and clearly lower.
    """
    if low is None or high is None or not is_there(high) or low.value >= below - ROUNDING:
        return None
    return clearly_lower(low, high, EACH_OTHER)


def gap_sureness(gap: float, se: float) -> Sureness:
    """Clear when the difference matters at its cautious end too."""
    return "clear" if gap - CAUTIOUS * se >= SMALLEST_GAP - ROUNDING else "indication"
