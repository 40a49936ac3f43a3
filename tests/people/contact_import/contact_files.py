"""Files of contacts as phones, mail programs and networks export them, and the site’s answers."""

import base64
import html
import re
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from tracker.people.contact_import.contacts import Contact, Contacts
from tracker.people.contact_import.vcard import read as read_vcards

PICTURE = base64.b64encode(bytes(range(256)) * 12).decode()


def folded(text: str, width: int = 75, mark: str = "\r\n ") -> str:
    return mark.join(text[start : start + width] for start in range(0, len(text), width))


# iOS and iCloud: 3.0, labels in groups, "type=pref", pictures folded, colons of links escaped.
IPHONE = (
    f"""BEGIN:VCARD
VERSION:3.0
PRODID:-//Apple Inc.//iPhone OS 18.1//EN
N:Ruiz;Ana;María;Dr.;
FN:Dr. Ana María Ruiz
ORG:Acme\\, Inc.;Payments
TITLE:Senior Product Manager
item1.EMAIL;type=INTERNET;type=pref:ana@example.org
item1.X-ABLabel:_$!<Work>!$_
TEL;type=CELL;type=VOICE;type=pref:+353 1 234 567
item2.URL;type=pref:https\\://example.org/ana
item2.X-ABLabel:_$!<HomePage>!$_
X-SOCIALPROFILE;type=linkedin;x-user=anaruiz:http://www.linkedin.com/in/anaruiz
NOTE:Met at the meetup.\\nLikes tea\\; hates coffee\\, mostly.
{folded("PHOTO;ENCODING=b;TYPE=JPEG:" + PICTURE)}
X-ABUID:5AD380FD-B2DE-4261-BA99-DE1D1DB52FBE\\:ABPerson
END:VCARD
""".replace("\r\n", "\n")
    .replace("\n", "\r\n")
    .encode()
)

# Google Contacts: 3.0, groups with labels, folded in the middle of a character.
GOOGLE = (
    b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:J\xc3\xb6rg M\xc3\r\n \xbcller\r\n"
    b"N:M\xc3\xbcller;J\xc3\xb6rg;;;\r\n"
    b"EMAIL;TYPE=INTERNET;TYPE=HOME:joerg@example.org\r\n"
    b"ORG:Initech\r\nTITLE:Hiring manager\r\n"
    b"item1.URL:http\\://www.google.com/profiles/123\r\nitem1.X-ABLabel:PROFILE\r\n"
    b"NOTE:Eine sehr lange Notiz\\, die umbrochen\r\n\t wird.\r\nCATEGORIES:myContacts\r\n"
    b"END:VCARD\r\n"
)

# Android: 2.1, quoted-printable in UTF-8 with soft breaks, bare types, a picture without folding
# marks that ends in an empty line.
ANDROID = f"""BEGIN:VCARD
VERSION:2.1
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=98=D0=B2=D0=B0=D0=BD=D0=BE=D0=B2=D0=B0;=D0=9E=D0=BB=
=D1=8C=D0=B3=D0=B0;;;
FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=9E=D0=BB=D1=8C=D0=B3=D0=B0=20=
=D0=98=D0=B2=D0=B0=D0=BD=D0=BE=D0=B2=D0=B0
TEL;CELL;PREF:+7 495 123
EMAIL;HOME:olga@example.org
ADR;HOME;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:;;=D0=A2=D0=B2=D0=B5=D1=80=
=D1=81=D0=BA=D0=B0=D1=8F;;;;
ORG;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=AF=D0=BD=D0=B4=D0=B5=D0=BA=D1=81
TITLE;QUOTED-PRINTABLE;CHARSET=UTF-8:Product=20Owner
NOTE;ENCODING=QUOTED-PRINTABLE:First line=0D=0ASecond =
line
PHOTO;ENCODING=BASE64;JPEG:{folded(PICTURE, 74, chr(10))}

X-ANDROID-CUSTOM:vnd.android.cursor.item/nickname;Olya;1;;;;;;;;;;;;;
END:VCARD
""".encode()

# Outlook: 2.1 in the encoding of Windows, LANGUAGE on every line, a picture of its own.
OUTLOOK = (
    "BEGIN:VCARD\r\nVERSION:2.1\r\nN;LANGUAGE=de;CHARSET=Windows-1252:Groß;Jürgen\r\n"
    "FN;CHARSET=Windows-1252:Jürgen Groß\r\nORG;CHARSET=Windows-1252:Käse & Söhne;Vertrieb\r\n"
    "TITLE:Pre-Sales – Süd\r\nTEL;WORK;VOICE:+49 89 123\r\n"
    "URL;WORK:www.example.org/groß\r\nURL;HOME:www.example.org\r\n"
    "LABEL;WORK;PREF;ENCODING=QUOTED-PRINTABLE:Marienplatz 1=0D=0A=\r\nM=FCnchen\r\n"
    "NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=Windows-1252:Spricht sch=F6n.\r\n"
    "X-MS-OL-DEFAULT-POSTAL-ADDRESS:2\r\n"
    f"X-MS-CARDPICTURE;TYPE=JPEG;ENCODING=BASE64:\r\n {folded(PICTURE)}\r\n\r\n"
    "REV:20240101T120000Z\r\nEND:VCARD\r\n"
).encode("cp1252")

