"""Files as real programs write them (tests/inputs): who is in them, and what they do there."""

from pathlib import Path

import pytest

from tests.people.contact_import.test_import_people import names, said, send
from tracker.people.contact_import import columns, vcard
from tracker.people.contact_import.charsets import Charset, in_charset, raw
from tracker.people.models import Person

FILES = Path(__file__).parent.parent.parent / "inputs" / "contacts"
RIGHT = {
    "google-2024.csv": [("Ana María Ruiz Jr.", "Product Lead", "Acme"), ("cleo.lang", "", "")],
    "google-before-2024.csv": [("Ben van Dam", "Engineer", "Initech")],
    "outlook.csv": [
        ("Dana Lee Okoro PhD", "Head of Product", "Hooli"),
        ("Emil Novák", "", "Hooli"),
    ],
    "outlook-without-roles.csv": [("Femi Ade", "", "Hooli"), ("Greta Lund", "", "")],
    "outlook-german.csv": [("Jörg Karl Größe jun.", "Produktleiter", "Müller & Söhne")],
    "linkedin.csv": [("Hana Suzuki", "Senior Product Manager", "Globex"), ("ivo.petrov", "", "")],
    "thunderbird.csv": [("Ida Berg", "Designer", "Umbra"), ("jo", "", "")],
    "salesforce.csv": [("Kim Osei", "VP Product", "Vandelay")],
}
CENTRAL = {"outlook.csv": Charset.CENTRAL}


def kept(contacts) -> list[tuple[str, str, str]]:
    assert contacts.faults == []
    return [(one.name, one.role, one.company) for one in contacts.readable]


@pytest.mark.parametrize("name", RIGHT)
def test_the_columns_of_real_exports_are_guessed(name):
    sheet = columns.read(name, (FILES / name).read_bytes())
    sheet = sheet.in_charset(CENTRAL.get(name, Charset.WESTERN))
    meanings = {column.index: column.guess for column in sheet.columns}
    assert kept(columns.contacts_of(sheet, meanings, "peer")) == RIGHT[name]


def test_a_card_shown_as_its_company_is_the_person_that_it_names():
    contacts = vcard.read([(FILES / "shown-as-company.vcf").read_bytes()], "peer")
    assert kept(contacts) == [
        ("Ana Ruiz", "", "Acme Inc."),
        ("Ben Lee Okoro III", "", "Acme Inc."),
        ("Acme Inc.", "", "Acme Inc."),
    ]


def test_a_soft_break_and_a_fold_leave_no_gap():
    [one] = vcard.read([(FILES / "soft-break-and-fold.vcf").read_bytes()], "peer").readable
    assert (one.name, one.note) == ("Zoë Bruøn", "She knows the billing well")


@pytest.mark.parametrize("charset", Charset.values)
def test_no_byte_is_lost_by_guessing(charset):
    data = bytes(range(0x80, 0x100))
    assert in_charset(raw(data), charset) == data.decode(charset, "replace").replace("\ufffd", "?")


@pytest.mark.django_db
def test_a_guessed_character_set_is_said_and_can_be_changed(as_alice, alice):
    answer = send(as_alice, (FILES / "cyrillic.csv").read_bytes(), "x.csv")
    assert "Èâàí Ïåòðîâ" in answer.text
    assert "this is a guess" in said(answer)
    sheet = answer.context["seal"]
    anew = as_alice.post(
        "/people/import/columns/", {"sheet": sheet, "charset": "windows-1251", "anew": "1"}
    )
    assert "Иван Петров" in anew.text
    meant = {"sheet": sheet, "column-0": "name", "column-1": "company"}
    plan = as_alice.post("/people/import/columns/", meant)
    assert "this is a guess" in said(plan)
    assert "Èâàí Ïåòðîâ" in plan.text
    plan = as_alice.post("/people/import/columns/", meant | {"charset": "windows-1251"})
    assert "Иван Петров" in plan.text
    as_alice.post("/people/import/confirm/", {"plan": plan.context["seal"]})
    assert names(alice) == ["Иван Петров"]
    assert Person.objects.get().company == "Ромашка"


@pytest.mark.django_db
def test_a_file_that_says_its_character_set_is_not_asked(as_alice):
    answer = send(as_alice, (FILES / "salesforce.csv").read_bytes(), "x.csv")
    assert "this is a guess" not in said(answer)
