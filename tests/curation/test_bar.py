"""One bar over every page of the admin: where one is, what one may reach, and nothing else."""

import html
import re

import pytest
from django.contrib import admin

from tests.conftest import sign_in
from tests.factories import make_suggestion, make_task, make_user, task
from tracker.accounts.actions import make_curator
from tracker.catalogue.models import Task
from tracker.curation.bar import TABS

BAR = re.compile(r'<nav class="cu-bar".*?</nav>', re.DOTALL)
LINK = re.compile(r'<a href="([^"]+)" ?(aria-current="\w+")?>\s*(.*?)\s*</a>', re.DOTALL)


@pytest.fixture
def as_carol(carol):
    return sign_in(carol)


def as_shown(answer) -> dict[str, object]:
    """What a browser would send back of the form on a page."""
    form = answer.context["adminform"].form
    values = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in values.items() if value is not None}


def links(page: str) -> dict[str, str]:
    """The words of the bar, the present one with its mark."""
    return {words: mark for _url, mark, words in LINK.findall(html.unescape(BAR.search(page)[0]))}


@pytest.mark.parametrize(
    ("path", "tab"),
    [
        ("/admin/tracker/task/", "Tasks"),
        ("/admin/tracker/task/add/", "Tasks"),
        ("/admin/curation/order/", "Order"),
        ("/admin/curation/import/tasks/", "Import and export"),
        ("/admin/curation/suggestions/", "Suggestions"),
        ("/admin/tracker/resource/", "Reading list"),
        ("/admin/tracker/area/", "Levels and areas"),
        ("/admin/curation/shipped/", "Shipped and curated"),
        ("/admin/curation/history/", "History"),
        ("/admin/curation/deleted/", "History"),
        ("/admin/auth/group/", "Accounts"),
    ],
)
def test_the_present_tab_alone_is_marked(as_carol, catalogue, path, tab):
    marked = [words for words, mark in links(as_carol.get(path).text).items() if mark]
    assert marked == [tab]


def test_every_tab_leads_to_a_page(as_carol, catalogue):
    page = as_carol.get("/admin/").text
    urls = [url for url, _mark, _words in LINK.findall(BAR.search(page)[0])]
    assert len(urls) == len(links(page)) > 8
    assert {url: as_carol.get(url).status_code for url in urls} == dict.fromkeys(urls, 200)


def test_models_of_one_tab_stand_beside_each_other(as_carol, catalogue):
    page = html.unescape(as_carol.get("/admin/tracker/area/").text)
    parts = page.split('class="cu-bar cu-parts"')[1].split("</nav>")[0]
    assert [words for _url, _mark, words in LINK.findall(parts)] == ["Levels", "Areas"]


def test_every_list_of_the_admin_stands_under_a_tab(as_carol, catalogue):
    named = {part for tab in TABS for part in tab.parts if isinstance(part, str)}
    page = as_carol.get("/admin/auth/group/").text
    for model in admin.site._registry:
        meta = model._meta
        is_listed = f'"/admin/{meta.app_label}/{meta.model_name}/"' in page
        assert meta.label_lower in named or is_listed, meta.label


def test_suggestions_that_wait_are_counted(as_carol, alice):
    make_suggestion(alice)
    assert "1 waits" in BAR.search(as_carol.get("/admin/").text)[0]


def test_a_curator_sees_no_tab_of_what_she_may_not_do(db):
    dora = make_user("dora")
    make_curator(dora)
    assert "Accounts" not in links(sign_in(dora).get("/admin/", follow=True).text)


def test_publish_saves_what_the_form_says(as_carol, catalogue):
    record = make_task("Shadow a launch", status="draft")
    page = f"/admin/tracker/task/{record.pk}/change/"
    shown = as_carol.get(page)
    assert 'name="_publish"' in shown.text
    answer = as_carol.post(page, as_shown(shown) | {"title": "Shadow one launch", "_publish": "1"})
    assert answer.url == page
    record.refresh_from_db()
    assert (record.title, record.status) == ("Shadow one launch", Task.Status.PUBLISHED)
    assert 'name="_publish"' not in as_carol.get(page).text


def test_publish_refuses_what_is_not_whole_and_keeps_the_text(as_carol, catalogue):
    record = make_task("Shadow a launch", status="draft")
    page = f"/admin/tracker/task/{record.pk}/change/"
    data = as_shown(as_carol.get(page))
    answer = as_carol.post(page, data | {"how_to": "", "title": "Typed", "_publish": "1"})
    assert 'value="Typed"' in answer.text
    record.refresh_from_db()
    assert record.status == Task.Status.DRAFT


def test_save_and_preview_leads_to_the_preview(as_carol, catalogue):
    record = task("review-a-spec")
    page = f"/admin/tracker/task/{record.pk}/change/"
    data = as_shown(as_carol.get(page))
    answer = as_carol.post(page, data | {"_preview": "1"})
    assert answer.url == "/tasks/preview/review-a-spec/"


def test_the_newest_changes_of_every_kind_stand_together(as_carol, catalogue):
    record = task("review-a-spec")
    page = f"/admin/tracker/task/{record.pk}/change/"
    data = as_shown(as_carol.get(page))
    as_carol.post(page, data | {"title": "Review one spec"})
    shown = as_carol.get("/admin/curation/history/").text
    assert "Review one spec" in shown
    assert "carol@example.org" in shown
    assert f"/admin/tracker/task/{record.pk}/history/" in shown
