import io
import re
import zipfile

import pytest
from pptx.enum.shapes import MSO_SHAPE_TYPE, PP_PLACEHOLDER
from pptx.util import Pt

from samenspel.present.slides import slides
from samenspel.present.slides.room import SMALLEST
from samenspel.present.words import say
from tests.present.rounds import a_release
from tests.present.slides.deck import (
    notes_of,
    opened,
    overflowing,
    parts,
    shapes_of,
    titled,
    titles,
    words_of,
    workbooks,
)
from tests.present.slides.results import DATE, a_result, all_of_it, file


def test_there_are_at_most_fifteen_slides_each_with_a_real_title(whole):
    _, deck = whole
    assert 12 <= len(deck.slides) <= 15
    assert deck.slide_width * 9 == deck.slide_height * 16
    for slide in deck.slides:
        kind = slide.shapes.title.placeholder_format.type
        assert kind in (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
        assert slide.shapes.title.text
        assert next(iter(slide.placeholders)).placeholder_format.idx == 0


def test_the_picture_comes_first_and_the_talk_last(whole):
    result, deck = whole
    lang, found = result.lang, titles(deck)
    keys = (
        "slides-look", "flower-title", "slides-strengths", "slides-risks", "groups-heading", "slides-change",
        "report-own-words", "slides-programme", "slides-before", "slides-closing",
    )  # fmt: skip
    places = [found.index(say(key, lang)) for key in keys]
    assert places == sorted(places)
    assert found[0].split("\n") == result.title.split(" · ")


def test_the_same_result_gives_the_same_bytes_and_tells_no_hour():
    assert file() == slides(all_of_it())
    with zipfile.ZipFile(io.BytesIO(file())) as zipped:
        assert {entry.date_time[:3] for entry in zipped.infolist()} == {(1980, 1, 1)}
    assert all(b"2026-03-12T00:00:00Z" in book["docProps/core.xml"] for book in workbooks(file()))


def test_the_file_says_what_it_is_and_when_it_was_released(whole):
    result, deck = whole
    about = deck.core_properties
    assert (about.title, about.author) == (result.title, "Samenspel")
    assert about.created.date() == about.modified.date() == DATE


def test_nothing_points_outside_and_no_macro_is_there(strange):
    for inside in map(parts, (file(), strange)):
        assert not any(name.endswith((".bin", ".jpeg", ".png")) or "vba" in name.lower() for name in inside)
        assert not any(b'TargetMode="External"' in one for name, one in inside.items() if name.endswith(".rels"))


def test_no_name_becomes_a_formula_or_an_address_in_the_sheet_behind_a_chart(strange):
    books = list(workbooks(strange))
    assert books
    for book in books:
        assert not any(b"<f>" in one or b"hyperlink" in one for one in book.values())


def test_nothing_is_smaller_than_fourteen_points(whole, strange):
    for deck in (whole[1], opened(strange)):
        for slide in deck.slides:
            inside = slide._element.xpath(".//@sz")
            for shape in shapes_of(slide.shapes):
                if getattr(shape, "has_chart", False) and shape.has_chart:
                    inside += shape.chart._chartSpace.xpath(".//@sz")
            assert all(int(size) >= SMALLEST * 100 for size in inside if size.isdecimal())
        layouts = [int(size) for one in deck.slide_layouts for size in one._element.xpath(".//a:defRPr/@sz")]
        assert layouts
        assert min(layouts) >= SMALLEST * 100


def test_nothing_runs_over_or_off_the_slide(whole, strange):
    for deck in (whole[1], opened(strange)):
        for slide in deck.slides:
            assert list(overflowing(slide)) == [], slide.shapes.title.text
            for shape in slide.shapes:
                if shape.shape_type != MSO_SHAPE_TYPE.GROUP:
                    assert shape.left >= 0
                    assert shape.top >= 0
                    assert shape.left + shape.width <= deck.slide_width, shape.name
                    assert shape.top + shape.height <= deck.slide_height, shape.name


def test_all_words_say_their_language(whole):
    result, deck = whole
    expected = {"nl": "nl-NL", "en": "en-GB"}[result.lang]
    for slide in deck.slides:
        for sheet in (slide, slide.notes_slide):
            runs = sheet._element.xpath(".//a:r | .//a:fld")
            assert runs or sheet is not slide
            assert {run.find(f"{{{run.nsmap['a']}}}rPr").get("lang") for run in runs} <= {expected}


def test_shapes_have_numbers_of_their_own_and_pictures_an_alternative(whole):
    for slide in whole[1].slides:
        numbers = slide._element.xpath(".//p:cNvPr/@id")
        assert len(numbers) == len(set(numbers))
        for shape in slide.shapes:
            about = shape._element.xpath(".//p:cNvPr")[0]
            decorative = "decorative" in " ".join(child.tag for child in about.iter())
            if shape.shape_type in (MSO_SHAPE_TYPE.GROUP, MSO_SHAPE_TYPE.CHART, MSO_SHAPE_TYPE.TABLE):
                assert decorative or about.get("descr"), shape.name


def test_every_slide_but_the_first_has_its_number(whole):
    for place, slide in enumerate(whole[1].slides):
        assert bool(slide._element.xpath(".//a:fld[@type='slidenum']")) == (place > 0)


def test_what_does_not_fit_in_a_table_is_in_the_notes(strange):
    slide = titled(opened(strange), say("slides-closing", "nl"))
    assert re.search(r"Nog \d regels staan in de notities", words_of(slide))
    assert notes_of(slide).count("Iets doen") == 9 * 40


def test_a_round_with_too_few_answers_says_so_and_shows_no_number():
    deck = opened(slides(a_result(a_release(people=5, remarks=()))))
    assert say("report-nothing", "nl") in titles(deck)
    assert not any(shape.has_chart for slide in deck.slides for shape in slide.shapes)


@pytest.mark.parametrize("instrument", ["features", "kind", "phase"])
def test_an_instrument_without_scales_shows_its_choices(instrument):
    release = a_release(instrument)
    deck = opened(slides(a_result(release)))
    said = "\n".join(words_of(slide) for slide in deck.slides)
    charts = [shape for slide in deck.slides for shape in slide.shapes if shape.has_chart]
    assert charts
    first = next(iter([*release.choices.values(), *release.multiples.values()]))
    assert f"van {first.n}" in said
    assert titled(deck, say("flower-title", "nl")) is None


def test_cards_lie_under_the_words_and_placeholders_are_never_left_empty(whole):
    for slide in whole[1].slides:
        for place in slide.placeholders:
            assert place.text_frame.text, slide.shapes.title.text
            assert place.height > Pt(10)
