"""Markdown that says exactly what it is given."""

import re
from collections.abc import Sequence

from samenspel.errors import LANGUAGES
from samenspel.theory.words import Bilingual


def plain(text: str | None) -> str:
    """Words as Markdown that says exactly that; what stands between backticks is code and stays as it is."""
    parts = re.split(r"(`[^`]*`)", text or "")
    return "".join(part if part.startswith("`") else re.sub(r"([|*<\[\]])", r"\\\1", part) for part in parts)


def both(words: Bilingual, more: Bilingual | None = None) -> tuple[str, ...]:
    """Words in Dutch and in English, with more below them."""
    return tuple(plain(words[lang]) + (f"<br>*{plain(more[lang])}*" if more else "") for lang in LANGUAGES)


def code(*words: object) -> str:
    """Words set as code, with commas between them."""
    return ", ".join(f"`{word}`" for word in words).replace("|", "\\|")


def table(*rows: Sequence[object]) -> str:
    """A Markdown table; the first row is its header."""
    lines = ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows]
    return "\n".join([lines[0], "|" + "---|" * len(rows[0]), *lines[1:]])
