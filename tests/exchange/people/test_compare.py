"""A new list beside what is there: new, changed, the same, gone."""

from hypothesis import given
from hypothesis import strategies as st

from samenspel.exchange.people import Change, Party, Person, compare


def test_parties_are_recognised_by_code_and_then_by_name():
    here = [Party("Goes", code="0664"), Party("Sluis", "state"), Party("GGD"), Party("Hulst", code="0677")]
    comes = [Party("Gemeente Goes", code="0664"), Party("SLUIS ", "care"), Party("ggd", code="9"), Party("Veere")]
    found = compare(here, comes)
    assert found.new == (Party("Veere"),)
    assert found.gone == (Party("Hulst", code="0677"),)
    assert [one.changes for one in found.changed] == [
        (Change("name", "Goes", "Gemeente Goes"),),
        (Change("name", "Sluis", "SLUIS "), Change("sector", "state", "care")),
        (Change("name", "GGD", "ggd"), Change("code", "", "9")),
    ]


def test_two_parties_of_one_name_with_other_codes_are_two():
    found = compare([Party("Bergen", code="0373")], [Party("Bergen", code="0893")])
    assert (len(found.new), len(found.gone)) == (1, 1)


def test_zeros_that_a_spreadsheet_took_away_change_nothing():
    found = compare([Party("Sluis", code="0678")], [Party("Sluis", code="678")])
    assert found.same == (Party("Sluis", code="0678"),)
    assert not found.changed


def test_what_the_new_list_leaves_open_stays():
    found = compare([Party("Goes", "state", "town", "core", "0664")], [Party("Goes")])
    assert len(found.same) == 1


def test_people_are_recognised_by_address_and_then_by_name_and_party():
    here = [Person("Anna", "anna@x.nl", "GGD"), Person("Bo", "", "GGD"), Person("Cas", "cas@x.nl", "Goes")]
    comes = [Person("Anna Bos", "ANNA@x.nl", "GGD"), Person("bo", "bo@x.nl", "ggd"), Person("Cas", "cas@x.nl", "Sluis")]
    found = compare(here, comes)
    assert [one.changes for one in found.changed] == [
        (Change("name", "Anna", "Anna Bos"),),
        (Change("name", "Bo", "bo"), Change("email", "", "bo@x.nl")),
        (Change("party", "Goes", "Sluis"),),
    ]
    assert (found.new, found.gone) == ((), ())


def test_of_two_people_with_one_name_nobody_is_guessed():
    here = [Person("Anna", "a@x.nl", "GGD"), Person("Anna", "b@x.nl", "GGD")]
    found = compare(here, [Person("Anna", "c@x.nl", "GGD")])
    assert (len(found.new), len(found.gone), found.changed) == (1, 2, ())


def test_the_number_of_the_caller_is_carried_along_and_changes_nothing():
    found = compare([Party("Goes", key=7), Party("Sluis", key=8)], [Party("Sluis"), Party("Goes", "state")])
    assert [one.key for one in found.same] == [8]
    assert [one.existing.key for one in found.changed] == [7]


NAMES = st.text(alphabet="ab A", max_size=3)
PEOPLE = st.lists(st.builds(Person, NAMES, st.sampled_from(["", "a@x.nl", "b@x.nl", "A@x.nl"]), NAMES), max_size=6)
PARTIES = st.lists(st.builds(Party, NAMES, NAMES, code=st.sampled_from(["", "1", "01", "2"])), max_size=6)


@given(st.tuples(PEOPLE, PEOPLE) | st.tuples(PARTIES, PARTIES))
def test_everybody_is_in_exactly_one_part(lists):
    here, comes = lists
    found = compare(here, comes)
    kept = len(found.same) + len(found.changed)
    assert len(here) == kept + len(found.gone)
    assert len(comes) == kept + len(found.new)


@given(PARTIES)
def test_a_list_beside_itself_changes_nothing(here):
    found = compare(here, here)
    assert found.changed == ()
