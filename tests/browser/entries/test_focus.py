"""Focus Not Obscured (WCAG 2.4.11): what one tabs to lies under no bar that stays in view."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import PHONE, sign_in

# A phone; 1280 × 1024 at 400 %; 1280 × 800 at 200 %.
SIZES = [PHONE, {"width": 320, "height": 256}, {"width": 640, "height": 400}]
# The log form and the other kinds of pages with buttons that stay in view.
PAGES = ["/journal/log/", "/week/2026-11-23/grid/"]
COVERED = """async () => {
  for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
  const at = document.activeElement;
  const elsewhere = ".skip, .top, .tabs, .bottom, .buttons";
  if (!at || at === document.body || at.closest(elsewhere)) return null;
  const box = at.getBoundingClientRect();
  const bars = [...document.querySelectorAll("header, nav, .buttons")].filter((bar) =>
    ["fixed", "sticky"].includes(getComputedStyle(bar).position));
  const name = `${at.tagName} ${at.id || at.name || at.textContent.trim()}`;
  if (box.bottom <= 0 || box.top >= innerHeight) return `${name} is out of sight at ${box.top}`;
  for (const bar of bars) {
    const edge = bar.getBoundingClientRect();
    const isOver = edge.height && box.bottom > edge.top + 1 && box.top < edge.bottom - 1;
    // A field higher than what is left is seen as far as it can be: its upper edge is.
    if (isOver && (box.height < edge.top - 8 || box.top >= edge.top)) {
      return `${name} is under .${bar.className}`;
    }
  }
  return null;
}"""


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size['width']}x{size['height']}")
def test_no_bar_covers_what_one_tabs_to(page: Page, base, dana, size):
    page.set_viewport_size(size)
    page.emulate_media(reduced_motion="reduce")  # else the page is still on its way there
    sign_in(page, base, dana)
    for address in PAGES:
        page.goto(f"{base}{address}")
        page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
        page.evaluate("document.activeElement.blur()")
        covered = []
        fields = page.locator("main :is(input:not([type=hidden]), textarea, select, summary, a)")
        for _step in range(fields.count() + 20):
            page.keyboard.press("Tab")
            covered.append(page.evaluate(COVERED))
        assert list(filter(None, covered)) == [], (address, list(filter(None, covered)))
