"""A curator looks at what a file would do, then does it: all of it or nothing."""

from datetime import timedelta

import pytest
import zeal
from django.contrib.auth.models import Group

from tests.conftest import sign_in
from tests.curation.task_import.files import (
    confirm,
    csv_file,
    json_file,
    new_row,
    said,
    seal_in,
    send,
    xlsx_file,
)
from tests.factories import make_resource, make_task, make_user, task
from tracker.catalogue.models import FormerSlug, Resource, Task
from tracker.curation.task_import import plan


@pytest.fixture
def as_carol(carol):
    return sign_in(carol)


@pytest.fixture
def dora(catalogue):
    """Make a curator of the group, without a superuser's rights."""
    dora = make_user("dora", is_staff=True)
    dora.groups.add(Group.objects.get(name="Curators"))
    return dora


def spec(**cells):
    return {"slug": "review-a-spec"} | cells


def test_a_dry_run_says_what_would_be_added_changed_and_skipped(as_carol):
    before = list(Task.objects.order_by("pk").values())
    old = task("review-a-spec").summary
    same = task("ask-about-personas").summary
    rows = [
        new_row("new-task"),
        spec(summary="Read one."),
        {"slug": "ask-about-personas", "summary": same},
    ]
    answer = send(as_carol, json_file(*rows))
    text = said(answer)
    assert answer.status_code == 200
    assert "1 to add, 1 to change, 1 unchanged." in text
    assert f"summary {old} Read one." in text
    assert "The title of new-task" in text
    assert "Import 2 tasks" in text
    assert list(Task.objects.order_by("pk").values()) == before


@pytest.mark.parametrize("name", ["tasks.csv", "tasks.xlsx", "tasks.json"])
def test_what_is_confirmed_is_written(as_carol, carol, name):
    row = new_row(
        "new-task", points="7", successor="review-a-spec", credit="Ada", status="published"
    )
    data = {
        "tasks.csv": csv_file(row, delimiter=";"),
        "tasks.xlsx": xlsx_file(list(row), [int(v) if v.isdigit() else v for v in row.values()]),
        "tasks.json": json_file(row | {"points": 7, "level": 1}),
    }[name]
    answer = confirm(as_carol, send(as_carol, data, name))
    assert "1 task is imported." in said(answer)
    new = task("new-task")
    assert (new.own_points, new.successor, new.credit) == (7, task("review-a-spec"), "Ada")
    assert (new.status, new.position, new.how_to) == ("published", 0, "Ask.\nGo.\nWrite.")
    version = new.history.get()
    assert (version.history_type, version.history_user) == ("+", carol)
    assert version.history_change_reason == "import"


def test_a_change_is_kept_in_the_history_with_its_author(as_carol, carol):
    confirm(as_carol, send(as_carol, json_file(spec(summary="Read one."))))
    last = task("review-a-spec").history.latest("history_id")
    assert (last.history_type, last.history_user, last.summary) == ("~", carol, "Read one.")


def test_a_column_that_is_left_out_stays_as_it_is(as_carol):
    before = Task.objects.filter(slug="review-a-spec").values().get()
    confirm(as_carol, send(as_carol, csv_file(spec(points="30"))))
    after = Task.objects.filter(slug="review-a-spec").values().get()
    assert after == before | {"own_points": 30}


def test_an_empty_cell_empties_what_may_be_empty(as_carol):
    Task.objects.filter(slug="review-a-spec").update(own_points=30, credit="Ada")
    answer = send(as_carol, csv_file(spec(points="", credit="", mistake="")))
    confirm(as_carol, answer)
    record = task("review-a-spec")
    assert (record.own_points, record.credit, record.mistake) == (None, "", "")


def test_a_new_task_is_a_draft_unless_the_file_says_otherwise(as_carol):
    row = new_row("new-task", status="", cadence=" ", position="", source="")
    confirm(as_carol, send(as_carol, csv_file(row)))
    new = task("new-task")
    assert (new.status, new.cadence, new.position, new.source) == (
        "draft",
        "any-time",
        0,
        "curator",
    )


def test_a_draft_may_be_unfinished_but_not_published(as_carol):
    new = new_row("new-task", summary="", evidence="")
    confirm(as_carol, send(as_carol, json_file(new)))
    assert (task("new-task").status, task("new-task").evidence) == ("draft", "")
    text = said(send(as_carol, json_file({"slug": "new-task", "status": "published"})))
    assert "A published task needs more: summary, evidence to keep is still empty." in text
    text = said(send(as_carol, json_file(spec(how_to=""))))
    assert "A published task needs more: how to is still empty." in text


def test_nothing_to_do_leaves_nothing_to_press(as_carol):
    answer = send(as_carol, csv_file(spec(title=task("review-a-spec").title)))
    assert answer.status_code == 200
    assert "There is nothing to import" in said(answer)
    assert not seal_in(answer)


