"""What can be done with parties and people. Each operation checks, changes and notes in one go."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from samenspel.errors import Problem, UsageError
from samenspel.web.networks.access import require, require_keeping
from samenspel.web.parties.models import NotTheSame, Participant, Party
from samenspel.web.shared.audit import record

if TYPE_CHECKING:
    from samenspel.web.networks.models import Network

LEAST = "facilitator"


@transaction.atomic
def add_party(network: "Network", *, by: Any, now: datetime, name: str, **fields: Any) -> Party:
    """A new party. Raises UsageError when the network has one by that name."""
    require(by, network, LEAST)
    _new_name(network, name)
    party = Party.objects.create(network=network, name=name, **fields)
    record("party-added", by=by, network=network, subject=f"party:{party.code}", now=now)
    return party


@transaction.atomic
def change_party(party: Party, *, by: Any, now: datetime, **fields: Any) -> None:
    """Change a party. Raises UsageError when another one has that name."""
    require(by, party.network, LEAST)
    if "name" in fields:
        _new_name(party.network, fields["name"], but=party)
    for field, value in fields.items():
        setattr(party, field, value)
    party.save(update_fields=[*fields])
    record("party-changed", by=by, network=party.network, subject=f"party:{party.code}", now=now)


@transaction.atomic
def add_participant(
    network: "Network", *, by: Any, now: datetime, name: str, email: str = "", party: Party | None = None,
    language: str = "",
) -> Participant:  # fmt: skip
    """Someone who can be asked. Raises UsageError when the network has someone with that e-mail address, or keeps no
    names any more.
    """
    require(by, network, LEAST)
    require_keeping(network, now)
    email = email.strip().lower()
    _new_email(network, email)
    person = Participant.objects.create(
        network=network, name=name, email=email, party=party, language=language or network.language
    )
    record("person-added", by=by, network=network, subject=f"person:{person.code}", now=now)
    return person


@transaction.atomic
def change_participant(person: Participant, *, by: Any, now: datetime, **fields: Any) -> None:
    """Change someone. Raises UsageError when another one has that e-mail address."""
    require(by, person.network, LEAST)
    if "email" in fields:
        fields["email"] = fields["email"].strip().lower()
        _new_email(person.network, fields["email"], but=person)
    for field, value in fields.items():
        setattr(person, field, value)
    person.save(update_fields=[*fields])
    record("person-changed", by=by, network=person.network, subject=f"person:{person.code}", now=now)


@transaction.atomic
def delete(one: Party | Participant, *, by: Any, now: datetime) -> None:
    """Put a party or a person in the bin. Their links stop working; what was released stays."""
    require(by, one.network, LEAST)
    one.deleted_at = now
    one.save(update_fields=["deleted_at"])
    kind = "party" if isinstance(one, Party) else "person"
    record(f"{kind}-deleted", by=by, network=one.network, subject=f"{kind}:{one.code}", now=now)


@transaction.atomic
def restore(one: Party | Participant, *, by: Any, now: datetime) -> None:
    """Bring a party or a person back. Raises UsageError when another has the name or address by now."""
    require(by, one.network, LEAST)
    if isinstance(one, Party):
        _new_name(one.network, one.name, but=one)
    else:
        _new_email(one.network, one.email, but=one)
    one.deleted_at = None
    one.save(update_fields=["deleted_at"])
    kind = "party" if isinstance(one, Party) else "person"
    record(f"{kind}-restored", by=by, network=one.network, subject=f"{kind}:{one.code}", now=now)


@transaction.atomic
def merge(keep: Party, other: Party, *, by: Any, now: datetime) -> None:
    """Make two parties one: the people and invitations of `other` go to `keep`, which takes over what it lacks."""
    require(by, keep.network, LEAST)
    if keep.network_id != other.network_id or keep.pk == other.pk:
        raise UsageError(Problem("merge-two-parties"))
    for field in ("sector", "kind", "ring", "external_code"):
        setattr(keep, field, getattr(keep, field) or getattr(other, field))
    keep.save()
    other.participants.update(party=keep)
    other.invitations.update(party=keep)
    other.deleted_at = now
    other.save(update_fields=["deleted_at"])
    record("parties-merged", by=by, network=keep.network, subject=f"party:{keep.code}", now=now, other=other.code)


@transaction.atomic
def keep_apart(one: Party, other: Party, *, by: Any, now: datetime) -> None:
    """Remember that two parties with names that look alike are two."""
    require(by, one.network, LEAST)
    if one.network_id != other.network_id:
        raise UsageError(Problem("merge-two-parties"))
    NotTheSame.objects.get_or_create(one=one, other=other)
    record("parties-kept-apart", by=by, network=one.network, subject=f"party:{one.code}", now=now, other=other.code)


def purge(before: datetime) -> None:
    """Remove what was put in the bin before a moment. Answers of rounds stay, without their person."""
    gone = Participant.objects.filter(deleted_at__lt=before)
    for person in gone:
        person.invitations.update(party=None)
    gone.delete()
    Party.objects.filter(deleted_at__lt=before).delete()


def _new_name(network: "Network", name: str, but: Party | None = None) -> None:
    """Refuse a name that another party has, in whatever capitals."""
    same = network.parties.filter(name__iexact=name, deleted_at=None).values_list("pk", flat=True)
    if any(found != (but and but.pk) for found in same):
        raise UsageError(Problem("party-name-taken", values={"name": name}))


def _new_email(network: "Network", email: str, but: Participant | None = None) -> None:
    """Refuse an e-mail address that another person in the network has."""
    same = network.participants.filter(email=email, deleted_at=None).values_list("pk", flat=True)
    if email and any(found != (but and but.pk) for found in same):
        raise UsageError(Problem("person-email-taken", values={"email": email}))
