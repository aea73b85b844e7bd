"""Django's view of this part."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The part of the site called accounts."""

    name = "samenspel.web.accounts"
    label = "accounts"
