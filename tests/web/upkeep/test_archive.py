"""A backup is trusted as a whole or not at all: what was changed in it is refused kindly, before it is used."""

import hashlib
import json
import stat
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samenspel.errors import UsageError
from samenspel.web.upkeep import archive
from samenspel.web.upkeep.archive import opened
from tests.web.upkeep.worlds import KEPT

WHOLE = KEPT[0]
MEGABYTE = 1024 * 1024
Members = dict[str, bytes]


def key_of(path: Path) -> str:
    with pytest.raises(UsageError) as error, opened(path):
        pass
    assert error.value.say("nl")
    return error.value.problems[0].key


def read(path: Path) -> Members:
    with zipfile.ZipFile(path) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def write(path: Path, members: Members, besides: Callable[[zipfile.ZipFile], None] = lambda packed: None) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name, content)
        besides(packed)
    return path


def told(members: Members, change: Callable[[dict], None]) -> Members:
    """The same members with another manifest."""
    manifest = json.loads(members["backup.json"])
    change(manifest)
    return members | {"backup.json": json.dumps(manifest).encode()}


def everything(path: Path) -> tuple[object, dict[str, list[bytes]]]:
    with opened(path) as found:
        return found.manifest, {name: list(found.lines(name)) for name in found.manifest.members}


def test_a_backup_that_is_whole_is_opened():
    manifest, lines = everything(WHOLE)
    assert manifest.rows("networks.network") == len(lines["networks.network"]) == 2


@pytest.mark.parametrize("share", [0.02, 0.5, 0.9, 0.999])
def test_a_part_of_a_backup_is_called_a_part(tmp_path, share):
    part = tmp_path / "part.samenspel"
    part.write_bytes(WHOLE.read_bytes()[: int(WHOLE.stat().st_size * share)])
    assert key_of(part) == "backup-half"


def test_what_is_no_backup_is_called_that(tmp_path):
    for name, content in (("empty", b""), ("text", b"Beste mensen,"), ("sheet", None)):
        path = tmp_path / name
        write(path, {"xl/workbook.xml": b"<x/>"}) if content is None else path.write_bytes(content)
        assert key_of(path) == "backup-none"
    assert key_of(tmp_path) == "backup-is-folder"
    assert key_of(tmp_path / "gone.samenspel") == "backup-not-there"


def test_a_row_that_was_changed_added_or_left_out_is_noticed(tmp_path):
    members = read(WHOLE)
    lines = members["parties.party"].splitlines(keepends=True)
    changed = [lines[0].replace(b"Gemeente", b"gemeente"), *lines[1:]]
    assert changed != lines
    for other in (changed, lines[1:], [*lines, lines[0]], [lines[1], lines[0], *lines[2:]]):
        forged = write(tmp_path / "forged.samenspel", members | {"parties.party": b"".join(other)})
        assert key_of(forged) == "backup-damaged"


def test_a_member_that_is_missing_is_noticed(tmp_path):
    members = read(WHOLE)
    del members["parties.party"]
    assert key_of(write(tmp_path / "forged.samenspel", members)) == "backup-damaged"


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "C:\\x", "parties.party/", "unknown.table", "é"])
def test_a_member_with_a_strange_name_is_refused(tmp_path, name):
    assert key_of(write(tmp_path / "x.samenspel", read(WHOLE) | {name: b"x"})) == "backup-strange"


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "Parties.party", "backup.json", "a.b\n"])
def test_a_manifest_cannot_make_a_strange_name_known(tmp_path, name):
    content = b"x\n"
    member = {"fields": [], "rows": 1, "bytes": 2, "sha256": hashlib.sha256(content).hexdigest()}
    members = told(read(WHOLE), lambda manifest: manifest["members"].update({name: member}))
    path = write(tmp_path / "x.samenspel", members if name == "backup.json" else {**members, name: content})
    assert key_of(path) == "backup-damaged"


def test_a_member_that_is_there_twice_or_is_a_link_is_refused(tmp_path):
    members = read(WHOLE)

    def link(packed: zipfile.ZipFile) -> None:
        entry = zipfile.ZipInfo("erased")
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        packed.writestr(entry, "/etc/passwd")

    with pytest.warns(UserWarning, match="Duplicate"):
        twice = write(tmp_path / "twice", members, lambda packed: packed.writestr("parties.party", b"x"))
    assert key_of(twice) == "backup-strange"
    assert key_of(write(tmp_path / "link", members, link)) == "backup-strange"


def test_a_locked_member_or_one_packed_in_another_way_is_refused(tmp_path):
    locked = bytearray(WHOLE.read_bytes())
    place = locked.index(b"PK\x01\x02")
    locked[place + 8] |= 1
    path = tmp_path / "locked"
    path.write_bytes(locked)
    assert key_of(path) == "backup-strange"
    with zipfile.ZipFile(tmp_path / "other", "w", zipfile.ZIP_LZMA) as packed:
        for name, content in read(WHOLE).items():
            packed.writestr(name, content)
    assert key_of(tmp_path / "other") == "backup-strange"


