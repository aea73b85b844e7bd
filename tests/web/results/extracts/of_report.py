"""What the report says."""

import re

from samenspel.present.words import say
from tests.present.pdf import tagged
from tests.web.results.extracts.extract import Extract, plain, single


def of_report(pdf: bytes, names) -> Extract:
    """The report, or the one page, through its structure tree."""
    told, tree = Extract(names), tagged(pdf)
    told.words = plain(tree.text)
    told.answered(tree.text)
    choices, before, choice, kind = names.choices(), "", "", ""
    for tag in tree.every("/Figure", "/H1", "/H2", "/H3", "/P", "/Table", "/Span", "/LBody"):
        text = tag.text
        match tag.kind:
            case "/Figure" if not tag.alt.startswith(say("apart-alternative", names.lang)):
                told.spoken(tag.alt)
            case "/H1":
                choice = choices.get(plain(text), "")
            case "/P" | "/LBody":
                told.spoken(text)
                if plain(before) in names.patterns and kind == "/H3":
                    told.found.add((plain(before), plain(text)))
                if choice and kind == "/H1":
                    told.n(choice, text)
                _aside(told, text)
            case "/H2" if re.match(r"\d:\d\d–", before):
                told.programme.append((re.search(r" (\d+) ", before)[1], plain(text)))
            case "/Table":
                _table(told, tag, choice)
        before, kind = text, tag.kind
    return told


def _aside(told, text):
    """ "name · what was seen. Why: reason", as one line of what was set aside."""
    why = re.escape(say("found-why", told.lang, reason="").strip())
    found = re.fullmatch(rf"(.+?) · (.+?) {why} (.+)", single(text))
    if found and plain(found[1]) in told.names.patterns:
        told.aside.add(tuple(plain(part) for part in found.groups()))


def _table(told, table, choice):
    rows = [list(row.every("/TH", "/TD")) for row in table.every("/TR")]
    headings, lang = [cell.text for cell in rows[0]], told.lang

    def are(*keys):
        return [plain(one) for one in headings[: len(keys)]] == [plain(say(key, lang)) for key in keys]

    for cells in rows[1:]:
        said = [cell.text for cell in cells]
        if are("report-part", "report-mean", "report-page"):
            about = told.names.ids[plain(str(cells[0].inside[0]))]
            told.mean(about, said[1])
            told.between(about, _after(told, said[1]))
        elif are("report-statement", "report-spread", "report-mean"):
            about = told.names.ids[plain(said[0])]
            told.mean(about, said[2])
            told.between(about, _after(told, said[2]))
            told.described(about, next(cells[1].every("/Figure")).alt)
            if said[2] != "–":
                told.n(about, said[1])
        elif are("figures-statement", "figures-answers"):
            told.n(told.names.ids[plain(said[0])], said[1])
            _figures(told, dict(zip(map(plain, headings), said, strict=True)), said[0])
        elif are("report-option"):
            told.counted(choice, said[0], said[-1] if re.match(r"\d", said[-1]) else None)
        elif plain(headings[-1]) == plain(say("slopes-moved", lang)):
            told.moved(said[0], said[-2])
        elif are("agreed-what"):
            by = {plain(heading): text for heading, text in zip(headings, said, strict=True)}
            rest = (by.get(plain(say(f"agreed-{name}", lang)), "") for name in ("who", "until", "came"))
            who, until, came = rest
            told.action(said[0], who, until, came.split(".")[0])
    if told.is_of_groups(headings):
        told.table_of_groups(headings, [[cell.text for cell in cells] for cells in rows[1:]])


def _after(told, text):
    """What stands behind a mean."""
    found = re.match(told.names.mean, single(text))
    return text[found.end() :] if found else ""


def _figures(told, row, name):
    about, lang = told.names.ids[plain(name)], told.lang
    told.mean(about, row[plain(say("figures-mean", lang))])
    told.between(about, row.get(plain(say("figures-interval", lang)), ""))
    spread = row.get(plain(say("figures-spread", lang)), "")
    if spread:
        told.spread(about, spread)
