"""Pictures in a page have names for colours, and the style sheet knows every one of them in both looks."""

import re
from pathlib import Path

import pytest

import samenspel.web.results
from samenspel.diagnosis.stands_out import discussed, stands_out
from samenspel.present.charts.flower import flower
from samenspel.present.palette import OTHERS
from samenspel.web.results.page import page_of
from samenspel.web.results.pictures import Pictures
from tests.present.rounds import a_release

HERE = Path(samenspel.web.results.__file__).parent
STYLE = (HERE / "static" / "samenspel" / "results.css").read_text("utf-8")
TOKENS = (HERE.parent / "shared" / "static" / "samenspel" / "tokens.css").read_text("utf-8")


def test_the_other_colours_are_those_of_the_palette():
    named = re.findall(r"--other-(\d): (#[0-9A-F]{6})", STYLE)
    light, dark, by_device = named[:8], named[8:16], named[16:]
    assert tuple(colour for _, colour in light) == OTHERS["light"]
    assert tuple(colour for _, colour in dark) == OTHERS["dark"]
    assert by_device == dark


@pytest.mark.parametrize("instrument", ["conditions", "conditions+phase+features", "kind"])
def test_every_colour_of_a_page_has_a_name_that_the_style_sheets_know(instrument):
    release = a_release(instrument)
    page = page_of(release, discussed(stands_out(release), ()), "nl")
    drawn = " ".join(
        [row["svg"] for part in page.scales for row in part["rows"]]
        + [row["svg"] for part in page.choices for row in part["rows"] if row["svg"]]
        + ([page.flower["svg"], page.flower["small"]] if page.flower else [])
        + [svg for one in (page.apart, page.phases) if one for svg in (one["svg"], one["small"])]
        + [row["svg"] for row in (page.matter["rows"] if page.matter else ())]
    )
    assert drawn
    assert not re.search(r"#[0-9A-Fa-f]{6}", drawn)
    names = set(re.findall(r"var\(--([\w-]+)\)", drawn))
    assert names
    assert {name for name in names if f"--{name}:" not in TOKENS + STYLE} == set()


def test_words_of_people_cannot_break_out_of_a_picture():
    release = a_release("conditions", visibility="party", parties=["</svg><script>alert(1)</script>", "B", "C"])
    themed = Pictures(release).themed(flower(release, "nl"))
    assert "<script" not in themed
