"""One person, from a name on the map to a reference, through the week's log."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, sign_in
from tests.factories import make_person


def test_from_listed_to_has_agreed_to_vouch(page: Page, base, dana, no_axe_violation):
    page.set_viewport_size(PHONE)
    sign_in(page, base, dana)
    page.get_by_role("link", name="People").click()
    page.get_by_role("link", name="Add the first one").click()
    page.get_by_label("Name").fill("Ana Ruiz")
    page.get_by_label("Role before product").fill("Support engineer")
    page.get_by_role("main").get_by_role("button", name="Add").click()
    expect(
        page.get_by_text("Asking comes after work worth vouching for, and nothing is logged")
    ).to_be_visible()

    page.get_by_role("link", name="People", exact=True).first.click()
    page.get_by_role("link", name="met 0 of 1").click()
    expect(page.get_by_text("met 0 of 1")).to_be_visible()
    log_step(page, "Met", "met")
    expect(page.get_by_text("met 1 of 1")).to_be_visible()
    log_step(page, "Told them", "told that I am interested")
    log_step(page, "Asked them", "asked where they started")
    log_step(page, "Would have me", "would have me as back-up")
    no_axe_violation(page)

    page.get_by_role("link", name="Ana Ruiz").first.click()
    expect(page.get_by_role("article")).to_have_count(4)
    page.get_by_role("link", name="They agreed: log it").click()
    expect(page.get_by_label("Task")).to_have_value("Earn a reference for one piece of work")
    save(page)
    expect(page.get_by_role("status").first).to_contain_text("Ana Ruiz: has agreed.")
    page.get_by_role("link", name="People").click()
    expect(page.get_by_text("vouches")).to_be_visible()
    no_axe_violation(page)


def log_step(page: Page, button: str, state: str) -> None:
    """Take the next step with Ana through the log form, and come back to the map."""
    page.get_by_role("link", name=f"and log it : {button}, Ana Ruiz").click()
    expect(page.get_by_label("People")).to_have_value("Ana Ruiz")
    expect(page.get_by_label(f"Saving moves them on to: {state}")).to_be_checked()
    save(page)
    expect(page.get_by_role("status").first).to_contain_text(f"Ana Ruiz: {state}.")
    page.get_by_role("link", name="People").click()
    page.get_by_role("link", name="Team map").click()


def save(page: Page) -> None:
    page.get_by_role("button", name="Save", exact=True).click()


def test_names_are_completed_after_the_last_comma(page: Page, base, dana):
    for name in ("Ana Ruiz", "Ben Okafor"):
        make_person(dana, name)
    sign_in(page, base, dana)
    page.goto(f"{base}/journal/log/")
    page.locator("summary", has_text="A title of your own").click()
    with page.expect_response("**/people/options/**"):
        page.get_by_label("People").press_sequentially("Ana Ruiz, be")
    expect(page.locator("#people-names option")).to_have_attribute("value", "Ana Ruiz, Ben Okafor")


def test_a_new_person_in_the_log_form_without_script(browser, base, dana):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, base, dana)
    page.goto(f"{base}/journal/log/")
    page.locator("summary", has_text="A title of your own").click()
    page.get_by_label("Title").fill("Lunch")
    page.get_by_label("People").fill("Ana Ruiz, Ben")
    page.get_by_label("Date").fill("2199-01-01")
    save(page)
    expect(page.get_by_label("People")).to_have_value("Ana Ruiz, Ben")
    page.get_by_label("Date").fill("2026-01-02")
    save(page)
    expect(page.get_by_role("status").first).to_contain_text(
        "New among your people: Ana Ruiz, Ben."
    )
    context.close()
