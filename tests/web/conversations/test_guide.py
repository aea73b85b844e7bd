"""The guide of a conversation: made from what stands out, changed by people, and kept when it is made anew."""

import pytest

from samenspel.web.conversations import queries, services
from samenspel.web.conversations.models import KeptGuide
from samenspel.web.conversations.seen import ChangedMeanwhile
from samenspel.web.results.queries import discussed_of
from samenspel.web.shared.codes import new_code
from samenspel.web.shared.mishaps import NotAllowed
from tests.web.conversations.scenes import NOW, a_talk, agreed, guide_address, keys, part, part_address, typed


@pytest.fixture
def talk(cast):
    return a_talk(cast)


def edit(cast, round, key, lang="nl", **changed):
    shown = part(round, key, lang)
    given = {"minutes": shown.minutes, "title": shown.title, "text": shown.text, "questions": shown.questions} | changed
    seen = given.pop("seen", None) or services.seen_of_part(round, key)
    services.edit_part(round, by=cast.facilitator, now=NOW, key=key, lang=lang, seen=seen, **given)


def do(cast, name, round, key, **more):
    return getattr(services, name)(round, by=cast.facilitator, now=NOW, key=key, **more)


@pytest.mark.parametrize("minutes", [60, 90, 120])
def test_the_minutes_add_up_to_the_time_that_was_chosen(cast, talk, minutes):
    services.choose_minutes(talk, by=cast.facilitator, now=NOW, minutes=minutes)
    shown = queries.programme_of(talk, "nl")
    assert shown.minutes == shown.asked == minutes


def test_a_length_that_is_not_offered_is_refused(cast, talk):
    with pytest.raises(NotAllowed):
        services.choose_minutes(talk, by=cast.facilitator, now=NOW, minutes=75)


def test_a_round_without_result_has_no_programme(cast):
    from tests.web.results.rounds import a_round

    round = a_round(cast)
    assert queries.programme_of(round, "nl") is None
    with pytest.raises(NotAllowed):
        services.choose_minutes(round, by=cast.facilitator, now=NOW, minutes=60)
    page = cast.client("facilitator").get(guide_address(round)).content.decode()
    assert "Het programma komt bij de uitkomst" in page


def test_every_finding_that_is_told_appears_in_the_page(cast, talk):
    page = cast.client("viewer").get(guide_address(talk))
    told = [line for one in page.context["programme"].parts for line in one.findings]
    assert all(finding.told("nl") in told for finding in discussed_of(talk.publication).findings)


def test_what_is_changed_in_a_part_is_read_in_both_languages_and_the_rest_in_each_its_own(cast, talk):
    edit(cast, talk, "opening", title="Soep vooraf", minutes=20)
    dutch, english = part(talk, "opening"), part(talk, "opening", "en")
    assert dutch.title == english.title == "Soep vooraf"
    assert dutch.minutes == english.minutes == 20
    assert english.text != dutch.text
    assert queries.programme_of(talk, "nl").minutes > 90


def test_a_part_that_is_saved_as_it_was_suggested_stays_computed(cast, talk):
    edit(cast, talk, "opening", title="Soep vooraf")
    suggested = "Welkom"
    edit(cast, talk, "opening", title=suggested)
    assert part(talk, "opening", "en").title == "Welcome"
    assert KeptGuide.objects.get(round=talk).version == 2


def test_saving_without_a_change_is_no_change(cast, talk):
    edit(cast, talk, "opening")
    assert KeptGuide.objects.get(round=talk).version == 0


def test_parts_move_up_and_down_and_a_second_press_of_the_same_button_does_nothing(cast, talk):
    before = keys(talk)
    do(cast, "move_part", talk, before[2], place=2, up=True)
    do(cast, "move_part", talk, before[2], place=2, up=True)
    assert keys(talk) == [before[0], before[2], before[1], *before[3:]]
    do(cast, "move_part", talk, before[2], place=1, up=False)
    assert keys(talk) == before
    do(cast, "move_part", talk, before[0], place=0, up=True)
    do(cast, "move_part", talk, before[-1], place=len(before) - 1, up=False)
    assert keys(talk) == before


