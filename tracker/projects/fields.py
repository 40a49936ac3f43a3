"""The field in which other features' forms name a project."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.projects.models import Project


class ProjectField(forms.ModelChoiceField[Project]):
    """One of one's own projects, or none. `offer_to` says whose, before the form is checked."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            Project.objects.none(),
            label=_("Project"),
            required=False,
            empty_label=_("No project"),
            error_messages={"invalid_choice": _("That project is not there any more.")},
            **kwargs,
        )

    def offer_to(self, user: User) -> None:
        """Take the user's projects, those that go on first; read when they are shown."""
        own_projects = Project.objects.owned_by(user).live()
        self.queryset = own_projects
        self.offered = own_projects.for_list().values_list("pk", "name")
        self.choices = lambda: [("", self.empty_label), *self.offered]
