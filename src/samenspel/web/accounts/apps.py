"""Django's view of this part: it brings the list of open sessions."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The part of the site called accounts."""

    name = "samenspel.web.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Import what listens to logging in and out: importing connects it."""
        from samenspel.web.accounts import sessions  # noqa: F401
