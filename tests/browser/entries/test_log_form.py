"""What the log form's script adds: drafts, quotes in place, one click one entry, shortcuts."""

import re

from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import sign_in
from tests.factories import PASSWORD, log
from tracker.journal.models import Activity


def open_more(page: Page) -> None:
    page.locator("summary", has_text="A title of your own").click()


def type_draft(page: Page, base: str) -> None:
    page.goto(f"{base}/journal/log/")
    page.get_by_label("Notes").fill("Half a thought")
    page.get_by_label("Quote", exact=True).fill("We wait.")
    page.get_by_role("button", name="Add another quote").click()
    page.get_by_label("Quote", exact=True).nth(1).fill("Pay double.")
    expect(page.get_by_text("Kept on this device until you save")).to_be_visible()


def test_a_closed_tab_loses_nothing(page: Page, base, dana):
    sign_in(page, base, dana)
    type_draft(page, base)
    page.close(run_before_unload=False)
    again = page.context.new_page()
    again.goto(f"{base}/journal/log/")
    again.get_by_role("button", name="Bring it back").click()
    expect(again.get_by_label("Notes")).to_have_value("Half a thought")
    expect(again.get_by_label("Quote", exact=True).nth(1)).to_have_value("Pay double.")
    open_more(again)
    again.get_by_label("Title").fill("Whole")
    again.get_by_role("button", name="Save", exact=True).click()
    expect(again.get_by_role("status").first).to_contain_text("Logged: 105 points.")
    again.goto(f"{base}/journal/log/")
    expect(again.get_by_role("button", name="Bring it back")).to_have_count(0)


def test_a_session_that_ended_meanwhile_loses_nothing(page: Page, base, dana):
    sign_in(page, base, dana)
    type_draft(page, base)
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_label("Email").fill(dana.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(re.compile(r"/journal/log/|/$"))
    page.goto(f"{base}/journal/log/")
    page.get_by_role("button", name="Bring it back").click()
    expect(page.get_by_label("Notes")).to_have_value("Half a thought")


def test_a_draft_is_gone_after_logging_out(page: Page, base, dana):
    sign_in(page, base, dana)
    type_draft(page, base)
    page.get_by_role("button", name="Account").click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(f"{base}/")
    assert page.evaluate("Object.keys(localStorage).length") == 0


def fail_to_send(route: Route) -> None:
    """Let a gateway between here and there answer what is sent."""
    if route.request.method == "POST":
        route.fulfill(status=200, body="A page of the gateway", content_type="text/html")
    else:
        route.continue_()


def test_without_a_network_nothing_is_lost_and_saving_again_saves_once(page: Page, base, dana):
    sign_in(page, base, dana)
    type_draft(page, base)
    open_more(page)
    page.get_by_label("Title").fill("Once")
    save = page.get_by_role("button", name="Save", exact=True)
    page.context.set_offline(True)
    save.click()
    told = page.locator("#draft-said")
    expect(told).to_contain_text("You are offline. What you typed is kept on this device")
    page.context.set_offline(False)
    expect(told).to_have_text("The connection is back: Save again.")

    page.route("**/journal/log/", fail_to_send)
    save.click()
    expect(page.get_by_text("A page of the gateway")).to_be_visible()
    page.unroute("**/journal/log/")
    page.go_back()
    expect(told).to_contain_text("What you had typed is here again.")
    expect(page.get_by_label("Title")).to_have_value("Once")
    expect(page.get_by_label("Quote", exact=True).nth(1)).to_have_value("Pay double.")
    save.click()
    page.wait_for_url(f"{base}/")
    assert Activity.objects.count() == 1


def test_going_back_after_an_error_finds_every_line_of_a_long_form(page: Page, base, dana):
    sign_in(page, base, dana)
    page.goto(f"{base}/lessons/new/")
    page.get_by_label("Title").fill("I promised a date")
    page.get_by_label("What happened").fill("And then it moved.")
    page.route("**/lessons/new/", fail_to_send)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("A page of the gateway")).to_be_visible()
    page.go_back()
    expect(page.get_by_label("Title")).to_have_value("I promised a date")
    expect(page.get_by_label("What happened")).to_have_value("And then it moved.")


def test_a_double_click_makes_one_entry(page: Page, base, dana):
    sign_in(page, base, dana)
    page.goto(f"{base}/journal/log/")
    open_more(page)
    page.get_by_label("Title").fill("Once")
    page.get_by_role("button", name="Save", exact=True).dblclick()
    page.wait_for_url(f"{base}/")
    expect(page.get_by_role("article")).to_have_count(1)
    assert Activity.objects.count() == 1


