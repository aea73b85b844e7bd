import datetime
from dataclasses import replace

import pytest

from samenspel.present.invitations import Letter, letters_pdf
from samenspel.theory.words import Bilingual
from tests.present.pdf import elements, opened, text_of

DATE = datetime.date(2026, 3, 12)
FATIMA = Letter("Fatima el Amrani", "Gemeente Zutphen", "https://samenspel.example.nl/a/K7q2M9xP4RtT", "nl")
JOHN = Letter("John Smith", None, "https://samenspel.example.nl/a/zz9yx8wv7u", "en")
TEXTS = {
    "network": "Langer thuis in Zutphen",
    "sender": "Marijke de Vries",
    "title": "Hoe gaat onze samenwerking?",
    "message": "We werken een jaar samen.\n\nOp 2 april praten we verder.\nGroet, Marijke",
    "closes": Bilingual("3 april 2026, 17.00 uur", "3 April 2026, 5 pm"),
    "visibility_words": Bilingual("Iedereen ziet alleen totalen.", "Everyone sees totals only."),
}
LONG_NAME = "Anna Wilhelmina Geertruida van der Meulen-Oosterhout Bakker"
HOSTILE = (
    "👍🏽 top! 👨‍👩‍👧 🏳️‍🌈",
    '#eval("1+1") #import "x.typ" #pagebreak() $x^2$ *vet* _cursief_ `code` @label <label> \\ // [a](b) ~ {place} %s',
    "مرحبا بالعالم، نحن نعمل معا منذ عام",
    "שלום לכולם, עובדים יחד (כבר שנה) 2024",
    "\x00\x1b[31m zero\u200bwidth\ufeff \u202eomgekeerd\u202c \uffff\U0010ffff",
    "w" * 2000,
    "\n\n".join(str(line) for line in range(400)),
    "= kop\n- lijst\n+ genummerd\n/ begrip: x",
    "",
)


def pdf_of(*letters, **other):
    return letters_pdf(letters or (FATIMA,), **{**TEXTS, "date": DATE, **other})


def plain(text):
    return "".join(text.split())


def pages(pdf):
    return len(opened(pdf).pages)


def test_it_is_an_accessible_pdf_with_title_and_language():
    pdf = opened(pdf_of(FATIMA, JOHN))
    with pdf.open_metadata() as metadata:
        assert metadata["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
        assert metadata["dc:title"] == "Uitnodigingen · Hoe gaat onze samenwerking?"
    assert str(pdf.Root.Lang) == "nl-NL"
    assert pdf.Root.MarkInfo.Marked
    assert pdf.Root.ViewerPreferences.DisplayDocTitle


def test_every_letter_is_a_page_in_the_language_of_its_receiver():
    pdf = pdf_of(FATIMA, JOHN)
    assert pages(pdf) == 2
    text = plain(text_of(pdf))
    for said in ("Uitnodiging voor Fatima el Amrani", "Meedoen kan tot 3 april 2026, 17.00 uur.", "alleen totalen"):
        assert plain(said) in text
    for said in ("Invitation for John Smith", "You can take part until 3 April 2026, 5 pm.", "totals only"):
        assert plain(said) in text
    assert {str(one.Lang) for one in elements(pdf) if "/Lang" in one} == {"en-GB"}


def test_a_letter_says_who_asks_what_for_by_which_link_and_who_sees_what():
    text = plain(text_of(pdf_of()))
    for said in (
        "Marijke de Vries nodigt je uit om mee te doen, namens Langer thuis in Zutphen.",
        "Gemeente Zutphen",
        "We werken een jaar samen.",
        "Groet, Marijke",
        FATIMA.address,
        "Deze link is persoonlijk: geef hem niet door.",
        "Iedereen ziet alleen totalen.",
    ):
        assert plain(said) in text


def test_each_page_holds_its_own_link_only():
    with opened(pdf_of(FATIMA, JOHN)) as pdf:
        links = [[str(one.A.URI) for one in page.Annots] for page in pdf.pages]
    assert [set(one) for one in links] == [{FATIMA.address}, {JOHN.address}]


def test_a_network_that_invites_by_itself_is_named_once():
    text = plain(text_of(pdf_of(sender=TEXTS["network"])))
    assert plain("Langer thuis in Zutphen nodigt je uit om mee te doen.") in text
    assert "namens" not in text


def test_without_a_closing_moment_nothing_is_said_about_it():
    assert plain("Meedoen kan tot") not in plain(text_of(pdf_of(closes=None)))


def test_capitals_are_pointed_out_only_where_the_link_has_them():
    small = replace(FATIMA, address="https://samenspel.example.nl/a/k7q2")
    assert "hoofdletters" in text_of(pdf_of())
    assert "hoofdletters" not in text_of(pdf_of(small))


def test_every_code_has_an_alternative_and_headings_skip_no_level():
    kinds, alternatives = [], []
    for one in elements(pdf_of(FATIMA, JOHN)):
        kinds.append(str(one.S))
        if one.S == "/Figure":
            alternatives.append(str(one.Alt))
    assert sorted(alternatives) == [
        "QR code with your personal link. The same address is written beside it.",
        "QR-code met jouw persoonlijke link. Hetzelfde adres staat ernaast.",
    ]
    assert (kinds.count("/H1"), kinds.count("/H2"), kinds.count("/H3")) == (2, 6, 0)


def test_the_same_input_gives_the_same_bytes():
    assert pdf_of(FATIMA, JOHN) == pdf_of(FATIMA, JOHN)


def test_long_names_and_a_long_message_stay_on_one_page_each_and_nothing_is_lost():
    message = ("Een zin van een bericht dat lang duurt. " * 60)[:2000].strip()
    crowd = [replace(FATIMA, name=LONG_NAME, party="Stichting Samenwerkende Zorgorganisaties " * 2)] * 5
    pdf = pdf_of(*crowd, message=message, title="Een titel die maar niet ophoudt " * 5)
    assert pages(pdf) == 5
    text = plain(text_of(pdf))
    assert text.count(plain(message)) == 5
    assert text.count(plain("Iedereen ziet alleen totalen.")) == 5


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_is_data_and_stays_on_its_page(text):
    letter = replace(FATIMA, name=text, party=text)
    words = Bilingual(text, text)
    pdf = letters_pdf(
        [letter, JOHN],
        network=text,
        sender=text + "x",
        title=text,
        message=text,
        closes=words,
        visibility_words=TEXTS["visibility_words"],
        date=DATE,
    )
    assert pages(pdf) == 2
    assert plain(FATIMA.address) in plain(text_of(pdf))


def test_markup_is_printed_as_it_was_typed():
    assert plain(HOSTILE[1][:60]) in plain(text_of(pdf_of(message=HOSTILE[1])))


def test_no_letters_and_no_web_address_are_refused():
    with pytest.raises(ValueError, match="no letters"):
        letters_pdf([], **TEXTS, date=DATE)
    with pytest.raises(ValueError, match="plain web address"):
        pdf_of(replace(FATIMA, address="niets"))
