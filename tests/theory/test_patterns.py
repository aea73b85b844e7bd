"""A pattern file says what it holds, or everything that is wrong with it."""

import re

import pytest

from samenspel.errors import LANGUAGES, TheoryError
from samenspel.theory.library import coverage
from samenspel.theory.patterns import parse_pattern, pattern, pattern_slugs, places

GOOD = """\
format = "samenspel.pattern/1"
slug = "small"
kind = "risk"
sources = ["C-9"]
name.nl = "Klein"
name.en = "Small"
see.nl = "Bij {group} gaat het anders."
see.en = "With {group} things differ."
maybe.nl = "Misschien."
maybe.en = "Perhaps."

[[questions]]
nl = "Wat?"
en = "What?"

[[questions]]
nl = "Hoe?"
en = "How?"

[variants.AMB]
see.nl = "De ambitie."
see.en = "The ambition."
maybe.nl = "Wie weet."
maybe.en = "Who knows."

[[variants.AMB.questions]]
nl = "Waarom?"
en = "Why?"

[[variants.AMB.questions]]
nl = "Waarheen?"
en = "Where to?"
"""


def problems(text):
    with pytest.raises(TheoryError) as caught:
        parse_pattern(text, "small.toml")
    return {(problem.key, problem.where.line, problem.where.key) for problem in caught.value.problems}


def texts(said):
    return [said.see, said.maybe, *said.questions]


def every_text(one):
    return [one.name, *texts(one.said()), *(text for said in one.variants.values() for text in texts(said))]


def test_a_good_file_is_read_whole():
    found = parse_pattern(GOOD, "small.toml")
    assert (found.slug, found.kind, found.sources) == ("small", "risk", ("C-9",))
    assert found.questions[1].en == "How?"
    assert found.said("AMB").questions[1].nl == "Waarheen?"
    assert found.said().see.nl == "Bij {group} gaat het anders."


def test_a_pattern_has_no_variant_that_it_does_not_name():
    with pytest.raises(KeyError):
        parse_pattern(GOOD, "small.toml").said("INT")


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('see.en = "With {group} things differ."\n', "", ("theory-missing-translation", 7, "see.en")),
        ("With {group}", "With {party}", ("pattern-places-differ", 7, "see")),
        ('nl = "Hoe?"', 'nl = "Hoe, {group}?"', ("pattern-places-differ", 16, "questions.2")),
        ('en = "Why?"\n', "", ("theory-missing-key", 26, "variants.AMB.questions.1")),
        ("C-9", "C-99", ("pattern-unknown-source", 4, "sources")),
        ('sources = ["C-9"]\n', "", ("theory-missing-key", 1, None)),
        ('kind = "risk"', 'kind = "danger"', ("theory-unknown-kind", 3, "kind")),
        ("pattern/1", "pattern/9", ("theory-wrong-format", 1, "format")),
        ('kind = "risk"', 'kind = "risk"\nadvice = "Do this."', ("theory-unknown-key", 4, "advice")),
        ('[[questions]]\nnl = "Hoe?"\nen = "How?"\n', "", ("pattern-questions", 1, "questions")),
    ],
)
def test_what_is_wrong_is_told_with_its_line_and_key(old, new, problem):
    assert old in GOOD
    assert problem in problems(GOOD.replace(old, new, 1))


def test_all_problems_are_told_at_once():
    broken = GOOD.replace("C-9", "C-99").replace('"risk"', '"danger"').replace('maybe.en = "Perhaps."\n', "")
    assert len(problems(broken)) == 3


def test_a_file_that_is_no_toml_is_refused():
    assert problems("= 1") == {("theory-not-toml", None, None)}


@pytest.mark.parametrize("slug", pattern_slugs())
def test_every_pattern_that_ships_is_whole(slug):
    one = pattern(slug)
    assert one.slug == slug
    assert set(one.sources) <= set(coverage())
    for text in every_text(one):
        assert all(text[lang].strip() for lang in LANGUAGES)
        assert places(text.nl) == places(text.en)


@pytest.mark.parametrize("slug", pattern_slugs())
def test_texts_hold_names_and_no_numbers(slug):
    for text in every_text(pattern(slug)):
        assert not re.search(r"\d", text.nl + text.en)


@pytest.mark.parametrize("slug", pattern_slugs())
def test_questions_are_questions_and_open_ones(slug):
    one = pattern(slug)
    closed = re.compile(r"(?:Is|Are|Do|Does|Can|Have|Has|Will|Should|Zijn|Kunnen|Hebben|Heeft|Moeten|Gaat|Willen)\b")
    for said in (one.said(), *one.variants.values()):
        for question in said.questions:
            assert all(question[lang].endswith("?") for lang in LANGUAGES)
            assert not any(closed.match(question[lang]) for lang in LANGUAGES)


@pytest.mark.parametrize("slug", pattern_slugs())
def test_observations_give_no_orders_and_no_grades(slug):
    verdict = re.compile(r"\b(?:moet|moeten|slecht|onvoldoende|fout|must|should|bad|poor|insufficient|fail\w*)\b", re.I)
    one = pattern(slug)
    for said in (one.said(), *one.variants.values()):
        for text in (said.see, said.maybe):
            assert not verdict.search(text.nl + " " + text.en)
