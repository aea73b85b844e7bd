"""A made-up round of any size: five scales of four 7-point items, people in parties, 3% of answers missing."""

from typing import TYPE_CHECKING

import numpy as np

from samenspel.reading.answers import BLANK, Answers, Groups
from samenspel.theory.library import shipped_instrument

if TYPE_CHECKING:
    import pandas as pd

PARTIES = 2000
MISSING = 0.03


def made_up_round(people: int, *, seed: int = 1) -> Answers:
    """Answers to the twenty items of the conditions: people lean as their party does, and on a scale as they do."""
    rng = np.random.default_rng(seed)
    instrument = shipped_instrument("conditions")
    member = rng.integers(0, PARTIES, people, dtype=np.int32)
    party = rng.normal(3.5, 0.4, PARTIES)[member]
    codes = {}
    for scale in instrument.scales[:5]:
        person = party + rng.normal(0, 0.7, people)
        for item in scale.items:
            chosen = np.clip(np.rint(person + rng.normal(0, 1, people)), 0, 6).astype(np.int16)
            chosen[rng.random(people) < MISSING] = BLANK
            codes[item] = chosen
    return Answers(instrument, people, codes, party=Groups(tuple(f"P{n:04}" for n in range(PARTIES)), member))


def as_frame(answers: Answers) -> "pd.DataFrame":
    """The same round as pandas likes it best: a float column per item (1 to 7, nan), the party as a category."""
    import pandas as pd

    assert answers.party is not None
    columns = {item: np.where(codes < 0, np.nan, codes + 1.0) for item, codes in answers.codes.items()}
    party = pd.Categorical.from_codes(answers.party.member, categories=answers.party.names)
    return pd.DataFrame(columns).assign(party=party)
