"""The last day of keeping: stewards hear of it beforehand, and after it names and answers are forgotten."""

import logging
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction

from samenspel.web.answering import services as answering
from samenspel.web.conversations import services as conversations
from samenspel.web.networks import queries as networks
from samenspel.web.parties import queries as parties
from samenspel.web.privacy import tasks
from samenspel.web.privacy.listed import note_forgotten
from samenspel.web.privacy.queries import names_of_people_alone
from samenspel.web.results import services as results
from samenspel.web.results.queries import published_of
from samenspel.web.rounds import queries as rounds
from samenspel.web.rounds import services as asking
from samenspel.web.shared import audit, demo_mail
from samenspel.web.shared.failures import told
from samenspel.web.uploads import services as uploads

if TYPE_CHECKING:
    from samenspel.web.networks.models import Network

log = logging.getLogger(__name__)

WARNING = timedelta(days=30)


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


def forget_due(now: datetime) -> None:
    """Forget names and answers of the networks of which the last day of keeping is over."""
    for network in networks.with_keeping_date():
        if not _is_over(network, now):
            continue
        try:
            _forget_all(network, now)
        except Exception as error:  # one network must not keep the others waiting
            log.error("network %s could not be forgotten: %s", network.code, told(error))


def _is_over(network: "Network", now: datetime) -> bool:
    last = network.keep_until
    return last is not None and network.forgotten_at is None and last < networks.today_in(network, now)


@transaction.atomic
def _forget_all(network: "Network", now: datetime) -> None:
    """Forget everyone who took part in a network, and all their answers; what was released of them stays."""
    held = networks.held(network)
    if not _is_over(held, now):  # a steward chose another day at this very moment, or another worker was first
        return
    asked = rounds.numbers_in(network)
    asking.hold(asked)
    people = list(parties.everyone_in(network))
    for publication in published_of(asked):
        results.forget_remarks(publication, now=now, everything=True)
    conversations.forget_names(network, names_of_people_alone(network, [one.name for one in people]))
    demo_mail.forget([one.email for one in people])
    note_forgotten("person", [one.code for one in people], now=now)
    asking.close_for_good(asked, now=now)
    answering.forget_all(asked)
    asking.forget_all(asked)
    parties.everyone_in(network).delete()
    uploads.forget_all(network)
    audit.forget_people(network)
    held.forgotten_at = now
    held.save(update_fields=["forgotten_at"])
    audit.record("keeping-over", by=None, network=network, now=now)
