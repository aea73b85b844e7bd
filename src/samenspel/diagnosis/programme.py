"""A conversation guide as people read it: in one language, with what the facilitator changed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from samenspel.diagnosis.guide import Guide, Kind, Step
from samenspel.theory.conversation import conversation
from samenspel.theory.patterns import pattern, pattern_slugs

OWN = "own/"
_ORDER = ("opening", "look-back", "look", "strengths", "talk", "leverage", "closing")


@dataclass(frozen=True)
class Part:
    """One part of the programme. edited: somebody changed it. findings: what it speaks of, a line for each.

    form: the name of the working form, or empty; how: its steps; needs: what to have at hand for it, or empty.
    """

    key: str
    kind: Kind
    minutes: int
    title: str
    text: str
    questions: tuple[str, ...]
    form: str = ""
    how: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    edited: bool = False
    needs: str = ""


@dataclass(frozen=True)
class Programme:
    """The parts in their order. asked: the minutes it was made for. removed: parts that were taken out."""

    asked: int
    parts: tuple[Part, ...]
    removed: tuple[Part, ...] = ()

    @property
    def minutes(self) -> int:
        """How long all parts take together; after edits perhaps not what was asked."""
        return sum(part.minutes for part in self.parts)


@dataclass(frozen=True)
class Edit:
    """What was changed in a part; None leaves it as it is computed.

    after: the key of the part that it now follows, "" for the first place; an own part always has one. Parts that
    follow the same one stand in the order of their keys.
    """

    minutes: int | None = None
    title: str | None = None
    text: str | None = None
    questions: tuple[str, ...] | None = None
    removed: bool = False
    after: str | None = None

    @property
    def written(self) -> bool:
        """Whether somebody wrote something that would be lost with the part."""
        return not (self.title is None and self.text is None and self.questions is None)


@dataclass(frozen=True)
class Edits:
    """Every change, by the key of the part; own parts have keys that start with "own/"."""

    parts: Mapping[str, Edit]

    def form(self) -> dict[str, Any]:
        """The edits as plain dicts, to be kept."""
        return {"parts": {key: _kept(edit) for key, edit in self.parts.items()}}

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> "Edits":
        """The edits that were kept; what is not understood is left out."""
        parts = kept.get("parts") if isinstance(kept, Mapping) else None
        found = parts.items() if isinstance(parts, Mapping) else ()
        return cls({key: _edit(edit) for key, edit in found if key and isinstance(edit, Mapping)})


def _kept(edit: Edit) -> dict[str, Any]:
    values = {one.name: getattr(edit, one.name) for one in fields(edit)}
    if edit.questions is not None:
        values["questions"] = list(edit.questions)
    return {name: value for name, value in values.items() if value is not None and value is not False}


def _edit(kept: Mapping[str, Any]) -> Edit:
    title, text, after = (_text(kept.get(name)) for name in ("title", "text", "after"))
    return Edit(_minutes(kept.get("minutes")), title, text, _texts(kept.get("questions")), _removed(kept), after)


def _removed(kept: Mapping[str, Any]) -> bool:
    return kept.get("removed") is True


def _minutes(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _texts(value: object) -> tuple[str, ...] | None:
    if not isinstance(value, list | tuple) or not all(isinstance(one, str) for one in value):
        return None
    return tuple(value)


def programme(guide: Guide, edits: Edits, lang: str) -> Programme:
    """The guide in one language with the edits laid over it.

    Edits of a part that is no longer computed wait until it is. What somebody wrote is not lost meanwhile: it stays,
    at its place, as a part of their own.
    """
    computed = {step.key: _part(step, lang) for step in guide.steps}
    parts: list[Part] = []
    removed: list[Part] = []
    for key in _order(guide, edits):
        edit = edits.parts.get(key)
        part = computed.get(key) or (_waiting(key, edit, lang) if edit else None)
        if part:
            (removed if edit and edit.removed else parts).append(_laid_over(part, edit) if edit else part)
    return Programme(guide.minutes, tuple(parts), tuple(removed))


def _part(step: Step, lang: str) -> Part:
    form = step.form
    return Part(
        step.key,
        step.kind,
        step.minutes,
        step.title[lang],
        step.text[lang],
        tuple(one[lang] for one in step.questions),
        form.name[lang] if form else "",
        tuple(one[lang] for one in form.how) if form else (),
        tuple(one.told(lang) for one in step.findings) + tuple(line[lang] for line in step.lines),
        needs=form.needs[lang] if form and form.needs else "",
    )


def _waiting(key: str, edit: Edit, lang: str) -> Part | None:
    """A part of people's own, or one that is computed no longer but in which somebody wrote; else None.

    It has no minutes but those that somebody gave it.
    """
    if key.startswith(OWN) or edit.written:
        return Part(key, "own", 0, _name(key, lang), "", ())
    return None


def _name(key: str, lang: str) -> str:
    """The title of a part that is computed no longer, as far as its key tells."""
    head, _, rest = key.partition("/")
    name, fixed = rest.split("/")[0] if head == "talk" else head, conversation().parts
    if name in pattern_slugs():
        return pattern(name).name[lang]
    return fixed[name].title[lang] if name in fixed else ""


def _laid_over(part: Part, edit: Edit) -> Part:
    values = {name: getattr(edit, name) for name in ("minutes", "title", "text", "questions")}
    changed = {name: value for name, value in values.items() if value is not None}
    return replace(part, **changed, edited=replace(edit, removed=False) != Edit())


def in_order(guide: Guide, edits: Edits, keys: Sequence[str]) -> Edits:
    """The edits that put the parts of the programme in the order of these keys.

    As few parts as can be count as moved: the others keep the place that they are computed for. Keys of no part are
    passed over.
    """
    base = {key: place for place, key in enumerate(_base(guide, edits))}
    keys = [key for key in dict.fromkeys(keys) if key in base]
    stay = _longest_rising([key for key in keys if not key.startswith(OWN)], base)
    parts = dict(edits.parts)
    for before, key in zip(("", *keys), keys, strict=False):
        parts[key] = replace(parts.get(key, Edit()), after=None if key in stay else before)
    return Edits({key: edit for key, edit in parts.items() if edit != Edit()})


def _longest_rising(keys: Sequence[str], place: Mapping[str, int]) -> frozenset[str]:
    """The most keys that already stand in the order of their places."""
    runs: list[tuple[str, ...]] = []
    for key in keys:
        runs.append((*_longest(run for run in runs if place[run[-1]] < place[key]), key))
    return frozenset(_longest(runs))


def _longest(runs: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return max(runs, key=lambda run: len(run), default=())


def _order(guide: Guide, edits: Edits) -> Iterator[str]:
    """Every key in its place: those that were not moved as computed, each with what was put behind it."""
    after = _without_circles({key: edit.after for key, edit in edits.parts.items() if edit.after is not None})
    behind: dict[str, list[str]] = {}
    for key, anchor in sorted(after.items()):
        behind.setdefault(anchor, []).append(key)
    todo = [*(key for key in reversed(_base(guide, edits)) if key not in after), *reversed(behind.get("", []))]
    while todo:
        key = todo.pop()
        yield key
        todo += reversed(behind.get(key, []))


def _without_circles(after: Mapping[str, str]) -> dict[str, str]:
    """The same without parts that, one behind the other, would stand behind themselves."""

    def in_a_circle(key: str) -> bool:
        seen, one = {""}, after[key]
        while one in after and one not in seen and one != key:
            seen.add(one)
            one = after[one]
        return one == key

    return {key: anchor for key, anchor in after.items() if not in_a_circle(key)}


def _base(guide: Guide, edits: Edits) -> list[str]:
    """The keys as computed, and at its usual place every other key that is edited or that a part was put behind."""
    keys = [step.key for step in guide.steps]
    named = {one for key, edit in edits.parts.items() for one in (key, edit.after) if one}
    for key in sorted(named.difference(keys)):
        keys.insert(sum(_rank(one) <= _rank(key) for one in keys), key)
    return keys


def _rank(key: str) -> int:
    head = key.partition("/")[0]
    return _ORDER.index(head) if head in _ORDER else _ORDER.index("talk")
