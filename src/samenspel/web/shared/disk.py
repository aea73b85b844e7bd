"""What must be on the disk before anyone counts on it."""

import os
from pathlib import Path


def on_disk(folder: Path) -> None:
    """See that the names in a folder are on the disk too."""
    if os.name == "nt":  # folders cannot be opened there
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
