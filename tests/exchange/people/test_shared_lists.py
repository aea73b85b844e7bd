"""Real lists of Dutch municipalities and partnerships come in clean."""

import csv

import pytest

from samenspel.exchange.people import compare, doubles, match_fields, read_list, read_parties
from tests.shared import shared

FILES = {
    "arbeidsmarktregios": 390,
    "ggds": 390,
    "intergemeentelijkesocialediensten": 107,
    "jeugdzorgregios1": 390,
    "omgevingsdienstenregionaleuitvoeringsdiensten": 390,
    "politieeenheden": 390,
    "provincies": 390,
    "veiligheidshuizen": 390,
    "veiligheidsregios": 390,
    "wmoregios": 390,
}


def counts(file):
    with shared("dutch_gr/expected_regioatlas_counts.csv").open(newline="") as lines:
        return next(line for line in csv.DictReader(lines) if line["file"] == file)


@pytest.mark.parametrize("name", FILES)
def test_a_list_of_municipalities_by_region(name):
    file = f"{name}.csv"
    table = read_list(shared(f"dutch_gr/regioatlas_2016/{file}"))
    expected = counts(file)
    municipalities = read_parties(table, match_fields(table, "parties"))
    assert len(table) == int(expected["rows"]) == FILES[name]
    assert len(municipalities) == int(expected["distinct_municipalities"])
    assert municipalities.repeated == int(expected["duplicate_rows"])
    assert all(len(one.code) == 4 and one.code.isdigit() for one in municipalities.rows)
    assert {one.name: one.code for one in municipalities.rows}["Aalsmeer"] == "0358"
    region = table.header.index(expected["region_column"])
    regions = read_parties(table, match_fields(table, "parties", {"name": region, "code": None}))
    assert len(regions) == int(expected["distinct_regions"])
    assert doubles(one.name for one in regions.rows) == ()


def test_the_lists_hold_the_same_municipalities():
    read = []
    for name in ("provincies", "ggds", "intergemeentelijkesocialediensten"):
        table = read_list(shared(f"dutch_gr/regioatlas_2016/{name}.csv"))
        read.append(read_parties(table, match_fields(table, "parties")).rows)
    provinces, health, social = read
    found = compare(provinces, health)
    assert (len(found.same), found.new, found.changed, found.gone) == (390, (), (), ())
    found = compare(provinces, social)
    assert (len(found.same), len(found.gone), found.new, found.changed) == (107, 283, (), ())


def test_the_participants_and_partnerships_of_zeeland():
    table = read_list(shared("dutch_gr/extract_zeeland.csv"))
    participants = read_parties(table, match_fields(table, "parties"))
    assert (len(table), len(participants), participants.repeated) == (147, 26, 121)
    partnerships = read_parties(table, match_fields(table, "parties", {"name": 1}))
    assert len(partnerships) == 23
    assert doubles(one.name for one in (*participants.rows, *partnerships.rows)) == ()
