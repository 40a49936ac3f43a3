"""What a device sends, checked field by field, as the forms of other pages are."""

import datetime
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.humanize.templatetags.humanize import intcomma
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from tracker.accounts.models import User
from tracker.briefing import models as limits
from tracker.briefing.models import Briefing
from tracker.briefing.notes import HeldQuestion, Line, Marks, notes_of
from tracker.briefing.payload import Payload, Values
from tracker.catalogue.models import Task
from tracker.journal.models import (
    DETAIL_LIMIT,
    MOST_MINUTES,
    MOST_QUOTES,
    NOTES_LIMIT,
    QUOTE_LIMIT,
    TITLE_LIMIT,
    Activity,
    Quote,
)
from tracker.journal.points import fingerprint
from tracker.people.forms import PeopleField
from tracker.people.models import DETAIL_LIMIT as ABOUT_LIMIT
from tracker.people.names import TypedPeople
from tracker.shared.forms import MultilineField
from tracker.shared.weeks import EARLIEST

LISTENED_LIMIT = 160
CUSTOMER_LIMIT = min(limits.DETAIL_LIMIT, TITLE_LIMIT - 20)  # "Briefing: …" is the title
TASK = "sit-in-on-a-customer-briefing"
CLOCK = r"^([01][0-9]|2[0-3]):[0-5][0-9]\Z"
# How far a device's zone or clock may run ahead of its owner's settings.
AHEAD = datetime.timedelta(days=1)


@dataclass(frozen=True)
class SentBriefing:
    """A whole briefing, checked, none of it saved."""

    activity: Activity
    quotes: list[Quote]
    people: TypedPeople
    briefing: Briefing
    held: list[HeldQuestion]


class _Text(MultilineField):
    """A string, and one that any database can hold."""

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        try:
            text.encode()
        except UnicodeEncodeError as error:
            raise ValidationError(_("There is half a character in it. Type it again.")) from error
        return text


class _Names(PeopleField):
    def clean(self, value: Any) -> TypedPeople:
        _Text(required=False).clean(value)
        return super().clean(value)


