"""Answers as documents, one per person (`models.Response` tells what that is), and as codes, one column per item."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from samenspel.errors import Problem, SamenspelError
from samenspel.reading.answers import BLANK, SKIPPED, Answers, Codes
from samenspel.theory.instrument import Choice, Item, Multiple, OpenText, Rating

Document = dict[str, Any]
_ABSENT: Any = object()


class RefusedError(SamenspelError):
    """What was sent is no answer to the questions of this round."""


def checked(answers: object, items: Sequence[Item]) -> Document:
    """The answers as they are kept. Raises RefusedError when any is no answer to one of these items."""
    asked = {item.id: item for item in items}
    if not isinstance(answers, Mapping):
        raise RefusedError(Problem("answer-unreadable"))
    unknown = [item_id for item_id in answers if item_id not in asked]
    if unknown:
        raise RefusedError(Problem("answer-not-asked", values={"item": printable(str(unknown[0]))[:40]}))
    return {item_id: checked_value(asked[item_id], value) for item_id, value in answers.items()}


def checked_value(item: Item, value: Any) -> Any:
    """One answer as it is kept: 4.0 as 4, options in the order of the instrument, texts without unprintable marks."""
    if isinstance(item.kind, OpenText):
        return _checked_text(item, item.kind, value)
    if value is None:
        return None
    match item.kind:
        case Rating(values=points) if isinstance(value, int | float) and not isinstance(value, bool):
            if value in points:
                return int(value) if float(value).is_integer() else float(value)
        case Choice(options=options) if isinstance(value, str):
            if value in {option.id for option in options}:
                return value
        case Multiple(options=options) if isinstance(value, list) and all(isinstance(one, str) for one in value):
            if set(value) <= {option.id for option in options}:
                return [option.id for option in options if option.id in value]
    raise RefusedError(Problem("answer-not-offered", values={"item": item.id}))


def _checked_text(item: Item, kind: OpenText, value: Any) -> str:
    if not isinstance(value, str):
        raise RefusedError(Problem("answer-not-offered", values={"item": item.id}))
    text = printable(value.replace("\r\n", "\n")).strip()
    if len(text) > kind.longest:
        raise RefusedError(Problem("answer-too-long", values={"item": item.id, "longest": kind.longest}))
    return text


def without_texts(document: Document, items: Iterable[Item] | None) -> Document:
    """A document without what was written in words. items: None when the questionnaire cannot be read any more."""
    texts = _texts_in(document, items)
    return {item_id: value for item_id, value in document.items() if item_id not in texts}


def without_taken_back(released: Document, now: Document, items: Iterable[Item] | None) -> Document:
    """What was released, without what was written then and reads otherwise now. items: as in `without_texts`."""
    texts = _texts_in(released, items)
    return {item_id: value for item_id, value in released.items() if item_id not in texts or now.get(item_id) == value}


def _texts_in(document: Document, items: Iterable[Item] | None) -> set[str]:
    """The items of a document that were answered in words. Without the questionnaire that is every string: the id of an
    option may be among them, but no words are missed. A list holds ids of options only.
    """
    if items is None:
        return {item_id for item_id, value in document.items() if isinstance(value, str)}
    return {item.id for item in items if isinstance(item.kind, OpenText)}


def printable(text: str) -> str:
    """The text without NUL characters and halves of characters, which databases refuse."""
    return text.replace("\0", "").encode("utf-8", "ignore").decode("utf-8")


def columns(items: Iterable[Item], documents: Sequence[Document]) -> tuple[
    dict[str, Codes], dict[str, Codes], dict[str, tuple[str, ...]]
]:  # fmt: skip
    """Documents as the codes, picks and texts of `Answers`."""
    codes: dict[str, Codes] = {}
    picks: dict[str, Codes] = {}
    texts: dict[str, tuple[str, ...]] = {}
    for item in items:
        given = [document.get(item.id, _ABSENT) for document in documents]
        if isinstance(item.kind, OpenText):
            texts[item.id] = tuple(value if isinstance(value, str) else "" for value in given)
        elif isinstance(item.kind, Multiple):
            picks[item.id] = _picks(item.kind, given)
        else:
            number = {value: code for code, value in enumerate(values_of(item))} | {None: SKIPPED}
            codes[item.id] = np.array([_coded(value, number) for value in given], dtype=np.int16)
    return codes, picks, texts


def _coded(value: Any, number: Mapping[Any, int]) -> int:
    return BLANK if value is _ABSENT else number[value]


def _picks(kind: Multiple, given: Sequence[Any]) -> Codes:
    picks = np.zeros((len(given), len(kind.options)), dtype=np.int16)
    place = {option.id: number for number, option in enumerate(kind.options)}
    for row, value in enumerate(given):
        if isinstance(value, list):
            picks[row, [place[one] for one in value]] = 1
        else:
            picks[row] = SKIPPED if value is None else BLANK
    return picks


def values_of(item: Item) -> tuple[Any, ...]:
    """What a document holds for each code of a rating or choice, from code 0 on."""
    match item.kind:
        case Rating(values=points):
            return tuple(int(point) if point.is_integer() else point for point in points)
        case Choice(options=options):
            return tuple(option.id for option in options)
        case _:
            raise ValueError(f"{item.id}: no single value")


def documents_of(answers: Answers) -> list[Document]:
    """One document per person: the way back from columns."""
    documents: list[Document] = [{} for _ in range(answers.people)]
    for item_id, column in answers.codes.items():
        values = values_of(answers.instrument.item(item_id))
        for document, code in zip(documents, column.tolist(), strict=True):
            if code != BLANK:
                document[item_id] = None if code == SKIPPED else values[code]
    for item_id, table in answers.picks.items():
        kind = answers.instrument.item(item_id).kind
        assert isinstance(kind, Multiple)
        for document, row in zip(documents, table.tolist(), strict=True):
            if BLANK not in row:
                document[item_id] = None if SKIPPED in row else [
                    option.id for option, picked in zip(kind.options, row, strict=True) if picked
                ]  # fmt: skip
    for item_id, column_of_texts in answers.texts.items():
        for document, text in zip(documents, column_of_texts, strict=True):
            if text:
                document[item_id] = printable(text)
    return documents
