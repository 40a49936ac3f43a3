"""Pages are kept for their reader, and never a moment longer than they are true."""

import re
from datetime import timedelta

import pytest
from django.core.cache import caches
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.conftest import sign_in
from tests.factories import log, make_task
from tests.journal.forms import entry_data
from tracker.shared import page_cache
from tracker.shared.page_cache import cache_for_reader


@pytest.fixture(autouse=True)
def _pages_are_kept(settings):
    kept = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "kept"}
    settings.CACHES = {**settings.CACHES, "pages": kept}
    caches["pages"].clear()


def queries(client, path):
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    return len(captured)


def test_reading_again_asks_for_the_reader_alone(as_alice, alice):
    log(alice, "Read a spec", "We wait.")
    first = as_alice.get("/")
    with CaptureQueriesContext(connection) as captured:
        again = as_alice.get("/")
    assert [row["sql"].split()[0] for row in captured.captured_queries] == ["SELECT"]
    assert "tracker_user" in captured.captured_queries[0]["sql"]
    changing = r'value="[^"]*"'
    assert re.sub(changing, "", again.text) == re.sub(changing, "", first.text)
    assert "Read a spec" in again.text


def test_what_she_logs_is_there_at_once(as_alice):
    assert "Met Ana" not in as_alice.get("/").text
    as_alice.post("/journal/log/", entry_data("We wait.", title="Met Ana"))
    for path in ("/", "/journal/", "/quotes/", "/progress/"):
        as_alice.get(path)
        assert ("Met Ana" if path != "/quotes/" else "We wait.") in as_alice.get(path).text, path


def test_a_setting_is_there_at_once(as_alice, alice):
    assert 'data-theme="system"' in as_alice.get("/").text
    alice.theme = "dark"
    alice.save()
    assert 'data-theme="dark"' in as_alice.get("/").text


def test_nobody_is_sent_the_page_of_another(as_alice, alice, bob):
    log(alice, "Alice’s secret title")
    as_alice.get("/journal/")
    assert "secret" not in sign_in(bob).get("/journal/").text
    assert "secret" in as_alice.get("/journal/").text
    assert Client().get("/journal/").status_code == 302


def test_the_same_page_with_another_search_is_another_page(as_alice, alice):
    log(alice, "Read a spec")
    assert "Read a spec" in as_alice.get("/journal/").text
    assert "Read a spec" not in as_alice.get("/journal/?q=nothing").text


