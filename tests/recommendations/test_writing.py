"""The board, the draft, the quotes it rests on, deleting and putting back."""

import html
from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command

from tests.conftest import NOON
from tests.factories import TODAY, log, make_recommendation
from tracker.journal.models import Quote
from tracker.projects.models import Project
from tracker.recommendations import actions
from tracker.recommendations.models import Recommendation

NEW = {"outcome": "sales", "title": "Demo with their own file", "news": "unknown"}


def shown(client, address: str = "/recommendations/") -> str:
    return html.unescape(client.get(address).text)


def quote_of(owner, text: str, **values) -> Quote:
    quote = log(owner, "Briefing", text).quotes.get()
    Quote.objects.filter(pk=quote.pk).update(**values)
    return quote


def test_an_empty_board_teaches_to_begin_with_a_quote(as_alice):
    text = shown(as_alice)
    assert "Advice starts with a quote" in text
    assert 'href="/quotes/"' in text


def test_a_draft_begins_with_a_quote(as_alice, alice):
    quote = quote_of(alice, "We wait.")
    address = f"/recommendations/new/?quote={quote.pk}&outcome=sales"
    page = as_alice.get(address)
    assert "We wait." in page.text
    assert page.context["form"]["outcome"].value() == "sales"
    answer = as_alice.post(address, NEW | {"problem": "Trials stall."}, follow=True)
    assert "resting on one quote" in html.unescape(answer.text)
    recommendation = Recommendation.objects.owned_by(alice).get()
    assert (recommendation.state, recommendation.problem, list(recommendation.quotes.all())) == (
        "draft",
        "Trials stall.",
        [quote],
    )


def test_without_a_quote_the_next_page_asks_for_some(as_alice, alice):
    answer = as_alice.post("/recommendations/new/", NEW)
    recommendation = Recommendation.objects.get()
    assert answer.url == f"/recommendations/{recommendation.pk}/quotes/"


def test_nobody_begins_with_a_strangers_quote_or_project(as_alice, bob):
    quote = quote_of(bob, "Bob’s secret words")
    project = Project.objects.create(owner=bob, name="Bob’s secret", first_on=TODAY)
    address = f"/recommendations/new/?quote={quote.pk}&project={project.pk}"
    assert "secret" not in shown(as_alice, address)
    as_alice.post(address, NEW)
    assert not Recommendation.objects.get().quotes.exists()
    answer = as_alice.post(address, NEW | {"project": project.pk})
    assert answer.status_code == 422


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("title", "", "Give it a title."),
        ("title", "x" * 121, "at most 120"),
        ("outcome", "", "Choose what it should do."),
        ("outcome", "world peace", "not one of the available choices"),
        ("problem", "x" * 2001, "at most 2000"),
        ("news_note", "x" * 301, "at most 300"),
    ],
)
def test_what_is_odd_is_refused_with_a_sentence_and_kept(as_alice, field, value, sentence):
    answer = as_alice.post("/recommendations/new/", NEW | {"effect": "Kept words"} | {field: value})
    assert answer.status_code == 422
    assert sentence in html.unescape(answer.text)
    assert "Kept words" in answer.text
    assert not Recommendation.objects.exists()


def test_the_board_has_a_column_for_each_state_and_says_the_outcome_on_each_card(as_alice, alice):
    old = TODAY - timedelta(days=9)
    make_recommendation(alice, "Sent one", state="sent", day=old, outcome="sales")
    make_recommendation(alice, "Adopted one", state="adopted")
    columns = as_alice.get("/recommendations/").context["columns"]
    by_state = {column.state: column for column in columns}
    assert list(by_state) == ["draft", "sent", "heard", "adopted", "declined"]
    card = by_state["sent"].cards[0]
    assert (card.title, card.days, card.resting_on, str(card.to)) == (
        "Sent one",
        9,
        1,
        "Priya Raman",
    )
    assert [card.title for card in by_state["adopted"].cards] == ["Adopted one"]
    assert sum(column.total for column in columns) == 2
    text = shown(as_alice)
    assert "Improve sales</p>" in text
    assert "Streamline support</p>" in text


def test_an_empty_column_says_what_will_stand_there(as_alice, alice):
    make_recommendation(alice, "Sent one", state="sent")
    text = shown(as_alice)
    assert "What you are writing, until it goes to one PM." in text
    assert "What went out and waits for a word back." not in text


def test_a_full_column_shows_the_newest_and_leads_to_all(as_alice, alice):
    for number in range(4):
        with time_machine.travel(NOON + timedelta(minutes=number), tick=False):
            make_recommendation(alice, f"Advice {number}", state="declined")
            make_recommendation(alice, f"Market {number}", state="declined", outcome="markets")
    text = shown(as_alice)
    assert "Show all 8" in text
    for title in ("Advice 3", "Market 3", "Advice 2", "Market 2"):
        assert title in text
    assert "Advice 0" not in text
    everything = as_alice.get("/recommendations/?state=declined")
    assert len(everything.context["cards"]) == 8
    of_markets = as_alice.get("/recommendations/?outcome=markets&state=declined")
    assert [card.title for card in of_markets.context["cards"]] == [
        f"Market {number}" for number in range(3, -1, -1)
    ]


def test_one_outcome_narrows_the_board(as_alice, alice):
    make_recommendation(alice, "Unlock the gate")
    make_recommendation(alice, "Sell to farms", outcome="markets")
    text = shown(as_alice, "/recommendations/?outcome=markets")
    assert "Sell to farms" in text
    assert "Unlock the gate" not in text


