"""A round is published once it is closed, once, and after reopening only as far as rule 5 allows."""

from datetime import timedelta

import pytest

from samenspel.errors import ReleaseError
from samenspel.web.answering.models import Response
from samenspel.web.results import queries, services
from samenspel.web.results.models import Publication, Report
from samenspel.web.rounds.models import Invitation, Mailing
from samenspel.web.shared.mishaps import NotAllowed
from samenspel.web.shared.models import AuditEntry
from tests.web.results.rounds import LATER, NOW, a_round, answer, close


def publish(round, by=None, now=NOW):
    return services.publish(round, by=by, now=now)


def numbers(round):
    return {item: (one.n, one.mean) for item, one in queries.release_of(round).ratings.items()}


def test_a_closed_round_is_published_once(cast):
    round = a_round(cast, 12)
    first = publish(round, cast.facilitator)
    assert queries.release_of(round).people == 12
    assert publish(round, cast.facilitator, LATER) == first
    assert list(AuditEntry.objects.values_list("action", "subject")) == [("result-published", f"round:{round.code}")]
    assert Response.objects.filter(published__isnull=True).count() == 0


def test_an_open_round_is_not_published(cast):
    round = a_round(cast, 12, closed=None)
    assert publish(round) is None
    assert queries.reading_state(round).name == "not-closed"
    assert not Publication.objects.exists()


def test_a_viewer_and_an_outsider_do_not_publish(cast):
    round = a_round(cast, 12)
    for who in (cast.viewer, cast.outsider):
        with pytest.raises(NotAllowed):
            publish(round, who)


def test_answers_that_were_not_sent_do_not_count(cast):
    round = a_round(cast, 12)
    Response.objects.filter(pk=Response.objects.first().pk).update(sent=False)
    publish(round)
    assert queries.release_of(round).people == 11


@pytest.mark.parametrize("people", [0, 1, 3])
def test_a_round_of_nobody_or_too_few_has_a_release_without_numbers(cast, people):
    round = a_round(cast, people)
    publish(round)
    release = queries.release_of(round)
    assert release.people == people
    assert all(one.mean is None for one in release.ratings.values())
    page = queries.page_of(release, queries.discussed_of(round.publication), "nl")
    assert page.nothing
    assert page.scales == []


def test_who_was_asked_hears_that_the_result_is_there_if_the_round_says_so(cast):
    for shown in (True, False):
        round = a_round(cast, 6, show_participants=shown)
        Invitation.objects.create(round=round, participant=cast.participants["Pim"])
        publish(round)
        assert Mailing.objects.filter(round=round, kind="result").exists() == shown


def test_the_clock_publishes_what_is_closed_and_leaves_the_rest(cast):
    closed, still_open, room = a_round(cast, 12), a_round(cast, 12, closed=None), a_round(cast, 12, door="open")
    deleted = a_round(cast, 12, deleted_at=NOW)
    assert services.publish_due(NOW) == 1
    assert services.publish_due(NOW) == 0
    assert [bool(queries.release_of(one)) for one in (closed, still_open, room, deleted)] == [True, False, False, False]


def test_one_late_answer_changes_nothing(cast):
    round = a_round(cast, 12)
    publish(round)
    before = numbers(round)
    answer(round, 1, seed=9)
    close(round)
    publication = publish(round, now=LATER)
    assert (publication.course, publication.number, publication.made_at) == ("stayed", 1, NOW)
    assert numbers(round) == before
    assert queries.release_of(round).people == 12


def test_one_changed_answer_changes_nothing(cast):
    round = a_round(cast, 12)
    publish(round)
    before = numbers(round)
    response = Response.objects.order_by("pk").first()
    response.document["AMB-1"] = 8 - response.document["AMB-1"]
    response.save()
    close(round)
    assert publish(round, now=LATER).course == "stayed"
    assert numbers(round) == before


