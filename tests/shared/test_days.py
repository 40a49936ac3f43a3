from datetime import date

import pytest
from django.template.defaultfilters import date as djangos
from hypothesis import given
from hypothesis import strategies as st

from tracker.shared.text import days
from tracker.shared.text.days import in_words
from tracker.templatetags.pmcareer import day


@given(st.dates(), st.sampled_from(["Y-m-d", "D j M", "D j M Y", "j M Y", "l j F Y"]))
def test_a_day_is_said_as_django_says_it(value, form):
    assert day(value, form) == djangos(value, form)


@pytest.mark.parametrize("nothing", [None, ""])
def test_no_day_says_nothing(nothing):
    assert day(nothing, "j M Y") == ""


def test_a_remembered_day_is_said_in_the_readers_language(monkeypatch):
    assert in_words(date(2026, 11, 3), "l") == "Tuesday"
    monkeypatch.setattr(days, "get_language", lambda: "de")
    monkeypatch.setattr(days, "date_format", lambda _day, _form: "Dienstag")
    assert in_words(date(2026, 11, 3), "l") == "Dienstag"
