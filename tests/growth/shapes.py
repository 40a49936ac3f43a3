"""Texts and files that cost most for their size, each made `n` characters or bytes long, about."""

import json
from collections.abc import Callable
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

Shape = Callable[[int], Any]
TABLE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TWO_ROWS = "<row><c><v>1</v></c></row>" * 2


def fill(unit: str) -> Shape:
    return lambda n: (unit * (n // len(unit) + 1))[:n]


def run_up(sign: str, after: str) -> Shape:
    """Return the sign once, twice, three times and so on, with something between."""
    return lambda n: "".join(sign * length + after for length in range(1, int((2 * n) ** 0.5)))


def around(before: str, inside: str, after: str = "") -> Shape:
    """Return `before` and `after` once, with as much of `inside` between them as fits."""
    return lambda n: before + inside * (n // len(inside)) + after


def halves(first: str, last: str) -> Shape:
    return lambda n: first * (n // (2 * len(first))) + last * (n // (2 * len(last)))


def wide_table(row: str, end: str = "\n") -> Shape:
    """Return a table of n / 8 columns with rows of one cell."""

    def make(n: int) -> str:
        header = "|a" * (n // 8) + f"|{end}" + "|-" * (n // 8) + f"|{end}"
        return header + row * (n // (2 * len(row)))

    return make


MARKDOWN: dict[str, Shape] = {
    "words": fill("we wait three weeks, and "),
    "a wide table of short rows": wide_table("|\n"),
    "a wide table of words": wide_table("a\n"),
    "a wide table of old line ends": wide_table("a\r", "\r"),
    "a wide table in a quote": lambda n: wide_table("|\n")(n).replace("\n", "\n> "),
    "many tables": fill("|a|b|\n|-|-|\n"),
    "many tables in quotes": fill(">a|b\n>-|-\n"),
    "escaped pipes": around("|a|\n|-|\n", r"\|"),
    "quotes": fill(">"),
    "quotes on every line": fill("> > > > > a\n"),
    "deep quotes of lazy lines": around("> " * 20 + "a\n", "b\n"),
    "deep lists of lazy lines": around("- " * 20 + "a\n", "b\n"),
    "lists in lists": fill("- "),
    "numbers in numbers": fill("1. "),
    "quotes in lists": fill("- > "),
    "items": fill("- a\n"),
    "items apart": fill("- a\n\n"),
    "opening brackets": fill("["),
    "brackets": halves("[", "]"),
    "links in links": fill("[a]("),
    "links without an end": fill("[a](b "),
    "titles without an end": fill('[a](b "'),
    "pictures": fill("!["),
    "empty links": fill("[]()"),
    "references": fill("[a][b]"),
    "definitions": fill("[a]: b\n"),
    "definitions that are used": around("[a]: http://b\n\n", "[a] "),
    "a title over many lines": around('[a]: b "', "a\n"),
    "labels without an end": fill("[a\n"),
    "a label of escapes": around("[a", r"\]"),
    "emphasis": fill("*a "),
    "emphasis that closes": fill("a* "),
    "both": halves("*a ", "a* "),
    "two kinds": fill("*_"),
    "three kinds": fill("*a**_b__"),
    "lengths that do not match": fill("*a**a"),
    "one long run": halves("*", "a*"),
    "strikes": fill("~~a"),
    "ticks of all lengths": run_up("`", " "),
    "ticks": fill("`a``b"),
    "fences of all lengths": run_up("`", "\n"),
    "entities": fill("&amp;"),
    "entities without an end": fill("&#x"),
    "addresses": fill("<http://a>"),
    "addresses without an end": fill("<a:"),
    "comments without an end": fill("<!--"),
    "backslashes": fill("\\*"),
    "lines": fill("a\n"),
    "empty lines": fill("\n"),
    "hard line ends": fill("a  \n"),
    "spaces": around("a", " ", "b"),
    "headings": fill("# a\n"),
    "underlined headings": fill("a\n=\n"),
    "one long heading": around("# ", "# "),
    "rulers": fill("- - -\n"),
    "an address of letters": around("[a](http://", "é", ")"),
    "marks on one letter": halves("\u0301", "\u0323"),
}

TEXTS: dict[str, Shape] = {
    "words": fill("we wait three weeks, and "),
    "one word": fill("a"),
    "one letter a word": fill("a "),
    "two words": fill("ab ac "),
    "spaces": around("a", " ", "b"),
    "lines": fill("a\n"),
    "commas": fill("a, "),
    "signs": fill("* - > # "),
    "quotation marks": fill("\"'’"),
    "letters with accents": fill("é"),
    "signs without spaces": fill("漢字"),
    "one letter that is eighteen": fill("\ufdfa"),
    "marks on one letter": halves("\u0301", "\u0323"),
    "marks of other scripts": halves("\u0e48", "\u0e38"),
    "invisible characters": fill("\u200b\u00ad"),
    "pictures": fill("👩\u200d🚀"),
}

ADVERTS: dict[str, Shape] = TEXTS | {
    "bullets": fill("* You have done it\n"),
    "bullets of one line": fill("• "),
    "numbers": fill("1. "),
    "headings": fill("Requirements:\n"),
    "sentences": fill("You have done it. "),
    "items": fill("<li>a</li>"),
    "items that never end": fill("<li>a "),
    "deep items": fill("<ul><li>"),
    "tags that never end": fill("<p "),
    "brackets": fill("<p><"),
    "references": fill("<p>&amp;"),
    "open brackets": fill("<b>[ ("),
    "tabs": fill("a\t"),
}
LINES: dict[str, Shape] = TEXTS | {
    "days": fill("yesterday, "),
    "dates": fill("2026-11-18 "),
    "days of months": fill("3 May 2026 "),
    "times ago": fill("3 days ago "),
    "minutes": fill("45m "),
    "hours": fill("1h 20 minutes and "),
    "digits": fill("1"),
    "company": fill("with Ana Ruiz and "),
    "people": around("with ", "Ana Ruiz, "),
    "somebody": fill("with Ana "),
    "on": fill("on the 3rd of "),
}


def cards(*lines: str, times: int = 20) -> Shape:
    """Return cards that hold each of the lines so many times."""
    card = "".join(f"{line}\r\n" for line in lines * times)
    whole = f"BEGIN:VCARD\r\nFN:Ana\r\n{card}END:VCARD\r\n".encode()
    return lambda n: whole * max(1, n // len(whole))


VCARDS: dict[str, Shape] = {
    "parameters": cards("NOTE" + ";A=1" * 120 + ":x"),
    "parameters without a name": cards("NOTE" + ";A" * 200 + ":x"),
    "quotation marks": cards("NOTE" + ';A=""' * 90 + ":x"),
    "an open quotation mark": cards('NOTE;A="' + "a" * 450 + ":x"),
    "types": cards("NOTE;TYPE=" + "a," * 200 + ":x"),
    "short notes": cards("NOTE:x"),
    "short links": cards("URL:http://a.b/x"),
    "parts of a name": cards("N:" + ";" * 900),
    "parts of a company": cards("ORG:" + ";" * 900),
    "escapes": cards("N:" + r"\;" * 450),
    "quoted-printable": cards("NOTE;ENCODING=QUOTED-PRINTABLE:" + "=41" * 300),
    "soft line ends": cards("NOTE;ENCODING=QUOTED-PRINTABLE:" + "x=\r\n" * 100),
    "folded lines": cards("NOTE:a" + "\r\n b" * 100),
    "folded parameters": cards("NOTE" + "\r\n ;A=1" * 60 + "\r\n :x"),
    "pictures": cards("PHOTO:" + "A" * 70, *[" " + "A" * 70] * 20),
    "groups": cards("item1.X-A:b", "item1.NOTE:x"),
    "what nobody wants": cards("X-A:b"),
    "no lines at all": cards("\x01"),
    "cards in cards": cards("AGENT:\r\nBEGIN:VCARD\r\nEND:VCARD"),
    "one long line": lambda n: b"BEGIN:VCARD\r\nNOTE:" + b"x" * n,
    "one long card": lambda n: b"BEGIN:VCARD\r\n" + b"NOTE:x\r\n" * (n // 8),
    "empty cards": lambda n: b"BEGIN:VCARD\r\nEND:VCARD\r\n" * (n // 24),
    "marks on one letter": cards("FN:" + halves("\u0301", "\u0323")(300)),
}


def rows(row: str, header: str = "Name,Note\n") -> Shape:
    return lambda n: (header + row * (n // len(row))).encode()


CSVS: dict[str, Shape] = {
    "short rows": rows("a\n"),
    "a wide row": lambda n: b"Name" + b"," * n + b"\na\n",
    "a wide row of names": lambda n: b"Name,a,b\n" + b"a," * (n // 2) + b"\n",
    "wide rows": rows("," * 200 + "\n"),
    "quotation marks": lambda n: b'Name\n"' + b'""' * (n // 2) + b'"\n',
    "an open quotation mark": lambda n: b'Name\n"' + b"a\n" * (n // 2),
    "quoted rows": rows('"a","b"\n'),
    "lines of explanation": lambda n: b"x\n" * (n // 2),
    "one long line": lambda n: b"Name" + b"x" * n,
    "empty lines": lambda n: b"Name\n" + b"\n" * n,
    "formulas": rows("'=a,'=b\n"),
    "names alike": rows("José Ruiz,x\n"),
    "marks on one letter": lambda n: b"Name\n" + halves("\u0301", "\u0323")(n // 2).encode(),
}


def records(*, keys: int, value: Any) -> Shape:
    record = {f"k{key}": value for key in range(keys)}
    size = len(json.dumps(record))
    return lambda n: json.dumps([record] * max(1, n // size)).encode()


JSONS: dict[str, Shape] = {
    "records": records(keys=3, value="x"),
    "wide records": records(keys=50, value=1),
    "numbers": records(keys=3, value=10**300),
    "keys": lambda n: json.dumps([{f"k{key}": 1 for key in range(n // 10)}]).encode(),
    "lists in lists": lambda n: b"[" * n,
    "objects in objects": lambda n: b'[{"a":' * (n // 6),
    "digits": lambda n: b"[" + b"1" * n + b"]",
    "escapes": lambda n: b'[{"a":"' + b"\\u0301" * (n // 6) + b'"}]',
}


def workbook(sheet: str, strings: str = "", styles: str = "") -> bytes:
    """Return a workbook of one sheet; the rest of the parts is as small as it can be."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", _related(officeDocument="xl/w.xml"))
        archive.writestr(
            "xl/w.xml", f'<w xmlns:r="{TABLE}"><sheets><sheet r:id="worksheet"/></sheets></w>'
        )
        parts = {"worksheet": "s.xml", "sharedStrings": "t.xml", "styles": "f.xml"}
        archive.writestr("xl/_rels/w.xml.rels", _related(**parts))
        archive.writestr("xl/s.xml", f"<worksheet><sheetData>{sheet}</sheetData></worksheet>")
        archive.writestr("xl/t.xml", f"<sst>{strings}</sst>")
        archive.writestr("xl/f.xml", f"<styleSheet>{styles}</styleSheet>")
    return file.getvalue()


def _related(**parts: str) -> str:
    listed = []
    for kind, target in parts.items():
        listed.append(f'<R Id="{kind}" Type="{TABLE}/{kind}" Target="{target}"/>')
    return f"<Rs>{''.join(listed)}</Rs>".replace("<R ", "<Relationship ")


def cells(cell: str, in_a_row: int = 20) -> str:
    return f"<row>{cell * in_a_row}</row>"


def sheet_of(piece: str, before: str = "") -> Shape:
    return lambda n: workbook(before + piece * (n // len(piece)))


def styles_of_one_format(n: int) -> bytes:
    code = f'<numFmts><numFmt numFmtId="200" formatCode="{"&quot;x" * (n // 14)}y"/></numFmts>'
    uses = '<xf numFmtId="200"/>' * (n // 40)
    return workbook(TWO_ROWS, styles=f"{code}<cellXfs>{uses}</cellXfs>")


def styles(n: int) -> bytes:
    uses = '<xf numFmtId="14"/>' * (n // 20)
    return workbook(TWO_ROWS, styles=f"<cellXfs>{uses}</cellXfs>")


WORKBOOKS: dict[str, Shape] = {
    "cells": sheet_of(cells('<c t="str"><v>a</v></c>')),
    "empty cells": sheet_of(cells("<c/>")),
    "rows": sheet_of('<row><c t="str"><v>a</v></c></row>'),
    "one long row": lambda n: workbook(f"<row>{'<c/>' * (n // 4)}</row>"),
    "a row of its own for each cell": sheet_of('<row r="9"><c r="B9"><v>1</v></c></row>'),
    "one cell": sheet_of("<v>a</v>", "<row><c>"),
    "attributes": sheet_of("<c " + " ".join(f'a{number}=""' for number in range(50)) + "/>"),
    "one reference": lambda n: workbook(f'<row><c r="{"!" * n}"><v>1</v></c></row>'),
    "one number": lambda n: workbook(f"<row><c><v>{'9' * n}</v></c></row>" * 2),
    "strings": lambda n: workbook(
        '<row><c t="s"><v>0</v></c></row>' * 2, "<si><t>a</t></si>" * (n // 18)
    ),
    "styles": styles,
    "styles of one long format": styles_of_one_format,
    "days": sheet_of("<row><c><v>46000</v></c></row>"),
    "escapes": sheet_of(f'<row><c t="str"><v>{"_x0041_" * 20}</v></c></row>'),
    "elements in elements": lambda n: workbook("<a>" * (n // 3) + "</a>" * (n // 3)),
}


def briefing(**values: Any) -> bytes:
    return json.dumps({"format": 1} | values).encode()


BRIEFINGS: dict[str, Shape] = {
    "keys": lambda n: briefing(**{f"k{key}": "x" for key in range(n // 10)}),
    "lines": lambda n: briefing(lines=[{"text": "x"}] * (n // 14)),
    "keys of a line": lambda n: briefing(lines=[{f"k{key}": "x" for key in range(n // 10)}]),
    "lists in lists": lambda n: b"[" * n,
    "objects in objects": lambda n: b'{"a":' * (n // 5),
    "digits": lambda n: b'{"format": ' + b"1" * n + b"}",
    "numbers": lambda n: briefing(lines=[10**400] * (n // 400)),
    "one text": lambda n: briefing(title="x" * n),
}
