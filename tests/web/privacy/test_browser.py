"""On a phone: reading what happens, asking for what is kept, seeing it, and being forgotten."""

import re

import pytest

from samenspel.theory.instrument import OpenText
from tests.web.serving import watch

PHONE = {"width": 390, "height": 844}
EMAIL = "pia@vergeten.example"
WORDS = "de fietspont naar de overkant"


def seed():
    from samenspel.web.accounts import services as accounts
    from samenspel.web.answering import services as answering
    from samenspel.web.networks import services as networks
    from samenspel.web.parties import services as parties
    from samenspel.web.rounds import services as rounds
    from samenspel.web.rounds.queries import items_of
    from samenspel.web.shared.clock import now
    from samenspel.web.shared.codes import fingerprint
    from tests.web.answering.scenes import invite, open_round

    steward = accounts.invite("wil@vergeten.example", name="Wil", language="nl", now=now())
    network = networks.create(by=steward, now=now(), name="Vergeten mag")
    person = parties.add_participant(network, by=steward, now=now(), name="Pia", email=EMAIL)
    invitation, _ = invite(open_round(network, title="Nu", form="full"), person)
    remark = next(item.id for item in items_of(invitation.round) if isinstance(item.kind, OpenText))
    invitation.mailed_to = fingerprint(EMAIL)
    invitation.save()
    answering.send(invitation, now=now(), key="toestel-12345", answers={"AMB-1": 5, remark: WORDS})
    return rounds.new_link(invitation)


def link_in_mail():
    """What the worker does with what was asked; gives the link that was mailed."""
    from django_tasks_db.models import DBTaskResult

    from samenspel.web.privacy.tasks import send_kept
    from samenspel.web.shared.models import DemoMail

    for asked in DBTaskResult.objects.filter(task_path="samenspel.web.privacy.tasks.send_kept"):
        send_kept.func(*asked.args_kwargs["args"])
    return re.search(r"http\S+", DemoMail.objects.filter(to=EMAIL).latest("pk").body)[0]


def people_left():
    from samenspel.web.parties.models import Participant

    return Participant.objects.filter(email=EMAIL).count()


@pytest.mark.parametrize("script", [True, False])
def test_somebody_asks_sees_and_is_forgotten_on_a_phone(site, browser, script):
    secret = site.call(seed)
    context = browser.new_context(base_url=site.address, viewport=PHONE, java_script_enabled=script, locale="nl-NL")
    wrong = watch(context, site, besides=("status of 410",))
    page = context.new_page()
    page.goto(f"/d/{secret}")
    page.get_by_role("link", name="Wat gebeurt er met mijn gegevens?").click()
    page.get_by_role("button", name="Mail mij wat jullie").click()
    page.get_by_text("Is je adres bekend").wait_for()
    page.goto(site.call(link_in_mail))
    page.locator("summary").first.click()
    page.get_by_text(WORDS).first.wait_for(state="visible")
    page.get_by_role("link", name="Vergeet mij").click()
    page.get_by_role("link", name="Toch niet").click()
    page.get_by_role("link", name="Vergeet mij").click()
    page.get_by_role("button", name="Ja, vergeet mij voorgoed").click()
    page.get_by_role("heading", name="Je bent vergeten").wait_for()
    page.goto(page.url)
    page.get_by_role("heading", name="werkt niet meer").wait_for()
    assert site.call(people_left) == 0
    assert wrong == []
    context.close()
