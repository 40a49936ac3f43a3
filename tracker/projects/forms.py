"""Forms about projects and what is written in them."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.people.forms import PeopleField
from tracker.people.names import TypedPeople
from tracker.projects.models import DOCUMENT_LIMIT, TEXT_LIMIT, Document, Project
from tracker.shared.forms import DateInput, MultilineField
from tracker.shared.limits import limit_text
from tracker.shared.weeks import EARLIEST

ENDS_FIRST = _("It ends before it begins.")


class ProjectForm(forms.ModelForm[Project]):
    """What was agreed with a PM.

    `with_pm` of the cleaned data is a TypedPeople of one person at most; tracker.projects.actions
    makes a new name a person.
    """

    with_pm = PeopleField(
        label=_("PM"),
        required=False,
        help_text=_("Whose back-up you are. A new name is added to your people."),
    )

    class Meta:
        model = Project
        fields = ["name", "product", "first_on", "last_on", "scope"]
        field_classes = {"scope": MultilineField}
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "off"}),
            "first_on": DateInput,
            "last_on": DateInput,
            "scope": forms.Textarea(attrs={"rows": 5}),
        }
        error_messages = {
            "name": {"required": _("Give the project a name.")},
            "first_on": {"required": _("Say from when.")},
        }
        help_texts = {
            "name": _("What you and the PM call it."),
            "last_on": _("The agreed end. Leave it empty while it is open."),
            "scope": format_lazy(
                "{} {}",
                _(
                    "What you take on, how many hours a week, what you leave alone. In writing,"
                    " before you begin. Markdown works."
                ),
                limit_text(TEXT_LIMIT),
            ),
        }

    field_order = ["name", "product", "with_pm", "first_on", "last_on", "scope"]

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        field = self.fields["with_pm"]
        assert isinstance(field, PeopleField)
        field.user = user
        pm = self.instance.pm if self.instance.pk else None
        if pm and not pm.deleted_at:
            self.initial["with_pm"] = pm.label
        if not self.instance.pk:
            self.initial.setdefault("first_on", user.today)

    def clean_with_pm(self) -> TypedPeople:
        pm: TypedPeople = self.cleaned_data["with_pm"]
        if len(pm) > 1:
            raise ValidationError(_("Name one PM: the one whose work you back up."))
        return pm

    def clean_first_on(self) -> date:
        day: date = self.cleaned_data["first_on"]
        if day < EARLIEST:
            raise ValidationError(_("Choose a date from 1950 on."))
        return day

    def clean_last_on(self) -> date | None:
        first, last = self.cleaned_data.get("first_on"), self.cleaned_data["last_on"]
        if first and last and last < first:
            raise ValidationError(ENDS_FIRST)
        return last  # type: ignore[no-any-return]


class FinishForm(forms.ModelForm[Project]):
    """What came of it, whether the work fits, and when it ended."""

    class Meta:
        model = Project
        fields = ["last_on", "outcome", "fit", "fit_reason"]
        field_classes = {"outcome": MultilineField, "fit_reason": MultilineField}
        widgets = {
            "last_on": DateInput,
            "outcome": forms.Textarea(attrs={"rows": 4}),
            "fit": forms.RadioSelect,
            "fit_reason": forms.Textarea(attrs={"rows": 3}),
        }
        labels = {"last_on": _("Last day"), "fit": _("Does this work fit you?")}
        error_messages = {"last_on": {"required": _("Say on which day it ended.")}}
        help_texts = {
            "outcome": _("What was decided, shipped or dropped because of you. Markdown works."),
            "fit_reason": _("What you would do again, and what you would not."),
        }

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        last = self.fields["last_on"]
        last.required = True
        last.widget.attrs["max"] = user.today.isoformat()
        if not self.instance.last_on or self.instance.last_on > user.today:
            self.initial["last_on"] = user.today

    def clean_last_on(self) -> date:
        day: date = self.cleaned_data["last_on"]
        if day > self.user.today:
            raise ValidationError(_("That day has not come yet. Finish it when it has."))
        if day < self.instance.first_on:
            raise ValidationError(ENDS_FIRST)
        return day


class DocumentForm(forms.ModelForm[Document]):
    # When the document that is edited was last saved: another tab's words must not be overwritten.
    edit_token = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Document
        fields = ["title", "done_on", "text"]
        field_classes = {"text": MultilineField}
        widgets = {
            "title": forms.TextInput(attrs={"autocomplete": "off"}),
            "done_on": DateInput,
            "text": forms.Textarea(attrs={"rows": 24, "class": "projects-paper-text"}),
        }
        error_messages = {"title": {"required": _("Give it a title.")}}
        help_texts = {
            "done_on": _("Leave it empty while you work on it."),
            "text": format_lazy("{} {}", _("Markdown works."), limit_text(DOCUMENT_LIMIT)),
        }

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        if self.instance.pk:
            self.initial["edit_token"] = self.instance.updated_at.isoformat()
            self.fields["done_on"].widget.attrs["max"] = user.today.isoformat()
        else:  # nothing is done before it is begun
            del self.fields["done_on"]

    def clean_done_on(self) -> date | None:
        day: date | None = self.cleaned_data["done_on"]
        # What was today in another time zone may be tomorrow in this one.
        stays = day == self.initial.get("done_on")
        if day and not stays and not EARLIEST <= day <= self.user.today:
            raise ValidationError(_("Choose a day between 1950 and today."))
        return day

    def clean_edit_token(self) -> str:
        typed: str = self.cleaned_data["edit_token"]
        if self.instance.pk and typed != self.initial["edit_token"]:
            self.refuse_stale(self.initial["edit_token"])
        return typed

    def refuse_stale(self, edit_token: str) -> None:
        """Say that the document was changed meanwhile; what is sent next replaces that one."""
        assert isinstance(self.data, QueryDict)
        self.data = self.data.copy()
        self.data["edit_token"] = edit_token
        self.add_error(
            None,
            _(
                "This document was changed in another tab or on another device since you opened it."
                " Look at it there first; saving again here replaces it."
            ),
        )
