"""Writing files whole or not at all."""

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from samenspel.errors import Problem, ReportError, Where


def write_all(made: Mapping[Path, bytes]) -> None:
    """Write every file beside its target first, and then put them in place.

    A process that is killed leaves the old files as they were. Raises ReportError naming a file that cannot be written.
    """
    ready: list[tuple[str, Path]] = []
    try:
        for path, content in made.items():
            try:
                ready.append((_beside(path, content), path))
            except OSError as error:
                raise _cannot(path, error) from error
        while ready:
            written, path = ready[0]
            try:
                os.replace(written, path)
            except OSError as error:
                raise _cannot(path, error) from error
            ready.pop(0)
    finally:
        for written, _ in ready:
            Path(written).unlink(missing_ok=True)


def _beside(path: Path, content: bytes) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.chmod(file.name, 0o644)
    return file.name


def _cannot(path: Path, error: OSError) -> ReportError:
    return ReportError(Problem("file-not-writable", Where(str(path)), {"reason": error.strerror or str(error)}))
