"""Files are kept while they are looked at, and only those that can be read safely."""

import io
import zipfile
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory, override_settings

from samenspel.errors import AnswersError
from samenspel.web.shared.mishaps import NotAllowed
from samenspel.web.uploads import guard, services
from samenspel.web.uploads.models import Upload

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
LIST = b"Naam;E-mail\nPim;pim@samenspel.example\n"


def keep(cast, data=LIST, name="lijst.csv", by="facilitator", now=NOW, purpose="people"):
    file = SimpleUploadedFile(name, data)
    return services.keep(cast.network, by=getattr(cast, by), now=now, purpose=purpose, file=file)


def workbook(cells=(("A1", "Naam"), ("A2", "Pim"))):
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        sheet = book.add_worksheet()
        for place, value in cells:
            sheet.write(place, value)
    return made.getvalue()


def with_part(name, content, *, claimed=None):
    made = io.BytesIO(workbook())
    with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
        if claimed is not None:
            archive.getinfo(name).file_size = claimed
    return made.getvalue()


def refused(data, name="lijst.xlsx"):
    with pytest.raises(AnswersError) as error:
        guard.check(name, data)
    return error.value.problems[0].key


def test_a_file_is_there_under_its_own_name_until_it_is_forgotten(cast):
    upload = keep(cast, name="C:\\lijsten\\Mensen 2026.csv")
    with services.path_of(upload) as path:
        assert path.name == "Mensen 2026.csv"
        assert path.read_bytes() == LIST
    assert not path.exists()
    services.forget(upload)
    assert not Upload.objects.exists()


@pytest.mark.parametrize(
    ("given", "kept"),
    [("../../etc/passwd", "passwd"), ("a\x00b\n.csv", "ab.csv"), ("...", "lijst"), ("", "lijst"),
     ("é" * 300 + ".xlsx", "é" * 55 + ".xlsx")],
)  # fmt: skip
def test_the_name_of_a_file_is_harmless(given, kept):
    assert services.tidy_name(given) == kept


def test_a_viewer_and_an_outsider_bring_no_files(cast):
    for who in ("viewer", "outsider"):
        with pytest.raises(NotAllowed):
            keep(cast, by=who)


def test_only_who_brought_a_file_finds_it_and_only_in_that_network(cast):
    upload = keep(cast)
    assert services.find(cast.network, upload.code, by=cast.facilitator, purpose="people") == upload
    for network, by, purpose in (
        (cast.network, cast.steward, "people"),
        (cast.other_network, cast.facilitator, "people"),
        (cast.network, cast.facilitator, "answers"),
    ):
        with pytest.raises(NotAllowed):
            services.find(network, upload.code, by=by, purpose=purpose)


def test_a_person_keeps_a_few_files_at_most(cast):
    first, *others = (keep(cast, now=NOW + timedelta(minutes=n)) for n in range(6))
    assert set(Upload.objects.values_list("pk", flat=True)) == {one.pk for one in others}
    assert first not in Upload.objects.all()


def test_files_of_yesterday_are_forgotten(cast):
    keep(cast, now=NOW - timedelta(hours=25))
    left = keep(cast, now=NOW - timedelta(hours=23))
    services.forget_old(NOW)
    assert list(Upload.objects.all()) == [left]


def test_what_columns_meant_is_remembered_per_network_and_purpose(cast):
    assert services.remembered(cast.network, "people") == {}
    services.remember(cast.network, "people", {"Naam": "name"})
    services.remember(cast.network, "people", {"Naam": "name", "Mail": "email"})
    assert services.remembered(cast.network, "people") == {"Naam": "name", "Mail": "email"}
    assert services.remembered(cast.network, "answers:phase") == {}
    assert services.remembered(cast.other_network, "people") == {}


def test_a_usual_workbook_and_usual_text_are_let_in():
    guard.check("lijst.xlsx", workbook())
    guard.check("lijst.csv", LIST)
    guard.check("lijst.csv", "Naam;Ring\r\nJosé;1\r\n".encode("cp1252"))
    guard.check("lijst.csv", "Naam;Ring\r\nJosé;1\r\n".encode("utf-16"))


def test_an_empty_file_an_old_workbook_and_another_archive_are_refused():
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    assert refused(b" \n") == "answers-empty-file"
    assert refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)) == "upload-old-workbook"
    assert refused(other.getvalue()) == "upload-not-a-list"
    assert refused(b"PK\x03\x04 half a workbook") == "answers-workbook-broken"
    assert refused(workbook()[:-200]) == "answers-workbook-broken"


@override_settings(UPLOAD_LIMIT=1000)
def test_a_file_over_the_limit_is_refused(cast):
    with pytest.raises(AnswersError, match="larger"):
        keep(cast, b"x" * 1001)


@override_settings(UPLOAD_LIMIT=100_000)
def test_of_a_file_far_over_the_limit_no_more_is_taken_in_than_shows_that():
    from samenspel.web.uploads.handlers import BoundedUploadHandler

    file = SimpleUploadedFile("groot.csv", b"x" * 1_000_000)
    request = RequestFactory().post("/", {"file": file})
    request.upload_handlers.insert(0, BoundedUploadHandler(request))
    assert 100_000 < request.FILES["file"].size < 250_000


def test_a_workbook_that_unpacks_to_gigabytes_is_refused_whatever_it_says_of_itself():
    zeros = b"0" * (guard.MOST_UNPACKED + 1)
    assert refused(with_part("xl/media/nothing.bin", zeros)) == "upload-unpacks-too-large"
    assert refused(with_part("xl/media/nothing.bin", zeros, claimed=10)) == "upload-unpacks-too-large"


def test_two_cells_far_apart_and_very_wide_text_are_refused():
    assert refused(workbook((("A1", "Naam"), ("XFD1048576", "ver")))) == "upload-too-many-cells"
    assert refused(b";".join([b"a"] * 4000) + b"\n1" * 2000, "breed.csv") == "upload-too-many-cells"
    guard.check("lang.csv", b"a;b\n" + b"1;2\n" * 100_000)


def test_choosing_nothing_is_said():
    with pytest.raises(AnswersError, match="No file"):
        services.chosen_file(None)
    assert services.chosen_file(file := SimpleNamespace()) is file
