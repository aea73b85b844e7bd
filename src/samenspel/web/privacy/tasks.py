"""What is written about keeping and forgetting, in the background."""

from django.core.mail import send_mail
from django_tasks import task

from samenspel.present.words import date_long
from samenspel.web.networks import queries as networks
from samenspel.web.shared.addresses import absolute
from samenspel.web.shared.words import say


@task()
def warn(network_id: int) -> None:
    """Tell the stewards of a network that its names and answers will be forgotten, and how to keep them longer."""
    network = networks.network_by_number(network_id)
    if network is None or network.keep_until is None:
        return
    for account in networks.stewards_of(network):
        lang = account.language
        values = {"name": account.name, "network": " ".join(network.name.split())}
        body = say(
            "privacy-warning-body",
            lang,
            **values,
            day=date_long(network.keep_until, lang),
            link=absolute("privacy:network", network.code),
        )
        send_mail(say("privacy-warning-subject", lang, **values), body, None, [account.email])
