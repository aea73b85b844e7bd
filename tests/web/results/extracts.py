"""What a result says, read back from each document itself: the page, the PDF, the slides, the sheet and the JSON.

Numbers become facts: (kind, about, group) with the words in which they stand. kind: "mean", "between", "n", "spread",
"count", or "value" for the bare number behind a chart; about: the id of a scale or item, for a count "item/option".
"""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise

from samenspel.diagnosis.finding import OWN_WORDS
from samenspel.present.words import interval_in_words, mean_in_words, number, say, texts
from samenspel.reading.cells import Mean
from samenspel.theory.instrument import Choice, Multiple
from samenspel.theory.patterns import pattern, pattern_slugs
from samenspel.web.shared.words import say as web
from tests.present.pdf import tagged
from tests.present.sheet.test_sheet import read, records
from tests.present.slides.deck import notes_of, opened, shapes_of

STATES = ("open", "done", "changed", "dropped")


def plain(text) -> str:
    """Without white space: lines break elsewhere in each document."""
    return "".join(str(text).split())


def single(text) -> str:
    return " ".join(str(text).split())


@dataclass
class Names:
    """What things are called in one language, so that a number can be brought back to what it is about."""

    instrument: object
    lang: str
    groups: tuple[str, ...] = ()

    def __post_init__(self):
        lang, self.ids, self.shown = self.lang, {}, {}
        for scale in self.instrument.scales:
            for name in (scale.name, scale.short):
                self.ids[plain(name[lang])] = scale.id
                self.shown[single(name[lang])] = (scale.id, "")
            for group in self.groups:
                self.shown[single(f"{scale.name[lang]} · {group}")] = (scale.id, group)
        for item in self.instrument.items:
            for name in (item.text, item.short):
                self.ids.setdefault(plain(name[lang]), item.id)
            self.shown.setdefault(single(item.short[lang]), (item.id, ""))
        self.by_group = {plain(group): group for group in self.groups}
        patterns = (pattern(slug).name for slug in pattern_slugs())
        self.patterns = {plain(name[lang]) for name in (*patterns, OWN_WORDS)}
        more, less = (say(f"number-or-{way}", lang, value="") for way in ("more", "less"))
        self.mean = rf"(−?\d+[.,]\d(?:{re.escape(more)}|{re.escape(less)})?)(?![\d.,]\d)"

    def option(self, item, name):
        kind = self.instrument.item(item).kind
        return next(one.id for one in kind.options if plain(name).startswith(plain(one.name[self.lang])))

    def choices(self):
        return {plain(one.text[self.lang]): one.id for one in self.instrument.of_kind(Choice, Multiple)}


