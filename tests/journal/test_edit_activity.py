from datetime import timedelta

import pytest

from tests.factories import TODAY, log, make_task, task
from tests.journal.forms import entry_data
from tracker.journal.models import Activity, Quote
from tracker.journal.totals_models import DayTotal


def edit(client, activity, *quotes, **fields):
    kept = list(activity.quotes.live().order_by("position"))
    data = entry_data(*quotes, stood=len(kept), title=activity.title, date=activity.date)
    data["edit_token"] = Activity.objects.get(pk=activity.pk).updated_at.isoformat()
    data |= {f"quotes-{n}-quote_id": str(quote.pk) for n, quote in enumerate(kept)}
    data |= {name.replace("__", "-"): str(value) for name, value in fields.items()}
    return client.post(f"/journal/{activity.pk}/edit/", data, follow=True)


def test_the_form_shows_what_stands(as_alice, alice):
    activity = log(alice, "Briefing", "We wait.", task=task("review-a-spec"), notes="My notes")
    shown = as_alice.get(f"/journal/{activity.pk}/edit/").text
    for words in ("Briefing", "We wait.", "My notes", task("review-a-spec").title):
        assert words in shown


def test_changed_words_quotes_and_date_are_kept(as_alice, alice):
    activity = log(alice, "Briefing", "We wait.", "Nobody opens it.")
    day = TODAY - timedelta(days=9)
    answer = edit(
        as_alice, activity, "We wait long.", "Nobody opens it.", "New one.", notes="More", date=day
    )
    assert "Saved" in answer.text
    activity.refresh_from_db()
    assert (activity.notes, activity.date) == ("More", day)
    texts = activity.quotes.live().order_by("position").values_list("text", flat=True)
    assert list(texts) == ["We wait long.", "Nobody opens it.", "New one."]
    assert DayTotal.objects.get().date == day
    assert DayTotal.objects.get().points == 155


def test_a_removed_quote_can_be_put_back(as_alice, alice):
    activity = log(alice, "Briefing", "We wait.", "Nobody opens it.")
    edit(as_alice, activity, "We wait.", "Nobody opens it.", quotes__1__DELETE="on")
    assert activity.quotes.live().count() == 1
    assert DayTotal.objects.get().points == 55
    assert "Nobody opens it." in as_alice.get("/journal/deleted/").text
    gone = Quote.objects.get(deleted_at__isnull=False)
    as_alice.post(f"/quotes/{gone.pk}/restore/")
    assert activity.quotes.live().count() == 2
    assert DayTotal.objects.get().points == 105


def test_an_emptied_quote_asks_whether_it_is_meant(as_alice, alice):
    activity = log(alice, "Briefing", "We wait.")
    answer = edit(as_alice, activity, "")
    assert answer.status_code == 422
    assert "Write the customer’s words, or remove this quote." in answer.text
    assert activity.quotes.live().count() == 1


def test_a_retired_task_stays_on_the_entry_that_has_it(as_alice, alice):
    card = make_task("Old ways", effort="L")
    activity = log(alice, "", task=card)
    card.status = "archived"
    card.save()
    edit(as_alice, activity, task="Old ways", notes="Still mine")
    activity.refresh_from_db()
    assert (activity.task, activity.points, activity.notes) == (card, 25, "Still mine")


def test_a_bad_edit_keeps_what_was_typed_and_what_stood(as_alice, alice):
    activity = log(alice, "Briefing", "We wait.")
    answer = edit(as_alice, activity, "Changed words", title="Changed", minutes="-3")
    assert answer.status_code == 422
    assert "Changed words" in answer.text
    activity.refresh_from_db()
    assert activity.title == "Briefing"
    assert activity.quotes.get().text == "We wait."


def test_another_quote_without_script_on_an_edit(as_alice, alice):
    activity = log(alice, "Briefing", "We wait.")
    answer = edit(as_alice, activity, "We wait.", add_quote="1")
    assert 'name="quotes-1-text"' in answer.text
    assert Activity.objects.get().quotes.count() == 1


def test_a_change_in_another_tab_is_not_overwritten_unseen(as_alice, alice):
    activity = log(alice, "Briefing")
    stale = activity.updated_at.isoformat()
    Activity.objects.filter(pk=activity.pk).update(
        updated_at=activity.updated_at + timedelta(minutes=1)
    )
    answer = edit(as_alice, activity, title="My words", edit_token=stale)
    assert answer.status_code == 422
    assert "changed in another tab" in answer.text
    assert "My words" in answer.text
    typed = answer.context["form"]["edit_token"].value()
    edit(as_alice, activity, title="My words", edit_token=typed)
    activity.refresh_from_db()
    assert activity.title == "My words"


