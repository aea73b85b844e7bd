"""The site in a process that is no web server: a command, the background worker."""

import os

import django

SETTINGS = "samenspel.web.config.settings"


def load() -> None:
    """Load the site with its settings. Raises SamenspelError for settings that do not hold."""
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    django.setup()
