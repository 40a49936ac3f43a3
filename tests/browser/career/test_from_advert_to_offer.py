"""From an advert to an offer: what it asks, what answers it, a story, the talk, the map."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import sign_in
from tests.factories import log, task

ADVERT = """Product manager, yard software

What you bring:
- You write clear specs that engineers trust.
- You have listened to customers and quote them.

We offer coffee and a bicycle."""


def test_from_an_advert_to_an_offer(page: Page, base, dana, clean):
    log(dana, "Briefing at Halden", "We wait two days.", task=task("sit-in-on-a-customer-briefing"))
    sign_in(page, base, dana)
    paste_and_mark(page, base, clean)
    tie_what_there_is(page, clean)
    do_what_is_missing(page)
    make_a_story(page, clean)
    practise(page, base, clean)
    have_the_interview(page, base, dana, clean)
    see_the_map_move(page, base, clean)
    take_the_offer(page, base)


def paste_and_mark(page: Page, base: str, clean) -> None:
    page.goto(f"{base}/openings/new/")
    page.get_by_label("Title").fill("Yard PM")
    page.get_by_label("Company", exact=True).fill("Halden")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("link", name="Paste the advert").first.click()
    page.get_by_label("Advert").fill(ADVERT)
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_text("2 lines ask for something")).to_be_visible()
    spec = page.get_by_role("group", name="You write clear specs")
    quotes = page.get_by_role("group", name="You have listened to customers")
    # Quickly, one after the other: none of them gets lost.
    quotes.get_by_label("proof").check()
    spec.get_by_label("none").check()
    expect(page.locator(".advert-missed")).to_contain_text("You write clear specs")
    page.reload()
    expect(quotes.get_by_label("proof")).to_be_checked()
    expect(spec.get_by_label("none")).to_be_checked()
    clean(page)


def tie_what_there_is(page: Page, clean) -> None:
    quotes = page.get_by_role("listitem").filter(has_text="You have listened to customers")
    quotes.get_by_role("link", name="Tie evidence").click()
    page.get_by_label("Words in an entry").fill("two days")
    page.get_by_role("button", name=re.compile("^Tie")).first.click()
    expect(page.get_by_text("Tied: ")).to_be_visible()
    clean(page)
    page.get_by_role("link", name="Back to the advert").click()
    page.get_by_role("link", name="Requirement → evidence").click()
    expect(page.locator("dl.advert-sheet dd")).to_have_count(1)
    page.get_by_role("link", name="The advert").click()


def do_what_is_missing(page: Page) -> None:
    """The gap names a task, the task becomes an entry."""
    page.locator(".advert-missed").get_by_role("link", name="Review a spec").click()
    page.get_by_role("link", name="Log it").click()
    page.get_by_label("Notes").fill("Two holes in the export spec, both mended before the code.")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("status").first).to_contain_text("Logged: 10 points.")


def make_a_story(page: Page, clean) -> None:
    page.get_by_role("article").first.get_by_role("link").first.click()
    page.get_by_role("link", name="Make a story").click()
    page.get_by_label("Title").fill("The export spec")
    page.get_by_label("Situation").fill("The spec of the export had a hole.")
    page.get_by_label("Task").fill("I was to read it before the engineers did.")
    page.get_by_label("Action").fill("I walked it through with a customer's file.")
    page.get_by_label("Result").fill("Two holes closed, and 3 days of rework saved, says the lead.")
    page.get_by_label("Writing a spec").check()
    page.get_by_label("Ready to tell").check()
    clean(page)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("heading", name="The export spec")).to_be_visible()
    clean(page)


def practise(page: Page, base: str, clean) -> None:
    page.goto(f"{base}/interviews/practice/?skill=writing-a-spec")
    page.get_by_text("Cue lines: The export spec").click()
    expect(page.get_by_text("The spec of the export had a hole.")).to_be_visible()
    page.get_by_text("Skill and story").click()
    page.get_by_label("Story that I told").select_option("The export spec")
    page.get_by_label("4, clear", exact=True).check()
    clean(page)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("clarity 4 of 5")).to_be_visible()


def have_the_interview(page: Page, base: str, dana, clean) -> None:
    page.goto(f"{base}/interviews/new/")
    page.get_by_label("Opening").select_option("Yard PM")
    page.get_by_label("Date").fill(dana.today.isoformat())
    page.get_by_label("With whom").fill("Signe Dahl")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("link", name="Read the brief").click()
    expect(page.get_by_role("main")).to_contain_text("The export spec")
    expect(page.get_by_role("main")).to_contain_text("You have listened to customers")
    clean(page)
    page.goto(f"{base}/")
    page.get_by_role("link", name="Phone screen, Yard PM").click()
    page.get_by_role("link", name="Phone screen, Yard PM").click()
    page.get_by_role("link", name="Write down what they asked").click()
    question = page.get_by_role("group", name="Question 1")
    question.get_by_label("Question", exact=True).fill("How do you say no?")
    question.get_by_label("Skill").select_option("Saying no and trade-offs")
    question.get_by_label("The answer went").select_option("badly")
    clean(page)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("How do you say no?")).to_be_visible()


def see_the_map_move(page: Page, base: str, clean) -> None:
    """Answered badly stands first; what was done, told and practised is counted."""
    page.goto(f"{base}/interviews/confidence/")
    first = page.locator("tbody tr").first
    expect(first).to_contain_text("Saying no and trade-offs")
    expect(first).to_contain_text("asked, and answered badly")
    spec = page.locator("tr#writing-a-spec")
    expect(spec.locator("td").nth(0)).to_contain_text("1")
    expect(spec.locator("td").nth(1)).to_contain_text("1")
    expect(spec.locator("td").nth(2)).not_to_contain_text("never")
    clean(page)


def take_the_offer(page: Page, base: str) -> None:
    page.goto(f"{base}/openings/?list")
    page.get_by_role("link", name="Yard PM").first.click()
    page.get_by_label("Stage of Yard PM").select_option("offer")
    page.get_by_role("button", name="Move").click()
    expect(page.get_by_role("status").first).to_contain_text("Yard PM")
