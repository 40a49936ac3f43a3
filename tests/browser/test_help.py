from playwright.sync_api import Page

from tests.browser.conftest import DESKTOP, PHONE, sign_in


def test_help_is_one_screen_and_three_on_a_phone(page: Page, base, dana):
    page.set_viewport_size(DESKTOP)
    sign_in(page, base, dana)
    height = "document.documentElement.scrollHeight"
    page.goto(f"{base}/help/")
    assert page.evaluate(height) <= DESKTOP["height"]
    page.set_viewport_size(PHONE)
    assert page.evaluate(height) <= 3 * PHONE["height"]
    # What a drawing says stays inside its boxes.
    cut = """() => [...document.querySelectorAll('.loop-drawn .name text, .loop-drawn .note text')]
      .filter((text) => text.getBBox().x < 0 || text.getBBox().width > 68 && text.getBBox().y < 60)
      .map((text) => text.textContent)"""
    assert page.evaluate(cut) == []
