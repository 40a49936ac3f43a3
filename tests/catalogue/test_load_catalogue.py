from io import StringIO

from django.core.management import call_command

from tests.factories import make_task, task
from tracker.catalogue.actions import load_catalogue
from tracker.catalogue.models import Task


def load() -> str:
    said = StringIO()
    call_command("load_catalogue", stdout=said)
    return said.getvalue()


def test_loading_again_changes_nothing(catalogue):
    before = list(Task.objects.order_by("pk").values())
    assert load() == "0 tasks added.\n"
    assert before == list(Task.objects.order_by("pk").values())


def test_a_curators_edit_stays_and_is_listed(catalogue):
    Task.objects.filter(slug="review-a-spec").update(title="My own words", own_points=12)
    assert "kept as curated: review-a-spec (title, own_points)" in load()
    assert task("review-a-spec").title == "My own words"


def test_an_archived_or_moved_task_stays_where_the_curator_put_it(catalogue):
    Task.objects.filter(slug="review-a-spec").update(status="archived", position=99)
    assert load() == "0 tasks added.\n"
    record = task("review-a-spec")
    assert (record.status, record.position) == ("archived", 99)


def test_a_task_that_is_missing_is_added(catalogue):
    Task.objects.filter(slug="review-a-spec").delete()
    Task.history.all().delete()
    assert load_catalogue().added == ["review-a-spec"]
    assert task("review-a-spec").status == "published"


def test_a_task_that_a_curator_deleted_stays_away(catalogue):
    Task.objects.filter(slug="review-a-spec").delete()
    assert "not added, a curator deleted it: review-a-spec" in load()
    assert not Task.objects.filter(slug="review-a-spec").exists()


def test_a_shipped_task_whose_title_a_curator_uses_is_passed_over_and_said(catalogue):
    shipped = task("review-a-spec")
    title, _ = shipped.title, shipped.delete()
    Task.history.all().delete()
    make_task(title, slug="my-own")
    assert "not added, its title is taken: review-a-spec" in load()
    assert not Task.objects.filter(slug="review-a-spec").exists()
