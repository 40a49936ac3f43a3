"""What a device sends, checked: nothing that arrives here is trusted to be of any type."""

import datetime
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.accounts.models import User
from tracker.briefing import models as limits
from tracker.briefing.models import Briefing
from tracker.briefing.notes import HeldQuestion, Line, Marks, notes_of
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

FORMATS = (1,)  # every one that a device may still hold: none is ever taken away
MOST_BYTES = 512 * 1024
MOST_LINES = 400
MOST_HELD = 50
MOST_LISTENED_FOR = 3
LISTENED_LIMIT = 160
TASK = "sit-in-on-a-customer-briefing"
TICKS = ("add_people", "exact", "shareable")
# How far a device's zone or clock may run ahead of its owner's settings.
AHEAD = datetime.timedelta(days=1)


class MisreadError(Exception):
    """What arrived is not a briefing at all; the argument is a sentence for its sender."""


@dataclass(frozen=True)
class Sent:
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
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"),
        choices=[("quote", "quote"), ("note", "note")],
    )
    text = _Text(label=gettext_lazy("Text"), max_length=QUOTE_LIMIT)
    time = forms.RegexField(
        label=gettext_lazy("Time"), regex=r"^([01][0-9]|2[0-3]):[0-5][0-9]\Z", required=False
    )
    speaker = _Text(label=gettext_lazy("Who said it"), max_length=DETAIL_LIMIT, required=False)
    mark = forms.ChoiceField(
        label=gettext_lazy("Mark"), choices=[("", ""), *Marks.choices], required=False
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


class HeldForm(forms.Form):
    text = _Text(label=gettext_lazy("Question"), max_length=ABOUT_LIMIT)
    person = _Names(label=gettext_lazy("For whom"), required=False)

    def __init__(self, user: User, data: dict[str, Any]) -> None:
        super().__init__(data)
        _whose(self, "person", user)

    def clean_person(self) -> TypedPeople:
        named: TypedPeople = self.cleaned_data["person"]
        if len(named) > 1:
            raise ValidationError(_("Name one person for each question."))
        return named


class BriefingForm(forms.Form):
    """One briefing as a device sends it, format 1; docs/briefing.md describes the fields.

    Raises MisreadError at once where the shape is wrong: then there are no fields to speak of.
    """

    client_id = forms.UUIDField(label=gettext_lazy("Identity"))
    customer = _Text(
        label=gettext_lazy("Customer"),
        max_length=min(limits.DETAIL_LIMIT, TITLE_LIMIT - 20),
        required=False,
    )
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

    def __init__(self, user: User, told: dict[str, Any]) -> None:
        super().__init__(_flat(told, but=("lines", "held", "listened_for")))
        self.user = user
        _whose(self, "attendees", user)
        self.names = str(self.data.get("attendees", ""))
        self.lines = [LineForm(_flat(line)) for line in _rows(told, "lines", MOST_LINES)]
        self.held = [HeldForm(user, _flat(row)) for row in _rows(told, "held", MOST_HELD)]
        listened = told.get("listened_for", [])
        if not isinstance(listened, list) or len(listened) > MOST_LISTENED_FOR:
            raise MisreadError(_("At most three things to listen for can be kept."))
        self.listened = [_Text(required=False, max_length=LISTENED_LIMIT) for _thing in listened]
        self.listened_values = [str(_leaf("listened_for", thing)) for thing in listened]

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
        found = list(_errors(self))
        for field, value in zip(self.listened, self.listened_values, strict=True):
            try:
                field.clean(value)
            except ValidationError as error:
                found += [_within(_("To listen for"), text) for text in error.messages]
        for number, line in enumerate(self.lines, 1):
            name = _("Line %(number)s") % {"number": number}
            found += [_within(name, text) for text in _errors(line)]
        for number, held in enumerate(self.held, 1):
            name = _("Held question %(number)s") % {"number": number}
            found += [_within(name, text) for text in _errors(held)]
        if found:
            return found
        if sum(line.cleaned_data["kind"] == "quote" for line in self.lines) > MOST_QUOTES:
            found.append(_("An entry holds at most a hundred quotes. Keep some lines as notes."))
        if len(self.sent.activity.notes) > NOTES_LIMIT:
            found.append(_("The notes have over 20,000 characters. Drop or shorten some lines."))
        return found

    @property
    def sent(self) -> Sent:
        """Everything as it will be saved; only for a form without `sentences`."""
        typed = self.cleaned_data
        customer, spoke = typed["customer"], typed["spoke"] or 0
        lines = [Line(**_but_exact(line.cleaned_data)) for line in self.lines]
        held = [
            HeldQuestion(row.cleaned_data["text"], row.cleaned_data["person"]) for row in self.held
        ]
        said = zip(self.listened, self.listened_values, strict=True)
        listened = [text for field, value in said if (text := field.clean(value))]
        title = _("Briefing: %(customer)s") % {"customer": customer} if customer else _("Briefing")
        activity = Activity(
            client_id=typed["client_id"],
            task=Task.objects.published().filter(slug=TASK).first(),
            title=title,
            date=typed["date"],
            minutes=typed["minutes"],
            notes=notes_of(self.names, listened, lines, held, spoke),
        )
        people: TypedPeople = typed["attendees"]
        return Sent(
            activity,
            [line.as_quote(customer) for line in lines if line.kind == "quote"],
            people if typed["add_people"] else TypedPeople(people.known),
            Briefing(
                client_id=typed["client_id"],
                customer=customer,
                listened_for="\n".join(listened),
                spoke=spoke,
            ),
            held,
        )


def read(body: bytes) -> dict[str, Any]:
    """The JSON object in `body`. Raises MisreadError with a sentence."""
    if len(body) > MOST_BYTES:
        raise MisreadError(_("A briefing of over 512 KB cannot be kept. Drop some lines."))
    try:
        told = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise MisreadError(_("The briefing arrived damaged and was not kept.")) from error
    if not isinstance(told, dict):
        raise MisreadError(_("What arrived is not a briefing."))
    if isinstance(told.get("format"), bool) or told.get("format") not in FORMATS:
        raise MisreadError(_("This server is older than the page that sent this. It stays here."))
    return told


def _flat(told: Any, but: tuple[str, ...] = ()) -> dict[str, Any]:
    if not isinstance(told, dict):
        raise MisreadError(_("What arrived is not a briefing."))
    return {name: _leaf(name, value) for name, value in told.items() if name not in but}


def _leaf(name: str, value: Any) -> str | bool:
    """A value as a browser's form would have it: fields read nothing but text and booleans."""
    if value is None:
        return ""
    if isinstance(value, str) or (isinstance(value, bool) and name in TICKS):
        return value
    if isinstance(value, int):
        return str(value)
    raise MisreadError(_("“%(name)s” is not text.") % {"name": name[:40]})


def _rows(told: dict[str, Any], name: str, most: int) -> list[Any]:
    rows = told.get(name, [])
    if not isinstance(rows, list):
        raise MisreadError(_("What arrived is not a briefing."))
    if len(rows) > most:
        raise MisreadError(
            _("At most %(most)s lines of a kind can be kept. Drop some.") % {"most": most}
        )
    return rows


def _whose(form: forms.Form, name: str, user: User) -> None:
    field = form.fields[name]
    assert isinstance(field, PeopleField)
    field.user = user


def _errors(form: forms.Form) -> Iterator[str]:
    for name, errors in form.errors.items():
        label = form.fields[name].label if name in form.fields else None
        for text in errors:
            yield _within(label, str(text)) if label else str(text)


def _within(where: "str | Promise", what: str) -> str:
    return _("%(where)s: %(what)s") % {"where": where, "what": what}


def _but_exact(cleaned: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in cleaned.items() if name != "exact"}
