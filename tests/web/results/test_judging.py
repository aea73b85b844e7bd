"""What the group makes of what stands out: it keeps, sets aside or rephrases, with a reason, and can take that back."""

import pytest
from django.urls import reverse

from samenspel.web.results import queries, services
from samenspel.web.results.models import FindingJudgement, Report
from samenspel.web.rounds.models import Invitation
from samenspel.web.shared.mishaps import NotAllowed
from samenspel.web.shared.models import AuditEntry
from tests.web.results.rounds import LATER, NOW, a_round, a_telling_round, answer, close


def address(name, round):
    return reverse(f"results:{name}", args=[round.network.code, round.code])


@pytest.fixture
def round(cast):
    made = a_telling_round(cast)
    services.publish(made, by=None, now=NOW)
    return made


@pytest.fixture
def key(round):
    return queries.seen_in(round.publication)[0].key


def told(round):
    found = queries.discussed_of(queries.publication_of(round))
    return {one.key: one.told("nl") for one in found.findings}, {one.finding.key for one in found.set_aside}


def say(cast, round, who="facilitator", **given):
    return cast.client(who).post(address("judge", round), {"lezen": "alles", **given})


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_what_the_group_says_in_its_own_words_is_what_everyone_reads(cast, round, key, lang):
    given = {"finding": key, "choice": "rephrase", "words": "Wij  noemen dit\ngewoon doen.", "reason": "Zo is het."}
    answer_ = say(cast, round, **given)
    assert answer_.status_code == 302
    assert "?lezen=alles#f" in answer_.headers["location"]
    for who in ("viewer", "facilitator"):
        page = cast.client(who, lang).get(address("result", round)).content.decode()
        assert "Wij noemen dit gewoon doen." in page
        assert "Zo is het." in page
    assert "Wij noemen dit gewoon doen." in cast.client("viewer").get(address("screen", round)).content.decode()


def test_what_is_set_aside_is_told_nowhere_but_in_a_fold_with_its_reason(cast, round, key):
    see = told(round)[0][key]
    say(cast, round, finding=key, choice="dismiss", reason="Dit was een week later al opgelost.")
    found, aside = told(round)
    assert key not in found
    assert aside == {key}
    page = cast.client("viewer").get(address("result", round)).content.decode()
    fold = page[page.index('id="aside"') :]
    assert see.split(".")[0] in fold[: fold.index("</details>")]
    assert "Dit was een week later al opgelost." in fold
    form = cast.client("viewer").get(address("data", round)).json()
    assert see not in [one["see"]["nl"] for one in form["findings"]]
    assert [(one["finding"]["see"]["nl"], one["reason"]) for one in form["set_aside"]] == [
        (see, "Dit was een week later al opgelost.")
    ]
    answer_ = cast.client("facilitator").post(address("withdraw-judgement", round), {"finding": key})
    assert answer_.status_code == 302
    assert key in told(round)[0]


@pytest.mark.parametrize(("given", "complaint"), [
    ({"choice": "rephrase", "words": "  ", "reason": "omdat wij het zo zien"}, "Schrijf op hoe de groep het zegt."),
    ({"choice": "dismiss", "words": "wat ik typte"}, "Schrijf kort op waarom."),
    ({"words": "wat ik typte", "reason": "omdat"}, "verplicht"),
])  # fmt: skip
def test_what_is_missing_is_asked_at_its_field_and_nothing_typed_is_lost(cast, round, key, given, complaint):
    answer_ = say(cast, round, finding=key, **given)
    assert answer_.status_code == 400
    page = answer_.content.decode()
    assert complaint in page
    assert all(text.strip() in page for text in given.values())
    assert '<details class="more judge" open>' in page
    assert not FindingJudgement.objects.exists()


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_words_that_were_there_are_not_words_of_the_group(cast, round, key, lang):
    there = queries.seen_in(round.publication)[0].see[lang]
    answer_ = say(cast, round, finding=key, choice="rephrase", words=f" {there}\n", reason="Zo is het.")
    assert answer_.status_code == 400
    assert "Dit staat er al." in answer_.content.decode()
    assert not FindingJudgement.objects.exists()


def test_the_same_twice_is_kept_and_noted_once_and_another_choice_takes_its_place(cast, round, key):
    for choice in ("keep", "keep", "dismiss"):
        say(cast, round, finding=key, choice=choice, reason="Herkenbaar.")
    assert [one.choice for one in FindingJudgement.objects.all()] == ["dismiss"]
    noted = AuditEntry.objects.filter(action="finding-judged").order_by("pk")
    assert [one.detail["choice"] for one in noted] == ["keep", "dismiss"]
    client = cast.client("facilitator")
    for _ in range(2):
        client.post(address("withdraw-judgement", round), {"finding": key})
    assert AuditEntry.objects.filter(action="judgement-withdrawn").count() == 1
    assert "Herkenbaar" not in str(list(AuditEntry.objects.values()))


def test_a_viewer_reads_what_was_judged_and_judges_nothing(cast, round, key):
    for name in ("judge", "withdraw-judgement"):
        assert cast.client("viewer").post(address(name, round), {"finding": key, "choice": "keep"}).status_code == 404
    assert not FindingJudgement.objects.exists()
    assert 'class="more judge"' not in cast.client("viewer").get(address("result", round)).content.decode()
    with pytest.raises(NotAllowed):
        services.judge(round.publication, by=cast.viewer, now=NOW, finding=key, choice="keep")


def test_a_judgement_outlives_a_renewed_release(cast):
    round = a_telling_round(cast, visibility="party")
    Invitation.objects.filter(round=round).update(party=cast.parties["Woonstede"])
    services.publish(round, by=None, now=NOW)
    key = queries.seen_in(round.publication)[0].key
    say(cast, round, finding=key, choice="keep", reason="Ja.")
    answer(round, 2)
    close(round)
    services.publish(round, by=None, now=LATER)
    publication = queries.publication_of(round)
    assert publication.number == 2
    found = queries.discussed_of(publication).findings
    assert {one.key: one.judged.reason for one in found if one.judged} == {key: "Ja."}


def test_what_does_not_stand_out_any_more_is_kindly_refused(cast, round):
    answer_ = say(cast, round, finding="shared-phase", choice="keep")
    assert answer_.status_code == 302
    page = cast.client("facilitator")
    page.post(address("judge", round), {"finding": "weg", "choice": "keep"})
    assert "staat niet meer in de uitkomst" in page.get(address("result", round)).content.decode()
    with pytest.raises(NotAllowed):
        services.judge(round.publication, by=None, now=NOW, finding="weg", choice="keep")


def test_files_made_before_a_judgement_are_thrown_away_and_those_of_others_stay(cast, round, key):
    other = a_round(cast, 12)
    services.publish(other, by=None, now=NOW)
    for one in (round, other):
        Report.objects.create(
            publication=one.publication, number=1, kind="whole", language="nl", state="ready", asked_at=NOW
        )
    say(cast, round, finding=key, choice="keep")
    assert [one.publication.round for one in Report.objects.all()] == [other]


def test_when_all_is_set_aside_the_page_does_not_say_that_nothing_stood_out(cast, round):
    for one in queries.seen_in(round.publication):
        services.judge(round.publication, by=None, now=NOW, finding=one.key, choice="dismiss", reason="Nee.")
    page = cast.client("viewer").get(address("result", round)).content.decode()
    assert "De groep heeft alles opzijgezet" in page
