"""The conversation guide fits its time, tells all that stands out, and puts no party in the dock."""

import datetime
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenspel.diagnosis.finding import Evidence, finding
from samenspel.diagnosis.guide import LEAST_TALK, LENGTHS, guide
from samenspel.diagnosis.judgement import Judgement
from samenspel.diagnosis.outcome import Action, Outcome
from samenspel.reading.cells import Mean
from samenspel.theory.patterns import pattern, pattern_slugs, places
from samenspel.theory.words import Bilingual

BEFORE = Outcome(
    "Voorjaar",
    datetime.date(2026, 3, 1),
    "Samen op huisbezoek {zo}",
    (Action("Adressen delen", "Noor"), Action("Een ochtend kiezen")),
)


def found(slug, variant=None, group="Partij A", sureness="clear", n=12, about=("AMB", "INT")):
    """A finding of any pattern, its places filled with one name."""
    said = pattern(slug).said(variant)
    named = {one for text in (said.see, said.maybe, *said.questions) for one in places(text.nl)}
    names = {one: Bilingual(group, group) for one in named}
    return finding(slug, about, [Evidence(Bilingual("Iets", "Something"), n)], sureness, variant, **names)


def gap(group, sureness="clear"):
    return found("perception-gap", "lower", group, sureness)


WHY = found("uneven-attention", "AMB")
PROCESS = found("uneven-attention", "PRO", sureness="indication")
PHASE = found("phase-confusion", sureness="indication")
TIES = found("strong-ties-little-use")
AMBITION = found("living-ambition")

KINDS = [(slug, variant) for slug in pattern_slugs() for variant in (*pattern(slug).variants, None)]


def sets_of_findings(most_people):
    one = st.builds(
        lambda kind, group, sureness, n: found(*kind, group, sureness, n),
        st.sampled_from(KINDS),
        st.sampled_from(["Partij A", "Partij B", "Zorg / Welzijn"]),
        st.sampled_from(["clear", "indication"]),
        st.integers(3, most_people),
    )
    return st.lists(one, max_size=12, unique_by=lambda one: one.key)


SETS = sets_of_findings(90)
LENGTH = st.sampled_from(LENGTHS)
PERHAPS_BEFORE = st.sampled_from([None, BEFORE, replace(BEFORE, leverage="", actions=())])


def keys(made):
    return [step.key for step in made.steps]


def talks(made):
    return [step for step in made.steps if step.kind == "talk"]


def step(made, key):
    return next(one for one in made.steps if one.key == key)


@given(SETS, LENGTH, PERHAPS_BEFORE)
def test_minutes_add_up_to_the_time_there_is(findings, minutes, before):
    made = guide(findings, minutes, before=before)
    assert sum(one.minutes for one in made.steps) == made.minutes == minutes
    assert all(one.minutes > 0 and one.minutes % 5 == 0 for one in made.steps)


@given(SETS, LENGTH, PERHAPS_BEFORE)
def test_every_finding_is_told_once_and_nothing_else_is(findings, minutes, before):
    told = [one.key for part in guide(findings, minutes, before=before).steps for one in part.findings]
    assert sorted(told) == sorted(one.key for one in findings)


@given(SETS, LENGTH, PERHAPS_BEFORE)
def test_a_programme_opens_looks_starts_from_strengths_talks_chooses_and_closes(findings, minutes, before):
    made = guide(findings, minutes, before=before)
    start = ["opening", "look-back", "look", "strengths"] if before else ["opening", "look", "strengths"]
    middle = keys(made)[len(start) : -2]
    assert keys(made) == [*start, *middle, "leverage", "closing"]
    assert middle == [one.key for one in talks(made)]
    assert len(set(keys(made))) == len(made.steps)


@given(SETS, LENGTH, PERHAPS_BEFORE)
def test_there_are_few_talks_and_each_has_time_enough(findings, minutes, before):
    parts = talks(guide(findings, minutes, before=before))
    assert 1 <= len(parts) <= {60: 1, 90: 2, 120: 3}[minutes]
    assert all(one.minutes >= LEAST_TALK for one in parts)


@given(SETS, LENGTH, PERHAPS_BEFORE)
def test_every_part_but_the_opening_has_a_working_form(findings, minutes, before):
    made = guide(findings, minutes, before=before)
    assert all(one.form for one in made.steps if one.kind != "opening")


@given(sets_of_findings(30), LENGTH, PERHAPS_BEFORE)
def test_no_two_talks_of_a_usual_group_have_the_same_working_form(findings, minutes, before):
    forms = [one.form.slug for one in talks(guide(findings, minutes, before=before))]
    assert len(set(forms)) == len(forms)


@given(SETS, LENGTH)
def test_the_same_findings_always_give_the_same_guide(findings, minutes):
    assert guide(findings, minutes) == guide(list(findings), minutes)


@pytest.mark.parametrize("minutes", LENGTHS)
def test_the_longer_the_time_the_more_subjects(minutes):
    many = [WHY, TIES, PHASE, PROCESS]
    assert len(talks(guide(many, minutes))) == {60: 1, 90: 2, 120: 3}[minutes]


@pytest.mark.parametrize("minutes", [0, 45, 75])
def test_another_length_is_refused(minutes):
    with pytest.raises(ValueError, match=str(minutes)):
        guide((), minutes)


def test_what_is_clear_is_talked_about_before_an_indication():
    assert talks(guide([PHASE, WHY], 60))[0].findings == (WHY,)


def test_what_concerns_everyone_goes_before_what_differs_between_places():
    assert talks(guide([gap("Partij A"), WHY], 60))[0].findings == (WHY,)
    assert [one.key for one in talks(guide([gap("Partij A"), PHASE], 90))] == [
        "talk/phase-confusion",
        "talk/perception-gap",
    ]


