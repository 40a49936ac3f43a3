"""Importing: a look and the import are the same run; a look is taken back."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction

from tracker.accounts.exported import SETTINGS
from tracker.accounts.models import User
from tracker.exports.importing.archives import Archive
from tracker.exports.importing.outcome import Outcome
from tracker.exports.importing.run import Run
from tracker.exports.registry import after_import, all_kinds
from tracker.shared.owned import lock

MOST_ROWS = 2_000_000
MOST_ROWS_ONLINE = 50_000  # more would keep a page, and on SQLite every writer, waiting for minutes
AT_ONCE = 500


class TakenBack(Exception):  # noqa: N818 - no error: a look leaves nothing
    """Ends the transaction of an import that is not to stay."""


def import_archive(
    owner: User, archive: Archive, *, keep: bool, most_rows: int = MOST_ROWS
) -> Outcome:
    """Bring an export into an account, all of it or, where a row is faulty, nothing.

    Without `keep` say what that would do. Raises ArchiveError where the file cannot be read.
    """
    run = Run(owner, archive, keep=keep, most_rows=most_rows)
    try:
        with transaction.atomic():
            lock(owner)
            owner.refresh_from_db()
            _take_settings(run)
            run.read_all()
            if not run.outcome.fault_count:
                for step in after_import():
                    step(owner)
                run.outcome.points_earned = _points_of_new(run)
            if run.outcome.fault_count or not keep:
                raise TakenBack
    except TakenBack:
        run.take_back_files()
        owner.refresh_from_db()
    except BaseException:
        run.take_back_files()
        raise
    return run.outcome


def _take_settings(run: Run) -> None:
    """Let an account in which there is nothing yet take on the settings of the file."""
    owner, told = run.owner, run.archive.account
    if not told or any(_has_rows(kind.model, owner) for kind in all_kinds()):
        return
    values = {name: told[name] for name in SETTINGS if name in told}
    for name, value in values.items():
        setattr(owner, name, value)
    others = {field.name for field in User._meta.concrete_fields} - set(values)
    try:
        owner.clean_fields(exclude=others)
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            run.outcome.add_fault("account.json", 1, f"{name}: {' '.join(messages)}")
        owner.refresh_from_db()
        return
    User.objects.filter(pk=owner.pk).update(**{name: getattr(owner, name) for name in values})
    run.outcome.takes_settings = True


def _has_rows(model: type[models.Model], owner: User) -> bool:
    return model._default_manager.filter(owner=owner).exists()


def _points_of_new(run: Run) -> int:
    earned = 0
    for model, keys in run.earning.items():
        rows: Any = model._default_manager
        for start in range(0, len(keys), AT_ONCE):
            some = rows.filter(pk__in=keys[start : start + AT_ONCE])
            earned += some.aggregate(points=models.Sum("points", default=0))["points"]
    return earned
