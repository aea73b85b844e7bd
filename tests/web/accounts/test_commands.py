"""The commands that let the first person in, and the services that other parts use."""

import re

import pytest

from samenspel.errors import UsageError
from samenspel.web.accounts import commands
from samenspel.web.accounts.models import Account
from samenspel.web.accounts.queries import account_by_email
from samenspel.web.accounts.services import invite
from samenspel.web.shared.models import AuditEntry
from tests.web.accounts.conftest import user_of


def path_of(text):
    return re.search(r"http://[^/]+(/inloggen/\w{24})", text)[1]


def test_add_makes_an_account_and_prints_a_link_that_lets_it_in(cast):
    text = commands.add("Ada@Samenspel.example", name="Ada", admin=True)
    account = account_by_email("ada@samenspel.example")
    assert (account.name, account.is_staff, account.has_usable_password()) == ("Ada", True, False)
    client = cast.client()
    client.post(path_of(text))
    assert user_of(client) == str(account.pk)


def test_add_twice_keeps_the_account_and_gives_another_link(cast):
    first, second = commands.add("ada@samenspel.example", name="Ada"), commands.add("ADA@samenspel.example", name="X")
    assert first != second
    assert Account.objects.get(email="ada@samenspel.example").name == "Ada"


def test_link_gives_a_link_for_who_is_there_and_says_so_for_who_is_not(cast):
    assert "sanne@samenspel.example can log in once" in commands.link("Sanne@samenspel.example", language="en")
    with pytest.raises(UsageError) as error:
        commands.link("niemand@samenspel.example")
    assert "samenspel account add" in error.value.say("nl")


def test_add_refuses_what_is_no_address(db):
    with pytest.raises(UsageError):
        commands.add("ada", name="Ada")
    assert not Account.objects.exists()


def test_who_lost_app_and_codes_is_helped_from_the_command_line_and_told_by_mail(
    cast, clock, steward_with_app, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        assert "sanne@samenspel.example" in commands.second_step_off("sanne@samenspel.example")
    assert [mail.to for mail in mailoutbox] == [["sanne@samenspel.example"]]
    assert not Account.objects.get(pk=cast.steward.pk).second_factor_on
    entry = AuditEntry.objects.get(action="second-factor-off")
    assert (entry.account, entry.subject) == (None, f"account:{cast.steward.pk}")
    with pytest.raises(UsageError):
        commands.second_step_off("niemand@samenspel.example")


def test_invite_makes_an_account_once_whatever_the_capitals(cast, clock):
    first = invite("Bo@Samenspel.example ", name=" Bo\0  \udc80Boer ", language="en", now=clock.now)
    again = invite("bo@samenspel.example", name="Iemand anders", language="nl", now=clock.now)
    assert first == again
    first.refresh_from_db()
    assert (first.name, first.language, first.email) == ("Bo Boer", "en", "bo@samenspel.example")
    assert not first.has_usable_password()
