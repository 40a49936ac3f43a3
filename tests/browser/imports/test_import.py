"""Importing in a real browser: choose a file, read what it would do, confirm, on every screen."""

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.conftest import DESKTOP, PHONE, sign_in
from tests.curation.task_import.files import csv_file, json_file, new_row
from tests.factories import make_user, task

LONG = "Averyveryverylongwordwithoutanyspace" * 3
MIXED = json_file(
    new_row("new-task", title=LONG[:100]),
    {"slug": "review-a-spec", "summary": f"New,\nwith {LONG}", "points": "7"},
    {"slug": "ask-about-personas"},
)
FAULTY = csv_file(
    new_row("fine"), new_row("bad", area=LONG, level="9", why=""), new_row(f"Bad {LONG}")
)
MANY = csv_file(*[new_row(f"task-{number}") for number in range(50)])


@pytest.mark.parametrize(
    ("scheme", "size"), [("light", PHONE), ("dark", DESKTOP)], ids=["phone", "desk-dark"]
)
def test_a_curator_imports_a_file(context: BrowserContext, base, no_axe_violation, scheme, size):
    page = context.new_page()
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=scheme)
    sign_in(page, base, make_user("carol", is_staff=True, is_superuser=True))
    for data in (b"colour,slug\nred,a\n", FAULTY, MANY, MIXED):
        page.goto(f"{base}/admin/curation/import/tasks/")
        choose(page, data)
        no_axe_violation(page)
        wider = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wider <= 0, f"{page.url} scrolls sideways by {wider}px"
    assert page.get_by_text("1 to add, 1 to change, 1 unchanged.").is_visible()
    page.get_by_role("button", name="Import 2 tasks").click()
    page.get_by_text("2 tasks are imported.").wait_for()
    assert task("review-a-spec").own_points == 7


def choose(page: Page, data: bytes) -> None:
    file = {"name": "tasks.csv", "mimeType": "text/csv", "buffer": data}
    page.get_by_label("File").set_input_files(file)
    with page.expect_navigation():
        page.get_by_role("button", name="Show what would change").click()


def test_an_export_is_a_download(page: Page, base):
    sign_in(page, base, make_user("carol", is_staff=True, is_superuser=True))
    page.goto(f"{base}/admin/curation/import/resources/")
    with page.expect_download() as started:
        page.get_by_role("link", name="XLSX").click()
    assert started.value.suggested_filename.startswith("pmcareer-resources-20")
