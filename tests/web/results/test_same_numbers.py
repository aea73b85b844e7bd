"""The page, the report, the one page, the slides, the sheet and the JSON of a result tell the same, number for number.

Each is made as the site makes it and read back from the document itself.
"""

import json
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
from django.urls import reverse

from samenspel.present.words import date_long, say
from samenspel.reading.frozen import freeze
from samenspel.web import demo
from samenspel.web.conversations import services as conversations
from samenspel.web.conversations.queries import agreement_of, outcome_before, outcome_of, programme_of
from samenspel.web.conversations.seen import stamp
from samenspel.web.networks.models import Network
from samenspel.web.results import queries, services, tasks
from samenspel.web.results.kept import forget
from samenspel.web.results.models import Report
from samenspel.web.shared.clock import now
from samenspel.web.shared.codes import new_code
from tests.web.results.extracts.extract import Extract, Names, plain
from tests.web.results.extracts.of_json import of_json
from tests.web.results.extracts.of_page import of_page
from tests.web.results.extracts.of_report import of_report
from tests.web.results.extracts.of_sheet import of_sheet
from tests.web.results.extracts.of_slides import of_slides
from tests.web.results.rounds import NOW, a_round

LANGUAGES = ("nl", "en")
WHOLE = ("page", "report", "sheet")
DOCUMENTS = (*WHOLE, "slides", "one-page")
MADE = {"report": "whole", "one-page": "one-page", "slides": "slides", "sheet": "sheet"}
READ = {"report": of_report, "one-page": of_report, "slides": of_slides, "sheet": of_sheet}
LONG = 25
"""Shorter answers, such as the name of an option, may stand anywhere."""
OWN, REASON = "Zo zeggen wij het: thuis vertellen we er te weinig over.", "Dat was die ene week."


@dataclass
class Told:
    """What each document of a round says in one language; `form` is the JSON.

    parts: of the programme, with their minutes. agreed: what, with who, until when and how it stands. written: all that
    people wrote, released or not.
    """

    form: Extract
    documents: dict
    parts: list
    agreed: dict
    written: set


def by_party(cast):
    """The second round of the demo, by party, beside an earlier one: judged, talked about, with remarks released."""
    account = demo.seed(now(), "nl")
    round = Network.objects.get(name="Langer thuis wonen").rounds.filter(door="import").latest("closed_at")
    kept = {"by": account, "now": now()}
    first, second, *_, last = [one.key for one in queries.seen_in(round.publication)]
    services.judge(round.publication, **kept, finding=first, choice="keep", reason="Dat horen we overal.")
    services.judge(round.publication, **kept, finding=second, choice="rephrase", words=OWN)
    services.judge(round.publication, **kept, finding=last, choice="dismiss", reason=REASON)
    unseen = stamp({"held_on": None, "leverage": ""})
    conversations.record_conversation(round, **kept, seen=unseen, held_on=date(2026, 3, 9), leverage="Eén straat")
    for what, state in (("Samen bellen", "open"), ("De lijst maken", "dropped")):
        code = new_code()
        conversations.add_agreement(round, **kept, code=code, what=what, who="Woonstede", until=date(2026, 5, 1))
        made = agreement_of(round, code)
        seen = stamp(conversations.shown_of(made))
        conversations.change_agreement(made, **kept, seen=seen, state=state, came_of_it="")
    return account, round


def in_totals(cast):
    """The round of the demo in totals only, with sectors side by side."""
    account = demo.seed(now(), "nl")
    return account, Network.objects.get(name="Warme buurten").rounds.get()


def of_eight(cast):
    """So few people that means stand alone."""
    return cast.facilitator, published(a_round(cast, 8, instrument="conditions+phase"))


def short(cast):
    """A round that asked a few of the statements only, after one that asked all."""
    published(a_round(cast, 14, seed=3, title="Eerder", closed=NOW - timedelta(days=90)))
    return cast.facilitator, published(a_round(cast, 20, form="pulse"))


ROUNDS = (by_party, in_totals, of_eight, short)


def published(round):
    services.publish(round, by=None, now=NOW)
    return round


