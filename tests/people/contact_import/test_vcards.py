"""vCards as phones and mail programs write them become contacts."""

import pytest

from tests.people.contact_import.contact_files import (
    ANDROID,
    EXPORTS,
    GOOGLE,
    IPHONE,
    NEXTCLOUD,
    OUTLOOK,
    PICTURE,
    THUNDERBIRD,
    cards,
    folded,
    only_contact,
    read,
    vcard,
)

MARYAM = "\u0645\u0631\u064a\u0645\u200f 👩\u200d🚀"  # from right to left, with an emoji


def test_an_iphone_writes_groups_labels_and_a_picture():
    ana = only_contact(IPHONE)
    assert (ana.name, ana.role, ana.company) == (
        "Dr. Ana María Ruiz",
        "Senior Product Manager",
        "Acme, Inc.",
    )
    assert ana.note == "Met at the meetup.\nLikes tea; hates coffee, mostly."
    assert ana.links == "https://example.org/ana\nhttp://www.linkedin.com/in/anaruiz"
    assert ana.remarks == ()


def test_google_folds_in_the_middle_of_a_character_and_with_tabs():
    joerg = only_contact(GOOGLE)
    assert (joerg.name, joerg.company) == ("Jörg Müller", "Initech")
    assert joerg.note == "Eine sehr lange Notiz, die umbrochen wird."
    assert joerg.links == "http://www.google.com/profiles/123"


def test_an_android_writes_version_2_1_in_quoted_printable():
    olga = only_contact(ANDROID)
    assert (olga.name, olga.role, olga.company) == ("Ольга Иванова", "Product Owner", "Яндекс")
    assert olga.note == "First line\nSecond line"
    assert olga.remarks == ()


def test_outlook_writes_in_the_encoding_of_windows():
    juergen = only_contact(OUTLOOK)
    assert (juergen.name, juergen.company) == ("Jürgen Groß", "Käse & Söhne")
    assert juergen.note == "Spricht schön."
    # This line has no CHARSET, so its encoding is a guess, and a right one.
    assert juergen.role == "Pre-Sales – Süd"
    assert juergen.remarks == ("Letters may be wrong: the encoding is a guess.",)


def test_thunderbird_writes_version_4_with_what_is_preferred():
    li = only_contact(THUNDERBIRD)
    assert (li.name, li.role, li.company) == ("Li Wei", "Designer", "Globex")
    assert li.time_zone == "Asia/Shanghai"
    assert li.links == "https://example.org/first\nhttps://example.org/li"


def test_nextcloud_writes_two_languages_and_pictures_as_links():
    yuki = only_contact(NEXTCLOUD)
    assert (yuki.name, yuki.role, yuki.company) == ("田中 雪", "Mentor", "株式会社")
    assert yuki.links == "https://social.example/@yuki"
    assert yuki.time_zone == ""


@pytest.mark.parametrize("size", [1, 2, 7, 64, 65536])
def test_it_does_not_matter_where_a_file_is_cut_into_chunks(size):
    everything = b"".join(EXPORTS.values())
    assert read(everything, chunk=size) == read(everything)
    assert len(read(everything).readable) == 6


@pytest.mark.parametrize("end", [b"\n", b"\r", b"\r\n"])
@pytest.mark.parametrize("chunk", [1, 64, 65536])
def test_line_ends_of_every_kind(end, chunk):
    data = b"".join(EXPORTS.values()).replace(b"\r\n", b"\n").replace(b"\n", end)
    assert [c.name for c in read(data, chunk=chunk).readable] == [
        c.name for c in read(b"".join(EXPORTS.values())).readable
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_the_whole_file_in_another_unicode(encoding):
    data = vcard("FN:Élise 👩‍💻 Дуб", "ORG:Käse").decode().encode(encoding)
    contact = only_contact(data)
    assert (contact.name, contact.company) == ("Élise 👩‍💻 Дуб", "Käse")


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["FN:Ana Ruiz", "N:Other;Name;;;"], "Ana Ruiz"),
        (["FN:", "N:Ruiz;Ana;María;Dr.;PhD"], "Ana María Ruiz PhD"),
        (["N:Ruiz;Ana"], "Ana Ruiz"),
        (["N:Ruiz"], "Ruiz"),
        (["FN: ", "N:;;;;", "ORG:Acme;Sales"], "Acme"),
        (["FN:\u200b", "EMAIL;TYPE=WORK:ana.ruiz@example.org"], "ana.ruiz"),
        (["NICKNAME:Olya"], "Olya"),
        (["fn:lower case"], "lower case"),
        (["a.b-1.FN:Odd group", "FN:Plain"], "Plain"),
        (["X1.FN:In a group"], "In a group"),
        (["FN:Ana\\nRuiz\x07\x00"], "Ana Ruiz"),
        (["FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Ana=00 =52uiz"], "Ana Ruiz"),
        (["FN;:Ana Ruiz"], "Ana Ruiz"),
        (['FN;X="a:b;c":Ana Ruiz'], "Ana Ruiz"),
        (
            ["FN:\u0645\u0631\u064a\u0645\u200f 👩\u200d🚀"],
            "\u0645\u0631\u064a\u0645 👩\u200d🚀",
        ),
    ],
)
def test_what_somebody_is_called(lines, name):
    assert only_contact(vcard(*lines)).name == name


