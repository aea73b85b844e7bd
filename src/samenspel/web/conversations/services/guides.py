"""What a facilitator does with the guide of a conversation."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from samenspel.diagnosis.guide import LENGTHS, Guide
from samenspel.diagnosis.programme import OWN, Edit, Edits, Part, Programme, in_order, programme
from samenspel.errors import LANGUAGES
from samenspel.web.conversations import queries
from samenspel.web.conversations.models import KeptGuide
from samenspel.web.conversations.seen import check, stamp
from samenspel.web.conversations.services.room import check_room
from samenspel.web.networks.access import require
from samenspel.web.results.queries import publication_of
from samenspel.web.shared.audit import record
from samenspel.web.shared.mishaps import NotAllowed

if TYPE_CHECKING:
    from samenspel.web.rounds.models import Round


@transaction.atomic
def choose_minutes(round: "Round", *, by: Any, now: datetime, minutes: int) -> None:
    """Make the guide for a conversation of so many minutes; raises NotAllowed when there is no such guide."""
    require(by, round.network, "facilitator")
    if minutes not in LENGTHS:
        raise NotAllowed
    kept = _held(round)
    if kept.minutes != minutes:
        _keep(kept, Edits.of(kept.edits), by, now, minutes)


@transaction.atomic
def edit_part(
    round: "Round", *, by: Any, now: datetime, key: str, lang: str, seen: str, minutes: int, title: str, text: str,
    questions: Sequence[str],
) -> None:  # fmt: skip
    """Change what a part says or how long it takes. What is as suggested in this language stays as computed.

    seen: `stamp` of the edit when the form was opened. Raises ChangedMeanwhile when somebody else changed the part.
    """
    require(by, round.network, "facilitator")
    kept = _held(round)
    edits, old = Edits.of(kept.edits), edit_of(kept, key)
    _checked(programme(_suggested(kept), edits, lang), key)
    plain = _find(programme(_suggested(kept), Edits({}), lang), key)
    given: dict[str, Any] = {"minutes": minutes, "title": title, "text": text, "questions": tuple(questions)}
    changed: dict[str, Any] = {name: one for name, one in given.items() if getattr(plain, name, None) != one}
    new = replace(Edit(**changed), removed=old.removed, after=old.after)
    if new == old:
        return
    check(seen, _texts(old))
    _keep(kept, Edits({**edits.parts, key: new}), by, now)


@transaction.atomic
def add_part(
    round: "Round", *, by: Any, now: datetime, code: str, minutes: int, title: str, text: str, questions: Sequence[str]
) -> None:
    """Add a part of our own before the last one. A second time with the same code is the same part.

    Raises UsageError when there are too many.
    """
    require(by, round.network, "facilitator")
    kept = _held(round)
    guide, edits, key = _suggested(kept), Edits.of(kept.edits), f"{OWN}{code}"
    if key in edits.parts:
        return
    check_room(sum(one.startswith(OWN) for one in edits.parts))
    order = _keys(guide, edits)
    with_it = Edits({**edits.parts, key: Edit(minutes, title, text, tuple(questions), after="")})
    _keep(kept, in_order(guide, with_it, [*order[:-1], key, *order[-1:]]), by, now)


@transaction.atomic
def move_part(round: "Round", *, by: Any, now: datetime, key: str, place: int, up: bool) -> None:
    """Move a part one place. place: where it stood on the page, counted from nought; elsewhere by now, it stays."""
    require(by, round.network, "facilitator")
    kept = _held(round)
    guide, edits = _suggested(kept), Edits.of(kept.edits)
    order = _keys(guide, edits)
    other = place - 1 if up else place + 1
    if not (0 <= place < len(order) and order[place] == key and 0 <= other < len(order)):
        return
    order[place], order[other] = order[other], order[place]
    _keep(kept, in_order(guide, edits, order), by, now)


@transaction.atomic
def take_out(round: "Round", *, by: Any, now: datetime, key: str) -> int | None:
    """Leave a part out. Returns the version that can be undone; None when it was out already."""
    return _set_removed(round, by, now, key, True)


@transaction.atomic
def put_back(round: "Round", *, by: Any, now: datetime, key: str) -> int | None:
    """Put a part back that was taken out. Returns the version that can be undone; None when it was there already."""
    return _set_removed(round, by, now, key, False)


@transaction.atomic
def as_suggested(round: "Round", *, by: Any, now: datetime, key: str) -> int | None:
    """Let a part say again what was suggested. It keeps its place. Returns the version that can be undone."""
    require(by, round.network, "facilitator")
    kept = _held(round)
    edits, old = Edits.of(kept.edits), edit_of(kept, key)
    if key.startswith(OWN) or old == Edit(after=old.after):
        return None
    return _keep(kept, Edits({**edits.parts, key: Edit(after=old.after)}), by, now)


@transaction.atomic
def undo(round: "Round", *, by: Any, now: datetime, version: int) -> bool:
    """Undo the last change, if it is still the last; whether it was."""
    require(by, round.network, "facilitator")
    kept = _held(round)
    if kept.version != version or not kept.before:
        return False
    before = kept.before
    _keep(kept, Edits.of(before["edits"]), by, now, before["minutes"])
    KeptGuide.objects.filter(pk=kept.pk).update(before={})
    return True


def edit_of(kept: KeptGuide, key: str) -> Edit:
    """What was changed in a part; nothing, when nothing was."""
    return Edits.of(kept.edits).parts.get(key, Edit())


def seen_of_part(round: "Round", key: str) -> str:
    """`stamp` of what was changed in what a part says: who moves it does not hinder who rewrites it."""
    return stamp(_texts(edit_of(queries.kept_guide(round), key)))


def _texts(edit: Edit) -> list[Any]:
    return [edit.minutes, edit.title, edit.text, edit.questions]


def _set_removed(round: "Round", by: Any, now: datetime, key: str, removed: bool) -> int | None:
    require(by, round.network, "facilitator")
    kept = _held(round)
    edits, old = Edits.of(kept.edits), edit_of(kept, key)
    _checked(programme(_suggested(kept), edits, LANGUAGES[0]), key)
    if old.removed == removed:
        return None
    return _keep(kept, Edits({**edits.parts, key: replace(old, removed=removed)}), by, now)


def _held(round: "Round") -> KeptGuide:
    """The guide of a round with a result, which nobody else can change until this transaction ends."""
    if publication_of(round) is None:
        raise NotAllowed
    KeptGuide.objects.get_or_create(round=round)
    kept = KeptGuide.objects.select_for_update().get(round=round)
    kept.round = round
    return kept


def _keep(kept: KeptGuide, edits: Edits, by: Any, now: datetime, minutes: int | None = None) -> int:
    from samenspel.web.results.services import forget_reports

    kept.before = {"minutes": kept.minutes, "edits": kept.edits}
    kept.minutes, kept.edits, kept.version = minutes or kept.minutes, edits.form(), kept.version + 1
    kept.save()
    round = kept.round
    record("guide-changed", by=by, network=round.network, subject=f"round:{round.code}", now=now)
    forget_reports(round)
    return kept.version


def _suggested(kept: KeptGuide) -> Guide:
    publication = publication_of(kept.round)
    assert publication is not None
    return queries.guide_of(publication, kept.minutes, queries.conversation_before(publication))


def _keys(guide: Guide, edits: Edits) -> list[str]:
    """The keys of the parts that are shown, in their order, whatever the language."""
    return [part.key for part in programme(guide, edits, LANGUAGES[0]).parts]


def _find(shown: Programme, key: str) -> Part | None:
    return next((part for part in (*shown.parts, *shown.removed) if part.key == key), None)


def _checked(shown: Programme, key: str) -> None:
    if _find(shown, key) is None:
        raise NotAllowed
