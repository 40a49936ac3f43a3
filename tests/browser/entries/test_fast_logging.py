"""Logging in a few seconds: the line that is understood, once more, in place, the whole week."""

import sqlite3

from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, PHONE, sign_in
from tests.factories import log, make_person, task
from tracker.journal.models import Activity
from tracker.quicklog.forms import InPlaceForm


def test_a_line_is_shown_as_it_is_understood_and_saved_at_once(
    page: Page, base, dana, no_axe_violation
):
    make_person(dana)
    page.set_viewport_size(PHONE)
    sign_in(page, base, dana)
    line = page.get_by_label("What did you do?")
    line.press_sequentially("review a spec yesterday 45m with Ana Ruiz", delay=5)
    expect(page.locator("#quick-read")).to_contain_text("with Ana Ruiz")
    expect(page.locator("#quick-read")).to_contain_text("45 min")
    no_axe_violation(page)
    line.press("Enter")
    expect(page.get_by_text("Logged: 10 points.")).to_be_visible()
    assert Activity.objects.get().minutes == 45


def test_one_of_two_tasks_is_chosen_under_the_line(page: Page, base, dana, no_axe_violation):
    sign_in(page, base, dana)
    page.get_by_label("What did you do?").fill("think twice")
    expect(page.get_by_text("More than one task could be meant.")).to_be_visible()
    no_axe_violation(page)
    page.get_by_role("button", name="Think twice: giving up hands-on product work").click()
    expect(page.get_by_text("Logged: 0 points.")).to_be_visible()


def test_enter_is_quicker_than_the_page_and_undo_takes_it_back(page: Page, base, dana):
    sign_in(page, base, dana)
    line = page.get_by_label("What did you do?")
    line.fill("review a spec yesterday 45m")
    line.press("Enter")
    said = page.get_by_role("status").first
    expect(said).to_contain_text("Logged: 10 points.")
    expect(said).to_contain_text("45 min")
    expect(page.get_by_role("article")).to_have_count(1)
    said.get_by_role("button", name="Undo").click()
    expect(page).to_have_url(f"{base}/")
    expect(page.get_by_role("article")).to_have_count(0)


def test_while_it_sends_the_button_says_so_and_cannot_be_pressed_again(page: Page, base, dana):
    sign_in(page, base, dana)
    # As on a network that never answers: everything is done but the sending.
    page.evaluate("addEventListener('submit', (event) => event.preventDefault())")
    page.get_by_role("button", name="Add to this week").first.click()
    expect(page.get_by_role("button", name="Saving…")).to_be_disabled()


def test_lines_typed_one_after_the_other_are_all_saved(page: Page, base, dana):
    sign_in(page, base, dana)
    line = page.get_by_label("What did you do?")
    line.click()
    for words in ("coffee with a pm 20m", "helped support triage", "labelled the backlog"):
        page.keyboard.type(words)
        page.keyboard.press("Enter")
    page.keyboard.type("and half a line")
    expect(page.get_by_role("article")).to_have_count(3)
    expect(page.get_by_role("button", name="Undo")).to_have_count(3)
    expect(line).to_be_focused()
    expect(line).to_have_value("and half a line")
    assert page.url == f"{base}/"
    titles = Activity.objects.order_by("pk").values_list("title", flat=True)
    assert list(titles) == ["coffee with a pm", "helped support triage", "labelled the backlog"]


def test_what_was_typed_while_the_line_before_is_asked_about_comes_back(page: Page, base, dana):
    sign_in(page, base, dana)
    page.get_by_label("What did you do?").fill("call tomorrow")
    page.keyboard.press("Enter")
    page.keyboard.type("read a spec")
    expect(page.get_by_role("heading", name="Is this what you mean?")).to_be_visible()
    page.get_by_role("button", name="Save this").click()
    expect(page.get_by_label("What did you do?")).to_have_value("read a spec")
    assert Activity.objects.get().title == "call tomorrow"


def test_a_line_that_did_not_arrive_comes_back_and_is_saved_once(browser, base, dana):
    context = browser.new_context()
    page = context.new_page()
    sign_in(page, base, dana)
    line = page.get_by_label("What did you do?")
    context.set_offline(True)
    line.fill("coffee with a pm")
    line.press("Enter")
    expect(page.get_by_text("Not saved: there is no connection.")).to_be_visible()
    expect(line).to_have_value("coffee with a pm")
    context.set_offline(False)
    line.press("Enter")
    expect(page.get_by_role("article")).to_have_count(1)
    assert Activity.objects.get().title == "coffee with a pm"
    context.close()


