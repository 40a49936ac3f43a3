"""Files of rows, as CSV, XLSX and JSON: bytes to cells of text and back.

Nothing here knows a model. What cannot be read raises a SheetError with a sentence.
"""

import csv
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from io import StringIO
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.shared.sheets.limits import MOST_CELLS, MOST_CHARACTERS, Limits, SheetError

CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}
# A spreadsheet takes what begins so for a formula, or hides the apostrophe.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "'")
# Neither database takes the one, and no encoding the others.
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
OLD_OFFICE = b"\xd0\xcf\x11\xe0"
DEFAULT = Limits()
DELIMITERS = ",;\t"
# Some programs put lines of explanation before the names of the columns.
PREAMBLE = 5

# The limit of a file is set beside its form; the csv module's own would cut in at 128 KB a cell.
csv.field_size_limit(MOST_CHARACTERS)


@dataclass(frozen=True, slots=True)
class SheetRow:
    """Cells by column; a column that is not named stays as it is. `line` counts from 1."""

    line: int
    cells: dict[str, str]
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    columns: list[str]
    rows: list[SheetRow]
    # JSON has records, the others have lines; both are counted as a person would.
    has_records: bool = False

    def place(self, line: int) -> str:
        return (_("record %d") if self.has_records else _("line %d")) % line


def _books() -> Any:
    """Return what handles XLSX; loaded with the first one, as openpyxl takes 6 MB of a worker."""
    return import_module("tracker.shared.sheets.xlsx")


def read(name: str, data: bytes, *, limits: Limits = DEFAULT) -> Table:
    """Return the rows of a file, whichever of the three it is. Raises SheetError."""
    if _is_workbook(name, data):
        return _table(_books().lines(data), limits, pads=True)
    text = _decoded(data, limits)
    if name.lower().endswith(".json") or text.lstrip().startswith(("[", "{")):
        return _records(text, limits)
    return _table(_csv_lines(text), limits, pads=False)


def read_lines(name: str, data: bytes, *, limits: Limits = DEFAULT) -> list[tuple[int, list[str]]]:
    """Return the lines of a CSV or XLSX file that hold anything, each with its number from 1.

    For files whose columns have any names, or none: no line counts as the header. Raises
    SheetError.
    """
    is_book = _is_workbook(name, data)
    lines = _books().lines(data) if is_book else _csv_lines(_decoded(data, limits), PREAMBLE)
    filled: list[tuple[int, list[str]]] = []
    for line, cells in _filled(lines):
        texts = [with_plain_line_ends(restore(text)).strip() for text in cells]
        while texts and not texts[-1]:
            texts.pop()
        _count_columns(texts, limits)
        if any(map(UNSTORABLE.search, texts)):
            raise SheetError(
                _("A cell in line %(line)d holds a character that cannot be kept.") % {"line": line}
            )
        if texts:
            filled.append((line, texts))
        _count_rows(len(filled) - PREAMBLE, limits)
    if not filled:
        raise SheetError(_("The file is empty: it has not even names of columns."))
    return filled


