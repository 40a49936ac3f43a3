"""The mails of accounts: where their links lead, and what a stranger learns from asking."""

import re
from collections import Counter

import pytest
import zeal
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.conftest import sign_in
from tests.factories import PASSWORD, make_suggestion
from tests.reminders.delivery.post import Office, hang, keeping_after, open_office
from tracker.accounts.models import User

SITE = "https://pm.example.org"
HOSTILE = "evil.example.net"
NEW = {"email": "dana@example.org", "password1": "a long walk home"}


@pytest.fixture
def hostile(settings, mail_works):
    """A site that takes every Host, and a visitor who says that it is another."""
    settings.ALLOWED_HOSTS = ["*"]
    settings.CSRF_TRUSTED_ORIGINS = [SITE]
    return Client(HTTP_HOST=HOSTILE)


@pytest.fixture
def known(alice, mail_works):
    EmailAddress.objects.create(user=alice, email=alice.email, verified=True, primary=True)
    return alice


def code_in(text: str) -> str:
    return re.search(r"^([A-Z0-9]{3,4}-?[A-Z0-9]{3,4})\s*$", text, re.M)[1]


def whole(message) -> str:
    parts = [message.subject, message.body, message.from_email, str(message.extra_headers)]
    return "\n".join([*parts, *[str(content) for content, _kind in message.alternatives]])


def assert_led_home(*kinds: str) -> None:
    """Assert that such mails went out, and that none of them repeats what the visitor claimed."""
    assert len(mail.outbox) == len(kinds)
    for message, kind in zip(mail.outbox, kinds, strict=True):
        text = whole(message)
        assert kind in text
        assert HOSTILE not in text
        assert "testserver" not in text
        for link in re.findall(r"\bhttps?://[^\s<>\"]+", text):
            assert link.startswith(f"{SITE}/"), link


def test_a_reset_leads_to_the_configured_address(hostile, known):
    hostile.post("/accounts/password/reset/", {"email": known.email})
    assert_led_home(f"{SITE}/accounts/password/reset/key/")


def test_so_does_the_mail_to_somebody_without_an_account(hostile, db):
    hostile.post("/accounts/password/reset/", {"email": "nobody@example.org"})
    assert_led_home(f"{SITE}/accounts/signup/")


def test_so_does_the_mail_to_somebody_who_signs_up_again(hostile, known):
    hostile.post("/accounts/signup/", NEW | {"email": known.email})
    assert_led_home(f"{SITE}/accounts/password/reset/")


def test_a_code_and_every_notice_name_the_configured_address(hostile, db):
    hostile.post("/accounts/signup/", NEW)
    assert_led_home("pmcareer")
    code = code_in(mail.outbox[0].body)
    hostile.post("/accounts/confirm-email/", {"code": code})
    changed = {"oldpassword": NEW["password1"], "password1": PASSWORD, "password2": PASSWORD}
    hostile.post("/accounts/password/change/", changed)
    assert_led_home("pmcareer", "pmcareer")


def test_the_answer_to_a_suggestion_leads_there_too(
    hostile, alice, carol, django_capture_on_commit_callbacks
):
    suggestion = make_suggestion(alice)
    curator = sign_in(carol)
    curator.defaults["HTTP_HOST"] = HOSTILE
    address = f"/admin/curation/suggestions/{suggestion.pk}/decline/"
    with django_capture_on_commit_callbacks(execute=True):
        curator.post(address, {"reason": "Not now."})
    assert_led_home(f"{SITE}/tasks/suggestions/")


def page_after(client: Client, path: str, data: dict[str, str]) -> tuple[list, int, str]:
    """Return what a stranger sees: the way there, the status, and the page without tokens."""
    answer = client.post(path, data, follow=True)
    text = re.sub(r'value="[\w-]{20,}"', "", answer.text)
    return answer.redirect_chain, answer.status_code, text.replace(data["email"], "ADDRESS")


@pytest.mark.parametrize(
    ("path", "further"),
    [("/accounts/signup/", {"password1": "a long walk home"}), ("/accounts/password/reset/", {})],
)
def test_a_stranger_reads_the_same_for_a_known_and_an_unknown_address(known, path, further):
    pages = []
    for email in (known.email, "nobody@example.org"):
        pages.append(page_after(Client(), path, {"email": email, **further}))
    assert pages[0] == pages[1]
    assert [message.to for message in mail.outbox] == [[known.email], ["nobody@example.org"]]


