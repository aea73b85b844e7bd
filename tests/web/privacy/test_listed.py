"""Nobody is missed in the list of who was forgotten, whatever stops the process, and nobody is in it too soon."""

import pytest

from samenspel.web.accounts.models import Account
from samenspel.web.privacy import services
from samenspel.web.privacy.models import Unlisted
from samenspel.web.shared import chores, ledger
from tests.web.privacy.scenes import everything_kept
from tests.web.results.rounds import NOW


@pytest.fixture(autouse=True)
def data(tmp_path, settings):
    settings.DATA = tmp_path
    return tmp_path


def test_who_was_forgotten_by_a_process_that_was_killed_is_listed_by_the_next(cast, data):
    pim = cast.participants["Pim"]
    services.forget_person(pim, by=cast.steward, now=NOW)  # and the end of the transaction is not lived to see
    assert ledger.read(data) == ()
    chores.do_all(NOW)
    assert ledger.read(data) == (ledger.Entry("person", pim.code, NOW.date()),)
    assert pim.code not in everything_kept()


def test_a_list_that_cannot_be_written_holds_up_nothing_and_is_written_later(
    cast, data, settings, django_capture_on_commit_callbacks
):
    settings.DATA = data / "not-there"
    with django_capture_on_commit_callbacks(execute=True):
        services.forget_person(cast.participants["Pim"], by=cast.steward, now=NOW)
    with pytest.raises(OSError, match="not-there"):
        services.write_list(NOW)
    assert Unlisted.objects.count() == 1
    settings.DATA = data
    chores.do_all(NOW)
    assert len(ledger.read(data)) == 1
    assert not Unlisted.objects.exists()


def test_twice_is_once_in_the_list(cast, data):
    services.forget_person(cast.participants["Pim"], by=cast.steward, now=NOW)
    services.write_list(NOW)
    services.write_list(NOW)
    assert len(ledger.read(data)) == 1


def test_forgetting_again_asks_no_more_when_many_were_forgotten(cast, django_assert_num_queries):
    many = [ledger.Entry(kind, f"x{number}", NOW.date()) for kind in ("person", "account") for number in range(500)]
    with django_assert_num_queries(2):  # who is there, and which accounts
        assert services.forget_again(many, now=NOW) == 0
    assert Account.objects.count() == 4
