"""What somebody reads when something broke: what is known, what they typed, and no second error."""

import logging
import sqlite3

import pytest
from django.contrib.auth.decorators import login_not_required
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.template import engines
from django.test import Client
from django.urls import include, path

from tests.conftest import sign_in
from tests.guards.pages.html_rules import Page
from tests.journal.forms import entry_data
from tracker.home.typed import TypedField
from tracker.people.models import Person

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls(__name__)]
NOTES = "They wait two days.\nThen <b>they</b> build it & by hand."


def locked():
    driver = sqlite3.OperationalError("database is locked")
    driver.sqlite_errorcode = sqlite3.SQLITE_BUSY
    error = OperationalError("database is locked")
    error.__cause__ = driver
    return error


@login_not_required
def broken(request):
    raise ValueError("a mistake of ours")


@login_not_required
def busy(request):
    raise locked()


def broken_inside(request):
    raise ValueError("a mistake of ours")


def meet(request):
    Person.objects.create(owner=request.user, name="Ana")
    request.session["met"] = "Ana"
    return HttpResponse("never seen")


urlpatterns = [
    path("broken/", broken),
    path("broken/inside/", broken_inside),
    path("busy/", busy),
    path("meet/", meet),
    path("", include("pmcareer.urls")),
]
handler400 = "tracker.home.errors.bad_request"
handler500 = "tracker.home.errors.server_error"


@pytest.fixture
def as_alice(alice):
    client = sign_in(alice)
    client.raise_request_exception = False
    return client


@pytest.fixture
def visitor():
    return Client(raise_request_exception=False)


def test_a_page_that_broke_says_nothing_of_what_was_sent(visitor):
    answer = visitor.get("/broken/?week=2")
    assert answer.status_code == 500
    assert "Something broke on our side" in answer.text
    assert "The page could not be shown." in answer.text
    assert "What you sent" not in answer.text
    assert 'href="/broken/?week=2"' in answer.text
    assert "Retry-After" not in answer


def test_its_reference_stands_in_the_log(visitor):
    records = []
    log, handler = logging.getLogger("django.request"), logging.Handler()
    handler.emit = records.append
    log.addHandler(handler)
    answer = visitor.get("/broken/")
    log.removeHandler(handler)
    assert f"<code>{answer['X-Request-ID']}</code>" in answer.text
    assert [record.request.id for record in records] == [answer["X-Request-ID"]]


def test_it_knows_who_is_signed_in(as_alice, visitor):
    for page in (as_alice.get("/broken/inside/"), as_alice.post("/busy/")):
        assert "Sign out" in page.text
        assert "Sign in" not in page.text
    assert "Sign in" in visitor.get("/broken/").text


def test_who_cannot_be_looked_up_is_not_asked_to_sign_in(as_alice, monkeypatch):
    def fail(*arguments, **options):
        raise locked()

    monkeypatch.setattr("tracker.accounts.models.UserManager.get_queryset", fail)
    answer = as_alice.get("/journal/")
    assert answer.status_code == 503
    assert "Sign in" not in answer.text
    assert "Sign out" not in answer.text


@pytest.mark.parametrize(("address", "status"), [("/broken/", 500), ("/busy/", 503)])
def test_what_was_typed_is_offered_again(as_alice, address, status):
    sent = entry_data("We wait.", title="Met Ana", notes=NOTES, edit_token="7")
    answer = as_alice.post(address, sent)
    assert answer.status_code == status
    assert answer["Cache-Control"] == "no-store"
    assert "What you sent was not saved." in answer.text
    page = Page(answer.text)
    assert page.faults() == set()
    form = next(e for e in page.elements if e.name == "form" and e.attrs["action"] == address)
    assert form.attrs["method"] == "post"
    for name, value in sent.items():
        fields = [e for e in page.elements if e.attrs.get("name") == name]
        assert len(fields) == 1, name
        typed = fields[0].attrs.get("value") or fields[0].to_text(strip=False)
        assert typed.strip() == value, name
    assert "Notes</label>" in answer.text
    assert "&lt;b&gt;they&lt;/b&gt;" in answer.text
    assert "Passwords" not in answer.text


