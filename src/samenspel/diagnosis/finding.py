"""A finding: a pattern that was seen in a release, with its evidence. Observations and questions, never a verdict."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from samenspel.diagnosis.judgement import Judgement
from samenspel.reading.cells import Mean
from samenspel.reading.release import Cell, GroupRelease, Release
from samenspel.theory.patterns import Pattern, pattern
from samenspel.theory.words import Bilingual

Sureness = Literal["clear", "indication"]
OWN_WORDS = Bilingual("Zoals jullie het zeggen", "As you put it")


@dataclass(frozen=True)
class Evidence:
    """One line of evidence: what it is about, and the numbers as they were released.

    share: how many people, of how many. n is always the number of people who answered.
    """

    about: Bilingual
    n: int
    mean: Mean | None = None
    share: tuple[int, int] | None = None


@dataclass(frozen=True)
class Finding:
    """A pattern seen. `about` names the scales or items that it speaks of; the texts hold names and no numbers.

    key: the same whenever the same is seen again in the round: the pattern, its variant and the group that it names.
    judged: what the group made of it, when it did; never "dismiss", for what is set aside is not told.
    """

    pattern: Pattern
    about: tuple[str, ...]
    see: Bilingual
    maybe: Bilingual
    questions: tuple[Bilingual, ...]
    evidence: tuple[Evidence, ...]
    sureness: Sureness
    key: str = ""
    judged: Judgement | None = None

    @property
    def name(self) -> Bilingual:
        """The name of the pattern; it gives way where the group chose its own words, which it might contradict."""
        return OWN_WORDS if self.judged and self.judged.choice == "rephrase" else self.pattern.name

    def told(self, lang: str) -> str:
        """What is seen, in the words of the group where it chose its own."""
        if self.judged and self.judged.choice == "rephrase":
            return self.judged.words
        return self.see[lang]


def finding(
    slug: str,
    about: Sequence[str],
    evidence: Sequence[Evidence],
    sureness: Sureness,
    variant: str | None = None,
    **names: Bilingual,
) -> Finding:
    """A finding of the pattern with this slug, its texts (or those of a variant) filled with names."""
    found = pattern(slug)
    said = found.said(variant)
    return Finding(
        pattern=found,
        about=tuple(about),
        see=_filled(said.see, names),
        maybe=_filled(said.maybe, names),
        questions=tuple(_filled(question, names) for question in said.questions),
        evidence=tuple(evidence),
        sureness=sureness,
        key="/".join(part for part in (slug, variant, names["group"].nl if "group" in names else "") if part),
    )


def _filled(text: Bilingual, names: dict[str, Bilingual]) -> Bilingual:
    nl, en = ({key: name[lang] for key, name in names.items()} for lang in ("nl", "en"))
    return Bilingual(text.nl.format(**nl), text.en.format(**en))


def listed(names: Sequence[Bilingual]) -> Bilingual:
    """Names in quotes as one phrase: “A”, “B” en “C”."""
    nl, en = ([f"“{name[lang]}”" for name in names] for lang in ("nl", "en"))
    if len(names) == 1:
        return Bilingual(nl[0], en[0])
    return Bilingual(f"{', '.join(nl[:-1])} en {nl[-1]}", f"{', '.join(en[:-1])} and {en[-1]}")


def scale_evidence(release: Release, *scales: str) -> tuple[Evidence, ...]:
    """The released mean of each of these scales, where there is one."""
    lines = []
    for one in (release.scales[scale] for scale in scales if scale in release.scales):
        if one.mean is not None:
            lines.append(Evidence(scale_name(release, one.scale), one.n, one.mean))
    return tuple(lines)


def item_evidence(release: Release, *items: str) -> tuple[Evidence, ...]:
    """The released mean of each of these items, where there is one."""
    lines = []
    for one in (release.ratings[item] for item in items if item in release.ratings):
        if one.mean is not None:
            lines.append(Evidence(release.instrument.item(one.item).short, one.n, one.mean))
    return tuple(lines)


def item_names(release: Release, *items: str) -> tuple[Bilingual, ...]:
    """The short names of items in their instrument."""
    return tuple(release.instrument.item(item).short for item in items)


def group_evidence(release: Release, group: GroupRelease, scale: str) -> tuple[Evidence, ...]:
    """What a group answers on a scale, after what everyone answers."""
    cell: Cell = group.scales[scale]
    name = scale_name(release, scale)
    own = Bilingual(f"{name.nl} · {group.name}", f"{name.en} · {group.name}")
    return (*scale_evidence(release, scale), Evidence(own, cell.n, cell.mean))


def scale_name(release: Release, scale: str) -> Bilingual:
    """The name of a scale in its instrument."""
    found = release.instrument.scale(scale)
    assert found is not None
    return found.name
