"""The order of tasks: numbers on a page, which script lets one drag (tests/browser)."""

import pytest

from tests.conftest import sign_in
from tests.factories import make_task, task
from tracker.accounts.actions import make_curator
from tracker.catalogue.models import Task


@pytest.fixture
def as_carol(carol):
    return sign_in(carol)


def craft() -> list[Task]:
    return list(Task.objects.for_list().filter(area__slug="craft", level__number=1))


def numbers(tasks) -> dict[str, int]:
    return {f"position-{record.pk}": place for place, record in enumerate(tasks, 1)}


def test_a_task_moves_to_the_place_of_its_number(as_carol, as_alice):
    before = craft()
    after = [before[-1], *before[:-1]]
    answer = as_carol.post("/admin/curation/order/?level=1", numbers(after), follow=True)
    assert f"{len(before)} tasks have a new place." in answer.text
    shown = as_alice.get("/tasks/?area=craft&level=1").context["tasks"]
    assert [record.slug for record in shown] == [record.slug for record in after]


def test_what_did_not_move_gets_no_version(as_carol):
    before = craft()
    as_carol.post("/admin/curation/order/?level=1", numbers(before))
    versions = before[0].history.count()
    swapped = [*before[:-2], before[-1], before[-2]]
    as_carol.post("/admin/curation/order/?level=1", numbers(swapped))
    assert before[0].history.count() == versions
    assert before[-1].history.count() == versions + 1


def test_a_number_left_empty_keeps_the_tasks_place(as_carol):
    before = craft()
    as_carol.post("/admin/curation/order/?level=1", {f"position-{before[0].pk}": ""})
    assert craft() == before


@pytest.mark.parametrize("odd", ["x", "-1", "1e9", "99999999999999999999"])
def test_an_odd_number_is_refused_and_nothing_moves(as_carol, odd):
    before = craft()
    answer = as_carol.post("/admin/curation/order/?level=1", {f"position-{before[0].pk}": odd})
    assert answer.status_code == 422
    assert "write whole numbers" in answer.text
    assert craft() == before


def test_each_level_has_its_own_page_and_an_odd_one_shows_the_first(as_carol):
    assert task("brief-the-board").title in as_carol.get("/admin/curation/order/?level=3").text
    assert task("review-a-spec").title in as_carol.get("/admin/curation/order/?level=x").text


def test_drafts_are_ordered_as_well_and_retired_tasks_are_not(as_carol):
    make_task("A draft", status="draft")
    make_task("A retired one", status="archived")
    shown = as_carol.get("/admin/curation/order/").text
    assert "A draft" in shown
    assert "A retired one" not in shown


def test_only_curators_order(alice, as_alice):
    assert as_alice.get("/admin/curation/order/").status_code == 302
    alice.is_staff = True
    alice.save()
    assert sign_in(alice).get("/admin/curation/order/").status_code == 403
    make_curator(alice)
    assert sign_in(alice).get("/admin/curation/order/").status_code == 200
