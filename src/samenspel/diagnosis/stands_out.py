"""What stands out in a release: every pattern looked for, strengths first; and what the group made of it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from samenspel.diagnosis.agreement import agreed_and_low, divided_view
from samenspel.diagnosis.commitment import sham_collaboration, why_question
from samenspel.diagnosis.finding import Finding
from samenspel.diagnosis.interests import interests
from samenspel.diagnosis.judgement import Judgement
from samenspel.diagnosis.living_ambition import living_ambition
from samenspel.diagnosis.organisation import organisation
from samenspel.diagnosis.perception_gap import perception_gap
from samenspel.diagnosis.phase import phase
from samenspel.diagnosis.support_and_decisiveness import support_and_decisiveness
from samenspel.diagnosis.tempo import tempo
from samenspel.diagnosis.ties_and_use import ties_and_use
from samenspel.diagnosis.tongues import tongues
from samenspel.diagnosis.trust import trust
from samenspel.diagnosis.uneven_attention import uneven_attention
from samenspel.reading.release import Release

PLACES_TO_LOOK: tuple[Callable[[Release], tuple[Finding, ...]], ...] = (
    living_ambition,
    tongues,
    sham_collaboration,
    why_question,
    ties_and_use,
    trust,
    interests,
    organisation,
    support_and_decisiveness,
    tempo,
    uneven_attention,
    perception_gap,
    phase,
)
STATEMENT_BY_STATEMENT = (agreed_and_low, divided_view)

GIVES_WAY = {
    "recurring-why-question": ("confusion-of-tongues", "sham-collaboration"),
    "strong-ties-little-use": ("sham-collaboration",),
    "decisiveness-without-support": ("sham-collaboration",),
    "support-without-decisiveness": ("over-organisation",),
    "stagnation": ("over-organisation",),
    "uneven-attention/AMB": ("confusion-of-tongues", "recurring-why-question", "sham-collaboration"),
    "uneven-attention/INT": ("permanent-negotiation",),
    "uneven-attention/ORG": ("under-organisation",),
    "uneven-attention/PRO": ("stagnation",),
    "attention-that-pays/AMB": ("living-ambition",),
    "attention-that-pays/INT": ("interests-in-the-open",),
    "attention-that-pays/REL": ("ties-that-serve", "trust-that-carries"),
    "attention-that-pays/ORG": ("support-and-decisiveness",),
    "attention-that-pays/PRO": ("steady-tempo",),
}
"""Nothing is told twice: a finding with this key gives way where one of these patterns tells more of the same."""


def stands_out(release: Release) -> tuple[Finding, ...]:
    """The findings of a release: strengths first, then risks, each in the order of PLACES_TO_LOOK.

    Single statements come last, and only those that no other risk speaks of. Within a pattern the order is that of the
    instrument and of the groups as released, never that of a score.
    """
    found = _told_once([finding for look in PLACES_TO_LOOK for finding in look(release)])
    spoken_of = _spoken_of(release, found)
    found += [finding for look in STATEMENT_BY_STATEMENT for finding in look(release, spoken_of)]
    return tuple(sorted(found, key=lambda finding: finding.pattern.kind != "strength"))


def _told_once(found: list[Finding]) -> list[Finding]:
    seen = {one.pattern.slug for one in found}
    return [one for one in found if seen.isdisjoint(GIVES_WAY.get(one.key, ()))]


def _spoken_of(release: Release, found: list[Finding]) -> frozenset[str]:
    """The items that risks speak of, by themselves or in a scale. How one group differs is another story."""
    risks = [one for one in found if one.pattern.kind == "risk" and one.pattern.slug != "perception-gap"]
    named = {name for one in risks for name in one.about}
    return frozenset(named).union(*(scale.items for scale in release.instrument.scales if scale.id in named))


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
