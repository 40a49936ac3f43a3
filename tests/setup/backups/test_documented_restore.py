"""The backup and the restore of docs/operating.md, word by word."""

import re
import subprocess

import pytest

from pmcareer.settings import BASE_DIR
from tests.setup.backups.test_backup import accounts, add_account
from tests.setup.test_serve import PATIENCE, environment, fetch, served

pytestmark = pytest.mark.real_time


def documented() -> list[list[str]]:
    """The commands of each block in "Backing up", without comments."""
    text = (BASE_DIR / "docs" / "operating.md").read_text()
    chapter = re.search(r"^## Backing up$(.*?)^## ", text, re.MULTILINE | re.DOTALL)[1]
    blocks = re.findall(r"^```sh\n(.*?)^```$", chapter, re.MULTILINE | re.DOTALL)
    commands = []
    for block in blocks:
        lines = [line.split(" #")[0].strip() for line in block.splitlines()]
        commands.append([line for line in lines if line and not line.startswith("#")])
    return commands


@pytest.fixture
def checkout(tmp_path):
    """A folder that looks like a checkout, where a relative FILE does not end up in ours."""
    folder = tmp_path / "checkout"
    folder.mkdir()
    for name in (".venv", "manage.py", "Makefile"):
        (folder / name).symlink_to(BASE_DIR / name)
    return folder


def run(command, checkout, data):
    """Run it as written; only the folder that no test may write to is another one."""
    return subprocess.run(
        ["sh", "-c", command.replace("/srv/backups", str(checkout / "backups"))],
        cwd=checkout,
        env=environment(data),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=True,
    )


def test_who_follows_the_manual_is_back_where_the_backup_was_made(data, checkout, tmp_path):
    keeping, going_back = documented()
    assert keeping == [
        ".venv/bin/python manage.py backup backup.tar.gz",
        ".venv/bin/python manage.py backup /srv/backups --keep 14",
    ]
    *restoring, starting = going_back
    assert restoring == [".venv/bin/python manage.py restore backup.tar.gz"]
    assert starting == "make run"
    assert "manage.py serve" in (BASE_DIR / "Makefile").read_text()

    add_account(data, "first@example.org")
    for command in keeping:
        assert "checked" in run(command, checkout, data).stdout
    assert len(list((checkout / "backups").iterdir())) == 1
    add_account(data, "second@example.org")
    for place in (data, tmp_path / "empty"):
        for command in restoring:
            run(command, checkout, place)
        assert accounts(place) == ["first@example.org"]
    with served(data, tmp_path / "log") as server:
        assert fetch(server.address + "/readyz")[1] == b"ok\n"
    assert accounts(data) == ["first@example.org"]
