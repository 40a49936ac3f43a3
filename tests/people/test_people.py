"""The list of people, one person's page, what is kept about them."""

import html
from datetime import timedelta

import pytest

from tests.conftest import sign_in
from tests.factories import TODAY, log, make_person
from tests.journal.forms import entry_data
from tracker.journal.actions import delete_activity, restore_activity
from tracker.people.models import Person

NEW = {"name": "Ana Ruiz", "kind": "pm"}


def shown(client, address: str = "/people/") -> str:
    return html.unescape(client.get(address).text)


def names(client, query: str = "") -> list[str]:
    return [person.name for person in client.get(f"/people/?{query}").context["page"]]


def test_a_name_is_enough(as_alice, alice):
    answer = as_alice.post("/people/add/", NEW, follow=True)
    assert "Ana Ruiz is among your people." in html.unescape(answer.text)
    assert Person.objects.owned_by(alice).get().stage == Person.Stage.LISTED


def test_somebody_like_that_is_pointed_out_with_the_way_to_merge(as_alice, alice):
    there = make_person(alice, "Ana Ruíz")
    answer = as_alice.post("/people/add/", NEW, follow=True)
    text = html.unescape(answer.text)
    assert "Is it Ana Ruíz, who is there already?" in text
    assert f"/merge/?other={there.pk}" in text


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("name", "", "Give at least a name."),
        ("name", "x" * 121, "at most 120"),
        ("links", "javascript:alert(1)", "Write a link that begins with https://."),
        ("links", "\n".join(f"https://example.org/{n}" for n in range(6)), "At most five links"),
        ("time_zone", "Mars/Olympus", "is not a time zone"),
        ("kind", "boss", "not one of the available choices"),
        ("company", "Acme", "Leave this empty for your own company"),
        ("through", "Nobody Known", "There is no Nobody Known among your people"),
        ("note", "x" * 5001, "at most 5000"),
    ],
)
def test_what_is_odd_is_refused_with_a_sentence_and_kept(as_alice, field, value, sentence):
    answer = as_alice.post("/people/add/", NEW | {"works_on": "Search"} | {field: value})
    assert answer.status_code == 422
    assert sentence in html.unescape(answer.text)
    assert "Search" in answer.text
    assert not Person.objects.exists()


def test_hostile_words_are_shown_as_words(as_alice, alice):
    person = make_person(alice, "<script>alert(1)</script>", note="<img src=x onerror=alert(1)>")
    for address in ("/people/", f"/people/{person.pk}/", "/people/origins/"):
        text = as_alice.get(address).text
        assert "<script>alert" not in text
        assert "<img src=x" not in text


def test_due_people_come_first_then_by_name(as_alice, alice):
    make_person(alice, "Ana")
    make_person(alice, "Zoe", next_touch_on=TODAY - timedelta(days=1))
    make_person(alice, "ben")
    make_person(alice, "Mo", next_touch_on=TODAY + timedelta(days=9))
    assert names(as_alice) == ["Zoe", "Mo", "Ana", "ben"]
    assert names(as_alice, "due=on") == ["Zoe"]


def test_search_and_filters(as_alice, alice, bob):
    make_person(alice, "Ana", works_on="Billing")
    make_person(alice, "Ben", kind="hiring", company="Acme Corp")
    make_person(alice, "Cleo", stage=2)
    make_person(bob, "Not mine", works_on="Billing")
    assert names(as_alice, "q=billing") == ["Ana"]
    assert names(as_alice, "kind=hiring") == ["Ben"]
    assert names(as_alice, "company=acme") == ["Ben"]
    assert names(as_alice, "stage=2") == ["Cleo"]
    assert names(as_alice, "kind=boss&stage=x&page=99") == ["Ana", "Ben", "Cleo"]
    assert "Nobody matches" in shown(as_alice, "/people/?q=nothing")


def test_the_last_talk_follows_the_entries(alice):
    person = make_person(alice)
    activity = log(alice, "Coffee", people=[person], date=TODAY)
    log(alice, "Earlier", people=[person], date=TODAY - timedelta(days=5))
    person.refresh_from_db()
    assert person.last_touch == TODAY
    delete_activity(activity)
    person.refresh_from_db()
    assert person.last_touch == TODAY - timedelta(days=5)
    restore_activity(activity)
    person.refresh_from_db()
    assert person.last_touch == TODAY


