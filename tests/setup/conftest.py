"""A data folder that has had its first start, so that each test need not pay for one."""

import shutil
from pathlib import Path

import pytest

from tests.setup.test_serve import served


@pytest.fixture(scope="session")
def started(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of a server that started once and was stopped; it is for copying."""
    folder = tmp_path_factory.mktemp("started")
    with served(folder / "var", folder / "log"):
        pass
    return folder / "var"


@pytest.fixture
def data(started: Path, tmp_path: Path) -> Path:
    """Give a data folder of one's own on which a server starts at once."""
    return shutil.copytree(started, tmp_path / "var")