def test_a_wrong_code_says_the_same_for_both(known):
    told = []
    for email in (known.email, "nobody@example.org"):
        client = Client()
        client.post("/accounts/signup/", NEW | {"email": email})
        answers = []
        for _time in range(4):
            answer = client.post("/accounts/confirm-email/", {"code": "WRONG1"}, follow=True)
            text = re.sub(r'value="[\w-]{20,}"', "", answer.text).replace(email, "ADDRESS")
            answers.append((answer.redirect_chain, answer.status_code, text))
        told.append(answers)
    assert told[0] == told[1]


@pytest.fixture
def hashes(monkeypatch):
    """How often a password was hashed: what takes time, so that a stranger could measure it."""
    counted = Counter()
    encode = MD5PasswordHasher.encode

    def counting(hasher, password, salt):
        counted["hashes"] += 1
        return encode(hasher, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counting)
    return counted


@pytest.mark.parametrize(
    ("path", "further", "hashed", "most_queries_apart"),
    [
        ("/accounts/signup/", {"password1": "a long walk home"}, 1, 5),
        ("/accounts/password/reset/", {}, 0, 2),
        ("/accounts/login/", {"password": "not this one"}, 1, 1),
    ],
)
def test_the_same_work_is_done_for_both(known, hashes, path, further, hashed, most_queries_apart):
    work = []
    for email in (known.email, "nobody@example.org"):
        hashes.clear()
        mail.outbox.clear()
        name = "login" if "login" in path else "email"
        with CaptureQueriesContext(
            connection,
        ) as queries:
            Client().post(path, {name: email, **further})
        work.append((hashes["hashes"], len(mail.outbox), len(queries)))
    (first_hashes, first_mails, first), (second_hashes, second_mails, second) = work
    assert first_hashes == second_hashes == hashed
    assert first_mails == second_mails
    assert abs(first - second) <= most_queries_apart, work


@pytest.fixture
def office(settings, mail_works):
    post_office = Office()
    with open_office(post_office) as port:
        settings.EMAIL_BACKEND = "tracker.shared.mail.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        yield post_office


@pytest.mark.parametrize("rule", [keeping_after(30), hang])
def test_a_slow_mail_server_holds_up_no_page_and_loses_no_account(
    client, catalogue, office, settings, rule, clock
):
    settings.EMAIL_DEADLINE = 0.5
    office.at_data = rule
    answer = client.post("/accounts/signup/", NEW, follow=True)
    assert answer.status_code == 200
    assert "The mail server is slow." in answer.text
    assert User.objects.get().email == "dana@example.org"
    office.at_data = None
    clock.shift(240)  # "in a few minutes": allauth sends one code in three
    client = Client()
    credentials = {"login": NEW["email"], "password": NEW["password1"]}
    with zeal.zeal_ignore():  # allauth asks for the address again and again
        again = client.post("/accounts/login/", credentials, follow=True)
    code = code_in(office.kept[-1].get_content())
    assert again.redirect_chain[-1][0] == "/accounts/confirm-email/"
    client.post("/accounts/confirm-email/", {"code": code})
    assert client.get("/journal/").status_code == 200


def test_a_code_that_comes_late_after_all_is_good(client, catalogue, office, settings):
    settings.EMAIL_DEADLINE = 0.5
    office.at_data = keeping_after(30)
    client.post("/accounts/signup/", NEW)
    code = code_in(office.kept[0].get_content())
    client.post("/accounts/confirm-email/", {"code": code})
    assert client.get("/journal/").status_code == 200


def test_a_second_click_at_the_same_moment_is_not_told_either(client, known, monkeypatch):
    monkeypatch.setattr(
        "allauth.account.forms.BaseSignupForm.validate_unique_email", lambda form, value: value
    )
    answer = client.post("/accounts/signup/", NEW | {"email": known.email}, follow=True)
    assert answer.redirect_chain[-1] == ("/accounts/confirm-email/", 302)
    assert "There is an account" not in answer.text
    assert User.objects.count() == 1


def test_nothing_builds_an_address_from_the_host_of_a_request():
    """But the calendar's page, which shows its reader where they are themselves."""
    from pmcareer.settings import BASE_DIR

    users = []
    for path in (BASE_DIR / "tracker").rglob("*.py"):
        if re.search(r"build_absolute_uri|\.get_host\(|get_current_site", path.read_text()):
            users.append(path.relative_to(BASE_DIR).as_posix())
    assert users == ["tracker/reminders/calendar/views.py"]
