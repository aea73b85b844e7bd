"""What a group itself decides about a finding: keep it, set it aside, or say it in its own words."""

from dataclasses import dataclass
from typing import Literal

Choice = Literal["keep", "dismiss", "rephrase"]


@dataclass(frozen=True)
class Judgement:
    """A group's decision about the finding with this key. words: how the group says it, for "rephrase" only."""

    finding: str
    choice: Choice
    reason: str
    words: str = ""
