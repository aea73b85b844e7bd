"""Commands for whoever looks after the site, when a person asks what is kept of them, or to be forgotten."""

import json
import os
import sys
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from samenspel.errors import Problem, ReportError, UsageError, Where
from samenspel.web.accounts.queries import account_with
from samenspel.web.parties.queries import people_by_email
from samenspel.web.privacy import kept, services
from samenspel.web.shared.clock import now
from samenspel.web.shared.words import counted, say

if TYPE_CHECKING:
    from samenspel.web.accounts.models import Account
    from samenspel.web.parties.models import Participant

YES = {"nl": ("j", "ja"), "en": ("y", "yes")}


def show(email: str, *, language: str = "nl") -> str:
    """In which networks an address occurs. Raises UsageError when it is not known."""
    people, account = _known(email)
    lines = [say("privacy-command-takes-part", language, name=one.name, network=one.network.name) for one in people]
    if account:
        lines.append(say("privacy-command-account", language, name=account.name))
    return "\n".join(lines)


def export(email: str, *, into: str, language: str = "nl") -> str:
    """Write everything that is kept of somebody into one file that only its owner can read."""
    people, account = _known(email)
    text = json.dumps(kept.form_of(people, account, lang=language, now=now()), ensure_ascii=False, indent=2) + "\n"
    half = f"{into}.half"
    try:
        Path(half).unlink(missing_ok=True)  # or it would be written into what somebody else laid there
        with open(half, "x", encoding="utf-8", opener=partial(os.open, mode=0o600)) as file:
            file.write(text)
        os.replace(half, into)
    except OSError as error:
        with suppress(OSError):
            Path(half).unlink(missing_ok=True)
        reason = {"reason": error.strerror or str(error)}
        raise ReportError(Problem("file-not-writable", Where(into), reason)) from error
    return say("privacy-command-exported", language, file=into)


def is_sure(email: str, *, language: str = "nl") -> bool:
    """Say what forgetting means, and ask. Raises UsageError when nobody has this address."""
    print(show(email, language=language))
    print(say("privacy-command-means", language))
    print(say("privacy-command-sure", language), end=" ", flush=True)
    return sys.stdin.readline().strip().lower() in YES[language]


def forget(email: str, *, language: str = "nl") -> str:
    """Forget somebody for good, in all networks and as an account. Raises UsageError for the last steward of one."""
    people, account = _known(email)
    if account:
        services.forget_account(account, now=now())
    for person in people:
        services.forget_person(person, by=None, now=now())
    return counted("privacy-command-forgotten", len(people) + (account is not None), language)


def _known(email: str) -> "tuple[list[Participant], Account | None]":
    people, account = people_by_email(email), account_with(email)
    if not people and account is None:
        raise UsageError(Problem("person-unknown", values={"email": email}))
    return people, account
