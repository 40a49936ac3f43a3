"""Whatever is sent to the log form: a clear sentence, nothing lost, nothing saved, never a 500."""

import html

import pytest

from tests.factories import log
from tests.journal.forms import entry_data
from tracker.journal.models import Activity, Quote
from tracker.shared.text.names import tidy

BAD = {
    "future": ({"date": "2026-11-19"}, "has not come yet: in Europe/Dublin it is"),
    "no date": ({"date": ""}, "Say on which day it was."),
    "not a date": ({"date": "yesterday"}, "Enter a valid date"),
    "impossible date": ({"date": "2026-02-30"}, "Enter a valid date"),
    "before paper": ({"date": "0001-01-01"}, "from 1950 on"),
    "unknown task": ({"task": "review spec"}, "There is no task called “review spec”"),
    "no name": ({"title": "", "task": ""}, "Pick a task, or give the entry a title"),
    "negative minutes": ({"minutes": "-5"}, "Minutes start at 1."),
    "no minutes": ({"minutes": "0"}, "Minutes start at 1."),
    "too many minutes": ({"minutes": "1441"}, "A day has 1,440 minutes."),
    "huge minutes": ({"minutes": "9" * 400}, "A day has 1,440 minutes."),
    "words for minutes": ({"minutes": "some"}, "Enter a whole number"),
    "long title": ({"title": "t" * 121}, "at most 120 characters"),
    "long notes": ({"notes": "n" * 20_001}, "at most 20000 characters"),
    "three megabytes": ({"notes": "n" * 3_000_000}, "at most 20000 characters"),
    "long lesson": ({"lesson": "l" * 2_001}, "at most 2000 characters"),
    "null in title": ({"title": "a\x00b"}, "Null characters are not allowed"),
    "null in notes": ({"notes": "a\x00b"}, "Null characters are not allowed"),
    "null in task": ({"task": "a\x00b"}, "Null characters are not allowed"),
    "null in quote": ({"quotes-0-text": "a\x00b"}, "Null characters are not allowed"),
    "long quote": ({"quotes-0-text": "q" * 2_001}, "at most 2000 characters"),
    "long speaker": ({"quotes-0-text": "q", "quotes-0-speaker": "s" * 121}, "at most 120"),
    "no word": ({"quotes-0-text": "…!?"}, "There is not a word in this quote"),
    "speaker only": ({"quotes-0-speaker": "Buyer"}, "Write the customer’s words"),
    "quote of nobody": ({"quotes-0-text": "q", "quotes-0-quote_id": "4711"}, "does not belong"),
    "odd quote id": ({"quotes-0-text": "q", "quotes-0-quote_id": "x"}, "Enter a whole number"),
    "no identity": ({"client_id": ""}, "This field is required"),
    "odd identity": ({"client_id": "x"}, "Enter a valid UUID"),
    "negative count": ({"quotes-TOTAL_FORMS": "-1"}, "number of quotes was not understood"),
    "no count": ({"quotes-TOTAL_FORMS": "x"}, "ManagementForm data is missing"),
}


@pytest.mark.parametrize(("changes", "sentence"), BAD.values(), ids=BAD)
def test_bad_input_gets_a_sentence_and_nothing_is_lost(as_alice, changes, sentence):
    data = entry_data(title="My title", notes="My notes") | changes
    answer = as_alice.post("/journal/log/", data)
    assert answer.status_code == 422
    assert sentence in html.unescape(answer.text)
    assert not Activity.objects.exists()
    for name in ("title", "notes", "task", "date", "minutes", "lesson"):
        assert answer.context["form"][name].value() == data[name]


def test_more_than_a_hundred_quotes_are_refused_with_a_sentence(as_alice):
    quotes = [f"Quote number {n}" for n in range(101)]
    answer = as_alice.post("/journal/log/", entry_data(*quotes, title="Long day"))
    assert answer.status_code == 422
    assert "Please submit at most 100 forms" in answer.text
    assert "Quote number 100" in answer.text
    assert not Quote.objects.exists()


