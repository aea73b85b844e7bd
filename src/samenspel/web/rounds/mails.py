"""The words of the mails of a round, in the language of who gets them."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from samenspel.present.words import date_long
from samenspel.web.rounds.models import Invitation, Round
from samenspel.web.rounds.pinned import size_of
from samenspel.web.rounds.promises import visibility_words
from samenspel.web.rounds.queries import is_alone
from samenspel.web.shared.words import say


@dataclass(frozen=True)
class Mail:
    """A plain mail."""

    subject: str
    body: str


@dataclass(frozen=True)
class Receiver:
    """Who gets a mail. party: for whom they answer, empty for themselves. alone: whether nobody else does (rule 9).
    colleague: who passed the question on to them, or empty.
    """

    name: str
    lang: str
    party: str
    alone: bool = False
    colleague: str = ""


def receiver_of(invitation: Invitation) -> Receiver:
    """The person of an invitation as a receiver of mail."""
    person, party = invitation.participant, invitation.party
    assert person is not None
    before = invitation.passed_on_by.select_related("participant").first()
    colleague = before.participant.name if before and before.participant else ""
    alone = invitation.round.visibility == "party" and is_alone(invitation)
    return Receiver(person.name, person.language, party.name if party else "", alone, colleague)


def write_mail(kind: str, round: Round, to: Receiver, address: str) -> Mail:
    """The mail of a kind ("invitation", "reminder", "result") to one person; address: of their own link."""
    values = {"name": one_line(to.name), **_values(round)}
    parts = [
        say("rounds-mail-hello", to.lang, **values),
        _opening(kind, to, values),
        *(_asked(round, to, address) if kind != "result" else [say("rounds-mail-result-link", to.lang, link=address)]),
        say("rounds-mail-bye", to.lang, **values),
    ]
    subject = say(f"rounds-mail-{kind}-subject", to.lang, **values)
    return Mail(one_line(subject), "\n\n".join(part for part in parts if part) + "\n")


def one_line(text: str) -> str:
    """A text on one line, as names and subjects must be: a line break in a header would start another header."""
    return " ".join(text.split())


def sender_of(round: Round) -> str:
    """In whose name a round invites."""
    return one_line(round.made_by.name if round.made_by and round.made_by.name else round.network.name)


def moment_in_words(moment: datetime, round: Round, lang: str) -> str:
    """A moment on the clock of the network: "3 maart 2026, 14:30"."""
    local = moment.astimezone(ZoneInfo(round.network.time_zone))
    return say("rounds-mail-moment", lang, day=date_long(local.date(), lang), time=f"{local:%H:%M}")


def _values(round: Round) -> dict[str, object]:
    return {
        "sender": sender_of(round),
        "network": one_line(round.network.name),
        "title": one_line(round.title),
    }


def _opening(kind: str, to: Receiver, values: dict[str, object]) -> str:
    if kind == "invitation" and to.colleague:
        return say("rounds-mail-passed-on", to.lang, colleague=one_line(to.colleague), **values)
    return say(f"rounds-mail-{kind}", to.lang, **values)


def _asked(round: Round, to: Receiver, address: str) -> list[str]:
    """What it is about, where to answer and until when, who will see what, and what to do when it is not for you."""
    lang, challenge, closes = to.lang, round.network.challenge, round.closes_at
    minutes = size_of(round.instrument, round.form)[1]
    promises = visibility_words(round, lang, party=to.party, alone=to.alone)
    return [
        say("rounds-mail-challenge", lang, challenge=one_line(challenge)) if challenge else "",
        round.message.strip(),
        say("rounds-mail-link", lang, minutes=minutes, link=address),
        say("rounds-mail-until", lang, moment=moment_in_words(closes, round, lang)) if closes else "",
        "\n".join([say("rounds-mail-who-sees", lang), *(f"- {sentence}" for sentence in promises)]),
        say("rounds-mail-data", lang),
        say("rounds-mail-not-you", lang),
    ]


def sample(kind: str, round: Round, lang: str) -> Mail:
    """A mail as somebody would get it, with a link that leads nowhere; nothing of it is kept."""
    to = Receiver(say("rounds-mail-sample-name", lang), lang, say("rounds-mail-sample-party", lang))
    return write_mail(kind, round, to, say("rounds-mail-sample-link", lang))
