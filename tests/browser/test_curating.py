"""A curator’s day: second factor, draft, preview, order by dragging, publish, a faulty file."""

from importlib import import_module

import pytest
from django.apps import apps
from playwright.sync_api import Page, expect

from tests.browser.conftest import one_time_code, sign_in
from tests.curation.task_import.files import csv_file, new_row
from tests.factories import PASSWORD, make_user
from tracker.accounts.actions import make_curator
from tracker.accounts.models import User
from tracker.catalogue.models import Task

TITLE = "Shadow a launch"
FIRST = "Review a spec from the technical and the business side"


@pytest.fixture
def curator(transactional_db) -> User:
    user = make_user("carol", display_name="Carol")
    make_curator(user)
    # A test that emptied the database has taken away what the migrations gave the group.
    for name in ("0003_curators", "0005_curators_read_suggestions"):
        migration = import_module(f"tracker.migrations.{name}")
        grant = getattr(migration, "make_group", None) or migration.widen_group
        grant(apps, None)
    return user


def sign_in_with_second_factor(page: Page, base: str, user: User) -> None:
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    page.goto(f"{base}/admin/")
    page.get_by_label("Email").fill(user.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_label("Code").fill(one_time_code(secret))
    page.get_by_role("button", name="Sign In", exact=True).click()
    expect(page.get_by_role("heading", name="Curate the task list")).to_be_visible()


def test_a_task_from_draft_to_somebodys_journal(page: Page, base, curator, dana, context):
    sign_in_with_second_factor(page, base, curator)
    draft(page)
    preview(page)
    drag_to_the_top(page)
    publish(page)

    page.get_by_role("button", name="Log out").click()
    sign_in(page, base, dana)
    page.goto(f"{base}/tasks/?level=1&area=craft")
    expect(page.locator(".tasks h4").first).to_have_text(TITLE)
    page.get_by_role("link", name=TITLE).click()
    page.get_by_role("link", name="Log it").click()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("status").first).to_contain_text("Logged: 10 points.")


def draft(page: Page) -> None:
    page.get_by_role("link", name="New task").click()
    page.get_by_label("Title").press_sequentially(TITLE)
    expect(page.get_by_label("Slug")).to_have_value("shadow-a-launch")
    page.get_by_label("Level").select_option("Into product management")
    page.get_by_label("Area").select_option("Craft")
    page.get_by_label("Summary").fill("Follow one launch from the last meeting to the first call.")
    page.get_by_label("How to").fill("Ask the PM.\nSit in.\nWrite down what slipped.")
    page.get_by_label("Evidence to keep").fill("What slipped, and who noticed first.")
    page.get_by_label("Why a hiring manager cares").fill("You saw the end, not only the plan.")
    page.get_by_label("Effort").select_option("M, up to two hours")
    page.get_by_role("button", name="Save and continue editing").click()


def preview(page: Page) -> None:
    page.get_by_role("link", name="Preview").click()
    expect(page.get_by_text("Preview of a task that is draft.")).to_be_visible()
    expect(page.get_by_role("heading", name=TITLE)).to_be_visible()
    page.get_by_role("link", name="Back to editing").click()


def drag_to_the_top(page: Page) -> None:
    page.get_by_role("link", name="pmcareer curation").click()
    page.get_by_role("link", name="Order").click()
    area = page.get_by_role("region", name="Craft")
    handle = area.get_by_role("button", name=f"Move “{TITLE}”")
    first = area.get_by_role("button", name=f"Move “{FIRST}”")
    grip, goal = handle.bounding_box(), first.bounding_box()
    page.mouse.move(grip["x"] + 20, grip["y"] + 20)
    page.mouse.down()
    page.mouse.move(goal["x"] + 20, goal["y"] + 30, steps=8)
    page.mouse.move(goal["x"] + 20, goal["y"] + 2, steps=8)
    page.mouse.up()
    expect(area.locator("li a").first).to_have_text(TITLE)
    # The arrow keys do the same, and say where the task is.
    handle.press("ArrowDown")
    expect(page.get_by_role("status")).to_have_text(f"{TITLE}: 2 of 10")
    handle.press("ArrowUp")
    expect(area.get_by_label(f"Position of “{TITLE}”")).to_have_value("1")
    page.get_by_role("button", name="Save the order").click()
    expect(page.get_by_text("tasks have a new place.")).to_be_visible()


