"""From an instrument file to an `Instrument`, or to every problem in it at once."""

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

from samenspel.errors import Problem, TheoryError, Where
from samenspel.theory.instrument import Form, Instrument, Item, Kind, OpenText, Rating, Scale
from samenspel.theory.kinds import read_kind
from samenspel.theory.table import Table, read_file

FORMAT = "samenspel.instrument/1"
AUDIENCES = ("participant", "party", "facilitator")


def read_instrument(path: Path) -> Instrument:
    """The instrument in a file. Raises TheoryError with all problems: file, line, key, reason and what to do."""
    try:
        text = path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise TheoryError(Problem("theory-not-utf8", Where(path.name))) from error
    except OSError as error:
        raise TheoryError(Problem("file-not-readable", Where(str(path)))) from error
    return parse_instrument(text, path.name)


def parse_instrument(text: str, file: str) -> Instrument:
    """The instrument in a text; `file` is the name that messages use. Raises TheoryError with all problems."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return read_file(text, file, FORMAT, lambda root: _instrument(root, digest))


def _instrument(root: Table, digest: str) -> Instrument:
    audience = root.text("audience", "participant")
    if audience not in AUDIENCES:
        root.note("theory-unknown-audience", "audience", audience=audience, audiences=", ".join(AUDIENCES))
    items = _items(root)
    ids = {item.id: item for item in items}
    return Instrument(
        slug=root.text("slug"),
        version=root.whole("version"),
        digest=digest,
        audience=audience,
        name=root.said("name"),
        purpose=root.said("purpose"),
        intro=root.said("intro"),
        thanks=root.said("thanks"),
        items=items,
        scales=_scales(root, ids),
        forms=_forms(root, ids),
        sources=root.names("sources"),
    )


def _items(root: Table) -> tuple[Item, ...]:
    tables = root.tables("items")
    if not tables:
        root.note("theory-missing-key", None, key="items")
    answers = _shared_answers(root, tables)
    scales = [scale.data.get("id") for scale in root.tables("scales")]
    items = [_item(table, answers, scales) for table in tables]
    _note_duplicates(root, "items", [item.id for item in items])
    return tuple(item for item in items if item.id)


def _shared_answers(root: Table, items: list[Table]) -> dict[str, Kind | None]:
    answers = root.table("answers")
    used = [table.data.get("answer") for table in items]
    shared: dict[str, Kind | None] = {}
    for name in answers.data:
        form = answers.table(name)
        shared[name] = read_kind(form)
        if shared[name]:  # the keys of an unknown kind cannot be judged
            form.close()
        if name not in used:
            answers.note("theory-unused-answer", name, answer=name)
    return shared


def _item(table: Table, answers: dict[str, Kind | None], scales: Sequence[object]) -> Item:
    shared = table.get("answer")
    if shared is not None and (not isinstance(shared, str) or shared not in answers):
        table.note("theory-unknown-answer", "answer", answer=shared)
    kind = read_kind(table) if shared is None else answers.get(str(shared))
    text = table.said("text")
    item = Item(
        id=table.text("id"),
        kind=kind or OpenText(),
        text=text,
        short=table.words("short", required=False) or text,
        help=table.words("help", required=False),
        about=table.text("about", "") or None,
        sources=table.names("source"),
    )
    if item.about and item.about not in scales:
        table.note("theory-unknown-scale", "about", scale=item.about)
    if kind:
        table.close()
    return item


def _scales(root: Table, items: dict[str, Item]) -> tuple[Scale, ...]:
    scales = []
    for table in root.tables("scales"):
        name = table.said("name")
        scale = Scale(
            id=table.text("id"),
            name=name,
            short=table.words("short", required=False) or name,
            items=table.names("items"),
            reversed=table.names("reversed"),
            asks=table.words("asks", required=False),
        )
        table.close()
        _check_scale(table, scale, items)
        scales.append(scale)
    _note_duplicates(root, "scales", [scale.id for scale in scales])
    return tuple(scales)


def _check_scale(table: Table, scale: Scale, items: dict[str, Item]) -> None:
    if not scale.items:
        table.note("theory-missing-key", None, key="items")
    ranges = set()
    for item_id in scale.items:
        if item_id not in items:
            table.note("theory-scale-missing-item", "items", item=item_id, scale=scale.id)
        elif isinstance(kind := items[item_id].kind, Rating):
            ranges.add((kind.low, kind.high))
        else:
            table.note("theory-scale-not-rating", "items", item=item_id, scale=scale.id)
    if len(ranges) > 1:
        table.note("theory-scale-mixed-range", "items", scale=scale.id)
    for item_id in scale.reversed:
        if item_id not in scale.items:
            table.note("theory-reversed-outside", "reversed", item=item_id, scale=scale.id)


def _forms(root: Table, items: dict[str, Item]) -> tuple[Form, ...]:
    forms = []
    for table in root.tables("forms"):
        form = Form(table.text("id"), table.said("name"), table.names("items"), table.whole("minutes", 0) or None)
        table.close()
        for item_id in form.items:
            if item_id not in items:
                table.note("theory-form-missing-item", "items", item=item_id, form=form.id)
        if not form.items:
            table.note("theory-missing-key", None, key="items")
        forms.append(form)
    _note_duplicates(root, "forms", [form.id for form in forms])
    if not forms:
        root.note("theory-missing-key", None, key="forms")
    return tuple(forms)


def _note_duplicates(root: Table, key: str, ids: Iterable[str | None]) -> None:
    seen: set[str] = set()
    for number, one in enumerate(ids):
        if one is not None and one in seen:
            root.source.note("theory-duplicate-id", (key, number, "id"), id=one)
        elif one:
            seen.add(one)