@dataclass
class Extract:
    """What one document says."""

    names: Names
    facts: dict = field(default_factory=lambda: defaultdict(set))
    found: set = field(default_factory=set)
    aside: set = field(default_factory=set)
    remarks: set = field(default_factory=set)
    programme: list = field(default_factory=list)
    actions: set = field(default_factory=set)
    words: str = ""

    @property
    def lang(self):
        return self.names.lang

    def note(self, kind, about, value, group=""):
        self.facts[kind, about, group].add(plain(value))

    def mean(self, about, text, group=""):
        """A mean as it stands; empty where it says that there is none."""
        found = re.match(self.names.mean, single(text))
        none = (plain("–"), plain(say("table-not-shown", self.lang)))
        assert found or plain(text) in none, text
        self.note("mean", about, found[1] if found else "", group)

    def between(self, about, text, group=""):
        self.note("between", about, "–".join(re.findall(r"−?\d+[.,]\d", single(text))), group)

    def n(self, about, text, group=""):
        self.note("n", about, re.match(r"\d+|", single(text))[0] or "0", group)

    def spread(self, about, text):
        self.note("spread", about, "·".join(re.findall(r"\d+", text)))

    def described(self, about, text):
        """The alternative of a row of answers: every count behind its answer."""
        if say("table-not-shown", self.lang) not in text.lower() and not re.search(self.names.mean, text):
            self.spread(about, " ".join(re.findall(r": (\d+)\b(?!:)", text)))

    def spoken(self, text):
        """Means that stand behind a name in running words, with their number of answers where that follows."""
        said = single(text)
        for name, (about, group) in self.names.shown.items():
            for found in re.finditer(rf"(?:^|[;:.·] ){re.escape(name)} {self.names.mean}(?: \((\d+))?", said):
                self.mean(about, found[1], group)
                if found[2]:
                    self.n(about, found[2], group)

    def answered(self, text):
        """How many people answered, of how many, of how many parties."""
        said = single(text)
        for key in ("response-invited-parties", "response-invited", "response-people-parties", "response-people-many"):
            form = re.escape(texts()[key][self.lang]).replace(r"\{share\}", r"\d+%")
            found = re.search(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>\\d+)", form), said)
            if found:
                for name, many in found.groupdict().items():
                    self.note("response", {"n": "people"}.get(name, name), many)
                return

    def table_of_groups(self, headings, rows):
        """Groups as rows: their people, and a mean under the name of each scale or item."""
        about = [self.names.ids[plain(heading)] for heading in headings[2:]]
        for name, people, *cells in rows:
            group = self.names.by_group[plain(name)]
            self.note("people", "", people, group)
            for one, cell in zip(about, cells, strict=True):
                self.mean(one, cell, group)

    def is_of_groups(self, headings):
        return len(headings) > 2 and plain(headings[1]) == plain(say("groups-people", self.lang))

    def action(self, what, who, until, state=""):
        self.actions.add((plain(what), plain(who), plain(until), plain(state).lower()))


# ---- The JSON: what all others are held against


def of_json(form, names) -> Extract:
    """The JSON, with its numbers as they are written in the language of the names."""
    told, lang = Extract(names), names.lang

    def rated(about, one, group=""):
        mean = one["mean"] and Mean(**one["mean"])
        told.note("mean", about, mean_in_words(mean, lang) if mean else "", group)
        told.note("between", about, interval_in_words(mean, lang) if mean else "", group)
        told.note("n", about, one["n"], group)
        told.note("value", about, _bare(mean and mean.value), group)

    for one in form["scales"]:
        rated(one["scale"], one)
    for one in form["ratings"]:
        rated(one["item"], one)
        spread = one["counts"] or one["bands"]
        if spread:
            told.spread(one["item"], " ".join(map(str, spread)))
    for one in (*form["choices"], *form["multiples"]):
        told.note("n", one["item"], one["n"])
        for option in one["options"]:
            if option["count"] is not None:
                told.note("count", f"{one['item']}/{option['option']}", option["count"])
    for group in form["breakdown"]["groups"] if form["breakdown"] else ():
        told.note("people", "", group["people"], group["name"])
        for about, cell in (*group["items"].items(), *group["scales"].items()):
            rated(about, cell, group["name"])
    for name, many in form["response"].items():
        if many is not None:
            told.note("response", name, many)
    told.found = {_finding(one, lang) for one in form["findings"]}
    told.aside = {(*_finding(one["finding"], lang), plain(one["reason"])) for one in form["set_aside"]}
    told.remarks = {plain(one["text"]) for one in form["remarks"]}
    return told


def _bare(value):
    return "" if value is None else f"{value:.3f}"


def _finding(one, lang):
    own = one["judged"] and one["judged"]["words"]
    return plain(one["name"][lang]), plain(own or one["see"][lang])


# ---- The page