def test_other_line_ends_are_no_change(as_carol):
    Task.objects.filter(slug="review-a-spec").update(how_to="One.\r\nTwo.")
    answer = send(as_carol, csv_file(spec(how_to="One.\nTwo.")))
    assert "0 to add, 0 to change, 1 unchanged" in said(answer)


def test_faulty_rows_are_all_named_with_line_and_reason_and_nothing_is_written(as_carol):
    count = Task.objects.count()
    data = csv_file(
        new_row("good"),
        new_row("two-lines", how_to="One.\nTwo.", area="nowhere"),
        new_row("Bad Slug", effort="XL", points="1001", status="published"),
        new_row("hint", title="x" * 121, level="9"),
        new_row("empty", why=" \n", status="published"),
        new_row("good", title="Another"),
    )
    answer = send(as_carol, data)
    text = said(answer)
    assert answer.status_code == 422
    assert "nothing can be until 5 rows are mended" in text
    for sentence in [
        "5 two-lines area : There is no area “nowhere”. The areas are: start-inside",
        "7 Bad Slug slug : Enter a valid “slug”",
        "effort : “XL” is not one of: S, M, L. points : A task earns at most 1,000 points.",
        "10 hint slug : “hint” is an address of the site itself.",
        "title : Ensure this value has at most 120 characters (it has 121).",
        "level : There is no level “9”. The levels are: 1, 2, 3.",
        "13 empty A published task needs more: why a hiring manager cares is still empty.",
        "17 good slug : The same stands in line 2.",
    ]:
        assert sentence in text
    assert not seal_in(answer)
    assert Task.objects.count() == count


def test_a_short_row_is_named_beside_the_others(as_carol):
    text = said(send(as_carol, b"slug,title\nreview-a-spec\nask-about-personas,\n"))
    assert "2 review-a-spec There is only 1 cell for 2 columns." in text
    assert "3 ask-about-personas title : This field is required." in text


def test_a_new_row_needs_the_columns_that_every_task_has(as_carol):
    answer = send(as_carol, b"slug,title\nnew-task,New\n")
    assert "“new-task” is new, and a new row needs more columns: level, area" in said(answer)


def test_a_record_without_a_slug_is_named_by_its_number(as_carol):
    row = new_row("a")
    del row["slug"]
    text = said(
        send(as_carol, json_file(new_row("b"), row, {"slug": "review-a-spec", "title": []}))
    )
    assert "2 slug : This field is required." in text
    assert "3 review-a-spec “title” is not a text." in text


def test_a_title_is_one_tasks_only(as_carol):
    one, other = task("review-a-spec"), task("ask-about-personas")
    text = said(send(as_carol, json_file(new_row("a", title=one.title))))
    assert f"“{one.title}” is the title of “{one.slug}” already." in text
    text = said(send(as_carol, json_file(new_row("a", title="T"), new_row("b", title="T"))))
    assert "2 b title : The same stands in record 1." in text
    swapped = [spec(title=other.title), {"slug": other.slug, "title": one.title}]
    text = said(send(as_carol, json_file(*swapped)))
    assert f"is the title of “{other.slug}” until this import is done" in text


def test_a_former_address_names_the_present_one(as_carol):
    FormerSlug.objects.create(slug="old-name", task=task("review-a-spec"))
    sentence = "“old-name” is a former address of “review-a-spec”. Write that slug."
    assert f"slug : {sentence}" in said(send(as_carol, json_file(new_row("old-name"))))
    row = new_row("new-task", successor="old-name")
    assert f"successor : {sentence}" in said(send(as_carol, json_file(row)))


def test_a_successor_may_stand_later_in_the_file_and_in_a_circle(as_carol):
    rows = [
        new_row("a", successor="b"),
        new_row("b", successor="a"),
        spec(successor="b"),
        new_row("self", successor="self"),
    ]
    confirm(as_carol, send(as_carol, json_file(*rows)))
    found = {t.slug: t.successor.slug for t in Task.objects.exclude(successor=None)}
    assert found == {"a": "b", "b": "a", "review-a-spec": "b", "self": "self"}


def test_an_unknown_successor_is_a_faulty_row(as_carol):
    text = said(send(as_carol, json_file(new_row("a", successor="nobody"))))
    assert "1 a successor : There is no task “nobody”." in text


def test_a_resource_has_its_tasks_by_their_slugs(as_carol, carol):
    book = make_resource("A book", tasks=[task("review-a-spec")], slug="a-book")
    rows = [
        {"slug": "a-book", "tasks": "ask-about-personas, review-a-spec", "level": "2"},
        {"slug": "a-talk", "kind": "talk", "title": "A talk", "author": "Ada"}
        | {"tasks": "review-a-spec", "link": "https://example.org/?"},
    ]
    answer = send(as_carol, json_file(*rows), kind="resources")
    assert "tasks review-a-spec ask-about-personas review-a-spec" in said(answer)
    with zeal.zeal_ignore():  # simple-history asks once for each resource
        answer = confirm(as_carol, answer, "resources")
    assert "2 resources are imported." in said(answer)
    assert {t.slug for t in book.tasks.all()} == {"ask-about-personas", "review-a-spec"}
    last = book.history.latest("history_id")
    assert (last.history_user, last.history_change_reason) == (carol, "import")
    assert (last.level.number, last.tasks.count()) == (2, 2)
    talk = Resource.objects.get(slug="a-talk")
    assert (talk.status, talk.link, talk.level) == ("draft", "https://example.org/?", None)
    assert talk.tasks.get() == task("review-a-spec")
    assert talk.history.latest("history_id").tasks.count() == 1


