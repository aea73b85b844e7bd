"""What can be asked of parties and people."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from django.db.models import Count, F, Q, QuerySet
from django.urls import reverse

from samenspel.exchange.people import doubles
from samenspel.theory.words import Bilingual
from samenspel.web.parties.models import NotTheSame, Participant, Party
from samenspel.web.shared.bin import Deleted
from samenspel.web.shared.mentions import Mention, mentions
from samenspel.web.shared.mishaps import NotAllowed
from samenspel.web.shared.words import alphabetical, texts

if TYPE_CHECKING:
    from datetime import datetime

    from samenspel.web.networks.models import Network

T = TypeVar("T")


def by_name(parties: Iterable[Party]) -> list[Party]:
    """Parties in alphabetical order."""
    return sorted(parties, key=lambda one: (alphabetical(one.name), one.pk))


def by_party(people: Iterable[Participant]) -> list[Participant]:
    """People in alphabetical order of their party and their name; those without a party last."""

    def place(person: Participant) -> tuple[bool, str, str, int]:
        party = person.party.name if person.party and not person.party.deleted_at else ""
        return not party, alphabetical(party), alphabetical(person.name), person.pk

    return sorted(people, key=place)


@dataclass(frozen=True)
class Alike:
    """Two parties that may be one, and why."""

    one: Party
    other: Party
    reason: str


def parties_of(network: "Network") -> QuerySet[Party]:
    """The parties of a network by name, each with `people_count`."""
    people = Count("participants", filter=Q(participants__deleted_at=None))
    return network.parties.filter(deleted_at=None).annotate(people_count=people).order_by("name", "pk")


def participants_of(network: "Network") -> QuerySet[Participant]:
    """The people of a network: by party, those without one last."""
    people = network.participants.filter(deleted_at=None).select_related("party")
    return people.order_by(F("party__name").asc(nulls_last=True), "name", "pk")


def party_of(network: "Network", code: str) -> Party:
    """One party of a network. Raises NotAllowed when it is not there."""
    return _found(network.parties.filter(code=code).first())


def participant_of(network: "Network", code: str) -> Participant:
    """One person of a network. Raises NotAllowed when they are not there."""
    return _found(network.participants.filter(code=code).select_related("party").first())


def _found(one: T | None) -> T:
    if one is None:
        raise NotAllowed
    return one


def deleted_in(network: "Network") -> list[Deleted]:
    """The parties and people that were deleted and can be brought back, newest first."""
    found = [
        Deleted(kind, one.name, one.deleted_at, reverse(f"parties:restore-{kind}", args=[network.code, one.code]))
        for kind, rows in (("party", network.parties), ("person", network.participants))
        for one in rows.exclude(deleted_at=None)
        if one.deleted_at
    ]
    return sorted(found, key=lambda one: one.at, reverse=True)


def put_away(before: "datetime") -> list[Participant]:
    """The people of all networks who were put in the bin before a moment."""
    return list(Participant.objects.filter(deleted_at__lt=before).order_by("pk"))


def everyone_in(network: "Network") -> QuerySet[Participant]:
    """Everyone who takes part in a network or did, those in the bin included."""
    return Participant.objects.filter(network=network).order_by("pk")


def held(person: Participant) -> Participant | None:
    """Somebody as they are now, for nobody else to change or ask in this transaction; None when they were forgotten."""
    found = Participant.objects.select_for_update(of=("self",)).select_related("network")
    return found.filter(pk=person.pk).first()


def codes() -> frozenset[str]:
    """The codes of everyone, in all networks."""
    return frozenset(Participant.objects.values_list("code", flat=True))


def person_by_code(code: str) -> Participant | None:
    """Whoever has this code, in whatever network."""
    return Participant.objects.filter(code=code).select_related("network").first()


def person_by_number(number: int) -> Participant | None:
    """The person with this number, if they were not forgotten."""
    return Participant.objects.filter(pk=number).select_related("network").first()


def people_by_email(email: str) -> list[Participant]:
    """Everyone with this address, in all networks that are there or in the bin."""
    theirs = Participant.objects.filter(email=email.strip().lower()).exclude(email="")
    return list(theirs.select_related("network", "party").order_by("network__name", "pk"))


def mentions_of(network: "Network", sought: Collection[str]) -> list[Mention]:
    """The parties whose name names somebody, such as somebody's own firm."""
    found = []
    for one in network.parties.filter(deleted_at=None).order_by("pk"):
        found += mentions("party", (one.name,), sought, reverse("parties:party", args=[network.code, one.code]))
    return found


def alike_in(network: "Network") -> list[Alike]:
    """Parties that may be one under two names, but for those of which somebody said that they are two."""
    parties = {party.name: party for party in network.parties.filter(deleted_at=None)}
    told = set(NotTheSame.objects.filter(one__network=network).values_list("one_id", "other_id"))
    found = (Alike(parties[two.first], parties[two.second], two.reason) for two in doubles(parties))
    return [two for two in found if not {(two.one.pk, two.other.pk), (two.other.pk, two.one.pk)} & told]


def options(field: str) -> Mapping[str, Bilingual]:
    """The options of a field of parties ("sector", "kind", "ring"), with their names."""
    choices = {"sector": Party.SECTORS, "kind": Party.KINDS, "ring": Party.RINGS}[field]
    said = ((str(one), texts()[f"parties-{field}-{one}"]) for one in choices)
    return {one: Bilingual(text["nl"], text["en"]) for one, text in said}
