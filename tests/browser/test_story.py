"""The whole story of the first slice, as a person lives it."""

from playwright.sync_api import Page, expect


def test_from_sign_up_to_points_and_back(page: Page, base: str) -> None:
    sign_up(page, base)

    # A briefing with two quotes: 10 + 100 points.
    log(page, "We would pay double.", "Nobody opens the dashboard.")
    expect(page.get_by_role("status").first).to_contain_text("Logged: 110 points.")
    expect(page.locator("dl.stats")).to_contain_text("110")

    # The same words again: 0 for them, and why.
    log(page, "we would pay DOUBLE")
    expect(page.get_by_role("status").first).to_contain_text("1 quote earned 0")
    page.get_by_role("link", name="Open it").click()
    expect(page.get_by_text("0 points: the same words earned 50")).to_be_visible()

    # Progress shows it.
    page.get_by_role("link", name="Progress").first.click()
    expect(page.locator("dl.stats")).to_contain_text("120")
    expect(page.get_by_text("2 of 10 customer quotes")).to_be_visible()

    edit_delete_and_undo(page)
    page.goto(f"{base}/progress/")
    expect(page.locator("dl.stats")).to_contain_text("120")

    page.get_by_role("button", name="Account").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Earn your way")).to_be_visible()
    page.goto(f"{base}/journal/")
    expect(page).to_have_url(f"{base}/accounts/login/?next=/journal/")


def sign_up(page: Page, base: str) -> None:
    """The first ten minutes: account, company, path, goal and zone."""
    page.goto(base)
    page.get_by_role("link", name="Start your notebook").click()
    page.get_by_label("Email").fill("dana@example.org")
    page.get_by_label("Password").fill("a long walk home")
    page.get_by_role("button", name="Sign up").click()

    page.get_by_role("button", name="Yes", exact=True).click()
    expect(page.get_by_label("Inside my company")).to_be_checked()
    page.get_by_role("button", name="Next").click()
    page.get_by_label("Why do you want this?").fill("To decide what is worth building.")
    expect(page.locator("#zone-note")).to_be_visible()
    page.locator("#zone-fields").evaluate("(fields) => { fields.open = true; }")
    page.get_by_label("Time zone").select_option("Europe/Dublin")
    page.get_by_role("button", name="Set the goal").click()
    expect(page.get_by_text("A first step on your path: Inside my company.")).to_have_count(3)
    page.get_by_role("button", name="Not this week").click()
    expect(page.get_by_role("heading", name="This week", exact=True)).to_be_visible()
    expect(page.get_by_text("A first step on your path: Inside my company.")).to_have_count(3)


def edit_delete_and_undo(page: Page) -> None:
    page.get_by_role("link", name="Journal").first.click()
    page.get_by_role("article").nth(1).get_by_role("link").first.click()
    page.get_by_role("link", name="Edit").click()
    page.get_by_label("Minutes").fill("45")
    page.get_by_label("Notes").fill("They **held** the pen.")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("45 min")).to_be_visible()
    expect(page.locator(".notes strong")).to_have_text("held")
    page.get_by_role("button", name="Delete").click()
    expect(page.get_by_role("status").first).to_contain_text("You can undo this for 30 days")
    expect(page.get_by_text("Nobody opens the dashboard.")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("status").first).to_contain_text("It is back, with its points.")


def log(page: Page, *quotes: str) -> None:
    page.get_by_role("link", name="Log", exact=True).first.click()
    page.get_by_label("Task").fill("Sit in on a customer briefing in silence")
    for number, text in enumerate(quotes):
        if number:
            page.get_by_role("button", name="Add another quote").click()
        block = page.get_by_role("group", name=f"Quote {number + 1}")
        block.get_by_label("Quote", exact=True).fill(text)
        block.get_by_label("Who said it").fill("Operations lead")
    page.get_by_role("button", name="Save", exact=True).click()


def test_two_taps_from_the_home_page_on_a_phone(page: Page, base: str, dana) -> None:
    from tests.browser.conftest import PHONE, sign_in

    page.set_viewport_size(PHONE)
    sign_in(page, base, dana)
    page.get_by_role("button", name="Add to this week").first.click()
    page.get_by_role("button", name="Done:").first.click()
    expect(page.get_by_role("status").first).to_contain_text("Logged: 5 points.")


def test_the_same_without_script(browser, base: str, dana) -> None:
    from tests.browser.conftest import sign_in

    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, base, dana)
    page.get_by_role("link", name="Log", exact=True).first.click()
    page.get_by_label("Task").fill("Sit in on a customer briefing in silence")
    page.get_by_label("Quote", exact=True).fill("We wait.")
    page.get_by_role("button", name="Add another quote").click()
    expect(page.get_by_label("Quote", exact=True)).to_have_count(2)
    expect(page.get_by_label("Quote", exact=True).first).to_have_value("We wait.")
    page.get_by_label("Quote", exact=True).nth(1).fill("Pay double.")
    page.get_by_label("Date").fill("2199-01-01")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("has not come yet")
    expect(page.get_by_label("Quote", exact=True).nth(1)).to_have_value("Pay double.")
    page.get_by_label("Date").fill("2026-01-02")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("status").first).to_contain_text("Logged: 110 points.")
    context.close()
