import pytest

from bench.page import BEGIN, END, Row, faster, longer, placed


def test_a_table_tells_the_ratio_one_way_or_the_other():
    row = Row("reading", 0.125, "pandas", 4.0, "≥ 30")
    assert faster([row]).splitlines()[-1] == "| reading | 125 ms | pandas | 4 s | **32** | ≥ 30 |"
    assert longer([Row("scan", 4.0, "numpy", 0.125)]).splitlines()[-1] == "| scan | 4 s | numpy | 125 ms | **32** |  |"


def test_small_ratios_and_times_keep_their_digits():
    row = Row("help", 0.0312, "nothing", 0.01)
    assert longer([row]).splitlines()[-1] == "| help | 31 ms | nothing | 10 ms | **3.1** |  |"
    assert faster([row]).splitlines()[-1].endswith("| **0.3** |  |")


def test_what_was_measured_takes_the_place_of_what_was_there():
    page = f"# Title\n\n{BEGIN}\nold\n{END}\n\nrest \\1\n"
    once = placed(page, r"new \1")
    assert once == f"# Title\n\n{BEGIN}\n\nnew \\1\n\n{END}\n\nrest \\1\n"
    assert placed(once, r"new \1") == once


def test_a_page_without_its_marks_is_refused():
    with pytest.raises(ValueError, match="measured: begin"):
        placed("# Title\n", "new")
