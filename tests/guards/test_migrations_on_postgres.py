"""A migration runs while the release before it still serves (docs/operating.md#upgrading)."""

from pathlib import Path

import pytest
from django_migration_linter import MigrationLinter

import tracker.migrations

# Until here every installation stopped for its upgrade.
STOPPED_FOR = "0009"
# What the linter refuses and is right all the same, each with its reason.
ACCEPTED = {
    "0031_stories": "it makes a column unique that is new, and that no release before fills",
}
pytestmark = pytest.mark.django_db


def faults(names, **options):
    linter = MigrationLinter(include_apps=["tracker"], include_name=names, no_cache=True, **options)
    linter.lint_all_migrations()
    return linter.nb_erroneous


def test_the_release_before_a_new_migration_goes_on_serving(capsys):
    names = {path.stem for path in Path(tracker.migrations.__file__).parent.glob("0*.py")}
    new = {name for name in names if name[:4] > STOPPED_FOR} - set(ACCEPTED)
    assert not new or not faults(new), capsys.readouterr().out


def test_the_linter_reads_our_statements():
    """Without this, one that understands nothing would find nothing. An index built in place is
    a warning: it holds up writes for as long as it takes, and breaks no older release."""
    assert not faults(["0002_card_life"])
    assert faults(["0002_card_life"], all_warnings_as_errors=True)
