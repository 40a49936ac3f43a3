"""Forms about interviews: what one is, what to bring to it, and the filters of the list."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.interviews.fields import RowField, RowsField
from tracker.interviews.models import (
    MOST_STORIES,
    TEXT_LIMIT,
    Interview,
    InterviewKind,
    InterviewQuerySet,
)
from tracker.openings.models import Opening
from tracker.people.forms import PeopleField
from tracker.people.names import in_words
from tracker.shared.forms import DateInput, MultilineField, holds_any
from tracker.shared.http import SEARCH_LIMIT
from tracker.shared.limits import limit_text
from tracker.shared.weeks import EARLIEST, LATEST
from tracker.stories.models import Story

KINDS = [(kind.value, capfirst(kind.label)) for kind in InterviewKind]
# What few interviews need: folded away where nothing is in it.
FOLDED = ("time_zone", "note")
MOST_OPENINGS = 200
MOST_OFFERED = 30  # of ready stories


def openings_for(user: User, also: int | None = None) -> list[Opening]:
    """Return the openings that an interview can be for: open ones, and the one called `also`.

    That one stays though it was closed or deleted meanwhile.
    """
    still_open = Q(deleted_at__isnull=True) & ~Q(stage=Opening.Stage.CLOSED)
    offered = Opening.objects.owned_by(user).filter(still_open | Q(pk=also))
    return list(offered.for_list().order_by("-stage_on", "-pk")[:MOST_OPENINGS])


class InterviewForm(forms.ModelForm[Interview]):
    """What an interview is. The people are typed by name, known or new."""

    opening = RowField(label=_("Opening"), error_messages={"required": _("Choose what it is for.")})
    people_names = PeopleField(
        label=_("With whom"),
        required=False,
        help_text=_("Names, with commas between them. Somebody new is added to your people."),
    )

    class Meta:
        model = Interview
        fields = ["kind", "date", "time", "time_zone", "with_whom", "place", "note"]
        field_classes = {"note": MultilineField}
        widgets = {
            "date": DateInput,
            "time": forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
            "time_zone": forms.TextInput(
                attrs={"autocomplete": "off", "placeholder": "Europe/Dublin"}
            ),
            "with_whom": forms.TextInput(attrs={"autocomplete": "off"}),
            "place": forms.TextInput(attrs={"autocomplete": "off"}),
            "note": forms.Textarea(attrs={"rows": 4}),
        }
        labels = {"with_whom": _("Others, in your words")}
        help_texts = {
            "with_whom": _("Whom you cannot name yet: “two engineers”, “their head of sales”."),
        }
        error_messages = {"date": {"required": _("Say on which day it is.")}}

    field_order = ["opening", "kind", "date", "time", "people_names", "with_whom", "place"]

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        people, opening = self.fields["people_names"], self.fields["opening"]
        assert isinstance(people, PeopleField)
        assert isinstance(opening, RowField)
        people.user = user
        self.openings = openings_for(user, self.instance.opening_id)
        opening.offer(self.openings, _("Choose one"))
        self.fields["kind"].choices = KINDS  # type: ignore[attr-defined]
        self.fields["date"].widget.attrs.update(min=EARLIEST.isoformat(), max=LATEST.isoformat())
        self.fields["time"].help_text = format_lazy(
            _("In {zone}, unless you name another zone below."), zone=user.time_zone
        )
        if self.instance.pk:
            known = list(self.instance.people.live().order_by("name", "pk"))
            self.initial["people_names"] = in_words(known)
            self.initial["opening"] = self.instance.opening_id
            if self.instance.time_zone == user.time_zone:
                self.initial["time_zone"] = ""

    def clean_date(self) -> date:
        day: date = self.cleaned_data["date"]
        if not EARLIEST <= day <= LATEST:
            raise ValidationError(_("Choose a day after 1949."))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("opening"):
            self.instance.opening = cleaned["opening"]
        return cleaned

    @property
    def shows_more(self) -> bool:
        return holds_any(self, FOLDED)


class BriefForm(forms.ModelForm[Interview]):
    """What somebody brings to an interview beside what is known already."""

    stories = RowsField(
        label=_("Stories to bring"),
        required=False,
        help_text=_("Three at most. Left alone, those that fit the advert best are proposed."),
    )

    class Meta:
        model = Interview
        fields = ["to_ask"]
        field_classes = {"to_ask": MultilineField}
        widgets = {"to_ask": forms.Textarea(attrs={"rows": 6})}
        labels = {"to_ask": _("Questions that you ask")}
        help_texts = {
            "to_ask": format_lazy(
                "{} {}",
                _("One on each line; three are enough."),
                limit_text(TEXT_LIMIT),
            )
        }

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = list(self.instance.stories.live())
        ready = Story.objects.owned_by(user).ready().only("title").order_by("-updated_at", "-pk")
        field = self.fields["stories"]
        assert isinstance(field, RowsField)
        field.offer(dict.fromkeys([*chosen, *ready[:MOST_OFFERED]]))
        self.initial["stories"] = [story.pk for story in chosen]
        if not field.rows:
            del self.fields["stories"]  # nobody sees an empty list

    def clean_stories(self) -> list[Story]:
        chosen: list[Story] = self.cleaned_data["stories"]
        if len(chosen) > MOST_STORIES:
            raise ValidationError(_("Three stories at most: more are not told in one talk."))
        return chosen

    @property
    def offers_stories(self) -> bool:
        """Whether there is one to choose."""
        return "stories" in self.fields


class InterviewFilterForm(forms.Form):
    """Filters of the list; a value that is not on offer is left out."""

    q = forms.CharField(label=_("Search"), required=False, max_length=SEARCH_LIMIT)
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("Every kind")), *KINDS]
    )
    opening = RowField(label=_("Opening"), required=False)

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        opening = self.fields["opening"]
        assert isinstance(opening, RowField)
        with_one = Opening.objects.owned_by(user).live().filter(interviews__deleted_at=None)
        with_one = with_one.exclude(interviews=None).distinct().for_list()
        opening.offer(with_one.order_by("-stage_on", "-pk")[:MOST_OPENINGS], _("Every opening"))

    def filter_queryset(self, interviews: InterviewQuerySet) -> InterviewQuerySet:
        """Apply every filter that was understood."""
        chosen = self.cleaned_data
        if chosen.get("kind"):
            interviews = interviews.filter(kind=chosen["kind"])
        if chosen.get("opening"):
            interviews = interviews.filter(opening=chosen["opening"])
        return interviews.matching(chosen.get("q", ""))

    @property
    def in_use(self) -> bool:
        return any(self.cleaned_data.values())
