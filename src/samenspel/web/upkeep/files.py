"""Files that are there whole or not at all, and what to say when the disk does not want them."""

import errno
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from samenspel.errors import Problem, UsageError, Where

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
CLOSED = {errno.EACCES, errno.EPERM, errno.EROFS}
LITTER_KEPT = 24 * 3600
"""A half file of so many seconds old is of a process that was killed."""


@contextmanager
def said_kindly(path: Path) -> Iterator[None]:
    """What the disk refuses, as a UsageError."""
    try:
        yield
    except OSError as error:
        key = "disk-full" if error.errno in FULL else "no-permission" if error.errno in CLOSED else "file-not-writable"
        reason = error.strerror or str(error)
        raise UsageError(
            Problem(key, Where(str(path)), {"reason": reason} if key == "file-not-writable" else {})
        ) from error


def clear_litter(folder: Path, pattern: str) -> None:
    """Remove the half files of processes that were killed long ago."""
    for one in folder.glob(pattern):
        if time.time() - one.stat().st_mtime > LITTER_KEPT:
            one.unlink(missing_ok=True)
