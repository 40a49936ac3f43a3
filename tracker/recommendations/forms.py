"""Forms about advice: its words, the step it takes, and what the board shows."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tracker.accounts.models import User
from tracker.people.forms import PeopleField
from tracker.people.names import TypedPeople
from tracker.projects.models import Project
from tracker.recommendations.actions import Sending, follow_up
from tracker.recommendations.models import (
    NEWS_NOTE_LIMIT,
    TEXT_LIMIT,
    Recommendation,
    RecommendationNews,
    RecommendationOutcome,
    RecommendationQuerySet,
    RecommendationState,
)
from tracker.shared.forms import DateInput, MultilineField
from tracker.shared.http import SEARCH_LIMIT
from tracker.shared.limits import limit_text
from tracker.shared.weeks import EARLIEST, LATEST

ASSUME = _("The article: “Assume that PMs have talked with lots of customers.”")

KNOWN_ALREADY = _(
    "They know it already. Keep to what is new in it: another kind of customer, a"
    " cost that nobody had counted. Or tick this and send it as it is."
)


def _capitalized(choices: Iterable[tuple[Any, Any]]) -> list[tuple[Any, Any]]:
    """Write each as a choice of its own; elsewhere the same words stand within a line."""
    capitalized = []
    for key, name in choices:
        capitalized.append((key, capfirst(name)))
    return capitalized


def _text_rows(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class RecommendationForm(forms.ModelForm[Recommendation]):
    """The words of one recommendation; which quotes carry it has a page of its own."""

    class Meta:
        model = Recommendation
        fields = [
            "outcome",
            "title",
            "problem",
            "suggestion",
            "effect",
            "news",
            "news_note",
            "project",
        ]
        field_classes = dict.fromkeys(["problem", "suggestion", "effect"], MultilineField)
        widgets = {
            "outcome": forms.RadioSelect,
            "title": forms.TextInput(attrs={"autocomplete": "off"}),
            "problem": _text_rows(4),
            "suggestion": _text_rows(4),
            "effect": _text_rows(3),
            "news": forms.RadioSelect,
        }
        labels = {"outcome": _("What it should do"), "news_note": _("How you know")}
        help_texts = {
            "title": _("The advice in one line, as the PM would say it to somebody else."),
            "problem": _("What happens to customers now. The quotes prove it."),
            "suggestion": _("What you would change, small enough to try."),
            "effect": _("What would be different, and how one would see it."),
            "news": ASSUME,
            "news_note": _("Where you looked, whom you asked, what they answered."),
        }
        error_messages = {
            "outcome": {"required": _("Choose what it should do.")},
            "title": {"required": _("Give it a title.")},
        }

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer("outcome", RecommendationOutcome)
        self._offer("news", RecommendationNews)
        project = self.fields["project"]
        assert isinstance(project, forms.ModelChoiceField)
        project.queryset = Project.objects.owned_by(user).live().order_by("-first_on", "-pk")

    def _offer(self, name: str, choices: type[TextChoices]) -> None:
        """Offer these and no empty one: none is chosen at first."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = _capitalized(choices.choices)


