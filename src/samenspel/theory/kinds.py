"""Reading the kind of answer of an item from its table. One function per kind; `KINDS` names them."""

import math
from collections.abc import Callable

from samenspel.theory.instrument import Choice, Kind, Multiple, OpenText, Option, Rating
from samenspel.theory.table import Table
from samenspel.theory.words import Bilingual

MOST_POINTS = 101


def _rating(table: Table) -> Rating:
    low, high = table.number("low"), table.number("high")
    labels, skip = _labels(table), table.words("skip", required=False)
    whole = math.isfinite(high - low) and high > low
    points = table.whole("points", int(high - low) + 1 if whole else 2)
    if not whole:
        table.note("theory-bad-range", "high", low=f"{low:g}", high=f"{high:g}")
    elif not 2 <= points <= MOST_POINTS:
        table.note("theory-bad-points", "points" if "points" in table.data else "high", points=points, most=MOST_POINTS)
    else:
        rating = Rating(low, high, points, labels, skip)
        for value, _ in rating.labels:
            if not any(abs(value - point) < 1e-9 for point in rating.values):
                table.note("theory-label-outside", "labels", label=f"{value:g}", low=f"{low:g}", high=f"{high:g}")
        return rating
    return Rating(0, 1, 2)


def _labels(table: Table) -> tuple[tuple[float, Bilingual], ...]:
    labels = table.table("labels")
    found = []
    for key in labels.data:
        try:
            found.append((float(key), labels.said(key)))
        except ValueError:
            labels.note("theory-label-not-a-number", key, label=key)
            labels.get(key)
    return tuple(sorted(found, key=lambda label: label[0]))


def _options(table: Table) -> tuple[Option, ...]:
    options = []
    for one in table.tables("options"):
        options.append(Option(one.text("id"), one.said("name"), one.words("help", required=False)))
        one.close()
    if len(options) < 2:
        table.note("theory-too-few-options", "options", count=len(options))
    for number, option in enumerate(options):
        if option.id in {before.id for before in options[:number]}:
            table.source.note("theory-duplicate-id", (*table.path, "options", number, "id"), id=option.id)
    return tuple(options)


def _choice(table: Table) -> Choice:
    return Choice(_options(table), table.flag("ordered"), table.words("skip", required=False))


def _multiple(table: Table) -> Multiple:
    return Multiple(_options(table), table.words("skip", required=False))


def _text(table: Table) -> OpenText:
    return OpenText(table.whole("longest", OpenText.longest))


KINDS: dict[str, Callable[[Table], Kind]] = {
    "rating": _rating,
    "choice": _choice,
    "multiple": _multiple,
    "text": _text,
}


def read_kind(table: Table) -> Kind | None:
    """The kind that a table describes; None, with a problem noted, when `kind` is absent or not one of KINDS."""
    name = table.get("kind")
    if name is None:
        table.note("theory-missing-key", None, key="kind")
        return None
    if not isinstance(name, str) or name not in KINDS:
        table.note("theory-unknown-kind", "kind", kind=name, kinds=", ".join(KINDS))
        return None
    return KINDS[name](table)