def test_an_entry_deleted_meanwhile_leads_to_where_it_can_be_put_back(as_alice, alice, clock):
    from tracker.journal.actions import delete_activity

    activity = log(alice, "Briefing")
    delete_activity(activity)
    answer = edit(as_alice, activity, title="Too late")
    assert answer.redirect_chain == [("/journal/deleted/", 302)]
    assert "Put it back first" in answer.text
    clock.shift(timedelta(days=31))
    as_alice.force_login(alice)
    assert edit(as_alice, activity, title="Far too late").status_code == 404


def test_an_entry_deleted_at_the_same_moment_does_the_same(as_alice, alice, monkeypatch):
    def came_second(owner, activity, **values):
        raise Activity.DoesNotExist

    activity = log(alice, "Briefing")
    monkeypatch.setattr("tracker.journal.actions.edit_activity", came_second)
    assert "Put it back first" in edit(as_alice, activity, title="Too late").text


def test_an_entry_from_a_place_further_on_stays_editable(as_alice, alice):
    activity = log(alice, "Kiritimati", date=TODAY + timedelta(days=1))
    answer = edit(as_alice, activity, title="Edited in Pago Pago")
    assert "Saved" in answer.text
    answer = edit(as_alice, activity, date=TODAY + timedelta(days=2))
    assert "has not come yet" in answer.text


def test_the_hundred_and_first_quote_is_not_put_back(as_alice, alice):
    activity = log(alice, "Full", *[f"Number {n}" for n in range(100)])
    gone = activity.quotes.first()
    Quote.objects.filter(pk=gone.pk).update(deleted_at=activity.created_at, removed_alone=True)
    edit(as_alice, activity, *[f"Number {n}" for n in range(1, 100)], "Hundred")
    answer = as_alice.post(f"/quotes/{gone.pk}/restore/", follow=True)
    assert "holds a hundred quotes already" in answer.text
    assert activity.quotes.live().count() == 100


def test_new_quotes_take_the_places_of_removed_ones(as_alice, alice):
    activity = log(alice, "Briefing", "One.", "Two.", "Three.")
    edit(as_alice, activity, "One.", "Two.", "Three.", "Four.", quotes__1__DELETE="on")
    stood = activity.quotes.live().order_by("position").values_list("position", "text")
    assert list(stood) == [(0, "One."), (1, "Four."), (2, "Three.")]


def test_a_quote_taken_off_in_another_tab_can_still_be_saved(as_alice, alice):
    activity = log(alice, "Briefing", "One.", "Two.")
    shown = activity.quotes.order_by("position").first()
    edit(as_alice, activity, "One.", "Two.", quotes__0__DELETE="on")
    data = entry_data("One.", stood=1, title="Stale tab", date=activity.date)
    data["edit_token"] = Activity.objects.get().updated_at.isoformat()
    data["quotes-0-quote_id"] = str(shown.pk)
    assert as_alice.post(f"/journal/{activity.pk}/edit/", data).status_code == 302
    assert [quote.text for quote in activity.quotes.live()] == ["One."]


def test_putting_a_quote_back_counts_as_a_change(as_alice, alice, clock):
    activity = log(alice, "Briefing", "One.", "Two.")
    edit(as_alice, activity, "One.", "Two.", quotes__0__DELETE="on")
    stale = Activity.objects.get().updated_at.isoformat()
    clock.shift(timedelta(minutes=1))
    gone = Quote.objects.get(deleted_at__isnull=False)
    as_alice.post(f"/quotes/{gone.pk}/restore/")
    answer = edit(as_alice, activity, "Two.", "One.", title="Stale", edit_token=stale)
    assert answer.status_code == 422


def test_two_edits_at_the_same_moment_are_not_both_accepted(as_alice, alice, monkeypatch):
    from tracker.journal.actions import ChangedMeanwhileError

    activity = log(alice, "Briefing")

    def came_second(owner, activity, **values):
        raise ChangedMeanwhileError(activity)

    monkeypatch.setattr("tracker.journal.actions.edit_activity", came_second)
    answer = edit(as_alice, activity, title="My words")
    assert answer.status_code == 422
    assert "changed in another tab" in answer.text
    assert "My words" in answer.text


def test_an_edit_of_what_was_changed_since_it_was_read_is_refused(alice):
    from tracker.journal.actions import ChangedMeanwhileError, edit_activity

    activity = log(alice, "Briefing")
    Activity.objects.filter(pk=activity.pk).update(
        updated_at=activity.updated_at + timedelta(seconds=1)
    )
    with pytest.raises(ChangedMeanwhileError):
        edit_activity(alice, activity, quotes=[])


def test_a_quote_put_back_by_somebody_faster_is_not_found(as_alice, alice, monkeypatch):
    activity = log(alice, "Briefing", "One.", "Two.")
    edit(as_alice, activity, "One.", "Two.", quotes__0__DELETE="on")
    gone = Quote.objects.get(deleted_at__isnull=False)

    def came_second(quote):
        raise Quote.DoesNotExist

    monkeypatch.setattr("tracker.journal.actions.restore_quote", came_second)
    assert as_alice.post(f"/quotes/{gone.pk}/restore/").status_code == 404
