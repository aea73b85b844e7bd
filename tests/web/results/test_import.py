"""Answers from another tool become a round in the browser: matched, corrected, remembered, and never half."""

import io
import re
from datetime import UTC, datetime

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

import samenspel.examples
from samenspel.errors import ReleaseError
from samenspel.web.answering.models import Response
from samenspel.web.results import incoming, queries, services
from samenspel.web.rounds.models import Round
from samenspel.web.uploads.models import RememberedColumns, Upload
from tests.shared import shared

EXAMPLE = "langer-thuis-wonen-2.csv"
SMALL = "Partij;AMB-1;AMB-2\n" + "".join(f"P{n % 3};{n % 7 + 1};{(n + 2) % 7 + 1}\n" for n in range(14))


def example() -> bytes:
    from importlib.resources import files

    return files(samenspel.examples).joinpath(EXAMPLE).read_bytes()


def address(cast, name, *more):
    return reverse(f"results:{name}", args=[cast.network.code, *more])


def bring(cast, data=None, name=EXAMPLE, who="facilitator"):
    """Bring a file; the answer of the site, and the upload when there is one."""
    file = SimpleUploadedFile(name, example() if data is None else data)
    response = cast.client(who).post(address(cast, "import"), {"file": file})
    return response, Upload.objects.order_by("-pk").first()


def columns_of(cast, upload):
    return {column.header: column for column in incoming.looked_at(upload).columns}


def set_columns(cast, upload, client=None, **more):
    """Hand in the form of the columns as it stands, with changes: a header and what it is."""
    changes = more.pop("changes", {})
    given = {f"c{one.number}": one.meaning.replace("ignore", "") for one in incoming.looked_at(upload).columns}
    given |= {f"c{columns_of(cast, upload)[header].number}": meaning for header, meaning in changes.items()}
    client = client or cast.client("facilitator")
    instrument = more.pop("instrument", upload.choices["instrument"].split("+"))
    response = client.post(address(cast, "import-columns", upload.code), {**given, "instrument": instrument, **more})
    upload.refresh_from_db()
    return response


PLAN = {"title": "Nulmeting", "closed_on": "2026-02-20", "invited": "", "visibility": "totals", "breakdown": ""}


def confirm(cast, upload, client=None, **more):
    client = client or cast.client("facilitator")
    return client.post(address(cast, "import-round", upload.code), PLAN | more)


def test_the_example_becomes_a_round_with_a_result(cast):
    response, upload = bring(cast)
    assert response.headers["location"] == address(cast, "import-columns", upload.code)
    assert upload.choices["instrument"].startswith("conditions")
    page = cast.client("facilitator").get(response.headers["location"]).content.decode()
    assert "herkend aan de tekst" in page
    roles = {"Organisatie": "party", "Mijn opmerkingen mogen in het verslag": "may-quote"}
    response = set_columns(cast, upload, changes=roles)
    assert response.headers["location"] == address(cast, "import-round", upload.code)
    page = cast.client("facilitator").get(response.headers["location"]).content.decode()
    people = incoming.imported(upload, skip=True).answers.people
    assert f"staan {people} mensen" in page
    skip = {"skip": "on"} if "Sla rijen met fouten over" in page else {}
    response = confirm(cast, upload, visibility="party", knew="on", invited=str(people + 6), **skip)
    round = Round.objects.get()
    assert response.headers["location"] == reverse("results:result", args=[cast.network.code, round.code])
    assert (round.door, round.visibility, round.invited) == ("import", "party", people + 6)
    assert f"{round.closed_at:%Y-%m-%d}" == "2026-02-20"
    release = queries.release_of(round)
    assert (release.people, release.invited) == (people, people + 6)
    assert "Woonstede" in {group.name for group in release.breakdown.groups} or len(release.breakdown.groups) > 3
    page = cast.client("viewer").get(response.headers["location"]).content.decode()
    assert 'id="flower"' in page
    upload.refresh_from_db()
    assert bytes(upload.content) == b""


def test_the_release_is_that_of_the_command_line(cast):
    from samenspel.reading.release import Policy, release
    from samenspel.reading.score import read

    _, upload = bring(cast, SMALL.encode(), "klein.csv")
    set_columns(cast, upload, changes={"Partij": "party"})
    expected = release(read(incoming.imported(upload, skip=False, invited=20).answers), Policy())
    confirm(cast, upload, invited="20")
    assert queries.release_of(Round.objects.get()) == expected


