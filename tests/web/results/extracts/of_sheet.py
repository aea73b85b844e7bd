"""What the sheet says."""

import re

from samenspel.present.words import number, say
from tests.present.sheet.test_sheet import read, records
from tests.web.results.extracts.extract import Extract, plain


def of_sheet(file: bytes, names) -> Extract:
    """The sheet, each table by its headings."""
    told, lang, book = Extract(names), names.lang, read(file)

    def heading(key, **values):
        return say(f"sheet-{key}", lang, **values)

    def table(key):
        rows = book.get(heading(key), [])
        return records([row[1:] if rows[0][0] == "" else row for row in rows]) if rows else []

    def rated(row, group=""):
        about = row[heading("id")]
        if row[heading("mean")] != "":
            bound = row[heading("bound")]
            told.note("mean", about, f"{number(row[heading('mean')], lang)} {bound}", group)
            ends = [number(row[heading(end)], lang) for end in ("low", "high") if row[heading(end)] != ""]
            told.note("between", about, "–".join(ends) if len(set(ends)) > 1 else "", group)
        elif not group:
            told.note("mean", about, "")
        return about

    told.words = plain(book)
    told.answered(" ".join(str(cell) for row in book[heading("about")] for cell in row))
    for row in table("statements"):
        about = rated(row)
        told.note("n", about, round(row[heading("n")]))
        points = [value for name, value in row.items() if re.fullmatch(heading("point", point=r"\S+"), name)]
        bands = [row[heading(f"band-{name}")] for name in ("low", "middle", "high")]
        spread = [round(value) for value in (points if points and points[0] != "" else bands) if value != ""]
        if spread:
            told.spread(about, " ".join(map(str, spread)))
    for row in table("choices"):
        item = row[heading("id")]
        told.note("n", item, round(row[heading("n")]))
        many = row[heading("count")]
        told.counted(item, row[heading("option")], str(round(many)) if many != "" else None)
    for row in table("groups"):
        group = names.by_group[plain(next(iter(row.values())))]
        told.note("people", "", round(row[heading("group-people")]), group)
        about = rated(row, group)
        if row[heading("n")] != "":
            told.note("n", about, round(row[heading("n")]), group)
    for row in _last_rounds(table("rounds"), heading):
        rated(row)
    for row in table("stands-out"):
        told.spoken(row[heading("evidence")])
        said = plain(row[heading("pattern")]), plain(row[heading("seen")])
        if row[heading("set-aside")]:
            told.aside.add((*said, plain(row[heading("set-aside")])))
        else:
            told.found.add(said)
    told.remarks = {plain(row[heading("remark")]) for row in table("remarks")}
    told.programme = [(str(round(row[heading("minutes")])), plain(row[heading("step")])) for row in table("guide")]
    for row in table("actions"):
        until = row[heading("until")]
        if row[heading("action")]:
            day = until and f"{until.day} {say('date-months', lang).split()[until.month - 1]} {until.year}"
            told.action(row[heading("action")], row[heading("who")], day, row[heading("state")])
    return told


def _last_rounds(rows, heading):
    """Of every scale and item the row of the round that is read: the last one."""
    return {row[heading("id")]: row for row in rows}.values()
