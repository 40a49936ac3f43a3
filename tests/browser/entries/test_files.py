"""A picture of a whiteboard on an entry: put there, seen, taken off, back again."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, sign_in, wait_until
from tests.factories import log
from tests.files.hostile import SVG, picture
from tracker.files.models import EntryFile

IS_DRAWN = """async () => {
  const image = document.querySelector("#files img");
  return image?.complete && image.naturalWidth > 0;
}"""


def choose(page: Page, name: str, content: bytes) -> None:
    page.locator("#files summary", has_text="Add a link or a file").click()
    file = {"name": name, "mimeType": "image/png", "buffer": content}
    page.locator("#files input[type=file]").set_input_files(file)  # type: ignore[arg-type]
    page.get_by_role("button", name="Add the file").click()


def test_a_picture_is_put_on_an_entry_seen_and_taken_off_with_a_way_back(
    page: Page, base, dana, no_axe_violation
):
    entry = log(dana, "Mapped how orders flow")
    page.set_viewport_size(PHONE)
    sign_in(page, base, dana)
    page.goto(f"{base}/journal/{entry.pk}/")
    choose(page, "whiteboard.png", picture())
    expect(page.get_by_text("“whiteboard.png” is kept.")).to_be_visible()
    wait_until(page, IS_DRAWN)
    no_axe_violation(page)
    page.get_by_role("button", name="Take off : whiteboard.png").click()
    expect(page.locator("#files img")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("It is back on its entry.")).to_be_visible()
    wait_until(page, IS_DRAWN)


def test_what_is_no_picture_gets_a_sentence_beside_its_field(page: Page, base, dana):
    entry = log(dana, "Mapped how orders flow")
    sign_in(page, base, dana)
    page.goto(f"{base}/journal/{entry.pk}/")
    choose(page, "drawing.png", SVG)
    expect(page.locator("#files").get_by_text("An SVG picture can hold a script.")).to_be_visible()
    assert not EntryFile.objects.exists()
