"""The places in a network: which there are for a role, and which one an address belongs to."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

PAGES = {
    "overview": "networks:overview",
    "parties": "parties:parties",
    "people": "parties:people",
    "rounds": "rounds:rounds",
    "conversation": "conversations:conversations",
    "team": "networks:team",
    "settings": "networks:settings",
}
"""The first page of each place, in the order of the tabs."""

ONLY = {"people": ("facilitator", "steward"), "settings": ("steward",)}
"""The places that are not open to everyone in the team, with the roles that they are for."""

PLACES = {
    "": "overview",
    "partijen": "parties",
    "mensen": "people",
    "rondes": "rounds",
    "gesprek": "conversation",
    "als-dit-werkt": "conversation",
    "team": "team",
    "instellingen": "settings",
    "privacy": "settings",
    "logboek": "settings",
    "prullenbak": "settings",
    "verwijderen": "settings",
}
"""The place of each address, by what comes after the network."""


@dataclass(frozen=True)
class Tab:
    """A place to go to."""

    place: str
    href: str


def place_of(path: str) -> str:
    """The place that an address in a network belongs to: /netwerken/<network>/partijen/… is "parties".

    The conversation about a round, /netwerken/<network>/rondes/<round>/gesprek, belongs with the other conversations.
    """
    parts = [*path.split("/"), "", "", ""]
    return PLACES.get("gesprek" if parts[5:6] == ["gesprek"] else parts[3], "")


def tabs_of(network: Any, role: str) -> list[Tab]:
    """The places for this role; people are not shown to a viewer, and settings are the steward's."""
    mine = (place for place in PAGES if role in ONLY.get(place, (role,)))
    return [Tab(place, reverse(PAGES[place], args=[network.code])) for place in mine]
