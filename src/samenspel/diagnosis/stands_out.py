"""What stands out in a release: every pattern looked for, strengths first."""

from collections.abc import Callable

from samenspel.diagnosis.finding import Finding
from samenspel.diagnosis.living_ambition import living_ambition
from samenspel.diagnosis.perception_gap import perception_gap
from samenspel.diagnosis.phase import phase
from samenspel.diagnosis.support_and_decisiveness import support_and_decisiveness
from samenspel.diagnosis.ties_and_use import ties_and_use
from samenspel.diagnosis.uneven_attention import uneven_attention
from samenspel.reading.release import Release

PLACES_TO_LOOK: tuple[Callable[[Release], tuple[Finding, ...]], ...] = (
    living_ambition,
    ties_and_use,
    uneven_attention,
    support_and_decisiveness,
    perception_gap,
    phase,
)


def stands_out(release: Release) -> tuple[Finding, ...]:
    """The findings of a release: strengths first, then risks, each in the order of PLACES_TO_LOOK.

    Within a pattern the order is that of the instrument and of the groups as released, never that of a score.
    """
    found = [finding for look in PLACES_TO_LOOK for finding in look(release)]
    return tuple(sorted(found, key=lambda finding: finding.pattern.kind != "strength"))
