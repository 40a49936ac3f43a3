"""No page of the admin breaks, whoever wrote it: lists, what is asked of them, and forms."""

import re
from html import unescape

import pytest
from allauth.account.models import EmailAddress
from django.contrib import admin
from django.contrib.auth.models import Group
from django.urls import NoReverseMatch, reverse

from tests.accounts.factors import set_up_app
from tests.conftest import sign_in
from tests.guards.rows import make_one_of_each

FINE = {200, 302, 403, 404}
REFUSED = {400}  # a list may not be asked for that
ASKED = ["?q=1", "?q=alice", "?q=%27%22%25", "?o=1", "?o=-1.2", "?o=99", "?p=1", "?p=99", "?p=x"]
ASKED += ["?all=", "?e=1", "?_popup=1", "?nonsense=1", "?pk__exact=x", "?_to_field=id"]
FILTER = re.compile(r'<a href="(\?[^"#]+)"')
MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label)


def address(model, page: str, *args) -> str | None:
    meta = model._meta
    try:
        return reverse(f"admin:{meta.app_label}_{meta.model_name}_{page}", args=args)
    except NoReverseMatch:  # an admin class may offer fewer pages
        return None


@pytest.fixture
def as_carol(alice, carol):
    make_one_of_each(alice)
    EmailAddress.objects.create(user=alice, email=alice.email, primary=True)
    Group.objects.get_or_create(name="Curators")
    set_up_app(alice)
    return sign_in(carol)


def status_of(client, path: str) -> int:
    answer = client.get(path)
    if answer.status_code == 302:
        return client.get(path, follow=True).status_code
    return answer.status_code


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label_lower)
def test_every_list_answers_what_can_be_asked_of_it(as_carol, model):
    path = address(model, "changelist")
    first = as_carol.get(path)
    asked = [*ASKED, *(unescape(link) for link in FILTER.findall(first.text))]
    for field in model._meta.concrete_fields:
        asked += [f"?{field.name}__exact=x", f"?{field.name}__isnull=x"]
    codes = {query: status_of(as_carol, path + query) for query in dict.fromkeys(asked)}
    assert {query: code for query, code in codes.items() if code not in FINE | REFUSED} == {}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label_lower)
def test_every_form_and_history_answers(as_carol, model):
    first = model._base_manager.order_by("pk").first()
    assert first, "a list without a row proves little"
    paths = [address(model, "add")]
    for pk in (first.pk, 9 * 10**17, "x", "1/2"):
        paths += [address(model, page, pk) for page in ("change", "history", "delete")]
    for path in filter(None, paths):
        assert status_of(as_carol, path) in FINE, path
        assert as_carol.post(path, {}).status_code in FINE, path
