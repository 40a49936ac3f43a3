"""What arrives from a device is kept once and whole, or refused with sentences."""

import json

import pytest
from django.test import Client

from tests.briefing.sending import line, payload_of, send
from tests.conftest import sign_in
from tests.factories import TODAY, log, make_person, task
from tracker.briefing.models import Briefing
from tracker.journal.actions import delete_activity
from tracker.journal.models import Activity, Quote
from tracker.people.models import Person


def errors(answer, status=422):
    assert answer.status_code == status, answer.text
    assert not Activity.objects.exists()
    return answer.json()["errors"]


def test_one_briefing_is_one_entry_with_its_quotes(as_alice, alice):
    payload = payload_of(
        alice,
        spoke=2,
        lines=[
            line("We would pay double.", mark="price", shareable=True),
            line("They were in a hurry", kind="note", mark="surprise", exact=False),
        ],
        held=[{"text": "Who decides?", "person": ""}],
        attendees="Buyer, Dispatcher",
    )
    answer = send(as_alice, payload).json()
    activity = Activity.objects.get()
    assert answer == {
        "saved": payload["client_id"],
        "url": activity.get_absolute_url(),
        "points": 50 + activity.points,
    }
    assert (str(activity), activity.date, activity.minutes) == (
        "Briefing: Halden Freight",
        TODAY,
        90,
    )
    assert activity.task == task("sit-in-on-a-customer-briefing")
    assert activity.notes == (
        "There: Buyer, Dispatcher\n\nSpoke 2 times.\n\n**Listened for**\n\n- Who pays\n\n"
        "**Notes**\n\n- 14:05 · surprise · Buyer · They were in a hurry\n\n"
        "**Questions held**\n\n- Who decides?"
    )
    quote = Quote.objects.get()
    assert (quote.text, quote.speaker, quote.customer, quote.setting, quote.theme) == (
        "We would pay double.", "Buyer", "Halden Freight", "Briefing, 14:05", "price",
    )  # fmt: skip
    assert quote.shareable
    kept = Briefing.objects.get()
    assert (kept.activity, kept.spoke, kept.listened_for) == (activity, 2, "Who pays")
    assert not Person.objects.exists()
    assert "Spoke 2 times." in as_alice.get(activity.get_absolute_url()).text


def test_line_ends_of_windows_do_not_make_what_was_listened_for_too_long(as_alice, alice):
    long = "a" + "\r\n" * 158 + "b"
    assert send(as_alice, payload_of(alice, listened_for=[long] * 3)).status_code == 200
    assert Briefing.objects.get().listened_for.count(long.replace("\r", "")) == 3


def test_sixty_quotes_arrive_in_their_order(as_alice, alice):
    said = [f"Sentence {number}." for number in range(60)]
    assert send(as_alice, payload_of(alice, *said)).status_code == 200
    quotes = Quote.objects.order_by("position")
    assert [quote.text for quote in quotes] == said


def test_sent_again_it_is_kept_once_even_where_it_would_now_be_refused(as_alice, alice):
    payload = payload_of(alice, "We wait.", attendees="Ana Ruiz", add_people=True)
    first = send(as_alice, payload).json()
    make_person(alice, "Ana Ruiz", company="Acme")
    make_person(alice, "Ana Ruiz", company="Bolt")
    assert send(as_alice, payload).json() == first
    assert Activity.objects.count() == Quote.objects.count() == 1


def test_deleted_meanwhile_it_stays_deleted(as_alice, alice):
    payload = payload_of(alice, "We wait.")
    send(as_alice, payload)
    delete_activity(Activity.objects.get())
    assert send(as_alice, payload).json()["url"] == "/journal/deleted/"
    assert not Activity.objects.live().exists()


def test_held_questions_become_what_to_talk_about_next(as_alice, alice):
    ana = make_person(alice, next_touch_about="Lunch", next_touch_on=TODAY)
    send(
        as_alice,
        payload_of(
            alice,
            held=[
                {"text": "Who decides?", "person": "ana ruiz"},
                {"text": "x" * 300, "person": "Ana Ruiz"},
                {"text": "Which year?", "person": "New One"},
            ],
            attendees="Ana Ruiz, New One",
        ),
    )
    ana.refresh_from_db()
    assert ana.next_touch_about.startswith("Lunch · Who decides? · xxx")
    assert len(ana.next_touch_about) == 300
    assert ana.next_touch_on == TODAY
    other = Person.objects.get(name="New One")
    assert (other.next_touch_about, str(other.next_touch_on)) == ("Which year?", "2026-11-19")
    activity = Activity.objects.get()
    assert list(activity.people.all()) == [ana]
    assert "x" * 300 in activity.notes


