"""What views read of a request: whatever anybody types is taken or passed over, never an error."""

import pytest
from django import forms
from django.http import QueryDict
from django.test import RequestFactory

from tracker.shared.http import form_data, get_or_post, pk_from, render_form, text_from


class NameForm(forms.Form):
    name = forms.CharField()


@pytest.mark.parametrize(
    ("typed", "pk"),
    [
        ("7", 7),
        ("007", 7),
        ("9" * 18, 10**18 - 1),
        ("9" * 19, None),
        ("", None),
        (None, None),
        ("-1", None),
        ("1.0", None),
        ("²", None),
        ("١", None),
        ("x", None),
    ],
)
def test_a_key_is_read_from_plain_digits_alone(typed, pk):
    assert pk_from(typed) == pk


@pytest.mark.parametrize(
    ("typed", "text"),
    [(" spec ", "spec"), ("a\x00b", "ab"), ("x" * 300, "x" * 200), ("\x00 ", ""), (None, "")],
)
def test_a_search_is_read_without_what_no_database_finds(typed, text):
    query = QueryDict(mutable=True)
    if typed is not None:
        query["q"] = typed
    assert text_from(query, "q") == text


def test_a_search_may_have_a_limit_of_its_own():
    query = QueryDict(mutable=True)
    query["q"] = "  abcdef"
    assert text_from(query, "q", limit=3) == "abc"


def test_a_form_is_bound_by_what_was_sent_even_if_that_is_nothing(rf):
    assert form_data(rf.get("/")) is None
    sent = form_data(rf.post("/"))
    assert sent is not None
    assert not sent


def test_a_refused_form_comes_back_as_422_and_a_fresh_one_as_200(as_alice):
    request = as_alice.get("/journal/log/").wsgi_request
    template = "shared/_summary.html"
    assert render_form(request, template, NameForm()).status_code == 200
    assert render_form(request, template, NameForm({"name": "Ana"})).status_code == 200
    refused = render_form(request, template, NameForm({}), refused="Not sent.")
    assert refused.status_code == 422
    assert "Not sent." in refused.text
    assert "This field is required." in refused.text


@pytest.mark.parametrize(
    ("method", "status"), [("get", 200), ("head", 200), ("post", 200), ("put", 405)]
)
def test_a_page_with_a_form_takes_get_head_and_post(method, status):
    request = getattr(RequestFactory(), method)("/")
    view = get_or_post(lambda request: render_form(request, "shared/_summary.html", NameForm()))
    assert view(request).status_code == status
