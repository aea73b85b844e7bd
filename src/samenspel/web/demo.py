"""The networks of `samenspel demo`, and links to come in by.

One is open by party: two rounds with a result, and one that people can still answer. The other shows totals only.
"""

import json
import re
import sys
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import transaction

from samenspel.web.config.load import load

if TYPE_CHECKING:
    from samenspel.reading.answers import Answers
    from samenspel.web.accounts.models import Account
    from samenspel.web.networks.models import Network
    from samenspel.web.parties.models import Participant
    from samenspel.web.rounds.models import Round

EMAIL = "demo@voorbeeld.example"
NAME = "Demo"
LINK_HOURS = 12
ROUNDS = {"first": ("langer-thuis-wonen-1.csv", 400), "second": ("langer-thuis-wonen-2.csv", 180)}
"""The example file of each round that is over, and how many days ago it closed."""
MAP = "langer-thuis-wonen-map.toml"
REMARKS = "langer-thuis-wonen-2-remarks.csv"
"""The remarks of the second round as they were read for names, with [naam] where a name was."""
INSTRUMENT = "conditions+phase"
PULSE = ("conditions", "pulse")
TOTALS = ("warme-buurten-1.csv", 45)
TALKED_AFTER = 18
"""So many days after the first round closed people talked about it."""
LEFT = 1
"""So many of every party have not answered the open round yet."""


def told() -> dict[str, Any]:
    """The network as data."""
    return tomllib.loads(files("samenspel.web").joinpath("demo.toml").read_text("utf-8"))


@transaction.atomic
def seed(now: datetime, lang: str) -> "Account":
    """The account of the demo; with it the network, when it is not there yet."""
    from samenspel.web.accounts import services as accounts
    from samenspel.web.accounts.queries import account_by_email
    from samenspel.web.networks import services as networks

    known = account_by_email(EMAIL)
    if known is not None:
        return known
    data = told()
    account = accounts.invite(EMAIL, name=NAME, language=lang, now=now)
    accounts.make_admin(account, now=now)
    network = networks.create(by=account, now=now, name=data["name"], challenge=data["challenge"], kind="challenge")
    _keeping(network, account, now, data["keeping"])
    people = _people(network, account, now, data["parties"])
    invited = sum(map(len, people.values()))
    answers = [_past(network, account, now, data["rounds"][name], *ROUNDS[name], invited) for name in ROUNDS]
    _open(network, account, now, data["rounds"], people, answers[-1])
    _talk(network, account, now, data)
    _in_totals(account, now, data["totals"])
    return account


def _keeping(network: "Network", by: "Account", now: datetime, words: Mapping[str, str]) -> None:
    """Who answers for what is kept; until when is two years, as for any new network."""
    from samenspel.web.networks import services

    network.refresh_from_db()
    services.change_keeping(
        network,
        by=by,
        now=now,
        responsible=words["responsible"],
        contact=words["contact"],
        keep_until=network.keep_until,
    )


def _people(
    network: "Network", by: "Account", now: datetime, parties: list[dict[str, Any]]
) -> dict[str, list["Participant"]]:
    from samenspel.web.parties import services

    people: dict[str, list[Participant]] = {}
    for one in parties:
        fields = {key: one[key] for key in ("name", "sector", "kind", "ring")}
        party = services.add_party(network, by=by, now=now, **fields)
        people[one["name"]] = [
            services.add_participant(network, by=by, now=now, name=name, email=email_of(name), party=party)
            for name in one["people"]
        ]
    return people


