"""`make looks FIGURES=1`: how long pages are, how much they offer at first sight, how many taps."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect, sync_playwright

from tests.chromium import CHROMIUM
from tests.looks.camera import BASE, FLAGS, FRAMES, Job, context_for

COLUMNS = ("height", "controls", "above_the_fold", "whole")
PERSONA = "normal"


def table(pages: dict[str, dict[str, Any]]) -> list[str]:
    """Return a line for each page and size, in pixels and numbers of controls."""
    width = max([len(name) for name in pages], default=0)
    head = " ".join(f"{name.replace('_', ' '):>14}" for name in COLUMNS)
    lines = [f"{'page':{width}} {'at':6}{head}"]
    for name, page in pages.items():
        for size in ("desk", "phone"):
            if size in page:
                figures = " ".join(f"{page[size].get(column, 0):>14,}" for column in COLUMNS)
                lines.append(f"{name:{width}} {size:6}{figures}")
    return lines


def taps(told: dict[str, Any], folder: Path) -> list[str]:
    """Walk two errands from This week on a phone, and return how many taps each takes.

    The second one writes: call this after the pictures.
    """
    of_persona = [one for one in told["personas"] if one["name"] == PERSONA]
    if not of_persona:
        return []
    phone = [name for name, (size, _scheme) in FRAMES.items() if size == "phone"]
    job = Job(PERSONA, of_persona[0]["session"], told["port"], "phone", phone, [], folder)
    rules = f"--host-resolver-rules=MAP localhost:80 127.0.0.1:{told['port']}"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS, rules])
        page = context_for(browser, job).new_page()
        lines = []
        for errand, walk in ERRANDS.items():
            page.goto(f"{BASE}/")
            lines.append(f"from This week on a phone to {errand}: {walk(page)} taps")
        browser.close()
    return lines


def _listen(page: Page) -> int:
    steps = [
        page.get_by_role("button", name="Add", exact=True),
        page.get_by_role("link", name="Start a briefing").filter(visible=True),
        page.get_by_role("button", name="Start a briefing"),
        page.get_by_role("button", name="Begin listening"),
    ]
    for step in steps:
        step.click()
    expect(page.locator("#stage-during")).to_be_visible()
    return len(steps)


def _log_planned(page: Page) -> int:
    planned = page.locator(".tick-off[aria-pressed=false]")
    waiting = planned.count()
    planned.first.click()
    expect(planned).to_have_count(waiting - 1)
    return 1


ERRANDS: dict[str, Callable[[Page], int]] = {
    "a briefing that listens": _listen,
    "a planned task that is logged": _log_planned,
}
