"""What can be done with networks and with who works in them. Each operation checks, changes and notes in one go."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from samenspel.errors import Problem, UsageError
from samenspel.present.words import date_long
from samenspel.web.accounts import services as accounts
from samenspel.web.networks import tasks
from samenspel.web.networks.access import require
from samenspel.web.networks.models import Membership, Network, Role
from samenspel.web.networks.queries import held, is_last_steward, today_in
from samenspel.web.rounds.queries import last_closing
from samenspel.web.shared.audit import record
from samenspel.web.shared.words import language as spoken


@transaction.atomic
def create(
    *, by: Any, now: datetime, name: str, challenge: str = "", kind: str = "", language: str = "nl",
    time_zone: str = "Europe/Amsterdam", keep_until: date | None = None,
) -> Network:  # fmt: skip
    """A new network; whoever makes it is its first steward. Names and answers are kept for two years, or until a day.

    Raises UsageError for a day that is past.
    """
    network = Network(name=name, challenge=challenge, kind=kind, language=language, time_zone=time_zone)
    network.keep_until = keep_until or two_years_after(today_in(network, now))
    check_keeping(network, network.keep_until, now)
    network.save()
    Membership.objects.create(network=network, account=by, role=Role.STEWARD)
    record("network-created", by=by, network=network, now=now)
    return network


@transaction.atomic
def change(network: Network, *, by: Any, now: datetime, **fields: str) -> None:
    """Change name, challenge, kind, language or time zone."""
    require(by, network, Role.STEWARD)
    for field, value in fields.items():
        setattr(network, field, value)
    network.save(update_fields=[*fields])
    record("network-changed", by=by, network=network, now=now, fields=sorted(fields))


@transaction.atomic
def change_keeping(
    network: Network, *, by: Any, now: datetime, responsible: str, contact: str, keep_until: date | None
) -> None:
    """Say who answers for what is kept of people, and until when that is. Another day counts anew: the stewards hear
    again before it comes. Raises UsageError for a day that is past, or before a round closes.
    """
    require(by, network, Role.STEWARD)
    kept = held(network)
    before = kept.keep_until
    if keep_until != kept.keep_until:
        check_keeping(network, keep_until, now)
        kept.warned_at = kept.forgotten_at = None
    kept.responsible, kept.contact, kept.keep_until = responsible, contact, keep_until
    kept.save(update_fields=["responsible", "contact", "keep_until", "warned_at", "forgotten_at"])
    days = {"until": str(keep_until or ""), "before": str(before or "")}
    record("keeping-changed", by=by, network=network, now=now, **days)


def check_keeping(network: Network, day: date | None, now: datetime) -> None:
    """Raise UsageError for a last day that is past, or before a round closes. None is no last day."""
    if day is None:
        return
    if day < today_in(network, now):
        raise UsageError(Problem("keeping-past"))
    closing = last_closing(network) if network.pk else None
    last = today_in(network, closing) if closing else day
    if day < last:
        raise UsageError(Problem("keeping-before-round", values={"day": date_long(last, spoken())}))


def two_years_after(day: date) -> date:
    """The same day two years on; for the 29th of February the day before."""
    return day.replace(year=day.year + 2, day=28 if (day.month, day.day) == (2, 29) else day.day)


@transaction.atomic
def delete(network: Network, *, by: Any, now: datetime) -> None:
    """Put a network away. For thirty days its stewards can bring it back; then it is gone for good."""
    require(by, network, Role.STEWARD)
    network.deleted_at = now
    network.save(update_fields=["deleted_at"])
    record("network-deleted", by=by, network=network, now=now)


@transaction.atomic
def restore(network: Network, *, by: Any, now: datetime) -> None:
    """Bring back a network that was put away."""
    require(by, network, Role.STEWARD)
    network.deleted_at = None
    network.save(update_fields=["deleted_at"])
    record("network-restored", by=by, network=network, now=now)


@transaction.atomic
def add_member(
    network: Network, *, by: Any, now: datetime, email: str, name: str, role: str, until: date | None = None
) -> Membership:
    """Let somebody work in a network, perhaps until a date, and write to them. Who is in already gets the new role."""
    require(by, network, Role.STEWARD)
    account = accounts.invite(email, name=name, language=network.language, now=now)
    _keep_a_steward(network.memberships.filter(account=account).first(), role, until)
    member, _ = Membership.objects.update_or_create(
        network=network, account=account, defaults={"role": role, "until": until}
    )
    record("member-added", by=by, network=network, subject=f"account:{account.pk}", now=now, role=role)
    transaction.on_commit(lambda: tasks.welcome.enqueue(member.pk))
    return member


@transaction.atomic
def change_member(member: Membership, *, by: Any, now: datetime, role: str, until: date | None) -> None:
    """Give a member another role or another last day. A network keeps at least one steward."""
    require(by, member.network, Role.STEWARD)
    _keep_a_steward(member, role, until)
    member.role, member.until = role, until
    member.save(update_fields=["role", "until"])
    record("member-changed", by=by, network=member.network, subject=f"account:{member.account_id}", now=now, role=role)


@transaction.atomic
def remove_member(member: Membership, *, by: Any, now: datetime) -> None:
    """End someone's work in a network: a steward anyone's, and everyone their own."""
    if by is not None and by.pk != member.account_id:
        require(by, member.network, Role.STEWARD)
    _keep_a_steward(member, None, None)
    record("member-removed", by=by, network=member.network, subject=f"account:{member.account_id}", now=now)
    member.delete()


@transaction.atomic
def hand_over(network: Network, *, by: Any, now: datetime, to: Membership) -> None:
    """Make a member steward and step back to facilitator oneself."""
    require(by, network, Role.STEWARD)
    if to.network_id != network.pk or to.account_id == by.pk:
        raise UsageError(Problem("hand-over-to-other"))
    Membership.objects.filter(pk=to.pk).update(role=Role.STEWARD, until=None)
    Membership.objects.filter(network=network, account=by).update(role=Role.FACILITATOR)
    record("network-handed-over", by=by, network=network, subject=f"account:{to.account_id}", now=now)


def _keep_a_steward(member: Membership | None, role: str | None, until: date | None) -> None:
    """Refuse a change after which a network has no steward for good."""
    if member is None or (role == Role.STEWARD and until is None):
        return
    # the lock makes two stewards who step back at the same moment wait for each other
    held(member.network)
    if is_last_steward(member):
        raise UsageError(Problem("last-steward"))
