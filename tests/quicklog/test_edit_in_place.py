"""A slip in the last entry is mended where it stands."""

from datetime import timedelta

from django.forms import CharField

from tests.conftest import sign_in
from tests.factories import TODAY, log, make_person, make_task, task
from tracker.journal.models import Activity
from tracker.journal.totals_models import DayTotal
from tracker.quicklog.forms import InPlaceForm

YESTERDAY = TODAY - timedelta(days=1)


def edit(client, activity, htmx=True, **fields):
    data = {
        "edit_token": Activity.objects.get(pk=activity.pk).updated_at.isoformat(),
        "title": activity.title,
        "date": activity.date.isoformat(),
        "minutes": activity.minutes or "",
        "notes": activity.notes,
    }
    headers = {"HX-Request": "true"} if htmx else {}
    return client.post(f"/journal/{activity.pk}/edit/short/", data | fields, headers=headers)


def test_this_week_offers_it_for_todays_latest_entry_alone(as_alice, alice):
    log(alice, "Yesterday", date=YESTERDAY)
    assert "Edit in place" not in as_alice.get("/").text
    log(alice, "Morning")
    activity = log(alice, "Noon")
    page = as_alice.get("/").text
    assert page.count("Edit in place") == 1
    assert f'data-hx-get="/journal/{activity.pk}/edit/short/"' in page
    assert f'href="/journal/{activity.pk}/edit/"' in page


def test_the_short_form_comes_without_the_page_around_it(as_alice, alice):
    activity = log(alice, "Lunch", notes="Good soup")
    part = as_alice.get(f"/journal/{activity.pk}/edit/short/", headers={"HX-Request": "true"}).text
    assert "Good soup" in part
    assert "<html" not in part
    assert "<html" in as_alice.get(f"/journal/{activity.pk}/edit/short/").text


def test_what_is_changed_is_kept_and_all_else_stays(as_alice, alice):
    ana = make_person(alice)
    activity = log(
        alice,
        "Lunhc",
        "We wait.",
        task=task("review-a-spec"),
        lesson="Listen.",
        people=[ana],
    )
    answer = edit(as_alice, activity, title="Lunch", minutes="45", date=YESTERDAY.isoformat())
    assert answer.headers["HX-Redirect"] == "/"
    assert "Saved: 60 points." in as_alice.get("/").text
    activity.refresh_from_db()
    assert (activity.title, activity.minutes, activity.date) == ("Lunch", 45, YESTERDAY)
    assert (activity.task, activity.lesson) == (task("review-a-spec"), "Listen.")
    assert activity.quotes.get().date == YESTERDAY
    assert list(activity.people.all()) == [ana]
    ana.refresh_from_db()
    assert ana.logged_on == YESTERDAY
    assert DayTotal.objects.get().date == YESTERDAY


def test_every_other_column_of_the_entry_stays_as_it_was(as_alice, alice):
    activity = log(alice, "Lunhc", task=task("review-a-spec"), lesson="Listen.", minutes=30)
    before = Activity.objects.values().get(pk=activity.pk)
    edit(as_alice, activity, title="Lunch", notes="Good soup")
    after = Activity.objects.values().get(pk=activity.pk)
    changed = {name for name in after if after[name] != before[name]}
    assert changed - {"updated_at"} == {"title", "notes"}


def test_a_field_that_entries_come_to_have_is_not_asked_for_in_place(alice, monkeypatch):
    monkeypatch.setitem(InPlaceForm.base_fields, "outcome", CharField(required=False))
    form = InPlaceForm(alice, None, log(alice, "Lunch"))
    assert list(form.fields) == ["title", "date", "minutes", "notes", "edit_token"]


def test_a_refused_change_comes_back_in_place_with_what_was_typed(as_alice, alice):
    activity = log(alice, "Lunch")
    answer = edit(as_alice, activity, title="Changed", date="2199-01-01", minutes="0")
    assert answer.status_code == 422
    assert "has not come yet" in answer.text
    assert "Minutes start at 1." in answer.text
    assert 'value="Changed"' in answer.text
    assert "<html" not in answer.text
    activity.refresh_from_db()
    assert activity.title == "Lunch"


def test_an_entry_needs_a_title_only_where_it_has_no_task(as_alice, alice):
    free, tasked = log(alice, "Lunch"), log(alice, "For Acme", task=task("review-a-spec"))
    assert "Give the entry a title." in edit(as_alice, free, title=" ").text
    page = as_alice.get(f"/journal/{free.pk}/edit/short/").text
    assert page.count('class="optional"') == 2  # minutes and notes
    assert edit(as_alice, tasked, title="").status_code == 200
    assert str(Activity.objects.get(pk=tasked.pk)) == task("review-a-spec").title


def test_a_retired_task_stays(as_alice, alice):
    card = make_task("Old ways", effort="L")
    activity = log(alice, "", task=card)
    card.status = "archived"
    card.save()
    edit(as_alice, activity, notes="Still mine")
    activity.refresh_from_db()
    assert (activity.task, activity.points, activity.notes) == (card, 25, "Still mine")


def test_another_tabs_change_is_not_overwritten(as_alice, alice):
    activity = log(alice, "Lunch")
    answer = edit(as_alice, activity, title="Mine", edit_token="2026-01-01T00:00:00+00:00")
    assert answer.status_code == 422
    assert "changed in another tab" in answer.text
    assert activity.updated_at.isoformat() in answer.text


def test_an_entry_that_was_deleted_meanwhile_leads_to_its_undo(as_alice, alice):
    activity = log(alice, "Lunch")
    as_alice.post(f"/journal/{activity.pk}/delete/")
    assert edit(as_alice, activity).headers["HX-Redirect"] == "/journal/deleted/"


def test_without_script_it_is_an_ordinary_form(as_alice, alice):
    activity = log(alice, "Lunch")
    assert edit(as_alice, activity, htmx=False, title="Dinner").url == "/"
    answer = edit(as_alice, activity, htmx=False, title="")
    assert answer.status_code == 422
    assert "<html" in answer.text


def test_bob_finds_nothing(alice, bob):
    activity = log(alice, "Secret lunch")
    assert edit(sign_in(bob), activity, title="Mine").status_code == 404
    activity.refresh_from_db()
    assert activity.title == "Secret lunch"
