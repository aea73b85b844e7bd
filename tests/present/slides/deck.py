"""Looking inside slides: what they say, and whether their words stay in their boxes."""

import io
import zipfile

from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.util import Pt

from samenspel.present.slides.room import LEADING, lines


def opened(file):
    return Presentation(io.BytesIO(file))


def shapes_of(shapes):
    for shape in shapes:
        yield shape
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
            yield from shapes_of(shape.shapes)


def words_of(slide):
    """All words on a slide: boxes, tables and the labels of charts."""
    said = []
    for shape in shapes_of(slide.shapes):
        if shape.has_text_frame:
            said.append(shape.text_frame.text)
        if getattr(shape, "has_table", False) and shape.has_table:
            said += [cell.text for row in shape.table.rows for cell in row.cells]
        if getattr(shape, "has_chart", False) and shape.has_chart:
            said += shape.chart._chartSpace.xpath(".//a:t/text()")
    return "\n".join(said)


def titled(deck, title):
    return next((slide for slide in deck.slides if slide.shapes.title.text == title), None)


def titles(deck):
    return [slide.shapes.title.text for slide in deck.slides]


def notes_of(slide):
    return slide.notes_slide.notes_text_frame.text


def overflowing(slide):
    """The texts that are higher than their box, measured as the slides are."""
    for shape in shapes_of(slide.shapes):
        if not shape.has_text_frame or not shape.text_frame.text or not shape.height:
            continue
        high = 0.0
        for paragraph in shape.text_frame.paragraphs:
            sizes = [run.font.size.pt for run in paragraph.runs if run.font.size]
            if sizes:
                wide = shape.width / Pt(1)
                high += LEADING * max(sizes) * lines(paragraph.text, max(sizes), wide + 0.5)
                high += paragraph.space_after.pt if paragraph.space_after else 0
        if high > shape.height / Pt(1) + 1:
            yield shape.text_frame.text


def parts(file):
    with zipfile.ZipFile(io.BytesIO(file)) as whole:
        return {name: whole.read(name) for name in whole.namelist()}


def workbooks(file):
    for name, inside in parts(file).items():
        if name.endswith(".xlsx"):
            yield parts(inside)