def test_search_and_project_narrow_the_board(as_alice, alice, bob):
    project = Project.objects.create(owner=alice, name="Import", first_on=TODAY)
    make_recommendation(alice, "Own file", project=project, effect="Fewer lost trials")
    make_recommendation(alice, "Green warning")
    make_recommendation(bob, "Not mine", effect="lost trials")
    text = shown(as_alice, f"/recommendations/?project={project.pk}")
    assert "Own file" in text
    assert "Green warning" not in text
    text = shown(as_alice, "/recommendations/?q=LOST+trials")
    assert "Own file" in text
    assert "Green warning" not in text
    assert "Nothing matches" in shown(as_alice, "/recommendations/?q=nothing")
    for odd in ("project=x&state=lost&outcome=9", "q=%00", "state=draft&page=x"):
        assert "Green warning" in shown(as_alice, f"/recommendations/?{odd}")


def test_ticks_are_kept_while_searching_and_saved(as_alice, alice):
    wait, gate = quote_of(alice, "We wait."), quote_of(alice, "The gate is shut.")
    recommendation = make_recommendation(alice, "Advice", wait)
    address = f"/recommendations/{recommendation.pk}/quotes/"
    shown_now = [wait.pk, gate.pk]
    data = {"shown": shown_now, "quote": shown_now, "q": "gate", "search": ""}
    answer = as_alice.post(address, data)
    assert answer.url == f"{address}?q=gate"
    assert set(recommendation.quotes.all()) == {wait, gate}
    page = as_alice.get(f"{address}?q=nothing")
    assert {quote.pk for quote in page.context["chosen"]} == {wait.pk, gate.pk}
    as_alice.post(address, {"shown": [gate.pk], "quote": []})
    assert list(recommendation.quotes.all()) == [wait]


def test_the_choice_is_ones_own_live_quotes(as_alice, alice, bob):
    recommendation = make_recommendation(alice)
    others = quote_of(bob, "Bob’s secret words")
    address = f"/recommendations/{recommendation.pk}/quotes/"
    assert "secret" not in shown(as_alice, address)
    as_alice.post(address, {"quote": [others.pk, "x", "9" * 40]})
    assert others not in recommendation.quotes.all()


def test_a_sent_one_keeps_its_last_quote(as_alice, alice):
    recommendation = make_recommendation(alice, state="sent")
    only = recommendation.quotes.get()
    answer = as_alice.post(f"/recommendations/{recommendation.pk}/quotes/", {"shown": [only.pk]})
    assert answer.status_code == 422
    assert "it rests on at least one quote" in html.unescape(answer.text)
    assert recommendation.quotes.get() == only


def test_a_brief_rests_on_twenty_quotes_at_most(as_alice, alice):
    activity = log(alice, "Long briefing", *[f"Said {number}" for number in range(21)])
    recommendation = make_recommendation(alice)
    keys = [quote.pk for quote in activity.quotes.all()]
    answer = as_alice.post(
        f"/recommendations/{recommendation.pk}/quotes/", {"quote": keys, "shown": keys}
    )
    assert answer.status_code == 422
    assert "twenty quotes at most" in html.unescape(answer.text)
    assert answer.text.count(" checked") >= 20
    assert recommendation.quotes.count() == 1


def test_deleted_and_put_back(as_alice, alice):
    recommendation = make_recommendation(alice, "Unlock it")
    answer = as_alice.post(f"/recommendations/{recommendation.pk}/delete/", follow=True)
    assert f"/recommendations/{recommendation.pk}/restore/" in answer.text
    assert as_alice.get(recommendation.get_absolute_url()).status_code == 404
    assert "Unlock it" in shown(as_alice, "/journal/deleted/")
    answer = as_alice.post(f"/recommendations/{recommendation.pk}/restore/", follow=True)
    assert answer.status_code == 200
    assert "Unlock it" in shown(as_alice)


def test_after_thirty_days_it_is_gone_for_good(alice, clock, capsys):
    actions.delete(make_recommendation(alice))
    clock.shift(timedelta(days=31))
    call_command("purge_deleted")
    assert "1 rows removed." in capsys.readouterr().out
    assert not Recommendation.objects.exists()


def test_hostile_words_are_shown_as_words(as_alice, alice):
    bad = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    recommendation = make_recommendation(
        alice, bad, quote_of(alice, bad), problem=bad, suggestion=bad, effect=bad, news_note=bad
    )
    for part in ("", "brief/", "quotes/", "send/", "edit/"):
        text = as_alice.get(f"/recommendations/{recommendation.pk}/{part}").text
        assert "<script>alert" not in text
        assert "<img src=x" not in text
    assert "<script>alert" not in as_alice.get("/recommendations/").text


def test_a_waiting_recommendation_is_suggested(as_alice, alice):
    old = NOON - timedelta(days=8)
    recommendation = make_recommendation(alice, "Own file", outcome="sales")
    assert "has not been sent" not in shown(as_alice, "/")
    Recommendation.objects.update(created_at=old)
    assert "“Own file” is a draft with its quotes, and has not been sent." in shown(as_alice, "/")
    recommendation.quotes.clear()
    assert "has not been sent" not in shown(as_alice, "/")
    make_recommendation(alice, "Gate", state="sent", day=TODAY - timedelta(days=15))
    assert "“Gate” was sent over two weeks ago" in shown(as_alice, "/")
