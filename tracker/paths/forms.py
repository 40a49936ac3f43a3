"""The six questions, and the choice."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tracker.paths.decision import Answer, Fit, Question, path_warnings
from tracker.paths.questions import Answered
from tracker.warnings.forms import WarningForm

NOT_KNOWN = ("", _("not sure"))


class AnswersForm(forms.Form):
    """A field for each question, with the answer that counts chosen."""

    def __init__(self, questions: list[Answered], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for row in questions:
            self.fields[row.question.value] = forms.ChoiceField(
                label=row.label,
                choices=[*Answer.choices, NOT_KNOWN],
                initial=row.answer or "",
                required=False,
                widget=forms.RadioSelect,
            )

    @property
    def answers(self) -> dict[Question, Answer | None]:
        answers: dict[Question, Answer | None] = {}
        for question in Question:
            said = self.cleaned_data[question.value]
            answers[question] = Answer(said) if said else None
        return answers


class ChooseForm(WarningForm):
    """A path, chosen with a note where one is warned of it."""

    def __init__(self, fit: Fit, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fit = fit
        self.give(path_warnings(fit))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self.warn(path_warnings(self.fit))
        return cleaned
