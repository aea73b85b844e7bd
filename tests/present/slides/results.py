"""Results made up for the tests of this room: one with everything, and one that no group would write."""

import datetime
from dataclasses import replace
from functools import cache

from samenspel.diagnosis.judgement import Judgement
from samenspel.diagnosis.outcome import Action, Outcome
from samenspel.diagnosis.programme import Part, Programme
from samenspel.diagnosis.stands_out import stands_out
from samenspel.present.result import Moment, Result
from samenspel.present.slides import slides
from tests.present.rounds import PARTIES, a_release

DATE = datetime.date(2026, 3, 12)
WEAK = {"AMB": 5.9, "INT": 3.4, "REL": 5.8, "ORG": 4.3, "PRO": 3.4, "CHA": 3.2}
AGREED = Outcome(
    "Voorjaar",
    DATE,
    "Als we elke maand één bewoner laten vertellen, dan praten we over dezelfde straat.",
    (
        Action("Een avond in de buurt", "Bibliotheek", datetime.date(2026, 6, 1), "done", "41 mensen kwamen"),
        Action("Rollen op één blad", "", None),
    ),
)
HOSTILE = (
    "\x00\x07\u202eomgekeerd\u202c",
    "👩‍👩‍👧‍👦 samen 🎉",
    "מה שלומך? אנחנו עובדים יחד",
    '=HYPERLINK("http://kwaad.example")',
    "http://kwaad.example/x",
    "x" * 900,
    "Z̸̡̢̛̲͇͈̗̲͙a̷̢̧͓l̸g̴o",
    "我们一起工作",
    "\ud800 kapot <b>&amp;\ufffe",
)


def a_programme(*keys):
    talk = tuple(
        Part(f"talk/{key}", "talk", 20, f"Praten over {key}", "", ("Wat zie je?",), "In tweetallen") for key in keys
    )
    return Programme(60, (Part("opening", "opening", 10, "Welkom", "Zeg waarom.", ("Waarvoor kom je?",)), *talk))


def a_result(release=None, lang="nl", **more):
    release = release or a_release(story=WEAK, visibility="party")
    return Result(release, stands_out(release), "Langer thuis · najaar", lang, DATE, **more)


def all_of_it(lang="nl", **more):
    release = a_release(story=WEAK, visibility="party", **more)
    return a_result(
        release,
        lang,
        earlier=(Moment("Voorjaar", datetime.date(2025, 3, 1), a_release(seed=7, visibility="party", **more)),),
        programme=a_programme("a", "b"),
        agreed=AGREED,
        before=AGREED,
    )


def absurd():
    names = [("Samenwerkingsverband" * 12)[:200], *HOSTILE[:7], *PARTIES, *(f"Partij {n}" for n in range(20))]
    release = a_release(people=90, invited=120, visibility="party", parties=names, remarks=HOSTILE, story=WEAK)
    long = Outcome(
        "x", None, "Hefboom " * 200, tuple(Action("Iets doen " * 40, HOSTILE[0] * 9, DATE) for _ in range(9))
    )
    own = Programme(
        60, tuple(Part(f"own/{n}", "own", 5, "Onderdeel " * 40, "\x00", (), "Vorm " * 40) for n in range(20))
    )
    judged = [
        replace(one, judged=Judgement(one.key, "rephrase", "", "Zo zeggen wij dat. " * 60))
        for one in stands_out(release)
    ]
    return Result(
        release, tuple(judged), "Een titel zonder eind " * 10, "nl", DATE, programme=own, agreed=long, before=long,
        earlier=(Moment(HOSTILE[0] + "titel " * 60, DATE, a_release(seed=7, people=90, invited=120)),),
    )  # fmt: skip


@cache
def file(lang="nl"):
    """The slides of a result with everything, made once."""
    return slides(all_of_it(lang))
