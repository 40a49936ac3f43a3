"""What is chosen in the admin's own boxes may be anything: a sentence, never an error of ours."""

import pytest

from tests.conftest import sign_in
from tracker.catalogue.models import Task

NO_KEYS = ["0x10", "x", "-1", "9" * 40, "1.5", "\0", "²"]


@pytest.mark.parametrize("key", NO_KEYS)
@pytest.mark.parametrize(("model", "field"), [("task", "successor"), ("resource", "tasks")])
def test_a_choice_that_is_no_key_is_refused_beside_its_field(carol, model, field, key):
    answer = sign_in(carol).post(f"/admin/tracker/{model}/add/", {field: key})
    assert answer.status_code == 200
    assert field in answer.context["adminform"].errors


@pytest.mark.parametrize("key", NO_KEYS)
def test_a_permission_that_is_no_key_is_refused_beside_its_field(carol, key):
    answer = sign_in(carol).post("/admin/auth/group/add/", {"name": "Team", "permissions": key})
    assert answer.status_code == 200
    assert "permissions" in answer.context["adminform"].errors


def test_several_numbers_that_no_column_holds_find_nothing(carol):
    assert not Task.objects.filter(pk__in=[10**40, -(10**40)]).exists()
    one = Task.objects.get(slug="review-a-spec")
    assert list(Task.objects.filter(pk__in=[10**40, one.pk])) == [one]


@pytest.mark.parametrize("key", NO_KEYS)
def test_a_tick_that_is_no_key_does_nothing(carol, key):
    before = set(Task.objects.values_list("pk", "status"))
    ticked = {"action": "archive", "_selected_action": key}
    answer = sign_in(carol).post("/admin/tracker/task/", ticked, follow=True)
    assert answer.status_code == 200
    assert "Items must be selected" in answer.text
    assert set(Task.objects.values_list("pk", "status")) == before
