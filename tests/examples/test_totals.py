"""What the second example shows: a round in totals, with sectors and without any party."""

import json

from samenspel.diagnosis.stands_out import stands_out
from samenspel.examples.generate import HERE, story
from samenspel.exchange import read_answers
from samenspel.present.json_form import release_form
from samenspel.reading.cells import Policy
from samenspel.reading.release import release
from samenspel.reading.score import read
from samenspel.theory.library import find_instrument

TOLD = story("warme-buurten")
IMPORTED = read_answers(
    HERE / "warme-buurten-1.csv", find_instrument("conditions+phase"), breakdown="Sector", invited=28
)
RELEASE = release(read(IMPORTED.answers), Policy())


def mean(scale):
    return round(RELEASE.scales[scale].mean.value, 1)


def test_most_of_those_invited_answered():
    assert RELEASE.people == sum(party["answered"][0] for party in TOLD["parties"]) == 26
    assert sum(party["invited"] for party in TOLD["parties"]) == 28


def test_the_readme_tells_its_numbers():
    numbers = {item: round(RELEASE.ratings[item].mean.value, 1) for item in RELEASE.ratings}
    assert (numbers["REL-3"], numbers["INT-4"], mean("PRO")) == (5.7, 5.5, 3.6)
    assert (numbers["PRO-1"], numbers["PRO-4"], numbers["CHA-2"], numbers["CHA-3"]) == (3.4, 2.9, 3.4, 3.0)


def test_there_is_trust_and_the_challenge_gains_little():
    found = {one.pattern.slug for one in stands_out(RELEASE)}
    assert {"trust-that-carries", "strong-ties-little-use"} <= found


def test_sectors_can_be_shown_on_most_conditions():
    groups = {group.name: set(group.scales) for group in RELEASE.breakdown.groups}
    assert set(groups) == {"bedrijven", "inwoners", "overheid"}
    assert all(len(scales) >= 5 for scales in groups.values())


def test_no_party_is_named_anywhere():
    said = json.dumps(release_form(RELEASE, stands_out(RELEASE)), ensure_ascii=False)
    assert not [party["name"] for party in TOLD["parties"] if party["name"] in said]
