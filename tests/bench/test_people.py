import numpy as np
import pytest

from bench.people import MISSING, PARTIES, made_up_round
from samenspel.reading.answers import BLANK


def test_a_made_up_round_is_what_the_page_says():
    answers = made_up_round(20_000)
    codes = np.stack(list(answers.codes.values()))
    assert codes.shape == (20, 20_000)
    assert codes.max() == 6
    assert (codes == BLANK).mean() == pytest.approx(MISSING, abs=0.002)
    assert len(answers.party.names) == PARTIES == 2000
    assert sum(len(set(scale.items) & answers.codes.keys()) == 4 for scale in answers.instrument.scales) == 5


def test_the_same_seed_makes_the_same_round():
    first, second = made_up_round(50), made_up_round(50)
    for item, codes in first.codes.items():
        np.testing.assert_array_equal(codes, second.codes[item])
    assert not np.array_equal(made_up_round(50, seed=2).codes["AMB-1"], first.codes["AMB-1"])
