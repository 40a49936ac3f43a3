"""What nobody types and every server is sent: values for addresses, forms, bodies, headers."""

import json
from base64 import urlsafe_b64encode
from io import BytesIO
from random import Random
from typing import Any
from zipfile import ZipFile

NUMBERS = [
    "0",
    "-1",
    "1e9",
    "1.5",
    "NaN",
    "Infinity",
    "²",
    "٣",
    "9" * 19,
    "1" + "0" * 30,
    "9" * 5000,
]
NUMBERS += [
    "2147483648",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775809",
    "0x10",
]
DAYS = [
    "0001-01-01",
    "9999-12-31",
    "1949-12-25",
    "1949-12-26",
    "1949-12-31",
    "1950-01-01",
    "1950-01-02",
]
DAYS += [
    "1950-01-08",
    "2100-01-01",
    "2199-12-31",
    "2200-01-01",
    "2026-02-30",
    "2026-W47-3",
    "20261118",
]
DAYS += [
    "2026-11-18",
    "2026-11-23",
    "2027-11-22",
    "-2026-11-18",
    "2026-11-18T12:00",
    "00:00",
    "25:61",
]
ADDRESSES = [
    "http://[",
    "//[",
    "https://[::1",
    "//[::1]",
    "http://a:b@c:d/",
    "///x",
    "\\\\x",
    "javascript:1",
]
ADDRESSES += [
    "http://\u2100.example",
    "//é\u2024x",
    "http:///",
    "/" * 3000,
    "/\n/x",
    "/quotes/?q=[",
    "%2f%5b",
]
ADDRESSES += [
    "mailto:",
    "a@b@c",
    "a@" + "b." * 200,
    "é@ü.example",
    "a@xn--\u2100",
    "x@[1",
    '"@"@example.org',
]
TEXTS = [
    "",
    " ",
    "\0",
    "a\0b",
    "\ud800",
    "\udfff\ud800",
    "\ufeff",
    "\u202e\u2066",
    "🚀" * 50,
    "é" * 121,
]
TEXTS += [
    "x" * 300,
    "x" * 30_000,
    "\n" * 3000,
    "\r",
    "\x1f\x7f",
    "%",
    "%00",
    "%s%d%n",
    "{{ 7 }}",
    "{0}",
]
TEXTS += [
    "'\"--",
    "' OR 1=1",
    "\\",
    "*" * 50,
    "[" * 500,
    ">" * 500,
    "|a|b|\n|-|-|\n" * 50,
    "<script>",
    "&#0;",
]
TEXTS += [
    "None",
    "null",
    "true",
    "[]",
    "{}",
    "../../etc/passwd",
    "..",
    ".",
    "admin",
    "utf-7",
    "Ünïcödé",
    "ß",
]
TEXTS += [
    "with " * 60,
    "1h 2h 3h",
    "yesterday today",
    '"',
    "'",
    "(",
    ")",
    "*",
    "a*",
    ":",
    "AND OR NOT NEAR",
]
HOSTILE = NUMBERS + DAYS + ADDRESSES + TEXTS

ODD_JSON: list[Any] = [
    1,
    -1,
    1.5,
    10**30,
    True,
    None,
    "",
    "\0",
    "x",
    "é" * 200,
    [],
    {},
    [[]],
    {"id": 1},
    [1],
]
HEADERS = {
    "HTTP_X_FORWARDED_FOR": [
        "",
        ",",
        "1.2.3.4",
        "x, y, z",
        ",,,,",
        "[",
        "1.2.3.4, [::1",
        "a" * 5000,
        "\xff",
    ],
    "HTTP_X_FORWARDED_PROTO": ["https", "http, https", "\xff"],
    "HTTP_USER_AGENT": ["", "\xff" * 300, "x" * 5000],
    "HTTP_REFERER": ["http://[", "//[", "http://testserver/", "\xff", "x" * 5000],
    "HTTP_ACCEPT_LANGUAGE": ["*", "en;q=x", "x" * 600, "\xff", "en-gb;q=99999999999999999999"],
    "HTTP_ACCEPT_ENCODING": ["gzip;q=x", "br, zstd", ";;;", "\xff", "identity;q=0"],
    "HTTP_IF_NONE_MATCH": ["*", '"', 'W/"x', "\xff", "," * 1000],
    "HTTP_IF_MODIFIED_SINCE": [
        "x",
        "Thu, 01 Jan 0000 00:00:00 GMT",
        "Fri, 31 Dec 99999 23:59:59 GMT",
    ],
    "HTTP_RANGE": ["bytes=-", "bytes=9-1", "x"],
    "HTTP_HX_REQUEST": ["true", "false", "\xff"],
    "HTTP_HX_CURRENT_URL": ["http://[", "//[", "\xff", "http://testserver/quotes/"],
    "HTTP_HX_TARGET": ["\xff", "x" * 5000],
    "HTTP_ACCEPT": ["application/json", "*/*;q=x", "\xff"],
    "HTTP_COOKIE": [
        "sessionid=\xff",
        "sessionid=%00",
        "messages=x; csrftoken=x",
        "=;=;",
        "a" * 5000,
    ],
    "HTTP_HOST": ["testserver:99999", "testserver:x", "[", "[::1", "\xff", "a b", "testserver."],
    "CONTENT_LENGTH": ["-1", "x", "9" * 30, "", "0", "10"],
    "REMOTE_ADDR": ["", "x", "::1", "fe80::1%eth0"],
    "HTTP_EXPECT": ["100-continue"],
    "HTTP_ORIGIN": ["null", "http://["],
    "HTTP_X_REQUESTED_WITH": ["XMLHttpRequest"],
}
CONTENT_TYPES = [
    "",
    "application/json",
    "text/plain",
    "multipart/form-data",
    "x",
    "\xff",
    "application/xml",
]
CONTENT_TYPES += [
    "multipart/form-data; boundary=",
    "multipart/form-data; boundary=\xff",
    "text/html; charset=rot13",
]
CONTENT_TYPES += [
    "application/x-www-form-urlencoded; charset=utf-7",
    "multipart/form-data; boundary=" + "x" * 300,
]
BODIES = [
    b"",
    b"\0",
    b"[" * 100_000,
    b"{}",
    b'{"id":1}',
    b"null",
    b"1" * 5000,
    b"\xff\xfe",
    b"--x\r\n\r\n",
    b"&" * 5000,
]
BODIES += [
    b"=".join([b"%00"] * 50),
    b"a=1&" * 900,
    b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n',
]
BODIES += [
    b'--x\r\nContent-Disposition: form-data; name="f"; filename="\\"\r\n\r\nx\r\n--x--',
    b'"\\ud800"',
    b"-Infinity",
]


