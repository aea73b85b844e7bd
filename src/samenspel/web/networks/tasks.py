"""What is done for networks in the background."""

from django.core.mail import send_mail
from django_tasks import task

from samenspel.web.accounts.services import login_secret
from samenspel.web.networks.models import Membership
from samenspel.web.shared.addresses import absolute
from samenspel.web.shared.clock import now
from samenspel.web.shared.words import say

WELCOME_MINUTES = 7 * 24 * 60


@task()
def welcome(membership_id: int) -> None:
    """Write to a new member: who asked, for what, and a link that lets them in the first time."""
    member = Membership.objects.select_related("account", "network").filter(pk=membership_id).first()
    if member is None or member.network.deleted_at is not None:
        return
    account, network = member.account, member.network
    lang = account.language
    secret = login_secret(account, now=now(), minutes=WELCOME_MINUTES)
    body = say(
        "networks-welcome-body",
        lang,
        name=account.name,
        network=network.name,
        challenge=network.challenge,
        role=say(f"networks-role-{member.role}", lang),
        link=absolute("accounts:link", secret),
        site=absolute("networks:home"),
    )
    send_mail(
        say("networks-welcome-subject", lang, network=" ".join(network.name.split())), body, None, [account.email]
    )
