import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samenspel.present.printable import (
    all_printable,
    drawable,
    printable,
    printable_characters,
    printable_marks,
    runs_right_to_left,
)


def can_be_set(text, weight="regular", family="Source Sans Pro"):
    """Whether Typst makes an accessible PDF of it; the real fonts, the real standard."""
    import json
    from importlib import import_module

    import typst

    page = (
        b'#set document(title: "t")\n#set text(font: (sys.inputs.family, "Source Sans Pro", "Libertinus Serif", '
        b'"DejaVu Sans Mono"), weight: sys.inputs.weight)\n= t\n#for line in json(bytes(sys.inputs.lines)) [#line \\ ]'
    )
    folders = [import_module(name).font_directory for name in ("font_source_sans_pro", "font_source_serif_pro")]
    inputs = {"lines": json.dumps(text), "weight": weight, "family": family}
    typst.compile(page, sys_inputs=inputs, font_paths=folders, ignore_system_fonts=True, pdf_standards="ua-1")
    return True


@pytest.mark.parametrize(("family", "weight"), [("Source Sans Pro", "regular"), ("Source Serif Pro", "semibold")])
def test_every_printable_character_has_a_glyph(family, weight):
    assert can_be_set(sorted(printable_characters()), weight, family)


@pytest.mark.parametrize(("family", "weight"), [("Source Sans Pro", "regular"), ("Source Serif Pro", "semibold")])
def test_every_printable_mark_has_a_glyph_on_every_letter_it_may_stand_on(family, weight):
    assert can_be_set(
        [letter + mark for mark, on in printable_marks().items() for letter in sorted(on)], weight, family
    )


@settings(max_examples=25, deadline=None, derandomize=True)
@given(st.lists(st.text(st.characters(), max_size=60), max_size=20))
def test_any_text_at_all_can_be_set(texts):
    assert can_be_set([printable(text, "nl") for text in texts])


LETTERS_AND_MARKS = sorted(printable_characters()) + 20 * sorted(printable_marks())


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.lists(st.text(st.sampled_from(LETTERS_AND_MARKS), max_size=60), max_size=20))
def test_any_mix_of_letters_and_marks_can_be_set(texts):
    assert can_be_set([printable(text, "nl") for text in texts])


@given(st.text(st.characters()))
def test_making_printable_twice_changes_nothing_more(text):
    once = drawable(text, "nl")
    assert drawable(once, "nl") == once


@given(st.text(st.characters(categories=["Lu", "Ll"], max_codepoint=0x24F)))
def test_latin_letters_stay_as_they_are(text):
    assert drawable(text, "nl") == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    ("typed", "set_as"),
    [
        ("Fijn 👍", "Fijn [duim omhoog]"),
        ("👍👍🏽 👍", "[duim omhoog]"),
        ("🦄🐙", "[emoji]"),
        ("hart ❤️", "hart ❤"),
        ("你好, iedereen", "[tekst in een ander schrift], iedereen"),
        ("ไทย", "[tekst in een ander schrift]"),
        ("a\x00b\x1b\u200b\u200d\ufeffc", "abc"),
        ("\u202eomgekeerd\u202c", "omgekeerd"),
        ("𝐯𝐞𝐭", "vet"),
        ("\ud800", "\ufffd"),
        ("\ue000x\ue001", "\ufffdx\ufffd"),
        ("e" + "\u0301" * 30, "é\u0301\u0301"),
        ("مرحبا שלום Привет", "مرحبا שלום Привет"),
        ("#eval(1) $x$ *a* <b>", "#eval(1) $x$ *a* <b>"),
    ],
)
def test_what_cannot_be_drawn_is_said_in_words(typed, set_as):
    assert drawable(typed, "nl") == set_as


def test_an_endless_word_gets_room_to_break():
    pieces = printable("w" * 300, "nl").split("\u200b")
    assert "".join(pieces) == "w" * 300
    assert max(map(len, pieces)) < 20


def test_what_must_stay_together_stays_so_but_for_an_endless_row():
    assert printable("4,7  van\u00a07", "nl") == "4,7 van\u00a07"
    assert "\u200b" in printable("w\u00a0" * 100, "nl")


def test_lines_are_kept_until_they_are_too_many():
    assert printable("a\n\n b \r\nc", "nl") == "a\nb\nc"
    assert "\n" not in printable("\n".join("abcdefghijk"), "nl")


def test_words_that_begin_from_the_right_are_recognised():
    assert runs_right_to_left("123 שלום")
    assert not runs_right_to_left("Shalom שלום")
    assert not runs_right_to_left("123 !")


def test_a_picture_is_drawable_but_never_broken():
    made = all_printable({"svg": "<path d='" + "1" * 80 + "'/>👍", "texts": ["👍", 3, None]}, "en")
    assert made == {"svg": "<path d='" + "1" * 80 + "'/>[thumbs up]", "texts": ["[thumbs up]", 3, None]}
