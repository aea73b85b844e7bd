"""What is kept of somebody is found in as many questions, however often they were asked."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from samenspel.web.answering.models import Response
from samenspel.web.privacy.queries import form_of
from samenspel.web.rounds.models import Letter, Mailing
from tests.web.answering.scenes import invite, open_round
from tests.web.results.rounds import NOW


def asked_and_written_to(cast, times):
    for number in range(times):
        round = open_round(cast.network)
        invitation, _ = invite(round, cast.participants["Pim"])
        mailing = Mailing.objects.create(round=round, kind="invitation", occasion=f"{number}", made_at=NOW)
        Letter.objects.create(mailing=mailing, invitation=invitation, sent_at=NOW)
        Response.objects.create(round=round, invitation=invitation, document={"AMB-1": 3 + number % 2})


def questions(cast):
    with CaptureQueriesContext(connection) as asked:
        form = form_of([cast.participants["Pim"]], None, lang="nl", now=NOW)
    return len(asked), form["takes_part"][0]["asked"]


def test_who_was_asked_often_takes_no_more_questions(cast):
    asked_and_written_to(cast, 1)
    once, _ = questions(cast)
    asked_and_written_to(cast, 4)
    often, asked = questions(cast)
    assert often == once
    assert [one["answers"][0]["answer"] for one in asked] == [3, 3, 4, 3, 4]
    assert [len(one["mails"]) for one in asked] == [1] * 5
