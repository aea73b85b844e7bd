import datetime
import io
import re
import zipfile
from dataclasses import replace
from functools import cache

import pytest
from pptx.enum.shapes import MSO_SHAPE_TYPE, PP_PLACEHOLDER
from pptx.util import Pt

from samenspel.diagnosis.judgement import Judgement
from samenspel.diagnosis.outcome import Action, Outcome
from samenspel.diagnosis.programme import Part, Programme
from samenspel.diagnosis.stands_out import stands_out
from samenspel.present.charts.flower import alternative, sentence
from samenspel.present.charts.parts import beside, petal_groups, scale_groups
from samenspel.present.result import Moment, Result
from samenspel.present.slides import slides
from samenspel.present.slides.room import SMALLEST
from samenspel.present.words import mean_in_words, say
from tests.present.rounds import PARTIES, a_release
from tests.present.slides.deck import (
    notes_of,
    opened,
    overflowing,
    parts,
    shapes_of,
    titled,
    titles,
    words_of,
    workbooks,
)

DATE = datetime.date(2026, 3, 12)
WEAK = {"AMB": 5.9, "INT": 3.4, "REL": 5.8, "ORG": 4.3, "PRO": 3.4, "CHA": 3.2}
AGREED = Outcome(
    "Voorjaar",
    DATE,
    "Als we elke maand één bewoner laten vertellen, dan praten we over dezelfde straat.",
    (
        Action("Een avond in de buurt", "Bibliotheek", datetime.date(2026, 6, 1), "done", "41 mensen kwamen"),
        Action("Rollen op één blad", "", None),
    ),
)
HOSTILE = (
    "\x00\x07\u202eomgekeerd\u202c",
    "👩‍👩‍👧‍👦 samen 🎉",
    "מה שלומך? אנחנו עובדים יחד",
    '=HYPERLINK("http://kwaad.example")',
    "http://kwaad.example/x",
    "x" * 900,
    "Z̸̡̢̛̲͇͈̗̲͙a̷̢̧͓l̸g̴o",
    "我们一起工作",
    "\ud800 kapot <b>&amp;\ufffe",
)


def a_programme(*keys):
    talk = tuple(
        Part(f"talk/{key}", "talk", 20, f"Praten over {key}", "", ("Wat zie je?",), "In tweetallen") for key in keys
    )
    return Programme(60, (Part("opening", "opening", 10, "Welkom", "Zeg waarom.", ("Waarvoor kom je?",)), *talk))


def a_result(release=None, lang="nl", **more):
    release = release or a_release(story=WEAK, visibility="party")
    return Result(release, stands_out(release), "Langer thuis · najaar", lang, DATE, **more)


def all_of_it(lang="nl", **more):
    release = a_release(story=WEAK, visibility="party", **more)
    return a_result(
        release,
        lang,
        earlier=(Moment("Voorjaar", datetime.date(2025, 3, 1), a_release(seed=7, visibility="party", **more)),),
        programme=a_programme("a", "b"),
        agreed=AGREED,
        before=AGREED,
    )


def absurd():
    names = [("Samenwerkingsverband" * 12)[:200], *HOSTILE[:7], *PARTIES, *(f"Partij {n}" for n in range(20))]
    release = a_release(people=90, invited=120, visibility="party", parties=names, remarks=HOSTILE, story=WEAK)
    long = Outcome(
        "x", None, "Hefboom " * 200, tuple(Action("Iets doen " * 40, HOSTILE[0] * 9, DATE) for _ in range(9))
    )
    own = Programme(
        60, tuple(Part(f"own/{n}", "own", 5, "Onderdeel " * 40, "\x00", (), "Vorm " * 40) for n in range(20))
    )
    judged = [
        replace(one, judged=Judgement(one.key, "rephrase", "", "Zo zeggen wij dat. " * 60))
        for one in stands_out(release)
    ]
    return Result(
        release, tuple(judged), "Een titel zonder eind " * 10, "nl", DATE, programme=own, agreed=long, before=long,
        earlier=(Moment(HOSTILE[0] + "titel " * 60, DATE, a_release(seed=7, people=90, invited=120)),),
    )  # fmt: skip


