"""What the renderer writes is what Django's templates write, but for white space."""

import re
from datetime import date

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.safestring import mark_safe
from hypothesis import given
from hypothesis import strategies as st

from pmcareer.form_renderer import Renderer

TEXT = st.text(max_size=20)
VALUES = st.one_of(st.none(), TEXT, st.integers(), TEXT.map(mark_safe), st.dates())
ATTRS = st.dictionaries(st.sampled_from(["id", "title", "required", "x'y"]), st.booleans() | TEXT)
CHOICES = st.lists(st.tuples(TEXT | st.integers(), TEXT | st.integers()), max_size=4)


def both(widget: forms.Widget, value: object, attrs: dict[str, object]) -> tuple[str, str]:
    ours, djangos = (
        re.sub(r">\s+<", "><", widget.render("na<me", value, attrs, renderer=one))
        for one in (Renderer(), DjangoTemplates())
    )
    return ours, djangos


@pytest.mark.parametrize(
    "kind",
    [
        forms.TextInput,
        forms.NumberInput,
        forms.EmailInput,
        forms.HiddenInput,
        forms.DateInput,
        forms.CheckboxInput,
        forms.Textarea,
    ],
)
@given(value=VALUES, attrs=ATTRS)
def test_a_field_is_written_as_djangos_templates_write_it(kind, value, attrs):
    ours, djangos = both(kind(), value, attrs)
    assert ours == djangos


@given(choices=CHOICES, value=VALUES, attrs=ATTRS)
def test_a_list_too(choices, value, attrs):
    ours, djangos = both(forms.Select(choices=choices), value, attrs)
    assert ours == djangos


def test_a_list_with_groups_passes_djangos_template():
    grouped = forms.Select(choices=[("Near", [(1, "One")]), ("Far", [(2, "Two")])])
    ours, djangos = both(grouped, 2, {})
    assert ours == djangos
    assert '<optgroup label="Near">' in ours


def test_a_date_is_written_in_its_format():
    assert (
        'value="2026-11-03"' in both(forms.DateInput(format="%Y-%m-%d"), date(2026, 11, 3), {})[0]
    )
