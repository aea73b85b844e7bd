"""What moved since earlier rounds: all parts in one picture, and the numbers behind it."""

from typing import Any

from samenspel.present.charts.slope import alternative, slopes
from samenspel.present.comparison import Cell, Comparison, Row, compared
from samenspel.present.result import Result
from samenspel.present.words import date_long, say, shortened

Content = dict[str, Any]
MOST_PANELS = 9
MOST_COLUMNS = 3
LONGEST_TITLE = 40


def moved_page(result: Result) -> Content | None:
    """The parts through the rounds; with statements where fewer than two parts were asked alike. None without any.

    The picture holds every round, the table the last three.
    """
    found, lang = compared(result), result.lang
    if found is None:
        return None
    parts = [row for row in found.rows if row.whole]
    drawn = 1 < len(parts or found.rows) <= MOST_PANELS
    return {
        "key": "moved",
        "heading": say("slopes-title", lang),
        "picture": {"svg": slopes(found, result.release, lang, size="huge"), "alt": alternative(found, lang)}
        if drawn
        else None,
        "sentence": found.sentence,
        "headings": [say("table-scale", lang), *_rounds(found, lang), say("slopes-moved", lang)],
        "rows": [_row(row, lang) for row in (parts if len(parts) > 1 else found.rows)],
        "note": _note(found, lang),
        "care": say("moved-care", lang),
    }


def _rounds(found: Comparison, lang: str) -> list[str]:
    """Title and day of every earlier round, and of this one that it is."""
    *earlier, (_, now) = found.moments[-MOST_COLUMNS:]
    titles = [*(shortened(" ".join(title.split()), LONGEST_TITLE) for title, _ in earlier), say("moved-now", lang)]
    days = [*(day for _, day in earlier), now]
    return [f"{title} · {date_long(day, lang)}" for title, day in zip(titles, days, strict=True)]


def _note(found: Comparison, lang: str) -> str:
    said = say("moved-note", lang)
    return f"{said} {say('moved-last', lang)}" if len(found.moments) > MOST_COLUMNS else said


def _row(row: Row, lang: str) -> Content:
    return {
        "name": row.name,
        "whole": row.whole,
        "cells": [_cell(cell, lang) for cell in row.cells[-MOST_COLUMNS:]],
        "moved": say(f"slopes-{row.moved or 'unknown'}", lang),
    }


def _cell(cell: Cell, lang: str) -> Content:
    if not cell.answers:
        return {"mean": "", "meta": say("slopes-not-asked", lang)}
    return {"mean": cell.mean, "meta": " · ".join(part for part in (cell.between, cell.answers) if part)}
