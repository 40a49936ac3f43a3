from django import forms

from tracker.awards.models import Award


class AwardForm(forms.ModelForm[Award]):
    class Meta:
        model = Award
        fields = ["title", "date"]
