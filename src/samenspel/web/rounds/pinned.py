"""The instrument that a round is pinned to, and what of it is asked."""

from samenspel.errors import Problem, TheoryError
from samenspel.theory.instrument import Form, Instrument, Item, OpenText
from samenspel.theory.library import find_instrument, instrument_slugs, shipped_instrument
from samenspel.web.rounds.models import Round

FIRST = ("conditions", "phase", "features", "kind")
"""The order in which instruments are asked; the first one decides which forms there are."""


def instrument_of(round: Round) -> Instrument:
    """The instrument that a round is pinned to. Raises TheoryError when this installation has another version of it."""
    found = find_instrument(round.instrument)
    if found.digest != round.digest:
        values = {"slug": round.instrument, "version": round.version, "found": found.version}
        raise TheoryError(Problem("round-instrument-changed", values=values))
    return found


def items_of(round: Round) -> tuple[Item, ...]:
    """The items that a round asks, in the order of its form; all of them for an import without a form."""
    instrument = instrument_of(round)
    items = {item.id: item for item in instrument.items}
    form = next((form for form in instrument.forms if form.id == round.form), None)
    return tuple(items[one] for one in form.items) if form else instrument.items


def asks_remarks(round: Round) -> bool:
    """Whether people can write something in their own words."""
    return any(isinstance(item.kind, OpenText) for item in items_of(round))


def shelf() -> list[Instrument]:
    """The instruments that participants can be asked, in the order in which they are asked."""
    found = [shipped_instrument(slug) for slug in instrument_slugs()]
    order = {slug: place for place, slug in enumerate(FIRST)}
    mine = [one for one in found if one.audience == "participant"]
    return sorted(mine, key=lambda one: (order.get(one.slug, len(FIRST)), one.slug))


def joined(slugs: list[str]) -> str:
    """The slug of instruments asked together, in the order of the shelf."""
    return "+".join(one.slug for one in shelf() if one.slug in slugs)


def size_of(slug: str, form: str) -> tuple[int, int]:
    """How many questions instruments ask together in a form, and how many minutes they take."""
    first, *others = slug.split("+")
    asked = [_form(first, form), *(_form(one, "") for one in others)]
    return sum(len(one.items) for one in asked), sum(one.minutes or 0 for one in asked)


def _form(slug: str, form: str) -> Form:
    """A form of an instrument; its first one, the whole, when it has none by that name."""
    forms = shipped_instrument(slug).forms
    return next((one for one in forms if one.id == form), forms[0])
