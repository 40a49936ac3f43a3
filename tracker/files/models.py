"""What lies beside an entry: links, and files that only their owner can open."""

import uuid
from typing import Any, Self, TypeVar

from django.core.files.storage import default_storage
from django.db import models, transaction
from django.db.models import Q
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tracker.files.kinds import MOST_BYTES, MOST_ON_AN_ENTRY, NAME_LIMIT, SERVED, FileKind, Served
from tracker.journal.models import Activity
from tracker.shared.database.names import NameField
from tracker.shared.limits import at_most, one_of
from tracker.shared.links import LinkField
from tracker.shared.soft_delete import LIVE, Undoable, UndoableQuerySet, deleted_index

LINK_LIMIT = 500
TITLE_LIMIT = 120

P_co = TypeVar("P_co", bound="EntryPart", covariant=True)


class EntryPartQuerySet(UndoableQuerySet[P_co]):
    def standing(self) -> Self:
        """Return those that stand on an entry which stands itself."""
        return self.live().filter(activity__deleted_at__isnull=True)

    def removed(self) -> Self:
        """Return those taken off an entry that still stands, while that can be undone."""
        gone = self.deleted().filter(activity__deleted_at__isnull=True)
        return gone.select_related("activity__task")


class EntryPart(Undoable):
    """Something beside an entry. It goes and comes back with its entry, by standing on it."""

    # With the constraints: at most ten standing ones on an entry.
    position = models.PositiveSmallIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True


def part_constraints(noun: str) -> list[models.BaseConstraint]:
    return [
        models.UniqueConstraint(
            fields=["activity", "position"], condition=LIVE, name=f"{noun}_own_position"
        ),
        models.CheckConstraint(
            condition=Q(position__lt=MOST_ON_AN_ENTRY), name=f"{noun}_position_within_ten"
        ),
    ]


class EntryLink(EntryPart):
    """An address of the web; nothing is ever fetched from it."""

    activity = models.ForeignKey(
        Activity, on_delete=models.CASCADE, related_name="links", editable=False
    )
    address = LinkField(_("link"), max_length=LINK_LIMIT)
    title = NameField(_("title"), max_length=TITLE_LIMIT, blank=True)

    objects = EntryPartQuerySet["EntryLink"].as_manager()

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")
        indexes = [deleted_index("entry_link")]
        constraints = [
            *part_constraints("entry_link"),
            models.CheckConstraint(
                condition=Q(address__startswith="https://") | Q(address__startswith="http://"),
                name="entry_link_of_the_web",
            ),
            at_most("address", LINK_LIMIT, "entry_link_address_short"),
            at_most("title", TITLE_LIMIT, "entry_link_title_short"),
        ]

    def __str__(self) -> str:
        return self.title or self.address

    def get_absolute_url(self) -> str:
        return self.activity.get_absolute_url()


def random_place(file: Any = None, name: str = "") -> str:
    """Return where in the storage a file goes: nothing that anybody sent is part of it."""
    place = uuid.uuid4().hex
    return f"{place[:2]}/{place}"


class EntryFile(EntryPart):
    """A picture, as it was drawn anew, or a PDF. Its content is written once and never changes."""

    activity = models.ForeignKey(
        Activity, on_delete=models.CASCADE, related_name="files", editable=False
    )
    kind = models.CharField(_("kind"), max_length=4, choices=FileKind, editable=False)
    name = models.CharField(_("name"), max_length=NAME_LIMIT, editable=False)
    content = models.FileField(upload_to=random_place, editable=False)
    size = models.PositiveIntegerField(editable=False)  # bytes, as they are kept
    width = models.PositiveSmallIntegerField(null=True, editable=False)  # pixels, of pictures
    height = models.PositiveSmallIntegerField(null=True, editable=False)

    objects = EntryPartQuerySet["EntryFile"].as_manager()

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        indexes = [
            # By which an owner's bytes are added up, and orphans are told from files.
            models.Index(fields=["owner", "size"], name="entry_file_room"),
            models.Index(fields=["content"], name="entry_file_content"),
            deleted_index("entry_file"),
        ]
        constraints = [
            *part_constraints("entry_file"),
            one_of("kind", FileKind, "entry_file_kind_known"),
            models.CheckConstraint(
                condition=Q(size__range=(1, MOST_BYTES)), name="entry_file_size_within_limit"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="entry_file_has_a_name"),
            at_most("name", NAME_LIMIT, "entry_file_name_short"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("entry_file", args=[self.pk])

    @property
    def served(self) -> Served:
        return SERVED[FileKind(self.kind)]


@receiver(post_delete, sender=EntryFile, dispatch_uid="remove_content")
def remove_content(instance: EntryFile, **kwargs: Any) -> None:
    """Remove the bytes once their row is gone for good, whichever way it went."""
    place = instance.content.name
    if place:
        transaction.on_commit(lambda: default_storage.delete(place), robust=True)
