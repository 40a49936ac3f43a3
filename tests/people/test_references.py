"""Who would vouch for which work, how old that is, and the ways to hiring managers."""

import html
from datetime import timedelta

import pytest

from tests.factories import TODAY, log, make_person

WARNING = "Asking comes after work worth vouching for"


def shown(client, query: str = "") -> str:
    return html.unescape(client.get(f"/people/references/{query}").text)


def test_references_stand_in_groups_with_their_work(as_alice, alice, bob):
    make_person(alice, "Ana", vouch="agreed", vouch_for="The billing study")
    make_person(alice, "Ben", vouch="would", vouch_for="The import")
    make_person(alice, "Cleo", vouch="not-yet", vouch_for="The guide")
    log(alice, "Coffee", people=[make_person(alice, "Dan")])
    make_person(alice, "Never met")
    make_person(bob, "Not mine", vouch="agreed", vouch_for="Secret")
    text = shown(as_alice)
    in_order = ["Has agreed", "Ana", "The billing study", "Would", "Ben", "Not yet", "Cleo"]
    places = [
        text.index(f">{words}<") if words == "Ana" else text.index(words) for words in in_order
    ]
    assert places == sorted(places)
    assert text.index("Worked with, and not asked") < text.index(">Dan<")
    assert "Never met" not in text
    assert "Not mine" not in text


@pytest.mark.parametrize(
    ("days", "age"), [(0, "fresh"), (90, "fresh"), (91, "ageing"), (365, "ageing"), (366, "old")]
)
def test_a_reference_ages(as_alice, alice, days, age):
    make_person(alice, vouch="agreed", vouch_for="A study", asked_on=TODAY - timedelta(days=days))
    assert f'<span class="chip">{age}</span>' in shown(as_alice)


def test_a_reference_without_work_is_warned_about(as_alice, alice):
    person = make_person(alice, vouch="would")
    assert WARNING in shown(as_alice)
    log(alice, "A study", people=[person])
    assert WARNING not in shown(as_alice)


def test_a_long_group_shows_a_dozen_and_the_way_to_all(as_alice, alice):
    for number in range(14):
        make_person(alice, f"Friend {number:02}", vouch="would", vouch_for="It")
    text = shown(as_alice)
    assert "Friend 11" in text
    assert "Friend 12" not in text
    assert "?of=would" in text
    assert "Friend 13" in shown(as_alice, "?of=would")


def test_the_shortest_way_to_a_hiring_manager_comes_first(as_alice, alice):
    ana = make_person(alice, "Ana")
    ben = make_person(alice, "Ben", kind="peer", through=ana)
    make_person(alice, "Amy Far", kind="hiring", company="Acme", through=ben)
    make_person(alice, "Zoe Near", kind="hiring", company="Initech", touched_on=TODAY)
    make_person(alice, "A Name", kind="hiring", company="Initech")
    for query in ("", "?of=ways"):
        ways = shown(as_alice, query).split("Ways to hiring managers", 1)[1]
        assert ways.index("Zoe Near") < ways.index("knows you") < ways.index("Amy Far")
        assert ways.index("2 hops") < ways.index(">Ana</a>") < ways.index(">Ben</a>")
        assert ways.index(">Ben</a>") < ways.index("A Name") < ways.index("no talk yet")


def test_an_empty_page_names_the_next_step(as_alice, alice):
    assert "Nobody to ask yet" in shown(as_alice)
    assert "Add a person" in shown(as_alice)
    make_person(alice)
    assert "Log work with somebody" in shown(as_alice)
    assert "Nobody stands here" in shown(as_alice, "?of=agreed")
    assert "Nobody to ask yet" in shown(as_alice, "?of=odd")
