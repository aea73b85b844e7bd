"""What was deleted and can still be brought back."""

from dataclasses import dataclass
from datetime import datetime, timedelta

KEPT = timedelta(days=30)


@dataclass(frozen=True)
class Deleted:
    """Something in the bin: what it is ("party", "person", "round"), its name, since when, where to bring it back."""

    kind: str
    name: str
    at: datetime
    restore: str
