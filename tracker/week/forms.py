"""The look back at a week."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.journal.models import Activity
from tracker.shared.forms import MultilineField
from tracker.week.models import PROMPT_LIMIT, Commitment, WeekRecord

VERDICTS = [("keep", _("Carry over")), ("drop", _("Drop")), ("done", _("Done"))]
PROMPTS = ["happened", "said", "learned", "asked_for"]


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
            "happened": _("At most 2,000 characters."),
        }

    def __init__(
        self,
        user: User,
        entries: list[Activity],
        open_commitments: list[Commitment],
        *args: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.open_commitments = open_commitments
        field = self.fields["lesson_of"]
        assert isinstance(field, forms.ModelChoiceField)
        mine = Activity.objects.owned_by(user).filter(pk__in=[entry.pk for entry in entries])
        field.queryset = mine.filter(lesson="").select_related("task")
        for commitment in open_commitments:
            self.fields[f"verdict-{commitment.pk}"] = forms.ChoiceField(
                label=str(commitment.task), choices=VERDICTS, required=False, initial="keep"
            )

    def answers(self) -> dict[str, str]:
        return {name: self.cleaned_data[name][:PROMPT_LIMIT] for name in PROMPTS}

    def verdicts(self) -> list[tuple[Commitment, str]]:
        return [(c, self.cleaned_data[f"verdict-{c.pk}"]) for c in self.open_commitments]
