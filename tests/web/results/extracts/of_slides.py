"""What the slides say."""

import re
from itertools import pairwise

from samenspel.present.words import say
from tests.present.slides.deck import notes_of, opened, shapes_of
from tests.web.results.extracts.extract import Extract, bare, plain, single


def of_slides(file: bytes, names) -> Extract:
    """The slides: their words, their tables, the numbers behind their charts, and their notes."""
    told = Extract(names)
    lang = names.lang
    for slide in opened(file).slides:
        title, notes = slide.shapes.title.text, notes_of(slide).split("\n")
        shapes = list(shapes_of(slide.shapes))
        frames = [one.text_frame.text for one in shapes if one.has_text_frame and one.text_frame.text]
        alts = [one._element.xpath(".//p:cNvPr")[0].get("descr") or "" for one in shapes]
        told.words += plain(" ".join((*frames, *notes)))
        told.answered(" ".join(frames))
        for text in frames:
            told.spoken(text)
        if title.startswith((say("flower-title", lang), say("flower-title-scales", lang))):
            for text in (*alts, *_pairs(frames)):
                told.spoken(text)
            for line in notes:
                _scale_line(told, line)
        for one in shapes:
            if getattr(one, "has_chart", False) and one.has_chart:
                _chart(told, one.chart, title)
            if getattr(one, "has_table", False) and one.has_table:
                _slide_table(told, [[cell.text for cell in row.cells] for row in one.table.rows])
        for line in notes:
            name, _, see = line.partition(": ")
            if plain(name) in names.patterns:
                told.found.add((plain(name), plain(see)))
            if not _group_line(told, line):
                told.spoken(line)
        for before, text in pairwise(frames):
            about = names.ids.get(plain(before))
            if about and re.match(rf"{names.mean} · \d", single(text)):
                told.mean(about, text)
                told.n(about, text.partition(" · ")[2])
                told.between(about, text.partition("\n")[2] or text.partition("\v")[2])
    return told


def _pairs(frames):
    """Labels of the flower: a name, and under it its mean; in one box or in two."""
    return [*(single(one) for one in frames), *(f"{one} {two}" for one, two in pairwise(frames))]


def _scale_line(told, line):
    """ "Gedeelde ambitie: 5,9 van 7 (5,8–6,0, 40 antwoorden)"."""
    found = re.fullmatch(rf"(.+?): {told.names.mean} .*?\((.*?)(?:, )?(\d+) \w+\)", single(line))
    if found and plain(found[1]) in told.names.ids:
        about = told.names.ids[plain(found[1])]
        told.mean(about, found[2])
        told.between(about, found[3])
        told.n(about, found[4])


def _group_line(told, line):
    """ "Woonstede (4): Ambitie 5,6; Belangen 4,1"; whether the line is one of a group."""
    for group in told.names.groups:
        found = re.fullmatch(rf"{re.escape(single(group))} \((\d+)\): (.*)", single(line))
        if found:
            told.note("people", "", found[1], group)
            for piece in found[2].split("; "):
                name, mean = re.fullmatch(rf"(.+?) {told.names.mean}", piece).groups()
                told.mean(told.names.ids[plain(name)], mean, group)
            return True
    return False


def _chart(told, chart, title):
    lang, names = told.lang, told.names
    plot = chart.plots[0]
    categories, series = [plain(one) for one in plot.categories], {one.name: list(one.values) for one in plot.series}
    if plain(say("slides-chose", lang)) in map(plain, series):
        item = names.choices()[plain(title)]
        for name, value in zip(categories, next(iter(series.values())), strict=True):
            told.counted(item, name, str(round(value)))
    elif set(categories) <= set(names.by_group):
        for name, value in zip(categories, next(iter(series.values())), strict=True):
            if value is not None:
                told.note("value", names.ids[plain(next(iter(series)))], bare(value), names.by_group[name])
    elif len(series) > 1:
        for place, name in enumerate(categories):
            told.spread(names.ids[name], " ".join(str(round(values[place])) for values in series.values()))
    elif plain(next(iter(series))) in names.ids:
        told.note("value", names.ids[plain(next(iter(series)))], bare(next(iter(series.values()))[-1]))
    else:
        for name, value in zip(categories, next(iter(series.values())), strict=True):
            told.note("value", names.ids[name], bare(value))


def _slide_table(told, rows):
    headings, lang = [plain(one) for one in rows[0]], told.lang
    if headings[0] == plain(say("slides-column-minutes", lang)):
        told.programme += [(minutes, plain(title)) for minutes, title, _ in rows[1:]]
    elif headings[0] == plain(say("agreed-what", lang)):
        last = headings[2] == plain(say("agreed-came", lang))
        for what, who, rest in rows[1:]:
            if what:
                told.action(what, who, "" if last else rest, rest.split(".")[0] if last else "")