def test_what_is_sent_again_from_there_is_saved(alice):
    """The token on the page is one that the server takes."""
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.force_login(alice)
    before = Page(client.get("/journal/log/").text)
    token = next(e for e in before.elements if e.attrs.get("name") == "csrfmiddlewaretoken")
    sent = entry_data(title="Met Ana", csrfmiddlewaretoken=token.attrs["value"])
    page = Page(client.post("/busy/", sent).text)
    again = {}
    form = next(e for e in page.elements if e.attrs.get("action") == "/busy/")
    for element in page.elements:
        if element.parent is form or element.parent.parent is form:
            again[element.attrs.get("name", "")] = element.attrs.get("value") or element.to_text()
    assert client.post("/journal/log/", again).status_code == 302


def test_secrets_and_files_are_not_kept_and_the_page_says_so(visitor):
    file = SimpleUploadedFile("people.vcf", b"BEGIN:VCARD", "text/vcard")
    secrets = dict.fromkeys(
        ["password", "password1", "oldpassword", "code", "credential", "token"], "hidden 42"
    )
    answer = visitor.post("/busy/", {"email": "alice@example.org", "file": file, **secrets})
    assert "hidden 42" not in answer.text
    assert "VCARD" not in answer.text
    assert 'value="alice@example.org"' in answer.text
    assert "Passwords and codes are not kept" in answer.text
    assert "The file could not be kept" in answer.text


def test_a_body_that_is_no_form_has_nothing_to_offer(visitor):
    answer = visitor.post("/busy/", "{}", content_type="application/json")
    assert answer.status_code == 503
    assert "Try again</button>" not in answer.text
    assert "Go back and try again in a minute." in answer.text


@pytest.mark.parametrize("address", ["/broken/", "/busy/"])
def test_it_asks_no_database(as_alice, address):
    asked = []

    def note(execute, sql, *rest):
        asked.append(sql)
        return execute(sql, *rest)

    as_alice.post("/journal/log/", entry_data(title="Met Ana"))
    with connection.execute_wrapper(note):
        answer = as_alice.post(address, {"notes": "a b"})
    assert "Met" not in answer.text
    assert not any("tracker_activity" in sql for sql in asked)


@pytest.mark.parametrize("address", ["/broken/", "/busy/"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_where_its_template_is_broken_too_a_bare_page_comes(visitor, monkeypatch, address, method):
    def fail(*arguments, **options):
        raise RuntimeError("templates are broken too")

    monkeypatch.setattr(engines["django"], "get_template", fail)
    answer = getattr(visitor, method)(address)
    assert answer.status_code == (500 if address == "/broken/" else 503)
    assert "Something broke on our side" in answer.text
    assert answer["X-Request-ID"] in answer.text
    assert Page(answer.text).faults() == set()


def test_a_session_that_cannot_be_saved_is_no_bad_request(as_alice, monkeypatch):
    def fail(*arguments, **options):
        raise locked()

    monkeypatch.setattr(Session, "save", fail)
    answer = as_alice.post("/meet/")
    assert answer.status_code == 503
    assert "Perhaps what you sent was saved." in answer.text
    assert Person.objects.get().name == "Ana"


def test_who_was_signed_out_elsewhere_meanwhile_is_not_told_that_nothing_was_changed(
    as_alice, alice, monkeypatch
):
    kept = Person.save

    def save_and_sign_out_elsewhere(person, *arguments, **options):
        kept(person, *arguments, **options)
        Session.objects.all().delete()

    monkeypatch.setattr(Person, "save", save_and_sign_out_elsewhere)
    answer = as_alice.post("/meet/")
    assert answer.status_code == 400
    assert "Perhaps what you sent was saved." in answer.text
    assert "nothing was changed" not in answer.text
    assert Person.objects.get().name == "Ana"


@pytest.mark.parametrize(
    ("name", "label"),
    [("notes", "Notes"), ("quotes-1-text", "Quotes 2: text"), ("next_step", "Next step")],
)
def test_a_field_is_called_by_its_name(name, label):
    assert TypedField(name, "").label == label
