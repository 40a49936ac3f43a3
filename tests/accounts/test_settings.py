import pytest

from tests.factories import TODAY, log
from tracker.accounts.models import User, zone_names


def profile(**changes):
    return {
        "display_name": "Alice",
        "time_zone": "Europe/Dublin",
        "week_start": "0",
        "day_ends_at": "0",
        "theme": "system",
        "shortcuts": "on",
    } | changes


def test_zone_week_start_and_colours_are_saved(as_alice):
    data = profile(time_zone="Asia/Tokyo", week_start="5", theme="dark")
    answer = as_alice.post("/settings/", data, follow=True)
    assert "Saved." in answer.text
    assert 'data-theme="dark"' in answer.text
    person = User.objects.get()
    assert (person.time_zone, person.week_start) == ("Asia/Tokyo", 5)


def test_shortcuts_can_be_turned_off(as_alice):
    assert "data-shortcuts" in as_alice.get("/settings/").text
    data = profile()
    del data["shortcuts"]
    answer = as_alice.post("/settings/", data, follow=True)
    assert "data-shortcuts" not in answer.text
    assert 'id="keys"' not in answer.text


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"time_zone": "Moon/Base"}, "Select a valid choice"),
        ({"time_zone": "../../etc/passwd"}, "Select a valid choice"),
        ({"week_start": "3"}, "Select a valid choice"),
        ({"theme": "neon"}, "Select a valid choice"),
        ({"display_name": "n" * 81}, "at most 80 characters"),
        ({"display_name": "a\x00b"}, "Null characters"),
    ],
)
def test_bad_input_gets_a_sentence_and_changes_nothing(as_alice, changes, sentence):
    answer = as_alice.post("/settings/", profile(**changes))
    assert answer.status_code == 422
    assert sentence in answer.text
    assert User.objects.get().time_zone == "Europe/Dublin"


def test_the_week_start_changes_sums_at_once(as_alice, alice):
    log(alice, "Sunday", date=TODAY.replace(day=15))
    assert as_alice.get("/").context["total"].points == 0
    as_alice.post("/settings/", profile(week_start="6"))
    assert as_alice.get("/").context["total"].points == 5


def test_a_zone_is_a_place_of_the_iana_list():
    assert {"Europe/Dublin", "America/New_York", "UTC"} <= set(zone_names())
    assert "Etc/GMT+3" not in zone_names()


def test_an_account_needs_an_address(db):
    with pytest.raises(ValueError, match="e-mail address"):
        User.objects.create_user("")


def test_the_first_curator_is_made_by_a_command(db):
    curator = User.objects.create_superuser("Carol@Example.org", "x")
    assert (curator.email, curator.is_staff) == ("carol@example.org", True)
    assert User.objects.get_by_natural_key("CAROL@example.org") == curator
    assert str(curator) == curator.get_short_name() == "carol@example.org"


def test_the_list_of_zones_shows_the_chosen_one_and_what_is_wrong(as_alice):
    page = as_alice.get("/settings/").text
    assert '<option value="Europe/Dublin" selected>Europe/Dublin</option>' in page
    assert page.count(" selected>") == page.count("<select")
    data = {"display_name": "A", "time_zone": '"><b>', "week_start": "0", "theme": "system"}
    refused = as_alice.post("/settings/", data)
    assert refused.status_code == 422
    assert 'aria-invalid="true"' in refused.text
    assert "<b>" not in refused.text.split("id_time_zone")[1].split("</select>")[0]