@dataclass
class Element:
    """A piece of a page."""

    tag: str
    attributes: dict
    inside: list = field(default_factory=list)

    @property
    def text(self):
        return "".join(part if isinstance(part, str) else part.text for part in self.inside)

    @property
    def own_text(self):
        return "".join(part for part in self.inside if isinstance(part, str))

    def every(self, tag="", css="", ident=""):
        """The elements inside it with this tag, class and id, in the order of the page."""
        for part in self.inside:
            if isinstance(part, Element):
                classes = (part.attributes.get("class") or "").split()
                if (
                    (not tag or part.tag == tag)
                    and (not css or css in classes)
                    and (not ident or ident == part.attributes.get("id"))
                ):
                    yield part
                yield from part.every(tag, css, ident)

    def one(self, tag="", css="", ident=""):
        return next(self.every(tag, css, ident), None)


class _Reader(HTMLParser):
    ALONE = ("br", "hr", "img", "input", "link", "meta")

    def __init__(self):
        super().__init__()
        self.open = [Element("", {})]

    def handle_starttag(self, tag, attrs):
        made = Element(tag, dict(attrs))
        self.open[-1].inside.append(made)
        if tag not in self.ALONE:
            self.open.append(made)

    def handle_startendtag(self, tag, attrs):
        self.open[-1].inside.append(Element(tag, dict(attrs)))

    def handle_endtag(self, tag):
        if any(one.tag == tag for one in self.open[1:]):
            while self.open.pop().tag != tag:
                pass

    def handle_data(self, data):
        self.open[-1].inside.append(data)


def parsed(page: str) -> Element:
    reader = _Reader()
    reader.feed(page)
    return reader.open[0]


def _rows(table: Element):
    return [[cell.text for cell in row.inside if isinstance(cell, Element)] for row in table.every("tr")]


def of_page(page: str, guide: str, names) -> Extract:
    """The page of the result with everything open, and that of the conversation."""
    told, main = Extract(names), parsed(page).one("main")
    told.words = plain(main.text)
    told.answered(main.one("p", "lead").text)
    flower = main.one("section", ident="flower")
    if flower:
        for picture in flower.every("desc"):
            told.spoken(picture.text)
        for name, mean, between, n in _rows(flower.one("table"))[1:]:
            about = names.ids[plain(name)]
            told.mean(about, mean)
            told.between(about, between)
            told.n(about, n)
        for one in flower.one("ul", "result__key").every("li"):
            told.spoken(" ".join(part.text for part in one.every() if part.tag in ("span", "strong")))
    for row in main.every("li", "rows__one"):
        about = names.ids[plain(row.one("span", "rows__name").text)]
        told.mean(about, row.one("strong").text)
        told.between(about, row.one("small").text if row.one("small") else "")
        told.described(about, row.one("desc").text)
    _statements(told, main)
    for table in main.every("table"):
        headings, *rows = _rows(table)
        if told.is_of_groups(headings):
            told.table_of_groups(headings, rows)
    _changes_of_page(told, main)
    _phases_of_page(told, main)
    for item in names.choices().values():
        section = main.one("section", ident=f"choice-{item}")
        if section:
            told.n(item, section.one("p", "small").text)
            for row in section.every("li"):
                _counted(told, item, row.one("span").text, row.one("span", "statement__number"))
    for card in main.every("article", "standout"):
        told.found.add((plain(card.one("h4").text), plain(card.one("p", "standout__see").text)))
        told.spoken(card.one("p", "standout__evidence").text)
    aside = main.one("details", ident="aside")
    for one in aside.every("li") if aside else ():
        _, see, reason = (part.text for part in one.every("p"))
        said = plain(reason).removeprefix(plain(web("results-aside-reason", names.lang, reason="")))
        told.aside.add((plain(one.one("strong").text), plain(see), said))
    told.remarks = {plain(one.text) for one in main.every("p", "remark")}
    _conversation(told, parsed(guide).one("main"))
    return told