def publish(page: Page) -> None:
    page.get_by_role("region", name="Craft").get_by_role("link", name=TITLE).click()
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("was changed successfully")).to_be_visible()
    expect(page.get_by_role("button", name="Publish")).to_have_count(0)


def test_the_order_without_script(browser, base, curator):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, base, curator)
    page.goto(f"{base}/admin/curation/order/")
    page.get_by_label("Position of “Pitch a feature to management”").fill("0")
    page.get_by_role("button", name="Save the order").click()
    expect(page.get_by_role("region", name="Craft").locator("li a").first).to_have_text(
        "Pitch a feature to management"
    )
    context.close()


# What is wrong with seven of two hundred rows, and what the curator reads about it.
FAULTS = {
    3: ({"area": "cooking"}, "cooking"),
    40: ({"level": "9"}, "9"),
    77: ({"slug": "task-76"}, "task-76"),
    101: ({"title": ""}, "required"),
    150: ({"effort": "XL"}, "XL"),
    151: ({"points": "many"}, "whole number"),
    199: ({"title": "x" * 121}, "120"),
}


def test_a_file_of_two_hundred_rows_of_which_seven_are_faulty(page: Page, base, curator):
    rows = [new_row(f"task-{number}") for number in range(200)]
    for number, (changes, _reason) in FAULTS.items():
        rows[number] |= changes
    before = Task.objects.count()

    sign_in(page, base, curator)
    page.goto(f"{base}/admin/")
    page.get_by_role("link", name="Import and export").click()
    choose_file(page, csv_file(*rows))
    faulty = page.get_by_role("region", name="Rows with mistakes").locator("tbody tr")
    expect(faulty).to_have_count(7)
    for place, (number, (_changes, reason)) in enumerate(FAULTS.items()):
        line = 2 + 3 * number  # below the names of columns; each row has three steps on three lines
        expect(faulty.nth(place).locator("th")).to_have_text(str(line))
        expect(faulty.nth(place)).to_contain_text(reason)
    expect(page.get_by_role("button", name="Import 2")).to_have_count(0)
    assert Task.objects.count() == before

    mended = [row for number, row in enumerate(rows) if number not in FAULTS]
    choose_file(page, csv_file(*mended))
    page.get_by_role("button", name="Import 193 tasks").click()
    expect(page.get_by_text("193 tasks are imported.")).to_be_visible()
    assert Task.objects.count() == before + 193


def choose_file(page: Page, data: bytes) -> None:
    if not page.get_by_label("File").is_visible():
        page.go_back()
    file = {"name": "tasks.csv", "mimeType": "text/csv", "buffer": data}
    page.get_by_label("File").set_input_files(file)
    page.get_by_role("button", name="Show what would change").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_signing_out_in_the_admin_leaves_nothing_on_the_device(page: Page, base, curator):
    sign_in_with_second_factor(page, base, curator)
    keys = [f"draft:{curator.pk}:log", "briefing-user", "draft:0:of-somebody-else"]
    page.evaluate("keys => keys.forEach((key) => localStorage.setItem(key, 'kept'))", keys)
    page.get_by_role("button", name="Log out").click()
    page.wait_for_url(f"{base}/")
    left = "Object.keys(localStorage).filter((key) => /^(draft|briefing)/.test(key))"
    assert page.evaluate(left) == ["draft:0:of-somebody-else"]


def test_briefings_that_were_not_sent_are_asked_about_first(page: Page, base, curator):
    sign_in_with_second_factor(page, base, curator)
    key = f"briefing-unsent:{curator.pk}"
    page.evaluate("key => localStorage.setItem(key, '1')", key)
    page.get_by_role("button", name="Log out").click()
    page.wait_for_url(f"{base}/accounts/logout/")
    expect(page.get_by_role("button", name="Sign Out").first).to_be_visible()
