"""Somebody works in two networks and mixes them: what belongs to the one in every address and every form of the other.

The addresses and the forms are found by walking the site, so a new one is tried by itself.
"""

import itertools
import re

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.db.models import ForeignKey
from django.urls import Resolver404, resolve

from samenspel.web.accounts import services as accounts
from samenspel.web.accounts.models import Account
from samenspel.web.networks import services as networks
from samenspel.web.networks.models import Membership, Network
from samenspel.web.parties.models import Participant, Party
from samenspel.web.rounds.models import Invitation, Round
from samenspel.web.shared.clock import now
from tests.web import everything
from tests.web.addresses import address, parts, patterns
from tests.web.forms import forms_on
from tests.web.test_every_page import addresses

SECRET = "Geheim van de ander"
OF_NOBODY = {"sessions.session", "accounts.opensession", "shared.attempts"}
SAME_EVERYWHERE = {"version", "secret", "session", "number", "part"}
WITH_NUMBERS = (Party, Participant, Round, Invitation, Membership)


@pytest.fixture
def two(db, settings):
    """Two networks of the same make with everything in them, and what parts of addresses stand for in each."""
    settings.EMAIL_BACKEND = "samenspel.web.shared.demo_mail.DemoMailBackend"
    first = everything.seed()
    sanne = Account.objects.get(email="sanne@alles.example")
    otto = accounts.invite("otto@alles.example", name="Otto", language="nl", now=now())
    other = networks.create(by=otto, now=now(), name=SECRET, challenge="", kind="challenge")
    vera = {"email": "vera@alles.example", "name": "Vera", "role": "viewer", "until": None}
    networks.add_member(other, by=otto, now=now(), **vera)
    networks.add_member(other, by=otto, now=now(), **vera | {"email": sanne.email, "role": "steward"})
    second = {"network": other.code, "member": other.memberships.get(account__email=vera["email"]).pk}
    for name in ("parties", "rounds", "remarks", "uploads", "conversations", "reports"):
        second |= getattr(everything, f"_of_{name}")(other, otto, now())
    Party.objects.filter(network=other).update(name=SECRET)
    Participant.objects.filter(network=other).update(name=SECRET)
    return sanne, first, second


MODELS = [model for model in apps.get_models() if model._meta.label_lower not in OF_NOBODY]
LEADS = [
    (model, one.attname, one.related_model)
    for model in MODELS
    for one in model._meta.get_fields()
    if isinstance(one, ForeignKey)
]
"""Which column of a model leads to which other model."""


def rows():
    """All that is kept but what every visit leaves behind: per model and primary key the row as the table has it."""
    kept = {}
    with connection.cursor() as cursor:
        for model in MODELS:
            fields = model._meta.concrete_fields
            columns = ", ".join(connection.ops.quote_name(one.column) for one in fields)
            cursor.execute(f"SELECT {columns} FROM {connection.ops.quote_name(model._meta.db_table)}")
            names = [one.attname for one in fields]
            lines = (dict(zip(names, row, strict=True)) for row in cursor.fetchall())
            kept[model] = {row[model._meta.pk.attname]: row for row in lines}
    return kept


def owned(kept, code):
    """Every row that belongs to a network, straight or through another row: per model, by primary key."""
    found = {model: set() for model in MODELS}
    found[Network] = {pk for pk, row in kept[Network].items() if row["code"] == code}
    grown = True
    while grown:
        grown = False
        for model, name, above in LEADS:
            more = {pk for pk, row in kept[model].items() if row[name] in found.get(above, ())} - found[model]
            found[model] |= more
            grown = grown or bool(more)
    return {model: pks for model, pks in found.items() if pks}


def only(kept, pks):
    """The rows with these primary keys."""
    return {model: {pk: kept[model].get(pk) for pk in pks[model]} for model in pks}


def values(route, made):
    """What the parts of a route stand for; of rounds the one that is closed, in which most can be done."""
    return {part: made.get({"round": "closed", "upload": "answers-upload"}.get(part, part)) for part in parts(route)}


def mixed(route, first, second):
    """Every address of a route in which something is of the first network and something of the second."""
    one, other = values(route, first), values(route, second)
    differing = [part for part in one if part not in SAME_EVERYWHERE and one[part] != other[part]]
    for chosen in itertools.product((one, other), repeat=len(differing)):
        if len({id(made) for made in chosen}) == 2:
            yield address(route, one | {part: made[part] for part, made in zip(differing, chosen, strict=True)})


