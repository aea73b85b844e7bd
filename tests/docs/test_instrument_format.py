"""What the docs say of the instrument format, and of the map, is what the check does."""

import inspect
import re

import pytest

from samenspel.cli import main
from samenspel.exchange import mapping
from samenspel.theory.library import find_instrument
from tests.docs.pages import INSTRUMENT_FORMAT, MAP_FORMAT, blocks, rows_below
from tools import docs

EXAMPLE = blocks(INSTRUMENT_FORMAT, "toml")[0]
MISTAKES = re.findall(
    r"\*\*([^*\n]+)\*\*\n\n```diff\n(.*?)```\n\n```text\n(.*?)```", INSTRUMENT_FORMAT, flags=re.DOTALL
)


def checked(text, folder, capsys):
    """What `samenspel instrument check` says of a file, and its exit code."""
    (folder / "meetings.toml").write_text(text, "utf-8")
    code = main(["instrument", "check", "meetings.toml", "--lang", "en"])
    said = capsys.readouterr()
    return code, said.out + said.err


def changed(diff):
    """The example with the lines of a diff replaced."""
    before, after = ("".join(f"{line[1:]}\n" for line in diff.splitlines() if line[0] in f" {sign}") for sign in "-+")
    assert before in EXAMPLE
    return EXAMPLE.replace(before, after, 1)


def test_the_example_of_the_instrument_format_passes_the_check(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert checked(EXAMPLE, tmp_path, capsys) == (0, blocks(INSTRUMENT_FORMAT, "text")[0])


def test_the_six_mistakes_of_the_format_are_shown():
    assert {
        "A missing translation",
        "A duplicate id",
        "An unknown kind",
        "A scale with a missing item",
        "A bad range",
        "A reversed item outside its scale",
    } <= {name for name, _, _ in MISTAKES}


@pytest.mark.parametrize(("name", "diff", "told"), MISTAKES, ids=[name for name, _, _ in MISTAKES])
def test_what_the_check_says_of_a_mistake_is_what_the_docs_say(name, diff, told, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert checked(changed(diff), tmp_path, capsys) == (3, told)


def keys_read():
    """Every key that the readers of instruments ask for: the first argument of the getters of `Table`."""
    getters = "get|text|whole|number|flag|names|words|said|tables|table"
    files = ("read_instrument.py", "kinds.py", "table.py")
    text = "".join((docs.SOURCE / "theory" / name).read_text("utf-8") for name in files)
    return set(re.findall(rf'(?:root|table|one|answers|labels)\.(?:{getters})\("(\w+)"', text))


def test_every_key_of_the_instrument_format_is_in_the_docs():
    keys = keys_read()
    assert {"slug", "reversed", "points", "ordered", "longest", "minutes", "about"} <= keys
    documented = set(re.findall(r"^\| `(\w+)` \|", INSTRUMENT_FORMAT, flags=re.MULTILINE))
    assert keys == documented


def test_every_role_of_a_column_is_in_the_docs_of_the_map():
    values = [row[0] for row in rows_below(MAP_FORMAT, "value", "the column")]
    assert {role for role in mapping.ROLES if f'`"{role}"`' in values} == set(mapping.ROLES)
    assert len(values) == len(mapping.ROLES) + 2  # an item, and an option of an item


def test_the_docs_of_the_map_name_the_sections_it_has_and_no_others():
    source = inspect.getsource(mapping)
    read = set(re.findall(r'_section\(root, "(\w+)"\)', source))
    assert read == {"columns", "labels"} == set(re.findall(r"^## `\[(\w+)\]`", MAP_FORMAT, flags=re.MULTILINE))


def test_the_example_of_the_map_is_read_without_a_problem():
    found = mapping.parse_map(blocks(MAP_FORMAT, "toml")[0], "map.toml", find_instrument("conditions+phase+features"))
    assert {target.name for target in found.columns.values()} >= set(mapping.ROLES)
    assert found.labels
