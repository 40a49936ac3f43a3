"""The admin has no way in, out or to a password beside those of the accounts."""

import pytest
from django.test import Client

from tests.conftest import sign_in
from tests.factories import PASSWORD, make_user
from tracker.accounts.models import User


@pytest.mark.parametrize(
    ("path", "leads_to"),
    [
        ("/admin/password_change/", "/accounts/password/change/"),
        ("/admin/password_change/done/", "/accounts/password/change/"),
        ("/admin/password_reset/", "/accounts/password/reset/"),
        ("/admin/password_reset/done/", "/accounts/password/reset/"),
        ("/admin/reset/MQ/set-password/", "/accounts/password/reset/"),
        ("/admin/reset/done/", "/accounts/password/reset/"),
        ("/admin/login/", "/admin/"),
    ],
)
def test_djangos_own_pages_lead_to_the_limited_ones(carol, path, leads_to):
    for method in ("get", "post"):
        assert getattr(sign_in(carol), method)(path).url == leads_to


def test_a_password_is_not_changed_in_the_admin(carol):
    new = "another long walk"
    data = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    sign_in(carol).post("/admin/password_change/", data)
    assert User.objects.get(pk=carol.pk).check_password(PASSWORD)


def test_whoever_is_signed_in_does_not_become_somebody_else_there(carol):
    client = sign_in(make_user("dora", is_staff=True))
    client.post("/admin/login/", {"username": carol.email, "password": PASSWORD})
    assert client.session["_auth_user_id"] != str(carol.pk)


def test_signing_in_leads_back_to_where_one_wanted_to_be(carol):
    client = Client()
    asked = client.get("/admin/tracker/task/", follow=True)
    assert asked.redirect_chain[-1][0] == "/accounts/login/?next=/admin/tracker/task/"
    data = {"login": carol.email, "password": PASSWORD, "next": "/admin/tracker/task/"}
    assert client.post("/accounts/login/", data).url == "/admin/tracker/task/"


def test_who_is_no_staff_is_told_so(as_alice):
    assert as_alice.get("/admin/", follow=True).status_code == 403


def test_signing_out_in_the_admin_is_signing_out(carol):
    client = sign_in(carol)
    answer = client.post("/admin/logout/")
    assert answer.url == "/"
    assert "_auth_user_id" not in client.session


def test_the_admin_loads_what_clears_the_device(carol):
    page = sign_in(carol).get("/admin/").text
    assert f'data-user="{carol.pk}"' in page
    assert "js/admin.js" in page
