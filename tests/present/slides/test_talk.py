import re
from dataclasses import replace

from samenspel.diagnosis.judgement import Judgement
from samenspel.present.slides import slides
from samenspel.present.words import mean_in_words, say
from tests.present.slides.deck import notes_of, opened, titled, titles, words_of
from tests.present.slides.results import AGREED, HOSTILE, a_programme, a_result, all_of_it, file


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
