"""What a curator does in the admin."""

import html
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.conftest import sign_in
from tests.factories import log, make_resource, make_task, task
from tracker.catalogue.actions import load_catalogue
from tracker.catalogue.models import Area, Level, Resource, Task


@pytest.fixture
def as_carol(carol):
    return sign_in(carol)


def task_data(**changes):
    return {
        "title": "Shadow a launch",
        "slug": "shadow-a-launch",
        "level": Level.objects.get(number=1).pk,
        "area": Area.objects.get(slug="craft").pk,
        "summary": "Follow one.",
        "status": "draft",
        "successor": "",
        "position": "3",
        "how_to": "Ask.\nGo.\nWrite.",
        "evidence": "Notes.",
        "mistake": "",
        "why": "It shows.",
        "source": "curator",
        "source_phrase": "",
        "effort": "M",
        "own_points": "",
        "credit": "",
        "cadence": "any-time",
    } | changes


def test_a_curator_adds_edits_publishes_and_archives(as_carol):
    answer = as_carol.post("/admin/tracker/task/add/", task_data(), follow=True)
    assert answer.status_code == 200
    record = task("shadow-a-launch")
    assert record.status == "draft"
    as_carol.post(f"/admin/tracker/task/{record.pk}/change/", task_data(title="Shadow one launch"))
    as_carol.post("/admin/tracker/task/", {"action": "publish", "_selected_action": [record.pk]})
    record.refresh_from_db()
    assert (record.title, record.status) == ("Shadow one launch", "published")
    as_carol.post("/admin/tracker/task/", {"action": "archive", "_selected_action": [record.pk]})
    record.refresh_from_db()
    assert record.status == "archived"


def test_an_archived_task_keeps_every_entry_that_used_it_readable(as_carol, as_alice, alice):
    record = make_task("Old ways")
    entry = log(alice, "", "We wait.", task=record)
    Task.objects.filter(pk=record.pk).update(status="archived")
    assert "Old ways" in as_alice.get(entry.get_absolute_url()).text


def test_the_order_of_tasks_is_the_curators(as_carol, as_alice):
    Task.objects.filter(slug="ask-about-personas").update(position=0)
    Task.objects.filter(slug="review-a-spec").update(position=90)
    craft = [t.slug for t in as_alice.get("/tasks/?area=craft&level=1").context["tasks"]]
    assert craft[0] == "ask-about-personas"
    assert craft[-1] == "review-a-spec"


def test_a_task_that_somebody_used_cannot_be_deleted(as_carol, alice):
    record = task("review-a-spec")
    log(alice, task=record)
    address = f"/admin/tracker/task/{record.pk}/delete/"
    assert as_carol.get(address).status_code == 403
    assert as_carol.post(address, {"post": "yes"}).status_code == 403


def test_a_deleted_task_is_brought_back_as_it_was(as_carol, as_alice):
    record = make_task("By mistake", slug="by-mistake", position=7)
    as_carol.post(f"/admin/tracker/task/{record.pk}/delete/", {"post": "yes"})
    assert as_alice.get("/tasks/by-mistake/").status_code == 404
    shown = as_carol.get("/admin/curation/deleted/").text
    assert "By mistake" in shown
    assert "carol@example.org" in shown
    version = Task.history.filter(history_type="-").latest()
    answer = as_carol.post(f"/admin/curation/deleted/task/{version.pk}/", follow=True)
    assert "By mistake is back." in html.unescape(answer.text)
    again = Task.objects.get(pk=record.pk)
    assert (again.slug, again.position, again.status) == ("by-mistake", 7, "published")
    assert "By mistake" not in as_carol.get("/admin/curation/deleted/").text


def test_a_deleted_task_whose_title_is_taken_stays_away_with_a_sentence(as_carol):
    record = make_task("Twice")
    record.delete()
    make_task("Twice")
    version = Task.history.filter(history_type="-").latest()
    answer = as_carol.post(f"/admin/curation/deleted/task/{version.pk}/", follow=True)
    assert "Task with this Title already exists." in answer.text
    assert not Task.objects.filter(pk=record.pk).exists()


def test_a_deleted_book_comes_back_with_its_tasks(as_carol):
    book = make_resource("A book", tasks=[task("review-a-spec")])
    as_carol.post(f"/admin/tracker/resource/{book.pk}/delete/", {"post": "yes"})
    version = Resource.history.filter(history_type="-").latest()
    as_carol.post(f"/admin/curation/deleted/resource/{version.pk}/")
    assert [t.slug for t in Resource.objects.get(pk=book.pk).tasks.all()] == ["review-a-spec"]


def test_a_task_says_since_when_and_by_whom_it_has_its_state(as_carol, carol):
    record = make_task("Draft", status="draft")
    as_carol.post("/admin/tracker/task/", {"action": "publish", "_selected_action": [record.pk]})
    shown = as_carol.get(f"/admin/tracker/task/{record.pk}/change/").text
    assert "18 Nov 2026, by carol@example.org" in shown


def test_an_aspiring_pm_does_not_get_in(as_alice):
    assert as_alice.get("/admin/").status_code == 302


