"""Answers are published once (`docs/adr/0025-answers-are-published-once.md`): who brings a file again is told so.

Only files can come twice. Who is asked again on the site answers anew.
"""

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal

from samenspel.errors import Problem, ReleaseError
from samenspel.reading.answers import Answers
from samenspel.reading.overlap import overlap
from samenspel.web.answering import queries as answering
from samenspel.web.networks.queries import held
from samenspel.web.results.models import Publication

if TYPE_CHECKING:
    from samenspel.web.networks.models import Network
    from samenspel.web.rounds.models import Round

Clash = Literal["", "import-again-beside", "import-again-after"]


def refuse_again(network: "Network", answers: Answers, visibility: str, k: int) -> None:
    """Raise ReleaseError when these answers were published before and the two together would tell of a few people.

    Beside a round that is there nothing may differ. After one that is in the bin no fewer than k + 1 people may, and
    with groups nothing (rule 5).
    """
    held(network)  # or two files could come in at the same moment
    mine = _shown(answers, visibility)
    for round in _imported_in(network):
        clash = _clash(round, mine, visibility, k)
        if clash:
            raise ReleaseError(Problem(clash, values={"round": round.title}))


def refuse_beside(round: "Round") -> None:
    """Raise ReleaseError when a round that comes out of the bin would stand beside another of the same answers."""
    if round.door != "import":
        return
    mine = _shown(answering.answers_of(round), round.visibility)
    for other in _imported_in(round.network).filter(deleted_at=None).exclude(pk=round.pk):
        if _clash(other, mine, round.visibility, round.k):
            raise ReleaseError(Problem("import-again-restored", values={"round": other.title}))


def _imported_in(network: "Network") -> Any:
    rounds: Any = Publication.round.field.related_model
    return rounds.objects.filter(network=network, door="import").exclude(publication=None).order_by("-closed_at", "-pk")


def _clash(round: "Round", mine: Answers, visibility: str, k: int) -> Clash:
    gone = round.deleted_at is not None
    if gone and visibility == "party":
        return ""  # by agreement everything is shown: nothing is left to find out
    theirs = _shown(answering.answers_of(round, published=True), round.visibility)
    found = overlap(mine, theirs)
    if not found.is_shared(min(k, round.k)):
        return ""
    if gone:
        grouped = mine.breakdown is not None or theirs.breakdown is not None
        return "import-again-after" if 0 < found.fewest <= max(k, round.k) or (grouped and found.regrouped) else ""
    return "import-again-beside" if found.fewest or found.regrouped or visibility != round.visibility else ""


def _shown(answers: Answers, visibility: str) -> Answers:
    """The answers with those groups only in which they are shown."""
    return replace(answers, party=answers.party if visibility == "party" else None)
