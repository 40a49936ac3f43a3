"""What rows are called in files: the same in every export, whichever account it is made from.

A row that was imported keeps the id with which it came; of any other it is worked out from the
account and the row's key, so that nothing has to be kept for it.
"""

from collections.abc import Collection
from uuid import UUID, uuid5

from tracker.accounts.models import User
from tracker.exports.models import ImportedRow
from tracker.shared.registries.exported import ExportKind

PMCAREER = UUID("6d1c7f0e-9a55-4b8e-8d53-2f6f0c6a4e21")


class Ids:
    """The ids of one owner's rows."""

    def __init__(self, owner: User) -> None:
        self.owner = owner
        self.account = uuid5(PMCAREER, f"{owner.pk} {owner.date_joined.isoformat()}")

    def of(self, kind: ExportKind, keys: Collection[int]) -> dict[int, str]:
        """Return the ids of rows by their keys."""
        imported = ImportedRow.objects.owned_by(self.owner).filter(kind=kind.name)
        known = dict(imported.filter(row__in=keys).values_list("row", "source"))
        ids: dict[int, str] = {}
        for key in keys:
            ids[key] = str(known.get(key) or self._made_here(kind, key))
        return ids

    def keys(self, kind: ExportKind) -> dict[str, int]:
        """Return the key of each row that there is, by its id."""
        imported = ImportedRow.objects.owned_by(self.owner).filter(kind=kind.name)
        known = dict(imported.values_list("row", "source"))
        rows = kind.model._default_manager.filter(owner=self.owner)
        keys: dict[str, int] = {}
        for key in rows.order_by("pk").values_list("pk", flat=True).iterator():
            keys[str(known.get(key) or self._made_here(kind, key))] = key
        return keys

    def _made_here(self, kind: ExportKind, key: int) -> UUID:
        return uuid5(self.account, f"{kind.name}/{key}")
