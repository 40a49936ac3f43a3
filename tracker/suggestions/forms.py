"""Suggesting a task, and the three answers to it."""

from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.text import format_lazy
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.catalogue.models import TITLE_LIMIT, Area, Level, Task
from tracker.shared.forms import MultilineField
from tracker.shared.limits import limit_text, with_commas
from tracker.suggestions import actions
from tracker.suggestions.models import LINK_LIMIT, REASON_LIMIT, TEXT_LIMIT, Suggestion
from tracker.suggestions.queries import titled

MOMENT = "D j M, H:i"


class SuggestionForm(forms.ModelForm[Suggestion]):
    """What `user` suggests to the curators."""

    how_to = MultilineField(
        label=_("How to"),
        max_length=TEXT_LIMIT,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=format_lazy(
            _("One step on each line, at most {limit} characters in all."),
            limit=with_commas(TEXT_LIMIT),
        ),
    )
    why = MultilineField(
        label=_("Why a hiring manager cares"),
        max_length=TEXT_LIMIT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=format_lazy("{} {}", _("What it shows about you."), limit_text(TEXT_LIMIT)),
    )

    class Meta:
        model = Suggestion
        fields = ["title", "how_to", "why", "link", "credit"]
        labels = {"title": _("Title"), "credit": _("Name me on the task")}
        help_texts = {
            "title": format_lazy(
                _("What somebody would do, at most {limit} characters."), limit=TITLE_LIMIT
            ),
            "link": format_lazy(
                "{} {}", _("A page that says more, if there is one."), limit_text(LINK_LIMIT)
            ),
        }
        widgets = {"title": forms.TextInput(attrs={"autocomplete": "off"})}

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.instance.owner = user
        self.fields["credit"].help_text = self._credit_help()

    def clean_title(self) -> str:
        title = " ".join(self.cleaned_data["title"].split())
        if task := titled(title):
            sentence = gettext("This task is in the list already: {task}.")
            raise ValidationError(format_html(sentence, task=_link(task)), code="listed")
        return title

    def _credit_help(self) -> str:
        if self.user.display_name:
            sentence = gettext("If it becomes a task, it says “Suggested by {name}”.")
            return format_html(sentence, name=self.user.display_name)
        return format_html(
            gettext(
                'Your <a href="{url}">settings</a> hold no name yet; without one nobody is named.'
            ),
            url=reverse("settings"),
        )

    def refuse(self, refusal: Exception) -> None:
        """Say why the action kept nothing."""
        match refusal:
            case actions.AlreadyWaitingError():
                self.add_error(
                    "title",
                    _(
                        "You have suggested a task with this title before, and it waits for a"
                        " curator. Take that one back first, or give this one another title."
                    ),
                )
            case actions.TooManyTodayError():
                sentence = _(
                    "At most %(most)d suggestions are taken in 24 hours. This one can be sent from"
                    " %(moment)s on; keep a copy of it until then."
                )
                again_at = localtime(refusal.again_at, ZoneInfo(self.user.time_zone))
                values = {"most": actions.MOST_A_DAY, "moment": date_format(again_at, MOMENT)}
                self.add_error(None, sentence % values)
            case actions.TooManyWaitingError():
                sentence = _(
                    "%(most)d of your suggestions wait for a curator, and that is the most. Keep a"
                    " copy of this one and send it when some are answered."
                )
                self.add_error(None, sentence % {"most": actions.MOST_WAITING})


def _link(task: Task) -> str:
    return format_html('<a href="{}">{}</a>', task.get_absolute_url(), task.title)


class AnswerForm(forms.Form):
    """What every answer to a suggestion has: words for the person who sent it."""

    # Three of them stand on one page; this tells their fields apart.
    name = ""
    reason = MultilineField(
        label=_("Note"),
        required=False,
        max_length=REASON_LIMIT,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=format_lazy(
            "{} {}", _("Whoever suggested it reads this."), limit_text(REASON_LIMIT)
        ),
    )

    def __init__(self, suggestion: Suggestion, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, auto_id=f"{self.name}-%s", label_suffix="", **kwargs)
        self.suggestion = suggestion


class AcceptForm(AnswerForm):
    name = "accept"
    level = forms.ModelChoiceField(Level.objects.all(), label=_("Level"), empty_label=None)
    area = forms.ModelChoiceField(Area.objects.all(), label=_("Area"))
    credit = forms.BooleanField(required=False, initial=True)
    field_order = ["level", "area", "credit", "reason"]

    def __init__(self, suggestion: Suggestion, data: Any = None, **kwargs: Any) -> None:
        super().__init__(suggestion, data, **kwargs)
        name = suggestion.owner.display_name
        if suggestion.credit and name:
            self.fields["credit"].label = _("Name %(name)s on the task") % {"name": name}
        else:
            del self.fields["credit"]

    @property
    def place(self) -> actions.Place:
        return actions.Place(self.cleaned_data["level"], self.cleaned_data["area"])


class MergeForm(AnswerForm):
    name = "merge"
    task = forms.ModelChoiceField(
        Task.objects.published().only("title").order_by("title"), label=_("Task")
    )
    field_order = ["task", "reason"]


class DeclineForm(AnswerForm):
    name = "decline"

    def __init__(self, suggestion: Suggestion, data: Any = None, **kwargs: Any) -> None:
        super().__init__(suggestion, data, **kwargs)
        reason = self.fields["reason"]
        reason.label, reason.required = _("Reason"), True
        reason.error_messages["required"] = _("Say why: one sentence is enough.")