def test_a_hundred_quotes_are_fine(as_alice):
    quotes = [f"Quote number {n}" for n in range(100)]
    assert as_alice.post("/journal/log/", entry_data(*quotes, title="Long day")).status_code == 302
    assert Quote.objects.filter(points=50).count() == 100


def test_a_request_of_eleven_megabytes_gets_a_page_not_a_crash(as_alice):
    answer = as_alice.post("/journal/log/", entry_data(title="x", notes="n" * 11_000_000))
    assert answer.status_code == 400
    assert "nothing was changed" in answer.text


def test_lone_surrogates_arrive_as_replacement_characters(as_alice):
    body = "&".join(f"{name}={value}" for name, value in entry_data(title="a%ED%A0%80b").items())
    answer = as_alice.post("/journal/log/", body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 302
    assert "\ufffd" in Activity.objects.get().title


@pytest.mark.parametrize(
    "text", ["مرحبا بالعالم", "👩‍👩‍👧‍👦 🚀", "\u202eevil", "Ω≈ç√", "a\u0301\u0323" * 30]
)
def test_any_script_is_kept_as_it_was_typed(as_alice, text):
    as_alice.post("/journal/log/", entry_data(text, title=text, notes=text, lesson=text))
    activity = Activity.objects.get()
    # A title is a name: composed, and nothing in it turns what stands around.
    assert (activity.title, activity.notes, activity.lesson) == (tidy(text), text, text)
    assert activity.quotes.get().text == text
    assert text in as_alice.get(activity.get_absolute_url()).text


@pytest.mark.parametrize(
    "hostile", ["<script>alert(1)</script>", "[x](javascript:alert(1))", "<img src=x onerror=y>"]
)
def test_markup_in_every_field_is_shown_and_does_nothing(as_alice, hostile):
    data = entry_data(hostile, title=hostile, notes=hostile, lesson=hostile)
    for name in ("speaker", "customer", "setting", "theme"):
        data[f"quotes-0-{name}"] = hostile
    as_alice.post("/journal/log/", data)
    activity = Activity.objects.get()
    for address in ("/", "/journal/", "/quotes/", "/progress/points/", activity.get_absolute_url()):
        shown = as_alice.get(address).text
        assert "<script>alert" not in shown
        assert "<img src=x" not in shown
        assert 'href="javascript' not in shown


def test_line_ends_of_a_browser_count_once(as_alice):
    notes = "\r\n" * 10_000 + "n" * 10_000
    as_alice.post("/journal/log/", entry_data(title="Lines", notes="x" + notes[2:]))
    assert len(Activity.objects.get().notes) <= 20_000


def test_a_strangers_quote_cannot_be_taken_over(as_alice, alice, bob):
    theirs = log(bob, "Theirs", "Secret words.").quotes.get()
    mine = log(alice, "Mine")
    data = entry_data("Mine now", title="Mine") | {"quotes-0-quote_id": str(theirs.pk)}
    answer = as_alice.post(f"/journal/{mine.pk}/edit/", data)
    assert answer.status_code == 422
    assert "Secret" not in answer.text
    theirs.refresh_from_db()
    assert (theirs.text, theirs.owner) == ("Secret words.", bob)


def test_the_database_holds_the_limits_too(alice):
    from django.db import DataError, IntegrityError, transaction

    activity = log(alice, "Short", "Words.")
    over = {"notes": "n" * 20_001, "title": "t" * 121, "lesson": "l" * 2_001, "minutes": 1_441}
    for name, value in over.items():
        with pytest.raises((IntegrityError, DataError)), transaction.atomic():
            Activity.objects.filter(pk=activity.pk).update(**{name: value})
    for name, value in {"text": "q" * 2_001, "speaker": "s" * 121}.items():
        with pytest.raises((IntegrityError, DataError)), transaction.atomic():
            Quote.objects.filter(activity=activity).update(**{name: value})
    with pytest.raises(IntegrityError), transaction.atomic():
        Activity.objects.filter(pk=activity.pk).update(title="")
    with pytest.raises(IntegrityError), transaction.atomic():
        Activity.objects.filter(pk=activity.pk).update(date="1949-12-31")
