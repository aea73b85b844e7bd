"""From documents to arrays and back: nothing is lost and nothing is added."""

from importlib.resources import files

import numpy as np
import pytest

from samenspel.exchange.answers import read_answers
from samenspel.reading.answers import BLANK, SKIPPED
from samenspel.theory.library import find_instrument
from samenspel.web.answering import services
from samenspel.web.answering.documents import columns, documents_of
from samenspel.web.answering.queries import answers_of, own_document
from samenspel.web.shared.clock import now
from tests.web.answering.scenes import invite, open_round

EXAMPLES = ("langer-thuis-wonen-1.csv", "langer-thuis-wonen-2.csv")


@pytest.fixture(params=EXAMPLES)
def example(request):
    path = files("samenspel.examples") / request.param
    return read_answers(path, find_instrument("conditions+phase"), party="Organisatie", skip_bad_rows=True).answers


def rows(answers):
    """Every person as one comparable row, sorted: their order says nothing."""

    def label(groups, person):
        return groups.names[groups.member[person]] if groups and groups.member[person] >= 0 else ""

    documents = documents_of(answers)
    quotes = [False] * answers.people if answers.may_quote is None else answers.may_quote.tolist()
    return sorted(
        repr((sorted(document.items()), label(answers.party, place), quotes[place]))
        for place, document in enumerate(documents)
    )


def test_the_example_survives_the_way_to_documents_and_back(example):
    documents = documents_of(example)
    codes, picks, texts = columns(example.asked, documents)
    assert {item: column.tolist() for item, column in codes.items()} == {
        item: column.tolist() for item, column in example.codes.items()
    }
    assert {item: table.tolist() for item, table in picks.items()} == {
        item: table.tolist() for item, table in example.picks.items()
    }
    assert texts == dict(example.texts)


@pytest.mark.django_db
def test_an_import_reads_back_as_what_came_in(cast, example):
    round = open_round(
        cast.network, instrument="conditions+phase", form="full", door="import", closed_at=now(), visibility="party"
    )
    services.import_answers(round, example, now())
    services.import_answers(round, example, now())
    back = answers_of(round)
    assert back.people == example.people
    assert [item.id for item in back.asked] == [item.id for item in example.asked]
    assert rows(back) == rows(example)


def sent(round, person, **answers):
    invitation, _ = invite(round, person)
    document = {item.replace("_", "-"): value for item, value in answers.items()}
    services.send(invitation, now=now(), key="a1b2c3d4.1", answers=document)
    return invitation


def test_only_what_was_sent_counts(cast):
    round = open_round(cast.network)
    sent(round, cast.participants["Pim"], AMB_1=5, AMB_2=None)
    other, _ = invite(round, cast.participants["Noor"])
    services.save(other, now=now(), key="a1b2c3d4.1", answers={"AMB-1": 1})
    answers = answers_of(round)
    assert answers.people == 1
    assert answers.invited == 2
    assert answers.codes["AMB-1"].tolist() == [4]
    assert answers.codes["AMB-2"].tolist() == [SKIPPED]
    assert answers.codes["INT-2"].tolist() == [BLANK]


def test_the_breakdown_is_in_the_words_of_the_network(cast):
    round = open_round(cast.network, breakdown="sector")
    for name in ("Pim", "Dirk", "Roos"):
        sent(round, cast.participants[name], AMB_1=5)
    answers = answers_of(round)
    assert answers.breakdown_name == "Sector"
    assert len(answers.breakdown.names) == 2
    assert "housing" not in answers.breakdown.names
    assert sorted(answers.breakdown.member.tolist()) == [-1, 0, 1]
    assert answers.party.names == ("Gemeente Ommerdal", "Woonstede")


def test_what_was_published_stays_as_it_was(cast):
    round = open_round(cast.network)
    invitation = sent(round, cast.participants["Pim"], AMB_1=5)
    services.mark_published(round)
    services.save(invitation, now=now(), key="a1b2c3d4.2", answers={"AMB-1": 1})
    sent(round, cast.participants["Noor"], AMB_1=7)
    assert answers_of(round, published=True).codes["AMB-1"].tolist() == [4]
    assert sorted(answers_of(round).codes["AMB-1"].tolist()) == [0, 6]
    assert own_document(invitation) == {"AMB-1": 1}


def test_every_kind_of_answer_finds_its_place(cast):
    round = open_round(cast.network, instrument="features", form="full")
    for name, picked in (("Pim", ["reality", "power"]), ("Noor", []), ("Dirk", None)):
        sent(round, cast.participants[name], FEA_seen=picked, FEA_power="de wethouder")
    answers = answers_of(round)
    table = sorted(answers.picks["FEA-seen"].tolist())
    assert table == sorted([[0, 1, 0, 0, 1], [0] * 5, [SKIPPED] * 5])
    assert answers.texts["FEA-power"] == ("de wethouder",) * 3
    assert isinstance(answers.picks["FEA-seen"], np.ndarray)


def test_a_round_is_read_with_one_question_for_its_answers(cast, django_assert_num_queries):
    round = open_round(cast.network, breakdown="party")
    for name in cast.participants:
        sent(round, cast.participants[name], AMB_1=5)
    with django_assert_num_queries(2):  # the answers; how many were asked
        answers_of(round)
