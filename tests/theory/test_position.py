"""The line of a key is the line where a writer will look."""

from samenspel.theory.position import line_of

TEXT = """\
a.b = 1
[t]
x = 2
[[items]]
id = "one"
[[items.options]]
id = "p"
[[items.options]]
id = "q"
[[items]]
id = "two"
[[items.options]]
id = "r"
"""


def test_lines_are_found_in_tables_and_lists_of_tables():
    assert line_of(TEXT, ("a", "b")) == 1
    assert line_of(TEXT, ("t", "x")) == 3
    assert line_of(TEXT, ("items", 0, "options", 1, "id")) == 9
    assert line_of(TEXT, ("items", 1, "options", 0, "id")) == 13


def test_what_is_not_written_gets_the_line_of_its_table():
    assert line_of(TEXT, ("items", 1, "text", "nl")) == 10
    assert line_of(TEXT, ("nowhere",)) == 1
