"""Export, wipe, import: the same tasks. And what an export may not do to a spreadsheet."""

import io
import json
import zipfile

import pytest
import zeal
from openpyxl import load_workbook

from tests.conftest import sign_in
from tests.curation.task_import.files import confirm, said, send
from tests.factories import make_resource, make_task, make_user, task
from tracker.catalogue.models import Area, Level, Resource, Task

NASTY = [
    "=cmd|' /C calc'!A0",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=tab",
    "'apostrophe",
    "''=two",
    "'=1",
    "apostrophe'",
    'quo"tes, commas; and "" more',
    " spaces around ",
    "\nline\nbreaks\n",
    "emoji 👩‍👩‍👧‍👦 and e\u0301",
    "\u202eمرحبا\u202c שלום",
    "_x0041_ and \x0b\x1f\ufffe",
    "<b>&amp;</b>",
    "]]>",
    "2026-11-18",
    "007",
    "1e5",
    "TRUE",
    "\u2028\u2029\x85.",
]


def export(client, kind="tasks", ending="csv"):
    answer = client.get(f"/admin/curation/export/{kind}.{ending}")
    assert answer.status_code == 200
    return answer


def everything(model):
    """All that a curator can set, by slug."""
    out = {"id", "reviewed_fingerprint", "link_problem", "link_checked_at"}
    if model is Task:
        rows = Task.objects.values(*columns(Task, out | {"successor"}), "successor__slug")
        return {row["slug"]: row for row in rows}
    rows = {row["slug"]: row for row in Resource.objects.values(*columns(Resource, out))}
    for resource in Resource.objects.all():
        rows[resource.slug]["tasks"] = {each.slug for each in resource.tasks.all()}
    return rows


def columns(model, left_out):
    return [field.name for field in model._meta.fields if field.name not in left_out]


def make_nasty_tasks() -> None:
    former = None
    for number, text in enumerate(NASTY):
        former = make_task(
            f"{text}{number}",
            slug=f"nasty_{number}-",
            summary=text,
            how_to=text,
            why=f"{text}x",
            evidence=text * 3,
            mistake=text,
            credit=text,
            source_phrase=text,
            position=number * 1000,
            own_points=[None, 0, 1000][number % 3],
            effort="SML"[number % 3],
            status=["draft", "published", "archived"][number % 3],
            level=Level.objects.get(number=number % 3 + 1),
            area=Area.objects.all()[number % 9],
            successor=former,
        )
    Task.objects.filter(slug="nasty_0-").update(successor=former)
    make_task("Unfinished", slug="nasty", status="draft", evidence="", summary="", why=" ")


@pytest.mark.parametrize("ending", ["csv", "xlsx", "json"])
def test_tasks_are_identical_after_export_wipe_and_import(carol, ending):
    client = sign_in(carol)
    make_nasty_tasks()
    before = everything(Task)
    file = export(client, ending=ending).content
    assert "0 to add, 0 to change, 95 unchanged" in said(send(client, file, f"x.{ending}"))
    Task.objects.all().delete()
    answer = confirm(client, send(client, file, f"x.{ending}"))
    assert "95 tasks are imported." in said(answer)
    assert everything(Task) == before


@pytest.mark.parametrize("ending", ["csv", "xlsx", "json"])
def test_the_reading_list_is_identical_after_export_wipe_and_import(carol, ending):
    client = sign_in(carol)
    for number, text in enumerate(NASTY):
        make_resource(
            f"{text}x",
            tasks=Task.objects.all()[: number % 4],
            slug=f"nasty_{number}-",
            note=text,
            author=f"{text}x",
            link=["", "http://Example.org/a?#", "https://example.org/?q=%20b"][number % 3],
            kind=["book", "talk", "post"][number % 3],
            level=Level.objects.filter(number=number % 4).first(),
        )
    before = everything(Resource)
    file = export(client, "resources", ending).content
    Resource.objects.all().delete()
    with zeal.zeal_ignore():  # simple-history asks once for each resource
        confirm(client, send(client, file, f"x.{ending}", "resources"), "resources")
    assert everything(Resource) == before


def test_a_file_has_a_name_with_its_day_and_its_own_type(carol):
    answer = export(sign_in(carol))
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == (
        'attachment; filename="pmcareer-tasks-2026-11-18.csv"'
    )
    assert answer.content.startswith(b'\xef\xbb\xbf"slug","title","level",')


def test_json_is_verbatim_and_the_others_are_defused(carol):
    client = sign_in(carol)
    make_task("=1+1", slug="formula")
    records = json.loads(export(client, ending="json").content)
    assert [each["title"] for each in records if each["slug"] == "formula"] == ["=1+1"]
    assert '\r\n"formula","\'=1+1","1","craft",' in export(client).content.decode("utf-8-sig")
    sheet = load_workbook(io.BytesIO(export(client, ending="xlsx").content)).worksheets[0]
    assert [row[1] for row in sheet.values if row[0] == "formula"] == ["'=1+1"]
    assert {cell.data_type for row in sheet for cell in row} <= {"s", "inlineStr", "n"}


def test_no_cell_of_a_workbook_is_a_formula_or_a_number(carol):
    data = export(sign_in(carol), ending="xlsx").content
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "<v>" not in sheet


def test_a_text_that_no_cell_holds_is_said_instead_of_cut(carol):
    client = sign_in(carol)
    make_task("Long", slug="long", why="x" * 40_000)
    answer = client.get("/admin/curation/export/tasks.xlsx")
    assert answer.status_code == 422
    assert "“long” has a text of more than 32,767 characters" in said(answer)
    for ending in ("csv", "json"):
        file = export(client, ending=ending).content
        assert "0 to add, 0 to change" in said(send(client, file, f"x.{ending}"))


def test_more_tasks_take_no_more_queries(carol, django_assert_num_queries):
    client = sign_in(carol)
    for _round in range(2):
        make_resource("A book", tasks=[task("review-a-spec")])
        for kind, model, number in (("tasks", Task, 2), ("resources", Resource, 3)):
            with django_assert_num_queries(number):
                file = export(client, kind, "json")
            slugs = {record["slug"] for record in json.loads(file.content)}
            assert slugs == set(model.objects.values_list("slug", flat=True))


def test_who_may_not_see_tasks_exports_none(as_alice, catalogue):
    assert as_alice.get("/admin/curation/export/tasks.csv").status_code == 302
    staff = sign_in(make_user("dora", is_staff=True))
    assert staff.get("/admin/curation/export/tasks.csv").status_code == 403


def test_nothing_else_is_exported(carol):
    client = sign_in(carol)
    for path in ("users.csv", "tasks.pdf", "tasks.", "tasks", ".csv"):
        assert client.get(f"/admin/curation/export/{path}").status_code == 404
    assert client.post("/admin/curation/export/tasks.csv").status_code == 405
