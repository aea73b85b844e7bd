"""What is done for participants in the background."""

from collections import defaultdict

from django.core.mail import send_mail
from django_tasks import task

from samenspel.web.rounds.queries import open_invitations
from samenspel.web.rounds.services import new_link
from samenspel.web.shared.addresses import absolute
from samenspel.web.shared.clock import now
from samenspel.web.shared.words import say


@task()
def mail_fresh_links(invitation_ids: list[int]) -> None:
    """Mail fresh links to those who were asked, one mail a person. An invitation that closed meanwhile gets none."""
    invitations = defaultdict(list)
    for invitation in open_invitations(now()).filter(pk__in=invitation_ids):
        if invitation.participant is not None:
            invitations[invitation.participant].append(invitation)
    for person, theirs in invitations.items():
        links = "\n\n".join(
            f"{one.round.title} ({one.round.network.name})\n{absolute('answering:start', new_link(one))}"
            for one in theirs
        )
        body = say("answering-fresh-body", person.language, name=person.name, links=links)
        send_mail(say("answering-fresh-subject", person.language), body, None, [person.email])
