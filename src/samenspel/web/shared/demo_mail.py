"""The mail of a demo: it goes nowhere, and can be read in the site."""

from collections.abc import Collection, Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models.functions import Lower

from samenspel.web.shared.models import DemoMail


class DemoMailBackend(BaseEmailBackend):
    """Keeps mails in the database instead of sending them."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Keep each mail once per receiver."""
        mails = [
            DemoMail(to=to, subject=str(mail.subject), body=str(mail.body))
            for mail in email_messages
            for to in mail.recipients()
        ]
        DemoMail.objects.bulk_create(mails)
        return len(email_messages)


def forget(emails: Collection[str]) -> None:
    """Throw away the mails to these addresses."""
    small = {one.lower() for one in emails}
    DemoMail.objects.annotate(small=Lower("to")).filter(small__in=small).delete()
