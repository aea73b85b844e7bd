"""Django's view of this part."""

from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    """The part of the site called conversations."""

    name = "samenspel.web.conversations"
    label = "conversations"
