import datetime
import io
import zipfile
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from samenspel.diagnosis.outcome import Action, Outcome
from samenspel.diagnosis.programme import Part, Programme
from samenspel.diagnosis.stands_out import SetAside, stands_out
from samenspel.present.result import Moment, Result
from samenspel.present.sheet import sheet
from samenspel.present.sheet.workbook import LONGEST, plain_text
from samenspel.present.words import mean_in_words, number
from samenspel.reading.release import Remark
from tests.present.rounds import PARTIES, a_release

DAY = datetime.date(2026, 3, 3)
DANGEROUS = (
    '=HYPERLINK("http://example.org","klik")',
    "=cmd|' /C calc'!A0",
    "+31 6 12345678",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "  =1+1",
    "\u200b=1+1",
    "\u00a0=1+1",
    "＝1+1",
    "﹦1+1",
    "＋1",
    "－1",
    "＠x",
    "|calc",
)


def a_result(release=None, lang="nl", **how) -> Result:
    release = release or a_release()
    return Result(release, stands_out(release), "Langer thuis wonen · nulmeting", lang, DAY, **how)


def everything(lang="nl") -> Result:
    release = a_release(visibility="party")
    found = stands_out(release)
    assert found
    return Result(
        release,
        found[1:],
        "Langer thuis wonen · tweede ronde",
        lang,
        DAY,
        set_aside=(SetAside(found[0], "Dat was die ene middag."),),
        earlier=(Moment("Nulmeting", datetime.date(2025, 11, 3), a_release(seed=2, visibility="party")),),
        programme=Programme(60, (Part("opening", "opening", 10, "Openen", "Iedereen zegt iets.", ("Wat hoop je?",)),)),
        agreed=Outcome("Tweede ronde", DAY, "Eén straat", (Action("Bellen", "Anna", datetime.date(2026, 4, 1)),)),
        before=Outcome("Nulmeting", None, "Vaker praten"),
    )