def test_the_time_zone_is_kept_where_it_is_one():
    assert only_contact(vcard("FN:A", "TZ:Europe/Dublin")).time_zone == "Europe/Dublin"
    assert only_contact(vcard("FN:A", "TZ:Mars/Olympus")).time_zone == ""


def test_only_links_to_pages_are_kept_and_five_at_most():
    odd = ["javascript:alert(1)", "ftp://example.org", "data:text/html,x", "https://", "x y"]
    addresses = [f"https://example.org/{number}" for number in range(7)]
    contact = only_contact(vcard("FN:A", *[f"URL:{link}" for link in [*odd, *addresses]]))
    assert contact.links == "\n".join(addresses[:5])
    assert contact.remarks == ("7 links are left out.",)
    long = f"https://example.org/{'x' * 990}"
    assert only_contact(vcard("FN:A", f"URL:{long}")).remarks == ("1 link is left out.",)


def test_a_long_note_and_a_long_title_are_shortened_and_that_is_said():
    contact = only_contact(vcard("FN:A", f"TITLE:{'t' * 200}", f"NOTE:{'n' * 6000}"))
    assert (len(contact.role), contact.role[-1]) == (120, "…")
    assert (len(contact.note), contact.note[-1]) == (5000, "…")
    assert contact.remarks == ("The role is shortened.", "The note is shortened.")


def test_a_product_manager_of_ones_own_company_has_none():
    data = vcard("FN:Ana", "ORG:Acme")
    assert only_contact(data, "pm").company == ""
    assert only_contact(data, "mentor").company == "Acme"


def test_a_line_that_cannot_be_read_is_left_out_and_that_is_said():
    contact = only_contact(vcard("FN:Ana", "what is this", 'TITLE;"x:PM', "ORG;=;:Acme"))
    assert (contact.name, contact.role, contact.company) == ("Ana", "", "")
    assert contact.remarks == ("3 lines cannot be read and are left out.",)


def test_an_unknown_charset_is_guessed_and_that_is_said():
    for charset in ("evil/../x", "x" * 200, "zlib", "unicode_escape", "UTF-16"):
        contact = only_contact(vcard(f"FN;CHARSET={charset}:Jörg!", "NOTE:x"))
        assert contact.name == "Jörg!"
        assert contact.remarks == ("Letters may be wrong: the encoding is a guess.",)


def test_one_broken_card_is_not_a_broken_file():
    data = b"".join(
        [
            vcard("FN:Ana"),
            vcard("NOTE:nobody"),
            b"BEGIN:VCARD\r\nFN:No end\r\n",
            vcard("FN:" + "x" * 121),
            vcard("FN:Club", "KIND:group"),
            vcard("FN:Much", f"X-MUCH:{'x' * 70_000}"),
            vcard("FN:Ben"),
        ]
    )
    contacts = read(data)
    assert [contact.name for contact in contacts.readable] == ["Ana", "Ben"]
    assert [contact.number for contact in contacts.readable] == [1, 7]
    assert [(fault.number, fault.line, fault.reason) for fault in contacts.faults] == [
        (2, 5, "There is no name, no company and no e-mail address to call them by."),
        (3, 9, "The card has no end: END:VCARD is missing."),
        (4, 11, "The name has more than 120 characters."),
        (5, 15, "This is a list of people, not a person."),
        (6, 20, "The card holds more than 64 KB of text."),
    ]


def test_a_card_inside_a_card_is_not_a_person_of_its_own():
    inner = ["AGENT:", "BEGIN:VCARD", "FN:Assistant", "END:VCARD"]
    assert only_contact(vcard("FN:Boss", *inner, "TITLE:CEO")).role == "CEO"


def test_pictures_do_not_count_however_they_are_written():
    big = PICTURE * 60
    ways = [
        folded(f"PHOTO;ENCODING=b;TYPE=JPEG:{big}"),
        f"LOGO;BASE64;PNG:{big}",
        f"SOUND:{big}",
        f"X-THUMB;ENCODING=BASE64:{big}",
        folded(f"PHOTO;JPEG;ENCODING=BASE64:{big}", 76, "\r\n"),
        folded(f"X-LONG-NAME;X-PARAMETER={'x' * 60};ENCODING=b:{big}"),
    ]
    for way in ways:
        contact = only_contact(vcard("FN:Ana", way, "", "TITLE:PM"))
        assert (contact.role, contact.remarks) == ("PM", ())


def test_cards_are_counted_from_one():
    assert [contact.number for contact in read(cards("A", "B", "C")).readable] == [1, 2, 3]
