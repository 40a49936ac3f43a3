"""Long texts survive a closed tab: documents, begun from a template, and stories, counted aloud."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import sign_in
from tests.factories import make_project
from tracker.projects.models import Document
from tracker.stories.models import Story


def test_a_document_that_was_not_saved_is_offered_again(page: Page, base, dana, no_axe_violation):
    project = make_project(dana)
    sign_in(page, base, dana)
    address = f"{base}/projects/{project.pk}/documents/new/?kind=research"
    page.goto(address)
    text = page.get_by_label("Text")
    assert "How I looked" in text.input_value()
    text.fill("They mend exports by hand.")
    expect(page.get_by_text("Kept on this device until you save")).to_be_visible()
    page.goto(f"{base}/projects/")
    page.goto(address)
    no_axe_violation(page)
    page.get_by_role("button", name="Bring it back").click()
    expect(text).to_have_value("They mend exports by hand.")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Research summary")
    assert Document.objects.get().text == "They mend exports by hand."
    page.goto(address)
    expect(page.get_by_role("button", name="Bring it back")).to_have_count(0)


def test_a_story_counts_along_and_comes_back_with_its_ticks(
    page: Page, base, dana, no_axe_violation
):
    sign_in(page, base, dana)
    address = f"{base}/stories/new/"
    page.goto(address)
    page.get_by_label("Situation").fill("They wait — at the gate. " * 26)
    expect(page.locator("[data-words]")).to_have_text("130")
    expect(page.locator("[data-time]")).to_have_text("1:00")
    page.get_by_label("Task").fill("夜間に数える")
    expect(page.locator("[data-words]")).to_have_text("133")
    page.get_by_label("Launching").check()
    page.get_by_label("Title").fill("At the gate")
    expect(page.get_by_text("Kept on this device until you save")).to_be_visible()
    page.goto(f"{base}/stories/")
    page.goto(address)
    page.get_by_role("button", name="Bring it back").click()
    expect(page.get_by_label("Launching")).to_be_checked()
    expect(page.get_by_label("Writing a spec")).not_to_be_checked()
    no_axe_violation(page)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("At the gate")
    story = Story.objects.get()
    assert [skill.slug for skill in story.skills.all()] == ["launching"]
    expect(page.locator(".stats")).to_contain_text("133")
