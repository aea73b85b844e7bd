import re
from dataclasses import replace
from functools import cache
from itertools import pairwise, product

import pikepdf
import pytest

from samenspel.diagnosis.stands_out import stands_out
from samenspel.errors import ReportError
from samenspel.present.report import one_page_pdf, report_pdf
from samenspel.present.report.content import report_content
from samenspel.present.report.method import _natural
from samenspel.present.typeset import typeset
from samenspel.present.words import end, interval_in_words, mean_in_words, number
from samenspel.reading.answers import BLANK
from samenspel.reading.release import Policy, release
from samenspel.reading.score import read
from samenspel.theory.library import find_instrument
from tests.present.pdf import elements, opened, pages_of, text_of
from tests.present.report.results import DATE, a_result, everything
from tests.present.rounds import PARTIES, REMARKS, STORY, a_release, an_instrument, some_answers

HOSTILE = (
    "👍🏽 top! 👨‍👩‍👧 🏳️‍🌈",
    '#eval("1+1") #import "x.typ" #pagebreak() $x^2$ *vet* _cursief_ `code` @label <label> \\ // [a](b) ~',
    "<b>html</b><script>alert(1)</script> {place} %s",
    ("lange zin " * 500).strip(),
    "w" * 300,
    "مرحبا بالعالم، نحن نعمل معا منذ عام",
    "שלום לכולם, עובדים יחד (כבר שנה) 2024",
    "\x00\x01\x07\x1b[31m zero\u200bwidth\u200d\ufeff\u2060 \u202eomgekeerd\u202c",
    "Z" + "\u0301\u0302\u0303\u0304\u0305" * 20 + "algo",
    "你好世界 ไทย हिन्दी 한국어",
    "= kop\n- lijst\n+ genummerd\n/ begrip: x",
    "\n".join(str(line) for line in range(400)),
    "\uffff\ufffe\U0010ffff\ue000",
)


_reports = {}


def a_report(release, lang="nl", title="Langer thuis wonen"):
    """The report of a release, set once."""
    known = id(release), lang, title
    if known not in _reports:
        _reports[known] = release, report_pdf(a_result(release, lang, title))
    return _reports[known][1]


@cache
def whole(lang="nl", visibility="party"):
    """A report with everything, set once."""
    return report_pdf(everything(lang, visibility))


@cache
def hostile(text):
    """A report in which people wrote this text everywhere."""
    return report_pdf(everything(text=text, remarks=(), people=20, invited=24, parties=PARTIES[:3]))


def content(release, lang="nl", title="Langer thuis wonen"):
    return report_content(a_result(release, lang, title))


def plain(text):
    return " ".join(text.split())


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


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_it_holds_every_number_that_was_released(lang):
    release = a_release()
    text = plain(text_of(a_report(release, lang)))
    assert "38 van de 44" in text or "38 of the 44" in text
    for one in (*release.ratings.values(), *release.scales.values()):
        assert mean_in_words(one.mean, lang) in text
        assert interval_in_words(one.mean, lang) in text
    for one in release.ratings.values():
        assert " · ".join(map(str, one.counts)) in text


def known_decimals(release, lang):
    """Every number with a decimal that a release holds, as it is written."""
    means = [one.mean for one in (*release.ratings.values(), *release.scales.values()) if one.mean]
    if release.breakdown:
        cells = [cell for group in release.breakdown.groups for cell in (*group.items.values(), *group.scales.values())]
        means += [cell.mean for cell in cells]
    written = {number(value, lang) for mean in means for value in (mean.value, mean.low, mean.high)}
    for one in release.ratings.values():
        if one.agreement and one.agreement.a is not None:
            written |= {number(one.agreement.a, lang, 2), number(one.agreement.chance, lang, 2)}
    for scale in release.scales.values():
        known = scale.reliability
        if known:
            values = (known.alpha, known.omega, known.icc1, known.icc2)
            written |= {number(value, lang, 2) for value in values if value is not None}
    return {one.lstrip("−") for one in written}