def _statements(told, main):
    for part in main.every("section", "result__scale"):
        if part.one("p", "small") and part.one("span", "result__mean"):
            about = told.names.ids[plain(part.one("p", "small").text)]
            told.mean(about, part.one("span", "result__mean").text)
            told.between(about, part.one("div", "result__head").inside[3].one("span", "small").text)
        for row in part.every("li", "statement"):
            about, cell = told.names.ids[plain(row.one("p").text)], row.one("span", "statement__number")
            told.mean(about, cell.own_text)
            told.between(about, cell.one("small").text if cell.one("small") else "")
            if plain(cell.own_text) != "–":
                told.n(about, row.one("p", "statement__meta").text)
            told.described(about, row.one("desc").text)


def _changes_of_page(told, main):
    """The last round of the table of rounds is this one."""
    section = main.one("section", ident="earlier")
    for name, *_, cell, _ in _rows(section.one("table"))[1:] if section else ():
        _moved(told, name, cell)


def _moved(told, name, cell):
    about = told.names.ids[plain(name)]
    told.mean(about, cell)
    answers = re.search(r"(\d+) \w+\)?$", single(cell))
    between = re.search(r"−?\d+[.,]\d–−?\d+[.,]\d", single(cell))
    told.between(about, between[0] if between else "")
    told.n(about, answers[1])


def _phases_of_page(told, main):
    section = main.one("section", ident="phases")
    for name, many in _rows(section.one("table"))[1:] if section and section.one("table") else ():
        if plain(many).isdigit():
            told.note("count", f"PHASE-now/{told.names.option('PHASE-now', name)}", many)


def _counted(told, item, name, cell):
    if cell is not None:
        many = re.match(r"\d+", single(cell.text if isinstance(cell, Element) else cell))
        told.note("count", f"{item}/{told.names.option(item, name)}", many[0])


def _conversation(told, main):
    for part in main.every("li", "part"):
        minutes = re.search(r"\d+", part.one("span", "part__minutes").text)[0]
        told.programme.append((minutes, plain(part.one("h3").own_text)))
    states = {plain(web(f"conversations-state-{state}", told.lang)) for state in STATES}
    for list_ in main.every("ul", "list"):
        for one in list_.every("li"):
            tag = one.one("span", "tag")
            if tag and plain(tag.text) in states:
                until = web("conversations-agreed-until", told.lang, day="")
                said = single(one.one("p", "small").text)
                who, _, day = said.partition(f" · {until}")
                told.action(one.one("p").own_text, who, day, tag.text)


# ---- The report


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
            _counted(told, choice, said[0], said[-1] if re.match(r"\d", said[-1]) else None)
        elif plain(headings[-1]) == plain(say("slopes-moved", lang)):
            _moved(told, said[0], said[-2])
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


# ---- The slides


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
            _counted(told, item, name, str(round(value)))
    elif set(categories) <= set(names.by_group):
        for name, value in zip(categories, next(iter(series.values())), strict=True):
            if value is not None:
                told.note("value", names.ids[plain(next(iter(series)))], _bare(value), names.by_group[name])
    elif len(series) > 1:
        for place, name in enumerate(categories):
            told.spread(names.ids[name], " ".join(str(round(values[place])) for values in series.values()))
    elif plain(next(iter(series))) in names.ids:
        told.note("value", names.ids[plain(next(iter(series)))], _bare(next(iter(series.values()))[-1]))
    else:
        for name, value in zip(categories, next(iter(series.values())), strict=True):
            told.note("value", names.ids[name], _bare(value))


def _slide_table(told, rows):
    headings, lang = [plain(one) for one in rows[0]], told.lang
    if headings[0] == plain(say("slides-column-minutes", lang)):
        told.programme += [(minutes, plain(title)) for minutes, title, _ in rows[1:]]
    elif headings[0] == plain(say("agreed-what", lang)):
        last = headings[2] == plain(say("agreed-came", lang))
        for what, who, rest in rows[1:]:
            if what:
                told.action(what, who, "" if last else rest, rest.split(".")[0] if last else "")


# ---- The sheet


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
        _counted(told, item, row[heading("option")], str(round(many)) if many != "" else None)
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
