"""Parties that may be one under two names are suggested, and few others."""

import pytest

from samenspel.errors import LANGUAGES
from samenspel.exchange.people import doubles, match_fields, read_list, read_parties, reason_text
from samenspel.exchange.people.words import words
from tests.shared import shared


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("GGD Zeeland", "G.G.D. Zeeland", "spelling"),
        ("GGD'en Zeeland", "GGD Zeeland", "spelling"),
        ("Jeugd- en gezinshuis", "Jeugd en Gezinshuis", "spelling"),
        ("Café Één", "Cafe Een", "spelling"),
        ("St. Oedenrode", "Sint-Oedenrode", "spelling"),
        ("Bouw B.V.", "Bouw bv", "spelling"),
        ("Gem. Goes", "Gemeente Goes", "added-word"),
        ("Goes", "Gemeente Goes", "added-word"),
        ("De Brug", "Stichting De Brug", "added-word"),
        ("St. De Brug", "Stichting De Brug", "added-word"),
        ("Bouw", "Bouw B.V.", "added-word"),
        ("RUD Zeeland", "Regionale Uitvoeringsdienst (RUD) Zeeland", "abbreviation"),
        ("GGD Zeeland", "Gemeentelijke Gezondheidsdienst Zeeland (GGD)", "abbreviation"),
        ("SWVO", "Samenwerkingsverband welzijnszorg (SWVO)", "abbreviation"),
        ("Hengelo", "Hengelo (O)", "abbreviation"),
        ("Gemeente Den Haag", "'s-Gravenhage", "other-name"),
        ("Vlissingen", "Vlisingen", "typo"),
        ("Gemeente Terneuzen", "Gem. Ternuezen", "typo"),
        ("Veiligheidsregio Zeeland", "Veiligheidsregio Zeelan", "typo"),
        ("Schouwen-Duiveland", "Schouwen Duivelant", "typo"),
    ],
)
def test_one_party_under_two_names_is_suggested_with_its_reason(one, other, reason):
    assert [(two.first, two.second, two.reason) for two in doubles([one, "Iets anders", other])] == [
        (one, other, reason)
    ]
    assert [two.reason for two in doubles([other, one])] == [reason]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bergen (L)", "Bergen (NH)"),
        ("Bergen (NH)", "Castricum (NH)"),
        ("Gemeente Utrecht", "Provincie Utrecht"),
        ("Gemeente Goes", "Stichting Goes"),
        ("Wijkteam 1", "Wijkteam 2"),
        ("Organisatie A", "Organisatie B"),
        ("Rheden", "Rhenen"),
        ("Ooststellingwerf", "Weststellingwerf"),
        ("Samenwerkingsverband Jeugdhulp Noordoost", "Samenwerkingsverband Jeugdhulp Noordwest"),
        ("Lingewaal", "Lingewaard"),
        ("Gemeente", "Stichting"),
        ("Goes", "goes "),
        ("", "  "),
    ],
)
def test_two_parties_and_one_name_are_left_alone(one, other):
    assert doubles([one, other]) == ()


def test_real_municipalities_give_hardly_any_suggestion():
    table = read_list(shared("dutch_gr/regioatlas_2016/provincies.csv"))
    names = [party.name for party in read_parties(table, match_fields(table, "parties")).rows]
    assert len(names) == 390
    assert [(one.first, one.second) for one in doubles(names)] == [("Haaren", "Haren")]
    written = [f"Gemeente {name}" for name in names]
    assert [(one.first, one.second) for one in doubles(written)] == [("Gemeente Haaren", "Gemeente Haren")]


def test_a_slip_in_the_name_of_a_real_municipality_is_found():
    table = read_list(shared("dutch_gr/regioatlas_2016/provincies.csv"))
    names = [party.name for party in read_parties(table, match_fields(table, "parties")).rows]
    long = [name for name in names if name.isalpha() and len(name) >= 8]
    slips = {name: name[:4] + name[5:] for name in long}
    found = {(one.first, one.second) for one in doubles([*names, *slips.values()])}
    assert [name for name, slip in slips.items() if slip not in names and (name, slip) not in found] == []


def test_every_reason_has_a_sentence_in_both_languages():
    for reason in words()["reasons"]:
        assert all(reason_text(reason)[lang].endswith(".") for lang in LANGUAGES)


def test_hundreds_of_long_names_take_no_more_than_a_moment():
    names = [f"Samenwerkingsverband welzijnszorg regio {number // 50} locatie {number}" for number in range(1000)]
    assert doubles(names) == ()
