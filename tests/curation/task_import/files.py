"""Files of tasks, as curators send them, and what the site answers."""

import csv
import html
import io
import json
import re
import zipfile
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from openpyxl import Workbook

PARTS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def new_row(slug: str, **cells: str) -> dict[str, str]:
    """Return a row that is fine for a new task."""
    return {
        "slug": slug,
        "title": f"The title of {slug}",
        "level": "1",
        "area": "craft",
        "effort": "M",
        "summary": "What to do.",
        "how_to": "Ask.\nGo.\nWrite.",
        "why": "It shows.",
        "evidence": "Notes.",
    } | cells


def csv_file(*rows: dict[str, str], delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    text = io.StringIO(newline="")
    columns = list(dict.fromkeys(name for row in rows for name in row))
    writer = csv.DictWriter(text, columns, restval="", delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode(encoding)


def json_file(*rows: Any) -> bytes:
    return json.dumps(list(rows)).encode()


def xlsx_file(*lines: list[Any]) -> bytes:
    """Return a workbook with values of any type."""
    book = Workbook()
    for line in lines:
        book.worksheets[0].append(line)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATED = "http://schemas.openxmlformats.org/package/2006/relationships"


def sheet_file(rows: str, strings: str = "", **parts: str) -> bytes:
    """Return a workbook with a table of strings, as Excel saves it; `rows` are XML."""
    contents = {
        "_rels/.rels": related(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook {PARTS} xmlns:r="{OFFICE}"><workbookPr date1904="1"/>'
        '<sheets><sheet name="One" sheetId="7" r:id="r0"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": related(
            ("worksheet", "/xl/worksheets/sheet1.xml"),
            ("styles", "styles.xml"),
            ("sharedStrings", "sharedStrings.xml"),
        ),
        "xl/worksheets/sheet1.xml": f"<worksheet {PARTS}><sheetData>{rows}</sheetData></worksheet>",
        "xl/styles.xml": f'<styleSheet {PARTS}><numFmts><numFmt numFmtId="164" formatCode="d.m."/>'
        '</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>'
        '<xf numFmtId="164"/></cellXfs></styleSheet>',
        "xl/sharedStrings.xml": f"<sst {PARTS}>{strings}</sst>",
    }
    return packed(contents | parts)


def related(*parts: tuple[str, str]) -> str:
    relations = "".join(
        f'<Relationship Id="r{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(parts)
    )
    return f'<Relationships xmlns="{RELATED}">{relations}</Relationships>'


def packed(parts: dict[str, str], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", packing) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return file.getvalue()


def send(client: Client, data: bytes, name: str = "tasks.csv", kind: str = "tasks") -> HttpResponse:
    """Return what the site says an import would do."""
    file = SimpleUploadedFile(name, data)
    return client.post(f"/admin/curation/import/{kind}/", {"file": file})


def seal_in(answer: HttpResponse) -> str:
    """Return what the page would send to confirm; empty where it has no such button."""
    found = re.search(r'name="rows" value="([^"]*)"', answer.text)
    return html.unescape(found[1]) if found else ""


def confirm(client: Client, answer: HttpResponse, kind: str = "tasks") -> HttpResponse:
    address = f"/admin/curation/import/{kind}/confirm/"
    return client.post(address, {"rows": seal_in(answer)}, follow=True)


def said(answer: HttpResponse) -> str:
    """Return the words of a page, without markup."""
    main = answer.text.partition("<main")[2]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).split())
