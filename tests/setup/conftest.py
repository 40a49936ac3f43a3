from pathlib import Path

import pytest


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Replicas are PostgreSQL's, so SQLite's run has nothing to say about them."""
    if collection_path.name == "test_replicas.py" and config.option.db == "sqlite":
        return True
    return None
