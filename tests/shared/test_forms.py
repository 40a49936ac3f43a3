"""Forms are drawn by our own template pack, whichever way crispy-forms is asked for them."""

import re

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Fieldset, Layout, Submit
from django import forms
from django.template import engines


class VisitForm(forms.Form):
    who = forms.CharField(label="Who", help_text="A name.")
    days = forms.MultipleChoiceField(
        label="Days",
        choices=[("mon", "Monday")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    agreed = forms.BooleanField(label="Agreed", required=False)
    secret = forms.CharField(widget=forms.HiddenInput, required=False)


def drawn(source, form):
    html = engines["django"].from_string("{% load crispy_forms_tags %}" + source)
    return re.sub(r"\s+", " ", html.render({"form": form}))


def test_a_field_has_its_label_its_help_and_what_is_wrong():
    html = drawn("{{ form|crispy }}", VisitForm({}))
    assert '<label for="id_who">Who</label>' in html
    assert '<div class="help" id="id_who_helptext">A name.</div>' in html
    assert '<p class="wrong" id="id_who_error">This field is required.</p>' in html
    assert 'aria-describedby="id_who_helptext id_who_error"' in html
    assert '<a href="#id_who">Who</a>: This field is required.' in html


def test_only_what_may_stay_empty_is_called_optional():
    html = drawn("{{ form.who|as_crispy_field }}", VisitForm())
    assert "optional" not in html
    form = VisitForm()
    form.fields["who"].required = False
    assert "optional" in drawn("{{ form.who|as_crispy_field }}", form)


def test_choices_stand_in_a_group_with_the_label_as_its_name():
    html = drawn("{{ form.days|as_crispy_field }}", VisitForm())
    assert "<legend>Days</legend>" in html
    assert re.search(
        r'<label class="choice" for="id_days_0"><input [^>]*value="mon"[^>]*> Monday', html
    )


def test_a_hidden_field_is_its_input_alone():
    html = drawn("{{ form.secret|as_crispy_field }}", VisitForm())
    assert html.strip() == '<input type="hidden" name="secret" id="id_secret">'


def test_a_layout_is_drawn_with_the_same_fields():
    form = VisitForm({})
    form.helper = FormHelper()
    form.helper.layout = Layout(
        Fieldset("Visit", "who", "days", css_class="pair"), Div("agreed"), Submit("save", "Save")
    )
    html = drawn("{% crispy form %}", form)
    assert re.search(r'<form[^>]* method="post"', html)
    assert '<fieldset class="pair"' in html
    assert "<legend>Visit</legend>" in html
    assert '<p class="wrong" id="id_who_error">This field is required.</p>' in html
    assert re.search(r'<button type="submit" name="save"[^>]*> Save </button>', html)
