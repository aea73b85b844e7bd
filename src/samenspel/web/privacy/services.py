"""Forgetting people, networks and accounts for good (rule 13 of disclosure), and what must be forgotten by itself.

Who is forgotten is gone by name, address, texts and links. Their ratings stay in what was released, without anything
that leads to them; what was released is not computed anew.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from samenspel.errors import Problem, UsageError
from samenspel.web.accounts import services as accounts
from samenspel.web.accounts.queries import everyone
from samenspel.web.answering import services as answering
from samenspel.web.conversations import services as conversations
from samenspel.web.networks import queries as networks
from samenspel.web.networks.access import require
from samenspel.web.parties import queries as parties
from samenspel.web.privacy import tasks
from samenspel.web.results import services as results
from samenspel.web.results.queries import published_of
from samenspel.web.rounds import queries as rounds
from samenspel.web.rounds import services as asking
from samenspel.web.shared import audit, demo_mail, ledger, limits
from samenspel.web.shared.bin import KEPT
from samenspel.web.uploads import services as uploads

if TYPE_CHECKING:
    from samenspel.web.accounts.models import Account
    from samenspel.web.networks.models import Network
    from samenspel.web.parties.models import Participant

LEAST = "steward"
WARNING = timedelta(days=30)
MAILED = (3, timedelta(hours=1))
"""How many mails with a link to what is kept somebody gets in a while, whoever asks for them."""


@transaction.atomic
def mail_kept(person: "Participant", *, by: Any, now: datetime) -> None:
    """Mail somebody a link to all that is kept of them, to the address that is kept. by: a team member, or None for
    whoever holds their link. Whether there is an address makes no difference to who asks.
    """
    require(by, person.network, "facilitator")
    most, per = MAILED
    limits.count("kept", str(person.pk), most=most, per=per, now=now)
    if by is not None:
        audit.record("kept-mailed", by=by, network=person.network, subject=f"person:{person.code}", now=now)
    transaction.on_commit(partial(tasks.send_kept.enqueue, person.pk))


@transaction.atomic
def forget_person(person: "Participant", *, by: Any, now: datetime, remarks: bool = True) -> None:
    """Forget a participant for good. by: a steward, or None for the person themselves or the administrator.

    Their answers of before a release go altogether; of a round that was released the ratings stay, without the person.
    remarks: whether what they wrote there goes too. Who read a remark can tell from its going whose it was, so a person
    may prefer to let theirs stand without a name.
    """
    require(by, person.network, LEAST)
    _forget(person, now, remarks)
    audit.record("person-forgotten", by=by, network=person.network, subject="person", now=now)
    _into_ledger("person", person.code, now)


def _forget(person: "Participant", now: datetime, remarks: bool) -> None:
    asked = rounds.invitations_of(person)
    released = answering.forget([one.pk for one in asked], texts=remarks)
    asking.forget([one.pk for one in asked], released)
    for publication in published_of({one.round_id for one in asked}):
        results.forget_remarks(publication, now=now)
    conversations.forget_name(person.network, person.name)
    subjects = [f"person:{person.code}", *(f"invitation:{one.code}" for one in asked)]
    audit.forget(person.network, subjects)
    uploads.forget_all(person.network)
    demo_mail.forget(person.email)
    person.delete()


def _into_ledger(kind: ledger.Kind, code: str, now: datetime) -> None:
    """Put it in the list outside the database, once this transaction is through."""
    entry = ledger.Entry(kind, code, timezone.localdate(now))
    transaction.on_commit(partial(ledger.note, settings.DATA, [entry]))


@transaction.atomic
def forget_account(account: "Account", *, now: datetime) -> None:
    """Forget who works with networks: the account, where it is logged in, and its part in every team.

    What they did stays in the trail of a network, without their name. Raises UsageError while a network would be left
    without steward.
    """
    alone = networks.left_without_steward(account)
    if alone:
        names = ", ".join(sorted(network.name for network in alone))
        raise UsageError(Problem("account-last-steward", values={"networks": names}))
    audit.forget_account(account)
    demo_mail.forget(account.email)
    code = accounts.code_of(account)
    accounts.forget(account)
    _into_ledger("account", code, now)


@transaction.atomic
def forget_network(network: "Network", *, by: Any, now: datetime) -> None:
    """Throw away a network for good, with all that is in it. Raises UsageError unless it was put away before."""
    if by is not None and network.deleted_at is None:
        raise UsageError(Problem("network-not-put-away"))
    require(by, network, LEAST)
    code = network.code
    network.delete()
    _into_ledger("network", code, now)


def purge(before: datetime) -> None:
    """Throw away for good the networks that were put in the bin before a moment. What people who were put there had
    answered becomes nobody's; they themselves go after this.
    """
    for person in parties.put_away(before):
        answering.unlink([one.pk for one in rounds.invitations_of(person)])
    for network in networks.put_away(before):
        forget_network(network, by=None, now=before + KEPT)


def forget_due(now: datetime) -> None:
    """Forget names and answers of the networks of which the last day of keeping is over."""
    for network in networks.with_keeping_date():
        last = network.keep_until
        if last and network.forgotten_at is None and last < networks.today_in(network, now):
            forget_all(network, now=now)


@transaction.atomic
def forget_all(network: "Network", *, now: datetime) -> None:
    """Forget everyone who took part in a network, and all their answers; what was released of them stays."""
    held = networks.held(network)
    if held.forgotten_at is not None:
        return
    asked = rounds.numbers_in(network)
    for publication in published_of(asked):
        results.forget_remarks(publication, now=now, everything=True)
    for person in parties.everyone_in(network):
        conversations.forget_name(network, person.name)
        demo_mail.forget(person.email)
        _into_ledger("person", person.code, now)
    answering.forget_all(asked)
    asking.forget_all(asked)
    parties.everyone_in(network).delete()
    uploads.forget_all(network)
    audit.forget_people(network)
    held.forgotten_at = now
    held.save(update_fields=["forgotten_at"])
    audit.record("keeping-over", by=None, network=network, now=now)


def warn_due(now: datetime) -> None:
    """Write to the stewards of networks whose last day of keeping comes near; once for every day that was chosen."""
    for network in networks.with_keeping_date():
        last = network.keep_until
        if last and network.warned_at is None and last - WARNING <= networks.today_in(network, now) <= last:
            _warn(network, now)


@transaction.atomic
def _warn(network: "Network", now: datetime) -> None:
    held = networks.held(network)
    if held.warned_at is None:
        held.warned_at = now
        held.save(update_fields=["warned_at"])
        transaction.on_commit(partial(tasks.warn.enqueue, network.pk))


def forget_again(entries: Iterable[ledger.Entry], *, now: datetime) -> int:
    """Forget whom a backup brought back although they were forgotten after it was made; how many that were."""
    again = {"person": _person_again, "account": _account_again, "network": _network_again}
    return sum(again[entry.kind](entry.code, now) for entry in sorted(entries, key=lambda one: one.kind == "network"))


def take_over(entries: Iterable[ledger.Entry]) -> None:
    """Add to our list of who was forgotten what only the list of another place held."""
    known = set(ledger.read(settings.DATA))
    ledger.note(settings.DATA, [one for one in entries if one not in known])


def _person_again(code: str, now: datetime) -> bool:
    found = parties.person_by_code(code)
    if found:
        forget_person(found, by=None, now=now)
    return found is not None


def _network_again(code: str, now: datetime) -> bool:
    found = networks.network_by_code(code)
    if found:
        forget_network(found, by=None, now=now)
    return found is not None


def _account_again(code: str, now: datetime) -> bool:
    """One without whom a network has no steward stays, for somebody to hand over."""
    found = next((one for one in everyone() if accounts.code_of(one) == code), None)
    if found is None:
        return False
    try:
        forget_account(found, now=now)
    except UsageError:
        return False
    return True
