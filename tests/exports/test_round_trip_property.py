"""Export, wipe, import, export: the same bytes, whatever somebody’s life is like."""

from io import BytesIO

from django.core.exceptions import ValidationError
from django.db import DatabaseError, models, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.exports.archives import export_of
from tests.exports.test_import import by_the_rules, without_dates_of_export
from tests.factories import log, make_user
from tests.guards.rows import make_one_of_each
from tracker.exports.importing.actions import import_archive
from tracker.exports.importing.archives import Archive
from tracker.exports.leaving.actions import delete_account
from tracker.exports.registry import Form, all_kinds, columns_of
from tracker.journal.actions import delete_activity
from tracker.shared.soft_delete import Undoable
from tracker.shared.text.names import tidy

# What both databases can keep.
WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=60)


def texts() -> list:
    """Every column in which somebody writes."""
    found = []
    for kind in all_kinds():
        for column in columns_of(kind.model):
            is_text = isinstance(column.field, models.CharField | models.TextField)
            if column.form == Form.VALUE and is_text and not column.field.choices:
                found.append((kind.model, column.name))
    return found


ENTRIES = st.tuples(WORDS, st.lists(WORDS.filter(str.strip), max_size=3), st.booleans())
CHANGES = st.tuples(st.integers(0, 10_000), WORDS)


def change(owner, number: int, words: str) -> None:
    """Write words into one column, where its model and the database take them."""
    model, name = texts()[number % len(texts())]
    row = model.objects.owned_by(owner).order_by("pk").last()
    setattr(row, name, words)
    try:
        row.clean_fields(exclude=[field.name for field in model._meta.fields if field.name != name])
        with transaction.atomic():
            row.save()
    except (ValidationError, DatabaseError):
        return


def live(entries, changes, deleted) -> bytes:
    """Live, export and leave."""
    owner = make_user("alice")
    make_one_of_each(owner)
    for title, quotes, is_deleted in entries:
        entry = log(owner, tidy(title) or "Untitled", *quotes)
        if is_deleted:
            delete_activity(entry)
    for number, words in changes:
        change(owner, number, words)
    for kind in all_kinds():
        if issubclass(kind.model, Undoable) and kind.name in deleted:
            kind.model.objects.owned_by(owner).order_by("pk").last().soft_delete()
    by_the_rules(owner)
    archive = export_of(owner)
    delete_account(owner)
    return archive


@settings(max_examples=15, suppress_health_check=list(HealthCheck))
@given(
    entries=st.lists(ENTRIES, max_size=4),
    changes=st.lists(CHANGES, max_size=12),
    deleted=st.sets(st.sampled_from([kind.name for kind in all_kinds()]), max_size=4),
)
def test_a_life_comes_back_just_as_it_was(catalogue, entries, changes, deleted):
    point = transaction.savepoint()
    try:
        archive = live(entries, changes, deleted)
        again = make_user("again")
        outcome = import_archive(again, Archive(BytesIO(archive)), keep=True)
        assert outcome.faults == []
        assert outcome.points_said == outcome.points_earned
        assert without_dates_of_export(export_of(again)) == without_dates_of_export(archive)
    finally:
        transaction.savepoint_rollback(point)
