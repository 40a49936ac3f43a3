"""Files into cells and back, exactly; and what a spreadsheet makes of them in between."""

import csv
import io
from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from tests.curation.task_import.files import sheet_file, xlsx_file
from tracker.shared.sheets import tables
from tracker.shared.sheets.limits import SheetError

FORMATS = ["csv", "xlsx", "json"]
# What the two databases can hold.
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)
sharp = st.sampled_from(
    ["=1+1", "'", "''=x", "+", "-", "@", "\t", "\r", "\n", " ", "\r\n", ";", ","]
)
nasty = st.lists(st.one_of(texts, sharp, st.from_regex(r"\A_x[0-9A-F]{4}_\Z")), max_size=4)


@given(texts | nasty.map("".join))
def test_a_formula_is_defused_and_restored_exactly(text):
    assert tables.restore(tables.defuse(text)) == text
    assert not tables.defuse(text).startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize("kind", FORMATS)
@given(cells=st.lists(nasty.map("".join), min_size=2, max_size=2))
@settings(deadline=None)
def test_every_text_comes_back_as_it_was(kind, cells):
    """But for line ends, which are one character here."""
    file = tables.write(kind, ["slug", "one", "two"], [["a", *cells]])
    (row,) = tables.read(f"x.{kind}", file).rows
    assert list(row.cells.values()) == ["a", *map(tables.with_plain_line_ends, cells)]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "'=1", "'x", "\t=1", "\r=1"])
def test_no_spreadsheet_takes_a_text_for_a_formula(text):
    rows = [["a", text]]
    (_, written) = csv.reader(
        io.StringIO(tables.write("csv", ["s", "t"], rows).decode(), newline="")
    )
    assert written[1] == f"'{text}"
    book = load_workbook(io.BytesIO(tables.write("xlsx", ["s", "t"], rows)))
    assert book.worksheets[0]["B2"].data_type == "s"


def test_an_apostrophe_of_ones_own_stays():
    file = b"slug,title\na,'twas\nb,'=1\nc,''=1\n"
    assert [row.cells["title"] for row in tables.read("x.csv", file).rows] == ["'twas", "=1", "'=1"]


def lines(data, name="x.csv"):
    table = tables.read(name, data)
    return [(row.line, *row.cells.values()) for row in table.rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_what_excel_saves_is_read_anywhere_in_europe(encoding, delimiter):
    text = "Slug,How to\r\na,Größe\r\n".replace(",", delimiter)
    table = tables.read("x.csv", text.encode(encoding))
    assert table.columns == ["slug", "how_to"]
    assert table.rows[0].cells == {"slug": "a", "how_to": "Größe"}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_counted_as_an_editor_shows_them(end):
    text = 'slug,title\n\na,"One\nand two"\nb,Three\n,\nc,"Four"'.replace("\n", end)
    assert lines(text.encode()) == [(3, "a", "One\nand two"), (5, "b", "Three"), (7, "c", "Four")]


def test_rows_of_a_workbook_are_counted_as_it_shows_them():
    data = xlsx_file([], ["slug", "title"], ["a", "A"], [], ["b", "B\nand more"])
    assert lines(data) == [(3, "a", "A"), (5, "b", "B\nand more")]


def test_a_csv_row_that_is_too_short_or_too_long_is_named():
    table = tables.read("x.csv", b"slug,title,level\na,A\nb,B,1,2\nc,C,1,,\n")
    assert [row.problem for row in table.rows] == [
        "There are only 2 cells for 3 columns.",
        "There are more cells than columns have names.",
        "",
    ]


def test_cells_of_a_workbook_become_the_text_that_it_shows():
    half_past = datetime(2026, 11, 18, 9, 30, tzinfo=UTC).replace(tzinfo=None)
    line = [10.0, 2.5, 10**12, True, date(2026, 11, 18), half_past, time(9, 30)]
    (row,) = tables.read("x", xlsx_file(list("abcdefg"), line)).rows
    assert list(row.cells.values()) == [
        "10",
        "2.5",
        "1000000000000",
        "true",
        "2026-11-18",
        "2026-11-18 09:30:00",
        "09:30:00",
    ]


def test_a_formula_counts_as_what_it_came_to_and_rich_text_as_text():
    strings = "<si><r><t>sl</t></r><r><t>ug</t></r><rPh><t>no</t></rPh></si>"
    data = sheet_file(
        '<row><c t="inlineStr"><is><t>slug</t></is></c><c t="inlineStr"><is><t>b</t></is></c></row>'
        '<row><c t="str"><f>"a"&amp;"b"</f><v>ab</v></c><c><f>1/0</f></c></row>'
        '<row r="9"><c r="B9" t="e"><v>#N/A</v></c><c r="A9" t="b"><v>0</v></c></row>'
        '<row><c t="d"><v>2026-11-18</v></c><c s="99"><v>1e2</v></c></row>'
        '<row><c s="1"><v>1</v></c><c s="0"><v>1</v></c></row>',
    )
    assert lines(data) == [
        (2, "ab", ""),
        (9, "false", "#N/A"),
        (10, "2026-11-18", "100"),
        (11, "1904-01-02", "1"),
    ]
    shared = '<row><c t="s"><v>0</v></c></row><row><c t="s"><v>0</v></c></row>'
    data = sheet_file(shared, strings=strings)
    assert lines(data) == [(2, "slug")]


def test_what_excel_escapes_is_what_it_shows():
    strings = "<si><t>slug</t></si><si><t>a_x000D__x005F_x0041_</t></si>"
    shared = '<row><c t="s"><v>0</v></c></row><row><c t="s"><v>1</v></c></row>'
    assert lines(sheet_file(shared, strings=strings)) == [(2, "a\n_x0041_")]


def test_only_the_first_sheet_is_read():
    from openpyxl import Workbook

    book, file = Workbook(), io.BytesIO()
    for sheet, text in ((book.worksheets[0], "a"), (book.create_sheet("Notes"), "b")):
        sheet.append(["slug"])
        sheet.append([text])
    book.active = 1
    book.save(file)
    assert lines(file.getvalue()) == [(2, "a")]


def test_values_of_json_become_text():
    data = b'[{"slug": "a", "p": 1, "q": 10.0, "r": null, "s": true}, {"slug": "b", "p": 1e999}]'
    table = tables.read("x.json", data)
    assert table.columns == ["slug", "p", "q", "r", "s"]
    assert table.rows[0].cells == {"slug": "a", "p": "1", "q": "10", "r": "", "s": "true"}
    assert table.rows[1].cells == {"slug": "b", "p": "inf"}
    assert table.place(2) == "record 2"


def test_a_text_too_long_for_a_spreadsheet_is_not_cut_off_in_silence():
    rows = [["a-task", "x" * 32_768]]
    with pytest.raises(SheetError, match="“a-task” has a text of more than 32,767 characters"):
        tables.write("xlsx", ["slug", "why"], rows)
    for kind in ("csv", "json"):
        (row,) = tables.read(f"x.{kind}", tables.write(kind, ["slug", "why"], rows)).rows
        assert row.cells["why"] == "x" * 32_768