def test_many_late_answers_replace_the_result_and_its_reports(cast):
    round = a_round(cast, 14)
    publication = publish(round)
    Report.objects.create(publication=publication, number=1, kind="whole", language="nl", asked_at=NOW, file=b"%PDF")
    before = numbers(round)
    answer(round, 14, seed=5)
    close(round)
    publication = publish(round, now=LATER)
    assert (publication.course, publication.number, publication.made_at) == ("renewed", 2, LATER)
    after = numbers(round)
    assert after["AMB-1"] != before["AMB-1"]
    assert after["AMB-1"][0] == 28
    assert Publication.objects.count() == 1
    assert not Report.objects.exists()


def test_only_items_with_enough_changes_get_a_new_number_and_later_changes_are_judged_from_there(cast):
    round = a_round(cast, 14)
    publish(round)
    before = numbers(round)
    late = list(Response.objects.values_list("document", flat=True))
    for place, document in enumerate(late):  # fourteen more on AMB-1, one more on AMB-2
        kept = {"AMB-1": document["AMB-1"], **({"AMB-2": document["AMB-2"]} if place == 0 else {})}
        invitation = Invitation.objects.create(round=round, answered=True)
        Response.objects.create(round=round, invitation=invitation, document=kept, sent=True)
    close(round)
    publish(round, now=LATER)
    after = numbers(round)
    assert after["AMB-1"][0] == 28
    assert after["AMB-2"] == before["AMB-2"]
    published = Response.objects.filter(published__has_key="AMB-1")
    assert published.count() == 28
    assert Response.objects.filter(published__has_key="AMB-2").count() == 14
    # again one more: the answer that was held back before still waits
    Response.objects.create(round=round, document={"AMB-2": 4}, sent=True)
    close(round, LATER + timedelta(days=1))
    assert publish(round, now=LATER + timedelta(days=1)).course == "stayed"
    assert numbers(round) == after


def test_a_round_with_a_breakdown_is_not_renewed(cast):
    round = a_round(cast, 14, breakdown="sector")
    half = Invitation.objects.filter(round=round).values_list("pk", flat=True)[:7]
    Invitation.objects.filter(pk__in=list(half)).update(party=cast.parties["Woonstede"])
    Invitation.objects.filter(round=round, party=None).update(party=cast.parties["Gemeente Ommerdal"])
    publish(round)
    assert queries.release_of(round).breakdown is not None
    before = numbers(round)
    answer(round, 14, seed=5)
    close(round)
    assert publish(round, now=LATER).course == "stayed"
    assert numbers(round) == before


def test_a_round_by_party_shows_every_new_answer(cast):
    round = a_round(cast, 6, visibility="party")
    Invitation.objects.filter(round=round).update(party=cast.parties["Woonstede"])
    publish(round)
    answer(round, 1, seed=9)
    close(round)
    publication = publish(round, now=LATER)
    assert publication.course == "renewed"
    assert queries.release_of(round).people == 7
    assert [group.name for group in queries.release_of(round).breakdown.groups] == ["Woonstede"]


def test_a_reopened_round_that_nothing_happened_in_keeps_its_result(cast):
    round = a_round(cast, 14)
    publish(round)
    before = numbers(round)
    close(round, None)
    assert queries.reading_state(round).name == "not-closed"
    assert queries.release_of(round) is not None
    close(round)
    assert publish(round, now=LATER).course == "stayed"
    assert numbers(round) == before


def test_a_room_waits_until_its_people_are_counted(cast):
    round = a_round(cast, 12, door="open")
    with pytest.raises(ReleaseError):
        publish(round)
    assert queries.reading_state(round).name == "head-count"
    with pytest.raises(ReleaseError):
        services.confirm_head_count(round, by=cast.facilitator, now=NOW, count=11)
    state = queries.reading_state(round)
    assert (state.name, state.answers, state.counted) == ("mismatch", 12, 11)
    assert services.confirm_head_count(round, by=cast.facilitator, now=NOW, count=12)
    assert queries.reading_state(round).name == "published"


def test_a_room_with_nine_answers_has_no_result(cast):
    round = a_round(cast, 9, door="open", head_count=9)
    with pytest.raises(ReleaseError):
        publish(round)
    assert queries.reading_state(round).name == "room-few"


def test_a_round_by_party_without_parties_says_what_is_wrong(cast):
    round = a_round(cast, 6, visibility="party")
    with pytest.raises(ReleaseError):
        publish(round)
    assert services.publish_due(NOW) == 0