def test_any_order_can_be_reached_with_parts_of_our_own_among_them(cast, talk):
    for title in ("Soep", "Foto"):
        services.add_part(
            talk, by=cast.facilitator, now=NOW, code=new_code(), minutes=5, title=title, text="", questions=()
        )
    wanted = list(reversed(keys(talk)))
    for goal, key in enumerate(wanted):
        for place in range(keys(talk).index(key), goal, -1):
            do(cast, "move_part", talk, key, place=place, up=True)
    assert keys(talk) == wanted


def test_a_part_that_is_taken_out_is_put_back_where_it_stood_with_what_was_written_in_it(cast, talk):
    before = keys(talk)
    edit(cast, talk, before[1], title="Anders")
    assert do(cast, "take_out", talk, before[1])
    assert do(cast, "take_out", talk, before[1]) is None
    assert before[1] not in keys(talk)
    assert [one.key for one in queries.programme_of(talk, "nl").removed] == [before[1]]
    assert do(cast, "put_back", talk, before[1])
    assert do(cast, "put_back", talk, before[1]) is None
    assert keys(talk) == before
    assert part(talk, before[1]).title == "Anders"


def test_a_part_of_our_own_stands_before_the_last_and_is_there_once(cast, talk):
    before, code = keys(talk), new_code()
    for _ in range(2):
        services.add_part(
            talk, by=cast.facilitator, now=NOW, code=code, minutes=5, title="Soep", text="Eten", questions=("Lekker?",)
        )
    assert keys(talk) == [*before[:-1], f"own/{code}", before[-1]]
    assert part(talk, f"own/{code}").questions == ("Lekker?",)


def test_as_suggested_brings_back_the_words_and_keeps_the_place(cast, talk):
    before = keys(talk)
    edit(cast, talk, before[1], title="Anders", text="Heel anders", minutes=33)
    do(cast, "move_part", talk, before[1], place=1, up=True)
    version = do(cast, "as_suggested", talk, before[1])
    assert part(talk, before[1]).title != "Anders"
    assert keys(talk)[0] == before[1]
    assert queries.programme_of(talk, "nl").minutes == 90
    assert do(cast, "as_suggested", talk, before[1]) is None
    assert services.undo(talk, by=cast.facilitator, now=NOW, version=version)
    assert part(talk, before[1]).title == "Anders"


def test_only_the_last_change_can_be_undone_and_only_once(cast, talk):
    version = do(cast, "take_out", talk, "opening")
    edit(cast, talk, "closing", title="Slot")
    assert not services.undo(talk, by=cast.facilitator, now=NOW, version=version)
    assert services.undo(talk, by=cast.facilitator, now=NOW, version=version + 1)
    assert not services.undo(talk, by=cast.facilitator, now=NOW, version=version + 1)
    assert part(talk, "closing").title != "Slot"
    assert "opening" not in keys(talk)


def test_what_people_changed_stays_when_the_findings_change(cast):
    talk = a_talk(cast, "Half dozijn", people=24, instrument="conditions+phase", seed=3)
    subject = next(key for key in keys(talk) if key.startswith("talk/"))
    code = new_code()
    services.add_part(talk, by=cast.facilitator, now=NOW, code=code, minutes=5, title="Soep", text="", questions=())
    edit(cast, talk, "opening", title="Samen eten")
    edit(cast, talk, subject, text="Dit schreven wij zelf.")
    do(cast, "move_part", talk, "closing", place=keys(talk).index("closing"), up=True)
    services.choose_minutes(talk, by=cast.facilitator, now=NOW, minutes=120)
    _dismiss_all(cast, talk)
    assert part(talk, "opening").title == "Samen eten"
    assert part(talk, f"own/{code}").title == "Soep"
    assert part(talk, subject).text == "Dit schreven wij zelf."
    assert keys(talk).index("closing") < keys(talk).index(f"own/{code}")


