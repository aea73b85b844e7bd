"""What a conversation led to: a point of leverage, and what people said they would do about it (C-10)."""

import datetime
from dataclasses import dataclass
from typing import Literal

State = Literal["open", "done", "changed", "dropped"]


@dataclass(frozen=True)
class Action:
    """What somebody said they would do, and what came of it. who: a name as people wrote it, or empty."""

    what: str
    who: str = ""
    until: datetime.date | None = None
    state: State = "open"
    came_of_it: str = ""


@dataclass(frozen=True)
class Outcome:
    """Where a conversation about a round ended. round: the title of that round."""

    round: str
    held_on: datetime.date | None
    leverage: str
    actions: tuple[Action, ...] = ()
