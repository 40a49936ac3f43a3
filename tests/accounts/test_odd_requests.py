"""What nobody types into the sign-in pages: a clear answer, never an error of ours."""

import json

import pytest

from tests.factories import PASSWORD, make_user
from tracker.accounts.passkey_forms import MOST_CHARACTERS

NOWHERE = [
    "http://[",
    "//[",
    "https://[::1",
    "http://\u2100.example",
    "javascript:alert(1)",
    "///x",
]


@pytest.mark.parametrize("address", NOWHERE)
def test_an_address_that_is_none_is_not_followed(client, alice, address):
    answer = client.get("/accounts/login/", {"next": address})
    assert answer.status_code == 200
    given = {"login": "alice@example.org", "password": PASSWORD, "next": address}
    assert client.post("/accounts/login/", given).url == "/"
    assert client.get("/accounts/login/", {"next": address}).url == "/"
    assert client.post("/accounts/logout/", {"next": address}).url == "/"


def credential(**response):
    whole = {"id": "AAAA", "rawId": "AAAA", "type": "public-key", "response": response}
    return json.dumps(whole)


CREDENTIALS = {
    "one key": '{"id":1}',
    "a list": "[]",
    "nested": "[" * 30_000,
    "a long number": "9" * 5000,
    "no JSON": "{",
    "no text for bytes": credential(clientDataJSON=1, authenticatorData=10**30),
    "a gigabyte": credential(clientDataJSON="e30", authenticatorData=2**30, signature="x"),
    "nobody": credential(userHandle="_w"),
    "a number beyond any": credential(userHandle="OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5"),
    "nested CBOR": credential(clientDataJSON="e30", attestationObject="gYGB" * 2000),
    "broken CBOR": credential(clientDataJSON="e30", attestationObject="Gw"),
    "too long": credential(clientDataJSON="e" * MOST_CHARACTERS),
}


@pytest.mark.parametrize("sent", CREDENTIALS.values(), ids=CREDENTIALS)
def test_what_is_no_passkey_signs_nobody_in(client, alice, sent):
    client.get("/accounts/2fa/webauthn/login/")
    answer = client.post("/accounts/2fa/webauthn/login/", {"credential": sent}, follow=True)
    assert answer.status_code == 200
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("sent", CREDENTIALS.values(), ids=CREDENTIALS)
def test_what_is_no_passkey_is_not_added(as_alice, alice, sent):
    as_alice.post("/accounts/reauthenticate/", {"password": PASSWORD})
    as_alice.get("/accounts/2fa/webauthn/add/")
    answer = as_alice.post("/accounts/2fa/webauthn/add/", {"credential": sent, "name": "Key"})
    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert not alice.authenticator_set.exists()


CHAINS = {
    "none": "",
    "shorter than the proxies": "203.0.113.9",
    "no address": "x, y",
    "empty": ", ",
    "an open bracket": "[, [",
}


@pytest.mark.parametrize("chain", CHAINS.values(), ids=CHAINS)
def test_a_broken_chain_of_proxies_counts_as_the_connection(client, db, settings, chain):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 2
    make_user("alice")
    given = {"login": "alice@example.org", "password": PASSWORD}
    headers = {"HTTP_X_FORWARDED_FOR": chain} if chain else {}
    answer = client.post("/accounts/login/", given, REMOTE_ADDR="198.51.100.7", **headers)
    assert answer.url == "/"
    assert client.get("/accounts/sessions/").context["sessions"][0].ip == "198.51.100.7"


def test_a_whole_chain_of_proxies_counts_from_its_end(client, db, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 2
    make_user("alice")
    given = {"login": "alice@example.org", "password": PASSWORD}
    chain = "192.0.2.1, 203.0.113.9, 198.51.100.8"
    client.post("/accounts/login/", given, HTTP_X_FORWARDED_FOR=chain)
    assert client.get("/accounts/sessions/").context["sessions"][0].ip == "203.0.113.9"


def test_a_connection_from_nowhere_is_refused(client, db, settings):
    given = {"login": "alice@example.org", "password": PASSWORD}
    assert client.post("/accounts/login/", given, REMOTE_ADDR="").status_code == 403
