"""What can be asked of answers."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from django.db.models import F, Value
from django.db.models.functions import Coalesce

from samenspel.reading.answers import Answers, Groups
from samenspel.theory.instrument import Item
from samenspel.web.answering.documents import Document, columns
from samenspel.web.answering.models import Response
from samenspel.web.rounds.queries import instrument_of, is_alone, items_of, response_counts, visibility_words
from samenspel.web.shared.words import language, say

if TYPE_CHECKING:
    from samenspel.web.rounds.models import Invitation, Round


def answers_of(round: "Round", *, published: bool = False) -> Answers:
    """The answers that count: those that were sent, as they are now or, with `published`, as they were released.

    The order of people says nothing. Groups have names in the language of the network.
    """
    rows = _rows(round, published)
    documents: list[Document] = [row["answers"] for row in rows]
    codes, picks, texts = columns(_asked(round, documents), documents)
    by_party = round.visibility == "party"
    return Answers(
        instrument=instrument_of(round),
        people=len(rows),
        codes=codes,
        picks=picks,
        texts=texts,
        party=_groups([row["party"] for row in rows]),
        breakdown=_groups([_group(round, row) for row in rows]) if round.breakdown else None,
        breakdown_name=_breakdown_name(round),
        invited=_invited(round, len(rows)),
        may_quote=np.array([row["may_quote"] is True for row in rows], dtype=np.bool_) if by_party else None,
    )


def people_of(round: "Round", *, published: bool = False) -> list[object]:
    """Who stands behind `answers_of` with the same arguments, in the same order: a key per person that says nothing."""
    return [row["pk"] for row in _rows(round, published)]


def own_document(invitation: "Invitation") -> Document:
    """What one person answered so far; empty when nothing."""
    found = Response.objects.filter(invitation=invitation).values_list("document", flat=True).first()
    return found or {}


def response_of(invitation: "Invitation") -> Response | None:
    """The response of one person, if there is one."""
    return Response.objects.filter(invitation=invitation).first()


def responses_to(invitations: Iterable["Invitation"]) -> dict[int, Response]:
    """What was answered by each of these invitations, by its number; not those that nobody answered."""
    found = Response.objects.filter(invitation__in=[one.pk for one in invitations])
    return {one.invitation_id: one for one in found if one.invitation_id is not None}


def promised_to(round: "Round", invitation: "Invitation | None") -> list[str]:
    """Who will see what, in sentences that are true for this person."""
    party = invitation.party if invitation else None
    alone = invitation is not None and round.visibility == "party" and is_alone(invitation)
    handed = invitation is not None and invitation.links.filter(handed=True, revoked_at=None).exists()
    return visibility_words(round, language(), party=party, alone=alone, handed=handed)


def _rows(round: "Round", published: bool) -> list[dict[str, Any]]:
    responses = Response.objects.filter(round=round)
    responses = responses.filter(published__isnull=False) if published else responses.filter(sent=True)
    found: Any = responses.order_by("pk").values(
        "pk",
        "may_quote",
        "group_name",
        answers=F("published" if published else "document"),
        party=Coalesce("invitation__party__name", "party_name", Value("")),
        sector=F("invitation__party__sector"),
        kind=F("invitation__party__kind"),
        ring=F("invitation__party__ring"),
    )
    return list(found)


def _asked(round: "Round", documents: Sequence[Document]) -> list[Item]:
    """The items of the round; of an import only those that its file had answers to."""
    items = items_of(round)
    if round.door != "import":
        return list(items)
    answered = {item_id for document in documents for item_id in document}
    return [item for item in instrument_of(round).items if item.id in answered]


def _groups(labels: list[str]) -> Groups | None:
    return Groups.of(labels) if any(labels) else None


def _group(round: "Round", row: dict[str, Any]) -> str:
    """The group of one person in the breakdown of the round, in words."""
    if row["group_name"]:
        return str(row["group_name"])
    if round.breakdown == "party":
        return str(row["party"])
    value = row[round.breakdown]
    return say(f"parties-{round.breakdown}-{value}", round.network.language) if value else ""


def _breakdown_name(round: "Round") -> str | None:
    return say(f"answering-breakdown-{round.breakdown}", round.network.language) if round.breakdown else None


def _invited(round: "Round", people: int) -> int | None:
    """How many were asked, as far as that is known, and never fewer than answered."""
    if round.door == "import":
        asked = round.invited
    elif round.door == "open":
        asked = round.head_count
    else:
        _, asked = response_counts(round)
    return None if asked is None else max(asked, people)
