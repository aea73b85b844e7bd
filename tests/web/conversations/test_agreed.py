"""What a conversation led to: kept, changed, taken back, and shown at the next round."""

import datetime

import pytest
from django.urls import reverse

from samenspel.diagnosis.outcome import Action, Outcome
from samenspel.web.conversations import queries, services
from samenspel.web.conversations.models import Agreement, Conversation
from samenspel.web.conversations.seen import stamp
from samenspel.web.rounds import services as rounds
from samenspel.web.shared.codes import new_code
from samenspel.web.shared.mishaps import NotAllowed
from tests.web.conversations.scenes import NOW, a_talk, agreed, guide_address, typed


@pytest.fixture
def talk(cast):
    return a_talk(cast)


def place(name, round, *more):
    return reverse(f"conversations:{name}", args=[round.network.code, round.code, *more])


def change(cast, agreement, **fields):
    seen = stamp(services.shown_of(agreement))
    return services.change_agreement(agreement, by=cast.facilitator, now=NOW, seen=seen, **fields)


def test_what_was_agreed_is_an_outcome(cast, talk):
    assert queries.outcome_of(talk) is None
    agreed(cast, talk, "Eén nummer openen")
    action = Action("Eén nummer openen", "Woonstede")
    assert queries.outcome_of(talk) == Outcome("Nulmeting", NOW.date(), "Eén loket", (action,))


def test_the_outcome_before_is_that_of_the_latest_earlier_round_that_led_somewhere(cast, talk):
    middle, last = a_talk(cast, "Tussen", days=10), a_talk(cast, "Laatst", days=20)
    agreed(cast, talk, leverage="Eén loket")
    agreed(cast, last, leverage="Iets nieuws")
    agreed(cast, middle, leverage="")
    assert queries.outcome_before(last).leverage == "Eén loket"
    assert queries.outcome_before(talk) is None
    rounds.delete(talk, by=cast.facilitator, now=NOW)
    assert queries.outcome_before(last) is None


def test_another_network_has_its_own_outcomes(cast, talk):
    agreed(cast, talk, "Eén nummer openen")
    other = a_talk(cast, "Elders", days=5, network=cast.other_network)
    assert queries.outcome_before(other) is None
    assert queries.next_steps(cast.other_network) == []
    agreement = Agreement.objects.get()
    client = cast.client("outsider")
    assert client.get(place("agreement", other, agreement.code)).status_code == 404
    assert client.post(place("remove-agreement", other, agreement.code)).status_code == 404


def test_next_steps_are_what_is_open_with_the_nearest_day_first(cast, talk):
    one, two, three, four = agreed(cast, talk, "ooit", "later", "straks", "klaar")
    change(cast, two, until=datetime.date(2026, 9, 1))
    change(cast, three, until=datetime.date(2026, 6, 1))
    change(cast, four, state="done")
    services.remove_agreement(one, by=cast.facilitator, now=NOW)
    assert [step.what for step in queries.next_steps(cast.network)] == ["straks", "later"]
    services.restore_agreement(one, by=cast.facilitator, now=NOW)
    assert [step.what for step in queries.next_steps(cast.network)] == ["straks", "later", "ooit"]


def test_a_change_of_an_action_is_undone_once_and_only_when_it_was_the_last(cast, talk):
    (one,) = agreed(cast, talk, "Eén nummer openen")
    day = datetime.date(2026, 6, 1)
    change(cast, one, until=day)
    one.refresh_from_db()
    version = change(cast, one, until=None, state="dropped", came_of_it="Geen tijd")
    assert services.undo_agreement(one, by=cast.facilitator, now=NOW, version=version)
    one.refresh_from_db()
    assert (one.until, one.state, one.came_of_it) == (day, "open", "")
    assert not services.undo_agreement(one, by=cast.facilitator, now=NOW, version=version)
    assert not services.undo_agreement(one, by=cast.facilitator, now=NOW, version=version + 1)


