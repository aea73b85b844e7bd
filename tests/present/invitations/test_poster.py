import datetime

import pytest

from samenspel.present.invitations import poster_pdf
from tests.present.pdf import elements, opened, text_of

DATE = datetime.date(2026, 3, 12)
ADDRESS = "https://samenspel.example.nl/zaal/k7q2"
TEXTS = {"network": "Langer thuis in Zutphen", "title": "Hoe gaat onze samenwerking?", "lang": "nl", "minutes": 8}


def poster(**other):
    return poster_pdf(**{"address": ADDRESS, **TEXTS, "date": DATE, **other})


def plain(text):
    return "".join(text.split())


@pytest.mark.parametrize(("lang", "tag"), [("nl", "nl-NL"), ("en", "en-GB")])
def test_it_is_an_accessible_page_on_its_side_with_title_and_language(lang, tag):
    pdf = opened(poster(lang=lang))
    with pdf.open_metadata() as metadata:
        assert metadata["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
        assert metadata["dc:title"] == "Hoe gaat onze samenwerking?"
    assert str(pdf.Root.Lang) == tag
    assert len(pdf.pages) == 1
    _, _, width, height = pdf.pages[0].MediaBox
    assert width > height


def test_it_says_what_for_how_and_how_long():
    text = plain(text_of(poster()))
    for said in (*("Doe mee", TEXTS["title"], TEXTS["network"]), ADDRESS, "ongeveer 8 minuten."):
        assert plain(said) in text
    assert "minuut." in text_of(poster(minutes=1))
    assert "ongeveer" not in text_of(poster(minutes=None))


def test_the_code_has_an_alternative_and_the_address_is_a_link():
    pdf = poster()
    assert [str(one.Alt) for one in elements(pdf) if one.S == "/Figure"] == [
        "QR-code met de link om mee te doen. Hetzelfde adres staat eronder."
    ]
    with opened(pdf) as document:
        assert {str(one.A.URI) for one in document.pages[0].Annots} == {ADDRESS}


def test_the_same_input_gives_the_same_bytes():
    assert poster() == poster()


@pytest.mark.parametrize(
    "text",
    [
        "Een titel die maar niet ophoudt " * 20,
        "Samenwerkingsverbandenoverleg" * 9,
        "#pagebreak() $x$ *a* 👍🏽 {n}",
        "مرحبا بالعالم، نحن نعمل معا منذ عام",
        "",
    ],
)
def test_any_text_and_a_long_address_stay_on_one_page(text):
    address = "https://samenspel.example.nl/zaal/" + "aB3dE6gH9" * 10
    pdf = poster(title=text, network=text, address=address)
    assert len(opened(pdf).pages) == 1
    assert address in plain(text_of(pdf))


def test_what_is_no_web_address_is_refused():
    with pytest.raises(ValueError, match="plain web address"):
        poster(address="kamer 3")
