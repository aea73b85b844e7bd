"""What can be asked of rounds: which there are, who comes in by a link, who has answered, what was promised."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Count, F, Prefetch, Q, QuerySet
from django.urls import reverse

from samenspel.errors import Problem
from samenspel.reading.cells import Policy
from samenspel.web.rounds.keeping import beyond_keeping, last_closing
from samenspel.web.rounds.links import is_first_address
from samenspel.web.rounds.mentions import mentions_of
from samenspel.web.rounds.models import MOST_TRIES, Invitation, Letter, Mailing, Round
from samenspel.web.rounds.pinned import instrument_of, items_of, size_of
from samenspel.web.rounds.promises import visibility_words
from samenspel.web.rounds.visits import Visit, answering_link, visitor_by
from samenspel.web.shared.bin import Deleted
from samenspel.web.shared.mishaps import NotAllowed
from samenspel.web.shared.words import alphabetical

if TYPE_CHECKING:
    from samenspel.web.networks.models import Network
    from samenspel.web.parties.models import Participant

__all__ = [
    "Visit", "alone_among", "answering_link", "asked_of", "deleted_in", "has_forgotten", "instrument_of",
    "invitation_of", "invitations_of", "is_alone", "is_first_address", "items_of", "last_closing", "last_reminder",
    "letters_that_failed", "letters_to", "mails_that_failed", "mentions_of", "numbers_in", "obstacles",
    "open_invitations", "parties_in", "policy_of", "response_counts", "round_of", "rounds_in", "rounds_of",
    "size_of", "visibility_words", "visitor_by",
]  # fmt: skip

COUNTS = Q(out="") | Q(answered=True)
"""Whose invitation counts as one that was asked."""


BY_PARTY = (F("participant__party__name").asc(nulls_last=True), "participant__name", "pk")
"""Invitations by party and name, residents last, whatever the database makes of nothing."""


def rounds_of(network: "Network") -> QuerySet[Round]:
    """The rounds of a network, newest first, each with `answered_count` and `asked_count`."""
    return _counted(network.rounds.filter(deleted_at=None))


def rounds_in(networks: Iterable["Network"]) -> dict[int, list[Round]]:
    """The rounds of several networks as `rounds_of` gives them, by the number of the network."""
    found: dict[int, list[Round]] = defaultdict(list)
    for one in _counted(Round.objects.filter(network__in=[network.pk for network in networks], deleted_at=None)):
        found[one.network_id].append(one)
    return found


def _counted(rounds: QuerySet[Round]) -> QuerySet[Round]:
    asked = Q(invitations__out="") | Q(invitations__answered=True)
    return rounds.annotate(
        answered_count=Count("invitations", filter=Q(invitations__answered=True)),
        asked_count=Count("invitations", filter=asked),
    ).order_by("-created_at", "-pk")


def round_of(network: "Network", code: str) -> Round:
    """One round of a network. Raises NotAllowed when it is not there."""
    found = network.rounds.filter(code=code, deleted_at=None).select_related("network", "made_by").first()
    if found is None:
        raise NotAllowed
    return found


def deleted_in(network: "Network") -> list[Deleted]:
    """The rounds that were deleted and can be brought back, newest first."""
    return [
        Deleted("round", one.title, one.deleted_at, reverse("rounds:restore", args=[network.code, one.code]))
        for one in network.rounds.exclude(deleted_at=None).order_by("-deleted_at")
        if one.deleted_at
    ]


def policy_of(round: Round) -> Policy:
    """What was agreed about publication before the round opened."""
    by_party = round.visibility == "party"
    return Policy(
        visibility="party" if by_party else "totals",
        k=round.k,
        open_link=round.door == "open",
        head_count=round.head_count,
    )


def response_counts(round: Round) -> tuple[int, int]:
    """How many answered, and how many were asked. In a room: of how many were counted, or came in."""
    if round.door == "import":
        answered = round.responses.filter(sent=True).count()
        return answered, max(answered, round.invited or 0)
    # asked first: in the filter of a later one, "answered" would mean the count
    found = round.invitations.aggregate(asked=Count("pk", filter=COUNTS), answered=Count("pk", filter=Q(answered=True)))
    if round.door == "open" and round.head_count is not None:
        return found["answered"], max(found["answered"], round.head_count)
    return found["answered"], found["asked"]


def asked_of(round: Round) -> list[Invitation]:
    """Who is asked in a round by name, with what the team may know: whether they answered, never when or what."""
    letters = Letter.objects.select_related("mailing").order_by("pk")
    asked = (
        round.invitations.filter(participant__isnull=False)
        .select_related("participant", "party", "passed_on_to__participant")
        .prefetch_related(Prefetch("letters", letters), "passed_on_by__participant")
    )
    return sorted(asked, key=_by_party)


def _by_party(invitation: Invitation) -> tuple[bool, str, str, int]:
    """Invitations by party and name, residents last."""
    person, party = invitation.participant, invitation.party
    return not party, alphabetical(str(party or "")), alphabetical(str(person or "")), invitation.pk


def invitation_of(round: Round, code: str) -> Invitation:
    """One invitation of a round. Raises NotAllowed when it is not there."""
    found = round.invitations.filter(code=code).select_related("participant", "party", "round__network").first()
    if found is None:
        raise NotAllowed
    return found


def invitations_of(person: "Participant") -> list[Invitation]:
    """Every time that somebody was asked, in rounds that are there and in those in the bin, oldest first."""
    return list(person.invitations.select_related("round", "party").order_by("pk"))


def letters_to(invitations: Iterable[Invitation]) -> dict[int, list[Letter]]:
    """The mails that were written for each of these invitations, by its number, oldest first."""
    found: dict[int, list[Letter]] = {one.pk: [] for one in invitations}
    for letter in Letter.objects.filter(invitation__in=found).select_related("mailing").order_by("pk"):
        found[letter.invitation_id].append(letter)
    return found


def numbers_in(network: "Network") -> list[int]:
    """The numbers of all rounds of a network, those in the bin included."""
    return list(network.rounds.values_list("pk", flat=True))


def open_invitations(now: datetime) -> QuerySet[Invitation]:
    """The invitations, in all networks, of people with an address who can answer at this moment."""
    there = Q(round__deleted_at=None, round__network__deleted_at=None, participant__deleted_at=None)
    opened = Q(round__opened_at__isnull=False, round__closed_at=None)
    in_time = Q(round__closes_at=None) | Q(round__closes_at__gt=now)
    return (
        Invitation.objects.filter(there, opened, in_time, out="", participant__email__gt="")
        .select_related("participant", "round__network")
        .order_by("pk")
    )


def parties_in(invitations: Sequence[Invitation]) -> list[tuple[str, int, int]]:
    """Per party (empty: for themselves) its name, how many answered and how many are asked."""
    asked = [one for one in invitations if not one.out or one.answered]
    everyone = Counter(_party_name(one) for one in asked)
    answered = Counter(_party_name(one) for one in asked if one.answered)
    return [(name, answered[name], everyone[name]) for name in sorted(everyone, key=lambda it: (not it, it.casefold()))]


def _party_name(invitation: Invitation) -> str:
    return invitation.party.name if invitation.party else ""


def is_alone(invitation: Invitation) -> bool:
    """Whether a person is the only one in the round who answers for their party, or without any (rule 9)."""
    return alone_among(invitation.round).get(invitation.party_id, 0) <= 1


def alone_among(round: Round) -> Counter[int | None]:
    """How many are asked for each party (None: without one), by its number."""
    return Counter(round.invitations.filter(COUNTS).values_list("party_id", flat=True))


def obstacles(round: Round, now: datetime) -> list[Problem]:
    """What keeps a round from opening."""
    found = []
    if round.door == "personal" and not round.invitations.filter(out="", participant__deleted_at=None).exists():
        found.append(Problem("round-nobody-asked"))
    if round.closes_at and round.closes_at <= now:
        found.append(Problem("round-closing-past"))
    return [*found, *beyond_keeping(round.network, round.closes_at or now)]


def has_forgotten(round: Round) -> bool:
    """Whether somebody who answered in this round is nobody now. Then its release stays as it is: a new one would
    differ from it by that person.
    """
    if round.door == "import":  # there nobody was known
        return False
    gone = round.invitations.filter(answered=True, response=None)
    return gone.exists() or round.responses.filter(invitation=None).exists()


def last_reminder(round: Round) -> Mailing | None:
    """The last time that people were reminded."""
    return round.mailings.filter(kind="reminder").order_by("-made_at", "-pk").first()


def letters_that_failed(round: Round) -> list[Letter]:
    """The mails that did not come through and are not tried again by themselves."""
    letters = Letter.objects.filter(mailing__round=round, sent_at=None, tries__gte=MOST_TRIES)
    return list(letters.select_related("invitation__participant", "mailing").order_by("pk"))


def mails_that_failed() -> int:
    """How many mails, in all rounds that are there, did not come through and are not tried again by themselves."""
    there = Letter.objects.filter(mailing__round__deleted_at=None, mailing__round__network__deleted_at=None)
    return there.filter(sent_at=None, tries__gte=MOST_TRIES).count()