def email_of(name: str) -> str:
    """An address that reaches nobody: "Ömer Aydin" has omer.aydin@voorbeeld.example."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii")
    return f"{'.'.join(plain.lower().split())}@voorbeeld.example"


def _past(
    network: "Network", by: "Account", now: datetime, title: str, file: str, days: int, invited: int
) -> "Answers":
    """A round by party that is over, with its result; returns its answers."""
    from samenspel.exchange.answers import read_answers
    from samenspel.exchange.mapping import read_map
    from samenspel.theory.library import find_instrument
    from samenspel.web.answering import services as answering
    from samenspel.web.results import services as results
    from samenspel.web.rounds import services as rounds

    instrument = find_instrument(INSTRUMENT)
    with as_file(files("samenspel.examples")) as examples:
        mapping = read_map(examples / MAP, instrument) if "-2" in file else None
        imported = read_answers(
            Path(examples) / file, instrument, mapping=mapping, party="Organisatie", invited=invited
        )
    round = rounds.import_round(
        network, by=by, now=now, title=title, instrument=INSTRUMENT, form="full", visibility="party", breakdown="",
        k=5, invited=invited, closed_on=now - timedelta(days=days),
    )  # fmt: skip
    answering.import_answers(round, imported.answers, now)
    results.publish(round, by=by, now=now)
    if mapping is not None:
        _read_remarks(round, by, now)
    return imported.answers


def _read_remarks(round: "Round", by: "Account", now: datetime) -> None:
    """Read the remarks of a round for names, and release them."""
    from samenspel.exchange.remarks import read_remarks
    from samenspel.web.results import releasing
    from samenspel.web.results.queries import publication_of
    from samenspel.web.results.remarks import desk_of

    with as_file(files("samenspel.examples").joinpath(REMARKS)) as file:
        read_over = [(one, re.escape(one.text).replace(r"\[naam\]", ".+")) for one in read_remarks(file)]
    publication = publication_of(round)
    assert publication is not None
    for one in desk_of(publication).remarks:
        text = next(read.text for read, said in read_over if read.item == one.item and re.fullmatch(said, one.text))
        releasing.decide(publication, by=by, now=now, digest=one.digest, choice="show", text=text)
    releasing.release_remarks(publication, by=by, now=now)


def _talk(network: "Network", by: "Account", now: datetime, data: Mapping[str, Any]) -> None:
    """What the conversation about the first round led to, and how far "when this works" is at each."""
    from samenspel.web.conversations import queries, services
    from samenspel.web.conversations.seen import stamp
    from samenspel.web.shared.codes import new_code

    rounds = list(network.rounds.filter(door="import").order_by("closed_at"))
    first, agreed = rounds[0], data["agreed"]
    kept: dict[str, Any] = {"by": by, "now": now}
    assert first.closed_at is not None
    held = first.closed_at + timedelta(days=TALKED_AFTER)
    unseen = stamp({"held_on": None, "leverage": ""})
    services.record_conversation(first, **kept, seen=unseen, held_on=held.date(), leverage=agreed["leverage"])
    for action in agreed["actions"]:
        code = new_code()
        services.add_agreement(first, **kept, code=code, what=action["what"], who=action["who"], until=None)
        made = queries.agreement_of(first, code)
        course = {"state": action["state"], "came_of_it": action.get("came_of_it", "")}
        services.change_agreement(made, **kept, seen=stamp(services.shown_of(made)), **course)
    for one in data["yields"]:
        code = new_code()
        services.add_line(network, **kept, code=code, what=one["what"], whom=one["whom"], party=None)
        line = queries.line_of(network, code)
        for round, state in zip(rounds, one["states"], strict=True):
            story = one.get("story", "") if round == rounds[-1] else ""
            unseen = stamp(services.seen_of_look(None))
            services.look(line, round, **kept, seen=unseen, state=state, story=story)


def _in_totals(by: "Account", now: datetime, data: Mapping[str, Any]) -> None:
    """A network whose people were promised totals only, with sectors side by side."""
    from samenspel.exchange.answers import read_answers
    from samenspel.theory.library import find_instrument
    from samenspel.web.answering import services as answering
    from samenspel.web.networks import services as networks
    from samenspel.web.results import services as results
    from samenspel.web.rounds import services as rounds

    network = networks.create(by=by, now=now, name=data["name"], challenge=data["challenge"], kind="challenge")
    _keeping(network, by, now, data["keeping"])
    invited = sum(map(len, _people(network, by, now, data["parties"]).values()))
    file, days = TOTALS
    with as_file(files("samenspel.examples")) as examples:
        found = read_answers(Path(examples) / file, find_instrument(INSTRUMENT), breakdown="Sector", invited=invited)
    round = rounds.import_round(
        network, by=by, now=now, title=data["round"], instrument=INSTRUMENT, form="full", visibility="totals",
        breakdown="sector", k=5, invited=invited, closed_on=now - timedelta(days=days),
    )  # fmt: skip
    answering.import_answers(round, found.answers, now)
    results.publish(round, by=by, now=now)


def _open(
    network: "Network", by: "Account", now: datetime, words: Mapping[str, str],
    people: Mapping[str, list["Participant"]], before: "Answers",
) -> None:  # fmt: skip
    """A short round that is open and that part of the people answered, each as somebody of their party did before."""
    from samenspel.web.answering import services as answering
    from samenspel.web.rounds import services as rounds
    from samenspel.web.rounds import tasks
    from samenspel.web.rounds.queries import items_of

    everyone = [person for of_party in people.values() for person in of_party]
    instrument, form = PULSE
    round = rounds.draft(
        network, by=by, now=now, title=words["open"], instrument=instrument, form=form, visibility="totals",
        message=words["message"].strip(), closes_at=now + timedelta(days=14), remind=(3,), participants=everyone,
    )  # fmt: skip
    rounds.open_round(round, by=by, now=now)
    for mailing in round.mailings.all():  # before they answer, as it would be: who was never written to gets no mail
        tasks.send_mailing.call(mailing.pk)
    asked = {item.id for item in items_of(round)}
    invitations = {one.participant_id: one for one in round.invitations.select_related("participant", "round")}
    answered = _by_party(before)
    for party, members in people.items():
        for person, document in zip(members[:-LEFT], answered[party], strict=False):
            answers = {item: value for item, value in document.items() if item in asked}
            if any(answers.values()):
                answering.send(invitations[person.pk], now=now, key=f"voorbeeld-{person.pk:08}", answers=answers)


def _by_party(answers: "Answers") -> dict[str, list[dict[str, Any]]]:
    from samenspel.web.answering.documents import documents_of

    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    assert answers.party is not None
    for document, number in zip(documents_of(answers), answers.party.member.tolist(), strict=True):
        found[answers.party.names[number]].append(dict(document))
    return found


@dataclass(frozen=True)
class Entrances:
    """What to print: a link that lets the account in once, and one of somebody who is asked."""

    login: str
    person: str = ""
    answering: str = ""


def entrances(account: "Account", now: datetime, phone: bool) -> Entrances:
    """New links; for a phone the one of a person who has not answered the open round, if there is one."""
    from samenspel.web.accounts.services import login_secret
    from samenspel.web.rounds.queries import open_invitations
    from samenspel.web.rounds.services import new_link
    from samenspel.web.shared.addresses import absolute

    login = absolute("accounts:link", login_secret(account, now=now, minutes=LINK_HOURS * 60))
    waiting = open_invitations(now).filter(answered=False).order_by("pk") if phone else None
    invitation = waiting.first() if waiting is not None else None
    if invitation is None or invitation.participant is None:
        return Entrances(login)
    return Entrances(login, invitation.participant.name, absolute("answering:start", new_link(invitation)))


def main(lang: str, phone: bool) -> None:
    """For `samenspel demo`: make the network once, and print the links as JSON."""
    load()
    now = datetime.now(UTC)
    print(json.dumps(vars(entrances(seed(now, lang), now, phone))))


if __name__ == "__main__":
    main(sys.argv[1], "--phone" in sys.argv)