@pytest.mark.parametrize(
    ("people", "visibility"), [(5, "totals"), (8, "totals"), (14, "totals"), (38, "totals"), (14, "party")]
)
@pytest.mark.parametrize("make", [report_pdf, one_page_pdf])
def test_it_holds_no_number_that_was_not_released(people, visibility, make):
    release = a_release(people=people, visibility=visibility, breakdown=visibility == "totals")
    pdf = make(a_result(release))
    found = set(re.findall(r"\d+,\d+", text_of(pdf)))
    assert found <= known_decimals(release, "nl")


def test_a_statement_that_may_not_be_shown_has_no_number_at_all():
    release = a_release(people=6, invited=9, seed=4, remarks=())
    hidden = [item for item, one in release.ratings.items() if one.mean is None]
    shown = [item for item, one in release.ratings.items() if one.mean]
    assert hidden
    assert shown
    rows = {row["text"]: row for page in content(release)["scales"] for row in page["rows"]}
    for item in hidden:
        row = rows[release.instrument.item(item).text.nl]
        assert (row["mean"], row["between"]) == ("–", "")
        assert set(re.findall(r"\d+", row["meta"])) == {str(release.policy.k + 1)}
        assert "<circle" not in row["svg"]


@pytest.mark.parametrize(("lang", "visibility"), [("nl", "party"), ("en", "totals")])
def test_hostile_remarks_names_and_titles_do_not_break_it(visibility, lang):
    parties = ["Gemeente #eval(1) *X*", "🏠 Woonclub", "شركة", "<b>Bold</b>", "x" * 200, "Partij\nTwee"]
    release = a_release(remarks=HOSTILE, people=80, invited=100, parties=parties, visibility=visibility)
    title = HOSTILE[0] + "\n" + HOSTILE[1] + "我" * 3 + "T" * 400
    text = plain(text_of(a_report(release, lang, title)))
    assert '#eval("1+1") #import "x.typ" #pagebreak() $x^2$ *vet* _cursief_' in text
    assert "<script>alert(1)</script> {place} %s" in text
    one_page = one_page_pdf(a_result(release, lang, title))
    assert len(opened(one_page).pages) == 1


def test_a_remark_is_there_in_full_and_only_as_often_as_it_was_released():
    release = a_release(people=38)
    text = plain(text_of(a_report(release)))
    for remark in {remark.text for remark in release.remarks}:
        there = sum(1 for one in release.remarks if one.text == remark)
        assert text.count(remark[:30]) == there


def test_remarks_that_were_held_are_counted_and_not_shown():
    release = a_release(people=38, visibility="party")
    assert release.remarks_held > 1
    text = plain(text_of(a_report(release)))
    assert f"{release.remarks_held} opmerkingen zijn geschreven maar staan er niet in." in text
    assert "over de vloer" not in plain(text_of(a_report(a_release(people=8, invited=9))))


def test_a_totals_round_names_no_party_and_says_why():
    text = plain(text_of(a_report(a_release())))
    assert "noemt dit rapport geen partijen" in text
    assert "Zorggroep" not in text
    assert "Bewonersraad Noord" not in text


def test_parties_stand_in_alphabetical_order_and_never_by_score():
    release = a_release(visibility="party")
    for page in content(release)["scales"]:
        for made in page["groups"]["tables"]:
            assert [row["name"] for row in made["rows"]] == [group.name for group in release.breakdown.groups]


def test_a_breakdown_shows_only_the_cells_that_were_released():
    release = a_release(people=60, invited=80, breakdown=True)
    assert release.breakdown.alike
    for page, scale in zip(content(release)["scales"], release.scales.values(), strict=True):
        for made in page["groups"]["tables"]:
            for row, group in zip(made["rows"], release.breakdown.groups, strict=True):
                shown = [cell["text"] for cell in row["cells"]]
                cells = [group.items.get(item) for item in scale.items]
                assert shown == ["–" if cell is None else mean_in_words(cell.mean, "nl") for cell in cells]


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


def test_a_page_of_a_condition_asks_its_plain_question():
    pages = content(a_release())["scales"]
    assert [page["heading"] for page in pages][:2] == ["Waar willen we samen heen?", "Wat is voor ieder belangrijk?"]
    assert pages[-1]["heading"] == "Heeft de opgave er iets aan?"


