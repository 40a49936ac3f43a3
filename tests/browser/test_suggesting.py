"""Hints beside the title: by themselves with a script, by a button without one."""

from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import sign_in
from tracker.suggestions.models import Suggestion


def test_a_task_like_it_is_pointed_out_while_typing(page: Page, base, dana, no_axe_violation):
    sign_in(page, base, dana)
    page.goto(f"{base}/tasks/")
    page.get_by_role("link", name="Suggest a task").click()
    expect(page.get_by_role("button", name="Check for similar tasks")).to_have_count(0)
    page.get_by_label("Title").press_sequentially("Sit in on customer briefings")
    like = page.get_by_role("link", name="Sit in on a customer briefing in silence")
    expect(like).to_be_visible()
    no_axe_violation(page)
    with page.context.expect_page() as opened:
        like.click()
    expect(opened.value.get_by_role("heading", level=1)).to_contain_text("Sit in on a customer")
    expect(page.get_by_label("Title")).to_have_value("Sit in on customer briefings")
    page.get_by_label("Title").fill("Bake bread")
    expect(like).to_have_count(0)


def test_without_javascript_a_button_checks_and_enter_sends(browser: Browser, base, dana):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, base, dana)
    page.goto(f"{base}/tasks/suggest/")
    page.get_by_label("Title").fill("Sit in on customer briefings")
    page.get_by_role("button", name="Check for similar tasks").click()
    expect(page.get_by_role("link", name="Sit in on a customer briefing")).to_be_in_viewport()
    expect(page.get_by_role("alert")).to_have_count(0)
    page.get_by_label("How to").fill("Ask.\nListen.")
    page.get_by_label("Why").fill("It shows patience.")
    page.get_by_label("Title").press("Enter")
    expect(page.get_by_text("A curator reads it")).to_be_visible()
    page.get_by_text("Take it back").first.click()
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_text("Taken back.")).to_be_visible()
    assert not Suggestion.objects.exists()
    context.close()
