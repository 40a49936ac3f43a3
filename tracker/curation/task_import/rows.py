"""The rows of an import, each checked against the card that it is about."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from tracker.catalogue.actions import missing_from
from tracker.catalogue.models import Area, FormerSlug, Level, ResourceKind, Task
from tracker.shared.sheets import tables

MOST_SMALL = 32_767  # what PostgreSQL keeps in a small integer
# Columns that are called otherwise than the field.
FIELDS = {"points": "own_points"}
COLUMN_OF = {field: column for column, field in FIELDS.items()}


@dataclass
class Book:
    """What rows refer to, read once for all of them."""

    tasks: dict[str, Task]
    levels: dict[str, Level] = field(
        default_factory=lambda: {str(level.number): level for level in Level.objects.all()}
    )
    areas: dict[str, Area] = field(
        default_factory=lambda: {area.slug: area for area in Area.objects.all()}
    )
    former: dict[str, str] = field(
        default_factory=lambda: dict(FormerSlug.objects.values_list("slug", "task__slug"))
    )
    # The cards that the file itself names.
    coming: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        self.titles = {task.title: task.slug for task in self.tasks.values()}


class Text(forms.CharField):
    """Text exactly as it stands in the file, spaces included."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(strip=False, **kwargs)

    def validate(self, value: Any) -> None:
        super().validate(value.strip() if self.required else value)


def one_of(choices: type[models.TextChoices]) -> forms.ChoiceField:
    known = ", ".join(choices.values)
    sentence = format_lazy(_("“%(value)s” is not one of: {known}."), known=known)
    return forms.ChoiceField(
        choices=choices.choices,
        help_text=format_lazy(_("One of: {known}."), known=known),
        error_messages={"invalid_choice": sentence},
    )