def test_a_second_confirmation_gives_the_same_round(cast):
    _, upload = bring(cast, SMALL.encode(), "klein.csv")
    client = cast.client("facilitator")
    first, second = confirm(cast, upload, client), confirm(cast, upload, client)
    assert first.headers["location"] == second.headers["location"]
    assert Round.objects.count() == 1
    stale = Upload.objects.get()
    stale.choices.pop("round")
    plan = services.ImportPlan("Nulmeting", Round.objects.get().closed_at, None, "totals", "", False)
    stale.content = SMALL.encode()  # as it was before the first was done
    assert services.import_file(stale, by=cast.facilitator, now=Round.objects.get().closed_at, plan=plan) == (
        Round.objects.get()
    )


def test_answers_that_closed_today_come_after_a_round_that_closed_this_afternoon(cast, monkeypatch):
    evening = datetime(2026, 3, 2, 18, 30, tzinfo=UTC)
    monkeypatch.setattr(timezone, "now", lambda: evening)
    _, upload = bring(cast, SMALL.encode(), "klein.csv")
    set_columns(cast, upload)
    confirm(cast, upload, closed_on="2026-03-02")
    assert Round.objects.get().closed_at == evening


def test_nothing_is_half_when_publishing_fails(cast, monkeypatch):
    _, upload = bring(cast, SMALL.encode(), "klein.csv")

    def fails(*given, **more):
        from samenspel.errors import Problem

        raise ReleaseError(Problem("release-party-unknown"))

    monkeypatch.setattr(services, "publish", fails)
    assert confirm(cast, upload).status_code == 400
    assert not Round.objects.exists()
    assert not Response.objects.exists()
    upload.refresh_from_db()
    assert bytes(upload.content)


def test_columns_that_are_corrected_are_remembered_for_the_next_file(cast):
    strange = SMALL.replace("AMB-1", "Vraag over doel").replace("Partij", "Club")
    _, upload = bring(cast, strange.encode(), "vreemd.csv")
    assert columns_of(cast, upload)["Vraag over doel"].meaning == ""
    set_columns(cast, upload, changes={"Vraag over doel": "AMB-1", "Club": "party", "AMB-2": ""})
    confirm(cast, upload)
    assert set(queries.release_of(Round.objects.get()).ratings) == {"AMB-1"}
    assert RememberedColumns.objects.get().network == cast.network
    _, again = bring(cast, strange.encode(), "vreemd-2.csv")
    seen = columns_of(cast, again)
    assert [seen[header].meaning for header in ("Vraag over doel", "Club", "AMB-2")] == ["AMB-1", "party", "ignore"]
    set_columns(cast, again)  # the same form once more changes nothing
    assert columns_of(cast, again) == seen


def test_two_columns_for_one_question_are_told_and_the_choices_kept(cast):
    _, upload = bring(cast, b"AMB-1;Doel\n" + b"3;4\n" * 12, "dubbel.csv")
    response = set_columns(cast, upload, changes={"Doel": "AMB-1"})
    assert response.status_code == 400
    page = response.content.decode()
    assert "AMB-1" in page
    assert 'role="alert"' in page
    assert len(re.findall(r'<option value="AMB-1" selected>', page)) == 2
    assert set_columns(cast, upload, changes={"Doel": ""}).status_code == 302


def test_another_questionnaire_and_another_sheet_can_be_chosen(cast):
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        book.add_worksheet("Uitleg").write_row(0, 0, ["Lees dit", "eerst"])
        book.get_worksheet_by_name("Uitleg").write_row(1, 0, ["x", "y"])
        sheet = book.add_worksheet("Antwoorden")
        sheet.write_row(0, 0, ["AMB-1", "PHASE-now"])
        for row in range(1, 13):
            sheet.write_row(row, 0, [row % 7 + 1, "do"])
    response, upload = bring(cast, made.getvalue(), "twee.xlsx")
    page = cast.client("facilitator").get(response.headers["location"]).content.decode()
    assert "Geen enkele kolom is herkend" in page
    response = set_columns(cast, upload, sheet="Antwoorden", **{"sheet-now": "Uitleg"})
    assert response.headers["location"] == address(cast, "import-columns", upload.code)
    assert columns_of(cast, upload)["AMB-1"].meaning == "AMB-1"
    set_columns(cast, upload, instrument=["conditions", "phase"])
    assert upload.choices["instrument"] == "conditions+phase"
    assert columns_of(cast, upload)["PHASE-now"].meaning == "PHASE-now"


def test_an_unknown_heading_goes_nowhere_by_itself(cast):
    _, upload = bring(cast, b"Naam;Kleur\nPim;rood\n", "anders.csv")
    response = set_columns(cast, upload)
    assert response.status_code == 400
    assert "Geen enkele kolom is herkend" in response.content.decode()


