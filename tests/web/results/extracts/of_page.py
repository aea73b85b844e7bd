"""What the page of a result says, and that of the guide."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from samenspel.web.shared.words import say as web
from tests.web.results.extracts.extract import STATES, Extract, plain, single


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
                many = row.one("span", "statement__number")
                told.counted(item, row.one("span").text, many and many.text)
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
        told.moved(name, cell)


def _phases_of_page(told, main):
    section = main.one("section", ident="phases")
    for name, many in _rows(section.one("table"))[1:] if section and section.one("table") else ():
        if plain(many).isdigit():
            told.note("count", f"PHASE-now/{told.names.option('PHASE-now', name)}", many)


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
