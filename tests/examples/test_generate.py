import csv
import io

import pytest

from samenspel.examples.generate import HERE, STORIES, example_files, main, story

FILES = {file: content for name in STORIES for file, content in example_files(name, story(name)).items()}


@pytest.mark.parametrize("name", FILES)
def test_the_files_in_the_repository_are_the_ones_that_the_story_makes(name):
    assert (HERE / name).read_bytes() == FILES[name]


def test_the_command_writes_every_file_where_it_is_told(tmp_path, capsys):
    main(tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == FILES
    assert capsys.readouterr().out.split() == [str(tmp_path / name) for name in FILES]


def test_another_seed_gives_other_answers():
    other = example_files(STORIES[0], {**story(), "seed": 1})
    changed = {name for name in other if other[name] != FILES[name]}
    assert changed >= {"langer-thuis-wonen-1.csv", "langer-thuis-wonen-2.csv"}


def test_the_second_round_is_what_a_dutch_excel_saves():
    data = FILES["langer-thuis-wonen-2.csv"]
    header = next(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.endswith(b"\r\n")
    assert header[:4] == ["Id", "Organisatie", "Sector", "We zijn het allemaal eens over wat we samen willen bereiken."]


def test_the_first_round_has_item_ids_above_its_columns():
    header = FILES["langer-thuis-wonen-1.csv"].decode().splitlines()[0].split(",")
    assert header[:5] == ["id", "Organisatie", "Sector", "AMB-1", "AMB-2"]
    assert header[-4:] == ["PHASE-now", "PHASE-next", "PHASE-step", "PHASE-home"]
