"""Two minutes of practice: by the keyboard, heard politely, and without a network."""

from datetime import UTC, datetime

from playwright.sync_api import Page, expect

from tests.browser.conftest import sign_in, wait_until
from tracker.interviews.practice.models import Practice

PAGE = "/interviews/practice/"


def open_at(page: Page, base: str) -> None:
    """Open the page of practice and let its clock stand still."""
    page.clock.install(time=datetime(2026, 11, 18, 9, 0, tzinfo=UTC))
    page.goto(f"{base}{PAGE}")
    expect(page.get_by_role("button", name="Start", exact=True)).to_be_visible()
    page.clock.pause_at(datetime(2026, 11, 18, 10, 0, tzinfo=UTC))


def test_two_minutes_are_counted_and_said_at_sixty_thirty_and_none(page, base, dana):
    sign_in(page, base, dana)
    open_at(page, base)
    left = page.locator("[data-timer] [data-left]")
    said = page.locator("[data-timer] [role=status]")
    page.locator("h1").click()
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Stop", exact=True)).to_be_visible()
    page.clock.run_for(59_000)
    expect(left).to_have_text("1:01")
    expect(said).to_have_text("")
    page.clock.run_for(1_000)
    expect(said).to_have_text("One minute left.")
    page.clock.run_for(30_000)
    expect(said).to_have_text("Thirty seconds left.")
    page.clock.run_for(30_000)
    expect(said).to_have_text("Two minutes are over: come to the end.")
    page.clock.run_for(5_000)
    expect(left).to_have_text("+0:05")
    page.keyboard.press("Space")
    page.clock.run_for(60_000)
    expect(left).to_have_text("+0:05")
    # Where somebody types, a space is a space.
    page.get_by_label("Note").fill("Stop")
    page.get_by_label("Note").press("Space")
    expect(page.get_by_label("Note")).to_have_value("Stop ")
    expect(page.get_by_role("button", name="Go on", exact=True)).to_be_visible()
    page.clock.resume()
    page.get_by_label("3, it held").check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("clarity 3 of 5 · 2:05")).to_be_visible()
    page.get_by_role("button", name="Start", exact=True).focus()
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Stop", exact=True)).to_be_visible()


def test_made_without_a_network_it_is_kept_and_sent_once(page, base, context, dana):
    sign_in(page, base, dana)
    page.goto(f"{base}{PAGE}")
    page.get_by_label("4, clear", exact=True).check()
    page.get_by_label("Note").fill("In a tunnel.")
    context.set_offline(True)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("You are offline: kept on this device")).to_be_visible()
    expect(page.get_by_label("Note")).to_have_value("")
    # Without an answer to how clear it was nobody could mend it later: it is asked for at once.
    page.get_by_role("button", name="Save", exact=True).click()
    wait_until(page, "async () => document.querySelector('form[data-practice] :invalid') !== null")
    assert not Practice.objects.exists()
    context.set_offline(False)
    expect(page.get_by_text("What this device had kept is sent: 1.")).to_be_visible()
    page.goto(f"{base}/")
    page.goto(f"{base}{PAGE}")
    expect(page.get_by_text("In a tunnel.")).to_be_visible()
    assert Practice.objects.get().owner == dana


def test_signing_out_asks_what_becomes_of_one_that_was_not_sent(page, base, context, dana):
    sign_in(page, base, dana)
    page.goto(f"{base}{PAGE}")
    page.get_by_label("4, clear", exact=True).check()
    context.set_offline(True)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("You are offline: kept on this device")).to_be_visible()
    # A server that refuses for now: the network is back, and what was kept still waits.
    page.route("**/interviews/practice/send/", lambda route: route.fulfill(status=503))
    context.set_offline(False)
    page.get_by_role("button", name="Account").click()
    page.get_by_role("button", name="Sign out", exact=True).click()
    expect(page.get_by_role("dialog")).to_contain_text("the server does not have: 1.")
    page.unroute("**/interviews/practice/send/")
    page.get_by_role("button", name="Send first").click()
    expect(page.get_by_role("link", name="Sign in").first).to_be_visible()
    assert Practice.objects.get().owner == dana
