"""Everything that changes answers. Whoever hears that an answer was taken in, can count on it."""

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction
from django.db.models import F

from samenspel.errors import Problem, SamenspelError, TheoryError
from samenspel.reading.answers import Answers, Groups
from samenspel.web.answering.documents import (
    Document,
    RefusedError,
    checked,
    documents_of,
    without_taken_back,
    without_texts,
)
from samenspel.web.answering.models import MIXED, Entrance, Response
from samenspel.web.rounds.queries import items_of
from samenspel.web.rounds.services import enter_room, mark_answered, new_link
from samenspel.web.shared.codes import fingerprint

if TYPE_CHECKING:
    from samenspel.theory.instrument import Item
    from samenspel.web.parties.models import Party
    from samenspel.web.rounds.models import Invitation, Link, Round

KEY = re.compile(r"([0-9A-Za-z-]{8,64})(?:\.([0-9]{1,9}))?")
DEVICES = 12
"""As many devices one person answers from; of any beyond them the receipts are forgotten."""
LEAVE = ""
"""The name under which the receipts keep the leave to show remarks."""
_OPEN = """
    SELECT invitation.out, asked.deleted_at IS NULL AND (invitation.participant_id IS NOT NULL OR asked.door = 'open'),
           asked.opened_at IS NOT NULL,
           asked.closed_at IS NULL AND (asked.closes_at IS NULL OR asked.closes_at > %s)
    FROM rounds_invitation invitation JOIN rounds_round asked ON asked.id = invitation.round_id
    WHERE invitation.id = %s
"""
_RESPONSE = """
    SELECT id, document, receipts, sent, may_quote, seat FROM answering_response WHERE invitation_id = %s
"""
# Answers come by the hundred at once. To compose these two questions anew each time would cost more than all the rest.
CHANGING = ("document", "receipts", "sent", "may_quote", "seat")
"""What of a response that is there can change."""


class NotTakenError(SamenspelError):
    """Answers come in that can no longer be taken. state: as in `rounds.queries.Visit`."""

    def __init__(self, state: str, *problems: Problem) -> None:
        """Carry the state beside the problem."""
        super().__init__(*problems)
        self.state = state


def save(
    invitation: "Invitation",
    *,
    now: datetime,
    key: str,
    answers: Mapping[str, Any],
    may_quote: bool | None = None,
    seat: str = "",
) -> Response:
    """Take in some answers, once per key, in one commit.

    key: "device.number", where the number rises on a device: what is newer there is never overwritten by what is older.
    may_quote: leave to show remarks, given or withdrawn; None when nothing was said about it. seat: from where this
    comes, as in `models.Response`.
    Raises RefusedError when any of it is no answer, NotTakenError when the round or the invitation is not open; then
    nothing was changed.
    """
    with transaction.atomic():
        response = _held(invitation, now)
        taken = _take_in(response, key, checked(answers, items_of(response.round)), seat)
        if _take_leave(response, key, may_quote, seat) or taken or response._state.adding:
            _keep(response)
    return response


def send(
    invitation: "Invitation",
    *,
    now: datetime,
    key: str,
    answers: Mapping[str, Any] | None = None,
    may_quote: bool | None = None,
    seat: str = "",
) -> Response:
    """Take in the last answers and send them all: from now on they count, and corrections count at once.

    Raises as `save` does, and RefusedError when nothing at all was answered, or nothing from here: whoever else has the
    link may not send what somebody has only begun.
    """
    with transaction.atomic():
        response = _held(invitation, now)
        _take_in(response, key, checked(answers or {}, items_of(response.round)), seat)
        if all(value == "" for value in response.document.values()) or response.seat not in (seat, MIXED):
            raise RefusedError(Problem("answer-nothing-yet"))
        _take_leave(response, key, may_quote, seat)
        if not response.sent:
            response.sent = True
            mark_answered(invitation)
        _keep(response)
    return response


def enter(link: "Link", *, now: datetime, party: "Party | None", key: str) -> tuple["Invitation", str]:
    """Someone comes in by the link of a room. The same key gives the same invitation, with a new secret to it."""
    with transaction.atomic():
        named = {"key": fingerprint(f"{link.pk}:{key}")}
        entrance, _ = Entrance.objects.select_for_update().get_or_create(**named, defaults={"link": link})
        if entrance.invitation is not None:
            return entrance.invitation, new_link(entrance.invitation)
        invitation, secret = enter_room(link, now=now, party=party)
        entrance.invitation = invitation
        entrance.save(update_fields=["invitation"])
    return invitation, secret


def import_answers(round: "Round", answers: Answers, now: datetime) -> None:
    """Keep answers from elsewhere as the responses of a round. A round that has responses already stays as it is."""
    with transaction.atomic():
        if Response.objects.filter(round=round).exists():
            return
        parties, groups = _labels(answers.party, answers.people), _labels(answers.breakdown, answers.people)
        quotes = [None] * answers.people if answers.may_quote is None else answers.may_quote.tolist()
        Response.objects.bulk_create(
            (
                Response(round=round, document=document, sent=True, may_quote=quote, party_name=party, group_name=group)
                for document, quote, party, group in zip(documents_of(answers), quotes, parties, groups, strict=True)
            ),
            batch_size=500,
        )


