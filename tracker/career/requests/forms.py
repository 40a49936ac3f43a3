"""Who asked, for what, when, and whether they came by themselves."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.career.forms import DatedForm
from tracker.career.models import ABOUT_LIMIT, Request
from tracker.people.forms import PeopleField
from tracker.people.names import TypedPeople
from tracker.shared.forms import DateInput
from tracker.shared.limits import limit_text


class RequestForm(DatedForm[Request]):
    who = PeopleField(
        label=_("Who asked"),
        required=False,
        help_text=_("One name. Somebody new is added to your people as a product manager."),
    )

    class Meta:
        model = Request
        fields = ["about", "date", "came_to_me"]
        widgets = {"about": forms.TextInput(attrs={"autocomplete": "off"}), "date": DateInput}
        labels = {"about": _("For what"), "came_to_me": _("They came to me, I had not offered")}
        help_texts = {"about": limit_text(ABOUT_LIMIT)}
        error_messages = {
            "about": {"required": _("Say for what they asked.")},
            "date": {"required": _("Say on which day it was.")},
        }

    field_order = ["who", "about", "date", "came_to_me"]

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(user, *args, **kwargs)
        field = self.fields["who"]
        assert isinstance(field, PeopleField)
        field.user = user
        if self.instance.pk and (person := self.instance.live_person):
            self.initial["who"] = person.label

    def clean_who(self) -> TypedPeople:
        typed: TypedPeople = self.cleaned_data["who"]
        if len(typed) > 1:
            raise ValidationError(_("Name one person; write another request for another."))
        return typed

    def clean_about(self) -> str:
        return " ".join(self.cleaned_data["about"].split())
