"""The way around: a company without product managers, a stepping stone, a change of employer."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import sign_in
from tests.factories import make_person
from tracker.accounts.models import User
from tracker.employments.actions import save
from tracker.employments.models import Employment

NOTE = "Nobody here will ever be a PM, and support is done."


@pytest.fixture
def dana(dana: User) -> User:
    """She works where nobody is a PM, has a mentor, and counts a peer among her people."""
    save(dana, Employment(company="Acme", role="Support engineer", has_pms=False))
    make_person(dana, "Mo Tan", kind="mentor")
    make_person(dana, "Pat Moor", kind="peer")
    make_person(dana, "Lee Ash", kind="pm")
    return dana


def test_from_no_pm_team_over_a_stepping_stone_to_a_new_map(page: Page, base, dana, clean):
    sign_in(page, base, dana)
    choose_the_stone(page, base, clean)
    start_the_clock(page, dana.today.isoformat(), clean)
    change_employer(page, clean)
    see_both_maps(page, base, clean)


def choose_the_stone(page: Page, base: str, clean) -> None:
    """Her own answers speak against it, so it wants a sentence."""
    page.goto(f"{base}/paths/")
    questions = page.get_by_role("region", name="Six questions")
    expect(questions).to_contain_text("By your employment at Acme, there are none.")
    clean(page)
    page.get_by_role("link", name="Answer").click()
    question = page.get_by_role("group", name="Have you been in your post for a year?")
    question.get_by_label("no", exact=True).check()
    page.get_by_role("button", name="Weigh the paths").click()
    card = page.get_by_role("article", name="A stepping-stone role")
    card.get_by_role("link", name="Choose it").click()
    expect(page.get_by_text("speaks more against this path than for")).to_be_visible()
    clean(page)
    page.get_by_role("button", name="Choose it all the same").click()
    expect(page.locator("#error-summary")).to_be_focused()
    clean(page)
    page.get_by_label("Why you do it all the same").fill(NOTE)
    page.get_by_role("button", name="Choose it all the same").click()
    expect(page.get_by_role("status").first).to_contain_text("Now set the goal for it.")
    page.goto(f"{base}/paths/")
    chosen = page.get_by_role("region", name="What you chose")
    expect(chosen).to_contain_text("against what was known")
    expect(chosen).to_contain_text(NOTE)


def start_the_clock(page: Page, first_on: str, clean) -> None:
    """A new company and a new role at once is warned of; the clock counts from the first day."""
    page.get_by_role("link", name="Add a stint").click()
    page.get_by_label("Title").fill("Sales engineer")
    page.get_by_label("Company").fill("Quayline")
    page.get_by_role("group", name="Are there product managers?").get_by_label("Yes").check()
    page.get_by_label("First day").fill(first_on)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("the hardest move there is")).to_be_visible()
    clean(page)
    page.get_by_label("Why you do it all the same").fill("There are PMs, and I stay in the trade.")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("status").first).to_contain_text("The clock runs.")
    expect(page.get_by_text("days left")).to_be_visible()
    clean(page)


def change_employer(page: Page, clean) -> None:
    """The mentor moves along and the others stay, as the form says before it is sent."""
    page.get_by_role("link", name="Start the employment").click()
    expect(page.get_by_role("textbox", name="Company")).to_have_value("Quayline")
    expect(page.get_by_text("Acme becomes an earlier one.")).to_be_visible()
    expect(page.get_by_label("Mo Tan")).to_be_checked()
    expect(page.get_by_label("Lee Ash")).not_to_be_checked()
    expect(page.get_by_label("Pat Moor")).not_to_be_checked()
    clean(page)
    page.get_by_role("group", name="Does the company have").get_by_label("Yes").check()
    page.get_by_role("button", name="Start it").click()
    expect(page.get_by_role("status").first).to_contain_text(
        "A new map begins. 2 people stay with the company that you left."
    )


def see_both_maps(page: Page, base: str, clean) -> None:
    """The new map is empty, the earlier one is read, and the mentor is nobody's loss."""
    expect(page.get_by_role("heading", name="Nobody of your own PM team yet")).to_be_visible()
    clean(page)
    page.get_by_label("Employment").select_option(index=1)
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("The PM team of Acme")
    expect(page.get_by_role("link", name="Lee Ash")).to_be_visible()
    clean(page)
    page.goto(f"{base}/settings/employments/")
    expect(page.get_by_role("listitem").filter(has_text="Quayline")).to_contain_text("present")
    expect(page.get_by_role("listitem").filter(has_text="Acme")).to_contain_text("earlier")
    clean(page)
