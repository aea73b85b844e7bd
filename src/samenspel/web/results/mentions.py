"""Where what a group said about a result, or a remark that is shown, names somebody."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.urls import reverse

from samenspel.web.results.models import FindingJudgement, ReadRemark
from samenspel.web.shared.mentions import Mention, mentions

if TYPE_CHECKING:
    from samenspel.web.networks.models import Network


def mentions_of(network: "Network", sought: Collection[str]) -> list[Mention]:
    """The judgements and the remarks found fit to be shown that name somebody."""
    here = {"publication__round__network": network, "publication__round__deleted_at": None}
    found = []
    for one in FindingJudgement.objects.filter(**here).select_related("publication__round").order_by("pk"):
        href = reverse("results:result", args=[network.code, one.publication.round.code])
        found += mentions("judgement", (one.reason, one.words), sought, href)
    for read in ReadRemark.objects.filter(**here, choice="show").select_related("publication__round").order_by("pk"):
        href = reverse("results:remarks", args=[network.code, read.publication.round.code])
        found += mentions("remark", (read.text,), sought, href)
    return found
