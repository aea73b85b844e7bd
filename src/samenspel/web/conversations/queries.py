"""What can be asked of conversations: the programme, what was agreed, and what will be there when the work succeeds."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from django.db.models import Prefetch, QuerySet

from samenspel.diagnosis import guide as guides
from samenspel.diagnosis.outcome import Action, Outcome, State
from samenspel.diagnosis.programme import Edits, Programme, programme
from samenspel.web.conversations.mentions import mentions_of
from samenspel.web.conversations.models import Agreement, Conversation, KeptGuide, Look, YieldLine
from samenspel.web.results.queries import discussed_of, publication_of, published_in
from samenspel.web.rounds.queries import round_of
from samenspel.web.shared.mishaps import NotAllowed

if TYPE_CHECKING:
    from samenspel.web.networks.models import Network
    from samenspel.web.results.models import Publication
    from samenspel.web.rounds.models import Round

__all__ = [
    "OpenAction", "Talk", "agreed", "agreement_of", "conversation_before", "conversation_of", "guide_of", "kept_guide",
    "line_of", "mentions_of", "next_steps", "outcome_before", "outcome_of", "outcomes_of", "programme_of",
    "talked_about", "talks_of", "told", "yields_of",
]  # fmt: skip

_AGREED = Prefetch("agreements", Agreement.objects.filter(deleted_at=None).order_by("pk"), to_attr="agreed")


@dataclass(frozen=True)
class OpenAction:
    """An action that is still open, and the round that it was agreed after."""

    code: str
    what: str
    who: str
    until: datetime.date | None
    round: "Round"


@dataclass(frozen=True)
class Talk:
    """A published round, how long its conversation takes, and what that led to."""

    round: "Round"
    minutes: int
    outcome: Outcome | None


def kept_guide(round: "Round") -> KeptGuide:
    """What was chosen and changed of the guide of a round; a new one, not saved, when nothing was."""
    return KeptGuide.objects.filter(round=round).first() or KeptGuide(round=round)


def guide_of(publication: "Publication", minutes: int, before: Conversation | None) -> guides.Guide:
    """The guide as it is suggested for what stands out. before: the conversation about the round before."""
    findings = discussed_of(publication).findings
    return guides.guide(findings, minutes, before=told(before) if before else None)


def programme_of(round: "Round", lang: str) -> Programme | None:
    """The programme of the conversation about a round, with what was changed in it; None before publication."""
    publication = publication_of(round)
    if publication is None:
        return None
    kept = kept_guide(round)
    suggested = guide_of(publication, kept.minutes, conversation_before(publication))
    return programme(suggested, Edits.of(kept.edits), lang)


def talked_about(network: "Network", code: str) -> "Round":
    """A round with a result, so that there is something to talk about. Raises NotAllowed when it is not there."""
    found = round_of(network, code)
    if publication_of(found) is None:
        raise NotAllowed
    return found


def conversation_of(round: "Round") -> Conversation | None:
    """What was kept of the conversation about a round, with its actions as `agreed`."""
    return _conversations().filter(round=round).first()


def conversation_before(publication: "Publication") -> Conversation | None:
    """The conversation with an outcome about the latest published round of the network that closed before this one."""
    earlier = _conversations().filter(
        round__network=publication.round.network_id, round__publication__closing__lt=publication.closing
    )
    return next((one for one in earlier if _led_somewhere(one)), None)


def outcome_of(round: "Round") -> Outcome | None:
    """What the conversation about a round led to; None when nothing was kept."""
    found = conversation_of(round)
    return told(found) if found and _led_somewhere(found) else None


def outcomes_of(rounds: Iterable["Round"]) -> dict[int, Outcome]:
    """What the conversations about these rounds led to, by the number of the round; those that led nowhere lack."""
    found = _conversations().filter(round__in=list(rounds))
    return {one.round_id: told(one) for one in found if _led_somewhere(one)}


def outcome_before(round: "Round") -> Outcome | None:
    """What the conversation about the round before led to: the latest one with an outcome. None before publication."""
    publication = publication_of(round)
    found = conversation_before(publication) if publication else None
    return told(found) if found else None


def told(conversation: Conversation) -> Outcome:
    """A conversation as the library tells it."""
    actions = (
        Action(one.what, one.who, one.until, cast(State, one.state), one.came_of_it) for one in agreed(conversation)
    )
    return Outcome(conversation.round.title, conversation.held_on, conversation.leverage, tuple(actions))


def agreed(conversation: Conversation) -> list[Agreement]:
    """The actions of a conversation that came from `conversation_of` or its likes."""
    found: list[Agreement] = conversation.agreed  # type: ignore[attr-defined]
    return found


def talks_of(network: "Network") -> list[Talk]:
    """Every round of a network that can be talked about, the one that closed last first."""
    published = published_in(network)
    outcomes = outcomes_of(one.round for one in published)
    minutes = dict(KeptGuide.objects.filter(round__network=network).values_list("round_id", "minutes"))
    usual = KeptGuide().minutes
    return [Talk(one.round, minutes.get(one.round_id, usual), outcomes.get(one.round_id)) for one in published]


def next_steps(network: "Network") -> list[OpenAction]:
    """The actions of all rounds that are still open: those with the nearest day first, those without one last."""
    found = Agreement.objects.filter(
        conversation__round__network=network, conversation__round__deleted_at=None, deleted_at=None, state="open"
    )
    steps = [
        OpenAction(one.code, one.what, one.who, one.until, one.conversation.round)
        for one in found.select_related("conversation__round").order_by("pk")
    ]
    return sorted(steps, key=lambda one: (one.until is None, one.until or datetime.date.max))


def agreement_of(round: "Round", code: str) -> Agreement:
    """One action of the conversation about a round. Raises NotAllowed when it is not there."""
    mine = Agreement.objects.filter(code=code, conversation__round=round)
    found = mine.select_related("conversation__round__network").first()
    if found is None:
        raise NotAllowed
    return found


def yields_of(network: "Network") -> list[YieldLine]:
    """The lines of "when this works, then …" in their order, each with its `looks` and their rounds, oldest first."""
    published = Look.objects.filter(round__deleted_at=None, round__publication__isnull=False)
    looks = published.select_related("round").order_by("round__publication__closing", "round_id")
    lines = network.yield_lines.filter(deleted_at=None).select_related("party")
    return list(lines.order_by("place", "pk").prefetch_related(Prefetch("looks", looks)))


def line_of(network: "Network", code: str) -> YieldLine:
    """One line of "when this works, then …". Raises NotAllowed when it is not there."""
    found = network.yield_lines.filter(code=code).select_related("party").first()
    if found is None:
        raise NotAllowed
    return found


def _conversations() -> QuerySet[Conversation]:
    """Conversations about published rounds, the one about the round that closed last first."""
    published = Conversation.objects.filter(round__deleted_at=None, round__publication__isnull=False)
    return published.select_related("round").prefetch_related(_AGREED).order_by("-round__publication__closing", "-pk")


def _led_somewhere(conversation: Conversation) -> bool:
    return bool(conversation.leverage or agreed(conversation))
