"""A working form says how to hold a talk, or everything that is wrong with it; between them they suit every pattern."""

import re

import pytest

from samenspel.errors import LANGUAGES, TheoryError
from samenspel.theory.conversation import conversation, parse_conversation
from samenspel.theory.library import coverage
from samenspel.theory.patterns import pattern, pattern_slugs
from samenspel.theory.working_forms import parse_working_form, working_form, working_form_slugs, working_forms

GOOD = """\
format = "samenspel.working-form/1"
slug = "small"
sources = ["C-10"]
patterns = ["perception-gap", "uneven-attention/AMB"]
people = { low = 4, high = 12 }
minutes = { low = 10, high = 20 }
name.nl = "Klein"
name.en = "Small"
needs.nl = "Een stoel."
needs.en = "A chair."

[[how]]
nl = "Ga zitten."
en = "Sit down."

[[how]]
nl = "Luister."
en = "Listen."

[[how]]
nl = "Vertel."
en = "Tell."
"""
WORDS = """\
format = "samenspel.conversation/1"

[parts.opening]
title.nl = "Welkom"
title.en = "Welcome"
text.nl = "Zeg iets."
text.en = "Say something."

[[parts.opening.questions]]
nl = "Wat?"
en = "What?"

[lines.more]
nl = "Meer."
en = "More."
"""


def problems(parse, text):
    with pytest.raises(TheoryError) as caught:
        parse(text, "small.toml")
    return {(problem.key, problem.where.line, problem.where.key) for problem in caught.value.problems}


def test_a_good_file_is_read_whole():
    found = parse_working_form(GOOD, "small.toml")
    assert (found.slug, found.people, found.minutes, found.sources) == ("small", (4, 12), (10, 20), ("C-10",))
    assert [step.en for step in found.how] == ["Sit down.", "Listen.", "Tell."]
    assert found.needs
    assert found.needs.nl == "Een stoel."


def test_what_it_needs_may_be_left_out():
    short = GOOD.replace('needs.nl = "Een stoel."\nneeds.en = "A chair."\n', "")
    assert parse_working_form(short, "small.toml").needs is None


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('name.en = "Small"\n', "", ("theory-missing-translation", 7, "name.en")),
        ('en = "Listen."\n', "", ("theory-missing-key", 16, "how.2")),
        ("C-10", "C-99", ("pattern-unknown-source", 3, "sources")),
        ('sources = ["C-10"]\n', "", ("theory-missing-key", 1, None)),
        ("form/1", "form/9", ("theory-wrong-format", 1, "format")),
        ("low = 4", "low = 40", ("working-form-range", 5, "people")),
        ("low = 10, ", "", ("theory-missing-key", 6, "minutes")),
        ('[[how]]\nnl = "Luister."\nen = "Listen."\n', "", ("working-form-steps", 1, "how")),
        ('slug = "small"', 'slug = "small"\naim = "Talk."', ("theory-unknown-key", 3, "aim")),
    ],
)
def test_what_is_wrong_is_told_with_its_key(old, new, problem):
    assert old in GOOD
    key, _, where = problem
    assert (key, where) in {(one, at) for one, _, at in problems(parse_working_form, GOOD.replace(old, new, 1))}


def test_a_form_that_is_no_toml_is_refused():
    assert problems(parse_working_form, "= 1") == {("theory-not-toml", None, None)}


def test_the_fixed_parts_are_read_whole():
    found = parse_conversation(WORDS, "words.toml")
    assert found.parts["opening"].questions[0].en == "What?"
    assert found.parts["opening"].forms == ()
    assert found.lines["more"].nl == "Meer."


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('text.en = "Say something."\n', "", "theory-missing-translation"),
        ('en = "More."\n', "", "theory-missing-translation"),
        ('en = "What?"\n', "", "theory-missing-key"),
        ("conversation/1", "conversation/2", "theory-wrong-format"),
        ("[lines.more]", "[more]", "theory-unknown-key"),
    ],
)
def test_what_is_wrong_with_the_fixed_parts_is_told(old, new, problem):
    assert old in WORDS
    assert problem in {key for key, _, _ in problems(parse_conversation, WORDS.replace(old, new, 1))}


def test_fixed_parts_that_are_no_toml_are_refused():
    assert problems(parse_conversation, "= 1") == {("theory-not-toml", None, None)}


@pytest.mark.parametrize("slug", working_form_slugs())
def test_every_working_form_that_ships_is_whole(slug):
    one = working_form(slug)
    assert one.slug == slug
    assert set(one.sources) <= set(coverage())
    for text in (one.name, *one.how, *((one.needs,) if one.needs else ())):
        assert all(text[lang].strip() for lang in LANGUAGES)


@pytest.mark.parametrize("slug", working_form_slugs())
def test_a_step_is_one_or_two_short_sentences(slug):
    for step in working_form(slug).how:
        assert all(len(step[lang]) <= 130 and step[lang][-1] in ".?" for lang in LANGUAGES)


def test_working_forms_suit_only_patterns_and_variants_that_ship():
    known = set(pattern_slugs())
    known |= {f"{slug}/{variant}" for slug in pattern_slugs() for variant in pattern(slug).variants}
    assert {one for form in working_forms() for one in form.patterns} <= known


@pytest.mark.parametrize("slug", pattern_slugs())
@pytest.mark.parametrize("people", [6, 12, 30])
@pytest.mark.parametrize("minutes", [15, 20, 25, 30])
def test_every_risk_can_be_talked_about_in_any_group_in_any_time_a_guide_gives(slug, people, minutes):
    least = 5 if pattern(slug).kind == "strength" else minutes
    assert any(form.suits(slug) and form.fits(people, least) for form in working_forms())


def test_every_working_form_can_be_used():
    in_fixed_parts = {slug for part in conversation().parts.values() for slug in part.forms}
    assert in_fixed_parts <= set(working_form_slugs())
    assert all(form.patterns or form.slug in in_fixed_parts for form in working_forms())


def test_a_form_made_for_one_variant_suits_it_more_closely_than_one_for_the_pattern():
    form = parse_working_form(GOOD, "small.toml")
    assert form.suits("perception-gap/lower/Partij A/B") == 1
    assert form.suits("uneven-attention/AMB") == 2
    assert form.suits("uneven-attention/INT") == form.suits("perception") == 0


def test_questions_of_the_fixed_parts_are_open_ones():
    closed = re.compile(r"(?:Is|Are|Do|Does|Can|Have|Has|Will|Should|Zijn|Kunnen|Hebben|Heeft|Moeten|Gaat|Willen)\b")
    for part in conversation().parts.values():
        for question in part.questions:
            assert all(question[lang].endswith("?") and not closed.match(question[lang]) for lang in LANGUAGES)
