"""Backup and restore as an operator does them, on SQLite: whole, checked, and never half done."""

import io
import json
import shutil
import sqlite3
import tarfile
from contextlib import closing

import pytest

from pmcareer.server import data_lock
from tests.setup.test_serve import environment, manage

pytestmark = pytest.mark.real_time


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A data folder with one account, and a backup of it."""
    folder = tmp_path_factory.mktemp("made")
    data, file = folder / "var", folder / "backup.tar.gz"
    env = environment(data)
    assert manage("migrate", "--verbosity", "0", env=env).returncode == 0
    add_account(data, "first@example.org")
    result = manage("backup", str(file), env=env)
    assert result.returncode == 0, result.stderr
    assert "checked" in result.stdout
    return data, file


@pytest.fixture
def place(made, tmp_path):
    """A copy of that data folder, to be changed, and the backup."""
    data, file = made
    shutil.copytree(data, tmp_path / "var")
    return tmp_path / "var", file


def add_account(data, email):
    with closing(sqlite3.connect(data / "pmcareer.sqlite3")) as database, database:
        database.execute(
            "INSERT INTO tracker_user (password, is_superuser, email, display_name, time_zone,"
            " week_start, theme, shortcuts, has_answer, reminder_times, is_active, is_staff,"
            " date_joined) VALUES ('!', 0, ?, '', 'UTC', 0, 'system', 1, 0, '{}', 1, 0,"
            " '2026-11-18')",
            [email],
        )


def accounts(data):
    with closing(sqlite3.connect(data / "pmcareer.sqlite3")) as database:
        return [row[0] for row in database.execute("SELECT email FROM tracker_user ORDER BY 1")]


def rewritten(file, target, change):
    """A backup with its files changed: `change` takes and gives {name: bytes}."""
    with tarfile.open(file) as archive:
        files = {member.name: archive.extractfile(member).read() for member in archive}
    with tarfile.open(target, "w:gz") as archive:
        for name, content in change(files).items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return target


def test_a_restore_brings_back_what_was_kept_and_keeps_what_it_replaces(place):
    data, file = place
    add_account(data, "second@example.org")
    (data / "secret_key").write_text("another")
    result = manage("restore", str(file), env=environment(data))
    assert result.returncode == 0, result.stderr
    assert accounts(data) == ["first@example.org"]
    assert (data / "secret_key").read_text() != "another"
    [before] = data.glob("pmcareer.sqlite3.before-*")
    with closing(sqlite3.connect(before)) as database:
        assert database.execute("SELECT count(*) FROM tracker_user").fetchone() == (2,)


def add_file(data, content=b"a picture"):
    """What an upload leaves in the data folder; other names there are none of ours."""
    path = data / "files" / "0a" / f"0a{'1' * 30}"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    (data / "files" / "notes.txt").write_text("somebody's own")
    return path


def test_files_of_entries_are_kept_and_brought_back(place, tmp_path):
    data, _file = place
    path, kept = add_file(data), tmp_path / "kept.tar.gz"
    assert manage("backup", str(kept), env=environment(data)).returncode == 0
    path.unlink()
    late = path.with_name(f"0a{'2' * 30}")
    late.write_bytes(b"added since")
    result = manage("restore", str(kept), env=environment(data))
    assert result.returncode == 0, result.stderr
    assert path.read_bytes() == b"a picture"
    assert not late.exists()
    [before] = data.glob("files.before-*")
    assert (before / "0a" / late.name).read_bytes() == b"added since"
    new = tmp_path / "new"
    assert manage("restore", str(kept), env=environment(new)).returncode == 0
    assert (new / "files" / "0a" / path.name).read_bytes() == b"a picture"


def test_a_backup_of_before_there_were_files_leaves_them_alone(place, tmp_path):
    data, file = place
    path = add_file(data)

    def of_format_1(files):
        manifest = json.loads(files["manifest.json"]) | {"format": 1}
        return files | {"manifest.json": json.dumps(manifest).encode()}

    old = rewritten(file, tmp_path / "old.tar.gz", of_format_1)
    assert manage("restore", str(old), env=environment(data)).returncode == 0
    assert path.read_bytes() == b"a picture"


def test_a_restore_into_an_empty_folder_is_the_same_place_again(made, tmp_path):
    _data, file = made
    result = manage("restore", str(file), env=environment(tmp_path / "new"))
    assert result.returncode == 0, result.stderr
    assert accounts(tmp_path / "new") == ["first@example.org"]
    check = manage("migrate", "--check", env=environment(tmp_path / "new"))
    assert check.returncode == 0, check.stdout


def test_what_the_journal_of_the_old_database_holds_never_reaches_the_restored_one(place):
    data, file = place
    with closing(sqlite3.connect(data / "pmcareer.sqlite3")) as busy:
        busy.execute("PRAGMA journal_mode=WAL")
        add_account(data, "late@example.org")
        wal = data / "pmcareer.sqlite3-wal"
        shutil.copy(wal, data / "kept-wal")
    shutil.move(data / "kept-wal", wal)
    result = manage("restore", str(file), env=environment(data))
    assert result.returncode == 0, result.stderr
    assert not wal.exists()
    assert accounts(data) == ["first@example.org"]


def test_a_backup_holds_what_is_written_but_not_yet_merged(place, tmp_path):
    data, _file = place
    with closing(sqlite3.connect(data / "pmcareer.sqlite3")) as busy:
        busy.execute("PRAGMA journal_mode=WAL")
        add_account(data, "late@example.org")
        result = manage("backup", str(tmp_path / "late.tar.gz"), env=environment(data))
    assert result.returncode == 0, result.stderr
    manage("restore", str(tmp_path / "late.tar.gz"), env=environment(tmp_path / "new"))
    assert accounts(tmp_path / "new") == ["first@example.org", "late@example.org"]


def damaged(files):
    content = bytearray(files["database.sqlite3"])
    content[5000] ^= 0xFF
    return files | {"database.sqlite3": bytes(content)}


def newer(files):
    manifest = json.loads(files["manifest.json"])
    manifest["migrations"]["tracker"].append("9999_from_the_future")
    return files | {"manifest.json": json.dumps(manifest).encode()}


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (damaged, "is damaged: its checksum differs"),
        (newer, "is of a newer release"),
        (lambda files: files | {"../outside": b"x"}, "is no backup of ours"),
        (lambda files: {"database.sqlite3": b""}, "cannot be read as a backup"),
        (lambda files: files | {"manifest.json": b"[]"}, "cannot be read as a backup"),
    ],
    ids=["damaged", "newer", "strange file", "no manifest", "other manifest"],
)
def test_a_backup_that_is_not_in_order_changes_nothing(place, tmp_path, change, sentence):
    data, file = place
    before = (data / "pmcareer.sqlite3").read_bytes()
    result = manage(
        "restore", str(rewritten(file, tmp_path / "bad", change)), env=environment(data)
    )
    assert result.returncode == 1
    assert sentence in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1, result.stderr
    assert (data / "pmcareer.sqlite3").read_bytes() == before
    assert not (tmp_path / "outside").exists()


def test_a_file_that_is_no_archive_is_said_in_one_sentence(place, tmp_path):
    data, _file = place
    (tmp_path / "text").write_text("no archive")
    result = manage("restore", str(tmp_path / "text"), env=environment(data))
    assert "cannot be read as a backup" in result.stderr


def test_a_folder_in_use_is_not_restored(place):
    data, file = place
    before = accounts(data)
    assert data_lock.acquire(data, wait=False)
    result = manage("restore", str(file), env=environment(data))
    assert result.returncode == 1
    assert "A server uses" in result.stderr
    assert accounts(data) == before


def test_dated_backups_keep_the_latest(place, tmp_path):
    data, _file = place
    folder = tmp_path / "kept"
    folder.mkdir()
    for day in ("01", "02", "03"):
        (folder / f"pmcareer-202611{day}T040000Z.tar.gz").write_text("")
    result = manage("backup", str(folder), "--keep", "2", env=environment(data))
    assert result.returncode == 0, result.stderr
    names = sorted(path.name for path in folder.iterdir())
    assert names[0] == "pmcareer-20261103T040000Z.tar.gz"
    assert len(names) == 2
