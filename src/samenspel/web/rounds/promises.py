"""What people are told, before the first question, about who will see what (the rules of disclosure 3–11).

Every sentence is true of the round at hand, and none says less than there is. What is said here is kept elsewhere: by
`samenspel.reading.release` for what is published, and by the operations of this part for what the team can see.
"""

from typing import TYPE_CHECKING

from samenspel.reading.disclosure import OPEN_LINK_FROM, REMARKS_FROM
from samenspel.web.rounds.models import Round
from samenspel.web.rounds.pinned import asks_remarks
from samenspel.web.shared.words import say

if TYPE_CHECKING:
    from samenspel.web.parties.models import Party


def visibility_words(
    round: Round, lang: str, party: "Party | str | None" = None, alone: bool = False, handed: bool = False
) -> list[str]:
    """Plain sentences on who will see what of the answers of one person.

    party: for whom they answer, None for themselves. alone: whether nobody else answers for that party, or nobody else
    for themselves (rule 9). handed: whether somebody of the team has had the link of this person in hands.
    """
    name = " ".join(str(party).split()) if party else ""
    keys = [
        *_published(round, name, alone),
        *_remarks(round),
        *_when(round),
        *_seen_by_team(round, handed),
        "server-room" if round.door == "open" else "server",
    ]
    values = {"least": round.k + 1, "remarks": max(REMARKS_FROM, round.k + 1), "party": name}
    values["open"] = max(OPEN_LINK_FROM, round.k + 1)
    return [say(f"rounds-promise-{key}", lang, **values) for key in keys]


def _published(round: Round, party: str, alone: bool) -> list[str]:
    """Rules 1–3, 7 and 9: what of the scores can be seen."""
    if round.visibility == "totals":
        total = "totals-room" if round.door == "open" else "totals"
        return [total, f"breakdown-{round.breakdown}" if round.breakdown else "no-breakdown"]
    if not party:
        return ["party", "party-none-alone" if alone else "party-none", "party-agree"]
    return ["party", "party-alone" if alone else "party-colleagues", "party-agree"]


def _remarks(round: Round) -> list[str]:
    """Rule 6: what becomes of what somebody writes."""
    if not asks_remarks(round):
        return []
    return ["remarks-party" if round.visibility == "party" else "remarks"]


def _when(round: Round) -> list[str]:
    """Rule 5: until when one can change one's answers, and who gets the result."""
    return ["when", "result-you" if round.show_participants else "result-team"]


def _seen_by_team(round: Round, handed: bool) -> list[str]:
    """Rule 8: who has answered may be seen."""
    if round.door == "open":
        return ["team-room"]
    return ["team", *(["handed"] if handed else [])]


def letter_words(round: Round, lang: str) -> str:
    """What a letter on paper says about it: the same in fewer words, for everyone alike."""
    keys = ["party" if round.visibility == "party" else "totals", "team", "server", "more"]
    return "\n".join(say(f"rounds-paper-{key}", lang, least=round.k + 1) for key in keys)
