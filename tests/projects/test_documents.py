"""What is written in a project: begun from a template, read, edited, done."""

import html
import re
from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone
from pytest_django.asserts import assertRedirects

from tests.conftest import sign_in
from tests.factories import TODAY, log, make_document, make_project
from tracker.projects.actions import DocumentChangedError, delete_document, edit_document
from tracker.projects.documents import template_of
from tracker.projects.models import Document, DocumentKind, Project


@pytest.fixture
def project(alice):
    return make_project(alice)


def new_address(project, kind: str = "competition") -> str:
    return f"/projects/{project.pk}/documents/new/?kind={kind}"


@pytest.mark.parametrize("kind", DocumentKind.values)
def test_a_document_begins_with_the_template_of_its_kind(as_alice, project, kind):
    form = as_alice.get(new_address(project, kind)).context["form"]
    assert form["text"].value() == template_of(kind)
    assert len(template_of(kind)) < 5_000


def test_the_interview_guide_asks_twelve_open_questions():
    questions = re.findall(r"^\d+\. (.+)$", template_of("interview"), re.MULTILINE)
    assert len(questions) == 12
    closed = ("Do ", "Does ", "Did ", "Is ", "Are ", "Would ", "Will ", "Can ")
    assert not [question for question in questions if question.startswith(closed)]


def test_the_comparison_is_a_table_when_it_is_read(as_alice, project):
    document = make_document(project, text=template_of("competition"))
    text = as_alice.get(document.get_absolute_url()).text
    assert "<table>" in text
    assert "<td>Where they win</td>" in text


def test_a_document_with_nothing_but_its_template_says_so(as_alice, project):
    says = "Nothing but the template stands here yet"
    data = {"title": "Dunmast", "text": template_of("competition").replace("\n", "\r\n")}
    answer = as_alice.post(new_address(project), data, follow=True)
    assert says in answer.text
    document = Document.objects.get()
    document.text += "\nThey win on price."
    document.save()
    assert says not in as_alice.get(document.get_absolute_url()).text


def test_the_same_document_sent_twice_is_one(as_alice, project):
    data = {"title": "Dunmast", "text": "They win."}
    for _time in range(2):
        as_alice.post(new_address(project), data)
    assert Document.objects.count() == 1


@pytest.mark.parametrize("kind", ["", "novel", "research\x00", "é" * 300])
def test_an_unknown_kind_leads_back_to_the_project(as_alice, project, kind):
    answer = as_alice.get(f"/projects/{project.pk}/documents/new/", {"kind": kind})
    assert answer.url == project.get_absolute_url()


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("title", "", "Give it a title."),
        ("title", "x" * 121, "at most 120"),
        ("text", "x" * 20_001, "at most 20000"),
        ("text", "a\x00b", "Null characters"),
        ("done_on", "2026-11-19", "between 1950 and today"),
        ("done_on", "1066-10-14", "between 1950 and today"),
    ],
)
def test_what_is_odd_is_refused_with_a_sentence_and_kept(as_alice, project, field, value, sentence):
    document = make_document(project)
    data = {"title": "Typed title", "text": "Typed", "edit_token": document.updated_at.isoformat()}
    answer = as_alice.post(f"/projects/documents/{document.pk}/edit/", data | {field: value})
    assert answer.status_code == 422
    assert sentence in html.unescape(answer.text)
    assert "Typed" in answer.text
    document.refresh_from_db()
    assert document.text == "They win."


def test_hostile_text_is_shown_as_text(as_alice, project):
    cells = "| <img src=x onerror=alert(1)> |\n|---|\n| [x](javascript:alert(1)) |"
    hostile = f"<script>alert(1)</script>\n\n{cells}"
    document = make_document(project, "<script>alert(1)</script>", text=hostile)
    text = as_alice.get(document.get_absolute_url()).text
    assert "<script>alert" not in text
    assert "<img" not in text
    assert 'href="javascript' not in text


def test_a_second_tab_does_not_overwrite_the_first(as_alice, project, clock):
    document = make_document(project)
    address = f"/projects/documents/{document.pk}/edit/"
    seen = as_alice.get(address).context["form"]["edit_token"].value()
    clock.shift(timedelta(minutes=1))
    as_alice.post(address, {"title": "One", "text": "First tab", "edit_token": seen})
    answer = as_alice.post(address, {"title": "Two", "text": "Second tab", "edit_token": seen})
    assert answer.status_code == 422
    assert "changed in another tab" in answer.text
    assert "Second tab" in answer.text
    document.refresh_from_db()
    assert document.text == "First tab"
    now = answer.context["form"]["edit_token"].value()
    as_alice.post(address, {"title": "Two", "text": "Second tab", "edit_token": now})
    document.refresh_from_db()
    assert document.text == "Second tab"


