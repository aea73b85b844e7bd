"""After the last day of keeping nothing comes in that nobody would forget any more."""

from datetime import timedelta

import pytest
from django.utils import timezone

from samenspel.errors import UsageError
from samenspel.web.networks.access import require_keeping
from samenspel.web.parties import services as parties
from samenspel.web.parties.models import Participant
from samenspel.web.shared import chores
from samenspel.web.shared.clock import now

DAYS = timedelta(days=1)


@pytest.fixture
def over(cast, settings, tmp_path):
    """A network of which the last day was the day before yesterday."""
    settings.DATA = tmp_path
    cast.network.keep_until = timezone.localdate(now()) - 2 * DAYS
    cast.network.save()
    chores.do_all(now())
    cast.network.refresh_from_db()
    return cast


@pytest.mark.parametrize("days", [0, 10])
def test_up_to_and_on_the_last_day_people_come_in(cast, days):
    cast.network.keep_until = timezone.localdate(now()) + days * DAYS
    require_keeping(cast.network, now())


def test_after_it_nobody_is_added_until_there_is_a_later_day(over):
    assert not Participant.objects.filter(network=over.network).exists()
    added = {"by": over.facilitator, "name": "Ada", "email": "ada@samenspel.example"}
    with pytest.raises(UsageError, match="No new ones"):
        parties.add_participant(over.network, now=now(), **added)
    over.network.keep_until = timezone.localdate(now()) + DAYS
    parties.add_participant(over.network, now=now(), **added)


def test_the_page_for_a_list_of_people_says_so(over):
    client = over.client("facilitator", "en")
    address = f"/netwerken/{over.network.code}/mensen/inlezen"
    brought = client.post(address, {"text": "name;email\nAda;ada@x.example"})
    page = client.post(brought["Location"], {"do": "take", "name": "0", "email": "1"})
    assert "No new ones can be added now" in page.content.decode()
    assert not Participant.objects.filter(name="Ada").exists()
