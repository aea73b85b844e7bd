"""The map: a small TOML file that says what a column or a label means where its wording does not."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from samenspel.errors import AnswersError, Problem, Where
from samenspel.exchange.coding import code_named
from samenspel.exchange.wording import label
from samenspel.theory.instrument import Instrument, Item, Multiple
from samenspel.theory.position import line_of
from samenspel.theory.table import Source, toml_of
from samenspel.theory.table import Table as Keys

FORMAT = "samenspel.map/1"
ROLES = ("party", "breakdown", "may-quote", "ignore")


@dataclass(frozen=True)
class Target:
    """What a column is: a role or the id of an item, and for one option of a multiple item that option's id."""

    name: str
    option: str | None = None


@dataclass(frozen=True)
class ColumnMap:
    """What a map file says.

    columns: per header what the column is. labels: per item id the code of each label, written as `wording.label` does.
    """

    file: str
    text: str
    columns: Mapping[str, Target] = field(default_factory=dict)
    labels: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    def where(self, header: str) -> Where:
        """The line of the map that names this header."""
        return Where(self.file, line_of(self.text, ("columns", header)), key=f"columns.{header}")


def read_map(path: Path, instrument: Instrument) -> ColumnMap:
    """The map in a file, for answers to this instrument. Raises AnswersError with all problems: file, line, key."""
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise AnswersError(Problem("theory-not-utf8", Where(path.name))) from error
    except OSError as error:
        raise AnswersError(Problem("file-not-readable", Where(str(path)))) from error
    return parse_map(text, path.name, instrument)


def parse_map(text: str, file: str, instrument: Instrument) -> ColumnMap:
    """The map in a text; `file` is the name that messages use. Raises AnswersError with all problems."""
    try:
        data = toml_of(text)
    except ValueError as error:
        where = Where(file, _line_of_mistake(str(error), text))
        raise AnswersError(Problem("theory-not-toml", where, {"reason": str(error)})) from error
    source = Source(file, text)
    root = Keys(source, data)
    if root.get("format") not in (None, FORMAT):
        root.note("theory-wrong-format", "format", expected=FORMAT)
    columns, labels = _columns(root, instrument), _labels(root, instrument)
    root.close()
    if source.problems:
        raise AnswersError(*source.problems)
    return ColumnMap(file, text, columns, labels)


def _line_of_mistake(reason: str, text: str) -> int:
    """The line that the parser names, or the last one: it says "at end of document" there."""
    named = re.search(r"at line (\d+)", reason)
    return int(named[1]) if named else max(1, len(text.splitlines()))


def _section(root: Keys, key: str) -> Keys:
    value = root.get(key)
    if value is not None and not isinstance(value, dict):
        root.note("map-wrong-type", key, key=key)
    return Keys(root.source, value if isinstance(value, dict) else {}, (*root.path, key))


def _columns(root: Keys, instrument: Instrument) -> dict[str, Target]:
    section = _section(root, "columns")
    found: dict[str, Target] = {}
    for header, name in section.data.items():
        target = _target(name, instrument) if isinstance(name, str) else None
        if not isinstance(name, str):
            section.note("map-wrong-type", header, key=header)
        elif not target:
            known = ", ".join((*ROLES, *(item.id for item in instrument.items)))
            section.note("map-unknown-target", header, target=name, known=known)
        elif target in found.values() and target.name != "ignore":
            section.note("map-target-twice", header, target=name)
        else:
            found[header] = target
    return found


def _target(name: str, instrument: Instrument) -> Target | None:
    """The target that a name such as "party", "AMB-1" or "FEA-seen[trust]" means; None when there is none."""
    if name in ROLES:
        return Target(name)
    start, bracket, option = name.removesuffix("]").partition("[")
    for item in instrument.items:
        if item.id.casefold() == name.casefold():
            return Target(item.id)
        if bracket and item.id.casefold() == start.casefold() and isinstance(item.kind, Multiple):
            options = {one.id.casefold(): one.id for one in item.kind.options}
            return Target(item.id, options[option.casefold()]) if option.casefold() in options else None
    return None


def _labels(root: Keys, instrument: Instrument) -> dict[str, dict[str, int]]:
    section = _section(root, "labels")
    found: dict[str, dict[str, int]] = {item.id: {} for item in instrument.items}
    for words, value in section.data.items():
        if not isinstance(value, dict):
            _label_for_all(section, instrument, words, value, found)
    for item_id, labels in section.data.items():
        if isinstance(labels, dict) and item_id in found:
            _labels_of(section, instrument.item(item_id), labels, found[item_id])
        elif isinstance(labels, dict):
            known = ", ".join(found)
            section.note("map-unknown-target", item_id, target=item_id, known=known)
    return found


def _label_for_all(
    section: Keys, instrument: Instrument, words: str, value: object, found: dict[str, dict[str, int]]
) -> None:
    codes = {item.id: code_named(item.kind, value) for item in instrument.items}
    if all(code is None for code in codes.values()):
        section.note("map-label-nowhere", words, label=words, value=value)
    for item_id, code in codes.items():
        if code is not None:
            found[item_id][label(words)] = code


def _labels_of(section: Keys, item: Item, labels: dict[str, object], found: dict[str, int]) -> None:
    for words, value in labels.items():
        code = code_named(item.kind, value)
        if code is None:
            path = (*section.path, item.id, words)
            section.source.note("map-label-outside", path, label=words, value=value, item=item.id)
        else:
            found[label(words)] = code