def test_names_become_people_only_where_that_is_wanted(as_alice, alice):
    send(as_alice, payload_of(alice, attendees="Buyer"))
    assert not Person.objects.exists()
    send(as_alice, payload_of(alice, attendees="Ines Aguiar", add_people=True))
    assert Person.objects.get().name == "Ines Aguiar"


def test_a_day_that_has_not_come_is_refused_but_a_zone_ahead_is_understood(as_alice, alice):
    assert (
        "This day has not come yet."
        in errors(send(as_alice, payload_of(alice, date="2026-11-20")))[0]
    )
    assert send(as_alice, payload_of(alice, date="2026-11-19")).status_code == 200
    assert Activity.objects.get().date == TODAY


def test_without_the_task_it_is_a_free_entry(as_alice, alice):
    card = task("sit-in-on-a-customer-briefing")
    card.status = "archived"
    card.save()
    assert send(as_alice, payload_of(alice, "We wait.", customer="")).status_code == 200
    assert (Activity.objects.get().task, str(Activity.objects.get())) == (None, "Briefing")


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"customer": "x" * 101}, "Customer: Ensure this value has at most 100 characters"),
        ({"listened_for": ["x" * 161]}, "To listen for: Ensure"),
        ({"minutes": 0}, "Minutes: Ensure this value is greater than or equal to 1"),
        ({"minutes": 1441}, "Minutes: Ensure"),
        ({"spoke": 1000}, "I spoke: Ensure"),
        ({"spoke": -1}, "I spoke: Ensure"),
        ({"date": ""}, "Date: Say on which day it was."),
        ({"date": "yesterday"}, "Date: Enter a valid date."),
        ({"date": "1949-12-31"}, "Date: Choose a date from 1950 on."),
        ({"client_id": "x"}, "Identity: Enter a valid UUID."),
        ({"attendees": "a," * 21}, None),
        ({"attendees": ",".join(f"Name {n}" for n in range(21))}, "at most twenty people"),
        ({"lines": [line("x" * 2001)]}, "Line 1: Text: Ensure"),
        ({"lines": [line("…")]}, "Line 1: Text: There is not a word in this quote."),
        ({"lines": [line("We wait.", exact=False)]}, "Say that these are the exact words"),
        ({"lines": [line("We wait.", speaker="x" * 121)]}, "Line 1: Who said it: Ensure"),
        ({"lines": [line("We wait.", mark="joy")]}, "Line 1: Mark:"),
        ({"lines": [line("We wait.", kind="song")]}, "Line 1: Kind:"),
        ({"lines": [line("We wait.", time="25:00")]}, "Line 1: Time:"),
        ({"lines": [line(f"Quote {n}") for n in range(101)]}, "at most a hundred quotes"),
        ({"lines": [line("x" * 1990, kind="note") for _n in range(11)]}, "over 20,000 characters"),
        ({"held": [{"text": "", "person": ""}]}, "Held question 1: Question: This field"),
        ({"held": [{"text": "x" * 301, "person": ""}]}, "Held question 1: Question: Ensure"),
        ({"held": [{"text": "Who?", "person": "Ana, Ben"}]}, "Name one person"),
        ({"held": [{"text": "Who?", "person": "x" * 121}]}, "A name has at most 120"),
        ({"customer": "\x00"}, "Customer: Null characters are not allowed."),
        ({"customer": "\ud800"}, "Customer: There is half a character in it."),
        ({"attendees": "\udfff"}, "Who is there: There is half a character in it."),
        ({"attendees": "a\x00b"}, "Who is there: Null"),
        ({"listened_for": ["\ud800"]}, "To listen for: There is half a character"),
        ({"lines": [line("We \ud83d wait.")]}, "Line 1: Text: There is half a character"),
    ],
)
def test_each_limit_has_its_sentence(as_alice, alice, values, sentence):
    answer = send(as_alice, payload_of(alice, **values))
    if sentence is None:
        assert answer.status_code == 200
    else:
        assert sentence in "\n".join(errors(answer))


