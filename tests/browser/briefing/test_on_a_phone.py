"""Two taps to listening, and a line that shows what is typed."""

from playwright.sync_api import Page, expect

from tests.browser.briefing.test_briefing import begin, keep, unsent
from tests.browser.conftest import PHONE, sign_in


def test_two_taps_from_this_week_to_listening_and_the_rest_later(page: Page, base, dana):
    page.set_viewport_size(PHONE)
    sign_in(page, base, dana)
    page.get_by_role("button", name="Add", exact=True).click()
    page.get_by_role("link", name="Start a briefing").click()
    expect(page.get_by_role("textbox", name="Exact words")).to_be_focused()
    keep(page, "We wait.")
    page.get_by_role("textbox", name="Exact words").fill("Half a sen")
    page.get_by_role("button", name="Customer, who is there").click()
    page.get_by_role("textbox", name="Customer").fill("Halden Freight")
    page.get_by_role("textbox", name="Who is there").fill("Buyer, Dispatcher")
    page.get_by_role("button", name="Back to listening").click()
    expect(page.get_by_role("heading", name="Halden Freight")).to_be_visible()
    expect(page.get_by_role("textbox", name="Exact words")).to_have_value("Half a sen")
    expect(page.get_by_role("button", name="Dispatcher")).to_be_visible()
    # The same two taps again go on with it instead of beginning another.
    page.goto(f"{base}/")
    page.get_by_role("button", name="Add", exact=True).click()
    page.get_by_role("link", name="Start a briefing").click()
    expect(page.get_by_role("heading", name="Halden Freight")).to_be_visible()
    unsent(page, 1)


def test_the_line_shows_all_that_is_typed_and_no_tap_moves_it(page: Page, base, dana):
    page.set_viewport_size(PHONE)
    sign_in(page, base, dana)
    begin(page, base, who="Head of purchasing, Dispatcher, Nora Lind, Fleet manager, CFO")
    line = page.get_by_role("textbox", name="Exact words")
    line.fill("We would pay double if the bill came on the day of the lorry, each week, unasked.")
    before = line.bounding_box()
    for name in ("price", "Dispatcher", "CFO", "price"):
        page.get_by_role("button", name=name).click()
        expect(line).to_be_focused()
        assert line.bounding_box() == before
        assert line.evaluate("(box) => box.scrollHeight <= box.clientHeight")
    chips = page.locator(".briefing-chips")
    for chip in chips.all():
        assert chip.evaluate("(row) => row.scrollWidth <= row.clientWidth")