def read(made: bytes) -> dict[str, list[list[object]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(made))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def records(rows: list[list[object]]) -> list[dict[str, object]]:
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def parts(made: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(made)) as book:
        return {name: book.read(name).decode("utf-8") for name in book.namelist()}


@pytest.mark.parametrize(
    ("lang", "names"),
    [
        (
            "nl",
            [
                "Over deze ronde",
                "Onderdelen en uitspraken",
                "Keuzes",
                "Groepen",
                "Rondes vergeleken",
                "Wat opvalt",
                "Opmerkingen",
                "Gespreksprogramma",
                "Afspraken",
            ],
        ),
        (
            "en",
            [
                "About this round",
                "Parts and statements",
                "Choices",
                "Groups",
                "Rounds compared",
                "What stands out",
                "Remarks",
                "Conversation guide",
                "Agreed actions",
            ],
        ),
    ],
)
def test_every_part_has_its_sheet_in_the_language_of_the_result(lang, names):
    found = read(sheet(everything(lang)))
    there = [name for name in names if name not in ("Keuzes", "Choices")]
    assert list(found) == there
    phase = Result(a_release("phase"), (), "x", lang, DAY)
    assert list(read(sheet(phase))) == [names[0], names[2], names[6]]


def test_the_same_result_gives_the_same_bytes():
    assert sheet(everything()) == sheet(everything())


@pytest.mark.parametrize("how", [{}, {"visibility": "party"}, {"people": 14, "invited": 20}, {"people": 8}])
def test_every_released_number_is_there_as_a_number(how):
    release = a_release(**how)
    rows = {row["Kenmerk"]: row for row in records(read(sheet(a_result(release)))["Onderdelen en uitspraken"])}
    assert set(rows) == {*release.ratings, *release.scales}
    for key, one in (*release.ratings.items(), *release.scales.items()):
        row = rows[key]
        assert row["Antwoorden"] == one.n
        written = [number(row[name], "nl") for name in ("Gemiddelde", "Waarschijnlijk tussen", "en")]
        assert written == [number(value, "nl") for value in (one.mean.value, one.mean.low, one.mean.high)]
        if key in release.ratings:
            bands = tuple(row[name] for name in ("Laag", "Midden", "Hoog"))
            assert bands == (one.bands or ("", "", ""))
            counts = tuple(row.get(f"Antwoord {point}", "") for point in range(1, 8))
            assert counts == (one.counts or ("",) * 7)


def test_what_is_not_shown_is_empty_with_its_reason_and_never_nought():
    rows = records(read(sheet(a_result(a_release(people=5))))["Onderdelen en uitspraken"])
    assert {row["Gemiddelde"] for row in rows} == {""}
    assert all("niet getoond" in row["Toelichting"] or "Geen gemiddelde" in row["Toelichting"] for row in rows)
    few = records(read(sheet(a_result(a_release(people=8))))["Onderdelen en uitspraken"])
    assert all("te zien vanaf 10 antwoorden" in row["Toelichting"] for row in few if row["Kenmerk"].endswith("-1"))


def test_a_coded_mean_has_its_bound_in_a_column_of_its_own():
    story = dict.fromkeys(("AMB", "INT", "REL", "ORG", "PRO", "CHA"), 6.9)
    release = a_release(people=8, invited=20, story=story)
    rows = {row["Kenmerk"]: row for row in records(read(sheet(a_result(release)))["Onderdelen en uitspraken"])}
    coded = [key for key, one in release.ratings.items() if one.mean and one.mean.bound == "or more"]
    assert coded
    for key in coded:
        assert rows[key]["Gemiddelde"] == release.ratings[key].mean.value
        assert rows[key]["Of meer, of minder"] == "of meer"


def test_choices_are_counted_or_say_why_not():
    release = a_release("phase", people=31)
    rows = records(read(sheet(a_result(release)))["Keuzes"])
    now = [row for row in rows if row["Kenmerk"] == "PHASE-now"]
    assert tuple(row["Aantal"] for row in now) == release.choices["PHASE-now"].counts
    assert sum(row["Deel"] for row in now) == pytest.approx(1)
    hidden = records(read(sheet(a_result(a_release("phase", people=5))))["Keuzes"])
    assert {row["Aantal"] for row in hidden} == {""}
    assert all(row["Toelichting"] for row in hidden)


def test_groups_stand_in_alphabetical_order_with_what_was_released():
    release = a_release(visibility="party")
    rows = records(read(sheet(a_result(release)))["Groepen"])
    names = list(dict.fromkeys(row["Partij"] for row in rows))
    assert names == sorted(PARTIES, key=str.casefold)
    for group in release.breakdown.groups:
        own = {row["Kenmerk"]: row for row in rows if row["Partij"] == group.name}
        for key, cell in (*group.items.items(), *group.scales.items()):
            assert number(own[key]["Gemiddelde"], "nl") == mean_in_words(cell.mean, "nl")
            assert own[key]["Antwoorden"] == cell.n
            assert own[key]["Waarschijnlijk tussen"] == ""
            assert own[key]["Toelichting"].startswith("geen marge")
        for key in set(own) - {*group.items, *group.scales}:
            assert own[key]["Gemiddelde"] == ""
            assert own[key]["Toelichting"] == "niet te tonen, of niet beantwoord"


def test_totals_have_no_sheet_of_groups_and_say_why():
    found = read(sheet(a_result()))
    assert "Groepen" not in found
    assert any("Partijen of groepen staan er niet bij" in str(row[1]) for row in found["Over deze ronde"])
    text = "".join(parts(sheet(a_result())).values())
    assert not any(name in text for name in PARTIES)


def test_rounds_are_compared_with_numbers_and_days():
    result = everything()
    rows = records(read(sheet(result))["Rondes vergeleken"])
    ambition = [row for row in rows if row["Kenmerk"] == "AMB"]
    assert [row["Datum"] for row in ambition] == [datetime.date(2025, 11, 3), DAY]
    for row, release in zip(ambition, (result.earlier[0].release, result.release), strict=True):
        assert number(row["Gemiddelde"], "nl") == mean_in_words(release.scales["AMB"].mean, "nl")
    assert ambition[0]["Sinds de vorige keer"] == ""
    assert ambition[1]["Sinds de vorige keer"]


def test_what_stands_out_and_what_was_set_aside_with_its_reason():
    result = everything()
    rows = records(read(sheet(result))["Wat opvalt"])
    assert [row["Wat te zien is"] for row in rows[:-1]] == [one.told("nl") for one in result.findings]
    assert rows[-1]["Wat te zien is"] == result.set_aside[0].finding.told("nl")
    assert [row["Opzijgezet, omdat"] for row in rows] == [""] * len(result.findings) + ["Dat was die ene middag."]


def test_the_guide_and_what_came_of_conversations():
    found = read(sheet(everything()))
    assert records(found["Gespreksprogramma"])[0]["Minuten"] == 10
    before, agreed = records(found["Afspraken"])
    assert before["Toelichting"] == "er is niets afgesproken"
    assert (agreed["Wat jullie gaan doen"], agreed["Wie"]) == ("Bellen", "Anna")
    assert agreed["Uiterlijk"] == datetime.date(2026, 4, 1)
    assert agreed["Hoe het staat"] == "Loopt"


def test_remarks_are_those_that_were_released():
    release = a_release()
    rows = records(read(sheet(a_result(release)))["Opmerkingen"])
    assert [row["Opmerking"] for row in rows] == [one.text for one in release.remarks]


@pytest.mark.parametrize("text", DANGEROUS)
def test_text_that_begins_like_a_formula_is_made_harmless(text):
    said = plain_text(text)
    assert said.startswith("'")
    assert said.lstrip("'").lstrip() == text.replace("\u200b", "").strip("\t\r \u00a0")


@pytest.mark.parametrize("text", ["5,8", "a = b", "'s Middags", "− minder", "– streepje", "“=1+1”", "", "1 - 2", "#1"])
def test_other_text_stays_as_it_was_typed(text):
    assert plain_text(text) == text


@given(st.text())
def test_no_text_begins_as_a_formula_or_holds_what_xml_forbids(text):
    said = plain_text(text)
    assert not said.lstrip().startswith(("=", "+", "-", "@", "|", "＝", "＋", "－", "＠"))
    ElementTree.fromstring(f"<a>{said.replace('&', '').replace('<', '').replace(']]>', '')}</a>")


def test_nothing_in_the_file_is_a_formula_a_link_or_a_macro():
    release = a_release(visibility="party", people=32, parties=DANGEROUS)
    release = replace(release, remarks=tuple(Remark("AMB-open", text) for text in DANGEROUS))
    assert any(item.id == "AMB-open" for item in release.instrument.items)
    danger = DANGEROUS[0]
    result = Result(
        release,
        (),
        danger,
        "nl",
        DAY,
        earlier=(Moment(danger, datetime.date(2025, 1, 1), a_release(seed=2)),),
        programme=Programme(60, (Part("own/1", "own", 60, danger, danger, (danger,), danger, (danger,)),)),
        agreed=Outcome(danger, DAY, danger, (Action(danger, danger, None, "done", danger),)),
    )
    made = sheet(result)
    held = parts(made)
    pages = [text for name, text in held.items() if name.startswith("xl/worksheets/")]
    assert pages
    assert not any("<f>" in text or "<f " in text or "<hyperlink" in text for text in pages)
    assert not any("vba" in name or "externalLink" in name or "connections" in name for name in held)
    for rows in read(made).values():
        for row in rows:
            for value in row:
                if isinstance(value, str):
                    assert plain_text(value) == value or value.startswith("'")
    ElementTree.fromstring(held["docProps/core.xml"])


def test_control_characters_lone_surrogates_and_endless_text_do_not_break_the_file():
    release = a_release(visibility="party", people=20, parties=("a\x00b\x1b[31m", "\ud800x", "y" * 40_000, "_x0041_"))
    rows = records(read(sheet(Result(release, (), "\x07titel\ufffe", "nl", DAY)))["Groepen"])
    names = {row["Partij"] for row in rows}
    assert names == {"ab[31m", "x", "y" * LONGEST, "_x0041_"}


def test_tables_can_be_filtered_and_keep_their_headings_in_sight():
    held = parts(sheet(everything()))
    pages = [text for name, text in sorted(held.items()) if name.startswith("xl/worksheets/sheet")]
    assert sum("<autoFilter" in text for text in pages) == len(pages) - 1
    assert sum('state="frozen"' in text for text in pages) == len(pages) - 1
    assert 'val="Arial"' in held["xl/styles.xml"]


def test_the_file_says_what_it_is_and_who_made_it():
    core = parts(sheet(everything()))["docProps/core.xml"]
    assert "Langer thuis wonen · tweede ronde" in core
    assert "Samenspel" in core
    assert "2026-03-03T00:00:00Z" in core
