"""A real Chromium, and what no page may do in it.

Without Chromium these tests are skipped with the line that installs it; REQUIRE_BROWSER=1 (as in
CI) makes that an error.
"""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, expect

from tests.chromium import CHROMIUM, MISSING
from tests.factories import PASSWORD, make_user
from tracker.accounts.models import User

# A slow machine is no failure: what does not come in half a minute does not come.
expect.set_options(timeout=30_000)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 800}
LOOKS = {
    "phone": ("light", PHONE),
    "phone-dark": ("dark", PHONE),
    "desk": ("light", DESKTOP),
    "desk-dark": ("dark", DESKTOP),
}
# Two of the four show each size and each scheme; LOOKS=all visits in all of them, before a release.
FRAMES = {"phone": LOOKS["phone"], "desk-dark": LOOKS["desk-dark"]}
if os.environ.get("LOOKS") == "all":
    FRAMES = LOOKS


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser/" in str(item.path):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    if not CHROMIUM:
        if os.environ.get("REQUIRE_BROWSER"):
            pytest.fail(MISSING, pytrace=False)
        pytest.skip(MISSING)
    # Playwright's own loop runs in this thread; Django would refuse to use the database beside it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": FLAGS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """Without our service worker, except in the tests that are about it."""
    return {**browser_context_args, "service_workers": "block"}


@pytest.fixture
def context(context: BrowserContext, base: str) -> Iterator[BrowserContext]:
    """A context that notes every complaint of the browser; the test fails if there is one."""
    complaints: list[str] = []
    watch(context, base, complaints)
    yield context
    assert complaints == []


def watch(context: BrowserContext, base: str, complaints: list[str]) -> None:
    def console(message: ConsoleMessage) -> None:
        # A refused form answers 422, one that a locked database could not take 503: Chromium prints
        # both although nothing is wrong. And Playwright says where it kept a service worker out.
        ours = ("422 (", "503 (", "blocked by Playwright")
        expected = any(words in message.text for words in ours)
        if message.type in ("error", "warning") and not expected:
            complaints.append(f"{message.page.url if message.page else ''}: {message.text}")

    def request(sent: Request) -> None:
        if not sent.url.startswith((base, "data:", "blob:")):
            complaints.append(f"request to another origin: {sent.url}")

    context.on("console", console)
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    context.on("request", request)


def wait_until(page: Page, condition: str, arg: Any = None) -> None:
    """Wait for an async function of JavaScript to give something true, half a minute at most.

    `wait_for_function` takes the promise itself for true.
    """
    asked = """async (given) => {
      for (let time = 0; time < 600; time += 1) {
        if (await (%s)(given)) return true;
        await new Promise((next) => setTimeout(next, 50));
      }
      return false;
    }"""
    assert page.evaluate(asked % condition, arg), condition


@pytest.fixture
def base(live_server: Any) -> str:
    return str(live_server.url)


@pytest.fixture
def dana() -> User:
    return make_user("dana", display_name="Dana", time_zone="Europe/Dublin")


def sign_in(page: Page, base: str, user: User) -> None:
    page.goto(f"{base}/accounts/login/")
    page.get_by_label("Email").fill(user.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(f"{base}/")


@pytest.fixture
def no_axe_violation() -> Callable[[Page], None]:
    axe = Axe()

    def check(page: Page) -> None:
        found = axe.run(page).response["violations"]
        told = [(v["id"], [node["html"][:160] for node in v["nodes"]]) for v in found]
        assert told == [], page.url

    return check


def one_time_code(secret: str) -> str:
    """What an authenticator app shows now."""
    from allauth.mfa.totp.internal.auth import (
        format_hotp_value,
        hotp_value,
        yield_hotp_counters_from_time,
    )

    _before, now, _after = yield_hotp_counters_from_time()
    return format_hotp_value(hotp_value(secret, now))
