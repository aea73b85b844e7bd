from functools import cache

import pytest

from samenspel.present.report import one_page_pdf, report_pdf
from tests.present.pdf import opened, text_of
from tests.present.report.results import a_report, a_result, everything, plain
from tests.present.rounds import PARTIES, a_release

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


@cache
def hostile(text):
    """A report in which people wrote this text everywhere."""
    return report_pdf(everything(text=text, remarks=(), people=20, invited=24, parties=PARTIES[:3]))


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


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_people_write_about_a_result_can_be_set(text):
    assert hostile(text)


def test_what_people_write_about_a_result_is_never_markup():
    text = plain(text_of(hostile(HOSTILE[1])))
    assert '#eval("1+1") #import "x.typ" #pagebreak()' in text
