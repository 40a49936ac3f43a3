"""The look back at a week."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tracker.accounts.models import User
from tracker.journal.models import Activity
from tracker.shared.forms import MultilineField
from tracker.shared.limits import limit_text
from tracker.week.models import PROMPT_LIMIT, Commitment, WeekRecord

VERDICTS = [
    ("keep", _("Carry over")),
    ("drop", _("Drop")),
    ("done", pgettext_lazy("a commitment", "Done")),
]
PROMPTS = ["happened", "said", "learned", "asked_for"]


def verdict_name(commitment: Commitment) -> str:
    """Return the name of the field that says what becomes of a commitment."""
    return f"verdict-{commitment.pk}"


class ReviewForm(forms.ModelForm[WeekRecord]):
    """Four prompts, a verdict for each commitment, and where the lesson belongs."""

    lesson_of = forms.ModelChoiceField(
        Activity.objects.none(),
        label=_("Keep what you learned as the lesson of"),
        required=False,
        empty_label=_("No entry"),
    )

    class Meta:
        model = WeekRecord
        fields = PROMPTS
        field_classes = dict.fromkeys(PROMPTS, MultilineField)
        widgets = {name: forms.Textarea(attrs={"rows": 3}) for name in PROMPTS}
        help_texts = {
            "asked_for": _("Being asked is the best sign there is. Who, and for what?"),
            "happened": limit_text(PROMPT_LIMIT),
        }

    def __init__(
        self,
        user: User,
        activities: list[Activity],
        open_commitments: list[Commitment],
        *args: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.open_commitments = open_commitments
        field = self.fields["lesson_of"]
        assert isinstance(field, forms.ModelChoiceField)
        own_activities = Activity.objects.owned_by(user).filter(lesson="")
        of_the_week = own_activities.filter(pk__in=[activity.pk for activity in activities])
        field.queryset = of_the_week.select_related("task")
        for commitment in open_commitments:
            self.fields[verdict_name(commitment)] = forms.ChoiceField(
                label=str(commitment.task), choices=VERDICTS, required=False, initial="keep"
            )

    @property
    def prompt_fields(self) -> Iterator[forms.BoundField]:
        for name in PROMPTS:
            yield self[name]

    @property
    def verdict_fields(self) -> list[forms.BoundField]:
        return [self[verdict_name(commitment)] for commitment in self.open_commitments]

    def answers(self) -> dict[str, str]:
        return {name: self.cleaned_data[name][:PROMPT_LIMIT] for name in PROMPTS}

    def verdicts(self) -> list[tuple[Commitment, str]]:
        verdicts = []
        for commitment in self.open_commitments:
            verdicts.append((commitment, self.cleaned_data[verdict_name(commitment)]))
        return verdicts
