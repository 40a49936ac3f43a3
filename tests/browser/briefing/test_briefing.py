"""A briefing on a phone: before, during, after; and with the network cut at the worst moments."""

import re
from collections.abc import Iterator

import pytest
from django.db import connection
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.browser.conftest import DESKTOP, PHONE, sign_in, wait_until
from tests.factories import log, make_person, make_user
from tracker.briefing.models import Briefing
from tracker.journal.models import Activity, Quote
from tracker.people.models import Person

# How a page looks does not depend on the database: on the second one, one look is enough.
LOOKS = [("light", PHONE), ("dark", DESKTOP)]
if connection.vendor != "sqlite":
    LOOKS = LOOKS[:1]
CHOOSE = "choose exact words, note or drop."
OFFLINE_NOISE = re.compile(r"Failed to load resource|net::ERR|Failed to fetch")

# Resolves once our service worker has everything, has cleared up and answers for this page.
CONTROLLED = """() => new Promise((done) => {
  const worker = navigator.serviceWorker;
  const look = () => worker.controller && done(true);
  worker.addEventListener("controllerchange", look);
  look();
})"""


@pytest.fixture
def phone(browser: Browser, base) -> Iterator[BrowserContext]:
    """A phone of its own, service worker and all; complaints about a missing network are none."""
    complaints: list[str] = []
    context = browser.new_context(service_workers="allow", viewport=PHONE, reduced_motion="reduce")
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    context.on(
        "console",
        lambda m: (
            m.type == "error" and not OFFLINE_NOISE.search(m.text) and complaints.append(m.text)
        ),
    )
    yield context
    context.close()
    assert complaints == []


def ready_for_offline(context: BrowserContext, base: str, user) -> Page:
    """Signed in, and our service worker has everything that it keeps."""
    page = context.new_page()
    sign_in(page, base, user)
    page.evaluate(CONTROLLED)
    return page


def begin(page: Page, base: str, customer="Halden Freight", who="Buyer, Dispatcher") -> None:
    page.goto(f"{base}/briefing/")
    page.get_by_role("button", name="Prepare one").click()
    fill_before(page, customer, who)


def fill_before(page: Page, customer="Halden Freight", who="Buyer, Dispatcher") -> None:
    page.get_by_role("textbox", name="Customer").fill(customer)
    page.get_by_role("textbox", name="Who is there").fill(who)
    page.get_by_role("textbox", name="First thing to listen for").fill("Who pays")
    page.get_by_role("button", name="Begin listening").click()


def keep(page: Page, *lines: str) -> None:
    for text in lines:
        page.get_by_role("textbox", name="Exact words").fill(text)
        page.get_by_role("textbox", name="Exact words").press("Enter")
        expect(page.locator("#lines").get_by_text(text, exact=True)).to_be_visible()


def save(page: Page) -> None:
    page.get_by_role("button", name="End", exact=True).click()
    page.get_by_role("button", name="All are exact words").click()
    page.get_by_role("button", name="Save", exact=True).click()


def unsent(page: Page, count: int) -> None:
    expect(page.get_by_text(f"Unsent: {count}")).to_be_visible()


