"""The rules of points, one by one; docs/points.md says them to people."""

from datetime import timedelta

import pytest

from tests.factories import TODAY, log, make_task, task
from tracker.journal.actions import delete_activity, edit_activity, restore_activity
from tracker.journal.models import Activity, Quote
from tracker.journal.points import fingerprint
from tracker.journal.totals_models import DayTotal


def total(user):
    return DayTotal.objects.owned_by(user).sums()["points"]


def test_a_task_earns_by_its_effort_and_a_free_entry_five(alice):
    assert log(alice, task=task("ask-about-personas")).points == 5
    assert log(alice, task=task("sit-in-on-a-customer-briefing")).points == 10
    assert log(alice, task=task("compare-one-competitor")).points == 25
    assert log(alice, "Something else").points == 5
    assert total(alice) == 45


def test_a_curators_own_figure_comes_before_the_effort(alice):
    assert log(alice, task=make_task("Rare", effort="S", own_points=40)).points == 40


def test_think_twice_earns_nothing(alice):
    assert log(alice, task=task("think-twice-mba-or-double-change")).points == 0


def test_every_distinct_quote_earns_fifty(alice):
    activity = log(alice, "Briefing", "We wait.", "Nobody opens it.", task=task("review-a-spec"))
    assert [quote.points for quote in activity.quotes.all()] == [50, 50]
    assert total(alice) == 110


@pytest.mark.parametrize(
    "again", ["WE WAIT FOR THE MAIL", "We wait — for the mail!", "  we  wait\nfor the mail. "]
)
def test_the_same_words_again_earn_nothing(alice, again):
    log(alice, "Monday", "We wait for the mail.")
    activity = log(alice, "Tuesday", again)
    assert activity.quotes.get().points == 0
    assert total(alice) == 60


def test_the_same_words_twice_in_one_entry_earn_once(alice):
    activity = log(alice, "Briefing", "We wait.", "We wait!")
    assert [quote.points for quote in activity.quotes.order_by("pk")] == [50, 0]


def test_two_people_may_hear_the_same_words(alice, bob):
    log(alice, "Briefing", "We wait.")
    assert log(bob, "Briefing", "We wait.").quotes.get().points == 50


def test_words_differ_by_letters_in_any_script():
    assert fingerprint("заказ пришёл") != fingerprint("заказ ушёл")
    assert fingerprint("किताब") != fingerprint("कातिब")
    assert fingerprint("Straße") == fingerprint("STRASSE")
    assert fingerprint("Great 👍") != fingerprint("Great 👎")
    assert fingerprint("from C to C++") != fingerprint("from C++ to C")
    assert fingerprint("it´s late") == fingerprint("it’s late")
    assert fingerprint("…!?") == ""
    assert fingerprint("ﬁle") == fingerprint("file")


def test_a_once_only_task_earns_once_and_can_be_logged_again(alice):
    mentor = task("find-a-mentor")
    assert log(alice, task=mentor).points == 10
    again = log(alice, task=mentor)
    assert again.points == 0
    assert again.repeats_once_task
    assert total(alice) == 10


def test_a_curators_later_change_rewrites_nobodys_history(alice):
    card = make_task("Changing", effort="M")
    activity = log(alice, task=card)
    card.own_points, card.cadence = 900, "once"
    card.save()
    activity.notes = "More words"
    edit_activity(alice, activity, quotes=[])
    activity.refresh_from_db()
    assert (activity.points, activity.task_once) == (10, False)
    assert log(alice, task=card).points == 900


def test_another_task_is_priced_when_it_is_chosen(alice):
    activity = log(alice, task=task("ask-about-personas"))
    activity.task = task("compare-one-competitor")
    edit_activity(alice, activity, quotes=[])
    assert total(alice) == 25


def test_deleting_takes_back_exactly_what_the_entry_shows(alice):
    log(alice, "Kept", "Other words.")
    activity = log(alice, "Briefing", "We wait.", task=task("review-a-spec"))
    before = total(alice)
    delete_activity(activity)
    assert total(alice) == before - 60


def test_undo_brings_the_points_back(alice):
    activity = log(alice, "Briefing", "We wait.")
    delete_activity(activity)
    restore_activity(activity)
    assert total(alice) == 55
    assert activity.quotes.live().get().points == 50


def test_when_the_first_entry_goes_the_next_with_its_words_has_the_points(alice):
    first = log(alice, "Monday", "We wait.")
    second = log(alice, "Tuesday", "we wait", date=TODAY - timedelta(days=1))
    delete_activity(first)
    assert second.quotes.get().points == 50
    restore_activity(first)
    assert (first.quotes.get().points, second.quotes.get().points) == (50, 0)
    assert total(alice) == 60


def test_when_the_first_once_only_entry_goes_the_next_has_its_points(alice):
    first, second = (log(alice, task=task("find-a-mentor")) for _ in range(2))
    delete_activity(first)
    second.refresh_from_db()
    assert second.points == 10
    restore_activity(first)
    second.refresh_from_db()
    first.refresh_from_db()
    assert (first.points, second.points) == (10, 0)


def test_changing_a_quotes_words_moves_the_points_with_the_words(alice):
    first = log(alice, "Monday", "We wait.")
    second = log(alice, "Tuesday", "We wait.")
    quote = first.quotes.get()
    quote.text = "We phone."
    edit_activity(alice, first, quotes=[quote])
    assert first.quotes.get().points == 50
    assert second.quotes.get().points == 50


def test_the_database_itself_refuses_to_pay_twice(alice):
    from django.db import IntegrityError, transaction

    log(alice, "Monday", "We wait.")
    log(alice, "Tuesday", "We wait.")
    with pytest.raises(IntegrityError), transaction.atomic():
        Quote.objects.filter(points=0).update(points=50)
    first = log(alice, task=task("find-a-mentor"))
    log(alice, task=task("find-a-mentor"))
    with pytest.raises(IntegrityError), transaction.atomic():
        Activity.objects.filter(task=first.task, points=0).update(points=10)