def test_every_sending_makes_an_identity_and_a_token_of_its_own(alice):
    client = Client(enforce_csrf_checks=True)
    client.force_login(alice)
    log(alice, "Read a spec")
    ids, tokens = set(), set()
    for _ in range(3):
        text = client.get("/").text
        ids |= set(re.findall(r'name="client_id" value="([^"]+)"', text))
        tokens |= set(re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', text))
    assert len(ids) >= 3
    assert len(tokens) == 3
    sent = entry_data(title="With a kept token") | {"csrfmiddlewaretoken": tokens.pop()}
    assert client.post("/journal/log/", sent).status_code == 302


def test_a_message_is_said_once(as_alice):
    as_alice.get("/")
    as_alice.post("/journal/log/", entry_data(title="Met Ana"))
    assert "Logged: 5 points." in as_alice.get("/").text
    assert "Logged: 5 points." not in as_alice.get("/").text


def test_what_a_curator_publishes_is_there_within_a_minute(as_alice, clock):
    as_alice.get("/tasks/")
    make_task("Shadow a release")
    clock.shift(timedelta(seconds=61))
    assert "Shadow a release" in as_alice.get("/tasks/").text


def test_midnight_turns_the_page(as_alice, alice, clock):
    clock.move_to("2026-11-22T23:59:59Z")
    assert "22 Nov 2026" in as_alice.get("/").text
    clock.move_to("2026-11-23T00:00:00Z")
    assert "29 Nov 2026" in as_alice.get("/").text


def test_a_browser_that_has_the_page_is_not_sent_it_again(as_alice, alice):
    first = as_alice.get("/journal/", secure=True)
    assert first["Cache-Control"] == "private, no-cache"
    again = as_alice.get("/journal/", headers={"If-None-Match": first["ETag"]}, secure=True)
    assert (again.status_code, again.content) == (304, b"")
    as_alice.post("/journal/log/", entry_data(title="Met Ana"))
    as_alice.get("/", secure=True)
    changed = as_alice.get("/journal/", headers={"If-None-Match": first["ETag"]}, secure=True)
    assert changed.status_code == 200
    assert "Met Ana" in changed.text


def test_a_form_is_never_shown_again_with_the_identity_that_it_sent(as_alice, alice):
    entry = log(alice, "Read a spec")
    for path in ("/", entry.get_absolute_url()):
        first = as_alice.get(path, secure=True)
        again = as_alice.get(path, headers={"If-None-Match": first.get("ETag", "")}, secure=True)
        ids = [set(re.findall(r'name="client_id" value="([^"]+)"', p.text)) for p in (first, again)]
        assert again.status_code == 200, path
        assert all(ids), path
        assert ids[0].isdisjoint(ids[1]), path


def test_over_plain_http_no_browser_keeps_a_page(as_alice):
    """There it would not be told to forget it when she signs out."""
    answer = as_alice.get("/journal/")
    assert (answer["Cache-Control"], "ETag" in answer) == ("private, no-store", False)


def test_a_new_sign_in_is_sent_the_page_with_its_own_token(alice):
    first = sign_in(alice).get("/journal/", secure=True)
    other = sign_in(alice).get("/journal/", headers={"If-None-Match": first["ETag"]}, secure=True)
    assert other.status_code == 200


def test_part_of_a_page_and_a_refusal_are_not_kept(as_alice):
    as_alice.get("/tasks/")
    assert "<html" not in as_alice.get("/tasks/", headers={"HX-Request": "true"}).text
    assert as_alice.get("/journal/990001/").status_code == 404


def test_what_was_worked_out_of_her_quotes_is_worked_out_anew_once_she_writes(as_alice, alice):
    log(alice, "Call", "We wait two days for the report", "We wait two days for the reports")
    for path in ("/quotes/alike/", "/quotes/themes/"):
        first = queries(as_alice, f"{path}?page=1")
        assert queries(as_alice, f"{path}?page=01") < first, path
    assert "!!" not in as_alice.get("/quotes/alike/").text
    sent = entry_data("We wait two days for the report!!", title="Another call")
    as_alice.post("/journal/log/", sent)
    assert "!!" in as_alice.get("/quotes/alike/").text


def test_a_page_in_which_a_nul_was_typed_is_as_good_the_second_time(as_alice):
    for _twice in range(2):
        page = as_alice.get("/journal/", {"q": "a\0b"})
        assert page.status_code == 200
        assert re.search(r'name="csrfmiddlewaretoken" value="\w{64}"', page.text)


def kept_view(answer):
    """Give a view whose page is kept, and how often it was asked for."""
    asked = []

    @cache_for_reader
    def view(request):
        asked.append(request)
        return answer(request)

    return view, asked


def ask(view, user, rf):
    request = rf.get("/somewhere/")
    request.user, request._messages = user, []
    return view(request)


def test_a_reader_who_changes_the_language_is_sent_the_page_in_it(alice, rf, monkeypatch):
    # There is one language so far, and Django looks for none then.
    language = "en-gb"
    monkeypatch.setattr(page_cache, "get_language", lambda: language, raising=False)
    view, asked = kept_view(lambda request: HttpResponse(f"In {language}"))
    assert ask(view, alice, rf).text == "In en-gb"
    language = "de"
    assert ask(view, alice, rf).text == "In de"
    assert ask(view, alice, rf).text == "In de"
    assert len(asked) == 2


def answer_with_a_header(request):
    return HttpResponse("A page.", headers={"Content-Security-Policy": "sandbox"})


def answer_with_a_cookie(request):
    response = HttpResponse("A page.")
    response.set_cookie("seen", "yes")
    return response


@pytest.mark.parametrize("answer", [answer_with_a_header, answer_with_a_cookie])
def test_a_page_with_a_header_or_a_cookie_of_its_own_has_it_every_time(alice, rf, answer):
    view, asked = kept_view(answer)
    for times in (1, 2):
        response = ask(view, alice, rf)
        assert response.headers.get("Content-Security-Policy") or response.cookies["seen"]
        assert len(asked) == times


@pytest.mark.parametrize("name", ["csrfmiddlewaretoken", "client_id"])
def test_words_in_a_note_that_look_like_a_hidden_field_stay_the_words_that_they_are(
    alice, rf, name
):
    note = f'Write name="{name}" value="my own words" in the form.'
    view, asked = kept_view(lambda request: HttpResponse(f"<p>{note}</p>"))
    for _twice in range(2):
        assert ask(view, alice, rf).text == f"<p>{note}</p>"
    assert len(asked) == 1
