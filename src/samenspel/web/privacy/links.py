"""The link in a mail by which somebody sees what is kept of them.

It goes to the mailbox, and nowhere else. A link to answer by may have been in the hands of the team, and opens one
round only; whoever reads the mail that goes to the address that is kept has shown whose address it is. Nothing of the
link is kept: it is signed, with the address in it as a fingerprint, so that it dies when the address changes or the
person is forgotten.
"""

from datetime import timedelta
from typing import TYPE_CHECKING, Literal

from django.core import signing

from samenspel.web.parties.queries import person_by_code
from samenspel.web.shared.codes import fingerprint

if TYPE_CHECKING:
    from samenspel.web.parties.models import Participant

HOURS = 24
_SIGNER = signing.TimestampSigner(salt="samenspel.web.privacy.links", sep=".")

State = Literal["ok", "expired", "gone", "unknown"]


def secret_of(person: "Participant") -> str:
    """The secret of a link to all that is kept of somebody; it holds for a day."""
    return _SIGNER.sign(_named(person))


def person_by(secret: str) -> "tuple[State, Participant | None]":
    """Whose link this is, and what it is still worth. "gone": the person was forgotten, or has another address."""
    try:
        named = _SIGNER.unsign(secret, max_age=timedelta(hours=HOURS))
    except signing.SignatureExpired:
        return "expired", None
    except signing.BadSignature:
        return "unknown", None
    person = person_by_code(named.partition("-")[0])
    return ("ok", person) if person and person.email and _named(person) == named else ("gone", None)


def _named(person: "Participant") -> str:
    return f"{person.code}-{fingerprint(person.email)[:32]}"
