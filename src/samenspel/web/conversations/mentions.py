"""Where what was written for a conversation, or about what came of it, names somebody."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from samenspel.web.conversations.models import Agreement, Conversation, KeptGuide, Look
from samenspel.web.shared.mentions import Mention, mentions

if TYPE_CHECKING:
    from samenspel.web.networks.models import Network


def mentions_of(network: "Network", sought: Collection[str], who: bool = False) -> list[Mention]:
    """The texts that name somebody, also as they were before the last change, which can be undone.

    who: also where it says who does what.
    """
    return [
        *_agreed(network, sought, ("what", "came_of_it", *(("who",) if who else ()))),
        *_leverage(network, sought),
        *_yields(network, sought),
        *_guides(network, sought),
    ]


def _agreed(network: "Network", sought: Collection[str], fields: Sequence[str]) -> Iterator[Mention]:
    known = Agreement.objects.filter(conversation__round__network=network, conversation__round__deleted_at=None)
    for one in known.filter(deleted_at=None).select_related("conversation__round").order_by("pk"):
        href = reverse("conversations:agreement", args=[network.code, one.conversation.round.code, one.code])
        yield from mentions("agreement", (getattr(one, name) for name in fields), sought, href)
        before = (str(one.before.get(name) or "") for name in fields)
        yield from mentions("before", before, sought, href)


def _leverage(network: "Network", sought: Collection[str]) -> Iterator[Mention]:
    held = Conversation.objects.filter(round__network=network, round__deleted_at=None).select_related("round")
    for one in held.order_by("pk"):
        href = reverse("conversations:outcome", args=[network.code, one.round.code])
        yield from mentions("leverage", (one.leverage,), sought, href)


def _yields(network: "Network", sought: Collection[str]) -> Iterator[Mention]:
    for line in network.yield_lines.filter(deleted_at=None).order_by("place", "pk"):
        href = reverse("conversations:line", args=[network.code, line.code])
        yield from mentions("yield", (line.what,), sought, href)
    looks = Look.objects.filter(line__network=network, line__deleted_at=None, round__deleted_at=None)
    for look in looks.select_related("line", "round").order_by("pk"):
        href = reverse("conversations:look", args=[network.code, look.line.code, look.round.code])
        yield from mentions("look", (look.story,), sought, href)


def _guides(network: "Network", sought: Collection[str]) -> Iterator[Mention]:
    kept = KeptGuide.objects.filter(round__network=network, round__deleted_at=None).select_related("round")
    for one in kept.order_by("pk"):
        href = reverse("conversations:guide", args=[network.code, one.round.code])
        yield from mentions("guide", _written(one.edits), sought, href)
        yield from mentions("before", _written(one.before.get("edits", {})), sought, href)


def _written(edits: Mapping[str, Any]) -> Iterator[str]:
    for part in edits.get("parts", {}).values():
        yield from (str(part.get(name) or "") for name in ("title", "text"))
        yield from map(str, part.get("questions", ()))
