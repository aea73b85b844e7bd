"""What can be done with networks, by whom, and what is refused."""

import datetime

import pytest
from django.utils import timezone

from samenspel.errors import UsageError
from samenspel.web.networks import queries, services
from samenspel.web.networks.models import Membership, Network
from samenspel.web.privacy import services as privacy
from samenspel.web.shared.mishaps import NotAllowed
from samenspel.web.shared.models import AuditEntry

NOW = timezone.now()


def test_whoever_makes_a_network_is_its_steward_and_it_is_noted(cast):
    network = services.create(by=cast.outsider, now=NOW, name="Nieuw", challenge="Samen.")
    assert network.memberships.get().role == "steward"
    assert AuditEntry.objects.get(network=network).action == "network-created"


@pytest.mark.parametrize("who", ["facilitator", "viewer", "outsider"])
def test_only_a_steward_changes_deletes_and_lets_others_in(cast, who):
    by = getattr(cast, who)
    with pytest.raises(NotAllowed):
        services.change(cast.network, by=by, now=NOW, name="Anders")
    with pytest.raises(NotAllowed):
        services.delete(cast.network, by=by, now=NOW)
    with pytest.raises(NotAllowed):
        services.add_member(cast.network, by=by, now=NOW, email="x@samenspel.example", name="X", role="viewer")
    assert Network.objects.get(pk=cast.network.pk).name == "Langer thuis"


def test_a_facilitator_from_outside_has_access_until_the_last_day_and_no_longer(cast):
    member = cast.network.memberships.get(account=cast.facilitator)
    address = f"/netwerken/{cast.network.code}"
    today = timezone.localdate()
    Membership.objects.filter(pk=member.pk).update(until=today)
    assert cast.client("facilitator").get(address).status_code == 200
    Membership.objects.filter(pk=member.pk).update(until=today - datetime.timedelta(days=1))
    assert cast.client("facilitator").get(address).status_code == 404
    assert cast.network not in queries.networks_of(cast.facilitator, today)


def test_a_network_keeps_a_steward_without_a_last_day(cast):
    mine = cast.network.memberships.get(account=cast.steward)
    for refused in (
        lambda: services.remove_member(mine, by=cast.steward, now=NOW),
        lambda: services.change_member(mine, by=cast.steward, now=NOW, role="viewer", until=None),
        lambda: services.change_member(mine, by=cast.steward, now=NOW, role="steward", until=datetime.date(2099, 1, 1)),
        lambda: services.add_member(
            cast.network, by=cast.steward, now=NOW, email=cast.steward.email, name="Sanne", role="viewer"
        ),
    ):
        with pytest.raises(UsageError):
            refused()
    assert cast.network.memberships.get(account=cast.steward).role == "steward"


def test_handing_over_makes_the_other_steward_for_good_and_leaves_one_facilitator(cast):
    to = cast.network.memberships.get(account=cast.facilitator)
    services.hand_over(cast.network, by=cast.steward, now=NOW, to=to)
    to.refresh_from_db()
    assert (to.role, to.until) == ("steward", None)
    assert cast.network.memberships.get(account=cast.steward).role == "facilitator"


def test_a_network_is_not_handed_over_to_someone_of_another_network(cast):
    stranger = cast.other_network.memberships.get()
    with pytest.raises(UsageError):
        services.hand_over(cast.network, by=cast.steward, now=NOW, to=stranger)


def test_everyone_may_leave_but_not_send_another_away(cast):
    viewer = cast.network.memberships.get(account=cast.viewer)
    steward = cast.network.memberships.get(account=cast.steward)
    with pytest.raises(NotAllowed):
        services.remove_member(steward, by=cast.viewer, now=NOW)
    services.remove_member(viewer, by=cast.viewer, now=NOW)
    assert not cast.network.memberships.filter(account=cast.viewer).exists()


def test_a_new_member_gets_a_mail_with_a_link_that_works_once(
    cast, django_capture_on_commit_callbacks, mailoutbox, client
):
    with django_capture_on_commit_callbacks(execute=True):
        services.add_member(
            cast.network, by=cast.steward, now=NOW, email="Nieuw@Samenspel.example", name="Nieuw", role="facilitator"
        )
    mail = mailoutbox[0]
    assert mail.to == ["nieuw@samenspel.example"]
    assert "Langer thuis" in mail.subject
    link = next(line for line in mail.body.splitlines() if "/inloggen/" in line)
    path = "/" + link.split("/", 3)[3]
    client.post(path)
    assert client.get(f"/netwerken/{cast.network.code}").status_code == 200


def test_what_was_deleted_comes_back_within_thirty_days_and_is_gone_after(cast):
    services.delete(cast.network, by=cast.steward, now=NOW)
    assert cast.client("steward").get(f"/netwerken/{cast.network.code}").status_code == 404
    privacy.purge(NOW - datetime.timedelta(days=30))
    services.restore(cast.network, by=cast.steward, now=NOW)
    assert cast.client("steward").get(f"/netwerken/{cast.network.code}").status_code == 200
    services.delete(cast.network, by=cast.steward, now=NOW)
    privacy.purge(NOW + datetime.timedelta(seconds=1))
    assert not Network.objects.filter(pk=cast.network.pk).exists()
