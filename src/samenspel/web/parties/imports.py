"""Lists of parties and people coming in: what a list would change, and changing it, all or nothing."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from samenspel.errors import AnswersError, Problem
from samenspel.exchange.people import (
    BadRow,
    Comparison,
    FieldMatching,
    Kind,
    compare,
    match_fields,
    merged_rows,
    parties_of,
    read_list,
    read_parties,
    read_people,
    remembered,
)
from samenspel.exchange.people import Party as ListedParty
from samenspel.exchange.people import Person as ListedPerson
from samenspel.exchange.people.addresses import holds_address
from samenspel.exchange.table import Table
from samenspel.exchange.wording import shortened
from samenspel.web.networks.access import require, require_keeping
from samenspel.web.parties import queries, services
from samenspel.web.parties.models import Participant, Party
from samenspel.web.shared.audit import record
from samenspel.web.uploads import services as uploads

if TYPE_CHECKING:
    from samenspel.web.networks.models import Network
    from samenspel.web.uploads.models import Upload

PASTED = "geplakt.txt"
MOST_CELLS_SHOWN = 8


@dataclass(frozen=True)
class Proposal:
    """What a list would do: how its columns were read, what is new, changed and gone, and what cannot be taken.

    problem: why nothing of it can be read with these columns; the rest is empty then.
    """

    kind: Kind
    table: Table
    matching: FieldMatching
    comparison: Comparison[Any]
    bad_rows: tuple[BadRow, ...] = ()
    new_parties: tuple[ListedParty, ...] = ()
    problem: AnswersError | None = None

    @property
    def rows(self) -> int:
        """How many rows can be taken."""
        return len(self.comparison.new) + len(self.comparison.changed) + len(self.comparison.same)

    @property
    def merged(self) -> int:
        """In how many rows a field takes over what stands in merged cells."""
        return merged_rows(self.table, self.matching)

    @property
    def has_heading(self) -> bool:
        """Whether the first row was read as the names of the columns."""
        return any(self.table.header)

    @property
    def first_row(self) -> tuple[str, ...]:
        """What stands in the first row, heading or not."""
        cells = self.table.header if self.has_heading else [column[0] for column in self.table.columns]
        return tuple(shortened(cell) for cell in cells if cell.strip())[:MOST_CELLS_SHOWN]

    @property
    def asks_heading(self) -> bool:
        """Whether there is anything to ask about the first row: addresses from a mail program have no heading."""
        return self.has_heading or len(self.table.header) > 1 or not holds_address(self.table.columns[0][0])


def propose(upload: "Upload", chosen: Mapping[str, int | None] | None) -> Proposal:
    """Read an upload with the columns that were chosen, or else those that the network used before.

    Raises AnswersError when the file is no list at all.
    """
    kind: Kind = "parties" if upload.purpose == "parties" else "people"
    with _source(upload) as source:
        table = read_list(source, header=upload.choices.get("header"))
    if chosen is None:
        chosen = remembered(table, uploads.remembered(upload.network, kind))
    matching = match_fields(table, kind, chosen)
    allowed = {field: queries.options(field) for field in ("sector", "kind", "ring")}
    existing = _existing(upload.network, kind)
    try:
        if kind == "parties":
            listed = read_parties(table, matching, allowed=allowed, skip_bad_rows=True)
            return Proposal(kind, table, matching, compare(existing, listed.rows), listed.bad_rows)
        people = read_people(table, matching, allowed=allowed, skip_bad_rows=True)
    except AnswersError as error:
        return Proposal(kind, table, matching, Comparison((), (), (), ()), problem=error)
    compared = compare(existing, _as_kept(existing, people.rows))
    return Proposal(kind, table, matching, compared, people.bad_rows, _new_parties(upload.network, people.rows))


def keep_heading(upload: "Upload", is_heading: bool) -> None:
    """Remember whether the first row names the columns. Raises AnswersError when the list cannot be read like that."""
    with _source(upload) as source:
        read_list(source, header=is_heading)
    uploads.choose(upload, {"header": is_heading})


@contextmanager
def _source(upload: "Upload") -> Iterator[Any]:
    """The path of an uploaded file, or the text that was pasted."""
    if upload.name == PASTED:
        yield bytes(upload.content).decode("utf-8")
    else:
        with uploads.path_of(upload) as path:
            yield path


def _existing(network: "Network", kind: Kind) -> list[Any]:
    if kind == "parties":
        return [
            ListedParty(one.name, one.sector, one.kind, str(one.ring or ""), one.external_code, key=one.pk)
            for one in queries.parties_of(network)
        ]
    return [_listed(one) for one in queries.participants_of(network)]


def _listed(person: Participant) -> ListedPerson:
    """A person as a list would say it. A party in the bin is none: whoever the list gives one, gets one."""
    party = person.party.name if person.party else ""
    in_bin = bool(person.party and person.party.deleted_at)
    here, former = ("", party) if in_bin else (party, "")
    return ListedPerson(person.name, person.email, here, person.language, key=person.pk, former=former)


def _as_kept(existing: Sequence[ListedPerson], rows: Sequence[ListedPerson]) -> tuple[ListedPerson, ...]:
    """People without what is not kept of a person (role, sector of the party), so that it counts as no change."""
    spelled = {one.party.casefold(): one.party for one in existing}
    return tuple(replace(one, role="", sector="", party=spelled.get(one.party.casefold(), one.party)) for one in rows)


def _new_parties(network: "Network", rows: Sequence[ListedPerson]) -> tuple[ListedParty, ...]:
    known = {name.casefold() for name in network.parties.filter(deleted_at=None).values_list("name", flat=True)}
    return tuple(party for party in parties_of(rows) if party.name.casefold() not in known)


@transaction.atomic
def take_over(
    upload: "Upload",
    chosen: Mapping[str, int | None],
    *,
    by: Any,
    now: datetime,
    skip_bad_rows: bool,
    gone: Sequence[int],
) -> Proposal:
    """Do what a list proposes: add what is new, change what differs, delete what is gone and was ticked.

    All or nothing. Raises AnswersError when rows cannot be taken and may not be left out, and UsageError when the
    network keeps no names any more.
    """
    require(by, upload.network, services.LEAST)
    proposal = propose(upload, chosen)
    if proposal.kind == "people":
        require_keeping(upload.network, now)
    if proposal.problem:
        raise proposal.problem
    if proposal.bad_rows and not skip_bad_rows:
        raise AnswersError(*(problem for row in proposal.bad_rows for problem in row.problems))
    if not proposal.rows:
        raise AnswersError(Problem("list-no-rows"))
    (_parties if proposal.kind == "parties" else _people)(upload.network, proposal)
    model = Party if proposal.kind == "parties" else Participant
    absent = {one.key for one in proposal.comparison.gone} & set(gone)
    model.objects.filter(network=upload.network, pk__in=absent).update(deleted_at=now)
    counts = {"new": len(proposal.comparison.new), "changed": len(proposal.comparison.changed), "gone": len(absent)}
    record(f"{proposal.kind}-imported", by=by, network=upload.network, now=now, subject="", **counts)
    uploads.remember(upload.network, proposal.kind, proposal.matching.headers())
    uploads.forget(upload)
    return proposal


def _parties(network: "Network", proposal: Proposal) -> None:
    Party.objects.bulk_create(Party(network=network, **_of_party(one)) for one in proposal.comparison.new)
    known = network.parties.in_bulk([one.existing.key for one in proposal.comparison.changed])
    for one in proposal.comparison.changed:
        party = known[one.existing.key]
        for field, value in _of_party(one.incoming).items():
            if value:
                setattr(party, field, value)
    Party.objects.bulk_update(known.values(), ["name", "sector", "kind", "ring", "external_code"])


def _of_party(one: ListedParty) -> dict[str, Any]:
    return {
        "name": one.name,
        "sector": one.sector,
        "kind": one.kind,
        "ring": int(one.ring) if one.ring else None,
        "external_code": one.code,
    }


def _people(network: "Network", proposal: Proposal) -> None:
    Party.objects.bulk_create(Party(network=network, name=one.name, sector=one.sector) for one in proposal.new_parties)
    parties = {party.name.casefold(): party for party in network.parties.filter(deleted_at=None)}
    Participant.objects.bulk_create(
        Participant(
            network=network,
            name=one.name or one.email,
            email=one.email.lower(),
            party=parties.get(one.party.casefold()),
            language=one.language or network.language,
        )
        for one in proposal.comparison.new
    )
    known = network.participants.in_bulk([one.existing.key for one in proposal.comparison.changed])
    for one in proposal.comparison.changed:
        person, said = known[one.existing.key], one.incoming
        person.name = said.name or person.name
        person.email = said.email.lower() or person.email
        person.party = parties.get(said.party.casefold(), person.party)
        person.language = said.language or person.language
    Participant.objects.bulk_update(known.values(), ["name", "email", "party", "language"])
