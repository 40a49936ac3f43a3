"""A niche, and what proves it."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext
from django_stubs_ext import StrOrPromise

from tracker.accounts.models import User
from tracker.journal.models import Activity
from tracker.paths.niches.models import TEXT_LIMIT, Niche, NicheProof, ProofKind
from tracker.people.models import Person
from tracker.shared.forms import DateInput, MultilineField
from tracker.shared.limits import limit_text
from tracker.shared.weeks import EARLIEST

LATEST_ENTRIES = 30


class NicheForm(forms.ModelForm[Niche]):
    class Meta:
        model = Niche
        fields = ["statement", "markets"]
        field_classes = {"markets": MultilineField}
        widgets = {
            "statement": forms.Textarea(attrs={"rows": 2}),
            "markets": forms.Textarea(attrs={"rows": 4}),
        }
        error_messages = {"statement": {"required": _("Say it in one sentence.")}}
        help_texts = {
            "statement": _("What you know better than most: a trade, its rules, its people."),
            "markets": format_lazy(
                "{} {}",
                _("One on each line: who would pay for knowing it?"),
                limit_text(TEXT_LIMIT),
            ),
        }

    def clean_statement(self) -> str:
        return " ".join(self.cleaned_data["statement"].split())


class NicheProofForm(forms.ModelForm[NicheProof]):
    """A proof, or a test by somebody in the trade; entries on offer are the latest ones."""

    class Meta:
        model = NicheProof
        fields = ["kind", "text", "date", "person", "activity"]
        field_classes = {"text": MultilineField}
        widgets = {
            "kind": forms.RadioSelect,
            "text": forms.Textarea(attrs={"rows": 3}),
            "date": DateInput,
        }
        error_messages = {"text": {"required": _("Say what it is.")}}
        help_texts = {
            "text": format_lazy(
                "{} {}", _("What you did, or what they said of it."), limit_text(TEXT_LIMIT)
            ),
            "person": _("For a test: somebody in the trade."),
        }

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        if not self.instance.pk:
            self.initial.setdefault("date", user.today)
        self._offer("person", Person.objects.owned_by(user).live().order_by("name", "pk"))
        entries = Activity.objects.owned_by(user).live().select_related("task")
        self._offer("activity", entries.order_by("-date", "-pk"), LATEST_ENTRIES)

    def _offer(self, name: str, rows: Any, most: int | None = None) -> None:
        """Offer one's own rows, the chosen one among them whatever the limit."""
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = rows
        nothing = _("nobody") if name == "person" else pgettext("entries", "none")
        choices: list[tuple[str, StrOrPromise]] = [("", nothing)]
        offered = list(rows[:most])
        chosen = getattr(self.instance, name)
        if chosen and chosen not in offered and chosen.deleted_at is None:
            offered.append(chosen)
        for row in offered:
            choices.append((str(row.pk), str(row)))
        field.choices = choices

    def clean_date(self) -> date:
        day: date = self.cleaned_data["date"]
        stays = day == self.initial.get("date")
        if not stays and not EARLIEST <= day <= self.user.today:
            raise ValidationError(_("Choose a day between 1950 and today."))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        needs_person = cleaned.get("kind") == ProofKind.TEST and not cleaned.get("person")
        if needs_person and "person" not in self.errors:
            self.add_error("person", _("A test has somebody in the trade who made it."))
        return cleaned