def write(kind: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return a file that `read` reads back as the same cells. `kind` is a key of CONTENT_TYPES.

    Raises SheetError.
    """
    if kind == "json":
        records = [dict(zip(columns, row, strict=True)) for row in rows]
        return json.dumps(records, ensure_ascii=False, indent=2).encode()
    defused = [list(map(defuse, row)) for row in rows]
    if kind == "xlsx":
        book: bytes = _books().write(columns, defused)
        return book
    file = StringIO(newline="")
    # Quoted whole, so that a spreadsheet that splits at semicolons cannot find a formula inside.
    csv.writer(file, quoting=csv.QUOTE_ALL).writerows([columns, *defused])
    # Excel takes a file without the mark for one in the computer's own old encoding.
    return file.getvalue().encode("utf-8-sig")


def defuse(text: str) -> str:
    """Return text that no spreadsheet takes for a formula; `restore` takes it back exactly."""
    return f"'{text}" if text.startswith(FORMULA) else text


def restore(text: str) -> str:
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA) else text


def with_plain_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _is_workbook(name: str, data: bytes) -> bool:
    if data.startswith(OLD_OFFICE):
        raise SheetError(
            _(
                "This is an old workbook (.xls) or one with a password."
                " Save it as XLSX without a password."
            )
        )
    return data.startswith(b"PK") or name.lower().endswith(".xlsx")


def _decoded(data: bytes, limits: Limits) -> str:
    is_utf16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = data.decode("utf-16" if is_utf16 else "utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode(limits.old_encoding, "replace") if limits.old_encoding else "\0"
    if "\0" in text:
        raise SheetError(
            _(
                "The encoding of the file is not understood. Save it as CSV UTF-8: in Excel, Save"
                " as, “CSV UTF-8 (Comma delimited)”."
            )
        )
    return text


def _csv_lines(text: str, preamble: int = 0) -> Iterator[tuple[int, list[str]]]:
    """Yield (line, cells), where a row over several lines has the number of its first.

    The first line tells the delimiter, or one of the `preamble` lines after it.
    """
    firsts = re.split(r"[\r\n]+", text.lstrip(), maxsplit=preamble + 1)[: preamble + 1]
    delimiter = _delimiter(firsts)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise SheetError(
            _(
                "The quotation marks in line %(line)d are not closed, or text follows the closing"
                " one. A quotation mark inside a cell is written twice."
            )
            % {"line": line}
        ) from error


def _delimiter(firsts: list[str]) -> str:
    """Return what the first line that has any delimiter has most of."""
    for line in firsts:
        if any(map(line.count, DELIMITERS)):
            return max(DELIMITERS, key=line.count)
    return DELIMITERS[0]


def _table(lines: Iterator[tuple[int, list[str]]], limits: Limits, *, pads: bool) -> Table:
    """Read a table; `pads` is true where a file leaves out empty cells at the end of a row."""
    filled = _filled(lines)
    _line, header = next(filled, (0, []))
    if not header:
        raise SheetError(_("The file is empty: it has not even names of columns."))
    columns = _columns(header, limits)
    rows = []
    for line, raw in filled:
        cells = [with_plain_line_ends(restore(text)) for text in raw]
        problem = ""
        if len(cells) < len(columns) and not pads:
            problem = _too_few(len(cells), len(columns))
        elif any(map(str.strip, cells[len(columns) :])):
            problem = _("There are more cells than columns have names.")
        cells += [""] * (len(columns) - len(cells))
        rows.append(SheetRow(line, dict(zip(columns, cells, strict=False)), problem))
        _count_rows(len(rows), limits)
    return _checked(Table(columns, rows))


def _filled(lines: Iterable[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    """Yield the lines that hold anything, as long as all of them together are not too much."""
    size = number = 0
    for line, cells in lines:
        number += len(cells)
        if number > MOST_CELLS:
            sentence = _("The file has more than %(most)s cells. Import it in parts.")
            raise SheetError(sentence % {"most": number_format(MOST_CELLS, force_grouping=True)})
        size += sum(map(len, cells))
        if size > MOST_CHARACTERS:
            raise SheetError(_("The file holds more than two million characters."))
        if any(map(str.strip, cells)):
            yield line, cells


def _columns(header: list[str], limits: Limits) -> list[str]:
    if any(map(UNSTORABLE.search, header)):
        raise SheetError(_("The name of a column holds a character that cannot be kept."))
    names = [_column(text) for text in header]
    while names and not names[-1]:
        names.pop()
    _count_columns(names, limits)
    for number, name in enumerate(names, 1):
        if not name:
            raise SheetError(_("Column %(number)d has no name.") % {"number": number})
        if name in names[: number - 1]:
            raise SheetError(_("There are two columns “%(name)s”.") % {"name": name[:60]})
    return names


def _column(text: str) -> str:
    return "_".join(text.lower().split())


def _too_few(cells: int, columns: int) -> str:
    sentence = ngettext(
        "There is only %(cells)d cell for %(columns)d columns.",
        "There are only %(cells)d cells for %(columns)d columns.",
        cells,
    )
    return sentence % {"cells": cells, "columns": columns}


def _records(text: str, limits: Limits) -> Table:
    try:
        records = json.loads(
            text,
            object_pairs_hook=_record,
            parse_int=str,
            parse_float=_books().number,
            parse_constant=str,
        )
    except json.JSONDecodeError as error:
        raise SheetError(
            _("This is no valid JSON: it cannot be read beyond line %(line)d.")
            % {"line": error.lineno}
        ) from error
    except RecursionError as error:
        raise SheetError(_("The JSON is nested too deeply.")) from error
    if not isinstance(records, list) or not all(isinstance(record, dict) for record in records):
        raise SheetError(_('The JSON must be a list of records: [{"slug": …}, …]'))
    if not records:
        raise SheetError(_("The file is empty: it has not even names of columns."))
    columns: dict[str, None] = {}
    rows: list[SheetRow] = []
    for number, record in enumerate(records, 1):
        cells: dict[str, str] = {}
        problem = ""
        for name, value in record.items():
            cells[name] = _text(value)
            if isinstance(value, dict | list) and not problem:
                problem = _("“%(name)s” is not a text.") % {"name": name}
        rows.append(SheetRow(number, cells, problem))
        columns |= dict.fromkeys(record)
        _count_rows(len(rows), limits)
    return _checked(Table(_columns(list(columns), limits), rows, has_records=True))


def _record(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    record = {_column(name): value for name, value in pairs}
    if len(record) < len(pairs):
        raise SheetError(_("A record names one of its columns twice."))
    return record


def _text(value: Any) -> str:
    if value is None or isinstance(value, dict | list):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return with_plain_line_ends(value)


def _count_rows(number: int, limits: Limits) -> None:
    if number > limits.rows:
        most = number_format(limits.rows, force_grouping=True)
        sentence = _("The file has more than %(most)s rows. Import it in parts.")
        raise SheetError(sentence % {"most": most})


def _count_columns(cells: list[str], limits: Limits) -> None:
    if len(cells) > limits.columns:
        sentence = _("The file has more than %(most)d columns.")
        raise SheetError(sentence % {"most": limits.columns})


def _checked(table: Table) -> Table:
    if not table.rows:
        raise SheetError(_("The file has names of columns, but no row below them."))
    for row in table.rows:
        if any(map(UNSTORABLE.search, row.cells.values())):
            raise SheetError(
                _("A cell in %(place)s holds a character that cannot be kept.")
                % {"place": table.place(row.line)}
            )
    return table
