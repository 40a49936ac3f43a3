"""Forms about companies, and the names that other forms offer."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.openings.companies.models import WHY_LIMIT, Company, CompanyQuerySet, CompanyState
from tracker.people.models import Person
from tracker.shared.forms import MultilineField
from tracker.shared.http import SEARCH_LIMIT
from tracker.shared.limits import limit_text

COMPANY_LIST = "company-names"
MOST_OFFERED = 200
STATES = [(state.value, capfirst(state.label)) for state in CompanyState]


def with_company_names(form: Any, user: User) -> None:
    """Hand a form the names that its list offers, as `company_names`."""
    own_companies = Company.objects.owned_by(user).by_name()
    form.company_names = list(own_companies.values_list("name", flat=True)[:MOST_OFFERED])


class CompanyForm(forms.ModelForm[Company]):
    class Meta:
        model = Company
        fields = [
            "name",
            "state",
            "why",
            "market",
            "product",
            "place",
            "head_of_product",
            "adverts",
            "link",
            "note",
        ]
        field_classes = dict.fromkeys(["why", "adverts", "note"], MultilineField)
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "off"}),
            "state": forms.RadioSelect,
            "why": forms.Textarea(attrs={"rows": 3}),
            "adverts": forms.Textarea(attrs={"rows": 3}),
            "note": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "why": _("What they do that you know from the inside, and who there would notice."),
            "adverts": _("When, for what, and what they asked for. It tells what they lack."),
            "note": limit_text(WHY_LIMIT),
        }
        error_messages = {"name": {"required": _("Name the company.")}}

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        state = self.fields["state"]
        assert isinstance(state, forms.ChoiceField)
        state.choices = STATES

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        others = Company.objects.owned_by(self.user).live().exclude(pk=self.instance.pk)
        if others.filter(name__same=name).exists():
            raise ValidationError(
                _("You have a company of that name. Open it, or join the two from its page.")
            )
        return name


class EditCompanyForm(CompanyForm):
    """The same, and whether the people known there are renamed with it."""

    with_people = forms.BooleanField(required=False, initial=True)

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(user, *args, **kwargs)
        own_people = Person.objects.owned_by(user).live()
        self.people = list(own_people.filter(company__same=self.instance.name).only("name")[:20])
        field = self.fields["with_people"]
        if not self.people:
            del self.fields["with_people"]
            return
        names = ", ".join(person.name for person in self.people)
        field.label = _("If the name changes, it changes for the people known there too")
        field.help_text = names

    @property
    def moves_people(self) -> bool:
        return bool(self.cleaned_data.get("with_people"))


class CompanyFilterForm(forms.Form):
    """Filters of the list; a value that is not on offer is left out."""

    q = forms.CharField(label=_("Search"), required=False, max_length=SEARCH_LIMIT)
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("Every state")), *STATES]
    )

    def filter_queryset(self, companies: CompanyQuerySet) -> CompanyQuerySet:
        """Apply every filter that was understood."""
        if state := self.cleaned_data.get("state"):
            companies = companies.filter(state=state)
        return companies.matching(self.cleaned_data.get("q", ""))

    @property
    def in_use(self) -> bool:
        return any(self.cleaned_data.values())