# Thunderbird: 4.0, properties with PREF, names quoted, only LF.
THUNDERBIRD = b"""BEGIN:VCARD
VERSION:4.0
EMAIL;PREF=1:li@example.org
FN:Li Wei
N:Li;Wei;;;
TITLE:Designer
ORG:Globex;Research;"Lab"
URL;VALUE=URI:https://example.org/li
URL;VALUE=URI;PREF=1:https://example.org/first
NOTE:Quiet\\, kind.
TZ;VALUE=TEXT:Asia/Shanghai
UID:dd1b4b44-5a4a-4f2f-8bd5-bc0b2e7d2c4d
END:VCARD
"""

# Nextcloud: 4.0, a picture as a data link, RELATED, social profiles, two languages of a name.
NEXTCLOUD = (
    f"""BEGIN:VCARD
VERSION:4.0
PRODID:-//Sabre//Sabre VObject 4.5.4//EN
UID:9e1c2f0a
FN;ALTID=1;LANGUAGE=en:Yuki Tanaka
FN;PREF=1;ALTID=1;LANGUAGE=ja:田中 雪
N:Tanaka;Yuki;;;
ORG;TYPE=work:株式会社;開発
ROLE:Mentor
RELATED;TYPE=friend:urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6
X-SOCIALPROFILE;TYPE=mastodon:https://social.example/@yuki
TZ:+09:00
{folded("PHOTO:data:image/png;base64," + PICTURE)}
REV:20240101T120000Z
END:VCARD
""".replace("\r\n", "\n")
    .replace("\n", "\r\n")
    .encode()
)

EXPORTS = {
    "iPhone": IPHONE,
    "Google": GOOGLE,
    "Android": ANDROID,
    "Outlook": OUTLOOK,
    "Thunderbird": THUNDERBIRD,
    "Nextcloud": NEXTCLOUD,
}

LINKEDIN = b"""Notes:
"When exporting your connection data, you may notice that some of the email addresses are missing. \
You will only see email addresses for connections who have allowed it, see \
https://www.linkedin.com/psettings/privacy/email."

First Name,Last Name,URL,Email Address,Company,Position,Connected On
Ana,Ruiz,https://www.linkedin.com/in/anaruiz,,Acme,Product Manager,12 Nov 2024
Ben,Okafor,https://www.linkedin.com/in/ben,ben@example.org,"Initech, Ltd.",Engineer,03 Jan 2023
,,,,,,05 Jan 2023
"""

GOOGLE_CSV = (
    b"Name,Given Name,Additional Name,Family Name,Notes,E-mail 1 - Value,Organization 1 - Name,"
    b"Organization 1 - Title,Website 1 - Value\n"
    b"Ana Ruiz,Ana,,Ruiz,Likes tea.,ana@example.org,Acme,Product Manager,https://example.org\n"
)

# A hundred columns of which most are empty, in the encoding of Windows.
OUTLOOK_CSV = (
    ",".join(
        ["Title", "First Name", "Middle Name", "Last Name", "Company", "Job Title", "Notes"]
        + [f"User {number}" for number in range(85)]
    )
    + "\r\n"
    + '"","Jürgen","","Groß","Käse GmbH","Vertrieb","Zwei\r\nZeilen"'
    + ',""' * 85
    + "\r\n"
).encode("cp1252")


def vcard(*lines: str, version: str = "3.0") -> bytes:
    """One card; without lines it has a name and nothing else."""
    text = "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *(lines or ["FN:Ana Ruiz"])])
    return f"{text}\r\nEND:VCARD\r\n".encode()


def cards(*names: str) -> bytes:
    return b"".join(vcard(f"FN:{name}") for name in names)


def read(data: bytes, kind: str = "peer", chunk: int = 65536) -> Contacts:
    return read_vcards((data[start : start + chunk] for start in range(0, len(data), chunk)), kind)


def only_contact(data: bytes, kind: str = "peer") -> Contact:
    contacts = read(data, kind)
    assert contacts.faults == []
    [contact] = contacts.readable
    return contact


def send(
    client: Client, data: bytes, name: str = "contacts.vcf", kind: str = "peer"
) -> HttpResponse:
    """What the site says an import would do, or asks about its columns."""
    file = SimpleUploadedFile(name, data)
    return client.post("/people/import/", {"file": file, "kind": kind})


def hidden(answer: HttpResponse, name: str) -> str:
    """A hidden field of the page; empty where there is none."""
    match = re.search(rf'name="{name}" value="([^"]*)"', answer.text)
    return html.unescape(match[1]) if match else ""


def name_columns(client: Client, answer: HttpResponse, **meanings: str) -> HttpResponse:
    """Send the columns as they are guessed, with some chosen otherwise: `column_0="name"`."""
    data = {"sheet": hidden(answer, "sheet")}
    for select in re.finditer(r'<select name="([\w-]+)".*?</select>', answer.text, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', select[0])
        data[select[1]] = chosen[1] if chosen else ""
    data |= {name.replace("_", "-"): meaning for name, meaning in meanings.items()}
    return client.post("/people/import/columns/", data)


def confirm(client: Client, answer: HttpResponse, **ticks: Any) -> HttpResponse:
    data = {"plan": hidden(answer, "plan"), **ticks}
    return client.post("/people/import/confirm/", data, follow=True)


def said(answer: HttpResponse) -> str:
    """The words of a page, without markup."""
    main = answer.text.partition("<main")[2]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).split())