DEEP = "[" * 100_000
HOSTILE = {
    "nothing": b"",
    "no JSON": b"{",
    "bad bytes": b'{"customer": "\xff"}',
    "deep": DEEP,
    "a list": "[]",
    "a number": "1",
    "huge number": '{"format": ' + "9" * 5000 + "}",
    "too long": '"' + "x" * 600_000 + '"',
    "no format": "{}",
    "another format": '{"format": 2}',
    "true for one": '{"format": true}',
    "a list for a format": '{"format": [1]}',
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE)
def test_what_is_no_briefing_gets_a_sentence(as_alice, alice, body):
    assert errors(send(as_alice, body), 400)


WRONG = [None, True, 1, -1, 1e308, float("nan"), "x", [], {}, [[]], [{}], {"a": []}, [1], ["x"]]


FIELDS = [name for name in payload_of(type("Anybody", (), {"pk": 1})) if name != "format"]


@pytest.mark.parametrize("field", FIELDS)
def test_a_wrong_type_anywhere_is_never_an_error_of_ours(as_alice, alice, field):
    for value in WRONG:
        for payload in (
            payload_of(alice, "We wait.") | {field: value},
            payload_of(
                alice, lines=[line("We wait.") | {field: value, "text": value, "kind": value}]
            ),
            payload_of(alice, lines=[line("We wait.") | {"time": value, "mark": value}]),
            payload_of(alice, lines=[value]),
            payload_of(alice, held=[{"text": value, "person": value}]),
        ):
            answer = send(as_alice, payload)
            assert answer.status_code in {200, 400, 409, 422}, payload
            assert answer.json().get("errors") or answer.json()["saved"]


def test_a_body_that_is_not_json_is_not_even_read(as_alice, alice):
    for kind in ("multipart/form-data; boundary=x", "text/plain", ""):
        answer = as_alice.post("/briefing/send/", b"--x", content_type=kind)
        assert errors(answer, 400)


def test_a_visitor_is_told_so_in_json_and_nothing_is_kept(client, alice):
    assert errors(send(client, payload_of(alice, "We wait.")), 401)


def test_another_account_is_refused_and_learns_nothing(alice, bob):
    log(alice, "Mine", "Alice’s words")
    answer = send(sign_in(bob), payload_of(alice, "We wait."))
    assert answer.status_code == 409
    assert Activity.objects.owned_by(bob).count() == 0


def test_the_same_identity_of_another_account_is_its_own(as_alice, alice, bob):
    payload = payload_of(alice, "We wait.")
    send(as_alice, payload)
    assert send(sign_in(bob), payload | {"user": bob.pk}).status_code == 200
    assert Activity.objects.owned_by(bob).count() == 1


def test_it_takes_a_token(alice):
    client = Client(enforce_csrf_checks=True)
    client.force_login(alice)
    payload = payload_of(alice, "We wait.")
    assert send(client, payload).status_code == 403
    who = client.get("/briefing/who/")
    assert (who.json()["user"], who["Cache-Control"]) == (
        alice.pk,
        "max-age=0, no-cache, no-store, must-revalidate, private",
    )
    assert send(client, payload, headers={"X-CSRFToken": who.json()["csrf"]}).status_code == 200


def test_a_visitor_is_nobody(client, db):
    assert client.get("/briefing/who/").json()["user"] is None


def test_user_text_is_never_markup(as_alice, alice):
    note = line("<script>alert(1)</script>", kind="note")
    send(as_alice, payload_of(alice, lines=[note], attendees="<img src=x>"))
    page = as_alice.get(Activity.objects.get().get_absolute_url()).text
    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_format_one_is_kept_for_ever(as_alice, alice):
    """As the first release sent it, written out: a device may hold it for a long time."""
    body = json.dumps(
        {
            "format": 1,
            "user": alice.pk,
            "client_id": "7f1e2c9a-27f1-4a0d-9d51-0b1a7c7f6f10",
            "customer": "Halden",
            "attendees": "Buyer",
            "add_people": False,
            "listened_for": ["", "", ""],
            "date": "2026-11-18",
            "minutes": "90",
            "spoke": 0,
            "lines": [
                {
                    "kind": "quote",
                    "text": "We wait.",
                    "time": "14:05",
                    "speaker": "Buyer",
                    "mark": "",
                    "shareable": False,
                    "exact": True,
                }
            ],
            "held": [],
        }
    )
    assert send(as_alice, body).status_code == 200
    assert Quote.objects.get().text == "We wait."
