"""The migrations say what the models say, in one line of history."""

import io
from pathlib import Path

import pytest
from django.core.management import call_command

import tracker.migrations


@pytest.mark.django_db
def test_no_migration_is_missing():
    said = io.StringIO()
    call_command("makemigrations", "--check", "--dry-run", stdout=said)
    assert said.getvalue() == "No changes detected\n"


def test_the_history_is_one_line():
    folder = Path(tracker.migrations.__file__).parent
    names = sorted(path.stem for path in folder.glob("0*.py") if "_squashed_" not in path.stem)
    assert (folder / "max_migration.txt").read_text().strip() == names[-1]
    numbers = [name[:4] for name in names]
    assert len(numbers) == len(set(numbers))