class RowForm(forms.Form):
    """A row against the card that it is about, new or not.

    Validating sets the card's values; `write` saves them. No check asks the database, since the
    Book has read what there is; the database's own constraints stand behind that.
    """

    COLUMNS: ClassVar[tuple[str, ...]]
    UNIQUE: ClassVar[tuple[str, ...]] = ("slug",)
    # Checked here, set by `write`: it may name a card that the same file adds.
    LATER: ClassVar[str]

    def __init__(self, cells: Mapping[str, str], book: Book, card: Any) -> None:
        super().__init__({})
        self.card, self.book = card, book
        self.is_new = card._state.adding
        self.before = {} if self.is_new else texts_of(card, self.COLUMNS)
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
        """Columns that a new card cannot do without."""
        return [
            COLUMN_OF.get(name, name)
            for name, form_field in cls.base_fields.items()
            if form_field.required and not _has_default(model, name)
        ]

    @classmethod
    def described(cls, model: type[models.Model]) -> list[tuple[str, bool, str]]:
        """(column, whether a new card needs it, what to write there)."""
        needed = cls.needed(model)
        fields = {COLUMN_OF.get(name, name): each for name, each in cls.base_fields.items()}
        return [(name, name in needed, str(fields[name].help_text)) for name in cls.COLUMNS]

    def add_prefix(self, field_name: str) -> str:
        return COLUMN_OF.get(field_name, field_name)

    def clean_level(self) -> Level | None:
        name = self.cleaned_data["level"]
        known = self.book.levels
        if name and name not in known:
            raise ValidationError(
                _("There is no level “%(name)s”. The levels are: %(known)s."),
                params={"name": name[:80], "known": ", ".join(known)},
            )
        return known[name] if name else None

    def clean(self) -> None:
        now = {name: value for name, value in self.cleaned_data.items() if name != self.LATER}
        for name, value in now.items():
            setattr(self.card, name, value)
        # Rows of other tables were looked up, and a draft may have texts that are still empty.
        own = {
            name
            for name, value in now.items()
            if value != "" and not isinstance(value, models.Model)
        }
        try:
            self.card.clean_fields({field.name for field in self.card._meta.fields} - own)
        except ValidationError as error:
            self.add_error(None, error)
        if self.card.status == Task.Status.PUBLISHED and not self.errors:
            self._check_whole()

    def _check_whole(self) -> None:
        if names := missing_from(self.card):
            sentence = _("A published card needs more: %(fields)s is still empty.")
            raise ValidationError(sentence, params={"fields": ", ".join(names)})

    @property
    def reasons(self) -> list[tuple[str, str]]:
        """(column, sentence) for everything that is wrong, in the order of the columns.

        The column is empty where it is about the whole row.
        """
        columns = {name: self.add_prefix(name) for name in self.fields} | {NON_FIELD_ERRORS: ""}
        return [
            (column, str(sentence))
            for name, column in columns.items()
            for sentence in self.errors.get(name, [])
        ]

    @property
    def changes(self) -> list[tuple[str, str, str]]:
        """(column, old, new) of a valid row of a card that is there; its line ends do not count."""
        given = [name for name in self.COLUMNS if name in self.data and name != self.LATER]
        after = texts_of(self.card, given) | self.later_text()
        return [
            (column, self.before[column], text)
            for column, text in after.items()
            if tables.with_plain_line_ends(self.before[column]) != text
        ]

    def later_text(self) -> dict[str, str]:
        raise NotImplementedError

    def write(self) -> None:
        """Save a valid row."""
        raise NotImplementedError

    def finish(self) -> None:
        """Set what only the other rows have made possible."""

    def _says_nothing(self, name: str, text: str | None) -> bool:
        """A column that is left out, or an empty cell of a new card where there is a default."""
        if not self.is_new:
            return text is None
        may_be_absent = text is None and not self.fields[name].required
        return may_be_absent or (not text and _has_default(type(self.card), name))

    def _check_named(self, slugs: Iterable[str]) -> None:
        """Raise ValidationError unless each is a task, now or after the import."""
        for slug in slugs:
            if slug in self.book.former and slug not in self.book.tasks:
                raise ValidationError(
                    _("“%(slug)s” is a former address of “%(now)s”. Write that slug."),
                    params={"slug": slug[:80], "now": self.book.former[slug]},
                )
            if slug not in self.book.tasks and slug not in self.book.coming:
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
        "source",
        "source_phrase",
        "successor",
        "credit",
    )
    UNIQUE = ("slug", "title")
    LATER = "successor"

    slug = forms.CharField(help_text=_("The card that the row is about. A new slug, a new card."))
    title = Text(help_text=_("At most 120 characters; no two cards have the same."))
    level = forms.CharField(help_text=_("The number of a level."))
    area = forms.CharField(help_text=_("The slug of an area."))
    status = one_of(Task.Status)
    position = forms.IntegerField(
        min_value=0, max_value=MOST_SMALL, help_text=_("A number: lower stands first.")
    )
    effort = one_of(Task.Effort)
    own_points = forms.IntegerField(
        required=False,
        min_value=0,
        help_text=_("Empty for what the effort gives: S 5, M 10, L 25."),
        validators=[MaxValueValidator(1000, _("A task earns at most 1,000 points."))],
    )
    cadence = one_of(Task.Cadence)
    summary = Text(required=False, help_text=_("At most 300 characters."))
    how_to = Text(required=False, help_text=_("One step on each line of the cell."))
    why = Text(required=False, help_text=_("Why a hiring manager cares."))
    evidence = Text(required=False, help_text=_("What to keep."))
    mistake = Text(required=False, help_text=_("The common mistake."))
    source = one_of(Task.Source)
    source_phrase = Text(required=False, help_text=_("A short phrase, word for word."))
    successor = forms.CharField(
        required=False, help_text=_("The slug of the card that replaces a retired one.")
    )
    credit = Text(required=False, help_text=_("Who suggested it, if they want to be named."))

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"]
        if self.is_new and slug in self.book.former:
            raise ValidationError(
                _("“%(slug)s” is a former address of “%(now)s”. Write that slug."),
                params={"slug": slug, "now": self.book.former[slug]},
            )
        return slug

    def clean_title(self) -> str:
        title: str = self.cleaned_data["title"]
        holder = self.book.titles.get(title)
        if holder is None or holder == self.cleaned_data.get("slug"):
            return title
        if holder in self.book.coming:
            sentence = _(
                "“%(title)s” is the title of “%(slug)s” until this import is done. Give that card"
                " its other title first, in a file of its own."
            )
        else:
            sentence = _("“%(title)s” is the title of “%(slug)s” already.")
        raise ValidationError(sentence, params={"title": title[:120], "slug": holder})

    def clean_area(self) -> Area:
        name = self.cleaned_data["area"]
        known = self.book.areas
        if name not in known:
            raise ValidationError(
                _("There is no area “%(name)s”. The areas are: %(known)s."),
                params={"name": name[:80], "known": ", ".join(known)},
            )
        return known[name]

    def clean_successor(self) -> str:
        slug: str = self.cleaned_data["successor"]
        self._check_named([slug] if slug else [])
        return slug

    def later_text(self) -> dict[str, str]:
        given = self.cleaned_data.get("successor")
        return {} if given is None else {"successor": given}

    def write(self) -> None:
        if "successor" in self.cleaned_data:
            self.card.successor = self.book.tasks.get(self.cleaned_data["successor"])
        save(self.card)
        self.book.tasks[self.card.slug] = self.card

    def finish(self) -> None:
        if self.cleaned_data.get("successor") and not self.card.successor_id:
            self.card.successor = self.book.tasks[self.cleaned_data["successor"]]
            save(self.card)


class ResourceRow(RowForm):
    COLUMNS = ("slug", "kind", "title", "author", "link", "note", "level", "tasks", "status")
    LATER = "tasks"

    slug = forms.CharField(help_text=_("What the row is about. A new slug, a new resource."))
    kind = one_of(ResourceKind)
    title = Text(help_text=_("At most 160 characters."))
    author = Text(required=False, help_text=_("At most 120 characters."))
    link = Text(required=False, help_text=_("Begins with https://."))
    note = Text(required=False, help_text=_("What to look for in it."))
    level = forms.CharField(
        required=False, help_text=_("The number of a level; empty for every level.")
    )
    tasks = forms.CharField(
        required=False, help_text=_("The slugs of tasks, with a space or a comma between.")
    )
    status = one_of(Task.Status)

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
            # Without an entry of its own in the history: the one of the card, below, has it all.
            self.card.skip_history_when_saving = True
            self._set_tasks(tasks)
            del self.card.skip_history_when_saving
        save(self.card)
        if tasks and self.is_new:
            self._set_tasks(tasks)

    def _set_tasks(self, slugs: Iterable[str]) -> None:
        self.card.tasks.set([self.book.tasks[slug] for slug in slugs])


def _has_default(model: type[models.Model], name: str) -> bool:
    field = model._meta.get_field(name)
    return isinstance(field, models.Field) and field.has_default()


def texts_of(card: Any, columns: Iterable[str]) -> dict[str, str]:
    """A saved card as the cells of a file."""
    return {column: _text(getattr(card, FIELDS.get(column, column))) for column in columns}


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


def save(card: Any) -> None:
    card._change_reason = "import"
    card.save()
