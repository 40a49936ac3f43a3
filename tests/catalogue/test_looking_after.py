"""What must not be lost, doubled or stolen while several curators look after tasks."""

import html

import pytest
from django.contrib.auth.models import Permission

from tests.catalogue.test_curating import task_data
from tests.conftest import sign_in
from tests.factories import make_resource, make_task, make_user, task
from tracker.accounts.actions import make_curator
from tracker.catalogue import release_content
from tracker.catalogue.actions import decide_release, in_use, load_catalogue, reorder
from tracker.catalogue.models import Area, FormerSlug, Level, Resource, Task
from tracker.catalogue.queries import tasks_by_area


@pytest.fixture
def as_carol(carol):
    return sign_in(carol)


def staff_who_may(*codenames: str):
    user = make_user(is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    return sign_in(user)


# Pages of the admin that change something, and what one may not change by looking alone.
CHANGING = [
    ("/admin/curation/order/?level=1", "view_task"),
    ("/admin/curation/shipped/", "view_task"),
    ("/admin/curation/shipped/take/", "view_task"),
    ("/admin/curation/shipped/review-a-spec/add/", "view_task"),
    ("/admin/curation/suggestions/", "view_suggestion"),
    ("/admin/curation/deleted/task/1/", "view_resource"),
    ("/admin/curation/import/tasks/", "view_task"),
]


@pytest.mark.parametrize(("address", "permission"), CHANGING)
def test_who_may_only_look_changes_nothing(catalogue, address, permission):
    client = staff_who_may(permission)
    assert client.post(address).status_code in (403, 405)
    assert client.get(address).status_code in (403, 405)


def test_an_old_version_is_saved_only_by_those_who_may_change_the_task(catalogue):
    record = task("review-a-spec")
    version = record.history.first().history_id
    address = f"/admin/tracker/task/{record.pk}/history/{version}/"
    client = staff_who_may("view_task")
    assert client.get(address).status_code == 200
    assert client.post(address, task_data(title="Rewritten")).status_code == 403
    assert task("review-a-spec").title == record.title


def test_an_old_version_does_not_revive_a_deleted_task(as_carol):
    record = make_task("Gone")
    version, pk = record.history.first().history_id, record.pk
    record.delete()
    answer = as_carol.post(f"/admin/tracker/task/{pk}/history/{version}/", task_data())
    assert answer.status_code == 404
    assert not Task.objects.filter(pk=pk).exists()


@pytest.mark.parametrize("part", ["abc/history/", "1/history/abc/", "abc/history/1/"])
def test_odd_keys_are_not_found(as_carol, part):
    for model in ("task", "area", "resource"):
        assert as_carol.get(f"/admin/tracker/{model}/{part}").status_code in (302, 404)


def test_every_version_of_an_area_opens(as_carol):
    area = Area.objects.first()
    for version in area.history.all():
        address = f"/admin/tracker/area/{area.pk}/history/{version.history_id}/"
        assert as_carol.get(address).status_code == 200


def test_a_shipped_task_that_was_renamed_and_deleted_stays_away(as_carol):
    record = task("review-a-spec")
    data = task_data(slug="renamed", status="published")
    as_carol.post(f"/admin/tracker/task/{record.pk}/change/", data)
    FormerSlug.objects.all().delete()
    Task.objects.get(pk=record.pk).delete()
    assert "review-a-spec" in load_catalogue().deleted
    assert not Task.objects.filter(slug__in=["renamed", "review-a-spec"]).exists()


def test_a_renamed_book_is_not_shipped_a_second_time(catalogue):
    number = Resource.objects.count()
    book = Resource.objects.get(slug="inspired")
    book.slug = "inspired-2"
    book.save()
    load_catalogue()
    assert Resource.objects.count() == number


def test_what_hangs_on_a_task_forbids_its_deletion(catalogue):
    record = make_task("Used")
    assert not in_use(record)
    make_task("Older", status="archived", successor=record)
    assert in_use(record)
    book_for = make_task("With a book")
    make_resource("A book", tasks=[book_for])
    assert in_use(book_for)
    renamed = make_task("Renamed")
    FormerSlug.objects.create(slug="before", task=renamed)
    assert in_use(renamed)


@pytest.mark.django_db(transaction=True)
def test_a_task_whose_successor_is_gone_comes_back_without_it(carol):
    successor = make_task("Next")
    record = make_task("Before", successor=successor)
    record.delete()
    successor.delete()
    version = Task.history.filter(history_type="-", slug=record.slug).latest()
    answer = sign_in(carol).post(f"/admin/curation/deleted/task/{version.pk}/", follow=True)
    assert "Before is back." in html.unescape(answer.text)
    assert Task.objects.get(slug=record.slug).successor is None


def test_a_task_deleted_twice_is_listed_once(as_carol):
    record = make_task("Twice deleted")
    pk = record.pk
    record.delete()
    version = Task.history.filter(history_type="-").latest("history_id")
    as_carol.post(f"/admin/curation/deleted/task/{version.pk}/")
    Task.objects.get(pk=pk).delete()
    text = as_carol.get("/admin/curation/deleted/").text
    assert text.count('<th scope="row">Twice deleted</th>') == 1
    assert as_carol.post(f"/admin/curation/deleted/task/{version.pk}/").status_code == 404


def test_who_may_add_tasks_alone_sees_and_brings_back_no_books(catalogue):
    make_resource("A book").delete()
    version = Resource.history.filter(history_type="-").latest("history_id")
    client = staff_who_may("view_task", "add_task")
    assert "A book" not in client.get("/admin/curation/deleted/").text
    assert client.post(f"/admin/curation/deleted/resource/{version.pk}/").status_code == 403


def test_a_new_task_cannot_take_an_address_that_leads_to_another(as_carol, as_alice):
    record = task("review-a-spec")
    address = f"/admin/tracker/task/{record.pk}/change/"
    as_carol.post(address, task_data(slug="renamed", status="published"))
    answer = as_carol.post("/admin/tracker/task/add/", task_data(title="Other", slug=record.slug))
    assert "This address leads to" in answer.text
    assert as_alice.get("/tasks/review-a-spec/").url == "/tasks/renamed/"


def test_going_back_to_a_version_keeps_the_newer_address(as_carol, as_alice):
    record = task("review-a-spec")
    version = record.history.first().history_id
    data = task_data(slug="renamed", status="published", title=record.title)
    as_carol.post(f"/admin/tracker/task/{record.pk}/change/", data)
    data["slug"] = "review-a-spec"
    as_carol.post(f"/admin/tracker/task/{record.pk}/history/{version}/", data)
    assert as_alice.get("/tasks/renamed/").url == "/tasks/review-a-spec/"


def test_taking_what_is_shipped_leaves_a_colleagues_edit_of_another_field(catalogue):
    seen = task("review-a-spec")
    record = next(
        record for record in release_content.catalogue() if record.slug == "review-a-spec"
    )
    Task.objects.filter(pk=seen.pk).update(summary="Mine.", evidence="A colleague’s words.")
    decide_release(seen, record, ["summary"])
    now = task("review-a-spec")
    assert (now.summary, now.evidence) == (record.values["summary"], "A colleague’s words.")


@pytest.mark.parametrize(
    ("moved", "to", "expected"), [(2, 1, "ACB"), (0, 1, "BAC"), (2, 0, "CAB"), (2, 2, "ABC")]
)
def test_a_number_that_another_task_has_moves_as_one_would_expect(catalogue, moved, to, expected):
    level = Level.objects.create(number=9, name="Nine", summary="")
    records = [make_task(f"{name} task", level=level, position=i) for i, name in enumerate("ABC")]
    numbers = {record.pk: index + 1 for index, record in enumerate(records)}
    numbers[records[moved].pk] = to + 1
    reorder(level, numbers)
    [(_area, tasks)] = tasks_by_area(level)
    assert "".join(record.title[0] for record in tasks) == expected


def test_titles_are_kept_with_single_spaces(as_carol):
    as_carol.post("/admin/tracker/task/add/", task_data(title="Shadow   a  launch"))
    assert task("shadow-a-launch").title == "Shadow a launch"


def test_a_former_curator_reads_no_drafts(alice):
    make_task("Draft", slug="a-draft", status="draft")
    make_curator(alice)
    assert sign_in(alice).get("/tasks/preview/a-draft/").status_code == 200
    alice.is_staff = False
    alice.save()
    assert sign_in(alice).get("/tasks/preview/a-draft/").status_code == 404


def test_a_mended_link_is_no_longer_called_dead(as_carol):
    book = make_resource("A book", link="https://example.org/gone")
    Resource.objects.filter(pk=book.pk).update(link_problem="answers 404")
    data = {"title": "A book", "author": "A", "kind": "book", "status": "published"}
    address = f"/admin/tracker/resource/{book.pk}/change/"
    as_carol.post(address, data | {"link": "https://example.org/here"})
    book.refresh_from_db()
    assert (book.link, book.link_problem) == ("https://example.org/here", "")
