import pytest

from samenspel.present.slides.room import SMALLEST, fitted, lines, plain, size_for, tall, wide


def test_a_text_gets_the_largest_letters_that_fit():
    assert size_for(["kort"], 400, 40, 30) == 30
    assert SMALLEST <= size_for(["een wat langere zin die niet op één regel past"], 200, 60, 30) < 30


def test_texts_under_each_other_share_one_size_and_their_space_counts():
    both = ["een zin van een regel", "en nog een zin"]
    assert size_for(both, 200, 100, 30, gap=40) < size_for(both, 200, 100, 30)


def test_what_never_fits_has_no_size_and_is_cut_at_a_word():
    text = "woord " * 400
    assert size_for([text], 200, 60, 30) is None
    said, size = fitted(text, 200, 60, 30)
    assert size == SMALLEST
    assert said.endswith("woord…")
    assert tall(said, size, 200) <= 60


@pytest.mark.parametrize("word", ["x" * 300, "我" * 100, "👍" * 80])
def test_a_word_without_an_end_takes_more_lines(word):
    assert lines(word, 14, 200) >= wide(word, 14) / 200
    said, size = fitted(word, 200, 40, 20)
    assert tall(said, size, 200) <= 40


def test_bold_and_headings_are_wider():
    assert wide("abc", 10) < wide("abc", 10, "heading") < wide("abc", 10, "bold")


def test_plain_text_has_nothing_that_breaks_a_file_or_turns_its_direction():
    assert plain("a\x00b\x07 \n\tc\u202e\ud800\ufffe") == "ab c"
    assert plain("a" + "\u0301" * 9) == "\u00e1" + "\u0301\u0301"
    assert plain("👩‍👩‍👧 é") == "👩‍👩‍👧 é"
