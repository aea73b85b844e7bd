"""Where the words of a round name somebody."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.urls import reverse

from samenspel.web.shared.mentions import Mention, mentions

if TYPE_CHECKING:
    from samenspel.web.networks.models import Network


def mentions_of(network: "Network", sought: Collection[str]) -> list[Mention]:
    """The titles and messages of rounds that name somebody. Once a round is open they are fixed."""
    found = []
    for one in network.rounds.filter(deleted_at=None).order_by("pk"):
        kind, page = ("round", "rounds:edit") if one.state == "draft" else ("round-fixed", "rounds:round")
        found += mentions(kind, (one.title, one.message), sought, reverse(page, args=[network.code, one.code]))
    return found
