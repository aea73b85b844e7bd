"""Everything that is kept of a person, as a document to hand over: `samenspel.person/1`.

Somebody's own answers are in it, so it goes to that person only: by a link in a mail to their address, or through the
administrator. Team members get it without answers.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

from django.conf import settings

from samenspel.errors import TheoryError
from samenspel.theory.instrument import Choice, Item, Multiple, OpenText, Rating
from samenspel.web.accounts import queries as accounts
from samenspel.web.answering.queries import responses_to
from samenspel.web.networks import queries as networks
from samenspel.web.rounds import queries as rounds
from samenspel.web.shared.words import say

if TYPE_CHECKING:
    from samenspel.web.accounts.models import Account
    from samenspel.web.answering.models import Response
    from samenspel.web.parties.models import Participant
    from samenspel.web.rounds.models import Invitation, Letter, Round

FORMAT = "samenspel.person/1"

Form = dict[str, Any]
Answers = Literal["all", "proven", "none"]
"""Of which rounds the answers are told: "proven" by a mail to the address that was written to in that round."""


def form_of(
    people: Iterable["Participant"], account: "Account | None", *, lang: str, now: datetime, answers: Answers = "all"
) -> Form:
    """What is kept of somebody: as a participant in networks, and as an account. Words are in `lang`."""
    return {
        "format": FORMAT,
        "made": now.isoformat(timespec="seconds"),
        "site": settings.ADDRESS,
        "takes_part": [_participant(one, lang, answers) for one in people],
        "account": _account(account) if account else None,
    }


def _participant(person: "Participant", lang: str, answers: Answers) -> Form:
    return {
        "network": person.network.name,
        "name": person.name,
        "email": person.email,
        "language": person.language,
        "party": person.party.name if person.party else None,
        "in_bin_since": _moment(person.deleted_at),
        "keep_until": person.network.keep_until and person.network.keep_until.isoformat(),
        "asked": _asked_of(person, lang, answers),
    }


def _asked_of(person: "Participant", lang: str, answers: Answers) -> list[Form]:
    invitations = rounds.invitations_of(person)
    letters, responses = rounds.letters_to(invitations), responses_to(invitations) if answers != "none" else {}
    asked = []
    for one in invitations:
        given = {} if answers == "none" else _given(one, responses.get(one.pk), lang, answers)
        asked.append(_asked(one, letters[one.pk]) | given)
    return asked


def _asked(invitation: "Invitation", letters: "list[Letter]") -> Form:
    round = invitation.round
    return {
        "round": round.title,
        "questionnaire": round.instrument,
        "visibility": round.visibility,
        "opened": _moment(round.opened_at),
        "closed": _moment(round.closed_at),
        "for_party": invitation.party.name if invitation.party else None,
        "sent": invitation.answered,
        "mails": [{"about": letter.mailing.kind, "sent": _moment(letter.sent_at)} for letter in letters],
    }


def _given(invitation: "Invitation", response: "Response | None", lang: str, answers: Answers) -> Form:
    """What somebody answered in a round. By a mail it is told only where nobody else can have answered, or have put
    an address of their own in the place of the one that was first written to.
    """
    if response and answers == "proven" and (response.seat or not rounds.is_first_address(invitation)):
        return {"answers_withheld": True}
    if response is None:
        return {"answers": None, "answers_when_released": None, "remarks_may_be_shown": None}
    items = _items_still(invitation.round)
    given, released = (_answers(one, items, lang) for one in (response.document, response.published))
    told = {"answers": given, "answers_when_released": released, "remarks_may_be_shown": response.may_quote}
    return told if items is not None else told | {"questionnaire_unreadable": True}


def _items_still(round: "Round") -> Sequence[Item] | None:
    """What a round asks; None when its questionnaire is not on this server any more."""
    try:
        return rounds.items_of(round)
    except TheoryError:
        return None


def _answers(document: Form | None, items: Sequence[Item] | None, lang: str) -> list[Form] | None:
    """The answers of a document in words, in the order of the questions; None where there is none. Without the
    questions: under their ids, as they are kept.
    """
    if document is None:
        return None
    if items is None:
        return [
            {"item": item_id, "question": item_id, "answer": value, "in_words": _as_kept(value, lang)}
            for item_id, value in document.items()
        ]
    return [
        {
            "item": item.id,
            "question": item.text[lang],
            "answer": document[item.id],
            "in_words": in_words(item, document[item.id], lang),
        }
        for item in items
        if item.id in document
    ]


def _as_kept(value: Any, lang: str) -> str:
    """An answer of which nobody can tell any more how it was offered."""
    if value is None:
        return say("privacy-skipped", lang)
    if isinstance(value, list):
        return ", ".join(map(str, value)) or say("privacy-none-of-these", lang)
    return str(value)


def in_words(item: Item, value: Any, lang: str) -> str:
    """An answer as it was offered to whoever gave it."""
    if value is None:
        skip = None if isinstance(item.kind, OpenText) else item.kind.skip
        return skip[lang] if skip else say("privacy-skipped", lang)
    match item.kind:
        case Rating(labels=labels, high=high):
            label = dict(labels).get(float(value))
            known = f" ({label[lang]})" if label else ""
            return say("privacy-rated", lang, value=f"{value:g}", high=f"{high:g}") + known
        case Choice(options=options):
            return next((one.name[lang] for one in options if one.id == value), str(value))
        case Multiple(options=options):
            return ", ".join(one.name[lang] for one in options if one.id in value) or say("privacy-none-of-these", lang)
        case OpenText():
            return str(value)


def _account(account: "Account") -> Form:
    return {
        "email": account.email,
        "name": account.name,
        "language": account.language,
        "made": _moment(account.created_at),
        "second_step": account.second_factor_on,
        "looks_after_the_site": account.is_staff,
        "works_in": [
            {"network": one.network.name, "role": one.role, "until": one.until and one.until.isoformat()}
            for one in networks.memberships_of(account)
        ],
        "devices": [
            {"device": one.device, "since": _moment(one.started_at), "seen": _moment(one.seen_at)}
            for one in accounts.sessions_of(account)
        ],
        "did": [
            {"at": _moment(one.at), "network": one.network.name if one.network else None, "what": one.action}
            for one in networks.audit_by(account)
        ],
    }


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") if moment else None