def test_a_clear_difference_between_places_gets_time_before_an_indication_yet_is_talked_about_last():
    made = guide([PHASE, gap("Partij A"), WHY], 90)
    assert [one.key for one in talks(made)] == ["talk/uneven-attention/AMB", "talk/perception-gap"]
    assert step(made, "look").findings == (PHASE,)


def test_what_the_group_held_on_to_gets_time_first():
    kept = replace(PHASE, judged=Judgement(PHASE.key, "keep", "Dit herkennen we"))
    assert talks(guide([WHY, TIES, kept], 60))[0].findings == (kept,)


def test_all_that_differs_between_places_is_one_subject_in_which_no_party_is_asked_by_name():
    made = guide([gap("Partij A", "indication"), gap("Partij B")], 120)
    (apart,) = [one for one in talks(made) if one.key == "talk/perception-gap"]
    assert len(apart.findings) == 2
    assert not any("Partij" in text.nl + text.en for text in (apart.title, apart.text, *apart.questions))


def test_where_one_place_differs_its_own_questions_are_asked_and_the_title_names_nobody():
    one = gap("Partij A")
    (apart,) = talks(guide([one], 60))
    assert apart.questions == one.questions
    assert one.maybe.nl in apart.text.nl
    assert "Partij" not in apart.title.nl + apart.title.en


def test_an_indication_is_called_one():
    assert "aanwijzing" in talks(guide([PHASE], 60))[0].text.nl
    assert "aanwijzing" not in talks(guide([WHY], 60))[0].text.nl
    assert "aanwijzing" in talks(guide([gap("Partij A", "indication")], 60))[0].text.nl


def test_what_gets_no_part_of_its_own_is_laid_beside_the_picture():
    many = step(guide([WHY, TIES, PHASE], 60), "look")
    assert many.findings == (TIES, PHASE)
    assert len(many.text.nl) > len(step(guide([WHY], 60), "look").text.nl)


def test_a_talk_says_what_it_may_also_be_and_what_it_is_about():
    rated = Evidence(Bilingual("Proces", "Process"), 12, Mean(3.0, None, 2.5, 3.5))
    told = found("uneven-attention", "PRO", about=("PRO",))
    (talk,) = talks(guide([replace(told, evidence=(rated,))], 60))
    assert talk.title == Bilingual(f"{told.pattern.name.nl}: Proces", f"{told.pattern.name.en}: Process")
    assert talk.text.nl.endswith(told.maybe.nl)
    assert talk.questions == told.questions


def test_strengths_are_talked_about_with_a_question_of_their_own_and_what_to_hold_on_to():
    part = step(guide([AMBITION, WHY], 90), "strengths")
    assert part.findings == (AMBITION,)
    assert part.questions[0] == AMBITION.questions[0]
    assert part.questions[-1].nl == "Wat willen we vasthouden?"


def test_many_strengths_do_not_make_a_list_of_questions():
    strengths = [found(slug) for slug in pattern_slugs() if pattern(slug).kind == "strength"]
    part = step(guide(strengths, 90), "strengths")
    assert len(part.findings) == len(strengths)
    assert len(part.questions) == 4


def test_where_nothing_stands_out_the_group_chooses_and_says_what_was_not_asked():
    assert keys(guide((), 60)) == ["opening", "look", "strengths", "talk/chosen", "leverage", "closing"]
    assert [one.key for one in talks(guide((), 90))] == ["talk/chosen", "talk/unsaid"]
    assert "sterk punt" in step(guide((), 60), "strengths").text.nl


def test_time_that_risks_do_not_need_goes_to_what_was_not_asked():
    assert [one.key for one in talks(guide([WHY], 120))] == ["talk/uneven-attention/AMB", "talk/unsaid"]
    assert [one.key for one in talks(guide([WHY], 60))] == ["talk/uneven-attention/AMB"]


def test_looking_back_lists_what_was_agreed_and_takes_names_as_they_are():
    part = step(guide([WHY], 90, before=BEFORE), "look-back")
    assert "“Voorjaar”" in part.text.nl
    assert "“Samen op huisbezoek {zo}”" in part.text.nl
    assert [line.nl for line in part.lines] == ["Adressen delen · Noor", "Een ochtend kiezen"]


def test_where_no_point_was_chosen_last_time_none_is_named():
    part = step(guide((), 90, before=replace(BEFORE, leverage="")), "look-back")
    assert "kozen" not in part.text.nl
    assert "look-back" not in keys(guide((), 90))


@pytest.mark.parametrize("people", [4, 6, 40])
def test_a_working_form_suits_the_number_of_people(people):
    for one in talks(guide([replace(WHY, evidence=(Evidence(Bilingual("Iets", "Something"), people),))], 120)):
        assert one.form.people[0] <= people <= one.form.people[1]


def test_what_a_talk_is_about_chooses_its_working_form():
    def form(slug, variant=None):
        return talks(guide([found(slug, variant)], 60))[0].form.slug

    assert form("uneven-attention", "INT") == "get-bring-let-go"
    assert form("uneven-attention", "ORG") == "four-clarities"
    assert form("perception-gap", "lower") == "in-anothers-chair"
    assert form("support-without-decisiveness") == "one-decision-now"


def test_closing_asks_what_must_change_at_home_and_when_to_look_again():
    asked = " ".join(question.nl for question in step(guide((), 60), "closing").questions)
    assert "thuis" in asked
    assert "Wanneer kijken we opnieuw?" in asked
