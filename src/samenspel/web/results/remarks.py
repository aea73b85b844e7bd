"""Open remarks that somebody of the team reads for names before they may be shown: which, and how far that is."""

import hashlib
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from samenspel.reading.answers import Answers
from samenspel.reading.disclosure import REMARKS_FROM
from samenspel.reading.release import Release, Remark, remarks_to_read, with_remarks
from samenspel.reading.score import Reading, read
from samenspel.web.answering import queries as answering
from samenspel.web.results.kept import kept, stamp_of
from samenspel.web.results.models import Publication, ReadRemark
from samenspel.web.results.queries import thawed

if TYPE_CHECKING:
    from samenspel.web.rounds.models import Round

State = Literal["ready", "not-published", "open-again", "few", "none", "leave"]


@dataclass(frozen=True)
class Waiting:
    """An open remark as it was written, without its writer; what was decided about it, and whether it is shown now."""

    digest: str
    item: str
    text: str
    decision: ReadRemark | None
    shown: bool


@dataclass(frozen=True)
class Desk:
    """The remarks of a round that may be read for names.

    state: "ready"; "not-published"; "open-again" (only what is shown can be taken out, nothing new is read); "few"
    (too few people), "none" (nobody wrote anything), "leave" (by party, and nobody gave leave). to_show: how many would
    be shown after releasing; changed: whether that differs from what is shown now. least: from how many people.
    """

    state: State
    remarks: tuple[Waiting, ...] = ()
    to_show: int = 0
    changed: bool = False
    least: int = REMARKS_FROM

    @property
    def read(self) -> int:
        """How many have been read."""
        return sum(1 for one in self.remarks if one.decision)

    @property
    def unread(self) -> int:
        """How many wait to be read."""
        return len(self.remarks) - self.read

    @property
    def hidden(self) -> int:
        """How many stay closed after reading."""
        return sum(1 for one in self.remarks if one.decision and one.decision.choice == "hide")

    @property
    def shown(self) -> int:
        """How many can be seen in the result now."""
        return sum(1 for one in self.remarks if one.shown)


def digest_of(remark: Remark) -> str:
    """By what a remark is known: its question and its words, so that two who wrote the same are read as one."""
    return hashlib.sha256(f"{remark.item}\0{remark.text}".encode("utf-8", "surrogatepass")).hexdigest()


def desk_of(publication: Publication | None) -> Desk:
    """What there is to read of a round."""
    if publication is None:
        return Desk("not-published")
    made, decisions = thawed(publication), {one.digest: one for one in publication.read_remarks.order_by("pk")}
    if not is_settled(publication):
        rows = [one for one in decisions.values() if _is_shown(one, made)]
        shown = tuple(Waiting(one.digest, one.item, one.text, one, shown=True) for one in rows)
        return Desk("open-again", shown, len(made.remarks))
    available = available_of(publication.round, made)
    if not available:
        return Desk(_why_none(publication, made), changed=bool(made.remarks), least=_least(made))
    remarks = tuple(_waiting(one, decisions.get(digest_of(one)), made) for one in dict.fromkeys(available))
    chosen = to_show(available, decisions)
    return Desk("ready", remarks, len(chosen), Counter(chosen) != Counter(made.remarks))


@dataclass(frozen=True)
class Left:
    """What is left to do about the remarks of a round: how many wait to be read, and whether others are to be shown."""

    unread: int
    changed: bool


def left_at(publication: Publication) -> Left | None:
    """What is left at the desk; None where there is nothing to read. Asks for the answers once and keeps no words."""
    made = thawed(publication)
    if not is_settled(publication):
        return Left(0, False) if made.remarks else None
    round, key = publication.round, ("remarks", stamp_of(publication), publication.closing)
    available = kept(key, lambda: tuple(digest_of(one) for one in available_of(round, made)))
    decisions = {one.digest: one for one in publication.read_remarks.all()}
    if not available:
        return None
    read_over = [one for digest in available if (one := decisions.get(digest))]
    chosen = Counter(Remark(one.item, one.text) for one in read_over if one.choice == "show")
    return Left(len(set(available) - set(decisions)), chosen != Counter(made.remarks))


def carried_over(old: Release, new: Release, round: "Round") -> Release:
    """The new release of a round by party, with the remarks of the old one whose writers let them stand.

    What is not shown any more is held: how many were written stays as it was, or it would tell what a latecomer did.
    """
    decisions = {one.digest: one for one in ReadRemark.objects.filter(publication__round=round)}
    kept = [one for one in to_show(available_of(round, old), decisions) if one in old.remarks]
    left = with_remarks(old, words_of(round), kept)
    return replace(new, remarks=left.remarks, remarks_held=left.remarks_held)


def is_settled(publication: Publication) -> bool:
    """Whether the result is of the last closing. While it is open, a remark that goes tells who is busy."""
    return publication.round.closed_at == publication.closing


def available_of(round: "Round", made: Release) -> list[Remark]:
    """The remarks that were there when the result was made, and that their writers did not change since.

    Only what was written then: one more remark would be that of a latecomer.
    """
    if not made.remarks and not made.remarks_held:
        return []
    then, now = (Counter(remarks_to_read(words_of(round, published=one), made.policy)) for one in (True, False))
    return list((then & now).elements())


def words_of(round: "Round", *, published: bool = True) -> Reading:
    """The reading of what people wrote, without the numbers beside it."""
    answers: Answers = answering.answers_of(round, published=published)
    return read(replace(answers, codes={}, picks={}))


def written_in(round: "Round") -> frozenset[str]:
    """The digests of all that people wrote in a round, as it is now and as it was released, shown or not."""
    readings = (words_of(round, published=published) for published in (False, True))
    texts = ((item, text) for reading in readings for item, given in reading.texts.items() for text in given)
    return frozenset(digest_of(Remark(item, text)) for item, text in texts)


def _why_none(publication: Publication, made: Release) -> State:
    if made.policy.visibility == "party":
        return "leave" if made.remarks_held else "none"
    few = made.people < _least(made)
    grown = publication.course == "renewed" and not made.remarks_held
    return "few" if few or grown else "none"


def _least(made: Release) -> int:
    return max(REMARKS_FROM, made.policy.k + 1)


def _waiting(remark: Remark, decision: ReadRemark | None, made: Release) -> Waiting:
    shown = decision is not None and _is_shown(decision, made)
    return Waiting(digest_of(remark), remark.item, remark.text, decision, shown)


def _is_shown(decision: ReadRemark, made: Release) -> bool:
    return decision.choice == "show" and Remark(decision.item, decision.text) in made.remarks


def to_show(available: list[Remark], decisions: dict[str, ReadRemark]) -> list[Remark]:
    """What of these remarks may be shown, as it was found fit."""
    read_over = (decisions.get(digest_of(one)) for one in available)
    return [Remark(one.item, one.text) for one in read_over if one and one.choice == "show"]