def test_a_double_submit_adds_one_action(cast, talk):
    client = cast.client("facilitator")
    sent = {"what": "Eén  nummer\r\nopenen", "who": "Woonstede", "until": "2026-06-01", "code": new_code()}
    for _ in range(2):
        assert client.post(place("add-agreement", talk), sent).status_code == 302
    assert [one.what for one in Agreement.objects.all()] == ["Eén nummer openen"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("what", ""),
        ("what", " \n "),
        ("what", "x" * 301),
        ("who", "x" * 161),
        ("until", "ooit"),
        ("until", "1814-01-01"),
    ],
)
def test_an_action_that_cannot_be_kept_is_told_at_its_field_and_stays_typed(cast, talk, field, value):
    sent = {"what": "Iets", "who": "", "until": "", "code": new_code()} | {field: value}
    answer = cast.client("facilitator").post(place("add-agreement", talk), sent)
    form = answer.context["new"]
    assert list(form.errors) == [field]
    assert form[field].value() == value
    assert not Agreement.objects.exists()


def test_a_conversation_of_tomorrow_was_not_held_yet(cast, talk):
    client, tomorrow = cast.client("facilitator"), datetime.date.today() + datetime.timedelta(days=2)
    answer = client.post(
        place("outcome", talk), typed(client.get(place("outcome", talk)), held_on=tomorrow.isoformat())
    )
    assert list(answer.context["form"].errors) == ["held_on"]
    assert not Conversation.objects.exists()


def test_two_people_who_record_the_same_conversation_hear_of_each_other(cast, talk):
    client, address = cast.client("facilitator", "en"), place("outcome", talk)
    mine, theirs = (typed(client.get(address), leverage=words) for words in ("My point", "Their point"))
    client.post(address, theirs)
    again = client.post(address, mine)
    page = again.content.decode()
    assert "Somebody else has changed this" in page
    assert "My point" in page
    assert "Their point" in page
    client.post(address, typed(again))
    assert queries.outcome_of(talk).leverage == "My point"


def test_two_people_who_change_the_same_action_hear_of_each_other(cast, talk):
    (one,) = agreed(cast, talk, "Eén nummer openen")
    client, address = cast.client("facilitator"), place("agreement", talk, one.code)
    mine, theirs = (typed(client.get(address), who=who) for who in ("Wij", "Zij"))
    client.post(address, theirs)
    page = client.post(address, mine).content.decode()
    assert "Iemand anders heeft dit intussen gewijzigd" in page
    assert "Zij" in page
    one.refresh_from_db()
    assert one.who == "Zij"


def test_what_came_of_it_is_told_from_the_guide_of_the_next_round_and_comes_back_there(cast, talk):
    (one,) = agreed(cast, talk, "Eén nummer openen")
    later = a_talk(cast, "Later", days=30)
    client = cast.client("facilitator")
    page = client.get(guide_address(later)).content.decode()
    assert place("course", talk, one.code) in page
    sent = typed(client.get(place("course", talk, one.code)), state="changed", came_of_it="Het werd een loket.")
    answer = client.post(place("course", talk, one.code), sent | {"guide": later.code})
    assert answer.url == f"{guide_address(later)}#before"
    shown = client.get(answer.url).content.decode()
    assert "anders gelopen" in shown
    assert "Het werd een loket." in shown
    assert place("undo-agreement", talk, one.code, 1) in shown
    client.post(place("undo-agreement", talk, one.code, 1))
    one.refresh_from_db()
    assert one.state == "open"


def test_the_form_asks_what_stood_in_the_way_and_blames_nobody(cast, talk):
    (one,) = agreed(cast, talk, "Eén nummer openen")
    Agreement.objects.update(until=datetime.date(2020, 1, 1))
    client = cast.client("facilitator")
    assert "wat in de weg stond" in client.get(place("agreement", talk, one.code)).content.decode()
    for page in (guide_address(talk), f"/netwerken/{talk.network.code}/gesprek", place("outcome", talk)):
        shown = client.get(page).content.decode()
        assert "1 januari 2020" in shown
        assert not any(word in shown for word in ("te laat", "overdue", "verlopen", "notice--error"))


