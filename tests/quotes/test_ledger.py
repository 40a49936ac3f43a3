"""Finding quotes: every filter, hostile ones too."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.conftest import sign_in
from tests.factories import TODAY, log, make_project, make_quotes, make_recommendation
from tracker.journal.models import Activity


def texts(answer):
    return [quote.text for quote in answer.context["page"].rows]


@pytest.fixture
def ledger(alice):
    """Four quotes; only the first rests under advice, has a project and may be shown."""
    [wait] = make_quotes(
        alice,
        "We wait.",
        customer="Acme",
        speaker="Depot manager",
        theme="export",
        shareable=True,
        on=TODAY - timedelta(days=40),
    )
    make_quotes(alice, "Too dear.", customer="Acme Nord", speaker="Buyer", theme="price")
    make_quotes(alice, "We print.", customer="Borg", theme="Export of files")
    make_quotes(alice, "No theme.", customer="Borg", speaker="Night manager")
    project = make_project(alice)
    Activity.objects.filter(quotes=wait).update(project=project)
    make_recommendation(alice, "Show the queue", wait)
    return project


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["No theme.", "We print.", "Too dear.", "We wait."]),
        ("q=WE", ["We print.", "We wait."]),
        ("q=we+print", ["We print."]),
        ("customer=Acme", ["We wait."]),
        ("customer=acm", ["Too dear.", "We wait."]),
        ("speaker=manager", ["No theme.", "We wait."]),
        ("theme=export", ["We wait."]),
        ("theme=EXPORT", ["We print.", "We wait."]),
        ("themed=no", ["No theme."]),
        ("themed=yes", ["We print.", "Too dear.", "We wait."]),
        ("used=yes", ["We wait."]),
        ("used=no", ["No theme.", "We print.", "Too dear."]),
        ("shareable=yes", ["We wait."]),
        ("shareable=no&customer=Borg", ["No theme.", "We print."]),
        ("since=2026-11-18", ["No theme.", "We print.", "Too dear."]),
        ("until=2026-11-17", ["We wait."]),
        ("customer=Borg&theme=price", []),
    ],
)
def test_filters_narrow_and_combine(as_alice, ledger, query, expected):
    answer = as_alice.get(f"/quotes/?{query}")
    assert texts(answer) == expected
    assert answer.context["number"] == len(expected)
    if query and expected:
        assert f"{len(expected)} quote" in answer.text


def test_quotes_of_one_project(as_alice, ledger):
    assert texts(as_alice.get(f"/quotes/?project={ledger.pk}")) == ["We wait."]


def test_deleted_advice_uses_no_quote(as_alice, alice, ledger):
    alice.recommendations.update(deleted_at=timezone.now())
    assert texts(as_alice.get("/quotes/?used=yes")) == []


@pytest.mark.parametrize(
    "query",
    [
        "since=2026-13-40",
        "until=yesterday",
        "since=%00",
        "customer=%00",
        "theme=" + "x" * 5000,
        "q=" + "x" * 5000,
        "project=x",
        "project=99999999999999999999999",
        "used=perhaps",
        "shareable=%F0%9F%92%A9",
    ],
)
def test_a_filter_that_is_not_understood_says_so_and_is_left_out(as_alice, ledger, query):
    answer = as_alice.get(f"/quotes/?{query}")
    assert len(texts(answer)) == 4
    assert "That filter is left out" in answer.text


@pytest.mark.parametrize("query", ["before=%00", "before=x.y", "q=%25_%5C&customer=%25"])
def test_odd_values_are_no_error(as_alice, ledger, query):
    assert as_alice.get(f"/quotes/?{query}").status_code == 200


@pytest.mark.parametrize("form", ["", "print/", "markdown/"])
def test_nothing_of_anybody_else_is_ever_found(bob, ledger, form):
    make_quotes(bob, "Mine.")
    client = sign_in(bob)
    for query in ("", f"project={ledger.pk}", "q=we", "customer=Acme", "used=yes", "used=no"):
        shown = client.get(f"/quotes/{form}?{query}").text
        assert "We wait" not in shown
        assert "Acme</option>" not in shown
    assert ledger.name not in client.get("/quotes/").text


def test_others_advice_on_ones_quote_does_not_count(as_alice, alice, bob):
    [quote] = make_quotes(alice, "We wait.")
    make_recommendation(bob, "Bob’s", quote)
    assert texts(as_alice.get("/quotes/?used=yes")) == []
    assert "Bob’s" not in as_alice.get(f"/quotes/{quote.pk}/").text


def test_older_cards_keep_the_filter_and_the_number(as_alice, alice):
    make_quotes(alice, *[f"Said {number}" for number in range(35)], customer="Acme")
    make_quotes(alice, "Else")
    first = as_alice.get("/quotes/?customer=Acme")
    older = first.context["page"].next_cursor
    assert f"?customer=Acme&amp;before={older}" in first.text
    second = as_alice.get(f"/quotes/?customer=Acme&before={older}")
    assert len(texts(second)) == 5
    assert "35 quotes" in first.text
    assert "35 quotes" in second.text


def test_fields_offer_ones_own_values_the_most_used_first(as_alice, alice, bob):
    make_quotes(alice, "One", customer="Acme")
    make_quotes(alice, "Two", "Three", customer="Borg & <Co>")
    make_quotes(bob, "Four", customer="Secret")
    shown = as_alice.get("/quotes/options/customer/").text
    assert shown.index("Borg &amp; &lt;Co&gt;") < shown.index("Acme")
    assert "Secret" not in shown
    assert as_alice.get("/quotes/options/text/").status_code == 404


def test_an_empty_ledger_teaches_one_step(as_alice):
    shown = as_alice.get("/quotes/").text
    assert "No quotes yet" in shown
    assert "Change many at once" not in shown


def test_the_number_says_how_many_are_repeats(as_alice, alice):
    log(alice, "Briefing", "We wait.", "Pay double.")
    log(alice, "Again", "we  WAIT")
    text = " ".join(as_alice.get("/quotes/").text.split())
    assert "3 quotes" in text
    assert "· 1 repeat <" in text


def test_a_name_that_runs_the_other_way_stays_in_its_place(as_alice, alice):
    make_quotes(alice, "We wait.", speaker="דנה", customer="Acme")
    assert "<bdi>דנה</bdi> · <bdi>Acme</bdi>" in as_alice.get("/quotes/").text
