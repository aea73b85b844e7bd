"""Django's view of this part."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    """The part of the site called privacy."""

    name = "samenspel.web.privacy"
    label = "privacy"
