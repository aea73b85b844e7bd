"""One group beside the whole: per scale its mean and that of everyone on one line. No other group is compared.

A round that is open by party shows every party, and a party reads here what its own people answered. What it says is
an observation and a question: who lies below the whole is not behind.
"""

from dataclasses import dataclass

from samenspel.present.charts.parts import BESIDE, Group, scale_groups
from samenspel.present.charts.told import CLOSE, Table, range_of
from samenspel.present.words import mean_in_words, say
from samenspel.reading.cells import Mean
from samenspel.reading.release import Cell, GroupRelease, Release


@dataclass(frozen=True)
class Row:
    """A scale with the mean of everyone, and that of the group (None where it has none that may be seen)."""

    whole: Group
    cell: Cell | None

    @property
    def pair(self) -> tuple[Mean, Mean] | None:
        """Both means, of the group and of everyone; None unless both are there."""
        return (self.cell.mean, self.whole.mean) if self.cell and self.whole.mean else None

    @property
    def distance(self) -> float | None:
        """How far the group lies from the whole, as a share of the range, from the means as they are written."""
        if self.pair is None:
            return None
        mine, whole = (round(one.value, 1) for one in self.pair)
        return abs(mine - whole) / (self.whole.high - self.whole.low)


def group_of(release: Release, name: str) -> GroupRelease | None:
    """The group with this name; None when the release has none, or shows nothing of it."""
    groups = release.breakdown.groups if release.breakdown else ()
    return next((one for one in groups if one.name == name), None)


def rows(release: Release, group: GroupRelease) -> tuple[Row, ...]:
    """Every scale that was asked, in the order of the instrument: the mean of the group beside that of everyone."""
    return tuple(Row(one, group.scales.get(one.scale.id)) for one in scale_groups(release))


def sentence(found: tuple[Row, ...], name: str, lang: str) -> str:
    """Where a group lies furthest from the whole, and where it stands on the challenge. Empty when nothing can be seen.

    The furthest is taken over all scales but the connection to the challenge, which is always said beside it.
    """
    known = [(one, one.distance) for one in found if one.distance is not None and one.whole.scale.id != BESIDE]
    if not known:
        return ""
    furthest, distance = max(known, key=lambda one: one[1])
    if distance < CLOSE:
        said = [say("beside-close", lang, name=name)]
    else:
        values = _means(furthest, lang)
        said = [say("beside-far", lang, name=name, scale=furthest.whole.scale.short[lang], **values)]
    challenge = next((one for one in found if one.whole.scale.id == BESIDE and one.pair), None)
    if challenge:
        values = _means(challenge, lang)
        said.append(say("beside-challenge", lang, scale=challenge.whole.scale.name[lang], name=name, **values))
    return " ".join((*said, say("beside-ask", lang)))


def _means(row: Row, lang: str) -> dict[str, str]:
    assert row.pair is not None
    mine, whole = (mean_in_words(one, lang) for one in row.pair)
    return {"mine": mine, "whole": whole, "range": range_of(row.whole, lang)}


def table(found: tuple[Row, ...], name: str, lang: str) -> Table:
    """The same as rows: each scale with both means and how many answered; every cell is text."""
    hidden = say("table-not-shown", lang)
    told = tuple(
        (
            one.whole.scale.short[lang],
            mean_in_words(one.cell.mean, lang) if one.cell else hidden,
            str(one.cell.n) if one.cell else "0",
            mean_in_words(one.whole.mean, lang) if one.whole.mean else hidden,
            str(one.whole.n),
        )
        for one in found
    )
    return Table(tuple(say(f"beside-{key}", lang, name=name) for key in ("part", "mine", "n", "whole", "n")), told)
