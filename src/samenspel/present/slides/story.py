"""Which slides there are and in what order: the picture first, then the talk; never more than fifteen."""

from collections.abc import Callable
from functools import partial

from samenspel.diagnosis.finding import Finding
from samenspel.present.charts.parts import petal_groups
from samenspel.present.result import Result
from samenspel.present.slides.change import change_slide, changed
from samenspel.present.slides.deck import Deck
from samenspel.present.slides.flower import flower_slide
from samenspel.present.slides.found import cards_slide, none_slide, of_kind, question_slide
from samenspel.present.slides.groups import groups_slide, shows_groups
from samenspel.present.slides.opening import how_to_look, title_slide
from samenspel.present.slides.spoken import remarks_slide, that_fit
from samenspel.present.slides.statements import (
    choice_slide,
    choice_slides,
    has_loose,
    loose_slide,
    nothing_slide,
    statements_slide,
    talked_about,
)
from samenspel.present.slides.talk import before_slide, closing_slide, programme_slide

MOST_SLIDES = 15
MOST_QUESTIONS = 4
Draw = Callable[[Deck, Result], None]


def story(result: Result) -> bytes:
    """The slides as a file."""
    deck = Deck(result.title or result.release.instrument.name[result.lang], result.lang, result.date)
    for draw in plan(result):
        draw(deck, result)
    return deck.bytes()


def plan(result: Result) -> list[Draw]:
    """What is drawn, in order; questions give way where there would be too many slides."""
    before, after = _picture(result), _talk(result)
    room = min(MOST_QUESTIONS, MOST_SLIDES - len(before) - len(after))
    questions: list[Draw] = [partial(question_slide, one=one) for one in discussed(result)[:room]]
    return [*before, *questions, *after]


def discussed(result: Result) -> list[Finding]:
    """The risks that the talk is about: those of the programme first, where there is one, each in its order."""
    risks = of_kind(result.findings, "risk")
    parts = result.programme.parts if result.programme else ()
    in_talk = {part.key.removeprefix("talk/") for part in parts}
    return sorted(risks, key=lambda one: one.key not in in_talk)


def _picture(result: Result) -> list[Draw]:
    found: list[Draw] = [title_slide, how_to_look]
    release = result.release
    hidden = bool(release.ratings) and not any(one.mean for one in release.ratings.values())
    if hidden and not choice_slides(release, result.lang):
        return [*found, nothing_slide]
    if petal_groups(release) and not hidden:
        found.append(flower_slide)
    if not result.findings and petal_groups(release):
        found.append(none_slide)
    elif result.findings:
        found += [partial(cards_slide, kind="strength"), partial(cards_slide, kind="risk")]
    return found


def _talk(result: Result) -> list[Draw]:
    release = result.release
    found: list[Draw] = []
    scale = talked_about(release, discussed(result)[:MOST_QUESTIONS] or result.findings)
    if scale:
        found.append(partial(statements_slide, scale=scale))
    elif not petal_groups(release) and has_loose(release):
        found.append(loose_slide)
    if shows_groups(release):
        found.append(groups_slide)
    most = 1 if petal_groups(release) else 3
    found += [partial(choice_slide, key=key) for key in choice_slides(release, result.lang)[:most]]
    comparison = changed(result)
    if comparison:
        found.append(partial(change_slide, found=comparison))
    if that_fit(release.remarks):
        found.append(remarks_slide)
    if result.programme and result.programme.parts:
        found.append(partial(programme_slide, programme=result.programme))
    if result.before:
        found.append(partial(before_slide, before=result.before))
    return [*found, closing_slide]
