"""What can be asked of networks and of who works in them."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone

from samenspel.theory.instrument import Choice
from samenspel.theory.library import shipped_instrument
from samenspel.theory.words import Bilingual
from samenspel.web.networks.models import Membership, Network, Role
from samenspel.web.shared.mentions import Mention, mentions
from samenspel.web.shared.mishaps import NotAllowed
from samenspel.web.shared.models import AuditEntry

AUDIT_SHOWN = 300


def networks_of(account: Any, today: date) -> QuerySet[Network]:
    """The networks that an account works in today, with `role`, and how many parties, people and rounds they have."""
    mine = Membership.objects.filter(network=OuterRef("pk"), account=account)
    today_still = mine.filter(Q(until=None) | Q(until__gte=today))
    return (
        Network.objects.filter(Exists(today_still), deleted_at=None)
        .annotate(
            role=Subquery(mine.values("role")[:1]),
            party_count=Count("parties", filter=Q(parties__deleted_at=None), distinct=True),
            people_count=Count("participants", filter=Q(participants__deleted_at=None), distinct=True),
            round_count=Count("rounds", filter=Q(rounds__deleted_at=None), distinct=True),
        )
        .order_by("name", "pk")
    )


def deleted_networks(account: Any) -> QuerySet[Network]:
    """The networks that an account may bring back: those it was steward of when they were deleted."""
    mine = Q(memberships__account=account, memberships__role=Role.STEWARD, memberships__until=None)
    return Network.objects.filter(mine).exclude(deleted_at=None).order_by("-deleted_at")


def put_away(before: datetime) -> list[Network]:
    """The networks that were put in the bin before a moment."""
    return list(Network.objects.filter(deleted_at__lt=before).order_by("pk"))


def with_keeping_date() -> list[Network]:
    """The networks, also those in the bin, for which somebody chose until when names and answers are kept."""
    return list(Network.objects.filter(keep_until__isnull=False).order_by("pk"))


def network_by_code(code: str) -> Network | None:
    """The network with this code, also from the bin."""
    return Network.objects.filter(code=code).first()


def network_by_number(number: int) -> Network | None:
    """The network with this number, unless it is in the bin."""
    return Network.objects.filter(pk=number, deleted_at=None).first()


def stewards_of(network: Network) -> list[Any]:
    """The accounts that manage a network."""
    stewards = network.memberships.filter(role=Role.STEWARD).select_related("account")
    return [one.account for one in stewards.order_by("pk")]


def memberships_of(account: Any) -> list[Membership]:
    """Every network that an account works in or worked in."""
    return list(account.memberships.select_related("network").order_by("network__name", "pk"))


def audit_by(account: Any) -> list[AuditEntry]:
    """What an account did, as far as it was noted, oldest first."""
    return list(AuditEntry.objects.filter(account=account).select_related("network").order_by("at", "pk"))


def held(network: Network) -> Network:
    """A network as it is now, for nobody else to change in this transaction. Raises NotAllowed when it is gone.

    Others may go on noting what they do in it: without `no_key` they would wait for us, and we perhaps for them.
    """
    found = Network.objects.select_for_update(no_key=True).filter(pk=network.pk).first()
    if found is None:
        raise NotAllowed
    return found


def hold_teams(account: Any) -> None:
    """Let nobody else change who works in the networks of which an account is steward, in this transaction."""
    mine = Membership.objects.filter(account=account, role=Role.STEWARD).values("network")
    list(Network.objects.select_for_update(no_key=True).filter(pk__in=mine).order_by("pk"))


def left_without_steward(account: Any) -> list[Network]:
    """The networks that nobody could manage any more without this account."""
    others = Membership.objects.filter(network=OuterRef("pk"), role=Role.STEWARD, until=None).exclude(account=account)
    mine = Q(memberships__account=account, memberships__role=Role.STEWARD, memberships__until=None)
    return list(Network.objects.filter(mine).exclude(Exists(others)).order_by("name", "pk"))


def today_in(network: Network, moment: datetime) -> date:
    """What day a moment is where a network is."""
    return timezone.localdate(moment, timezone=ZoneInfo(network.time_zone))


def mentions_of(network: Network, sought: Collection[str]) -> list[Mention]:
    """Where the name, the challenge or who is responsible names somebody."""
    about = mentions(
        "network", (network.name, network.challenge), sought, reverse("networks:settings", args=[network.code])
    )
    answers_for = mentions(
        "responsible", (network.responsible, network.contact), sought, reverse("privacy:network", args=[network.code])
    )
    return [*about, *answers_for]


def kind_of(network: Network) -> Bilingual | None:
    """What kind of collaboration a network is (N-13), in words; None when nobody said."""
    kind = shipped_instrument("kind").item("KIND-is").kind
    assert isinstance(kind, Choice)
    return next((option.name for option in kind.options if option.id == network.kind), None)


def team_of(network: Network) -> list[Membership]:
    """Who works in a network: stewards first, then by name."""
    members = network.memberships.select_related("account")
    order = {Role.STEWARD: 0, Role.FACILITATOR: 1, Role.VIEWER: 2}
    return sorted(members, key=lambda one: (order[Role(one.role)], one.account.name.casefold()))


def team_size(network: Network, today: date) -> int:
    """How many people work in a network today."""
    return network.memberships.filter(Q(until=None) | Q(until__gte=today)).count()


def is_last_steward(member: Membership) -> bool:
    """Whether a network would be without anyone who can manage it when this member left."""
    others = member.network.memberships.filter(role=Role.STEWARD, until=None).exclude(pk=member.pk)
    return member.role == Role.STEWARD and not others.exists()


def audit_of(network: Network) -> QuerySet[AuditEntry]:
    """What was done in a network, newest first."""
    return AuditEntry.objects.filter(network=network).select_related("account").order_by("-at", "-pk")[:AUDIT_SHOWN]


def counts_of(network: Network) -> dict[str, int]:
    """How much there is in a network."""
    return {
        "parties": network.parties.filter(deleted_at=None).count(),
        "people": network.participants.filter(deleted_at=None).count(),
        "rounds": network.rounds.filter(deleted_at=None).count(),
    }


def answers_in(network: Network) -> int:
    """How many questionnaires were sent in, over all rounds: somebody who took part in two counts twice."""
    return network.rounds.filter(deleted_at=None, responses__sent=True).count()


def time_zones() -> list[str]:
    """The time zones that one may choose: those of Europe and the Caribbean Netherlands first, then all others."""
    near = ("Europe/", "America/Curacao", "America/Aruba", "America/Kralendijk", "America/Paramaribo")
    return sorted((zone for zone in available_timezones() if "/" in zone), key=lambda zone: (
        not zone.startswith(near), zone,
    ))  # fmt: skip
