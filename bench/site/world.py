"""What stands in the site that is measured. These functions run in the world of the served site."""

from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

from samenspel.theory.instrument import Choice, Multiple, Rating
from samenspel.web.accounts.services import invite
from samenspel.web.answering import services as answering
from samenspel.web.networks import services as networks
from samenspel.web.parties import services as parties
from samenspel.web.results import services as results
from samenspel.web.rounds import services as rounds
from samenspel.web.rounds.queries import items_of


def make_round(people: int) -> dict[str, Any]:
    """An open round with the full form, a link for each of these people, and answers that they may give."""
    now = timezone.now()
    account = invite("bench@samenspel.example", name="Bench", language="nl", now=now)
    network = networks.create(by=account, now=now, name="Een netwerk", challenge="Samen.")
    homes = [parties.add_party(network, by=account, now=now, name=f"Partij {n}") for n in range(12)]
    asked = [
        parties.add_participant(
            network, by=account, now=now, name=f"Mens {n}", email=f"mens{n}@samenspel.example", party=homes[n % 12]
        )
        for n in range(people)
    ]
    round_ = rounds.draft(
        network, by=account, now=now, title="Meting", instrument="conditions", form="full", participants=asked
    )
    rounds.open_round(round_, by=account, now=now)
    invitations = round_.invitations.order_by("pk")
    return {
        "round": round_.pk,
        "code": round_.code,
        "network": network.code,
        "secrets": [rounds.new_link(one) for one in invitations],
        "document": {item.id: _answer(item.kind) for item in items_of(round_)},
        "account": account.pk,
    }


def _answer(kind: Any) -> Any:
    match kind:
        case Rating(values=values):
            return values[len(values) // 2]
        case Choice(options=options):
            return options[0].id
        case Multiple(options=options):
            return [options[0].id]
        case _:
            return "Wij zien elkaar vaker dan vroeger, en dat helpt."


def make_pages() -> dict[str, Any]:
    """A network with a round of forty people that is over, and one that is open; with the pages people look at most."""
    now = timezone.now()
    over, open_ = make_round(40), make_round(40)
    from samenspel.web.rounds.models import Round

    round_ = Round.objects.get(pk=over["round"])
    for number, one in enumerate(round_.invitations.order_by("pk")):
        document = {
            key: 1 + (value + number) % 7 if isinstance(value, (int, float)) else value
            for key, value in over["document"].items()
        }
        answering.send(one, now=now, key=f"bench-{number:04}.1", answers=document)
    rounds.close_round(round_, by=None, now=now)
    round_.refresh_from_db()
    results.publish(round_, by=None, now=now)
    home = f"/netwerken/{over['network']}"
    return {
        "session": _session(over["account"]),
        "pages": {
            "overview of a network": home,
            "list of 40 people": f"{home}/mensen",
            "an open round of 40 people": f"/netwerken/{open_['network']}/rondes/{open_['code']}",
            "the result of a round": f"{home}/rondes/{over['code']}/uitkomst",
            "a participant's first page": f"/d/{open_['secrets'][0]}",
            "the questions of a participant": f"/d/{open_['secrets'][0]}/vragen",
        },
    }


def make_history(rounds_: int, people: int) -> dict[str, Any]:
    """A network with so many rounds that are over, each answered by so many people of twelve parties; its pages."""
    from datetime import timedelta

    from samenspel.theory.library import find_instrument
    from tests.present.rounds import PARTIES, REMARKS, STORY, some_answers

    now = timezone.now()
    account = invite("bench@samenspel.example", name="Bench", language="nl", now=now)
    network = networks.create(by=account, now=now, name="Een lang netwerk", challenge="Samen.")
    instrument = find_instrument("conditions+phase")
    for number in range(rounds_):
        answers = some_answers(instrument, people, people, REMARKS, "full", number, STORY, PARTIES, 1.2, False)
        round_ = rounds.import_round(
            network, by=account, now=now, title=f"Ronde {number + 1}", instrument="conditions+phase", form="full",
            visibility="party", breakdown="", k=5, invited=people, closed_on=now - timedelta(days=300 - 30 * number),
        )  # fmt: skip
        answering.import_answers(round_, answers, now)
        results.publish(round_, by=account, now=now)
    home = f"/netwerken/{network.code}"
    last = f"{home}/rondes/{round_.code}"
    return {
        "session": _session(account.pk),
        "pages": {
            "overview of the network": home,
            "the networks of an account": "/",
            "result, one minute": f"{last}/uitkomst?lezen=minuut",
            "result, ten minutes": f"{last}/uitkomst?lezen=tien",
            "result, all of it": f"{last}/uitkomst?lezen=alles",
            "full screen, the first step": f"{last}/uitkomst/scherm?stap=1",
            "conversation guide": f"{last}/gesprek",
        },
    }


def _session(account_id: int) -> str:
    """The key of a session in which the account is logged in."""
    from samenspel.web.accounts.models import Account

    account = Account.objects.get(pk=account_id)
    store = SessionStore()
    store[SESSION_KEY] = str(account.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = account.get_session_auth_hash()
    store.create()
    return str(store.session_key)
