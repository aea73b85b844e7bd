"""What a facilitator changes in a programme stays when it is computed again."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenspel.diagnosis.guide import LENGTHS, guide
from samenspel.diagnosis.judgement import Judgement
from samenspel.diagnosis.programme import Edit, Edits, in_order, programme
from samenspel.diagnosis.stands_out import discussed
from tests.diagnosis.test_guide import AMBITION, BEFORE, PHASE, TIES, WHY, gap

NONE = Edits({})
WHY_KEY, TIES_KEY, PHASE_KEY = (f"talk/{one.key}" for one in (WHY, TIES, PHASE))
TWO = guide([AMBITION, WHY, TIES], 90)
USUAL = ["opening", "look", "strengths", WHY_KEY, TIES_KEY, "leverage", "closing"]

KEYS = st.one_of(
    st.sampled_from([*USUAL, PHASE_KEY, "look-back", "own/1", "own/2", "talk/chosen"]), st.text(min_size=1, max_size=6)
)
EDIT = st.builds(
    Edit,
    st.none() | st.integers(0, 500),
    st.none() | st.text(),
    st.none() | st.text(),
    st.none() | st.lists(st.text()).map(tuple),
    st.booleans(),
    st.none() | st.just("") | KEYS,
)
EDITS = st.dictionaries(KEYS, EDIT, max_size=8).map(Edits)
GUIDES = st.builds(
    lambda findings, minutes, before: guide(findings, minutes, before=before),
    st.lists(st.sampled_from([AMBITION, WHY, TIES, PHASE, gap("Partij A")]), unique_by=lambda one: one.key),
    st.sampled_from(LENGTHS),
    st.sampled_from([None, BEFORE]),
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=5), inside, max_size=3),
    max_leaves=8,
)
NAMES = ["minutes", "title", "text", "questions", "removed", "after", "colour"]
MALFORMED = st.fixed_dictionaries(
    {"parts": st.dictionaries(KEYS | st.just(""), JSON | st.dictionaries(st.sampled_from(NAMES), JSON))}
)


def edits(**parts):
    return Edits({key.replace("__", "/").replace("_", "-"): edit for key, edit in parts.items()})


def laid(made, changed, lang="nl"):
    return programme(made, changed, lang)


def keys(told):
    return [part.key for part in told.parts]


def part(told, key):
    return next(one for one in (*told.parts, *told.removed) if one.key == key)


# ---- Without edits


@given(GUIDES, st.sampled_from(["nl", "en"]))
def test_without_edits_the_programme_is_the_guide_in_one_language(made, lang):
    told = laid(made, NONE, lang)
    assert (told.asked, told.minutes, told.removed) == (made.minutes, made.minutes, ())
    for step, one in zip(made.steps, told.parts, strict=True):
        assert (one.key, one.kind, one.minutes, one.edited) == (step.key, step.kind, step.minutes, False)
        assert (one.title, one.text) == (step.title[lang], step.text[lang])
        assert one.questions == tuple(question[lang] for question in step.questions)
        assert one.form == (step.form.name[lang] if step.form else "")
        assert len(one.how) == (len(step.form.how) if step.form else 0)
        assert len(one.findings) == len(step.findings) + len(step.lines)


def test_what_is_seen_is_told_in_the_words_of_the_group():
    said = Judgement(WHY.key, "rephrase", "Zo zeggen wij het", "We weten niet meer waarom")
    told = laid(guide(discussed([WHY], [said]).findings, 60), NONE, "en")
    assert part(told, WHY_KEY).findings == ("We weten niet meer waarom",)


def test_looking_back_lists_what_was_agreed():
    assert part(laid(guide((), 90, before=BEFORE), NONE), "look-back").findings == (
        "Adressen delen · Noor",
        "Een ochtend kiezen",
    )


def test_a_part_says_what_to_have_at_hand_for_its_working_form():
    assert part(laid(TWO, NONE), TIES_KEY).needs == "Een lege stoel."
    assert part(laid(TWO, NONE), "opening").needs == ""


# ---- Changing a part


def test_what_was_changed_is_shown_and_the_rest_stays_as_computed():
    plain, told = laid(TWO, NONE), laid(TWO, edits(look=Edit(minutes=20, questions=("Wat valt jou op?",))))
    assert part(told, "look").minutes == 20
    assert part(told, "look").questions == ("Wat valt jou op?",)
    assert part(told, "look").text == part(plain, "look").text
    assert [one.key for one in told.parts if one.edited] == ["look"]
    assert told.minutes == told.asked + 5


def test_all_questions_can_be_taken_out():
    assert part(laid(TWO, edits(look=Edit(questions=()))), "look").questions == ()


def test_a_part_taken_out_can_be_put_back():
    told = laid(TWO, edits(strengths=Edit(removed=True)))
    assert "strengths" not in keys(told)
    assert [(one.key, one.edited) for one in told.removed] == [("strengths", False)]
    assert told.minutes == 80


def test_an_own_part_stands_where_it_was_put():
    told = laid(TWO, edits(own__1=Edit(minutes=10, title="Pauze", after="strengths")))
    assert keys(told)[2:5] == ["strengths", "own/1", WHY_KEY]
    assert (part(told, "own/1").kind, part(told, "own/1").title, part(told, "own/1").edited) == ("own", "Pauze", True)


def test_parts_put_behind_the_same_one_stand_in_the_order_of_their_keys():
    told = laid(TWO, edits(own__2=Edit(title="b", after="look"), own__1=Edit(title="a", after="look")))
    assert keys(told)[1:4] == ["look", "own/1", "own/2"]


def test_an_own_part_may_follow_another_and_both_may_come_first():
    told = laid(TWO, edits(own__2=Edit(title="b", after="own/1"), own__1=Edit(title="a", after="")))
    assert keys(told)[:3] == ["own/1", "own/2", "opening"]


def test_an_own_part_of_which_only_the_place_is_known_does_not_come_to_be():
    assert keys(laid(TWO, edits(look=Edit(after="own/7")))) == USUAL[:1] + USUAL[2:5] + ["look"] + USUAL[5:]


# ---- Computed again


def test_edits_stay_when_what_stands_out_changes():
    changed = edits(closing=Edit(text="Schrijf het op de flap."), opening=Edit(minutes=8))
    told = laid(guide([PHASE], 120, before=BEFORE), changed)
    assert part(told, "closing").text == "Schrijf het op de flap."
    assert part(told, "opening").minutes == 8


def test_what_was_written_in_a_part_that_is_gone_stays_as_a_part_of_their_own():
    changed = Edits({TIES_KEY: Edit(minutes=12, text="Vraag mevrouw De Wit."), WHY_KEY: Edit(title="Waarom?")})
    told = laid(guide([PHASE], 90), changed)
    assert keys(told) == ["opening", "look", "strengths", PHASE_KEY, "talk/unsaid", TIES_KEY, WHY_KEY, *USUAL[-2:]]
    ties, why = part(told, TIES_KEY), part(told, WHY_KEY)
    assert (ties.kind, ties.minutes, ties.text, ties.edited) == ("own", 12, "Vraag mevrouw De Wit.", True)
    assert ties.title == TIES.pattern.name.nl
    assert (why.title, why.minutes, why.findings) == ("Waarom?", 0, ())


def test_what_was_written_finds_its_place_again_when_the_part_returns():
    changed = Edits({TIES_KEY: Edit(text="Vraag mevrouw De Wit.")})
    told = laid(TWO, changed)
    assert part(told, TIES_KEY).kind == "talk"
    assert part(told, TIES_KEY).text == "Vraag mevrouw De Wit."
    assert part(told, TIES_KEY).findings == (TIES.see.nl,)


def test_time_and_place_given_to_a_part_that_is_gone_wait_until_it_returns():
    changed = Edits({TIES_KEY: Edit(minutes=12, after="strengths")})
    assert keys(laid(guide([WHY], 60), changed)) == ["opening", "look", "strengths", WHY_KEY, "leverage", "closing"]
    assert keys(laid(TWO, changed)) == ["opening", "look", "strengths", TIES_KEY, WHY_KEY, "leverage", "closing"]


def test_a_part_that_was_taken_out_stays_out_when_it_returns():
    changed = Edits({TIES_KEY: Edit(removed=True)})
    assert laid(guide([WHY], 60), changed).removed == ()
    assert [one.key for one in laid(TWO, changed).removed] == [TIES_KEY]


def test_what_was_written_in_a_part_that_was_taken_out_and_is_gone_can_be_put_back():
    told = laid(guide([PHASE], 60), Edits({TIES_KEY: Edit(text="Bewaren", removed=True)}))
    assert TIES_KEY not in keys(told)
    assert part(told, TIES_KEY).text == "Bewaren"


def test_a_fixed_part_that_is_gone_keeps_its_name_and_its_place():
    told = laid(TWO, edits(look_back=Edit(text="Vraag eerst Noor.")))
    assert keys(told)[:3] == ["opening", "look-back", "look"]
    assert part(told, "look-back").title == "Terugkijken op wat we afspraken"


def test_a_part_of_a_pattern_that_no_longer_exists_keeps_its_text():
    told = laid(TWO, Edits({"talk/long-gone/x": Edit(text="Bewaren"), "?": Edit(text="Ook")}))
    assert [(one.title, one.text) for one in told.parts if one.kind == "own"] == [("", "Ook"), ("", "Bewaren")]


def test_what_was_put_behind_a_part_that_is_gone_stays_near_its_place():
    changed = edits(own__1=Edit(title="Pauze", after=TIES_KEY))
    assert keys(laid(TWO, changed)) == [*USUAL[:5], "own/1", *USUAL[5:]]
    assert keys(laid(guide([PHASE], 60), changed)) == [*USUAL[:3], PHASE_KEY, "own/1", *USUAL[5:]]


def test_what_was_put_behind_a_part_that_was_taken_out_keeps_its_place():
    changed = edits(look=Edit(removed=True), own__1=Edit(title="Pauze", after="look"))
    assert keys(laid(TWO, changed))[:3] == ["opening", "own/1", "strengths"]


def test_a_new_part_comes_at_its_own_place_among_parts_that_were_moved():
    moved = in_order(guide([AMBITION, WHY], 60), NONE, ["opening", "strengths", "look", WHY_KEY, "leverage", "closing"])
    told = laid(guide([AMBITION, WHY, TIES], 90, before=BEFORE), moved)
    assert keys(told) == ["opening", "look-back", "strengths", "look", WHY_KEY, TIES_KEY, "leverage", "closing"]


# ---- Moving


@given(GUIDES, EDITS, st.data())
def test_parts_stand_in_the_order_in_which_they_were_put(made, changed, data):
    wanted = data.draw(st.permutations(keys(laid(made, changed))))
    assert keys(laid(made, in_order(made, changed, wanted))) == wanted


@given(GUIDES, EDITS, st.data())
def test_moving_parts_changes_nothing_but_their_places(made, changed, data):
    before = laid(made, changed)
    after = laid(made, in_order(made, changed, data.draw(st.permutations(keys(before)))))
    assert {(one.key, one.minutes, one.title, one.text, one.questions) for one in before.parts} == {
        (one.key, one.minutes, one.title, one.text, one.questions) for one in after.parts
    }
    assert {one.key for one in before.removed} == {one.key for one in after.removed}


def test_one_part_that_is_moved_counts_as_the_only_one():
    moved = in_order(TWO, NONE, [*USUAL[:2], *USUAL[3:6], "strengths", "closing"])
    assert moved == edits(strengths=Edit(after="leverage"))


def test_a_part_that_is_put_back_in_its_place_is_not_moved_any_more():
    moved = in_order(TWO, NONE, ["look", "opening", *USUAL[2:]])
    assert in_order(TWO, moved, USUAL) == NONE


def test_keys_of_no_part_and_keys_said_twice_move_nothing():
    assert in_order(TWO, NONE, ["nothing", *USUAL, "opening"]) == NONE


@pytest.mark.parametrize("circle", [{"look": "look"}, {"look": "strengths", "strengths": "look"}])
def test_parts_that_stand_behind_each_other_keep_the_place_that_they_are_computed_for(circle):
    assert keys(laid(TWO, Edits({key: Edit(after=after) for key, after in circle.items()}))) == USUAL


# ---- Keeping


@given(EDITS)
def test_edits_come_back_from_json_as_they_were(changed):
    assert Edits.of(json.loads(json.dumps(changed.form()))) == changed


def test_only_what_was_changed_is_kept():
    assert edits(look=Edit(minutes=5), own__1=Edit(title="", questions=(), after="")).form() == {
        "parts": {"look": {"minutes": 5}, "own/1": {"title": "", "questions": [], "after": ""}}
    }


@given(JSON)
def test_whatever_was_kept_can_be_read(kept):
    assert isinstance(Edits.of(kept), Edits)


@given(MALFORMED, GUIDES)
def test_whatever_is_read_can_be_laid_over_a_guide(kept, made):
    told = laid(made, Edits.of(kept))
    assert len(set(keys(told))) == len(told.parts)


@given(GUIDES, EDITS)
def test_no_computed_part_is_lost_nor_told_twice(made, changed):
    told = laid(made, changed)
    seen = [one.key for one in (*told.parts, *told.removed)]
    assert len(set(seen)) == len(seen)
    assert {step.key for step in made.steps} <= set(seen)
    written = {key for key, edit in changed.parts.items() if edit.written}
    assert written <= set(seen)


@pytest.mark.parametrize(
    "kept",
    [
        {"minutes": True, "title": 3, "text": None, "questions": "Wat?", "removed": "no", "after": 0},
        {"minutes": -1, "questions": [1], "colour": "red"},
    ],
)
def test_what_is_not_understood_changes_nothing(kept):
    assert Edits.of({"parts": {"look": kept}}) == Edits({"look": Edit()})
    assert part(laid(TWO, Edits.of({"parts": {"look": kept}})), "look") == part(laid(TWO, NONE), "look")