@pytest.mark.parametrize("visibility", ["totals", "party"])
def test_any_instrument_gets_a_page_per_scale(visibility):
    release = a_release(an_instrument(scales=3, items=5, high=5), people=30, invited=None, visibility=visibility)
    pages = content(release)["scales"]
    assert [len(page["rows"]) for page in pages] == [5, 5, 5]
    assert "telt omgekeerd mee" in pages[1]["rows"][0]["meta"]
    assert "van 5" in plain(text_of(a_report(release)))


@pytest.mark.parametrize(
    ("instrument", "people"),
    [*product(["phase", "kind+features"], [0, 3, 12, 30]), ("features", 12), ("kind", 30)],
)
def test_instruments_without_scales_have_a_report_and_one_page_too(instrument, people):
    release = a_release(instrument, people=people)
    assert len(opened(a_report(release, "en")).pages) >= 2
    assert len(opened(one_page_pdf(a_result(release, "en", "", findings=()))).pages) == 1


def test_phases_show_how_many_chose_each_and_which_were_skipped():
    release = a_release("phase", people=38)
    block = content(release)["choices"][0]
    counts = release.choices["PHASE-now"].counts
    assert [row["count"] for row in block["rows"]] == [str(count) for count in counts]
    assert f"{max(counts)} van 38 mensen" in block["sentence"]


def test_a_round_with_nothing_to_show_says_so_and_lists_the_statements():
    text = plain(text_of(a_report(a_release(people=4))))
    assert "Nog te weinig antwoorden" in text
    assert "We nemen besluiten op het moment dat ze nodig zijn." in text


def test_an_empty_title_gives_way_to_the_name_of_the_instrument():
    assert content(a_release(), title="  ")["title"] == "Condities voor kansrijk samenwerken"


def test_the_method_says_who_can_see_the_answers_and_which_rules_were_applied():
    text = plain(text_of(a_report(a_release())))
    assert "kan daarin elk antwoord lezen" in text
    assert "vanaf 6 antwoorden" in text
    assert "6 genodigden antwoordden niet" in text
    assert "C-2, C-3" in text


def without(*left_out):
    """A round in which nobody was asked these items of its form."""
    whole = find_instrument("conditions+phase")
    answers = some_answers(whole, 38, 44, REMARKS, "full", 1, STORY, PARTIES, 1.2, breakdown=False)
    codes = {item: one for item, one in answers.codes.items() if item not in left_out}
    return release(read(replace(answers, codes=codes)), Policy())


def test_items_that_were_not_in_the_file_are_named_and_the_scale_says_how_many_are_left():
    made = without("INT-1", "INT-2", "PHASE-next")
    text = plain(text_of(a_report(made)))
    names = "; ".join(made.instrument.item(item).short.nl for item in ("INT-1", "INT-2"))
    assert f"2 van de 23 uitspraken stonden niet in het bestand: {names}." in text
    assert f"niet in het bestand stonden: {made.instrument.item('PHASE-next').short.nl}." in text
    assert "geen enkele uitspraak helemaal weggelaten" not in text
    assert [page["mean"]["asked"] for page in content(made)["scales"]][:3] == ["", "2 van 4 uitspraken", ""]


def test_of_many_missing_items_the_first_eight_are_named():
    made = without(*(f"{scale}-{item}" for scale in ("INT", "REL", "ORG") for item in range(1, 5)))
    text = plain(text_of(a_report(made, "en")))
    assert "12 of the 23 statements were not in the file" in text
    assert "and 4 more." in text


def test_a_reversed_statement_is_not_named_lowest():
    made = a_release(an_instrument(scales=2, items=3), people=60, invited=None, story={"S0": 6.0, "S1": 2.0}, seed=2)
    reverse = made.instrument.item("S1-0").short.nl
    said = [page["sentence"] for page in content(made)["scales"]]
    assert reverse not in said[1]
    assert said[1].endswith("Uitspraken die omgekeerd meetellen, zijn hier niet vergeleken.")
    assert "omgekeerd" not in said[0]


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


