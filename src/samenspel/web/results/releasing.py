"""What is done with open remarks: read one by one for names, released, and taken out again when somebody objects."""

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from samenspel.errors import SamenspelError
from samenspel.reading.frozen import freeze
from samenspel.reading.redaction import redacted
from samenspel.reading.release import Release, Remark, with_remarks, without_remark
from samenspel.web.networks.access import require
from samenspel.web.results.models import Publication
from samenspel.web.results.queries import thawed
from samenspel.web.results.remarks import (
    available_of,
    desk_of,
    digest_of,
    is_settled,
    to_show,
    words_of,
    written_in,
)
from samenspel.web.results.reports import forget_reports
from samenspel.web.shared import audit
from samenspel.web.shared.mishaps import NotAllowed
from samenspel.web.shared.models import AuditEntry

if TYPE_CHECKING:
    from samenspel.web.rounds.models import Round


def opened(publication: Publication, *, by: Any, now: datetime) -> None:
    """Note that somebody reads what people wrote, the first time that they do."""
    require(by, publication.round.network, "facilitator")
    network, subject = publication.round.network, _subject(publication)
    if not AuditEntry.objects.filter(account=by, network=network, subject=subject, action="remarks-read").exists():
        audit.record("remarks-read", by=by, network=network, subject=subject, now=now)


def decide(publication: Publication, *, by: Any, now: datetime, digest: str, choice: str, text: str) -> None:
    """Keep whether a remark may be shown, and in which words; it waits to be released with the others.

    A remark that is shown already goes out of the result at once when it may not be shown any more, or not so. Raises
    NotAllowed when there is no such remark to read, or when it gets words that were not written.
    """
    require(by, publication.round.network, "facilitator")
    with transaction.atomic():
        publication = _held(publication)
        found = next((one for one in desk_of(publication).remarks if one.digest == digest), None)
        if found is None or (choice == "show" and not is_settled(publication)):
            raise NotAllowed
        kept = found.decision
        shown = redacted(found.text, text) if choice == "show" else ""
        if shown is None:
            raise NotAllowed
        if kept and found.shown and (kept.choice, kept.text) != (choice, shown):
            _replace(publication, without_remark(thawed(publication), Remark(kept.item, kept.text)), by, now)
        decided = {"item": found.item, "choice": choice, "text": shown, "read_by": by, "read_at": now}
        publication.read_remarks.update_or_create(digest=digest, defaults=decided)


def release_remarks(publication: Publication, *, by: Any, now: datetime) -> Publication:
    """Show the remarks that were found fit, and no others. Twice is once; of a round that is open again nothing."""
    require(by, publication.round.network, "facilitator")
    with transaction.atomic():
        publication = _held(publication)
        old = thawed(publication)
        if is_settled(publication):
            decisions = {one.digest: one for one in publication.read_remarks.all()}
            chosen = to_show(available_of(publication.round, old), decisions)
            made = with_remarks(old, words_of(publication.round), chosen)
            if made != old:
                _replace(publication, made, by, now)
    return publication


def forget_remarks(publication: Publication, *, now: datetime, everything: bool = False) -> None:
    """Take out what nobody's answers hold any more: after somebody was forgotten, or everyone (rule 13). That does not
    wait for a questionnaire that is not on this server any more.
    """
    publication = _held(publication)
    known = frozenset() if everything else _still_written(publication.round)
    gone = [one for one in publication.read_remarks.all() if one.digest not in known]
    made = _without(publication, [Remark(one.item, one.text) for one in gone])
    publication.read_remarks.filter(pk__in=[one.pk for one in gone]).delete()
    if made is not None:
        _put(publication, made, None, now)


def _still_written(round: "Round") -> frozenset[str]:
    """What `written_in` gives. When the questionnaire cannot be read, every string may be a remark; the id of an option
    among them does no harm, since a digest is of a question and its words together.
    """
    try:
        return written_in(round)
    except SamenspelError:
        responses = round.responses.all()
        now = responses.filter(sent=True).values_list("document", flat=True)
        released = responses.filter(published__isnull=False).values_list("published", flat=True)
        given = [pair for document in (*now, *released) for pair in document.items()]
        return frozenset(digest_of(Remark(item, text)) for item, text in given if isinstance(text, str))


def _without(publication: Publication, remarks: Collection[Remark]) -> dict[str, Any] | None:
    """The release without these remarks, frozen; None when it has none of them."""
    try:
        made = old = thawed(publication)
    except SamenspelError:
        return _frozen_without(publication.frozen, remarks)
    for one in remarks:
        made = without_remark(made, one)
    return freeze(made) if made != old else None


def _frozen_without(frozen: dict[str, Any], remarks: Collection[Remark]) -> dict[str, Any] | None:
    """The same for a release that cannot be thawed."""
    release = frozen["release"]
    kept = [one for one in release["remarks"] if Remark(one["item"], one["text"]) not in remarks]
    gone = len(release["remarks"]) - len(kept)
    changed = {"remarks": kept, "remarks_held": release["remarks_held"] + gone}
    return frozen | {"release": release | changed} if gone else None


def _held(publication: Publication) -> Publication:
    found = Publication.objects.select_for_update(of=("self",)).select_related("round__network")
    return found.get(pk=publication.pk)


def _replace(publication: Publication, made: Release, by: Any, now: datetime) -> None:
    """Put this release in the place of the old one; what was made of that one goes with it."""
    _put(publication, freeze(made), by, now)


def _put(publication: Publication, made: dict[str, Any], by: Any, now: datetime) -> None:
    """The same with a release that is frozen already."""
    publication.number, publication.made_at, publication.frozen = publication.number + 1, now, made
    publication.save(update_fields=["number", "made_at", "frozen"])
    forget_reports(publication.round)
    counts = {"shown": len(made["release"]["remarks"]), "held": made["release"]["remarks_held"]}
    network = publication.round.network
    audit.record("remarks-released", by=by, network=network, subject=_subject(publication), now=now, **counts)


def _subject(publication: Publication) -> str:
    return f"round:{publication.round.code}"
