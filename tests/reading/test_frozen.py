"""A release that was put away comes back as it was, and nothing else comes back as a release."""

import copy
import dataclasses
import json
from functools import cache
from pathlib import Path
from typing import get_args

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import samenspel
from samenspel.errors import LANGUAGES, ReleaseError
from samenspel.reading import cells
from samenspel.reading import release as releasing
from samenspel.reading.answers import BLANK, SKIPPED, Answers, Groups
from samenspel.reading.frozen import FORMAT, freeze, thaw
from samenspel.reading.release import Policy, Release, release, remarks_to_read, renewed
from samenspel.reading.score import read
from samenspel.theory.instrument import Multiple, OpenText, Rating
from samenspel.theory.library import find_instrument, shipped_instrument
from tests.present.rounds import a_release, an_instrument

SOURCE = Path(samenspel.__file__).parent
SHAPE = {
    "Agreement": ("word", "a", "chance"),
    "Breakdown": ("name", "groups", "hidden_groups", "alike"),
    "Cell": ("n", "mean"),
    "ChoiceRelease": ("item", "n", "detail", "counts", "most", "agreement"),
    "GroupRelease": ("name", "people", "items", "scales"),
    "Mean": ("value", "bound", "low", "high"),
    "MultipleRelease": ("item", "n", "ticked"),
    "Policy": ("visibility", "k", "open_link", "head_count"),
    "RatingRelease": ("item", "n", "detail", "alike", "mean", "bands", "counts", "agreement"),
    "Release": (
        *("instrument", "policy", "people", "invited", "parties", "missing", "ratings", "choices", "multiples"),
        *("scales", "breakdown", "remarks", "remarks_held", "seal"),
    ),
    "Reliability": ("n", "alpha", "omega", "item_rest", "icc1", "icc2", "within", "parties"),
    "Remark": ("item", "text"),
    "ScaleRelease": ("scale", "items", "n", "mean", "reliability"),
}


def by_open_link():
    conditions = shipped_instrument("conditions")
    rng = np.random.default_rng(4)
    codes = {item.id: rng.integers(0, 7, 14).astype(np.int16) for item in conditions.of_kind(Rating)}
    policy = Policy(k=6, open_link=True, head_count=14)
    return release(read(Answers(conditions, 14, codes)), policy)


def reopened():
    old, new = (a_release(people=people, invited=60, remarks=()) for people in (30, 37))
    return renewed(old, new, {"AMB-1": True, "INT-2": True})


ROUNDS = {
    "too few to show": lambda: a_release(people=4, invited=4),
    "few people": lambda: a_release(people=7, invited=9),
    "nobody counted the invited": lambda: a_release(people=24, invited=None),
    "totals": lambda: a_release(people=24, invited=30),
    "alike": lambda: a_release(people=24, invited=30, spread=0.1),
    "breakdown": lambda: a_release(people=24, invited=30, breakdown=True),
    "large breakdown": lambda: a_release(people=80, invited=90, breakdown=True),
    "by party": lambda: a_release(people=38, visibility="party"),
    "one a party": lambda: a_release(people=14, invited=14, visibility="party"),
    "short form": lambda: a_release(people=24, invited=30, form="short"),
    "open link": by_open_link,
    "reopened": reopened,
    "own instrument": lambda: a_release(an_instrument(), people=24, invited=30),
    "phase": lambda: a_release("phase", people=24, invited=30),
    "phase by party": lambda: a_release("phase", visibility="party"),
    "features": lambda: a_release("features", people=24, invited=30),
    "kind": lambda: a_release("kind", people=24, invited=30),
    "together": lambda: a_release("conditions+phase+features+kind", people=24, invited=30),
    "together by party": lambda: a_release("conditions+phase+features+kind", visibility="party"),
}


@cache
def made_of(name):
    return ROUNDS[name]()


def stored(made: Release):
    """What comes back from a database that, as PostgreSQL does, sorts the keys of objects."""
    return json.loads(json.dumps(freeze(made), allow_nan=False, sort_keys=True))


def in_full(made: Release):
    """All of a release in order: mappings are equal in any order, and pages are not; 4 equals 4.0, and reads other."""
    return repr(dataclasses.replace(made, instrument=None))


def parts_of(value):
    yield type(value)
    if dataclasses.is_dataclass(value):
        for one in dataclasses.fields(value):
            if one.name not in ("instrument", "seal"):
                yield from parts_of(getattr(value, one.name))
    elif isinstance(value, dict | tuple):
        for one in value.values() if isinstance(value, dict) else value:
            yield from parts_of(one)


def plain(value):
    match value:
        case dict():
            return all(type(key) is str and plain(one) for key, one in value.items())
        case list():
            return all(plain(one) for one in value)
        case _:
            return value is None or type(value) in (str, int, float, bool)


@pytest.mark.parametrize("name", ROUNDS)
def test_a_release_comes_back_as_it_was(name):
    made = made_of(name)
    back = thaw(stored(made), made.instrument)
    assert back == made
    assert list(back.ratings) == list(made.ratings)
    assert in_full(thaw(stored(back), made.instrument)) == in_full(back)


