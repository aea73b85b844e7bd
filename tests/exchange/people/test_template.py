"""The file to fill in comes back as a list."""

import pytest

from samenspel.errors import LANGUAGES, AnswersError
from samenspel.exchange.people import match_fields, people_template, read_list, read_parties, read_people
from samenspel.exchange.people.template import FIELDS
from tests.exchange.people.lists import ALLOWED

READ = {"people": read_people, "parties": read_parties}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", READ)
def test_every_column_is_recognised_and_the_examples_are_refused(tmp_path, lang, kind):
    content = people_template(lang, kind, ALLOWED)
    path = tmp_path / "list.csv"
    path.write_bytes(content)
    table = read_list(path)
    matching = match_fields(table, kind)
    assert tuple(match.field for match in matching.matches if match.by == "header")
    assert {match.field for match in matching.matches} == set(FIELDS[kind])
    with pytest.raises(AnswersError) as refused:
        READ[kind](table, matching, allowed=ALLOWED)
    assert [one.key for one in refused.value.problems] == ["list-example-row", "list-example-row"]


@pytest.mark.parametrize("kind", READ)
def test_a_row_filled_in_below_the_examples_is_read(tmp_path, kind):
    path = tmp_path / "list.csv"
    path.write_bytes(people_template("nl", kind) + "Zoë\r\n".encode())
    table = read_list(path)
    result = READ[kind](table, match_fields(table, kind), skip_bad_rows=True)
    assert [one.name for one in result.rows] == ["Zoë"]


def test_the_examples_can_reach_nobody_and_look_as_spreadsheets_expect():
    assert people_template("nl").startswith("\ufeffNaam;E-mailadres;".encode())
    assert people_template("en").startswith("\ufeffName,E-mail address,".encode())
    for lang in LANGUAGES:
        assert people_template(lang).count(b"@") == people_template(lang).count(b"@example.org") == 2
