"""What a facilitator does with the list "when this works, then …" (L-7)."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Max

from samenspel.web.conversations.models import Agreement, Look, YieldLine
from samenspel.web.conversations.seen import check
from samenspel.web.conversations.services.room import check_room
from samenspel.web.networks.access import require
from samenspel.web.shared.audit import record
from samenspel.web.shared.mishaps import NotAllowed

if TYPE_CHECKING:
    from samenspel.web.networks.models import Network
    from samenspel.web.parties.models import Party
    from samenspel.web.rounds.models import Round


@transaction.atomic
def add_line(
    network: "Network", *, by: Any, now: datetime, code: str, what: str, whom: str, party: "Party | None"
) -> None:
    """Add a line at the end. A second time with the same code is the same line.

    Raises UsageError when there are too many, and NotAllowed when the code is that of a line elsewhere.
    """
    require(by, network, "facilitator")
    if network.yield_lines.filter(code=code).exists():
        return
    check_room(network.yield_lines.count())
    last = network.yield_lines.aggregate(last=Max("place"))["last"]
    place = 0 if last is None else last + 1
    given = {"network": network, "what": what, "whom": whom, "party": party, "place": place}
    line, _ = YieldLine.objects.get_or_create(code=code, defaults=given)
    if line.network != network:
        raise NotAllowed
    record("yield-added", **_about(line, by, now))


@transaction.atomic
def change_line(
    line: YieldLine, *, by: Any, now: datetime, seen: str, what: str, whom: str, party: "Party | None"
) -> None:
    """Change what a line says. Raises ChangedMeanwhile when somebody else did since the form was opened."""
    require(by, line.network, "facilitator")
    kept = YieldLine.objects.select_for_update().get(pk=line.pk)
    if shown_of_line(kept) == [what, whom, party and party.pk]:
        return
    check(seen, shown_of_line(kept))
    kept.what, kept.whom, kept.party = what, whom, party
    kept.save()
    record("yield-changed", **_about(kept, by, now))


@transaction.atomic
def move_line(line: YieldLine, *, by: Any, now: datetime, place: int, up: bool) -> None:
    """Move a line one place. place: where it stood on the page, counted from nought; elsewhere by now, it stays."""
    require(by, line.network, "facilitator")
    there = line.network.yield_lines.select_for_update().filter(deleted_at=None)
    order = list(there.order_by("place", "pk"))
    other = place - 1 if up else place + 1
    if not (0 <= place < len(order) and order[place] == line and 0 <= other < len(order)):
        return
    order[place], order[other] = order[other], order[place]
    for number, one in enumerate(order):
        one.place = number
    YieldLine.objects.bulk_update(order, ["place"])
    record("yield-changed", **_about(line, by, now))


@transaction.atomic
def remove_line(line: YieldLine, *, by: Any, now: datetime) -> None:
    """Put a line away with its stories; for thirty days it can be brought back."""
    require(by, line.network, "facilitator")
    if YieldLine.objects.filter(pk=line.pk, deleted_at=None).update(deleted_at=now):
        record("yield-removed", **_about(line, by, now))


@transaction.atomic
def restore_line(line: YieldLine, *, by: Any, now: datetime) -> None:
    """Bring back a line that was put away."""
    require(by, line.network, "facilitator")
    if YieldLine.objects.filter(pk=line.pk).exclude(deleted_at=None).update(deleted_at=None):
        record("yield-restored", **_about(line, by, now))


@transaction.atomic
def look(line: YieldLine, round: "Round", *, by: Any, now: datetime, seen: str, state: str, story: str) -> None:
    """Keep how far a line was at a round, with a story.

    seen: `stamp` of what was kept when the form was opened. Raises ChangedMeanwhile when somebody else looked since.
    """
    require(by, line.network, "facilitator")
    YieldLine.objects.select_for_update().get(pk=line.pk)
    kept = Look.objects.filter(line=line, round=round).first()
    if kept and (kept.state, kept.story) == (state, story):
        return
    check(seen, seen_of_look(kept))
    Look.objects.update_or_create(line=line, round=round, defaults={"state": state, "story": story})
    record("yield-looked", **_about(line, by, now))


def purge(before: datetime) -> None:
    """Remove the lines and actions that were put away before a moment."""
    YieldLine.objects.filter(deleted_at__lt=before).delete()
    Agreement.objects.filter(deleted_at__lt=before).delete()


def shown_of_line(line: YieldLine) -> list[Any]:
    """What the form of a line shows of it."""
    return [line.what, line.whom, line.party_id]


def seen_of_look(look: Look | None) -> list[str]:
    """What the form of a look shows of it; nothing for the first look."""
    return [look.state, look.story] if look else []


def _about(line: YieldLine, by: Any, now: datetime) -> dict[str, Any]:
    return {"by": by, "network": line.network, "subject": f"line:{line.code}", "now": now}
