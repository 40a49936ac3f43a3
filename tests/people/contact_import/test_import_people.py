"""Contacts from a file become people: a look first, then all of them or nobody."""

from datetime import timedelta

import pytest

from tests.conftest import sign_in
from tests.factories import make_person
from tests.people.contact_import.contact_files import (
    EXPORTS,
    GOOGLE_CSV,
    LINKEDIN,
    OUTLOOK_CSV,
    cards,
    confirm,
    hidden,
    name_columns,
    said,
    send,
    vcard,
)
from tracker.people.contact_import import plan as import_plan
from tracker.people.models import Person


def names(owner) -> list[str]:
    return sorted(Person.objects.owned_by(owner).live().values_list("name", flat=True))


def test_the_list_leads_to_the_import(as_alice, alice):
    assert 'href="/people/import/"' in as_alice.get("/people/").text
    make_person(alice)
    assert 'href="/people/import/"' in as_alice.get("/people/").text
    text = said(as_alice.get("/people/import/"))
    assert "phone numbers and addresses are left where they are" in text


def test_a_look_adds_nobody_and_the_confirmation_everybody(as_alice, alice, bob):
    answer = send(as_alice, b"".join(EXPORTS.values()), kind="hiring")
    text = said(answer)
    assert answer.status_code == 200
    assert "to add 6 there already 0 perhaps the same 0 with mistakes 0" in text
    assert "Everybody as: hiring manager." in text
    assert "Dr. Ana María Ruiz Senior Product Manager · Acme, Inc." in text
    assert "Add 6 people" in text
    assert names(alice) == []
    assert "6 people are among your people now." in said(confirm(as_alice, answer))
    ana = Person.objects.owned_by(alice).get(name="Dr. Ana María Ruiz")
    assert (ana.kind, ana.role, ana.company) == ("hiring", "Senior Product Manager", "Acme, Inc.")
    assert ana.link_list == ["https://example.org/ana", "http://www.linkedin.com/in/anaruiz"]
    assert ana.note.startswith("Met at the meetup.")
    assert (ana.stage, ana.vouch) == (Person.Stage.LISTED, "unknown")
    assert Person.objects.owned_by(alice).get(name="Li Wei").time_zone == "Asia/Shanghai"
    assert names(bob) == []


def test_what_is_imported_can_be_edited_without_a_complaint(as_alice, alice):
    confirm(as_alice, send(as_alice, b"".join(EXPORTS.values())))
    for person in Person.objects.owned_by(alice):
        person.full_clean()
        assert as_alice.get(person.get_absolute_url()).status_code == 200


def test_people_of_ones_own_team_have_no_company(as_alice, alice):
    confirm(as_alice, send(as_alice, vcard("FN:Ana", "ORG:Acme"), kind="pm"))
    ana = Person.objects.owned_by(alice).get()
    assert (ana.kind, ana.company, ana.is_on_the_map) == ("pm", "", True)


def test_who_is_there_already_is_skipped_and_who_is_nearly_there_is_pointed_out(as_alice, alice):
    make_person(alice, "Ana Ruiz", kind="peer", company="Acme")
    make_person(alice, "Élise  Dupont", kind="peer")
    make_person(alice, "Gone", kind="peer", deleted_at="2026-11-17T00:00Z")
    data = b"".join(
        [
            vcard("FN:ana  RUIZ", "ORG:ACME"),
            vcard("FN:Ana Ruiz", "ORG:Initech"),
            vcard("FN:Dupont\\, Elise"),
            vcard("FN:Gone"),
            vcard("FN:New One"),
        ]
    )
    answer = send(as_alice, data)
    text = said(answer)
    assert "to add 2 there already 1 perhaps the same 2 with mistakes 0" in text
    assert "Ana Ruiz (Initech) You have Ana Ruiz (Acme)." in text
    assert "Dupont, Elise You have Élise Dupont." in text
    assert "Add 2 people and those ticked" in text
    assert "3 people are" in said(confirm(as_alice, answer, again=["2"]))
    added = ["Ana Ruiz", "Ana Ruiz", "Gone", "New One", "Élise Dupont"]
    assert names(alice) == added


