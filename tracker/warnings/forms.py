"""A form that warns once, and goes on with a note."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from tracker.shared.forms import MultilineField
from tracker.shared.limits import limit_text
from tracker.warnings.kinds import TEXTS, WarningKind, WarningText
from tracker.warnings.models import NOTE_LIMIT


@dataclass(frozen=True, slots=True)
class GivenWarning:
    kind: WarningKind
    text: WarningText


class NoteField(MultilineField):
    """Why somebody goes on all the same."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=_("Why you do it all the same"),
            max_length=NOTE_LIMIT,
            widget=forms.Textarea(attrs={"rows": 3}),
            help_text=format_lazy(
                "{} {}", _("Kept with its date, for you alone."), limit_text(NOTE_LIMIT)
            ),
            error_messages={"required": _("One sentence is enough.")},
            **kwargs,
        )


class WarningForm(forms.Form):
    """A form that may have to warn: it is refused once, and saved with a note.

    A subclass calls `warn` in its `clean`; its template draws `warnings/_given.html`.
    """

    override_note = NoteField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.given: list[GivenWarning] = []

    def give(self, kinds: Iterable[WarningKind]) -> None:
        """Show these warnings with the page, before anything is sent."""
        self.given = [GivenWarning(kind, TEXTS[kind]) for kind in kinds]
        if self.given and (not self.is_bound or hasattr(self, "cleaned_data")):
            # For the page, which says that the note is wanted; `warn` checks what was sent.
            self.fields["override_note"].required = True

    def warn(self, kinds: Iterable[WarningKind]) -> None:
        """Give these warnings; without a note they refuse the form."""
        self.give(kinds)
        if self.given and not self.cleaned_data.get("override_note") and not self.errors:
            self.add_error(
                "override_note", _("Read the warning. If you go on, say in a sentence why.")
            )

    @property
    def kinds(self) -> list[WarningKind]:
        """The warnings that a valid form overrides."""
        return [given.kind for given in self.given]


class KeepNoteForm(forms.Form):
    """A note about a warning that no form of ours gives."""

    note = NoteField()
