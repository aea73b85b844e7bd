from dataclasses import replace

import pytest

from samenspel.present.charts.told import items_sentence
from samenspel.reading.cells import Mean
from tests.present.rounds import a_release

ITEMS = ("REL-1", "REL-2", "REL-3")


def a_row(*means):
    """A release in which these statements have these means."""
    release = a_release()
    rated = {item: replace(release.ratings[item], mean=mean) for item, mean in zip(ITEMS, means, strict=False)}
    return replace(release, ratings=release.ratings | rated)


CODED, LITTLE, EXACT = Mean(6.0, "or more", 5.6, 7.0), Mean(2.0, "or less", 1.0, 2.4), Mean(6.0, "exact", 5.8, 6.2)


@pytest.mark.parametrize(
    ("mean", "nl", "en"), [(CODED, "6,0 of meer", "6.0 or more"), (LITTLE, "2,0 of minder", "2.0 or less")]
)
def test_means_that_are_all_written_alike_are_said_once(mean, nl, en):
    release = a_row(mean, mean, mean)
    assert items_sentence(release, ITEMS, "nl") == f"Bij elk van deze uitspraken is het gemiddelde {nl}."
    assert items_sentence(release, ITEMS, "en") == f"Each of these statements has a mean of {en}."


@pytest.mark.parametrize("means", [(CODED, EXACT), (EXACT, CODED)])
def test_a_coded_mean_stands_above_the_same_number_that_is_exact(means):
    said = items_sentence(a_row(*means), ITEMS[:2], "nl")
    assert said == "De antwoorden op deze uitspraken liggen dicht bij elkaar: van 6,0 tot 6,0 of meer."
