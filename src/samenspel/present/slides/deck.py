"""Slides added one by one, and sealed into a file whose bytes follow from what is on them."""

import datetime
import io
import re
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

from pptx.oxml import parse_xml
from pptx.oxml.ns import qn

from samenspel.present.slides.masters import FOOTER, MARGIN, TITLE, WIDE, empty_deck, layout
from samenspel.present.slides.paint import Paragraph, Run, write
from samenspel.present.slides.room import Face, fitted, plain, size_for
from samenspel.present.words import shortened

LANGUAGE = {"nl": "nl-NL", "en": "en-GB"}
LONGEST_NAME = 160
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_FEET = ("ftr", "sldNum")
_SPOKEN = ("a:r", "a:fld", "a:br")


class Deck:
    """The slides that are there so far, in one language."""

    def __init__(self, title: str, lang: str, date: datetime.date) -> None:
        """Begin with none."""
        self.lang, self.date = lang, date
        self.title = shortened(plain(title), LONGEST_NAME)
        self.made = empty_deck(lang)
        self._foot, self._foot_size = fitted(self.title, FOOTER[2], FOOTER[3], 14)

    def slide(self, kind: str, title: str, notes: Sequence[str], *, size: int = 30) -> Any:
        """A slide with its title and notes. kind: the layout. size: of the title where there is room."""
        made = self.made.slides.add_slide(layout(self.made, kind))
        place = made.shapes.title
        room, height = (560, 190) if kind == "opening" else (WIDE - 2 * MARGIN, TITLE[3])
        said, fits = fitted(title, room, height, size, "heading")
        # a network and its round stand on lines of their own
        parts = said.split(" · ") if kind == "opening" else [said]
        if fits_apart := size_for(parts, room, height, size, "heading"):
            write(place.text_frame, [[Run(part, fits_apart, "heading")] for part in parts])
        else:
            write(place.text_frame, [[Run(said, fits, "heading")]])
        if kind != "opening":
            self._feet(made)
        _note(made, notes)
        return made

    def _feet(self, made: Any) -> None:
        """The name of the document and the number of the slide, as placeholders of the layout."""
        for place in made.slide_layout.placeholders:
            kind = place._element.xpath(".//p:ph")[0].get("type")
            if kind in _FEET:
                foot = parse_xml(place._element.xml)
                properties = foot.find(qn("p:spPr"))
                for child in list(properties):
                    properties.remove(child)
                made.shapes._spTree.append(foot)
                foot.xpath(".//p:cNvPr")[0].set("id", str(9000 + _FEET.index(kind)))
                if kind == "ftr":
                    run = parse_xml(f'<a:r xmlns:a="{foot.nsmap["a"]}"><a:t/></a:r>')
                    run.find(qn("a:t")).text = self._foot
                    foot.find(f".//{qn('a:p')}").append(run)

    def bytes(self) -> bytes:
        """The file. Whatever was written last, feet are read last."""
        for one in self.made.slides:
            tree = one.shapes._spTree
            for foot in [found for found in tree if found.xpath(".//p:ph[@type='ftr' or @type='sldNum']")]:
                tree.append(foot)
            _numbered(tree)
        self._properties()
        for part in self.made.part.package.iter_parts():
            element = getattr(part, "_element", None)
            if element is not None and part.partname.endswith(".xml"):
                _speak(element, LANGUAGE[self.lang])
        kept = io.BytesIO()
        self.made.save(kept)
        return _sealed(kept.getvalue(), self.date)

    def _properties(self) -> None:
        about = self.made.core_properties
        moment = datetime.datetime.combine(self.date, datetime.time())
        about.title, about.author, about.last_modified_by = self.title, "Samenspel", "Samenspel"
        about.created = about.modified = moment
        about.language, about.revision = LANGUAGE[self.lang], 1
        about.subject = about.keywords = about.comments = about.category = ""
        for part in self.made.part.package.iter_parts():
            if part.partname == "/docProps/app.xml":
                part._blob = (
                    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns="http://schemas.'
                    b'openxmlformats.org/officeDocument/2006/extended-properties"><Application>Samenspel</Application>'
                    b"</Properties>"
                )


def fill(slide: Any, place: int, paragraphs: Sequence[Paragraph], *, after: float = 0, name: str = "") -> Any:
    """Write in the placeholder with this number (0 is the first after the title); what it is, is returned."""
    made = next(one for one in slide.placeholders if one.placeholder_format.idx == 10 + place)
    write(made.text_frame, paragraphs, after=after)
    if name:
        made._element.xpath(".//p:cNvPr")[0].set("name", plain(name))
    return made


def say_in(
    slide: Any,
    place: int,
    text: str,
    room: float,
    height: float,
    largest: int,
    face: Face = "sans",
    colour: str = "ink",
) -> Any:
    """Write one text in a placeholder at the size that fits."""
    said, size = fitted(text, room, height, largest, face)
    return fill(slide, place, [[Run(said, size, face, colour)]])


def drop(slide: Any, *places: int) -> None:
    """Take away placeholders that stay empty."""
    for one in list(slide.placeholders):
        if one.placeholder_format.idx - 10 in places:
            one._element.getparent().remove(one._element)


def _note(slide: Any, notes: Sequence[str]) -> None:
    frame = slide.notes_slide.notes_text_frame
    said = [plain(note) for note in notes if note]
    frame.text = said[0] if said else ""
    for note in said[1:]:
        frame.add_paragraph().text = note


def _numbered(tree: Any) -> None:
    """Every shape its own number, in reading order."""
    for number, one in enumerate(tree.iter(qn("p:cNvPr")), 1):
        one.set("id", str(number))


def _speak(element: Any, language: str) -> None:
    """Say of all words in which language they are."""
    runs = [run for name in _SPOKEN for run in element.iter(qn(name))]
    for run in runs:
        if run.find(qn("a:rPr")) is None:
            run.insert(0, run.makeelement(qn("a:rPr"), {}))
    for name in ("a:rPr", "a:endParaRPr", "a:defRPr"):
        for one in element.iter(qn(name)):
            one.set("lang", language)


def _sealed(file: bytes, date: datetime.date) -> bytes:
    """The same parts in the same order, without the hour at which they were written."""

    def part(name: str, inside: bytes) -> bytes:
        if name.endswith(".xlsx"):
            return _rewritten(inside, sheet)
        return inside

    def sheet(name: str, inside: bytes) -> bytes:
        if name == "docProps/core.xml":
            return re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", date.isoformat().encode() + b"T00:00:00Z", inside)
        return inside

    return _rewritten(file, part)


def _rewritten(file: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file)) as old, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _FIRST_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, change(name, old.read(name)))
    return kept.getvalue()
