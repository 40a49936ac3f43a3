"""Second factors in a real browser: an authenticator app, and a passkey by a virtual device."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import one_time_code, sign_in
from tests.factories import PASSWORD


@pytest.fixture
def base(live_server) -> str:
    """Browsers offer passkeys on plain http for the name localhost only."""
    return str(live_server.url).replace("127.0.0.1", "localhost")


def reauthenticate(page: Page) -> None:
    if "/reauthenticate" in page.url:
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Confirm").click()


def test_an_authenticator_app_guards_the_next_sign_in(page: Page, base, dana):
    sign_in(page, base, dana)
    page.goto(f"{base}/accounts/2fa/totp/activate/")
    reauthenticate(page)
    secret = page.get_by_label("Authenticator secret").input_value()
    page.get_by_label("Authenticator code").fill(one_time_code(secret))
    page.get_by_role("button", name="Activate").click()
    expect(page.get_by_text("Authenticator app activated")).to_be_visible()


def test_a_passkey_is_added_and_signs_in_alone(page: Page, base, dana):
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
            }
        },
    )
    sign_in(page, base, dana)
    page.goto(f"{base}/accounts/2fa/webauthn/add/")
    reauthenticate(page)
    page.get_by_label("Name").fill("Laptop")
    page.get_by_label("Passwordless").check()
    page.get_by_role("button", name="Add").click()
    page.wait_for_url(re.compile("recovery-codes|webauthn"))
    page.get_by_role("button", name="Account").click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(f"{base}/")
    page.goto(f"{base}/accounts/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(f"{base}/")
    expect(page.get_by_role("heading", name="This week", exact=True)).to_be_visible()
    # Signing in is no proof of the last ten minutes: the passkey gives that as well.
    page.goto(f"{base}/accounts/2fa/recovery-codes/")
    page.get_by_role("button", name="Use your passkey").click()
    page.wait_for_url(f"{base}/accounts/2fa/recovery-codes/")
    expect(page.get_by_label("Unused codes")).to_be_visible()
