"""Choosing the skills of an entry, which are its task's as long as nobody chooses others."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from tracker.catalogue.guidance.models import Skill
from tracker.catalogue.models import Task
from tracker.catalogue.slug_lists import SlugBoxes, slugs_of
from tracker.journal.models import Activity


def skill_choices() -> list[tuple[str, str]]:
    return list(Skill.objects.values_list("slug", "name"))


class SkillBoxes(SlugBoxes):
    """A check box for each skill; the list of skills is asked for when it is shown or checked."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=skill_choices, required=False, label=_("Skills"), **kwargs)


class ChoosesSkills(forms.Form):
    """The boxes, and what they showed: sent back as they were shown, they choose nothing."""

    own_skills = SkillBoxes()
    skills_shown = forms.CharField(required=False, max_length=2_000, widget=forms.HiddenInput)

    @cached_property
    def known_skills(self) -> dict[str, str]:
        """Return the name of each skill by its slug, in the curators' order."""
        field = self.fields["own_skills"]
        assert isinstance(field, SlugBoxes)
        choices: Iterable[Any] = field.widget.choices
        return dict(choices)

    def begin_with_skills(self, activity: Activity) -> None:
        """Tick the skills that a saved entry practises."""
        shown = self.only_known(skills_of(activity))
        self.initial["own_skills"] = self.initial["skills_shown"] = " ".join(shown)

    def only_known(self, slugs: Iterable[str]) -> list[str]:
        """Return in the curators' order those that there still are."""
        chosen = set(slugs)
        return [slug for slug in self.known_skills if slug in chosen]

    def skills_chosen(self, task: Task | None, before: str | None) -> str | None:
        """Return the list to keep on an entry with this task that kept `before`; None follows."""
        chosen = set(slugs_of(self.cleaned_data["own_skills"] or ""))
        if chosen == set(slugs_of(self.cleaned_data["skills_shown"])):
            return before
        if chosen == set(self.only_known(task.skill_slugs if task else [])):
            return None
        return " ".join(self.only_known(chosen))


class EntrySkillsForm(ChoosesSkills):
    """The skills of a saved entry alone, on its page. Cleans `own_skills` to what is kept."""

    def __init__(self, activity: Activity, data: Any = None) -> None:
        super().__init__(data)
        self.activity = activity
        self.begin_with_skills(activity)

    @property
    def practised(self) -> list[tuple[str, str]]:
        """The skills of the entry as it is kept, each with its name."""
        slugs = self.only_known(skills_of(self.activity))
        return [(slug, self.known_skills[slug]) for slug in slugs]

    def clean(self) -> dict[str, Any]:
        typed, activity = self.cleaned_data, self.activity
        if not self.errors:
            typed["own_skills"] = self.skills_chosen(activity.task, activity.own_skills)
        return typed


def skills_of(activity: Activity) -> list[str]:
    """Return the slugs of the skills that an entry practises; needs its task."""
    if activity.own_skills is not None:
        return slugs_of(activity.own_skills)
    return activity.task.skill_slugs if activity.task else []
