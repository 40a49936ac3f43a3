"""Whatever is sent as a file of contacts: a sentence, and not a row is written."""

import re
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.people.contact_import.contact_files import (
    ANDROID,
    EXPORTS,
    LINKEDIN,
    PICTURE,
    cards,
    confirm,
    hidden,
    read,
    said,
    send,
    vcard,
)
from tracker.people.contact_import import columns
from tracker.people.models import Person
from tracker.shared import signed_preview
from tracker.shared.sheets.limits import SheetError

BEGIN, END = b"BEGIN:VCARD\r\n", b"END:VCARD\r\n"
NO_END = "The card has no end: END:VCARD is missing."
NO_NAME = "There is no name, no company and no e-mail address to call them by."
NO_CARD = "There is no contact in this file"
MUCH = "The card holds more than 64 KB of text."
LONG_NOTE = "n" * 4900

FILES = {
    "nothing": (b"", "The submitted file is empty."),
    "only a mark": (b"\xef\xbb\xbf", NO_CARD),
    "text": (b"Ana Ruiz, Ben Okafor\n", NO_CARD),
    "a ZIP": (b"PK\x03\x04" + b"x" * 99, NO_CARD),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0" * 99, NO_CARD),
    "binary rubbish": (bytes(range(256)) * 99, NO_CARD),
    "no end": (BEGIN + b"FN:Ana\r\n", NO_END),
    "only a beginning": (b"BEGIN:VCARD", NO_END),
    "a line without an end": (BEGIN + b"FN:" + b"x" * 10_000_000, MUCH),
    "an endless folded line": (BEGIN + b"FN:A" + b"\r\n x" * 200_000, MUCH),
    "an endless soft line": (
        BEGIN + b"FN;ENCODING=QUOTED-PRINTABLE:" + b"x=\r\n" * 200_000 + END,
        MUCH,
    ),
    "an endless name of a property": (BEGIN + b"F" * 100_000 + b":x\r\n" + END, MUCH),
    "endless parameters": (BEGIN + b"FN;A=" + b"," * 20_000 + b"\r\n" + END, NO_NAME),
    "many parameters": (BEGIN + b"FN" + b";A=1" * 31 + b":Ana\r\n" + END, NO_NAME),
    "many parameters without a name": (BEGIN + b"FN" + b";A" * 31 + b":Ana\r\n" + END, NO_NAME),
    "100,000 properties": (BEGIN + b"FN:A\r\n" + b"X-A:1\r\n" * 100_000 + END, MUCH),
    "cards in cards": (BEGIN * 1000 + END * 1000, NO_END),
    "agents in agents": (BEGIN + b"AGENT:\r\n" + BEGIN * 9999, NO_END),
    "6,000 contacts": (cards(*map(str, range(6000))), "more than 5,000 contacts"),
    "6,000 mistakes": ((BEGIN + END) * 6000, "more than 5,000 contacts"),
    "400,000 lines": (BEGIN + b"\n" * 400_001, "more than 400,000 lines"),
    "21 MB": (BEGIN + b"x" * 21 * 1024 * 1024, "larger than 20 MB"),
    "notes of 20 MB": (
        b"".join(vcard(f"FN:P{number}", f"NOTE:{LONG_NOTE}") for number in range(900)),
        "The notes are too much for one import.",
    ),
    "nobody": (vcard("FN:", "N:;;;;", "ORG:;"), NO_NAME),
    "an invisible name": (vcard("FN:\u200b\u2060\u00ad"), NO_NAME),
    "only NUL": (vcard("FN;ENCODING=QUOTED-PRINTABLE:=00=00"), NO_NAME),
    "a name too long": (vcard("FN:" + "é" * 121), "The name has more than 120 characters."),
    "a company too long": (vcard("FN:A", "ORG:" + "x" * 121), "The company has more than 120"),
    "a list": (vcard("FN:Club", "X-ADDRESSBOOKSERVER-KIND:group"), "a list of people"),
}


@pytest.mark.parametrize("name", FILES)
def test_each_gets_its_sentence_and_writes_nothing(as_alice, name):
    data, sentence = FILES[name]
    answer = send(as_alice, data)
    assert answer.status_code == 422
    assert sentence in said(answer)
    assert not hidden(answer, "plan")
    assert not Person.objects.exists()


TABLES = {
    "nothing but a header": (b"Name,Company\n", "no row below them"),
    "blank lines": (b"\n , \n", "not even names of columns"),
    "NUL": (b"Name\nA\0na\n", "Save it as CSV UTF-8"),
    "6,000 rows": (b"Name\n" + b"Ana\n" * 6000, "more than 5,000 rows"),
    "too many columns": (b"Name" + b",x" * 300 + b"\nA\n", "more than 250 columns"),
    "an open quotation mark": (b'Name,Note\nAna,"Tea\nBen,\n', "in line 2 are not closed"),
    "3 MB": (b"Name\n" + b"x" * 3_000_000, "larger than 2 MB"),
    "an old workbook": (b"\xd0\xcf\x11\xe0" * 99, "old workbook"),
    "a ZIP": (b"PK\x03\x04" + b"x" * 99, "This is no XLSX workbook"),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0" * 99, "Save it as CSV UTF-8"),
}


