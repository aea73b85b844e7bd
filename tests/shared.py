"""Where the real data with known answers lies: beside the project, never inside it."""

import os
from pathlib import Path

import pytest

BESIDE = Path(__file__).resolve().parents[2] / "shared"


def shared(name: str) -> Path:
    """The path of a shared data file; skips where it is absent, and fails on CI, where it must be there."""
    return _beside("data", name)


def design(name: str) -> Path:
    """The path of a design text; skips or fails like `shared`."""
    return _beside("design", name)


def _beside(folder: str, name: str) -> Path:
    path = BESIDE / folder / name
    if not path.exists():
        reason = f"{name} lies beside the project in shared/{folder} and is not here"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return path