def test_duplicates_inside_the_file_are_found_too(as_alice, alice):
    data = cards("Ana Ruiz", "ANA RUIZ", "Ruiz Ana", "Ben")
    answer = send(as_alice, data)
    text = said(answer)
    assert "to add 2 there already 1 perhaps the same 1" in text
    assert "Ruiz Ana Card 1 is Ana Ruiz." in text
    confirm(as_alice, answer)
    assert names(alice) == ["Ana Ruiz", "Ben"]


def test_nobody_elses_people_count_as_there(as_alice, alice, bob):
    make_person(bob, "Ana Ruiz", company="Secret Ltd.", kind="peer")
    text = said(send(as_alice, cards("Ana Ruiz")))
    assert "to add 1 there already 0 perhaps the same 0" in text
    assert "Secret" not in text


def test_the_same_form_sent_twice_adds_nobody_twice(as_alice, alice):
    make_person(alice, "Ben", kind="peer", company="Acme")
    answer = send(as_alice, cards("Ana Ruiz", "Ben"))
    confirm(as_alice, answer, again=["2"])
    again = confirm(as_alice, answer, again=["2"])
    assert "Nobody was added: they are all among your people already." in said(again)
    assert names(alice) == ["Ana Ruiz", "Ben", "Ben"]


def test_what_changed_meanwhile_is_shown_again_instead_of_added(as_alice, alice):
    answer = send(as_alice, cards("Ana Ruiz", "Ben Okafor"))
    make_person(alice, "Ana Ruíz", kind="peer")
    again = confirm(as_alice, answer)
    assert again.status_code == 422
    assert "Your people have changed since you looked." in said(again)
    assert "Ana Ruiz You have Ana Ruíz." in said(again)
    assert names(alice) == ["Ana Ruíz"]
    confirm(as_alice, again)
    assert names(alice) == ["Ana Ruíz", "Ben Okafor"]


def test_with_mistakes_in_a_file_the_rest_is_added_only_if_one_says_so(as_alice, alice):
    data = cards("Ana Ruiz") + vcard("NOTE:Nobody") + vcard("FN:" + "x" * 121)
    answer = send(as_alice, data)
    text = said(answer)
    assert "to add 1 there already 0 perhaps the same 0 with mistakes 2" in text
    assert "Card 2, line 5 There is no name, no company and no e-mail address" in text
    assert "The name has more than 120 characters." in text
    again = confirm(as_alice, answer)
    assert again.status_code == 422
    assert "Tick that those with mistakes are left out." in said(again)
    assert names(alice) == []
    assert "1 person is among" in said(confirm(as_alice, again, leave_out="on"))
    assert names(alice) == ["Ana Ruiz"]


def test_ticks_stay_where_a_confirmation_fails(as_alice, alice):
    make_person(alice, "Ana Ruiz", kind="peer", company="Acme")
    data = cards("Ana Ruiz", "Ben") + vcard("NOTE:Nobody")
    again = confirm(as_alice, send(as_alice, data), again=["1"])
    assert 'value="1" id="id_again_1" checked' in again.text


def test_where_only_some_perhaps_the_same_are_left_one_has_to_tick(as_alice, alice):
    make_person(alice, "Ana Ruiz", kind="peer", company="Acme")
    answer = send(as_alice, cards("Ana Ruiz"))
    assert "Add those ticked" in said(answer)
    again = confirm(as_alice, answer, again=["7", "x", "-1", "9" * 30])
    assert again.status_code == 422
    assert "Tick whom you want to add." in said(again)
    confirm(as_alice, again, again=["1"])
    assert names(alice) == ["Ana Ruiz", "Ana Ruiz"]


def test_too_many_perhaps_the_same_are_ticked_all_at_once(as_alice, alice):
    people = [
        Person(owner=alice, name=f"Person {number}", kind="peer", company="Acme")
        for number in range(510)
    ]
    Person.objects.bulk_create(people)
    answer = send(as_alice, cards(*[f"Person {number}" for number in range(510)]))
    text = said(answer)
    assert "Add all 510 of them anyway" in text
    assert "… and 310 more." in text
    assert "510 people are" in said(confirm(as_alice, answer, again="all"))