@pytest.mark.parametrize("name", TABLES)
def test_each_table_gets_its_sentence_too(as_alice, name):
    data, sentence = TABLES[name]
    answer = send(as_alice, data, "contacts.csv")
    assert answer.status_code == 422
    assert sentence in said(answer)
    assert not hidden(answer, "sheet")


def test_just_over_five_thousand_rows_are_too_many(as_alice):
    answer = send(as_alice, b"Name\n" + b"Ana\n" * 5001, "contacts.csv")
    assert "more than 5,000 contacts" in said(answer)


def test_rows_too_long_for_the_next_page_are_to_be_imported_in_parts(as_alice, monkeypatch):
    monkeypatch.setattr(signed_preview, "MOST_CHARACTERS", 100)
    for name, data in (("x.vcf", cards("Ana")), ("x.csv", LINKEDIN)):
        answer = send(as_alice, data, name)
        assert answer.status_code == 422
        assert "too much for one import" in said(answer)


def test_hostile_words_are_shown_as_words_and_turn_nothing(as_alice, alice):
    script, rtl = "<script>alert(1)</script>", "\u202eevil\u202c 👩\u200d🚀"
    data = vcard(f"FN:{script}", f"NOTE:{script}", f"ORG:{script}") + vcard(f"FN:{rtl}")
    answer = send(as_alice, data)
    assert script not in answer.text
    assert script not in confirm(as_alice, answer).text
    people = {person.name for person in Person.objects.owned_by(alice)}
    assert people == {script, "evil 👩\u200d🚀"}  # a name turns nothing around it
    table = b'Name,"<script>alert(1)</script>"\nAna,"<script>alert(1)</script>"\n'
    assert script not in send(as_alice, table, "x.csv").text


def test_no_link_but_to_a_page_is_ever_kept():
    odd = ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "\tjavascript:x", "vbscript:x", "file:///"]
    odd += ["data:text/html,<script>", "https://[", "//example.org"]
    for link in odd:
        for contact in read(vcard("FN:A", f"URL:{link}")).readable:
            assert contact.links in ("", link.strip())
            assert not contact.links.lower().startswith(("java", "vb", "data", "file", "//"))


UNKEPT = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff]")
LIMITS = {"name": 120, "role": 120, "company": 120, "note": 5000, "links": 1000, "time_zone": 64}


def assert_fitting(contacts):
    """What is read has a name and stands within the limits of the form and the database."""
    for contact in contacts.readable:
        assert contact.name.strip()
        for name, limit in LIMITS.items():
            text = getattr(contact, name)
            assert len(text) <= limit
            assert not UNKEPT.search(text)


CELLS = [b"a", b",", b"\n", b"\r", b'"', b"\0", b"\x1f", b"x" * 130, b"http://a", b"\xed\xa0\x80"]
MEANINGS = [meaning for meaning in columns.Meaning if meaning]
PIECES = [
    *(b"\r\n", b"\r", b"\n ", b";", b":", b"=", b",", b'"', b"\\", b"\0", b"=00", b"=\r\n"),
    *(BEGIN, END, b"AGENT:\r\n", b"FN:", b"N;", b"\xef\xbb\xbf", b"\xff\xfe", b"=ED=A0=80"),
    *(b";CHARSET=utf-7", b"+2AA-", b";ENCODING=QUOTED-PRINTABLE", b";BASE64", b"URL:http://["),
]


@given(st.data())
@settings(deadline=None)
def test_an_export_with_pieces_changed_is_read_or_refused(data):
    file = bytearray(data.draw(st.sampled_from(list(EXPORTS.values()))).replace(b"AA", b""))
    for _change in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(file)))
        file[place : place + data.draw(st.integers(0, 30))] = data.draw(st.sampled_from(PIECES))
    with suppress(SheetError):
        assert_fitting(read(bytes(file)))


@given(st.binary(max_size=300) | st.lists(st.sampled_from(CELLS)).map(b"".join))
@settings(deadline=None)
def test_any_bytes_are_read_or_refused(data):
    with suppress(SheetError):
        assert_fitting(read(BEGIN + data))
    with suppress(SheetError):
        sheet = columns.read("x.csv", data)
        meanings = dict(zip(range(len(sheet.header)), MEANINGS, strict=False))
        assert_fitting(columns.contacts_of(sheet, meanings, "peer"))


def test_many_pictures_leave_nothing_in_memory():
    import tracemalloc

    big = vcard("FN:Ana", f"PHOTO;ENCODING=b:{PICTURE * 20}")
    data = ANDROID + b"".join(big.replace(b"Ana", b"Ana %d" % n) for n in range(60))
    assert len(data) > 4_000_000
    tracemalloc.start()
    try:
        assert len(read(data).readable) == 61
        assert tracemalloc.get_traced_memory()[1] < 1_500_000
    finally:
        tracemalloc.stop()
