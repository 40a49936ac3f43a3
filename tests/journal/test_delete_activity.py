from datetime import timedelta
from io import StringIO

from django.core.management import call_command

from tests.conftest import NOON
from tests.factories import log
from tracker.journal.models import Activity, Quote
from tracker.journal.totals_models import DayTotal


def test_a_deleted_entry_leaves_every_page_and_sum(as_alice, alice):
    activity = log(alice, "Briefing", "We wait.")
    answer = as_alice.post(f"/journal/{activity.pk}/delete/", follow=True)
    assert "You can undo this for 30 days" in answer.text
    for address in ("/", "/quotes/", "/progress/", "/progress/points/"):
        assert "We wait." not in as_alice.get(address).text
    assert as_alice.get(f"/journal/{activity.pk}/").status_code == 404
    assert not DayTotal.objects.exists()


def test_undo_stands_beside_the_message_and_in_the_list(as_alice, alice):
    activity = log(alice, "Briefing", "We wait.")
    undo = f'action="/journal/{activity.pk}/restore/"'
    assert undo in as_alice.post(f"/journal/{activity.pk}/delete/", follow=True).text
    assert undo in as_alice.get("/journal/deleted/").text
    answer = as_alice.post(f"/journal/{activity.pk}/restore/", follow=True)
    assert "It is back, with its points." in answer.text
    assert "We wait." in answer.text


def test_deleting_twice_and_undoing_twice_do_no_harm(as_alice, alice):
    activity = log(alice, "Briefing", "We wait.")
    assert as_alice.post(f"/journal/{activity.pk}/delete/").status_code == 302
    assert as_alice.post(f"/journal/{activity.pk}/delete/").status_code == 404
    assert as_alice.post(f"/journal/{activity.pk}/restore/").status_code == 302
    assert as_alice.post(f"/journal/{activity.pk}/restore/").status_code == 404
    assert DayTotal.objects.get().points == 55


def test_undo_ends_after_thirty_days_and_the_purge_takes_it_then(as_alice, alice, clock):
    activity = log(alice, "Old", "We wait.")
    log(alice, "Kept")
    as_alice.post(f"/journal/{activity.pk}/delete/")
    clock.move_to(NOON + timedelta(days=29, hours=23))
    assert "Old" in as_alice.get("/journal/deleted/").text
    call_command("purge_deleted", stdout=StringIO())
    assert Activity.objects.filter(pk=activity.pk).exists()
    clock.move_to(NOON + timedelta(days=30, minutes=1))
    assert as_alice.post(f"/journal/{activity.pk}/restore/").status_code == 404
    said = StringIO()
    call_command("purge_deleted", stdout=said)
    assert said.getvalue() == "2 rows removed.\n"
    assert [activity.title for activity in Activity.objects.all()] == ["Kept"]
    assert not Quote.objects.exists()
