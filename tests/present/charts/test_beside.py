"""One group beside everyone: the same numbers as released, a sentence that judges nobody, and never another group."""

import pytest

from samenspel.present.charts.beside import group_of, rows, sentence, table
from tests.present.rounds import PARTIES, a_release

LANGS = ("nl", "en")


@pytest.fixture(scope="module")
def release():
    return a_release("conditions", visibility="party")


def test_every_scale_has_both_means_as_released(release):
    group = group_of(release, PARTIES[0])
    found = rows(release, group)
    assert [one.whole.scale.id for one in found] == [one.id for one in release.instrument.scales]
    for one in found:
        assert one.pair == (group.scales[one.whole.scale.id].mean, release.scales[one.whole.scale.id].mean)


def test_a_name_that_is_not_there_has_no_group(release):
    assert group_of(release, "Elders") is None
    assert group_of(a_release(), PARTIES[0]) is None


@pytest.mark.parametrize("lang", LANGS)
def test_the_sentence_names_no_other_group_asks_and_keeps_the_challenge_beside_it(release, lang):
    for name in PARTIES:
        said = sentence(rows(release, group_of(release, name)), name, lang)
        assert name in said
        assert said.endswith("?")
        assert not any(other in said for other in PARTIES if other not in name and name not in other)
        assert release.instrument.scale("CHA").name[lang] in said


@pytest.mark.parametrize("lang", LANGS)
def test_the_sentence_names_the_scale_that_lies_furthest(release, lang):
    found = rows(release, group_of(release, PARTIES[0]))
    furthest = max((one for one in found if one.whole.scale.id != "CHA"), key=lambda one: one.distance)
    assert furthest.whole.scale.short[lang] in sentence(found, PARTIES[0], lang)


@pytest.mark.parametrize("lang", LANGS)
def test_a_group_that_answers_as_everyone_does_is_close_to_the_whole(lang):
    alone = a_release("conditions", visibility="party", parties=("Woonstede",))
    said = sentence(rows(alone, group_of(alone, "Woonstede")), "Woonstede", lang)
    assert {"nl": "dicht bij", "en": "close to"}[lang] in said


@pytest.mark.parametrize("lang", LANGS)
def test_the_table_holds_both_means_and_how_many_answered(release, lang):
    group = group_of(release, PARTIES[0])
    told = table(rows(release, group), group.name, lang)
    assert told.headings[1] == PARTIES[0]
    assert {len(row) for row in told.rows} == {len(told.headings)}
    assert [row[2] for row in told.rows] == [str(group.scales[one.id].n) for one in release.instrument.scales]


def test_what_a_group_did_not_answer_is_said_to_be_not_shown():
    short = a_release("conditions+phase", visibility="party", people=2, invited=None)
    group = group_of(short, PARTIES[0])
    told = table(rows(short, group), group.name, "nl")
    assert all(all(cell for cell in row) for row in told.rows)