def _dismiss_all(cast, round):
    from samenspel.web.results import services as results

    for finding in discussed_of(round.publication).findings:
        results.judge(
            round.publication,
            by=cast.facilitator,
            now=NOW,
            finding=finding.key,
            choice="dismiss",
            reason="Nee",
            words="",
        )


def test_who_changes_a_part_that_somebody_else_changed_hears_it_and_loses_nothing(cast, talk):
    client, address = cast.client("facilitator"), part_address(talk, "opening")
    mine = typed(client.get(address), title="Van mij")
    theirs = typed(client.get(address), title="Van hen")
    assert client.post(address, theirs).status_code == 302
    again = client.post(address, mine)
    page = again.content.decode()
    assert "Iemand anders heeft dit intussen gewijzigd" in page
    assert "Van mij" in page
    assert "Van hen" in page
    assert part(talk, "opening").title == "Van hen"
    assert client.post(address, typed(again)).status_code == 302
    assert part(talk, "opening").title == "Van mij"


def test_moving_a_part_does_not_hinder_who_is_rewriting_it(cast, talk):
    seen = services.seen_of_part(talk, "opening")
    do(cast, "move_part", talk, "opening", place=0, up=False)
    edit(cast, talk, "opening", title="Toch", seen=seen)
    assert part(talk, "opening").title == "Toch"
    with pytest.raises(ChangedMeanwhile):
        edit(cast, talk, "opening", title="Te laat", seen=seen)


def test_sending_the_same_change_twice_is_sending_it_once(cast, talk):
    client, address = cast.client("facilitator"), part_address(talk, "opening")
    sent = typed(client.get(address), title="Eén keer", questions="Wat?\r\nEn dan?\r\n")
    assert [client.post(address, sent).status_code for _ in range(2)] == [302, 302]
    assert part(talk, "opening").questions == ("Wat?", "En dan?")
    assert KeptGuide.objects.get(round=talk).version == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""), ("title", "x" * 161), ("minutes", "0"), ("minutes", "veel"), ("minutes", "241"),
        ("text", "x" * 3001), ("questions", "?\n" * 13), ("questions", "x" * 301), ("title", "nul\0letter"),
    ],
)  # fmt: skip
def test_what_cannot_be_kept_is_told_at_its_field_and_stays_typed(cast, talk, field, value):
    client, address = cast.client("facilitator"), part_address(talk, "opening")
    answer = client.post(address, typed(client.get(address), **{field: value}))
    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == [field]
    assert answer.context["form"][field].value() == value
    assert KeptGuide.objects.filter(round=talk, version__gt=0).count() == 0


@pytest.mark.parametrize("value", ["0", "241", "veel", ""])
def test_what_minutes_can_be_is_said_in_plain_words(cast, talk, value):
    client, address = cast.client("facilitator"), part_address(talk, "opening")
    answer = client.post(address, typed(client.get(address), minutes=value))
    assert "Vul hele minuten in, van 1 tot en met 240." in answer.content.decode()


def test_a_viewer_reads_the_guide_and_changes_nothing(cast, talk):
    client = cast.client("viewer")
    page = client.get(guide_address(talk)).content.decode()
    assert "<button" not in page[page.index('id="programme"') : page.index("guide__side")]
    assert client.post(f"{guide_address(talk)}/duur", {"minutes": "60"}).status_code == 404
    assert client.get(part_address(talk, "opening")).status_code == 404
    for who in (cast.viewer, cast.outsider):
        with pytest.raises(NotAllowed):
            services.take_out(talk, by=who, now=NOW, key="opening")


