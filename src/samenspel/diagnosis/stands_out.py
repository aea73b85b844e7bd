"""What stands out in a release: every pattern looked for, strengths first; and what the group made of it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from samenspel.diagnosis.finding import Finding
from samenspel.diagnosis.judgement import Judgement
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


@dataclass(frozen=True)
class SetAside:
    """A finding that the group does not hold on to, and why."""

    finding: Finding
    reason: str


@dataclass(frozen=True)
class Discussed:
    """The findings that are told, in the order of `stands_out`, and those that the group set aside."""

    findings: tuple[Finding, ...]
    set_aside: tuple[SetAside, ...] = ()


def discussed(findings: Sequence[Finding], judgements: Iterable[Judgement]) -> Discussed:
    """The findings after the group judged them; a judgement about what is no longer seen changes nothing."""
    by_key = {one.finding: one for one in judgements}
    judged = [(finding, by_key.get(finding.key)) for finding in findings]
    return Discussed(
        tuple(replace(one, judged=judgement) for one, judgement in judged if not _aside(judgement)),
        tuple(SetAside(one, judgement.reason) for one, judgement in judged if judgement and _aside(judgement)),
    )


def _aside(judgement: Judgement | None) -> bool:
    return judgement is not None and judgement.choice == "dismiss"
