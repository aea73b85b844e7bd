"""Results made up for the tests of this room, and their reports: a round alone, and all that a group made of it."""

import datetime
from dataclasses import replace
from functools import cache

from samenspel.diagnosis.judgement import Judgement
from samenspel.diagnosis.outcome import Action, Outcome
from samenspel.diagnosis.programme import Part, Programme
from samenspel.diagnosis.stands_out import discussed, stands_out
from samenspel.present.report import report_pdf
from samenspel.present.report.content import report_content
from samenspel.present.result import Moment, Result
from samenspel.reading.release import Release
from tests.present.rounds import a_release

DATE = datetime.date(2026, 3, 12)
EARLIER = datetime.date(2025, 3, 3)
UNEVEN = {"AMB": 6.2, "INT": 3.0, "REL": 6.0, "ORG": 4.3, "PRO": 3.2, "CHA": 2.8}
BEFORE = {"AMB": 6.1, "INT": 3.1, "REL": 4.4, "ORG": 4.3, "PRO": 5.0, "CHA": 2.9}


def a_result(release: Release, lang: str = "nl", title: str = "Langer thuis wonen", **more) -> Result:
    """The result of a round with all that stands out, or with what `more` says."""
    return Result(**({"findings": stands_out(release)} | more), release=release, title=title, lang=lang, date=DATE)


def everything(lang: str = "nl", visibility: str = "party", text: str = "", **how) -> Result:
    """A result with every part filled: findings judged and set aside, an earlier round, a programme and outcomes.

    text: stands wherever people write; a word of each place where it is left out.
    """
    release = a_release("conditions+phase", visibility=visibility, story=UNEVEN, **how)
    kept, own, aside, *_ = stands_out(release)
    judgements = (
        Judgement(kept.key, "keep", text or "Dat horen we elke week."),
        Judgement(own.key, "rephrase", text or "Het gaat om thuis.", text or "Thuis praten we er te weinig over."),
        Judgement(aside.key, "dismiss", text or "Dat was die ene middag."),
    )
    found = discussed(stands_out(release), judgements)
    earlier = a_release("conditions+phase", visibility=visibility, story=BEFORE, seed=2, **how)
    result = a_result(release, lang, text or "Langer thuis wonen", findings=found.findings)
    return replace(
        result,
        set_aside=found.set_aside,
        earlier=(Moment(text or "Nulmeting", EARLIER, earlier),),
        programme=a_programme(text),
        before=Outcome(text or "Nulmeting", EARLIER, text or "Eerder besluiten", _actions(text)),
        agreed=Outcome(text or "Tweede ronde", DATE, text or "Eén straat kiezen", _actions(text)[:2]),
    )


def _actions(text: str) -> tuple[Action, ...]:
    return (
        Action(text or "De besluitenlijst bijhouden", text or "Marit", EARLIER, "done", text or "Hangt in de hal."),
        Action(
            text or "Bij elkaar over de vloer komen", text or "Joris", None, "changed", text or "Het werd een lunch."
        ),
        Action(text or "Een dorpsondersteuner zoeken", "", EARLIER, "dropped"),
    )


def a_programme(text: str = "") -> Programme:
    """A programme of 75 minutes that was made for 60."""
    questions = (text or "Wat hoop je vandaag?", text or "Wat heb je nodig?")
    return Programme(
        60,
        (
            Part("opening", "opening", 5, text or "Welkom", text or "Zeg waarom jullie hier zijn.", questions),
            Part(
                "talk/x",
                "talk",
                60,
                text or "Over besluiten",
                text or "Vraag door.",
                questions,
                form=text or "Op een lijn",
                how=(text or "Trek een lijn.", text or "Ga staan."),
                findings=(text or "Besluiten komen laat.",),
                needs=text or "Ruimte om te staan.",
            ),
            Part("closing", "closing", 10, text or "Afspreken", "", ()),
        ),
        removed=(Part("look", "look", 15, "Eruit gehaald", "", ()),),
    )


_reports: dict[tuple[int, str, str], tuple[Release, bytes]] = {}


def a_report(release: Release, lang: str = "nl", title: str = "Langer thuis wonen") -> bytes:
    """The report of a release, set once."""
    known = id(release), lang, title
    if known not in _reports:
        _reports[known] = release, report_pdf(a_result(release, lang, title))
    return _reports[known][1]


@cache
def whole(lang: str = "nl", visibility: str = "party") -> bytes:
    """A report with everything, set once."""
    return report_pdf(everything(lang, visibility))


def content(release: Release, lang: str = "nl", title: str = "Langer thuis wonen") -> dict:
    """What a report of a release says, before it is set."""
    return report_content(a_result(release, lang, title))


def plain(text: str) -> str:
    """Text without the ends of its lines."""
    return " ".join(text.split())