def told(cast, account, round, lang):
    """What every document of a round says, and its programme and agreements."""
    parts = [(str(part.minutes), plain(part.title)) for part in programme_of(round, lang).parts]
    outcomes = [one for one in (outcome_before(round), outcome_of(round)) if one]
    agreed = {plain(one.what): in_words(one, lang) for outcome in outcomes for one in outcome.actions}
    answers = (value for one in round.responses.all() for value in one.document.values())
    written = {plain(one) for one in answers if isinstance(one, str) and len(one) > LONG}
    return Told(form_of(cast, account, round, lang), documents_of(cast, account, round, lang), parts, agreed, written)


def form_of(cast, account, round, lang):
    return of_json(json.loads(page_of(cast, account, round, lang, "results:data")), names_of(round, lang))


def documents_of(cast, account, round, lang):
    pages = [("results:result", "?lezen=alles"), ("conversations:guide", "")]
    names = names_of(round, lang)
    made = {"page": of_page(*(page_of(cast, account, round, lang, *one) for one in pages), names)}
    return made | {name: READ[name](file(account, round, kind, lang), names) for name, kind in MADE.items()}


def page_of(cast, account, round, lang, name, query=""):
    client = cast.client(None, lang)
    client.force_login(account)
    return client.get(reverse(name, args=[round.network.code, round.code]) + query).content.decode()


def names_of(round, lang):
    release = queries.release_of(round)
    groups = tuple(one.name for one in release.breakdown.groups) if release.breakdown else ()
    return Names(release.instrument, lang, groups)


def in_words(action, lang):
    """Who, by when and how it stands, in the words of the library."""
    until = date_long(action.until, lang) if action.until else ""
    return plain(action.who), plain(until), plain(say(f"agreed-{action.state}", lang)).lower()


def file(account, round, kind, lang):
    report = services.ask_report(queries.publication_of(round), by=account, now=now(), kind=kind, language=lang)
    tasks.make_report.func(report.pk)
    made = Report.objects.get(pk=report.pk)
    assert made.state == "ready"
    return bytes(made.file)


CASES = [(make, lang) for make in ROUNDS for lang in LANGUAGES]
_made = {}


@pytest.fixture(params=CASES, ids=lambda case: f"{case[0].__name__}-{case[1]}")
def result(request):
    """What is read back of a round; made once for all tests, for that takes seconds."""
    make, lang = request.param
    if make not in _made:
        cast = request.getfixturevalue("cast")
        account, round = make(cast)
        _made[make] = {lang: told(cast, account, round, lang) for lang in LANGUAGES}
    return _made[make][lang]


def differences(form, document):
    """What a document says and the JSON does not."""
    return {key: (seen, form.facts.get(key)) for key, seen in document.facts.items() if not same(form, key, seen)}


def same(form, key, seen):
    kind, _, group = key
    known = form.facts.get(key, {""} if group and kind == "mean" else set())
    if kind == "value" and known:
        return all(abs(float(one) - float(other)) < 0.002 for one in seen for other in known if one or other)
    return seen == known


def lacking(form, document, wanted):
    return [key for key in form.facts if wanted(*key) and key not in document.facts]


def in_full(kind, about, group):
    """What page, report and sheet all say: everything, but for the answers and intervals of groups."""
    return kind != "value" and not (group and kind in ("n", "between"))


def test_every_number_is_the_same_in_every_document(result):
    for name, document in result.documents.items():
        assert differences(result.form, document) == {}, name


def test_page_report_and_sheet_hold_every_number_and_each_document_the_scales(result):
    shown = {about for (kind, about, _), said in result.form.facts.items() if kind == "mean" and said != {""}}
    scales = {one.id for one in result.documents["page"].names.instrument.scales} & shown

    def of_scales(kind, about, group):
        return kind in ("mean", "between", "n") and about in scales and not group

    def means_of_scales(kind, about, group):
        return kind == "mean" and about in scales and not group

    for name in WHOLE:
        assert lacking(result.form, result.documents[name], in_full) == [], name
    assert lacking(result.form, result.documents["slides"], of_scales) == []
    assert lacking(result.form, result.documents["one-page"], means_of_scales) == []
    assert lacking(result.form, result.documents["slides"], lambda kind, *_: kind == "response") == []


