"""The second step at logging in: codes of an authenticator app, and recovery codes for when it is not at hand."""

import hmac
from datetime import datetime
from typing import Literal

import pyotp
from django.db import transaction

from samenspel.web.accounts import tasks
from samenspel.web.accounts.models import Account
from samenspel.web.shared.audit import record
from samenspel.web.shared.codes import fingerprint, new_code, tidy_secret
from samenspel.web.shared.words import say

SECONDS = 30
RECOVERY_CODES = 10


@transaction.atomic
def begin(account: Account, *, now: datetime) -> None:
    """Make a key to put in an app. Nothing is asked at logging in until a first code was given."""
    locked = Account.objects.select_for_update().get(pk=account.pk)
    if locked.second_factor_on:
        return
    locked.second_factor = pyotp.random_base32()
    locked.save(update_fields=["second_factor"])
    record("second-factor-begun", by=account, network=None, now=now)


def app_address(account: Account) -> str:
    """What the QR code tells the app."""
    return pyotp.TOTP(account.second_factor).provisioning_uri(name=account.email, issuer_name=say("site-name"))


@transaction.atomic
def confirm(account: Account, *, now: datetime, code: str) -> list[str] | None:
    """Turn the second step on with a first code; gives the recovery codes, once. None when the code is wrong."""
    locked = Account.objects.select_for_update().get(pk=account.pk)
    if locked.second_factor_on or not _accept_code(locked, code, now):
        return None
    locked.second_factor_on = True
    codes = _new_recovery(locked)
    locked.save(update_fields=["second_factor_on", "last_code", "recovery"])
    record("second-factor-on", by=account, network=None, now=now)
    transaction.on_commit(lambda: tasks.tell.enqueue(account.pk, "second-on"))
    return codes


@transaction.atomic
def check(account: Account, *, now: datetime, code: str = "", recovery: str = "") -> Literal["app", "recovery", ""]:
    """Whether a code is right, and which of the two it was; it is used up by it. Empty when it is wrong."""
    locked = Account.objects.select_for_update().get(pk=account.pk)
    if code and _accept_code(locked, code, now):
        locked.save(update_fields=["last_code"])
        return "app"
    kept = fingerprint(tidy_secret(recovery))
    if recovery and locked.second_factor_on and kept in locked.recovery:
        locked.recovery = [one for one in locked.recovery if one != kept]
        locked.save(update_fields=["recovery"])
        record("recovery-code-used", by=account, network=None, now=now, left=len(locked.recovery))
        return "recovery"
    record("second-factor-failed", by=account, network=None, now=now)
    return ""


@transaction.atomic
def turn_off(account: Account, *, by: Account | None, now: datetime) -> None:
    """Ask no second step any more; key and recovery codes are gone. by: None when it is done from the command line."""
    fields = {"second_factor": "", "second_factor_on": False, "recovery": []}
    Account.objects.filter(pk=account.pk).update(**fields)
    record("second-factor-off", by=by, network=None, subject=f"account:{account.pk}", now=now)
    transaction.on_commit(lambda: tasks.tell.enqueue(account.pk, "second-off"))


@transaction.atomic
def renew_recovery(account: Account, *, now: datetime) -> list[str]:
    """New recovery codes; the old ones no longer work."""
    locked = Account.objects.select_for_update().get(pk=account.pk)
    codes = _new_recovery(locked)
    locked.save(update_fields=["recovery"])
    record("recovery-codes-renewed", by=account, network=None, now=now)
    return codes


def _accept_code(account: Account, code: str, now: datetime) -> bool:
    """Whether the app shows this code now, or did or will half a minute away. A code that was used is refused."""
    if not account.second_factor:
        return False
    typed, app = "".join(code.split()), pyotp.TOTP(account.second_factor)
    this_step = int(now.timestamp()) // SECONDS
    for step in (this_step - 1, this_step, this_step + 1):
        if step > account.last_code and hmac.compare_digest(app.generate_otp(step).encode(), typed.encode()):
            account.last_code = step
            return True
    return False


def _new_recovery(account: Account) -> list[str]:
    """Ten new codes, to be read and typed in groups of four; the account keeps their hashes."""
    codes = [new_code() for _ in range(RECOVERY_CODES)]
    account.recovery = [fingerprint(code) for code in codes]
    return [f"{code[:4]}-{code[4:8]}-{code[8:]}" for code in codes]
