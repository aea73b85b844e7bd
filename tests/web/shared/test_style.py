"""The style sheets: the palette of present, readable in both looks, and nothing from elsewhere."""

import re
from pathlib import Path

import pytest

from samenspel.present.charts.mark import mark
from samenspel.present.palette import CONDITIONS, PAPER
from samenspel.web.shared import fonts

SHEETS = Path(__file__).resolve().parents[3] / "src" / "samenspel" / "web" / "shared" / "static" / "samenspel"
ALL = sorted(SHEETS.glob("*.css"))


def without_comments(path):
    return re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)


def tokens(selector, sheet="tokens.css"):
    block = re.search(re.escape(selector) + r"\s*{([^}]*)}", without_comments(SHEETS / sheet))[1]
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9A-Fa-f]{6})", block))


LIGHT = tokens(":root")
DARK = tokens(':root[data-look="dark"]')


def luminance(colour):
    shares = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [share / 12.92 if share <= 0.03928 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, two):
    dark, light = sorted((luminance(one), luminance(two)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("theme", "found"), [("light", LIGHT), ("dark", DARK)])
def test_colours_are_those_of_the_palette(theme, found):
    paper = vars(PAPER[theme])
    assert {name: found[name] for name in paper} == paper
    assert {scale: found[scale] for scale in CONDITIONS[theme]} == CONDITIONS[theme]


def test_dark_by_device_is_dark_by_choice():
    assert tokens(':root:not([data-look="light"])') == DARK
    assert set(DARK) == set(LIGHT)


def test_paper_prints_in_the_colours_of_light():
    printed = tokens(':root, :root[data-look="dark"], :root:not([data-look="light"])', "print.css")
    assert printed.pop("paper") == "#FFFFFF"
    assert {name: LIGHT[name] for name in printed} == printed


@pytest.mark.parametrize("found", [LIGHT, DARK], ids=["light", "dark"])
def test_words_are_readable_on_every_ground(found):
    for ground in ("paper", "card", "wash"):
        for word in ("ink", "grey", "accent", "accent-strong", "danger"):
            assert contrast(found[word], found[ground]) >= 4.5, (word, ground)
        assert contrast(found["edge"], found[ground]) >= 3, ground
    for fill in ("accent", "danger"):
        for shade in (fill, f"{fill}-strong"):
            assert contrast(found[f"on-{fill}"], found[shade]) >= 4.5, shade


def test_every_colour_that_is_used_has_a_value():
    values = set(re.findall(r"--([\w-]+):", without_comments(SHEETS / "tokens.css")))
    for sheet in ALL:
        assert set(re.findall(r"var\(--([\w-]+)", without_comments(sheet))) <= values | {"scale"}, sheet.name


@pytest.mark.parametrize("sheet", ALL, ids=lambda sheet: sheet.name)
def test_a_sheet_asks_nothing_of_elsewhere_and_stays_flat(sheet):
    text = without_comments(sheet)
    assert "@import" not in text
    assert "//" not in text
    assert "gradient(" not in text
    assert "shadow:" not in text
    assert text.count("{") == text.count("}")
    assert set(re.findall(r"url\(\"([^\"]*)\"\)", text)) <= {f"../fonts/{name}" for name in fonts.FONTS}


@pytest.mark.parametrize("sheet", ALL, ids=lambda sheet: sheet.name)
def test_no_letter_is_smaller_than_14_pixels(sheet):
    text = without_comments(sheet)
    for size in re.findall(r"(?:font-size:|font:[^;]*?|--least:)\s*(\d*\.?\d+)rem", text):
        assert float(size) * 16 >= 14, size


def test_every_font_of_the_sheets_is_made_and_none_more():
    used = set(re.findall(r"\.\./fonts/([\w.-]+)", without_comments(SHEETS / "tokens.css")))
    assert used == set(fonts.FONTS)


def test_the_icon_of_the_site_is_its_mark():
    assert (SHEETS / "mark.svg").read_text("utf-8").strip() == mark()
