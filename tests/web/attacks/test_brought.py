"""Somebody brings a file of which the name, the sheets, the headings or the cells are meant to be something else."""

import io

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from samenspel.web.parties.models import Participant, Party
from samenspel.web.uploads.models import Upload
from samenspel.web.uploads.services import path_of, tidy_name

MARK = '"><img src=x onerror=alert(1)><script>alert(2)</script>'
CELL = f'{MARK}\'{{{{ 7*7 }}}}{{% include "x" %}}#read("/etc/passwd")'


def workbook(header, *rows, sheet="Blad"):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"strings_to_formulas": False}) as book:
        for name in (sheet, "Ander"):
            page = book.add_worksheet(name)
            for number, row in enumerate((header, *rows)):
                page.write_row(number, 0, row)
    return out.getvalue()


def is_plain(answer):
    """A page on which what was brought stands as text, whatever it says."""
    page = answer.content.decode()
    assert answer.status_code in (200, 400), answer.status_code
    assert "<img" not in page
    assert "<script>" not in page
    assert "onerror=alert(1)>" not in page
    assert "root:" not in page
    return page


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_headings_sheets_and_cells_with_answers_are_shown_as_text(cast, lang):
    header = ["AMB-1", "AMB-2", MARK, f"{CELL} 2", "Partij"]
    rows = [[n % 7 + 1, n % 5 + 1, CELL, MARK, f"{CELL}{n % 2}"] for n in range(12)]
    rows[3][0] = CELL
    client = cast.client("facilitator", lang)
    file = SimpleUploadedFile(f"{MARK[:20]}.xlsx", workbook(header, *rows, sheet='<img src=x "onerror">'))
    page = client.post(reverse("results:import", args=[cast.network.code]), {"file": file}, follow=True)
    assert "&lt;img" in is_plain(page)
    upload = Upload.objects.get()
    given = {"instrument": ["conditions"], "c2": "breakdown", "c3": "", "c4": "party"}
    where = reverse("results:import-columns", args=[cast.network.code, upload.code])
    is_plain(client.post(where, given, follow=True))
    where = reverse("results:import-round", args=[cast.network.code, upload.code])
    is_plain(client.get(where))
    plan = {"title": CELL[:100], "closed_on": "2026-02-20", "visibility": "party", "breakdown": "", "skip": "on"}
    is_plain(client.post(where, plan, follow=True))
    is_plain(client.get(reverse("rounds:rounds", args=[cast.network.code])))


@pytest.mark.parametrize("kind", ["people", "parties"])
def test_lists_are_shown_as_text_and_kept_as_text(cast, kind):
    client = cast.client("facilitator")
    header = ["Naam", "E-mail", "Partij", MARK] if kind == "people" else ["Naam", "Sector", MARK]
    rows = [[f"{CELL[:90]}{n}", f"a{n}@b.example", CELL[:90], MARK][: len(header)] for n in range(3)]
    file = SimpleUploadedFile(f"{MARK[:20]}.xlsx", workbook(header, *rows))
    page = client.post(reverse(f"parties:import-{kind}", args=[cast.network.code]), {"file": file}, follow=True)
    assert "&lt;img" in is_plain(page)
    upload = Upload.objects.get()
    where = reverse(f"parties:check-{kind}", args=[cast.network.code, upload.code])
    taken = {"do": "take", "name": "0"} | ({"email": "1", "party": "2"} if kind == "people" else {})
    is_plain(client.post(where, taken, follow=True))
    kept = Participant if kind == "people" else Party
    assert kept.objects.filter(name__contains="<img").exists()
    for name in ("parties:parties", "parties:people", "rounds:new", "networks:overview", "networks:bin"):
        is_plain(client.get(reverse(name, args=[cast.network.code])))


@pytest.mark.parametrize(
    "name",
    ["../../../etc/cron.d/x.csv", "..\\..\\x.csv", "/etc/passwd.csv", "C:\\x\\y.csv", "a/../../x.csv", "..csv", "....",
     "x\0/../y.csv", "x\r\nSet-Cookie: a=b.csv", "\u202evsc.x.csv", "." * 300 + "/x.csv"],
)  # fmt: skip
def test_the_name_of_a_file_climbs_no_folders(cast, name):
    tidy = tidy_name(name)
    assert tidy
    assert not set(tidy) & set("/\\\0\r\n\u202e")
    assert tidy.strip(".")
    upload = Upload(network=cast.network, name=tidy, content=b"x", purpose="people")
    with path_of(upload) as path:
        assert path.parent.name.startswith("samenspel-")
        assert path.resolve().parent == path.parent.resolve()
        assert path.read_bytes() == b"x"
