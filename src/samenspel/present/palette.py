"""Colours. They fill shapes, never words, and a word always stands beside the shape.

Seen through the eyes of colour-blind people (Machado, Oliveira & Fernandes 2009) the colours of one row stay apart;
`tests/present/test_palette.py` measures it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Theme = Literal["light", "dark"]


@dataclass(frozen=True)
class Paper:
    """What everything stands on: paper, cards with a hair line, ink, and one accent for what can be done."""

    paper: str
    card: str
    wash: str
    hairline: str
    ink: str
    grey: str
    accent: str


PAPER: dict[Theme, Paper] = {
    "light": Paper("#FAF7F2", "#FFFFFF", "#F1ECE2", "#E6DFD3", "#22303A", "#5E6A73", "#1F5D57"),
    "dark": Paper("#161C20", "#1E262B", "#28373A", "#313B41", "#E9E6DF", "#9AA6AD", "#7FC4B4"),
}

CONDITIONS: dict[Theme, dict[str, str]] = {
    "light": {
        "AMB": "#C77D0A",
        "INT": "#0B7F63",
        "REL": "#B84B78",
        "ORG": "#2A67AE",
        "PRO": "#6C5599",
        "CHA": "#1F5D57",
    },
    "dark": {
        "AMB": "#E5A53F",
        "INT": "#3DB896",
        "REL": "#DE7FA6",
        "ORG": "#6AA3E6",
        "PRO": "#A68FD6",
        "CHA": "#7FC4B4",
    },
}
"""The five conditions have the same colour everywhere; the connection to the challenge has the accent."""

OTHERS: dict[Theme, tuple[str, ...]] = {
    "light": ("#404C86", "#B86641", "#5E8BDB", "#654942", "#A28390", "#B67E6F", "#697CA8", "#605B72"),
    "dark": ("#798AE7", "#E36D66", "#7DC2FC", "#F1CAB2", "#B38491", "#FEA868", "#938ABB", "#DADBF2"),
}
"""For scales of other instruments, in order; none is near the colour of a condition."""


def colours(scales: Iterable[str], theme: Theme = "light") -> dict[str, str]:
    """The colour of each scale id. A ninth other scale starts again at the first colour: its name tells them apart."""
    found, free = {}, 0
    for scale in scales:
        if scale in CONDITIONS[theme]:
            found[scale] = CONDITIONS[theme][scale]
        else:
            found[scale] = OTHERS[theme][free % len(OTHERS[theme])]
            free += 1
    return found


def mixed(colour: str, ground: str, share: float) -> str:
    """`share` (0 to 1) of a colour laid on its ground, as one solid colour."""
    parts = ((int(colour[i : i + 2], 16), int(ground[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(share * one + (1 - share) * two):02X}" for one, two in parts)


def shades(colour: str, ground: str, steps: int) -> tuple[str, ...]:
    """`steps` shades of a colour from pale to full: less to more."""
    if steps == 1:
        return (colour,)
    return tuple(mixed(colour, ground, 0.14 + 0.86 * step / (steps - 1)) for step in range(steps))
