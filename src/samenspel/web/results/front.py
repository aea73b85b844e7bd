"""The last result at a glance: for the front page of a network, and for who looks over several networks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.safestring import SafeString

from samenspel.diagnosis.finding import Finding
from samenspel.diagnosis.stands_out import Discussed
from samenspel.present.charts.flower import flower
from samenspel.present.charts.parts import beside, petal_groups
from samenspel.present.charts.told import mean_of
from samenspel.present.comparison import comparison
from samenspel.present.report.found import short_card
from samenspel.present.result import Moment
from samenspel.present.words import date_long, response
from samenspel.reading.release import Release
from samenspel.web.results.page import flower_part
from samenspel.web.results.pictures import Pictures

if TYPE_CHECKING:
    from samenspel.web.results.models import Publication

MOST_RISKS = 3
Content = dict[str, Any]


@dataclass(frozen=True)
class Petit:
    """One round as a small flower, with the connection to the challenge beside it in words."""

    title: str
    date: str
    answers: int
    svg: SafeString | None
    challenge: str


@dataclass(frozen=True)
class Glance:
    """The last result of a network in a few words. well: what goes well; talk: what asks attention, three at most."""

    publication: "Publication"
    date: str
    response: str
    small: Petit
    well: list[Content]
    talk: list[Content]
    more: int


@dataclass(frozen=True)
class Front:
    """What the front page shows of the results of a network: the last one at a glance, and how it went before."""

    glance: Glance
    flower: Content | None
    trend: list[Petit]
    moved: str


def glance_of(publication: "Publication", release: Release, found: Discussed, day: date, lang: str) -> Glance:
    """One result in a few words: one thing that goes well and three that ask attention, in the order they are told."""
    pictures = Pictures(release)
    well = [one for one in found.findings if one.pattern.kind == "strength"][:1]
    talk = [one for one in found.findings if one.pattern.kind == "risk"][:MOST_RISKS]
    cards = [[_card(release, found.findings, one, pictures, lang) for one in some] for some in (well, talk)]
    return Glance(
        publication=publication,
        date=date_long(day, lang),
        response=response(release, lang),
        small=_petit(Moment(publication.round.title, day, release), f"glance-{publication.round.code}", lang),
        well=cards[0],
        talk=cards[1],
        more=len(found.findings) - len(well) - len(talk),
    )


def front_page(glance: Glance, release: Release, earlier: Sequence[Moment], day: date, lang: str) -> Front:
    """The front page: the flower of the last result, and a small one for every round that can be laid beside it."""
    title = glance.publication.round.title
    moments = [*earlier, Moment(title, day, release)]
    compared = comparison(release, title, day, earlier, lang) if earlier else None
    there = bool(petal_groups(release)) and any(one.mean for one in release.ratings.values())
    return Front(
        glance=glance,
        flower=flower_part(release, Pictures(release), lang) if there else None,
        trend=[_petit(one, f"trend-{place}", lang) for place, one in enumerate(moments)] if len(moments) > 1 else [],
        moved=compared.sentence if compared else "",
    )


def _card(release: Release, findings: Sequence[Finding], one: Finding, pictures: Pictures, lang: str) -> Content:
    card = short_card(release, findings, one, lang)
    return {**card, "edge": pictures.name_of(card["colour"]), "question": one.questions[0][lang]}


def _petit(moment: Moment, ident: str, lang: str) -> Petit:
    release, group = moment.release, beside(moment.release)
    drawn = bool(petal_groups(release))
    return Petit(
        title=moment.title,
        date=date_long(moment.date, lang),
        answers=release.people,
        svg=Pictures(release).themed(flower(release, lang, size="tiny", ident=ident)) if drawn else None,
        challenge=mean_of(group, lang) if group and group.mean else "",
    )
