"""Names and words that are meant for whatever reads them next: a page, a typesetter, a spreadsheet, a presentation."""

import datetime
import io
import zipfile
from xml.etree import ElementTree

import pytest

from samenspel.web.conversations import queries as conversations
from samenspel.web.conversations import services
from samenspel.web.results import queries, releasing
from samenspel.web.results.models import Report
from samenspel.web.results.remarks import desk_of
from samenspel.web.results.services import ask_report, judge, publish
from samenspel.web.results.tasks import make_report
from samenspel.web.shared.codes import new_code
from tests.web.conversations.scenes import a_line, agreed
from tests.web.results.rounds import NOW, a_telling_round

DAY = datetime.timedelta(days=1)
EVIL = (
    '=1+1|<b onx="1">&amp;{0}{n}%s#panic("p") #read("/etc/passwd") $x$ @ref *b* \\ ]\x01\x07\x0b\x1f\u202e\ufffe\uffff'
    "\U0001f600'\""
)
STARTS = ("=", "+", "-", "@", "\t", "|")


@pytest.fixture
def evil(cast):
    """Two rounds in which everything that people can type is meant to be something else; gives the last."""
    cast.network.name, cast.network.challenge = EVIL[:120], EVIL
    cast.network.save()
    for number, party in enumerate(cast.parties.values()):
        party.name = f"{EVIL}{number}"
        party.save()
    for days in (0, 1):
        given = {"visibility": "party", "instrument": "conditions+phase", "closed": NOW + days * DAY}
        round = a_telling_round(cast, title=f"{EVIL[:110]}{days}", **given)
        _answered(round, list(cast.parties.values()))
        _discussed(cast, round)
    return round


def _answered(round, parties):
    for number, response in enumerate(round.responses.select_related("invitation").order_by("pk")):
        response.invitation.party = parties[number % 2]
        response.invitation.save()
        rated = {item: value for item, value in response.document.items() if isinstance(value, int)}
        lower = {item: max(1, value - 4 * (number % 2)) for item, value in rated.items()}
        response.document |= lower | {"AMB-open": f"{EVIL}{number}"}
        response.may_quote = True
        response.save()


def _discussed(cast, round):
    kept = {"by": cast.facilitator, "now": NOW}
    publication = publish(round, by=None, now=round.closed_at)
    for one in desk_of(publication).remarks:
        releasing.decide(publication, digest=one.digest, choice="show", text=one.text, **kept)
    publication = releasing.release_remarks(publication, **kept)
    for number, one in enumerate(queries.seen_in(publication)):
        choice = ("rephrase", "dismiss", "keep")[number % 3]
        judge(publication, finding=one.key, choice=choice, words=EVIL, reason=EVIL, **kept)
    agreed(cast, round, EVIL, leverage=EVIL)
    part = {"minutes": 5, "title": EVIL, "text": EVIL, "questions": (EVIL,)}
    services.add_part(round, code=new_code(), **part, **kept)
    a_line(cast, EVIL, "party", cast.parties["Woonstede"])


def test_no_page_takes_what_people_typed_for_markup(cast, evil):
    base = f"/netwerken/{cast.network.code}"
    there = f"{base}/rondes/{evil.code}"
    steps = len(queries.screen_for(evil.publication, "nl")) + 1
    (action,) = conversations.agreed(conversations.conversation_of(evil))
    line = conversations.yields_of(cast.network)[0]
    for address in (
        "/", base, f"{base}/gesprek", f"{base}/als-dit-werkt", f"{base}/als-dit-werkt/{line.code}",
        f"{base}/partijen/{cast.parties['Woonstede'].code}", f"{there}/uitkomst?lezen=alles", f"{there}/gesprek",
        f"{there}/gesprek/afgesproken", f"{there}/gesprek/afgesproken/{action.code}", f"{there}/uitkomst/opmerkingen",
        *(f"{there}/uitkomst/scherm?stap={step}" for step in range(1, steps + 1)),
    ):  # fmt: skip
        answer = cast.client("facilitator").get(address)
        assert answer.status_code == 200, address
        assert b"<b onx" not in answer.content, address
        assert b'onx="1"' not in answer.content, address
    assert cast.client("viewer").get(f"{there}/uitkomst.json").json()["remarks"][0]["text"].startswith(EVIL)


def test_every_file_is_made_and_holds_what_people_typed_as_text(cast, evil):
    for kind in Report.KINDS:
        asked = ask_report(evil.publication, by=cast.viewer, now=NOW, kind=kind, language="nl")
        make_report.func(asked.pk)
        path = f"/netwerken/{cast.network.code}/rondes/{evil.code}/rapport/{asked.code}/pdf"
        answer = cast.client("viewer").get(path)
        assert answer.status_code == 200, kind
        name = answer["Content-Disposition"].partition('filename="')[2].rstrip('"')
        assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-_.")
        assert answer["X-Content-Type-Options"] == "nosniff"
        if kind in ("slides", "sheet"):
            _only_text(answer.content)
        else:
            assert answer.content.startswith(b"%PDF"), kind
        if kind == "sheet":
            _computes_nothing_as_csv(answer.content)


def _only_text(file):
    """Every part is whole XML, and nothing in it computes or points elsewhere; the workbooks behind charts too."""
    with zipfile.ZipFile(io.BytesIO(file)) as parts:
        for name in parts.namelist():
            inside = parts.read(name)
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(inside)
                assert b"External" not in inside, name
                assert b"<f>" not in inside, name
            if name.endswith(".xlsx"):
                _only_text(inside)


def _computes_nothing_as_csv(sheet):
    """No text of a sheet that is saved on as CSV begins as a formula does."""
    with zipfile.ZipFile(io.BytesIO(sheet)) as parts:
        kept = ElementTree.fromstring(parts.read("xl/sharedStrings.xml"))
    texts = ["".join(one.itertext()) for one in kept]
    assert any("=1+1" in one for one in texts)
    assert not [one for one in texts if one.lstrip().startswith(STARTS)]
