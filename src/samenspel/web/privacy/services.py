"""Forgetting people, networks and accounts for good (rule 13 of disclosure), and what must be forgotten by itself.

Who is forgotten is gone by name, address, texts and links. Their ratings stay in what was released, without anything
that leads to them; what was released is not computed anew.
"""

import logging
from collections.abc import Collection
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db import transaction

from samenspel.errors import Problem, UsageError
from samenspel.web.accounts import services as accounts
from samenspel.web.accounts.queries import everyone
from samenspel.web.answering import services as answering
from samenspel.web.conversations import services as conversations
from samenspel.web.networks import queries as networks
from samenspel.web.networks.access import require
from samenspel.web.parties import queries as parties
from samenspel.web.privacy import tasks
from samenspel.web.privacy.keeping import forget_due as forget_due
from samenspel.web.privacy.keeping import warn_due as warn_due
from samenspel.web.privacy.listed import note_forgotten
from samenspel.web.privacy.listed import take_over as take_over
from samenspel.web.privacy.listed import write_list as write_list
from samenspel.web.privacy.queries import is_theirs_alone
from samenspel.web.results import services as results
from samenspel.web.results.queries import published_of
from samenspel.web.rounds import queries as rounds
from samenspel.web.rounds import services as asking
from samenspel.web.shared import audit, demo_mail, ledger, limits
from samenspel.web.shared.bin import KEPT
from samenspel.web.shared.failures import told
from samenspel.web.shared.mishaps import NotAllowed
from samenspel.web.uploads import services as uploads

if TYPE_CHECKING:
    from samenspel.web.accounts.models import Account
    from samenspel.web.networks.models import Network
    from samenspel.web.parties.models import Participant

log = logging.getLogger(__name__)

LEAST = "steward"
PEOPLE = ("person", "writer")
MAILED = (("kept", 3, timedelta(hours=1)), ("kept-day", 6, timedelta(days=1)))
"""How many mails with a link to what is kept somebody gets in a while, whoever asks for them."""


@transaction.atomic
def mail_kept(person: "Participant", *, by: Any, now: datetime) -> None:
    """Mail somebody a link to all that is kept of them, to the address that is kept. by: a team member, or None for
    whoever holds their link. Whether there is an address makes no difference to who asks.
    """
    require(by, person.network, "facilitator")
    for door, most, per in MAILED:
        limits.count(door, str(person.pk), most=most, per=per, now=now)
    if by is not None:
        audit.record("kept-mailed", by=by, network=person.network, subject=f"person:{person.code}", now=now)
    transaction.on_commit(partial(tasks.send_kept.enqueue, person.pk))


@transaction.atomic
def forget_person(person: "Participant", *, by: Any, now: datetime, remarks: bool = True) -> None:
    """Forget a participant for good. by: a steward, or None for the person themselves or the administrator.

    Their answers of before a release go altogether; of a round that was released the ratings stay, without the person.
    remarks: whether what they wrote there goes too. Who read a remark can tell from its going whose it was, so a person
    may prefer to let theirs stand without a name. Twice is once.
    """
    require(by, person.network, LEAST)
    held = _held(person)
    if held is None:
        return
    _forget(held, now, remarks)
    audit.record("person-forgotten", by=by, network=held.network, subject="person", now=now)
    note_forgotten("person" if remarks else "writer", [held.code], now=now)


def _held(person: "Participant") -> "Participant | None":
    """Somebody, of whom no answer comes in and whom nobody asks before this transaction ends; None when forgotten.

    First the rounds, as whoever asks somebody does: the other way round we would wait for each other.
    """
    asking.hold({one.round_id for one in rounds.invitations_of(person)})
    return parties.held(person)


def _forget(person: "Participant", now: datetime, remarks: bool) -> None:
    asked = rounds.invitations_of(person)
    released = answering.forget([one.pk for one in asked], texts=remarks)
    asking.forget([one.pk for one in asked], released)
    for publication in published_of({one.round_id for one in asked}):
        results.forget_remarks(publication, now=now)
    conversations.forget_names(person.network, [person.name] if is_theirs_alone(person) else [])
    subjects = [f"person:{person.code}", *(f"invitation:{one.code}" for one in asked)]
    audit.forget(person.network, subjects)
    uploads.forget_all(person.network)
    demo_mail.forget([person.email])
    person.delete()


@transaction.atomic
def forget_account(account: "Account", *, now: datetime) -> None:
    """Forget who works with networks: the account, where it is logged in, and its part in every team.

    What they did stays in the trail of a network, without their name. Raises UsageError while a network would be left
    without steward.
    """
    networks.hold_teams(account)
    alone = networks.left_without_steward(account)
    if alone:
        names = ", ".join(sorted(network.name for network in alone))
        raise UsageError(Problem("account-last-steward", values={"networks": names}))
    audit.forget_account(account)
    demo_mail.forget([account.email])
    note_forgotten("account", [accounts.code_of(account)], now=now)
    accounts.forget(account)


@transaction.atomic
def forget_network(network: "Network", *, by: Any, now: datetime) -> None:
    """Throw away a network for good, with all that is in it. Raises UsageError unless it was put away before, and
    NotAllowed when it is gone already.
    """
    held = networks.held(network)
    if held.deleted_at is None:
        raise UsageError(Problem("network-not-put-away"))
    require(by, held, LEAST)
    _throw_away(held, now)


def _throw_away(network: "Network", now: datetime) -> None:
    note_forgotten("network", [network.code], now=now)
    network.delete()


def purge(before: datetime) -> None:
    """Throw away for good the networks that were put in the bin before a moment. What people who were put there had
    answered becomes nobody's; they themselves go after this. One that fails does not stop the others.
    """
    for person in parties.put_away(before):
        try:
            _unlink(person, before)
        except Exception as error:  # the log gets a number, which leads to nobody once they are gone
            log.error("person %d could not become nobody: %s", person.pk, told(error))
    for network in networks.put_away(before):
        try:
            forget_network(network, by=None, now=before + KEPT)
        except (UsageError, NotAllowed):  # brought back, or thrown away by hand, at this very moment
            continue
        except Exception as error:
            log.error("network %s could not be thrown away: %s", network.code, told(error))


@transaction.atomic
def _unlink(person: "Participant", before: datetime) -> None:
    held = _held(person)
    if held and held.deleted_at and held.deleted_at < before:
        answering.unlink([one.pk for one in rounds.invitations_of(held)])


def forget_again(entries: Collection[ledger.Entry], *, now: datetime) -> int:
    """Forget whom a backup brought back although they were forgotten after it was made; how many that were."""
    named = {kind: {one.code for one in entries if one.kind == kind} for kind in ledger.KINDS}
    there = parties.codes()
    people = [_person_again(one, now, kind == "person") for kind in PEOPLE for one in sorted(named[kind] & there)]
    team = [_account_again(one, now) for one in everyone() if accounts.code_of(one) in named["account"]]
    gone = [_network_again(code, now) for code in sorted(named["network"])]
    return sum((*people, *team, *gone))


def _person_again(code: str, now: datetime, remarks: bool) -> bool:
    found = parties.person_by_code(code)
    if found:
        forget_person(found, by=None, now=now, remarks=remarks)
    return found is not None


def _account_again(account: "Account", now: datetime) -> bool:
    """One without whom a network has no steward stays, for somebody to hand over."""
    with suppress(UsageError):
        forget_account(account, now=now)
        return True
    return False


@transaction.atomic
def _network_again(code: str, now: datetime) -> bool:
    found = networks.network_by_code(code)
    if found:
        _throw_away(found, now)
    return found is not None
