"""The list of who was forgotten: nothing in it leads to somebody, and half a line does no harm."""

import stat
from datetime import date

from samenspel.web.shared import ledger

ENTRIES = (ledger.Entry("person", "abcdef234567", date(2026, 3, 2)), ledger.Entry("network", "x", date(2026, 3, 3)))


def test_what_was_noted_is_read(tmp_path):
    ledger.note(tmp_path, ENTRIES[:1])
    ledger.note(tmp_path, ENTRIES[1:])
    assert ledger.read(tmp_path) == ENTRIES


def test_only_its_owner_reads_it(tmp_path):
    ledger.note(tmp_path, ENTRIES)
    assert stat.S_IMODE((tmp_path / ledger.NAME).stat().st_mode) == 0o600


def test_before_anybody_was_forgotten_there_is_no_list(tmp_path):
    ledger.note(tmp_path, ())
    assert ledger.read(tmp_path) == ()
    assert not (tmp_path / ledger.NAME).exists()


def test_what_comes_behind_half_a_line_is_not_lost_with_it(tmp_path):
    ledger.note(tmp_path, ENTRIES[:1])
    with (tmp_path / ledger.NAME).open("a") as file:
        file.write("person abcd")  # the disk was full
    ledger.note(tmp_path, ENTRIES[1:])
    assert ledger.read(tmp_path) == ENTRIES


def test_a_line_that_is_no_entry_is_passed_over():
    wrong = ("person ab", "\0", "stranger abc 2026-03-02", "person abc 2026-02-31", "person ../x 2026-03-02")
    assert ledger.parse("\n".join(["person abc 2026-03-02", *wrong])) == (
        ledger.Entry("person", "abc", date(2026, 3, 2)),
    )