def handed_in(form):
    return {name: value for name, value in form.given.items() if value}


def all_forms(cast, sanne, made):
    """Every form that stands on any page of the first network, by the name of the address that it goes to."""
    client = cast.client()
    client.force_login(sanne)
    found = {}
    for _, path, _ in addresses(made):
        answer = client.get(path)
        if answer.status_code != 200 or "text/html" not in answer["Content-Type"]:
            continue
        for form in forms_on(path, answer.content.decode()):
            try:
                match = resolve(form.action)
            except Resolver404:
                continue
            found.setdefault((match.view_name, form.action, tuple(form.offered)), form)
    return found


@pytest.fixture
def clients(cast, two):
    client = cast.client()
    client.force_login(two[0])
    return client


def test_no_address_and_no_form_of_one_network_takes_what_is_in_another(cast, two, clients):
    sanne, first, second = two
    forms = all_forms(cast, sanne, first)
    wrong = [*through_addresses(clients, first, second, forms), *through_forms(clients, first, second, forms)]
    assert not wrong, "\n".join(wrong)


def through_addresses(client, first, second, forms):
    """What goes wrong when addresses are mixed."""
    given = {name: handed_in(form) for (name, _, _), form in forms.items()}
    before, tried = rows(), 0
    for name, route in patterns():
        if len(parts(route)) < 2 or None in values(route, first).values():
            continue
        for path in mixed(route, first, second):
            for method in ("get", "post"):
                with transaction.atomic():
                    answer = getattr(client, method)(path, given.get(name, {}) if method == "post" else {})
                    changed = rows() != before
                    transaction.set_rollback(True)
                tried += 1
                if changed or answer.status_code not in (302, 404, 405):
                    yield f"{method} {name} {path}: {answer.status_code}{' and changed' * changed}"
    assert tried > 200


def through_forms(client, first, second, forms):
    """What goes wrong when a form of the first network is handed in with what is of the second."""
    before, tried = rows(), []
    mine, theirs = owned(before, first["network"]), owned(before, second["network"])
    untouched = only(before, theirs)
    codes = {row["code"]: model for model, kept in only(before, mine).items() for row in kept.values() if "code" in row}
    there = {model: min((row["code"] for row in kept.values() if "code" in row), default="")
             for model, kept in untouched.items()}  # fmt: skip
    numbers = {model: mine[model] for model in WITH_NUMBERS}
    pks = {model: min(theirs[model]) for model in WITH_NUMBERS}
    for (name, action, _), form in forms.items():
        for one, offered in form.offered.items():
            known = numbers if len(offered) > 1 else {}  # a single number is no choice, but minutes or a day
            found = {other for value in offered for other in _others(value, codes, known, there, pks)}
            found |= {code for code in there.values() if code} if one == "code" else set()
            for other in sorted(found):
                with transaction.atomic():
                    answer = client.post(action, handed_in(form) | {one: other})
                    after = rows()
                    transaction.set_rollback(True)
                crossed = _crossed(after, first, second)
                changed = only(after, theirs) != untouched
                tried.append((name, one))
                told = SECRET in _said(answer)
                if changed or crossed or told or answer.status_code == 500:
                    yield f"{name} {one}: {answer.status_code} {changed=} {crossed=} {told=}"
    assert {name for name, _ in tried} >= {"rounds:new", "parties:person", "parties:merge", "conversations:line"}


def _others(value, codes, numbers, there, pks):
    """What in the second network is of the same kind as this value in a form of the first."""
    kind, colon, code = value.rpartition(":")
    if code in codes:
        yield f"{kind}{colon}{there[codes[code]]}"
    for model, mine in numbers.items():
        if value.isdecimal() and int(value) in mine:
            yield str(pks[model])


def _crossed(kept, first, second):
    """The rows that belong to both networks by now."""
    mine, theirs = owned(kept, first["network"]), owned(kept, second["network"])
    return {model.__name__ for model in mine if mine[model] & theirs.get(model, set())}


def _said(answer):
    return re.sub(r"<header.*?</header>", "", answer.content.decode(errors="replace"), flags=re.DOTALL)
