"""Rule 5 in full: which items of a round that was opened again may get a new number."""

import numpy as np
from numpy.typing import NDArray

from samenspel.reading import disclosure
from samenspel.reading.answers import Answers, Codes


def may_change(old: Answers, new: Answers, same: NDArray[np.int64], k: int) -> dict[str, bool]:
    """Per item of which an answer was added, changed or taken back: whether its new number may be published.

    old: the answers behind the numbers that are published now, item by item. same: per person in `new` their place in
    `old`, or -1 for who came since; whoever of `old` is not in it has left. Items without any change are not in the
    result: their number is what it was. Open questions are not in it either.
    """
    found = {}
    for item, after in new.codes.items():
        kind = new.instrument.item(item).kind
        points = len(kind.options) if hasattr(kind, "options") else kind.points  # type: ignore[union-attr]
        before = old.codes.get(item, np.full(old.people, -1, dtype=np.int16))
        parts = _parts(np.maximum(before, -1)[:, None], np.maximum(after, -1)[:, None], same)
        if parts is not None:
            stayed, left, came = (np.bincount(part[:, 0], minlength=points) for part in parts)
            found[item] = disclosure.may_replace(stayed, left, came, k)
    for item, after in new.picks.items():
        before = old.picks.get(item, np.full((old.people, after.shape[1]), -1, dtype=np.int16))
        parts = _parts(np.maximum(before, -1), np.maximum(after, -1), same)
        if parts is not None:
            found[item] = disclosure.may_replace_ticks(*parts, k)
    return found


def places(old: list[object], new: list[object]) -> NDArray[np.int64]:
    """Per person in `new` their place in `old`, or -1 for who was not there. A person is known by anything unique."""
    place = {person: number for number, person in enumerate(old)}
    return np.array([place.get(person, -1) for person in new], dtype=np.int64)


def _parts(
    before: Codes, after: Codes, same: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]] | None:
    """The answers that stayed, left and came, each as rows; None when none left or came. A row of -1 is no answer."""
    blank = np.full((1, before.shape[1]), -1, dtype=before.dtype)
    earlier = np.concatenate([before, blank])[same]  # -1 takes the last row: no answer
    gone = before[~np.isin(np.arange(len(before)), same)]
    moved = (earlier != after).any(axis=1)
    stayed, left, came = after[~moved], np.concatenate([earlier[moved], gone]), after[moved]
    stayed, left, came = (part[part[:, 0] >= 0].astype(np.int64) for part in (stayed, left, came))
    return (stayed, left, came) if len(left) or len(came) else None
