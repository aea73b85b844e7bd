"""The figures that both sides make, each under one name, so that they can be shown to be the same."""

from collections.abc import Mapping

import numpy as np

Figures = Mapping[str, np.ndarray]

# Draws of a posterior beside Student's t: the same question, and with thousands of people almost the same answer.
INTERVALS_MAY_DIFFER = 0.01


def check_same(ours: Figures, theirs: Figures) -> None:
    """Raise AssertionError unless both made the same figures, to nine digits (intervals to INTERVALS_MAY_DIFFER)."""
    assert ours.keys() == theirs.keys(), sorted(ours.keys() ^ theirs.keys())
    for name, figure in ours.items():
        leeway = INTERVALS_MAY_DIFFER if name.endswith("interval") else 1e-9
        np.testing.assert_allclose(figure, theirs[name], rtol=1e-9, atol=leeway, err_msg=name)