def test_a_part_that_is_not_there_is_not_found(cast, talk):
    client = cast.client("facilitator")
    assert client.get(part_address(talk, "bestaat/niet")).status_code == 404
    assert client.post(f"{part_address(talk, 'bestaat/niet')}/eruit").status_code == 404


def test_no_address_or_log_holds_the_name_of_a_party(cast):
    from samenspel.web.shared.models import AuditEntry

    talk = a_talk(cast, people=24)
    page = cast.client("facilitator").get(guide_address(talk)).content.decode()
    assert "/deel/talk" not in page
    do(cast, "take_out", talk, "opening")
    entry = AuditEntry.objects.get(action="guide-changed")
    assert (entry.subject, entry.detail) == (f"round:{talk.code}", {})


def test_the_guide_looks_back_on_the_conversation_before(cast, talk):
    agreed(cast, talk, "Eén telefoonnummer openen", leverage="Eén loket")
    later = a_talk(cast, "Een jaar later", days=30)
    assert "look-back" in keys(later)
    assert "look-back" not in keys(talk)
    page = cast.client("viewer").get(guide_address(later)).content.decode()
    assert "Eén telefoonnummer openen" in page
    assert "Wat jullie vorige keer afspraken" in page


def test_without_script_every_button_is_a_form_that_comes_back_to_the_guide(cast, talk):
    client, first = cast.client("facilitator"), keys(talk)[0]
    moved = client.post(f"{part_address(talk, first)}/verplaatsen", {"place": "0", "do": "down"})
    assert moved.url.startswith(f"{guide_address(talk)}#part-")
    assert keys(talk)[1] == first
    assert client.post(f"{part_address(talk, first)}/verplaatsen", {"place": "x"}).status_code == 302
    out = client.post(f"{part_address(talk, first)}/eruit", follow=True).content.decode()
    assert f"{guide_address(talk)}/terug/2" in out
    client.post(f"{guide_address(talk)}/terug/2")
    assert first in keys(talk)
    assert client.post(f"{guide_address(talk)}/duur", {"minutes": "60"}).url == guide_address(talk)
    assert queries.programme_of(talk, "nl").asked == 60


def test_in_its_place_only_the_programme_comes_back(cast, talk):
    client, address = cast.client("facilitator"), part_address(talk, "opening")
    answer = client.post(address, typed(client.get(address), title="Hier"), headers={"hx-request": "true"})
    assert (answer["HX-Retarget"], answer["HX-Reselect"]) == ("#programme", "#programme")
    assert "autofocus" in answer.content.decode()


def test_a_form_without_its_secret_is_refused(cast, talk):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.facilitator)
    assert client.post(f"{guide_address(talk)}/duur", {"minutes": "60"}).status_code == 403
    assert KeptGuide.objects.count() == 0


def test_a_change_throws_away_reports_that_tell_otherwise(cast, talk):
    from samenspel.web.results.models import Report

    Report.objects.create(publication=talk.publication, number=1, kind="whole", language="nl", asked_at=NOW)
    do(cast, "take_out", talk, "opening")
    assert Report.objects.count() == 0


def test_the_page_asks_the_database_no_more_for_many_parts_and_agreements(cast, talk, django_assert_num_queries):
    client = cast.client("facilitator")
    later = a_talk(cast, "Later", days=30)
    client.get(guide_address(later))  # what was released is read the first time only
    with django_assert_num_queries(PAGE_QUERIES):
        client.get(guide_address(later))
    agreed(cast, talk, *(f"Afspraak {n}" for n in range(12)))
    agreed(cast, later, *(f"Nieuwe {n}" for n in range(12)))
    for _ in range(6):
        services.add_part(
            later, by=cast.facilitator, now=NOW, code=new_code(), minutes=5, title="Soep", text="", questions=()
        )
    with django_assert_num_queries(PAGE_QUERIES + 2):
        client.get(guide_address(later))


PAGE_QUERIES = 10
"""Session, account, network, role, round, publication, judgements, guide, this conversation and the one before."""
