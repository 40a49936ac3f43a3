"""Whatever is sent as a file: a sentence, and not a row is written."""

import re
import zipfile
from contextlib import suppress

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.conftest import sign_in
from tests.curation.task_import.files import (
    PARTS,
    csv_file,
    json_file,
    new_row,
    packed,
    said,
    send,
    sheet_file,
    xlsx_file,
)
from tracker.catalogue.models import Task
from tracker.shared.sheets import tables
from tracker.shared.sheets.limits import SheetError

GOOD = csv_file(new_row("a"))
SLUG = '<row><c t="inlineStr"><is><t>slug</t></is></c></row>'
LAUGHS = f'<!DOCTYPE l [<!ENTITY a "ha">]><worksheet {PARTS}><sheetData>&a;</sheetData></worksheet>'
PIECES = [b"a", b",", b"\n", b'"', b"'=1", b"\0", b"\\u0000", b"\\ud800", b"\xed\xa0\x80", b'": "']
UNKEPT = re.compile("[\x00\ud800-\udfff]")
MANY = [new_row(f"task-{number}") for number in range(1001)]

FILES = {
    "nothing": (b"", "The submitted file is empty."),
    "only a mark": (b"\xef\xbb\xbf", "not even names of columns"),
    "blank lines": (b"\n\n ,\n", "not even names of columns"),
    "only a header": (b"slug,title\n", "no row below them"),
    "old Windows": (
        csv_file(new_row("a", title="Größe"), encoding="cp1252"),
        "Save it as CSV UTF-8",
    ),
    "UTF-16 without a mark": ("slug\na".encode("utf-16-le"), "Save it as CSV UTF-8"),
    "half a UTF-16": (b"\xff\xfe\x00", "Save it as CSV UTF-8"),
    "NUL": (b"slug\na\0b\n", "Save it as CSV UTF-8"),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0", "Save it as CSV UTF-8"),
    "an open quotation mark": (b'slug,title\na,"b\nc,d\n', "in line 2 are not closed"),
    "text after a quotation mark": (b'slug,title\n\na,"b"c\n', "in line 3 are not closed"),
    "unknown column": (
        b"slug,colour\na,red\n",
        "There is no column “colour”. The columns are: slug",
    ),
    "two of a column": (b"slug,Title,title\na,b,c\n", "There are two columns “title”."),
    "a column without a name": (b"slug,,title\na,b,c\n", "Column 2 has no name."),
    "too many columns": (b"slug" + b",x" * 60 + b"\na\n", "more than 60 columns"),
    "no slug": (b"title\nx\n", "The column “slug” is missing"),
    "1,001 rows": (csv_file(*MANY), "more than 1,000 rows"),
    "1,001 records": (json_file(*MANY), "more than 1,000 rows"),
    "5,000 rows": (csv_file(*MANY * 5), "more than 1,000 rows"),
    "20 MB": (b"slug,title\n" + b"x" * 20_000_000, "larger than 2 MB"),
    "no JSON": (b'[{"slug": "a",\n}]', "cannot be read beyond line 2"),
    "JSON that is no list": (b'{"slug": "a"}', "must be a list of records"),
    "JSON of no records": (b"[1, 2]", "must be a list of records"),
    "an empty list": (b"[]", "not even names of columns"),
    "a JSON nesting bomb": (b"[" * 900_000, "nested too deeply"),
    "a key twice": (b'[{"slug": "a", "Slug": "b"}]', "names one of its columns twice"),
    "half a character": (b'[{"slug": "a", "title": "\\ud800"}]', "a character that cannot be kept"),
    "half a character in a name": (b'[{"\\ud800": "a"}]', "a character that cannot be kept"),
    "an old workbook": (b"\xd0\xcf\x11\xe0" + b"x" * 99, "one with a password"),
    "a ZIP that is cut off": (xlsx_file(["slug"], ["a"])[:-30], "or it is damaged"),
    "a ZIP of something else": (packed({"a.txt": "a"}), "This is no XLSX workbook"),
    "a ZIP packed otherwise": (
        packed({"a.txt": "a"}, zipfile.ZIP_LZMA),
        "This is no XLSX workbook",
    ),
    "a ZIP bomb": (sheet_file(SLUG, "a" * 21_000_000), "larger than 20 MB"),
    "too many parts": (packed({f"{n}": "" for n in range(201)}), "larger than 20 MB"),
    "too many cells": (sheet_file(SLUG + "<row/>" * 500_000), "The workbook is too large"),
    "one text in many cells": (
        sheet_file(
            SLUG + ("<row>" + '<c t="s"><v>0</v></c>' * 60 + "</row>") * 900,
            f"<si><t>'={'a' * 1_000_000}</t></si>",
        ),
        "more than two million characters",
    ),
    "a cell far away": (
        sheet_file('<row><c r="XFD1" t="str"><v>slug</v></c></row>'),
        "far to the right",
    ),
    "a cell nowhere": (sheet_file('<row><c r="ZZZZZZ1"><v>1</v></c></row>'), "or it is damaged"),
    "a cell that is no letter": (
        sheet_file('<row><c r="!!!!!1"><v>1</v></c></row>'),
        "or it is damaged",
    ),
    "attributes without an end": (
        sheet_file(SLUG + ("<row " + " ".join(f'a{n}=""' for n in range(100)) + "/>") * 5_001),
        "The workbook is too large",
    ),
    "two million cells": (b"slug" + b"," * 2_000_000, "more than 500,000 cells"),
    "a string that is missing": (
        sheet_file('<row><c t="s"><v>7</v></c></row>'),
        "or it is damaged",
    ),
    "entities": (sheet_file("", **{"xl/worksheets/sheet1.xml": LAUGHS}), "or it is damaged"),
    "broken XML": (sheet_file("<row>"), "or it is damaged"),
    "only styles": (sheet_file('<row><c r="A1"/></row>'), "not even names of columns"),
}


