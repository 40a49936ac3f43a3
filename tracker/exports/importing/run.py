"""Reading the rows of an export into an account: kind by kind, each after those it points at."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import DatabaseError, IntegrityError, models, transaction
from django.utils.translation import gettext as _

from tracker.accounts.models import User
from tracker.catalogue.models import FormerSlug, Task
from tracker.exports.identity import Ids
from tracker.exports.importing.archives import Archive, ArchiveError, ReadRow
from tracker.exports.importing.outcome import KindOutcome, Outcome
from tracker.exports.importing.standing import find_a_place, twin_of, why_not
from tracker.exports.importing.values import id_of, value_of
from tracker.exports.models import ImportedRow
from tracker.exports.registry import Column, Form, all_kinds, columns_of
from tracker.files.actions import bytes_used_by
from tracker.files.kept import checked_again
from tracker.files.kinds import MOST_BYTES_OF_ALL
from tracker.files.models import EntryFile, random_place
from tracker.shared.registries.exported import ExportKind

AT_ONCE = 500
NAME_SHOWN = 80


class LeftOutError(Exception):
    """A row cannot be here without what only another server has; says in a sentence what."""


class Run:
    """One import, within a transaction of whoever begins it. With `keep` files are stored too."""

    def __init__(self, owner: User, archive: Archive, *, keep: bool, most_rows: int) -> None:
        self.owner, self.archive, self.keep = owner, archive, keep
        self.most_rows, self.rows_read = most_rows, 0
        self.outcome = Outcome()
        self.ids = Ids(owner)
        # Of each model: the key of a row by its id in files, or of a shared one by its name.
        self.keys: dict[type[models.Model], dict[Any, int]] = {}
        self.stored: list[str] = []
        self.bytes_used = bytes_used_by(owner.pk)
        # The ids of rows that cannot be here, for what points at them.
        self.left_out: set[str] = set()
        # The keys of new rows that say points, by model.
        self.earning: dict[type[models.Model], list[int]] = {}

    def read_all(self) -> None:
        for kind in all_kinds():
            self.keys[kind.model] = self.ids.keys(kind)
            label = kind.model._meta.verbose_name_plural or kind.name
            told = KindOutcome(label)
            KindRun(self, kind, told).read()
            if told.new or told.already or told.stays:
                self.outcome.kinds.append(told)

    def count_row(self) -> None:
        self.rows_read += 1
        if self.rows_read > self.most_rows:
            raise ArchiveError(
                _("More than %(most)s rows are too many here. Ask whoever runs this server.")
                % {"most": f"{self.most_rows:,}"}
            )

    def shared(self, column: Column) -> dict[Any, int]:
        """Return the keys of shared rows by name; a task is known by its former names too."""
        assert column.target
        if column.target not in self.keys:
            rows = column.target._default_manager.values_list(column.key, "pk")
            known = (
                dict(FormerSlug.objects.values_list("slug", "task"))
                if column.target is Task
                else {}
            )
            self.keys[column.target] = known | dict(rows)
        return self.keys[column.target]

    def take_back_files(self) -> None:
        for place in self.stored:
            default_storage.delete(place)


class KindRun:
    """The rows of one kind."""

    def __init__(self, run: Run, kind: ExportKind, told: KindOutcome) -> None:
        self.run, self.kind, self.told = run, kind, told
        self.file = f"json/{kind.name}.json"
        self.columns = columns_of(kind.model)
        self.names = {column.name for column in self.columns} | {"id"}
        self.own_keys = run.keys[kind.model]
        self.seen: set[str] = set()
        self.new: list[ImportedRow] = []
        self.links: dict[str, list[Any]] = {}
        # Rows that point at others of this kind, perhaps later ones: key, column, id.
        self.to_their_own: list[tuple[int, Column, ...]] = []  # type: ignore[misc]

    def read(self) -> None:
        for row in self.run.archive.rows(self.kind):
            self.run.count_row()
            try:
                self._read_row(row)
            except ValidationError as error:
                for sentence in error.messages:
                    self.run.outcome.add_fault(self.file, row.number, sentence)
            except LeftOutError as left:
                self.run.left_out.add(id_of(row.values["id"]))
                self.run.outcome.add_remark(self.file, row.number, str(left))
            self._flush(AT_ONCE)
        self._flush(1)
        self._point_at_their_own()

    def _read_row(self, row: ReadRow) -> None:
        if row.problem:
            raise ValidationError(row.problem)
        own_id = id_of(row.values.get("id"))
        if own_id in self.seen:
            raise ValidationError(_("Another row has the same id."))
        self.seen.add(own_id)
        if own_id in self.own_keys:
            self.told.already += 1
            return
        made = self._made(row)
        if made is None:
            self.run.outcome.add_remark(
                self.file, row.number, _("Its file was lost before the export.")
            )
            return
        if key := self._saved(made, row.number):
            self.own_keys[own_id] = key
            if key == made.pk:
                self._note_new(made, own_id, row)
            else:
                self.told.stays += 1

    def _made(self, row: ReadRow) -> Any:
        """Return an unsaved row. Raises ValidationError; None for one whose file was lost."""
        unknown = sorted(set(row.values) - self.names)
        if unknown:
            raise ValidationError(_("“%(name)s” is not known here.") % {"name": unknown[0][:80]})
        made: Any = self.kind.model(owner=self.run.owner)
        made.not_here = {}
        faults: list[str] = []
        for column in self.columns:
            is_read = column.name in row.values and column.name not in self.kind.by_rule
            if not is_read or column.is_list or column.form == Form.FILE:
                continue
            try:
                self._fill_in(made, column, row.values[column.name])
            except ValidationError as error:
                faults += [f"{column.name}: {sentence}" for sentence in error.messages]
        if faults:
            raise ValidationError(faults)
        if isinstance(made, EntryFile) and not self._take_file(made, row):
            return None
        self.kind.prepare(made)
        _clean(made, self.columns)
        for name in made.not_here.values():
            sentence = _("There is no “%(name)s” here: kept without it.") % {"name": name}
            self.run.outcome.add_remark(self.file, row.number, sentence)
        return made

    def _fill_in(self, made: Any, column: Column, given: Any) -> None:
        if column.form == Form.VALUE:
            setattr(made, column.name, value_of(column, given))
        elif given is None:
            if not column.field.null:
                raise ValidationError(_("It may not be empty."))
        elif column.target is self.kind.model:
            made._points_at = (column, id_of(given))
        elif key := self._key(column, given):
            setattr(made, column.attname, key)
        elif column.field.null:
            made.not_here[column.name] = str(given)[:NAME_SHOWN]
        else:
            sentence = _("There is no “%(name)s” here: left out.")
            raise LeftOutError(sentence % {"name": str(given)[:NAME_SHOWN]})

    def _key(self, column: Column, given: Any) -> int | None:
        """Return the key of a row; None for one that only the other server has.

        Raises ValidationError for what is no name, and for a row that is not in the file.
        """
        if column.key:
            if not isinstance(given, str | int) or isinstance(given, bool):
                raise ValidationError(_("It is no name."))
            return self.run.shared(column).get(given)
        assert column.target
        own_id = id_of(given)
        key = self.run.keys[column.target].get(own_id)
        if key is None and own_id not in self.run.left_out:
            raise ValidationError(_("It points at a row that is not in the file."))
        return key

    def _saved(self, made: Any, number: int) -> int | None:
        """Return the key of the saved row, or of the one that stands in its place."""
        for _attempt in range(2):
            try:
                with transaction.atomic():
                    made.save_base(raw=True, force_insert=True)
                key: int = made.pk
                return key
            except IntegrityError:
                made.pk = None
                if find_a_place(made):
                    continue
                if twin := twin_of(made):
                    sentence = _("Another one stands in its place here, and stays.")
                    self.run.outcome.add_remark(self.file, number, sentence)
                    return twin
                raise ValidationError(why_not(made)) from None
            except DatabaseError:
                raise ValidationError(_("The row does not fit what is here.")) from None
        raise ValidationError(why_not(made))

    def _note_new(self, made: Any, own_id: str, row: ReadRow) -> None:
        self.told.new += 1
        self.new.append(
            ImportedRow(owner=self.run.owner, kind=self.kind.name, row=made.pk, source=UUID(own_id))
        )
        if hasattr(made, "_points_at"):
            self.to_their_own.append((made.pk, *made._points_at))
        if "points" in self.kind.by_rule:
            said = row.values.get("points")
            if isinstance(said, int) and getattr(made, "deleted_at", None) is None:
                self.run.outcome.points_said += said
                self.run.earning.setdefault(self.kind.model, []).append(made.pk)
        for column in self.columns:
            if column.is_list:
                self._link(made.pk, column, row.values.get(column.name, []))

    def _link(self, own_key: int, column: Column, given: Any) -> None:
        if not isinstance(given, list):
            raise ValidationError(_("%(name)s: It is a list.") % {"name": column.name})
        through = column.field.remote_field.through
        own, other = column.field.m2m_column_name(), column.field.m2m_reverse_name()
        for key in dict.fromkeys(self._key(column, name) for name in given):
            if key is not None:
                link = through(**{own: own_key, other: key})
                self.links.setdefault(column.name, []).append(link)

    def _flush(self, at_least: int) -> None:
        """Write what has gathered, once it is so much."""
        if len(self.new) >= at_least:
            ImportedRow.objects.bulk_create(
                self.new,
                update_conflicts=True,
                unique_fields=["owner", "kind", "source"],
                update_fields=["row"],
            )
            self.new = []
        for name, links in self.links.items():
            if len(links) >= at_least:
                through = type(links[0])
                through._default_manager.bulk_create(links)
                self.links[name] = []

    def _point_at_their_own(self) -> None:
        for own_key, column, given in self.to_their_own:
            if target := self.own_keys.get(given):
                rows = self.kind.model._default_manager.filter(pk=own_key)
                rows.update(**{column.attname: target})

    def _take_file(self, made: EntryFile, row: ReadRow) -> bool:
        """Fill in what the bytes say. Raises ValidationError; False where they were lost before."""
        path = str(row.values.get("content"))
        if path in self.run.archive.missing:
            return False
        try:
            file = checked_again(self.run.archive.file(path))
        except KeyError:
            raise ValidationError(_("Its file is not in the archive, or too large.")) from None
        made.kind, made.size = file.kind, len(file.data)
        made.width, made.height = file.width, file.height
        self.run.bytes_used += made.size
        if self.run.bytes_used > MOST_BYTES_OF_ALL:
            raise ValidationError(_("There is no room for its file."))
        place = random_place()
        if self.run.keep:
            place = default_storage.save(place, ContentFile(file.data))
            self.run.stored.append(place)
        made.content.name = place
        return True


def _clean(made: Any, columns: list[Column]) -> None:
    """Hold a row against its model's own rules. Raises ValidationError."""
    unchecked = {"owner"}
    for column in columns:
        # Empty is what a column that no form offers may well be.
        is_shown = column.target is None and column.field.editable
        if not is_shown and (column.target or not getattr(made, column.attname)):
            unchecked.add(column.name)
    try:
        made.clean_fields(exclude=unchecked)
        made.clean()
    except ValidationError as error:
        sentences: list[str] = []
        for name, messages in error.message_dict.items():
            sentences += [f"{name}: {message}" for message in messages]
        raise ValidationError(sentences) from None
