import re
from itertools import pairwise, product

import pikepdf
import pytest

from samenspel.diagnosis.stands_out import stands_out
from samenspel.errors import ReportError
from samenspel.present.report import one_page_pdf, report_pdf
from samenspel.present.report.content import report_content
from samenspel.present.report.method import _natural
from samenspel.present.typeset import typeset
from tests.present.pdf import elements, opened, pages_of, text_of
from tests.present.report.results import DATE, a_report, a_result, content, everything, plain, whole
from tests.present.rounds import a_release


def test_the_same_input_gives_the_same_bytes():
    result = a_result(a_release())
    assert report_pdf(result) == report_pdf(result)


@pytest.mark.parametrize(("lang", "tag"), [("nl", "nl-NL"), ("en", "en-GB")])
@pytest.mark.parametrize("make", [report_pdf, one_page_pdf])
def test_it_is_an_accessible_pdf_with_title_and_language(make, lang, tag):
    release = a_release()
    pdf = opened(make(a_result(release, lang)))
    with pdf.open_metadata() as metadata:
        assert metadata["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
        assert metadata["dc:title"] == "Langer thuis wonen"
    assert str(pdf.Root.Lang) == tag
    assert pdf.Root.MarkInfo.Marked
    assert pdf.Root.ViewerPreferences.DisplayDocTitle


def test_every_table_has_headers_and_every_figure_an_alternative():
    kinds = []
    for element in elements(a_report(a_release("conditions+phase+features"))):
        kinds.append(str(element.S))
        if element.S == "/Figure":
            assert str(element.Alt)
    assert kinds.count("/Table") == kinds.count("/THead") > 0
    assert kinds.count("/TH") > 2 * kinds.count("/Table")
    assert kinds.count("/Figure") >= 1 + 23 + 2 * 6


def test_headings_begin_at_one_and_skip_no_level():
    levels = [int(str(one.S)[2:]) for one in elements(a_report(a_release())) if re.fullmatch("/H[1-6]", str(one.S))]
    assert min(levels) == 1
    assert set(levels) == set(range(1, max(levels) + 1))


def test_strengths_come_before_what_asks_for_attention():
    story = {"AMB": 6.2, "INT": 3.0, "REL": 6.0, "ORG": 4.3, "PRO": 3.2, "CHA": 2.8}
    release = a_release(story=story)
    parts = content(release)["found"]["parts"]
    kinds = {
        kind: [one.pattern.name.nl for one in stands_out(release) if one.pattern.kind == kind]
        for kind in ("strength", "risk")
    }
    assert [[card["name"] for card in part["cards"]] for part in parts] == [kinds["strength"], kinds["risk"]]
    assert all(kinds.values())


@pytest.mark.parametrize(
    ("instrument", "people"),
    [*product(["phase", "kind+features"], [0, 3, 12, 30]), ("features", 12), ("kind", 30)],
)
def test_instruments_without_scales_have_a_report_and_one_page_too(instrument, people):
    release = a_release(instrument, people=people)
    assert len(opened(a_report(release, "en")).pages) >= 2
    assert len(opened(one_page_pdf(a_result(release, "en", "", findings=()))).pages) == 1


def test_an_empty_title_gives_way_to_the_name_of_the_instrument():
    assert content(a_release(), title="  ")["title"] == "Condities voor kansrijk samenwerken"


def test_the_method_says_who_can_see_the_answers_and_which_rules_were_applied():
    text = plain(text_of(a_report(a_release())))
    assert "kan daarin elk antwoord lezen" in text
    assert "vanaf 6 antwoorden" in text
    assert "6 genodigden antwoordden niet" in text
    assert "C-2, C-3" in text


def test_a_finding_stands_on_every_page_that_it_names_and_points_at_its_own_card():
    story = {"AMB": 6.4, "INT": 4.0, "REL": 5.0, "ORG": 5.0, "PRO": 5.0, "CHA": 5.6}
    made = a_release("conditions+phase", story=story, seed=3)
    said, findings = content(made), stands_out(made)
    keys = {card["key"]: card["name"] for part in said["found"]["parts"] for card in part["cards"]}
    assert len(keys) == len(findings)
    places = {page["eyebrow"]: page for page in said["scales"]}
    for scale in ("Gedeelde ambitie", "Verbinding met de opgave"):
        assert "Een ambitie die leeft" in [keys[one["key"]] for one in places[scale]["found"]]
    about_phase = [one for one in findings if "PHASE-now" in one.about]
    block = next(block for block in said["choices"] if block["key"] == "choice-PHASE-now")
    assert [one["name"] for one in block["found"]] == [one.pattern.name.nl for one in about_phase] != []


def test_how_sure_a_finding_is_stands_in_words_and_is_explained():
    for lang, sure in (("nl", "Hoe zeker: "), ("en", "How sure: ")):
        made = content(a_release(), lang)
        cards = [card for part in made["found"]["parts"] for card in part["cards"]]
        assert all(f" · {sure}" in card["evidence"] for card in cards)
        told = " ".join(text for part in made["method"]["parts"] for text in part["text"])
        assert ("“Een aanwijzing”" if lang == "nl" else "“An indication”") in told


def test_an_icc_below_zero_is_said_in_words():
    flat = a_release(visibility="party", parties=[f"Partij {i}" for i in range(19)], spread=6.0, seed=1)
    assert any((one.reliability.icc1 or 0) < 0 for one in flat.scales.values())
    assert "partijen verschillen niet meer dan toeval" in content(flat)["figures"]["reliability"]["note"]


def test_sources_stand_in_the_order_in_which_people_count():
    assert sorted(["C-11", "C-2", "P-2", "C-3"], key=_natural) == ["C-2", "C-3", "C-11", "P-2"]


def test_everyone_answered_is_said_only_when_everyone_did():
    nearly, fully = (a_release(people=42, invited=invited, visibility="party") for invited in (43, 42))
    said = [{row["between"] for row in content(release)["brief"]["rows"]} for release in (nearly, fully)]
    assert "iedereen antwoordde" not in said[0]
    assert "iedereen antwoordde" in said[1]


def test_the_table_of_all_numbers_has_no_empty_columns():
    figures = content(a_release(people=8, invited=12))["figures"]
    assert figures["headings"] == ["Onderdeel of uitspraak", "Aantal", "Gemiddelde", "Tussen"]
    assert len(content(a_release())["figures"]["headings"]) == 6


def test_pages_that_cannot_be_set_are_an_error_with_a_reason():
    broken = content(a_release()) | {"day": [2026, 13, 1]}
    with pytest.raises(ReportError):
        typeset("report/report.typ", broken, DATE)


@pytest.mark.parametrize(("lang", "visibility"), [("nl", "party"), ("en", "totals")])
def test_the_contents_name_every_further_page_with_its_number(lang, visibility):
    content = report_content(everything(lang, visibility))
    pages = [plain(page) for page in pages_of(whole(lang, visibility))]
    further = content["further"]
    assert [one["key"] for one in further][-6:] == [
        "found",
        "words",
        "guide",
        "agreements",
        "gaps",
        "method",
        "figures",
    ][-6:]
    assert {"moved", "choice-PHASE-now"} <= {one["key"] for one in further}
    for one in further:
        place = int(re.search(rf"{re.escape(one['name'])} (\d+)", pages[1]).group(1))
        heading = content["choices"][0]["heading"] if one["key"] == "choice-PHASE-now" else one["name"]
        assert heading in pages[place - 1], one


@pytest.mark.parametrize(("lang", "visibility"), [("nl", "party"), ("en", "totals")])
def test_a_report_with_everything_is_as_accessible_and_gives_the_same_bytes(lang, visibility):
    pdf = whole(lang, visibility)
    assert pdf == report_pdf(everything(lang, visibility))
    kinds = []
    for element in elements(pdf):
        kinds.append(str(element.S))
        if element.S == "/Figure":
            assert str(element.Alt)
    assert kinds.count("/Table") == kinds.count("/THead") > 0
    levels = [int(kind[2:]) for kind in headings_in_order(pdf)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def headings_in_order(pdf):
    """The kinds of all headings as they are read, first to last."""

    def walk(node):
        if isinstance(node, pikepdf.Array):
            for one in node:
                yield from walk(one)
        elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
            if re.fullmatch("/H[1-6]", str(node.S)):
                yield str(node.S)
            elif "/K" in node:
                yield from walk(node.K)

    with opened(pdf) as document:
        return list(walk(document.Root.StructTreeRoot.K))


def test_everything_that_a_group_made_of_it_is_in_the_report():
    text = plain(text_of(whole()))
    said = ("Thuis praten we er te weinig over.", "Dat was die ene middag.", "Wat hoop je vandaag?", "1:05–1:15")
    assert all(one in text for one in (*said, "Hangt in de hal.", "Eén straat kiezen", "Wat we niet weten"))