def test_when_everybody_is_there_nothing_is_left_to_press(as_alice, alice):
    make_person(alice, "Ana Ruiz", kind="peer")
    answer = send(as_alice, cards("Ana Ruiz"))
    assert "everybody who could be read is among your people already" in said(answer)
    assert not hidden(answer, "plan")


def test_ten_thousand_people_are_the_most(as_alice, alice, monkeypatch):
    monkeypatch.setattr(import_plan, "MOST_PEOPLE", 3)
    make_person(alice, "There", kind="peer")
    answer = send(as_alice, cards("A", "B", "C"))
    assert answer.status_code == 422
    assert "there is room for 2 more" in said(answer)
    assert not hidden(answer, "plan")
    fits = send(as_alice, cards("A", "There\\, ", "B"))
    again = confirm(as_alice, fits, again=["2"])
    assert "There is no room for that many. Tick fewer." in said(again)
    confirm(as_alice, again)
    assert names(alice) == ["A", "B", "There"]


def test_all_of_them_or_nobody(as_alice, alice, monkeypatch):
    answer = send(as_alice, cards("A", "B"))
    monkeypatch.setattr(import_plan, "FIELDS", ["name", "no_such_field"])
    with pytest.raises(AttributeError):
        confirm(as_alice, answer)
    assert names(alice) == []


def test_a_page_left_open_for_an_hour_asks_for_the_file_again(as_alice, alice, clock):
    plan, sheet = send(as_alice, cards("Ana")), send(as_alice, LINKEDIN, "Connections.csv")
    clock.shift(timedelta(minutes=61))
    for again in (confirm(as_alice, plan), name_columns(as_alice, sheet)):
        assert again.status_code == 422
        assert "An import waits for an hour at most." in said(again)
    assert names(alice) == []


def test_only_who_looked_may_confirm_and_only_that(as_alice, alice, bob):
    plan = hidden(send(as_alice, cards("Ana")), "plan")
    sheet = hidden(send(as_alice, LINKEDIN, "Connections.csv"), "sheet")
    attempts = [
        (sign_in(bob), "confirm", {"plan": plan}),
        (sign_in(bob), "columns", {"sheet": sheet}),
        (as_alice, "confirm", {"plan": sheet}),
        (as_alice, "columns", {"sheet": plan}),
        (as_alice, "confirm", {"plan": plan[:20] + "x" + plan[21:]}),
        (as_alice, "confirm", {}),
        (as_alice, "columns", {}),
    ]
    for client, step, data in attempts:
        assert client.post(f"/people/import/{step}/", data).status_code == 422
    assert not Person.objects.exists()


def test_the_steps_in_between_are_no_pages_of_their_own(as_alice):
    assert as_alice.get("/people/import/confirm/").status_code == 405
    assert as_alice.get("/people/import/columns/").status_code == 405


def test_linkedins_connections_below_their_preamble(as_alice, alice):
    answer = send(as_alice, LINKEDIN, "Connections.csv")
    text = said(answer)
    assert "3 rows were found." in text
    assert "Ana · Ben" in text
    plan = name_columns(as_alice, answer)
    assert "to add 2 there already 0 perhaps the same 0 with mistakes 1" in said(plan)
    assert "Line 7 There is no name" in said(plan)
    confirm(as_alice, plan, leave_out="on")
    ben = Person.objects.owned_by(alice).get(name="Ben Okafor")
    assert (ben.role, ben.company, ben.links) == (
        "Engineer",
        "Initech, Ltd.",
        "https://www.linkedin.com/in/ben",
    )


def test_googles_columns_are_guessed(as_alice, alice):
    confirm(as_alice, name_columns(as_alice, send(as_alice, GOOGLE_CSV, "contacts.csv")))
    ana = Person.objects.owned_by(alice).get()
    assert (ana.name, ana.role, ana.company, ana.note, ana.links) == (
        "Ana Ruiz",
        "Product Manager",
        "Acme",
        "Likes tea.",
        "https://example.org",
    )


