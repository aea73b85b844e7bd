"""Words and shapes on a slide. Boxes are in points; colours are "ink", "grey", "accent" or a hex code."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Pt

from samenspel.present.charts.petals import Curve, Point, sampled
from samenspel.present.palette import PAPER
from samenspel.present.printable import runs_right_to_left
from samenspel.present.slides.masters import Box
from samenspel.present.slides.room import Face, plain

_ALIGN = {"left": PP_ALIGN.LEFT, "middle": PP_ALIGN.CENTER, "right": PP_ALIGN.RIGHT}
_ANCHOR = {"top": MSO_ANCHOR.TOP, "middle": MSO_ANCHOR.MIDDLE, "bottom": MSO_ANCHOR.BOTTOM}
_THEME = {"ink": MSO_THEME_COLOR.TEXT_1, "grey": MSO_THEME_COLOR.TEXT_2, "accent": MSO_THEME_COLOR.ACCENT_1}
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_DECORATIVE = (
    f'<a:extLst xmlns:a="{_DRAWING}"><a:ext uri="{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}">'
    '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>'
    "</a:ext></a:extLst>"
)


@dataclass(frozen=True)
class Run:
    """Words of one look; size in points."""

    text: str
    size: float
    face: Face = "sans"
    colour: str = "ink"


Paragraph = Sequence[Run]


def write(frame: Any, paragraphs: Sequence[Paragraph], *, after: float = 0, align: str = "left") -> None:
    """Fill a text frame; `after` is the space between its paragraphs."""
    for place, runs in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        turned = runs_right_to_left("".join(run.text for run in runs))
        paragraph.alignment = PP_ALIGN.RIGHT if turned else _ALIGN[align]
        if turned:
            paragraph._p.get_or_add_pPr().set("rtl", "1")
        if after and place < len(paragraphs) - 1:
            paragraph.space_after = Pt(after)
        for run in runs:
            _run(paragraph, run)


def _run(paragraph: Any, run: Run) -> None:
    # the spaces between runs stay
    ends = [" " if edge == " " else "" for edge in (run.text[:1], run.text[-1:])]
    said = paragraph.add_run()
    said.text = plain(run.text).join(ends) if run.text.strip() else run.text
    said.font.size = Pt(run.size)
    said.font.bold = run.face in ("bold", "heading")
    said.font.name = "+mj-lt" if run.face in ("serif", "heading") else "+mn-lt"
    if run.colour in _THEME:
        said.font.color.theme_color = _THEME[run.colour]
    else:
        said.font.color.rgb = rgb(run.colour)


def words(
    shapes: Any,
    box: Box,
    paragraphs: Sequence[Paragraph],
    *,
    align: str = "left",
    anchor: str = "top",
    after: float = 0,
    name: str = "",
    wrap: bool = True,
) -> Any:
    """A text box without edges; `wrap`: lines break where they are full."""
    made = shapes.add_textbox(*map(Pt, box))
    frame = made.text_frame
    frame.word_wrap, frame.auto_size = wrap, MSO_AUTO_SIZE.NONE
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = _ANCHOR[anchor]
    write(frame, paragraphs, after=after, align=align)
    if name:
        made.name = plain(name)
    return made


def bar(shapes: Any, box: Box, colour: str, *, opacity: float = 1.0, edge: str = "", rounding: float = 0.5) -> Any:
    """A rectangle with round corners (`rounding`: share of its shorter side). An edge is a hair line or "dashed"."""
    made = shapes.add_shape(MSO_SHAPE.ROUNDED_RECTANGLE, *map(Pt, box))
    made.adjustments[0] = rounding
    _dressed(made._element.spPr, colour, opacity, edge)
    _bare(made)
    return made


def card(slide: Any, box: Box) -> None:
    """A white card with a hair line, behind all else on the slide."""
    made = bar(slide.shapes, box, PAPER["light"].card, edge="hair", rounding=14 / min(box[2:]))
    decorative(made)
    tree = slide.shapes._spTree
    tree.remove(made._element)
    tree.insert(2, made._element)


def shape(
    shapes: Any, curves: Sequence[Curve], start: Point, colour: str, *, opacity: float = 1.0, edge: str = ""
) -> None:
    """A closed freeform along Bézier curves from a point."""
    points = list(sampled(tuple(curves), start))
    left, top = (min(point[axis] for point in points) for axis in (0, 1))
    right, low = (max(point[axis] for point in points) for axis in (0, 1))
    made = shapes.add_shape(MSO_SHAPE.RECTANGLE, Pt(left), Pt(top), Pt(right - left), Pt(low - top))

    def point(one: Point) -> str:
        return f'<a:pt x="{round((one[0] - left) * 12700)}" y="{round((one[1] - top) * 12700)}"/>'

    drawn = "".join(
        f"<a:cubicBezTo>{point(one.first)}{point(one.second)}{point(one.end)}</a:cubicBezTo>" for one in curves
    )
    size = f'w="{round((right - left) * 12700)}" h="{round((low - top) * 12700)}"'
    geometry = parse_xml(
        f'<a:custGeom xmlns:a="{_DRAWING}"><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/>'
        f"<a:pathLst><a:path {size}><a:moveTo>{point(start)}</a:moveTo>{drawn}<a:close/></a:path></a:pathLst>"
        "</a:custGeom>"
    )
    properties = made._element.spPr
    properties.replace(properties.find(qn("a:prstGeom")), geometry)
    _dressed(properties, colour, opacity, edge)
    _bare(made)


def _dressed(properties: Any, colour: str, opacity: float, edge: str) -> None:
    """Fill and edge, in the order that the format asks for."""
    alpha = f'<a:alpha val="{round(opacity * 100000)}"/>' if opacity < 1 else ""
    fill = f'<a:solidFill><a:srgbClr val="{colour[1:]}">{alpha}</a:srgbClr></a:solidFill>' if colour else "<a:noFill/>"
    line = {"": "<a:noFill/>", "hair": _ink(PAPER["light"].hairline), "dashed": _ink(PAPER["light"].grey)}[edge]
    dash = '<a:prstDash val="dash"/>' if edge == "dashed" else ""
    made = parse_xml(f'<a:spPr xmlns:a="{_DRAWING}">{fill}<a:ln w="9525">{line}{dash}</a:ln></a:spPr>')
    for child in list(made):
        properties.append(child)


def _ink(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour[1:]}"/></a:solidFill>'


def _bare(made: Any) -> None:
    """Without the style and the words that a shape is given."""
    for name in ("p:style", "p:txBody"):
        found = made._element.find(qn(name))
        if found is not None:
            made._element.remove(found)


def line(shapes: Any, x: float, y: float, across: float, down: float = 0) -> None:
    """A hair line."""
    made = shapes.add_connector(MSO_CONNECTOR.STRAIGHT, Pt(x), Pt(y), Pt(x + across), Pt(y + down))
    made.line.color.rgb, made.line.width = rgb(PAPER["light"].hairline), Pt(0.75)
    style = made._element.find(qn("p:style"))
    if style is not None:
        made._element.remove(style)
    decorative(made)


def told(made: Any, name: str, alternative: str) -> None:
    """Give a shape, group or chart its name and what a screen reader says of it."""
    properties = made._element.xpath(".//p:cNvPr")[0]
    properties.set("name", plain(name))
    properties.set("descr", plain(alternative))


def decorative(made: Any) -> None:
    """Tell screen readers to pass over a shape."""
    made._element.xpath(".//p:cNvPr")[0].append(parse_xml(_DECORATIVE))


def rgb(colour: str) -> RGBColor:
    """A hex code as a colour."""
    made: Any = RGBColor
    found: RGBColor = made(*bytes.fromhex(colour[1:]))
    return found
