"""Importing people in a real browser: a vCard, and a table whose columns are named first."""

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.conftest import CHROMIUM, FRAMES, sign_in
from tests.factories import make_person
from tests.people.contact_import.contact_files import EXPORTS, LINKEDIN, OUTLOOK_CSV, cards, vcard
from tracker.people.models import Person

LONG = "Averyveryverylongwordwithoutanyspace" * 3
MIXED = b"".join(
    [
        *EXPORTS.values(),
        cards("Ana Ruiz", "Ben Okafor", "Ben Okafor"),
        vcard(f"FN:{LONG}", f"TITLE:{LONG * 2}", f"URL:javascript:{LONG}", f"ORG:{LONG[:100]}"),
        vcard(f"FN:{LONG * 2}"),
        b"BEGIN:VCARD\r\nFN:No end\r\n",
    ]
)
TABLE = f"{LONG},Name,Company\n{LONG},Cleo Marsh,Acme\n{LONG}2,,{LONG * 2}\n".encode()


@pytest.fixture
def look(no_axe_violation):
    def check(page: Page) -> None:
        no_axe_violation(page)
        wider = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wider <= 0, f"{page.url} scrolls sideways by {wider}px"

    return check


@pytest.mark.parametrize(("scheme", "size"), FRAMES.values(), ids=FRAMES)
def test_somebody_imports_a_vcard_and_a_table(
    context: BrowserContext, base, dana, look, scheme, size
):
    make_person(dana, "Ana Ruiz", kind="peer", company="Acme")
    page = context.new_page()
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=scheme)
    sign_in(page, base, dana)
    page.goto(f"{base}/people/")
    page.get_by_role("link", name="Import", exact=True).click()
    look(page)
    choose(page, b"nothing", "contacts.vcf")
    assert page.evaluate("document.activeElement.id") == "error-summary"
    look(page)

    choose(page, MIXED, "contacts.vcf")
    look(page)
    send(page, "Add 8 people and those ticked")
    page.get_by_text("Tick that those with mistakes are left out.").wait_for()
    look(page)
    page.get_by_label("Leave out the 2 that cannot be read").check()
    page.get_by_label("Ana Ruiz You have Ana Ruiz (Acme).").check()
    send(page, "Add 8 people and those ticked")
    page.get_by_text("9 people are among your people now.").wait_for()

    for data in (OUTLOOK_CSV, TABLE):
        page.goto(f"{base}/people/import/")
        choose(page, data, "contacts.csv")
        look(page)
    send(page, "Show whom it would add")
    look(page)
    page.get_by_label("Leave out the 1 that cannot be read").check()
    send(page, "Add 1 person")
    page.get_by_text("1 person is among your people now.").wait_for()
    assert Person.objects.owned_by(dana).filter(name="Cleo Marsh", company="Acme").exists()


def test_it_works_without_javascript_on_a_narrow_phone(browser: Browser, base, dana):
    assert CHROMIUM
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    sign_in(page, base, dana)
    page.goto(f"{base}/people/import/")
    choose(page, cards("Ana Ruiz", "Ben Okafor"), "contacts.vcf", kind="pm")
    send(page, "Add 2 people")
    page.get_by_text("2 people are among your people now.").wait_for()
    page.goto(f"{base}/people/import/")
    choose(page, LINKEDIN, "Connections.csv")
    page.get_by_text("left out unless you choose").click()
    page.get_by_label("Connected On").select_option(label="how we met")
    send(page, "Show whom it would add")
    page.get_by_label("Leave out the 1 that cannot be read").check()
    page.get_by_label("Ben Okafor (Initech, Ltd.)").check()
    send(page, "Add those ticked")
    page.get_by_text("1 person is among your people now.").wait_for()
    ben = Person.objects.owned_by(dana).get(company="Initech, Ltd.")
    assert (ben.how_met, ben.role, ben.kind) == ("03 Jan 2023", "Engineer", "peer")
    context.close()


def choose(page: Page, data: bytes, name: str, kind: str = "peer") -> None:
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": data}
    page.get_by_label("Kind", exact=True).select_option(kind)
    page.get_by_label("File", exact=True).set_input_files(file)
    send(page, "Show whom it would add")


def send(page: Page, button: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=button, exact=True).click()