@pytest.mark.parametrize("name", FILES)
def test_each_gets_its_sentence_and_writes_nothing(carol, name):
    data, sentence = FILES[name]
    before = list(Task.objects.order_by("pk").values())
    answer = send(sign_in(carol), data, "tasks.csv")
    assert answer.status_code == 422
    assert sentence in said(answer)
    assert 'name="rows"' not in answer.text
    assert list(Task.objects.order_by("pk").values()) == before


@pytest.mark.parametrize("codec", ["rot13", "zlib", "undefined", "idna", "x" * 99])
def test_a_workbook_in_a_codec_that_is_no_encoding_of_text_is_damaged(carol, codec):
    sheet = f'<?xml version="1.0" encoding="{codec}"?><worksheet {PARTS}/>'
    book = sheet_file("", **{"xl/worksheets/sheet1.xml": sheet})
    answer = send(sign_in(carol), book, "tasks.xlsx")
    assert answer.status_code == 422
    assert "This is no XLSX workbook, or it is damaged." in said(answer)


def test_a_workbook_with_a_password_says_so(carol):
    data = bytearray(sheet_file(SLUG))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert "protected with a password" in said(send(sign_in(carol), bytes(data)))


def test_no_file_at_all_is_asked_for_again(carol):
    answer = sign_in(carol).post("/admin/curation/import/tasks/")
    assert answer.status_code == 422
    assert "This field is required." in said(answer)


@pytest.mark.parametrize("name", ["tasks.xlsx", "tasks.json"])
def test_a_file_under_a_wrong_name_is_refused_with_a_sentence(carol, name):
    answer = send(sign_in(carol), GOOD, name)
    assert answer.status_code == 422
    assert "This is no" in said(answer)


def assert_storable(table):
    """Assert that what is read can be shown under its columns and kept by both databases."""
    assert all(table.columns)
    assert len(table.columns) == len(set(table.columns))
    for row in table.rows:
        assert set(row.cells) <= set(table.columns)
        for text in row.cells.values():
            assert not UNKEPT.search(text)


@given(
    name=st.sampled_from(["x.csv", "x.json", "x.xlsx", "x"]),
    start=st.sampled_from(
        [b"", b"PK\3\4", b'[{"slug": "', b"slug,title\n", b"\xff\xfe", b"\xef\xbb\xbf"]
    ),
    rest=st.binary(max_size=200) | st.lists(st.sampled_from(PIECES)).map(b"".join),
    end=st.sampled_from([b"", b'"}]']),
)
@example(name="x.json", start=b'[{"slug": "', rest=b"\\ud800", end=b'"}]')
@example(name="x.json", start=b'[{"slug": "', rest=b"\\u0000", end=b'"}]')
@settings(deadline=None)
def test_any_bytes_are_read_or_refused(name, start, rest, end):
    with suppress(SheetError):
        assert_storable(tables.read(name, start + rest + end))


@given(st.data())
@settings(deadline=None)
def test_a_workbook_with_some_bytes_changed_is_read_or_refused(data):
    book = bytearray(sheet_file(SLUG * 3, "<si><t>a</t></si>"))
    for _change in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(book) - 1))
        book[place] = data.draw(st.integers(0, 255))
    with suppress(SheetError):
        assert_storable(tables.read("x.xlsx", bytes(book)))