def mark_published(round: "Round", items: Collection[str] | None = None) -> None:
    """Keep what the release of this moment was made of: every sent document as it is now.

    items: of a renewed release, the items that got a new number; behind the others still stand the answers of before.
    """
    sent = Response.objects.filter(round=round, sent=True)
    if items is None:
        sent.update(published=F("document"))
        return
    responses = list(sent.select_for_update().only("document", "published"))
    for response in responses:
        kept = {item: value for item, value in (response.published or {}).items() if item not in items}
        response.published = kept | {item: value for item, value in response.document.items() if item in items}
    Response.objects.bulk_update(responses, ["published"], batch_size=500)


def forget(invitations: Collection[int], *, texts: bool) -> list[int]:
    """Forget who answered by these invitations (rule 13), as `unlink` does; what was never released goes altogether."""
    Response.objects.filter(invitation__in=invitations, published__isnull=True).delete()
    return unlink(invitations, texts=texts)


def unlink(invitations: Collection[int], *, texts: bool = False) -> list[int]:
    """Make what was released by these invitations nobody's; gives those of which something was released.

    It stays as it was released, without anything that leads to a person or a party, and, with `texts`, without what was
    written. What somebody wrote and changed since does not come up again. Where the questionnaire is not on this server
    any more, choices go as texts do: nothing needs them, since a round with an answer of nobody does not open again and
    keeps its release.
    """
    released = []
    theirs = Response.objects.filter(invitation__in=invitations, published__isnull=False)
    for response in theirs.select_for_update(of=("self",)).select_related("round"):
        released.append(response.invitation_id)
        items, stays = _items_still(response.round), response.published or {}
        if texts:
            stays, response.may_quote = without_texts(stays, items), None
        response.document, response.published = without_taken_back(stays, response.document, items), stays
        response.invitation, response.receipts, response.seat = None, {}, ""
        response.save(update_fields=["document", "published", "invitation", "may_quote", "receipts", "seat"])
    return [one for one in released if one is not None]


def _items_still(round: "Round") -> "Sequence[Item] | None":
    """What a round asks; None when its questionnaire is not on this server any more."""
    try:
        return items_of(round)
    except TheoryError:
        return None


def forget_all(rounds: Collection[int]) -> None:
    """Throw away every answer that was given in these rounds; what was released of them stands on its own."""
    Response.objects.filter(round__in=rounds).delete()


def _labels(groups: Groups | None, people: int) -> list[str]:
    if groups is None:
        return [""] * people
    return [groups.names[number][:200] if number >= 0 else "" for number in groups.member.tolist()]


def _held(invitation: "Invitation", now: datetime) -> Response:
    """The response of an invitation, new or not, that nobody else changes and whose round stays open meanwhile."""
    _lock(invitation)
    _require_open(invitation, now)
    response = next(iter(Response.objects.raw(_RESPONSE, [invitation.pk])), None) or Response()
    response.invitation, response.round = invitation, invitation.round
    return response


def _lock(invitation: "Invitation") -> None:
    """Let nobody else change this response, and nobody close the round, before this transaction ends.

    What is read after the locks is new; a query that locks and joins at once would see other tables as they were before
    it waited. SQLite has one writer, so there nothing needs to be done.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM rounds_round WHERE id = %s FOR SHARE", [invitation.round_id])
            cursor.execute("SELECT 1 FROM rounds_invitation WHERE id = %s FOR UPDATE", [invitation.pk])


def _keep(response: Response) -> None:
    """Write a response; of one that is there only what can have changed."""
    response.save(update_fields=None if response._state.adding else CHANGING)


def _require_open(invitation: "Invitation", now: datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_OPEN, [connection.ops.adapt_datetimefield_value(now), invitation.pk])
        found = cursor.fetchone()
    out, there, opened, in_time = found or ("", False, False, False)
    if out:
        raise NotTakenError(out, Problem("answer-link-gone"))
    if not there:
        raise NotTakenError("unknown", Problem("answer-link-gone"))
    if not opened:
        raise NotTakenError("not-open", Problem("answer-not-open-yet"))
    if not in_time:
        raise NotTakenError("closed", Problem("answer-too-late"))


def _take_in(response: Response, key: str, answers: Document, seat: str) -> bool:
    """Put answers in the document, except those that the device has replaced since. Whether anything was new."""
    newer, first = _newer(response, key, list(answers)), not response.document
    response.document |= {item_id: answers[item_id] for item_id in newer}
    if first:
        response.seat = seat
    elif newer and response.seat != seat:
        response.seat = MIXED
        if response.may_quote:  # nobody gives leave for what another wrote
            response.may_quote = False
    return bool(newer)


def _take_leave(response: Response, key: str, may_quote: bool | None, seat: str) -> bool:
    """Note whether remarks may be shown (rounds by party only). Anyone with the link may withdraw that, but it is given
    only where all answers were given: somebody of the team who has the link would otherwise read what another wrote.
    """
    if may_quote is None or response.round.visibility != "party" or not _newer(response, key, [LEAVE]):
        return False
    response.may_quote = may_quote and bool(response.document) and response.seat == seat != MIXED
    return True


def _newer(response: Response, key: str, names: list[str]) -> list[str]:
    """Which of these were not taken in before under this or a later number of the device; they are noted as such."""
    match = KEY.fullmatch(key)
    if match is None:
        raise RefusedError(Problem("answer-unreadable"))
    device, number = match[1], int(match[2] or 1)
    seen: dict[str, int] = response.receipts.pop(device, {})
    newer = [name for name in names if number > seen.get(name, 0)]
    response.receipts[device] = seen | dict.fromkeys(newer, number)
    for forgotten in list(response.receipts)[:-DEVICES]:
        del response.receipts[forgotten]
    return newer
