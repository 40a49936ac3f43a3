"""Changing many cards at once: only one's own, and never words or points."""

from urllib.parse import urlencode

import pytest

from tests.conftest import sign_in
from tests.factories import make_quotes
from tests.journal.forms import entry_data
from tracker.journal.models import Quote
from tracker.quotes import forms, views
from tracker.shared.messages import undo_address


@pytest.fixture
def three(alice):
    return make_quotes(alice, "Acme waits.", "Macmeister waits.", "acme’s way, ACME!", "Else")[:3]


def change(client, quotes=(), query="", **values):
    data = {"quote": [quote.pk for quote in quotes], **values}
    return client.post(f"/quotes/change/?{query}", data, follow=True)


def now(quotes, field):
    return [getattr(Quote.objects.get(pk=quote.pk), field) for quote in quotes]


def fixed():
    return list(Quote.objects.order_by("pk").values_list("text", "fingerprint", "points"))


@pytest.mark.parametrize(
    ("values", "field", "value"),
    [
        ({"change": "theme", "theme": " waiting "}, "theme", "waiting"),
        ({"change": "shareable"}, "shareable", True),
        ({"change": "show-speaker"}, "shows_speaker", True),
        ({"change": "show-customer"}, "shows_customer", True),
    ],
)
def test_ticked_cards_change_and_the_others_do_not(as_alice, alice, three, values, field, value):
    before = fixed()
    answer = change(as_alice, three[:2], **values)
    assert "2 quotes changed" in answer.text
    assert now(three, field)[:2] == [value, value]
    assert now(three, field)[2] in {"", False}
    assert fixed() == before


@pytest.mark.parametrize(
    ("name", "field", "was", "becomes"),
    [
        ("no-theme", "theme", "export", ""),
        ("private", "shareable", True, False),
        ("exact", "redacted", "Somebody waits.", ""),
        ("hide-speaker", "shows_speaker", True, False),
        ("hide-customer", "shows_customer", True, False),
    ],
)
def test_what_was_said_can_be_taken_away_and_put_back(
    as_alice, alice, three, name, field, was, becomes
):
    Quote.objects.filter(pk__in=[three[0].pk, three[1].pk]).update(**{field: was})
    answer = change(as_alice, three, change=name)
    assert "2 quotes changed" in answer.text
    assert now(three, field) == [becomes] * 3
    undo = next(undo_address(m) for m in answer.context["messages"])
    assert "2 quotes are as they were" in as_alice.post(undo, follow=True).text
    assert now(three, field) == [was, was, becomes]
    assert "can no longer be undone" in as_alice.post(undo, follow=True).text


def test_undo_leaves_what_was_changed_since(as_alice, three):
    answer = change(as_alice, three, change="theme", theme="waiting")
    undo = next(undo_address(m) for m in answer.context["messages"])
    change(as_alice, three[:1], change="theme", theme="price")
    assert "2 quotes are as they were" in as_alice.post(undo, follow=True).text
    assert now(three, "theme") == ["price", "", ""]


@pytest.mark.parametrize(
    ("text", "word", "shown"),
    [
        ("東芝は三日待った。", "東芝", "[x]は三日待った。"),
        ("我们用腾讯云。", "腾讯", "我们用[x]云。"),
        ("삼성은 기다린다.", "삼성", "[x]은 기다린다."),
        ("Zoe\u0308 waits.", "Zoë", "[x] waits."),
        ("Zoë waits.", "Zoe\u0308", "[x] waits."),
    ],
)
def test_a_name_is_found_as_its_script_is_written(as_alice, alice, text, word, shown):
    [quote] = make_quotes(alice, text, customer=text)
    change(as_alice, [quote], change="redact", word=word, instead="[x]")
    assert now([quote], "redacted") == [shown]


def test_a_name_is_redacted_whole_whatever_its_case_and_the_words_stay(as_alice, alice, three):
    before = fixed()
    answer = change(as_alice, three, change="redact", word="acme", instead="[customer]")
    assert "2 quotes. Your exact words stay" in answer.text
    assert now(three, "redacted") == ["[customer] waits.", "", "[customer]’s way, [customer]!"]
    assert fixed() == before


def test_redacting_again_goes_on_from_what_others_see(as_alice, alice, three):
    change(as_alice, three[:1], change="redact", word="acme", instead=r"\1 [x]")
    change(as_alice, three[:1], change="redact", word="waits", instead="…")
    assert now(three[:1], "redacted") == [r"\1 [x] …."]


def test_a_redacted_name_is_shown_in_no_other_place(as_alice, alice):
    [quote] = make_quotes(
        alice, "We wait.", customer="Acme", speaker="CTO", shows_customer=True, shows_speaker=True
    )
    change(as_alice, [quote], change="redact", word="ACME", instead="[x]")
    assert now([quote], "shows_customer") == [False]
    assert now([quote], "shows_speaker") == [True]


