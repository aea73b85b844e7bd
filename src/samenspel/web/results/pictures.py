"""Pictures of a release in the colours of the page: the same shapes, light or dark as the reader has it.

The pictures have the colours of paper. In a page every one of them becomes a name that the style sheet knows, so that
one picture serves both looks and the strict content policy holds: a presentation attribute may hold such a name.
"""

import re
from itertools import chain

from django.utils.safestring import SafeString, mark_safe

from samenspel.present.charts.parts import scale_colours
from samenspel.present.palette import CONDITIONS, OTHERS, PAPER, shades
from samenspel.reading.release import Release
from samenspel.theory.instrument import Rating

_COLOUR = re.compile(r"#[0-9A-F]{6}")


class Pictures:
    """The pictures of one release."""

    def __init__(self, release: Release) -> None:
        """Work out the name of every colour that the pictures may have."""
        names = _names()
        kinds = (item.kind for item in release.instrument.items)
        steps = {3, *(kind.points for kind in kinds if isinstance(kind, Rating))}
        used = {*scale_colours(release).values(), PAPER["light"].accent}
        self.names = {hexed: f"var(--{name})" for hexed, name in names.items()}
        for hexed, step in ((hexed, step) for hexed in sorted(used) for step in steps):
            for place, shade in enumerate(shades(hexed, PAPER["light"].card, step)[:-1]):
                share = round(100 * (0.14 + 0.86 * place / (step - 1)))
                mixed = f"color-mix(in srgb, var(--{names[hexed]}) {share}%, var(--{names[PAPER['light'].card]}))"
                self.names.setdefault(shade, mixed)

    def themed(self, svg: str, ident: str = "", unique: str = "") -> SafeString:
        """The picture for a page, its ids made unique where pictures share them (`ident` becomes `unique`)."""
        if ident:
            svg = svg.replace(f'"{ident}-title', f'"{unique}-title').replace(f"{ident}-desc", f"{unique}-desc")
        # safe: `charts.svg` escapes every text that it writes, and only colours are replaced here
        return mark_safe(_COLOUR.sub(lambda found: self.names.get(found[0], found[0]), svg))

    def name_of(self, colour: str) -> str:
        """What `data-scale` says to give something this colour: "AMB", "other-1"."""
        return _names().get(colour, "accent")


def _names() -> dict[str, str]:
    """The name of each colour of the palette in the style sheet."""
    paper = {getattr(PAPER["light"], name): name for name in ("paper", "card", "wash", "hairline", "ink", "grey")}
    others = {colour: f"other-{number}" for number, colour in enumerate(OTHERS["light"], 1)}
    conditions = {colour: scale for scale, colour in CONDITIONS["light"].items()}
    return dict(chain(paper.items(), others.items(), conditions.items(), [(PAPER["light"].accent, "accent")]))
