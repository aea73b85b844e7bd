"""Questions as they stand on the page, with what was answered before; and the way back from a posted form."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import QueryDict

from samenspel.present.words import end
from samenspel.theory.instrument import Choice, Item, Multiple, OpenText, Rating
from samenspel.web.answering.documents import Document, values_of
from samenspel.web.rounds.queries import instrument_of, items_of
from samenspel.web.shared.words import language, say

if TYPE_CHECKING:
    from samenspel.web.rounds.models import Round

SKIP = "skip"


@dataclass(frozen=True)
class Answer:
    """One thing that can be chosen. label: the word that a rating has at this point, or the name of an option."""

    value: Any
    said: str
    label: str
    help: str
    chosen: bool


@dataclass(frozen=True)
class Question:
    """One question on the page. kind: "rating", "choice", "multiple" or "text". about: the condition it belongs to."""

    number: int
    of: int
    id: str
    name: str
    kind: str
    about: str
    text: str
    short: str
    help: str
    answers: tuple[Answer, ...] = ()
    skip: str = ""
    skipped: bool = False
    answered: bool = False
    words: str = ""
    longest: int = 0

    @property
    def ends(self) -> tuple[str, str]:
        """The words at both ends of a rating."""
        return self.answers[0].label, self.answers[-1].label


def questions_of(round: "Round", document: Mapping[str, Any]) -> list[Question]:
    """The questions of a round in their order, in the language of the page."""
    instrument, items, lang = instrument_of(round), items_of(round), language()
    questions = []
    for number, item in enumerate(items, 1):
        scale = instrument.scale_of(item.id)
        questions.append(
            Question(
                number=number,
                of=len(items),
                id=item.id,
                name=field(item),
                about=scale.name[lang] if scale else "",
                text=item.text[lang],
                short=item.short[lang],
                help=item.help[lang] if item.help else "",
                answered=item.id in document and document[item.id] != "",
                **_answers(item, document.get(item.id, ""), item.id in document, lang),
            )
        )
    return questions


def field(item: Item) -> str:
    """The name of an item's field in the form."""
    return f"q-{item.id}"


def _answers(item: Item, given: Any, known: bool, lang: str) -> dict[str, Any]:
    if isinstance(item.kind, OpenText):
        return {"kind": "text", "words": given if isinstance(given, str) else "", "longest": item.kind.longest}
    skip = item.kind.skip[lang] if item.kind.skip else say("answering-skip")
    shared = {"skip": skip, "skipped": known and given is None}
    match item.kind:
        case Rating(labels=labels):
            words = dict(labels)
            answers = tuple(
                Answer(value, end(value, lang), words[value][lang] if value in words else "", "", _same(value, given))
                for value in values_of(item)
            )
            return {"kind": "rating", "answers": answers, **shared}
        case Choice(options=options) | Multiple(options=options):
            chosen = given if isinstance(given, list) else [given]
            answers = tuple(
                Answer(one.id, one.name[lang], one.name[lang], one.help[lang] if one.help else "", one.id in chosen)
                for one in options
            )
            return {"kind": "multiple" if isinstance(item.kind, Multiple) else "choice", "answers": answers, **shared}


def _same(value: Any, given: Any) -> bool:
    return isinstance(given, int | float) and value == given


def posted(form: QueryDict, items: Sequence[Item], before: Document) -> Document:
    """The answers in a form that was sent without script; nothing is checked here.

    before: the answers that the form showed. What stood open there and was left open is absent: a list of which nothing
    is ticked and an empty text are only answers where they take the place of another.
    """
    document: Document = {}
    for item in items:
        values = [value for value in form.getlist(field(item)) if value.strip()]
        if values:
            document[item.id] = _value(item, values)
        elif item.id in before and isinstance(item.kind, Multiple | OpenText):
            document[item.id] = [] if isinstance(item.kind, Multiple) else ""
    return document


def _value(item: Item, values: list[str]) -> Any:
    text = values[-1]
    if isinstance(item.kind, OpenText):
        return text
    if SKIP in values:
        return None
    if isinstance(item.kind, Multiple):
        return values
    if isinstance(item.kind, Rating):
        try:
            return float(text)
        except ValueError:
            return text
    return text
