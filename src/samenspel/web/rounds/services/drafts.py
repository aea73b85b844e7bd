"""Preparing a round, until it opens; and putting one away."""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import OuterRef, Subquery

from samenspel.errors import Problem, UsageError
from samenspel.reading.cells import Policy
from samenspel.theory.instrument import Instrument
from samenspel.theory.library import find_instrument, instrument_slugs
from samenspel.web.networks.access import require
from samenspel.web.rounds.keeping import beyond_keeping
from samenspel.web.rounds.models import Invitation, Round
from samenspel.web.shared.audit import record

if TYPE_CHECKING:
    from samenspel.web.networks.models import Network
    from samenspel.web.parties.models import Participant

LEAST = "facilitator"
LARGEST_K = 20
REMIND_DAYS = (7, 3, 1)


@dataclass(frozen=True)
class Plan:
    """Everything that is chosen about a round before it opens. k is the smallest number of others that hides a person.

    opens_at: None when somebody opens it by hand.
    """

    title: str
    instrument: str = "conditions"
    form: str = "full"
    visibility: str = "totals"
    breakdown: str = ""
    k: int = 5
    door: str = "personal"
    message: str = ""
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    remind: Sequence[int] = ()
    show_participants: bool = True
    participants: Sequence["Participant"] = field(default=())


@transaction.atomic
def draft(network: "Network", *, by: Any, now: datetime, code: str = "", **chosen: Any) -> Round:
    """A new round that nobody is asked for yet. code: of the form that was filled in; sent twice, it makes one round.

    chosen: the fields of `Plan`. Raises UsageError when they do not go together.
    """
    require(by, network, LEAST)
    plan = Plan(**chosen)
    instrument = _checked(plan, network, now)
    before = Round.objects.filter(code=code).first() if code else None
    if before is not None:
        return _the_same(before, network)
    round = Round(network=network, made_by=by, **({"code": code} if code else {}))
    _fill(round, plan, instrument)
    record("round-drafted", by=by, network=network, subject=f"round:{round.code}", now=now)
    return round


def _the_same(before: Round, network: "Network") -> Round:
    if before.network_id != network.pk:
        raise UsageError(Problem("round-form-used"))
    return before


@transaction.atomic
def edit_draft(round: Round, *, by: Any, now: datetime, **chosen: Any) -> None:
    """Change what was chosen. Raises UsageError once the round is open: what was promised then holds."""
    require(by, round.network, LEAST)
    fresh = Round.objects.select_for_update().get(pk=round.pk)
    if fresh.state != "draft" or fresh.deleted_at:
        raise UsageError(Problem("round-promised"))
    plan = Plan(**chosen)
    _fill(round, plan, _checked(plan, round.network, now))
    record("round-changed", by=by, network=round.network, subject=f"round:{round.code}", now=now)


def _fill(round: Round, plan: Plan, instrument: Instrument) -> None:
    """Put a plan in a round, and make the invitations follow whom it asks."""
    for one in fields(plan):
        if one.name != "participants":
            setattr(round, one.name, getattr(plan, one.name))
    round.remind = sorted(set(plan.remind), reverse=True)
    round.version, round.digest = instrument.version, instrument.digest
    round.save()
    wanted = {person.pk for person in plan.participants} if plan.door == "personal" else set()
    round.invitations.exclude(participant_id__in=wanted).delete()
    there = set(round.invitations.values_list("participant_id", flat=True))
    Invitation.objects.bulk_create(Invitation(round=round, participant_id=one) for one in sorted(wanted - there))
    note_parties(round)


def note_parties(round: Round) -> None:
    """Note with every invitation for whom the person answers at this moment."""
    theirs = Invitation.objects.filter(pk=OuterRef("pk")).values("participant__party")
    round.invitations.update(party=Subquery(theirs[:1]))


def _checked(plan: Plan, network: "Network", now: datetime) -> Instrument:
    """The instrument of a plan; raises UsageError for what cannot be promised or kept."""
    if not set(plan.instrument.split("+")) <= set(instrument_slugs()):
        raise UsageError(Problem("round-choice", values={"value": plan.instrument}))
    instrument = find_instrument(plan.instrument)
    allowed = {
        "form": [form.id for form in instrument.forms],
        "visibility": Round.VISIBILITIES,
        "breakdown": Round.BREAKDOWNS if plan.visibility == "totals" else ("",),
        "door": ("personal", "open") if plan.visibility == "totals" else ("personal",),
    }
    for name, values in allowed.items():
        if getattr(plan, name) not in values:
            raise UsageError(Problem("round-choice", values={"value": getattr(plan, name)}))
    Policy(visibility="totals", k=plan.k)
    if plan.k > LARGEST_K or not set(plan.remind) <= set(REMIND_DAYS):
        raise UsageError(Problem("round-choice", values={"value": plan.k}))
    if any(person.network_id != network.pk or person.deleted_at for person in plan.participants):
        raise UsageError(Problem("round-person-elsewhere"))
    _check_times(plan, network, now)
    return instrument


def _check_times(plan: Plan, network: "Network", now: datetime) -> None:
    if plan.closes_at and plan.closes_at <= max(now, plan.opens_at or now):
        raise UsageError(Problem("round-closing-before-opening"))
    problems = beyond_keeping(network, plan.closes_at or plan.opens_at or now)
    if problems:
        raise UsageError(*problems)


@transaction.atomic
def import_round(
    network: "Network", *, by: Any, now: datetime, title: str, instrument: str, form: str, visibility: str,
    breakdown: str, k: int, invited: int | None, closed_on: datetime,
) -> Round:  # fmt: skip
    """A closed round for answers that come from elsewhere."""
    require(by, network, LEAST)
    plan = Plan(title, instrument, find_instrument(instrument).forms[0].id, visibility, breakdown, k)
    pinned = _checked(plan, network, now)
    round = Round.objects.create(
        network=network, made_by=by, title=title, instrument=instrument, version=pinned.version, digest=pinned.digest,
        form=form, visibility=visibility, breakdown=breakdown, k=k, door="import", invited=invited,
        show_participants=False, opened_at=closed_on, closed_at=closed_on,
    )  # fmt: skip
    record("round-imported", by=by, network=network, subject=f"round:{round.code}", now=now)
    return round


@transaction.atomic
def delete(round: Round, *, by: Any, now: datetime) -> None:
    """Put a round away with its answers. Its links are unknown at once; for thirty days it can be brought back."""
    require(by, round.network, LEAST)
    if Round.objects.filter(pk=round.pk, deleted_at=None).update(deleted_at=now):
        record("round-deleted", by=by, network=round.network, subject=f"round:{round.code}", now=now)
        _forget_reports(round)


@transaction.atomic
def restore(round: Round, *, by: Any, now: datetime) -> None:
    """Bring back a round that was put away. Raises ReleaseError when its answers have come in again meanwhile."""
    from samenspel.web.results.services import refuse_beside

    require(by, round.network, LEAST)
    refuse_beside(round)
    if Round.objects.filter(pk=round.pk).exclude(deleted_at=None).update(deleted_at=None):
        record("round-restored", by=by, network=round.network, subject=f"round:{round.code}", now=now)
        _forget_reports(round)


def _forget_reports(round: Round) -> None:
    from samenspel.web.results.services import forget_reports

    forget_reports(round)


def purge(before: datetime) -> None:
    """Remove the rounds that were put away before a moment, with all that was answered in them."""
    Round.objects.filter(deleted_at__lt=before).delete()