def test_a_text_that_would_grow_too_long_is_cut(as_alice, alice):
    [quote] = make_quotes(alice, "Acme " * 399)
    change(as_alice, [quote], change="redact", word="acme", instead="[the customer]")
    [shown] = now([quote], "redacted")
    assert len(shown) == 2_000
    assert "Acme" not in shown


def test_all_that_match_are_changed_beyond_the_page(as_alice, alice):
    inside = make_quotes(alice, *[f"Said {n}" for n in range(40)], customer="Acme")
    [outside] = make_quotes(alice, "Else")
    answer = change(
        as_alice, query="customer=Acme", everything="on", change="theme", theme="export"
    )
    assert "40 quotes changed" in answer.text
    assert set(now(inside, "theme")) == {"export"}
    assert now([outside], "theme") == [""]
    assert answer.request["QUERY_STRING"] == "customer=Acme"


def test_more_than_can_be_changed_at_once_is_refused(as_alice, three, monkeypatch):
    monkeypatch.setattr(views, "MOST_CHANGED", 3)
    answer = change(as_alice, everything="on", change="shareable")
    assert answer.status_code == 422
    assert "Narrow the filter" in answer.text
    assert not any(now(three, "shareable"))


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({}, "Choose what to change"),
        ({"change": "burn"}, "Nothing was changed"),
        ({"change": "theme"}, "Write the theme"),
        ({"change": "theme", "theme": "x" * 121}, "Nothing was changed"),
        ({"change": "theme", "theme": "a\x00b"}, "Nothing was changed"),
        ({"change": "redact", "word": "acme", "instead": " "}, "what others see instead"),
        ({"change": "redact", "word": " ", "instead": "[x]"}, "what others see instead"),
    ],
)
def test_what_cannot_be_done_is_said_with_everything_kept(as_alice, three, values, sentence):
    answer = change(as_alice, three[:1], "q=acme", **values)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert f'value="{three[0].pk}" checked' in answer.text
    assert now(three, "theme") == ["", "", ""]


def test_no_tick_or_too_many_change_nothing(as_alice, three, monkeypatch):
    assert "Tick at least one" in change(as_alice, change="shareable").text
    monkeypatch.setattr(forms, "MOST_TICKED", 2)
    assert "At most 2 cards" in change(as_alice, three, change="shareable").text
    assert not any(now(three, "shareable"))


@pytest.mark.parametrize("key", ["x", "-1", "9" * 40, "²", ""])
def test_a_key_that_is_none_is_passed_over(as_alice, three, key):
    data = {"quote": [key, three[0].pk], "change": "shareable"}
    assert "1 quote changed" in as_alice.post("/quotes/change/", data, follow=True).text


@pytest.mark.parametrize(
    "values", [{"change": "shareable"}, {"change": "redact", "word": "acme", "instead": "[x]"}]
)
@pytest.mark.parametrize("how", [{}, {"everything": "on"}])
def test_a_stranger_changes_nothing(bob, alice, three, values, how):
    before = list(Quote.objects.order_by("pk").values())
    make_quotes(bob, "Bob’s own")
    change(sign_in(bob), three, **how, **values)
    assert list(Quote.objects.owned_by(alice).order_by("pk").values()) == before


def test_a_strangers_token_undoes_nothing(as_alice, bob, three):
    answer = change(as_alice, three, change="shareable")
    undo = next(undo_address(m) for m in answer.context["messages"])
    assert "can no longer" in sign_in(bob).post(undo, follow=True).text
    assert now(three, "shareable") == [True] * 3


def test_a_form_of_the_entry_opened_before_does_not_bring_back_what_it_showed(
    as_alice, three, clock
):
    activity = three[0].activity
    edit_token = activity.updated_at.isoformat()
    Quote.objects.filter(pk=three[0].pk).update(shareable=True)
    clock.shift(60)
    change(as_alice, three, change="private")
    sent = entry_data("Acme waits.", stood=1, title="Briefing", edit_token=edit_token)
    sent |= {"quotes-0-quote_id": str(three[0].pk), "quotes-0-shareable": "on"}
    assert as_alice.post(f"/journal/{activity.pk}/edit/", sent).status_code == 422
    assert now(three[:1], "shareable") == [False]


def test_the_form_keeps_the_address_it_was_shown_under(as_alice, three):
    query = urlencode({"q": "acme", "customer": ""})
    assert (
        f'action="/quotes/change/?{query.replace("&", "&amp;")}'
        in as_alice.get(f"/quotes/?{query}").text
    )
