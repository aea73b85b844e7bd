"""Who comes in by the secret of a link, and whether they may."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from samenspel.web.rounds.models import Invitation, Link, Round
from samenspel.web.shared.codes import fingerprint, tidy_secret


@dataclass(frozen=True)
class Visit:
    """Who comes in by a link, and what they find.

    state: "ok", "unknown" (no such link), "not-open" yet, "closed" (the result may be there), "revoked", "passed-on" (a
    colleague answers instead), "not-me", or "room" (an open link: nobody is known yet).
    """

    link: Link | None
    round: Round | None
    invitation: Invitation | None
    state: str


def visitor_by(secret: str, now: datetime) -> Visit:
    """Who comes in by the secret of a link, as it was clicked or typed over."""
    link = (
        Link.objects.filter(hash=fingerprint(tidy_secret(secret)))
        .select_related(
            "round__network",
            "round__made_by",
            "invitation__participant",
            "invitation__party",
            "invitation__passed_on_to__participant",
        )
        .first()
    )
    if link is None or link.round.deleted_at or link.round.network.deleted_at:
        return Visit(None, None, None, "unknown")
    return Visit(link, link.round, link.invitation, _state(link, now))


_ANSWERING = """
    SELECT link.invitation_id, invitation.code, link.handed,
           asked.id, asked.code, asked.instrument, asked.version, asked.digest, asked.form, asked.visibility
    FROM rounds_link link
    JOIN rounds_invitation invitation ON invitation.id = link.invitation_id
    JOIN rounds_round asked ON asked.id = link.round_id
    JOIN networks_network network ON network.id = asked.network_id
    LEFT JOIN parties_participant person ON person.id = invitation.participant_id
    WHERE link.hash = %s AND link.revoked_at IS NULL
      AND asked.deleted_at IS NULL AND network.deleted_at IS NULL AND person.deleted_at IS NULL
"""
_PINNED = ("pk", "code", "instrument", "version", "digest", "form", "visibility")


def answering_link(secret: str) -> Link | None:
    """The link of one person, with no more of it than saving an answer asks for; None when it opens nothing any more.

    Answers are saved by the hundred at once. To compose this question anew each time would cost as much as the saving.
    """
    with connection.cursor() as cursor:
        cursor.execute(_ANSWERING, [fingerprint(tidy_secret(secret))])
        found = cursor.fetchone()
    if found is None:
        return None
    number, code, handed, *pinned = found
    round = Round(**dict(zip(_PINNED, pinned, strict=True)))
    return Link(round=round, invitation=Invitation(pk=number, code=code, round=round), handed=bool(handed))


def _state(link: Link, now: datetime) -> str:
    round, invitation = link.round, link.invitation
    gone = invitation is not None and (invitation.out == "revoked" or _left(invitation, round))
    if link.revoked_at or gone:
        return "revoked"
    if invitation is not None and invitation.out:
        return invitation.out
    if round.state == "draft":
        return "not-open"
    if round.state == "closed" or (round.closes_at and round.closes_at <= now):
        return "closed"
    return "room" if invitation is None else "ok"


def _left(invitation: Invitation, round: Round) -> bool:
    """Whether the person was deleted or erased. In a room nobody is known in the first place."""
    person = invitation.participant
    return person.deleted_at is not None if person else round.door == "personal"
