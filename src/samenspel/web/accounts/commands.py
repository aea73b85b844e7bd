"""Commands for whoever looks after the site: make an account, or a link that lets one in. They give what to print."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from samenspel.errors import Problem, UsageError
from samenspel.web.accounts import second_factor, services
from samenspel.web.accounts.models import Account, tidy_email
from samenspel.web.accounts.queries import account_by_email
from samenspel.web.shared.addresses import absolute
from samenspel.web.shared.clock import now
from samenspel.web.shared.words import say


def add(email: str, *, name: str, admin: bool = False, language: str = "nl") -> str:
    """Make an account, or find the one that is there, and give a link that lets it in."""
    try:
        validate_email(tidy_email(email))
    except ValidationError as error:
        raise UsageError(Problem("account-email", values={"email": email})) from error
    account = services.invite(email, name=name, language=language, now=now())
    if admin:
        services.make_admin(account, now=now())
    return _entrance(account, language)


def link(email: str, *, language: str = "nl") -> str:
    """A link that lets an account in. Raises UsageError when there is none with this address."""
    return _entrance(_known(email), language)


def second_step_off(email: str, *, language: str = "nl") -> str:
    """Turn off the second step of who lost both the app and the recovery codes; its owner is told by mail."""
    account = _known(email)
    second_factor.turn_off(account, by=None, now=now())
    return say("accounts-command-second-off", language, email=account.email)


def _known(email: str) -> Account:
    account = account_by_email(email)
    if account is None:
        raise UsageError(Problem("account-unknown", values={"email": email}))
    return account


def _entrance(account: Account, language: str) -> str:
    address = absolute("accounts:link", services.login_secret(account, now=now()))
    return say("accounts-command-link", language, email=account.email, link=address, minutes=services.LINK_MINUTES)
