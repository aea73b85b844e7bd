"""A cast for every web test: who works in the network, in which role, and who has nothing to do with it."""

import datetime
from dataclasses import dataclass, field

import pytest
from django.test import Client
from django.utils import timezone

from samenspel.web.accounts.models import Account
from samenspel.web.networks.models import Membership, Network
from samenspel.web.parties.models import Participant, Party
from samenspel.web.results.kept import forget
from tests.web.serving import browser, site  # noqa: F401  fixtures: here, so that all tests share one of each


@dataclass
class Cast:
    """Sanne is steward, Farid facilitator, Vera viewer; Otto works in another network. Nobody is logged in.

    Pim and Noor take part for Woonstede, Dirk for the municipality, Roos for herself.
    """

    steward: Account
    facilitator: Account
    viewer: Account
    outsider: Account
    network: Network
    other_network: Network
    parties: dict[str, Party] = field(default_factory=dict)
    participants: dict[str, Participant] = field(default_factory=dict)

    def client(self, who: str | None = None, lang: str = "nl") -> Client:
        """A browser in which `who` ("steward", "outsider", …) is logged in; None for a visitor."""
        client = Client(headers={"accept-language": lang})
        if who:
            client.force_login(getattr(self, who))
        return client


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    """Every test has a database of its own, in which the same number may stand for another result."""
    forget()


@pytest.fixture
def time_stands_still(monkeypatch) -> None:
    """For tests that try a door too often: at the end of a window of time the counting would begin anew."""
    moment = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: moment)


@pytest.fixture
def cast(db) -> Cast:
    def account(name: str) -> Account:
        return Account.objects.create_user(f"{name.lower()}@samenspel.example", "een lang wachtwoord", name=name)

    sanne, farid, vera, otto = (account(name) for name in ("Sanne", "Farid", "Vera", "Otto"))
    network = Network.objects.create(name="Langer thuis", challenge="Ouderen kunnen thuis oud worden.")
    other = Network.objects.create(name="Warmte in de wijk")
    Membership.objects.create(network=network, account=sanne, role="steward")
    Membership.objects.create(network=network, account=farid, role="facilitator", until=datetime.date(2099, 1, 1))
    Membership.objects.create(network=network, account=vera, role="viewer")
    Membership.objects.create(network=other, account=otto, role="steward")
    cast = Cast(sanne, farid, vera, otto, network, other)
    for name, sector, ring in (("Woonstede", "housing", 1), ("Gemeente Ommerdal", "municipality", 1)):
        cast.parties[name] = Party.objects.create(network=network, name=name, sector=sector, ring=ring)
    people = (("Pim", "Woonstede"), ("Noor", "Woonstede"), ("Dirk", "Gemeente Ommerdal"), ("Roos", None))
    for name, party in people:
        cast.participants[name] = Participant.objects.create(
            network=network, name=name, email=f"{name.lower()}@samenspel.example", party=cast.parties.get(party)
        )
    return cast
