"""What can be asked of files while they are looked at."""

from typing import Any

from samenspel.web.uploads.models import Upload


def under_way(network: Any) -> int:
    """How many files are being looked at in a network; those that were taken in are no longer."""
    return Upload.objects.filter(network=network).exclude(content=b"").count()
