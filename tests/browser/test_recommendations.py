"""From a quote to advice that was adopted, with its 25 points on the ledger, on a phone."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, sign_in
from tests.factories import log, make_recommendation


def test_from_a_quote_to_adopted(page: Page, base, dana, no_axe_violation):
    page.set_viewport_size(PHONE)
    quote = log(dana, "Briefing", "We wait at the gate.", date=dana.today).quotes.get()
    sign_in(page, base, dana)
    page.get_by_role("link", name="Evidence").click()
    page.get_by_role("link", name="Recommendations").first.click()
    expect(page.get_by_role("link", name="Choose a quote")).to_be_visible()

    page.goto(f"{base}/recommendations/new/?quote={quote.pk}")
    page.get_by_label("Title").fill("Let the supervisor unlock the gate")
    page.get_by_label("Streamline support").check()
    page.get_by_label("Suggestion").fill("A supervisor resets it.")
    page.get_by_role("button", name="Keep the draft").click()
    expect(page.get_by_text("We wait at the gate.", exact=True)).to_be_visible()
    no_axe_violation(page)

    page.get_by_role("link", name="Send it").click()
    page.get_by_label("To", exact=True).fill("Priya Raman")
    page.get_by_role("button", name="It is sent").click()
    expect(page.get_by_role("alert")).to_contain_text("Find out first")
    expect(page.get_by_label("To", exact=True)).to_have_value("Priya Raman")
    page.get_by_label("Yes, they could not know this").check()
    page.get_by_role("button", name="It is sent").click()
    expect(page.get_by_text("Sent to Priya Raman")).to_be_visible()

    page.get_by_role("link", name="Adopted", exact=True).click()
    page.get_by_label("What they said").fill("In the spring release.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status").first).to_contain_text("Adopted: +25 points.")
    no_axe_violation(page)
    page.goto(f"{base}/progress/points/")
    row = page.get_by_role("row", name="Let the supervisor unlock the gate")
    expect(row).to_contain_text("25")
    expect(page.locator(".stats dd")).to_have_text("80")


def test_quotes_are_found_and_chosen_and_the_brief_copied_or_read_without_script(
    browser, base, dana
):
    log(dana, "Briefing", "We print it.", "The gate is shut.", date=dana.today)
    one = make_recommendation(dana, "Own file", day=dana.today)
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, base, dana)
    page.goto(f"{base}/recommendations/{one.pk}/quotes/")
    page.get_by_label("We print it.").check()
    page.get_by_label("Search your quotes").fill("gate")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_label("We print it.")).to_be_checked()
    page.get_by_label("The gate is shut.").check()
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Show the brief").click()
    text = page.get_by_label("Text for a mail").input_value()
    assert "“We print it.”" in text
    assert "“The gate is shut.”" in text
    expect(page.get_by_role("button", name="Copy the mail text")).to_be_hidden()
    context.close()


def test_the_copy_button_copies(page: Page, base, dana):
    one = make_recommendation(dana, "Own file", day=dana.today)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=base)
    sign_in(page, base, dana)
    page.goto(f"{base}/recommendations/{one.pk}/brief/")
    page.get_by_role("button", name="Copy the Markdown").click()
    expect(page.get_by_text("Copied.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()").startswith("# Own file")
