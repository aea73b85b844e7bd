"""Asking people, letting them in, and what they say about it themselves."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from samenspel.errors import Problem, UsageError
from samenspel.web.networks.access import require
from samenspel.web.parties import services as parties
from samenspel.web.rounds.links import is_uncertain, mint, mint_all
from samenspel.web.rounds.models import Invitation, Letter, Link, Round
from samenspel.web.rounds.queries import BY_PARTY
from samenspel.web.rounds.services.drafts import LEAST
from samenspel.web.rounds.services.mailings import waiting, write
from samenspel.web.shared.audit import record

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from samenspel.web.parties.models import Participant, Party

LONGEST_CHAIN = 3
"""How often an invitation is passed on, from one to the next or by one person: what a stranger can make us mail. Who
gets one counts on from there, so that being forgotten in between makes no room for more.
"""


def mark_answered(invitation: Invitation) -> None:
    """Note that somebody sent their answers, as part of sending them. Raises UsageError when their link was taken back
    in the meantime.
    """
    if not Invitation.objects.filter(pk=invitation.pk, out="").update(answered=True):
        raise UsageError(Problem("invitation-out"))
    invitation.answered = True


@transaction.atomic
def not_me(invitation: Invitation, *, now: datetime) -> None:
    """Somebody says that this is not for them. Raises UsageError when they answered already or the round is closed."""
    found = _unanswered(invitation, now)
    Invitation.objects.filter(pk=found.pk).update(out="not-me")
    invitation.out = "not-me"


@transaction.atomic
def me_after_all(invitation: Invitation, *, now: datetime) -> None:
    """Somebody who said that it was not for them takes that back. Does nothing in any other case."""
    if Invitation.objects.filter(pk=invitation.pk, out="not-me").update(out=""):
        invitation.out = ""


def _unanswered(invitation: Invitation, now: datetime) -> Invitation:
    """The invitation as it is, locked; raises UsageError when it cannot be given back or passed on any more."""
    found = Invitation.objects.select_for_update().get(pk=invitation.pk)
    round = invitation.round
    round.refresh_from_db(fields=["opened_at", "closed_at", "closes_at", "deleted_at"])
    if round.state != "open" or round.deleted_at or (round.closes_at and round.closes_at <= now):
        raise UsageError(Problem("round-not-open"))
    if found.out in ("revoked", "passed-on"):
        raise UsageError(Problem("invitation-out"))
    if found.answered:
        raise UsageError(Problem("invitation-answered"))
    return found


@transaction.atomic
def pass_on(invitation: Invitation, *, now: datetime, name: str, email: str) -> None:
    """Let a colleague answer instead: they are asked for the same party. Who was asked already is not asked anew, and
    the person who passes on learns nothing of that.

    Raises UsageError when it is too late, when it was passed on too often, or when the colleague is oneself.
    """
    found = _unanswered(invitation, now)
    if invitation.participant is None or _links_before(found) >= LONGEST_CHAIN or found.passes >= LONGEST_CHAIN:
        raise UsageError(Problem("invitation-passed-too-often"))
    email = email.strip().lower()
    if email == invitation.participant.email:
        raise UsageError(Problem("invitation-to-self"))
    colleague = _colleague(invitation, name, email, now)
    next_one, new = Invitation.objects.get_or_create(
        round=invitation.round, participant=colleague, defaults={"party": found.party, "passes": found.passes + 1}
    )
    Invitation.objects.filter(pk=found.pk).update(out="passed-on", passed_on_to=next_one, passes=found.passes + 1)
    invitation.out, invitation.passed_on_to = "passed-on", next_one
    came_back = Invitation.objects.filter(pk=next_one.pk, out__in=("passed-on", "not-me"))
    if new or came_back.update(out="", passed_on_to=None):
        occasion = f"passed-on-{found.code}-{found.passes + 1}"
        write(invitation.round, "invitation", occasion, [next_one], now=now)
    subject = f"invitation:{found.code}"
    record("invitation-passed-on", by=None, network=invitation.round.network, subject=subject, now=now)


def _colleague(invitation: Invitation, name: str, email: str, now: datetime) -> "Participant":
    network, person = invitation.round.network, invitation.participant
    assert person is not None
    known = network.participants.filter(email=email, deleted_at=None).first()
    return known or parties.add_participant(
        network, by=None, now=now, name=name, email=email, party=invitation.party, language=person.language
    )


def _links_before(invitation: Invitation) -> int:
    """From how many hands to the next an invitation came here."""
    count, seen, place = 0, {invitation.pk}, invitation
    while count < LONGEST_CHAIN:
        before = Invitation.objects.filter(passed_on_to=place).exclude(pk__in=seen).first()
        if before is None:
            break
        count, place = count + 1, before
        seen.add(before.pk)
    return count


@transaction.atomic
def enter_room(link: Link, *, now: datetime, party: "Party | None" = None) -> tuple[Invitation, str]:
    """Let somebody in by the link of a room, perhaps for a party. Raises UsageError when the room is not open.

    Gives an invitation without a name, and the secret of a link of their own.
    """
    fresh = Link.objects.select_related("round").get(pk=link.pk)
    round = fresh.round
    late = round.closes_at is not None and round.closes_at <= now
    if fresh.invitation_id or fresh.revoked_at or round.state != "open" or round.deleted_at or late:
        raise UsageError(Problem("round-not-open"))
    if party is not None and (party.network_id != round.network_id or party.deleted_at):
        raise UsageError(Problem("round-person-elsewhere"))
    invitation = Invitation.objects.create(round=round, party=party)
    return invitation, mint(round, invitation)


def new_link(invitation: Invitation) -> str:
    """The secret of a new link for one person, that only this person gets to see. Earlier ones stay valid."""
    return mint(invitation.round, invitation, handed=is_uncertain(invitation))


@transaction.atomic
def hand_links(
    round: Round, *, by: Any, now: datetime, invitations: Sequence[Invitation] | None = None
) -> list[tuple[Invitation, str]]:
    """New links for the team to hand out: for a list, for letters, for one person; all who can still answer, or some.

    Not for who has begun: whoever opens such a link would see what they filled in. They get theirs by mail.
    """
    require(by, round.network, LEAST)
    free = waiting(round).filter(response__isnull=True).select_related("participant", "party")
    if invitations is not None:
        free = free.filter(pk__in=[one.pk for one in invitations])
    made = mint_all(list(free.order_by(*BY_PARTY)))
    record("links-handed", by=by, network=round.network, subject=f"round:{round.code}", now=now, count=len(made))
    return made


@transaction.atomic
def revoke(invitation: Invitation, *, by: Any, now: datetime) -> None:
    """Take back what lets somebody in. What they answered stays counted."""
    require(by, invitation.round.network, LEAST)
    if not Invitation.objects.filter(pk=invitation.pk).exclude(out="revoked").update(out="revoked"):
        return
    invitation.links.filter(revoked_at=None).update(revoked_at=now)
    subject = f"invitation:{invitation.code}"
    record("invitation-revoked", by=by, network=invitation.round.network, subject=subject, now=now)


@transaction.atomic
def ask_again(invitation: Invitation, *, by: Any, now: datetime) -> None:
    """Ask somebody anew who was taken out, who said that it was not for them, or who passed it on."""
    round = invitation.round
    require(by, round.network, LEAST)
    if not Invitation.objects.filter(pk=invitation.pk).exclude(out="").update(out="", passed_on_to=None):
        return
    subject = f"invitation:{invitation.code}"
    record("invitation-asked-again", by=by, network=round.network, subject=subject, now=now)
    if round.state == "open" and not invitation.answered:
        write(round, "invitation", f"again-{invitation.code}-{now:%Y%m%dT%H%M%S}", [invitation], now=now)


def forget(invitations: Collection[int], released: Collection[int]) -> None:
    """Forget whom these invitations were for (rule 13). released: those of which the ratings stay in a release.

    That somebody was asked still counts where the round is over. Before that the invitation goes altogether.
    """
    theirs = Invitation.objects.filter(pk__in=invitations)
    _hold(theirs)
    Invitation.objects.filter(passed_on_to__in=invitations).update(passed_on_to=None)
    Letter.objects.filter(invitation__in=invitations).delete()
    Link.objects.filter(invitation__in=invitations).delete()
    theirs.exclude(pk__in=released).filter(round__closed_at=None).delete()
    theirs.exclude(pk__in=released).update(answered=False)
    theirs.update(participant=None, party=None, passed_on_to=None, mailed_to="")


def _hold(invitations: "QuerySet[Invitation]") -> None:
    """Let no mail be written to these before this transaction ends: its link would be left behind."""
    list(invitations.select_for_update().order_by("pk").values_list("pk"))


def forget_all(rounds: Collection[int]) -> None:
    """Forget whom these rounds asked; that so many were asked, and so many answered, stays where a round was opened."""
    _hold(Invitation.objects.filter(round__in=rounds))
    Invitation.objects.filter(round__in=rounds, round__opened_at=None).delete()
    Link.objects.filter(round__in=rounds).delete()
    Letter.objects.filter(mailing__round__in=rounds).delete()
    Invitation.objects.filter(round__in=rounds).update(participant=None, party=None, passed_on_to=None, mailed_to="")


@transaction.atomic
def invite(round: Round, *, by: Any, now: datetime, participants: Sequence["Participant"]) -> int:
    """Ask more people in a round that is open. Who is asked already stays so, and who was forgotten meanwhile is left
    out. Returns how many came in.
    """
    require(by, round.network, LEAST)
    fresh = Round.objects.select_for_update().get(pk=round.pk)
    if fresh.state != "open" or fresh.deleted_at or fresh.door != "personal":
        raise UsageError(Problem("round-not-open"))
    if any(person.network_id != round.network_id or person.deleted_at for person in participants):
        raise UsageError(Problem("round-person-elsewhere"))
    asked = round.network.participants.select_for_update().filter(
        pk__in=[person.pk for person in participants], deleted_at=None
    )
    there = set(round.invitations.values_list("participant_id", flat=True))
    new = [
        Invitation(round=round, participant=person, party_id=person.party_id)
        for person in asked.order_by("pk")
        if person.pk not in there
    ]
    if not new:
        return 0
    Invitation.objects.bulk_create(new)
    added = round.invitations.filter(participant_id__in=[one.participant_id for one in new])
    write(round, "invitation", f"added-{new[0].code}", added.select_related("participant"), now=now)
    record("people-added", by=by, network=round.network, subject=f"round:{round.code}", now=now, count=len(new))
    return len(new)


@transaction.atomic
def open_link(round: Round, *, by: Any, now: datetime) -> str:
    """The secret of a new link for a room. Raises UsageError when the round asks people by name."""
    require(by, round.network, LEAST)
    if round.door != "open":
        raise UsageError(Problem("round-no-room"))
    record("open-link-made", by=by, network=round.network, subject=f"round:{round.code}", now=now)
    return mint(round, None)


@transaction.atomic
def revoke_open_links(round: Round, *, by: Any, now: datetime) -> None:
    """Take back all links of a room. Who came in already can finish."""
    require(by, round.network, LEAST)
    round.links.filter(invitation=None, revoked_at=None).update(revoked_at=now)
    record("open-links-revoked", by=by, network=round.network, subject=f"round:{round.code}", now=now)