def test_editing_an_entry_moves_the_talk_from_one_person_to_another(as_alice, alice):
    ana, ben = make_person(alice, "Ana"), make_person(alice, "Ben")
    activity = log(alice, "Coffee", people=[ana])
    edit_token = activity.updated_at.isoformat()
    data = entry_data(
        title="Coffee", people="Ben", edit_token=edit_token, client_id=activity.client_id
    )
    as_alice.post(f"/journal/{activity.pk}/edit/", data)
    ana.refresh_from_db()
    ben.refresh_from_db()
    assert (ana.last_touch, ben.last_touch) == (None, TODAY)


def test_one_tap_notes_a_talk_and_clears_what_was_due(as_alice, alice):
    person = make_person(alice, next_touch_on=TODAY, next_touch_about="The spec")
    as_alice.post(f"/people/{person.pk}/talked/")
    person.refresh_from_db()
    assert (person.touched_on, person.next_touch_on, person.next_touch_about) == (TODAY, None, "")


def test_a_talk_today_leaves_a_later_plan_alone(as_alice, alice):
    person = make_person(alice, next_touch_on=TODAY + timedelta(days=3))
    as_alice.post(f"/people/{person.pk}/talked/")
    person.refresh_from_db()
    assert person.next_touch_on == TODAY + timedelta(days=3)


def test_a_talk_cannot_lie_in_the_future(as_alice, alice):
    person = make_person(alice)
    answer = as_alice.post(f"/people/{person.pk}/touch/", {"touched_on": "2026-11-19"})
    assert answer.status_code == 422
    assert "between 1950 and today" in answer.text


def test_a_due_talk_stands_on_this_week_and_not_a_day_before(as_alice, alice):
    make_person(alice, "Ana", next_touch_on=TODAY, next_touch_about="Her roadmap")
    make_person(alice, "Ben", next_touch_on=TODAY + timedelta(days=1))
    home = shown(as_alice, "/")
    assert "Ana" in home
    assert "Her roadmap" in home
    assert "Ben" not in home


def test_asking_for_a_reference_too_soon_is_warned_about_and_not_forbidden(as_alice, alice):
    person = make_person(alice)
    assert "Asking comes after work worth vouching for" in shown(as_alice, f"/people/{person.pk}/")
    assert "nothing is logged with them yet" in shown(as_alice, f"/people/{person.pk}/vouch/")
    data = {"vouch": "agreed", "vouch_for": "The billing study", "asked_on": "2026-11-10"}
    as_alice.post(f"/people/{person.pk}/vouch/", data)
    person.refresh_from_db()
    assert person.vouch == "agreed"
    log(alice, "Billing study", people=[person])
    assert "Asking comes after" not in shown(as_alice, f"/people/{person.pk}/")


def test_a_reference_speaks_about_work(as_alice, alice):
    person = make_person(alice)
    answer = as_alice.post(f"/people/{person.pk}/vouch/", {"vouch": "agreed"})
    assert "Say for what" in answer.text


def test_the_way_to_a_hiring_manager(as_alice, alice):
    ana = make_person(alice, "Ana")
    ben = make_person(alice, "Ben", kind="peer", through=ana)
    cleo = make_person(alice, "Cleo", kind="hiring", company="Acme", through=ben)
    text = shown(as_alice, f"/people/{cleo.pk}/")
    assert text.index("You</li>") < text.index(">Ana</a>") < text.index(">Ben</a>")
    assert "2 hops" in text


def test_a_circle_of_introductions_is_refused(as_alice, alice):
    ana = make_person(alice, "Ana")
    ben = make_person(alice, "Ben", through=ana)
    data = {"name": "Ana", "kind": "pm"}
    for through in ("Ben", "Ana"):
        answer = as_alice.post(f"/people/{ana.pk}/edit/", data | {"through": through})
        assert "That would lead back to the same person." in answer.text
    answer = as_alice.post(f"/people/{ben.pk}/edit/", {"name": "Ben", "kind": "pm"})
    assert answer.status_code == 302
    ben.refresh_from_db()
    assert ben.through is None


def test_a_deleted_person_leaves_the_entries_and_comes_back_to_them(as_alice, alice):
    person = make_person(alice)
    activity = log(alice, "Coffee", people=[person])
    as_alice.post(f"/people/{person.pk}/delete/")
    assert "Ana Ruiz" not in shown(as_alice, activity.get_absolute_url())
    assert as_alice.get(f"/people/{person.pk}/").status_code == 404
    assert "Ana Ruiz" in shown(as_alice, "/journal/deleted/")
    as_alice.post(f"/people/{person.pk}/restore/")
    assert "Ana Ruiz" in shown(as_alice, activity.get_absolute_url())