def with_table(content: bytes, rows: int) -> Members:
    """The same backup with another table in it that says of itself what it is."""
    facts = {"rows": rows, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    members = told(read(WHOLE), lambda manifest: manifest["members"]["parties.party"].update(facts))
    return members | {"parties.party": content}


def memory_of(path: Path) -> tuple[str, int]:
    """What is said when the file is refused, or nothing, and how many bytes were in memory at most."""
    tracemalloc.start()
    try:
        with opened(path):
            key = ""
    except UsageError as error:
        key = error.problems[0].key
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return key, peak


def test_a_table_that_packs_tightly_is_read_line_by_line(tmp_path):
    path = write(tmp_path / "tight", with_table((b"0" * 1999 + b"\n") * 20_000, 20_000))
    assert path.stat().st_size < 200_000
    key, peak = memory_of(path)
    assert not key
    assert peak < 2 * MEGABYTE


def test_a_bomb_of_one_line_is_refused_before_more_than_that_is_unpacked(tmp_path, monkeypatch):
    monkeypatch.setattr(archive, "LINE_LIMIT", MEGABYTE)
    path = write(tmp_path / "bomb", with_table(b"0" * 80 * MEGABYTE, 1))
    key, peak = memory_of(path)
    assert key == "backup-too-much"
    assert peak < 4 * MEGABYTE


def test_what_is_read_as_a_whole_is_refused_before_it_is_unpacked(tmp_path, monkeypatch):
    monkeypatch.setattr(archive.Archive, "lines", None)
    monkeypatch.setattr(archive, "LEDGER_LIMIT", MEGABYTE)
    long = b"person 23456789abcd 2026-11-21\n" * 40_000
    facts = {"fields": [], "rows": 40_000, "bytes": len(long), "sha256": hashlib.sha256(long).hexdigest()}
    members = told(read(WHOLE), lambda manifest: manifest["members"].update(erased=facts))
    assert key_of(write(tmp_path / "list", members | {"erased": long})) == "backup-too-much"
    assert key_of(write(tmp_path / "manifest", members | {"backup.json": long})) == "backup-too-much"


def test_a_manifest_that_lies_about_its_size_is_unpacked_no_further(tmp_path):
    path = write(tmp_path / "lies", read(WHOLE) | {"backup.json": b"0" * 80 * MEGABYTE})
    content = bytearray(path.read_bytes())
    size = content.rindex(b"PK\x01\x02", 0, content.rindex(b"backup.json")) + 24
    content[size : size + 4] = (100).to_bytes(4, "little")
    path.write_bytes(content)
    key, peak = memory_of(path)
    assert key == "backup-damaged"
    assert peak < 4 * MEGABYTE


def test_members_that_lie_over_each_other_are_refused(tmp_path):
    """Each would unpack the same bytes again, and so a small file a thousand times what Deflate can do."""
    content = b"".join(b"%d\n" % number for number in range(20_000))
    names = [f"many.{letter}" for letter in "abcdefghijklmnop"]
    facts = {"fields": [], "rows": 20_000, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    members = told(read(WHOLE), lambda manifest: manifest["members"].update(dict.fromkeys(names, facts)))

    def over_each_other(packed: zipfile.ZipFile) -> None:
        raw = zlib.compress(content, wbits=-zlib.MAX_WBITS)
        entries = [zipfile.ZipInfo(name) for name in names]
        for one in entries:
            one.compress_type, one.CRC = zipfile.ZIP_DEFLATED, zlib.crc32(content)
            one.file_size, one.compress_size = len(content), len(raw)
        heads = [bytearray(one.FileHeader()) for one in entries]
        for place, (one, head) in enumerate(zip(entries, heads, strict=True)):
            head[28:30] = sum(map(len, heads[place + 1 :])).to_bytes(2, "little")  # what follows is passed over
            one.header_offset = packed.fp.tell()
            packed.fp.write(head)
            packed.filelist.append(one)
        packed.fp.write(raw)
        packed.start_dir = packed.fp.tell()

    assert key_of(write(tmp_path / "over", members, over_each_other)) == "backup-damaged"


def test_a_line_without_end_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(archive, "LINE_LIMIT", 1000)
    assert key_of(WHOLE) == "backup-too-much"


def test_a_format_of_later_is_refused(tmp_path):
    members = told(read(WHOLE), lambda manifest: manifest.update(format="samenspel.backup/2"))
    assert key_of(write(tmp_path / "later", members)) == "backup-newer-format"


@pytest.mark.parametrize(
    "manifest",
    [b"", b"{}", b"[]", b'"x"', b"[" * 100_000, b"\xff", b'{"format": "samenspel.backup/1"}', b'{"format": "other/1"}'],
)
def test_a_manifest_that_is_none_is_refused(tmp_path, manifest):
    assert key_of(write(tmp_path / "none", read(WHOLE) | {"backup.json": manifest})) == "backup-damaged"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("made_at", "gisteren"), ("made_at", "2026-11-21T02:07:00"), ("made_at", 5), ("software", None),
        ("migrations", []), ("migrations", {"accounts": [1]}), ("members", {"parties.party": {}}),
        ("members", {"parties.party": {"fields": [], "rows": True, "bytes": -1, "sha256": "x"}}),
    ],
)  # fmt: skip
def test_a_manifest_with_something_else_in_it_is_refused(tmp_path, field, value):
    members = told(read(WHOLE), lambda manifest: manifest.update({field: value}))
    assert key_of(write(tmp_path / "other", members)) == "backup-damaged"


def is_refused_or_the_same(path, content):
    path.write_bytes(content)
    try:
        return everything(path) == everything(WHOLE)
    except UsageError:
        return True


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(flips=st.lists(st.tuples(st.integers(0), st.integers(1, 255)), min_size=1, max_size=3))
def test_whatever_bytes_flip_a_backup_is_refused_or_holds_exactly_what_it_held(tmp_path, flips):
    content = bytearray(WHOLE.read_bytes())
    for place, change in flips:
        content[place % len(content)] ^= change
    assert is_refused_or_the_same(tmp_path / "flipped", content)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.integers(0), change=st.integers(1, 255))
def test_the_same_where_the_list_of_members_stands(tmp_path, place, change):
    content = bytearray(WHOLE.read_bytes())
    begin = content.index(b"PK\x01\x02")
    content[begin + place % (len(content) - begin)] ^= change
    assert is_refused_or_the_same(tmp_path / "flipped", content)
