"""How much somebody does from the landing page to a goal and to the first points, counted.

A click is a press of the mouse, a key one key pressed. The e-mail and the password are typed by
everybody and are no answers, so their keys are not counted; that one key sends them is. The mouse
is used where something has to be chosen, Enter where what stands there is right: the field that is
asked for has the focus. `test_with_the_mouse_alone` counts somebody who never presses Enter.
"""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import DESKTOP, PHONE, sign_in
from tracker.accounts.models import User


@dataclass
class Counted:
    """A person at a page, whose clicks and keys are counted."""

    page: Page
    clicks: int = 0
    keys: int = 0

    def click(self, role: str, name: str) -> None:
        self.clicks += 1
        self.page.get_by_role(role, name=name).first.click()  # type: ignore[arg-type]

    def press_enter(self) -> None:
        self.keys += 1
        self.page.keyboard.press("Enter")

    def arrives(self, heading: str) -> None:
        expect(self.page.get_by_role("heading", name=heading, exact=True)).to_be_visible()


def land(page: Page, base: str) -> Counted:
    person = Counted(page)
    page.goto(base)
    person.click("link", "Start your notebook")
    page.get_by_label("Email").fill("dana@example.org")
    page.get_by_label("Password").fill("a long walk home")
    return person


def first_points(person: Counted) -> None:
    person.arrives("This week")
    expect(person.page.get_by_text("Next: “")).to_be_visible()
    person.click("button", "Done:")
    expect(person.page.get_by_text("Logged: ")).to_be_visible()


def test_with_enter_where_it_is_right(page: Page, base: str) -> None:
    dana = land(page, base)
    dana.press_enter()
    dana.arrives("Does your company have product managers?")
    dana.click("button", "Yes")
    dana.arrives("Which path do you want to take?")
    dana.press_enter()
    dana.arrives("What is a good week?")
    expect(page.locator("#zone-note")).to_be_visible()
    dana.press_enter()
    dana.arrives("Three tasks to start with")  # the goal stands
    assert (dana.clicks, dana.keys) == (2, 3)
    dana.press_enter()
    first_points(dana)
    assert (dana.clicks, dana.keys) == (3, 4)


def test_with_the_mouse_alone(page: Page, base: str) -> None:
    dana = land(page, base)
    for button in ("Sign up", "Yes", "Next"):
        dana.click("button", button)
    expect(page.locator("#zone-note")).to_be_visible()
    dana.click("button", "Set the goal")
    dana.arrives("Three tasks to start with")
    assert (dana.clicks, dana.keys) == (5, 0)
    dana.click("button", "Add to this week")
    first_points(dana)
    assert (dana.clicks, dana.keys) == (7, 0)


@pytest.fixture
def newcomer(browser: Browser, base: str) -> Callable[..., Page]:
    """Return what signs somebody up in a browser of its own, up to the question for a good week."""

    def sign_up(email: str, **options: object) -> Page:
        page = browser.new_context(service_workers="block", **options).new_page()
        page.goto(f"{base}/accounts/signup/")
        page.get_by_label("Email").fill(email)
        page.get_by_label("Password").fill("a long walk home")
        page.get_by_role("button", name="Sign up").click()
        page.get_by_role("button", name="No, or I have no company").click()
        page.get_by_role("button", name="Next").click()
        expect(page.get_by_role("heading", name="What is a good week?")).to_be_visible()
        return page

    return sign_up


def test_the_zone_is_taken_from_the_browser_or_said_to_be_missing(newcomer) -> None:
    page = newcomer("fixed@example.org", timezone_id="Etc/GMT+2", locale="en-US")
    expect(page.get_by_label("Time zone")).to_have_value("Etc/GMT+2")
    expect(page.get_by_label("Week starts on")).to_have_value("6")
    expect(page.locator("#zone-note")).to_contain_text(
        "those of UTC−2 (Etc/GMT+2), as your browser says"
    )
    page.close()

    page = newcomer("nowhere@example.org", timezone_id="Europe/Dublin", locale="en-GB")
    page.add_init_script(
        "Intl.DateTimeFormat.prototype.resolvedOptions = () => ({ timeZone: 'Moon/Base' })"
    )
    page.reload()
    expect(page.get_by_label("Time zone")).to_have_value("")
    expect(page.locator("#zone-note")).to_contain_text("Moon/Base, which is not in this list")
    page.close()


def test_without_script_back_and_on_keep_what_was_answered(newcomer) -> None:
    page = newcomer("plain@example.org", java_script_enabled=False, viewport=PHONE)
    page.get_by_role("button", name="Set the goal").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose one")
    page.get_by_label("Time zone").select_option("Asia/Tokyo")
    bar = page.locator("header.top").bounding_box()
    page.get_by_role("button", name="Back").click()
    expect(page.get_by_label("My company has no PM team")).to_be_checked()
    page.get_by_label("A stepping-stone role").check()
    page.get_by_role("button", name="Back").click()
    page.get_by_role("button", name="No, or I have no company").click()
    expect(page.get_by_label("A stepping-stone role")).to_be_checked()
    assert page.locator("header.top").bounding_box() == bar
    page.get_by_role("button", name="Skip for now").click()
    page.get_by_role("link", name="Take the first steps").click()
    expect(page.get_by_role("heading", name="What is a good week?")).to_be_visible()
    page.close()


def test_help_is_one_screen_and_three_on_a_phone(page: Page, base: str, dana: User) -> None:
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
