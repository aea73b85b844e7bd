"""The example through the rooms that read it: what comes in, and what may be seen of it."""

import pytest

from samenspel.diagnosis.stands_out import stands_out
from samenspel.examples.generate import HERE, MAY_QUOTE
from samenspel.exchange.answers import read_answers
from samenspel.exchange.mapping import read_map
from samenspel.exchange.remarks import read_remarks
from samenspel.reading.cells import Policy
from samenspel.reading.release import release, remarks_to_read
from samenspel.reading.score import read
from samenspel.theory.library import find_instrument

INSTRUMENT = find_instrument("conditions+phase")


@pytest.mark.parametrize(("number", "people", "by"), [(1, 36, {"id"}), (2, 40, {"text"})])
def test_every_column_is_recognised_and_every_row_comes_in(number, people, by):
    imported = read_answers(
        HERE / f"langer-thuis-wonen-{number}.csv", INSTRUMENT, party="Organisatie", breakdown="Sector", invited=44
    )
    assert (imported.answers.people, imported.skipped_rows) == (people, ())
    assert imported.matching.missing == ()
    assert imported.matching.unmatched == ()
    leave = imported.matching.may_quote
    assert (leave.header if leave else None) == (MAY_QUOTE if number == 2 else None)
    assert {match.by for match in imported.matching.matches} == by


def test_totals_show_four_sectors_hide_two_and_take_the_remarks_as_read():
    imported = read_answers(HERE / "langer-thuis-wonen-2.csv", INSTRUMENT, breakdown="Sector", invited=44)
    remarks = read_remarks(HERE / "langer-thuis-wonen-2-remarks.csv")
    released = release(read(imported.answers), Policy("totals"), remarks=remarks)
    assert released.breakdown is not None
    shown = {group.name: group.scales["INT"].mean.value for group in released.breakdown.groups}
    assert min(shown, key=lambda sector: shown[sector]) == "inwoners"
    assert (len(shown), released.breakdown.hidden_groups) == (4, 2)
    assert (len(released.remarks), released.remarks_held) == (len(remarks), 36 - len(remarks))


def test_by_party_the_remarks_appear_whose_writers_agreed():
    mapping = read_map(HERE / "langer-thuis-wonen-map.toml", INSTRUMENT)
    imported = read_answers(HERE / "langer-thuis-wonen-2.csv", INSTRUMENT, mapping=mapping, party="Organisatie")
    reading, remarks = read(imported.answers), read_remarks(HERE / "langer-thuis-wonen-2-remarks.csv")
    assert len(remarks_to_read(reading, Policy("party"))) == len(remarks)
    assert len(release(reading, Policy("party"), remarks=remarks).remarks) == len(remarks)


def test_by_party_everyone_can_see_that_the_residents_council_stands_apart():
    imported = read_answers(HERE / "langer-thuis-wonen-2.csv", INSTRUMENT, party="Organisatie", invited=44)
    released = release(read(imported.answers), Policy("party"))
    assert released.breakdown is not None
    groups = {group.name: group.scales["INT"].mean.value for group in released.breakdown.groups}
    council = groups.pop("Bewonersraad Ommerdal")
    assert len(groups) == 13
    assert min(groups.values()) - council > 0.75


def test_what_stands_out_by_party_is_the_story_of_the_readme():
    imported = read_answers(HERE / "langer-thuis-wonen-2.csv", INSTRUMENT, party="Organisatie", invited=44)
    found = {(one.pattern.slug, one.about[0]) for one in stands_out(release(read(imported.answers), Policy("party")))}
    assert found >= {
        ("living-ambition", "AMB"),
        ("trust-that-carries", "REL-3"),
        ("strong-ties-little-use", "CHA-2"),
        ("permanent-negotiation", "INT-3"),
        ("support-without-decisiveness", "ORG-3"),
        ("perception-gap", "INT"),
        ("phase-confusion", "PHASE-now"),
    }
