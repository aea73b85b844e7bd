"""What is written about keeping and forgetting, in the background."""

from django.core.mail import send_mail
from django_tasks import task

from samenspel.present.words import date_long
from samenspel.web.networks import queries as networks
from samenspel.web.parties.queries import person_by_number
from samenspel.web.privacy.links import HOURS, secret_of
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


@task()
def send_kept(participant_id: int) -> None:
    """Mail somebody a link to all that is kept of them. The link is made while sending, so that nothing of it is kept.

    Who has no address gets nothing; whoever asked takes the same road.
    """
    person = person_by_number(participant_id)
    if person is None or not person.email:
        return
    lang, network = person.language, " ".join(person.network.name.split())
    values = {"name": " ".join(person.name.split()), "network": network, "hours": HOURS}
    body = say("privacy-kept-mail-body", lang, **values, link=absolute("privacy:mine", secret_of(person)))
    send_mail(say("privacy-kept-mail-subject", lang, **values), body, None, [person.email])
