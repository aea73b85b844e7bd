"""Charts and tables that can be edited where they are shown."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.chart import data as chart_data
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Pt

from samenspel.present.palette import PAPER, mixed
from samenspel.present.slides.masters import Box
from samenspel.present.slides.paint import Run, rgb, told, write
from samenspel.present.slides.room import SMALLEST, plain

_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"


@dataclass(frozen=True)
class Series:
    """One series: its values per category (None: not to be shown), in one colour.

    labels: words beside each value; low and high: the ends of the interval, where there is one.
    """

    name: str
    values: Sequence[float | None]
    colour: str
    labels: Sequence[str] = ()
    low: Sequence[float | None] = ()
    high: Sequence[float | None] = ()


def stacked(
    shapes: Any, box: Box, categories: Sequence[str], series: Sequence[Series], gap: int, said: str,
    *, counted: bool = True
) -> Any:  # fmt: skip
    """Bars of a hundred per cent, a row for each category; `counted`: with counts inside where they have room."""
    chart = _chart(shapes, box, XL_CHART_TYPE.BAR_STACKED_100, categories, series, said, whole=True)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = gap, 100
    chart.category_axis.reverse_order = True
    _without_axes(chart)
    _plot_area(chart, 0, 0, 1, 1)
    sums = [sum(one.values[place] or 0 for one in series) for place in range(len(categories))]
    for made, one in zip(plot.series, series, strict=True):
        _coloured(made, one.colour)
        if not counted:
            continue
        labels = made.data_labels
        labels.show_value, labels.number_format, labels.number_format_is_linked = True, "0;;;", False
        labels.font.size = Pt(SMALLEST)
        labels.font.color.rgb = rgb(_readable_on(one.colour))
        for place, value in enumerate(one.values):
            room = box[2] * (value or 0) / (sums[place] or 1)
            if value and room < 10 * len(str(round(value))):
                _hide_label(made, place)
    return chart


def bars(
    shapes: Any, box: Box, categories: Sequence[str], one: Series, ends: tuple[float, float], gap: int, said: str,
    *, plot: float = 1.0
) -> Any:  # fmt: skip
    """A bar for each category between two ends, with its words behind it. plot: the share of the width for bars."""
    chart = _chart(shapes, box, XL_CHART_TYPE.BAR_CLUSTERED, categories, [one], said)
    chart.plots[0].gap_width = gap
    chart.category_axis.reverse_order = True
    axis = chart.value_axis
    axis.minimum_scale, axis.maximum_scale = ends
    _without_axes(chart)
    _plot_area(chart, 0, 0, plot, 1)
    made = chart.plots[0].series[0]
    _coloured(made, one.colour)
    _said_beside(made, one, XL_LABEL_POSITION.OUTSIDE_END)
    _intervals(made, one, PAPER["light"].ink)
    return chart


def slope(shapes: Any, box: Box, categories: Sequence[str], one: Series, ends: tuple[float, float], said: str) -> Any:
    """A line through rounds between two ends, with its words at the first and the last."""
    chart = _chart(shapes, box, XL_CHART_TYPE.LINE_MARKERS, categories, [one], said)
    axis = chart.value_axis
    axis.minimum_scale, axis.maximum_scale = ends
    _without_axes(chart)
    _plot_area(chart, 0.04, 0.2, 0.92, 0.6)
    made = chart.plots[0].series[0]
    made.smooth = False
    made.format.line.color.rgb, made.format.line.width = rgb(one.colour), Pt(3)
    made.marker.style, made.marker.size = XL_MARKER_STYLE.CIRCLE, 11
    made.marker.format.fill.solid()
    made.marker.format.fill.fore_color.rgb = rgb(one.colour)
    made.marker.format.line.color.rgb = rgb(PAPER["light"].card)
    _said_beside(made, one, XL_LABEL_POSITION.ABOVE)
    _intervals(made, one, one.colour)
    return chart


def _chart(
    shapes: Any, box: Box, kind: Any, categories: Sequence[str], series: Sequence[Series], said: str,
    *, whole: bool = False
) -> Any:  # fmt: skip
    of_categories: Any = chart_data.CategoryChartData
    data = of_categories(number_format="0" if whole else "0.0")
    data.categories = [_kept(name) for name in categories]
    for one in series:
        data.add_series(_kept(one.name), [None if value is None else round(value, 3) for value in one.values])
    made = shapes.add_chart(kind, *map(Pt, box), data)
    chart = made.chart
    chart.has_legend = False
    chart.has_title = False
    chart.font.size, chart.font.name = Pt(SMALLEST), "Arial"
    chart.font.color.rgb = rgb(PAPER["light"].ink)
    told(made, plain(series[0].name), said)
    return chart


def _kept(text: str) -> str:
    """A name as the sheet behind a chart may hold it: never read as a formula or as an address."""
    text = plain(text) or "–"
    return f" {text}" if re.match(r"[=+\-@{]|\w+:", text) else text


def _without_axes(chart: Any) -> None:
    for axis in (chart.category_axis, chart.value_axis):
        axis.has_major_gridlines = axis.has_minor_gridlines = False
        axis.major_tick_mark = axis.minor_tick_mark = XL_TICK_MARK.NONE
        axis.tick_label_position = XL_TICK_LABEL_POSITION.NONE
        axis.visible = False


def _plot_area(chart: Any, x: float, y: float, wide: float, tall: float) -> None:
    """Where the plot stands in its frame, so that words beside it stand in line with its rows."""
    area = chart._chartSpace.chart.plotArea
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    places = "".join(f'<c:{name} val="{value}"/>' for name, value in zip("xywh", (x, y, wide, tall), strict=True))
    area.insert(
        0,
        parse_xml(
            f'<c:layout xmlns:c="{_CHART}"><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/>'
            f'<c:yMode val="edge"/>{places}</c:manualLayout></c:layout>'
        ),
    )


def _coloured(made: Any, colour: str) -> None:
    made.format.fill.solid()
    made.format.fill.fore_color.rgb = rgb(colour)
    made.format.line.color.rgb, made.format.line.width = rgb(PAPER["light"].card), Pt(1)
    made.invert_if_negative = False


def _readable_on(colour: str) -> str:
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    light = 0.299 * red + 0.587 * green + 0.114 * blue
    return PAPER["light"].ink if light > 140 else PAPER["light"].card


def _hide_label(made: Any, place: int) -> None:
    labels = made._element.find(qn("c:dLbls"))
    labels.insert(
        len(labels.findall(qn("c:dLbl"))),
        parse_xml(f'<c:dLbl xmlns:c="{_CHART}"><c:idx val="{place}"/><c:delete val="1"/></c:dLbl>'),
    )


def _said_beside(made: Any, one: Series, where: Any) -> None:
    for place, label in enumerate(one.labels):
        if label and one.values[place] is not None:
            beside = made.points[place].data_label
            write(beside.text_frame, [[Run(label, SMALLEST, "bold")]])
            beside.position = where


def _intervals(made: Any, one: Series, colour: str) -> None:
    """Error bars from the low to the high end of each interval, where there is one."""
    if all(low == high for low, high in zip(one.low, one.high, strict=True)):
        return

    def literal(name: str, values: Sequence[float]) -> str:
        points = "".join(
            f'<c:pt idx="{place}"><c:v>{round(value, 3)}</c:v></c:pt>' for place, value in enumerate(values)
        )
        return (
            f"<c:{name}><c:numLit><c:formatCode>General</c:formatCode>"
            f'<c:ptCount val="{len(values)}"/>{points}</c:numLit></c:{name}>'
        )

    ends = list(zip(one.values, one.low, one.high, strict=True))
    more = [(high or 0) - value if value is not None and high is not None else 0 for value, _, high in ends]
    less = [value - (low or 0) if value is not None and low is not None else 0 for value, low, _ in ends]
    errors = parse_xml(
        f'<c:errBars xmlns:c="{_CHART}" xmlns:a="{_DRAWING}"><c:errBarType val="both"/><c:errValType val="cust"/>'
        f'<c:noEndCap val="0"/>{literal("plus", more)}{literal("minus", less)}<c:spPr><a:ln w="19050"><a:solidFill>'
        f'<a:srgbClr val="{colour[1:]}"/></a:solidFill></a:ln></c:spPr></c:errBars>'
    )
    made._element.find(qn("c:cat")).addprevious(errors)


@dataclass(frozen=True)
class Column:
    """A column of a table: its heading and its width in points."""

    heading: str
    wide: float


def table(
    shapes: Any, left: float, top: float, columns: Sequence[Column], rows: Sequence[Sequence[str]], tall: float,
    size: int, name: str
) -> Any:  # fmt: skip
    """A table with hair lines under its rows; every row stands this tall."""
    frame = shapes.add_table(
        len(rows) + 1, len(columns), Pt(left), Pt(top), Pt(sum(one.wide for one in columns)), Pt(tall * len(rows) + 26)
    )
    told(frame, name, name)
    made = frame.table
    made._tbl.tblPr.remove(made._tbl.tblPr.find(qn("a:tableStyleId")))
    made.horz_banding = False
    for place, column in enumerate(columns):
        made.columns[place].width = Pt(column.wide)
        _cell(made.cell(0, place), Run(column.heading, SMALLEST, "sans", "grey"))
    made.rows[0].height = Pt(26)
    for number, row in enumerate(rows, 1):
        made.rows[number].height = Pt(tall)
        for place, said in enumerate(row):
            _cell(made.cell(number, place), Run(said, size))
    return made


def _cell(cell: Any, run: Run) -> None:
    cell.margin_left, cell.margin_right, cell.margin_top, cell.margin_bottom = Pt(0), Pt(10), Pt(3), Pt(3)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    write(cell.text_frame, [[run]])
    if not run.text:
        cell.text_frame.paragraphs[0].font.size = Pt(run.size)
    properties = cell._tc.get_or_add_tcPr()
    ink = mixed(PAPER["light"].grey, PAPER["light"].card, 0.4)
    under = f'<a:lnB w="9525"><a:solidFill><a:srgbClr val="{ink[1:]}"/></a:solidFill></a:lnB>'
    for made in list(parse_xml(f'<a:tcPr xmlns:a="{_DRAWING}">{under}<a:noFill/></a:tcPr>')):
        properties.append(made)