def test_enter_in_a_line_saves(page: Page, base, dana):
    sign_in(page, base, dana)
    page.goto(f"{base}/journal/log/")
    open_more(page)
    page.get_by_label("Title").fill("By keyboard")
    page.get_by_label("Title").press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("Logged: 5 points.")


def test_a_removed_quote_leaves_the_form_and_the_entry(page: Page, base, dana):
    entry = log(dana, "Briefing", "We wait.", "Pay double.", date=dana.today)
    sign_in(page, base, dana)
    page.goto(f"{base}/journal/{entry.pk}/edit/")
    block = page.get_by_role("group", name="Quote 1")
    block.get_by_text("Where, theme, sharing, removing").click()
    block.get_by_label("Remove this quote").check()
    expect(
        page.get_by_role("group", name="Quote 1").get_by_label("Quote", exact=True)
    ).to_have_value("Pay double.")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("We wait.")).to_have_count(0)
    assert entry.quotes.live().count() == 1


def test_the_sign_in_page_does_not_appear_inside_the_form(page: Page, base, dana):
    sign_in(page, base, dana)
    page.goto(f"{base}/journal/log/")
    open_more(page)
    page.get_by_label("Title").fill("Half an entry")
    page.context.clear_cookies(name="sessionid")
    page.get_by_label("Task").fill("Review a spec from the technical and the business side")
    page.get_by_label("Task").press("Tab")
    expect(page).to_have_url(f"{base}/accounts/login/?next=/journal/log/")
    sign_in(page, base, dana)
    page.goto(f"{base}/journal/log/")
    page.get_by_role("button", name="Bring it back").click()
    expect(page.get_by_label("Title")).to_have_value("Half an entry")


def test_the_evidence_prompt_appears_with_the_task(page: Page, base, dana):
    sign_in(page, base, dana)
    page.goto(f"{base}/journal/log/")
    page.get_by_label("Task").fill("Review a spec from the technical and the business side")
    page.get_by_label("Task").press("Tab")
    expect(page.locator("#task-hint")).to_contain_text("10 points")


def test_shortcuts_work_and_never_while_typing(page: Page, base, dana):
    sign_in(page, base, dana)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    page.goto(f"{base}/journal/log/")
    page.get_by_label("Notes").press_sequentially("all / well?")
    expect(page.get_by_label("Notes")).to_have_value("all / well?")
    page.goto(f"{base}/tasks/")
    page.keyboard.press("/")
    page.wait_for_url(f"{base}/search/")
    expect(page.get_by_label("Words to look for")).to_be_focused()
    page.keyboard.type("review spec")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name=re.compile("^Review a spec from"))).to_be_visible()
    page.keyboard.press("/")
    expect(page.get_by_label("Words to look for")).to_be_focused()
    page.goto(f"{base}/")
    page.keyboard.press("l")
    page.wait_for_url(f"{base}/journal/log/")


def test_filters_update_the_list_and_back_shows_a_whole_page(page: Page, base, dana):
    sign_in(page, base, dana)
    page.goto(f"{base}/tasks/")
    page.get_by_label("Level").select_option("2")
    expect(page.get_by_text("15 tasks")).to_be_visible()
    page.get_by_role("link", name=re.compile("Mentor")).click()
    page.go_back()
    expect(page.get_by_role("navigation", name="Main", exact=True)).to_be_visible()
    expect(page.get_by_text("15 tasks")).to_be_visible()


def test_the_browsers_zone_is_filled_in(browser, base, dana):
    context = browser.new_context(timezone_id="Asia/Tokyo")
    page = context.new_page()
    dana.time_zone = "UTC"
    dana.save()
    sign_in(page, base, dana)
    page.goto(f"{base}/welcome/goal/")
    expect(page.get_by_text("Your days are those of Asia/Tokyo")).to_be_visible()
    page.get_by_text("When your days and weeks begin").click()
    expect(page.get_by_label("Time zone")).to_have_value("Asia/Tokyo")
    context.close()


def test_the_year_opens_as_a_table_in_place(page: Page, base, dana):
    log(dana, "Briefing", "We wait.", date=dana.today)
    sign_in(page, base, dana)
    page.goto(f"{base}/progress/")
    page.get_by_text("Show as table").nth(1).click()
    expect(page.locator(".day-table td.num")).to_have_text("55")
