"""Why somebody wants this, and what the work did to them."""

from typing import Any

from django import forms
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.career.forms import DatedForm
from tracker.career.models import (
    NOTE_LIMIT,
    SENTENCE_LIMIT,
    Energy,
    FitVerdict,
    MotiveNote,
)
from tracker.shared.forms import DateInput, MultilineField
from tracker.shared.limits import limit_text


class MotiveForm(DatedForm[MotiveNote]):
    class Meta:
        model = MotiveNote
        fields = ["why", "place", "date"]
        field_classes = {"why": MultilineField, "place": MultilineField}
        widgets = {
            "why": forms.Textarea(attrs={"rows": 6}),
            "place": forms.Textarea(attrs={"rows": 4}),
            "date": DateInput,
        }
        labels = {
            "why": _("Why do I want this, glamour aside?"),
            "place": _("Where would I go for it?"),
        }
        error_messages = {
            "why": {"required": _("Say why, be it in one sentence.")},
            "date": {"required": _("Say on which day you wrote it.")},
        }
        help_texts = {
            "why": format_lazy(
                "{} {}",
                _("What you like about the dull part, what you would do it for."),
                limit_text(NOTE_LIMIT),
            ),
            "place": format_lazy(
                "{} {}",
                _("Another town, less pay, a smaller company, a step down: how far, and why."),
                limit_text(NOTE_LIMIT),
            ),
        }


class VerdictForm(DatedForm[FitVerdict]):
    class Meta:
        model = FitVerdict
        fields = ["energy", "sentence", "date"]
        widgets = {
            "energy": forms.RadioSelect,
            "sentence": forms.TextInput(attrs={"autocomplete": "off"}),
            "date": DateInput,
        }
        labels = {"energy": _("What it did to you"), "sentence": _("In a sentence")}
        help_texts = {
            "sentence": format_lazy(
                "{} {}",
                _("What in it gave or took: you will compare this in a year."),
                limit_text(SENTENCE_LIMIT),
            )
        }
        error_messages = {
            "energy": {"required": _("Choose what it did to you.")},
            "sentence": {"required": _("Say it in a sentence.")},
            "date": {"required": _("Say on which day it was.")},
        }

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(user, *args, **kwargs)
        field = self.fields["energy"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(key, capfirst(label)) for key, label in Energy.choices]

    def clean_sentence(self) -> str:
        return " ".join(self.cleaned_data["sentence"].split())