def test_what_stands_out_is_told_alike_and_what_was_set_aside_with_its_reason(result):
    for name in (*WHOLE, "slides"):
        assert result.documents[name].found == result.form.found, name
    for name in WHOLE:
        assert result.documents[name].aside == result.form.aside, name
    for name in ("slides", "one-page"):
        for _, see, reason in result.form.aside:
            assert see not in result.documents[name].words
            assert reason not in result.documents[name].words


def test_released_remarks_stand_in_every_document_and_others_in_none(result):
    form = result.form
    for name in ("page", "sheet"):
        assert result.documents[name].remarks == form.remarks, name
    assert [one for one in form.remarks if one not in result.documents["report"].words] == []
    held = result.written - form.remarks
    for name, document in result.documents.items():
        assert [text for text in held if text in document.words] == [], name


def test_the_conversation_has_the_same_parts_and_minutes_everywhere(result):
    for name in (*WHOLE, "slides"):
        assert result.documents[name].programme == result.parts, name


def test_what_was_agreed_is_the_same_everywhere(result):
    for name in (*WHOLE, "slides"):
        said = result.documents[name].actions
        assert {what for what, *_ in said} == set(result.agreed), name
        for what, *shown in said:
            assert all(alike(*pair) for pair in zip(shown, result.agreed[what], strict=True)), (name, what)


def alike(shown, known):
    """Whether a cell says what is known: nothing, all of it, or as much of it as there is room for."""
    return known.startswith(shown.removesuffix("…"))


# ---- The extraction sees it when one number differs, and when words do


def one_scale(release):
    return replace(release, scales=release.scales | {"AMB": off(release.scales["AMB"])})


def one_statement(release):
    return replace(release, ratings=release.ratings | {"AMB-2": off(release.ratings["AMB-2"])})


def one_phase(release):
    asked = release.choices["PHASE-now"]
    counts = (asked.counts[0] + 1, *asked.counts[1:])
    return replace(release, choices=release.choices | {"PHASE-now": replace(asked, counts=counts)})


def one_group(release):
    first, *rest = release.breakdown.groups
    first = replace(first, scales=first.scales | {"REL": off(first.scales["REL"])})
    return replace(release, breakdown=replace(release.breakdown, groups=(first, *rest)))


def one_response(release):
    return replace(release, people=release.people + 1)


def off(cell):
    return replace(cell, mean=replace(cell.mean, value=cell.mean.value + 0.3))


CHANGES = {
    one_scale: ("mean", "AMB", ""),
    one_statement: ("mean", "AMB-2", ""),
    one_phase: ("count", "PHASE-now/explore", ""),
    one_group: ("mean", "REL", "Bewonersraad Ommerdal"),
    one_response: ("response", "people", ""),
}
"""What is made to differ, and the fact by which that is noticed."""


def test_each_number_that_differs_and_other_words_are_noticed_in_every_document(cast):
    account, round = by_party(cast)
    form = form_of(cast, account, round, "nl")
    publication = queries.publication_of(round)
    key = next(one.key for one in queries.discussed_of(publication).findings if one.judged and one.told("nl") == OWN)
    services.judge(publication, by=account, now=now(), finding=key, choice="rephrase", words="Anders gezegd.")
    other = queries.thawed(publication)
    for change in CHANGES:
        other = change(other)
    publication.frozen = freeze(other)
    publication.save()
    services.forget_reports(round)
    forget()
    documents = documents_of(cast, account, round, "nl")
    for name in DOCUMENTS:
        unseen = {one_phase, one_group} if name == "one-page" else set()
        noticed = {key for key in differences(form, documents[name]) if key[0] != "value"}
        assert noticed == {fact for change, fact in CHANGES.items() if change not in unseen}, name
    for name in (*WHOLE, "slides"):
        words = {see for _, see in documents[name].found ^ form.found}
        assert words == {plain(OWN), plain("Anders gezegd.")}, name