def test_a_breakdown_that_shows_nothing_takes_no_page_and_is_explained():
    made = a_release(people=8, invited=12, breakdown=True)
    assert not made.breakdown.groups
    assert content(made)["differs"] is None
    assert "De uitsplitsing naar sector staat er niet in" in plain(text_of(a_report(made)))
    assert "uitsplitsing naar sector" not in plain(text_of(a_report(a_release(visibility="party"))))


def test_how_sure_a_finding_is_stands_in_words_and_is_explained():
    for lang, sure in (("nl", "Hoe zeker: "), ("en", "How sure: ")):
        made = content(a_release(), lang)
        cards = [card for part in made["found"]["parts"] for card in part["cards"]]
        assert all(f" · {sure}" in card["evidence"] for card in cards)
        told = " ".join(text for part in made["method"]["parts"] for text in part["text"])
        assert ("“Een aanwijzing”" if lang == "nl" else "“An indication”") in told


def test_a_choice_says_how_many_did_not_choose():
    whole = find_instrument("conditions+phase")
    answers = some_answers(whole, 38, 44, REMARKS, "full", 1, STORY, PARTIES, 1.2, breakdown=False)
    codes = {item: one.copy() for item, one in answers.codes.items()}
    codes["PHASE-now"][:2] = BLANK
    made = release(read(replace(answers, codes=codes)), Policy())
    said = {block["key"]: block["meta"] for block in content(made)["choices"]}
    assert said == {
        "choice-PHASE-now": "36 antwoorden · 2 kozen niet of wisten het niet",
        "choice-PHASE-next": "38 antwoorden",
    }


def test_the_ends_of_the_range_are_said_once_a_page():
    for people in (8, 14, 38):
        for page in content(a_release(people=people, invited=50))["scales"]:
            assert " ".join(page["legend"]).count("(helemaal niet)") == 1


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


def test_the_scale_of_a_row_is_explained_with_its_own_ends():
    page = content(a_release())["scales"][0]
    kind = a_release().instrument.item("AMB-1").kind
    assert f"{end(kind.low, 'nl')} (helemaal niet)" in page["legend"][0]


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


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_people_write_about_a_result_can_be_set(text):
    assert hostile(text)


def test_what_people_write_about_a_result_is_never_markup():
    text = plain(text_of(hostile(HOSTILE[1])))
    assert '#eval("1+1") #import "x.typ" #pagebreak()' in text


def test_everything_that_a_group_made_of_it_is_in_the_report():
    text = plain(text_of(whole()))
    said = ("Thuis praten we er te weinig over.", "Dat was die ene middag.", "Wat hoop je vandaag?", "1:05–1:15")
    assert all(one in text for one in (*said, "Hangt in de hal.", "Eén straat kiezen", "Wat we niet weten"))


def test_where_the_collaboration_stands_is_a_path_as_far_as_it_may_be_shown():
    block = content(a_release("phase", people=38))["choices"][0]
    assert block["picture"]["svg"].startswith("<svg")
    hidden = content(a_release("phase", people=8, invited=12))["choices"][0]
    assert hidden["picture"] is None
    assert "niet te tonen" in hidden["sentence"]


def test_groups_have_a_picture_with_its_words_and_parties_are_explained_away_in_totals():
    page = content(a_release(visibility="party"))["differs"]
    assert page["picture"]["svg"].startswith("<svg")
    assert page["picture"]["alt"]
    totals = content(a_release(people=60, invited=80, breakdown=True))["differs"]
    assert "Partijen staan er niet bij" in totals["sentence"]
    assert not any(note in totals["sentence"] for note in totals["notes"])


def test_remarks_about_a_part_that_was_not_rated_are_kept():
    whole = find_instrument("conditions")
    asked = [item.id for item in whole.items if not item.id.startswith("AMB-") or item.id == "AMB-open"]
    made = a_release(an_instrument(whole, asked))
    assert any(remark.item == "AMB-open" for remark in made.remarks)
    assert [one["heading"] for one in content(made)["remarks"]] == [made.instrument.item("AMB-open").short.nl]
