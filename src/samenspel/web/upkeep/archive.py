"""A backup as a file: looked through as a whole before any of it is used, and read line by line.

Nothing is ever unpacked to a path, and of a table never more than a line is in memory. How tightly a table packs is not
looked at: whoever writes one sign two thousand times in a remark must not be able to stop the backups. So a file can
unpack to a thousand times its size, which is the most that Deflate can do: to look through it takes time, not room.
"""

import hashlib
import stat
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path
from typing import IO

from samenspel.errors import Problem, UsageError, Where
from samenspel.web.upkeep.manifest import ERASED, NAME, Manifest, NoManifest, OtherFormat, parse

MANIFEST_LIMIT = 1024 * 1024
LEDGER_LIMIT = 64 * 1024 * 1024
LINE_LIMIT = 64 * 1024 * 1024
ENCRYPTED = 0x1
BEGIN = b"PK\x03\x04"
UNREADABLE = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, ValueError, OverflowError)
"""What zipfile raises for bytes that are not as they were."""


def refused(key: str, path: Path, **values: object) -> UsageError:
    """The error about a file."""
    return UsageError(Problem(key, Where(path.name), values))


class Archive:
    """A backup that was opened; `verify` says whether it holds what it says."""

    def __init__(self, path: Path, packed: zipfile.ZipFile) -> None:
        """Read the manifest, and see that the members are those it names. Raises UsageError."""
        self.path = path
        self._packed = packed
        self._look_at_names()
        try:
            with packed.open(NAME) as member:
                # `read` without a limit unpacks up to a gigabyte before it looks at the size that was written down
                self.manifest: Manifest = parse(member.read(MANIFEST_LIMIT))
        except OtherFormat as error:
            raise refused("backup-newer-format", path) from error
        except (NoManifest, *UNREADABLE) as error:
            raise refused("backup-damaged", path, member=NAME) from error
        self._look_at_members()

    def verify(self) -> None:
        """Read every member once, and compare. Raises UsageError for the first one that is not as it should be."""
        for name, told in self.manifest.members.items():
            digest, rows, size = hashlib.sha256(), 0, 0
            for line in self.lines(name):
                digest.update(line)
                rows, size = rows + 1, size + len(line)
            if (rows, size, digest.hexdigest()) != (told.rows, told.bytes, told.sha256):
                raise refused("backup-damaged", self.path, member=name)

    def lines(self, name: str) -> Iterator[bytes]:
        """The lines of a member. Raises UsageError where it breaks off or is too long."""
        try:
            with self._packed.open(name) as member:
                yield from self._split(name, BufferedReader(member))  # type: ignore[type-var]
        except UNREADABLE as error:
            raise refused("backup-damaged", self.path, member=name) from error

    def erased(self) -> str:
        """The list of whom was forgotten before this backup was made."""
        if ERASED not in self.manifest.members:
            return ""
        return b"".join(self.lines(ERASED)).decode("ascii", errors="replace")

    def _split(self, name: str, member: IO[bytes]) -> Iterator[bytes]:
        while line := member.readline(LINE_LIMIT):
            if len(line) == LINE_LIMIT and not line.endswith(b"\n"):
                raise refused("backup-too-much", self.path, member=name)
            yield line

    def _look_at_names(self) -> None:
        """A manifest of a modest size, no name twice, nothing locked, no link, nothing packed in another way.

        Together they take no more room than the file: members that lie over each other unpack to any size.
        """
        found, room = self._packed.infolist(), self.path.stat().st_size
        names = Counter(one.filename for one in found)
        if NAME not in names:
            raise refused("backup-none", self.path)
        for one in found:
            link = stat.S_ISLNK(one.external_attr >> 16)
            known = one.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
            if names[one.filename] > 1 or link or not known or one.flag_bits & ENCRYPTED:
                raise refused("backup-strange", self.path, member=one.filename[:60])
            room -= one.compress_size
            if room < 0:
                raise refused("backup-damaged", self.path, member=one.filename[:60])
        if self._packed.getinfo(NAME).file_size > MANIFEST_LIMIT:
            raise refused("backup-too-much", self.path, member=NAME)

    def _look_at_members(self) -> None:
        """All that are named and no other, each of the size that was written down; of the list, a modest one."""
        found = {one.filename: one for one in self._packed.infolist() if one.filename != NAME}
        for strange in sorted(found.keys() - self.manifest.members.keys()):
            raise refused("backup-strange", self.path, member=strange[:60])
        for name, told in self.manifest.members.items():
            if name not in found or found[name].file_size != told.bytes:
                raise refused("backup-damaged", self.path, member=name)
            if name == ERASED and told.bytes > LEDGER_LIMIT:
                raise refused("backup-too-much", self.path, member=name)


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """A backup, looked through as a whole. Raises UsageError when it is none, or not whole."""
    with _open(path) as file, _unpacked(path, file) as packed:
        archive = Archive(path, packed)
        archive.verify()
        yield archive


def _open(path: Path) -> IO[bytes]:
    try:
        return path.open("rb")
    except FileNotFoundError as error:
        raise refused("backup-not-there", path) from error
    except IsADirectoryError as error:
        raise refused("backup-is-folder", path) from error


def _unpacked(path: Path, file: IO[bytes]) -> zipfile.ZipFile:
    begin = file.read(len(BEGIN))
    try:
        return zipfile.ZipFile(file)
    except UNREADABLE as error:
        raise refused("backup-half" if begin == BEGIN else "backup-none", path) from error
