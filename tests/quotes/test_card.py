"""One quote: why it earned what it did, who may see what of it, what is like it."""

import pytest

from tests.conftest import sign_in
from tests.factories import TODAY, make_quotes, make_recommendation
from tracker.journal.actions import delete_activity
from tracker.journal.models import Quote


def show(client, quote, **values):
    return client.post(f"/quotes/{quote.pk}/show/", values)


def test_the_reason_for_its_points_is_said_in_words(as_alice, alice):
    [first] = make_quotes(alice, "We wait two days.")
    [again] = make_quotes(alice, "We wait TWO days!")
    assert "50 points: the first time" in as_alice.get(first.get_absolute_url()).text
    shown = as_alice.get(again.get_absolute_url()).text
    assert "0 points: the same words as" in shown
    assert f'href="/quotes/{first.pk}/"' in shown


def test_its_advice_and_its_entry_are_linked(as_alice, alice):
    [quote] = make_quotes(alice, "We wait.")
    empty = as_alice.get(quote.get_absolute_url()).text
    assert "None rests on it yet" in empty
    assert f'href="/recommendations/new/?quote={quote.pk}"' in empty
    recommendation = make_recommendation(alice, "Show <the> queue", quote)
    shown = as_alice.get(quote.get_absolute_url()).text
    assert f'href="/recommendations/{recommendation.pk}/"' in shown
    assert "Show &lt;the&gt; queue" in shown
    assert "draft" in shown
    assert f'href="/journal/{quote.activity_id}/"' in shown


def test_neighbours_stand_side_by_side_with_their_other_words_marked(as_alice, alice, bob):
    [quote] = make_quotes(alice, "We wait two days for every export")
    make_quotes(alice, "We wait three days for every export")
    make_quotes(bob, "We wait nine days for every export")
    shown = as_alice.get(quote.get_absolute_url()).text
    assert "<mark>two</mark>" in shown
    assert "<mark>three</mark>" in shown
    assert "nine" not in shown


def test_others_see_nothing_of_a_private_quote_and_only_what_is_shown_of_another(as_alice, alice):
    [quote] = make_quotes(alice, "Acme waits.", speaker="Zoe", customer="Acme")
    assert "Not at all" in as_alice.get(quote.get_absolute_url()).text
    sent = {
        "theme": "waiting",
        "shareable": "on",
        "redacted": "[customer] waits.",
        "shows_speaker": "on",
    }
    assert show(as_alice, quote, **sent).status_code == 302
    page = as_alice.get(quote.get_absolute_url()).text
    preview = page[page.index("q-preview") : page.index("</figure>", page.index("q-preview"))]
    assert "[customer] waits." in preview
    assert "Zoe" in preview
    assert "Acme" not in preview


def test_words_and_points_stay_whatever_is_sent(as_alice, alice):
    [quote] = make_quotes(alice, "Acme waits.")
    before = Quote.objects.values("text", "fingerprint", "points", "date").get()
    show(as_alice, quote, theme="x", text="Changed", points="999", fingerprint="f", owner="1")
    assert Quote.objects.values("text", "fingerprint", "points", "date").get() == before
    assert Quote.objects.get().theme == "x"


@pytest.mark.parametrize(
    "wrong", [{"theme": "x" * 121}, {"redacted": "x" * 2001}, {"theme": "a\x00"}]
)
def test_what_is_too_long_comes_back_as_typed(as_alice, alice, wrong):
    [quote] = make_quotes(alice, "We wait.", theme="old")
    answer = show(as_alice, quote, **wrong)
    assert answer.status_code == 422
    assert next(iter(wrong.values())).replace("\x00", "") in answer.text.replace("\x00", "")
    assert Quote.objects.get().theme == "old"


def test_a_quote_of_a_deleted_entry_is_not_found(as_alice, alice):
    [quote] = make_quotes(alice, "We wait.")
    delete_activity(quote.activity)
    assert as_alice.get(f"/quotes/{quote.pk}/").status_code == 404
    assert show(as_alice, quote, theme="x").status_code == 404


def test_a_stranger_finds_no_card(alice, bob):
    [quote] = make_quotes(alice, "We wait.", on=TODAY)
    assert sign_in(bob).get(f"/quotes/{quote.pk}/").status_code == 404
    assert show(sign_in(bob), quote, theme="x").status_code == 404
