"""Every page there is, on a phone and on a desktop, in the light and in the dark.

No console message, no CSP report, no request to another origin (the `context` fixture), no axe
violation, no sideways scrolling, nothing too small to hit. New routes are found by themselves.
"""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import FRAMES, LOOKS, sign_in
from tests.browser.sizes.targets import small_targets
from tests.factories import LONG, log, make_task, make_user, task
from tests.guards.examples import overfill
from tests.guards.routes import KEY, all_routes
from tests.guards.rows import make_one_of_each
from tracker.catalogue.models import Task

# Answers that are no pages: files, fragments for a page's own script, and ways through.
NO_PAGES = {
    "healthz",
    "readyz",
    "task_options",
    "task_hint",
    "people_options",
    "quote_options",
    "quick_preview",
    "briefing_who",
    "service_worker",
    "manifest",
    "similar_tasks",
    "account_logout",
    "mfa_login_webauthn",
    "mfa_download_recovery_codes",
    "mfa_webauthn_authenticate",
}
VISITS = {f"full-{name}": (*look, True) for name, look in FRAMES.items()}
VISITS |= {"empty-phone": (*LOOKS["phone"], False)}


def addresses(prefixes: tuple[str, ...]) -> list[str]:
    return [
        route.path
        for route in all_routes()
        if route.path.startswith(prefixes)
        and route.name not in NO_PAGES
        and route.parameters <= {"pk", "slug", "day", "year"}
    ]


OURS = addresses(("/",))
OURS = [path for path in OURS if not path.startswith("/admin/")]


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return {**browser_context_args, "reduced_motion": "reduce"}


def fill(user) -> None:
    """Ordinary, hostile and over-full rows."""
    make_one_of_each(user)
    overfill(user)


@pytest.mark.parametrize(("scheme", "size", "full"), VISITS.values(), ids=VISITS)
def test_every_page_of_a_user(
    context: BrowserContext, base, dana, no_axe_violation, scheme, size, full
):
    if full:
        fill(dana)
    page = context.new_page()
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=scheme)
    sign_in(page, base, dana)
    titles, small = {}, {}
    for address in OURS:
        titles[address] = visit(page, base + address, no_axe_violation)
        small[address] = small_targets(page) if titles[address] else []
    assert {address: told for address, told in small.items() if told} == {}
    assert titles["/"] == "This week · pmcareer"
    assert titles[f"/people/{KEY}/"] == ("Alice’s secret contact · pmcareer" if full else "")


@pytest.mark.parametrize(("scheme", "size"), FRAMES.values(), ids=FRAMES)
def test_every_page_of_a_visitor(context: BrowserContext, base, no_axe_violation, scheme, size):
    page = context.new_page()
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=scheme)
    titles, small = {}, {}
    for address in OURS:
        titles[address] = visit(page, base + address, no_axe_violation)
        small[address] = small_targets(page) if titles[address] else []
    assert {address: told for address, told in small.items() if told} == {}
    assert titles["/"] == "Become a product manager · pmcareer"
    assert titles["/journal/"] == ""


# Pages of the admin that are ours or that we changed; the others' markup is Django's own.
CURATED = ["/admin/", "/admin/curation/", "/admin/tracker/task/", "/admin/tracker/resource/"]


@pytest.mark.parametrize(("scheme", "size"), FRAMES.values(), ids=FRAMES)
def test_every_page_of_a_curator(context: BrowserContext, base, no_axe_violation, scheme, size):
    carol = make_user("carol", is_staff=True, is_superuser=True)
    fill_curation(carol)
    make_one_of_each(carol)
    page = context.new_page()
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=scheme)
    sign_in(page, base, carol)
    card = task("review-a-spec")
    version = card.history.first().history_id
    parts = ["change/", "delete/", "history/", f"history/{version}/"]
    others = [f"/admin/tracker/task/{card.pk}/{part}" for part in parts]
    others += ["/admin/curation/shipped/ask-about-personas/", f"/tasks/preview/{card.slug}/"]
    for address in [*addresses(("/admin/",)), *others]:
        answer = page.request.get(base + address, max_redirects=0)
        if answer.status != 200 or "html" not in answer.headers["content-type"]:
            continue
        page.goto(base + address)
        if address in CURATED or address.startswith("/admin/curation/"):
            no_axe_violation(page)
            wider = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert wider <= 0, f"{page.url} scrolls sideways by {wider}px"


def fill_curation(user) -> None:
    """A draft, a deleted card, a card that is not as shipped, and cards that five people used."""
    make_task(LONG[:110], status="draft", source_phrase="")
    make_task("Deleted by mistake").delete()
    Task.objects.filter(slug="ask-about-personas").update(summary=LONG, reviewed_fingerprint="")
    for _number in range(5):
        log(make_user(), "Briefing", "We wait.", task=task("review-a-spec"))


def visit(page: Page, address: str, no_axe_violation) -> str:
    """Return the title of the page that is shown, nothing where there is none."""
    answer = page.request.get(address)
    led_elsewhere = answer.url != address
    if not answer.ok or led_elsewhere or "html" not in answer.headers.get("content-type", ""):
        return ""  # no such row, or only POST: the guards look at those
    page.goto(address)
    if page.locator("h1").count():  # the briefing's script chooses which of its stages is seen
        page.locator("h1:visible, h1.hidden-text").first.wait_for(state="attached")
    no_axe_violation(page)
    wider = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wider <= 0, f"{page.url} scrolls sideways by {wider}px"
    return page.title()


def test_errors_are_tied_to_their_fields_and_focused(page: Page, base, dana, no_axe_violation):
    sign_in(page, base, dana)
    page.goto(f"{base}/journal/log/")
    page.get_by_label("Minutes").fill("-3")
    page.get_by_label("Who said it").fill("Buyer")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#error-summary")).to_be_focused()
    minutes = page.get_by_label("Minutes")
    assert minutes.get_attribute("aria-invalid") == "true"
    described = minutes.get_attribute("aria-describedby").split()
    assert "id_minutes_error" in described
    assert page.locator("#id_minutes_error").is_visible()
    no_axe_violation(page)


def test_text_zoomed_to_twice_its_size_still_fits_a_desktop(page: Page, base, dana):
    fill(dana)
    page.set_viewport_size({"width": 640, "height": 400})  # 1280 at 200 %
    sign_in(page, base, dana)
    for address in ("/", "/journal/", "/tasks/", "/progress/", "/journal/log/"):
        page.goto(base + address)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
