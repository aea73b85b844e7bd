"""Making the secrets by which people come in. Of a secret only its hash is kept."""

from collections.abc import Sequence

from samenspel.web.rounds.models import Invitation, Link, Round
from samenspel.web.shared.codes import fingerprint, new_secret


def mint(round: Round, invitation: Invitation | None, *, handed: bool = False) -> str:
    """A new link to a round; for a room when there is no invitation. The secret is told here and never again."""
    secret = new_secret()
    Link.objects.create(round=round, invitation=invitation, hash=fingerprint(secret), handed=handed)
    return secret


def mint_all(invitations: Sequence[Invitation]) -> list[tuple[Invitation, str]]:
    """New links for a list or for letters, all at once; somebody of the team will have them in hands."""
    made = [(one, new_secret()) for one in invitations]
    Link.objects.bulk_create(
        Link(round_id=one.round_id, invitation=one, hash=fingerprint(secret), handed=True) for one, secret in made
    )
    return made


def is_uncertain(invitation: Invitation) -> bool:
    """Whether a link by mail may reach another than who came in before: the address is not the one first written to."""
    known = invitation.participant is None or is_first_address(invitation)
    return not known and invitation.links.exists()


def is_first_address(invitation: Invitation) -> bool:
    """Whether the address of who was asked is the one that was written to first. The team can fill in another."""
    person = invitation.participant
    return person is not None and bool(person.email) and invitation.mailed_to == fingerprint(person.email)