def test_a_forms_workbook_with_words_for_answers_comes_in(cast):
    data = shared("formats/msforms/CONSTRUCTED_msforms_layout_nl.xlsx").read_bytes()
    _, upload = bring(cast, data, "forms.xlsx")
    meanings = {
        "Tot welke organisatie behoort u?": "party",
        "Ik ben onder de indruk van de kwaliteit van de leiding": "AMB-1",
        "Ik zou met een probleem naar de leiding gaan": "AMB-2",
        "De lijn werkt goed": "AMB-3",
        "Opmerkingen": "AMB-open",
    }
    assert set_columns(cast, upload, changes=meanings).status_code == 302
    client, there = cast.client("facilitator"), address(cast, "import-round", upload.code)
    page = client.get(there).content.decode()
    assert "Wat betekenen deze woorden?" in page
    words = re.findall(r'name="(word\d+)" value="([^"]+)"', page)
    points = {"Helemaal mee oneens": 1, "Mee oneens": 2, "Niet mee eens, niet mee oneens": 4, "Mee eens": 6,
              "Helemaal mee eens": 7}  # fmt: skip
    assert {word for _, word in words} == set(points)
    given = dict(words)
    given |= {name.replace("word", "meaning"): f"point:{float(points[word])!r}" for name, word in words}
    assert client.post(there, {"words": "1", **given}).status_code == 302
    page = client.get(there).content.decode()
    assert "Wat betekenen deze woorden?" not in page
    assert "staan 37 mensen" in page
    assert confirm(cast, upload).status_code == 302
    release = queries.release_of(Round.objects.get())
    assert (release.people, release.parties, set(release.ratings)) == (37, 3, {"AMB-1", "AMB-2", "AMB-3"})
    assert RememberedColumns.objects.get().meanings["words"]["Mee eens"] == 6


BAD = SMALL + "P1;acht;3\nP1;4;99\n"


def test_rows_with_mistakes_are_told_and_left_out_only_when_that_is_chosen(cast):
    _, upload = bring(cast, BAD.encode(), "fout.csv")
    set_columns(cast, upload)
    page = cast.client("facilitator").get(address(cast, "import-round", upload.code)).content.decode()
    assert "fout.csv, rij 16, kolom AMB-1" in page
    assert "--map" not in page
    assert "--skip" not in page
    response = confirm(cast, upload)
    assert response.status_code == 400
    assert "Er staan fouten in het bestand" in response.content.decode()
    assert 'value="Nulmeting"' in response.content.decode()
    assert not Round.objects.exists()
    assert confirm(cast, upload, skip="on").status_code == 302
    assert queries.release_of(Round.objects.get()).people == 14


def test_answers_that_are_there_already_are_refused_without_talk_of_rows(cast):
    for title, left_out in (("Eerste keer", 0), ("Tweede keer", 1)):
        lines = example().splitlines()
        _, upload = bring(cast, b"\n".join(lines[: len(lines) - left_out]))
        set_columns(cast, upload)
        response = confirm(cast, upload, title=title)
    page = response.content.decode()
    assert response.status_code == 400
    assert "“Eerste keer”" in page
    assert 'value="Tweede keer"' in page
    assert "Sla rijen met fouten over" not in page
    assert Round.objects.count() == 1


def test_a_file_in_which_every_row_is_wrong_cannot_be_confirmed(cast):
    _, upload = bring(cast, b"AMB-1\n99\n88\n", "fout.csv")
    page = cast.client("facilitator").get(address(cast, "import-round", upload.code)).content.decode()
    assert "Inlezen en uitkomst maken" not in page
    assert confirm(cast, upload, skip="on").status_code == 400
    assert not Round.objects.exists()


@pytest.mark.parametrize(("given", "words"), [
    ({"visibility": "party"}, "Wisten mensen het niet vooraf"),
    ({"invited": "3"}, "Er antwoordden 14 mensen"),
    ({"closed_on": "2099-01-01"}, "Kies een dag die al is geweest"),
    ({"title": ""}, "field--wrong"),
    ({"title": "x" * 200}, "field--wrong"),
    ({"visibility": "name"}, "field--wrong"),
    ({"breakdown": "ring"}, "field--wrong"),
])  # fmt: skip
def test_a_plan_that_cannot_be_is_refused_at_its_field(cast, given, words):
    _, upload = bring(cast, SMALL.encode(), "klein.csv")
    set_columns(cast, upload, changes={"Partij": "party"})
    response = confirm(cast, upload, **given)
    assert response.status_code == 400
    assert words in response.content.decode()
    assert not Round.objects.exists()