@pytest.mark.parametrize(
    ("shown", "words"), [(True, "Deelnemers lezen het"), (False, "zien deelnemers de uitkomst niet")]
)
def test_the_form_says_who_will_see_it(cast, shown, words):
    talk = a_talk(cast, show_participants=shown)
    assert words in cast.client("facilitator").get(place("outcome", talk)).content.decode()


def test_a_viewer_reads_what_was_agreed_and_changes_nothing(cast, talk):
    (one,) = agreed(cast, talk, "Eén nummer openen")
    client = cast.client("viewer")
    assert "Eén nummer openen" in client.get(guide_address(talk)).content.decode()
    for name, more in (("outcome", ()), ("agreement", (one.code,)), ("course", (one.code,))):
        assert client.get(place(name, talk, *more)).status_code == 404
    for name, more in (("add-agreement", ()), ("remove-agreement", (one.code,)), ("restore-agreement", (one.code,))):
        assert client.post(place(name, talk, *more)).status_code == 404
    with pytest.raises(NotAllowed):
        services.remove_agreement(one, by=cast.viewer, now=NOW)


def test_before_there_is_a_result_nothing_can_be_agreed(cast):
    from tests.web.results.rounds import a_round

    round = a_round(cast)
    assert cast.client("facilitator").get(place("outcome", round)).status_code == 404


def test_an_action_is_removed_and_the_next_page_brings_it_back(cast, talk):
    (one,) = agreed(cast, talk, "Eén nummer openen")
    client = cast.client("facilitator")
    page = client.post(place("remove-agreement", talk, one.code), follow=True).content.decode()
    assert place("restore-agreement", talk, one.code) in page
    assert queries.outcome_of(talk).actions == ()
    assert client.get(place("agreement", talk, one.code)).status_code == 404
    client.post(place("restore-agreement", talk, one.code))
    assert len(queries.outcome_of(talk).actions) == 1


def test_what_was_put_away_long_ago_is_gone_and_a_round_takes_everything_along(cast, talk):
    one, two = agreed(cast, talk, "weg", "blijft")
    services.remove_agreement(one, by=cast.facilitator, now=NOW)
    services.purge(NOW + datetime.timedelta(days=1))
    assert list(Agreement.objects.all()) == [two]
    services.choose_minutes(talk, by=cast.facilitator, now=NOW, minutes=60)
    rounds.delete(talk, by=cast.facilitator, now=NOW)
    assert queries.next_steps(cast.network) == []
    assert cast.client("facilitator").get(guide_address(talk)).status_code == 404
    rounds.purge(NOW + datetime.timedelta(days=1))
    assert not Conversation.objects.exists()


def test_names_of_people_are_offered_to_facilitators_only_and_markup_stays_text(cast, talk):
    page = cast.client("facilitator").get(place("outcome", talk)).content.decode()
    assert page.index('value="Gemeente Ommerdal"') < page.index('value="Woonstede"') < page.index('value="Dirk"')
    agreed(cast, talk, "<script>alert(1)</script>")
    shown = cast.client("viewer").get(guide_address(talk)).content.decode()
    assert "<script>alert(1)" not in shown
    assert 'value="Dirk"' not in shown


def test_what_was_agreed_last_time_and_this_time_is_told_to_participants(cast, talk):
    from django.template.loader import render_to_string

    agreed(cast, talk, "Eén nummer openen")
    told = queries.outcome_of(talk)
    page = render_to_string("conversations/_agreed.html", {"agreed": told, "before": told})
    assert page.index("Wat jullie afspraken") < page.index("Wat jullie vorige keer afspraken")
    assert page.count("Eén nummer openen") == 2
    assert render_to_string("conversations/_agreed.html", {"agreed": None, "before": None}).strip() == ""