def test_a_resource_with_mistakes_says_which(as_carol):
    row = {"slug": "a", "kind": "film", "title": "T", "author": "A"}
    row |= {"link": "javascript:alert(1)", "tasks": "nobody", "level": "9"}
    text = said(send(as_carol, json_file(row), kind="resources"))
    for reason in [
        "kind : “film” is not one of: book, talk, post.",
        "link : Write a link that begins with https://.",
        "tasks : There is no task “nobody”.",
        "level : There is no level “9”.",
    ]:
        assert reason in text


def test_what_changed_meanwhile_is_shown_again_instead_of_written(as_carol):
    answer = send(as_carol, json_file(spec(summary="From the file.")))
    Task.objects.filter(slug="review-a-spec").update(summary="By somebody else.")
    again = confirm(as_carol, answer)
    assert again.status_code == 422
    assert "Nothing was written: what is here has changed since you looked." in said(again)
    assert "By somebody else. From the file." in said(again)
    assert task("review-a-spec").summary == "By somebody else."
    confirm(as_carol, again)
    assert task("review-a-spec").summary == "From the file."


def test_confirming_twice_writes_once(as_carol):
    answer = send(as_carol, json_file(new_row("new-task")))
    confirm(as_carol, answer)
    again = confirm(as_carol, answer)
    assert "There is nothing to import" in said(again)
    assert task("new-task").history.count() == 1


def test_a_task_that_went_meanwhile_is_a_sentence(as_carol):
    record = make_task("To go")
    answer = send(as_carol, csv_file({"slug": record.slug, "summary": "New."}))
    record.delete()
    again = confirm(as_carol, answer)
    assert again.status_code == 422
    assert "is new, and a new row needs more columns" in said(again)


def test_two_imports_at_once_write_one_and_show_the_other(as_carol, monkeypatch):
    """The other one comes between the look and the write, as far as the database sees it."""
    answer = send(as_carol, json_file(new_row("first"), new_row("new-task")))
    write = plan.TaskImportPlan.write

    def late(plan):
        make_task("Quicker", slug="new-task")
        write(plan)

    monkeypatch.setattr(plan.TaskImportPlan, "write", late)
    again = confirm(as_carol, answer)
    assert again.status_code == 422
    assert "Nothing was written" in said(again)
    assert not Task.objects.filter(slug="first").exists()


def test_a_page_left_open_for_an_hour_asks_for_the_file_again(as_carol, clock):
    answer = send(as_carol, json_file(new_row("new-task")))
    clock.shift(timedelta(minutes=61))
    again = confirm(as_carol, answer)
    assert again.status_code == 422
    assert "An import waits for an hour at most." in said(again)
    assert not Task.objects.filter(slug="new-task").exists()


def test_only_who_looked_may_confirm_and_only_that(as_carol, dora):
    answer = send(as_carol, json_file(new_row("new-task")))
    seal = seal_in(answer)
    attempts = [
        (sign_in(dora), "tasks", seal),
        (as_carol, "resources", seal),
        (as_carol, "tasks", seal[:40] + "x" + seal[41:]),
        (as_carol, "tasks", ""),
    ]
    for client, kind, rows in attempts:
        address = f"/admin/curation/import/{kind}/confirm/"
        assert client.post(address, {"rows": rows}).status_code == 422
    assert not Task.objects.filter(slug="new-task").exists()


def test_curators_import_and_nobody_else_does(dora, as_alice):
    client = sign_in(dora)
    assert "needed" in client.get("/admin/curation/import/tasks/").text
    assert send(client, csv_file(new_row("a"))).status_code == 200
    assert send(as_alice, csv_file(new_row("a"))).status_code == 302
    dora.groups.clear()
    assert send(client, csv_file(new_row("a"))).status_code == 403
    assert client.get("/admin/curation/import/resources/").status_code == 403
    assert client.get("/admin/curation/import/users/").status_code == 404


def test_a_look_takes_as_many_queries_for_many_rows(as_carol, django_assert_num_queries):
    rows = [new_row(f"task-{number}", successor="task-1") for number in range(60)]
    with django_assert_num_queries(6):
        few = send(as_carol, json_file(*rows[:3]))
    assert "3 to add, 0 to change" in said(few)
    with django_assert_num_queries(6):
        many = send(as_carol, json_file(*rows))
    assert "60 to add, 0 to change" in said(many)