class LineForm(forms.Form):
    """A quote, whose words are said to be exact, or a note."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"),
        choices=[("quote", "quote"), ("note", "note")],
    )
    text = _Text(label=gettext_lazy("Text"), max_length=QUOTE_LIMIT)
    time = forms.RegexField(label=gettext_lazy("Time"), regex=CLOCK, required=False)
    speaker = _Text(label=gettext_lazy("Who said it"), max_length=DETAIL_LIMIT, required=False)
    mark = forms.ChoiceField(
        label=pgettext_lazy("noun", "Mark"), choices=[("", ""), *Marks.choices], required=False
    )
    shareable = forms.BooleanField(required=False)
    exact = forms.BooleanField(required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        if cleaned.get("kind") == "quote" and "text" in cleaned:
            if not fingerprint(cleaned["text"]):
                self.add_error("text", _("There is not a word in this quote."))
            elif not cleaned.get("exact"):
                self.add_error(
                    "text", _("Say that these are the exact words, or keep it as a note.")
                )
        return cleaned

    @property
    def line(self) -> Line:
        """The line, of a valid form."""
        values = dict(self.cleaned_data)
        del values["exact"]
        return Line(**values)


class HeldForm(forms.Form):
    """A question that was not asked, and for whom it is."""

    text = _Text(label=gettext_lazy("Question"), max_length=ABOUT_LIMIT)
    person = _Names(label=gettext_lazy("For whom"), required=False)

    def __init__(self, user: User, values: Values) -> None:
        super().__init__(values)
        _set_owner(self, "person", user)

    def clean_person(self) -> TypedPeople:
        people: TypedPeople = self.cleaned_data["person"]
        if len(people) > 1:
            raise ValidationError(_("Name one person for each question."))
        return people

    @property
    def question(self) -> HeldQuestion:
        """The question, of a valid form."""
        return HeldQuestion(self.cleaned_data["text"], self.cleaned_data["person"])


class ListenedForForm(forms.Form):
    """One thing to listen for, or nothing."""

    thing = _Text(label=gettext_lazy("To listen for"), max_length=LISTENED_LIMIT, required=False)


class BriefingForm(forms.Form):
    """One briefing; `lines`, `held` and `listened_for` are a form for each of them."""

    client_id = forms.UUIDField(label=gettext_lazy("Identity"))
    customer = _Text(label=gettext_lazy("Customer"), max_length=CUSTOMER_LIMIT, required=False)
    attendees = _Names(label=gettext_lazy("Who is there"), required=False)
    add_people = forms.BooleanField(required=False)
    date = forms.DateField(
        label=gettext_lazy("Date"),
        input_formats=["%Y-%m-%d"],
        error_messages={"required": gettext_lazy("Say on which day it was.")},
    )
    minutes = forms.IntegerField(
        label=gettext_lazy("Minutes"), required=False, min_value=1, max_value=MOST_MINUTES
    )
    spoke = forms.IntegerField(
        label=gettext_lazy("I spoke"), required=False, min_value=0, max_value=limits.MOST_SPOKEN
    )

    def __init__(self, user: User, payload: Payload) -> None:
        super().__init__(payload.values)
        self.user = user
        _set_owner(self, "attendees", user)
        self.lines = [LineForm(values) for values in payload.lines]
        self.held = [HeldForm(user, values) for values in payload.held]
        self.listened_for = [ListenedForForm({"thing": thing}) for thing in payload.listened_for]

    def clean_date(self) -> datetime.date:
        day: datetime.date = self.cleaned_data["date"]
        today = self.user.today
        if day > today + AHEAD:
            raise ValidationError(_("This day has not come yet."))
        if day < EARLIEST:
            raise ValidationError(_("Choose a date from 1950 on."))
        return min(day, today)

    @property
    def sentences(self) -> list[str]:
        """All that is wrong, each as a sentence that says where; none when it can be kept."""
        sentences = _errors(self)
        for thing in self.listened_for:
            sentences += _errors(thing)
        for number, line in enumerate(self.lines, 1):
            sentences += _errors(line, _("Line %(number)s") % {"number": number})
        for number, question in enumerate(self.held, 1):
            sentences += _errors(question, _("Held question %(number)s") % {"number": number})
        return sentences or self._errors_of_the_whole()

    def _errors_of_the_whole(self) -> list[str]:
        """Say what is too much although each part of it is right."""
        sentences = []
        briefing = self.sent
        if len(briefing.quotes) > MOST_QUOTES:
            sentences.append(
                _("An entry holds at most a hundred quotes. Keep some lines as notes.")
            )
        if len(briefing.activity.notes) > NOTES_LIMIT:
            sentences.append(
                _("The notes have over %(most)s characters. Drop or shorten some lines.")
                % {"most": intcomma(NOTES_LIMIT)}
            )
        return sentences

    @property
    def sent(self) -> SentBriefing:
        """Everything as it will be saved; only for a form whose fields have no errors."""
        typed = self.cleaned_data
        customer, spoke = typed["customer"], typed["spoke"] or 0
        lines = [form.line for form in self.lines]
        held = [form.question for form in self.held]
        listened_for = [form.cleaned_data["thing"] for form in self.listened_for]
        listened_for = list(filter(None, listened_for))
        activity = Activity(
            client_id=typed["client_id"],
            task=Task.objects.published().filter(slug=TASK).first(),
            title=_title(customer),
            date=typed["date"],
            minutes=typed["minutes"],
            notes=notes_of(str(self.data.get("attendees", "")), listened_for, lines, held, spoke),
        )
        people: TypedPeople = typed["attendees"]
        if not typed["add_people"]:
            people = TypedPeople(people.known)
        briefing = Briefing(
            client_id=typed["client_id"],
            customer=customer,
            listened_for="\n".join(listened_for),
            spoke=spoke,
        )
        quotes = [line.as_quote(customer) for line in lines if line.kind == "quote"]
        return SentBriefing(activity, quotes, people, briefing, held)


def _title(customer: str) -> str:
    return _("Briefing: %(customer)s") % {"customer": customer} if customer else _("Briefing")


def _set_owner(form: forms.Form, name: str, user: User) -> None:
    """Let the field called `name` find the people of `user`."""
    field = form.fields[name]
    assert isinstance(field, PeopleField)
    field.user = user


def _errors(form: forms.Form, where: str = "") -> list[str]:
    """Return a form's errors as sentences that begin with `where`, if given, and the field."""
    sentences = []
    for name, errors in form.errors.items():
        label = form.fields[name].label if name in form.fields else None
        for error in errors:
            sentence = _within(label, str(error)) if label else str(error)
            sentences.append(_within(where, sentence) if where else sentence)
    return sentences


def _within(where: "str | Promise", what: str) -> str:
    return _("%(where)s: %(what)s") % {"where": where, "what": what}
