"""An instrument file says what it holds, or everything that is wrong with it."""

import pytest

from samenspel.errors import LANGUAGES, TheoryError
from samenspel.theory.instrument import Choice, Rating, combine
from samenspel.theory.library import find_instrument, instrument_slugs, shipped_instrument
from samenspel.theory.read_instrument import parse_instrument, read_instrument

GOOD = """\
format = "samenspel.instrument/1"
slug = "small"
version = 1
name.nl = "Klein"
name.en = "Small"
purpose.nl = "Om te proberen."
purpose.en = "For trying."
intro.nl = "Dag."
intro.en = "Hello."
thanks.nl = "Dank."
thanks.en = "Thanks."

[answers.agree]
kind = "rating"
low = 1
high = 5
labels.1.nl = "nee"
labels.1.en = "no"

[[scales]]
id = "S"
name.nl = "Schaal"
name.en = "Scale"
items = ["S-1", "S-2"]
reversed = ["S-2"]

[[items]]
id = "S-1"
answer = "agree"
text.nl = "Het gaat goed."
text.en = "It goes well."

[[items]]
id = "S-2"
answer = "agree"
text.nl = "Het gaat niet."
text.en = "It does not go."

[[items]]
id = "C-1"
kind = "choice"
ordered = true
text.nl = "Wanneer?"
text.en = "When?"
[[items.options]]
id = "now"
name.nl = "nu"
name.en = "now"
[[items.options]]
id = "later"
name.nl = "later"
name.en = "later"

[[forms]]
id = "full"
name.nl = "Alles"
name.en = "All"
items = ["S-1", "S-2", "C-1"]
"""


def problems(text):
    with pytest.raises(TheoryError) as caught:
        parse_instrument(text, "small.toml")
    return caught.value.problems


def test_a_good_file_is_read():
    instrument = parse_instrument(GOOD, "small.toml")
    assert [item.id for item in instrument.items] == ["S-1", "S-2", "C-1"]
    rating = instrument.item("S-1").kind
    assert isinstance(rating, Rating)
    assert rating.values == (1, 2, 3, 4, 5)
    choice = instrument.item("C-1").kind
    assert isinstance(choice, Choice)
    assert choice.ordered
    assert instrument.scales[0].reversed == ("S-2",)


@pytest.mark.parametrize(
    ("before", "after", "message", "key", "text_on_line"),
    [
        ('text.en = "It goes well."\n', "", "theory-missing-translation", "items.1.text.en", "text.nl"),
        ('id = "S-2"\nanswer', 'id = "S-1"\nanswer', "theory-duplicate-id", "items.2.id", 'id = "S-1"'),
        ('kind = "choice"', 'kind = "triangle"', "theory-unknown-kind", "items.3.kind", 'kind = "triangle"'),
        ('items = ["S-1", "S-2"]', 'items = ["S-1", "S-9"]', "theory-scale-missing-item", "scales.1.items", "S-9"),
        ("high = 5", "high = 1", "theory-bad-range", "answers.agree.high", "high = 1"),
        ('reversed = ["S-2"]', 'reversed = ["C-1"]', "theory-reversed-outside", "scales.1.reversed", "reversed"),
        ('id = "later"', 'id = "now"', "theory-duplicate-id", "items.3.options.2.id", 'id = "now"'),
        ("low = 1", "low = 1\npoints = 400", "theory-bad-points", "answers.agree.points", "points = 400"),
        ("labels.1.nl", "labels.9.nl", "theory-label-outside", "answers.agree.labels", "labels.9"),
        ('slug = "small"', 'slug = "small"\nslgu = 1', "theory-unknown-key", "slgu", "slgu"),
        ("version = 1\n", "", "theory-missing-key", None, "format"),
        ('instrument/1"', 'instrument/9"', "theory-wrong-format", "format", "format"),
        ('answer = "agree"\ntext.nl = "Het gaat goed."', 'answer = "agre"\ntext.nl = "Het gaat goed."',
         "theory-unknown-answer", "items.1.answer", 'answer = "agre"'),
        ('items = ["S-1", "S-2", "C-1"]', 'items = ["X"]', "theory-form-missing-item", "forms.1.items", "X"),
        ('items = ["S-1", "S-2"]', 'items = ["S-1", "S-2", "C-1"]', "theory-scale-not-rating", "scales.1.items", "C-1"),
        ('[[forms]]', '[[items]]\nid = "T"\nkind = "text"\nabout = "Q"\ntext.nl = "t"\ntext.en = "t"\n\n[[forms]]',
         "theory-unknown-scale", "items.4.about", "about"),
    ],
)  # fmt: skip
def test_each_mistake_is_told_with_file_key_line_and_reason(before, after, message, key, text_on_line):
    text = GOOD.replace(before, after, 1)
    assert text != GOOD
    found = [problem for problem in problems(text) if problem.key == message]
    assert found, [problem.key for problem in problems(text)]
    problem = found[-1]
    assert problem.where.file == "small.toml"
    assert problem.where.key == key
    assert text_on_line in text.splitlines()[problem.where.line - 1] or problem.where.line == 1
    for lang in LANGUAGES:
        assert "small.toml" in problem.say(lang)
        assert "{" not in problem.say(lang)


