"""Four weeks of somebody's life, with the clock set by the test: plan, log, miss, skip, review."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import time_machine
from playwright.sync_api import Page, expect

from tests.browser.conftest import sign_in
from tests.factories import make_goal, task


@contextmanager
def on(day: int) -> Iterator[None]:
    """Noon of a day in November 2026; the 2nd is a Monday."""
    with time_machine.travel(datetime(2026, 11, day, 12, tzinfo=UTC), tick=True):
        yield


def test_four_weeks(page: Page, base, dana, no_axe_violation):
    spec = task("review-a-spec").title
    with on(2):
        make_goal(dana, weekly_target=2)
        sign_in(page, base, dana)
        expect(page.get_by_text("The first one that ends is counted here.")).to_be_visible()
        plan_task(page, base, "review-a-spec")
        expect(page.get_by_text("0 of 1 done")).to_be_visible()
        no_axe_violation(page)
    with on(5):
        log_the_plan(page, base, spec)
    with on(8):
        review_the_week(page, base, spec, no_axe_violation)
    with on(11):  # one entry of two: missed
        page.goto(base)
        quick(page, "Read half a spec")
        expect(page.locator("dl.stats").first).to_contain_text("1/2")
    with on(16):  # ill: skipped with one tap
        page.goto(base)
        expect(page.get_by_text("On target in 1 of 2 weeks")).to_be_visible()
        page.get_by_role("button", name="Skip this week").click()
        expect(page.get_by_text("This week is skipped")).to_be_visible()
    with on(26):
        page.goto(base)
        expect(page.get_by_text("On target in 1 of 2 weeks")).to_be_visible()
        quick(page, "Demo for support")
        quick(page, "Notes on pricing")
        # Kept, missed, skipped, kept: two of the three that count; 15 + 5 + 0 + 10 points.
        expect(page.get_by_text("On target in 2 of 3 weeks")).to_be_visible()
        page.goto(f"{base}/progress/")
        expect(page.locator("dl.stats").first).to_contain_text("30")
        page.get_by_role("link", name="Reviews").click()
        expect(page.get_by_text("Ask who wanted it.")).to_be_visible()
        no_axe_violation(page)


def log_the_plan(page: Page, base: str, spec: str) -> None:
    # A tick logs: 10 points for the task; 5 for an entry of one's own.
    page.goto(base)
    page.get_by_role("button", name=f"Done: {spec}").click()
    expect(page.get_by_role("status").first).to_contain_text("Logged: 10 points.")
    expect(page.get_by_text("1 of 1 done")).to_be_visible()
    quick(page, "Coffee with a PM")
    expect(page.locator("dl.stats").first).to_contain_text("15")
    expect(page.locator("dl.stats").first).to_contain_text("2/2")
    expect(page.get_by_text("On target in 1 of 1 week")).to_be_visible()


def review_the_week(page: Page, base: str, spec: str, no_axe_violation) -> None:
    page.goto(base)
    page.get_by_role("link", name="Review", exact=True).first.click()
    expect(page.get_by_label("What happened?")).to_have_value(f"- {spec}\n- Coffee with a PM")
    page.get_by_label("What did you learn?").fill("Ask who wanted it.")
    no_axe_violation(page)
    page.get_by_role("button", name="Close the week").click()
    expect(page.get_by_role("status").first).to_contain_text(
        "is closed: 2 entries, 0 quotes, 15 points."
    )


def plan_task(page: Page, base: str, slug: str) -> None:
    page.goto(f"{base}/tasks/{slug}/")
    page.get_by_role("button", name="Add to this week").click()
    page.wait_for_url(f"{base}/")


def quick(page: Page, line: str) -> None:
    page.get_by_label("What did you do?").fill(line)
    page.locator("form.quick").get_by_role("button", name="Log", exact=True).click()
    expect(page.get_by_role("status").first).to_contain_text("Logged: 5 points.")
