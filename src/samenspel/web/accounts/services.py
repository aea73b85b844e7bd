"""What can be done with accounts: make one, let it in by a link, change its name, password and address."""

from datetime import datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction

from samenspel.web.accounts import tasks
from samenspel.web.accounts.links import LINK_MINUTES, login_secret
from samenspel.web.accounts.models import Account, EmailChange, LoginLink, OpenSession, tidy_email
from samenspel.web.accounts.queries import open_sessions
from samenspel.web.shared.audit import record
from samenspel.web.shared.codes import fingerprint

__all__ = ["LINK_MINUTES", "invite", "login_secret"]  # minted in links.py, which the background work needs too
KEPT = timedelta(days=7)
EMAIL_HOURS = 24


def tidy_name(name: str) -> str:
    """A name on one line, without what a database refuses."""
    kept = name.encode("utf-8", "ignore").decode("utf-8").replace("\0", "")
    return " ".join(kept.split())[:120]


@transaction.atomic
def invite(email: str, *, name: str, language: str, now: datetime) -> Account:
    """The account with this address; made when there is none, without a password."""
    account, made = Account.objects.get_or_create(
        email=tidy_email(email),
        defaults={"name": tidy_name(name), "language": language, "password": make_password(None)},
    )
    if made:
        record("account-made", by=None, network=None, subject=f"account:{account.pk}", now=now)
    return account


@transaction.atomic
def make_admin(account: Account, *, now: datetime) -> None:
    """Let an account see the pages for who looks after the site."""
    account.is_staff = True
    account.save(update_fields=["is_staff"])
    record("account-admin", by=None, network=None, subject=f"account:{account.pk}", now=now)


def use_link(link: LoginLink, *, now: datetime) -> bool:
    """Use up a login link. False when it was used just before, or is too old."""
    return bool(LoginLink.objects.filter(pk=link.pk, used_at=None, expires_at__gt=now).update(used_at=now))


@transaction.atomic
def change_details(account: Account, *, now: datetime, name: str, language: str) -> None:
    """Change name and language."""
    account.name, account.language = tidy_name(name), language
    account.save(update_fields=["name", "language"])
    record("account-changed", by=account, network=None, now=now)


@transaction.atomic
def change_password(account: Account, *, now: datetime, password: str, session_key: str | None) -> None:
    """Set a password. Every other session ends, and links that were not used yet no longer work."""
    account.set_password(password)
    account.save(update_fields=["password"])
    _void_links(account, now)
    end_others(account, now=now, session_key=session_key)
    record("password-changed", by=account, network=None, now=now)
    transaction.on_commit(lambda: tasks.tell.enqueue(account.pk, "password"))


@transaction.atomic
def ask_email(account: Account, *, now: datetime, email: str) -> None:
    """Note a new address and write to it; the account keeps the old one until the link in that mail is opened."""
    values = {"email": tidy_email(email), "former": "", "hash": None}
    times = {"asked_at": now, "expires_at": now + timedelta(hours=EMAIL_HOURS)}
    change, _ = EmailChange.objects.update_or_create(account=account, defaults={**values, **times})
    record("email-asked", by=account, network=None, now=now)
    transaction.on_commit(lambda: tasks.confirm_email.enqueue(change.pk))


def confirm_email(change: EmailChange, *, now: datetime) -> bool:
    """Give the account its new address and tell the old one. False when another account has it by now."""
    try:
        with transaction.atomic():
            account = Account.objects.select_for_update().get(pk=change.account_id)
            change.former, account.email = account.email, change.email
            account.save(update_fields=["email"])
            change.save(update_fields=["former"])
            _void_links(account, now)
            record("email-changed", by=account, network=None, now=now)
            transaction.on_commit(lambda: tasks.tell_former_address.enqueue(change.pk))
    except IntegrityError:
        return False
    return True


@transaction.atomic
def end_session(session: OpenSession, *, now: datetime) -> None:
    """Log out one device."""
    Session.objects.filter(session_key=session.session_key).delete()
    session.delete()
    record("session-ended", by=session.account, network=None, now=now)


@transaction.atomic
def end_others(account: Account, *, now: datetime, session_key: str | None) -> int:
    """Log out every device but the one with this session; how many there were."""
    others = account.sessions.exclude(session_key=session_key or "")
    shown = open_sessions(account, now).exclude(session_key=session_key or "").count()
    Session.objects.filter(session_key__in=list(others.values_list("session_key", flat=True))).delete()
    others.delete()
    if shown:
        record("sessions-ended", by=account, network=None, now=now, count=shown)
    return shown


def code_of(account: Account) -> str:
    """A name for an account that says nothing, and that no later account gets."""
    return fingerprint(f"account {account.pk} {account.created_at.isoformat()}")


def forget(account: Account) -> None:
    """Remove an account, and log it out everywhere."""
    keys = list(account.sessions.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    account.delete()


def forget_old(now: datetime) -> None:
    """Remove links and changes of address that are long past, and sessions that ran out."""
    LoginLink.objects.filter(expires_at__lt=now - KEPT).delete()
    EmailChange.objects.filter(expires_at__lt=now - KEPT).delete()
    Session.objects.filter(expire_date__lte=now).delete()
    OpenSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()


def _void_links(account: Account, now: datetime) -> None:
    account.links.filter(used_at=None, expires_at__gt=now).update(expires_at=now)
