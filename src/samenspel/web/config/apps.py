"""Django's view of this part: it brings the checks."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Registers the checks of what an administrator can get wrong."""

    name = "samenspel.web.config"
    label = "config"

    def ready(self) -> None:
        """Import the checks: importing registers them."""
        from samenspel.web.config import checks  # noqa: F401