@pytest.mark.parametrize(("scheme", "size"), LOOKS)
def test_a_whole_briefing(page: Page, base, dana, no_axe_violation, scheme, size):
    ana = make_person(dana)
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=scheme)
    sign_in(page, base, dana)
    page.keyboard.press("b")
    page.wait_for_url(f"{base}/briefing/")
    no_axe_violation(page)
    page.get_by_role("button", name="Prepare one").click()
    no_axe_violation(page)
    fill_before(page)
    page.get_by_role("button", name="Buyer").click()
    page.get_by_role("button", name="price").click()
    keep(page, "We would pay double.", "<b>We</b> wait for the Monday mail.")
    page.keyboard.press("Alt+Digit6")
    expect(page.get_by_role("button", name="Dispatcher")).to_have_attribute("aria-pressed", "true")
    keep(page, "They were in a hurry", "Never said")
    page.locator("#lines li").last.get_by_role("button", name="Delete").click()
    expect(page.locator("#lines li")).to_have_count(3)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#lines li")).to_have_count(4)
    page.locator("#lines li").last.get_by_role("button", name="Delete").click()
    page.get_by_role("button", name="Hold my question").click()
    page.get_by_role("textbox", name="Your question, held for later").fill("Who decides?")
    page.get_by_role("textbox", name="Your question, held for later").press("Enter")
    page.get_by_role("button", name="I spoke").click()
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("button", name="I spoke").click()
    expect(page.locator("#silence")).to_have_text("Spoke: 1")
    no_axe_violation(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    sort_and_save(page, ana, no_axe_violation)
    assert_kept(ana)
    page.get_by_role("link", name="Open the entry").click()
    expect(page.get_by_text("Spoke 1 time.").first).to_be_visible()


def assert_kept(ana: Person) -> None:
    """What was sorted stands in the journal, word for word; what was deleted does not."""
    entry = Activity.objects.get()
    first, second = Quote.objects.order_by("position")
    assert (first.text, first.speaker, first.theme, first.shareable) == (
        "We would pay double.", "Buyer", "price", True,
    )  # fmt: skip
    assert (second.text, second.theme) == ("<b>We</b> wait for the Monday mail.", "")
    assert "They were in a hurry" in entry.notes
    assert "Never said" not in entry.notes
    assert Briefing.objects.get().spoke == 1
    assert Person.objects.get(pk=ana.pk).next_touch_about == "Who decides?"


def sort_and_save(page: Page, ana: Person, no_axe_violation) -> None:
    page.get_by_role("button", name="End", exact=True).click()
    rows = page.locator("#sort > li")
    expect(rows).to_have_count(4)
    expect(page.get_by_text("To decide: 3")).to_be_visible()
    expect(rows.nth(0).get_by_label("Who said it")).to_be_hidden()
    rows.nth(2).get_by_role("radio", name="Note").check()
    page.get_by_role("textbox", name="For whom").fill(ana.name)
    no_axe_violation(page)
    page.get_by_role("button", name="Save", exact=True).click()
    alert = page.get_by_role("alert")
    expect(alert.get_by_role("link")).to_have_text([f"Line {n}: {CHOOSE}" for n in (1, 2)])
    no_axe_violation(page)
    alert.get_by_role("link", name="Line 2").click()
    expect(rows.nth(1).get_by_role("group")).to_be_focused()
    page.get_by_role("button", name="All are exact words").click()
    expect(alert).to_be_hidden()
    expect(rows.nth(2).get_by_role("radio", name="Note")).to_be_checked()
    expect(rows.nth(2).get_by_label("Who said it")).to_be_hidden()
    expect(rows.nth(0).get_by_label("Who said it")).to_have_value("Buyer")
    rows.nth(0).get_by_text("Mark, sharing").click()
    rows.nth(0).get_by_label("May be shown to others").check()
    no_axe_violation(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#said")).to_contain_text("points.")
    unsent(page, 0)
    no_axe_violation(page)


def wait_until_stored(page: Page, text: str) -> None:
    """Wait for what is being typed to be on the device, not only to be seen."""
    stored = """(text) => new Promise((done) => {
          const ask = indexedDB.open("pmcareer-briefing");
          ask.onsuccess = () => {
            const all = ask.result.transaction("kept").objectStore("kept").getAll();
            all.onsuccess = () => {
              ask.result.close();
              done(all.result.some((one) => one.typed.text === text));
            };
          };
        })"""
    wait_until(page, stored, text)


def test_without_a_network_from_the_home_screen_to_the_server(phone, base, dana):
    """Opened, typed, closed, opened again, saved: all of it offline; then sent once."""
    page = ready_for_offline(phone, base, dana)
    page.close()
    phone.set_offline(True)
    page = phone.new_page()
    begin(page, base)
    keep(page, "We wait.")
    page.get_by_role("textbox", name="Exact words").press_sequentially("Half a sen", delay=2)
    wait_until_stored(page, "Half a sen")
    page.close(run_before_unload=False)

    page = phone.new_page()
    page.goto(f"{base}/people/")
    expect(page.get_by_role("heading", name="No network")).to_be_visible()
    page.get_by_role("link", name="Open the briefing").click()
    expect(page.get_by_role("textbox", name="Exact words")).to_have_value("Half a sen")
    expect(page.locator("#lines")).to_contain_text("We wait.")
    page.get_by_role("textbox", name="Exact words").press_sequentially("tence", delay=2)
    page.get_by_role("textbox", name="Exact words").press("Enter")
    save(page)
    expect(page.locator("#said")).to_contain_text("sent when the network is back")
    unsent(page, 1)
    page.reload()
    unsent(page, 1)
    assert not Activity.objects.exists()
    phone.set_offline(False)
    unsent(page, 0)
    assert sorted(Quote.objects.values_list("text", flat=True)) == ["Half a sentence", "We wait."]
    page.reload()
    assert Activity.objects.count() == 1


def test_an_answer_that_is_lost_doubles_nothing(phone, base, dana):
    page = ready_for_offline(phone, base, dana)

    def drop(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route("**/briefing/send/", drop)
    begin(page, base)
    keep(page, "We wait.")
    save(page)
    expect(page.get_by_text("Sent without an answer")).to_be_visible()
    expect(page.get_by_role("button", name="Back to editing")).to_have_count(0)
    unsent(page, 1)
    assert Activity.objects.count() == 1
    page.unroute("**/briefing/send/")
    page.get_by_role("button", name="Send now").click()
    unsent(page, 0)
    assert Activity.objects.count() == Quote.objects.count() == 1


def test_two_devices_and_two_tabs_send_everything_once(browser, phone, base, dana):
    page = ready_for_offline(phone, base, dana)
    laptop = browser.new_context(service_workers="block")
    other = laptop.new_page()
    sign_in(other, base, dana)
    phone.set_offline(True)
    laptop.set_offline(False)
    for device, words in ((page, "On the phone."), (other, "On the laptop.")):
        begin(device, base)
        keep(device, words)
    second_tab = phone.new_page()
    second_tab.goto(f"{base}/briefing/")
    expect(second_tab.locator("#lines")).to_contain_text("On the phone.")
    keep(second_tab, "In the other tab.")
    expect(page.locator("#lines")).to_contain_text("In the other tab.")
    save(page)
    save(other)
    second_tab.reload()
    phone.set_offline(False)
    for device in (page, second_tab, other):
        unsent(device, 0)
    laptop.close()
    assert Activity.objects.count() == 2
    assert sorted(Quote.objects.values_list("text", flat=True)) == [
        "In the other tab.",
        "On the laptop.",
        "On the phone.",
    ]


def test_a_session_that_ended_keeps_it_until_the_next_one(phone, base, dana):
    page = ready_for_offline(phone, base, dana)
    begin(page, base)
    keep(page, "We wait.")
    phone.clear_cookies(name="sessionid")
    save(page)
    expect(page.locator("#said")).to_contain_text("Sign in, and it is sent.")
    unsent(page, 1)
    with page.expect_response("**/briefing/send/"):
        sign_in(page, base, dana)
    page.goto(f"{base}/briefing/")
    unsent(page, 0)
    assert Quote.objects.get().text == "We wait."


def test_signing_out_asks_and_another_account_sees_nothing(phone, base, dana):
    page = ready_for_offline(phone, base, dana)
    begin(page, base, customer="Secret customer")
    keep(page, "Secret words.")
    page.goto(f"{base}/")
    unsent(page, 1)
    menu_sign_out(page)
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("the server does not have: 1.")
    dialog.get_by_role("button", name="Cancel").click()
    menu_sign_out(page)
    dialog.get_by_role("button", name="Send first").click()
    expect(dialog).to_contain_text("Still here: 1.")
    dialog.get_by_role("button", name="Sign out, keep them here").click()
    expect(page.get_by_role("link", name="Sign in").first).to_be_visible()
    page.goto(f"{base}/briefing/")
    expect(page.get_by_role("heading", name="Briefing")).to_be_visible()
    expect(page.get_by_text("Sign in once with a network")).to_be_visible()
    assert "Secret" not in page.content()

    sign_in(page, base, make_user("bob"))
    expect(page.get_by_text("Unsent:")).to_have_count(0)
    page.goto(f"{base}/briefing/")
    unsent(page, 0)
    assert "Secret" not in page.content()
    page.goto(f"{base}/")
    menu_sign_out(page)
    expect(page.get_by_role("link", name="Sign in").first).to_be_visible()

    sign_in(page, base, dana)
    unsent(page, 1)
    page.goto(f"{base}/briefing/")
    expect(page.locator("#lines")).to_contain_text("Secret words.")

    # The page that asks once more, which an address or a bookmark opens, forgets as much.
    page.goto(f"{base}/accounts/logout/")
    page.locator("main").get_by_role("button", name="Sign out").click()
    dialog.get_by_role("button", name="Sign out, keep them here").click()
    expect(page.get_by_role("link", name="Sign in").first).to_be_visible()
    assert page.evaluate("localStorage.getItem('briefing-user')") is None


def test_a_page_that_the_browser_froze_is_not_shown_after_signing_out(phone, base, dana):
    log(dana, "Secret title")
    page = phone.new_page()
    sign_in(page, base, dana)
    page.goto(f"{base}/journal/")
    thaw = "() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))"
    page.evaluate(thaw)
    expect(page.get_by_text("Secret title").first).to_be_visible()
    # What signing out leaves behind, in a page that was frozen before it.
    phone.clear_cookies()
    page.evaluate("localStorage.removeItem('briefing-user')")
    page.evaluate(thaw)
    expect(page.get_by_label("Password").first).to_be_visible()
    assert "Secret" not in page.content()


def menu_sign_out(page: Page) -> None:
    page.get_by_role("button", name="More").click()
    page.get_by_role("button", name="Sign out", exact=True).click()


def test_what_the_server_refuses_stays_with_its_reason_until_it_is_mended(phone, base, dana):
    make_person(dana, "Ana Ruiz", company="Acme")
    make_person(dana, "Ana Ruiz", company="Bolt")
    page = ready_for_offline(phone, base, dana)
    begin(page, base, who="Ana Ruiz")
    keep(page, "We wait.")
    save(page)
    expect(page.get_by_text("You know more than one Ana Ruiz")).to_be_visible()
    unsent(page, 1)
    assert not Activity.objects.exists()
    page.get_by_role("button", name="Mend it").click()
    page.get_by_role("textbox", name="Who was there").fill("Ana Ruiz (Acme)")
    page.get_by_role("button", name="Save", exact=True).click()
    unsent(page, 0)
    assert Activity.objects.get().people.get().company == "Acme"


def test_ninety_minutes_with_sixty_quotes_are_sorted_and_saved_in_one_go(phone, base, dana):
    page = ready_for_offline(phone, base, dana)
    begin(page, base)
    line = page.get_by_role("textbox", name="Exact words")
    for number in range(60):
        line.fill(f"Sentence number {number} of a long morning.")
        line.press("Enter")
    expect(page.locator("#lines li")).to_have_count(60)
    save(page)
    expect(page.locator("#said")).to_contain_text("Saved: 3010 points.")
    unsent(page, 0)
    assert Quote.objects.count() == 60
    assert Activity.objects.count() == 1


def test_a_release_leaves_what_was_typed_and_takes_the_old_files_away(phone, base, dana):
    page = ready_for_offline(phone, base, dana)
    begin(page, base)
    keep(page, "We wait.")
    page.evaluate("caches.open('pmcareer-of-the-past').then(() => true)")
    page.evaluate(
        """async () => {
          const found = await navigator.serviceWorker.getRegistration();
          await found.unregister();
        }"""
    )
    page.reload()
    expect(page.locator("#lines")).to_contain_text("We wait.")
    page.evaluate(CONTROLLED)
    assert len(page.evaluate("caches.keys()")) == 1
    phone.set_offline(True)
    page.reload()
    expect(page.locator("#lines")).to_contain_text("We wait.")
