"""What a result tells a party of itself: its answers beside those of everyone, and what stands out that names it."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from samenspel.diagnosis.finding import Finding
from samenspel.present.charts.beside import Row, group_of, rows, sentence, table
from samenspel.present.charts.parts import scale_colours
from samenspel.present.words import date_long
from samenspel.reading.cells import Mean
from samenspel.reading.release import GroupRelease, Release
from samenspel.web.results.cards import one_card
from samenspel.web.results.pictures import Pictures

if TYPE_CHECKING:
    from samenspel.web.results.models import Publication

Content = dict[str, Any]


@dataclass(frozen=True)
class PartyRound:
    """One round as a party reads it.

    state: "shown"; "totals" (nothing by party was promised); "few" (the parties are a breakdown, and too few answered);
    "missing" (by party, and no party of this name answered); "unreadable" (its questionnaire is not on this server).
    people: how many of the party answered, of everyone who did.
    """

    publication: "Publication"
    date: str
    state: Literal["shown", "totals", "few", "missing", "unreadable"]
    people: int = 0
    everyone: int = 0
    sentence: str = ""
    headings: tuple[str, ...] = ()
    rows: list[Content] = field(default_factory=list)
    cards: list[Content] = field(default_factory=list)


def party_round(
    publication: "Publication",
    release: Release | None,
    findings: Sequence[Finding],
    party: str,
    day: datetime.date,
    lang: str,
) -> PartyRound:
    """What the result of one round tells this party; release: None when it cannot be read here any more."""
    date = date_long(day, lang)
    if release is None:
        return PartyRound(publication, date, "unreadable")
    group = group_of(release, party)
    if release.policy.visibility != "party" and publication.round.breakdown != "party":
        return PartyRound(publication, date, "totals")
    if group is None or not group.scales:
        return PartyRound(publication, date, "missing" if release.policy.visibility == "party" else "few")
    return _shown(publication, release, group, findings, date, lang)


def _shown(
    publication: "Publication", release: Release, group: GroupRelease, findings: Sequence[Finding], date: str, lang: str
) -> PartyRound:
    found, pictures = rows(release, group), Pictures(release)
    told, colours = table(found, group.name, lang), scale_colours(release)
    about = [one for one in findings if one.key.split("/", 2)[2:] == [group.name]]
    return PartyRound(
        publication=publication,
        date=date,
        state="shown",
        people=group.people,
        everyone=release.people,
        sentence=sentence(found, group.name, lang),
        headings=told.headings,
        rows=[
            _drawn(one, cells, pictures.name_of(colours[one.whole.scale.id]))
            for one, cells in zip(found, told.rows, strict=True)
        ],
        cards=[one_card(release, one, pictures, lang) for one in about],
    )


def _drawn(row: Row, cells: Sequence[str], edge: str) -> Content:
    """A row in words, with the places on a line of 200 wide of the dots and of the band around that of everyone."""
    name, mine, _, whole, _ = cells
    drawn: Content = {"name": name, "edge": edge, "mine": mine, "mine_n": 0, "whole": whole, "whole_n": row.whole.n}
    if row.cell:
        drawn["mine_n"], drawn["mine_x"] = row.cell.n, f"{_at(row, row.cell.mean.value)}"
    mean: Mean | None = row.whole.mean
    if mean:
        low, high = _at(row, mean.low), _at(row, mean.high)
        drawn |= {"whole_x": f"{_at(row, mean.value)}", "band_x": f"{low}", "band_width": f"{high - low:.1f}"}
    return drawn


def _at(row: Row, value: float) -> float:
    return round(6 + 188 * row.whole.place(value), 1)
