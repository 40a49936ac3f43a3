"""What somebody has, in numbers."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django_stubs_ext import StrOrPromise

from tracker.accounts.http import AuthenticatedRequest, has_proven_recently
from tracker.accounts.models import User
from tracker.exports.registry import all_kinds
from tracker.exports.rows import Export
from tracker.files.actions import bytes_used_by
from tracker.files.kinds import MEGABYTE


@dataclass(frozen=True, slots=True)
class Count:
    label: StrOrPromise
    number: int


@dataclass(frozen=True, slots=True)
class Holdings:
    """What an account holds: rows of each kind that has any, the most first."""

    counts: list[Count]
    file_bytes: int

    @property
    def rows(self) -> int:
        return sum(count.number for count in self.counts)

    @property
    def megabytes(self) -> float:
        return self.file_bytes / MEGABYTE


def holdings(user: User) -> Holdings:
    """Count what an export takes along and what goes with an account; deleted rows too."""
    export = Export(user, timezone.now())
    counts: list[Count] = []
    for kind in all_kinds():
        if number := export.rows(kind).count():
            counts.append(Count(kind.model._meta.verbose_name_plural or kind.name, number))
    counts.sort(key=lambda count: -count.number)
    return Holdings(counts, bytes_used_by(user.pk))


def what_there_is(request: AuthenticatedRequest) -> dict[str, Any]:
    """Return what pages with the button of the export show."""
    return {"holdings": holdings(request.user), "is_proven": has_proven_recently(request)}
