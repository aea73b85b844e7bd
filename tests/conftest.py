"""In which order the tests run."""

import pytest

SERVING = {"bench", "cli", "deploy", "web"}
DATABASE = {"db", "transactional_db"}


@pytest.hookimpl(trylast=True)  # after Django's own order, which puts them last
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What serves a site comes first, and of that what walks through all of it.

    At the end one runner would be busy with it for minutes, while the others have nothing left to do.
    """
    items.sort(key=lambda item: _turn(item, config))


def _turn(item: pytest.Item, config: pytest.Config) -> int:
    folders = item.path.relative_to(config.rootpath).parts[1:-1]
    inside = item.get_closest_marker("django_db") or not DATABASE.isdisjoint(getattr(item, "fixturenames", ()))
    if inside or not folders or folders[0] not in SERVING:
        return 9
    return len(folders)