@pytest.mark.parametrize("edit_token", ["", "yesterday", "\x00"])
def test_a_document_is_not_overwritten_by_a_form_that_has_seen_none(as_alice, project, edit_token):
    document = make_document(project)
    data = {"title": "Two", "text": "Blind", "edit_token": edit_token}
    assert as_alice.post(f"/projects/documents/{document.pk}/edit/", data).status_code == 422
    document.refresh_from_db()
    assert document.text == "They win."


def test_one_tap_is_done_and_one_more_is_not(as_alice, project):
    document = make_document(project)
    as_alice.post(f"/projects/documents/{document.pk}/done/")
    document.refresh_from_db()
    assert document.done_on == TODAY
    as_alice.post(f"/projects/documents/{document.pk}/undone/")
    document.refresh_from_db()
    assert document.done_on is None


def test_it_is_taken_along_as_markdown(as_alice, project):
    document = make_document(project, 'Ünder "quotes"\t; filename=x', text="| a |\n|---|\n| b |")
    answer = as_alice.get(f"/projects/documents/{document.pk}/document.md")
    assert answer["Content-Type"] == "text/markdown; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="under-quotes-filenamex.md"'
    assert "| a |\n|---|\n| b |" in answer.text


def test_a_deleted_document_comes_back(as_alice, project):
    document = make_document(project)
    as_alice.post(f"/projects/documents/{document.pk}/delete/")
    assert document.title not in as_alice.get(project.get_absolute_url()).text
    assert document.title in as_alice.get("/journal/deleted/").text
    answer = as_alice.post(f"/projects/documents/{document.pk}/edit/", {"title": "x", "text": "y"})
    assert answer.url == "/journal/deleted/"
    as_alice.post(f"/projects/documents/{document.pk}/restore/")
    assert document.title in as_alice.get(project.get_absolute_url()).text


def test_documents_of_a_deleted_project_are_out_of_reach_until_it_is_back(as_alice, project):
    document = make_document(project)
    as_alice.post(f"/projects/{project.pk}/delete/")
    assert as_alice.get(document.get_absolute_url()).status_code == 404
    assert as_alice.get(new_address(project)).status_code == 404
    as_alice.post(f"/projects/{project.pk}/restore/")
    assert as_alice.get(document.get_absolute_url()).status_code == 200


def test_a_stranger_writes_into_nobodys_project(alice, bob, project):
    document = make_document(project)
    client = sign_in(bob)
    data = {"title": "Mine", "text": "Mine", "edit_token": document.updated_at.isoformat()}
    assert client.post(new_address(project), data).status_code == 404
    assert client.post(f"/projects/documents/{document.pk}/edit/", data).status_code == 404
    assert client.get(f"/projects/documents/{document.pk}/document.md").status_code == 404
    assert Document.objects.get().text == "They win."


def test_after_30_days_what_was_deleted_is_gone_and_entries_stay(alice, project):
    long_ago = timezone.now() - timedelta(days=31)
    other = make_project(alice, "Other")
    make_document(project)
    make_document(other, deleted_at=long_ago)
    activity = log(alice, "Call", project=project)
    Project.objects.filter(pk=project.pk).update(deleted_at=long_ago)
    call_command("purge_deleted")
    assert list(Project.objects.all()) == [other]
    assert not Document.objects.exists()
    activity.refresh_from_db()
    assert activity.project is None


def test_of_two_writes_at_once_the_second_is_told(project):
    document = make_document(project)
    first, second = Document.objects.get(pk=document.pk), Document.objects.get(pk=document.pk)
    first.text = "First"
    with time_machine.travel(timezone.now() + timedelta(seconds=1), tick=False):
        edit_document(first)
    second.text = "Second"
    with pytest.raises(DocumentChangedError):
        edit_document(second)
    delete_document(first)
    with pytest.raises(Document.DoesNotExist):
        edit_document(second)
    document.refresh_from_db()
    assert document.text == "First"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/projects/7/papers/new/?kind=interview", "/projects/7/documents/new/?kind=interview"),
        ("/projects/papers/7/", "/projects/documents/7/"),
        ("/projects/papers/7/edit/", "/projects/documents/7/edit/"),
        ("/projects/papers/7/paper.md", "/projects/documents/7/document.md"),
    ],
)
def test_a_bookmark_from_when_documents_were_papers_leads_on(as_alice, old, new):
    assertRedirects(as_alice.get(old), new, status_code=301, fetch_redirect_response=False)


def test_a_link_that_asks_for_a_paper_is_understood(as_alice, project):
    assert "Begin it here" in as_alice.get("/projects/?paper=interview").text
