"""The flower in words: its sentence, the same data as a table, and the text alternative for who cannot see it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from samenspel.present.charts.parts import Group, Part, beside, misses_challenge, petal_groups, scale_groups
from samenspel.present.palette import CONDITIONS
from samenspel.present.words import end, interval_in_words, listed, mean_in_words, say
from samenspel.reading.cells import Mean
from samenspel.reading.release import Release

CLOSE = 1 / 12
"""Scales nearer than this share of the range (half a point of seven) are not told apart in the sentence."""


@dataclass(frozen=True)
class Table:
    """The data of a picture as rows under headings; every cell is text."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def sentence(release: Release, lang: str) -> str:
    """What to see in the flower, in words that a chair can read aloud: what stands well first. Empty without scales."""
    groups = petal_groups(release)
    if not groups:
        return ""
    known = [group for group in groups if group.mean is not None]
    unknown = [group.scale.short[lang] for group in groups if group.mean is None]
    said = [_compared(known, lang) if known else say("flower-nothing", lang)]
    if known and unknown:
        said.append(say("flower-unknown", lang, names=listed(unknown, lang)))
    said.append(challenge_sentence(release, lang))
    return " ".join(part for part in said if part)


def _compared(groups: list[Group], lang: str) -> str:
    if len(groups) == 1:
        return say("flower-single", lang, name=groups[0].scale.short[lang], mean=mean_of(groups[0], lang))
    if len({(group.low, group.high) for group in groups}) > 1:
        told = (f"{group.scale.short[lang]} {mean_of(group, lang)}" for group in groups)
        return say("flower-listed", lang, means="; ".join(told))
    (first, high), (behind, low) = _extreme(groups, max, lang), _extreme(groups, min, lang)
    reach = range_of(groups[0], lang)
    values = {"low": mean_in_words(low, lang), "high": mean_in_words(high, lang), "range": reach}
    if values["low"] == values["high"]:
        return say("flower-alike", lang, **values)
    far = groups[0].place(high.value) - groups[0].place(low.value) >= CLOSE
    if far and high.low > low.high:
        kind = "condition" if all(group.scale.id in CONDITIONS["light"] for group in groups) else "scale"
        return say(f"flower-{kind}-apart", lang, first=listed(first, lang), behind=listed(behind, lang), **values)
    return say("flower-unsure" if far else "flower-close", lang, **values)


def _extreme(groups: list[Group], pick: Callable[[list[float]], float], lang: str) -> tuple[list[str], Mean]:
    """The names of the scales whose mean is the highest (or lowest) as it is written down, and that mean."""
    means = [(group.scale.short[lang], group.mean) for group in groups if group.mean is not None]
    value = pick([round(mean.value, 1) for _, mean in means])
    there = [(name, mean) for name, mean in means if round(mean.value, 1) == value]
    return [name for name, _ in there], there[0][1]


def challenge_sentence(release: Release, lang: str) -> str:
    """The connection to the challenge, beside every reading of the conditions; empty where there is none."""
    if misses_challenge(release):
        return say("flower-challenge-not-asked", lang)
    group = beside(release)
    if group is None:
        return ""
    if group.mean is None:
        return say("flower-challenge-not-shown", lang)
    return say("flower-challenge", lang, name=group.scale.name[lang], mean=mean_of(group, lang))


def mean_of(group: Group, lang: str) -> str:
    """The mean of a scale with the end of its range: "5,8 van 7". Only for a scale that has one."""
    assert group.mean is not None
    return f"{mean_in_words(group.mean, lang)} {range_of(group, lang)}"


def range_of(group: Group, lang: str) -> str:
    """The range of a scale after its mean: "van 7", or "op −3 tot 3" where it does not start at nought or one."""
    if group.low in (0, 1):
        return say("number-of", lang, high=end(group.high, lang))
    return say("number-on", lang, low=end(group.low, lang), high=end(group.high, lang))


def table(release: Release, lang: str) -> Table:
    """The flower as rows: each scale and under it its items, with mean, interval and number of answers."""
    rows: list[tuple[str, ...]] = []
    for group in scale_groups(release):
        mean = say("table-not-shown", lang) if group.mean is None else mean_in_words(group.mean, lang)
        between = "" if group.mean is None else interval_in_words(group.mean, lang)
        rows.append((group.scale.name[lang], "", mean, between, str(group.n)))
        rows.extend(_row(group, part, lang) for part in group.parts)
    headings = ("scale", "item", "mean", "interval", "answers")
    return Table(tuple(say(f"table-{heading}", lang) for heading in headings), tuple(rows))


def _row(group: Group, part: Part, lang: str) -> tuple[str, ...]:
    mean = say("table-not-shown", lang) if part.mean is None else mean_in_words(part.mean, lang)
    between = "" if part.mean is None else interval_in_words(part.mean, lang)
    return group.scale.name[lang], part.item.short[lang], mean, between, str(part.n)


def alternative(release: Release, lang: str) -> str:
    """The flower for who cannot see it: every scale and petal with its mean."""
    groups = petal_groups(release)
    petals = sum(len(group.parts) for group in groups)
    said = [say("flower-alternative", lang, petals=petals, groups=len(groups))]
    said.extend(_spoken(group, lang) for group in groups)
    challenge = beside(release)
    if challenge is not None:
        said.append(f"{say('flower-beside', lang)} {_spoken(challenge, lang)}")
    return " ".join(said)


def _spoken(group: Group, lang: str) -> str:
    hidden = say("table-not-shown", lang)
    parts = (
        f"{part.item.short[lang]} {hidden if part.mean is None else mean_in_words(part.mean, lang)}"
        for part in group.parts
    )
    mean = hidden if group.mean is None else mean_of(group, lang)
    return f"{group.scale.short[lang]} {mean}: {'; '.join(parts)}."


def items_sentence(release: Release, items: Sequence[str], lang: str) -> str:
    """What to see in a row of statements. Empty for fewer than two with a mean or one range.

    A reversed item is left out, and that is said: a low answer to it is not low for its scale.
    """
    scales = [release.instrument.scale_of(item) for item in items]
    reverse = {item for item, scale in zip(items, scales, strict=True) if scale and item in scale.reversed}
    said = _items_compared(release, [item for item in items if item not in reverse], lang)
    return f"{said} {say('report-items-reversed', lang)}" if said and reverse else said


def _items_compared(release: Release, items: Sequence[str], lang: str) -> str:
    known = [(release.instrument.item(item), release.ratings[item].mean) for item in items]
    means = [(Part(item, 0, mean, turned=False), mean) for item, mean in known if mean is not None]
    if len(means) < 2 or len({(part.kind.low, part.kind.high) for part, _ in means}) > 1:
        return ""
    first, high = max(means, key=_height)
    behind, low = min(means, key=_height)
    values = {"high": mean_in_words(high, lang), "low": mean_in_words(low, lang)}
    if values["high"] == values["low"]:
        return say("report-items-alike", lang, mean=values["high"])
    far = first.place(high.value) - first.place(low.value) >= CLOSE
    if far and high.low > low.high:
        names = {"first": first.item.short[lang], "behind": behind.item.short[lang]}
        return say("report-highest", lang, **names, **values)
    return say("report-items-unsure" if far else "report-items-close", lang, **values)


def _height(one: tuple[Part, Mean]) -> tuple[float, int]:
    """How high a mean stands: "6,0 of minder" below 6,0, and that below "6,0 of meer"."""
    mean = one[1]
    return mean.value, ("or less", "exact", "or more").index(mean.bound)