class StepForm(forms.Form):
    """A step of one recommendation: its days lie between 1950 and its owner's today."""

    def __init__(self, recommendation: Recommendation, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.recommendation = recommendation

    def day(self, name: str) -> date:
        day: date = self.cleaned_data[name]
        if not EARLIEST <= day <= self.recommendation.owner.today:
            raise ValidationError(_("Choose a day between 1950 and today."))
        return day


class SendForm(StepForm):
    """To whom and when. What they know already is warned of once, and sent over when confirmed."""

    to = PeopleField(
        label=pgettext_lazy("to whom it goes", "To"),
        help_text=_("One name. Somebody new is added to your people as a product manager."),
        error_messages={"required": _("Say to whom it goes.")},
    )
    sent_on = forms.DateField(label=_("Sent on"), widget=DateInput)
    news = forms.ChoiceField(
        label=_("Would this be news to the PM?"),
        choices=_capitalized(RecommendationNews.choices),
        widget=forms.RadioSelect,
        help_text=ASSUME,
    )
    news_note = forms.CharField(label=_("How you know"), max_length=NEWS_NOTE_LIMIT, required=False)
    anyway = forms.BooleanField(label=_("Send it all the same"), required=False)
    follow_up_on = forms.DateField(
        label=_("Follow up on"),
        widget=DateInput,
        required=False,
        help_text=_("From that day on they stand among the people due on This week."),
    )

    def __init__(self, recommendation: Recommendation, *args: Any, **kwargs: Any) -> None:
        to, owner = recommendation.to, recommendation.owner
        planned = to and to.next_touch_about == follow_up(recommendation)
        kwargs["initial"] = {
            "to": to.label if to and not to.deleted_at else "",
            "sent_on": recommendation.sent_on or owner.today,
            "news": recommendation.news,
            "news_note": recommendation.news_note,
            "follow_up_on": to.next_touch_on if to and planned else None,
        }
        super().__init__(recommendation, *args, **kwargs)
        field = self.fields["to"]
        assert isinstance(field, PeopleField)
        field.user = owner
        # Whether the tick box that overrules the warning is shown.
        self.asks_again = False

    def clean_to(self) -> TypedPeople:
        named: TypedPeople = self.cleaned_data["to"]
        if len(named) > 1:
            raise ValidationError(_("Name one person; write a copy for another."))
        return named

    def clean_sent_on(self) -> date:
        return self.day("sent_on")

    def clean_news(self) -> str:
        news: str = self.cleaned_data["news"]
        if news == RecommendationNews.UNKNOWN:
            raise ValidationError(
                _("Find out first: search the backlog for ten minutes, or ask the PM in one line.")
            )
        return news

    def clean_follow_up_on(self) -> date | None:
        day: date | None = self.cleaned_data["follow_up_on"]
        if day and not self.recommendation.owner.today <= day <= LATEST:
            raise ValidationError(_("Choose today or a later day."))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self.asks_again = cleaned.get("news") == RecommendationNews.NO
        if self.asks_again and not self.errors and not cleaned["anyway"]:
            self.add_error("anyway", KNOWN_ALREADY)
        return cleaned

    @property
    def sending(self) -> Sending:
        return Sending(
            to=self.cleaned_data["to"],
            sent_on=self.cleaned_data["sent_on"],
            news=self.cleaned_data["news"],
            news_note=self.cleaned_data["news_note"],
            follow_up_on=self.cleaned_data["follow_up_on"],
        )


class AnswerForm(StepForm):
    """What they said, and when; `day_field` is the field of the model that has its day."""

    day_of_it = forms.DateField(label=_("Date"), widget=DateInput)
    answer = MultilineField(
        label=_("What they said"),
        max_length=TEXT_LIMIT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=format_lazy(
            "{} {}", _("Their words, as near as you can."), limit_text(TEXT_LIMIT)
        ),
    )

    def __init__(
        self, recommendation: Recommendation, day_field: str, *args: Any, **kwargs: Any
    ) -> None:
        kwargs["initial"] = {
            "day_of_it": getattr(recommendation, day_field) or recommendation.owner.today,
            "answer": recommendation.answer,
        }
        super().__init__(recommendation, *args, **kwargs)

    def clean_day_of_it(self) -> date:
        return self.day("day_of_it")


class BoardFilterForm(forms.Form):
    """Filters of the board; a value that is not on offer is left out."""

    q = forms.CharField(label=_("Search"), required=False, max_length=SEARCH_LIMIT)
    project = forms.TypedChoiceField(
        label=_("Project"), required=False, coerce=int, empty_value=None
    )
    outcome = forms.ChoiceField(
        label=_("Outcome"),
        required=False,
        choices=[("", _("Every outcome")), *RecommendationOutcome.choices],
    )
    state = forms.ChoiceField(required=False, choices=[("", ""), *RecommendationState.choices])

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        projects = Project.objects.owned_by(user).live().order_by("-first_on", "-pk")
        field = self.fields["project"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Every project")), *projects.values_list("pk", "name")[:200]]

    def filter_queryset(self, recommendations: RecommendationQuerySet) -> RecommendationQuerySet:
        """Apply every filter that was understood."""
        for name in ("project", "outcome", "state"):
            if value := self.cleaned_data.get(name):
                recommendations = recommendations.filter(**{name: value})
        return recommendations.matching(self.cleaned_data.get("q", ""))

    @property
    def chosen_outcome(self) -> str:
        """Return the outcome asked for, in words; nothing where none is."""
        outcome = self.cleaned_data.get("outcome")
        return str(RecommendationOutcome(outcome).label) if outcome else ""

    @property
    def chosen_state(self) -> str:
        """Return the state asked for, in words; nothing where none is."""
        state = self.cleaned_data.get("state")
        return str(RecommendationState(state).label) if state else ""

    @property
    def is_a_list(self) -> bool:
        """Say whether one state is asked for, shown as a list and no board."""
        return bool(self.cleaned_data.get("state"))

    @property
    def in_use(self) -> bool:
        return any(self.cleaned_data.values())
