"""Rounds of one network side by side, on what they asked alike. Only released numbers meet here (rule 4)."""

from collections.abc import Sequence
from dataclasses import dataclass

from samenspel.errors import SamenspelError
from samenspel.present.charts.parts import scale_groups
from samenspel.present.words import answers, interval_in_words, mean_in_words
from samenspel.present.words import say as fixed
from samenspel.reading.cells import Mean
from samenspel.reading.frozen import thaw
from samenspel.reading.release import Release
from samenspel.web.results.models import Publication
from samenspel.web.rounds.queries import instrument_of

MOST_ROUNDS = 6


@dataclass(frozen=True)
class Cell:
    """A mean as it was released, with its interval and number of answers; empty where there is none."""

    mean: str
    between: str
    answers: str


@dataclass(frozen=True)
class Row:
    """A scale or a statement through the rounds, oldest first; `whole` for a scale."""

    name: str
    whole: bool
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Comparison:
    """Publications as columns, oldest first and the one that is read last, with what they have in common as rows."""

    publications: tuple[Publication, ...]
    rows: tuple[Row, ...]


def compared(publication: Publication, release: Release, lang: str) -> Comparison | None:
    """This round beside earlier ones of its network; None when none of them asked anything alike."""
    found = [(one, earlier) for one, earlier in _earlier(publication) if _alike(release, earlier)]
    found = [*found[-(MOST_ROUNDS - 1) :], (publication, release)]
    if len(found) < 2:
        return None
    return Comparison(tuple(one for one, _ in found), tuple(_rows([one for _, one in found], lang)))


def _earlier(last: Publication) -> list[tuple[Publication, Release]]:
    publications = (
        Publication.objects.filter(round__network=last.round.network, round__deleted_at=None)
        .filter(closing__lt=last.closing)
        .select_related("round__network")
        .order_by("closing", "pk")
    )
    found = []
    for publication in publications:
        try:
            found.append((publication, thaw(publication.frozen, instrument_of(publication.round))))
        except SamenspelError:
            continue  # its questionnaire is not on this server any more: it cannot be laid beside this one
    return found


def _alike(one: Release, other: Release) -> set[str]:
    """The rated items that two rounds asked in the same words and on the same points."""
    return {
        item
        for item in set(one.ratings) & set(other.ratings)
        if one.instrument.item(item).text == other.instrument.item(item).text
        and one.instrument.item(item).kind == other.instrument.item(item).kind
    }


def _rows(releases: Sequence[Release], lang: str) -> list[Row]:
    """Every scale that rests on the same items in some earlier round, and every item that one of them asked too."""
    last, earlier = releases[-1], releases[:-1]
    rows, shared = [], set().union(*(_alike(last, one) for one in earlier))
    in_scale = set()
    for group in scale_groups(last):
        items = [part.item.id for part in group.parts]
        in_scale |= set(items)
        cells = tuple(_scale_cell(last, one, group.scale.id, lang) for one in releases)
        if any(cell.answers for cell in cells[:-1]):
            rows.append(Row(group.scale.name[lang], True, cells))
        rows += [_item_row(releases, item, lang) for item in items if item in shared]
    return rows + [_item_row(releases, item, lang) for item in last.ratings if item in shared - in_scale]


def _item_row(releases: Sequence[Release], item: str, lang: str) -> Row:
    last = releases[-1]
    cells = (
        _cell(one.ratings[item].n, one.ratings[item].mean, lang) if item in _alike(last, one) else Cell("", "", "")
        for one in releases
    )
    return Row(last.instrument.item(item).short[lang], False, tuple(cells))


def _scale_cell(last: Release, one: Release, scale: str, lang: str) -> Cell:
    there = one.scales.get(scale)
    same = there is not None and there.items == last.scales[scale].items and set(there.items) <= _alike(last, one)
    return _cell(there.n, there.mean, lang) if there is not None and same else Cell("", "", "")


def _cell(n: int, mean: Mean | None, lang: str) -> Cell:
    if mean is None:
        return Cell(fixed("table-not-shown", lang), "", answers(n, lang))
    return Cell(mean_in_words(mean, lang), interval_in_words(mean, lang), answers(n, lang))