def test_ctrl_enter_saves_the_long_form(page: Page, base, dana):
    sign_in(page, base, dana)
    page.goto(f"{base}/journal/log/")
    page.locator("summary", has_text="A title of your own").click()
    page.get_by_label("Title").fill("Coffee with a PM")
    page.get_by_label("Notes").fill("Two lines,\nno more")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("status").first).to_contain_text("Logged: 5 points.")
    assert Activity.objects.get().notes == "Two lines,\nno more"


def test_without_script_a_doubtful_line_is_asked_about_on_a_page(browser, base, dana):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, base, dana)
    page.get_by_label("What did you do?").fill("call tomorrow")
    page.locator("#quick").get_by_role("button", name="Log", exact=True).click()
    expect(page.get_by_role("heading", name="Is this what you mean?")).to_be_visible()
    page.get_by_role("button", name="Save this").click()
    expect(page.get_by_text("Logged: 5 points.")).to_be_visible()
    context.close()


def test_once_more_and_undone_with_one_tap_each(page: Page, base, dana):
    log(dana, task=task("review-a-spec"), minutes=45, date=dana.today)
    page.set_viewport_size(PHONE)
    sign_in(page, base, dana)
    page.get_by_role("button", name="Same again today").click()
    expect(page.get_by_text("Logged: 10 points.")).to_be_visible()
    expect(page.get_by_role("article")).to_have_count(2)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Deleted. You can undo this")).to_be_visible()


def test_a_slip_is_mended_where_it_stands(page: Page, base, dana, no_axe_violation):
    log(dana, "Lunhc", date=dana.today)
    page.set_viewport_size(PHONE)
    sign_in(page, base, dana)
    page.get_by_role("link", name="Edit in place").click()
    title = page.get_by_label("Title")
    expect(title).to_be_focused()
    title.fill("Lunch")
    page.get_by_label("Minutes").fill("0")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Minutes start at 1.")
    expect(title).to_have_value("Lunch")
    no_axe_violation(page)
    page.get_by_label("Minutes").fill("20")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved: 5 points.")).to_be_visible()
    expect(page.get_by_role("article")).to_contain_text("20 min")


def test_what_a_locked_database_did_not_take_is_sent_again_from_its_page(
    page: Page, base, dana, no_axe_violation, monkeypatch
):
    log(dana, "Lunhc", date=dana.today)
    page.set_viewport_size(PHONE)
    sign_in(page, base, dana)
    page.get_by_role("link", name="Edit in place").click()
    page.get_by_label("Title").fill("Lunch with Ana")
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(InPlaceForm, "save_changes", refuse_as_locked)
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(
            "Your data cannot be reached just now"
        )
    expect(page.get_by_label("Title")).to_have_value("Lunch with Ana")
    no_axe_violation(page)
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_text("Saved: 5 points.")).to_be_visible()
    expect(page.get_by_role("article")).to_contain_text("Lunch with Ana")


def refuse_as_locked(form: InPlaceForm) -> None:
    error = sqlite3.OperationalError("database is locked")
    error.sqlite_errorcode = sqlite3.SQLITE_BUSY
    raise error


def test_a_week_on_a_friday(page: Page, base, dana, no_axe_violation):
    card = task("review-a-spec")
    today = dana.today
    log(dana, task=card, date=today)
    for size in (DESKTOP, PHONE):
        page.set_viewport_size(size)
        if size == DESKTOP:
            sign_in(page, base, dana)
        page.goto(base)
        page.get_by_role("link", name="Log the whole week").click()
        day = page.locator(".grid-columns").get_by_role("group").last
        expect(day).to_contain_text("logged")
        day.get_by_label(card.title, exact=True).check()
        day.get_by_label(f"Minutes: {card.title}").fill("0")
        no_axe_violation(page)
        page.get_by_role("button", name="Log them").click()
        expect(page.get_by_role("alert")).to_contain_text("minutes go from 1 to 1,440.")
        no_axe_violation(page)
        day.get_by_label(f"Minutes: {card.title}").fill("45")
        page.get_by_role("button", name="Log them").click()
        expect(page.get_by_text("1 entry logged. 10 points.")).to_be_visible()
    assert Activity.objects.filter(minutes=45, date=today).count() == 2