def test_editing_an_entry_meanwhile_keeps_the_deleted_ones_place(as_alice, alice):
    person = make_person(alice)
    activity = log(alice, "Coffee", people=[person])
    as_alice.post(f"/people/{person.pk}/delete/")
    activity.refresh_from_db()
    data = entry_data(title="Tea", edit_token=activity.updated_at.isoformat())
    as_alice.post(f"/journal/{activity.pk}/edit/", data)
    as_alice.post(f"/people/{person.pk}/restore/")
    assert "Ana Ruiz" in shown(as_alice, activity.get_absolute_url())


def test_after_thirty_days_a_deleted_person_is_gone(as_alice, alice, clock):
    from django.core.management import call_command

    person = make_person(alice)
    activity = log(alice, "Coffee", people=[person])
    as_alice.post(f"/people/{person.pk}/delete/")
    clock.shift(timedelta(days=30))
    call_command("purge_deleted")
    assert not Person.objects.filter(pk=person.pk).exists()
    assert sign_in(alice).get(activity.get_absolute_url()).status_code == 200


def test_who_have_i_logged_something_with(as_alice, alice, bob):
    ana, ben = make_person(alice, "Ana"), make_person(alice, "Ben")
    theirs = make_person(bob, "Theirs")
    log(alice, "With Ana", people=[ana])
    log(alice, "With Ben only", people=[ben])
    text = shown(as_alice, f"/journal/?person={ana.pk}")
    assert "With Ana" in text
    assert "With Ben only" not in text
    assert "With Ben only" in shown(as_alice, f"/journal/?person={theirs.pk}")


def test_people_named_in_the_log_form_are_found_or_added(as_alice, alice):
    make_person(alice, "Ana Ruiz")
    answer = as_alice.post(
        "/journal/log/", entry_data(title="Coffee", people="ana ruiz, Ben"), follow=True
    )
    assert "New among your people: Ben." in answer.text
    ben = Person.objects.owned_by(alice).get(name="Ben")
    assert ben.kind == "peer"
    assert ben.activities.get().people.count() == 2


def test_too_many_people_or_two_of_one_name_are_refused_and_nothing_is_lost(as_alice, alice):
    for company in ("Acme", "Initech"):
        make_person(alice, "Cleo", kind="peer", company=company)
    answer = as_alice.post("/journal/log/", entry_data(title="Coffee", people="Cleo"))
    assert answer.status_code == 422
    assert "write Cleo (Acme) / Cleo (Initech), or merge them" in html.unescape(answer.text)
    many = ", ".join(f"Person {number}" for number in range(21))
    answer = as_alice.post(
        "/journal/log/", entry_data(title="Coffee", people=many, notes="My long note")
    )
    assert "at most twenty people" in answer.text
    assert "My long note" in answer.text
    assert Person.objects.count() == 2


def test_the_same_form_sent_twice_makes_one_entry_and_one_person(as_alice, alice):
    data = entry_data(title="Coffee", people="Ben")
    as_alice.post("/journal/log/", data)
    answer = as_alice.post("/journal/log/", data, follow=True)
    assert "This entry was saved before." in answer.text
    assert Person.objects.owned_by(alice).count() == 1


def test_names_are_offered_while_typing(as_alice, alice, bob):
    make_person(alice, "Ana Ruiz", kind="peer", company="Acme")
    make_person(bob, "Anatol")
    assert (
        shown(as_alice, "/people/options/?q=an").split(">")[0] == '<option value="Ana Ruiz (Acme)"'
    )
    assert "Anatol" not in shown(as_alice, "/people/options/?q=an")


def test_where_they_started_is_counted_and_drawn(as_alice, alice):
    for name, role in [("Ana", "Tester"), ("Ben", "tester "), ("Cleo", "Support engineer")]:
        make_person(alice, name, former_role=role)
    make_person(alice, "Mo", kind="mentor", former_role="Astronaut")
    text = shown(as_alice, "/people/origins/")
    assert "Most common: Tester, 2 people." in text
    assert "Ana, Ben" in text
    assert "Astronaut" not in text


def test_without_a_story_the_page_says_whom_to_ask(as_alice):
    assert "No story yet" in shown(as_alice, "/people/origins/")


def test_the_next_talk_lies_ahead(as_alice, alice):
    person = make_person(alice)
    past = {
        "next_touch_on": (TODAY - timedelta(days=1)).isoformat(),
        "next_touch_about": "The spec",
    }
    answer = as_alice.post(f"/people/{person.pk}/touch/", past)
    assert answer.status_code == 422
    assert "That day is past." in answer.text


def test_where_there_is_no_pm_team_it_begins_with_somebody_outside(as_alice, alice):
    alice.company_has_pms = False
    alice.save()
    assert "Start with one product manager elsewhere" in as_alice.get("/people/").text
    form = as_alice.get("/people/add/").context["form"]
    assert form["kind"].value() == "mentor"
