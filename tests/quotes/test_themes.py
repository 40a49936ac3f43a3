"""Themes over time, other names for them, and quotes that say nearly the same."""

from datetime import date

import pytest

from tests.conftest import sign_in
from tests.factories import make_quotes
from tracker.journal.actions import delete_activity
from tracker.journal.models import Quote


def themes(client):
    return client.get("/quotes/themes/").context["themes"]


def test_each_theme_has_its_number_dates_months_and_customers(as_alice, alice, bob):
    make_quotes(alice, "One", "Two", theme="export", customer="Acme")
    make_quotes(alice, "Three", theme="export", customer="Borg", on=date(2026, 9, 30))
    make_quotes(alice, "Four", theme="export", on=date(2024, 2, 1))
    make_quotes(alice, "Five", theme="price")
    make_quotes(alice, "Six")
    make_quotes(bob, "Seven", theme="Bob’s", customer="Acme")
    delete_activity(make_quotes(alice, "Gone", theme="gone")[0].activity)
    export, price = themes(as_alice)
    assert (export.name, export.number) == ("export", 4)
    assert (export.first, export.last) == (date(2024, 2, 1), date(2026, 11, 18))
    assert [bar.value for bar in export.chart.bars] == [0] * 9 + [1, 0, 2]
    assert export.customers == [("Acme", 2), ("Borg", 1)]
    assert price.customers == []
    shown = as_alice.get("/quotes/themes/").text
    assert "1 quote has no theme" in shown
    assert "Dec 2025" in shown
    assert "<svg" in shown


def test_only_the_customers_who_said_it_most_are_named(as_alice, alice):
    for number in range(7):
        make_quotes(
            alice, *[f"{number} {n}" for n in range(number + 1)], theme="t", customer=f"C{number}"
        )
    [theme] = themes(as_alice)
    assert theme.customers == [("C6", 7), ("C5", 6), ("C4", 5), ("C3", 4), ("C2", 3)]


def test_a_theme_is_renamed_on_every_quote_of_ones_own(as_alice, alice, bob):
    make_quotes(alice, "One", "Two", theme="exprot")
    [other] = make_quotes(bob, "Three", theme="exprot")
    answer = as_alice.post(
        "/quotes/themes/rename/", {"old": "exprot", "new": "export"}, follow=True
    )
    assert "2 quotes have the theme “export” now" in answer.text
    assert [theme.name for theme in answer.context["themes"]] == ["export"]
    assert Quote.objects.get(pk=other.pk).theme == "exprot"


def test_two_themes_become_one_without_touching_points(as_alice, alice):
    make_quotes(alice, "One", theme="exports")
    make_quotes(alice, "Two", theme="export")
    before = list(Quote.objects.order_by("pk").values_list("text", "points", "fingerprint"))
    as_alice.post("/quotes/themes/rename/", {"old": "exports", "new": "export"})
    assert [(theme.name, theme.number) for theme in themes(as_alice)] == [("export", 2)]
    assert list(Quote.objects.order_by("pk").values_list("text", "points", "fingerprint")) == before


@pytest.mark.parametrize("new", ["", "x" * 121, "a\x00b"])
def test_a_name_that_is_none_is_refused(as_alice, alice, new):
    make_quotes(alice, "One", theme="export")
    answer = as_alice.post("/quotes/themes/rename/", {"old": "export", "new": new})
    assert answer.status_code == 422
    assert "Nothing was renamed" in answer.text
    assert Quote.objects.get().theme == "export"


def test_no_theme_yet_offers_to_give_some(as_alice):
    assert "/quotes/?themed=no" in as_alice.get("/quotes/themes/").text


def test_nearly_the_same_quotes_stand_beside_each_other(as_alice, alice, bob):
    make_quotes(alice, "We wait two days for every export", customer="Acme")
    make_quotes(alice, "We wait three days for every export", customer="Borg")
    make_quotes(alice, "Something else was said here")
    make_quotes(bob, "We wait nine days for every export")
    answer = as_alice.get("/quotes/alike/")
    [group] = answer.context["groups"]
    assert [quote.customer for quote, _parts in group.cards] == ["Borg", "Acme"]
    assert "We wait <mark>three</mark> days" in answer.text
    assert "Something else" not in answer.text
    assert "No two quotes" in sign_in(bob).get("/quotes/alike/").text


def test_a_great_group_says_how_many_more_there_are(as_alice, alice):
    make_quotes(alice, *[f"We wait {n} days for every export" for n in range(9)])
    answer = as_alice.get("/quotes/alike/")
    assert answer.text.count("<mark>") == 6
    assert "and 3 more" in answer.text


def test_only_the_newest_are_compared_and_the_page_says_so(as_alice, alice, monkeypatch):
    from tracker.quotes import queries, theme_views

    make_quotes(alice, "We wait two days for it", on=date(2026, 1, 1))
    make_quotes(alice, "We wait three days for it", "Nothing like that at all")
    assert len(as_alice.get("/quotes/alike/").context["groups"]) == 1
    monkeypatch.setattr(queries, "COMPARED", 2)
    monkeypatch.setattr(theme_views, "COMPARED", 2)
    answer = as_alice.get("/quotes/alike/")
    assert answer.context["groups"] == []
    assert "Only your newest 2 quotes are compared" in answer.text
