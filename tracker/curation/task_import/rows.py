"""The rows of an import, each checked against the record that it is about."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from tracker.catalogue.actions import missing_from
from tracker.catalogue.models import (
    AUTHOR_LIMIT,
    MOST_POINTS,
    RESOURCE_TITLE_LIMIT,
    SUMMARY_LIMIT,
    TITLE_LIMIT,
    TOO_MANY_POINTS,
    Area,
    Level,
    ResourceKind,
    Task,
)
from tracker.catalogue.origins import WHICH_POST, WORD_FOR_WORD, unknown_skill
from tracker.curation.task_import.cells import Text, choice_of
from tracker.curation.task_import.known import KnownRecords
from tracker.shared.limits import limit_text
from tracker.shared.sheets import tables

MOST_SMALL = 32_767  # what PostgreSQL keeps in a small integer
FIELDS = {"points": "own_points"}  # a column that is called otherwise than its field
COLUMN_OF = {field: column for column, field in FIELDS.items()}


@dataclass(frozen=True)
class Change:
    """One cell that is otherwise in the file than here."""

    column: str
    old: str
    new: str


@dataclass(frozen=True)
class ColumnHelp:
    """A column of a file: whether a new record needs it, and what to write there."""

    name: str
    is_needed: bool
    text: str


class RowForm(forms.Form):
    """A row against the record that it is about, new or not.

    Validating sets the record's values; `write` saves them. No check asks the database, since
    KnownRecords has read what there is; the database's own constraints stand behind that.
    """

    COLUMNS: ClassVar[tuple[str, ...]]
    UNIQUE: ClassVar[tuple[str, ...]] = ("slug",)
    # Checked here, set by `write`: it may name a task that the same file adds.
    LATER: ClassVar[str]
    # Why a published record is refused; with the fields that are empty.
    WHOLE: ClassVar[Any]

    def __init__(self, cells: Mapping[str, str], known: KnownRecords, record: Any) -> None:
        super().__init__({})
        self.record, self.known = record, known
        self.is_new = record._state.adding
        self.before = {} if self.is_new else texts_of(record, self.COLUMNS)
        given = {}
        for name, form_field in list(self.fields.items()):
            text = cells.get(self.add_prefix(name))
            if text is not None and not isinstance(form_field, Text):
                text = text.strip()
            if self._says_nothing(name, text):
                del self.fields[name]
            else:
                given[self.add_prefix(name)] = text or ""
        self.data = given

    @classmethod
    def needed(cls, model: type[models.Model]) -> list[str]:
        """Return the columns that a new record cannot do without."""
        columns = []
        for name, form_field in cls.base_fields.items():
            if form_field.required and not _has_default(model, name):
                columns.append(COLUMN_OF.get(name, name))
        return columns

    @classmethod
    def described(cls, model: type[models.Model]) -> list[ColumnHelp]:
        needed = cls.needed(model)
        columns = []
        for name in cls.COLUMNS:
            form_field = cls.base_fields[FIELDS.get(name, name)]
            columns.append(ColumnHelp(name, name in needed, str(form_field.help_text)))
        return columns

    def add_prefix(self, field_name: str) -> str:
        return COLUMN_OF.get(field_name, field_name)

    def clean_level(self) -> Level | None:
        name = self.cleaned_data["level"]
        levels = self.known.levels
        if name and name not in levels:
            raise ValidationError(
                _("There is no level “%(name)s”. The levels are: %(known)s."),
                params={"name": name[:80], "known": ", ".join(levels)},
            )
        return levels[name] if name else None

    def clean(self) -> None:
        unchecked = {column.name for column in self.record._meta.fields}
        for name, value in self.cleaned_data.items():
            if name == self.LATER:
                continue
            setattr(self.record, name, value)
            # Rows of other tables were looked up, and a draft may have texts that are still empty.
            if value != "" and not isinstance(value, models.Model):
                unchecked.discard(name)
        try:
            self.record.clean_fields(unchecked)
        except ValidationError as error:
            self.add_error(None, error)
        if self.record.status == Task.Status.PUBLISHED and not self.errors:
            self._check_whole()

    def _check_whole(self) -> None:
        if names := missing_from(self.record):
            sentence = self.WHOLE
            raise ValidationError(sentence, params={"fields": ", ".join(names)})

    @property
    def reasons(self) -> list[tuple[str, str]]:
        """(column, sentence) for everything that is wrong, in the order of the columns.

        The column is empty where it is about the whole row.
        """
        reasons = []
        for name in [*self.fields, NON_FIELD_ERRORS]:
            column = "" if name == NON_FIELD_ERRORS else self.add_prefix(name)
            for sentence in self.errors.get(name, []):
                reasons.append((column, str(sentence)))
        return reasons

    @property
    def changes(self) -> list[Change]:
        """What a valid row changes of a record that is there; its line ends do not count."""
        given = [name for name in self.COLUMNS if name in self.data and name != self.LATER]
        changes = []
        for column, text in (texts_of(self.record, given) | self.later_text()).items():
            if tables.with_plain_line_ends(self.before[column]) != text:
                changes.append(Change(column, self.before[column], text))
        return changes

    def later_text(self) -> dict[str, str]:
        raise NotImplementedError

    def write(self) -> None:
        """Save a valid row."""
        raise NotImplementedError

    def finish(self) -> None:
        """Set what only the other rows have made possible."""

    def _says_nothing(self, name: str, text: str | None) -> bool:
        """Return whether it is left out, or empty for a new record where there is a default."""
        if not self.is_new:
            return text is None
        may_be_absent = text is None and not self.fields[name].required
        return may_be_absent or (not text and _has_default(type(self.record), name))

    def _check_named(self, slugs: Iterable[str]) -> None:
        """Raise ValidationError unless each is a task, now or after the import."""
        for slug in slugs:
            if slug in self.known.former and slug not in self.known.tasks:
                raise ValidationError(
                    _("“%(slug)s” is a former address of “%(now)s”. Write that slug."),
                    params={"slug": slug[:80], "now": self.known.former[slug]},
                )
            if slug not in self.known.tasks and slug not in self.known.coming:
                raise ValidationError(_("There is no task “%(slug)s”."), params={"slug": slug[:80]})


class TaskRow(RowForm):
    COLUMNS = (
        "slug",
        "title",
        "level",
        "area",
        "status",
        "position",
        "effort",
        "points",
        "cadence",
        "summary",
        "how_to",
        "why",
        "evidence",
        "mistake",
        *("source", "source_phrase", "source_post"),
        *("second_source", "second_phrase", "second_post"),
        *("skills", "needs", "paths"),
        "successor",
        "credit",
    )
    UNIQUE = ("slug", "title")
    LATER = "successor"
    WHOLE = _("A published task needs more: %(fields)s is still empty.")

    slug = forms.CharField(help_text=_("The task that the row is about. A new slug, a new task."))
    title = Text(
        help_text=format_lazy(
            _("At most {limit} characters; no two tasks have the same."), limit=TITLE_LIMIT
        )
    )
    level = forms.CharField(help_text=_("The number of a level."))
    area = forms.CharField(help_text=_("The slug of an area."))
    status = choice_of(Task.Status)
    position = forms.IntegerField(
        min_value=0, max_value=MOST_SMALL, help_text=_("A number: lower stands first.")
    )
    effort = choice_of(Task.Effort)
    own_points = forms.IntegerField(
        required=False,
        min_value=0,
        help_text=format_lazy(
            _("Empty for what the effort gives: S {S}, M {M}, L {L}."), **Task.EFFORT_POINTS
        ),
        validators=[MaxValueValidator(MOST_POINTS, TOO_MANY_POINTS)],
    )
    cadence = choice_of(Task.Cadence)
    summary = Text(required=False, help_text=limit_text(SUMMARY_LIMIT))
    how_to = Text(required=False, help_text=_("One step on each line of the cell."))
    why = Text(required=False, help_text=_("Why a hiring manager cares."))
    evidence = Text(required=False, help_text=_("What to keep."))
    mistake = Text(required=False, help_text=_("The common mistake."))
    source = choice_of(Task.Source)
    source_phrase = Text(required=False, help_text=WORD_FOR_WORD)
    source_post = Text(required=False, help_text=WHICH_POST)
    second_source = choice_of(Task.Source, required=False)
    second_phrase = Text(required=False, help_text=WORD_FOR_WORD)
    second_post = Text(required=False, help_text=WHICH_POST)
    skills = Text(required=False, help_text=_("Slugs of skills, with a space between."))
    needs = Text(required=False, help_text=_("What it presumes, with a space between."))
    paths = Text(required=False, help_text=_("The paths that it serves, with a space between."))
    successor = forms.CharField(
        required=False, help_text=_("The slug of the task that replaces a retired one.")
    )
    credit = Text(required=False, help_text=_("Who suggested it, if they want to be named."))

    def clean(self) -> None:
        super().clean()
        for name, sentence in self.record.source_faults().items():
            self.add_error(name if name in self.fields else None, sentence)

    def clean_skills(self) -> str:
        skills: str = self.cleaned_data["skills"]
        unknown = unknown_skill(skills, self.known.skills)
        if unknown:
            raise ValidationError(unknown)
        return skills

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"]
        if self.is_new and slug in self.known.former:
            raise ValidationError(
                _("“%(slug)s” is a former address of “%(now)s”. Write that slug."),
                params={"slug": slug, "now": self.known.former[slug]},
            )
        return slug

    def clean_title(self) -> str:
        title: str = self.cleaned_data["title"]
        holder = self.known.titles.get(title)
        if holder is None or holder == self.cleaned_data.get("slug"):
            return title
        if holder in self.known.coming:
            sentence = _(
                "“%(title)s” is the title of “%(slug)s” until this import is done. Give that task"
                " its other title first, in a file of its own."
            )
        else:
            sentence = _("“%(title)s” is the title of “%(slug)s” already.")
        raise ValidationError(sentence, params={"title": title[:120], "slug": holder})

    def clean_area(self) -> Area:
        name = self.cleaned_data["area"]
        areas = self.known.areas
        if name not in areas:
            raise ValidationError(
                _("There is no area “%(name)s”. The areas are: %(known)s."),
                params={"name": name[:80], "known": ", ".join(areas)},
            )
        return areas[name]

    def clean_successor(self) -> str:
        slug: str = self.cleaned_data["successor"]
        self._check_named([slug] if slug else [])
        return slug

    def later_text(self) -> dict[str, str]:
        given = self.cleaned_data.get("successor")
        return {} if given is None else {"successor": given}

    def write(self) -> None:
        if "successor" in self.cleaned_data:
            self.record.successor = self.known.tasks.get(self.cleaned_data["successor"])
        save(self.record)
        self.known.tasks[self.record.slug] = self.record

    def finish(self) -> None:
        if self.cleaned_data.get("successor") and not self.record.successor_id:
            self.record.successor = self.known.tasks[self.cleaned_data["successor"]]
            save(self.record)


class ResourceRow(RowForm):
    COLUMNS = ("slug", "kind", "title", "author", "link", "note", "level", "tasks", "status")
    LATER = "tasks"
    WHOLE = _("A published resource needs more: %(fields)s is still empty.")

    slug = forms.CharField(help_text=_("What the row is about. A new slug, a new resource."))
    kind = choice_of(ResourceKind)
    title = Text(help_text=limit_text(RESOURCE_TITLE_LIMIT))
    author = Text(required=False, help_text=limit_text(AUTHOR_LIMIT))
    link = Text(required=False, help_text=_("Begins with https://."))
    note = Text(required=False, help_text=_("What to look for in it."))
    level = forms.CharField(
        required=False, help_text=_("The number of a level; empty for every level.")
    )
    tasks = forms.CharField(
        required=False, help_text=_("The slugs of tasks, with a space or a comma between.")
    )
    status = choice_of(Task.Status)

    def clean_tasks(self) -> list[str]:
        slugs = sorted(set(re.split(r"[\s,;]+", self.cleaned_data["tasks"])) - {""})
        self._check_named(slugs)
        return slugs

    def later_text(self) -> dict[str, str]:
        given = self.cleaned_data.get("tasks")
        return {} if given is None else {"tasks": " ".join(given)}

    def write(self) -> None:
        tasks = self.cleaned_data.get("tasks")
        if tasks is not None and not self.is_new:
            # Without a version of its own in the history: the one below has it all.
            self.record.skip_history_when_saving = True
            self._set_tasks(tasks)
            del self.record.skip_history_when_saving
        save(self.record)
        if tasks and self.is_new:
            self._set_tasks(tasks)

    def _set_tasks(self, slugs: Iterable[str]) -> None:
        self.record.tasks.set([self.known.tasks[slug] for slug in slugs])


def _has_default(model: type[models.Model], name: str) -> bool:
    field = model._meta.get_field(name)
    return isinstance(field, models.Field) and field.has_default()


def texts_of(record: Any, columns: Iterable[str]) -> dict[str, str]:
    """Return a saved record as the cells of a file."""
    return {column: _text(getattr(record, FIELDS.get(column, column))) for column in columns}


def _text(value: Any) -> str:
    match value:
        case None:
            return ""
        case Level():
            return str(value.number)
        case Area() | Task():
            return value.slug
        case models.Manager():
            return " ".join(sorted(task.slug for task in value.all()))
    return str(value)


def save(record: Any) -> None:
    record._change_reason = "import"
    record.save()
