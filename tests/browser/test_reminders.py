"""Choosing reminders, the calendar's address and the way out of a mail, in a real browser."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import PHONE, sign_in
from tests.factories import PASSWORD
from tests.reminders.choices import remind
from tracker.accounts.models import User
from tracker.reminders.delivery.unsubscribe import SIGNER
from tracker.reminders.models import Reminder


@pytest.fixture
def page(context: BrowserContext) -> Page:
    page = context.new_page()
    page.set_viewport_size({"width": 360, "height": PHONE["height"]})
    return page


def fits(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_reminders_are_chosen_and_the_calendar_gets_an_address(
    page, base, dana, settings, no_axe_violation
):
    settings.MAIL_WORKS = True
    sign_in(page, base, dana)
    page.goto(f"{base}/settings/")
    page.get_by_role("link", name="Reminders").click()
    review = page.get_by_role("group", name="Look back")
    review.get_by_label("Remind me").check()
    review.get_by_label("Day").select_option("Sunday")
    review.get_by_label("Hour").select_option("18:00")
    review.get_by_label("By mail too").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("group", name="Look back")).to_contain_text("Next: Sunday")
    no_axe_violation(page)
    assert fits(page)
    assert Reminder.objects.get(owner=dana, kind="review").next_due_at

    page.goto(f"{base}/settings/calendar/")
    page.get_by_label("With an alarm at each time").check()
    page.get_by_role("button", name="Make an address").click()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()
    address = page.get_by_label("Address").input_value()
    no_axe_violation(page)
    assert fits(page)
    assert "BEGIN:VALARM" in page.request.get(address).text()
    page.get_by_role("button", name="Take the address back").click()
    expect(page.get_by_role("button", name="Make an address")).to_be_visible()
    assert page.request.get(address).status == 404


def test_the_line_on_this_week_is_dismissed(page, base, dana, no_axe_violation):
    remind(dana, "log", dana.today.weekday(), 0, by_mail=False)
    User.objects.update(reminder_dismissed_at=None)
    sign_in(page, base, dana)
    expect(page.get_by_text("Nothing is written down for")).to_be_visible()
    no_axe_violation(page)
    assert fits(page)
    page.get_by_role("button", name="Not this week").click()
    expect(page.get_by_text("Nothing is written down for")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_mail_is_ended_without_signing_in(page, base, dana, no_axe_violation, scheme):
    page.emulate_media(color_scheme=scheme)
    reminder = remind(dana, "log", 4, 16)
    page.goto(f"{base}/unsubscribe/{SIGNER.sign(str(reminder.pk))}/")
    no_axe_violation(page)
    assert fits(page)
    page.get_by_role("button", name="Stop this one").click()
    expect(page.get_by_role("heading", name="Done")).to_be_visible()
    no_axe_violation(page)
    assert not Reminder.objects.get().by_mail