def test_by_party_is_offered_only_with_a_column_for_it(cast):
    _, upload = bring(cast, SMALL.encode(), "klein.csv")
    assert columns_of(cast, upload)["Partij"].meaning == "party"  # a proposal, to be seen and corrected
    set_columns(cast, upload, changes={"Partij": ""})
    assert confirm(cast, upload, visibility="party", knew="on").status_code == 400
    page = cast.client("facilitator").get(address(cast, "import-round", upload.code)).content.decode()
    assert "Open per partij" not in page


def test_one_breakdown_of_the_totals_can_be_chosen(cast):
    lines = ["Sector;AMB-1"] + [f"{'zorg' if n % 2 else 'wonen'};{n % 7 + 1}" for n in range(40)]
    _, upload = bring(cast, "\n".join(lines).encode(), "sector.csv")
    set_columns(cast, upload, changes={"Sector": "breakdown"})
    assert confirm(cast, upload, breakdown="sector").status_code == 302
    groups = queries.release_of(Round.objects.get()).breakdown.groups
    assert [group.name for group in groups] == ["wonen", "zorg"]


@pytest.mark.parametrize(("data", "name", "words"), [
    (b"", "leeg.csv", "leeg"),
    (b"%PDF-1.7 iets", "rapport.pdf", "geen tabel"),
    (b"\x89PNG\r\n\x1a\n\x00\x00", "foto.png", "geen tabel"),
    (b"PK\x03\x04 half", "half.xlsx", "beschadigd"),
    (b"AMB-1;AMB-2\n", "kop.csv", "alleen kolomkoppen"),
    (b'AMB-1;AMB-2\n"3;4\n5;6\n', "aanhaling.csv", "aanhalingsteken"),
])  # fmt: skip
def test_a_file_that_is_no_list_is_refused_kindly(cast, data, name, words):
    response, _ = bring(cast, data, name)
    page = response.content.decode()
    if response.status_code == 302:
        page = cast.client("facilitator").get(response.headers["location"]).content.decode()
    assert 'role="alert"' in page
    assert words in page
    assert not Round.objects.exists()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_file_in_any_usual_encoding_comes_in(cast, encoding):
    text = SMALL.replace("P1", "Zorgcoöperatie É")
    _, upload = bring(cast, text.encode(encoding), "klein.csv")
    set_columns(cast, upload, changes={"Partij": "party"})
    assert "Zorgcoöperatie É" in incoming.imported(upload, skip=False).answers.party.names


def test_no_file_at_all_is_said(cast):
    response = cast.client("facilitator").post(address(cast, "import"))
    assert response.status_code == 400
    assert "nog geen bestand" in response.content.decode()


def test_too_many_people_are_refused(cast, monkeypatch):
    monkeypatch.setattr(incoming, "MOST_PEOPLE", 10)
    _, upload = bring(cast, SMALL.encode(), "klein.csv")
    response = confirm(cast, upload)
    assert response.status_code == 400
    assert "meer dan 10 mensen" in response.content.decode()


def test_a_file_can_be_thrown_away(cast):
    _, upload = bring(cast, SMALL.encode(), "klein.csv")
    client = cast.client("facilitator")
    assert client.post(address(cast, "import-forget", upload.code)).status_code == 302
    assert not Upload.objects.exists()
    assert client.get(address(cast, "import-columns", upload.code)).status_code == 404


def test_only_facilitators_import_and_only_their_own_file(cast):
    _, upload = bring(cast, SMALL.encode(), "klein.csv")
    pages = [
        address(cast, "import"),
        *(address(cast, name, upload.code) for name in ("import-columns", "import-round")),
    ]
    for page in pages:
        assert cast.client("viewer").get(page).status_code == 404
        assert cast.client("outsider").get(page).status_code == 404
        assert cast.client().get(page).status_code == 302
    for page in pages[1:]:
        assert cast.client("steward").get(page).status_code == 404
    for who in ("viewer", "outsider", "steward"):
        assert cast.client(who).post(address(cast, "import-forget", upload.code)).status_code == 404
    assert cast.client("facilitator").get(pages[0]).status_code == 200


def test_an_import_takes_few_queries_however_many_people(cast, django_assert_max_num_queries):
    many = "AMB-1;AMB-2\n" + "".join(f"{n % 7 + 1};{n % 5 + 1}\n" for n in range(400))
    _, upload = bring(cast, many.encode(), "veel.csv")
    client = cast.client("facilitator")
    with django_assert_max_num_queries(42):
        confirm(cast, upload, client)
    assert queries.release_of(Round.objects.get()).people == 400


def test_a_sheet_that_does_not_exist_is_not_chosen(cast):
    _, upload = bring(cast, SMALL.encode(), "klein.csv")
    assert set_columns(cast, upload, sheet="elders\0").headers["location"] == address(cast, "import-round", upload.code)
    assert "sheet" not in upload.choices
