"""What is wrong with a machine ends in one sentence that says what to do."""

import errno
import resource
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from django.db import DatabaseError, OperationalError
from django.db.migrations.loader import MigrationLoader

from pmcareer.operations.sentences import sentence
from pmcareer.settings import BASE_DIR
from tests.setup.test_serve import PATIENCE, environment, free_port, manage

pytestmark = pytest.mark.real_time
DATABASE = "pmcareer.sqlite3"


def serve(data, **changes):
    return manage("serve", env=environment(data, PORT=str(free_port()), **changes))


def assert_said(result, *parts):
    assert result.returncode == 1, result.stdout
    assert len(result.stderr.strip().splitlines()) == 1, result.stderr
    for part in parts:
        assert part in result.stderr


def empty(path):
    path.write_text("")


def folder(path):
    path.unlink(missing_ok=True)
    path.mkdir()


def binary(path):
    path.write_bytes(b"\xff\xfe\x00")


@pytest.mark.parametrize(
    ("spoil", "part"),
    [
        (empty, "secret_key is empty. Put it back from a backup, or delete it"),
        (folder, "cannot be read or made (Is a directory). Give the file to the user"),
        (binary, "cannot be read or made (it is no text)"),
    ],
)
def test_a_secret_key_that_cannot_be_read(tmp_path, spoil, part):
    (tmp_path / "var").mkdir()
    spoil(tmp_path / "var" / "secret_key")
    assert_said(serve(tmp_path / "var"), part)


def garbage(path):
    path.write_bytes(b"this is no database" * 1000)


def damage_inside(path):
    content = bytearray(path.read_bytes())
    content[100:] = b"\xff" * (len(content) - 100)
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("spoil", "part"),
    [
        (garbage, f"{DATABASE} is no database, or is damaged. Put back a backup"),
        (damage_inside, f"{DATABASE} is damaged. Put back a backup"),
        (folder, f"{DATABASE} cannot be opened"),
    ],
)
@pytest.mark.parametrize("command", ["serve", "backup", "purge_deleted"])
def test_a_database_that_cannot_be_used(tmp_path, spoil, part, command):
    data = tmp_path / "var"
    data.mkdir()
    with closing(sqlite3.connect(data / DATABASE)) as database, database:
        database.execute("CREATE TABLE django_migrations (id, app, name, applied)")
    spoil(data / DATABASE)
    more = [str(tmp_path / "file")] if command == "backup" else []
    env = environment(data, PORT=str(free_port()))
    assert_said(manage(command, *more, env=env), part)
    assert not (tmp_path / "file").exists()


def test_a_database_in_a_folder_that_is_not_there(tmp_path):
    where = f"sqlite:///{tmp_path}/nowhere/file.sqlite3"
    assert_said(serve(tmp_path / "var", DATABASE_URL=where), "file.sqlite3 cannot be opened")


def test_a_command_on_a_database_that_was_never_prepared(tmp_path):
    result = manage("purge_deleted", env=environment(tmp_path / "var"))
    assert_said(result, "is not prepared. Start the server once")


def with_files_of(size, data, *command):
    """Run a command that the kernel lets write no file of more than `size` bytes.

    Its lines are not counted for coverage: the file of counts would hit the same limit and say so.
    """
    env = environment(data, PORT=str(free_port()), PYTHONDONTWRITEBYTECODE="1")
    return subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=BASE_DIR,
        # Half-written, Python's compiled files would break every later start in this checkout.
        env={name: value for name, value in env.items() if not name.startswith("COVERAGE")},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


def test_a_first_start_without_room(tmp_path):
    assert_said(
        with_files_of(20_000, tmp_path / "var", "serve"), DATABASE, "Look whether it is full"
    )


def test_files_without_room(tmp_path):
    result = with_files_of(20_000, tmp_path / "var", "collectstatic", "--noinput")
    assert_said(result, "The disk is full", "Make room")


@pytest.mark.parametrize(
    ("error", "part"),
    [
        (OSError(errno.ENOSPC, "No space", "/data/x"), "The disk is full: /data/x could not"),
        (OSError(errno.EROFS, "Read-only", "/data/x"), "/data/x cannot be used by this user"),
        (PermissionError(errno.EACCES, "Denied", "/data/x"), "/data/x cannot be used by this user"),
        (FileNotFoundError(errno.ENOENT, "No such file", "/x"), "/x: No such file."),
    ],
)
def test_files_that_cannot_be_used(error, part):
    assert part in sentence(error)


def test_errors_of_the_program_stay_what_they_are():
    assert sentence(ValueError("a bug")) is None
    assert sentence(OSError("a bug")) is None
    assert sentence(DatabaseError("a bug")) is None


@pytest.mark.parametrize(
    ("said", "part"),
    [
        ("database or disk is full", "The disk is full"),
        ("attempt to write a readonly database", "cannot be written to. Give it"),
        ("database is locked", "Another program holds the database"),
        ("disk I/O error", "The disk fails to read or write"),
    ],
)
def test_what_sqlite_says(monkeypatch, said, part):
    monkeypatch.setattr("pmcareer.operations.sentences.connection.vendor", "sqlite", raising=False)
    assert part in sentence(OperationalError(said))


def upgrade(data):
    code = "import django; django.setup()\n"
    code += "from pmcareer.operations.preparing import migrate_database\nmigrate_database(print)"
    env = environment(data, DJANGO_SETTINGS_MODULE="pmcareer.settings")
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=BASE_DIR,
        env=env,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


def as_before_the_last_migration(data):
    loader = MigrationLoader(None)
    [last] = loader.graph.leaf_nodes("tracker")
    before = max(parent.key for parent in loader.graph.node_map[last].parents)
    result = manage("migrate", *before, env=environment(data))
    assert result.returncode == 0, result.stderr


def test_an_upgrade_copies_the_database_first_and_keeps_the_last_few(data):
    copies = data / "before-upgrade"
    copies.mkdir()
    for day in ("01", "02", "03"):
        (copies / f"pmcareer-202511{day}T040000Z.tar.gz").write_text("")
    as_before_the_last_migration(data)
    result = upgrade(data)
    assert result.returncode == 0, result.stderr
    *_, latest = sorted(copies.iterdir())
    assert f"Before the upgrade the database is copied to {latest}\n" in result.stdout
    assert len(list(copies.iterdir())) == 3
    again = manage("restore", str(latest), env=environment(data))
    assert again.returncode == 0, again.stderr
    check = manage("migrate", "--check", env=environment(data))
    assert check.returncode == 1, "it is as it was before"


def test_an_upgrade_without_a_copy_changes_nothing(data):
    (data / "before-upgrade").write_text("in the way")
    as_before_the_last_migration(data)
    assert_said(serve(data), "could not be copied to", "so nothing was changed")
    assert manage("migrate", "--check", env=environment(data)).returncode == 1


def test_a_start_without_an_upgrade_copies_nothing(data):
    shutil.rmtree(data / "cache", ignore_errors=True)
    result = upgrade(data)
    assert (result.returncode, result.stdout) == (0, "")
    assert not (data / "before-upgrade").exists()
