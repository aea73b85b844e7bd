"""The full screen before a group: one picture and one sentence at a time, from the whole to what to talk about."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, Literal

from samenspel.diagnosis.finding import Finding
from samenspel.diagnosis.programme import Programme
from samenspel.diagnosis.stands_out import Discussed
from samenspel.present.charts import apart, phases, slope
from samenspel.present.charts.flower import flower, sentence
from samenspel.present.charts.parts import BESIDE, petal_groups
from samenspel.present.comparison import Comparison
from samenspel.present.report.content import legend
from samenspel.present.report.remarks import remarks_of
from samenspel.present.words import response
from samenspel.reading.release import Release
from samenspel.web.results.cards import one_card
from samenspel.web.results.page import title_of
from samenspel.web.results.pictures import Pictures
from samenspel.web.shared.words import say

Content = dict[str, Any]
Kind = Literal["whole", "finding", "apart", "phases", "changes", "remarks", "talk"]
MOST_WELL, MOST_ASK = 2, 3
LINES_WELL, LINES_ASK = 5, 14
WIDE = 38
"""At most so many of what goes well and of what to talk about stand beside the flower, as far as their lines fit."""
ROOM = 620
"""So many characters of remarks fit on one screen."""


@dataclass(frozen=True)
class Step:
    """What stands on the screen at one moment: a title, and what its kind needs."""

    kind: Kind
    title: str
    content: Content


def steps_of(release: Release, found: Discussed, compared: Comparison | None, lang: str) -> tuple[Step, ...]:
    """The steps of a result in their order; none where no rating may be shown. The talk itself comes after them."""
    pictures = Pictures(release)
    drawn = petal_groups(release) and any(one.mean for one in release.ratings.values())
    steps = [_whole(release, found, pictures, lang)] if drawn else []
    steps += [_finding(release, one, pictures, lang) for one in found.findings if drawn]
    steps += _apart(release, pictures, lang) + _phases(release, pictures, lang)
    if compared:
        steps.append(_changes(release, compared, pictures, lang))
    return (*steps, *_remarks(release, lang))


def talk(programme: Programme | None, lang: str) -> Step:
    """The last screen: the question with which the conversation closes, from the programme where there is one."""
    part = next((one for one in programme.parts if one.kind == "leverage"), None) if programme else None
    asked = part.questions if part and part.questions else (say("results-screen-talk-question", lang),)
    title = part.title if part else say("results-screen-talk", lang)
    return Step("talk", title, {"questions": asked[:3]})


def _whole(release: Release, found: Discussed, pictures: Pictures, lang: str) -> Step:
    """The flower, what goes well and what the talk can be about: all that a stranger needs."""
    cards = [one_card(release, one, pictures, lang) for one in found.findings]
    well, ask = ([_short(card) for card in cards if card["kind"] == kind] for kind in ("strength", "risk"))
    asked = _fitting(ask[:MOST_ASK], LINES_ASK)
    content = {
        "svg": pictures.themed(flower(release, lang, size="stage")),
        "sentence": sentence(release, lang),
        "key": " · ".join(filter(None, (say("results-screen-key", lang), legend(release, lang)))),
        "response": response(release, lang),
        "well": _fitting([{**card, "question": ""} for card in well[:MOST_WELL]], LINES_WELL),
        "ask": asked,
        "more": len(ask) - len(asked),
    }
    return Step("whole", title_of(release, lang), content)


def _short(card: Content) -> Content:
    """A finding in a headline, which is the group's own words where it chose them, and its first question."""
    own = card["judged"] and card["judged"].choice == "rephrase"
    said = {"headline": card["see"] if own else card["name"], "question": card["questions"][0]}
    return {key: card[key] for key in ("edge", "about")} | said


def _fitting(cards: Sequence[Content], lines: int) -> list[Content]:
    """The first cards, as many as there is room for; always one where there is one."""
    taken = accumulate(1 + sum(-(-len(card[part]) // WIDE) for part in ("headline", "question")) for card in cards)
    return [card for place, (card, so_far) in enumerate(zip(cards, taken, strict=True)) if not place or so_far <= lines]


def _finding(release: Release, one: Finding, pictures: Pictures, lang: str) -> Step:
    card = one_card(release, one, pictures, lang)
    content = {
        **card,
        "svg": pictures.themed(flower(release, lang, size="half")),
        "focus": " ".join(_scales(release, one)),
        "questions": card["questions"][:2],
    }
    return Step("finding", card["name"], content)


def _scales(release: Release, one: Finding) -> list[str]:
    """The scales in the flower that a finding is about, with the connection to the challenge beside them."""
    petals = {group.scale.id: {part.item.id for part in group.parts} for group in petal_groups(release)}
    about = [scale for scale, items in petals.items() if {scale, *items} & set(one.about)]
    return [*about, BESIDE] if about else []


def _apart(release: Release, pictures: Pictures, lang: str) -> list[Step]:
    svg = apart.apart(release, lang, size="huge")
    if svg is None:
        return []
    content = {"svg": pictures.themed(svg), "sentence": apart.sentence(release, lang)}
    return [Step("apart", say("results-screen-apart", lang), content)]


def _phases(release: Release, pictures: Pictures, lang: str) -> list[Step]:
    svg = phases.phases(release, lang, size="huge")
    if svg is None or not release.people:
        return []
    content = {"svg": pictures.themed(svg), "sentence": phases.sentence(release, lang)}
    return [Step("phases", say("results-screen-phases", lang), content)]


def _changes(release: Release, compared: Comparison, pictures: Pictures, lang: str) -> Step:
    content = {
        "svg": pictures.themed(slope.slopes(compared, release, lang, size="huge")),
        "sentence": compared.sentence,
    }
    return Step("changes", say("results-screen-changes", lang), content)


def _remarks(release: Release, lang: str) -> list[Step]:
    """What people wrote, as released, so much at a time as can be read from the back."""
    scales = (None, *(scale.id for scale in release.instrument.scales))
    asked = (one for scale in scales for one in remarks_of(release, scale, lang))
    return [
        Step("remarks", one["heading"], {"remarks": some, "question": one["question"]})
        for one in asked
        for some in _by_room(one["remarks"])
    ]


def _by_room(remarks: Sequence[Content]) -> list[list[Content]]:
    found: list[list[Content]] = [[]]
    for remark in remarks:
        if found[-1] and sum(len(one["text"]) for one in (*found[-1], remark)) > ROOM:
            found.append([])
        found[-1].append(remark)
    return found