@cache
def file(lang="nl"):
    """The slides of a result with everything, made once."""
    return slides(all_of_it(lang))


@pytest.fixture(scope="module", params=["nl", "en"])
def whole(request):
    return all_of_it(request.param), opened(file(request.param))


@pytest.fixture(scope="module")
def strange():
    return slides(absurd())


@pytest.fixture(scope="module")
def few():
    """The slides of a round with few answers."""
    return opened(slides(a_result(a_release(people=8, invited=12, remarks=()))))


@pytest.fixture(scope="module")
def said():
    """The slide with remarks of several lines, and from right to left."""
    release = a_release(remarks=("Twee dingen:\n- een lijst\n\n- een nummer", HOSTILE[2]))
    return titled(opened(slides(a_result(release))), say("report-own-words", "nl"))


def test_there_are_at_most_fifteen_slides_each_with_a_real_title(whole):
    _, deck = whole
    assert 12 <= len(deck.slides) <= 15
    assert deck.slide_width * 9 == deck.slide_height * 16
    for slide in deck.slides:
        kind = slide.shapes.title.placeholder_format.type
        assert kind in (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
        assert slide.shapes.title.text
        assert next(iter(slide.placeholders)).placeholder_format.idx == 0


def test_the_picture_comes_first_and_the_talk_last(whole):
    result, deck = whole
    lang, found = result.lang, titles(deck)
    keys = (
        "slides-look", "flower-title", "slides-strengths", "slides-risks", "groups-heading", "slides-change",
        "report-own-words", "slides-programme", "slides-before", "slides-closing",
    )  # fmt: skip
    places = [found.index(say(key, lang)) for key in keys]
    assert places == sorted(places)
    assert found[0].split("\n") == result.title.split(" · ")


def test_the_same_result_gives_the_same_bytes_and_tells_no_hour():
    assert file() == slides(all_of_it())
    with zipfile.ZipFile(io.BytesIO(file())) as zipped:
        assert {entry.date_time[:3] for entry in zipped.infolist()} == {(1980, 1, 1)}
    assert all(b"2026-03-12T00:00:00Z" in book["docProps/core.xml"] for book in workbooks(file()))


def test_the_file_says_what_it_is_and_when_it_was_released(whole):
    result, deck = whole
    about = deck.core_properties
    assert (about.title, about.author) == (result.title, "Samenspel")
    assert about.created.date() == about.modified.date() == DATE


def test_nothing_points_outside_and_no_macro_is_there(strange):
    for inside in map(parts, (file(), strange)):
        assert not any(name.endswith((".bin", ".jpeg", ".png")) or "vba" in name.lower() for name in inside)
        assert not any(b'TargetMode="External"' in one for name, one in inside.items() if name.endswith(".rels"))


def test_no_name_becomes_a_formula_or_an_address_in_the_sheet_behind_a_chart(strange):
    books = list(workbooks(strange))
    assert books
    for book in books:
        assert not any(b"<f>" in one or b"hyperlink" in one for one in book.values())


def test_nothing_is_smaller_than_fourteen_points(whole, strange):
    for deck in (whole[1], opened(strange)):
        for slide in deck.slides:
            inside = slide._element.xpath(".//@sz")
            for shape in shapes_of(slide.shapes):
                if getattr(shape, "has_chart", False) and shape.has_chart:
                    inside += shape.chart._chartSpace.xpath(".//@sz")
            assert all(int(size) >= SMALLEST * 100 for size in inside if size.isdecimal())
        layouts = [int(size) for one in deck.slide_layouts for size in one._element.xpath(".//a:defRPr/@sz")]
        assert layouts
        assert min(layouts) >= SMALLEST * 100


def test_nothing_runs_over_or_off_the_slide(whole, strange):
    for deck in (whole[1], opened(strange)):
        for slide in deck.slides:
            assert list(overflowing(slide)) == [], slide.shapes.title.text
            for shape in slide.shapes:
                if shape.shape_type != MSO_SHAPE_TYPE.GROUP:
                    assert shape.left >= 0
                    assert shape.top >= 0
                    assert shape.left + shape.width <= deck.slide_width, shape.name
                    assert shape.top + shape.height <= deck.slide_height, shape.name


def test_all_words_say_their_language(whole):
    result, deck = whole
    expected = {"nl": "nl-NL", "en": "en-GB"}[result.lang]
    for slide in deck.slides:
        for sheet in (slide, slide.notes_slide):
            runs = sheet._element.xpath(".//a:r | .//a:fld")
            assert runs or sheet is not slide
            assert {run.find(f"{{{run.nsmap['a']}}}rPr").get("lang") for run in runs} <= {expected}


def test_shapes_have_numbers_of_their_own_and_pictures_an_alternative(whole):
    for slide in whole[1].slides:
        numbers = slide._element.xpath(".//p:cNvPr/@id")
        assert len(numbers) == len(set(numbers))
        for shape in slide.shapes:
            about = shape._element.xpath(".//p:cNvPr")[0]
            decorative = "decorative" in " ".join(child.tag for child in about.iter())
            if shape.shape_type in (MSO_SHAPE_TYPE.GROUP, MSO_SHAPE_TYPE.CHART, MSO_SHAPE_TYPE.TABLE):
                assert decorative or about.get("descr"), shape.name


def test_every_slide_but_the_first_has_its_number(whole):
    for place, slide in enumerate(whole[1].slides):
        assert bool(slide._element.xpath(".//a:fld[@type='slidenum']")) == (place > 0)


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


def test_a_question_has_its_observation_evidence_and_other_questions_in_the_notes(whole):
    result, deck = whole
    risk = next(one for one in result.findings if one.pattern.kind == "risk")
    slide = titled(deck, risk.pattern.name[result.lang])
    said, notes = words_of(slide), notes_of(slide)
    assert risk.told(result.lang) in said
    assert risk.questions[0][result.lang] in said
    assert mean_in_words(risk.evidence[0].mean, result.lang) in said
    for question in risk.questions:
        assert question[result.lang] in notes
    assert say(f"found-{risk.sureness}", result.lang) in said


def test_what_a_group_says_in_its_own_words_is_what_is_shown():
    result = a_result()
    risk = next(one for one in result.findings if one.pattern.kind == "risk")
    own = replace(risk, judged=Judgement(risk.key, "rephrase", "", "Zo noemen wij het zelf."))
    deck = opened(slides(replace(result, findings=(own,))))
    for title in (say("slides-risks", "nl"), own.name.nl):
        assert "Zo noemen wij het zelf." in words_of(titled(deck, title))
        assert risk.see.nl not in words_of(titled(deck, title))


def test_what_the_programme_speaks_of_gets_its_slide_first():
    result = all_of_it()
    risks = [one for one in result.findings if one.pattern.kind == "risk"]
    assert len(risks) > 2
    deck = opened(slides(replace(result, programme=a_programme(risks[-1].key))))
    found = titles(deck)
    after = found.index(say("slides-risks", "nl")) + 1
    assert found[after] == risks[-1].pattern.name.nl


def test_remarks_are_whole_and_it_is_said_how_many_more_there_are(strange):
    result = all_of_it()
    slide = titled(opened(file()), say("report-own-words", "nl"))
    shown = [remark.text for remark in result.release.remarks if remark.text in words_of(slide)]
    there = {remark.text for remark in result.release.remarks}
    assert len(set(shown)) > 1
    more = re.search(r"Nog (\d+) opmerkingen", words_of(slide))
    cards = [line for line in words_of(slide).split("\n") if line in there]
    assert int(more.group(1)) == len(result.release.remarks) - len(cards)
    odd = titled(opened(strange), say("report-own-words", "nl"))
    boxes = [shape.text_frame.text for shape in odd.shapes if shape.has_text_frame and not shape.is_placeholder]
    assert HOSTILE[2] in boxes
    assert not any("xxxx" in text or "…" in text for text in boxes)


def test_a_remark_keeps_the_lines_that_its_writer_made(said):
    assert "Twee dingen:\n- een lijst\n- een nummer" in words_of(said)


def test_the_flower_says_how_many_people_answered(few):
    assert "8 mensen antwoordden." in words_of(titled(few, say("flower-title", "nl")))


def test_a_choice_says_how_many_did_not_choose():
    everyone = a_release("conditions+phase")
    release = replace(everyone, people=everyone.people + 2)
    told = [words_of(slide) for slide in opened(slides(a_result(release))).slides]
    assert any("2 kozen niet of wisten het niet." in one for one in told)


def test_words_from_right_to_left_run_so(said):
    turned = said._element.xpath(".//a:p[a:pPr/@rtl='1']")
    assert {"".join(paragraph.xpath(".//a:t/text()")) for paragraph in turned} == {HOSTILE[2]}
    assert all(paragraph.xpath("./a:pPr/@algn") == ["r"] for paragraph in turned)


def test_the_programme_adds_up_and_its_questions_are_in_the_notes():
    slide = titled(opened(file()), say("slides-programme", "nl"))
    assert "Samen 50 minuten." in words_of(slide)
    assert "Praten over a" in words_of(slide)
    assert "Waarvoor kom je?" in notes_of(slide)


def test_what_was_agreed_last_time_says_what_came_of_it_and_the_end_what_is_agreed_now():
    deck = opened(file())
    assert "Gedaan. 41 mensen kwamen" in words_of(titled(deck, say("slides-before", "nl")))
    closing = words_of(titled(deck, say("slides-closing", "nl")))
    assert AGREED.leverage in closing
    assert "1 juni 2026" in closing


def test_without_agreements_there_are_lines_to_fill():
    slide = titled(opened(slides(a_result())), say("slides-closing", "nl"))
    table = next(shape.table for shape in slide.shapes if shape.has_table)
    assert len(table.rows) > 3
    assert all(cell.text == "" for row in list(table.rows)[1:] for cell in row.cells)


def test_what_does_not_fit_in_a_table_is_in_the_notes(strange):
    slide = titled(opened(strange), say("slides-closing", "nl"))
    assert re.search(r"Nog \d regels staan in de notities", words_of(slide))
    assert notes_of(slide).count("Iets doen") == 9 * 40


def test_change_since_the_last_round_tells_both_means():
    result = all_of_it()
    slide = titled(opened(file()), say("slides-change", "nl"))
    for scale in ("AMB", "CHA"):
        for release in (result.release, result.earlier[0].release):
            assert mean_in_words(release.scales[scale].mean, "nl") in words_of(slide)


def test_a_round_with_too_few_answers_says_so_and_shows_no_number():
    deck = opened(slides(a_result(a_release(people=5, remarks=()))))
    assert say("report-nothing", "nl") in titles(deck)
    assert not any(shape.has_chart for slide in deck.slides for shape in slide.shapes)


@pytest.mark.parametrize("instrument", ["features", "kind", "phase"])
def test_an_instrument_without_scales_shows_its_choices(instrument):
    release = a_release(instrument)
    deck = opened(slides(a_result(release)))
    said = "\n".join(words_of(slide) for slide in deck.slides)
    charts = [shape for slide in deck.slides for shape in slide.shapes if shape.has_chart]
    assert charts
    first = next(iter([*release.choices.values(), *release.multiples.values()]))
    assert f"van {first.n}" in said
    assert titled(deck, say("flower-title", "nl")) is None


def test_cards_lie_under_the_words_and_placeholders_are_never_left_empty(whole):
    for slide in whole[1].slides:
        for place in slide.placeholders:
            assert place.text_frame.text, slide.shapes.title.text
            assert place.height > Pt(10)
