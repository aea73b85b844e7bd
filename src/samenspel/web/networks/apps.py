"""Django's view of this part."""

from django.apps import AppConfig


class NetworksConfig(AppConfig):
    """The part of the site called networks."""

    name = "samenspel.web.networks"
    label = "networks"