def test_outlooks_hundred_columns_in_the_encoding_of_windows(as_alice, alice):
    answer = send(as_alice, OUTLOOK_CSV, "contacts.csv")
    assert "User 1" not in said(answer)
    confirm(as_alice, name_columns(as_alice, answer))
    juergen = Person.objects.owned_by(alice).get()
    assert (juergen.name, juergen.role, juergen.company, juergen.note) == (
        "Jürgen Groß",
        "Vertrieb",
        "Käse GmbH",
        "Zwei\nZeilen",
    )


def test_columns_of_any_names_are_what_one_says(as_alice, alice):
    data = b"Who;Where;Before;Now;How;More;More\nAna Ruiz;Acme;Tester;Search;Meetup;One;Two\n"
    answer = send(as_alice, data, "people.csv")
    assert "Where" in said(answer)
    meanings = ["name", "company", "former_role", "works_on", "how_met", "note", "note"]
    plan = name_columns(
        as_alice, answer, **{f"column_{n}": meaning for n, meaning in enumerate(meanings)}
    )
    confirm(as_alice, plan)
    ana = Person.objects.owned_by(alice).get()
    assert (ana.company, ana.former_role, ana.works_on) == ("Acme", "Tester", "Search")
    assert (ana.how_met, ana.note) == ("Meetup", "One\n\nTwo")


def test_columns_that_do_not_go_together_are_said(as_alice, alice):
    answer = send(as_alice, b"Who,Where\nAna,Acme\n", "people.csv")
    nameless = name_columns(as_alice, answer, column_1="company")
    assert nameless.status_code == 422
    assert "Say which column holds the name." in said(nameless)
    twice = name_columns(as_alice, nameless, column_0="company")
    assert twice.status_code == 422
    assert "“Who” is that already. Choose one of the two." in said(twice)
    odd = name_columns(as_alice, twice, column_0="name", column_1="boss")
    assert odd.status_code == 422
    assert not Person.objects.exists()


def test_a_workbook_is_read_like_a_csv_file(as_alice, alice):
    from tests.curation.task_import.files import xlsx_file

    data = xlsx_file(["Name", None, "Notes"], ["Ana", "Unnamed", "Tea"], ["", None, ""])
    answer = send(as_alice, data, "people.xlsx")
    assert "Column 2" in said(answer)
    confirm(as_alice, name_columns(as_alice, answer))
    assert Person.objects.owned_by(alice).get().note == "Tea"


def test_what_is_cut_is_said_before_it_is_kept(as_alice, alice):
    answer = send(as_alice, vcard("FN:Ana", f"NOTE:{'n' * 6000}", "URL:javascript:alert(1)"))
    assert "Card 1 Ana The note is shortened. 1 link is left out." in said(answer)
    confirm(as_alice, answer)
    assert len(Person.objects.get().note) == 5000


def test_five_thousand_at_once(as_alice, alice, django_assert_max_num_queries):
    data = cards(*[f"Person {number}" for number in range(5000)])
    with django_assert_max_num_queries(5):
        answer = send(as_alice, data)
    assert len(answer.content) < 1_000_000
    assert "5,000 people are" in said(confirm(as_alice, answer)).replace("5000", "5,000")
    assert Person.objects.owned_by(alice).count() == 5000
    again = send(as_alice, data)
    assert "to add 0 there already 5000" in said(again)


def test_another_kind_of_file_under_a_wrong_name_is_still_known(as_alice):
    assert "to add 1" in said(send(as_alice, cards("Ana"), "download"))
    assert "What the columns are" in said(send(as_alice, LINKEDIN, "download"))


def test_what_is_missing_in_the_form_is_said(as_alice):
    answer = as_alice.post("/people/import/", {"kind": "boss"})
    assert answer.status_code == 422
    assert "File : This field is required." in said(answer)
    assert "boss is not one of the available choices" in said(answer)
