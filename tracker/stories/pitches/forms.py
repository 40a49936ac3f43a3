"""Forms about pitches: the chain of whys with the idea under it, and what they answered."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from tracker.accounts.models import User
from tracker.people.forms import PeopleField
from tracker.people.names import TypedPeople
from tracker.shared.forms import DateInput, MultilineField
from tracker.shared.http import SEARCH_LIMIT
from tracker.shared.limits import limit_text
from tracker.shared.weeks import EARLIEST
from tracker.stories.pitches.actions import Around, Asked
from tracker.stories.pitches.models import (
    FEWEST_WHYS,
    FIRST_QUESTION,
    MOST_WHYS,
    NEXT_QUESTION,
    QUESTION_LIMIT,
    TEXT_LIMIT,
    WHY_LIMIT,
    Pitch,
    PitchQuerySet,
    PitchState,
    PitchWhy,
)


class PitchForm(forms.ModelForm[Pitch]):
    """The chain first, the idea last; to be presented it has an idea under three answered whys."""

    to_name = PeopleField(
        label=_("To whom"),
        required=False,
        help_text=_("One name: whoever can say yes. Somebody new is added to your people."),
    )
    is_ready = forms.BooleanField(
        label=_("Ready to present"),
        required=False,
        help_text=_("It needs three answered whys, and then an idea. Else it is a draft."),
    )

    class Meta:
        model = Pitch
        fields = ["title", "idea", "takes"]
        field_classes = dict.fromkeys(["idea", "takes"], MultilineField)
        widgets = {
            "title": forms.TextInput(attrs={"autocomplete": "off"}),
            "idea": forms.Textarea(attrs={"rows": 4}),
            "takes": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "title": _("The trouble, not the solution: “Night shifts count by hand”."),
            "idea": format_lazy(
                "{} {}",
                _("Last: what the last answer asks for, small enough to try."),
                limit_text(TEXT_LIMIT),
            ),
            "takes": format_lazy(
                "{} {}",
                _("Whose time, how long, what is left undone for it."),
                limit_text(TEXT_LIMIT),
            ),
        }
        error_messages = {"title": {"required": _("Give it a title.")}}

    def __init__(self, user: User, *args: Any, chain: list[PitchWhy], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["to_name"]
        assert isinstance(field, PeopleField)
        field.user = user
        to = self.instance.live_to if self.instance.pk else None
        if to:
            self.initial["to_name"] = to.label
        self.initial["is_ready"] = not self.instance.is_draft
        if self.instance.state == PitchState.ANSWERED:
            del self.fields["is_ready"]
        for place in range(MOST_WHYS):
            why = chain[place] if place < len(chain) else None
            self._add_why(place, why)

    def _add_why(self, place: int, why: PitchWhy | None) -> None:
        """Add the two fields of a why; an answer to nothing is asked why of the one before."""
        hint = FIRST_QUESTION if place == 0 else NEXT_QUESTION
        self.fields[f"question_{place}"] = forms.CharField(
            label=format_lazy(_("Why {number}"), number=place + 1),
            required=False,
            max_length=QUESTION_LIMIT,
            initial=why.question if why else "",
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
            help_text=format_lazy(_("Left empty, it asks: {question}"), question=hint),
        )
        self.fields[f"answer_{place}"] = MultilineField(
            label=format_lazy(_("Because {number}"), number=place + 1),
            required=False,
            max_length=WHY_LIMIT,
            initial=why.answer if why else "",
            widget=forms.Textarea(attrs={"rows": 2}),
        )

    @property
    def first_whys(self) -> list[BoundField]:
        """Return the fields of those that every pitch has, and of those that are filled."""
        return self._why_fields(0, self._open)

    @property
    def more_whys(self) -> list[BoundField]:
        return self._why_fields(self._open, MOST_WHYS)

    @property
    def _open(self) -> int:
        shown = FEWEST_WHYS
        for place in range(FEWEST_WHYS, MOST_WHYS):
            fields = self[f"question_{place}"], self[f"answer_{place}"]
            if any(field.value() or field.errors for field in fields):
                shown = place + 1
        return shown

    def _why_fields(self, first: int, end: int) -> list[BoundField]:
        fields = []
        for place in range(first, end):
            fields += [self[f"question_{place}"], self[f"answer_{place}"]]
        return fields

    def clean_to_name(self) -> TypedPeople:
        named: TypedPeople = self.cleaned_data["to_name"]
        if len(named) > 1:
            raise ValidationError(_("Name one person: write a copy for another."))
        return named

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        is_answered = self.instance.state == PitchState.ANSWERED
        if is_answered or cleaned.get("is_ready"):
            self._ask_back(cleaned)
        return cleaned

    def _ask_back(self, cleaned: dict[str, Any]) -> None:
        """Ask for what is missing before an idea is presented; a draft may lack anything."""
        idea_is_wrong = "idea" in self.errors
        empty = []
        for place in range(MOST_WHYS):
            if not cleaned.get(f"answer_{place}"):
                empty.append(f"answer_{place}")
        missing = FEWEST_WHYS - (MOST_WHYS - len(empty))
        if missing > 0:
            text = ngettext(
                "An idea convinces under three whys. Ask “why?” of the last answer once more"
                " before you present it.",
                "An idea convinces under three whys. Ask “why?” %(number)d times more before you"
                " present it.",
                missing,
            )
            self.add_error(empty[0], text % {"number": missing})
        if not cleaned.get("idea") and not idea_is_wrong:
            self.add_error("idea", _("Say last what you would do about it."))
        if "is_ready" in self.fields and self.errors:
            self.add_error("is_ready", _("Untick this to keep it as a draft for now."))

    @property
    def whys(self) -> list[Asked]:
        """Return what was typed in a row, without the gaps."""
        asked = []
        for place in range(MOST_WHYS):
            question = " ".join(self.cleaned_data.get(f"question_{place}", "").split())
            answer = self.cleaned_data.get(f"answer_{place}", "")
            if question or answer:
                asked.append(Asked(question, answer))
        return asked

    @property
    def around(self) -> Around:
        is_ready = self.cleaned_data.get("is_ready", False)
        return Around(self.whys, self.cleaned_data["to_name"], is_ready)


class PitchAnswerForm(forms.Form):
    """What they answered, and on which day."""

    answered_on = forms.DateField(label=_("Date"), widget=DateInput)
    answer = MultilineField(
        label=_("What they answered"),
        max_length=TEXT_LIMIT,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=format_lazy(
            "{} {}", _("Their words, as near as you can; a no too."), limit_text(TEXT_LIMIT)
        ),
        error_messages={"required": _("Write down what they answered.")},
    )

    def __init__(self, pitch: Pitch, *args: Any, **kwargs: Any) -> None:
        self.today = pitch.owner.today
        day = pitch.answered_on or self.today
        kwargs["initial"] = {"answered_on": day, "answer": pitch.answer}
        super().__init__(*args, **kwargs)
        self.fields["answered_on"].widget.attrs.update(
            min=EARLIEST.isoformat(), max=self.today.isoformat()
        )

    def clean_answered_on(self) -> date:
        day: date = self.cleaned_data["answered_on"]
        stays = day == self.initial["answered_on"]
        if not stays and not EARLIEST <= day <= self.today:
            raise ValidationError(_("Choose a day between 1950 and today."))
        return day


class PitchFilterForm(forms.Form):
    """Filters of the list; a value that is not on offer is left out."""

    q = forms.CharField(label=_("Search"), required=False, max_length=SEARCH_LIMIT)
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("Every state")), *PitchState.choices]
    )

    def filter_queryset(self, pitches: PitchQuerySet) -> PitchQuerySet:
        """Apply every filter that was understood."""
        if state := self.cleaned_data.get("state"):
            pitches = pitches.filter(state=state)
        return pitches.matching(self.cleaned_data.get("q", ""))

    @property
    def in_use(self) -> bool:
        return any(self.cleaned_data.values())