def test_staff_sees_accounts_but_makes_and_deletes_none(as_carol, alice):
    assert "alice@example.org" in as_carol.get("/admin/tracker/user/").text
    assert as_carol.get("/admin/tracker/user/add/").status_code == 403
    assert as_carol.get(f"/admin/tracker/user/{alice.pk}/delete/").status_code == 403
    assert as_carol.get(f"/admin/tracker/user/{alice.pk}/change/").status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "user/?activities=5",
        "task/?activities=5",
        "level/?goals=1",
        "user/?goals__isnull=0",
        "task/?activities__notes__contains=x",
        "task/?tallies__owner=1",
    ],
)
def test_no_filter_of_the_admin_tells_who_logged_what(as_carol, alice, address):
    answer = as_carol.get(f"/admin/tracker/{address}")
    assert answer.status_code in (302, 400)
    assert answer.status_code == 400 or "e=1" in answer.url


def test_the_filters_on_offer_work(as_carol):
    for query in ("level__id__exact=1", "area__id__exact=1", "status__exact=draft", "q=spec"):
        assert as_carol.get(f"/admin/tracker/task/?{query}").status_code == 200


def test_an_old_address_leads_to_the_task(as_carol, as_alice):
    record = task("review-a-spec")
    address = f"/admin/tracker/task/{record.pk}/change/"
    as_carol.post(address, task_data(slug="renamed", status="published"))
    answer = as_alice.get("/tasks/review-a-spec/")
    assert (answer.status_code, answer.url) == (302, "/tasks/renamed/")
    as_carol.post(address, task_data(slug="again", status="published"))
    assert (
        as_alice.get("/tasks/review-a-spec/", follow=True).redirect_chain[-1][0] == "/tasks/again/"
    )
    load_catalogue()
    assert Task.objects.count() == 72


def test_an_address_can_be_taken_back(as_carol, as_alice):
    record = task("review-a-spec")
    for slug in ("renamed", "review-a-spec"):
        data = task_data(slug=slug, status="published")
        as_carol.post(f"/admin/tracker/task/{record.pk}/change/", data)
    assert as_alice.get("/tasks/review-a-spec/").status_code == 200
    assert as_alice.get("/tasks/renamed/").url == "/tasks/review-a-spec/"


def test_an_old_address_of_a_draft_leads_nowhere(as_carol, as_alice):
    record = task("review-a-spec")
    data = task_data(slug="renamed", status="draft")
    as_carol.post(f"/admin/tracker/task/{record.pk}/change/", data)
    assert as_alice.get("/tasks/review-a-spec/", follow=True).status_code == 404


def test_every_change_is_kept_with_its_author_and_can_be_taken_back(as_carol, carol):
    record = task("review-a-spec")
    title = record.title
    address = f"/admin/tracker/task/{record.pk}/change/"
    as_carol.post(address, task_data(slug=record.slug, title="Read a spec aloud"))
    shown = html.unescape(as_carol.get(f"/admin/tracker/task/{record.pk}/history/").text)
    assert "carol@example.org" in shown
    assert title in shown
    assert "Read a spec aloud" in shown
    first = record.history.order_by("history_id").first()
    as_carol.post(
        f"/admin/tracker/task/{record.pk}/history/{first.history_id}/",
        task_data(slug=record.slug, title=first.title, status="published"),
    )
    record.refresh_from_db()
    assert record.title == title
    assert record.history.count() == 3


def test_publishing_several_is_kept_in_each_history(as_carol, carol):
    record = make_task("Draft", status="draft")
    as_carol.post("/admin/tracker/task/", {"action": "publish", "_selected_action": [record.pk]})
    last = record.history.order_by("history_id").last()
    assert (last.status, last.history_user) == ("published", carol)


def test_a_draft_in_which_something_is_missing_is_not_published_with_the_others(as_carol):
    whole, half = make_task("Whole", status="draft"), make_task("Half", evidence="", status="draft")
    data = {"action": "publish", "_selected_action": [whole.pk, half.pk]}
    shown = html.unescape(as_carol.post("/admin/tracker/task/", data, follow=True).text)
    assert "1 task is published." in shown
    assert "“Half” is not: evidence to keep is still empty." in shown
    half.refresh_from_db()
    assert half.status == "draft"


def test_a_curator_previews_a_draft_and_nobody_else_does(as_carol, as_alice):
    record = make_task("Draft of a task", status="draft")
    shown = as_carol.get(f"/tasks/preview/{record.slug}/").text
    assert "Preview of a task that is draft." in shown
    assert "Draft of a task" in shown
    assert as_alice.get(f"/tasks/preview/{record.slug}/").status_code == 404


def test_a_retired_task_names_its_successor(as_alice):
    record = make_task("Old way", status="archived", successor=task("review-a-spec"))
    shown = as_alice.get(record.get_absolute_url()).text
    assert "This task is retired" in shown
    assert f"Now: {task('review-a-spec').title}" in html.unescape(shown)


def test_somebody_who_signed_up_is_made_a_curator(alice, as_alice):
    said = StringIO()
    call_command("make_curator", "ALICE@example.org", stdout=said)
    assert "alice@example.org curates the task list now" in said.getvalue()
    assert as_alice.get("/admin/tracker/task/").status_code == 200
    assert as_alice.get("/admin/tracker/user/").status_code == 403
    assert as_alice.get("/admin/account/emailaddress/").status_code == 403


def test_nobody_is_made_a_curator_before_signing_up(catalogue):
    with pytest.raises(CommandError, match="Nobody has signed up as"):
        call_command("make_curator", "nobody@example.org")