@pytest.mark.parametrize("name", ROUNDS)
def test_a_frozen_release_is_plain_json_and_always_the_same(name):
    made, again = made_of(name), ROUNDS[name]()
    frozen = freeze(made)
    assert plain(frozen)
    assert json.dumps(frozen) == json.dumps(freeze(again))
    assert json.dumps(frozen) == json.dumps(freeze(thaw(stored(made), made.instrument)))


def test_the_rounds_of_this_test_hold_every_kind_of_part():
    met = {kind for name in ROUNDS for kind in parts_of(made_of(name))}
    assert {kind.__name__ for kind in met if dataclasses.is_dataclass(kind)} == set(SHAPE)


def test_a_frozen_release_names_its_instrument_and_does_not_hold_it():
    made = a_release("conditions+phase", people=24, invited=30)
    frozen = freeze(made)
    assert frozen["format"] == FORMAT == "samenspel.frozen/1"
    assert frozen["instrument"] == {"slug": "conditions+phase", "version": 1, "digest": made.instrument.digest}
    text = json.dumps(frozen, ensure_ascii=False)
    assert not any(item.text.nl in text for item in made.instrument.items)


def test_pages_keep_their_order_where_a_database_sorts_keys():
    made = a_release(people=38, visibility="party")
    back = thaw(stored(made), made.instrument)
    assert list(made.scales) != sorted(made.scales)
    assert list(back.scales) == list(made.scales)
    assert list(back.breakdown.groups[0].scales) == list(made.breakdown.groups[0].scales)
    assert in_full(back) == in_full(made)


def test_a_remark_comes_back_to_the_letter():
    written = "Één “woord”\n\tüber 👩‍👩‍👧 \\u0041 </script> \u2028"
    made = a_release(people=24, invited=30, remarks=[written])
    assert {remark.text for remark in thaw(stored(made), made.instrument).remarks} == {written}


def test_means_come_back_as_they_were_where_a_database_writes_4_for_4_0():
    def short(text):
        return int(text[:-2]) if text.endswith(".0") else float(text)

    made = a_release(people=24, invited=30)
    kept = json.dumps(freeze(made))
    frozen = json.loads(kept, parse_float=short)
    assert json.dumps(frozen) != kept
    assert json.dumps(freeze(thaw(frozen, made.instrument))) == kept


# ---- What does not come back


def test_another_format_is_refused():
    made = a_release(people=24, invited=30)
    for other in ("samenspel.frozen/2", "samenspel.release/1", None):
        with pytest.raises(ReleaseError, match="this version of Samenspel reads"):
            thaw({**stored(made), "format": other}, made.instrument)


def test_another_instrument_is_refused_also_another_version_of_the_same():
    made = a_release(people=24, invited=30)
    later = dataclasses.replace(made.instrument, version=2, digest="f" * 64)
    for other in (later, find_instrument("phase"), find_instrument("conditions+phase")):
        with pytest.raises(ReleaseError, match="belongs to conditions version 1") as refused:
            thaw(stored(made), other)
        assert all(other.slug in refused.value.say(lang) for lang in LANGUAGES)


def changed(frozen, place, value):
    whole = copy.deepcopy(frozen)
    inside = whole
    for step in place[:-1]:
        inside = inside[step]
    inside[place[-1]] = value
    return whole


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("instrument",), {}),
        (("instrument",), "conditions"),
        (("release",), None),
        (("release",), {}),
        (("release", "people"), "24"),
        (("release", "people"), True),
        (("release", "people"), 24.5),
        (("release", "answers"), []),
        (("release", "ratings"), {}),
        (("release", "ratings", 0), ["AMB-1"]),
        (("release", "ratings", 0, 0), 1),
        (("release", "ratings", 0, 1, "bands"), [1, 2]),
        (("release", "ratings", 0, 1, "detail"), "everything"),
        (("release", "ratings", 0, 1, "mean", "bound"), None),
        (("release", "ratings", 0, 1, "mean", "value"), "5.2"),
        (("release", "policy", "open_link"), 1),
    ],
)
def test_a_damaged_one_is_refused(place, value):
    made = a_release(people=24, invited=30)
    with pytest.raises(ReleaseError, match="no longer whole"):
        thaw(changed(stored(made), place, value), made.instrument)


def test_a_policy_that_protects_nobody_is_refused():
    made = a_release(people=24, invited=30)
    with pytest.raises(ReleaseError, match="protects nobody"):
        thaw(changed(stored(made), ("release", "policy", "k"), 1), made.instrument)


def test_nothing_but_thawing_makes_a_release_whole_again():
    naming = {path.relative_to(SOURCE).as_posix() for path in SOURCE.rglob("*.py") if "resealed" in path.read_text()}
    assert naming == {"reading/release.py", "reading/frozen.py"}


