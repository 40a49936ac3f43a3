"""Stepping-stone roles: the list, one of them, side by side, what is thin with the reader."""

import html

from tracker.paths.roles import queries
from tracker.paths.stints.models import Stint


def shown(client, address: str = "/roles/") -> str:
    return html.unescape(client.get(address).text)


def test_nine_roles_are_listed_and_each_has_its_page(as_alice):
    page = shown(as_alice)
    assert page.count('name="with"') == 9
    page = shown(as_alice, "/roles/support/")
    for heading in ("What it teaches", "What it lacks", "How people moved on", "Ask before"):
        assert heading in page
    assert as_alice.get("/roles/astronaut/").status_code == 404


def test_two_or_three_stand_side_by_side(as_alice):
    page = shown(as_alice, "/roles/?with=support&with=sales-engineer")
    assert page.count("paths-name") == 2
    address = "/roles/?with=support&with=sales-engineer&with=field-engineer&with=project-manager"
    assert shown(as_alice, address).count("paths-name") == 3
    assert "Tick two or three" in shown(as_alice, "/roles/?with=support")
    assert "Side by side" not in shown(as_alice, "/roles/?with=astronaut")


def test_what_is_thin_with_the_reader_is_marked(as_alice, monkeypatch):
    monkeypatch.setattr(queries, "thin_lenses_of", lambda user: [])
    assert "thin with you" not in shown(as_alice)
    monkeypatch.setattr(queries, "thin_lenses_of", lambda user: ["pull"])
    assert "Pull: thin with you" in " ".join(shown(as_alice).split())


def test_a_role_begins_a_stint(as_alice):
    page = as_alice.get("/paths/stints/new/?role=support").text
    assert '<option value="support" selected>' in page
    as_alice.post("/paths/stints/new/", {"role": "support", "title": "Support", "has_pms": "yes"})
    assert Stint.objects.get().role == "support"
    answer = as_alice.post("/paths/stints/new/", {"role": "astronaut", "title": "Up"})
    assert answer.status_code == 422