def text(random: Random) -> str:
    """Return one value, mostly whole, now and then two of them joined."""
    value = random.choice(HOSTILE)
    return value + random.choice(HOSTILE) if random.random() < 0.1 else value


def credential(random: Random) -> str:
    """Return the JSON of a passkey, with one or two of its parts replaced by what has no place."""
    client = {"type": "webauthn.get", "challenge": "AAAA", "origin": "http://testserver"}
    response = {
        "clientDataJSON": _packed(json.dumps(client).encode()),
        "authenticatorData": _packed(bytes(random.choice([0, 36, 37, 60]))),
        "attestationObject": _packed(
            random.choice([b"", b"\xa0", b"\x9f\xff", b"\xbf" * 99, b"\x1b"])
        ),
        "signature": _packed(b"x"),
        "userHandle": _packed(random.choice([b"1", b"x", b"\xff", b"9" * 40])),
    }
    whole = {"id": "AAAA", "rawId": "AAAA", "type": "public-key", "response": response}
    for _change in range(random.randint(0, 2)):
        part = random.choice([whole, response])
        part[random.choice(list(part))] = random.choice([*ODD_JSON, _packed(b"[]"), _packed(b"1")])
    return json.dumps(random.choice([whole, whole, whole, random.choice(ODD_JSON)]))


def file(random: Random) -> tuple[str, bytes]:
    """Return the name and the bytes of a file that no program has saved."""
    kind = random.choice(["x.csv", "x.xlsx", "x.json", "x.vcf", "x", "\0.xlsx", "../x.vcf", ""])
    words = [text(random).encode(errors="surrogatepass") for _word in range(6)]
    made = {
        "x.csv": b"slug,title\n" + b",".join(words),
        "x.xlsx": workbook(random),
        "x.json": json.dumps(
            [{"slug": random.choice(ODD_JSON), "title": random.choice(ODD_JSON)}]
        ).encode(),
        "x.vcf": b"BEGIN:VCARD\r\nFN;"
        + words[0]
        + b":"
        + words[1]
        + b"\r\nN:"
        + words[2]
        + b"\r\nEND:VCARD\r\n",
    }
    return kind, random.choice([*made.values(), made.get(kind, b"PK\3\4"), random.choice(BODIES)])


def workbook(random: Random) -> bytes:
    """Return a workbook with an odd encoding, reference, style or target in it."""
    codec = random.choice(
        ["utf-8", "rot13", "zlib", "idna", "undefined", "x" * 300, "utf-7", "punycode"]
    )
    cell = random.choice(["A1", "!" * 9, "ZZZ1", "A" * 99, "1", "É1", ""])
    value = random.choice(["1", "9" * 5000, "NaN", "1e999", "-1", "x", "inf"])
    rows = (
        f'<row r="{value[:20]}"><c r="{cell}" t="{random.choice("snbxe")}"><v>{value}</v></c></row>'
    )
    rels = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        start = f'<?xml version="1.0" encoding="{codec}"?>'
        archive.writestr("_rels/.rels", _related(rels, "officeDocument", "xl/workbook.xml"))
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns:r="{rels}"><sheets><sheet r:id="r1"/></sheets></workbook>',
        )
        archive.writestr("xl/_rels/workbook.xml.rels", _related(rels, "worksheet", "sheet.xml"))
        archive.writestr("xl/sheet.xml", f"{start}<worksheet>{rows}</worksheet>")
    return file.getvalue()


def _related(rels: str, kind: str, target: str) -> str:
    return f'<R><Relationship Id="r1" Type="{rels}/{kind}" Target="{target}"/></R>'


def _packed(data: bytes) -> str:
    return urlsafe_b64encode(data).decode().rstrip("=")
