"""Forms about stories: what is told, and what their list shows."""

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from tracker.catalogue.guidance.models import Skill
from tracker.shared.forms import MultilineField
from tracker.shared.http import SEARCH_LIMIT
from tracker.shared.limits import limit_text
from tracker.stories.models import TEXT_LIMIT, Story, StoryQuerySet, StoryState

HINTS = {
    "situation": _("Where and when it was, who was concerned, what was at stake: two sentences."),
    "task": _("What was yours to do, or what you took on although nobody had asked."),
    "action": _("What you did yourself, step by step: say I, not we."),
    "result": _("What changed, by how much, and who says so."),
    "lesson": _("What you do differently since. May be left empty."),
}
MISSING = {
    "situation": _("A ready story says where it begins."),
    "task": _("A ready story says what was yours to do."),
    "action": _("A ready story says what you did."),
    "result": _("A ready story says what came of it."),
}
ROWS = {"situation": 4, "task": 3, "action": 6, "result": 4, "lesson": 3}


def _text_areas() -> dict[str, forms.Widget]:
    widgets: dict[str, forms.Widget] = {}
    for name, rows in ROWS.items():
        widgets[name] = forms.Textarea(attrs={"rows": rows, "data-spoken": ""})
    return widgets


class StoryForm(forms.ModelForm[Story]):
    """The parts of one story and the skills it shows; a draft may lack any part."""

    is_ready = forms.BooleanField(
        label=_("Ready to tell"),
        required=False,
        help_text=_(
            "Needs a situation, a task, an action and a result. Without the tick it is a draft."
        ),
    )

    class Meta:
        model = Story
        fields = ["title", *Story.PARTS, "skills"]
        field_classes = dict.fromkeys(Story.PARTS, MultilineField)
        widgets = {
            "title": forms.TextInput(attrs={"autocomplete": "off"}),
            "skills": forms.CheckboxSelectMultiple,
            **_text_areas(),
        }
        labels = {"skills": _("Skills that it shows")}
        help_texts = {
            "title": _("How you would call it for yourself: “The weighbridge at midnight”."),
            **HINTS,
        }
        error_messages = {"title": {"required": _("Give it a title.")}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in Story.PARTS:
            help_text = format_lazy("{} {}", HINTS[name], limit_text(TEXT_LIMIT))
            self.fields[name].help_text = str(help_text)
        self.initial["is_ready"] = self.instance.is_ready

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        is_ready = cleaned.get("is_ready", False)
        if is_ready:
            for name in Story.NEEDED:
                if cleaned.get(name) == "":
                    self.add_error(name, MISSING[name])
        if is_ready and self.errors.keys() & set(Story.NEEDED):
            self.add_error("is_ready", _("Untick this to save it as a draft for now."))
        self.instance.state = StoryState.READY if is_ready else StoryState.DRAFT
        return cleaned

    @property
    def skill_keys(self) -> list[int]:
        return [skill.pk for skill in self.cleaned_data["skills"]]

    @property
    def spoken(self) -> list[str]:
        """Return what stands in the parts now."""
        return [self[name].value() or "" for name in Story.PARTS]


class StoryFilterForm(forms.Form):
    """Filters of the list; a value that is not on offer is left out."""

    q = forms.CharField(label=_("Search"), required=False, max_length=SEARCH_LIMIT)
    skill = forms.ChoiceField(label=_("Skill"), required=False)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("Every state")), *StoryState.choices],
    )

    def __init__(self, skills: list[Skill], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: list[tuple[str, StrOrPromise]] = [("", _("Every skill"))]
        for skill in skills:
            choices.append((skill.slug, skill.name))
        field = self.fields["skill"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def filter_queryset(self, stories: StoryQuerySet) -> StoryQuerySet:
        """Apply every filter that was understood."""
        chosen = self.cleaned_data
        if state := chosen.get("state"):
            stories = stories.filter(state=state)
        if skill := chosen.get("skill"):
            stories = stories.showing(skill)
        return stories.matching(chosen.get("q", ""))

    @property
    def in_use(self) -> bool:
        return any(self.cleaned_data.values())
