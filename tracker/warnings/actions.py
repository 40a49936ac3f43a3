"""Keeping the notes with which warnings were overridden."""

from collections.abc import Iterable

from tracker.accounts.models import User
from tracker.warnings.kinds import WarningKind
from tracker.warnings.models import ABOUT_LIMIT, Override


def keep_note(owner: User, kinds: Iterable[WarningKind], note: str, about: str) -> None:
    """Keep one note of today for each kind of warning that it overrides; without a kind none."""
    for kind in kinds:
        Override.objects.create(
            owner=owner, kind=kind, note=note, about=about[:ABOUT_LIMIT], date=owner.today
        )
