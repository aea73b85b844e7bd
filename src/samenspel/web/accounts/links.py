"""The secrets in links by mail. They are made at the moment of sending, and only their hash is kept."""

from datetime import datetime, timedelta

from samenspel.web.accounts.models import Account, EmailChange, LoginLink
from samenspel.web.shared.codes import fingerprint, new_secret

LINK_MINUTES = 30


def login_secret(account: Account, *, now: datetime, minutes: int = LINK_MINUTES, to_password: bool = False) -> str:
    """The secret of a new link that lets an account in once; with `to_password` it leads on to a new password."""
    secret = new_secret()
    LoginLink.objects.create(
        account=account,
        hash=fingerprint(secret),
        made_at=now,
        expires_at=now + timedelta(minutes=minutes),
        to_password=to_password,
    )
    return secret


def email_secret(change: EmailChange) -> str:
    """The secret of the link that confirms a new address; a link that was sent before no longer works."""
    secret = new_secret()
    change.hash = fingerprint(secret)
    change.save(update_fields=["hash"])
    return secret
