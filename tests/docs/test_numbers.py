"""The rules, limits and examples in the docs are those of the code."""

import ast
import re
from pathlib import Path

import numpy as np
import pytest

from samenspel.analysis.counts import agreement_a
from samenspel.analysis.null import agreement_null
from samenspel.present.words import say
from samenspel.reading import disclosure
from tests.docs.pages import DISCLOSURE, METHODS, page, rows_below
from tools import docs


def test_every_rule_of_disclosure_names_where_it_lives():
    rows = rows_below(DISCLOSURE, "rule", "what it does", "where")
    assert [int(row[0]) for row in rows] == list(range(1, 14))
    public = [
        node.name
        for node in ast.parse(Path(disclosure.__file__).read_text("utf-8")).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    ]
    constants = [name for name in vars(disclosure) if name.isupper()]
    named = set(re.findall(r"`(\w+)`", " ".join(row[2] for row in rows)))
    assert {*public, *constants} - named == set()
    rooms = ("reading", "web")
    source = "".join(path.read_text("utf-8") for room in rooms for path in (docs.SOURCE / room).rglob("*.py"))
    assert [name for name in named if not re.search(rf"\b{name}\b", source)] == []


def test_the_ends_in_the_docs_are_those_of_the_rule():
    for n, upper, lower in rows_below(DISCLOSURE, "people", '"or more" from', '"or less" from'):
        people = int(n)
        assert disclosure.published_mean([0] * 6 + [people]).value + 1 == pytest.approx(float(upper))
        assert disclosure.published_mean([people] + [0] * 6).value + 1 == pytest.approx(float(lower))


def test_the_groups_in_the_docs_are_those_of_the_rule():
    for groups, told, hidden in rows_below(DISCLOSURE, "groups", "shown", "hidden"):
        sizes = [int(size) for size in groups.split(",")]
        shown = [size for size, show in zip(sizes, disclosure.groups_to_show(sizes, 0, 5), strict=True) if show]
        assert told == (", ".join(map(str, shown)) or "none")
        assert int(hidden) == sum(sizes) - sum(shown)


def coarse(counts, invited=None):
    """The published mean of answers on 1 to 7, and the interval that follows from it."""
    mean = disclosure.published_mean(counts)
    ends = disclosure.coarse_interval(mean, sum(counts), 7, invited)
    return f"{mean.value + 1:.1f}", *(f"{end + 1:.1f}" for end in ends)


def test_the_two_examples_of_disclosure_are_real():
    eight, alike = [0, 0, 1, 0, 2, 3, 2], [0, 0, 0, 0, 0, 3, 5]
    thirty, two_kinds = [0, 1, 2, 4, 9, 10, 4], [0, 0, 0, 0, 13, 17, 0]
    assert [disclosure.detail(one, 5) for one in (eight, alike, thirty, two_kinds)] == [
        "mean",
        "mean",
        "points",
        "mean",
    ]
    text = " ".join(DISCLOSURE.split())
    assert "mean {}, and an interval from {} to {}.".format(*coarse(eight)) in text
    assert "If ten were invited, the interval is {1} to {2}.".format(*coarse(eight, 10)) in text
    assert '"{} or more" would be shown, and an interval from {} to {}.'.format(*coarse(alike)) in text
    assert f"30 answers, mean {coarse(thirty)[0]}" in text
    chance = agreement_null(30, 7, rng=np.random.default_rng(0)).high
    assert f"agreement {agreement_a(thirty):.2f} beside what chance gives ({chance:.2f} at most" in text
    assert f"only the mean, {coarse(two_kinds)[0]}, and that" in text


def test_the_limits_in_the_docs_are_those_of_the_code():
    limits = (disclosure.DEFAULT_K + 1, disclosure.BANDS_FROM - 1, disclosure.BANDS_FROM, disclosure.POINTS_FROM - 1)
    least, few, bands, many = limits
    rows = rows_below(DISCLOSURE, "people who answered the question", "what is shown")
    said = [row[0] for row in rows]
    assert said == [f"fewer than {least}", f"{least} to {few}", f"{bands} to {many}", f"{many + 1} or more"]
    assert disclosure.kinds_needed(11) == 5
    assert disclosure.kinds_needed(101) == 44


def test_what_chance_gives_in_the_docs_is_what_the_library_gives():
    for people, mean, high in rows_below(METHODS, "people", "mean A by chance", "exceeded by 5 in 100"):
        null = agreement_null(int(people), 7, rng=np.random.default_rng(0))
        assert (f"{null.mean:.2f}", f"{null.high:.2f}") == (mean, high)


STANDS_OUT = page("explanation/what-stands-out.md")
DUTCH = {name: page(f"nl/explanation/{name}.md") for name in ("wat-de-cijfers-betekenen", "wat-je-mag-laten-zien")}


def healthy_rates(round):
    """How often a healthy network was told of a risk, in percent, at every size."""
    row = next(
        row for row in rows_below(STANDS_OUT, "round", *(f"{n} people" for n in (8, 12, 20, 30, 36))) if row[0] == round
    )
    return [float(rate) for cell in row[1:] for rate in re.findall(r"([\d.]+)%", cell)]


@pytest.mark.parametrize(
    ("text", "said"),
    [(METHODS, "fewer than 7 in 100"), (DUTCH["wat-de-cijfers-betekenen"], "minder dan 7 van de 100")],
    ids=["en", "nl"],
)
def test_what_is_said_of_false_alarms_is_what_was_simulated(text, said):
    assert said in " ".join(text.split())
    assert max(healthy_rates("by party")) < 7
    assert {rate for kind in ("totals", "totals, with three sectors") for rate in healthy_rates(kind)} == {0}


def test_the_dutch_page_has_the_limits_of_the_code():
    least, bands, points = disclosure.DEFAULT_K + 1, disclosure.BANDS_FROM, disclosure.POINTS_FROM
    rows = rows_below(DUTCH["wat-je-mag-laten-zien"], "mensen die de vraag beantwoordden", "wat je ziet")
    assert [row[0] for row in rows] == [
        f"minder dan {least}",
        f"{least} tot en met {bands - 1}",
        f"{bands} tot en met {points - 1}",
        f"{points} of meer",
    ]
    text = " ".join(DUTCH["wat-je-mag-laten-zien"].split())
    assert f"te zien vanaf {disclosure.REMARKS_FROM} mensen" in text
    assert f"vanaf {disclosure.OPEN_LINK_FROM} antwoorden" in text


WORDS_OF_AGREEMENT = "agreement-close", "agreement-mixed", "agreement-divided"


@pytest.mark.parametrize(("lang", "text"), [("en", METHODS), ("nl", DUTCH["wat-de-cijfers-betekenen"])])
def test_every_word_that_stands_beside_a_number_is_explained(lang, text):
    said = " ".join(text.split())
    keys = ("slopes-up", "slopes-down", "slopes-alike", "slopes-unsure", "found-indication")
    words = [say(key, lang) for key in keys]
    words += ["close", "mixed", "divided"] if lang == "en" else [say(key, lang) for key in WORDS_OF_AGREEMENT]
    assert [word for word in words if f"**{word}**" not in said] == []
