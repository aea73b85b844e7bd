from dataclasses import replace

import pytest
from pptx.enum.shapes import MSO_SHAPE_TYPE

from samenspel.present.charts.flower import alternative, sentence
from samenspel.present.charts.parts import beside, petal_groups, scale_groups
from samenspel.present.slides import slides
from samenspel.present.words import mean_in_words, say
from tests.present.rounds import a_release
from tests.present.slides.deck import opened, titled, words_of
from tests.present.slides.results import WEAK, a_result, all_of_it, file


@pytest.mark.parametrize("form", ["full", "short"])
def test_the_flower_is_a_group_of_freeforms_with_the_challenge_beside_it(form):
    release = a_release(form=form)
    slide = titled(opened(slides(a_result(release))), say("flower-title", "nl"))
    flower, challenge = [shape for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.GROUP]
    petals = sum(len(group.parts) for group in petal_groups(release))
    curved = flower._element.xpath(".//a:custGeom[.//a:cubicBezTo]")
    assert len(curved) >= 4 * petals
    assert flower._element.xpath("./p:nvGrpSpPr/p:cNvPr/@descr") == [alternative(release, "nl")]
    said = words_of(slide)
    for group in (*petal_groups(release), beside(release)):
        assert mean_in_words(group.mean, "nl") in said
    assert sentence(release, "nl") in said
    assert beside(release).scale.name.nl in "".join(challenge._element.xpath(".//a:t/text()"))


def test_conditions_are_never_read_without_the_challenge(whole):
    result, deck = whole
    lang = result.lang
    challenge = beside(result.release)
    mean, names = (
        mean_in_words(challenge.mean, lang),
        {group.scale.name[lang] for group in petal_groups(result.release)},
    )
    there = [slide for slide in deck.slides if slide.shapes.title.text in {*names, say("groups-heading", lang)}]
    assert there
    for slide in there:
        assert mean in words_of(slide) or challenge.scale.short[lang] in words_of(slide)


def test_statements_show_how_answers_are_spread_as_a_chart_that_can_be_edited():
    release = a_release(people=40, story=WEAK)
    result = a_result(release)
    deck = opened(slides(result))
    names = {group.scale.name.nl: group for group in scale_groups(release)}
    slide = next(slide for slide in deck.slides if slide.shapes.title.text in names)
    chart = next(shape.chart for shape in slide.shapes if shape.has_chart)
    ratings = [release.ratings[part.item.id] for part in names[slide.shapes.title.text].parts]
    drawn = [[value or 0 for value in series.values] for series in chart.plots[0].series]
    steps = [one.counts for one in ratings] if all(one.counts for one in ratings) else [one.bands for one in ratings]
    assert [tuple(row) for row in zip(*drawn, strict=True)] == [tuple(map(float, one)) for one in steps]
    for one in ratings:
        assert mean_in_words(one.mean, "nl") in words_of(slide)
        assert f"{one.n} antwoorden" in words_of(slide)


def test_with_few_answers_statements_are_means_with_their_interval(few):
    charts = [shape.chart for slide in few.slides for shape in slide.shapes if shape.has_chart]
    assert charts
    assert all(len(chart.plots[0].series) == 1 for chart in charts)
    assert charts[0]._chartSpace.xpath(".//c:errBars")


def test_groups_stand_in_alphabetical_order_with_their_means_in_words(whole):
    result, deck = whole
    slide = titled(deck, say("groups-heading", result.lang))
    said = words_of(slide)
    names = [group.name for group in result.release.breakdown.groups]
    assert [name for name in said.split("\n") if name in names] == sorted(names)
    for group in result.release.breakdown.groups:
        for cell in group.scales.values():
            assert mean_in_words(cell.mean, result.lang) in said
    assert [int(line) for line in said.split("\n") if line.isdecimal()][: len(names)] == [
        group.people for group in result.release.breakdown.groups
    ]


def test_totals_without_breakdown_have_no_groups():
    deck = opened(slides(a_result(a_release())))
    assert titled(deck, say("groups-heading", "nl")) is None


def test_the_flower_says_how_many_people_answered(few):
    assert "8 mensen antwoordden." in words_of(titled(few, say("flower-title", "nl")))


def test_a_choice_says_how_many_did_not_choose():
    everyone = a_release("conditions+phase")
    release = replace(everyone, people=everyone.people + 2)
    told = [words_of(slide) for slide in opened(slides(a_result(release))).slides]
    assert any("2 kozen niet of wisten het niet." in one for one in told)


def test_change_since_the_last_round_tells_both_means():
    result = all_of_it()
    slide = titled(opened(file()), say("slides-change", "nl"))
    for scale in ("AMB", "CHA"):
        for release in (result.release, result.earlier[0].release):
            assert mean_in_words(release.scales[scale].mean, "nl") in words_of(slide)
