"""What a facilitator keeps of a conversation: when it was held, the point of leverage, and the actions."""

import re
from collections.abc import Collection
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from samenspel.web.conversations.models import Agreement, Conversation
from samenspel.web.conversations.seen import check
from samenspel.web.conversations.services.room import check_room
from samenspel.web.networks.access import require
from samenspel.web.shared.audit import record
from samenspel.web.shared.mentions import pattern_of
from samenspel.web.shared.mishaps import NotAllowed

if TYPE_CHECKING:
    from samenspel.web.networks.models import Network
    from samenspel.web.rounds.models import Round


@transaction.atomic
def record_conversation(
    round: "Round", *, by: Any, now: datetime, seen: str, held_on: date | None, leverage: str
) -> None:
    """Keep when the conversation was held, and its point of leverage.

    seen: `stamp` of both when the form was opened. Raises ChangedMeanwhile when somebody else changed them.
    """
    require(by, round.network, "facilitator")
    Conversation.objects.get_or_create(round=round)
    kept = Conversation.objects.select_for_update().get(round=round)
    if (kept.held_on, kept.leverage) == (held_on, leverage):
        return
    check(seen, shown_of(kept))
    kept.held_on, kept.leverage = held_on, leverage
    kept.save()
    record("conversation-recorded", **_about(round, by, now))
    _forget_reports(round)


@transaction.atomic
def add_agreement(
    round: "Round", *, by: Any, now: datetime, code: str, what: str, who: str, until: date | None
) -> None:
    """Add an action. A second time with the same code is the same action.

    Raises UsageError when there are too many, and NotAllowed when the code is that of an action elsewhere.
    """
    require(by, round.network, "facilitator")
    conversation, _ = Conversation.objects.get_or_create(round=round)
    if conversation.agreements.filter(code=code).exists():
        return
    check_room(conversation.agreements.count())
    given = {"conversation": conversation, "what": what, "who": who, "until": until}
    one, _ = Agreement.objects.get_or_create(code=code, defaults=given)
    if one.conversation != conversation:
        raise NotAllowed
    record("agreement-added", **_about(round, by, now))
    _forget_reports(round)


@transaction.atomic
def change_agreement(agreement: Agreement, *, by: Any, now: datetime, seen: str, **fields: Any) -> int | None:
    """Change an action, or tell what came of it. Returns the version that can be undone; None when nothing changed.

    seen: `stamp` of its fields when the form was opened. Raises ChangedMeanwhile when somebody else changed them.
    """
    kept = _held(agreement, by)
    before = shown_of(kept)
    if all(getattr(kept, name) == value for name, value in fields.items()):
        return None
    check(seen, before)
    for name, value in fields.items():
        setattr(kept, name, value)
    kept.before = before
    kept.version += 1
    kept.save()
    record("agreement-changed", **_about(kept.conversation.round, by, now))
    _forget_reports(kept.conversation.round)
    return kept.version


@transaction.atomic
def undo_agreement(agreement: Agreement, *, by: Any, now: datetime, version: int) -> bool:
    """Undo the last change of an action, if it is still the last; whether it was."""
    kept = _held(agreement, by)
    if kept.version != version or not kept.before:
        return False
    for name, value in kept.before.items():
        setattr(kept, name, date.fromisoformat(value) if name == "until" and value else value)
    kept.before, kept.version = {}, kept.version + 1
    kept.save()
    record("agreement-changed", **_about(kept.conversation.round, by, now))
    _forget_reports(kept.conversation.round)
    return True


@transaction.atomic
def remove_agreement(agreement: Agreement, *, by: Any, now: datetime) -> None:
    """Put an action away; for thirty days it can be brought back."""
    _set_deleted(agreement, by, now, now)


@transaction.atomic
def restore_agreement(agreement: Agreement, *, by: Any, now: datetime) -> None:
    """Bring back an action that was put away."""
    _set_deleted(agreement, by, now, None)


def forget_names(network: "Network", names: Collection[str]) -> None:
    """Take the names of people who are forgotten out of who does what, out of what can be undone, and out of reports
    that were made of it.
    """
    named, told = pattern_of(names), dict[int, "Round"]()
    known = Agreement.objects.filter(conversation__round__network=network).select_related("conversation__round")
    for one in known.select_for_update(of=("self",)).order_by("pk"):
        before = {key: _without(value, named) if key == "who" else value for key, value in one.before.items()}
        who = _without(one.who, named)
        if (who, before) != (one.who, one.before):
            one.who, one.before = who, before
            one.save(update_fields=["who", "before"])
            told[one.conversation.round_id] = one.conversation.round
    for round in told.values():
        _forget_reports(round)


def _without(text: str, named: re.Pattern[str]) -> str:
    """Names without some of them."""
    rest = named.sub("", text)
    if rest == text:
        return text
    parts = (" ".join(part.split()) for part in re.split(r"[,;/&+]|\ben\b|\band\b", rest))
    return ", ".join(part for part in parts if part)


def shown_of(kept: Conversation | Agreement) -> dict[str, Any]:
    """What the form of a conversation, or of an action, shows of it."""
    names = Agreement.FIELDS if isinstance(kept, Agreement) else ("held_on", "leverage")
    return {name: getattr(kept, name) for name in names}


def _held(agreement: Agreement, by: Any) -> Agreement:
    require(by, agreement.conversation.round.network, "facilitator")
    held = Agreement.objects.select_for_update(of=("self",)).select_related("conversation__round__network")
    return held.get(pk=agreement.pk)


def _set_deleted(agreement: Agreement, by: Any, now: datetime, moment: datetime | None) -> None:
    kept = _held(agreement, by)
    if (kept.deleted_at is None) == (moment is None):
        return
    kept.deleted_at = moment
    kept.save(update_fields=["deleted_at"])
    round = kept.conversation.round
    record("agreement-removed" if moment else "agreement-restored", **_about(round, by, now))
    _forget_reports(round)


def _about(round: "Round", by: Any, now: datetime) -> dict[str, Any]:
    return {"by": by, "network": round.network, "subject": f"round:{round.code}", "now": now}


def _forget_reports(round: "Round") -> None:
    from samenspel.web.results.services import forget_reports

    forget_reports(round)