def test_another_shape_of_a_release_asks_for_another_format():
    """Whoever changes SHAPE gives frozen.py a new FORMAT and a reader of the old: old releases must still thaw."""
    known = {
        kind.__name__: tuple(one.name for one in dataclasses.fields(kind))
        for module in (cells, releasing)
        for kind in vars(module).values()
        if isinstance(kind, type) and dataclasses.is_dataclass(kind) and kind.__name__ in SHAPE
    }
    assert (known, FORMAT) == (SHAPE, "samenspel.frozen/1")


# ---- Whatever people answer, and whatever a cell holds


@st.composite
def rounds(draw):
    """The release of any answers, blanks and skips among them, to an instrument with every kind of item."""
    instrument = find_instrument("phase+features") if draw(st.booleans()) else an_instrument(scales=2, items=2)
    people = draw(st.integers(1, 26))
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    highest = draw(st.integers(0, 6))
    least = draw(st.sampled_from([0, BLANK, SKIPPED]))
    codes, picks, texts = {}, {}, {}
    for item in instrument.items:
        options = getattr(item.kind, "options", ())
        if isinstance(item.kind, OpenText):
            texts[item.id] = tuple(draw(st.lists(st.text(max_size=8), min_size=people, max_size=people)))
        elif isinstance(item.kind, Multiple):
            picks[item.id] = rng.integers(0, 2, (people, len(options))).astype(np.int16)
        else:
            top = min(highest, (len(options) or item.kind.points) - 1)
            codes[item.id] = rng.integers(least, top + 1, people).astype(np.int16)
    by_party = draw(st.booleans())
    groups = Groups.of([draw(st.sampled_from(["", "Één", "Twee", "Drie"])) for _ in range(people)])
    broken_down = not by_party and draw(st.booleans())
    reading = read(
        Answers(
            instrument,
            people,
            codes,
            picks,
            texts,
            party=groups,
            breakdown=groups if broken_down else None,
            breakdown_name="soort" if broken_down else None,
            invited=draw(st.none() | st.integers(people, 40)),
            may_quote=rng.random(people) < 0.5,
        )
    )
    open_link = not by_party and people >= 10 and draw(st.booleans())
    policy = Policy(
        "party" if by_party else "totals", draw(st.integers(4, 8)), open_link, people if open_link else None
    )
    return release(reading, policy, remarks=remarks_to_read(reading, policy))


@given(rounds())
@settings(max_examples=60, deadline=None)
def test_any_release_comes_back_as_it_was(made):
    back = thaw(stored(made), made.instrument)
    assert back == made
    assert json.dumps(freeze(back)) == json.dumps(freeze(made))


REALS = st.floats(allow_nan=False, allow_infinity=False)
COUNTS = st.integers(0, 2**40)
BOUNDS = st.sampled_from(get_args(cells.Bound))
MEANS = st.builds(cells.Mean, REALS, BOUNDS, REALS, REALS)
AGREEMENTS = st.builds(cells.Agreement, st.sampled_from(get_args(cells.AgreementWord)), st.none() | REALS)
RATINGS = st.builds(
    cells.RatingRelease,
    st.text(),
    COUNTS,
    st.sampled_from(["none", "mean", "bands", "points"]),
    st.booleans(),
    st.none() | MEANS,
    st.none() | st.tuples(COUNTS, COUNTS, COUNTS),
    st.none() | st.lists(COUNTS).map(tuple),
    st.none() | AGREEMENTS,
)
RELIABILITIES = st.builds(
    cells.Reliability,
    *(COUNTS, REALS, st.none(), st.lists(st.none() | REALS).map(tuple), st.none() | REALS, st.none(), REALS, COUNTS),
)
SCALES = st.builds(
    cells.ScaleRelease, st.text(), st.lists(st.text()).map(tuple), COUNTS, st.none() | MEANS, st.none() | RELIABILITIES
)
MULTIPLES = st.builds(
    cells.MultipleRelease, st.text(), COUNTS, st.none() | st.lists(st.tuples(COUNTS, BOUNDS)).map(tuple)
)
WHOLE = a_release(people=24, invited=30, remarks=())


@given(
    ratings=st.dictionaries(st.text(), RATINGS, max_size=3),
    multiples=st.dictionaries(st.text(), MULTIPLES, max_size=3),
    scales=st.dictionaries(st.text(), SCALES, max_size=3),
    invited=st.none() | COUNTS,
)
@settings(max_examples=80, deadline=None)
def test_every_value_of_a_cell_comes_back_to_the_last_digit(**parts):
    made = dataclasses.replace(WHOLE, **parts)
    assert in_full(thaw(stored(made), made.instrument)) == in_full(made)


def test_a_number_that_was_kept_twice_is_damage():
    made = a_release()
    frozen = freeze(made)
    frozen["release"]["ratings"].append(frozen["release"]["ratings"][0])
    with pytest.raises(ReleaseError) as refused:
        thaw(frozen, made.instrument)
    assert [problem.key for problem in refused.value.problems] == ["release-frozen-damaged"]
