"""Everything that publishes or judges: the release of a round, what the group makes of it, a file of answers."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F, Q

from samenspel.errors import Problem, ReleaseError, SamenspelError
from samenspel.reading.answers import Answers, Groups
from samenspel.reading.disclosure import DEFAULT_K
from samenspel.reading.frozen import freeze, thaw
from samenspel.reading.release import Release, release, renewed
from samenspel.reading.renewal import may_change, places
from samenspel.reading.score import read
from samenspel.theory.instrument import OpenText
from samenspel.web.answering import queries as answering
from samenspel.web.answering.services import import_answers, mark_published
from samenspel.web.networks.access import require, require_keeping
from samenspel.web.results import incoming, queries
from samenspel.web.results.models import FindingJudgement, Publication
from samenspel.web.results.once import refuse_again
from samenspel.web.results.once import refuse_beside as refuse_beside
from samenspel.web.results.releasing import forget_remarks as forget_remarks
from samenspel.web.results.remarks import carried_over
from samenspel.web.results.reports import ask_report as ask_report
from samenspel.web.results.reports import forget_reports as forget_reports
from samenspel.web.results.reports import is_stuck as is_stuck
from samenspel.web.rounds.queries import has_forgotten, instrument_of, policy_of, round_of
from samenspel.web.rounds.services import announce_result, import_round
from samenspel.web.shared import audit
from samenspel.web.shared.failures import told
from samenspel.web.shared.mishaps import NotAllowed
from samenspel.web.uploads import services as uploads

if TYPE_CHECKING:
    from samenspel.web.rounds.models import Round

log = logging.getLogger(__name__)


def publish(round: "Round", *, by: Any, now: datetime) -> Publication | None:
    """Publish what may be seen of a closed round; None while it is not closed.

    A round that was opened again gets a new release only as far as rule 5 allows, and then the old one is gone. Twice
    is once. Raises ReleaseError when nothing may be published, such as before the head count of a room is confirmed.
    """
    require(by, round.network, "facilitator")
    with transaction.atomic():
        round = type(round).objects.select_for_update(of=("self",)).select_related("network").get(pk=round.pk)
        if round.closed_at is None or round.deleted_at is not None:
            return None
        found = Publication.objects.filter(round=round).first()
        if found is None:
            return _first(round, by, now)
        if found.closing != round.closed_at:
            _renew(found, round, by, now)
        return found


def _first(round: "Round", by: Any, now: datetime) -> Publication:
    assert round.closed_at is not None
    made = release(read(answering.answers_of(round)), policy_of(round))
    publication = Publication.objects.create(round=round, made_at=now, closing=round.closed_at, frozen=freeze(made))
    mark_published(round)
    forget_reports(round)
    audit.record("result-published", by=by, network=round.network, subject=f"round:{round.code}", now=now, number=1)
    _announce(round, now)
    return publication


def _announce(round: "Round", now: datetime) -> None:
    if round.show_participants and round.door != "import":
        announce_result(round, now)


def _renew(publication: Publication, round: "Round", by: Any, now: datetime) -> None:
    """Judge the answers since the last release, and replace it where that gives nobody away."""
    assert round.closed_at is not None
    old = thaw(publication.frozen, instrument_of(round))
    made, items = (old, ()) if has_forgotten(round) else _renewed(old, round)
    # also when the release stays: by its new closing the round comes after others, and those that looked back at it are
    # found by the old closing only, which is kept until the end
    forget_reports(round)
    publication.closing = round.closed_at
    publication.course = "stayed" if made == old else "renewed"
    if made != old:
        publication.number, publication.made_at, publication.frozen = publication.number + 1, now, freeze(made)
        mark_published(round, items)
        subject, number = f"round:{round.code}", publication.number
        audit.record("result-renewed", by=by, network=round.network, subject=subject, now=now, number=number)
        _announce(round, now)
    publication.save()


def _renewed(old: Release, round: "Round") -> tuple[Release, Sequence[str]]:
    """The release after reopening, and the items that got a new number."""
    policy = policy_of(round)
    before, after = answering.answers_of(round, published=True), answering.answers_of(round)
    new = release(read(after), policy)
    if policy.visibility == "party":
        # what people wrote stays that of the first time: one more remark would be that of a latecomer
        return carried_over(old, new, round), [item.id for item in after.asked if not isinstance(item.kind, OpenText)]
    same = places(answering.people_of(round, published=True), answering.people_of(round))
    judged = may_change(before, after, same, policy.k)
    items = [item for item, may in judged.items() if may]
    # without any new number the old release stays whole: one more answer would only show that somebody answered late
    return (renewed(old, new, judged), items) if items else (old, items)


def publish_due(now: datetime) -> int:
    """Publish every closed round whose release is not there yet, as far as that may be; how many there were."""
    rounds: Any = Publication.round.field.related_model
    closed = rounds.objects.filter(closed_at__isnull=False, deleted_at=None, network__deleted_at=None)
    due = closed.filter(Q(publication=None) | ~Q(publication__closing=F("closed_at"))).select_related("network")
    done = 0
    for round in due.order_by("closed_at"):
        try:
            done += publish(round, by=None, now=now) is not None
        except SamenspelError:
            continue  # a room waits for its head count; the page of the result says what to do
        except Exception as error:
            log.error("round %s could not be published: %s", round.code, told(error))
    return done


def confirm_head_count(round: "Round", *, by: Any, now: datetime, count: int) -> Publication | None:
    """Keep how many people the facilitator counted in the room, and publish. Raises ReleaseError when it differs."""
    require(by, round.network, "facilitator")
    with transaction.atomic():
        type(round).objects.filter(pk=round.pk, door="open").update(head_count=count)
        audit.record("head-count", by=by, network=round.network, subject=f"round:{round.code}", now=now, count=count)
    round.refresh_from_db()
    return publish(round, by=by, now=now)


def judge(
    publication: Publication, *, by: Any, now: datetime, finding: str, choice: str, reason: str = "", words: str = ""
) -> None:
    """Keep what the group makes of something that stands out: "keep", "dismiss" or "rephrase", then with its words.

    It takes the place of what was said before; the same once more changes nothing. What does not stand out any more
    cannot be judged: NotAllowed.
    """
    round = publication.round
    require(by, round.network, "facilitator")
    if finding not in {one.key for one in queries.seen_in(publication)}:
        raise NotAllowed
    given = {"choice": choice, "reason": _line(reason), "words": _line(words) if choice == "rephrase" else ""}
    with transaction.atomic():
        if publication.judgements.filter(finding=finding, **given).exists():
            return
        FindingJudgement.objects.update_or_create(
            publication=publication, finding=finding, defaults={**given, "by": by, "at": now}
        )
        forget_reports(round)
        subject = f"round:{round.code}"
        audit.record("finding-judged", by=by, network=round.network, subject=subject, now=now, choice=choice)


def withdraw(publication: Publication, *, by: Any, now: datetime, finding: str) -> None:
    """Take back what was said about something that stands out; twice is once."""
    round = publication.round
    require(by, round.network, "facilitator")
    with transaction.atomic():
        gone, _ = publication.judgements.filter(finding=finding).delete()
        if gone:
            forget_reports(round)
            audit.record("judgement-withdrawn", by=by, network=round.network, subject=f"round:{round.code}", now=now)


def _line(text: str) -> str:
    """Text on one line, without what no database keeps: NUL characters and halves of characters."""
    return " ".join(text.replace("\0", "").encode("utf-8", "ignore").decode("utf-8").split())


@dataclass(frozen=True)
class ImportPlan:
    """What was decided about answers from elsewhere. skip: leave out rows with mistakes."""

    title: str
    closed_on: datetime
    invited: int | None
    visibility: str
    breakdown: str
    skip: bool


def import_file(upload: Any, *, by: Any, now: datetime, plan: ImportPlan) -> "Round":
    """A file with answers becomes a round with its release, at once or not at all; a second time gives the same round.

    Raises AnswersError with what is wrong in the file, ReleaseError when it cannot be published as planned or was
    published before, and UsageError when the network keeps no answers any more.
    """
    require(by, upload.network, "facilitator")
    if "round" in upload.choices:
        return round_of(upload.network, upload.choices["round"])
    require_keeping(upload.network, now)
    found = incoming.imported(upload, skip=plan.skip, invited=plan.invited)
    if plan.visibility == "party" and found.answers.party is None:
        raise ReleaseError(Problem("import-no-party-column"))
    with transaction.atomic():
        held = uploads.held(upload)
        if "round" in held.choices:
            return round_of(upload.network, held.choices["round"])
        shaped = _shaped(found.answers, plan)
        refuse_again(held.network, _told_apart(shaped, plan), plan.visibility, DEFAULT_K)
        round = _round_for(held, found.answers, plan, by, now)
        import_answers(round, shaped, now)
        publish(round, by=by, now=now)
        chosen = incoming.Chosen.of(held)
        uploads.remember(held.network, memory_of(chosen.instrument), chosen.to_remember())
        uploads.finish(held, {"round": round.code})
    return round


def memory_of(instrument: str) -> str:
    """Under which name the columns of files with answers to an instrument are remembered."""
    return f"answers:{instrument}"[:80]


def _round_for(upload: Any, answers: Answers, plan: ImportPlan, by: Any, now: datetime) -> "Round":
    asked = {item.id for item in answers.asked}
    return import_round(
        upload.network,
        by=by,
        now=now,
        title=plan.title,
        instrument=answers.instrument.slug,
        form=incoming.form_asked(answers.instrument, asked),
        visibility=plan.visibility,
        breakdown=plan.breakdown,
        k=DEFAULT_K,
        invited=plan.invited,
        closed_on=plan.closed_on,
    )


def _shaped(answers: Answers, plan: ImportPlan) -> Answers:
    """Only the groups that the plan asks for, with names that any database keeps."""
    split = plan.breakdown not in ("", "party")
    return replace(answers, party=_clean(answers.party), breakdown=_clean(answers.breakdown) if split else None)


def _told_apart(shaped: Answers, plan: ImportPlan) -> Answers:
    """The answers in the groups of the release: in totals by party, parties are a breakdown like any other."""
    return replace(shaped, breakdown=shaped.party) if plan.breakdown == "party" else shaped


def _clean(groups: Groups | None) -> Groups | None:
    return groups and Groups(tuple(name.replace("\0", "") for name in groups.names), groups.member)
