"""What people are told before the first question is true of the round, and leaves nothing out."""

import pytest

from samenspel.reading import disclosure
from samenspel.web.rounds.example import example
from samenspel.web.rounds.models import Round
from samenspel.web.rounds.pinned import size_of
from samenspel.web.rounds.promises import letter_words, visibility_words


def round_with(**chosen):
    from samenspel.theory.library import shipped_instrument

    pinned = shipped_instrument("conditions")
    fields = {"instrument": "conditions", "version": 1, "digest": pinned.digest, "form": "full", "k": 5}
    return Round(**(fields | chosen))


def words(lang="nl", **chosen):
    said = {name: chosen.pop(name) for name in ("party", "alone", "handed") if name in chosen}
    return " ".join(visibility_words(round_with(**chosen), lang, **said))


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("door", ["personal", "open"])
@pytest.mark.parametrize("visibility", ["totals", "party"])
def test_everyone_hears_that_the_administrator_can_look(lang, door, visibility):
    if (door, visibility) != ("open", "party"):
        said = words(lang, door=door, visibility=visibility)
        assert {"nl": "Wie de server beheert", "en": "Whoever administers the server"}[lang] in said


def test_the_smallest_group_is_one_more_than_k():
    assert "minder dan 6 mensen" in words()
    assert "minder dan 9 mensen" in words(k=8)


def test_remarks_are_spoken_of_only_where_they_are_asked():
    assert "in eigen woorden" in words()
    assert "in eigen woorden" not in words(form="pulse")
    assert "minstens 10 mensen" in words()
    assert "minstens 13 mensen" in words(k=12)
    assert "alleen als jij aankruist" in words(visibility="party")


def test_by_party_says_what_a_colleague_and_a_resident_can_be_known_by():
    assert "Een collega van Woonstede kan" in words(visibility="party", party="Woonstede")
    alone = words(visibility="party", party="Woonstede", alone=True)
    assert "Je bent de enige van jouw organisatie" in alone
    assert "kan uitrekenen wat jij hebt geantwoord" in words(visibility="party", alone=True)
    assert "Als je begint, ga je daarmee akkoord" in alone


@pytest.mark.parametrize("breakdown", ["sector", "kind", "ring", "party"])
def test_a_breakdown_is_named(breakdown):
    assert "Er komt geen uitsplitsing" in words()
    said = words(breakdown=breakdown)
    assert "Er komt geen uitsplitsing" not in said
    assert "gemiddelde per" in said


def test_a_room_promises_from_ten_and_knows_no_names():
    said = words(door="open")
    assert "minstens 10 mensen" in said
    assert "Niemand vraagt je naam" in said
    assert "Het team ziet wie heeft geantwoord" not in said


def test_a_link_that_went_through_other_hands_is_told():
    assert "in handen" not in words()
    assert "in handen" in words(handed=True)


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("visibility", ["totals", "party"])
def test_the_words_of_a_letter_fit_on_it_whole(lang, visibility):
    from samenspel.present.invitations.lines import ROOM

    assert len(letter_words(round_with(visibility=visibility), lang)) < ROOM["visibility"]


def test_the_size_of_a_round_counts_all_its_instruments():
    assert size_of("conditions", "full")[1] == 8
    assert size_of("conditions+phase", "pulse") == (10, 6)
    assert size_of("phase", "pulse") == (4, 4)


# ---- the example


class Someone:
    def __init__(self, party=None, email="a@b.example"):
        self.party, self.email = party, email


class SomeParty:
    def __init__(self, name, sector=""):
        self.name, self.sector = name, sector


def people(**sizes):
    return [Someone(SomeParty(f"{sector} {n}", sector)) for sector, size in sizes.items() for n in range(size)]


def groups(some, **chosen):
    shown = example(some, **({"visibility": "totals", "breakdown": "sector", "k": 5, "lang": "nl"} | chosen))
    return {group.name: group.why for group in shown.groups}


def test_the_example_hides_a_big_group_when_it_would_give_a_small_one_away(db):
    assert groups(people(care=6, municipality=3, housing=6)) == {
        "gemeente": "small",
        "wonen": "beside",
        "zorg": "shown",
    }
    assert groups(people(care=6, housing=6)) == {"wonen": "shown", "zorg": "shown"}
    assert groups(people(care=3, housing=6)) == {"wonen": "beside", "zorg": "small"}


@pytest.mark.parametrize("n", [0, 1, 5, 6, 9, 10, 19, 20, 60])
@pytest.mark.parametrize("k", [4, 5, 12])
@pytest.mark.parametrize("breakdown", ["", "sector"])
def test_the_example_says_of_the_total_what_the_rules_say(db, n, k, breakdown):
    shown = example(people(care=n), visibility="totals", breakdown=breakdown, k=k, lang="nl")
    counts = [0] * 7
    for one in range(n):
        counts[one % 7] += 1
    assert shown.total == disclosure.detail(counts, k, broken_down=bool(breakdown))


def test_the_example_of_an_open_round_shows_every_party_however_small(db):
    some = [*people(care=1), Someone(SomeParty("Woonstede")), Someone(SomeParty("Woonstede")), Someone()]
    shown = example(some, visibility="party", breakdown="", k=5, lang="nl")
    assert [(group.name, group.people) for group in shown.groups] == [("care 0", 1), ("Woonstede", 2)]
    assert {group.why for group in shown.groups} == {"shown"}
    assert shown.ungrouped == 1


def test_the_example_counts_who_gets_no_mail(db):
    assert example([Someone(email=""), Someone()], visibility="totals", breakdown="", k=5, lang="nl").unmailed == 1
