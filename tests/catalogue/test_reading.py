"""The reading list: curated like tasks, shown where it helps, its links checked on demand."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO

import pytest
from django.core.management import call_command

from tests.conftest import sign_in
from tests.factories import make_resource, make_task, task
from tracker.catalogue.actions import load_catalogue
from tracker.catalogue.links import check_links
from tracker.catalogue.models import Resource


def test_a_book_stands_on_the_page_of_its_task(as_alice):
    make_resource("Talking to customers", tasks=[task("review-a-spec")], note="Chapter two.")
    shown = as_alice.get("/tasks/review-a-spec/").text
    assert "Talking to customers" in shown
    assert "Chapter two." in shown


def test_drafts_and_retired_books_are_shown_nowhere(as_alice):
    for status in ("draft", "archived"):
        make_resource(f"A {status} book", tasks=[task("review-a-spec")], status=status)
    for address in ("/tasks/review-a-spec/", "/tasks/reading/"):
        shown = as_alice.get(address).text
        assert "A draft book" not in shown
        assert "A archived book" not in shown


def test_the_list_says_what_each_helps_with_and_leaves_out_draft_tasks(as_alice):
    make_resource("Both", tasks=[task("review-a-spec"), make_task("Hidden", status="draft")])
    shown = as_alice.get("/tasks/reading/").text
    assert task("review-a-spec").title in shown
    assert "Hidden" not in shown


def test_an_empty_list_says_so(as_alice):
    Resource.objects.all().delete()
    assert "Nothing to read yet" in as_alice.get("/tasks/reading/").text


def test_a_link_that_could_run_a_script_is_refused(carol):
    client = sign_in(carol)
    data = {"title": "T", "slug": "t", "author": "A", "kind": "book", "status": "draft"}
    answer = client.post("/admin/tracker/resource/add/", data | {"link": "javascript:alert(1)"})
    assert "Write a link that begins with https://." in answer.text
    assert not Resource.objects.filter(slug="t").exists()
    client.post("/admin/tracker/resource/add/", data | {"link": "example.org/book"})
    assert Resource.objects.get(slug="t").link == "https://example.org/book"


def test_what_a_curator_deleted_or_changed_stays_so(carol):
    Resource.objects.filter(slug="inspired").update(note="My own note.")
    Resource.objects.get(slug="the-mom-test").delete()
    load_catalogue()
    assert Resource.objects.get(slug="inspired").note == "My own note."
    assert not Resource.objects.filter(slug="the-mom-test").exists()


class Server(BaseHTTPRequestHandler):
    def do_HEAD(self):
        self.answer()

    do_GET = do_HEAD  # noqa: N815

    def answer(self):
        if self.path == "/slow":
            self.server.slow.wait()
        refused = self.path == "/page-only" and self.command == "HEAD"
        self.send_response(405 if refused else 404 if self.path == "/gone" else 200)
        self.end_headers()

    def log_message(self, *args):
        pass


@pytest.fixture
def site():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    server.slow = threading.Event()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.slow.set()
    server.shutdown()
    server.server_close()


def test_the_command_reports_links_that_do_not_answer(catalogue, site):
    for path in ("/fine", "/page-only", "/gone"):
        make_resource(path, link=site + path)
    make_resource("Nowhere", link="http://127.0.0.1:1/")
    make_resource("Retired", link=f"{site}/gone-too", status="archived")
    said = StringIO()
    allowed = [site.removeprefix("http://"), "127.0.0.1:1"]
    call_command("check_links", allow=allowed, stdout=said)
    assert f"{site}/gone: answers 404 Not Found\n" in said.getvalue()
    assert "http://127.0.0.1:1/: cannot be reached" in said.getvalue()
    assert "4 links asked, 2 with a problem." in said.getvalue()
    assert Resource.objects.get(title="/gone").link_problem == "answers 404 Not Found"
    assert Resource.objects.get(title="/fine").link_problem == ""
    assert Resource.objects.get(title="/fine").status == "published"


def test_a_server_that_never_answers_keeps_nobody_waiting(catalogue, site):
    slow = make_resource("Slow", link=f"{site}/slow")
    assert check_links([slow], 0.2, frozenset([site.removeprefix("http://")])) == {
        slow.link: "no answer within 0 seconds"
    }
