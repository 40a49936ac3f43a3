"""Forms of the pages on which curators look after tasks."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from tracker.catalogue.models import Task
from tracker.curation.upgrades import Difference

MOST_POSITIONS = 9999


class OrderForm(forms.Form):
    """A number for each task of one level; lower stands first within its area."""

    def __init__(self, tasks: Iterable[Task], data: object = None) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        for task in tasks:
            self.fields[self.name_of(task)] = forms.IntegerField(
                label=_("Position of “%(title)s”") % {"title": task.title},
                min_value=0,
                max_value=MOST_POSITIONS,
                required=False,
            )

    @staticmethod
    def name_of(task: Task) -> str:
        return f"position-{task.pk}"

    def numbers(self) -> dict[int, int]:
        """Return {task's primary key: number}, of those that have one."""
        numbers = {}
        for name, number in self.cleaned_data.items():
            if number is not None:
                numbers[int(name.removeprefix("position-"))] = number
        return numbers


class ReleaseForm(forms.Form):
    """For each field that differs: mine, or what is shipped."""

    MINE, SHIPPED = "mine", "shipped"

    def __init__(self, differences: Iterable[Difference], data: object = None) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        for difference in differences:
            self.fields[difference.name] = forms.ChoiceField(
                label=difference.label,
                choices=[(self.MINE, _("Keep mine")), (self.SHIPPED, _("Take shipped"))],
                initial=self.MINE,
                widget=forms.RadioSelect,
            )

    def taken(self) -> list[str]:
        return [name for name, choice in self.cleaned_data.items() if choice == self.SHIPPED]
