"""XLSX workbooks: the first sheet as lines of text, and lines of text as a workbook.

openpyxl writes. It does not read here: it makes an object of every style and cell, so that 32 KB
took it 40 seconds and 1.5 GB. This streams, and counts what it unpacks before it unpacks it.
"""

import re
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from io import BytesIO
from posixpath import dirname, join, normpath
from typing import TypeVar
from xml.parsers import expat

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

from tracker.shared.sheets.limits import MOST_COLUMNS, SheetError

MOST_UNPACKED = 20 * 1024 * 1024
MOST_MEMBERS = 200
MOST_ELEMENTS = 500_000  # and attributes
LONGEST_FORMAT = 255  # characters that Excel takes for a format of numbers
# What a cell of a spreadsheet holds; openpyxl would cut the rest off without a word.
MOST_IN_A_CELL = 32_767

UNREADABLE = (
    expat.ExpatError,
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    LookupError,  # an index, a key, or an encoding that is none of text
    NotImplementedError,
    OverflowError,
    ValueError,
)
PLAIN_PACKING = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
ENCRYPTED = 0x1

# What XML cannot hold, and what would read as the escape of such a character.
ILLEGAL = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
REFERENCE = re.compile(r"([A-Za-z]{1,3})[0-9]{0,7}")


def write(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return a workbook of one sheet in which every cell is text. Raises SheetError."""
    # All of it before the workbook is begun, which could not be left half written.
    escaped = []
    for row in [columns, *rows]:
        escaped.append([_escaped(text, row[0]) for text in row])
    book = Workbook(write_only=True)
    book.properties.creator = "pmcareer"
    sheet = book.create_sheet("pmcareer")
    sheet.freeze_panes = "A2"
    for line in escaped:
        cells = [WriteOnlyCell(sheet, text) for text in line]
        for cell in cells:
            cell.data_type = "s"
        sheet.append(cells)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _escaped(text: str, name: str) -> str:
    escaped = ILLEGAL.sub(lambda match: f"_x{ord(match[0]):04X}_", text)
    if len(escaped) > MOST_IN_A_CELL:
        raise SheetError(
            _(
                "“%(name)s” has a text of more than 32,767 characters, which is more than a cell of"
                " a spreadsheet holds. Export as CSV or JSON."
            )
            % {"name": name}
        )
    return escaped


def lines(data: bytes) -> Iterator[tuple[int, list[str]]]:
    """Yield (row number, cells) of the first sheet, perhaps less empty rows. Raises SheetError."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _weigh(archive)
            yield from _Book(archive).lines()
    except UNREADABLE as error:
        raise SheetError(_("This is no XLSX workbook, or it is damaged.")) from error


def _weigh(archive: zipfile.ZipFile) -> None:
    """Refuse what would unpack to too much. zipfile never unpacks more than the directory says."""
    members = archive.infolist()
    unpacked = 0
    for member in members:
        if member.flag_bits & ENCRYPTED:
            raise SheetError(_("The file is protected with a password. Save it without one."))
        unpacked += member.file_size
    if any(member.compress_type not in PLAIN_PACKING for member in members):
        raise zipfile.BadZipFile
    if len(members) > MOST_MEMBERS or unpacked > MOST_UNPACKED:
        raise SheetError(
            _("Unpacked, the workbook is larger than 20 MB. Keep only the sheet with the rows.")
        )


class _Part:
    """Takes what expat finds in one part; names come without their namespaces."""

    def start(self, name: str, attributes: dict[str, str]) -> None: ...

    def end(self, name: str) -> None: ...

    def text(self, text: str) -> None: ...


P = TypeVar("P", bound=_Part)


class _Texts(_Part):
    """Gathers the text of <t> and <v>, without the reading aids (<rPh>) of Asian scripts."""

    def __init__(self) -> None:
        self.gathered: list[str] = []
        self.gathers = self.is_aid = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.is_aid = self.is_aid or name == "rPh"
        self.gathers = name in ("t", "v") and not self.is_aid

    def text(self, text: str) -> None:
        if self.gathers:
            self.gathered.append(text)

    def end(self, name: str) -> None:
        self.gathers = False
        self.is_aid = self.is_aid and name != "rPh"

    def taken(self) -> str:
        text = "".join(self.gathered)
        self.gathered.clear()
        return text


class _Strings(_Texts):
    def __init__(self) -> None:
        super().__init__()
        self.strings: list[str] = []

    def end(self, name: str) -> None:
        super().end(name)
        if name == "si":
            self.strings.append(_unescaped(self.taken()))


class _Styles(_Part):
    """Which styles of cells show their number as a date."""

    def __init__(self) -> None:
        self.formats: dict[str, str] = {}
        for number, code in BUILTIN_FORMATS.items():
            self.formats[str(number)] = code
        self.of_cells = False
        self.are_dates: dict[str, bool] = {}  # by format: thousands of styles may share one
        self.dates: list[bool] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.of_cells = self.of_cells or name == "cellXfs"
        if name == "numFmt":
            self.formats[attributes["numFmtId"]] = attributes["formatCode"][:LONGEST_FORMAT]
        elif name == "xf" and self.of_cells:
            number = attributes.get("numFmtId", "0")
            if number not in self.are_dates:
                self.are_dates[number] = is_date_format(self.formats.get(number))
            self.dates.append(self.are_dates[number])

    def end(self, name: str) -> None:
        self.of_cells = self.of_cells and name != "cellXfs"


class _Listed(_Part):
    """Attributes of every element, by its name."""

    def __init__(self) -> None:
        self.elements: dict[str, list[dict[str, str]]] = defaultdict(list)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.elements[name].append(attributes)


class _Grid(_Texts):
    """Rows of a sheet as text, taken away while the sheet is being read."""

    def __init__(self, book: "_Book") -> None:
        super().__init__()
        self.book = book
        self.line = self.column = 0
        self.cell: dict[str, str] = {}
        self.cells: dict[int, str] = {}
        self.rows: list[tuple[int, list[str]]] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        super().start(name, attributes)
        if name == "row":
            self.line = int(attributes.get("r", self.line + 1))
            self.column = 0
        elif name == "c":
            self.cell = attributes
            self.column = _column(attributes["r"]) if "r" in attributes else self.column + 1

    def end(self, name: str) -> None:
        super().end(name)
        if name == "c":
            text = self.book.shown(self.cell, self.taken())
            if text and self.column > MOST_COLUMNS:
                raise SheetError(_("The sheet has cells far to the right of its columns."))
            if text:
                self.cells[self.column] = text
        elif name == "row" and self.cells:
            columns = range(1, max(self.cells) + 1)
            self.rows.append((self.line, [self.cells.get(column, "") for column in columns]))
            self.cells = {}

    def taken_rows(self) -> list[tuple[int, list[str]]]:
        rows, self.rows = self.rows, []
        return rows


class _Book:
    """A workbook as far as its first sheet needs it."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.budget = MOST_ELEMENTS
        (workbook,) = self._related("", "officeDocument").values()
        listed = self._read(workbook, _Listed()).elements
        self.epoch = WINDOWS_EPOCH
        for properties in listed["workbookPr"]:
            if properties.get("date1904") in ("1", "true"):
                self.epoch = MAC_EPOCH
        self.sheet = self._related(workbook, "worksheet")[listed["sheet"][0]["id"]]
        strings, styles = _Strings(), _Styles()
        for name in self._related(workbook, "sharedStrings").values():
            self._read(name, strings)
        for name in self._related(workbook, "styles").values():
            self._read(name, styles)
        self.strings, self.dates = strings.strings, styles.dates

    def lines(self) -> Iterator[tuple[int, list[str]]]:
        grid = _Grid(self)
        for _chunk in self._chunks(self.sheet, grid):
            yield from grid.taken_rows()

    def shown(self, cell: dict[str, str], value: str) -> str:
        """Return the text of a cell; a formula's is what it came to when the file was saved."""
        kind = cell.get("t", "n")
        if not value:
            return ""
        if kind == "s":
            return self.strings[int(value)]
        if kind == "b":
            return "true" if value == "1" else "false"
        if kind == "n":
            style = int(cell.get("s", 0))
            is_date = style < len(self.dates) and self.dates[style]
            return number(value, self.epoch if is_date else None)
        return _unescaped(value)

    def _related(self, part: str, kind: str) -> dict[str, str]:
        """Return the names of the parts of a kind that `part` refers to, by the reference's Id."""
        folder, name = dirname(part), part.rpartition("/")[2]
        listed = self._read(join(folder, "_rels", f"{name}.rels"), _Listed()).elements
        parts = {}
        for reference in listed["Relationship"]:
            if reference["Type"].endswith(f"/{kind}"):
                target = normpath(join("/", folder, reference["Target"]))
                parts[reference["Id"]] = target.lstrip("/")
        return parts

    def _read(self, name: str, part: P) -> P:
        for _chunk in self._chunks(name, part):
            pass
        return part

    def _chunks(self, name: str, part: _Part) -> Iterator[None]:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True

        def start(name: str, attributes: dict[str, str]) -> None:
            self.budget -= 1 + len(attributes)
            if self.budget < 0:
                raise SheetError(_("The workbook is too large. Keep only the sheet with the rows."))
            part.start(_local(name), {_local(key): value for key, value in attributes.items()})

        parser.StartElementHandler = start
        parser.EndElementHandler = lambda name: part.end(_local(name))
        parser.CharacterDataHandler = part.text
        parser.StartDoctypeDeclHandler = _no_doctype
        with self.archive.open(name) as file:
            while chunk := file.read(64 * 1024):
                parser.Parse(chunk)
                yield
        parser.Parse(b"", True)
        yield


def _no_doctype(*declared: object) -> None:
    """Refuse it: no workbook has one, and entities are declared in it."""
    raise ValueError


def _unescaped(text: str) -> str:
    return ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


def _column(reference: str) -> int:
    """Return 28 for "AB7". Raises ValueError where no sheet has such a cell."""
    match = REFERENCE.fullmatch(reference)
    if not match:
        raise ValueError("no reference to a cell")
    number = 0
    for letter in match[1].upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def number(text: str, epoch: datetime | None = None) -> str:
    """Return a number as a person would write it: 10 for 10.0, 2026-11-18 for a day."""
    if not text:
        return ""
    value = float(text)
    if epoch is not None:
        try:
            moment = from_excel(value, epoch)
        except (OverflowError, ValueError):
            return text
        return str(moment).removesuffix(" 00:00:00")
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.15g}"
