"""Every table is in a backup, or left out for a reason that somebody thought about."""

from django.apps import apps

from samenspel.web.upkeep import tables
from samenspel.web.upkeep.tables import APPS_LEFT_OUT, LEFT_OUT

KEPT_TABLES = {
    "accounts.account", "answering.entrance", "answering.response", "conversations.agreement",
    "conversations.conversation", "conversations.keptguide", "conversations.look", "conversations.yieldline",
    "networks.membership", "networks.network", "parties.notthesame", "parties.participant", "parties.party",
    "privacy.unlisted",
    "results.findingjudgement", "results.publication", "results.readremark", "rounds.invitation", "rounds.letter",
    "rounds.link", "rounds.mailing", "rounds.round", "shared.auditentry", "uploads.rememberedcolumns",
}  # fmt: skip


def test_every_table_is_kept_or_left_out():
    ours = {
        model._meta.label_lower
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label not in APPS_LEFT_OUT
    }
    assert ours - LEFT_OUT == KEPT_TABLES
    assert ours >= LEFT_OUT
    assert {one.label for one in apps.get_app_configs()} >= APPS_LEFT_OUT


def test_of_large_rows_fewer_are_in_memory_at_once(monkeypatch):
    monkeypatch.setattr(tables, "BYTES_AT_ONCE", 1000)
    lines = [b"small\n"] * 250 + [b"large" * 150 + b"\n"] * 5
    batches = list(tables.batches(iter(lines)))
    assert [line for batch in batches for line in batch] == lines
    assert [len(batch) for batch in batches] == [100, 100, 51, 2, 2]
    assert list(tables.batches(iter([]))) == []
