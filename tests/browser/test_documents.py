"""A long text survives a closed tab; the template is where it begins."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import sign_in
from tests.factories import make_project
from tracker.projects.models import Document


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
