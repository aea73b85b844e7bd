"""What is done for accounts in the background: mail. Tasks get numbers only; secrets are made while sending."""

from urllib.parse import urlencode

from django.core.mail import send_mail
from django_tasks import task

from samenspel.web.accounts.links import LINK_MINUTES, email_secret, login_secret
from samenspel.web.accounts.models import Account, EmailChange
from samenspel.web.shared.addresses import absolute
from samenspel.web.shared.clock import now
from samenspel.web.shared.words import say


@task()
def send_login_link(account_id: int, to_password: bool = False, onward: str = "") -> None:
    """Mail a link that logs in. For number 0 there is nothing to send: an unknown address takes this road too."""
    account = Account.objects.filter(pk=account_id, is_active=True).first()
    if account is None:
        return
    secret = login_secret(account, now=now(), to_password=to_password)
    link = absolute("accounts:link", secret) + (f"?{urlencode({'next': onward})}" if onward else "")
    kind = "reset" if to_password else "link"
    _mail(account.email, kind, account, link=link, minutes=LINK_MINUTES)


@task()
def tell(account_id: int, what: str) -> None:
    """Tell the owner of an account that its protection changed: "password", "second-on" or "second-off"."""
    account = Account.objects.filter(pk=account_id).first()
    if account is not None:
        _mail(account.email, what, account, link=absolute("accounts:account"))


@task()
def confirm_email(change_id: int) -> None:
    """Write to a new address. Who has an account there already hears so, and gets no link."""
    change = EmailChange.objects.select_related("account").filter(pk=change_id, former="").first()
    if change is None:
        return
    holder = Account.objects.filter(email=change.email).first()
    if holder is not None:
        _mail(change.email, "taken", holder, link=absolute("accounts:log-in"))
        return
    link = absolute("accounts:confirm-email", email_secret(change))
    _mail(change.email, "confirm", change.account, link=link)


@task()
def tell_former_address(change_id: int) -> None:
    """Tell the old address that the account has a new one."""
    change = EmailChange.objects.select_related("account").filter(pk=change_id).exclude(former="").first()
    if change is not None:
        _mail(change.former, "moved", change.account, email=change.email)


def _mail(to: str, kind: str, account: Account, **values: object) -> None:
    subject = say(f"accounts-mail-{kind}-subject", account.language)
    body = say(f"accounts-mail-{kind}-body", account.language, name=account.name or account.email, **values)
    send_mail(subject, body, None, [to])
