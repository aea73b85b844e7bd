"""Every version can be upgraded from every version of before, with what people had in it (see CONTRIBUTING.md)."""

import json
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from samenspel.web.upkeep.archive import Archive, opened
from tests.web.upkeep import keep, worlds
from tests.web.upkeep.worlds import KEPT, World


def test_there_are_backups_of_former_versions():
    assert [path.stem for path in KEPT][:1] == ["0.1.0.dev1"]
    assert all(path.stat().st_size < 300_000 for path in KEPT)


@pytest.mark.parametrize("kept", KEPT, ids=lambda path: path.stem)
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_site_of_before_is_upgraded_with_everything_in_it(kept, kind, tmp_path, request):
    world = World(tmp_path, request.getfixturevalue("new_database")() if kind == "postgresql" else "")
    world.call(as_it_was, str(kept))
    behind = kept.stem != version("samenspel")
    if kind == "postgresql" and behind:
        assert "samenspel migrate" in world.refused("ready")
    assert ("steps" if behind else "already") in world.do("migrate")
    seen = world.call(worlds.seen, keep.SECRET, keep.HALFWAY)
    rows, pages = seen["rows"], seen["pages"]
    assert {name: len(rows[name]) for name in counted(kept)} == counted(kept)
    published = releases(kept)
    assert len(published) == 3
    for title, release in published.items():
        shown = json.loads(pages[f"{title} data"])
        assert shown["response"]["people"] == release["people"]
        assert shown_means(shown) == frozen_means(release)
        assert len(frozen_means(release)) > 20
        assert str(release["people"]) in pages[f"{title} result"]
        assert pages[f"{title} guide"]
    assert seen["visits"] == [[200, True]] * 2


def as_it_was(kept: str) -> None:
    """The tables of then with the rows of then: as far as putting back goes before it brings anything up to date."""
    from unittest.mock import patch

    from samenspel.web.upkeep import restore
    from samenspel.web.upkeep.archive import opened

    with opened(Path(kept)) as archive, patch.object(restore, "call_command"):
        restore.fill(archive)


def counted(kept: Path) -> dict[str, int]:
    """How many rows each table had."""
    with opened(kept) as archive:
        return {name: one.rows for name, one in archive.manifest.tables.items()}


def releases(kept: Path) -> dict[str, Any]:
    """What was released then, by the title of the round."""
    with opened(kept) as archive:
        rounds, published = (rows_of(archive, name) for name in ("rounds.round", "results.publication"))
        titles = {row["id"]: row["title"] for row in rounds}
        return {titles[row["round_id"]]: row["frozen"]["release"] for row in published}


def rows_of(archive: Archive, name: str) -> list[dict[str, Any]]:
    fields = archive.manifest.members[name].fields
    return [dict(zip(fields, json.loads(line), strict=True)) for line in archive.lines(name)]


def frozen_means(release: dict[str, Any]) -> dict[str, float]:
    return {item: round(one["mean"]["value"], 3) for item, one in release["ratings"] if one["mean"]}


def shown_means(form: dict[str, Any]) -> dict[str, float]:
    return {one["item"]: round(one["mean"]["value"], 3) for one in form["ratings"] if one["mean"]}
