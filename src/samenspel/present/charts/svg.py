"""Writing SVG: elements, text that cannot break out of it, and the width that words take."""

import re
from html import escape

Run = tuple[str, str, int]
"""Words with their colour and weight."""
SANS = "Source Sans Pro, sans-serif"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NARROW, _WIDE = frozenset("iljtfrI.,:;'’|!()[] "), frozenset("mwMW@%—")


def tag(name: str, *inside: str, **attributes: str | float | None) -> str:
    """One element. An attribute's underscores become hyphens; None leaves it out; numbers get at most two decimals."""
    said = "".join(
        f' {key.replace("_", "-")}="{_value(value)}"' for key, value in attributes.items() if value is not None
    )
    return f"<{name}{said}>{''.join(inside)}</{name}>" if inside else f"<{name}{said}/>"


def _value(value: str | float) -> str:
    return safe(value) if isinstance(value, str) else short(value)


def short(value: float) -> str:
    """A coordinate with at most two decimals."""
    return f"{round(value, 2) + 0.0:.2f}".rstrip("0").rstrip(".")


def safe(text: str) -> str:
    """Text as it may stand in XML: escaped, without the characters that XML forbids."""
    return escape(_NOT_XML.sub("", text))


def words(
    x: float,
    y: float,
    *runs: Run,
    size: float,
    anchor: str = "start",
) -> str:
    """One line of text; each run is its words, its colour and its weight."""
    inside = "".join(tag("tspan", safe(said), fill=fill, font_weight=weight) for said, fill, weight in runs)
    return tag("text", inside, x=x, y=y, font_family=SANS, font_size=size, text_anchor=anchor)


def picture(ident: str, width: float, height: float, title: str, description: str, *inside: str) -> str:
    """A whole picture that screen readers announce by its title and its text alternative."""
    return tag(
        "svg",
        tag("title", safe(title), id=f"{ident}-title"),
        tag("desc", safe(description), id=f"{ident}-desc"),
        *inside,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {short(width)} {short(height)}",
        role="img",
        aria_labelledby=f"{ident}-title {ident}-desc",
    )


def width_of(text: str, size: float) -> float:
    """About how wide words in Source Sans Pro Semibold are; on the wide side."""
    ems = (0.285 if c in _NARROW else 0.82 if c in _WIDE else 0.61 if c.isupper() else 0.52 for c in text)
    return size * sum(ems)


def wrapped(text: str, size: float, room: float, lines: int = 2) -> list[str]:
    """Words over at most so many lines of this room; what does not fit ends in an ellipsis."""
    found = [""]
    for word in text.split():
        tried = f"{found[-1]} {word}".strip()
        if width_of(tried, size) <= room or not found[-1]:
            found[-1] = tried
        else:
            found.append(word)
    kept = found[:lines]
    if len(found) > lines:
        kept[-1] += "…"
    return [_cut(line, size, room) for line in kept]


def lines(text: str, size: float, room: float) -> list[str]:
    """Words over as many lines of this room as they need; a word that is longer than a line goes on in the next."""
    found = [""]
    for word in text.split():
        tried = f"{found[-1]} {word}".strip()
        if width_of(tried, size) <= room:
            found[-1] = tried
            continue
        found += [""] if found[-1] else []
        for sign in word:
            if found[-1] and width_of(found[-1] + sign, size) > room:
                found.append("")
            found[-1] += sign
    return found


def _cut(line: str, size: float, room: float) -> str:
    if width_of(line, size) <= room:
        return line
    line = line.rstrip("…")
    while line and width_of(line + "…", size) > room:
        line = line[:-1]
    return line.rstrip() + "…"


def arrow(x: float, y: float, size: float, colour: str, *, outward: bool) -> str:
    """The sign that a mean is so much or more (pointing right), or so much or less (pointing left)."""
    tip = size / 2 if outward else -size / 2
    corners = ((x - tip, y - size), (x + tip, y), (x - tip, y + size))
    return tag(
        "polyline",
        points=" ".join(f"{short(across)},{short(down)}" for across, down in corners),
        fill="none",
        stroke=colour,
        stroke_width=size / 2.2,
        stroke_linecap="round",
        stroke_linejoin="round",
    )