def test_all_mistakes_are_told_at_once():
    text = GOOD.replace('kind = "choice"', 'kind = "x"').replace("high = 5", "high = 0").replace('id = "S-2"\n', "")
    assert {"theory-unknown-kind", "theory-bad-range", "theory-missing-key"} <= {one.key for one in problems(text)}


def test_what_is_not_toml_is_told_with_its_line():
    assert "line 3" in problems("format = 'x'\nslug = 'y'\nname = \n")[0].say("en")


def test_a_file_in_another_encoding_is_refused_kindly(tmp_path):
    path = tmp_path / "odd.toml"
    path.write_bytes(GOOD.replace("Dag.", "Één.").encode("cp1252"))
    with pytest.raises(TheoryError, match="UTF-8"):
        read_instrument(path)


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(TheoryError, match="not there"):
        read_instrument(tmp_path / "none.toml")


@pytest.mark.parametrize("slug", instrument_slugs())
def test_every_shipped_instrument_is_whole(slug):
    instrument = shipped_instrument(slug)
    assert instrument.slug == slug
    assert instrument.forms[0].id == "full"


def test_conditions_has_the_items_of_the_theory():
    conditions = shipped_instrument("conditions")
    rated = [item.id for item in conditions.of_kind(Rating)]
    expected = [f"{c}-{i}" for c in ("AMB", "INT", "REL", "ORG", "PRO") for i in (1, 2, 3, 4)]
    assert sorted(rated) == sorted([*expected, "CHA-1", "CHA-2", "CHA-3"])
    assert [item for item in rated if item[:3] != "CHA"] == expected
    assert all(item.kind.points == 7 for item in conditions.of_kind(Rating))


@pytest.mark.parametrize(("form", "rated"), [("full", 23), ("short", 13), ("pulse", 6)])
def test_every_form_carries_the_connection_to_the_challenge(form, rated):
    conditions = shipped_instrument("conditions")
    items = next(one.items for one in conditions.forms if one.id == form)
    assert sum(isinstance(conditions.item(item).kind, Rating) for item in items) == rated
    assert "CHA-2" in items


def test_instruments_are_joined_for_one_round():
    joined = find_instrument("conditions+phase")
    assert joined.slug == "conditions+phase"
    assert joined.item("PHASE-now")
    assert joined.scale("AMB")


def test_instruments_that_share_ids_are_not_joined():
    with pytest.raises(ValueError, match="share"):
        combine(shipped_instrument("phase"), shipped_instrument("phase"))
    with pytest.raises(TheoryError):
        find_instrument("phase+phase")


def test_an_unknown_instrument_is_answered_with_the_known_ones():
    with pytest.raises(TheoryError, match="conditions, features, kind, phase"):
        find_instrument("condities")


@pytest.mark.parametrize("value", ["[" * 2000, "9" * 5000], ids=["brackets", "digits"])
def test_a_file_that_no_person_wrote_is_told(value):
    with pytest.raises(TheoryError) as refused:
        parse_instrument(f"{GOOD}\nx = {value}", "small.toml")
    assert [problem.key for problem in refused.value.problems] == ["theory-not-toml"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('kind = "rating"', 'kind = ["rating"]'),
        ('answer = "agree"', 'answer = ["agree"]'),
        ('id = "S"', 'id = ["S"]'),
        ("low = 1", f"low = {'9' * 400}"),
    ],
)
def test_a_list_where_a_name_belongs_is_told(old, new):
    with pytest.raises(TheoryError) as refused:
        parse_instrument(GOOD.replace(old, new, 1), "small.toml")
    for lang in LANGUAGES:
        assert "small.toml" in refused.value.say(lang)
