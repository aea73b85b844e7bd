"""What is done with open remarks: read one by one for names, released, and taken out again when somebody objects."""

from datetime import datetime
from typing import Any

from django.db import transaction

from samenspel.reading.frozen import freeze
from samenspel.reading.redaction import redacted
from samenspel.reading.release import Release, Remark, with_remarks, without_remark
from samenspel.web.networks.access import require
from samenspel.web.results.models import Publication
from samenspel.web.results.queries import thawed
from samenspel.web.results.remarks import available_of, desk_of, is_settled, to_show, words_of, written_in
from samenspel.web.results.reports import forget_reports
from samenspel.web.shared import audit
from samenspel.web.shared.mishaps import NotAllowed
from samenspel.web.shared.models import AuditEntry


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
    """Take out what nobody's answers hold any more: after somebody was forgotten, or everyone (rule 13)."""
    publication = _held(publication)
    known = frozenset() if everything else written_in(publication.round)
    gone = [one for one in publication.read_remarks.all() if one.digest not in known]
    made = old = thawed(publication)
    for one in gone:
        made = without_remark(made, Remark(one.item, one.text))
    publication.read_remarks.filter(pk__in=[one.pk for one in gone]).delete()
    if made != old:
        _replace(publication, made, None, now)


def _held(publication: Publication) -> Publication:
    found = Publication.objects.select_for_update(of=("self",)).select_related("round__network")
    return found.get(pk=publication.pk)


def _replace(publication: Publication, made: Release, by: Any, now: datetime) -> None:
    """Put this release in the place of the old one; what was made of that one goes with it."""
    publication.number, publication.made_at, publication.frozen = publication.number + 1, now, freeze(made)
    publication.save(update_fields=["number", "made_at", "frozen"])
    forget_reports(publication.round)
    counts = {"shown": len(made.remarks), "held": made.remarks_held}
    network = publication.round.network
    audit.record("remarks-released", by=by, network=network, subject=_subject(publication), now=now, **counts)


def _subject(publication: Publication) -> str:
    return f"round:{publication.round.code}"
