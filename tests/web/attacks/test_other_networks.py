"""Somebody works in two networks and mixes them: what belongs to the one in every address and every form of the other.

The addresses and the forms are found by walking the site, so a new one is tried by itself.
"""

import itertools
import re

import pytest
from django.apps import apps
from django.db import transaction
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


def owned(code):
    """Every row that belongs to a network, straight or through another row: per model, by primary key."""
    found = {Network: set(Network.objects.filter(code=code).values_list("pk", flat=True))}
    grown = True
    while grown:
        grown = False
        for model in apps.get_models():
            for one in model._meta.get_fields():
                above = found.get(one.related_model) if isinstance(one, ForeignKey) else None
                rows = (
                    set(model.objects.filter(**{f"{one.attname}__in": above}).values_list("pk", flat=True))
                    if above
                    else set()
                )
                if rows - found.get(model, set()):
                    found.setdefault(model, set()).update(rows)
                    grown = True
    return found


def rows(found=None):
    """All that is kept, of these rows or of everything but what every visit leaves behind."""
    models = found or [model for model in apps.get_models() if model._meta.label_lower not in OF_NOBODY]
    kept = {model: model.objects.all() for model in models}
    if found is not None:
        kept = {model: kept[model].filter(pk__in=found[model]) for model in found}
    return {model.__name__: list(query.order_by("pk").values()) for model, query in kept.items()}


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


def test_no_address_of_one_network_takes_what_is_in_another(cast, two, clients):
    sanne, first, second = two
    forms = {name: handed_in(form) for (name, _, _), form in all_forms(cast, sanne, first).items()}
    before, tried, wrong = rows(), 0, []
    for name, route in patterns():
        if len(parts(route)) < 2 or None in values(route, first).values():
            continue
        for path in mixed(route, first, second):
            for method in ("get", "post"):
                with transaction.atomic():
                    answer = getattr(clients, method)(path, forms.get(name, {}) if method == "post" else {})
                    changed = rows() != before
                    transaction.set_rollback(True)
                tried += 1
                if changed or answer.status_code not in (302, 404, 405):
                    wrong.append(f"{method} {name} {path}: {answer.status_code}{' and changed' * changed}")
    assert tried > 200
    assert not wrong, "\n".join(wrong)


def test_no_form_of_one_network_takes_what_is_in_another(cast, two, clients):
    sanne, first, second = two
    mine, theirs = owned(first["network"]), owned(second["network"])
    codes = {code: model for model in mine for code in _codes(model, mine[model])}
    there = {model: next(iter(_codes(model, theirs[model])), "") for model in theirs}
    numbers = {model: mine[model] for model in WITH_NUMBERS}
    pks = {model: min(theirs[model]) for model in WITH_NUMBERS}
    before, untouched, tried, wrong = rows(), rows(theirs), [], []
    for (name, action, _), form in all_forms(cast, sanne, first).items():
        for one, offered in form.offered.items():
            known = numbers if len(offered) > 1 else {}  # a single number is no choice, but minutes or a day
            found = {other for value in offered for other in _others(value, codes, known, there, pks)}
            found |= {code for code in there.values() if code} if one == "code" else set()
            for other in sorted(found):
                with transaction.atomic():
                    answer = clients.post(action, handed_in(form) | {one: other})
                    kept = rows() == before
                    crossed = not kept and _crossed(first, second)
                    changed = not kept and rows(theirs) != untouched
                    transaction.set_rollback(True)
                tried.append((name, one))
                told = SECRET in _said(answer)
                if changed or crossed or told or answer.status_code == 500:
                    wrong.append(f"{name} {one}: {answer.status_code} {changed=} {crossed=} {told=}")
    assert {name for name, _ in tried} >= {"rounds:new", "parties:person", "parties:merge", "conversations:line"}
    assert not wrong, "\n".join(wrong)


def _codes(model, pks):
    if any(one.name == "code" for one in model._meta.get_fields()):
        return set(model.objects.filter(pk__in=pks).values_list("code", flat=True))
    return set()


def _others(value, codes, numbers, there, pks):
    """What in the second network is of the same kind as this value in a form of the first."""
    kind, colon, code = value.rpartition(":")
    if code in codes:
        yield f"{kind}{colon}{there[codes[code]]}"
    for model, mine in numbers.items():
        if value.isdecimal() and int(value) in mine:
            yield str(pks[model])


def _crossed(first, second):
    """The rows that belong to both networks by now."""
    mine, theirs = owned(first["network"]), owned(second["network"])
    return {model.__name__ for model in mine if mine[model] & theirs.get(model, set())}


def _said(answer):
    return re.sub(r"<header.*?</header>", "", answer.content.decode(errors="replace"), flags=re.DOTALL)
